"""Which simulated numbers are read as signs of maladministration, and what the model does not have."""

from collections.abc import Callable, Mapping
from functools import cache
from types import MappingProxyType

import numpy as np
import pandas as pd

from simulator.data import load
from simulator.measures.equity import LEAST, suppressed

RISK_UNITS = {"value": "share", "cases": "cases"}
"""Columns of :func:`risk_table`."""

RISK_CAVEAT = (
    "Risiko, bukan temuan: simulasi tidak dapat menunjukkan maladministrasi. Pilihan penunjuknya asumsi kami "
    "(datasets/ombudsman2020/data/indicators.csv); bentuk yang tidak ada dalam model disebut apa adanya.",
    "A risk, not a finding: a simulation cannot show maladministration. The choice of indicators is our assumption "
    "(datasets/ombudsman2020/data/indicators.csv); kinds that the model does not have are named as such.",
)
"""What must stand beside the table, in Indonesian and in English."""

INDICATOR_TITLES: Mapping[str, tuple[str, str]] = MappingProxyType(
    {
        "not_on_time_share": ("Bagian yang tidak diputus tepat waktu", "Share not decided on time"),
        "refused_share": ("Bagian yang pernah ditolak atau pergi dari antrean", "Share refused, or that left a line"),
        "gave_up_share": ("Bagian yang berhenti sebelum selesai", "Share that gave up"),
        "deemed_approved_share": ("Bagian yang dianggap dikabulkan (fiktif positif)", "Share deemed approved"),
        "fee_share": ("Bagian lewat kanal berbayar", "Share that came by a channel with a fee"),
        "unserved_gap": (
            "Selisih bagian yang ditolak atau berhenti, literasi rendah dikurangi tinggi",
            "Share refused or given up, low digital literacy less high",
        ),
    }
)
"""Indicator -> its title in Indonesian and in English."""

ROLES: Mapping[str, tuple[str, str]] = MappingProxyType(
    {
        "indicates": ("penunjuk", "indicates"),
        "exposure": ("hanya peluang", "exposure only"),
        "not_in_model": ("tidak ada dalam model", "not in the model"),
    }
)
"""Role of an indicator -> what it is called in Indonesian and in English."""

_LEVELS = ("low", "high")

_Value = tuple[float, int]


def risk_table(cases: pd.DataFrame, replications: list[int]) -> pd.DataFrame:
    """Every indicator of the model in every replication.

    Parameters
    ----------
    cases : DataFrame
        A row for each case of the window: ``replication``, and of ``is_refused, gave_up, deemed_approved`` (shares of
        all cases), ``outcome`` of the legal clock (share of settled cases), ``has_fee``, ``literacy`` ("low", "high")
        those that there are.
    replications : list of int
        All that there were.

    Returns
    -------
    DataFrame
        ``replication, maladministration, indicator, value`` (share; the gap is a difference of shares; not a number
        where there is no case or no such column, or where one of the two groups is withheld by U6), ``cases`` (of which
        the share is).
    """
    if "literacy" in cases and suppressed(
        cases["literacy"].value_counts().astype(float), LEAST, len(replications)
    ) & set(_LEVELS):
        cases = cases.drop(columns="literacy")
    rows = []
    for number in replications:
        part = cases[cases["replication"] == number]
        for name, maladministration in _indicators():
            rows.append((number, maladministration, name, *_VALUES[name](part)))
    return pd.DataFrame(rows, columns=["replication", "maladministration", "indicator", *RISK_UNITS])


def risk_indicators() -> pd.DataFrame:
    """Kinds of maladministration with their indicators.

    Returns
    -------
    DataFrame
        ``maladministration, name, name_id, share_2020`` (of the reports, normalised), ``indicator, role`` (as in
        :data:`ROLES`), ``why, why_id``: every kind of the Ombudsman's table, the most reported first; the indicator is
        missing for kinds that the model does not have.
    """
    kinds = load("ombudsman2020").rename(columns={"id": "maladministration", "normalised_share": "share_2020"})
    indicators = load("ombudsman2020", "indicators").drop(columns=["id", "mark", "cite"])
    table = kinds.merge(indicators, on="maladministration", how="left")
    table = table.sort_values("no", kind="stable", ignore_index=True)
    return table[["maladministration", "name", "name_id", "share_2020", "indicator", "role", "why", "why_id"]]


@cache
def _indicators() -> tuple[tuple[str, str], ...]:
    """Indicator and the kind of maladministration that it belongs to."""
    table = risk_indicators().dropna(subset="indicator")
    return tuple(zip(map(str, table["indicator"]), map(str, table["maladministration"]), strict=True))


def _share_of_all(column: str) -> Callable[[pd.DataFrame], _Value]:
    def share(cases: pd.DataFrame) -> _Value:
        if column not in cases or cases.empty:
            return np.nan, 0
        return float(cases[column].astype(float).gt(0).mean()), len(cases)

    return share


def _late(cases: pd.DataFrame) -> _Value:
    outcomes = cases["outcome"] if "outcome" in cases else pd.Series([], dtype="string")
    settled = outcomes[outcomes.isin(["on_time", "late", "missed", "deemed_approved"])]
    return (float((settled != "on_time").mean()), len(settled)) if len(settled) else (np.nan, 0)


def _gap(cases: pd.DataFrame) -> _Value:
    if "literacy" not in cases:
        return np.nan, 0
    unserved = (cases["is_refused"].astype(float) + cases["gave_up"].astype(float)) > 0
    groups = [unserved[cases["literacy"] == level] for level in _LEVELS]
    if not min(map(len, groups)):
        return np.nan, 0
    low, high = (float(group.mean()) for group in groups)
    return low - high, sum(map(len, groups))


_VALUES: Mapping[str, Callable[[pd.DataFrame], _Value]] = MappingProxyType(
    {
        "not_on_time_share": _late,
        "refused_share": _share_of_all("is_refused"),
        "gave_up_share": _share_of_all("gave_up"),
        "deemed_approved_share": _share_of_all("deemed_approved"),
        "fee_share": _share_of_all("has_fee"),
        "unserved_gap": _gap,
    }
)
