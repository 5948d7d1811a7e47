"""The 27 studies of lesson 14: how often each theme is counted, and what chance makes of the order."""

from dataclasses import dataclass
from functools import cache
from math import sqrt
from typing import Any

import numpy as np
import pandas as pd
from numpy.typing import NDArray

from simulator.data import load

RESAMPLES = 2_000
"""Fixed beforehand: the share on top is then known to about two points."""

STUDIES, MENTIONS = range(2)
"""What is counted: a study once for each theme in which it is cited, or every place where it is."""

INNER = 2.5, 97.5
Z = 1.96

Integers = NDArray[np.int64]


@dataclass(frozen=True)
class Resampled:
    """Counts of the themes in many reviews that might have been.

    Attributes
    ----------
    counts : ndarray, shape (resamples, themes), int64
        Of each review.
    """

    counts: Integers

    @property
    def bounds(self) -> NDArray[np.float64]:
        """Ends of the range in which 95 of 100 reviews lie, a row for each theme."""
        return np.percentile(self.counts, INNER, axis=0).T

    @property
    def tops(self) -> NDArray[np.float64]:
        """Share of the reviews in which each theme alone is on top."""
        best = self.counts.max(axis=1, keepdims=True)
        is_best = self.counts == best
        alone: NDArray[np.float64] = (is_best & (is_best.sum(axis=1, keepdims=True) == 1)).mean(axis=0)
        return alone

    @property
    def tie(self) -> float:
        """Share of the reviews in which no theme is alone on top."""
        return 1.0 - float(self.tops.sum())

    def half_width(self, share: float) -> float:
        """Of the 95 % interval of a share of the reviews: what another drawing of as many might give."""
        return Z * sqrt(share * (1 - share) / len(self.counts))

    def difference(self, first: int, second: int) -> tuple[float, float, float]:
        """Mean of one theme less another, and the range in which 95 of 100 reviews lie."""
        found = self.counts[:, first] - self.counts[:, second]
        low, high = np.percentile(found, INNER)
        return float(found.mean()), float(low), float(high)


def theme_names(lang: str) -> list[str]:
    """Themes of the review, in its order."""
    return [str(name) for name in load("review27", "themes")["name_id" if lang == "id" else "name"]]


@cache
def counted(what: int) -> Integers:
    """What each study adds to each theme.

    Parameters
    ----------
    what : int
        :data:`STUDIES` or :data:`MENTIONS`.

    Returns
    -------
    ndarray, shape (studies, themes), int64
        Studies and themes in the order of the tables. Mentions that are of none of the studies are left out.
    """
    studies, themes = load("review27", "studies")["id"], load("review27", "themes")["id"]
    table = pd.crosstab(*_study_and_theme()).reindex(index=list(studies), columns=list(themes), fill_value=0)
    counts = table.to_numpy(np.int64)
    return np.minimum(counts, 1) if what == STUDIES else counts


def _study_and_theme() -> tuple["pd.Series[Any]", "pd.Series[Any]"]:
    mentions = load("review27", "mentions").dropna(subset="study")
    theme_of = load("review27", "subthemes").set_index("id")["theme"]
    return mentions["study"].astype(str), mentions["subtheme"].map(theme_of).astype(str)


def printed_mentions() -> list[int]:
    """Mentions of each theme in the review's text, those of other works too."""
    theme_of = load("review27", "subthemes").set_index("id")["theme"]
    found = load("review27", "mentions")["subtheme"].map(theme_of)
    return [int((found == theme).sum()) for theme in load("review27", "themes")["id"]]


def without_theme() -> int:
    """Studies that the discussion cites nowhere."""
    return int((counted(STUDIES).sum(axis=1) == 0).sum())


def resampled(what: int, replaced: int, seed: int) -> Resampled:
    """Reviews in which some studies were not found and others were.

    Parameters
    ----------
    what : int
        :data:`STUDIES` or :data:`MENTIONS`.
    replaced : int
        Studies taken out at random; in their place come as many drawn from all 27, with replacement. With 27 this is
        the bootstrap.
    seed : int
        Of the drawing.

    Returns
    -------
    Resampled
        :data:`RESAMPLES` reviews.

    References
    ----------
    Efron & Tibshirani (1993), *An Introduction to the Bootstrap*, chapter 6.
    """
    of_study = counted(what)
    n = len(of_study)
    rng = np.random.default_rng(seed)
    kept = rng.permuted(np.tile(np.arange(n), (RESAMPLES, 1)), axis=1)[:, replaced:]
    found = rng.integers(n, size=(RESAMPLES, replaced))
    return Resampled(of_study[np.hstack([kept, found])].sum(axis=1))
