"""The legal clock: how long decisions take, and how late they are."""

import itertools
from collections.abc import Mapping
from math import ceil, isnan
from typing import Any

import numpy as np
import pandas as pd
from matplotlib.axes import Axes
from matplotlib.ticker import MaxNLocator

from simulator.figures.rows import parts
from simulator.figures.style import (
    COLOURS,
    INK,
    MOST_ROWS,
    Drawing,
    fold,
    new_figure,
    new_panels,
    nothing_figure,
    plain,
    rows_cm,
    set_title,
)
from simulator.figures.values import bare, estimate, interval_note, number, number_axis, percent, replications
from simulator.figures.words import Lang, word
from simulator.measures import Estimate, estimate_mean

_COLUMNS, _MOST_PANELS, _BARS = 3, 12, 20
_BINS = (0, 2, 5, 10)
"""Last days of the classes of lateness: on time, 1–2, 3–5, 6–10, then more."""

_LATE_LOOKS = (
    (COLOURS[0], ""), (COLOURS[5], "///"), (COLOURS[4], "..."), (COLOURS[1], "\\\\\\"), (COLOURS[6], ""),
    (COLOURS[3], "xx"), ("#FFFFFF", "++"),
)  # fmt: skip


def turnaround_figure(
    cases: pd.DataFrame, deadline_days: Mapping[str, int], titles: Mapping[str, str], lang: Lang = "id"
) -> Drawing:
    """Are permits decided in time? Distribution of turnaround in working days, a panel for each permit.

    Parameters
    ----------
    cases : DataFrame
        ``replication, case_class`` (name), ``turnaround_days`` (missing for who was not decided), ``outcome``
        ("on_time", "late", "deemed_approved", "missed", "left_out"): rows of
        :func:`simulator.measures.legal_cases.legal_cases` with names in place of codes.
    deadline_days : mapping
        Case class -> its deadline, working days; drawn as a line.
    titles : mapping
        Case class -> name for people; a class that is not there stands for itself.
    lang : {"id", "en"}, optional
        Language of the words.

    Returns
    -------
    Drawing
        The classes that are least often on time, at most 12. The share on time is of the settled: the decided, the
        deemed approved and the missed.
    """
    settled = cases[(cases["outcome"] != "left_out") & cases["case_class"].isin(list(deadline_days))]
    if settled["turnaround_days"].notna().sum() == 0:
        return nothing_figure(word("turnaround_none_title", lang), word("turnaround_none", lang))
    on_time = {str(name): _share_on_time(part) for name, part in settled.groupby("case_class", sort=False)}
    names = sorted(on_time, key=lambda name: on_time[name].mean)[:_MOST_PANELS]
    columns = min(_COLUMNS if len(names) > 4 else 2, len(names))
    figure, panels = new_panels(len(names), columns, 6.0 if len(names) > columns else 8.0)
    for axes, name in zip(panels, names, strict=True):
        days = settled[settled["case_class"] == name]
        _draw_days(axes, days, deadline_days[name], lang)
        said = word("turnaround_on_time", lang, value=_said(on_time[name], lang)) + _undecided(days, lang)
        axes.set_title(
            f"{plain(fold(titles.get(name, name), 30 if columns > 2 else 46))}\n{said}", fontsize=8.5, loc="left"
        )
    for place, axes in enumerate(panels):
        axes.set_xlabel(word("turnaround_axis", lang) if place >= len(panels) - columns else "", fontsize=8)
        axes.set_ylabel(word("turnaround_share", lang) if place % columns == 0 else "", fontsize=8)
    counts = [one.n for one in on_time.values()]
    note = [interval_note(counts, lang)]
    note += [word("and_more", lang, count=len(on_time) - len(names))] if len(on_time) > len(names) else []
    worst = names[0]
    of_worst = {"place": titles.get(worst, worst), "value": _said(on_time[worst], lang)}
    set_title(figure, word("turnaround_title", lang, **of_worst), "; ".join(note))
    median = settled.loc[settled["case_class"] == worst, "turnaround_days"].median()
    figure.alt = word(
        "turnaround_alt",
        lang,
        **of_worst,
        days=deadline_days[worst],
        median=number(median, lang),
        n=replications(counts),
    )
    return figure


def lateness_figure(distribution: pd.DataFrame, titles: Mapping[str, str], lang: Lang = "id") -> Drawing:
    """How late are permits? Shares by working days after the deadline, a bar for each permit.

    Parameters
    ----------
    distribution : DataFrame
        ``replication, case_class`` (name), ``outcome, lateness_days, cases, share``: from
        :func:`simulator.measures.legal_cases.lateness_distribution`.
    titles : mapping
        Case class -> name for people; a class that is not there stands for itself.
    lang : {"id", "en"}, optional
        Language of the words.

    Returns
    -------
    Drawing
        The classes that are least often on time, at most 40. Parts with room carry mean ± half-width, in per cent.
    """
    shares = _late_shares(distribution)
    if shares.empty:
        return nothing_figure(word("lateness_none_title", lang), word("turnaround_none", lang))
    every = shares.loc[shares["mean"].notna(), "case_class"].unique()
    firsts = shares[shares["part"] == 0].set_index("case_class")["mean"]
    names = sorted(every, key=lambda name: firsts[name])[:MOST_ROWS]
    labels = _late_labels(lang)
    figure, axes = new_figure(height_cm=rows_cm(len(names), 0.95, 6.0) + 1.2)
    left = np.zeros(len(names))
    for part, label in enumerate(labels):
        rows = shares[shares["part"] == part].set_index("case_class").reindex(names)
        widths = rows["mean"].fillna(0).to_numpy()
        if widths.any():
            face, pattern = _LATE_LOOKS[part]
            axes.barh(range(len(names)), widths, left=left, height=0.62, color=face, hatch=pattern, edgecolor=INK,
                      linewidth=0.4, label=label)  # fmt: skip
        for row in map(int, np.flatnonzero(widths > 0.12)):
            text = bare(widths[row], rows["half_width"].iloc[row], "share", lang)
            box = {"facecolor": "white", "edgecolor": "none", "alpha": 0.88, "pad": 1}
            axes.text(left[row] + widths[row] / 2, row, text, ha="center", va="center", size=7.5, color=INK, bbox=box)
        left += widths
    axes.set_yticks(range(len(names)), [plain(fold(titles.get(name, name), 32)) for name in names])
    axes.set_ylim(len(names) - 0.4, -0.6)
    axes.set_xlim(0, 1)
    axes.grid(visible=False)
    number_axis(axes.xaxis, "share", lang)
    axes.set_xlabel(word("lateness_share", lang))
    figure.legend(loc="outside lower center", ncols=3, frameon=False, fontsize=9, title=word("lateness_axis", lang))
    _tell_late(figure, shares, distribution, len(every) - len(names), labels, lang)
    return figure


def _tell_late(
    figure: Drawing, shares: pd.DataFrame, distribution: pd.DataFrame, more: int, labels: list[str], lang: Lang
) -> None:
    """Title, note and alt text, of all permits together."""
    cases = distribution.assign(part=_parts(distribution)).groupby(["replication", "part"])["cases"].sum().unstack()
    together = (cases.div(cases.sum(axis=1).replace(0, np.nan), axis=0)).reindex(columns=range(len(labels)))
    estimates = {part: estimate_mean(together[part].fillna(0), "share") for part in range(len(labels))}
    worst = max(range(1, len(labels)), key=lambda part: estimates[part].mean)
    note = [interval_note(shares["n"], lang)]
    note += [word("and_more", lang, count=more)] if more else []
    said = _said(estimates[0], lang)
    set_title(figure, word("lateness_title", lang, value=said), "; ".join(note))
    figure.alt = word(
        "lateness_alt", lang, value=said, late=labels[worst], share=_said(estimates[worst], lang), n=estimates[0].n
    )


def _late_shares(distribution: pd.DataFrame) -> pd.DataFrame:
    """Share of each class of lateness of each permit, estimated over replications."""
    table = distribution[distribution["share"].notna()]
    sums = table.assign(part=_parts(table)).groupby(["case_class", "part", "replication"], sort=False)["share"].sum()
    rows = [
        (case_class, part, one.mean, one.half_width, one.n)
        for (case_class, part), values in parts(sums.reset_index(), "case_class", "part")
        for one in [estimate_mean(values["share"], "share")]
    ]
    return pd.DataFrame(rows, columns=["case_class", "part", "mean", "half_width", "n"])


def _parts(distribution: pd.DataFrame) -> pd.Series:
    """Class of lateness of each row: by days, then the deemed approved and the missed."""
    by_days = np.searchsorted(_BINS, distribution["lateness_days"].fillna(0).to_numpy())
    last = len(_BINS)
    parts = pd.Series(by_days, index=distribution.index)
    parts = parts.mask(distribution["outcome"] == "deemed_approved", last + 1)
    return parts.mask(distribution["outcome"] == "missed", last + 2)


def _late_labels(lang: Lang) -> list[str]:
    bounds = [f"{first + 1}–{last}" for first, last in itertools.pairwise(_BINS)]
    more = word("lateness_more", lang, least=_BINS[-1] + 1)
    return [
        word("lateness_0", lang), *bounds, more, word("lateness_deemed_approved", lang), word("lateness_missed", lang)
    ]  # fmt: skip


def _share_on_time(part: pd.DataFrame) -> Estimate:
    return estimate_mean((part["outcome"] == "on_time").groupby(part["replication"]).mean(), "share")


def _undecided(settled: pd.DataFrame, lang: Lang) -> str:
    """How many of the settled were never decided; nothing if none."""
    one = estimate_mean(settled["turnaround_days"].isna().groupby(settled["replication"]).mean(), "share")
    return "\n" + word("turnaround_undecided", lang, value=_said(one, lang)) if one.mean > 0 else ""


def _said(one: Estimate, lang: Lang) -> str:
    return estimate(one.mean, one.half_width, "share", lang)


def _draw_days(axes: Axes, settled: pd.DataFrame, deadline: int, lang: Lang) -> None:
    """Share of the decided by working days, with the deadline."""
    decided = settled[settled["turnaround_days"].notna()]
    whole = settled.groupby("replication").size()
    last = max(int(decided["turnaround_days"].max()) if len(decided) else 0, deadline)
    width = ceil((last + 1) / _BARS)
    bins = decided["turnaround_days"] // width
    counts = pd.crosstab(decided["replication"], bins)
    shares = counts.reindex(whole.index, fill_value=0).div(whole, axis=0)
    starts: Any = shares.columns
    for start in starts:
        one = estimate_mean(shares[start], "share")
        is_late = start * width > deadline
        half = None if isnan(one.half_width) else one.half_width
        axes.bar(
            start * width + (width - 1) / 2, one.mean, width=0.85 * width, yerr=half,
            color=COLOURS[1 if is_late else 0], hatch="///" if is_late else "", edgecolor="white", linewidth=0,
            error_kw={"ecolor": INK, "capsize": 1.5, "linewidth": 0.8},
        )  # fmt: skip
    axes.axvline(deadline + 0.5, color=INK, linewidth=1.2, linestyle="--")
    is_right = deadline > 0.6 * last
    axes.annotate(
        word("turnaround_deadline", lang, days=deadline), (deadline + 0.5, 1), xycoords=("data", "axes fraction"),
        xytext=(-3 if is_right else 3, -2), textcoords="offset points", ha="right" if is_right else "left", va="top",
        size=7.5, bbox={"facecolor": "white", "edgecolor": "none", "alpha": 0.8, "pad": 0.5},
    )  # fmt: skip
    axes.set_xlim(-0.7 * width, last + width)
    axes.set_ylim(bottom=0)
    axes.tick_params(labelsize=8)
    axes.xaxis.set_major_locator(MaxNLocator(5, integer=True))
    number_axis(axes.xaxis, "working days", lang)
    axes.yaxis.set_major_formatter(lambda share, _: percent(share, lang))
