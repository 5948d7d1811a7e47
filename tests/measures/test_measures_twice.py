"""The measures against a second, naive computation, on simulated logs."""

from math import isnan

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from measures.naive import naive_measures
from offices import case_class, exponential, office, station, steps
from random_offices import offices
from simulator.calendars import MS_PER_DAY, MS_PER_MINUTE
from simulator.engines import get_engine
from simulator.eventlog import Event, EventLog, concat_logs
from simulator.measures import UNITS, Window, measure
from simulator.scenario import Scenario, library_names, load_scenario
from simulator.workload import make_workload


def simulate(scenario: Scenario, replications: int, seed: int) -> EventLog:
    engine = get_engine("reference")
    return concat_logs([engine(make_workload(scenario.resolved, seed, number)) for number in range(replications)])


def differences(log: EventLog, window: Window) -> list[str]:
    """Measures that the two computations do not agree on, or only one of them has."""
    table = measure(log, window)
    expected = naive_measures(log, window)
    assert table.index.tolist() == list(expected)
    found = []
    for number, values in expected.items():
        row = table.loc[number]
        found += [f"{name} in one only" for name in values.keys() ^ set(row.index)]
        for name in values.keys() & set(row.index):
            one, two = values[name], float(row[name])
            if not (isnan(one) and isnan(two)) and one != pytest.approx(two, rel=1e-9, abs=1e-12):
                found.append(f"{name}: {one} and {two}")
    return sorted(found)


@pytest.mark.parametrize("warm_up_days", [0, 1])
@pytest.mark.parametrize("name", library_names())
def test_library_scenarios(name: str, warm_up_days: int, seed: int):
    """Two days of each, the first counted or not; promises that are kept and broken."""
    scenario = load_scenario(name).with_({"horizon.days": 2, "horizon.warm_up_days": warm_up_days})
    log = simulate(scenario, 3, seed)
    assert len(log) > 1000
    assert differences(log, Window(scenario.resolved.warm_up_ms, scenario.resolved.waiting_target_ms)) == []


def busy_office() -> Scenario:
    """Everything happens here: balking, reneging, rework, changing staff, outages, overtime, unfinished cases."""
    roster = [
        {"from": "07:00", "to": "12:00", "servers": 3},
        {"from": "12:00", "to": "13:00", "servers": 0},
        {"from": "13:00", "to": "18:00", "servers": 1},
    ]
    rework = {"probability": 0.3, "back_to": "one", "source": "assumed"}
    return office(
        horizon={"days": 3, "warm_up_days": 1, "source": "assumed"},
        stations=[
            station(roster=roster, patience=exponential(60), balk_at_queue=6, needs=["oss"], discipline="priority"),
            station("two", servers=1, needs=["oss"]),
            station("web", kind="self_service", needs=["oss"]),
        ],
        case_classes=[
            case_class("a", 3, steps("one", "two", service_time=exponential(14), rework=rework), priority=2),
            case_class("b", 1.5, steps("web", "one", service_time=exponential(12))),
        ],
        outages=[
            {"subsystem": "oss", "title": {"id": "x", "en": "x"}, "up": exponential(240), "down": exponential(25)}
        ],
    )


def test_an_office_in_which_everything_happens(seed: int):
    scenario = busy_office()
    log = simulate(scenario, 4, seed)
    window = Window(scenario.resolved.warm_up_ms, scenario.resolved.waiting_target_ms)
    assert differences(log, window) == []
    table = measure(log, window)
    for name in UNITS:
        assert (table[name] > 0).any(), f"{name} is not exercised"


@settings(max_examples=60, deadline=None)
@given(offices(), st.integers(0, 2**32), st.integers(0, 23), st.integers(0, 60))
def test_random_offices(scenario: Scenario, seed: int, warm_up_hours: int, promise_min: int):
    """The window may begin at any hour, in the middle of shifts and services."""
    window = Window(warm_up_hours * 60 * MS_PER_MINUTE, promise_min * MS_PER_MINUTE)
    assert differences(simulate(scenario, 2, seed), window) == []


def test_the_comparison_sees_a_millisecond():
    log = simulate(busy_office(), 1, 1)
    window = Window(MS_PER_DAY, 15 * MS_PER_MINUTE)
    expected = measure(log, window)
    row = int(
        np.flatnonzero((log["event"] == Event.SERVICE_START) & (log["time_ms"] > MS_PER_DAY) & (log["station"] == 1))[0]
    )
    moved = {name: column.copy() for name, column in log.columns.items()}
    moved["time_ms"][row] += 1
    changed = measure(EventLog(moved, log.names, log.horizon_ms), window)
    unlike = [name for name in expected if expected[name][0] != pytest.approx(changed[name][0], rel=1e-9, abs=1e-12)]
    assert {"waiting_time_mean", "waiting_time_mean[two]", "queue_length_mean[two]", "utilisation[two]"} <= set(unlike)
