"""SERVQUAL: what applicants met, less what they expected, by item, dimension and as a whole."""

from collections.abc import Sequence
from functools import cache

import numpy as np
import pandas as pd
from numpy.typing import NDArray

from simulator.data import load
from simulator.measures.estimate import estimate_mean

GAP_COLUMNS = ("level", "name", "expectation", "perception", "gap", "half_width", "n")

Array = NDArray[np.float64]


def servqual_gaps(expectation: Array, perception: Array, weights: Array | None = None) -> pd.DataFrame:
    """Gaps of a SERVQUAL questionnaire.

    A pair counts where both questions are answered. The gap of a dimension is the mean over respondents of each one's
    mean over its pairs; that of the whole, the mean over respondents who have all dimensions, with equal weights
    (unweighted) and with theirs (weighted).

    Parameters
    ----------
    expectation, perception : ndarray, shape (n_respondents, n_items)
        Answers, in the order of :func:`servqual_items`; not a number where there is none.
    weights : ndarray, shape (n_respondents, n_dimensions) or (n_dimensions,), optional
        Importance of the dimensions, of each respondent or one for all; they need not add up to one, and whoever has
        one that is not a number is left out.

    Returns
    -------
    DataFrame
        ``level`` ("item", "dimension", "whole"), ``name`` (id of the item, dimension, "unweighted" or "weighted"),
        means of ``expectation``, ``perception`` and ``gap`` = perception - expectation in points of the scale,
        ``half_width`` of the 95 % interval of the gap over respondents, ``n`` respondents.

    References
    ----------
    Parasuraman, Zeithaml & Berry (1988), SERVQUAL, *Journal of Retailing* 64(1).

    Examples
    --------
    >>> table = servqual_gaps(np.full((3, 22), 5.0), np.full((3, 22), 4.0))
    >>> table.loc[table["name"] == "unweighted", ["gap", "n"]].to_numpy().tolist()
    [[-1.0, 3.0]]
    """
    is_pair = ~(np.isnan(expectation) | np.isnan(perception))
    pairs = [np.where(is_pair, answers, np.nan) for answers in (expectation, perception)]
    items = servqual_items()
    codes = np.array([dimensions().index(name) for name in items["dimension"]])
    of_dimensions = [_row_means(answers, codes) for answers in pairs]
    rows = [_row("item", name, *(answers[:, at] for answers in pairs)) for at, name in enumerate(items["id"])]
    rows += [
        _row("dimension", name, *(means[:, at] for means in of_dimensions)) for at, name in enumerate(dimensions())
    ]
    rows.append(_row("whole", "unweighted", *(means.mean(axis=1) for means in of_dimensions)))
    if weights is not None:
        shares = _shares(weights, len(expectation))
        rows.append(_row("whole", "weighted", *((means * shares).sum(axis=1) for means in of_dimensions)))
    return pd.DataFrame(rows, columns=list(GAP_COLUMNS))


def _row(level: str, name: str, expectation: Array, perception: Array) -> tuple[object, ...]:
    """Means of one pair of columns, over respondents that have both."""
    gap = estimate_mean(perception - expectation, "point")
    means = (estimate_mean(column, "point").mean for column in (expectation, perception))
    return (level, name, *means, gap.mean, gap.half_width, gap.n)


def _row_means(answers: Array, codes: NDArray[np.int64]) -> Array:
    """Mean over each respondent's answered pairs of each dimension; not a number where there is none."""
    means = np.full((len(answers), codes.max() + 1), np.nan)
    for code in range(means.shape[1]):
        part = answers[:, codes == code]
        counts = (~np.isnan(part)).sum(axis=1)
        np.divide(np.nansum(part, axis=1), counts, out=means[:, code], where=counts > 0)
    return means


def _shares(weights: Array, respondents: int) -> Array:
    """Weights that add up to one for each respondent."""
    wide = np.broadcast_to(weights, (respondents, len(dimensions()))).astype(np.float64)
    totals = wide.sum(axis=1, keepdims=True)
    if (wide < 0).any() or (totals == 0).any():
        raise ValueError("weights must not be negative, and not all be zero")
    shares: Array = wide / totals
    return shares


@cache
def servqual_items() -> pd.DataFrame:
    """The 22 pairs: ``id, no, dimension, what, what_id, mark, cite``, as in the data package `skm`.

    Returns
    -------
    DataFrame
        One row for each pair of questions, in their order.
    """
    return load("skm", "servqual_items").sort_values("no", ignore_index=True)


def dimensions() -> Sequence[str]:
    """The five dimensions, in the order in which the items come.

    Returns
    -------
    sequence of str
        Their ids.
    """
    return list(dict.fromkeys(map(str, servqual_items()["dimension"])))


DIMENSION_TITLES = {
    "tangibles": ("Bukti fisik", "Tangibles"),
    "reliability": ("Keandalan", "Reliability"),
    "responsiveness": ("Daya tanggap", "Responsiveness"),
    "assurance": ("Jaminan", "Assurance"),
    "empathy": ("Empati", "Empathy"),
}
"""Dimension -> its name in Indonesian and in English."""
