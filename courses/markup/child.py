"""The process that renders: `python -m courses.markup.child` with a socket as standard input.

It answers one request after the other until the socket closes. A timer ends it if a text takes far
too long even when its parent is no longer there to do so, and its memory is limited.
"""

import contextlib
import resource
import signal
import socket
import sys
import traceback
from collections.abc import Callable
from dataclasses import asdict
from importlib import import_module
from typing import Any

from courses.markup.channel import Closed, figures_from_json, receive, send
from courses.markup.page import Fence, MarkupRefused, Message, gettext_noop
from courses.markup.render import render, render_inline

MAX_MEMORY = 768 * 1024 * 1024
"""Most address space of the process, in bytes."""
GRACE = 1.0
"""Seconds beyond the parent's own limit after which the process ends itself."""


def answer(request: dict[str, Any]) -> dict[str, Any]:
    """What rendering makes of a request, or why it was refused, as JSON values."""
    try:
        return _rendered(request)
    except MarkupRefused as refused:
        message = refused.message
    except MemoryError:
        message = Message(gettext_noop("This text needs too much memory to be displayed."))
    except Exception:  # a fault of ours: logged, and no reason to lose the process
        traceback.print_exc(file=sys.stderr)
        message = Message(gettext_noop("This text cannot be displayed."))
    return {"refused": asdict(message)}


def _rendered(request: dict[str, Any]) -> dict[str, Any]:
    notions: dict[str, str] = request["notions"]
    if request["inline"]:
        html = render_inline(request["source"], language=request["language"], notions=notions.get)
        return {"html": html}
    page = render(
        request["source"],
        language=request["language"],
        figures=figures_from_json(request["figures"]).get,
        notions=notions.get,
        fences={name: _function(path) for name, path in request["fences"].items()},
    )
    return asdict(page)


def _function(path: str) -> Callable[[Fence], str]:
    module, _, name = path.partition(":")
    function: Callable[[Fence], str] = getattr(import_module(module), name)
    return function


def serve(channel: socket.socket) -> None:
    """Answer requests until the other side closes."""
    signal.signal(signal.SIGALRM, signal.SIG_DFL)
    send(channel, "ready")
    with contextlib.suppress(Closed, BrokenPipeError):
        while True:
            request = receive(channel)
            signal.setitimer(signal.ITIMER_REAL, request["seconds"] + GRACE)
            send(channel, answer(request))
            signal.setitimer(signal.ITIMER_REAL, 0)


if __name__ == "__main__":
    with contextlib.suppress(ValueError, OSError):  # where the system knows no such limit
        resource.setrlimit(resource.RLIMIT_AS, (MAX_MEMORY, MAX_MEMORY))
    serve(socket.socket(fileno=0))
