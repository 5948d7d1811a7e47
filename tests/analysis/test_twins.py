"""Twins without outages, simulated: only the outages differ."""

from math import isnan

import numpy as np
import pytest

from offices import TEXT, case_class, office, station
from simulator.analysis.twins import episodes, twin_logs
from simulator.eventlog import Cause, Event, EventLog
from simulator.experiments import run
from simulator.measures.resilience import RESILIENCE_UNITS
from simulator.scenario import Scenario, load_scenario
from simulator.workload import make_workload
from twins import differences

WITH_OUTAGES = {int(Event.OUTAGE_START), int(Event.OUTAGE_END)}


def failing(*dated: dict[str, str]) -> Scenario:
    """A counter open from 8:00 to 16:00, to which some thirty come, mostly in the morning, and a system that fails."""
    return office(
        channels=[
            {"name": "loket", "title": TEXT,
             "arrival_profile": {"hourly": {8: 1.5, 9: 1.5, 10: 1, 13: 0.5}, "source": "assumed"}},
        ],
        stations=[station(roster=[{"from": "08:00", "to": "16:00", "servers": 1}], needs=["oss"])],
        case_classes=[case_class(arrivals={"per_day": 30})],
        outages=[{"subsystem": "oss", "title": TEXT, "source": "assumed", "dated": list(dated)}],
    )  # fmt: skip


def causes(log: EventLog) -> set[int]:
    rows = np.isin(log["event"], list(WITH_OUTAGES))
    return set(log["cause"][rows].tolist())


@pytest.fixture(scope="module")
def macet():
    return run(load_scenario("oss-macet"), replications=3)


def test_a_twin_differs_by_its_outages_alone(macet):
    """Three subsystems fail in every replication; the slow state of the second day stays."""
    pairs = list(twin_logs(macet))
    assert [log.replications for log, _ in pairs] == [twin.replications for _, twin in pairs] == [(0,), (1,), (2,)]
    for log, twin in pairs:
        assert causes(log) == {10, 11, 12, int(Cause.FIRST_SLOW)}
        assert causes(twin) == {int(Cause.FIRST_SLOW)}
        for event in (Event.ARRIVAL, Event.SHIFT_START, Event.SHIFT_END):
            here, there = (one["time_ms"][one["event"] == event] for one in (log, twin))
            np.testing.assert_array_equal(here, there)
        first = int(np.flatnonzero(log["event"] == Event.OUTAGE_START)[0])
        np.testing.assert_array_equal(log["time_ms"][:first], twin["time_ms"][:first])


def test_paper_and_its_entries_go_with_the_outages():
    result = run(load_scenario("oss-macet").patched("formulir-kertas"), replications=1)
    ((log, twin),) = twin_logs(result)
    entry = log.names.stations.index("entri-susulan")
    for one, expected in ((log, True), (twin, False)):
        assert (Cause.PAPER in one["cause"]) is expected
        assert (entry in one["station"][one["event"] == Event.QUEUE_JOIN]) is expected


def test_threads_change_nothing(macet):
    one, several = (list(twin_logs(macet, threads)) for threads in (1, 3))
    for (_, alone), (_, among) in zip(one, several, strict=True):
        assert differences(alone, among) == []


def test_each_engine_simulates_its_own_twin(engine: str):
    scenario = failing({"from": "day 0 09:00", "to": "day 0 10:00"})
    table = episodes(run(scenario, replications=2, engine=engine))
    assert table["outage_min"].tolist() == [60, 60]
    assert table["depth_share"].tolist() == [1, 1]
    assert (table["peak_extra_cases"] > 0).all()


def test_what_never_failed_is_its_own_twin():
    result = run(failing(), replications=2)
    assert all(log is twin for log, twin in twin_logs(result))
    assert episodes(result).empty


@pytest.mark.parametrize("hours", [("02:00", "05:00"), ("20:00", "22:00")])
def test_an_outage_while_nobody_is_there_does_nothing(hours: tuple[str, str]):
    begin, end = (f"day 0 {hour}" for hour in hours)
    result = run(failing({"from": begin, "to": end}), replications=3)
    table = episodes(result)
    assert len(table) == 3
    assert (table[[name for name in RESILIENCE_UNITS if name != "outage_min"]] == 0).all().all()
    for log, twin in twin_logs(result):
        rows = ~np.isin(log["event"], list(WITH_OUTAGES))
        np.testing.assert_array_equal(log["time_ms"][rows], twin["time_ms"])


def test_an_outage_that_outlasts_the_horizon_is_not_recovered_from():
    table = episodes(run(failing({"from": "day 0 09:00", "to": "day 1 09:00"}), replications=2))
    assert all(map(isnan, table["recovery_min"]))
    assert (table["lost_case_hours"] > 0).all()


def test_the_warm_up_is_left_out(macet):
    later = macet.scenario.with_({"horizon.warm_up_days": 1})
    assert set(episodes(run(later, replications=2))["begin_ms"] // 3_600_000) == {58}


def test_a_workload_without_outages_is_the_same_otherwise():
    workload = make_workload(load_scenario("oss-macet").resolved, 1)
    twin = workload.without_outages()
    assert [len(outages) for outages in workload.outages] == [1, 1, 1]
    assert [outages.shape for outages in twin.outages] == [(0, 2)] * 3
    assert twin.slow is workload.slow
    assert len(twin.slow[0]) == 1
    assert twin.arrival_ms is workload.arrival_ms
    assert twin.without_outages().outages[0].dtype == np.int64


def test_a_run_without_its_log_has_no_twins():
    with pytest.raises(ValueError, match="kept no event log"):
        next(twin_logs(run(failing(), replications=1, keep_log=False)))
