"""A pool of storage that promises more than it holds: when is it full?

Thin volumes get room as they are written, an extent at a time, from a pool that all share. Each
day the volumes write on, until the pool has no extent left: then new blocks are refused, whatever
the sizes that were promised. Of a pool that is large enough, a volume first comes to its own size.
"""

import math
from bisect import bisect_left
from dataclasses import asdict, dataclass

from courses.simulations.lots import Lots
from courses.simulations.parts import (
    Cell,
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

LONGEST = 6001
"""Days that fill any pool: the largest, with all that may be bought, at one gigabyte a day."""
MOST_BOUGHT = 1000


@dataclass(frozen=True)
class Given:
    """Gigabytes: of the pool, promised to and written by each volume, written by all in a day,
    and of an extent."""

    pool: int
    promised: tuple[int, ...]
    written: tuple[int, ...]
    growth: int
    extent: int


@dataclass(frozen=True)
class Choice:
    """What all write in a day, what was bought besides, and the day, five at a step."""

    growth: int
    bought: int = 0
    step: int = 0


@dataclass(frozen=True)
class Result:
    """`used`: room taken by each volume on the day shown; `full`: the first day when a block is
    refused; `day`: the one shown; `filled`: the volume at its own size then, from 1, or 0."""

    used: tuple[int, ...]
    free: int
    day: int
    full: int
    filled: int


APACE = 5


def wanted_on(given: Given, growth: int, day: int) -> list[float]:
    """What each volume has to hold; all write as much as each other."""
    share = growth * day / len(given.written)
    return [rounded(written + share, 6) for written in given.written]


def used_on(given: Given, growth: int, day: int) -> tuple[int, ...]:
    """Room each volume has taken: whole extents, its own size at most."""
    wanted = zip(wanted_on(given, growth, day), given.promised, strict=True)
    return tuple(
        min(math.ceil(held / given.extent) * given.extent, promised) for held, promised in wanted
    )


def filled_on(given: Given, growth: int, day: int) -> int:
    """The first volume, from 1, that is asked to hold more than its own size, or 0."""
    wanted = zip(wanted_on(given, growth, day), given.promised, strict=True)
    over = (at for at, (held, promised) in enumerate(wanted, 1) if held > promised)
    return next(over, 0)


def full_day(given: Given, choice: Choice) -> int:
    room = given.pool + choice.bought

    def refused(day: int) -> bool:
        over = sum(used_on(given, choice.growth, day)) > room
        return over or filled_on(given, choice.growth, day) > 0

    return bisect_left(range(LONGEST), True, key=refused)


def run(given: Given, choice: Choice) -> Result:
    full = full_day(given, choice)
    day = min(choice.step * APACE, full)
    used = used_on(given, choice.growth, day)
    free = given.pool + choice.bought - sum(used)
    return Result(used, free, day, full, filled_on(given, choice.growth, day) if free >= 0 else 0)


def deal(settings: Settings, lots: Lots) -> Given:
    def drawn(name: str, step: int = 1) -> int:
        span = settings.numbers[name]
        return int(lots.between(name, span.low, span.high, step))

    pool, count = drawn("capacité", 50), drawn("volumes")
    # Extents that volumes have begun take an eighth of the pool at most, so that it lasts a while.
    extent = min(drawn("bloc"), pool // (8 * count))
    # Between a tenth and two fifths of the pool is written; so much is promised, in whole extents,
    # that the pool is full before any volume.
    written = tuple(
        int(lots.between(f"written {at}", 10, 40)) * pool // (100 * count) for at in range(count)
    )
    promised = tuple(
        math.ceil(lots.between(f"promised {at}", 180, 260, 20) * pool / (100 * count * extent))
        * extent
        for at in range(count)
    )
    return Given(pool, promised, written, drawn("croissance"), extent)


def situation(given: Given) -> tuple[Said, ...]:
    return (
        say("case", pool=given.pool, volumes=len(given.promised), all=sum(given.promised)),
        say("today", written=sum(given.written), growth=given.growth, extent=given.extent),
    )


def steps(given: Given, choice: Choice) -> int:
    return -(-full_day(given, choice) // APACE)


def question(given: Given) -> Question:
    choice = start(given)
    asked = asdict(Choice(given.growth, 0, steps(given, choice)))
    near = max(2, full_day(given, choice) // 20)
    return Question(say("asks"), "number", asked, unit="days", low=0, high=LONGEST, near=near)


def controls(given: Given) -> tuple[Control, ...]:
    return (
        Control("growth", say("growth"), "number", low=1, high=60, unit="daily"),
        Control("bought", say("bought"), "number", low=0, high=MOST_BOUGHT, step=50, unit="gb"),
        Control("step", say("step"), "step"),
    )


def start(given: Given) -> Choice:
    return Choice(given.growth)


def scene(given: Given, choice: Choice) -> Scene:
    result = run(given, choice)
    rows: list[tuple[Cell, ...]] = [
        (say("volume", n=at), *numbers)
        for at, numbers in enumerate(zip(given.promised, result.used, strict=True), 1)
    ]
    room = given.pool + choice.bought
    rows.append((say("pool"), room, sum(result.used)))
    size, shapes = drawing(given, choice, result)
    return Scene(
        answer=result.full,
        done=result.day == result.full,
        steps=steps(given, choice),
        said=said(given, choice, result),
        heads=(say("what"), say("promised"), say("used")),
        rows=tuple(rows),
        size=size,
        shapes=shapes,
        result={"day": result.day, "full": result.full, "used": sum(result.used)},
    )


def said(given: Given, choice: Choice, result: Result) -> tuple[Said, ...]:
    if choice.step == 0:
        return ()
    if result.day < result.full:
        return (say("day_free", day=result.day, free=result.free),)
    if result.filled:
        return (say("filled", day=result.full, n=result.filled, free=result.free),)
    room = given.pool + choice.bought
    return (
        say("refused", day=result.full, over=-result.free),
        say(
            "why",
            room=room,
            written=sum(given.written),
            growth=choice.growth,
            days=rounded((room - sum(given.written)) / choice.growth, 1),
        ),
        say("promises", all=sum(given.promised), room=room),
    )


TALL = 130


def drawing(
    given: Given, choice: Choice, result: Result
) -> tuple[tuple[int, int], tuple[Shape, ...]]:
    """The pool on the left, filled by the volumes; each volume on the right, dashed where it is
    promised what it has not written."""
    room = given.pool + choice.bought
    shapes = [
        shape("text", say("day", n=result.day), x=0, y=14, class_="e-t"),
        shape("rect", x=0, y=24, width=90, height=TALL, class_="e-box"),
    ]
    floor = 24.0 + TALL
    scale = TALL / max(room, sum(result.used))
    for at, used in enumerate(result.used):
        floor -= used * scale
        colour = f"e-a{' e-2' if at % 2 else ''}"
        shapes.append(
            shape("rect", x=0, y=rounded(floor, 2), width=90, height=used * scale, class_=colour)
        )
    line = rounded(24 + TALL - room * scale, 2)
    shapes.append(shape("line", x1=-2, y1=line, x2=94, y2=line, class_="e-cap"))
    shapes.append(shape("text", say("pool"), x=45, y=172, class_="e-s e-mid"))
    apart = 200 / len(given.promised)
    most = max(*given.promised, *result.used)
    for at, (promised, used) in enumerate(zip(given.promised, result.used, strict=True)):
        x, width = rounded(120 + at * apart, 2), rounded(apart - 6, 2)
        for value, colour in ((promised, "e-off"), (used, f"e-a{' e-2' if at % 2 else ''}")):
            high = rounded(value / most * TALL, 2)
            shapes.append(
                shape("rect", x=x, y=24 + TALL - high, width=width, height=high, class_=colour)
            )
        middle = rounded(x + width / 2, 2)
        shapes.append(shape("text", f"{at + 1}", x=middle, y=172, class_="e-s e-mid"))
    return (320, 178), tuple(shapes)


POOL = Explorable(
    name="pool",
    title=("A pool that promises too much", "Un pool qui promet trop"),
    words={
        "case": gettext_noop(
            "A pool of {pool} GB, shared on the storage network, holds {volumes} thin volumes. It"
            " has promised them {all} GB in all: room is given only when it is written."
        ),
        "today": gettext_noop(
            "Today {written} GB are written, and {growth} GB more each day, by all volumes alike."
            " Room is given in extents of {extent} GB."
        ),
        "asks": gettext_noop("After how many days is a first block refused?"),
        "days": gettext_noop("{n} days"),
        "daily": gettext_noop("{n} GB a day"),
        "gb": gettext_noop("{n} GB"),
        "growth": gettext_noop("Written by all in a day"),
        "bought": gettext_noop("Disks bought besides"),
        "step": gettext_noop("Days, five at a step"),
        "volume": gettext_noop("Volume {n}"),
        "pool": gettext_noop("Pool"),
        "what": gettext_noop("Storage"),
        "promised": gettext_noop("Size (GB)"),
        "used": gettext_noop("Taken (GB)"),
        "day": gettext_noop("Day {n}"),
        "day_free": gettext_noop("Day {day}: {free} GB are still free in the pool."),
        "refused": gettext_noop(
            "Day {day}: the volumes ask for {over} GB more than there is. A new block is refused,"
            " though every volume believes that it has room."
        ),
        "filled": gettext_noop(
            "Day {day}: volume {n} has come to its own size, as its machine can see. The pool"
            " still has {free} GB: it is no longer the first to refuse."
        ),
        "why": gettext_noop(
            "({room} − {written}) ÷ {growth} = {days} days: what is left, over what is written in"
            " a day. Whole extents, some of them half empty, can bring the end forward."
        ),
        "promises": gettext_noop(
            "{all} GB were promised and {room} exist: that is wise only as long as somebody"
            " watches what is left."
        ),
        "drawing": gettext_noop(
            "The pool that fills up, and each volume: what it has taken, and what it was promised"
        ),
        "table": gettext_noop("What each volume was promised and has taken"),
        "ignores": gettext_noop(
            "This model ignores what is deleted and given back, copies and snapshots,"
            " deduplication, compression, and days that differ from each other."
        ),
    },
    parameters=(
        Parameter("capacité", "1000", low=200, high=5000),
        Parameter("volumes", "4", low=2, high=8),
        Parameter("croissance", "12", low=1, high=60),
        Parameter("bloc", "4", low=1, high=64),
    ),
    given=Given,
    choice=Choice,
    deal=deal,
    situation=situation,
    question=question,
    controls=controls,
    start=start,
    scene=scene,
    example="```explorable pool\ncapacité: 800..1500\ncroissance: 8..20\n```",
)
