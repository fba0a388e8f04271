"""The text of a file of questions: its size and its encoding."""

import re
from typing import NoReturn

from courses.exchange.question_file import LARGEST, FileRefused
from courses.quizzes.messages import Message, Problem, gettext_noop

# What an XML declaration may name; everything else is asked for in UTF-8.
_ENCODINGS = {
    "utf-8": "utf-8-sig",
    "utf8": "utf-8-sig",
    "us-ascii": "ascii",
    "iso-8859-1": "latin-1",
    "iso-8859-15": "iso8859-15",
    "windows-1252": "cp1252",
}
_DECLARED = re.compile(rb"""\s*<\?xml[^>]{0,100}?encoding\s*=\s*["']([A-Za-z0-9._-]{1,40})""")


def decoded(source: bytes, *, xml: bool = False) -> str:
    """The text of a file, line ends made one; an XML file may declare an encoding.

    Raises FileRefused for more than LARGEST bytes, another encoding, or a NUL.
    """
    if len(source) > LARGEST:
        _refuse(
            gettext_noop("This file is over {most} MB."),
            gettext_noop("Cut it into several files."),
            most=LARGEST // 1024**2,
        )
    declared = _DECLARED.match(source.removeprefix(b"\xef\xbb\xbf")[:300]) if xml else None
    name = declared[1].decode().lower() if declared else "utf-8"
    if name not in _ENCODINGS:
        _refuse(
            gettext_noop("The encoding “{name}” is not read."),
            gettext_noop("Save the file again as UTF-8."),
            name=name,
        )
    try:
        text = source.decode(_ENCODINGS[name])
    except UnicodeDecodeError as error:
        line = source.count(b"\n", 0, error.start) + 1
        _refuse_at(line, gettext_noop("This file is not text in UTF-8."))
    if "\0" in text:
        _refuse_at(text.count("\n", 0, text.index("\0")) + 1, gettext_noop("A NUL stands here."))
    return text.replace("\r\n", "\n").replace("\r", "\n")


def _refuse_at(line: int, template: str) -> NoReturn:
    mend = Message(gettext_noop("Save the file again as UTF-8."))
    raise FileRefused(Problem(line, 1, Message(template), mend))


def _refuse(template: str, mend: str, **params: str | int) -> NoReturn:
    raise FileRefused(Problem(1, 1, Message(template, params), Message(mend, params)))
