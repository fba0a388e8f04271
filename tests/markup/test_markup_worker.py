"""Rendering in a process of its own: the same pages, stopped in time, whatever happens to it."""

import json
import os
import signal
import socket
import threading
import time
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import pytest

from courses.markup import child, worker
from courses.markup.channel import Closed, receive, send
from courses.markup.page import CannotDraw, Fence, FigureImage, MarkupRefused, Message
from courses.markup.render import render, render_inline
from courses.markup.worker import MAX_CHILDREN, render_safely

SOURCE = "# L'œuvre\n\n[[mot]] $x$ ![](figure:1)\n\n[[rien]]"
FIGURES = {"1": FigureImage("/f/1.png", "Alt", 640, 480, "Légende")}
NOTIONS = {"mot": "/n/mot/"}
SLOW = "[" * 30_000


def test_same_page_as_in_this_process():
    expected = render(SOURCE, language="fr", figures=FIGURES.get, notions=NOTIONS.get)
    pages = render_safely([SOURCE, ""], language="fr", figures=FIGURES, notions=NOTIONS)
    assert pages == [expected, render("")]
    assert (expected.notions, len(expected.problems), len(expected.headings)) == (("mot",), 1, 1)


def test_same_line_as_in_this_process():
    line = "L'*un* [[mot]] \ud800"
    assert worker.render_inline(line, notions=NOTIONS) == render_inline(line, notions=NOTIONS.get)


def test_nothing_to_render_starts_nothing():
    assert render_safely([]) == []


@pytest.mark.timed
def test_slow_text_is_stopped_and_the_next_one_served():
    start = time.monotonic()
    with pytest.raises(MarkupRefused) as refused:
        render_safely(["ok", SLOW, "ok"], seconds=0.5)
    assert time.monotonic() - start < 0.5 + 2
    assert refused.value.position == 1
    assert str(refused.value) == "This text takes more than 0.5 seconds to display."
    assert render_safely(["ok"])[0].text == "ok"


def test_refusal_keeps_the_child():
    render_safely(["ok"])
    before = children()
    with pytest.raises(MarkupRefused) as refused:
        render_safely(["a" * 70_000])
    assert refused.value.message.params == {"most": 64}
    assert children() == before


def children() -> set[int]:
    return {waiting._process.pid for waiting in worker._pool._free}


def test_child_that_died_while_waiting_is_replaced():
    render_safely(["ok"])
    before = children()
    for pid in before:
        os.kill(pid, signal.SIGKILL)
    time.sleep(0.1)
    assert render_safely(["ok"])[0].text == "ok"
    assert not children() & before


def test_child_that_dies_at_work_refuses_one_text():
    render_safely(["ok"])
    before = children()
    with pytest.raises(MarkupRefused) as refused:
        render_safely(["```die\n```"], fences={"die": f"{__name__}:die"})
    assert str(refused.value) == "This text cannot be displayed."
    assert len(before - children()) == 1
    assert render_safely(["ok"])[0].text == "ok"


def die(fence: Fence) -> str:
    os.kill(os.getpid(), signal.SIGSEGV)
    return fence.text


def test_drawing_travels_by_name():
    page = render_safely(["```up\na\n```"], fences={"up": f"{__name__}:shout"})[0]
    assert page.html == '<div class="drawing" data-kind="up">A</div>'


def shout(fence: Fence) -> str:
    return fence.text.upper()


def test_what_is_wrong_with_a_drawing_travels_whole():
    page = render_safely(["```bad\n```"], fences={"bad": f"{__name__}:refuse"})[0]
    reason = Message("no %(what)s", {"what": "luck"})
    assert page.problems[0].message.params["reason"] == reason


def refuse(fence: Fence) -> str:
    raise CannotDraw(Message("no %(what)s", {"what": "luck"}), 0, 1, "")


def test_threads_share_the_children():
    render_safely(["warm"])
    with ThreadPoolExecutor(8) as threads:
        texts = [f"texte {n} ![](figure:{n})" for n in range(60)]
        pages = list(threads.map(lambda text: render_safely([text])[0], texts))
    assert [page.text.split("\n")[0] for page in pages] == [f"texte {n}" for n in range(60)]
    assert len(children()) <= MAX_CHILDREN


@pytest.mark.timed
def test_slow_text_of_one_thread_does_not_stop_the_others():
    render_safely(["warm"])
    refusals: list[MarkupRefused] = []

    def ask_for_too_much() -> None:
        with pytest.raises(MarkupRefused) as refused:
            render_safely([SLOW])
        refusals.append(refused.value)

    slow = threading.Thread(target=ask_for_too_much)
    slow.start()
    start = time.monotonic()
    assert [page.text for page in render_safely(["a"] * 5)] == ["a"] * 5
    took = time.monotonic() - start
    slow.join()
    assert took < 1.9
    assert len(refusals) == 1


def test_after_a_fork_both_sides_have_children_of_their_own():
    render_safely(["warm"])
    before = children()
    reading, writing = os.pipe()
    pid = os.fork()
    if pid == 0:
        try:
            pages = render_safely([f"fils {n}" for n in range(20)])
            told = {"texts": [page.text for page in pages], "children": sorted(children())}
            os.write(writing, json.dumps(told).encode())
        finally:
            os._exit(0)
    os.close(writing)
    pages = render_safely([f"père {n}" for n in range(20)])
    with os.fdopen(reading) as pipe:
        told = json.load(pipe)
    os.waitpid(pid, 0)
    assert [page.text for page in pages] == [f"père {n}" for n in range(20)]
    assert told["texts"] == [f"fils {n}" for n in range(20)]
    assert not before & set(told["children"])
    assert children() == before


def test_child_gets_no_secret(monkeypatch):
    monkeypatch.setenv("SECRET_KEY", "mot de passe")
    monkeypatch.setattr(worker, "_pool", worker._Pool())
    render_safely(["start"])
    (pid,) = children()
    process = Path(f"/proc/{pid}")
    names = {entry.partition("=")[0] for entry in (process / "environ").read_text().split("\0")}
    assert names - {"LC_CTYPE", ""} == {"PYTHONPATH", "PYTHONUTF8"}
    opened = {int(place.name): str(place.readlink()) for place in (process / "fd").iterdir()}
    assert sorted(opened) == [0, 1, 2]
    assert (opened[0].partition(":")[0], opened[1]) == ("socket", "/dev/null")


def test_child_ends_with_its_parent(monkeypatch):
    monkeypatch.setattr(worker, "_pool", worker._Pool())
    render_safely(["start"])
    (waiting,) = worker._pool._free
    waiting._channel.close()
    assert waiting._process.wait(timeout=5) == 0


def test_child_ends_itself_when_nobody_stops_it(monkeypatch):
    monkeypatch.setattr(worker, "_pool", worker._Pool())
    render_safely(["start"])
    (waiting,) = worker._pool._free
    common = {"inline": True, "language": "fr", "notions": {}}
    send(waiting._channel, {**common, "source": "[" * 4000, "seconds": -0.9})
    assert waiting._process.wait(timeout=5) == -signal.SIGALRM


def test_child_has_little_memory():
    with pytest.raises(MarkupRefused) as refused:
        render_safely(["```big\n2000000000\n```"], fences={"big": f"{__name__}:fill"}, seconds=9)
    assert str(refused.value) == "This text needs too much memory to be displayed."
    assert render_safely(["ok"])[0].text == "ok"


def fill(fence: Fence) -> str:
    return "x" * int(fence.text)


def test_fault_of_ours_is_told_and_refused(capsys):
    request = {"inline": True, "source": None, "language": "fr", "notions": {}}
    assert child.answer(request) == {
        "refused": {"template": "This text cannot be displayed.", "params": {}}
    }
    assert "AttributeError" in capsys.readouterr().err


def test_memory_error_is_a_refusal():
    request = {
        "inline": False, "source": "```x\n```", "language": "fr", "notions": {}, "figures": {},
        "fences": {"x": f"{__name__}:no_memory"},
    }  # fmt: skip
    assert child.answer(request) == {
        "refused": {
            "template": "This text needs too much memory to be displayed.",
            "params": {},
        }
    }


def no_memory(fence: Fence) -> str:
    raise MemoryError


def test_channel_says_when_the_other_side_is_gone_or_late():
    ours, theirs = socket.socketpair()
    with ours:
        with pytest.raises(TimeoutError):
            receive(ours, time.monotonic() + 0.05)
        theirs.sendall((10).to_bytes(4, "big") + b"123")
        theirs.close()
        with pytest.raises(Closed):
            receive(ours)


def test_channel_carries_any_value():
    ours, theirs = socket.socketpair()
    value = {"é": ["\ud800", 1, None, "x" * 100_000]}
    with ours, theirs:
        sender = threading.Thread(target=send, args=(ours, value))
        sender.start()
        assert receive(theirs, time.monotonic() + 5) == value
        sender.join()


@pytest.mark.timed
def test_warm_call_costs_little():
    """The limit is 10 ms; the median of many leaves out what a busy machine does to one."""
    render_safely(["a"])
    took = []
    for _ in range(41):
        start = time.perf_counter()
        render_safely(["a"])
        took.append(time.perf_counter() - start)
    assert sorted(took)[20] < 0.010
