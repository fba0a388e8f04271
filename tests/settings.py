"""The site's settings as tests use them: a folder of their own, no secret of this machine."""

import atexit
import os
import shutil
import tempfile

# Tests never touch var/, where a site may be in use.
os.environ["DATA_DIR"] = tempfile.mkdtemp(prefix="elearning-tests-")
atexit.register(shutil.rmtree, os.environ["DATA_DIR"], ignore_errors=True)
for name in ("SITE_URL", "SECRET_KEY", "EMAIL_URL", "DEBUG", "TIME_ZONE"):
    os.environ.pop(name, None)
# Playwright keeps an event loop in the main thread, which Django takes for asynchronous code.
os.environ["DJANGO_ALLOW_ASYNC_UNSAFE"] = "1"

from elearning.settings import *  # noqa: E402, F403
from elearning.settings import DATABASES, STATIC_ROOT, VAR  # noqa: E402

STATIC_ROOT.mkdir()
# A file, as in service: in memory, threads would share one connection and its transaction.
if DATABASES["default"]["ENGINE"].endswith("sqlite3"):
    DATABASES["default"]["TEST"] = {"NAME": VAR / "test.sqlite3"}
# Rate limits counted by one test must not reach another.
CACHES = {"default": {"BACKEND": "django.core.cache.backends.locmem.LocMemCache"}}
# The real hash takes its time on purpose; it has its own test.
PASSWORD_HASHERS = ["django.contrib.auth.hashers.MD5PasswordHasher"]
