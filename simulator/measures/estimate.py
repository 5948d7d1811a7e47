"""Mean and 95 % interval over replications."""

from dataclasses import dataclass
from math import nan, sqrt

import numpy as np
import pandas as pd
from numpy.typing import ArrayLike
from scipy.special import stdtrit

CONFIDENCE = 0.95


@dataclass(frozen=True)
class Estimate:
    """A mean over replications with its uncertainty.

    Attributes
    ----------
    mean : float
        Mean of the replications' values; not a number if there is none.
    half_width : float
        Half the width of the 95 % interval; not a number for fewer than two values.
    n : int
        Replications in which the measure has a value (a day without a single wait has no mean wait).
    unit : str
        Unit of mean and half-width.
    """

    mean: float
    half_width: float
    n: int
    unit: str

    @property
    def low(self) -> float:
        """Lower end of the interval."""
        return self.mean - self.half_width

    @property
    def high(self) -> float:
        """Upper end of the interval."""
        return self.mean + self.half_width


def estimate_mean(values: ArrayLike, unit: str) -> Estimate:
    """Mean with a 95 % interval from independent replications.

    Parameters
    ----------
    values : array_like, shape (n_replications,)
        One value per replication; those that are not a number are left out.
    unit : str
        Their unit.

    Returns
    -------
    Estimate
        Half-width t(n - 1) · s / √n.

    References
    ----------
    Law (2015), *Simulation Modeling and Analysis*, 5th ed., section 9.4.1.

    Examples
    --------
    >>> wait = estimate_mean([9.0, 10.0, 11.0], "min")
    >>> wait.mean, round(wait.half_width, 4), wait.n
    (10.0, 2.4841, 3)
    """
    x = np.asarray(values, np.float64)
    x = x[~np.isnan(x)]
    n = len(x)
    if n == 0:
        return Estimate(nan, nan, 0, unit)
    half_width = float(stdtrit(n - 1, (1 + CONFIDENCE) / 2)) * float(x.std(ddof=1)) / sqrt(n) if n > 1 else nan
    return Estimate(float(x.mean()), half_width, n, unit)


def summarise(values: pd.DataFrame, units: dict[str, str]) -> pd.DataFrame:
    """Table of estimates, one row per measure.

    Parameters
    ----------
    values : DataFrame, shape (n_replications, n_measures)
        A column per measure.
    units : dict
        Measure -> unit.

    Returns
    -------
    DataFrame
        ``measure, unit, mean, half_width, n``.
    """
    estimates = {name: estimate_mean(values[name].to_numpy(), units[name]) for name in values.columns}
    return pd.DataFrame(
        [(name, e.unit, e.mean, e.half_width, e.n) for name, e in estimates.items()],
        columns=["measure", "unit", "mean", "half_width", "n"],
    )
