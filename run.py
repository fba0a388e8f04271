#!/usr/bin/env python3
"""Starts the site, or tests it, with nothing but Python 3.11 or newer and git.

    python3 run.py [--port N]    install what is missing, prepare the database, serve
    python3 run.py test [...]    every check and every test; the rest goes to pytest
    python3 run.py check         the part of it that takes seconds
    python3 run.py lock          requirements.txt -> the two lock files
    python3 run.py messages      messages of the code and the templates -> locale/

All that is made stays in .venv/ and var/, which git ignores. Standard library only.
"""

import sys

if sys.version_info < (3, 11):  # noqa: UP036 - this file is what an older Python meets first
    sys.exit(
        "Il faut Python 3.11 ou plus récent\u00a0: par exemple «\u00a0python3.11 run.py\u00a0».\n"
        "Python 3.11 or newer is needed: run this again with it, as in `python3.11 run.py`."
    )

import argparse
import configparser
import hashlib
import html
import importlib.util
import os
import re
import socket
import ssl
import subprocess
import tempfile
import venv
from pathlib import Path
from urllib.parse import urljoin, urlsplit
from urllib.request import Request, url2pathname, urlopen

ROOT = Path(__file__).resolve().parent
VENV = ROOT / ".venv"
VAR = Path(os.environ.get("DATA_DIR") or ROOT / "var")
PIP = "pip-26.3-py3-none-any.whl"
PIP_SHA256 = "f3b60b20ffaadd4415ed7957212a38ac63fa4c5fa375bd0f4a797777940fad13"
SYSTEM_PIP_FILES = [Path("/etc/xdg/pip/pip.conf"), Path("/etc/pip.conf")]
FIRST_PORT = 8000
# One process per core, and a few threads in each for requests that wait for the database.
SERVER = ["--workers", "2", "--blocking-threads", "4"]


def main(arguments: list[str]) -> None:
    command = arguments[0] if arguments else ""
    try:
        if command in ("test", "check"):
            install("requirements-test.lock")
            become([python(), "tests/suite.py", *arguments])
        elif command == "messages":
            install("requirements-test.lock")
            become([python(), "tests/translations.py"])
        elif command == "lock":
            lock()
        else:
            serve(arguments)
    except KeyboardInterrupt:
        sys.exit(130)
    except subprocess.CalledProcessError as error:
        sys.exit(
            f"\n{' '.join(error.cmd)}\n"
            "Cette étape a échoué, pour la raison écrite plus haut. Une fois la cause écartée,\n"
            "relancez la même commande\u00a0: ce qui est fait ne sera pas refait.\n"
            "This step failed for the reason above; run the command again once it is mended."
        )


# --- the site


def serve(arguments: list[str]) -> None:
    """Installs and prepares only what changed since the last start, then becomes the server."""
    parser = argparse.ArgumentParser(usage="run.py [--port N] | test | check | lock | messages")
    parser.add_argument(
        "--port", type=int, help=f"port, otherwise the first free from {FIRST_PORT}"
    )
    port = free_port(parser.parse_args(arguments).port)
    install("requirements.lock")
    prepare()
    sign_ins = VAR / "sign-ins.txt"
    print(f"\nAdresse (address)\u00a0: http://127.0.0.1:{port}/")
    if sign_ins.exists():
        print(sign_ins.read_text(encoding="utf-8").rstrip())
    print("Ctrl-C pour arrêter (to stop).\n", flush=True)
    server = [python(), "-m", "granian", "--interface", "wsgi", "--host", "127.0.0.1"]
    server += ["--port", str(port), "--http", "1", "--no-ws", "--log-level", "warning"]
    server += ["--respawn-failed-workers", "--workers-kill-timeout", "2", *SERVER]
    server += ["elearning.wsgi:application"]
    become(server)


def free_port(wanted: int | None, first: int = FIRST_PORT) -> int:
    """`wanted`, which must be free, or else the first free port from `first` up."""
    for port in [wanted] if wanted else range(first, first + 100):
        with socket.socket() as probe:
            # Without this a port stays taken for a minute after the site was stopped.
            probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, int(os.name != "nt"))
            try:
                probe.bind(("127.0.0.1", port))
            except OSError:
                continue
            return port
    sys.exit(
        f"Le port {wanted or first} est occupé\u00a0: choisissez-en un autre avec --port.\n"
        "That port is taken: choose another with --port."
    )


def prepare() -> None:
    """Database, demonstration and static files, unless nothing they depend on has changed."""
    mark = VAR / "prepared"
    if mark.exists() and mark.read_text() == fingerprint():
        return
    say("Préparation du site", "preparing the site")
    manage("migrate", "--verbosity", "0")
    if not os.environ.get("SITE_URL"):  # known accounts have no place on a public site
        manage("make_demo")
    manage("collectstatic", "--noinput", "--verbosity", "0")
    mark.write_text(fingerprint())


def fingerprint() -> str:
    """Changes with the code, the texts, the libraries and the database the site stands on."""
    digest = hashlib.sha256((ROOT / "requirements.lock").read_bytes())
    database = VAR / "db.sqlite3"
    for name in ("DATABASE_URL", "SITE_URL"):
        digest.update(f"{name}={os.environ.get(name)}\n".encode())
    digest.update(f"{database.exists()} {(VAR / 'static').exists()}\n".encode())
    for folder in ("courses", "elearning", "locale", "static", "templates"):
        for path in sorted((ROOT / folder).rglob("*")):
            if path.is_file() and path.suffix != ".pyc":
                status = path.stat()
                digest.update(f"{path} {status.st_size} {status.st_mtime_ns}\n".encode())
    return digest.hexdigest()


# --- the virtual environment


def python(folder: Path = VENV) -> str:
    """The interpreter of the virtual environment in `folder`."""
    return str(folder / ("Scripts/python.exe" if os.name == "nt" else "bin/python"))


def install(lock_name: str) -> None:
    """Puts what `lock_name` pins into the environment, unless it is there already."""
    stamp = VENV / f"{lock_name}.installed"
    if stamp.exists() and stamp.read_text() == installed_state(lock_name):
        return
    say("Installation des bibliothèques, une minute environ", "installing, about a minute")
    if not has_pip(VENV):
        make_environment(VENV)
    # Only wheels: a fresh machine has no compiler, and a build would run unpinned code.
    pip(VENV, "--require-hashes", "--only-binary", ":all:", "-r", str(ROOT / lock_name))
    stamp.write_text(installed_state(lock_name))


def installed_state(lock_name: str) -> str:
    """Changes with the lock and with the Python that the environment stands on."""
    content = (ROOT / lock_name).read_bytes() + os.path.realpath(python()).encode()
    return hashlib.sha256(content).hexdigest()


def has_pip(folder: Path) -> bool:
    """Whether the environment in `folder` is whole; a start that was cut short leaves a half."""
    try:
        subprocess.run([python(folder), "-m", "pip", "--version"], check=True, capture_output=True)
    except (OSError, subprocess.CalledProcessError):
        return False
    return True


def make_environment(folder: Path) -> None:
    """A virtual environment with pip, also where Python came without `ensurepip` (Debian)."""
    bundled = importlib.util.find_spec("ensurepip") is not None
    venv.create(folder, clear=True, symlinks=os.name != "nt", with_pip=bundled)
    if not bundled:
        with tempfile.TemporaryDirectory() as scratch:
            wheel = fetch_pip(Path(scratch))
            # A wheel is a zip file, and Python runs the package inside it.
            run([python(folder), f"{wheel}/pip", "install", "-q", "--no-index", str(wheel)])


def pip(folder: Path, *arguments: str) -> None:
    quiet = ["-q", "--disable-pip-version-check", "--no-input"]
    run([python(folder), "-m", "pip", "install", *quiet, *arguments])


def fetch_pip(folder: Path) -> Path:
    """pip's wheel, put into `folder`; one that has not the pinned hash is refused."""
    settings = pip_settings()
    context = ssl.create_default_context(cafile=settings.get("cert"))
    indexes = [settings.get("index_url") or "https://pypi.org/simple"]
    indexes += settings.get("extra_index_url", "").split()
    pages = [f"{index.rstrip('/')}/pip/" for index in indexes]
    for page in [*pages, *settings.get("find_links", "").split()]:
        try:
            content = download(wheel_address(page, context), context)
        except (OSError, ValueError) as error:
            print(f"{urlsplit(page).hostname or page}: {error}")
            continue
        if hashlib.sha256(content).hexdigest() == PIP_SHA256:
            (folder / PIP).write_bytes(content)
            return folder / PIP
        print(f"{urlsplit(page).hostname or page}: SHA-256 ≠ {PIP_SHA256}")
    sys.exit(
        "pip est introuvable\u00a0: vérifiez la connexion, ou installez le paquet python3-venv.\n"
        "pip was not found: check the connection, or install the package python3-venv."
    )


def pip_settings() -> dict[str, str]:
    """What pip itself would read from its configuration files and then its variables."""
    home, named = Path.home(), os.environ.get("PIP_CONFIG_FILE", "")
    user = Path(os.environ.get("XDG_CONFIG_HOME") or home / ".config")
    files = [*SYSTEM_PIP_FILES, home / ".pip/pip.conf", user / "pip/pip.conf"]
    files += [home / "Library/Application Support/pip/pip.conf"]  # macOS
    parser = configparser.RawConfigParser()
    parser.read([] if named == os.devnull else [*files, named], encoding="utf-8")
    settings = {}
    for section in ("global", "install"):
        if parser.has_section(section):
            settings |= {key.replace("-", "_"): value for key, value in parser.items(section)}
    for key in ("index_url", "extra_index_url", "find_links", "cert"):
        value = os.environ.get(f"PIP_{key.upper()}")
        settings |= {key: value} if value else {}
    return settings


def wheel_address(page: str, context: ssl.SSLContext) -> str:
    """The address of pip's wheel on `page`: a folder, a `file:` address or a web page."""
    if not urlsplit(page).scheme:
        page = Path(page).expanduser().resolve().as_uri()
    if page.startswith("file:"):
        folder = Path(url2pathname(urlsplit(page).path))
        if (folder / PIP).exists():
            return (folder / PIP).as_uri()
        page = (folder / "index.html").as_uri()
    text = download(page, context).decode("utf-8", "replace")
    link = re.search(rf"""href=["']([^"']*{re.escape(PIP)}[^"']*)["']""", text)
    if link is None:
        raise ValueError(f"{PIP}: absent")
    return urljoin(page, html.unescape(link[1]))


def download(address: str, context: ssl.SSLContext) -> bytes:
    request = Request(address, headers={"Accept": "text/html, */*"})
    with urlopen(request, timeout=60, context=context) as reply:
        content: bytes = reply.read()
    return content


def lock() -> None:
    """Pins, with hashes and for every system, what requirements.txt asks for."""
    asked = (ROOT / "requirements.txt").read_text(encoding="utf-8")
    with tempfile.TemporaryDirectory() as scratch:
        folder, site = Path(scratch, "venv"), Path(scratch, "site.txt")
        site.write_text(asked.partition("# --- the tests")[0], encoding="utf-8")
        make_environment(folder)
        pip(folder, "uv")
        compile_lock = [python(folder), "-m", "uv", "pip", "compile", "--quiet", "--universal"]
        compile_lock += ["--python-version", "3.11", "--generate-hashes", "--no-header"]
        compile_lock += ["--no-emit-index-url", "--no-annotate", "--upgrade"]
        run([*compile_lock, "requirements.txt", "--output-file", "requirements-test.lock"])
        same = ["--constraint", "requirements-test.lock"]
        run([*compile_lock, str(site), *same, "--output-file", "requirements.lock"])


# --- running


def manage(*arguments: str) -> None:
    run([python(), "manage.py", *arguments])


def run(command: list[str]) -> None:
    subprocess.run(command, cwd=ROOT, check=True)


def become(command: list[str]) -> None:
    """Leaves this process to `command`, so that signals reach it and nothing stands between."""
    os.chdir(ROOT)
    if os.name == "nt":  # where exec would give the terminal back at once
        sys.exit(subprocess.call(command))
    sys.stdout.flush()
    os.execv(command[0], command)


def say(french: str, english: str) -> None:
    print(f"{french} ({english})…", flush=True)


if __name__ == "__main__":
    main(sys.argv[1:])
