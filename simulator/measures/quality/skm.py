"""SKM: means of nine elements, the index, and the letter it earns, in exact fractions."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal
from fractions import Fraction
from functools import cache

import numpy as np
import pandas as pd

from simulator.data import load
from simulator.measures.quality.sampling import half_width_of_index

LOWEST, HIGHEST = 1, 4
"""Answers of the questionnaire."""

POINTS = 25
"""Points of the index for one point of the mean answer."""

LEAST = 10
"""Respondents below which nothing is said of a group, unless another number is given."""


@dataclass(frozen=True)
class Index:
    """An index from 25 to 100.

    Attributes
    ----------
    exact : Fraction
        Without any rounding on the way.
    """

    exact: Fraction

    @property
    def value(self) -> float:
        """As a number of the machine."""
        return float(self.exact)

    @property
    def rounded(self) -> Decimal:
        """Half up to two decimals, as the limits of the letters are printed."""
        return round_half_up(self.exact, 2)

    @property
    def letter(self) -> str:
        """A to D, decided on two decimals; empty below 25."""
        reached = [letter for low, letter in _limits() if low <= self.rounded]
        return reached[-1] if reached else ""


@dataclass(frozen=True)
class ElementScore:
    """What was answered of one element.

    Attributes
    ----------
    element : str
        Its id, as in the data package `skm`.
    answered, total : int
        Answers, and their sum.
    half_width : float
        Of the 95 % interval of :attr:`index`, points; not a number for fewer than two answers.
    """

    element: str
    answered: int
    total: int
    half_width: float

    @property
    def mean(self) -> Fraction:
        """Mean of the answers that were given (NRR)."""
        return Fraction(self.total, self.answered)

    @property
    def index(self) -> Index:
        """The mean on the scale of the index."""
        return Index(self.mean * POINTS)


@dataclass(frozen=True)
class Skm:
    """A satisfaction survey, computed.

    Attributes
    ----------
    respondents : int
        Who answered anything.
    elements : tuple of ElementScore
        In the order of the data package.
    half_width : float
        Of the 95 % interval of the index, points; not a number for fewer than two respondents.
    """

    respondents: int
    elements: tuple[ElementScore, ...]
    half_width: float

    @property
    def index(self) -> Index:
        """The index with the weight 1/9."""
        return self.weighted("weight-ninth")

    @property
    def variant(self) -> Index:
        """The index with the weight 0.11, which loses a hundredth of it."""
        return self.weighted("weight-0-11")

    def weighted(self, weight: str) -> Index:
        """The index with one of the weights in use.

        Parameters
        ----------
        weight : str
            Its id, as in the data package `skm`.
        """
        return index_of([score.mean for score in self.elements], weights()[weight])

    @property
    def letters(self) -> tuple[str, str]:
        """Letters at the two ends of the interval of the index; both empty without an interval."""
        if self.half_width != self.half_width:
            return "", ""
        low, high = (self.index.exact + sign * Fraction(self.half_width) for sign in (-1, 1))
        return Index(max(low, Fraction(LOWEST * POINTS))).letter, Index(min(high, Fraction(HIGHEST * POINTS))).letter


class NoAnswerError(ValueError):
    """An element without a single answer, or no respondent at all: there is no index.

    Attributes
    ----------
    elements : tuple of str
        Elements without an answer.
    """

    def __init__(self, elements: Sequence[str]):
        super().__init__(f"no answer to {', '.join(elements)}: the index needs all nine elements")
        self.elements = tuple(elements)


def skm(answers: pd.DataFrame, population: int | None = None) -> Skm:
    """Index of a questionnaire.

    An answer that is missing leaves its respondent out of that element only: the mean of an element is the sum of its
    answers by the number of answers that were given.

    Parameters
    ----------
    answers : DataFrame, shape (n_respondents, ≥ 9)
        A column for each element, named by its id; whole answers from 1 to 4, missing where there is none.
    population : int, optional
        Who was served in the time that the survey is about; makes the interval narrower (finite population correction).

    Returns
    -------
    Skm
        Means, index, interval.

    Raises
    ------
    NoAnswerError
        If an element has no answer.
    ValueError
        If an answer is not 1, 2, 3 or 4, or the population is smaller than the sample.

    References
    ----------
    PermenPANRB 14/2017: index = sum of (mean of the element · 1/9) · 25.

    Examples
    --------
    >>> answers = pd.DataFrame([[3] * 9, [4] * 9], columns=list(elements()))
    >>> done = skm(answers)
    >>> done.index.rounded, done.index.letter, done.variant.rounded, done.variant.letter
    (Decimal('87.50'), 'B', Decimal('86.63'), 'B')
    """
    given = answers[list(elements())].astype("Int64")
    if not given.isin([*range(LOWEST, HIGHEST + 1), pd.NA]).all(axis=None):
        raise ValueError(f"answers are {LOWEST}, 2, 3 or {HIGHEST}, or missing")
    if silent := [name for name in elements() if not given[name].notna().any()]:
        raise NoAnswerError(silent)
    asked = given[given.notna().any(axis=1)]
    if population is not None and population < len(asked):
        raise ValueError(f"{len(asked)} respondents of a population of {population}")
    scores = tuple(_score(name, asked[name].dropna(), population) for name in elements())
    half_width = half_width_of_index(asked.to_numpy("float64", na_value=float("nan")), POINTS, population)
    return Skm(len(asked), scores, half_width)


def _score(element: str, given: "pd.Series[int]", population: int | None) -> ElementScore:
    half_width = half_width_of_index(np.asarray(given, np.float64)[:, np.newaxis], POINTS, population)
    return ElementScore(element, len(given), int(given.sum()), half_width)


def index_of(means: Sequence[Fraction], weight: Fraction) -> Index:
    """Index from the means of the elements.

    Parameters
    ----------
    means : sequence of Fraction
        One for each of the nine elements, from 1 to 4.
    weight : Fraction
        Of each element.

    Returns
    -------
    Index
        Sum of mean · weight, by 25.
    """
    return Index(sum(means, start=Fraction(0)) * weight * POINTS)


def group_table(answers: pd.DataFrame, groups: Sequence[str], least: int = LEAST) -> pd.DataFrame:
    """Index of each group of respondents; nothing of groups that are small.

    Where what is withheld of a grouping could be worked out from the whole, the next larger groups are withheld too.

    Parameters
    ----------
    answers : DataFrame
        As for :func:`skm`, with the columns that say to which group a respondent belongs.
    groups : sequence of str
        These columns; a respondent with none is of the group "".
    least : int, optional
        Respondents from which on a group is told of.

    Returns
    -------
    DataFrame
        ``by, group, respondents, index, half_width, letter, lowest`` (element of the lowest mean), ``withheld``
        ("", "small", "with_small", or "no_answer" where an element has none), then the mean of each element.
    """
    rows = []
    asked = answers[answers[list(elements())].notna().any(axis=1)]
    for by in groups:
        parts = dict(list(asked.groupby(asked[by].fillna(""), sort=True)))
        withheld = withheld_groups({str(name): len(part) for name, part in parts.items()}, least)
        rows += [_group_row(by, str(name), part, withheld.get(str(name), "")) for name, part in parts.items()]
    columns = ["by", "group", "respondents", "index", "half_width", "letter", "lowest", "withheld", *elements()]
    return pd.DataFrame(rows, columns=columns)


def _group_row(by: str, name: str, part: pd.DataFrame, withheld: str) -> dict[str, object]:
    row: dict[str, object] = {"by": by, "group": name, "respondents": len(part), "withheld": withheld}
    if withheld:
        return row
    try:
        done = skm(part)
    except NoAnswerError:
        return row | {"withheld": "no_answer"}
    means = {score.element: float(score.mean) for score in done.elements}
    lowest = min(done.elements, key=lambda score: score.mean).element
    of_index = {"index": done.index.value, "half_width": done.half_width, "letter": done.index.letter}
    return row | of_index | {"lowest": lowest} | means


def withheld_groups(sizes: Mapping[str, int], least: int) -> dict[str, str]:
    """Groups of which nothing is told, with the reason.

    Parameters
    ----------
    sizes : mapping of str to int
        Respondents of each group.
    least : int
        From which on a group is told of.

    Returns
    -------
    dict of str to str
        "small", or "with_small" for the next larger ones, as many as it takes until those of whom nothing is told are
        too many together to be worked out from the whole.

    Examples
    --------
    >>> withheld_groups({"a": 40, "b": 4, "c": 20}, 10)
    {'b': 'small', 'c': 'with_small'}
    """
    withheld = {name: "small" for name, size in sizes.items() if 0 < size < least}
    others = sorted((name for name in sizes if name not in withheld), key=lambda name: sizes[name])
    while withheld and others and (len(withheld) < 2 or sum(sizes[name] for name in withheld) < least):
        withheld[others.pop(0)] = "with_small"
    return withheld


@cache
def elements() -> dict[str, tuple[str, str]]:
    """The nine elements: id -> official name and name in English.

    Returns
    -------
    dict of str to (str, str)
        In the order of the data package `skm`.
    """
    table = load("skm")
    return {str(row.id): (str(row.name_id), str(row.name)) for row in table.itertuples(index=False)}


@cache
def weights() -> dict[str, Fraction]:
    """The weights in use.

    Returns
    -------
    dict of str to Fraction
        Id, as in the data package `skm` -> exact weight.
    """
    table = load("skm", "weights")
    return {str(name): Fraction(str(weight)) for name, weight in zip(table["id"], table["weight"], strict=True)}


@cache
def performances() -> dict[str, tuple[str, str]]:
    """What each letter means.

    Returns
    -------
    dict of str to (str, str)
        Letter -> in Indonesian and in English.
    """
    table = load("skm", "bands")
    return {str(row.quality): (str(row.performance_id), str(row.performance)) for row in table.itertuples(index=False)}


@cache
def _limits() -> tuple[tuple[Decimal, str], ...]:
    """Lowest index of each letter, from the worst letter to the best."""
    table = load("skm", "bands").sort_values("index_low")
    lows = (Decimal(str(low)) for low in table["index_low"])
    return tuple(zip(lows, map(str, table["quality"]), strict=True))


def round_half_up(number: Fraction, decimals: int) -> Decimal:
    """A fraction rounded as offices round; never twice.

    Parameters
    ----------
    number : Fraction
        Not negative.
    decimals : int
        Digits after the point.

    Returns
    -------
    Decimal
        With that many decimals.

    Examples
    --------
    >>> round_half_up(Fraction(88305, 1000), 2)
    Decimal('88.31')
    """
    return Decimal((2 * number * 10**decimals + 1) // 2).scaleb(-decimals)
