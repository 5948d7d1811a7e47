"""The two offices of lesson 12, tested with the same luck or each with its own, and the count of what goes wrong."""

from dataclasses import dataclass, field
from functools import cache
from math import sqrt

import numpy as np
from scipy.special import stdtrit
from scipy.stats import binomtest

from simulator.experiments import run
from simulator.measures import Estimate, estimate_mean
from simulator.measures.estimate import CONFIDENCE
from simulator.scenario import Scenario, load_scenario
from simulator.teaching.lab import Lab, Measure, Values, of_run
from simulator.teaching.shared import values_once
from simulator.teaching.words import Words

SCENARIO = "kantor-sehari"
STATION = "loket-pelayanan"
NIB_MIN = "case_classes[nib].routes.loket[0].service_time.mean_min"
SHORTER_MIN = 13.0
ALONE, PAIRED = range(2)
NOW, PROPOSED = range(2)
CLASSES = 10
MOST = 50
POOL_TIMES = 10
"""Comparisons of one replication each are counted over so many times the replications of the lab."""
GROUPS = (1, 2, 5, 10)
CLASS_STEP, MORE_DAYS, OTHER_LUCK, PROPOSALS, RETEST = 1, 10_000, 500_000, 700_000, 900_000
"""Distances of root seeds: classes, further days, the second office alone, useless proposals, their second test."""


@cache
def office(which: int) -> Scenario:
    """The library's office of one day, as it is or with the shorter service of the proposal."""
    base = load_scenario(SCENARIO)
    return base.with_({NIB_MIN: SHORTER_MIN}) if which == PROPOSED else base


def wait(words: Words) -> Measure:
    """Mean wait of a day at the counters."""
    _ = words
    return of_run(f"waiting_time_mean[{STATION}]", _("Rata-rata menunggu"), _("menit"))


def share_interval(found: Values) -> tuple[float, float]:
    """Ends of the 95 % interval (Wilson) of the share of ones among ones and zeros.

    Examples
    --------
    >>> low, high = share_interval(np.zeros(200))
    >>> low, round(high, 3)
    (0.0, 0.019)
    """
    interval = binomtest(int(found.sum()), len(found)).proportion_ci(CONFIDENCE, method="wilson")
    return float(interval.low), float(interval.high)


@dataclass
class Attempts:
    """Days of both offices under any luck; a day is a replication, and the first n of more are those of n.

    Attributes
    ----------
    lab : Lab
        Its seed is that of the first class.
    measure : Measure
        What is compared.
    """

    lab: Lab
    measure: Measure
    _kept: dict[tuple[int, int], Values] = field(default_factory=dict, init=False)

    def days(self, which: int, seed: int, n: int) -> Values:
        """Values of `n` days of an office, shape (n,)."""
        place = (which, seed)
        if len(self._kept.get(place, ())) < n:
            key = (self.lab.name, office(which).hash, seed, n, self.measure.key)
            self._kept[place] = values_once(key, lambda: self._simulated(which, seed, n))[self.measure.key]
        return self._kept[place][:n]

    def _simulated(self, which: int, seed: int, n: int) -> dict[str, Values]:
        values = self.measure.values(run(office(which), n, seed, threads=1))
        return {self.measure.key: np.asarray(values, np.float64)}

    def differences(self, how: int, seed: int, n: int) -> Values:
        """Proposal less now, day by day, with the same luck or each with its own."""
        other = seed if how == PAIRED else seed + OTHER_LUCK
        return self.days(PROPOSED, other, n) - self.days(NOW, seed, n)

    def of_class(self, how: int, at: int, n: int) -> Estimate:
        """What a class finds with `n` replications of each office."""
        return estimate_mean(self.differences(how, self.lab.seed + at * CLASS_STEP, n), self.measure.unit)

    def pool(self, how: int, further: int = 0) -> Values:
        """Many differences of one replication each; as many again, of other days, for each `further`."""
        return self.differences(how, self.lab.seed + further * MORE_DAYS, POOL_TIMES * self.lab.replications)

    def wrong(self, how: int, n: int = 1) -> Values:
        """Of comparisons of `n` replications each: 1 where the proposal looks worse than now, else 0.

        They are as many for every `n`: the more replications, the more days.
        """
        pool = np.concatenate([self.pool(how, further) for further in range(n)])
        return np.asarray(pool.reshape(-1, n).mean(axis=1) > 0, np.float64)

    def needed(self, how: int) -> int:
        """Replications until the interval is as wide to each side as the difference is large.

        The difference is the paired one, the more certain. With few replications t is far more than 2.
        """
        gain, spread, n = abs(float(self.pool(PAIRED).mean())), float(self.pool(how).std(ddof=1)), 2
        while float(stdtrit(n - 1, (1 + CONFIDENCE) / 2)) * spread / sqrt(n) > gain:
            n += 1
        return n

    def mean_now(self) -> float:
        """The office of now, over many days."""
        return float(self.days(NOW, self.lab.seed, POOL_TIMES * self.lab.replications).mean())

    def useless(self, at: int, n: int) -> float:
        """Mean of `n` days of a proposal that changes nothing."""
        return float(self.days(NOW, self.lab.seed + PROPOSALS + at, n).mean())

    def retest(self, at: int) -> Estimate:
        """What such a proposal saves in a second test: now less proposal, on many new days each on its own."""
        n = POOL_TIMES * self.lab.replications // 2
        saved = self.days(NOW, self.lab.seed, n) - self.days(NOW, self.lab.seed + RETEST + at, n)
        return estimate_mean(saved, self.measure.unit)
