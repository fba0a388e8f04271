"""Virtual desktops: how many people a link carries, how long an image takes, what it costs.

Each person asks `rate` Mb/s while active. The load is their number times that; a link carries as
many as fit. What one feels is the way there and back, the server's work, and the image itself over
one's share of the link.
"""

import math
from dataclasses import asdict, dataclass

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

FELT = 150
"""Milliseconds after which a key seems to answer late."""


@dataclass(frozen=True)
class Given:
    """Mb/s of the link and of an active person, percent of people active at once; milliseconds of
    the way and of the server; kilobytes of an image; costs in thousands of CFA francs: servers and
    licences at once, a terminal, a PC."""

    link: int
    rate: float
    active: int
    way: int
    server: int
    image: int
    fixed: int
    terminal: int
    pc: int


@dataclass(frozen=True)
class Choice:
    users: int
    link: int
    way: int


@dataclass(frozen=True)
class Result:
    """Mb/s asked for, people the link carries, milliseconds from key to image, costs of both ways,
    and the number of people from which desktops in the server cost less."""

    load: float
    carried: int
    delay: int
    desktops: int
    pcs: int
    even: int


def run(given: Given, choice: Choice) -> Result:
    each = given.rate * given.active / 100
    load = rounded(choice.users * each, 2)
    carried = math.floor(rounded(choice.link / each, 6))
    # Alone on the link, or with all who are active.
    share = choice.link / max(1, choice.users * given.active / 100)
    delay = choice.way + given.server + given.image * 8 / share
    return Result(
        load=load,
        carried=carried,
        delay=int(rounded(delay)),
        desktops=given.fixed + choice.users * given.terminal,
        pcs=choice.users * given.pc,
        even=-(-given.fixed // (given.pc - given.terminal)),
    )


def deal(settings: Settings, lots: Lots) -> Given:
    def drawn(name: str, step: float = 1) -> float:
        span = settings.numbers[name]
        return lots.between(name, span.low, span.high, step)

    terminal = int(drawn("terminal", 10))
    return Given(
        link=int(drawn("lien", 10)),
        rate=drawn("débit", 0.5),
        active=int(drawn("actifs", 10)),
        way=int(drawn("trajet", 10)),
        server=20,
        image=int(drawn("image", 5)),
        fixed=int(drawn("fixe", 500)),
        terminal=terminal,
        pc=max(int(drawn("pc", 10)), terminal + 10),
    )


def situation(given: Given) -> tuple[Said, ...]:
    return (
        say("case", link=given.link, rate=given.rate, active=given.active),
        say("times", way=given.way, server=given.server, image=given.image),
        say("costs", fixed=given.fixed, terminal=given.terminal, pc=given.pc),
    )


def question(given: Given) -> Question:
    carried = run(given, start(given)).carried
    asked = asdict(Choice(carried + 1, given.link, given.way))
    near = max(1, carried // 10)
    return Question(say("asks"), "number", asked, unit="people", low=1, high=5000, near=near)


def controls(given: Given) -> tuple[Control, ...]:
    most = max(40, 2 * run(given, start(given)).carried)
    return (
        Control("users", say("users"), "number", low=1, high=most),
        Control("link", say("link"), "number", low=10, high=200, step=10, unit="mbs"),
        Control("way", say("way"), "number", low=0, high=300, step=10, unit="ms"),
    )


def start(given: Given) -> Choice:
    return Choice(1, given.link, given.way)


def scene(given: Given, choice: Choice) -> Scene:
    result = run(given, choice)
    size, shapes = drawing(given, choice, result)
    return Scene(
        answer=result.carried,
        done=result.load > choice.link,
        steps=0,
        said=said(given, choice, result),
        heads=(say("measure"), say("value")),
        rows=(
            (say("asked"), result.load),
            (say("delay"), result.delay),
            (say("in_server"), result.desktops),
            (say("on_desks"), result.pcs),
        ),
        size=size,
        shapes=shapes,
        result=asdict(result),
    )


def said(given: Given, choice: Choice, result: Result) -> tuple[Said, ...]:
    each = rounded(given.rate * given.active / 100, 3)
    told = [
        say("full", load=result.load, link=choice.link, each=each, n=result.carried)
        if result.load > choice.link
        else say("room", load=result.load, link=choice.link),
        say("late" if result.delay > FELT else "quick", ms=result.delay, felt=FELT),
    ]
    dearer = result.desktops > result.pcs
    told.append(say("dearer" if dearer else "cheaper", even=result.even))
    return tuple(told)


def drawing(
    given: Given, choice: Choice, result: Result
) -> tuple[tuple[int, int], tuple[Shape, ...]]:
    """Three bars: what is asked of the link, from key to image, and both costs."""

    def bar(y: int, parts: list[tuple[float, str]], most: float) -> list[Shape]:
        made, x = [shape("rect", x=0, y=y, width=320, height=20, class_="e-box")], 0.0
        for value, colour in parts:
            width = rounded(min(value / most * 320, 320 - x), 2)
            made.append(shape("rect", x=x, y=y, width=width, height=20, class_=colour))
            x = rounded(x + width, 2)
        return made

    def line(at: float, y: int) -> Shape:
        return shape("line", x1=at, y1=y - 4, x2=at, y2=y + 24, class_="e-cap")

    over = result.load > choice.link
    most = max(result.load, choice.link)
    image = result.delay - choice.way - given.server
    slow = max(result.delay, 2 * FELT)
    cost = max(result.desktops, result.pcs)
    shapes = [
        shape("text", say("of_link", load=result.load, link=choice.link), x=0, y=14, class_="e-t"),
        *bar(22, [(result.load, "e-down" if over else "e-a")], most),
        line(rounded(choice.link / most * 320, 2), 22),
        shape("text", say("of_key", ms=result.delay), x=0, y=74, class_="e-t"),
        *bar(82, [(choice.way, "e-a"), (given.server, "e-mark"), (image, "e-b")], slow),
        line(rounded(FELT / slow * 320, 2), 82),
        shape("text", say("legend"), x=0, y=118, class_="e-s"),
        shape("text", say("of_desktops", n=result.desktops), x=0, y=146, class_="e-t"),
        *bar(154, [(result.desktops, "e-b")], cost),
        shape("text", say("of_pcs", n=result.pcs), x=0, y=196, class_="e-t"),
        *bar(204, [(result.pcs, "e-a")], cost),
    ]
    return (320, 228), tuple(shapes)


DESKTOPS = Explorable(
    name="vdi",
    title=("Desktops over a link", "Des postes au bout d’un lien"),
    words={
        "case": gettext_noop(
            "Virtual desktops run in a server at the end of a link of {link} Mb/s. An active"
            " person uses {rate} Mb/s; {active} % of people are active at once."
        ),
        "times": gettext_noop(
            "The way there and back takes {way} ms, the server’s work {server} ms, and an image"
            " weighs {image} kB."
        ),
        "costs": gettext_noop(
            "In thousands of CFA francs: {fixed} for server and licences, {terminal} a terminal,"
            " against {pc} a PC."
        ),
        "asks": gettext_noop("How many people does the link carry?"),
        "people": gettext_noop("{n} people"),
        "users": gettext_noop("People"),
        "link": gettext_noop("Link"),
        "way": gettext_noop("Way there and back"),
        "mbs": gettext_noop("{n} Mb/s"),
        "ms": gettext_noop("{n} ms"),
        "measure": gettext_noop("Measure"),
        "value": gettext_noop("Value"),
        "asked": gettext_noop("Asked of the link (Mb/s)"),
        "delay": gettext_noop("From key to image (ms)"),
        "in_server": gettext_noop("Cost of virtual desktops (thousands of CFA francs)"),
        "on_desks": gettext_noop("Cost of PCs (thousands of CFA francs)"),
        "full": gettext_noop(
            "{load} Mb/s are asked of a link of {link}: it is full. Each person asks {each} Mb/s on"
            " average, so that {link} ÷ {each} lets {n} through."
        ),
        "room": gettext_noop("{load} Mb/s are asked of a link of {link}: add people."),
        "late": gettext_noop("{ms} ms from key to image: past {felt} ms, one feels it."),
        "quick": gettext_noop("{ms} ms from key to image: below {felt} ms, nobody feels it."),
        "dearer": gettext_noop("Virtual desktops cost more here: they pay from {even} people on."),
        "cheaper": gettext_noop("Virtual desktops cost less here: they pay from {even} people on."),
        "of_link": gettext_noop("Link: {load} of {link} Mb/s"),
        "of_key": gettext_noop("From key to image: {ms} ms"),
        "legend": gettext_noop("way, server, image; dashed: what one begins to feel"),
        "of_desktops": gettext_noop("Virtual desktops: {n} thousand CFA francs"),
        "of_pcs": gettext_noop("PCs: {n} thousand CFA francs"),
        "drawing": gettext_noop(
            "What is asked of the link, the delay by its parts, and both costs"
        ),
        "table": gettext_noop("Load, delay and costs"),
        "ignores": gettext_noop(
            "This model ignores bursts, lost packets, video, electricity, how long machines last"
            " and who looks after them."
        ),
    },
    parameters=(
        Parameter("lien", "50", low=10, high=200),
        Parameter("débit", "1..2", low=0.5, high=10),
        Parameter("actifs", "50", low=10, high=100),
        Parameter("trajet", "40", low=0, high=300),
        Parameter("image", "40", low=5, high=500),
        Parameter("fixe", "6000", low=500, high=50000),
        Parameter("terminal", "120", low=10, high=1000),
        Parameter("pc", "400", low=20, high=2000),
    ),
    given=Given,
    choice=Choice,
    deal=deal,
    situation=situation,
    question=question,
    controls=controls,
    start=start,
    scene=scene,
    example="```explorable vdi\nlien: 20..80\ntrajet: 20..120\n```",
)
