"""Sensitivity indices of one measure: elementary effects of Morris, and Sobol indices through SALib."""

from collections.abc import Sequence
from typing import Any, NamedTuple

import numpy as np
from numpy.typing import NDArray

_RESAMPLES = 1000
_RESAMPLING_SEED = 20260105  # SALib takes a seed of 0 for none
_Z = 1.959963984540054
_STILL = 1e-9
"""Positions that differ by less are the same: a step of a sample of Morris is never so small."""
_DRAWN_AT_ONCE = 2**20

_Array = NDArray[np.float64]


class Index(NamedTuple):
    """One index, a number for each lever.

    Attributes
    ----------
    values, half_widths : ndarray, shape (n_levers,), float64
        The index and the half-width of its 95 % interval.
    n : ndarray, shape (n_levers,), int64
        From how many elementary effects, or base samples, it was made.
    """

    values: _Array
    half_widths: _Array
    n: NDArray[np.int64]


def problem(levers: Sequence[str]) -> dict[str, Any]:
    """Levers from 0 to 1, as SALib takes them."""
    return {"num_vars": len(levers), "names": list(levers), "bounds": [[0.0, 1.0]] * len(levers)}


def morris(positions: _Array, means: _Array) -> dict[str, Index]:
    """Index -> its values: mu_star and sigma.

    Parameters
    ----------
    positions : ndarray, shape (n_points, n_levers), float64
        Where the level of each lever stands, as :meth:`Lever.position_at` gives it.
    means : ndarray, shape (n_points,), float64
        Of the measure.

    Notes
    -----
    SALib's own analysis divides each change by the step of its grid, which is what a range of real numbers moved by.
    A lever of levels moves by whole levels: by the whole of two, not by two thirds. So the effects are made here, from
    what was really set; for ranges of real numbers they are those of SALib.
    """
    effects = [column[~np.isnan(column)] for column in elementary_effects(positions, means).T]
    n = np.array([len(of_lever) for of_lever in effects])
    statistics = np.array([_statistics(of_lever) for of_lever in effects])
    half_widths = np.array([_half_widths(of_lever) for of_lever in effects])
    names = ("mu_star", "sigma")
    return {name: Index(statistics[:, place], half_widths[:, place], n) for place, name in enumerate(names)}


def sobol(positions: _Array, means: _Array) -> dict[str, Index]:
    """The same for S1 and ST."""
    from SALib.analyze.sobol import analyze

    n_levers = positions.shape[1]
    n = np.full(n_levers, len(means) // (n_levers + 2))
    if np.isnan(means).any() or is_flat(means):
        nothing = np.full(n_levers, np.nan)
        return dict.fromkeys(("S1", "ST"), Index(nothing, nothing, n))
    levers = problem([f"lever-{number}" for number in range(n_levers)])
    found = analyze(levers, means, calc_second_order=False, num_resamples=_RESAMPLES, seed=_RESAMPLING_SEED)
    return {name: Index(np.asarray(found[name]), np.asarray(found[f"{name}_conf"]), n) for name in ("S1", "ST")}


def elementary_effects(positions: _Array, means: _Array) -> _Array:
    """Change of the measure by that of the one lever that a step moves, for its whole range.

    Returns
    -------
    ndarray, shape (n_trajectories, n_levers), float64
        Not a number where the step of a lever moved no level, or the measure has no value.
    """
    n_levers = positions.shape[1]
    steps = np.diff(positions.reshape(-1, n_levers + 1, n_levers), axis=1)
    changes = np.diff(means.reshape(-1, n_levers + 1), axis=1)
    trajectory, step, lever = np.nonzero(np.abs(steps) > _STILL)
    effects = np.full((len(steps), n_levers), np.nan)
    effects[trajectory, lever] = changes[trajectory, step] / steps[trajectory, step, lever]
    return effects


def _statistics(effects: _Array) -> _Array:
    """Mean size and standard deviation along the last axis, of effects that are numbers."""
    n = effects.shape[-1]
    nothing = np.full(effects.shape[:-1], np.nan)
    mu_star = np.abs(effects).mean(axis=-1) if n > 0 else nothing
    sigma = effects.std(axis=-1, ddof=1) if n > 1 else nothing
    return np.stack([mu_star, sigma], axis=-1)


def _half_widths(effects: _Array) -> _Array:
    """Of mu_star and sigma: 1.96 standard deviations over samples of the trajectories, drawn with replacement."""
    n = len(effects)
    if n < 2:
        return np.full(2, np.nan)
    rng = np.random.default_rng(_RESAMPLING_SEED)
    rows = max(1, _DRAWN_AT_ONCE // n)
    sizes = [min(rows, _RESAMPLES - begun) for begun in range(0, _RESAMPLES, rows)]
    resampled = [_statistics(effects[rng.integers(n, size=(size, n))]) for size in sizes]
    return np.asarray(_Z * np.concatenate(resampled).std(axis=0, ddof=1))


def is_flat(means: _Array) -> bool:
    """Whether all points are equal, but for rounding."""
    return bool(np.ptp(means) <= 1e-12 * max(1.0, float(np.abs(means).max())))
