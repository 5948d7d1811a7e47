"""What an hour costs that applicants are spared: a ratio of two paired differences."""

from dataclasses import dataclass
from math import inf, nan, sqrt

import numpy as np
import pandas as pd
from numpy.typing import ArrayLike
from scipy.special import stdtrit

from simulator.measures import CONFIDENCE, Estimate, estimate_mean


@dataclass(frozen=True)
class Ratio:
    """A ratio of two means with Fieller's 95 % interval.

    Attributes
    ----------
    value : float
        Mean of the numerators over the mean of the denominators.
    low, high : float
        Ends of the interval; infinite where it has none, both not a number for fewer than two pairs.
    is_bounded : bool
        Whether the interval is one of finite length. It is not where the denominator may be 0: then every ratio is
        possible, or all but those between two bounds, and no number should be quoted.
    n : int
        Pairs.
    """

    value: float
    low: float
    high: float
    is_bounded: bool
    n: int


@dataclass(frozen=True)
class Saving:
    """What an alternative costs the office, and spares the applicants, beside its base.

    Attributes
    ----------
    extra_cost : Estimate
        Office cost of the alternative less that of the base, a replication.
    saved_hours : Estimate
        Applicants' hours of the base less those of the alternative, a replication.
    ratio : Ratio
        Extra cost of a saved hour.
    outcome : str
        What the two intervals show: ``price`` (hours are saved, and the ratio says at what price), ``dominates`` (hours
        are saved and the office pays less, or exactly the same), ``dominated`` (hours are lost and the office does not
        pay less), ``cheaper`` (hours are lost and the office pays less: the ratio says what it keeps for each),
        ``no_saving`` (neither saved nor lost hours show), ``unknown`` (there are too few replications or no prices).
    """

    extra_cost: Estimate
    saved_hours: Estimate
    ratio: Ratio
    outcome: str


def cost_of_saving(base: pd.DataFrame, alternative: pd.DataFrame) -> Saving:
    """What an hour costs that an alternative spares the applicants.

    Parameters
    ----------
    base, alternative : DataFrame
        Summaries of :class:`simulator.measures.costs.Costs` under common random numbers.

    Returns
    -------
    Saving
        From the replications that both have.

    Raises
    ------
    ValueError
        If they have no replication in common.
    """
    columns = ["office_cost", "applicant_hours"]
    one, other = (table.set_index("replication")[columns] for table in (base, alternative))
    gain = other - one
    if not len(one.index.intersection(other.index)):
        raise ValueError("the two have no replication in common: there is nothing to pair")
    extra_cost, saved_hours = estimate_mean(gain["office_cost"], "IDR"), estimate_mean(-gain["applicant_hours"], "h")
    pairs = gain.dropna()
    ratio = fieller(pairs["office_cost"], -pairs["applicant_hours"])
    return Saving(extra_cost, saved_hours, ratio, _outcome(extra_cost, saved_hours))


def fieller(numerators: ArrayLike, denominators: ArrayLike) -> Ratio:
    r"""Ratio of two means of paired values with Fieller's 95 % interval.

    Parameters
    ----------
    numerators, denominators : array_like, shape (n,)
        A pair from each replication.

    Returns
    -------
    Ratio
        The ratio, and every value that the data do not exclude.

    Notes
    -----
    A ratio R is not excluded if the mean of :math:`y - R x` differs from 0 by no more than t standard errors:
    :math:`(\bar y - R \bar x)^2 \le t^2 (s_{yy} - 2 R s_{xy} + R^2 s_{xx}) / n`. That is an interval only where the
    mean of the x itself differs from 0; otherwise it has no end.

    References
    ----------
    Fieller (1954), Some problems in interval estimation, *Journal of the Royal Statistical Society B* 16(2), 175-185;
    Willan & O'Brien (1996), Confidence intervals for cost-effectiveness ratios, *Health Economics* 5(4), 297-305.

    Examples
    --------
    >>> price = fieller([10.0, 12.0, 11.0], [5.0, 6.0, 5.5])
    >>> price.value, price.is_bounded
    (2.0, True)
    """
    y, x = np.asarray(numerators, np.float64), np.asarray(denominators, np.float64)
    n = len(x)
    mean_y, mean_x = (float(values.mean()) if n else nan for values in (y, x))
    value = mean_y / mean_x if mean_x else nan
    if n < 2:
        return Ratio(value, nan, nan, False, n)
    t = float(stdtrit(n - 1, (1 + CONFIDENCE) / 2))
    (s_yy, s_xy), (_, s_xx) = np.cov(y, x) * t**2 / n
    a, b, c = mean_x**2 - s_xx, mean_y * mean_x - s_xy, mean_y**2 - s_yy
    if a <= 0:
        return Ratio(value, -inf, inf, False, n)
    root = sqrt(max(0.0, b * b - a * c))
    return Ratio(value, float(b - root) / float(a), float(b + root) / float(a), True, n)


def _outcome(extra_cost: Estimate, saved_hours: Estimate) -> str:
    if np.isnan(extra_cost.half_width) or np.isnan(saved_hours.half_width):
        return "unknown"
    cost, hours = _sign(extra_cost), _sign(saved_hours)
    if hours == 0:
        return "no_saving"
    is_free = cost < 0 or extra_cost.low == extra_cost.high == 0
    if hours > 0:
        return "dominates" if is_free else "price"
    return "cheaper" if cost < 0 else "dominated"


def _sign(estimate: Estimate) -> int:
    """Of a mean whose interval leaves out 0; 0 of one whose interval holds it."""
    return int(estimate.low > 0) - int(estimate.high < 0)
