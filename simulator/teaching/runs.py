"""Simulation for a page: replication by replication, precise enough, never twice."""

from collections.abc import Iterator
from dataclasses import dataclass, field

from simulator.engines import DEFAULT_ENGINE, get_engine
from simulator.measures import Estimate, Window, estimate_mean, measure, unit_of
from simulator.scenario import Scenario
from simulator.workload import make_workload


@dataclass(frozen=True)
class Precision:
    """When a mean is precise enough to stop.

    Attributes
    ----------
    first : int
        Replications before the first estimate is shown. At least 2.
    fewest, most : int
        Replications before stopping is considered, and at most: a narrow interval of few replications may be luck.
    relative : float
        Enough when the half-width of the 95 % interval is at most this share of the mean.
    """

    first: int = 3
    fewest: int = 10
    most: int = 20
    relative: float = 0.10

    def reached(self, estimate: Estimate) -> bool:
        """Whether an estimate needs no more replications."""
        precise = estimate.half_width <= self.relative * abs(estimate.mean)
        return estimate.n >= self.most or (estimate.n >= self.fewest and precise)


@dataclass(frozen=True)
class Pair:
    """Two scenarios under the same workload, and alternative less base, replication by replication."""

    base: Estimate
    alternative: Estimate
    difference: Estimate


@dataclass
class Runs:
    """One measure of any number of scenarios; what has been simulated is kept.

    Replication k of every scenario has the same arrivals' luck and the same
    needs (common random numbers), so that differences can be taken in pairs.

    Attributes
    ----------
    measure_name : str
        A measure of :mod:`simulator.measures`.
    seed : int
        Root seed; the same for a whole class.
    engine : str
        Name of the engine.
    precision : Precision
        When to stop.
    """

    measure_name: str = "waiting_time_mean"
    seed: int = 2026
    engine: str = DEFAULT_ENGINE
    precision: Precision = field(default_factory=Precision)
    _values: dict[str, list[float]] = field(default_factory=dict, init=False)

    def refine(self, scenario: Scenario) -> Iterator[Estimate]:
        """Estimates from more and more replications, until the precision is reached."""
        n = max(self.precision.first, len(self._kept(scenario)))
        while True:
            estimate = self._estimate(self._first(scenario, n))
            yield estimate
            if self.precision.reached(estimate):
                return
            n += 1

    def compare(self, base: Scenario, alternative: Scenario) -> Iterator[Pair]:
        """Paired comparisons from more and more replications, until the difference is precise."""
        n = max(self.precision.first, min(len(self._kept(base)), len(self._kept(alternative))))
        while True:
            low, high = self._first(base, n), self._first(alternative, n)
            gain = [b - a for a, b in zip(low, high, strict=True)]
            pair = Pair(self._estimate(low), self._estimate(high), self._estimate(gain))
            yield pair
            if self.precision.reached(pair.difference):
                return
            n += 1

    def _first(self, scenario: Scenario, n: int) -> list[float]:
        """Values of the first `n` replications, simulating those that are missing."""
        values = self._kept(scenario)
        while len(values) < n:
            values.append(self.simulate(scenario, len(values)))
        return values[:n]

    def _kept(self, scenario: Scenario) -> list[float]:
        return self._values.setdefault(scenario.hash, [])

    def simulate(self, scenario: Scenario, replication: int) -> float:
        """Value of the measure in one replication."""
        office = scenario.resolved
        log = get_engine(self.engine)(make_workload(office, self.seed, replication))
        window = Window(office.warm_up_ms, office.waiting_target_ms)
        return float(measure(log, window)[self.measure_name].iloc[0])

    def _estimate(self, values: list[float]) -> Estimate:
        return estimate_mean(values, unit_of(self.measure_name))
