"""Mean and 95 % interval over replications."""

from collections.abc import Mapping, Sequence
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


def summarise_by(table: pd.DataFrame, keys: Sequence[str], units: Mapping[str, str]) -> pd.DataFrame:
    """Estimates of a table that has several values in each replication.

    Parameters
    ----------
    table : DataFrame
        ``replication``, the keys, and a column per measure; each group of keys has at most one row in a replication.
    keys : sequence of str
        Columns that say of what each row is; none if a replication has one row.
    units : mapping of str to str
        Measure -> unit; other columns are left out.

    Returns
    -------
    DataFrame
        The keys, then ``measure, unit, mean, half_width, n``: the groups in the order in which they first come, of each
        the measures in the order of `units`.

    Examples
    --------
    >>> table = pd.DataFrame({"replication": [0, 1, 0, 1], "place": list("aabb"), "wait": [1.0, 3.0, 5.0, 5.0]})
    >>> summarise_by(table, ["place"], {"wait": "min"})[["place", "measure", "mean", "n"]]
      place measure  mean  n
    0     a    wait   2.0  2
    1     b    wait   5.0  2
    """
    columns = [*keys, "measure", "unit", "mean", "half_width", "n"]
    rows = []
    for group, part in table.groupby(list(keys), sort=False, dropna=False) if keys else [((), table)]:
        for name, unit in units.items():
            e = estimate_mean(part[name].to_numpy(np.float64, na_value=np.nan), unit)
            rows.append((*group, name, unit, e.mean, e.half_width, e.n))
    return pd.DataFrame(rows, columns=columns)
