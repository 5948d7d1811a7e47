"""Whether two offices can be told from each other, by the same replications of both."""

from collections.abc import Sequence
from math import sqrt

import numpy as np
import pandas as pd
from numpy.typing import NDArray
from scipy.special import stdtr

from simulator.experiments.compare import holm
from simulator.experiments.outcomes import mean_bound, share_of
from simulator.measures.estimate import CONFIDENCE

__all__ = ["DOWN", "UNSURE", "UP", "apart", "maybe_best"]

DOWN, UNSURE, UP = -1, 0, 1


def apart(pairs: "Sequence[tuple[pd.Series[float], pd.Series[float]]]") -> list[int]:
    """Whether the second of each pair is surely less (-1), surely more (1), or not distinguishable (0).

    Paired t-tests, adjusted together by Holm: of all that are called distinguishable, none is wrong with 95 %
    confidence.

    Parameters
    ----------
    pairs : sequence of (Series, Series)
        Values of the same replications.

    References
    ----------
    Holm (1979), *Scandinavian Journal of Statistics* 6(2), 65-70.
    """
    gains = [_gain(first, second) for first, second in pairs]
    adjusted = holm([_p(gain) for gain in gains])
    return [
        int(np.sign(gain.mean())) if p < 1 - CONFIDENCE else UNSURE for gain, p in zip(gains, adjusted, strict=True)
    ]


def maybe_best(values: "Sequence[pd.Series[float]]", sign: int) -> tuple[int, list[int]]:
    """Which of several has the best mean, and which others may truly be the best.

    The best mean was chosen from the same values, so that it cannot be held against each other one by itself. Another
    one is left out if the paired one-sided test says that it is worse than the one with the best mean, Bonferroni over
    all but one. Whichever is truly the best, with 95 % confidence no other one is seen to be better than it; so with
    this confidence the truly best is among those that are named here, and the one with the best mean (Hsu 1984).

    Parameters
    ----------
    values : sequence of Series
        Of the same replications; one or more, each with a value.
    sign : int
        -1 where less is better, 1 where more is.

    Returns
    -------
    best : int
        Place of the best mean.
    others : list of int
        Places of those that cannot be told from it.

    References
    ----------
    Hsu (1984), "Constrained simultaneous confidence intervals for multiple comparisons with the best", *Annals of
    Statistics* 12(3), 1136-1144.
    """
    means = [sign * float(one.mean()) for one in values]
    best = max(range(len(values)), key=lambda at: means[at])
    each = share_of(CONFIDENCE, len(values) - 1)
    others = [at for at in range(len(values)) if at != best]
    lost = {at: sign * _gain(values[at], values[best]) for at in others}
    return best, [at for at in others if not mean_bound(lost[at], each, -1) > 0]


def _gain(first: "pd.Series[float]", second: "pd.Series[float]") -> NDArray[np.float64]:
    """Second less first, of the replications in which both have a value."""
    if not first.index.equals(second.index):
        first, second = first.align(second, join="inner")
    gain = second.to_numpy(np.float64) - first.to_numpy(np.float64)
    return gain[~np.isnan(gain)]


def _p(gain: NDArray[np.float64]) -> float:
    if len(gain) < 2 or not gain.any():
        return float("nan")
    deviation = float(gain.std(ddof=1))
    if deviation == 0:
        return 0.0
    return float(2 * stdtr(len(gain) - 1, -abs(gain.mean()) / (deviation / sqrt(len(gain)))))
