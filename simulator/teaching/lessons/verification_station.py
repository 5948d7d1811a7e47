"""The desk of lesson 02: how spread its services are, whether applicants come by appointment, and what theory says."""

import math
from functools import cache
from statistics import NormalDist

from simulator.scenario import Scenario, load_scenario
from simulator.teaching.single_station import MINUTES_PER_HOUR, SingleStation
from simulator.theory import batch_mean_wait, mg1_mean_wait

SCENARIO = "meja-verifikasi"
BUSY = 0.80
SLOT_MIN, SLOT_FILES = 15, 5
MINUTES_PER_DAY = 24 * MINUTES_PER_HOUR


@cache
def office_with(spread: float, servers: int = 0) -> Scenario:
    """The library's desk whose services have this spread; with fewer officers, fewer files keep them as busy."""
    base = load_scenario(SCENARIO)
    station = SingleStation.of(base)
    own = SingleStation(servers or station.servers, station.service_min)
    return base.with_(
        {
            "stations[verifikasi].servers": own.servers,
            "stations[verifikasi].service_time": {
                "distribution": "lognormal",
                "mean_min": own.service_min,
                "cv": spread,
            },
            "case_classes[berkas].arrivals.per_hour": round(BUSY * own.capacity_per_hour, 9),
        }
    )


def minutes_within(share: float, spread: float, mean_min: float) -> float:
    """Minutes within which a share of lognormal services ends.

    Examples
    --------
    >>> round(minutes_within(0.5, spread=1, mean_min=10), 2)
    7.07
    """
    log_variance = math.log1p(spread**2)
    return mean_min * math.exp(NormalDist().inv_cdf(share) * math.sqrt(log_variance) - log_variance / 2)


def mean_wait(station: SingleStation, spread: float) -> float:
    """Mean wait in minutes: exact for one officer (Pollaczek-Khinchine), approximate for more (Allen-Cunneen)."""
    if station.servers == 1:
        return mg1_mean_wait(BUSY / station.service_min, station.service_min, spread**2)
    return (1 + spread**2) / 2 * station.mean_wait(BUSY * station.capacity_per_hour)


def by_appointment(scenario: Scenario) -> Scenario:
    """A desk whose applicants book a slot and come at any minute of it."""
    times = [f"{minute // 60:02}:{minute % 60:02}" for minute in range(0, MINUTES_PER_DAY, SLOT_MIN)]
    late = {"distribution": "empirical", "values_min": [float(minute) for minute in range(SLOT_MIN)]}
    booked = {"times": times, "capacity": SLOT_FILES, "punctuality": late}
    return scenario.with_({"channels[berkas-masuk].appointments": booked})


def wait_at_home(scenario: Scenario) -> float:
    """Minutes from booking to the slot, on average; see :func:`simulator.theory.batch_mean_wait`."""
    per_hour = scenario.spec.case_classes[0].arrivals.per_hour
    assert per_hour is not None
    return batch_mean_wait(per_hour / MINUTES_PER_HOUR, SLOT_MIN, SLOT_FILES)
