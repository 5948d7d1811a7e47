"""Choosing in proportion to shares."""

import numpy as np
from numpy.typing import NDArray

from simulator.workload.elementary import Array


def choose(weights: Array, uniform: Array) -> NDArray[np.int64]:
    """Position in each row, in proportion to the row's weights; never one of weight 0.

    Parameters
    ----------
    weights : ndarray, shape (n, k) or (1, k), float64
        Not negative, some above 0 in each row; a single row serves everyone.
    uniform : ndarray, shape (n,), float64
        A uniform number for each.

    Returns
    -------
    ndarray, shape (n,), int64
        Positions, 0 to k - 1.

    Examples
    --------
    >>> choose(np.array([[1.0, 0.0, 3.0]]), np.array([0.24, 0.26, 0.99])).tolist()
    [0, 2, 2]
    """
    cumulative = np.cumsum(weights, axis=1)
    position = (uniform[:, None] * cumulative[:, -1:] >= cumulative).sum(axis=1)
    last = weights.shape[1] - 1 - np.argmax(weights[:, ::-1] > 0, axis=1)
    result: NDArray[np.int64] = np.minimum(position, last)
    return result
