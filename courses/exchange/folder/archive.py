"""The files of a course in a folder or a zip: names that stay inside, sizes that stay small.

Only the names that a course has are read (`WANTED`); others, like a README or a `.git`, are left
alone. An archive that is not plainly a course's is refused as a whole.
"""

import io
import re
import stat
import zlib
from collections.abc import Mapping
from pathlib import Path
from typing import NoReturn
from zipfile import ZIP_DEFLATED, ZIP_STORED, BadZipFile, ZipFile, ZipInfo

from courses.exchange.folder.format import FileProblem, FolderRefused

LARGEST_ARCHIVE = 32 * 1024 * 1024
LARGEST_FILE = 10 * 1024 * 1024
LARGEST_TOTAL = 64 * 1024 * 1024
MOST_FILES = 5000
WANTED = re.compile(
    r"(?:course|quizzes|proposals)\.json"
    r"|[\w.-]{1,150}\.(?:md|txt)"
    r"|(?:lessons|drafts)/[\w-]{1,120}\.md"
    r"|figures/[\w-]{1,100}\.webp"
)
_IGNORED = {"README.md", "LICENSE.md"}
_LONG_AGO = (1980, 1, 1, 0, 0, 0)  # the same files give the same archive
_BLOCK = 64 * 1024


def is_wanted(name: str) -> bool:
    """Whether a file of this name can belong to a course."""
    return WANTED.fullmatch(name) is not None and name not in _IGNORED


def write_archive(files: Mapping[str, bytes]) -> bytes:
    """A zip, byte for byte the same for the same files."""
    target = io.BytesIO()
    with ZipFile(target, "w", ZIP_DEFLATED) as archive:
        for name in sorted(files):
            info = ZipInfo(name, _LONG_AGO)
            info.external_attr = (stat.S_IFREG | 0o644) << 16
            info.create_system = 3
            info.compress_type = ZIP_DEFLATED
            archive.writestr(info, files[name])
    return target.getvalue()


def write_directory(files: Mapping[str, bytes], target: Path) -> None:
    """Writes the files into a folder; those of a course that are no longer in it are removed."""
    for name in _names(target) if target.is_dir() else ():
        if name not in files:
            (target / name).unlink()
    for name, data in files.items():
        path = target / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(data)


def read_directory(source: Path) -> dict[str, bytes]:
    """The files of a course in a folder. Raises FolderRefused."""
    if not source.is_dir():
        _refuse(source.name, "missing")
    files, total = dict[str, bytes](), 0
    for name in _names(source):
        with (source / name).open("rb") as file:
            files[name] = file.read(LARGEST_FILE + 1)
        total += len(files[name])
        if len(files[name]) > LARGEST_FILE:
            _refuse(name, "large")
        if total > LARGEST_TOTAL or len(files) > MOST_FILES:
            _refuse(source.name, "large")
    return files


def read_archive(data: bytes) -> dict[str, bytes]:
    """The files of a course in a zip, whatever folder they are in. Raises FolderRefused."""
    if len(data) > LARGEST_ARCHIVE:
        _refuse("zip", "large")
    try:
        with ZipFile(io.BytesIO(data)) as archive:
            return _members(archive)
    except (BadZipFile, zlib.error, EOFError, NotImplementedError, RuntimeError, ValueError) as e:
        if isinstance(e, FolderRefused):
            raise
        raise FolderRefused((FileProblem("zip", 0, "damaged"),)) from e


def _members(archive: ZipFile) -> dict[str, bytes]:
    if "" in archive.namelist():
        _refuse("zip", "name")
    infos = [info for info in archive.infolist() if not info.is_dir()]
    if len(infos) > MOST_FILES:
        _refuse("zip", "large")
    for info in infos:
        _check(info)
    heads = sorted((i.filename for i in infos if _is_head(i.filename)), key=len)
    if not heads:
        _refuse("course.json", "missing")
    folder = heads[0].removesuffix("course.json")
    files, left = dict[str, bytes](), LARGEST_TOTAL
    for info in infos:
        name = info.filename.removeprefix(folder)
        if not info.filename.startswith(folder) or not is_wanted(name):
            continue
        if name in files:
            _refuse(name, "twice")
        files[name] = _content(archive, info, min(left, LARGEST_FILE))
        left -= len(files[name])
    return files


def _is_head(name: str) -> bool:
    return name.rpartition("/")[2] == "course.json"


def _check(info: ZipInfo) -> None:
    """Names that lead out of the folder, links and sealed members are never what a teacher made."""
    name, kind = info.filename, stat.S_IFMT(info.external_attr >> 16)
    parts = name.split("/")
    if name.startswith("/") or "\\" in name or ":" in name or ".." in parts or "\x00" in name:
        _refuse(name[:80], "name")
    if kind not in (0, stat.S_IFREG) or info.flag_bits & 0x1:
        _refuse(name[:80], "name")
    if info.compress_type not in (ZIP_STORED, ZIP_DEFLATED):
        _refuse(name[:80], "damaged")


def _content(archive: ZipFile, info: ZipInfo, most: int) -> bytes:
    """At most `most` bytes are ever unpacked, whatever the archive says of itself."""
    content = bytearray()
    with archive.open(info) as member:
        while block := member.read(_BLOCK):
            content += block
            if len(content) > most:
                _refuse(info.filename[:80], "large")
    return bytes(content)


def _names(folder: Path) -> list[str]:
    """The names of a course's files in a folder; links are not followed."""
    found = [folder, *(folder / name for name in ("lessons", "drafts", "figures"))]
    names = (
        path.relative_to(folder).as_posix()
        for place in found
        if place.is_dir() and not place.is_symlink()
        for path in place.iterdir()
        if path.is_file() and not path.is_symlink()
    )
    return sorted(filter(is_wanted, names))


def _refuse(name: str, code: str) -> NoReturn:
    raise FolderRefused((FileProblem(name, 0, code),))
