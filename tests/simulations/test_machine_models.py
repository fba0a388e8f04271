"""Traps, containers, pools, packets and desktops: known numbers, and rules for every case."""

import math
from dataclasses import replace
from typing import Any

import pytest
from hypothesis import given as for_all
from hypothesis import settings as profile
from hypothesis import strategies as st

from courses.simulations import containers, desktops, packet, pool, traps
from courses.simulations.block import read_block
from courses.simulations.lots import Lots
from courses.simulations.parts import Settings

FEW = profile(max_examples=50, deadline=None)


def dealt(name: str, text: str, seed: str = "1") -> Any:
    block = read_block(name, text)
    return block.explorable.deal(Settings(block.numbers, block.words), Lots(seed))


# --- traps


def test_one_exit_in_a_thousand_costs_two_and_a_half_times_and_calls_a_fifth() -> None:
    """f = 10⁻³, c = 1500, b = 8: 1 + 1.5, and 1 + 1.5 ÷ 8."""
    given = dealt("pieges", "assistance: avec")
    result = traps.run(given, traps.start(given))
    assert (result.full, result.para, result.wins) == (2.5, 1.188, "para")


def test_without_help_popf_gives_a_wrong_result_and_speed_wins_nothing() -> None:
    given = dealt("pieges", "assistance: sans\nfréquence: 0")
    result = traps.run(given, traps.start(given))
    assert (result.full, result.para) == (1, 1)
    assert (result.right, result.wins) == (False, "alone")


@pytest.mark.parametrize(
    ("helped", "fates"),
    [
        (True, ["direct", "direct", "exit", "exit"]),
        (False, ["direct", "direct", "wrong", "exit"]),
    ],
)
def test_popf_alone_is_ignored_in_silence(helped: bool, fates: list[str]) -> None:
    choice = traps.Choice(1000, 8, helped)
    assert [traps.by_traps(kind, choice) for _, kind in traps.PROGRAM] == fates


@FEW
@for_all(st.integers(0, 5000), st.integers(100, 10000), st.integers(1, 32), st.booleans())
def test_calls_never_cost_more_than_traps_and_nothing_beats_the_bare_machine(
    rate: int, cost: int, batch: int, helped: bool
) -> None:
    given = traps.Given(rate, cost, batch, helped)
    result = traps.run(given, traps.start(given))
    assert 1 <= result.para <= result.full
    assert result.right == helped
    sooner = "full" if result.full <= 1.1 * result.para else "para"
    assert result.wins == (sooner if helped else "alone")


# --- containers

NEIGHBOURS = containers.Given(processes=50, others=3, asked="chroot")


def lines(**choice: Any) -> int:
    return containers.run(NEIGHBOURS, containers.Choice(**choice)).lines


def test_only_a_namespace_for_processes_hides_processes() -> None:
    everything = 50 + 3 + containers.OWN
    assert lines() == lines(chroot=True) == everything
    assert lines(net=True, mnt=True, uts=True, chroot=True) == everything
    assert lines(pid=True) == lines(pid=True, chroot=True) == containers.OWN


@FEW
@for_all(st.integers(5, 100), st.integers(50, 400), st.integers(0, 9))
def test_namespaces_change_no_share_a_quota_bounds_it_and_weights_fill_the_processor(
    quota: int, weight: int, active: int
) -> None:
    cgroup = {"quota": quota, "weight": weight, "active": active}
    seen = containers.Choice(**cgroup)
    hidden = replace(seen, pid=True, net=True, mnt=True, uts=True)
    got = containers.run(NEIGHBOURS, hidden).cpu
    assert got == containers.run(NEIGHBOURS, seen).cpu
    assert got == min(quota, containers.share(seen))
    neighbour = 100 * containers.WEIGHT / (weight + containers.WEIGHT * active)
    assert containers.share(seen) + active * neighbour == pytest.approx(100, abs=0.06)


def test_three_neighbours_leave_a_quarter_and_twice_the_weight_two_fifths() -> None:
    shares = [containers.share(containers.Choice(weight=w, active=3)) for w in (100, 200)]
    assert shares == [25.0, 40.0]


# --- pool


def test_a_pool_fills_after_what_is_left_over_what_is_written() -> None:
    """(1000 − 400) ÷ 12 = 50 days; the block of the day after is refused."""
    given = pool.Given(1000, (400,) * 4, (100,) * 4, growth=12, extent=1)
    assert pool.full_day(given, pool.start(given)) == 51
    assert pool.full_day(given, pool.Choice(12, bought=120)) == 61


SPANS = "capacité: 200..5000\nvolumes: 2..8\ncroissance: 1..60\nbloc: 1..64"


@FEW
@for_all(st.integers(0, 10_000), st.integers(1, 60), st.integers(0, 1000))
def test_blocks_are_refused_when_and_only_when_there_is_no_extent_left(
    seed: int, growth: int, bought: int
) -> None:
    given = dealt("pool", SPANS, str(seed))
    choice = pool.Choice(growth, bought)
    full, room = pool.full_day(given, choice), given.pool + bought
    assert sum(pool.used_on(given, growth, full)) > room or pool.filled_on(given, growth, full)
    assert full <= max(0, math.floor((room - sum(given.written)) / growth) + 1)
    if full:
        assert sum(pool.used_on(given, growth, full - 1)) <= room
        assert not pool.filled_on(given, growth, full - 1)


@pytest.mark.parametrize(
    ("text", "day"),
    [("capacité: 200\nvolumes: 8\nbloc: 64", 13), ("capacité: 5000\ncroissance: 1", 3961)],
)
def test_the_smallest_pool_lasts_a_while_and_the_largest_not_for_ever(text: str, day: int) -> None:
    given = dealt("pool", text)
    assert pool.full_day(given, pool.start(given)) == day


@FEW
@for_all(st.integers(0, 10_000))
def test_a_pool_as_dealt_lasts_a_while_and_is_full_before_its_volumes(seed: int) -> None:
    given = dealt("pool", SPANS, str(seed))
    full = pool.full_day(given, pool.start(given))
    assert full > 0
    assert not pool.filled_on(given, given.growth, full)
    assert sum(given.promised) > 1.75 * given.pool


def test_in_a_pool_that_holds_all_it_promised_a_volume_refuses_first() -> None:
    given = pool.Given(1000, (400, 800), (100, 100), growth=10, extent=1)
    choice = pool.Choice(10, bought=200)
    result = pool.run(given, replace(choice, step=999))
    assert (result.full, result.filled, result.used) == (61, 1, (400, 405))


# --- packet


@pytest.mark.parametrize(
    ("kind", "size", "same", "fate", "outer"),
    [
        ("vlan", 1500, True, "arrives", 1500),
        ("vxlan", 1450, True, "arrives", 1500),
        ("vxlan", 1451, True, "too_long", 1501),
        ("vxlan", 1500, False, "too_long", 1550),
        ("vlan", 1500, False, "other", 1500),
        ("vxlan", 1450, False, "other", 1500),
    ],
)
def test_a_tunnel_takes_fifty_bytes_of_the_mtu_and_a_tag_none(
    kind: str, size: int, same: bool, fate: str, outer: int
) -> None:
    given = packet.Given(kind, here=7, there=7, packet=size, mtu=1500)
    result = packet.run(given, packet.Choice(same, size))
    assert (result.fate, result.outer) == (fate, outer)


def test_segments_are_numbered_by_twelve_bits_or_by_twenty_four() -> None:
    assert packet.MOST == {"vlan": 2**12 - 2, "vxlan": 2**24 - 1}


@FEW
@for_all(st.integers(0, 10_000), st.sampled_from(["vlan", "vxlan"]), st.booleans())
def test_a_frame_is_longer_between_the_switches_alone(seed: int, kind: str, known: bool) -> None:
    given = dealt("paquet", f"segments: {kind}", str(seed))
    assert 1 < given.here <= given.there <= packet.MOST[kind]
    choice = packet.Choice(given.here == given.there, given.packet, known)
    frame = given.packet + packet.INNER
    longer = {"vlan": 4, "vxlan": 50}[kind]
    lengths = [packet.length(given, choice, at) for at in range(len(packet.PLACES))]
    assert lengths == [frame, frame, frame + longer, frame, frame]


# --- desktops


def test_a_link_of_fifty_carries_a_hundred_who_ask_half_a_megabit() -> None:
    given = dealt("vdi", "débit: 1")
    result = desktops.run(given, desktops.Choice(100, 50, 40))
    assert (result.load, result.carried) == (50, 100)
    # 50 active: a megabit for each; 40 kB take 320 ms of it, after 40 + 20.
    assert result.delay == 380
    # 6000 ÷ (400 − 120) = 21.4
    assert (result.even, result.desktops, result.pcs) == (22, 18_000, 40_000)


DESKS = "lien: 10..200\ndébit: 0,5..10\nactifs: 10..100\nterminal: 10..1000\npc: 20..2000"


@FEW
@for_all(st.integers(0, 10_000), st.integers(1, 400))
def test_the_link_carries_so_many_and_no_more_and_costs_cross_once(seed: int, users: int) -> None:
    given = dealt("vdi", DESKS, str(seed))
    result = desktops.run(given, desktops.Choice(users, given.link, given.way))
    each = given.rate * given.active / 100
    assert result.carried * each <= given.link + 1e-6 < (result.carried + 1) * each + 2e-6
    assert (result.desktops > result.pcs) == (given.fixed > users * (given.pc - given.terminal))
    assert (users >= result.even) == (result.desktops <= result.pcs)
    assert result.delay >= given.way + given.server
