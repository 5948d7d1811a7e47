"""Sensitivity indices of one measure, through SALib."""

from collections.abc import Sequence
from typing import Any

import numpy as np
from numpy.typing import NDArray

_RESAMPLES = 1000
_RESAMPLING_SEED = 20260105  # SALib takes a seed of 0 for none
_Z = 1.959963984540054

_Array = NDArray[np.float64]


def problem(levers: Sequence[str]) -> dict[str, Any]:
    """Levers from 0 to 1, as SALib takes them."""
    return {"num_vars": len(levers), "names": list(levers), "bounds": [[0.0, 1.0]] * len(levers)}


def morris(levers: Sequence[str], shares: _Array, means: _Array, grid_levels: int) -> dict[str, tuple[_Array, _Array]]:
    """Index -> its values and half-widths, a number for each lever: mu_star and sigma."""
    from SALib.analyze.morris import analyze

    if np.isnan(means).any():
        return _nothing(("mu_star", "sigma"), len(levers))
    found = analyze(
        problem(levers), shares, means, num_resamples=_RESAMPLES, num_levels=grid_levels, seed=_RESAMPLING_SEED
    )
    spread = _Z * _resampled_sigma(_elementary_effects(shares, means)).std(axis=0, ddof=1)
    return {
        "mu_star": (np.asarray(found["mu_star"], np.float64), np.asarray(found["mu_star_conf"], np.float64)),
        "sigma": (np.asarray(found["sigma"], np.float64), spread),
    }


def sobol(levers: Sequence[str], shares: _Array, means: _Array, _: int) -> dict[str, tuple[_Array, _Array]]:
    """The same for S1 and ST."""
    from SALib.analyze.sobol import analyze

    if np.isnan(means).any() or is_flat(means):
        return _nothing(("S1", "ST"), len(levers))
    found = analyze(problem(levers), means, calc_second_order=False, num_resamples=_RESAMPLES, seed=_RESAMPLING_SEED)
    return {name: (np.asarray(found[name]), np.asarray(found[f"{name}_conf"])) for name in ("S1", "ST")}


def _elementary_effects(shares: _Array, means: _Array) -> _Array:
    """Shape (trajectories, levers): change of the measure by that of the one lever that a step moves."""
    size = shares.shape[1] + 1
    steps = np.diff(shares.reshape(-1, size, size - 1), axis=1)
    changes = np.diff(means.reshape(-1, size), axis=1)
    moved = np.abs(steps).argmax(axis=2)
    by = np.take_along_axis(steps, moved[:, :, None], axis=2)[:, :, 0]
    effects = np.empty_like(changes)
    np.put_along_axis(effects, moved, changes / by, axis=1)
    return effects


def _resampled_sigma(effects: _Array) -> _Array:
    chosen = np.random.default_rng(_RESAMPLING_SEED).integers(len(effects), size=(_RESAMPLES, len(effects)))
    return np.asarray(effects[chosen].std(axis=1, ddof=1))


def _nothing(names: Sequence[str], n_levers: int) -> dict[str, tuple[_Array, _Array]]:
    empty = np.full(n_levers, np.nan)
    return dict.fromkeys(names, (empty, empty))


def is_flat(means: _Array) -> bool:
    """Whether all points are equal, but for rounding."""
    return bool(np.ptp(means) <= 1e-12 * max(1.0, float(np.abs(means).max())))
