"""The engines agree with queueing theory at one station. Services of about a minute, so that a day is long."""

import numpy as np
import pytest

from agreement import assert_mean, mean_sojourn, mean_wait, replicate, share_ending, waits
from offices import TEXT, case_class, exponential, office, queue, station
from simulator import theory
from simulator.eventlog import Event
from simulator.measures import queue_area_ms

CASES = 120_000
"""Simulated in each test: enough that the standard error is below 5 %, few enough for every run of the tests."""


LONG_H, SHORT_H = 4, 2
"""Warm-up in hours: long beside the relaxation time of one-minute services; limits and patience shorten it."""


def enough(per_min, days=1):
    """Replications that simulate `CASES` cases, at least 30."""
    return max(30, round(CASES / (per_min * 1440 * days)))


@pytest.mark.parametrize(("servers", "offered_load"), [(1, 0.5), (2, 1.6), (4, 10 / 3), (10, 8.0)])
def test_waits_match_erlang_c(engine, servers, offered_load, seed):
    """Mean wait, share that waits at all, and the 90 % quantile of an M/M/c queue."""
    scenario = queue(60 * offered_load, exponential(1), servers=servers)
    quantile = theory.mmc_wait_quantile(offered_load, 1, servers, 0.9)

    def three(log, warm_up_ms):
        wait = waits(log, warm_up_ms)["wait"]
        return wait.mean(), (wait > 0).mean(), (wait <= quantile).mean()

    means, waited, within = replicate(scenario, engine, three, enough(offered_load), seed, LONG_H).T
    assert_mean(means, theory.mmc_mean_wait(offered_load, 1, servers))
    assert_mean(waited, theory.mmc_probability_of_waiting(offered_load, 1, servers))
    assert_mean(within, 0.9 if quantile > 0 else 1 - theory.mmc_probability_of_waiting(offered_load, 1, servers))


def test_the_desk_of_the_lesson_waits_as_theory_says(engine, seed):
    """M/M/4 with 20 arrivals an hour and 10-minute services: 9.87 min."""
    scenario = queue(20, exponential(10), days=5, warm_up_days=1, servers=4)
    expected = theory.mmc_mean_wait(20 / 60, 1 / 10, 4)
    assert round(expected, 2) == 9.87
    assert_mean(replicate(scenario, engine, mean_wait, 80, seed), expected)


def test_an_engine_that_is_slow_fails(engine, seed):
    """The tolerance can fail: service times 5 % longer than theory is told are noticed."""
    scenario = queue(60 * 1.6, exponential(1.05), servers=2)
    values = replicate(scenario, engine, mean_wait, enough(1.6), seed, LONG_H)
    with pytest.raises(AssertionError, match="standard error"):
        assert_mean(values, theory.mmc_mean_wait(1.6, 1, 2))


@pytest.mark.parametrize(
    ("block", "squared_cv"),
    [
        ({"distribution": "lognormal", "mean_min": 1, "cv": 0.6}, 0.36),
        ({"distribution": "gamma", "mean_min": 1, "cv": 1.5}, 2.25),
        ({"distribution": "deterministic", "mean_min": 1}, 0.0),
        ({"distribution": "empirical", "values_min": [0.5, 1.5]}, 0.25),
    ],
)
def test_waits_match_pollaczek_khinchine(engine, block, squared_cv, seed):
    scenario = queue(60 * 0.7, {**block, "source": "assumed"})
    values = replicate(scenario, engine, mean_wait, enough(0.7), seed, LONG_H)
    assert_mean(values, theory.mg1_mean_wait(0.7, 1, squared_cv))


@pytest.mark.parametrize(("servers", "limit", "offered_load"), [(1, 3, 1.2), (3, 4, 3.0), (2, 0, 1.5)])
def test_balking_matches_a_full_waiting_room(engine, servers, limit, offered_load, seed):
    """M/M/c/K with K = servers + limit: share of balks and wait of those who join; limit 0 is Erlang B."""
    scenario = queue(60 * offered_load, exponential(1), servers=servers, balk_at_queue=limit)
    capacity = servers + limit

    def both(log, warm_up_ms):
        return share_ending(Event.BALK)(log, warm_up_ms), mean_wait(log, warm_up_ms)

    balks, wait = replicate(scenario, engine, both, enough(offered_load), seed, SHORT_H).T
    assert_mean(balks, theory.mmck_blocking_probability(offered_load, 1, servers, capacity))
    if limit:
        assert_mean(wait, theory.mmck_mean_wait(offered_load, 1, servers, capacity))
    else:
        assert not wait.any()


@pytest.mark.parametrize(("servers", "offered_load", "patience"), [(1, 0.9, 2.0), (4, 4.4, 5.0)])
def test_reneging_matches_erlang_a(engine, servers, offered_load, patience, seed):
    """M/M/c+M: share that reneges, wait of the served, and mean queue length."""
    scenario = queue(60 * offered_load, exponential(1), servers=servers, patience=exponential(patience))

    def three(log, warm_up_ms):
        edges = np.array([warm_up_ms, log.horizon_ms])
        length = queue_area_ms(log, 0, edges)[0] / (edges[1] - edges[0])
        return share_ending(Event.RENEGE)(log, warm_up_ms), mean_wait(log, warm_up_ms), length

    reneges, served, length = replicate(scenario, engine, three, enough(offered_load), seed, SHORT_H).T
    arguments = offered_load, 1, servers, patience
    assert_mean(reneges, theory.erlang_a_probability_of_reneging(*arguments))
    assert_mean(served, theory.erlang_a_mean_wait_of_served(*arguments))
    assert_mean(length, theory.erlang_a_mean_queue_length(*arguments))


@pytest.mark.parametrize("servers", [1, 2])
def test_waits_by_class_match_non_preemptive_priorities(engine, servers, seed):
    loads = np.array([0.3, 0.5]) * servers
    scenario = office(
        stations=[station(servers=servers, discipline="priority", service_time=exponential(1))],
        case_classes=[
            case_class(name, per_hour=60 * load, priority=rank, route=[{"station": "one"}])
            for name, load, rank in zip("ab", loads, (1, 2), strict=True)
        ],
    )

    def by_class(log, warm_up_ms):
        table = waits(log, warm_up_ms)
        return [table.loc[table["case_class"] == group, "wait"].mean() for group in (0, 1)]

    first, second = replicate(scenario, engine, by_class, enough(loads.sum()), seed, LONG_H).T
    expected = theory.mmc_priority_mean_waits(loads, 1, servers)
    assert_mean(first, expected[0])
    assert_mean(second, expected[1])


def test_sojourn_matches_a_server_with_breakdowns(engine, seed):
    """M/M/1 whose server fails whether busy or not and resumes the service: up 60 min, down 6 min on average."""
    scenario = office(
        horizon={"days": 3, "warm_up_days": 1, "source": "assumed"},
        stations=[station(servers=1, service_time=exponential(1), needs=["oss"])],
        case_classes=[case_class(per_hour=36, route=[{"station": "one"}])],
        outages=[{"subsystem": "oss", "title": TEXT, "up": exponential(60), "down": exponential(6)}],
    )

    def both(log, warm_up_ms):
        return mean_sojourn(log, warm_up_ms), mean_wait(log, warm_up_ms)

    sojourn, wait = replicate(scenario, engine, both, 100, seed).T
    assert_mean(sojourn, theory.mm1_breakdown_mean_sojourn(0.6, 1, 60, 6))
    assert_mean(wait, theory.mm1_breakdown_mean_wait(0.6, 1, 60, 6))
