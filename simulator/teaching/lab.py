"""Simulation for a page: a few replications first, then all; what was computed is kept, never the logs."""

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, field

import numpy as np
from numpy.typing import NDArray

from simulator.experiments import Result, run
from simulator.measures import Estimate, estimate_mean
from simulator.scenario import Scenario
from simulator.teaching.shared import values_once

Values = NDArray[np.float64]


@dataclass(frozen=True)
class Measure:
    """Something a lesson watches.

    Attributes
    ----------
    key : str
        Its name in code; two measures of a lesson differ in it.
    label, unit : str
        Its name and unit for the learner.
    values : callable
        Run -> one value per replication, in order; not a number where a replication has none.
    decimals : int
        Decimals shown.
    lowest : float
        The least that is possible: intervals are not drawn below it.
    percent : bool
        Whether the values are shares from 0 to 1, shown as percentages.
    """

    key: str
    label: str
    unit: str
    values: Callable[[Result], Values]
    decimals: int = 1
    lowest: float = 0.0
    percent: bool = False


def of_run(key: str, label: str, unit: str, *, scale: float = 1.0, decimals: int = 1, percent: bool = False) -> Measure:
    """A measure of :mod:`simulator.measures` under a learner's name.

    Parameters
    ----------
    key : str
        Its name there, as ``waiting_time_mean``.
    label, unit : str
        For the learner.
    scale : float
        Factor to the learner's unit.
    decimals, percent
        As in :class:`Measure`.
    """
    return Measure(key, label, unit, lambda result: result.column(key).to_numpy() * scale, decimals, percent=percent)


@dataclass(frozen=True)
class Pair:
    """Two offices under the same workload, and alternative less base, replication by replication."""

    base: Estimate
    alternative: Estimate
    difference: Estimate


def paired(measure: Measure, base: Values, alternative: Values) -> Pair:
    """Estimates of both and of their paired difference; a replication without a value in either counts in neither."""
    both = ~(np.isnan(base) | np.isnan(alternative))
    columns = (base[both], alternative[both], (alternative - base)[both])
    return Pair(*(estimate_mean(column, measure.unit) for column in columns))


def cut(pair: Pair) -> tuple[float, float, float]:
    """Share of the base by which the alternative is less, and the ends of its interval; the base is taken as known."""
    mean, low, high = (
        -end / pair.base.mean for end in (pair.difference.mean, pair.difference.high, pair.difference.low)
    )
    return mean, low, high


LESS, UNSURE, MORE = range(3)
"""What an interval says of a difference."""


def direction(pair: Pair) -> int:
    """Whether the alternative is surely less, surely more, or cannot be told from the base."""
    if pair.difference.low > 0:
        return MORE
    return LESS if pair.difference.high < 0 else UNSURE


@dataclass
class Lab:
    """Runs offices for one page.

    Replication k of every office has the same arrivals' luck and the same needs (common random numbers), so that
    differences can be taken in pairs.

    Attributes
    ----------
    seed : int
        Root seed; the same for a whole class (docs/decisions/0008).
    replications : int
        Of each office. The number is fixed beforehand: stopping at the first narrow interval would favour
        replications that happen to be calm.
    first : int
        Replications after which the first estimate is shown, at least 2.
    name : str
        The lesson's: under it values are shared by the pages of a class.
    """

    seed: int = 3
    replications: int = 20
    first: int = 4
    name: str = ""
    _kept: dict[tuple[str, str], Values] = field(default_factory=dict, init=False)

    def run(self, scenario: Scenario, replications: int | None = None) -> Result:
        """Run with its log; nothing of it is kept here."""
        return run(scenario, replications or self.replications, self.seed, threads=1)

    def refine(self, scenario: Scenario, measures: Sequence[Measure]) -> Iterator[dict[str, Values]]:
        """Values of each measure, from more and more replications until all are done.

        Yields
        ------
        dict of str to ndarray, shape (replications,)
            Key of a measure -> its values.
        """
        for n in self._stages(scenario, measures):
            yield self._values(scenario, measures, n)

    def refine_all(
        self, scenarios: Sequence[Scenario], measures: Sequence[Measure]
    ) -> Iterator[list[dict[str, Values]]]:
        """The same of several offices, all with the same number of replications."""
        stages = min((self._stages(scenario, measures) for scenario in scenarios), key=lambda found: found[0])
        for n in stages:
            yield [self._values(scenario, measures, n) for scenario in scenarios]

    def values(self, scenario: Scenario, measure: Measure) -> Values:
        """Values of one measure from all replications."""
        return self._values(scenario, [measure], self.replications)[measure.key]

    def estimate(self, scenario: Scenario, measure: Measure) -> Estimate:
        """Mean and interval of one measure from all replications."""
        return estimate_mean(self.values(scenario, measure), measure.unit)

    def _stages(self, scenario: Scenario, measures: Sequence[Measure]) -> list[int]:
        known = all((scenario.hash, measure.key) in self._kept for measure in measures)
        return [self.replications] if known or self.first >= self.replications else [self.first, self.replications]

    def _values(self, scenario: Scenario, measures: Sequence[Measure], n: int) -> dict[str, Values]:
        places = {measure.key: (scenario.hash, measure.key) for measure in measures}
        if not all(place in self._kept for place in places.values()):
            key = (self.name, scenario.hash, self.seed, n, tuple(places))
            found = values_once(key, lambda: self._compute(scenario, measures, n))
            if n < self.replications:
                return found
            self._kept |= {places[key]: values for key, values in found.items()}
        return {key: self._kept[place][:n] for key, place in places.items()}

    def _compute(self, scenario: Scenario, measures: Sequence[Measure], n: int) -> dict[str, Values]:
        result = self.run(scenario, n)
        return {measure.key: np.asarray(measure.values(result), np.float64) for measure in measures}
