"""Figures of studies: what levers do, which matter, what better costs."""

from collections.abc import Mapping
from math import isfinite
from typing import Any

import numpy as np
import pandas as pd
from matplotlib.axes import Axes

from simulator.figures.heat import draw_heat, marked_note
from simulator.figures.rows import largest, smallest
from simulator.figures.style import (
    COLOURS,
    INK,
    MOST_ROWS,
    QUIET,
    Drawing,
    colour,
    error_bars,
    fold,
    hatch,
    line,
    marker,
    new_figure,
    nothing_figure,
    plain,
    rows_cm,
    set_legend,
    set_title,
)
from simulator.figures.values import (
    axis_unit,
    estimate,
    interval_note,
    money,
    money_axis,
    number_axis,
    percent,
    plain_number,
    replications,
)
from simulator.figures.words import Lang, measure_title, word

_MOST_CURVES = 7

_FRONT_LOOKS: Mapping[bool, Any] = {
    True: {"marker": "o", "linestyle": "-", "color": COLOURS[0]},
    False: {"marker": "s", "linestyle": "none", "color": COLOURS[1], "mfc": "white"},
}
"""Of choices that no other beats, and of the others."""


def pareto_figure(
    table: pd.DataFrame, measure: str, unit: str, lang: Lang = "id", titles: Mapping[int, str] | None = None
) -> Drawing:
    """What does better cost? Cost against a measure, and the choices that no other beats.

    Parameters
    ----------
    table : DataFrame
        ``measure, number, cost, mean, half_width, n, is_on_front``: :attr:`simulator.experiments.Optimum.pareto`.
    measure, unit : str
        Which measure is set against cost, and its unit.
    lang : {"id", "en"}, optional
        Language of the words.
    titles : mapping, optional
        Number of a choice -> what to call it.

    Returns
    -------
    Drawing
        Filled and joined: no other is both cheaper and better.
    """
    points = table[(table["measure"] == measure) & table["mean"].notna()].sort_values("cost", kind="stable")
    if points.empty:
        return nothing_figure(word("pareto_none_title", lang), word("pareto_none", lang))
    figure, axes = new_figure(height_cm=10.5)
    is_front = points["is_on_front"].astype(bool)
    for on_front, style in _FRONT_LOOKS.items():
        part = points[is_front == on_front]
        if len(part):
            label = word("pareto_front" if on_front else "pareto_other", lang)
            axes.errorbar(part["cost"], part["mean"], error_bars(part["half_width"]), capsize=3, label=label,
                          drawstyle="steps-post" if on_front else "default", **style)  # fmt: skip
    for place, (number_of, cost, mean) in enumerate(
        points[is_front][["number", "cost", "mean"]].itertuples(index=False)
    ):
        name, is_above = plain((titles or {}).get(number_of, str(number_of))), place % 2 == 0
        axes.annotate(name, (cost, mean), xytext=(-4, 10) if is_above else (4, -16), textcoords="offset points", size=8)
    number_axis(axes.yaxis, unit, lang)
    axes.margins(x=0.08, y=0.12)
    axes.set(
        xlabel=word("pareto_cost", lang, unit=money_axis(axes.xaxis, lang)), ylabel=_axis_title(measure, unit, lang)
    )
    axes.yaxis.label.set_fontsize(9)
    set_legend(figure, 1)
    front = points[is_front] if is_front.any() else points
    note = word("pareto_note", lang, interval=interval_note(points["n"], lang))
    set_title(figure, word("pareto_title", lang, count=int(is_front.sum())), note)
    ends: dict[str, object] = {}
    for key, row in (("cheap", front.iloc[0]), ("best", front.iloc[-1])):
        ends |= {key: (titles or {}).get(row["number"], row["number"]), f"{key}_cost": money(row["cost"], lang)}
        ends[f"{key}_value"] = estimate(row["mean"], row["half_width"], unit, lang)
    figure.alt = word("pareto_alt", lang, **ends, measure=measure_title(measure, lang), n=replications(points["n"]))
    return figure


def tornado_figure(
    sensitivity: pd.DataFrame, measure: str, unit: str, lang: Lang = "id", titles: Mapping[str, str] | None = None
) -> Drawing:
    """Which levers matter? Their effects on a measure, the largest first.

    Parameters
    ----------
    sensitivity : DataFrame
        ``measure, lever, index, value, low, high, n, noise_share``: from :func:`simulator.experiments.sensitivity`.
        Of Morris ``mu_star`` is drawn, of Sobol indices ``ST`` with ``S1`` inside.
    measure, unit : str
        Which measure, and its unit.
    lang : {"id", "en"}, optional
        Language of the words.
    titles : mapping, optional
        Lever -> name for people.

    Returns
    -------
    Drawing
        A bar for each lever, at most 40, with the 95 % interval from the sample of points.
    """
    own = sensitivity[sensitivity["measure"] == measure]
    index = "mu_star" if (own["index"] == "mu_star").any() else "ST"
    bars = own[(own["index"] == index) & own["value"].notna()].sort_values("value", ascending=False, kind="stable")
    if bars.empty:
        return nothing_figure(word("tornado_none_title", lang), word("tornado_none", lang))
    unit = unit if index == "mu_star" else "share"
    shown = bars.head(MOST_ROWS)
    figure, axes = new_figure(height_cm=rows_cm(len(shown), 0.9))
    _draw_bars(axes, shown, word(f"tornado_{index}", lang, unit=axis_unit(unit, lang)), unit, lang)
    alone = own[own["index"] == "S1"].set_index("lever").reindex(shown["lever"])["value"]
    if index == "ST" and alone.notna().any():
        axes.plot(alone, range(len(shown)), "D", color=INK, mfc="white", label=word("tornado_S1", lang))
        set_legend(figure, 2)
    names = titles or {}
    axes.set_yticks(range(len(shown)), [plain(fold(names.get(lever, lever), 30)) for lever in shown["lever"]])
    axes.set_ylim(len(shown) - 0.4, -0.6)
    axes.grid(visible=False)
    number_axis(axes.xaxis, unit, lang)
    axes.set_xlabel(word(f"tornado_{index}", lang, unit=axis_unit(unit, lang)))
    noise = percent(float(shown["noise_share"].max()), lang)
    has_interval = (shown["high"] - shown["low"]).notna().any()
    note = [word("tornado_note" if has_interval else "tornado_note_one", lang, n=replications(shown["n"]), noise=noise)]
    note += [word("and_more", lang, count=len(bars) - len(shown))] if len(bars) > len(shown) else []
    first, last = bars.iloc[0], bars.iloc[-1]
    said = {"measure": measure_title(measure, lang).lower(), "lever": names.get(first["lever"], first["lever"])}
    set_title(figure, word("tornado_title", lang, **said), "; ".join(note))
    values = {key: estimate(row["value"], (row["high"] - row["low"]) / 2, unit, lang)
              for key, row in (("value", first), ("least", last))}  # fmt: skip
    figure.alt = word("tornado_alt", lang, **said, least_lever=names.get(last["lever"], last["lever"]), **values)
    return figure


def curve_figure(
    table: pd.DataFrame,
    lever: str,
    measure: str,
    unit: str,
    lang: Lang = "id",
    by: str | None = None,
    titles: Mapping[str, str] | None = None,
) -> Drawing:
    """What does one lever do? A measure at each of its levels, with its 95 % band.

    Parameters
    ----------
    table : DataFrame
        A column for the lever, and ``MEASURE.mean, MEASURE.half_width, MEASURE.n``: :attr:`Sweep.table`, of which each
        level (of each level of `by`) has one row.
    lever, measure, unit : str
        What is drawn against what, and the unit of the measure.
    lang : {"id", "en"}, optional
        Language of the words.
    by : str, optional
        A second lever: a line for each of its levels, at most 7.
    titles : mapping, optional
        Lever -> name for people.

    Returns
    -------
    Drawing
        Levels that are texts stand in the order of the table.
    """
    points = _points(table, measure, [lever, *([by] if by else [])])
    if points.empty:
        return nothing_figure(measure_title(measure, lang), word("sweep_none", lang))
    names = titles or {}
    figure, axes = new_figure(height_cm=10.0)
    levels = list(dict.fromkeys(points[lever]))
    is_number = all(isinstance(level, (int, float, np.number)) and not isinstance(level, bool) for level in levels)
    groups = list(points.groupby(by, sort=False)) if by else [("", points)]
    for place, (level, part) in enumerate(groups[:_MOST_CURVES]):
        part = part.sort_values(lever) if is_number else part
        x = part[lever] if is_number else [levels.index(one) for one in part[lever]]
        label = plain(f"{names.get(by, by)}: {_level(level, lang)}") if by else None
        axes.plot(x, part["mean"], color=colour(place), linestyle=line(place), marker=marker(place), label=label)
        half = part["half_width"]
        axes.fill_between(x, part["mean"] - half, part["mean"] + half, color=colour(place), alpha=0.2, linewidth=0)
    ticks = sorted(levels) if is_number else range(len(levels))
    if len(levels) <= 12:
        axes.set_xticks(
            list(ticks), [plain(fold(_level(level, lang), 14)) for level in (sorted(levels) if is_number else levels)]
        )
    else:
        number_axis(axes.xaxis, "", lang)
    number_axis(axes.yaxis, unit, lang)
    axes.set_ylim(bottom=min(0.0, axes.get_ylim()[0]))
    axes.set(xlabel=plain(names.get(lever, lever)), ylabel=_axis_title(measure, unit, lang))
    if by:
        set_legend(figure)
    more = max(0, len(groups) - _MOST_CURVES)
    if by:
        notes = [word("and_more", lang, count=more)] if more else []
        _tell_pairs(figure, points, (lever, by), measure, unit, names, notes, lang)
    else:
        _tell_curve(figure, points.sort_values(lever) if is_number else points, lever, measure, unit, names, lang)
    return figure


def surface_figure(
    table: pd.DataFrame,
    levers: tuple[str, str],
    measure: str,
    unit: str,
    lang: Lang = "id",
    titles: Mapping[str, str] | None = None,
) -> Drawing:
    """What do two levers do together? A measure at each pair of levels.

    Parameters
    ----------
    table : DataFrame
        As for :func:`curve_figure`; each pair of levels has one row.
    levers : tuple of str
        The lever across and the lever upwards.
    measure, unit : str
        What is in the cells, and its unit.
    lang : {"id", "en"}, optional
        Language of the words.
    titles : mapping, optional
        Lever -> name for people.

    Returns
    -------
    Drawing
        Each cell with mean ± half-width.
    """
    x, y = levers
    points = _points(table, measure, [x, y])
    if points.empty:
        return nothing_figure(measure_title(measure, lang), word("sweep_none", lang))
    names = titles or {}
    columns, rows = (_levels(points[lever]) for lever in levers)
    cells = points.set_index([y, x])
    means, halves = (cells[part].unstack().reindex(index=rows, columns=columns).to_numpy(np.float64)
                     for part in ("mean", "half_width"))  # fmt: skip
    figure, axes = new_figure(height_cm=rows_cm(len(rows), 1.2, 6.0))
    draw_heat(figure, axes, means, halves, unit, _axis_title(measure, unit, lang), lang, len(columns) <= 12)
    axes.set_xticks(range(len(columns)), [plain(_level(level, lang)) for level in columns])
    axes.set_yticks(range(len(rows)), [plain(_level(level, lang)) for level in rows])
    axes.set(xlabel=plain(names.get(x, x)), ylabel=plain(names.get(y, y)))
    _tell_pairs(figure, points, levers, measure, unit, names, marked_note(means, halves, lang), lang)
    return figure


def _tell_pairs(
    figure: Drawing, points: pd.DataFrame, levers: tuple[str, str], measure: str, unit: str, names: Mapping[str, str],
    notes: list[str], lang: Lang,
) -> None:  # fmt: skip
    """Where the measure is lowest and highest."""
    x, y = levers
    low, high = (smallest(points), largest(points))
    said = {"measure": measure_title(measure, lang), "x": names.get(x, x), "y": names.get(y, y)}
    said |= {"x_level": _level(low[x], lang), "y_level": _level(low[y], lang)}
    note = "; ".join([interval_note(points["n"], lang), *notes])
    set_title(figure, word("surface_title", lang, **said), note)
    said |= {"x_high": _level(high[x], lang), "y_high": _level(high[y], lang), "n": replications(points["n"])}
    said |= {key: estimate(row["mean"], row["half_width"], unit, lang) for key, row in (("low", low), ("high", high))}
    figure.alt = word("surface_alt", lang, **said)


def _tell_curve(
    figure: Drawing, points: pd.DataFrame, lever: str, measure: str, unit: str, names: Mapping[str, str], lang: Lang
) -> None:
    """From which level to which it goes, and where it is lowest."""
    first, last, low = points.iloc[0], points.iloc[-1], smallest(points)
    ends = {key: estimate(row["mean"], row["half_width"], unit, lang)
            for key, row in (("first", first), ("last", last), ("low", low))}  # fmt: skip
    levels = {f"{key}_level": _level(row[lever], lang) for key, row in (("first", first), ("last", last), ("low", low))}
    said = {"measure": measure_title(measure, lang), "lever": names.get(lever, lever)}
    set_title(figure, word("curve_title", lang, **said, **ends), interval_note(points["n"], lang))
    figure.alt = word("curve_alt", lang, **said, **ends, **levels, n=replications(points["n"]))


def _draw_bars(axes: Axes, bars: pd.DataFrame, label: str, unit: str, lang: Lang) -> None:
    halves = ((bars["high"] - bars["low"]) / 2).to_numpy()
    half, values = np.nan_to_num(halves), bars["value"].to_numpy()
    axes.barh(
        range(len(bars)), values, xerr=error_bars(halves), height=0.6, color=COLOURS[5], hatch=hatch(1),
        edgecolor=QUIET, linewidth=0.5, label=label, error_kw={"ecolor": INK, "capsize": 4},
    )  # fmt: skip
    for row, value in enumerate(values):
        text = estimate(value, halves[row], unit, lang)
        axes.annotate(text, (value + half[row], row), xytext=(6, 0), textcoords="offset points", va="center", size=8.5)
    axes.set_xlim(min(0.0, float((values - half).min())), 1.3 * max(float((values + half).max()), 1e-9))


def _points(table: pd.DataFrame, measure: str, levers: list[str]) -> pd.DataFrame:
    """Levels and estimates of a measure; points without a value left out."""
    parts = {f"{measure}.{part}": part for part in ("mean", "half_width", "n")}
    if not {*parts, *levers} <= set(table.columns):
        return pd.DataFrame(columns=[*levers, *parts.values()])
    points = table.rename(columns=parts)[[*levers, *parts.values()]]
    return points[points["mean"].notna()].reset_index(drop=True)


def _levels(column: pd.Series) -> list[Any]:
    levels: list[Any] = list(dict.fromkeys(column))
    return sorted(levels) if all(isinstance(one, (int, float, np.number)) for one in levels) else levels


def _level(level: object, lang: Lang) -> str:
    is_number = isinstance(level, (int, float, np.number)) and not isinstance(level, (bool, np.bool_))
    return plain_number(float(level), lang) if is_number and isfinite(level) else str(level)  # type: ignore[arg-type]


def _axis_title(measure: str, unit: str, lang: Lang) -> str:
    return plain(fold(f"{measure_title(measure, lang)} ({axis_unit(unit, lang)})", 36))
