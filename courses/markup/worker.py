"""Rendering in a process of its own, which can be stopped.

Some texts cost Python-Markdown many seconds, and nothing inside a thread can interrupt a regular
expression. So each source is rendered by a child process that lives from call to call and is killed
when it takes too long. The child inherits no secret: its environment holds the path of the code and
nothing else, its only open files are the channel and the error output.
"""

import os
import socket
import subprocess
import sys
import threading
import time
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from pathlib import Path
from typing import Any

from courses.markup.channel import Closed, figures_as_json, page_from_json, receive, send
from courses.markup.page import FigureImage, MarkupRefused, Message, Page, gettext_noop

MAX_CHILDREN = 2
"""Most children of one server process; further callers wait for one to be free."""
START_SECONDS = 30.0
"""How long a child may take to start, imports included."""


def render_safely(
    sources: Sequence[str],
    *,
    language: str = "fr",
    figures: Mapping[str, FigureImage] = {},
    notions: Mapping[str, str] = {},
    fences: Mapping[str, str] = {},
    seconds: float = 2.0,
) -> list[Page]:
    """Render each source as `render.render` does, each within `seconds` of wall time.

    `figures` maps names to images, `notions` slugs to addresses, and `fences` the language of a
    fenced block to the function that draws it, written `package.module:function`. Raises
    MarkupRefused, with the position of the source, for the first one that cannot be rendered.
    """
    common = {
        "inline": False,
        "language": language,
        "figures": figures_as_json(figures),
        "notions": dict(notions),
        "fences": dict(fences),
    }
    return [page_from_json(value) for value in _ask(sources, common, seconds)]


def render_inline(
    source: str, *, language: str = "fr", notions: Mapping[str, str] = {}, seconds: float = 2.0
) -> str:
    """Render one line as `render.render_inline` does, within `seconds` of wall time."""
    common = {"inline": True, "language": language, "notions": dict(notions)}
    html: str = _ask([source], common, seconds)[0]["html"]
    return html


def _ask(sources: Sequence[str], common: dict[str, Any], seconds: float) -> list[dict[str, Any]]:
    answers = []
    with _pool.child() as child:
        for position, source in enumerate(sources):
            answer = child.ask({**common, "source": source, "seconds": seconds}, seconds)
            if "refused" in answer:
                raise MarkupRefused(Message(**answer["refused"]), position)
            answers.append(answer)
    return answers


class _Child:
    """A rendering process and the channel to it."""

    def __init__(self) -> None:
        self._owes = False
        self._channel, theirs = socket.socketpair()
        path = os.pathsep.join(place or str(Path.cwd()) for place in sys.path)
        with theirs:
            self._process = subprocess.Popen(
                [sys.executable, "-m", "courses.markup.child"],
                stdin=theirs.fileno(),
                stdout=subprocess.DEVNULL,
                env={"PYTHONPATH": path, "PYTHONUTF8": "1"},
                start_new_session=True,  # Ctrl-C in a terminal is for the server
            )
        try:
            receive(self._channel, time.monotonic() + START_SECONDS)
        except (Closed, OSError):
            self.stop()
            raise

    @property
    def ready(self) -> bool:
        """Whether it runs and owes no answer; an answer left behind would go to the next asker."""
        return not self._owes and self._process.poll() is None

    def ask(self, request: dict[str, Any], seconds: float) -> dict[str, Any]:
        """The child's answer, or a refusal when it takes longer than `seconds` or breaks."""
        deadline = time.monotonic() + seconds
        self._owes = True
        try:
            self._channel.settimeout(seconds)
            send(self._channel, request)
            answer: dict[str, Any] = receive(self._channel, deadline)
        except TimeoutError:
            template = gettext_noop("This text takes more than %(seconds)s seconds to display.")
            return {"refused": {"template": template, "params": {"seconds": f"{seconds:g}"}}}
        except OSError:  # Closed included
            template = gettext_noop("This text cannot be displayed.")
            return {"refused": {"template": template, "params": {}}}
        self._owes = False
        return answer

    def stop(self) -> None:
        self._process.kill()
        self._process.wait()
        self._channel.close()


class _Pool:
    """The children of one process, shared by its threads."""

    def __init__(self) -> None:
        self._free: list[_Child] = []
        self._places = threading.BoundedSemaphore(MAX_CHILDREN)

    @contextmanager
    def child(self) -> Iterator[_Child]:
        """A child for one caller alone."""
        with self._places:
            child = self._take()
            try:
                yield child
            finally:
                if child.ready:
                    self._free.append(child)
                else:
                    child.stop()

    def _take(self) -> _Child:
        while True:
            try:
                child = self._free.pop()
            except IndexError:
                return _Child()
            if child.ready:
                return child
            child.stop()


_pool = _Pool()


def _forget_children() -> None:
    """After a fork the children are the parent's: two askers on one channel would mix answers."""
    global _pool
    _pool = _Pool()


os.register_at_fork(after_in_child=_forget_children)
