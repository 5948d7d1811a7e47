"""Which levers matter: Morris screening and Sobol indices, sampled by SALib."""

from collections.abc import Sequence
from typing import Any, Literal

import numpy as np
import pandas as pd
from numpy.typing import NDArray

from simulator.experiments.design_spec import DesignBlock
from simulator.experiments.indices import is_flat, morris, problem, sobol

Kind = Literal["morris", "sobol-indices"]
KINDS: tuple[Kind, ...] = ("morris", "sobol-indices")

_COLUMNS = ["measure", "lever", "index", "value", "low", "high", "n", "noise_share"]

_Array = NDArray[np.float64]


def sample(block: DesignBlock, n_levers: int, seed: int) -> _Array:
    """Points at which a sensitivity study simulates.

    Parameters
    ----------
    block : DesignBlock
        Kind and size.
    n_levers : int
        How many levers there are.
    seed : int
        Of the sample; SALib takes 32 bits of it.

    Returns
    -------
    ndarray, shape (n_points, n_levers), float64
        Shares from 0 to 1, as :meth:`Lever.level_at` takes them; trajectories · (levers + 1) points for Morris,
        base samples · (levers + 2) for Sobol indices.

    Raises
    ------
    ValueError
        If a size is missing or not possible.
    """
    unit_cube = problem([f"lever-{number}" for number in range(n_levers)])
    if block.kind == "morris":
        from SALib.sample import morris as trajectories

        _check_morris(block.trajectories, block.grid_levels)
        points = trajectories.sample(unit_cube, block.trajectories, num_levels=block.grid_levels, seed=seed % 2**32)
    elif block.kind == "sobol-indices":
        from SALib.sample import sobol as sequence

        _check_sobol(block.base_samples)
        points = sequence.sample(unit_cube, block.base_samples, calc_second_order=False, seed=seed % 2**32)
    else:
        raise ValueError(f"there is no sensitivity sample {block.kind!r}; possible are: {', '.join(KINDS)}")
    return np.asarray(points)


def sensitivity(levers: Sequence[str], positions: _Array, values: pd.DataFrame, kind: Kind) -> pd.DataFrame:
    """Sensitivity indices of the means over replications.

    Parameters
    ----------
    levers : sequence of str
        Their names, in the order of the columns of `positions`.
    positions : ndarray, shape (n_points, n_levers), float64
        What was really set: :meth:`Lever.position_at` of the shares that :func:`sample` gave.
    values : DataFrame, index (point, replication)
        A column for each measure; every point was simulated with the same replications.
    kind : {"morris", "sobol-indices"}
        How the points were sampled.

    Returns
    -------
    DataFrame
        ``measure, lever, index, value, low, high, n, noise_share``. Index is ``mu_star`` or ``sigma`` (in units of the
        measure, for the whole range of the lever), or ``S1`` or ``ST`` (shares of variance). `n` counts the effects of
        the lever, one of each trajectory in which its level moved, or the base samples. A measure without a value at
        some point has indices that are not numbers; one that is the same at all points has effects of 0 and no shares
        of variance. Without effects there is no mu_star, and with fewer than two no sigma and no interval.

    Notes
    -----
    SALib draws both samples and gives the Sobol indices. The effects of Morris are made here, for SALib takes every
    lever to have moved by the step of its grid: that is right for a range of real numbers only. Of a lever of two
    levels, which moves by the whole of its range, it would say 1.5 times the effect. Here each change of the measure is
    divided by that of the position, so that mu_star of a linear effect is what the lever does from end to end.

    The 95 % interval is value ± 1.96 bootstrap standard deviations, over the trajectories (Morris) or the sample of
    points (SALib). It says how far another sample of points could give another index. It does not say how far other
    replications could: the indices are of the mean over the replications that were made, whose noise they take for an
    effect of the levers, mu_star and ST most of all. `noise_share` says how much there is of it: the variance that
    noise gives to a point's mean, over the variance of the means of all points. Luck that all points share (common
    random numbers) is not in it. Where it exceeds some 0.05, use more replications.

    References
    ----------
    Morris (1991), *Technometrics* 33(2); Campolongo, Cariboni & Saltelli (2007), *Environmental Modelling & Software*
    22(10). Saltelli et al. (2010), *Computer Physics Communications* 181(2).
    """
    if kind not in KINDS:
        raise ValueError(f"there is no kind of sensitivity {kind!r}; possible are: {', '.join(KINDS)}")
    rows = [row for name in map(str, values) for row in _rows(name, levers, positions, values[name], kind)]
    return pd.DataFrame(rows, columns=_COLUMNS)


def noise_share(values: _Array) -> float:
    """Share of the variance between points that is noise of their replications.

    Parameters
    ----------
    values : ndarray, shape (n_points, n_replications), float64
        The same replications at every point; those without a value at some point are left out.

    Returns
    -------
    float
        At most 1; not a number with fewer than two replications or points, or where all points are equal.

    Notes
    -----
    The residual mean square of points × replications, by the number of replications, over the variance of the means
    of the points.
    """
    complete = values[:, ~np.isnan(values).any(axis=0)]
    points, replications = complete.shape
    if points < 2 or replications < 2:
        return float("nan")
    means = complete.mean(axis=1)
    between = means.var(ddof=1)
    if is_flat(means):
        return float("nan")
    residuals = complete - means[:, None] - complete.mean(axis=0) + complete.mean()
    within = (residuals**2).sum() / ((points - 1) * (replications - 1))
    return float(min(1.0, within / replications / between))


def _rows(measure: str, levers: Sequence[str], positions: _Array, column: pd.Series, kind: Kind) -> list[Any]:
    values = column.unstack().to_numpy(np.float64)
    has_value = bool((~np.isnan(values)).any(axis=1).all())
    means = np.nanmean(values, axis=1) if has_value else np.full(len(values), np.nan)
    found = (morris if kind == "morris" else sobol)(positions, means)
    share = noise_share(values)
    return [
        (measure, lever, name, value, value - half, value + half, n, share)
        for name, index in found.items()
        for lever, value, half, n in zip(levers, *index, strict=True)
    ]


def _check_morris(trajectories: int | None, grid_levels: int | None) -> None:
    if trajectories is None or trajectories < 2:
        raise ValueError(f"trajectories is {trajectories}; Morris needs at least 2, better 10 or more")
    if grid_levels is None or grid_levels < 2 or grid_levels % 2:
        raise ValueError(f"grid_levels is {grid_levels}; Morris needs an even number, 4 as a rule")


def _check_sobol(base_samples: int | None) -> None:
    if base_samples is None or base_samples < 2 or base_samples & (base_samples - 1):
        near = 2 ** round(np.log2(max(2, base_samples or 64)))
        raise ValueError(f"base_samples is {base_samples}; Sobol indices need a power of 2, as {near}")
