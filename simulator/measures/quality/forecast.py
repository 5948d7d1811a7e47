"""What those who came would answer in a satisfaction survey, under published assumptions, and who would be asked."""

from collections.abc import Callable, Hashable, Mapping
from fractions import Fraction
from math import sqrt
from types import MappingProxyType

import numpy as np
import pandas as pd
from numpy.typing import NDArray
from scipy.special import ndtri

from simulator.measures.estimate import CONFIDENCE
from simulator.measures.quality.mapping import DRIVERS, QualityMapping
from simulator.measures.quality.skm import HIGHEST, LOWEST, POINTS, Index, elements, performances

Array = NDArray[np.float64]

FORECAST_UNITS = {
    "asked": "cases",
    "came": "cases",
    "index_asked": "point",
    "index_all": "point",
    "survivor_effect": "point",
}
"""Columns of :func:`forecast_table`."""

ANSWER_UNITS = {"answer_asked": "point", "answer_all": "point"}
"""Columns of :func:`answer_table`."""

CAVEAT = (
    "Ini perkiraan, bukan survei: jawaban dihitung dari pengalaman dalam simulasi dengan asumsi yang kami pilih dan "
    "belum diukur. Pakai untuk membandingkan pilihan, bukan sebagai IKM kantor.",
    "This is a forecast, not a survey: answers are computed from simulated experience by assumptions that we chose and "
    "nobody has measured. Use it to compare options, not as the office's index.",
)
"""What must stand beside every forecast, in Indonesian and in English."""

SURVIVORS = (
    "Survei hanya menanyai yang selesai dilayani. Selisihnya dengan indeks semua yang datang menunjukkan seberapa "
    "tinggi nilai itu hanya karena yang ditolak, berhenti, atau belum selesai tidak ditanya.",
    "A survey asks only those who were served to the end. The difference to the index of all who came shows how much "
    "of it is owed to not asking who was refused, gave up or is still unfinished.",
)
"""What the survivor effect is, in Indonesian and in English."""


def _positive(column: str, less: float = 0.0, per: float = 1.0) -> Callable[[pd.DataFrame, float], Array]:
    return lambda cases, promise_min: np.maximum(_column(cases, column) - less, 0.0) / per


def _is(column: str) -> Callable[[pd.DataFrame, float], Array]:
    return lambda cases, promise_min: np.asarray(_column(cases, column) > 0, np.float64)


def _waited(cases: pd.DataFrame, promise_min: float) -> Array:
    return np.maximum(_column(cases, "waited_min") - promise_min, 0.0) / 60


def _late(cases: pd.DataFrame, promise_min: float) -> Array:
    return np.asarray(cases["outcome"].isin(["late", "missed", "deemed_approved"]), np.float64)


def _days_late(cases: pd.DataFrame, promise_min: float) -> Array:
    """Who is still undecided after the deadline is no better off than whoever was decided late, however late."""
    days = np.maximum(_column(cases, "lateness_days"), 0.0)
    return np.where(cases["outcome"] == "missed", np.inf, days) if "outcome" in cases else days


def _unfinished(cases: pd.DataFrame, promise_min: float) -> Array:
    ended = sum(_column(cases, name) for name in ("departed", "gave_up", "deemed_approved"))
    return np.asarray(ended == 0, np.float64)


_AMOUNTS: Mapping[str, tuple[str, Callable[[pd.DataFrame, float], Array]]] = MappingProxyType(
    {
        "hours_over_promise": ("waited_min", _waited),
        "late": ("outcome", _late),
        "days_late": ("lateness_days", _days_late),
        "extra_trips": ("trips", _positive("trips", less=1)),
        "returns": ("returns", _positive("returns")),
        "refused": ("is_refused", _is("is_refused")),
        "gave_up": ("gave_up", _is("gave_up")),
        "unfinished": ("departed", _unfinished),
        "deemed_approved": ("deemed_approved", _is("deemed_approved")),
        "outage_met": ("outage_met", _is("outage_met")),
        "fee_paid": ("has_fee", _is("has_fee")),
        "remote": ("is_remote", _is("is_remote")),
        "helped": ("was_helped", _is("was_helped")),
    }
)
"""Experience -> the column of the case table that it needs, and how much of it each case has."""

assert _AMOUNTS.keys() == DRIVERS.keys()


def unseen_drivers(cases: pd.DataFrame, mapping: QualityMapping) -> tuple[str, ...]:
    """Experiences that a mapping uses and a case table does not tell of: they move no answer.

    Parameters
    ----------
    cases : DataFrame
        As for :func:`expected_answers`.
    mapping : QualityMapping
        The assumptions.

    Returns
    -------
    tuple of str
        Their names.
    """
    used = dict.fromkeys(effect.driver for effect in mapping.effects)
    return tuple(driver for driver in used if _AMOUNTS[driver][0] not in cases)


def expected_answers(cases: pd.DataFrame, mapping: QualityMapping, promise_min: float) -> pd.DataFrame:
    """Expected answer of each case to each element.

    Parameters
    ----------
    cases : DataFrame, shape (n_cases, …)
        A row for each case, with those of the columns ``waited_min, trips, returns, is_refused, gave_up, departed,
        deemed_approved, outcome`` (of the legal clock), ``lateness_days, outage_met, has_fee, is_remote, was_helped``
        that there are; a missing number counts as none of it.
    mapping : QualityMapping
        The assumptions.
    promise_min : float
        A wait up to this long keeps the promise, minutes.

    Returns
    -------
    DataFrame, shape (n_cases, 9)
        From 1 to 4: base level plus effect · min(amount, most) of every experience, cut off at 1 and 4. An expected
        value, so no whole number; no dice are thrown.
    """
    answers = {element: np.full(len(cases), level) for element, level in mapping.base.items()}
    for effect in mapping.effects:
        column, amount_of = _AMOUNTS[effect.driver]
        if column in cases:
            amount = np.minimum(amount_of(cases, promise_min), np.inf if effect.most is None else effect.most)
            answers[effect.element] += effect.effect * amount
    table = pd.DataFrame({element: answers[element] for element in elements()}, index=cases.index)
    return table.clip(LOWEST, HIGHEST)


def forecast_table(
    cases: pd.DataFrame,
    mapping: QualityMapping,
    promise_min: float,
    replications: list[int],
    response: Mapping[Hashable, float] | None = None,
) -> pd.DataFrame:
    """Forecast index of those who would be asked, and of all who came.

    Asked are those who departed. All are the asked, and who gave up, was refused, was deemed approved or is unfinished
    at the horizon; each is judged by what it met so far.

    Parameters
    ----------
    cases : DataFrame
        As for :func:`expected_answers`, of the window, with ``replication``, ``departed`` and ``channel``.
    mapping : QualityMapping
        The assumptions.
    promise_min : float
        A wait up to this long keeps the promise, minutes.
    replications : list of int
        All that there were, those without a case too.
    response : mapping, optional
        Channel, as the table has it -> share of its departed that answers; channels that are not named answer in full.

    Returns
    -------
    DataFrame
        ``replication, asked, came`` (cases; asked by their share of response), ``index_asked, index_all``
        (points; not a number without a case), ``survivor_effect`` = index_asked - index_all.
    """
    answers = expected_answers(cases, mapping, promise_min)
    index = answers.mean(axis=1).to_numpy(np.float64) * POINTS
    weight = _asked(cases, response)
    rows = []
    for number in replications:
        here = (cases["replication"] == number).to_numpy()
        asked, everyone = _mean(index[here], weight[here]), _mean(index[here], np.ones(here.sum()))
        rows.append((number, float(weight[here].sum()), int(here.sum()), asked, everyone, asked - everyone))
    return pd.DataFrame(rows, columns=["replication", *FORECAST_UNITS])


def answer_table(
    cases: pd.DataFrame,
    mapping: QualityMapping,
    promise_min: float,
    replications: list[int],
    response: Mapping[Hashable, float] | None = None,
) -> pd.DataFrame:
    """Forecast answer to each element, of those who would be asked and of all who came.

    Parameters
    ----------
    cases, mapping, promise_min, replications, response
        As for :func:`forecast_table`.

    Returns
    -------
    DataFrame
        ``replication, element, answer_asked, answer_all`` (points, 1 to 4; not a number without a case).
    """
    answers = expected_answers(cases, mapping, promise_min)
    weight = _asked(cases, response)
    rows = []
    for number in replications:
        here = (cases["replication"] == number).to_numpy()
        for element in answers:
            values = answers[element].to_numpy(np.float64)[here]
            rows.append((number, element, _mean(values, weight[here]), _mean(values, np.ones(len(values)))))
    return pd.DataFrame(rows, columns=["replication", "element", *ANSWER_UNITS])


def letter_table(forecast: pd.DataFrame) -> pd.DataFrame:
    """How often each letter comes out over replications.

    Parameters
    ----------
    forecast : DataFrame
        From :func:`forecast_table`.

    Returns
    -------
    DataFrame
        ``of`` ("asked", "all"), ``letter``, ``share`` of the replications with an index, ``low, high`` (95 % interval),
        ``n`` (those replications); not a number where there are none.

    References
    ----------
    Interval: Wilson (1927), *Journal of the American Statistical Association* 22.
    """
    rows = []
    for of in ("asked", "all"):
        values = forecast[f"index_{of}"].dropna()
        found = [Index(Fraction(float(value))).letter for value in values]
        for letter in sorted(performances()):
            rows.append((of, letter, *_wilson(found.count(letter), len(found)), len(found)))
    return pd.DataFrame(rows, columns=["of", "letter", "share", "low", "high", "n"])


def _wilson(hits: int, n: int) -> tuple[float, float, float]:
    if n == 0:
        return np.nan, np.nan, np.nan
    share, z = hits / n, float(ndtri((1 + CONFIDENCE) / 2))
    middle, half = share + z**2 / (2 * n), z * sqrt(share * (1 - share) / n + (z / (2 * n)) ** 2)
    ends = ((middle + sign * half) / (1 + z**2 / n) for sign in (-1, 1))
    low, high = (min(max(end, 0.0), 1.0) for end in ends)
    return share, low, high


def _asked(cases: pd.DataFrame, response: Mapping[Hashable, float] | None) -> Array:
    """Weight of each case among those who are asked."""
    departed: Array = (_column(cases, "departed") > 0).astype(np.float64)
    if not response:
        return departed
    if not all(0 <= share <= 1 for share in response.values()):
        raise ValueError(f"shares of response must be from 0 to 1, not {sorted(response.values())}")
    shares = cases["channel"].map(lambda channel: response.get(channel, 1.0))
    return departed * np.asarray(shares, np.float64)


def _mean(values: Array, weights: Array) -> float:
    total = float(weights.sum())
    return float(values @ weights) / total if total > 0 else np.nan


def _column(cases: pd.DataFrame, name: str) -> Array:
    """A column as numbers; none where one is missing."""
    return np.asarray(cases[name].astype("Float64").to_numpy(np.float64, na_value=0.0), np.float64)
