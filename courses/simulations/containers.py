"""What a process in a container sees of its host, and how much of the processor it may take.

Each namespace hides one kind of thing; without it the container sees the host's. A cgroup bounds
the processor and weighs: what is wanted by several is shared by weight among these.
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

NAMESPACES = ("pid", "net", "mnt", "uts")
OWN = 2
"""Processes of the container: its program, and `ps` itself."""
WEIGHT = 100
"""Of a cgroup that nobody has set."""


@dataclass(frozen=True)
class Given:
    """Processes of the host, containers beside this one, and what the question isolates with."""

    processes: int
    others: int
    asked: str


@dataclass(frozen=True)
class Choice:
    """The namespaces the container has; `chroot`: another root directory, nothing more. Of its
    cgroup: `quota`, percent of a processor that it allows, and `weight`. `active`: neighbours that
    want the processor too."""

    pid: bool = False
    net: bool = False
    mnt: bool = False
    uts: bool = False
    chroot: bool = False
    quota: int = 100
    weight: int = WEIGHT
    active: int = 0


@dataclass(frozen=True)
class Result:
    """Lines that `ps` shows, and percent of the processor that the container gets."""

    lines: int
    cpu: float


def run(given: Given, choice: Choice) -> Result:
    theirs = 0 if choice.pid else given.processes + given.others
    return Result(OWN + theirs, min(choice.quota, share(choice)))


def share(choice: Choice) -> float:
    """Percent of the processor by weight among those that want it, without a quota."""
    return rounded(100 * choice.weight / (choice.weight + WEIGHT * choice.active), 1)


def deal(settings: Settings, lots: Lots) -> Given:
    def drawn(name: str) -> int:
        span = settings.numbers[name]
        return int(lots.between(name, span.low, span.high))

    asked = settings.words["isolement"]
    if asked == "tiré":
        asked = ("chroot", "pid")[int(lots.between("asked", 0, 1))]
    return Given(drawn("processus"), drawn("voisins"), asked)


def situation(given: Given) -> tuple[Said, ...]:
    return (say("case", processes=given.processes, others=given.others), say("rule"))


def question(given: Given) -> Question:
    asked = asdict(replace(start(given), **{given.asked: True}))
    return Question(say(f"asks_{given.asked}"), "number", asked, unit="lines", low=0, high=10_000)


def controls(given: Given) -> tuple[Control, ...]:
    flags = (*NAMESPACES, "chroot")
    return (
        *(Control(name, say(name), "flag") for name in flags),
        Control("quota", say("quota"), "number", low=5, high=100, step=5, unit="percent"),
        Control("weight", say("weight"), "number", low=50, high=400, step=50),
        Control("active", say("active"), "number", low=0, high=given.others),
    )


def start(given: Given) -> Choice:
    return Choice(active=given.others)


def scene(given: Given, choice: Choice) -> Scene:
    result = run(given, choice)
    asked = choice.chroot and not choice.pid if given.asked == "chroot" else choice.pid
    size, shapes = drawing(given, choice)
    return Scene(
        answer=result.lines,
        done=asked,
        steps=0,
        said=said(given, choice, result),
        heads=(say("thing"), say("seen")),
        rows=(
            (say("ps"), say("lines", n=result.lines)),
            (say("cards"), say("own" if choice.net else "hosts")),
            (say("files"), files(choice)),
            (say("name"), say("own" if choice.uts else "hosts")),
            (say("cpu"), say("percent", n=result.cpu)),
        ),
        size=size,
        shapes=shapes,
        result=asdict(result),
    )


def files(choice: Choice) -> Cell:
    if choice.mnt:
        return say("own")
    return say("moved" if choice.chroot else "hosts")


def said(given: Given, choice: Choice, result: Result) -> tuple[Said, ...]:
    told = []
    if choice.pid:
        told.append(say("alone", own=OWN, all=OWN + given.processes + given.others))
    elif choice.chroot:
        told.append(say("only", lines=result.lines))
    if choice.quota < share(choice):
        told.append(say("bounded", quota=choice.quota))
    elif choice.active:
        others = WEIGHT * choice.active
        told.append(say("shared", weight=choice.weight, others=others, share=share(choice)))
    else:
        told.append(say("idle"))
    return tuple(told)


def drawing(given: Given, choice: Choice) -> tuple[tuple[int, int], tuple[Shape, ...]]:
    """The host's processes, then those of other containers, then the container's own: what it
    does not see is dashed. Below, a door for each kind of thing, shut by its namespace."""
    every = given.processes + given.others + OWN
    shapes = [shape("text", say("processes"), x=0, y=14, class_="e-t")]
    for at in range(every):
        mine = at >= every - OWN
        colour = "e-b" if mine else ("e-off" if choice.pid else "e-a")
        if given.processes <= at < every - OWN and not choice.pid:
            colour = "e-a e-2"
        shapes.append(
            shape(
                "rect",
                x=at % 20 * 16,
                y=22 + at // 20 * 18,
                width=13,
                height=14,
                class_=colour,
            )
        )
    top = 22 + (every + 19) // 20 * 18 + 14
    for at, name in enumerate(("net", "mnt", "uts")):
        shut = getattr(choice, name)
        x = at * 108
        shapes.append(
            shape(
                "rect", x=x, y=top, width=104, height=34, rx=4, class_="k-app" if shut else "k-host"
            )
        )
        shapes.append(shape("text", say(f"{name}_short"), x=x + 52, y=top + 15, class_="e-name"))
        state = say("own" if shut else "hosts")
        shapes.append(shape("text", state, x=x + 52, y=top + 29, class_="e-s e-mid"))
    width = rounded(run(given, choice).cpu * 3.2, 1)
    shapes.append(shape("text", say("cpu"), x=0, y=top + 56, class_="e-t"))
    shapes.append(shape("rect", x=0, y=top + 62, width=320, height=16, class_="e-box"))
    shapes.append(shape("rect", x=0, y=top + 62, width=width, height=16, class_="e-b"))
    quota = rounded(choice.quota * 3.2, 1)
    shapes.append(shape("line", x1=quota, y1=top + 58, x2=quota, y2=top + 82, class_="e-cap"))
    return (320, top + 84), tuple(shapes)


CONTAINERS = Explorable(
    name="conteneurs",
    title=("What a container sees", "Ce que voit un conteneur"),
    words={
        "case": gettext_noop(
            "A host runs {processes} processes of its own. Beside your container it has {others}"
            " others, of one process each."
        ),
        "rule": gettext_noop(
            "Your container runs one program, and the command “ps”, which lists the processes it"
            " sees, one a line."
        ),
        "asks_chroot": gettext_noop(
            "Your container has only a “chroot”, another root directory. How many lines does “ps”"
            " show, its own included, without the line of headings?"
        ),
        "asks_pid": gettext_noop(
            "Your container has a namespace for processes (pid). How many lines does “ps” show,"
            " its own included, without the line of headings?"
        ),
        "lines": gettext_noop("{n} lines"),
        "percent": gettext_noop("{n} %"),
        "pid": gettext_noop("Namespace “pid”: its own processes"),
        "net": gettext_noop("Namespace “net”: its own network cards"),
        "mnt": gettext_noop("Namespace “mnt”: its own file systems"),
        "uts": gettext_noop("Namespace “uts”: its own host name"),
        "chroot": gettext_noop("Only another root directory (chroot)"),
        "quota": gettext_noop("Processor allowed by its cgroup"),
        "weight": gettext_noop("Weight of its cgroup (100 for each neighbour)"),
        "active": gettext_noop("Neighbours that want the processor"),
        "thing": gettext_noop("Kind of thing"),
        "seen": gettext_noop("What the container sees"),
        "ps": gettext_noop("Processes, lines of ps"),
        "cards": gettext_noop("Network cards"),
        "files": gettext_noop("Files"),
        "name": gettext_noop("Host name"),
        "cpu": gettext_noop("Share of the processor"),
        "own": gettext_noop("its own"),
        "hosts": gettext_noop("the host’s"),
        "moved": gettext_noop("those under its root; it can still climb out"),
        "processes": gettext_noop("Processes: the container’s are green"),
        "net_short": gettext_noop("network"),
        "mnt_short": gettext_noop("files"),
        "uts_short": gettext_noop("name"),
        "alone": gettext_noop(
            "With its own “pid” namespace it sees its {own} processes, though the host’s kernel"
            " runs {all} in all."
        ),
        "only": gettext_noop(
            "“chroot” moves the root directory and hides no process: “ps” shows {lines} lines."
        ),
        "bounded": gettext_noop("Its cgroup stops it at {quota} % of the processor."),
        "shared": gettext_noop(
            "The processor is shared by weight among those that want it: {weight} ÷ ({weight} +"
            " {others}) = {share} %, whatever the namespaces. Hiding is not sharing."
        ),
        "idle": gettext_noop(
            "Nobody else wants the processor: whatever its weight, the container has all that its"
            " cgroup allows."
        ),
        "drawing": gettext_noop("What the container sees of its host; what it does not is dashed"),
        "table": gettext_noop("What the container sees"),
        "ignores": gettext_noop(
            "This model ignores the namespaces for users and for messages, rights, system calls"
            " that are filtered, memory, disks and what the host itself asks of its one processor."
            " It supposes that the container has a “/proc” of its own, where “ps” reads. The"
            " kernel stays common to all."
        ),
    },
    parameters=(
        Parameter("processus", "30..90", low=5, high=150),
        Parameter("voisins", "1..5", low=0, high=9),
        Parameter("isolement", "tiré", options=("chroot", "pid", "tiré")),
    ),
    given=Given,
    choice=Choice,
    deal=deal,
    situation=situation,
    question=question,
    controls=controls,
    start=start,
    scene=scene,
    example="```explorable conteneurs\nprocessus: 30..90\nisolement: chroot\n```",
)
