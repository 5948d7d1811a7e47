"""To whom it happened: the same measures group by group, their gaps, and how unequal they are from case to case."""

from collections.abc import Mapping, Sequence
from math import nan
from typing import Any

import numpy as np
import pandas as pd
from numpy.typing import ArrayLike, NDArray

from simulator.measures.estimate import summarise_by

LEAST = 30
"""A group of fewer cases, over all replications together, is suppressed."""

LEAST_A_REPLICATION = 5
"""So is one with fewer cases than this in the mean replication."""

GROUP_UNITS = {
    "waited_mean": "min",
    "waited_p90": "min",
    "sojourn_h_mean": "h",
    "trips_mean": "trips/case",
    "refused_share": "share",
    "gave_up_share": "share",
}
"""Column of :func:`group_table` -> unit."""

GINI_UNITS = {"waited_gini": "index", "sojourn_gini": "index"}
"""Column of :func:`gini_table` -> unit: 0 where all are equal, towards 1 where one has all."""

_KEYS = ["by", "group"]


def group_table(
    cases: pd.DataFrame,
    by: str,
    least: int = LEAST,
    *,
    replications: Sequence[int] | None = None,
    warm_up_ms: int = 0,
) -> pd.DataFrame:
    """How the cases of each group fared.

    Parameters
    ----------
    cases : DataFrame
        As :func:`simulator.measures.experience.case_experience` gives it, with a further column of groups.
    by : str
        That column. Where it is categorical, its categories are the groups, also those without a case.
    least : int, optional
        Fewer cases than this in all are too few to show; 0 shows every group.
    replications : sequence of int, optional
        All of them; those with a case, if not said.
    warm_up_ms : int, optional
        Who arrived before this is left out, milliseconds.

    Returns
    -------
    DataFrame
        ``replication, by, group, cases``; ``waited_mean, waited_p90`` of what a case waited in all its
        lines together, minutes (U1 has the mean of single waits); ``sojourn_h_mean`` of the departed; ``trips_mean``;
        ``refused_share`` of those refused at least once and ``gave_up_share``, of all cases; ``is_suppressed``: the
        group is too small, or is left out so that a small one cannot be computed from the total (U6), and its numbers
        are not shown in any replication.
        Each group is in each replication.
    """
    shown = cases[cases["arrival_ms"] >= warm_up_ms]
    numbers = sorted(set(cases["replication"])) if replications is None else list(replications)
    groups = _groups(cases[by])
    keys = [shown["replication"].to_numpy(), group_labels(shown[by])]
    grouped = shown.groupby(keys, sort=False)
    every = pd.MultiIndex.from_product([numbers, groups], names=["replication", "group"])
    waited = grouped["waited_min"]
    table = pd.DataFrame(
        {
            "cases": grouped.size(),
            "waited_mean": waited.mean(),
            "waited_p90": waited.quantile(0.9),
            "sojourn_h_mean": grouped["sojourn_h"].mean(),
            "trips_mean": grouped["trips"].mean(),
            "refused_share": grouped["is_refused"].mean(),
            "gave_up_share": grouped["gave_up"].mean(),
        }
    ).reindex(every)
    table["cases"] = table["cases"].fillna(0)
    hidden = suppressed(table["cases"].groupby(level="group", sort=False).sum(), least, len(numbers))
    table["is_suppressed"] = table.index.get_level_values("group").isin(hidden)
    table.loc[table["is_suppressed"], ["cases", *GROUP_UNITS]] = nan
    table = table.astype(dict.fromkeys(["cases", *GROUP_UNITS], np.float64)).reset_index()
    table.insert(1, "by", by)
    return table


def suppressed(cases: "pd.Series[float]", least: int, replications: int) -> frozenset[str]:
    """Groups that are not shown.

    Parameters
    ----------
    cases : Series
        Group -> its cases in all replications.
    least : int
        Fewer are too few; so are fewer than :data:`LEAST_A_REPLICATION` in the mean replication. 0: none is too few.
    replications : int
        How many there are.

    Returns
    -------
    frozenset of str
        The small groups; one without a case has nothing to hide. If a reader could subtract the others from the total
        and be left with less than the least number of cases, or with one group, the next larger groups too until that
        is not so.
    """
    if least <= 0:
        return frozenset()
    enough = max(least, LEAST_A_REPLICATION * replications)
    ordered = cases[cases > 0].sort_values(kind="stable")
    hidden = ordered[ordered < enough]
    while 0 < len(hidden) < len(ordered) and (hidden.sum() < enough):
        hidden = ordered.iloc[: len(hidden) + 1]
    return frozenset(map(str, hidden.index))


def suppression_text(groups: pd.DataFrame, lang: str) -> str:
    """A sentence on the groups that are not shown; empty if all are.

    Parameters
    ----------
    groups : DataFrame
        As :func:`group_table` gives it.
    lang : str
        id or en.

    Returns
    -------
    str
        How many are not shown of how many, and why.
    """
    of_each = groups.drop_duplicates(_KEYS)
    hidden, every = int(of_each["is_suppressed"].sum()), len(of_each)
    if not hidden:
        return ""
    return _SENTENCES[lang].format(hidden=hidden, every=every, least=LEAST, each=LEAST_A_REPLICATION)


_SENTENCES = {
    "id": "{hidden} dari {every} kelompok tidak ditampilkan: permohonannya terlalu sedikit (kurang dari {least} "
    "seluruhnya, atau rata-rata kurang dari {each} per ulangan), atau angkanya ikut disembunyikan agar kelompok kecil "
    "itu tidak dapat dihitung dari jumlah seluruhnya.",
    "en": "{hidden} of {every} groups are not shown: they have too few cases (fewer than {least} in all, or fewer than "
    "{each} in the mean replication), or are left out so that such a small group cannot be computed from the total.",
}


def gap_table(groups: pd.DataFrame, reference: Mapping[str, str] | None = None) -> pd.DataFrame:
    """Each group beside a group of reference, replication by replication.

    Parameters
    ----------
    groups : DataFrame
        As :func:`group_table` gives it; several of them may stand one below the other.
    reference : mapping of str to str, optional
        What is grouped by -> the group of reference; the group with the most cases, if not said.

    Returns
    -------
    DataFrame
        ``replication, by, group, reference, measure``; ``ratio``, the group's value over that of the reference, not a
        number where that is 0; ``gap``, the group's value less that of the reference, in the unit of the measure
        (:data:`GROUP_UNITS`). Both are of the same replication, so that their intervals are those of paired
        comparisons. The reference itself is left out.

    Raises
    ------
    ValueError
        If there is no such group.
    """
    parts = [_gaps(part, str(by), reference or {}) for by, part in groups.groupby("by", sort=False)]
    return pd.concat(parts, ignore_index=True) if parts else pd.DataFrame(columns=_GAPS)


_GAPS = ["replication", "by", "group", "reference", "measure", "ratio", "gap"]


def _gaps(groups: pd.DataFrame, by: str, reference: Mapping[str, str]) -> pd.DataFrame:
    names = list(groups["group"].unique())
    most = groups.groupby("group", sort=False)["cases"].sum().idxmax()
    beside = reference.get(by, str(most))
    if beside not in names:
        raise ValueError(f"there is no group {beside!r} by {by}; there are {', '.join(map(repr, names))}")
    long = groups.melt(["replication", "by", "group"], list(GROUP_UNITS), "measure", "value")
    other = long[long["group"] == beside].set_index(["replication", "measure"])["value"]
    long = long[long["group"] != beside]
    base = other.reindex(pd.MultiIndex.from_frame(long[["replication", "measure"]])).to_numpy()
    value = long["value"].to_numpy()
    ratio = np.divide(value, base, out=np.full(len(value), nan), where=base != 0)
    return long.assign(reference=beside, ratio=ratio, gap=value - base)[_GAPS]


def gap_estimates(gaps: pd.DataFrame) -> pd.DataFrame:
    """Ratios and gaps with the intervals of paired comparisons.

    Parameters
    ----------
    gaps : DataFrame
        As :func:`gap_table` gives it.

    Returns
    -------
    DataFrame
        ``by, group, reference, measure``, ``comparison`` (ratio or gap), ``unit, mean, half_width, n``.
    """
    keys = ["by", "group", "reference", "of"]
    long = summarise_by(gaps.rename(columns={"measure": "of"}), keys, {"ratio": "1", "gap": ""})
    long = long.rename(columns={"measure": "comparison", "of": "measure"})
    long["unit"] = long["unit"].where(long["comparison"] == "ratio", long["measure"].map(GROUP_UNITS))
    return long


def gini_table(cases: pd.DataFrame, *, replications: Sequence[int] | None = None, warm_up_ms: int = 0) -> pd.DataFrame:
    """How unequally waits and sojourn times are spread over the cases.

    Parameters
    ----------
    cases, replications, warm_up_ms
        As for :func:`group_table`.

    Returns
    -------
    DataFrame
        ``replication, waited_gini`` of what each case waited in all, ``sojourn_gini`` of the departed.
    """
    shown = cases[cases["arrival_ms"] >= warm_up_ms]
    numbers = sorted(set(cases["replication"])) if replications is None else list(replications)
    parts = dict(list(shown.groupby("replication")))
    rows = [
        (number, gini(part["waited_min"]), gini(part["sojourn_h"]))
        for number in numbers
        for part in [parts.get(number, shown.iloc[:0])]
    ]
    return pd.DataFrame(rows, columns=["replication", *GINI_UNITS])


def gini(values: ArrayLike) -> float:
    r"""Gini coefficient.

    Parameters
    ----------
    values : array_like, shape (n,)
        Not negative; those that are not a number are left out.

    Returns
    -------
    float
        0 if all are equal, :math:`(n - 1)/n` if one has all; not a number if there is none.

    Raises
    ------
    ValueError
        If a value is negative.

    Notes
    -----
    With the values in ascending order :math:`G = \sum_i (2i - n - 1)\, x_i / (n \sum_i x_i)`: half the mean difference
    of all pairs over the mean.

    References
    ----------
    Damgaard & Weiner (2000), Describing inequality in plant size or fecundity, *Ecology* 81(4), 1139-1142.

    Examples
    --------
    >>> gini([1.0, 1.0, 4.0]), gini([0, 0, 0, 8])
    (0.3333333333333333, 0.75)
    """
    x = np.asarray(values, np.float64)
    x = np.sort(x[~np.isnan(x)])
    n, total = len(x), float(x.sum())
    if n == 0:
        return nan
    if x[0] < 0:
        raise ValueError(f"a Gini coefficient is of values that are not negative; one is {x[0]:g}")
    if total == 0:
        return 0.0
    return float(((2 * np.arange(1, n + 1) - n - 1) * x).sum()) / (n * total)


def _groups(column: "pd.Series[Any]") -> list[str]:
    if isinstance(column.dtype, pd.CategoricalDtype):
        return [str(name) for name in column.cat.categories]
    return sorted(set(group_labels(column)))


def group_labels(column: "pd.Series[Any]") -> NDArray[Any]:
    """Names of groups; yes and no where it is a fact."""
    if column.dtype == np.bool_:
        return np.where(column, "yes", "no").astype(object)
    return column.astype(object).map(str).to_numpy()
