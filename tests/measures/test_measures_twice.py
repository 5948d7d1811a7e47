"""The measures against a second, naive computation, on simulated logs."""

from collections.abc import Callable
from dataclasses import replace
from math import isnan
from random import Random

import numpy as np
import pandas as pd
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from measures.naive import late_but_not_deemed, naive_measures
from offices import TEXT, case_class, exponential, office, station, steps
from random_offices import offices, rich_offices
from short_offices import SOME_OFFICES, short_office
from simulator.calendars import MS_PER_DAY, MS_PER_MINUTE
from simulator.engines import get_engine
from simulator.eventlog import NONE, Event, EventLog, broken_invariants, concat_logs
from simulator.measures import UNITS, Window, measure
from simulator.scenario import ResolvedScenario, Scenario
from simulator.workload import make_workload
from twins import with_rare_rules

ASSUMED = {"source": "assumed"}
DEADLINE = {"deadline_days": 1, "deemed_approval": True, **ASSUMED}


def simulate(office: ResolvedScenario, replications: int, seed: int) -> EventLog:
    engine = get_engine("reference")
    return concat_logs([engine(make_workload(office, seed, number)) for number in range(replications)])


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


@pytest.mark.parametrize("name", SOME_OFFICES)
def test_library_scenarios(name: str, seed: int):
    """Two weeks at most, and from noon of the first day on."""
    office = short_office(name).resolved
    log = simulate(office, 2, seed)
    assert len(log) > 500
    for warm_up_ms in (office.warm_up_ms, 12 * 60 * MS_PER_MINUTE):
        assert differences(log, Window(warm_up_ms, office.waiting_target_ms)) == []


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


def wide_office() -> Scenario:
    """And here the rest: persons of pools, tickets, failures, repairs, deadlines, agencies, batches, lost sessions, paper.

    A working week, of which Monday is not counted.
    """
    hours = [{"from": "08:00", "to": "12:00"}, {"from": "13:00", "to": "16:00"}]
    failure = {"retry": 0.5, "switch": {"daring": 0.3}, "delay": exponential(120), "attempts": 3, **ASSUMED}
    repair = {"time": exponential(200), "never_returns": 0.2, **ASSUMED}
    nik = {"probability": 0.2, "back_to": "depan", "repair": repair, **ASSUMED}
    batch = {"times": ["10:00", "15:00"], "capacity": 8}
    paper = {"effect": "paper", "after_min": 5, "speed": 0.5, "enter_at": "entri", **ASSUMED}
    at_counter = steps("depan", "periksa", "opd", "teken", service_time=exponential(20))
    at_counter[0] |= {"nik_check": nik}
    at_counter[1] |= {"rework": {"probability": 0.2, "back_to": "depan", **ASSUMED}}
    at_counter[2] |= {"service_time": exponential(240)}
    return office(
        horizon={"days": 5, "warm_up_days": 1, "start": "2026-06-08", **ASSUMED},
        calendars={"kantor": {"open": hours}},
        channels=[
            {"name": "loket", "title": TEXT, "kind": "counter", "calendar": "kantor", "on_failure": failure},
            {"name": "daring", "title": TEXT, "kind": "online", "on_failure": {**failure, "switch": {}}},
        ],
        staff=[
            {"name": "pelayan", "title": TEXT, "persons": 2, "skills": ["depan"], "calendar": "kantor", **ASSUMED},
            {"name": "serba-bisa", "title": TEXT, "persons": 3, "skills": ["periksa", "depan"], "absence": 0.2,
             "roster": [{"from": "07:00", "to": "15:00", "servers": 3}], **ASSUMED},
        ],
        stations=[
            station("depan", needs=["oss"], on_outage={"effect": "restart", **ASSUMED}, patience=exponential(60),
                    balk_at_queue=6, tickets={"until": "14:00", "per_day": 40}),
            station("periksa", needs=["oss"], at_shift_end="pause"),
            station("opd", kind="external", calendar="kantor"),
            station("teken", kind="batch", batch=batch),
            station("web", kind="self_service", needs=["oss"], on_outage={"effect": "leave", "after_min": 5, **ASSUMED}),
            station("rumah", kind="applicant"),
            station("arsip", servers=1, needs=["oss"], on_outage=paper),
            station("entri", servers=1, service_time=exponential(5)),
        ],
        case_classes=[
            case_class(
                "a", route=at_counter, arrivals={"per_day": 60},  channels={"shares": {"loket": 0.8, "daring": 0.2}}, legal=DEADLINE,
                routes={"loket": at_counter, "daring": steps("web", "rumah", "periksa", service_time=exponential(30))},
            ),
            case_class("b", 2, steps("arsip", service_time=exponential(15)), channel="daring"),
        ],
        outages=[{"subsystem": "oss", "title": TEXT, "up": exponential(300), "down": exponential(40)}],
    )  # fmt: skip


@pytest.mark.parametrize("make_office", [busy_office, wide_office])
def test_an_office_in_which_everything_happens(make_office: Callable[[], Scenario], seed: int):
    office = make_office().resolved
    log = simulate(office, 4, seed)
    window = Window(office.warm_up_ms, office.waiting_target_ms)
    assert differences(log, window) == []
    assert broken_invariants(log) == []


def test_every_measure_and_every_event_is_exercised(seed: int):
    logs = [simulate(make().resolved, 4, seed) for make in (busy_office, wide_office)]
    table = pd.concat([measure(log, Window(MS_PER_DAY, 15 * MS_PER_MINUTE)) for log in logs])
    assert [name for name in UNITS if not (table[name] > 0).any()] == []
    assert {event for log in logs for event in np.unique(log["event"])} == set(Event)
    causes = {log.names.causes()[cause] for log in logs for cause in np.unique(log["cause"]) if cause != NONE}
    assert causes >= {"queue_limit", "patience", "last_ticket", "tickets_gone", "oss", "paper", "deadline", "shift"}
    assert causes >= {"nik", "returned", "never_returned"}


@pytest.mark.verify
@settings(max_examples=60, deadline=None)
@given(offices(), st.integers(0, 2**32), st.integers(0, 23), st.integers(0, 60))
def test_random_offices(scenario: Scenario, seed: int, warm_up_hours: int, promise_min: int):
    """The window may begin at any hour, in the middle of shifts and services."""
    window = Window(warm_up_hours * 60 * MS_PER_MINUTE, promise_min * MS_PER_MINUTE)
    assert differences(simulate(scenario.resolved, 2, seed), window) == []


@pytest.mark.verify
@settings(max_examples=15, deadline=None)
@given(rich_offices(), st.integers(0, 2**32), st.integers(0, 71))
def test_random_offices_that_use_every_rule(scenario: Scenario, seed: int, warm_up_hours: int):
    window = Window(warm_up_hours * 60 * MS_PER_MINUTE, 15 * MS_PER_MINUTE)
    assert differences(simulate(scenario.resolved, 2, seed), window) == []


@pytest.mark.verify
@settings(max_examples=30, deadline=None)
@given(rich_offices(), st.integers(0, 2**32))
def test_deadlines_are_those_of_the_engine(scenario: Scenario, seed: int):
    """Where silence approves in every class, the late are those whom the engine deems approved, and when it does."""
    office = with_rare_rules(scenario.resolved, Random(seed))
    classes = tuple(replace(each, deemed_approval=True) for each in office.case_classes)
    log = simulate(replace(office, case_classes=classes), 1, seed)
    assert late_but_not_deemed(log) == []
    assert differences(log, Window(0, 15 * MS_PER_MINUTE)) == []


def test_the_comparison_sees_a_millisecond():
    log = simulate(busy_office().resolved, 1, 1)
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
