"""Whether the site can do its work, for whoever watches over it: a line each, 200 or 503.

Nothing that helps an attacker is said: no version, no path, no error.
"""

import logging
from collections.abc import Callable
from functools import cache
from tempfile import TemporaryFile

from django.conf import settings
from django.db import connection
from django.db.migrations.loader import MigrationLoader
from django.db.migrations.recorder import MigrationRecorder
from django.http import HttpRequest, HttpResponse
from django.views.decorators.cache import never_cache

logger = logging.getLogger(__name__)


def database() -> bool:
    """The database answers, and holds the tables this version expects."""
    return _expected() <= MigrationRecorder(connection).applied_migrations().keys()


@cache
def _expected() -> frozenset[tuple[str, str]]:
    """The migrations of this version; read once, as anybody may ask for this page."""
    return frozenset(MigrationLoader(None).graph.nodes)


def disk() -> bool:
    """A file can be written where figures and the database live."""
    with TemporaryFile(dir=settings.VAR) as file:
        file.write(b"ok")
    return True


CHECKS: dict[str, Callable[[], bool]] = {"database": database, "disk": disk}


@never_cache
def health(request: HttpRequest) -> HttpResponse:
    states = {name: _holds(name, check) for name, check in CHECKS.items()}
    lines = [f"{name}: {'ok' if holds else 'failing'}" for name, holds in states.items()]
    status = 200 if all(states.values()) else 503
    return HttpResponse("\n".join(lines) + "\n", status=status, content_type="text/plain")


def _holds(name: str, check: Callable[[], bool]) -> bool:
    try:
        return check()
    except Exception:
        logger.exception("The check of the %s failed.", name)
        return False
