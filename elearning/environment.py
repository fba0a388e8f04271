"""What the site takes from its environment and from `var/`, its private folder."""

import secrets
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

from django.core.exceptions import ImproperlyConfigured
from environ import Env


def secret_key(path: Path) -> str:
    """The key kept in `path`; made, readable by its owner only, the first time."""
    try:
        return path.read_text().strip()
    except FileNotFoundError:
        path.parent.mkdir(parents=True, exist_ok=True)
        # Two workers may start at once: the first to create the file wins.
        try:
            with path.open("x") as file:
                path.chmod(0o600)
                file.write(secrets.token_urlsafe(50))
        except FileExistsError:
            pass
        return path.read_text().strip()


def allowed_hosts(site_url: str) -> list[str]:
    """The host of `site_url`, or the loopback names when the site has no address yet."""
    host = urlsplit(site_url).hostname
    return [host] if host else ["localhost", "127.0.0.1", "[::1]"]


def days(env: Env, name: str, usual: int) -> int:
    """A number of days from the environment, at least one."""
    number: int = env.int(name, default=usual)
    if number < 1:
        raise ImproperlyConfigured(f"{name} is a number of days, at least 1.")
    return number


def database(parsed: dict[str, Any]) -> dict[str, Any]:
    """Connection settings for a parsed `DATABASE_URL`.

    Connections are kept between requests. SQLite runs with a write-ahead log, a disk
    sync at each commit (an acknowledged answer survives a power cut) and transactions
    that take the write lock at once, so that writers queue instead of failing.
    PostgreSQL sends its lists, which are short, at once: a cursor costs more round trips.
    """
    settings: dict[str, Any] = {**parsed, "CONN_MAX_AGE": None, "CONN_HEALTH_CHECKS": True}
    settings["DISABLE_SERVER_SIDE_CURSORS"] = True
    if parsed["ENGINE"] == "django.db.backends.sqlite3":
        settings["OPTIONS"] = {
            "transaction_mode": "IMMEDIATE",
            "timeout": 20,
            "init_command": (
                "PRAGMA journal_mode=WAL; PRAGMA synchronous=FULL; PRAGMA mmap_size=134217728;"
                " PRAGMA cache_size=-16000; PRAGMA temp_store=MEMORY;"
            ),
        }
    return settings
