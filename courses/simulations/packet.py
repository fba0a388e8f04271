"""A packet between two machines on two hosts, hop by hop: does it arrive, with which headers?

Switches learn: each remembers by which port an address came in, and floods what it does not know.
Machines hear each other only within one segment: a VLAN (a number of 12 bits, carried by a tag of 4
bytes) or a VXLAN (24 bits, carried in a packet of its own, 50 bytes more over IPv4).
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

INNER = 14
"""Bytes of the Ethernet header of any frame."""
MORE = {"vlan": 4, "vxlan": 50}
MOST = {"vlan": 4094, "vxlan": 16_777_215}
PLACES = ("a", "switch_a", "network", "switch_b", "b")


@dataclass(frozen=True)
class Given:
    """How segments are made, their numbers for both machines, bytes of the machine's packet, and
    the largest that the physical network carries."""

    kind: str
    here: int
    there: int
    packet: int
    mtu: int


@dataclass(frozen=True)
class Choice:
    """`same`: whether the second machine is put into the first one's segment; `known`: whether the
    switches have learnt its address; `size`: bytes of the packet."""

    same: bool
    size: int
    known: bool = False
    step: int = 0


@dataclass(frozen=True)
class Result:
    """`fate`: `arrives`, `too_long` on the physical network, or `other` segment; `reached`: places
    it comes to; `outer`: bytes of the packet on the physical network."""

    fate: str
    reached: int
    outer: int


def run(given: Given, choice: Choice) -> Result:
    # A tag lies outside of what the MTU counts; VXLAN carries the whole frame inside.
    outer = choice.size + (MORE["vxlan"] if given.kind == "vxlan" else 0)
    if outer > given.mtu:
        return Result("too_long", 2, outer)
    if not choice.same:
        return Result("other", 4, outer)
    return Result("arrives", 5, outer)


def deal(settings: Settings, lots: Lots) -> Given:
    def drawn(name: str, step: int = 1) -> int:
        span = settings.numbers[name]
        return int(lots.between(name, span.low, span.high, step))

    kind = settings.words["segments"]
    if kind == "tirés":
        kind = ("vlan", "vxlan")[int(lots.between("kind", 0, 1))]
    case = int(lots.between("case", 0, 2))
    here = int(lots.between("here", 2, MOST[kind] - 1))
    there = here + 1 if case == 1 else here
    packet = drawn("mtu") if case == 2 else drawn("mtu") - MORE["vxlan"]
    return Given(kind, here, there, packet, drawn("mtu"))


def situation(given: Given) -> tuple[Said, ...]:
    return (
        say(f"case_{given.kind}", here=given.here, there=given.there),
        say("sends", packet=given.packet, mtu=given.mtu),
    )


def question(given: Given) -> Question:
    fates = ("arrives", "other", "too_long")
    options = tuple(Option(fate, say(f"fate_{fate}")) for fate in fates)
    first = start(given)
    asked = Choice(first.same, first.size, False, run(given, first).reached - 1)
    return Question(say("asks"), "choice", asdict(asked), options=options)


def controls(given: Given) -> tuple[Control, ...]:
    low = given.mtu % 50 + 50  # so that steps of 50 meet the MTU, and what VXLAN leaves of it
    return (
        Control("same", say("same"), "flag"),
        Control("known", say("known"), "flag"),
        Control("size", say("size"), "number", low=low, high=given.mtu, step=50, unit="bytes"),
        Control("step", say("step"), "step"),
    )


def start(given: Given) -> Choice:
    return Choice(given.here == given.there, given.packet)


def scene(given: Given, choice: Choice) -> Scene:
    result = run(given, choice)
    size, shapes = drawing(given, choice, result)
    return Scene(
        answer=result.fate,
        done=choice.step == result.reached - 1,
        steps=result.reached - 1,
        said=said(given, choice, result),
        heads=(say("place"), say("headers"), say("length")),
        rows=tuple(
            (say(PLACES[at]), headers(given, at), length(given, choice, at))
            for at in range(choice.step + 1)
        ),
        size=size,
        shapes=shapes,
        result=asdict(result),
    )


def wrapped(given: Given, at: int) -> bool:
    """Whether the frame bears its segment's number there: between the switches."""
    return at == PLACES.index("network")


def headers(given: Given, at: int) -> Cell:
    if not wrapped(given, at):
        return say("plain")
    return say(f"header_{given.kind}", n=given.here)


def length(given: Given, choice: Choice, at: int) -> int:
    """Bytes of the frame there."""
    return choice.size + INNER + (MORE[given.kind] if wrapped(given, at) else 0)


def said(given: Given, choice: Choice, result: Result) -> tuple[Said, ...]:
    if choice.step == 0:
        return ()
    told = []
    last = choice.step == result.reached - 1
    if choice.step == 1:
        told.append(say("learns_known" if choice.known else "learns"))
    if choice.step == 2:
        told.append(say(f"crosses_{given.kind}", n=given.here, more=MORE[given.kind]))
    if last and result.fate == "too_long":
        told.append(say("is_too_long", outer=result.outer, mtu=given.mtu, most=given.mtu - 50))
    if choice.step == 3:
        told.append(say("unwraps"))
        if result.fate == "other":
            told.append(say("is_other", here=given.here, most=MOST[given.kind]))
    if last and result.fate == "arrives":
        told.append(say("has_arrived"))
    return tuple(told)


def drawing(
    given: Given, choice: Choice, result: Result
) -> tuple[tuple[int, int], tuple[Shape, ...]]:
    """Five places from left to right, then the frame as it is where it has come."""
    shapes: list[Shape] = []
    stopped = choice.step == result.reached - 1 and result.fate != "arrives"
    for at, name in enumerate(PLACES):
        x = at * 65
        here = at == choice.step
        colour = ("k-app", "k-hv", "k-hw", "k-hv", "k-app")[at]
        if here and stopped:
            colour = "e-crash"
        on = " e-on" if at <= choice.step else ""
        ink = "e-s e-mid e-white" if here and stopped else "e-s e-mid"
        shapes.append(shape("rect", x=x, y=10, width=58, height=40, rx=4, class_=f"{colour}{on}"))
        shapes.append(shape("text", say(f"{name}_short"), x=x + 29, y=34, class_=ink))
        if at:
            shapes.append(shape("line", x1=x - 7, y1=30, x2=x, y2=30, class_="e-link"))
    shapes.append(shape("circle", cx=choice.step * 65 + 29, cy=58, r=5, class_="e-dot"))
    whole = length(given, choice, choice.step)
    more = MORE[given.kind] if wrapped(given, choice.step) else 0
    shapes.append(shape("text", say("frame", n=whole), x=0, y=88, class_="e-t"))
    left = 0.0
    for part, colour in ((more, "e-mark"), (INNER, "e-b"), (choice.size, "e-a")):
        wide = rounded(max(24, part / whole * 320) if part < whole / 2 else 320 - left, 2)
        if part:
            shapes.append(shape("rect", x=left, y=96, width=wide, height=24, class_=colour))
            left += wide
    shapes.append(shape("text", say("legend"), x=0, y=138, class_="e-s"))
    return (320, 144), tuple(shapes)


PACKET = Explorable(
    name="paquet",
    title=("A packet between two hosts", "Un paquet entre deux hôtes"),
    words={
        "case_vlan": gettext_noop(
            "Machine A, on one host, is in VLAN {here}; machine B, on another, in VLAN {there}."
            " Each host has a virtual switch; a physical network joins them."
        ),
        "case_vxlan": gettext_noop(
            "Machine A, on one host, is in VXLAN segment {here}; machine B, on another, in segment"
            " {there}. Each host has a virtual switch; an IPv4 network joins them."
        ),
        "sends": gettext_noop(
            "A sends B a packet of {packet} bytes, which must not be cut. The physical network"
            " carries packets of {mtu} bytes at most (MTU)."
        ),
        "asks": gettext_noop("What becomes of the packet?"),
        "fate_arrives": gettext_noop("It arrives"),
        "fate_other": gettext_noop("The second switch does not give it to B: another segment"),
        "fate_too_long": gettext_noop("It is too long for the physical network"),
        "same": gettext_noop("B in A’s segment"),
        "known": gettext_noop("The switches know B’s address already"),
        "size": gettext_noop("Bytes of the packet"),
        "bytes": gettext_noop("{n} bytes"),
        "step": gettext_noop("Hops"),
        "place": gettext_noop("Where"),
        "headers": gettext_noop("Headers before the packet"),
        "length": gettext_noop("Frame (bytes)"),
        "a": gettext_noop("Machine A"),
        "switch_a": gettext_noop("Switch of the first host"),
        "network": gettext_noop("Physical network"),
        "switch_b": gettext_noop("Switch of the second host"),
        "b": gettext_noop("Machine B"),
        "a_short": gettext_noop("A"),
        "switch_a_short": gettext_noop("switch"),
        "network_short": gettext_noop("network"),
        "switch_b_short": gettext_noop("switch"),
        "b_short": gettext_noop("B"),
        "plain": gettext_noop("Ethernet (14)"),
        "header_vlan": gettext_noop("Ethernet (14) with the tag of VLAN {n} (4)"),
        "header_vxlan": gettext_noop(
            "Ethernet (14), IPv4 (20), UDP (8), VXLAN {n} (8), then the Ethernet of A (14)"
        ),
        "learns": gettext_noop(
            "The switch learns by which port A came in. It does not know B: it sends the frame to"
            " all ports of the segment."
        ),
        "learns_known": gettext_noop(
            "The switch knows where B is: it sends the frame to that one port."
        ),
        "crosses_vlan": gettext_noop(
            "Between the hosts the frame bears a tag, VLAN {n}: {more} bytes that the MTU does not"
            " count."
        ),
        "crosses_vxlan": gettext_noop(
            "Between the hosts the whole frame travels inside a packet, number {n}: {more} bytes"
            " more, which the MTU counts."
        ),
        "is_too_long": gettext_noop(
            "{outer} bytes for a network of {mtu}: it is thrown away before it leaves. In the"
            " machines, set an MTU of {most}, or widen the network’s."
        ),
        "unwraps": gettext_noop("The second switch takes off what was added."),
        "is_other": gettext_noop(
            "B is not in segment {here}: for it, the frame does not exist. Numbers go up to {most}."
        ),
        "has_arrived": gettext_noop("B receives the frame as A sent it, and knows of no tunnel."),
        "frame": gettext_noop("The frame here: {n} bytes"),
        "legend": gettext_noop("added, Ethernet, packet (widths not to scale)"),
        "drawing": gettext_noop("The way from A to B, and the frame where it has come"),
        "table": gettext_noop("The frame, hop by hop"),
        "ignores": gettext_noop(
            "This model ignores the question that finds B’s address (ARP), routers, packets that"
            " are cut, and how tunnels find each other."
        ),
    },
    parameters=(
        Parameter("segments", "tirés", options=("vlan", "vxlan", "tirés")),
        Parameter("mtu", "1500", low=576, high=9000),
    ),
    given=Given,
    choice=Choice,
    deal=deal,
    situation=situation,
    question=question,
    controls=controls,
    start=start,
    scene=scene,
    example="```explorable paquet\nsegments: vxlan\nmtu: 1500\n```",
)
