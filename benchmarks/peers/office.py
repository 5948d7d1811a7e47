"""PTSP-bench as its peers are told it: the numbers of the scenario files, and what a run gives."""

from __future__ import annotations

import random
from dataclasses import dataclass, field
from math import log, sqrt

SERVERS = {"loket": 4, "verifikasi": 9, "persetujuan": 3}
MEAN_MIN = {"loket": 10.0, "portal": 20.0, "verifikasi": 15.0, "persetujuan": 5.0}
ONLINE, REWORK = 0.4, 0.15
PER_MIN = 25 / 60

# Variant B
CV = 0.8
DAY_MIN, OPEN_MIN = 1440.0, 480.0
UP_MIN, DOWN_MIN = 1440.0, 90.0
BUSY = ((120.0, 1.5), (360.0, 1.0), (OPEN_MIN, 0.5), (DAY_MIN, 0.0))
"""Until which minute of the day, how many come beside the mean of the open hours."""

LOG_SD = sqrt(log(1 + CV**2))


def log_mean(station: str) -> float:
    """Mean of the logarithm of a service time of variant B."""
    return log(MEAN_MIN[station]) - LOG_SD**2 / 2


def draw_min(rng: random.Random, station: str, has_hours: bool) -> float:
    """Service time, minutes."""
    if has_hours:
        return rng.lognormvariate(log_mean(station), LOG_SD)
    return rng.expovariate(1 / MEAN_MIN[station])


def next_arrival(rng: random.Random, now: float, has_hours: bool) -> float:
    """When the next applicant comes: a Poisson process, in variant B thinned to the rate of the hour."""
    if not has_hours:
        return now + rng.expovariate(PER_MIN)
    most = max(factor for _, factor in BUSY)
    while True:
        now += rng.expovariate(PER_MIN * most)
        minute = now % DAY_MIN
        if minute >= OPEN_MIN:
            now += DAY_MIN - minute
        elif rng.random() * most < next(factor for end, factor in BUSY if minute < end):
            return now


@dataclass
class Run:
    """What happened in one run of a peer.

    Attributes
    ----------
    arrived, left : list of float
        Minutes of arrival of everyone who came, and of those who went: (arrival, departure).
    log : list of tuple
        Time, applicant, station and what happened (``arrive``, ``start``, ``end``): the least that an event log needs.
    """

    arrived: list[float] = field(default_factory=list)
    left: list[tuple[float, float]] = field(default_factory=list)
    log: list[tuple[float, int, str, str]] = field(default_factory=list)

    @property
    def applicants(self) -> int:
        """How many came."""
        return len(self.arrived)

    @property
    def events(self) -> int:
        """Rows of the log."""
        return len(self.log)

    def mean_min(self, after: float = 0.0, before: float = float("inf")) -> float:
        """Mean time in the system of those who came in a window and left, minutes."""
        times = [departure - arrival for arrival, departure in self.left if after <= arrival < before]
        return sum(times) / len(times)
