"""What the models say, against known results and rules that must hold for every case."""

import math
from typing import Any

import pytest
from hypothesis import given as for_all
from hypothesis import settings as profile
from hypothesis import strategies as st

from courses.content.explorables import figure_of
from courses.simulations import consolidation, emulator, migration, pile
from courses.simulations.block import read_block
from courses.simulations.lots import Lots
from courses.simulations.parts import Settings
from tests.simulations.cases import HOSTED, WRITE

FEW = profile(max_examples=50, deadline=None)


def dealt(name: str, text: str, seed: str = "1") -> Any:
    block = read_block(name, text)
    settings = Settings(block.numbers, block.words, figure_of(block))
    return block.explorable.deal(settings, Lots(seed))


# --- consolidation


def all_moved(given: consolidation.Given, **changed: Any) -> consolidation.Result:
    choice = consolidation.Choice(step=len(given.loads), **changed)
    return consolidation.run(given, choice)


def test_forty_hosts_at_eight_percent_onto_four_save_78_percent_not_90() -> None:
    result = all_moved(dealt("consolidation", "charge: 8\nmémoire: 8\nécart: 0"))
    assert (len(result.hosts), result.before, result.now) == (4, 5536, 1216)
    assert result.saved == 78.0


def test_a_spare_host_costs_what_it_draws_for_being_on() -> None:
    given = dealt("consolidation", "charge: 8\nmémoire: 8\nécart: 0")
    assert all_moved(given, spare=True).now == all_moved(given).now + 120


def test_energy_and_water_are_of_a_year_of_the_whole_site() -> None:
    given = consolidation.Given(loads=((50, 50),), idle=100, peak=200)
    result = all_moved(given, pue=2.0)
    assert result.now == 150
    assert result.kwh == (2628, 2628)  # 150 W × 2 × 8760 h
    assert result.litres == (3364, 3364)  # × 1.28


LOADS = st.lists(st.tuples(st.integers(1, 50), st.integers(1, 50)), min_size=1, max_size=40)


@FEW
@for_all(LOADS, st.integers(50, 100))
def test_every_server_is_placed_once_no_host_is_overfull_and_none_is_needless(
    loads: list[tuple[int, int]], cap: int
) -> None:
    given = consolidation.Given(tuple(loads), 120, 350)
    result = all_moved(given, cap=cap)
    placed = sorted(at for host in result.hosts for at in host.servers)
    assert placed == list(range(len(loads)))
    for host in result.hosts:
        assert host.cpu == sum(loads[at][0] for at in host.servers) <= cap
        assert host.ram == sum(loads[at][1] for at in host.servers) <= cap
    assert result.bound <= len(result.hosts) <= len(loads)


@FEW
@for_all(LOADS)
def test_the_work_itself_is_never_saved(loads: list[tuple[int, int]]) -> None:
    given = consolidation.Given(tuple(loads), 0, 350)
    assert all_moved(given).saved == 0


def test_loads_are_what_the_block_says_on_average() -> None:
    given = dealt("consolidation", "serveurs: 40\ncharge: 20\nmémoire: 15\nécart: 9")
    assert sum(cpu for cpu, _ in given.loads) == 40 * 20
    assert sum(ram for _, ram in given.loads) == 40 * 15
    assert len(set(given.loads)) > 10


# --- migration


def test_the_rounds_of_clark_and_others() -> None:
    text = "mémoire: 8\nréseau: 1\nécritures: 0,25\nseuil: 0,2\nreprise: 0\nzone: 256"
    given = dealt("migration", text)
    result = migration.run(given, migration.start(given))
    assert [left for _, _, left in result.rounds] == [2, 0.5, 0.125]
    assert (result.pause, result.total, result.ends) == (0.125, 10.625, "small")


@pytest.mark.parametrize(
    ("memory", "dirty", "writable", "ends", "rounds"),
    [(8, 5, 256, "triple", 4), (16, 1, 0.5, "many", 30), (8, 0, 256, "small", 1)],
)
def test_copying_always_ends(
    memory: float, dirty: float, writable: float, ends: str, rounds: int
) -> None:
    given = migration.Given(memory, 1, dirty, writable, 0.2, 0.05)
    result = migration.run(given, migration.start(given))
    assert (result.ends, len(result.rounds)) == (ends, rounds)


RATES = st.floats(0.05, 5)


@FEW
@for_all(st.floats(1, 256), RATES, st.floats(0, 5), st.floats(0.5, 256), st.floats(0.05, 10))
def test_a_pause_never_lasts_longer_than_stopping_first(
    memory: float, network: float, dirty: float, writable: float, stop: float
) -> None:
    given = migration.Given(memory, network, dirty, writable, stop, 0.05)
    result = migration.run(given, migration.start(given))
    assert result.pause <= memory / network + given.resume + 1e-9
    assert result.total >= result.pause
    assert len(result.rounds) <= migration.MOST_ROUNDS
    sent = [volume for volume, _, _ in result.rounds]
    assert math.fsum(sent[:-1]) <= migration.MOST_SENT * memory


# --- pile


STACK = dealt("pile-vivante", f"panne: hote\n{HOSTED}{WRITE}")


@pytest.mark.parametrize(
    ("crash", "works"),
    [
        ("", ["a1", "a2", "natives", "g1", "g2", "hv", "hote", "mat"]),
        ("hote", ["mat"]),
        ("hv", ["natives", "hote", "mat"]),
        ("g1", ["a2", "natives", "g2", "hv", "hote", "mat"]),
        ("a1", ["a2", "natives", "g1", "g2", "hv", "hote", "mat"]),
        ("mat", []),
    ],
)
def test_what_a_crash_leaves(crash: str, works: list[str]) -> None:
    assert list(pile.run(STACK, pile.Choice(crash)).works) == works


def test_a_call_goes_down_until_a_layer_no_longer_answers() -> None:
    path = [pile.run(STACK, pile.Choice("", "1", step)).path for step in range(5)]
    assert path[-1] == path[3] == ("g1", "hv", "hote", "mat")
    assert path[1] == ("g1", "hv")
    stopped = pile.run(STACK, pile.Choice("mat", "1", 9))
    assert (stopped.path, stopped.stops) == (("g1",), True)


def test_without_calls_in_the_figure_each_top_layer_calls_down_to_the_hardware() -> None:
    given = dealt("pile-vivante", HOSTED)
    assert given.crash in {"g1", "g2", "hv", "hote", "mat"}
    assert {path[0]: path[-1] for _, path in given.calls} == {
        "a1": "mat", "a2": "mat", "natives": "mat"
    }  # fmt: skip


@FEW
@for_all(st.sampled_from([layer[0] for layer in STACK.layers]))
def test_a_crash_only_climbs(crash: str) -> None:
    fallen = {layer[0] for layer in STACK.layers} - set(pile.run(STACK, pile.Choice(crash)).works)
    held = {layer[0]: layer[7] for layer in STACK.layers}
    for each in fallen - {crash}:
        assert fallen.intersection(held[each])
    assert not fallen.intersection(held[crash])


# --- every one


@pytest.mark.parametrize("name", ["consolidation", "migration"])
def test_a_seed_deals_the_same_case_for_ever(name: str) -> None:
    texts = {"consolidation": "charge: 1..30", "migration": "mémoire: 1..256"}
    cases = [dealt(name, texts[name], seed) for seed in "1123"]
    assert cases[0] == cases[1]
    assert len({repr(case) for case in cases}) == 3


def test_lots_are_evenly_drawn_and_do_not_move_each_other() -> None:
    drawn = [Lots(str(seed)).between("x", 1, 4) for seed in range(400)]
    assert set(drawn) == {1, 2, 3, 4}
    assert min(drawn.count(value) for value in (1, 2, 3, 4)) > 60
    assert Lots("a").between("step", 0.05, 1, 0.05) in [round(k * 0.05, 6) for k in range(1, 21)]
    assert sorted(Lots("a").order("x", 9)) == list(range(9))


# --- emulator


def test_translating_two_instructions_is_worth_it_after_six_passes() -> None:
    """60 ÷ (12 − 2): what it costs once, over what each pass saves."""
    given = dealt("emulateur", "")
    course = emulator.moments(given, emulator.start(given))
    assert course[-1].number == 6
    assert (course[-1].interpreting, course[-1].translating) == (72, 72)


def test_the_first_pass_goes_by_instruction() -> None:
    given = dealt("emulateur", "boucle: 3")
    first = emulator.moments(given, emulator.start(given))[:4]
    assert first == [
        emulator.Moment(1, "add", 2, 6, 31),
        emulator.Moment(1, "shl", 4, 12, 62),
        emulator.Moment(1, "loop", 4, 18, 93),
        emulator.Moment(2, "loop", 12, 36, 96),
    ]


@FEW
@for_all(
    size=st.integers(2, 8),
    interpreted=st.integers(5, 20),
    translated=st.integers(10, 120),
    native=st.integers(1, 2),
)
def test_executing_says_what_the_formula_says(
    size: int, interpreted: int, translated: int, native: int
) -> None:
    given = emulator.Given(size, interpreted, translated, native)
    course = emulator.moments(given, emulator.start(given))
    assert course[-1].number == math.ceil(translated / (interpreted - native))
    assert [(each.number, each.name) for each in course] == [
        *((1, name) for name in emulator.body(size)),
        *((number, "loop") for number in range(2, course[-1].number + 1)),
    ]
    assert all(0 <= each.value < emulator.WORD for each in course)
