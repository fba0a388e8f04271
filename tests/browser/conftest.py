"""Real Chromium against the real site; a page that complains fails its test."""

import os
import shutil
import time
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

import pytest
from django.core.signals import request_finished, request_started
from playwright.sync_api import BrowserContext, ConsoleMessage, Request, WebError
from pytest_django.live_server_helper import LiveServer

NAMES = ("chromium", "chromium-browser", "google-chrome", "google-chrome-stable", "chrome")
CHROMIUM = os.environ.get("CHROMIUM") or next(filter(None, map(shutil.which, NAMES)), None)
# Quiet on the network: what Chromium asks of its maker is no part of the test.
ARGUMENTS = [
    "--no-sandbox",  # root, as in a container, has none; the pages are our own
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
]


@pytest.hookimpl(tryfirst=True)
def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    here = Path(__file__).parent
    for item in items:
        if item.path.is_relative_to(here):
            item.add_marker("browser")
            if CHROMIUM is None:
                item.add_marker(pytest.mark.skip("no Chromium here (CHROMIUM may name one)"))


@pytest.fixture(scope="session")
def browser_type_launch_args(browser_type_launch_args: dict[str, Any]) -> dict[str, Any]:
    return {**browser_type_launch_args, "executable_path": CHROMIUM, "args": ARGUMENTS}


@pytest.fixture(scope="session")
def base_url(live_server: LiveServer) -> str:
    return str(live_server.url)


@pytest.fixture(scope="session")
def browser_context_args(browser_context_args: dict[str, Any]) -> dict[str, Any]:
    return {**browser_context_args, "locale": "fr-FR", "reduced_motion": "reduce"}


class Faults:
    """What the pages of a test complained of: errors on the console, uncaught exceptions,
    refusals of the content policy, files that are missing, requests to other hosts."""

    def __init__(self, base_url: str) -> None:
        self.host = urlsplit(base_url).netloc
        self.found: list[str] = []
        self.allowed: list[str] = []
        self.visited: set[str] = set()

    def allow(self, text: str) -> None:
        """Faults that contain `text` are what this test is about."""
        self.allowed.append(text)

    def watch(self, context: BrowserContext) -> None:
        context.on("console", self.on_console)
        context.on("weberror", self.on_error)
        context.on("request", self.on_request)

    def on_console(self, message: ConsoleMessage) -> None:
        # The status of a page that was visited is for the test itself to judge.
        refused = message.text.startswith("Failed to load resource")
        if message.type == "error" and not (refused and message.location["url"] in self.visited):
            self.found.append(f"{message.text} ({message.location['url']})")

    def on_error(self, error: WebError) -> None:
        self.found.append(str(error.error))

    def on_request(self, request: Request) -> None:
        address = urlsplit(request.url)
        if request.is_navigation_request():
            self.visited.add(request.url)
        if address.scheme in ("http", "https", "ws", "wss") and address.netloc != self.host:
            self.found.append(f"another host: {request.url}")

    def left(self) -> list[str]:
        return [fault for fault in self.found if not any(text in fault for text in self.allowed)]


@pytest.fixture
def faults(base_url: str) -> Iterator[Faults]:
    faults = Faults(base_url)
    yield faults
    assert faults.left() == []


class InFlight:
    """Requests that the site has begun to answer and not finished."""

    def __init__(self) -> None:
        self.count = 0

    def begun(self, **_: Any) -> None:
        self.count += 1

    def finished(self, **_: Any) -> None:
        self.count -= 1

    def settle(self) -> None:
        """Waits, at most 5 seconds, until nothing has been under way for a little while."""
        quiet, end = 0, time.monotonic() + 5
        while quiet < 3 and time.monotonic() < end:
            quiet = quiet + 1 if self.count <= 0 else 0
            time.sleep(0.01)


@pytest.fixture
def in_flight() -> Iterator[InFlight]:
    in_flight = InFlight()
    request_started.connect(in_flight.begun)
    request_finished.connect(in_flight.finished)
    yield in_flight
    request_started.disconnect(in_flight.begun)
    request_finished.disconnect(in_flight.finished)


@pytest.fixture
def new_context(
    faults: Faults, in_flight: InFlight, new_context: Callable[..., BrowserContext]
) -> Iterator[Callable[..., BrowserContext]]:
    """Contexts that are watched, and left in peace: the database is emptied after a test,
    which a request still on its way would disturb."""
    contexts = []

    def make(**options: Any) -> BrowserContext:
        context = new_context(**options)
        faults.watch(context)
        contexts.append(context)
        return context

    yield make
    for context in contexts:
        for page in context.pages:
            page.goto("about:blank")
    in_flight.settle()
