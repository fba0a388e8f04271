"""What the server and its rendering children say to each other: JSON, each preceded by its size.

JSON and not pickle: a child that a hostile text has taken over could otherwise run code in the
server.
"""

import json
import socket
import time
from collections.abc import Mapping
from dataclasses import asdict
from typing import Any

from courses.markup.page import FigureImage, Heading, Message, Page, Problem

SIZE_BYTES = 4


class Closed(ConnectionError):
    """The other side is gone."""


def send(channel: socket.socket, value: Any) -> None:
    body = json.dumps(value).encode()
    channel.sendall(len(body).to_bytes(SIZE_BYTES, "big") + body)


def receive(channel: socket.socket, deadline: float | None = None) -> Any:
    """The next value; raises Closed, or TimeoutError past `deadline` (of the monotonic clock)."""
    size = int.from_bytes(_exactly(channel, SIZE_BYTES, deadline), "big")
    return json.loads(_exactly(channel, size, deadline))


def _exactly(channel: socket.socket, size: int, deadline: float | None) -> bytes:
    received = bytearray()
    while len(received) < size:
        if deadline is not None:
            channel.settimeout(max(deadline - time.monotonic(), 0.001))
        part = channel.recv(min(size - len(received), 1 << 16))
        if not part:
            raise Closed
        received += part
    return bytes(received)


def figures_as_json(figures: Mapping[str, FigureImage]) -> dict[str, Any]:
    return {name: asdict(image) for name, image in figures.items()}


def figures_from_json(values: dict[str, Any]) -> dict[str, FigureImage]:
    return {name: FigureImage(**value) for name, value in values.items()}


def page_from_json(value: dict[str, Any]) -> Page:
    return Page(
        html=value["html"],
        headings=tuple(Heading(**heading) for heading in value["headings"]),
        text=value["text"],
        words=value["words"],
        notions=tuple(value["notions"]),
        problems=tuple(
            Problem(problem["line"], _message(problem["message"])) for problem in value["problems"]
        ),
    )


def _message(value: dict[str, Any]) -> Message:
    params = value["params"].items()
    inner = {name: _message(each) if isinstance(each, dict) else each for name, each in params}
    return Message(value["template"], inner)
