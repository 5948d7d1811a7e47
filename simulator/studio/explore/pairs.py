"""Whether two offices can be told from each other, by the same replications of both."""

from collections.abc import Sequence
from math import sqrt

import numpy as np
import pandas as pd
from numpy.typing import NDArray
from scipy.special import stdtr

from simulator.experiments.compare import holm
from simulator.measures.estimate import CONFIDENCE

__all__ = ["DOWN", "UNSURE", "UP", "apart"]

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
    gains = [np.asarray((second - first).dropna(), np.float64) for first, second in pairs]
    adjusted = holm([_p(gain) for gain in gains])
    return [
        int(np.sign(gain.mean())) if p < 1 - CONFIDENCE else UNSURE for gain, p in zip(gains, adjusted, strict=True)
    ]


def _p(gain: NDArray[np.float64]) -> float:
    if len(gain) < 2 or not gain.any():
        return float("nan")
    deviation = float(gain.std(ddof=1))
    if deviation == 0:
        return 0.0
    return float(2 * stdtr(len(gain) - 1, -abs(gain.mean()) / (deviation / sqrt(len(gain)))))
