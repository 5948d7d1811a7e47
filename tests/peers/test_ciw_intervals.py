"""Where each draws its own random numbers, Ciw and our engines agree on means, within a tolerance from statistics."""

from collections import defaultdict
from collections.abc import Iterable
from functools import cache

import ciw
import numpy as np
import pytest

from offices import TEXT, case_class, exponential, office, station
from peers.ciw_office import CiwOffice
from peers.two_samples import assert_same_mean
from peers.visits import Visit, visits_in_log
from simulator.calendars import MS_PER_HOUR, MS_PER_MINUTE
from simulator.engines import get_engine
from simulator.eventlog import Event
from simulator.scenario import Scenario
from simulator.workload import make_workload

pytestmark = pytest.mark.peer

HOURLY = {8: 6, 9: 12, 10: 9, 11: 5, 12: 2, 13: 7, 14: 4}
CHANNEL = {"name": "loket", "title": TEXT, "arrival_profile": {"hourly": HOURLY, "source": "assumed"}}
ROSTER = [{"from": "08:00", "to": "15:00", "servers": 3}]


def impatient_office(per_day: float = 130) -> Scenario:
    """A morning peak at one station, three servers from 8 to 15, and patience."""
    return office(
        channels=[CHANNEL],
        stations=[station(roster=ROSTER, service_time=exponential(10), patience=exponential(30))],
        case_classes=[case_class(route=[{"station": "one"}], arrivals={"per_day": per_day})],
    )


def reworking_office() -> Scenario:
    """Two stations with a priority lane; after every fifth service at the second a case goes back to the first."""
    route = [
        {"station": "one"},
        {"station": "two", "rework": {"probability": 0.2, "back_to": "one", "source": "assumed"}},
    ]
    return office(
        channels=[CHANNEL],
        stations=[
            station(name, roster=ROSTER, discipline="priority", service_time=exponential(mean_min))
            for name, mean_min in (("one", 9), ("two", 8))
        ],
        case_classes=[
            case_class(name, priority=rank, arrivals={"per_day": per_day}, route=route)
            for name, rank, per_day in (("a", 2, 60), ("b", 1, 30))
        ],
    )


OFFICES = {"impatient": (impatient_office, 2000), "reworking": (reworking_office, 1000)}
"""Each office and its replications: enough that a service time 5 % longer is noticed."""

FEW = {"replications": 400}
"""Enough for a coarse fault."""


def day_in_numbers(visits: list[Visit], horizon_ms: int) -> dict[str, float]:
    """Means and shares of one day, the same for both simulators. Times in minutes."""
    stops: dict[int, list[Visit]] = defaultdict(list)
    waits: dict[str, list[float]] = defaultdict(list)
    queued_ms = 0.0
    for visit in visits:
        stops[visit.case].append(visit)
        left_ms = visit.start_ms or visit.end_ms or horizon_ms
        queued_ms += left_ms - visit.join_ms
        if visit.start_ms is not None:
            waits[f"wait of {visit.group}"].append((left_ms - visit.join_ms) / MS_PER_MINUTE)
    departed = [of_case for of_case in stops.values() if of_case[-1].ending == Event.SERVICE_END]
    return {
        **{name: float(np.mean(values)) for name, values in waits.items()},
        "queue length": queued_ms / horizon_ms,
        "sojourn": float(np.mean([of_case[-1].end_ms - of_case[0].join_ms for of_case in departed])) / MS_PER_MINUTE,
        "share reneged": float(np.mean([of_case[-1].ending == Event.RENEGE for of_case in stops.values()])),
        "share sent back": float(np.mean([len({v.station for v in of_case}) < len(of_case) for of_case in departed])),
    }


def sample(days: Iterable[list[Visit]], horizon_ms: int) -> dict[str, np.ndarray]:
    """Each number on each day."""
    numbers = [day_in_numbers(visits, horizon_ms) for visits in days]
    return {name: np.array([day[name] for day in numbers]) for name in numbers[0]}


@cache
def our_sample(name: str, engine: str, seed: int) -> dict[str, np.ndarray]:
    make, replications = OFFICES[name]
    rules, simulate = make().resolved, get_engine(engine)
    logs = (simulate(make_workload(rules, seed, r)) for r in range(replications))
    return sample((visits_in_log(log) for log in logs), rules.horizon_ms)


@cache
def ciw_sample(name: str, seed: int, replications: int = 0, **fault: float) -> dict[str, np.ndarray]:
    make, most = OFFICES[name]
    peer = CiwOffice(make(), **fault)
    return sample((peer.visits(seed + r) for r in range(replications or most)), peer.scenario.resolved.horizon_ms)


@pytest.mark.parametrize(
    ("name", "number"),
    [
        *(("impatient", number) for number in ("wait of 0/0", "queue length", "sojourn", "share reneged")),
        *(("reworking", f"wait of {group}") for group in ("0/0", "1/0")),
        *(("reworking", number) for number in ("queue length", "sojourn", "share sent back")),
    ],
)
def test_means_are_the_same(name, number, engine, seed):
    assert_same_mean(our_sample(name, engine, seed)[number], ciw_sample(name, seed)[number])


@pytest.mark.parametrize(
    ("name", "number", "fault"),
    [
        ("impatient", "sojourn", {"service_factor": 1.05}),
        ("impatient", "wait of 0/0", {"patience_factor": 1.25, **FEW}),
        ("impatient", "share reneged", {"shifts_late_ms": float(MS_PER_HOUR), **FEW}),
        ("impatient", "queue length", {"more_servers": 1, **FEW}),
        ("reworking", "share sent back", {"rework_factor": 1.25, **FEW}),
        ("reworking", "sojourn", {"shifts_late_ms": float(MS_PER_HOUR), **FEW}),
        ("reworking", "wait of 1/0", {"last_rank_first": True, **FEW}),
    ],
    ids=str,
)
def test_a_fault_on_one_side_moves_the_mean(name, number, fault, engine, seed):
    with pytest.raises(AssertionError, match="not the same"):
        assert_same_mean(our_sample(name, engine, seed)[number], ciw_sample(name, seed, **fault)[number])


def test_too_few_days_are_no_agreement(engine, seed):
    ours, theirs = our_sample("reworking", engine, seed)["queue length"], ciw_sample("reworking", seed)["queue length"]
    with pytest.raises(AssertionError, match="no power"):
        assert_same_mean(ours[:30], theirs[:30])


# ---- time-varying arrivals alone

DAYS = 3000
PER_DAY = 200
PROFILES = {"loket": HOURLY, "daring": {6: 1, 9: 2, 19: 4, 20: 5, 23: 1}}


def office_of_two_channels(per_day: float = PER_DAY) -> Scenario:
    """Of five cases three come to the counter by day, and two online, mostly in the evening."""
    route = [{"station": "one"}]
    return office(
        channels=[
            {"name": name, "title": TEXT, "arrival_profile": {"hourly": hourly, "source": "assumed"}}
            for name, hourly in PROFILES.items()
        ],
        stations=[station(servers=1, service_time=exponential(1))],
        case_classes=[
            case_class(
                arrivals={"per_day": per_day},
                channels={"shares": {"loket": 0.6, "daring": 0.4}},
                routes={"loket": route, "daring": route},
            )
        ],
    )


@cache
def our_arrivals(seed: int) -> np.ndarray:
    """Arrivals on each day by each channel in each hour, shape (DAYS, 2, 24)."""
    rules = office_of_two_channels().resolved
    workloads = (make_workload(rules, seed, r) for r in range(DAYS))
    return np.array([[by_hour(day.arrival_ms[day.channel == k]) for k in range(2)] for day in workloads])


@cache
def ciw_arrivals(seed: int, *means: float) -> np.ndarray:
    """The same of Ciw, for days that have the given means in turn."""
    peers = [CiwOffice(office_of_two_channels(mean)) for mean in means]
    ciw.seed(seed)
    days = (peers[r % len(peers)] for r in range(DAYS))
    return np.array([[by_hour(np.cumsum(day.arrivals(f"0/{k}").gaps_ms[:-1])) for k in range(2)] for day in days])


def by_hour(times_ms: np.ndarray) -> np.ndarray:
    return np.bincount((times_ms // MS_PER_HOUR).astype(int), minlength=24)


def squared_deviation(counts: np.ndarray) -> np.ndarray:
    """Of each day's cases from their mean; on average the mean itself if they are Poisson."""
    return (counts.sum(axis=(1, 2)) - PER_DAY) ** 2.0


@pytest.mark.parametrize("channel", range(2))
def test_arrivals_of_each_hour_are_the_same(channel, seed):
    ours, theirs = our_arrivals(seed)[:, channel], ciw_arrivals(seed, PER_DAY)[:, channel]
    for hour in range(24):
        if hour in [*PROFILES.values()][channel]:
            assert_same_mean(ours[:, hour], theirs[:, hour])
        else:
            assert not ours[:, hour].any()
            assert not theirs[:, hour].any()


def test_arrivals_of_a_day_vary_as_much(seed):
    assert_same_mean(squared_deviation(our_arrivals(seed)), squared_deviation(ciw_arrivals(seed, PER_DAY)))


def test_arrivals_that_vary_too_much_are_seen(seed):
    """Calm and busy days in turn have the right mean in each hour, but not the right spread."""
    ours, theirs = our_arrivals(seed), ciw_arrivals(seed, PER_DAY - 15, PER_DAY + 15)
    assert_same_mean(ours[:, 0, 9], theirs[:, 0, 9])
    with pytest.raises(AssertionError, match="not the same"):
        assert_same_mean(squared_deviation(ours), squared_deviation(theirs))


@pytest.mark.parametrize(("channel", "hour"), [(0, 9), (1, 20)])
def test_arrivals_an_hour_late_are_seen(channel, hour, seed):
    ours, late = our_arrivals(seed)[:, channel, hour], ciw_arrivals(seed, PER_DAY)[:, channel, hour - 1]
    with pytest.raises(AssertionError, match="not the same"):
        assert_same_mean(ours, late)
