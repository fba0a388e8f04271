"""Many servers that do little, moved onto few hosts: what is saved, and why not more.

Placement is first-fit decreasing in two resources, processor and memory, each filled up to a cap.
A machine draws `idle` watts for being on and the rest in proportion to its load. Loads are whole
percents, so that both languages add them up exactly.
"""

from collections.abc import Sequence
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

HOURS = 8760
LITRES_PER_KWH = 1.28
"""Water for a kilowatt-hour in a data centre: 227 million litres for 177 GWh."""


@dataclass(frozen=True)
class Given:
    """`loads`: percents (processor, memory) of each server; watts of one that idles or is full."""

    loads: tuple[tuple[int, int], ...]
    idle: int
    peak: int


@dataclass(frozen=True)
class Choice:
    """`cap`: how full a host may be, in percent; `pue`: watts of the site for one of a machine."""

    cap: int = 80
    spare: bool = False
    pue: float = 1.6
    step: int = 0


@dataclass(frozen=True)
class Host:
    """What lies on a host, in order: places in `Given.loads`."""

    servers: tuple[int, ...]
    cpu: int
    ram: int


@dataclass(frozen=True)
class Result:
    """After `step` moves: the hosts in use, watts before and now, percent saved.

    `bound`: fewer hosts are impossible. `kwh` and `litres` are of a year, before and now.
    """

    hosts: tuple[Host, ...]
    bound: int
    before: float
    now: float
    saved: float
    kwh: tuple[int, int]
    litres: tuple[int, int]


def in_order(loads: Sequence[Sequence[int]]) -> list[int]:
    """The servers by their larger load, greatest first."""
    return sorted(range(len(loads)), key=lambda at: -max(loads[at]))


def place(loads: Sequence[Sequence[int]], cap: int, moved: Sequence[int]) -> tuple[Host, ...]:
    """Each of `moved` on the first host that has room for it."""
    hosts: list[Host] = []
    for at in moved:
        cpu, ram = loads[at]
        for number, host in enumerate(hosts):
            if host.cpu + cpu <= cap and host.ram + ram <= cap:
                hosts[number] = Host((*host.servers, at), host.cpu + cpu, host.ram + ram)
                break
        else:
            hosts.append(Host((at,), cpu, ram))
    return tuple(hosts)


def run(given: Given, choice: Choice) -> Result:
    order = in_order(given.loads)
    hosts = place(given.loads, choice.cap, order[: choice.step])
    bound = max(-(-sum(load[k] for load in given.loads) // choice.cap) for k in (0, 1))
    work = (given.peak - given.idle) * sum(cpu for cpu, _ in given.loads)  # moved, never lost
    machines = len(given.loads) - choice.step + len(hosts) + choice.spare
    before = (100 * given.idle * len(given.loads) + work) / 100
    now = (100 * given.idle * machines + work) / 100
    kwh = [int(rounded(watts * choice.pue * HOURS / 1000)) for watts in (before, now)]
    litres = [int(rounded(each * LITRES_PER_KWH)) for each in kwh]
    saved = rounded(100 * (1 - now / before), 1)
    return Result(hosts, bound, before, now, saved, (kwh[0], kwh[1]), (litres[0], litres[1]))


def deal(settings: Settings, lots: Lots) -> Given:
    def drawn(name: str, of: str) -> int:
        span = settings.numbers[name]
        return int(lots.between(of, span.low, span.high))

    count = drawn("serveurs", "count")
    means = drawn("charge", "cpu"), drawn("mémoire", "ram")
    spread = drawn("écart", "spread")

    def load(at: int, k: int) -> int:
        off = int(lots.between(f"{k}:{at // 2}", 0, spread))
        return max(1, means[k] + (off if at % 2 else -off))

    # By pairs, one as far above the mean as the other below: the mean is what the block says.
    loads = tuple((load(at, 0), load(at, 1)) for at in range(count))
    idle = drawn("repos", "idle")
    return Given(loads, idle, max(idle, drawn("pleine", "peak")))


def situation(given: Given) -> tuple[Said, ...]:
    count = len(given.loads)
    cpu, ram = (rounded(sum(load[k] for load in given.loads) / count, 1) for k in (0, 1))
    return (
        say("case", servers=count, cpu=cpu, ram=ram),
        say("watts", idle=given.idle, peak=given.peak),
    )


def question(given: Given) -> Question:
    asked = asdict(Choice(step=len(given.loads)))
    asks = say("asks", cap=Choice.cap)
    return Question(asks, "number", asked, unit="percent", low=0, high=100, near=3)


def controls(given: Given) -> tuple[Control, ...]:
    return (
        Control("cap", say("cap"), "number", low=50, high=100, step=5, unit="percent"),
        Control("spare", say("spare"), "flag"),
        Control("pue", say("pue"), "number", low=1, high=2.5, step=0.1),
        Control("step", say("step"), "step"),
    )


def start(given: Given) -> Choice:
    return Choice()


def scene(given: Given, choice: Choice) -> Scene:
    result = run(given, choice)
    count = len(given.loads)
    hosts = len(result.hosts) + choice.spare
    size, shapes = drawing(given, choice, result)
    return Scene(
        answer=result.saved,
        done=choice.step == count,
        steps=count,
        said=said(given, choice, result),
        heads=(say("measure"), say("before"), say("now")),
        rows=(
            (say("machines"), count, count - choice.step + hosts),
            (say("power"), rounded(result.before), rounded(result.now)),
            (say("energy"), *result.kwh),
            (say("water"), *result.litres),
        ),
        size=size,
        shapes=shapes,
        result={"hosts": len(result.hosts), "bound": result.bound, "saved": result.saved},
    )


def said(given: Given, choice: Choice, result: Result) -> tuple[Said, ...]:
    count = len(given.loads)
    hosts = len(result.hosts)
    if choice.step == 0:
        return ()
    if choice.step < count:
        last = in_order(given.loads)[choice.step - 1]
        host = next(at for at, host in enumerate(result.hosts, 1) if last in host.servers)
        cpu, ram = given.loads[last]
        move = say("move", server=last + 1, cpu=cpu, ram=ram, host=host)
        return move, say("left", left=count - choice.step)
    off = rounded(100 * (count - hosts - choice.spare) / count, 1)
    fits = "least" if hosts == result.bound else "more"
    return (
        say("why", off=off, idle=given.idle),
        say(fits, hosts=hosts, bound=result.bound, cap=choice.cap),
    )


WIDE, TALL, APART = 56, 96, 66
"""A host in the drawing: 5 a row."""


def drawing(
    given: Given, choice: Choice, result: Result
) -> tuple[tuple[int, int], tuple[Shape, ...]]:
    count = len(given.loads)
    gone = set(in_order(given.loads)[: choice.step])
    shapes = [shape("text", say("servers", n=count - len(gone)), x=0, y=14, class_="e-t")]
    for at, (cpu, _) in enumerate(given.loads):
        x, y = at % 20 * 16, 22 + at // 20 * 24
        shapes.append(
            shape("rect", x=x, y=y, width=13, height=20, class_="e-off" if at in gone else "e-box")
        )
        if at not in gone:
            high = cpu / 5
            shapes.append(shape("rect", x=x, y=y + 20 - high, width=13, height=high, class_="e-a"))
    top = 22 + (count + 19) // 20 * 24 + 28
    shapes.append(shape("text", say("hosts", n=len(result.hosts)), x=0, y=top - 8, class_="e-t"))
    for k, name in ((0, "cpu"), (1, "ram")):
        left = 150 + k * 92
        shapes.append(shape("rect", x=left, y=top - 18, width=11, height=11, class_=f"e-{'ab'[k]}"))
        shapes.append(shape("text", say(name), x=left + 16, y=top - 8, class_="e-s"))
    last = in_order(given.loads)[choice.step - 1] if 0 < choice.step < count else None
    for at, host in enumerate(result.hosts):
        x, y = at % 5 * APART, top + at // 5 * (TALL + 12)
        shapes += host_shapes(given, choice, host, last, x, y)
    at = len(result.hosts)
    if choice.spare:
        x, y = at % 5 * APART, top + at // 5 * (TALL + 12)
        shapes.append(shape("rect", x=x, y=y, width=WIDE, height=TALL, class_="e-spare"))
        shapes.append(shape("text", say("reserve"), x=x + 28, y=y + 52, class_="e-s e-mid"))
    rows = max(1, (at + choice.spare + 4) // 5)
    return (320, top + rows * (TALL + 12)), tuple(shapes)


def host_shapes(
    given: Given, choice: Choice, host: Host, last: int | None, x: int, y: int
) -> list[Shape]:
    """Two columns, processor and memory, a thread for each server; a line where the cap is."""
    shapes = [shape("rect", x=x, y=y, width=WIDE, height=TALL, class_="e-box")]
    for k in (0, 1):
        floor = float(y + TALL)
        for order, at in enumerate(host.servers):
            high = given.loads[at][k] * TALL / 100
            floor -= high
            colour = "e-mark" if at == last else f"e-{'ab'[k]}{' e-2' if order % 2 else ''}"
            shapes.append(
                shape("rect", x=x + k * 28, y=floor, width=28, height=high, class_=colour)
            )
    line = y + TALL - choice.cap * TALL / 100
    shapes.append(shape("line", x1=x - 2, y1=line, x2=x + WIDE + 2, y2=line, class_="e-cap"))
    return shapes


CONSOLIDATION = Explorable(
    name="consolidation",
    title=("Many servers onto few hosts", "Beaucoup de serveurs sur peu d’hôtes"),
    words={
        "case": gettext_noop(
            "A room holds {servers} servers. On average each uses {cpu} % of its processor and"
            " {ram} % of its memory. You make each one a virtual machine and move it onto hosts"
            " of the same model."
        ),
        "watts": gettext_noop(
            "A server draws {idle} W as soon as it is on, and up to {peak} W at full load."
        ),
        "asks": gettext_noop(
            "Hosts are filled up to {cap} %. Once all is moved and the empty servers are off, by"
            " what percentage does the electricity used fall?"
        ),
        "percent": gettext_noop("{n} %"),
        "cap": gettext_noop("Fill each host up to"),
        "spare": gettext_noop("Keep a spare host on, in case one fails"),
        "pue": gettext_noop("PUE: electricity of the whole site for 1 of its machines"),
        "step": gettext_noop("Servers moved"),
        "measure": gettext_noop("Measure"),
        "before": gettext_noop("Before"),
        "now": gettext_noop("Now"),
        "machines": gettext_noop("Machines on"),
        "power": gettext_noop("Power of the machines (W)"),
        "energy": gettext_noop("Energy of the site in a year (kWh)"),
        "water": gettext_noop("Water for that energy (litres)"),
        "move": gettext_noop(
            "Server {server} ({cpu} % processor, {ram} % memory) goes to host {host}, the first"
            " with room for it."
        ),
        "left": gettext_noop("Servers still to move: {left}."),
        "why": gettext_noop(
            "{off} % fewer machines are on, but the work itself was moved, not removed: what is"
            " saved is the {idle} W that each machine draws for being on."
        ),
        "least": gettext_noop(
            "{hosts} hosts: at {cap} % nobody can do with fewer, since the loads add up to that"
            " many."
        ),
        "more": gettext_noop(
            "{hosts} hosts, where the sum of the loads at {cap} % would ask for {bound}: the"
            " pieces do not fit without gaps."
        ),
        "servers": gettext_noop("Servers still on: {n}"),
        "hosts": gettext_noop("Hosts: {n}"),
        "reserve": gettext_noop("spare"),
        "cpu": gettext_noop("processor"),
        "ram": gettext_noop("memory"),
        "drawing": gettext_noop(
            "The servers, and the hosts that fill up: processor left, memory right, the cap dashed"
        ),
        "table": gettext_noop("Consumption before and now"),
        "ignores": gettext_noop(
            "This model ignores peaks that come together, the hypervisor’s own load, disks and"
            " network, and the price of the new hosts. Real power does not grow quite in"
            " proportion to the load."
        ),
    },
    parameters=(
        Parameter("serveurs", "40", low=4, high=80),
        Parameter("charge", "8", low=1, high=30),
        Parameter("mémoire", "6", low=1, high=30),
        Parameter("écart", "3", low=0, high=20),
        Parameter("repos", "120", low=0, high=1000),
        Parameter("pleine", "350", low=1, high=2000),
    ),
    given=Given,
    choice=Choice,
    deal=deal,
    situation=situation,
    question=question,
    controls=controls,
    start=start,
    scene=scene,
    example="```explorable consolidation\nserveurs: 30..60\ncharge: 6..10\n```",
)
