"""Simulation for a page: replication by replication, shown as they come, never twice."""

from collections.abc import Iterator
from dataclasses import dataclass, field

from simulator.engines import DEFAULT_ENGINE, get_engine
from simulator.measures import Estimate, Window, estimate_mean, measure, unit_of
from simulator.scenario import Scenario
from simulator.workload import make_workload


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
        Root seed; the same for a whole class (docs/decisions/0008).
    engine : str
        Name of the engine.
    first, replications : int
        Replications before the first estimate is shown, at least 2, and in all. The number is fixed beforehand:
        stopping at the first narrow interval would favour replications that happen to be calm.
    """

    measure_name: str = "waiting_time_mean"
    seed: int = 3
    engine: str = DEFAULT_ENGINE
    first: int = 3
    replications: int = 20
    _values: dict[str, list[float]] = field(default_factory=dict, init=False)

    def refine(self, scenario: Scenario) -> Iterator[Estimate]:
        """Estimates from more and more replications, until all are done."""
        done = len(self._kept(scenario))
        for n in range(max(self.first, done), self.replications + 1):
            yield self._estimate(self._first(scenario, n))

    def compare(self, base: Scenario, alternative: Scenario) -> Iterator[Pair]:
        """Paired comparisons from more and more replications, until all are done."""
        done = min(len(self._kept(base)), len(self._kept(alternative)))
        for n in range(max(self.first, done), self.replications + 1):
            low, high = self._first(base, n), self._first(alternative, n)
            gain = [b - a for a, b in zip(low, high, strict=True)]
            yield Pair(self._estimate(low), self._estimate(high), self._estimate(gain))

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
