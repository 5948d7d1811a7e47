"""Two scenarios under the same luck: paired differences."""

from collections.abc import Callable
from dataclasses import dataclass

import pandas as pd

from simulator.engines import DEFAULT_ENGINE
from simulator.experiments.run import Result, measures_html, run
from simulator.measures import Estimate, estimate_mean, unit_of
from simulator.scenario import Scenario


@dataclass(frozen=True)
class Comparison:
    """An alternative against a base, replication by replication under common random numbers.

    Attributes
    ----------
    base, alternative : Result
        The two runs, with the same seed.
    """

    base: Result
    alternative: Result

    def estimate(self, name: str) -> Estimate:
        """Alternative less base, with the 95 % interval of the paired difference."""
        return estimate_mean(self.alternative.column(name) - self.base.column(name), unit_of(name))

    def table(self) -> pd.DataFrame:
        """Table ``measure, unit, base, alternative, difference, half_width, n`` of the measures that both have.

        Both means are over the same n replications as the difference: those in which both have a value.
        """
        rows = []
        for name in [name for name in map(str, self.base.values) if name in self.alternative.values]:
            difference = self.estimate(name)
            pairs = pd.concat([self.base.column(name), self.alternative.column(name)], axis=1).dropna()
            means = pairs.mean().tolist()
            rows.append((name, difference.unit, *means, difference.mean, difference.half_width, difference.n))
        return pd.DataFrame(rows, columns=["measure", "unit", "base", "alternative", "difference", "half_width", "n"])

    def _repr_html_(self) -> str:
        return measures_html(self.table())


def compare(
    base: Scenario,
    alternative: Scenario,
    replications: int = 30,
    seed: int = 2026,
    engine: str = DEFAULT_ENGINE,
    progress: Callable[[int, int], None] | None = None,
) -> Comparison:
    """Simulate two scenarios that face the same applicants, needs and outages.

    Parameters
    ----------
    base, alternative : Scenario
        The offices to compare.
    replications, seed, engine, progress
        As in :func:`simulator.experiments.run`.

    Returns
    -------
    Comparison
        Paired differences with intervals.
    """

    def part(done_before: int) -> Callable[[int, int], None] | None:
        return None if progress is None else lambda done, total: progress(done_before + done, 2 * total)

    first = run(base, replications, seed, engine, part(0))
    return Comparison(first, run(alternative, replications, seed, engine, part(replications)))
