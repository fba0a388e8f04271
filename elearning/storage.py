"""Static files under names that hold a hash of their content, imports of modules included."""

from whitenoise.storage import CompressedManifestStaticFilesStorage


class HashedStaticFiles(CompressedManifestStaticFilesStorage):
    """Hashed and precompressed; a file that was not collected yet keeps its plain name."""

    support_js_module_import_aggregation = True
    manifest_strict = False
