"""Utilisation and the causes of waiting agree with queueing theory. (The other tests here hold both engines to it.)"""

import numpy as np
import pytest

from agreement import assert_mean, replicate
from offices import case_class, exponential, office, queue, station
from simulator import theory
from simulator.engines import DEFAULT_ENGINE
from simulator.eventlog import EventLog
from simulator.measures import Window, measure
from simulator.measures.causes import causes_table, waiting_causes

CASES = 120_000
WARM_UP_H = 4


def enough(per_min: float) -> int:
    """Replications of a day that simulate `CASES` cases, at least 30."""
    return max(30, round(CASES / (per_min * 1440)))


def utilisation(log: EventLog, warm_up_ms: float) -> float:
    return float(measure(log, Window(int(warm_up_ms), 0))["utilisation"].iloc[0])


@pytest.mark.parametrize(("servers", "offered_load"), [(1, 0.5), (2, 1.6), (4, 10 / 3)])
def test_utilisation_is_offered_load_over_servers(servers: int, offered_load: float, seed: int):
    """M/M/c in steady state: ρ = a/c."""
    scenario = queue(60 * offered_load, exponential(1), servers=servers)
    values = replicate(scenario, DEFAULT_ENGINE, utilisation, enough(offered_load), seed, WARM_UP_H)
    assert_mean(values, offered_load / servers)


def test_utilisation_with_a_full_waiting_room(seed: int):
    """M/M/c/K: only who joins is served, ρ = a (1 - p_K) / c."""
    scenario = queue(60 * 3.0, exponential(1), servers=3, balk_at_queue=4)
    values = replicate(scenario, DEFAULT_ENGINE, utilisation, enough(3.0), seed, WARM_UP_H)
    assert_mean(values, 3.0 * (1 - theory.mmck_blocking_probability(3.0, 1, 3, 7)) / 3)


def test_the_tolerance_can_fail(seed: int):
    """Service times 5 % longer than theory is told are noticed."""
    scenario = queue(60 * 1.6, exponential(1.05), servers=2)
    values = replicate(scenario, DEFAULT_ENGINE, utilisation, enough(1.6), seed, WARM_UP_H)
    with pytest.raises(AssertionError, match="standard error"):
        assert_mean(values, 0.8)


@pytest.mark.parametrize(("servers", "offered_load"), [(1, 0.7), (3, 2.4)])
def test_all_waiting_is_for_busy_servers(servers: int, offered_load: float, seed: int):
    """M/M/c in order of arrival: minutes per case due to busy servers are the mean wait, and nothing else is waited for."""
    scenario = queue(60 * offered_load, exponential(1), servers=servers)

    def busy_and_all(log: EventLog, warm_up_ms: float) -> tuple[float, float]:
        table = causes_table(waiting_causes(log), log.names, log.replications, warm_up_ms=int(warm_up_ms))
        minutes = table.set_index("cause")["min_per_case"]
        return minutes["busy"], minutes.sum()

    busy, everything = replicate(scenario, DEFAULT_ENGINE, busy_and_all, enough(offered_load), seed, WARM_UP_H).T
    assert np.array_equal(busy, everything)
    assert_mean(busy, theory.mmc_mean_wait(offered_load, 1, servers))


def test_overtaking_is_what_priority_costs_the_second_class(seed: int):
    """M/M/1 with two priorities, never interrupted.

    The first class is overtaken by nobody. The second finds as much work as in order of arrival, and waits for it; what it
    waits more are the services of those who came later.
    """
    loads = np.array([0.3, 0.5])
    scenario = office(
        stations=[station(servers=1, discipline="priority", service_time=exponential(1))],
        case_classes=[
            case_class(name, per_hour=60 * load, priority=rank, route=[{"station": "one"}])
            for name, load, rank in zip("ab", loads, (1, 2), strict=True)
        ],
    )

    def minutes(log: EventLog, warm_up_ms: float) -> list[float]:
        intervals = waiting_causes(log)
        table = causes_table(intervals, log.names, log.replications, "case_class", int(warm_up_ms))
        cells = table.set_index(["name", "cause"])["min_per_case"]
        return [cells["a", "busy"], cells["a", "overtaken"], cells["b", "busy"], cells["b", "overtaken"]]

    of_first, of_first_overtaken, busy, overtaken = replicate(
        scenario, DEFAULT_ENGINE, minutes, enough(loads.sum()), seed, WARM_UP_H
    ).T
    first, second = theory.mmc_priority_mean_waits(loads, 1, 1)
    assert_mean(of_first, first)
    assert not of_first_overtaken.any()
    assert_mean(busy + overtaken, second)
    assert_mean(overtaken, second - theory.mmc_mean_wait(0.8, 1, 1))
