"""Which of several plans is better than which, beyond chance among all the pairs that are looked at."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import combinations
from math import inf, nan, sqrt

import pandas as pd
from scipy.special import stdtr

from simulator.experiments import Comparison, Result, holm
from simulator.measures import Estimate, better, estimate_mean, unit_of
from simulator.reports.comparison_effects import (
    COMERS,
    FINISHED,
    Effects,
    effects_of,
    is_practically_same,
    is_told_apart,
    one_wait,
)
from simulator.reports.facts import has_prices

__all__ = ["COST", "Paid", "Standing", "standing_of"]

COST = "office_cost"
_SURE = 0.05
_NOW = -1
"""Place of the present state beside those of the alternatives."""

Paid = Sequence[pd.DataFrame]
"""What was paid in each replication, of the base and of each alternative; empty as long as it is not known."""

_Columns = Mapping[str, pd.Series]


@dataclass(frozen=True)
class Standing:
    """Who is shown to be better than whom.

    Attributes
    ----------
    found : tuple of Effects
        What each alternative changes.
    beats : frozenset of (str, int, int)
        Measure, and places of the better and of the worse of two; the present state has place -1.
    """

    found: tuple[Effects, ...]
    beats: frozenset[tuple[str, int, int]]

    def is_best(self, at: int, measure: str) -> bool:
        """Whether an alternative beats the present state and every other that may be praised; not if it is alone.

        How many it finishes is not held against those to which more or fewer come.
        """
        others = [_NOW, *(place for place, each in enumerate(self.found) if place != at and each.is_praised)]
        if measure == FINISHED:
            others = [place for place in others if place == _NOW or self.found[place].comers is None]
        return len(self.found) > 1 and all((measure, at, place) in self.beats for place in others)

    @property
    def gains(self) -> dict[str, list[int]]:
        """Main measures that some alternative improves -> which do."""
        said = [{one.measure for one in each.gains} for each in self.found]
        names = dict.fromkeys(one.measure for each in self.found for one in each.gains)
        return {name: [at for at, each in enumerate(said) if name in each] for name in names}

    @property
    def wins(self) -> dict[int, list[str]]:
        """Alternative -> the measures in which it is the best, its strongest first; of waits the strongest only."""
        won = {
            at: [one.measure for one in one_wait([one for one in each.gains if self.is_best(at, one.measure)])]
            for at, each in enumerate(self.found)
        }
        return {at: names for at, names in won.items() if names}

    def leads(self, at: int) -> bool:
        """Whether it makes nothing worse, and no other is better than it in a main measure."""
        is_beaten = any(
            worse == at and name != COST and (one == _NOW or self.found[one].is_praised)
            for name, one, worse in self.beats
        )
        return self.found[at].is_praised and not self.found[at].worse and not is_beaten


def standing_of(comparison: Comparison, paid: Paid = ()) -> Standing:
    """Hold every two of the present state and the alternatives against each other, in all main measures and in cost.

    Parameters
    ----------
    comparison : Comparison
        What was compared.
    paid : sequence of DataFrame, optional
        What was paid; without it costs are left out.

    Returns
    -------
    Standing
        By paired t-tests, adjusted by Holm over all pairs and measures together. A difference that is practically
        nothing makes nobody better.
    """
    found = tuple(effects_of(comparison, at) for at in range(len(comparison.labels)))
    names = list(dict.fromkeys(one.measure for each in found for one in each.every))
    offices, runs = _columns(comparison, names, paid), (comparison.base, *comparison.alternatives)
    pairs = [
        (name, one - 1, other - 1, *_tested(offices[one][name], offices[other][name]))
        for one, other in combinations(range(len(offices)), 2)
        for name in offices[one]
        if name in offices[other] and not (name == FINISHED and _comers_differ(runs[one], runs[other]))
    ]  # fmt: skip
    sure = holm([error for *_pair, error in pairs])
    told = [pair for pair, error in zip(pairs, sure, strict=True) if error <= _SURE]
    return Standing(found, frozenset(_better(told, offices[0])))


def _columns(comparison: Comparison, names: Sequence[str], paid: Paid) -> list[_Columns]:
    """Values of the main measures and of cost, by replication, of the present state and of each alternative."""
    runs = (comparison.base, *comparison.alternatives)
    found = [{name: run.column(name) for name in names if name in run.values} for run in runs]
    if len(paid) == len(runs) and has_prices(comparison.base.scenario):
        for each, table in zip(found, paid, strict=True):
            each[COST] = table.set_index("replication")[COST]
    return list(found)


def _comers_differ(one: Result, other: Result) -> bool:
    """Whether more come to the one than to the other."""
    return is_told_apart(estimate_mean((other.column(COMERS) - one.column(COMERS)).to_numpy(), unit_of(COMERS)))


def _tested(one: pd.Series, other: pd.Series) -> tuple[float, float]:
    """Mean difference, the other less the one, and how likely one as large is where there is none, by Student's t."""
    gain = (other - one).dropna()
    n, mean = len(gain), float(gain.mean())
    if n < 2 or not gain.any():
        return mean, nan
    deviation = float(gain.std(ddof=1))
    t = abs(mean) / deviation * sqrt(n) if deviation else inf
    return mean, float(2 * stdtr(n - 1, -t))


def _better(told: Sequence[tuple[str, int, int, float, float]], base: _Columns) -> Iterator[tuple[str, int, int]]:
    """Of every two that are told apart, the better first."""
    for name, one, other, mean, _error in told:
        unit = "IDR" if name == COST else unit_of(name)
        now = Estimate(float(base[name].mean()), 0.0, len(base[name]), unit)
        if not is_practically_same(Estimate(mean, 0.0, now.n, unit), now):
            way = -1 if name == COST else better(name)
            yield (name, other, one) if mean * way > 0 else (name, one, other)
