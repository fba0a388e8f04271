"""A processor that does not exist, in two ways: read each instruction again, or translate it once.

A program of the simulated processor goes round a loop. The interpreter does `interpreted`
operations of the real processor for each instruction it meets; the translator does `translated`
for each, once, and then only `native` each time round. The loop is really executed, and counted:
instruction after instruction the first time round, then pass after pass.
"""

from dataclasses import asdict, dataclass, replace

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

PROGRAM = ("add", "shl", "xor", "sub", "inc", "and", "or", "loop")
"""The instructions of the processor; a loop holds the first ones, then comes back by the last."""
WORD = 256  # registers hold eight bits
MOST_PASSES = 40
MOST_STEPS = len(PROGRAM) + MOST_PASSES - 1


@dataclass(frozen=True)
class Given:
    """Instructions in the loop; operations of the real processor for each of them."""

    size: int
    interpreted: int
    translated: int
    native: int


@dataclass(frozen=True)
class Choice:
    """The costs, as tried; `step` moments are over."""

    interpreted: int
    translated: int
    step: int = 0


@dataclass(frozen=True)
class Moment:
    """After an instruction, `name`, of the pass `number`; of later passes, after the last one.

    What the register holds, and operations done so far each way.
    """

    number: int
    name: str
    value: int
    interpreting: int
    translating: int


def body(size: int) -> tuple[str, ...]:
    return (*PROGRAM[: size - 1], "loop")


def executed(name: str, total: int, operand: int) -> int:
    """What an instruction leaves in the register."""
    done = {
        "add": total + operand,
        "shl": total * 2,
        "xor": total ^ operand,
        "sub": total - 3,
        "inc": total + 1,
        "and": total & 127,
        "or": total | 1,
        "loop": total,
    }
    return done[name] % WORD


def moments(given: Given, choice: Choice) -> list[Moment]:
    """Until, after a whole pass, translating has cost no more than interpreting."""
    found: list[Moment] = []
    total, interpreting, translating = 1, 0, 0
    for number in range(1, MOST_PASSES + 1):
        for name in body(given.size):
            total = executed(name, total, number)
            interpreting += choice.interpreted
            translating += given.native + (choice.translated if number == 1 else 0)
            if number == 1 or name == "loop":
                found.append(Moment(number, name, total, interpreting, translating))
        if translating <= interpreting:
            break
    return found


def deal(settings: Settings, lots: Lots) -> Given:
    def drawn(name: str) -> int:
        span = settings.numbers[name]
        return int(lots.between(name, span.low, span.high, 1))

    return Given(drawn("boucle"), drawn("interprétation"), drawn("traduction"), drawn("traduite"))


def situation(given: Given) -> tuple[Said, ...]:
    return (
        say("case", size=given.size, names=body(given.size)),
        say("interprets", n=given.interpreted),
        say("translates", n=given.translated, x=given.native),
    )


def question(given: Given) -> Question:
    asked = asdict(replace(start(given), step=MOST_STEPS))
    return Question(say("asks"), "number", asked, unit="passes", low=1, high=100, near=1)


def controls(given: Given) -> tuple[Control, ...]:
    return (
        Control("interpreted", say("interpreted"), "number", 5, 20),
        Control("translated", say("translated"), "number", 10, 120),
        Control("step", say("step"), "step"),
    )


def start(given: Given) -> Choice:
    return Choice(given.interpreted, given.translated)


def scene(given: Given, choice: Choice) -> Scene:
    course = moments(given, choice)
    seen = course[: choice.step]
    size, shapes = drawing(course, seen)
    last = course[-1]
    return Scene(
        answer=last.number,
        done=len(seen) == len(course),
        steps=len(course),
        said=said(given, choice, course),
        heads=(say("pass"), say("register"), say("interpreting"), say("translating")),
        rows=tuple((place(each), each.value, each.interpreting, each.translating) for each in seen),
        size=size,
        shapes=shapes,
        result={
            "passes": last.number,
            "interpreting": last.interpreting,
            "translating": last.translating,
        },
    )


def place(moment: Moment) -> Cell:
    if moment.number > 1:
        return f"{moment.number}"
    return say("within", n=moment.number, name=moment.name)


def said(given: Given, choice: Choice, course: list[Moment]) -> tuple[Said, ...]:
    if choice.step == 0:
        return ()
    last = course[min(choice.step, len(course)) - 1]
    if choice.step < given.size:
        costs = {"i": choice.interpreted, "t": choice.translated, "x": given.native}
        return (say("does", name=last.name, value=last.value), say("costs", **costs))
    so_far = say("so_far", n=last.number, a=last.interpreting, b=last.translating)
    if choice.step < len(course):
        return (so_far, say("behind", n=last.translating - last.interpreting))
    ahead, once = given.size * (choice.interpreted - given.native), given.size * choice.translated
    return (
        so_far,
        say(
            "caught_up",
            once=once,
            i=given.size * choice.interpreted,
            x=given.size * given.native,
            n=rounded(once / ahead, 2),
        ),
        say("qemu"),
    )


FLOOR, HIGH, LEFT, WIDE = 170, 130, 10, 300


def drawing(course: list[Moment], seen: list[Moment]) -> tuple[tuple[int, int], tuple[Shape, ...]]:
    """Two bars a pass, as high as all that was done until then."""
    last = course[-1]
    most = max(last.interpreting, last.translating)
    step = WIDE / last.number
    bar = rounded(min(step * 0.4, 40), 2)
    shapes = [
        shape("rect", x=LEFT, y=2, width=12, height=12, class_="e-a"),
        shape("text", say("interpreting"), x=LEFT + 18, y=13, class_="e-s"),
        shape("rect", x=170, y=2, width=12, height=12, class_="e-b"),
        shape("text", say("translating"), x=188, y=13, class_="e-s"),
    ]
    newest = {each.number: each for each in seen}
    for number, each in newest.items():
        x = rounded(LEFT + (number - 1) * step, 2)
        pair = (each.interpreting, each.translating)
        for at, (done, colour) in enumerate(zip(pair, ("e-a", "e-b"), strict=True)):
            high = rounded(done / most * HIGH, 2)
            left = rounded(x + at * bar, 2)
            shapes.append(
                shape("rect", x=left, y=FLOOR - high, width=bar, height=high, class_=colour)
            )
    shapes.append(shape("line", x1=LEFT, y1=FLOOR, x2=LEFT + WIDE, y2=FLOOR, class_="e-axis"))
    whole = sum(each.name == "loop" for each in seen)
    shapes.append(
        shape("text", say("passes", n=whole), x=LEFT + WIDE / 2, y=188, class_="e-s e-mid")
    )
    return (320, 194), tuple(shapes)


EMULATOR = Explorable(
    name="emulateur",
    title=("Interpret or translate", "Interpréter ou traduire"),
    words={
        "case": gettext_noop(
            "A program for another processor goes round a loop of {size} instructions: {names}."
        ),
        "interprets": gettext_noop(
            "To interpret an instruction, the emulator reads it, decodes it and does it:"
            " {n} operations of the real processor, each time it meets it."
        ),
        "translates": gettext_noop(
            "To translate it costs {n} operations, once; translated, it then takes {x} each time."
        ),
        "asks": gettext_noop(
            "After how many passes has translating cost no more, in all, than interpreting?"
        ),
        "passes": gettext_noop("{n} passes"),
        "interpreted": gettext_noop("Operations to interpret an instruction"),
        "translated": gettext_noop("Operations to translate it"),
        "step": gettext_noop("Steps: the instructions of the first pass, then each pass"),
        "pass": gettext_noop("Pass"),
        "register": gettext_noop("r0"),
        "interpreting": gettext_noop("Interpreting"),
        "translating": gettext_noop("Translating"),
        "within": gettext_noop("{n}: {name}"),
        "does": gettext_noop("“{name}” is done: the register holds {value}."),
        "costs": gettext_noop(
            "Interpreting took {i} operations for it, and will at each pass; translating took"
            " {t} + {x}, and at each further pass will take {x}."
        ),
        "so_far": gettext_noop(
            "After pass {n}: {a} operations by interpreting, {b} by translating."
        ),
        "behind": gettext_noop("Translating is still {n} operations behind."),
        "caught_up": gettext_noop(
            "Translating the loop costs {once}, then each pass {x} instead of {i}:"
            " {once} ÷ ({i} − {x}) = {n}."
        ),
        "qemu": gettext_noop(
            "That is why QEMU translates blocks of instructions and keeps what it made of them:"
            " a loop soon repays it. What runs only once would cost less interpreted."
        ),
        "drawing": gettext_noop("Operations done until each pass, each way"),
        "table": gettext_noop("Operations in all, pass after pass"),
        "ignores": gettext_noop(
            "This model ignores memory and devices, the chaining of blocks, translations thrown"
            " away for lack of room, and programs that change their own instructions."
        ),
    },
    parameters=(
        Parameter("boucle", "2", low=2, high=8),
        Parameter("interprétation", "6", low=5, high=20),
        Parameter("traduction", "30", low=10, high=120),
        Parameter("traduite", "1", low=1, high=2),
    ),
    given=Given,
    choice=Choice,
    deal=deal,
    situation=situation,
    question=question,
    controls=controls,
    start=start,
    scene=scene,
    example="```explorable emulateur\nboucle: 2..6\ntraduction: 20..60\n```",
)
