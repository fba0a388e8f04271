"""A stack of layers that lives: crash one and see what falls with it; follow a call downwards.

A layer stands on those right below it. It falls when one of them falls: so what a crash brings
down is the crashed layer and all that stands on it, directly or not.
"""

from collections.abc import Mapping, Sequence
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

Layer = tuple[str, str, str, int, int, int, int, tuple[str, ...]]
"""Its id, kind and name; column, row, columns and rows it covers; ids of those it stands on."""


@dataclass(frozen=True)
class Given:
    """Layers from the top, which of them the question crashes, calls: a name or "", and ids."""

    layers: tuple[Layer, ...]
    crash: str
    calls: tuple[tuple[str, tuple[str, ...]], ...]


@dataclass(frozen=True)
class Choice:
    """The layer that crashes and the call that is followed, by its place from 1; "" is none."""

    crash: str = ""
    call: str = ""
    step: int = 0


@dataclass(frozen=True)
class Result:
    """What still works, in the order of the layers; the ids a call has reached so far, and whether
    the last of them has crashed or fallen, so that the call stops there."""

    works: tuple[str, ...]
    path: tuple[str, ...]
    stops: bool


def run(given: Given, choice: Choice) -> Result:
    on = {layer[0]: layer[7] for layer in given.layers}
    works = tuple(each for each in on if choice.crash not in below(on, each))
    reached = call_of(given, choice)[: choice.step + 1]
    for place, each in enumerate(reached, 1):
        if each not in works:
            return Result(works, reached[:place], True)
    return Result(works, reached, False)


def below(on: Mapping[str, Sequence[str]], layer: str) -> set[str]:
    """The layer and all it stands on, directly or not."""
    found: set[str] = set()
    waiting = [layer]
    while waiting:
        each = waiting.pop()
        if each not in found:
            found.add(each)
            waiting += on[each]
    return found


def call_of(given: Given, choice: Choice) -> tuple[str, ...]:
    return given.calls[int(choice.call) - 1][1] if choice.call else ()


def deal(settings: Settings, lots: Lots) -> Given:
    """The layers of the block's figure; which one crashes is drawn unless the block says it."""
    layers: tuple[Layer, ...] = settings.figure["layers"]
    wanted = settings.words["panne"]
    known = [layer[0] for layer in layers]
    holding = sorted({each for layer in layers for each in layer[7]}, key=known.index) or known
    drawn = holding[int(lots.between("crash", 0, len(holding) - 1))]
    calls = settings.figure["calls"] or tuple(_calls(layers))
    return Given(layers, wanted if wanted in known else drawn, calls)


def _calls(layers: tuple[Layer, ...]) -> list[tuple[str, tuple[str, ...]]]:
    """From each layer that nothing stands on, straight down."""
    on = {layer[0]: layer[7] for layer in layers}
    held = {each for layer in layers for each in layer[7]}
    calls = []
    for layer in layers:
        if layer[0] not in held and layer[7]:
            path = [layer[0]]
            while on[path[-1]]:
                path.append(on[path[-1]][0])
            calls.append(("", tuple(path)))
    return calls


def names(given: Given) -> dict[str, Cell]:
    """What each layer is called; those of one name are numbered from the left."""
    every = [layer[2] for layer in given.layers]
    counts: dict[str, int] = {}
    named: dict[str, Cell] = {}
    for layer in given.layers:
        name = layer[2]
        counts[name] = counts.get(name, 0) + 1
        named[layer[0]] = name if every.count(name) == 1 else f"{name} ({counts[name]})"
    return named


def situation(given: Given) -> tuple[Said, ...]:
    return (say("case"),)


def question(given: Given) -> Question:
    named = names(given)
    options = tuple(Option(id_, name) for id_, name in named.items() if id_ != given.crash)
    asked = asdict(Choice(crash=given.crash))
    return Question(say("asks", layer=named[given.crash]), "set", asked, options=options)


def controls(given: Given) -> tuple[Control, ...]:
    named = names(given)
    layers = (Option("", say("nothing")), *(Option(*each) for each in named.items()))
    calls = tuple(
        Option(str(at), name or say("from", layer=named[path[0]]))
        for at, (name, path) in enumerate(given.calls, 1)
    )
    return (
        Control("crash", say("crash"), "choice", options=layers),
        Control("call", say("call"), "choice", options=(Option("", say("nobody")), *calls)),
        Control("step", say("step"), "step"),
    )


def start(given: Given) -> Choice:
    return Choice()


def scene(given: Given, choice: Choice) -> Scene:
    result = run(given, choice)
    named = names(given)
    size, shapes = drawing(given, choice, result)
    return Scene(
        answer=sorted(result.works),
        done=choice.crash == given.crash,
        steps=max(0, len(call_of(given, choice)) - 1),
        said=said(given, choice, result),
        heads=(say("layer"), say("stands"), say("state")),
        rows=tuple(
            (named[layer[0]], tuple(named[each] for each in layer[7]), state(layer, choice, result))
            for layer in given.layers
        ),
        size=size,
        shapes=shapes,
        result={"works": sorted(result.works), "path": list(result.path), "stops": result.stops},
    )


def state(layer: Layer, choice: Choice, result: Result) -> Cell:
    if layer[0] == choice.crash:
        return say("crashed")
    return say("works") if layer[0] in result.works else say("falls")


def said(given: Given, choice: Choice, result: Result) -> tuple[Said, ...]:
    named = names(given)
    told: list[Said] = []
    if choice.crash:
        fallen = tuple(
            named[each] for each in named if each not in result.works and each != choice.crash
        )
        layer = named[choice.crash]
        told.append(
            say("brings", layer=layer, fallen=fallen) if fallen else say("alone", layer=layer)
        )
        kept = tuple(named[each] for each in result.works)
        told.append(say("goes", kept=kept) if kept else say("all"))
    if len(result.path) > 1:
        before, now = (named[each] for each in result.path[-2:])
        told.append(say("asked", before=before, now=now))
    if result.stops:
        told.append(say("silent", layer=named[result.path[-1]]))
    elif choice.call and len(result.path) == len(call_of(given, choice)):
        told.append(say("served", layer=named[result.path[-1]]))
    return tuple(told)


GAP, TALL = 4, 44
LETTER = 7.2
"""About the width of a letter in the drawing; a label that does not fit goes on below."""
KINDS = {
    "app": "k-app",
    "os": "k-os",
    "hv": "k-hv",
    "hote": "k-host",
    "mat": "k-hw",
    "outil": "k-tool",
}


def drawing(
    given: Given, choice: Choice, result: Result
) -> tuple[tuple[int, int], tuple[Shape, ...]]:
    columns = max(layer[3] + layer[5] for layer in given.layers)
    rows = max(layer[4] + layer[6] for layer in given.layers)
    wide = (320 + GAP) / columns
    shapes: list[Shape] = []
    centres = {}
    for id_, kind, name, column, row, across, down, _ in given.layers:
        x, y = column * wide, row * (TALL + GAP)
        width, height = across * wide - GAP, down * (TALL + GAP) - GAP
        fell = id_ not in result.works
        colour = "e-off" if fell else KINDS.get(kind, "k-app")
        ink = "e-name e-gone" if fell else "e-name"
        if id_ == choice.crash:
            colour, ink = "e-crash", "e-name e-white"
        if id_ in result.path:
            colour += " e-on"
        shapes.append(
            shape("rect", x=x, y=y, width=width, height=height, rx=4, class_=f"e-layer {colour}")
        )
        lines = wrapped(name, int(width / LETTER))
        middle = y + height / 2 + 4 - (len(lines) - 1) * 7
        for at, line in enumerate(lines):
            place = middle + at * 14
            shapes.append(shape("text", line, x=x + width / 2, y=place, class_=ink))
        centres[id_] = (x + width - 9, y + height / 2)
    points = " ".join(
        f"{rounded(px, 1):g},{rounded(py, 1):g}"
        for px, py in (centres[each] for each in result.path)
    )
    if result.path:
        shapes.append(shape("polyline", points=points, class_="e-call"))
        px, py = centres[result.path[-1]]
        shapes.append(shape("circle", cx=px, cy=py, r=5, class_="e-dot"))
    return (320, rows * (TALL + GAP) - GAP), tuple(shapes)


def wrapped(text: str, most: int) -> list[str]:
    """Lines of at most `most` letters, or of one longer word."""
    lines = [""]
    for word in text.split(" "):
        longer = f"{lines[-1]} {word}".strip()
        if len(longer) <= most or not lines[-1]:
            lines[-1] = longer
        else:
            lines.append(word)
    return lines


PILE = Explorable(
    name="pile-vivante",
    title=("A living stack", "Une pile vivante"),
    words={
        "case": gettext_noop("Each layer works only as long as those below it do."),
        "asks": gettext_noop("If “{layer}” crashes, what still works? Tick it; or nothing."),
        "crash": gettext_noop("Crash"),
        "call": gettext_noop("Follow a call"),
        "step": gettext_noop("Layers reached"),
        "nothing": gettext_noop("nothing"),
        "nobody": gettext_noop("none"),
        "from": gettext_noop("from {layer}, downwards"),
        "layer": gettext_noop("Layer"),
        "stands": gettext_noop("Stands on"),
        "state": gettext_noop("State"),
        "works": gettext_noop("works"),
        "crashed": gettext_noop("has crashed"),
        "falls": gettext_noop("falls with it"),
        "brings": gettext_noop(
            "“{layer}” crashes and brings down all that stands on it: {fallen}."
        ),
        "alone": gettext_noop("“{layer}” crashes alone: nothing stands on it."),
        "goes": gettext_noop("Still working, since none of it stands on what crashed: {kept}."),
        "all": gettext_noop("Nothing works any more: all stood on it."),
        "asked": gettext_noop("“{before}” can do nothing by itself: it asks “{now}”."),
        "silent": gettext_noop("The call stops at “{layer}”, which no longer answers."),
        "served": gettext_noop(
            "The call has reached “{layer}”: it is served, and the answer comes back up."
        ),
        "drawing": gettext_noop("The layers, from the hardware below to the programs above"),
        "table": gettext_noop("What each layer stands on, and its state"),
        "ignores": gettext_noop(
            "This model ignores what restarts by itself, spare machines and faults that pass"
            " sideways, such as a full disk or a shared network: a crash only climbs."
        ),
    },
    parameters=(Parameter("panne", "", free=True),),
    given=Given,
    choice=Choice,
    deal=deal,
    situation=situation,
    question=question,
    controls=controls,
    start=start,
    scene=scene,
    example=(
        "```explorable pile-vivante\npanne: hote\npile type2 : Hyperviseur de type 2\n"
        "app Applications | app Applications | app Applications natives\n"
        "os SE invité 1 #g1 | os SE invité 2 | ^\nhv Hyperviseur #hv *2 | ^\n"
        "hote OS hôte #hote *3\nmat Matériel #mat *3\n```"
    ),
    embeds="pile",
)
