"""What the fast engine does where its arrays end, and how wide their numbers are."""

import ast
from dataclasses import replace
from pathlib import Path

import numpy as np
import pytest

from hand_office import hand_workload
from simulator.compiled import HAS_NUMBA
from simulator.engines import ENGINES, memory
from simulator.eventlog import COLUMNS, Event
from simulator.eventlog.rows import ROW
from simulator.scenario import ResolvedServer, load_scenario
from simulator.workload import Workload, make_workload

pytestmark = pytest.mark.skipif(not HAS_NUMBA, reason="there is no fast engine without Numba")

MINUTE = 60_000


def sent_back_for_ever(service_ms: int) -> Workload:
    """One case that fails its check at the end of each service, which takes so long."""
    trace = {
        "stations": [{"name": "one", "servers": 1}],
        "route": [{"station": "one", "rework_to": "one"}],
        "cases": [{"at": 0, "service": {"one": [service_ms / MINUTE]}, "rework": {"one": [True]}}],
    }
    workload = hand_workload(trace)
    given = workload.given
    for_ever = replace(given, service_ms=given.service_ms[..., :1], check_draws=given.check_draws[..., :1],
                       patience_ms=given.patience_ms[..., :1], repair_ms=given.repair_ms[..., :1],
                       never_returns=given.never_returns[..., :1])  # fmt: skip
    return replace(workload, given=for_ever)


def equal(one, other) -> bool:
    return len(one) == len(other) and all(np.array_equal(one[name], other[name]) for name in COLUMNS)


def test_a_log_longer_than_its_room_is_written_again_in_full():
    """A visit of 4 rows every 10 seconds of a day: 34,560 rows of one case."""
    workload = sent_back_for_ever(10_000)
    fast, reference = ENGINES["fast"](workload), ENGINES["reference"](workload)
    assert len(fast) > 34_000
    assert equal(fast, reference)


def test_more_visits_than_a_log_can_count_are_refused():
    workload = sent_back_for_ever(1_000)  # 86,400 visits
    for engine in ("fast", "reference"):
        with pytest.raises(OverflowError, match="visit"):
            ENGINES[engine](workload)


def test_a_heap_longer_than_its_room_is_made_anew():
    """20,000 outages, each of which puts off the end of a service that takes the whole day."""
    trace = {
        "outages": {"internet": []},
        "stations": [{"name": "one", "servers": 1, "needs": ["internet"]}],
        "route": ["one"],
        "cases": [{"at": 0, "service": {"one": [700]}}],
    }
    starts = 2_000 * np.arange(1, 20_001)
    workload = replace(hand_workload(trace), outages=(np.column_stack([starts, starts + 1_000]),))
    fast, reference = ENGINES["fast"](workload), ENGINES["reference"](workload)
    assert (fast["event"] == Event.SERVICE_PAUSE).sum() == 20_000
    assert equal(fast, reference)


def test_an_office_to_which_nobody_comes():
    office = load_scenario("kantor-sehari").resolved
    nobody = replace(
        office, case_classes=tuple(replace(c, daily_mean=(0.0,) * len(c.daily_mean)) for c in office.case_classes)
    )
    workload = make_workload(nobody, 1)
    assert workload.n_cases == 0
    fast = ENGINES["fast"](workload)
    assert len(fast) > 0
    assert equal(fast, ENGINES["reference"](workload))


def test_the_rows_are_as_wide_as_the_columns_of_a_log():
    assert {name: ROW[name] for name in ROW.names} == {
        name: np.dtype(kind) for name, kind in COLUMNS.items() if name not in ("replication", "seq")
    }


def test_the_kernel_sees_numbers_of_64_bits_but_for_what_cases_are():
    from simulator.engines import fast

    workload = make_workload(load_scenario("kantor-sehari").resolved, 1)
    needs, layout = fast._office(workload)
    world = fast._world(workload, needs, layout, 10, 10)
    assert [world.memory.dtype, world.events.dtype, fast._boundaries(workload, layout).dtype] == [np.int64] * 3
    assert world.reals.dtype == np.float64
    assert {array.dtype.itemsize for array in fast._cases(workload)} == {1, 8}
    assert [type(world.seed), type(world.run)] == [np.uint64, np.uint64]


def test_every_field_of_an_entity_has_a_place_of_its_own():
    """Each group of names in the layout counts from 0, and as many as it says."""
    tree = ast.parse(Path(memory.__file__).read_text(encoding="utf-8"))
    groups = [
        node.targets[0].elts for node in tree.body if isinstance(node, ast.Assign) and "range(" in ast.unparse(node)
    ]
    assert len(groups) >= 14
    names = [[name.id for name in group] for group in groups]
    for group in names:
        assert [getattr(memory, name) for name in group] == list(range(len(group)))
    flat = [name for group in names for name in group]
    assert len(flat) == len(set(flat))


def test_more_moves_than_fit_beside_a_time_are_refused(monkeypatch):
    monkeypatch.setattr(memory, "MOVE_BITS", 2)
    office = load_scenario("kantor-sehari").resolved
    with pytest.raises(OverflowError, match="room for 4 servers, subsystems and batch stations"):
        memory.lay_out(office, np.zeros((len(office.case_classes), len(office.channels), 3), np.int32), (1,))


def test_more_persons_than_a_log_can_number_are_refused():
    """A number that did not fit would wrap round in the rows, and nothing would tell."""
    office = load_scenario("kantor-sehari").resolved
    person = ResolvedServer(shifts=((0, MINUTE),), skills=(0,), pool=0)
    crowded = replace(office, pools=("depan",), persons=(person,) * 32_769)
    with pytest.raises(OverflowError, match="room for 32,768 servers or persons, not for 32,769"):
        ENGINES["fast"](make_workload(crowded, 1))
