"""What it costs to give the hypervisor the hand, by traps or by calls, and what hardware adds.

A sensitive instruction leaves the guest for the hypervisor and comes back: `cost` cycles, where any
other takes one. Full virtualisation pays it each time; paravirtualisation gathers `batch` of them
into one call. Without help of the processor some of these instructions, such as `popf`, do not trap
in user mode: they do something else without a word (Adams & Agesen, 2006).
"""

from dataclasses import asdict, dataclass

from courses.simulations.lots import Lots
from courses.simulations.parts import (
    Cell,
    Control,
    Explorable,
    Option,
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

MILLION = 1_000_000
PROGRAM = (("add", "plain"), ("load", "plain"), ("popf", "silent"), ("out", "trap"))
"""A guest's kernel: an instruction, and whether it is plain, traps, or traps only with help."""
EQUAL = 1.1
"""Within 10 % nobody would notice, and a guest left as it is has won."""


@dataclass(frozen=True)
class Given:
    """Sensitive instructions in a million; cycles of an exit; calls in a batch; help or not."""

    rate: int
    cost: int
    batch: int
    helped: bool


@dataclass(frozen=True)
class Choice:
    """The same, as tried; `step` instructions of the program are done."""

    rate: int
    batch: int
    helped: bool
    step: int = 0


@dataclass(frozen=True)
class Result:
    """How many times longer each takes; `right`: whether traps alone give a right result.

    `wins`: "full", "para", or "alone", where full virtualisation is not right.
    """

    full: float
    para: float
    right: bool
    wins: str


def run(given: Given, choice: Choice) -> Result:
    full = rounded(1 + choice.rate * given.cost / MILLION, 3)
    para = rounded(1 + choice.rate * given.cost / MILLION / choice.batch, 3)
    sooner = "full" if full <= EQUAL * para else "para"
    return Result(full, para, choice.helped, sooner if choice.helped else "alone")


def deal(settings: Settings, lots: Lots) -> Given:
    def drawn(name: str, step: int) -> int:
        span = settings.numbers[name]
        return int(lots.between(name, span.low, span.high, step))

    helped = {"avec": True, "sans": False}.get(settings.words["assistance"])
    if helped is None:
        helped = lots.between("help", 0, 1) == 1
    return Given(drawn("fréquence", 10), drawn("coût", 100), drawn("lot", 1), helped)


def situation(given: Given) -> tuple[Said, ...]:
    return (
        say("case", rate=given.rate, cost=given.cost),
        say("gathers", batch=given.batch),
        say("with" if given.helped else "without"),
    )


def question(given: Given) -> Question:
    options = (
        Option("full", say("full_wins")),
        Option("para", say("para_wins")),
        Option("alone", say("para_alone")),
    )
    asked = asdict(Choice(given.rate, given.batch, given.helped, len(PROGRAM)))
    return Question(say("asks"), "choice", asked, options=options)


def controls(given: Given) -> tuple[Control, ...]:
    return (
        Control("rate", say("rate"), "number", low=0, high=5000, step=10),
        Control("batch", say("batch"), "number", low=1, high=32),
        Control("helped", say("help"), "flag"),
        Control("step", say("step"), "step"),
    )


def start(given: Given) -> Choice:
    return Choice(given.rate, given.batch, given.helped)


def scene(given: Given, choice: Choice) -> Scene:
    result = run(given, choice)
    done = choice.step == len(PROGRAM)
    rows: list[tuple[Cell, ...]] = [
        (name, say(by_traps(kind, choice)), say("direct" if kind == "plain" else "call"))
        for name, kind in PROGRAM[: choice.step]
    ]
    if done:
        rows.append((say("slower"), say("times", n=result.full), say("times", n=result.para)))
    size, shapes = drawing(choice, result)
    return Scene(
        answer=result.wins,
        done=done,
        steps=len(PROGRAM),
        said=said(given, choice, result),
        heads=(say("instruction"), say("full_short"), say("para_short")),
        rows=tuple(rows),
        size=size,
        shapes=shapes,
        result=asdict(result),
    )


def by_traps(kind: str, choice: Choice) -> str:
    """What becomes of an instruction in full virtualisation."""
    if kind == "plain":
        return "direct"
    return "wrong" if kind == "silent" and not choice.helped else "exit"


def said(given: Given, choice: Choice, result: Result) -> tuple[Said, ...]:
    if choice.step == 0:
        return ()
    if choice.step < len(PROGRAM):
        name, kind = PROGRAM[choice.step - 1]
        return (say(f"tell_{by_traps(kind, choice)}", name=name),)
    told = [
        say("full_is", rate=choice.rate, cost=given.cost, n=result.full),
        say("para_is", batch=choice.batch, n=result.para),
    ]
    if not result.right:
        told.append(say("is_wrong"))
    elif result.wins == "full":
        told.append(say("alike"))
    return tuple(told)


WIDE, FLOOR = 60, 170


def drawing(choice: Choice, result: Result) -> tuple[tuple[int, int], tuple[Shape, ...]]:
    """The program on the left, done so far; two bars on the right, once it is all done."""
    shapes = []
    for at, (name, kind) in enumerate(PROGRAM):
        y = 10 + at * 40
        colour = "e-box"
        if at < choice.step:
            fate = by_traps(kind, choice)
            colour = {"direct": "k-app", "exit": "k-hv", "wrong": "e-crash"}[fate]
        ink = "e-name e-white" if colour == "e-crash" else "e-name"
        shapes.append(shape("rect", x=0, y=y, width=90, height=32, rx=4, class_=colour))
        shapes.append(shape("text", name, x=45, y=y + 21, class_=ink))
        if colour == "k-hv":
            shapes.append(shape("path", d=f"M92 {y + 16}h24m-6-5 6 5-6 5", class_="e-link"))
    if choice.step == len(PROGRAM):
        most = max(result.full, result.para)
        for at, (name, value) in enumerate((("full", result.full), ("para", result.para))):
            x, high = 140 + at * 95, rounded(value / most * 120, 2)
            wrong = at == 0 and not result.right
            colour = "e-off" if wrong else ("e-a", "e-b")[at]
            shapes.append(
                shape("rect", x=x, y=FLOOR - high, width=WIDE, height=high, class_=colour)
            )
            told = say("false") if wrong else say("times", n=value)
            shapes.append(shape("text", told, x=x + 30, y=FLOOR - high - 8, class_="e-t e-mid"))
            shapes.append(shape("text", say(f"{name}_short"), x=x + 30, y=188, class_="e-s e-mid"))
        shapes.append(shape("line", x1=130, y1=FLOOR, x2=320, y2=FLOOR, class_="e-axis"))
    return (320, 194), tuple(shapes)


TRAPS = Explorable(
    name="pieges",
    title=("Traps or calls", "Pièges ou appels"),
    words={
        "case": gettext_noop(
            "In a guest’s kernel, {rate} instructions in a million are sensitive: the hypervisor"
            " must carry them out. Each time, leaving the guest and coming back costs {cost}"
            " cycles; any other instruction takes one."
        ),
        "gathers": gettext_noop(
            "In full virtualisation each sensitive instruction traps. In paravirtualisation the"
            " modified kernel gathers {batch} of them into one call to the hypervisor."
        ),
        "with": gettext_noop("The processor helps: every sensitive instruction traps."),
        "without": gettext_noop("The processor does not help: it has neither Intel VT nor AMD-V."),
        "asks": gettext_noop("Which wins, and why?"),
        "full_wins": gettext_noop(
            "Full virtualisation: less than 10 % slower, with a guest left as it is"
        ),
        "para_wins": gettext_noop("Paravirtualisation: both are right, it is clearly faster"),
        "para_alone": gettext_noop("Paravirtualisation: the other one gives a wrong result"),
        "rate": gettext_noop("Sensitive instructions in a million"),
        "batch": gettext_noop("Gathered into one call"),
        "help": gettext_noop("The processor helps (Intel VT, AMD-V)"),
        "step": gettext_noop("Instructions done"),
        "instruction": gettext_noop("Instruction"),
        "full_short": gettext_noop("full"),
        "para_short": gettext_noop("para"),
        "direct": gettext_noop("direct"),
        "exit": gettext_noop("trap"),
        "wrong": gettext_noop("no trap: wrong result"),
        "call": gettext_noop("call"),
        "slower": gettext_noop("Time, against a bare machine"),
        "times": gettext_noop("× {n}"),
        "false": gettext_noop("wrong"),
        "tell_direct": gettext_noop("“{name}” is an ordinary instruction: the processor runs it."),
        "tell_exit": gettext_noop("“{name}” is sensitive: it traps, and the hypervisor does it."),
        "tell_wrong": gettext_noop(
            "“{name}” is sensitive, but in user mode the processor ignores a part of it without a"
            " trap: the hypervisor learns nothing, and the guest goes on with a wrong state."
        ),
        "full_is": gettext_noop(
            "Full virtualisation: 1 + {rate} × {cost} ÷ 1 000 000, so {n} times the bare time."
        ),
        "para_is": gettext_noop("Paravirtualisation: exits divided by {batch}, so {n} times."),
        "is_wrong": gettext_noop(
            "Without the processor’s help, a fast wrong result wins nothing: before VT, full"
            " virtualisation had to rewrite such instructions beforehand."
        ),
        "alike": gettext_noop(
            "So rare, exits hardly weigh: modifying the guest’s kernel is not worth the trouble."
        ),
        "drawing": gettext_noop("Four instructions of the guest, then the time each way takes"),
        "table": gettext_noop("What becomes of each instruction"),
        "ignores": gettext_noop(
            "This model ignores memory and its tables, devices, caches that exits disturb, and"
            " that a batch makes the first calls wait for the last."
        ),
    },
    parameters=(
        Parameter("fréquence", "1000", low=0, high=5000),
        Parameter("coût", "1500", low=100, high=10000),
        Parameter("lot", "8", low=2, high=32),
        Parameter("assistance", "tirée", options=("avec", "sans", "tirée")),
    ),
    given=Given,
    choice=Choice,
    deal=deal,
    situation=situation,
    question=question,
    controls=controls,
    start=start,
    scene=scene,
    example="```explorable pieges\nfréquence: 10..3000\nassistance: avec\n```",
)
