"""A virtual machine changes hosts without stopping: its memory is copied while it works.

Pre-copy, after Clark et al. (2005): the first round copies all the memory; each later one copies
what was written meanwhile. When little is left, or after too many rounds, or when three times the
memory has been sent, the machine pauses, the rest is copied, and it resumes on the other host.
"""

from dataclasses import asdict, dataclass
from typing import Any

from courses.simulations.lots import Lots
from courses.simulations.parts import (
    Control,
    Explorable,
    Parameter,
    Question,
    Said,
    Scene,
    Settings,
    Shape,
    gettext_noop,
    rounded,
    say,
    shape,
)

MOST_ROUNDS = 30
MOST_SENT = 3
"""Times the memory: past it, copying goes on for nothing."""


@dataclass(frozen=True)
class Given:
    """Gigabytes of memory, gigabytes a second of network and of writing, gigabytes that are
    written at all; the pause begins when `stop` is left; `resume` seconds to start again."""

    memory: float
    network: float
    dirty: float
    writable: float
    stop: float
    resume: float


@dataclass(frozen=True)
class Choice:
    """What is tried in place of the case's own network and rate of writing."""

    network: float
    dirty: float
    step: int = 0


@dataclass(frozen=True)
class Result:
    """`rounds`: (sent, seconds, left) each; the pause and the whole, in seconds.

    `ends`: why copying stopped: `small`, `many` or `triple`.
    """

    rounds: tuple[tuple[float, float, float], ...]
    pause: float
    total: float
    ends: str


def run(given: Given, choice: Choice) -> Result:
    rounds: list[tuple[float, float, float]] = []
    volume, sent, clock, ends = given.memory, 0.0, 0.0, ""
    while not ends:
        seconds = volume / choice.network
        left = min(choice.dirty * seconds, given.writable, given.memory)
        rounds.append((volume, seconds, left))
        sent += volume
        clock += seconds
        volume = left
        if left <= given.stop:
            ends = "small"
        elif len(rounds) == MOST_ROUNDS:
            ends = "many"
        elif sent > MOST_SENT * given.memory:
            ends = "triple"
    pause = volume / choice.network + given.resume
    return Result(tuple(rounds), pause, clock + pause, ends)


def deal(settings: Settings, lots: Lots) -> Given:
    def drawn(name: str, step: float) -> float:
        span = settings.numbers[name]
        return lots.between(name, span.low, span.high, step)

    return Given(
        memory=drawn("mémoire", 1),
        network=drawn("réseau", 0.05),
        dirty=drawn("écritures", 0.05),
        writable=drawn("zone", 0.5),
        stop=drawn("seuil", 0.05),
        resume=drawn("reprise", 0.01),
    )


def situation(given: Given) -> tuple[Said, ...]:
    return (
        say("case", memory=given.memory, network=given.network, dirty=given.dirty),
        say("rule", stop=given.stop, writable=given.writable, resume=given.resume),
    )


def question(given: Given) -> Question:
    steps = len(run(given, start(given)).rounds) + 1
    asked = asdict(Choice(given.network, given.dirty, steps))
    answer = run(given, start(given)).pause * 1000
    return Question(
        say("asks"), "number", asked, unit="ms", low=0, high=600_000, near=max(5, answer / 10)
    )


def controls(given: Given) -> tuple[Control, ...]:
    return (
        Control("network", say("network"), "number", 0.05, 5, 0.05, "rate"),
        Control("dirty", say("dirty"), "number", 0, 5, 0.05, "rate"),
        Control("step", say("step"), "step"),
    )


def start(given: Given) -> Choice:
    return Choice(given.network, given.dirty)


def scene(given: Given, choice: Choice) -> Scene:
    result = run(given, choice)
    rounds = len(result.rounds)
    done = choice.step == rounds + 1
    shown = result.rounds[: choice.step]
    rows: list[tuple[Any, ...]] = [
        (at, rounded(sent, 3), rounded(seconds, 3), rounded(left, 3))
        for at, (sent, seconds, left) in enumerate(shown, 1)
    ]
    if done:
        rows.append((say("pause"), rounded(result.rounds[-1][2], 3), rounded(result.pause, 3), 0))
    size, shapes = drawing(given, choice, result)
    return Scene(
        answer=rounded(result.pause * 1000),
        done=done,
        steps=rounds + 1,
        said=said(given, choice, result),
        heads=(say("round"), say("sent"), say("seconds"), say("left")),
        rows=tuple(rows),
        size=size,
        shapes=shapes,
        result={
            "rounds": rounds,
            "pause": rounded(result.pause, 6),
            "total": rounded(result.total, 6),
            "ends": result.ends,
        },
    )


def said(given: Given, choice: Choice, result: Result) -> tuple[Said, ...]:
    if choice.step == 0:
        return ()
    if choice.step <= len(result.rounds):
        sent, seconds, left = result.rounds[choice.step - 1]
        numbers = {"sent": rounded(sent, 3), "seconds": rounded(seconds, 3)}
        return (say("copied", n=choice.step, left=rounded(left, 3), **numbers),)
    return (
        say("paused", ms=rounded(result.pause * 1000), total=rounded(result.total, 3)),
        say(result.ends, n=len(result.rounds), stop=given.stop),
        say("without", seconds=rounded(given.memory / choice.network + given.resume, 2)),
    )


def drawing(
    given: Given, choice: Choice, result: Result
) -> tuple[tuple[int, int], tuple[Shape, ...]]:
    """One bar a round on a common line of time: how long it lasts; its height, what it sends."""
    paused = choice.step > len(result.rounds)
    shapes = [
        shape("text", say("source"), x=0, y=14, class_="e-t"),
        shape("text", say("target"), x=320, y=14, text_anchor="end", class_="e-t"),
        shape("rect", x=0, y=22, width=120, height=34, class_="e-off" if paused else "e-a"),
        shape("rect", x=200, y=22, width=120, height=34, class_="e-b" if paused else "e-off"),
        shape("path", d="M128 39h58m-8-6 8 6-8 6", class_="e-link"),
    ]
    sent = 0.0
    for each, _, _ in result.rounds[: choice.step]:
        sent += each
    shapes.append(shape("text", say("gb", n=rounded(sent, 2)), x=157, y=30, class_="e-s e-mid"))
    bars = [*result.rounds, (result.rounds[-1][2], result.pause, 0)][: choice.step]
    scale = 320 / result.total
    clock = 0.0
    for at, (volume, seconds, _) in enumerate(bars):
        high = max(2, volume / given.memory * 90)
        last = at == len(result.rounds)
        shapes.append(
            shape(
                "rect",
                x=clock * scale,
                y=164 - high,
                width=max(2, seconds * scale),
                height=high,
                class_="e-down" if last else f"e-a{' e-2' if at % 2 else ''}",
            )
        )
        clock += seconds
    if paused:
        told = say("stop", ms=rounded(result.pause * 1000))
        shapes.append(shape("text", told, x=320, y=70, text_anchor="end", class_="e-t e-red"))
    shapes.append(shape("line", x1=0, y1=164, x2=320, y2=164, class_="e-axis"))
    shapes.append(shape("text", "0 s", x=0, y=180, class_="e-s"))
    end = say("s", n=rounded(result.total, 2))
    shapes.append(shape("text", end, x=320, y=180, text_anchor="end", class_="e-s"))
    return (320, 186), tuple(shapes)


MIGRATION = Explorable(
    name="migration",
    title=("Move a running machine", "Déplacer une machine sans l’arrêter"),
    words={
        "case": gettext_noop(
            "A virtual machine with {memory} GB of memory moves to another host while it works."
            " The network carries {network} GB/s; the machine rewrites {dirty} GB/s of its memory."
        ),
        "rule": gettext_noop(
            "Each round copies what the last one left. It rewrites at most {writable} GB, always"
            " the same. When {stop} GB or less is left, the machine pauses for the rest, then"
            " needs {resume} s to resume."
        ),
        "asks": gettext_noop("How long does its pause last, in milliseconds?"),
        "ms": gettext_noop("{n} ms"),
        "rate": gettext_noop("{n} GB/s"),
        "network": gettext_noop("Network"),
        "dirty": gettext_noop("Memory rewritten"),
        "step": gettext_noop("Rounds shown"),
        "round": gettext_noop("Round"),
        "sent": gettext_noop("Copied (GB)"),
        "seconds": gettext_noop("Lasts (s)"),
        "left": gettext_noop("Left (GB)"),
        "pause": gettext_noop("Pause"),
        "copied": gettext_noop(
            "Round {n}: {sent} GB are copied in {seconds} s; meanwhile {left} GB were rewritten"
            " and must be copied again."
        ),
        "paused": gettext_noop("The pause lasts {ms} ms; the whole migration, {total} s."),
        "small": gettext_noop(
            "After {n} rounds {stop} GB or less was left: the network copies faster than the"
            " machine writes, so that each round is shorter."
        ),
        "many": gettext_noop(
            "After {n} rounds copying is given up: what is left hardly shrinks any more."
        ),
        "triple": gettext_noop(
            "After {n} rounds three times the memory was sent, and copying is given up: the"
            " machine writes as fast as the network copies, or nearly."
        ),
        "without": gettext_noop(
            "Stopped, copied, then started, the machine would be away for {seconds} s."
        ),
        "source": gettext_noop("Source host"),
        "target": gettext_noop("Target host"),
        "stop": gettext_noop("Pause: {ms} ms"),
        "gb": gettext_noop("{n} GB"),
        "s": gettext_noop("{n} s"),
        "drawing": gettext_noop(
            "The rounds along time: the width of a bar is its duration, its height what it copies"
        ),
        "table": gettext_noop("The rounds of copying"),
        "ignores": gettext_noop(
            "This model ignores disks, compression, a network that others share and rates of"
            " writing that change: what is rewritten is the same at each moment."
        ),
    },
    parameters=(
        Parameter("mémoire", "8", low=1, high=256),
        Parameter("réseau", "1", low=0.05, high=5),
        Parameter("écritures", "0,25", low=0, high=5),
        Parameter("zone", "4", low=0.5, high=256),
        Parameter("seuil", "0,2", low=0.05, high=10),
        Parameter("reprise", "0,05", low=0, high=5),
    ),
    given=Given,
    choice=Choice,
    deal=deal,
    situation=situation,
    question=question,
    controls=controls,
    start=start,
    scene=scene,
    example="```explorable migration\nmémoire: 4..16\nécritures: 0,1..0,3\n```",
)
