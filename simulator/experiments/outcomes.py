"""What is asked of the values of a candidate: a measure, a mean with a bound, whether constraints hold."""

import re
from collections.abc import Iterable
from dataclasses import dataclass
from math import inf, sqrt

import numpy as np
import pandas as pd
from numpy.typing import NDArray
from scipy.special import stdtrit

from simulator.measures import better

COST = "cost"
"""In place of a measure: what the levers cost."""

_WORST = re.compile(r"(\w+)\[worst:(class|channel)\]")
_FEW = 2

Values = NDArray[np.float64]


def is_measure(name: str, known: Iterable[str]) -> bool:
    """Whether a measure is known, or is ``MEASURE[worst:class]`` or ``MEASURE[worst:channel]`` of known ones."""
    names = set(known)
    worst = _WORST.fullmatch(name)
    if worst is None:
        return name in names
    group = f"{worst[1]}[{worst[2]}:"
    return any(one.startswith(group) for one in names) and better(name) != 0


def column(values: pd.DataFrame, name: str) -> Values:
    """One measure, a value for each replication; not a number where there is none.

    Parameters
    ----------
    values : DataFrame, shape (n_replications, n_measures)
        Of one office.
    name : str
        A measure. ``MEASURE[worst:class]`` is that of the case class, and ``[worst:channel]`` that of the channel,
        whose mean over the replications is the worst.

    Returns
    -------
    ndarray, shape (n_replications,), float64
        In the order of the replications.
    """
    worst = _WORST.fullmatch(name)
    if worst is None:
        return np.asarray(values[name] if name in values else np.full(len(values), np.nan), np.float64)
    group = worst_group(values, name)
    return column(values, f"{worst[1]}[{group}]") if group else np.full(len(values), np.nan)


def group_columns(values: pd.DataFrame, name: str) -> dict[str, Values]:
    """The measures of which a name says something: of each group for the worst-off one, else only itself.

    Parameters
    ----------
    values : DataFrame, shape (n_replications, n_measures)
        Of one office.
    name : str
        A measure, as :func:`column` takes it.

    Returns
    -------
    dict
        Group, as ``class:nib``, or the measure itself -> its values; never empty.
    """
    worst = _WORST.fullmatch(name)
    if worst is None:
        return {name: column(values, name)}
    prefix = f"{worst[1]}[{worst[2]}:"
    groups = [one[len(worst[1]) + 1 : -1] for one in map(str, values) if one.startswith(prefix)]
    return {group: column(values, f"{worst[1]}[{group}]") for group in groups} or {name: column(values, name)}


def worst_group(values: pd.DataFrame, name: str) -> str | None:
    """The group that ``MEASURE[worst:class]`` is about, as ``class:nib``; None if no group has a value.

    Its choice is part of the luck of the replications: the mean of the worst of several is on average a little worse
    than that of the group that is truly the worst.
    """
    worst = _WORST.fullmatch(name)
    if worst is None:
        return None
    prefix = f"{worst[1]}[{worst[2]}:"
    means = {one: values[one].mean() for one in map(str, values) if one.startswith(prefix)}
    with_value = {one: better(name) * mean for one, mean in means.items() if not np.isnan(mean)}
    return min(with_value, key=with_value.__getitem__)[len(worst[1]) + 1 : -1] if with_value else None


def mean_bound(values: Values, confidence: float, side: int) -> float:
    """One-sided confidence bound of a mean.

    Parameters
    ----------
    values : ndarray, shape (n_replications,), float64
        Those that are not a number are left out.
    confidence : float
        Of the bound.
    side : int
        -1 for the lower bound, 1 for the upper one.

    Returns
    -------
    float
        Mean ± t(n - 1) · s / √n; without bound, -∞ or ∞, from fewer than two values.
    """
    there = values[~np.isnan(values)]
    if len(there) < _FEW:
        return side * inf
    quantile = float(stdtrit(len(there) - 1, confidence))
    return float(there.mean() + side * quantile * there.std(ddof=1) / sqrt(len(there)))


def share_of(confidence: float, statements: int) -> float:
    """Confidence of each of so many statements for which all hold with `confidence`: Bonferroni."""
    return 1 - (1 - confidence) / max(1, statements)


@dataclass(frozen=True)
class Constraint:
    """What must hold of the mean of a measure; of the worst-off group: of the mean of every group.

    That every group keeps the limit is shown if it is shown of each of them at the full confidence: an
    intersection-union test needs no Bonferroni. A group with fewer than two values is not shown to keep it.

    Attributes
    ----------
    measure : str
        Of what.
    side : int
        -1 if the mean must be at least the limit, 1 if it must be at most it.
    limit : float
        Of the mean.
    """

    measure: str
    side: int
    limit: float

    def shortfall(self, values: pd.DataFrame, confidence: float) -> float:
        """How far the bound of the mean lies on the wrong side of the limit; negative on the right side."""
        return max(self._shortfalls(values, confidence, self.side).values())

    def hardest(self, values: pd.DataFrame, confidence: float) -> str:
        """The group that lacks most, as ``class:nib``; the measure itself where it is not of groups."""
        shortfalls = self._shortfalls(values, confidence, self.side)
        return max(shortfalls, key=shortfalls.__getitem__)

    def least_shortfall(self, values: pd.DataFrame, confidence: float) -> float:
        """The same of the other bound: more than 0 if the constraint is shown not to hold (Bonferroni over groups)."""
        each = share_of(confidence, len(group_columns(values, self.measure)))
        return max(self._shortfalls(values, each, -self.side).values())

    def mean_shortfall(self, values: pd.DataFrame) -> float:
        """The same of the mean itself."""
        groups = group_columns(values, self.measure).values()
        means = [float(there.mean()) for one in groups if len(there := one[~np.isnan(one)])]
        return max(self.side * (mean - self.limit) for mean in means) if len(means) == len(groups) else inf

    def _shortfalls(self, values: pd.DataFrame, confidence: float, side: int) -> dict[str, float]:
        """Group -> how far this bound of its mean lies on the wrong side."""
        groups = group_columns(values, self.measure)
        return {name: self.side * (mean_bound(one, confidence, side) - self.limit) for name, one in groups.items()}

    @property
    def scale(self) -> float:
        """What shortfalls of several constraints are divided by to be compared."""
        return abs(self.limit) or 1.0


@dataclass(frozen=True)
class Verdict:
    """Whether constraints hold.

    Attributes
    ----------
    shortfalls : tuple of float
        Of each constraint, from the bound of the mean.
    mean_shortfalls : tuple of float
        Of each constraint, from the mean.
    least_shortfalls : tuple of float
        Of each constraint, from the bound on the other side.
    """

    shortfalls: tuple[float, ...]
    mean_shortfalls: tuple[float, ...]
    least_shortfalls: tuple[float, ...]

    @property
    def is_feasible(self) -> bool:
        """Whether all hold with confidence."""
        return all(shortfall <= 0 for shortfall in self.shortfalls)

    @property
    def seems_feasible(self) -> bool:
        """Whether the means satisfy them all."""
        return all(shortfall <= 0 for shortfall in self.mean_shortfalls)

    @property
    def may_be_feasible(self) -> bool:
        """Whether none is shown not to hold."""
        return all(shortfall <= 0 for shortfall in self.least_shortfalls)


def judge(values: pd.DataFrame, constraints: tuple[Constraint, ...], confidence: float, candidates: int = 1) -> Verdict:
    """Hold the means of a candidate against the constraints.

    Parameters
    ----------
    values : DataFrame, shape (n_replications, n_measures)
        Of the candidate.
    constraints : tuple of Constraint
        What must hold.
    confidence : float
        With which all that is called feasible is so.
    candidates : int, optional
        How many are judged with that confidence together.

    Returns
    -------
    Verdict
        By one-sided bounds, each with the confidence of :func:`share_of`.
    """
    each = share_of(confidence, len(constraints) * candidates)
    return Verdict(
        tuple(one.shortfall(values, each) for one in constraints),
        tuple(one.mean_shortfall(values) for one in constraints),
        tuple(one.least_shortfall(values, each) for one in constraints),
    )
