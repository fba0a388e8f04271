"""Static files as they are served: without comments, under names that hold a hash of what they say.

Hashes cover the imports of modules.
"""

from pathlib import PurePosixPath
from typing import Any

from django.core.files.base import ContentFile
from whitenoise.storage import CompressedManifestStaticFilesStorage

from elearning.inlined import compact_css, compact_js

COMPACT = {"css": compact_css, "js": compact_js}
"""How the site's own files get shorter, by the folder of `static/` they are in."""


class HashedStaticFiles(CompressedManifestStaticFilesStorage):
    """Compacted, hashed and precompressed. Before `collectstatic` ran, files are what they were."""

    support_js_module_import_aggregation = True

    def stored_name(self, name: str) -> str:
        return str(super().stored_name(name)) if self.hashed_files else name

    def hashed_name(self, name: str, content: Any = None, filename: str | None = None) -> str:
        given = None if content is None else _compact(name, content)
        return str(super().hashed_name(name, given, filename))

    def _save(self, name: str, content: Any) -> str:
        return str(super()._save(name, _compact(name, content)))


def compacted(name: str, content: bytes) -> bytes:
    """What is kept of a file of `static/`; those of other packages stay as they are."""
    path = PurePosixPath(name)
    if path.suffix[1:] != path.parts[0] or path.parts[0] not in COMPACT:
        return content
    return COMPACT[path.parts[0]](content.decode()).encode()


def _compact(name: str, content: Any) -> "ContentFile[bytes]":
    return ContentFile(compacted(name, b"".join(content.chunks())))
