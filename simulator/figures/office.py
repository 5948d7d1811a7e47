"""Figures of a run: tables in, one matplotlib figure out."""

from collections.abc import Iterator, Mapping
from math import ceil

import numpy as np
import pandas as pd
from babel.numbers import format_decimal
from matplotlib.axes import Axes
from matplotlib.ticker import MultipleLocator, PercentFormatter

from simulator.calendars import MS_PER_MINUTE
from simulator.figures.rows import largest
from simulator.figures.style import (
    COLOURS,
    INK,
    LEGEND_COLUMNS,
    MOST_ROWS,
    QUIET,
    Drawing,
    colour,
    error_bars,
    fold,
    hatch,
    line,
    new_figure,
    new_panels,
    nothing_figure,
    plain,
    rows_cm,
    set_legend,
    set_title,
)
from simulator.figures.values import (
    clock,
    duration,
    estimate,
    interval_note,
    number,
    number_axis,
    percent,
    replications,
)
from simulator.figures.words import Lang, word
from simulator.measures import Estimate, estimate_mean

_QUANTILES = np.linspace(0, 1, 201)
_ONE_IN_TEN = 0.9
_MOST_LINES = 9
_MOST_PANELS, _COLUMNS = 12, 3


def queue_figure(queues: pd.DataFrame, titles: Mapping[str, str], lang: Lang = "id") -> Drawing:
    """When and where is the queue longest? Queue of each station through the day, with its 95 % band.

    Parameters
    ----------
    queues : DataFrame
        ``replication, station`` (name), ``start_min, queue_length``: from
        :func:`simulator.measures.queue_through_day`.
    titles : mapping
        Station -> name for people.
    lang : {"id", "en"}, optional
        Language of the words.

    Returns
    -------
    Drawing
        A panel for each station at which anybody waits; at most 12, those with the longest queues.
    """
    curves = _queue_estimates(queues, titles)
    if curves.empty or not (curves["mean"] > 0).any():
        return nothing_figure(word("queue_none_title", lang), word("queue_none", lang))
    peaks = curves.groupby("station", sort=False)["mean"].max().sort_values(ascending=False, kind="stable")
    peaks = peaks[peaks > 0]
    drawn = [(place, name) for place, name in enumerate(titles) if name in set(peaks.index[:_MOST_PANELS])]
    columns = {1: 1, 2: 2, 4: 2}.get(len(drawn), _COLUMNS)
    figure, panels = new_panels(len(drawn), columns, 9.0 if len(drawn) <= columns else 5.2)
    begin, end = _open_hours(curves)
    for axes, (_, station) in zip(panels, drawn, strict=True):
        _draw_queue(axes, curves[curves["station"] == station])
        axes.set_title(plain(fold(titles[station], 34 if columns == _COLUMNS else 60)), loc="left", fontsize=9)
        axes.set_xlim(begin, end)
        axes.xaxis.set_major_locator(MultipleLocator(max(1, round((end - begin) / 12 * columns))))
        axes.xaxis.set_major_formatter(lambda hour, _: clock(hour * 60 * MS_PER_MINUTE, lang))
        number_axis(axes.yaxis, "cases", lang)
        axes.tick_params(labelsize=8)
    for place, axes in enumerate(panels):
        axes.set_xlabel(word("hour", lang) if place >= len(panels) - columns else "", fontsize=9)
        axes.set_ylabel(
            word("queue_short" if len(drawn) > 2 else "queue_length", lang) if place % columns == 0 else "",
            fontsize=8.5,
        )
    top = largest(curves)
    said = {"time": clock(top["start_min"] * MS_PER_MINUTE, lang), "place": titles[top["station"]]}
    note = [interval_note(curves["n"], lang)]
    note += [word("queue_scales", lang)] if len(drawn) > 1 else []
    note += [word("and_more", lang, count=len(peaks) - len(drawn))] if len(peaks) > len(drawn) else []
    set_title(figure, word("queue_title", lang, **said), "; ".join(note))
    value = estimate(top["mean"], top["half_width"], "", lang)
    figure.alt = word("queue_alt", lang, **said, value=value, n=replications(curves["n"]))
    return figure


def waiting_figure(waits: pd.DataFrame, target_min: float, titles: Mapping[str, str], lang: Lang = "id") -> Drawing:
    """How long do people wait? The share of visits at each station that waits at most so long.

    The longest tenth of all waits may lie outside the figure.

    Parameters
    ----------
    waits : DataFrame
        ``replication, station`` (name), ``wait_min``; one row per service start.
    target_min : float
        The promised waiting time, minutes; drawn as a line.
    titles : mapping
        Station -> name for people.
    lang : {"id", "en"}, optional
        Language of the words.

    Returns
    -------
    Drawing
        The stations with the longest waits, at most 9; without an interval: that of the wait of one in ten is in the
        note.
    """
    waits = waits[waits["station"].isin(list(titles))]
    if waits.empty:
        return nothing_figure(word("waiting_none_title", lang), word("waiting_none", lang))
    tenth = _one_in_ten(waits)
    drawn = set(tenth.sort_values("mean", ascending=False, kind="stable")["station"][:_MOST_LINES])
    figure, axes = new_figure(height_cm=_height_cm(len(drawn)))
    for place, (station, part) in _by_station(waits, titles):
        if station in drawn:
            waited = np.quantile(part["wait_min"], _QUANTILES)
            label = plain(fold(titles[station], 32))
            axes.step(waited, _QUANTILES, where="post", color=colour(place), linestyle=line(place), label=label)
    axes.axvline(target_min, color=QUIET, linewidth=1, linestyle=":")
    promise = word("target", lang, minutes=number(target_min, lang))
    axes.annotate(promise, (target_min, 0.02), xytext=(4, 0), textcoords="offset points", color=QUIET)
    axes.set_xlim(left=0, right=max(1.0, 2 * target_min, float(waits["wait_min"].quantile(_ONE_IN_TEN))))
    axes.set_ylim(0, 1)
    number_axis(axes.xaxis, "min", lang)
    axes.yaxis.set_major_formatter(PercentFormatter(1.0, symbol="\N{NO-BREAK SPACE}%"))
    axes.set(xlabel=word("waiting_time", lang), ylabel=word("share_at_least", lang))
    set_legend(figure)
    top = largest(tenth)
    said = {"place": titles[top["station"]], "value": duration(top["mean"], lang, top["half_width"])}
    visits, n = format_decimal(len(waits), locale=lang), int(waits["replication"].nunique())
    note = [word("waiting_note" if n > 1 else "waiting_note_one", lang, visits=visits, n=n, value=said["value"])]
    note += [word("and_more", lang, count=len(tenth) - len(drawn))] if len(tenth) > len(drawn) else []
    title = word("waiting_title", lang, place=said["place"], length=duration(top["mean"], lang))
    set_title(figure, title, "; ".join(note))
    figure.alt = word("waiting_alt", lang, **said, n=replications(tenth["n"]))
    return figure


def utilisation_figure(utilisation: Mapping[str, Estimate], titles: Mapping[str, str], lang: Lang = "id") -> Drawing:
    """Who is busy? Utilisation of staffed time at each station, with its 95 % interval.

    Parameters
    ----------
    utilisation : mapping
        Station or pool -> estimate of its utilisation.
    titles : mapping
        Station or pool -> name for people.
    lang : {"id", "en"}, optional
        Language of the words.

    Returns
    -------
    Drawing
        A bar for each, at most 40.
    """
    known = {name: one for name, one in utilisation.items() if one.n}
    if not known:
        return nothing_figure(word("utilisation_none_title", lang), word("utilisation_none", lang))
    shown = sorted(known, key=lambda name: -known[name].mean)[:MOST_ROWS]
    names = [name for name in known if name in shown]
    figure, axes = new_figure(height_cm=rows_cm(len(names), 1.0))
    means = [known[name].mean for name in names]
    halves = [known[name].half_width for name in names]
    axes.barh(
        range(len(names)),
        means,
        tick_label=[plain(fold(titles[name], 34)) for name in names],
        height=0.6,
        color=COLOURS[0],
        hatch=hatch(0),
        xerr=error_bars(halves),
        error_kw={"ecolor": INK, "capsize": 4},
    )
    ends = np.add(means, np.nan_to_num(halves))
    for position, (mean, half) in enumerate(zip(means, halves, strict=True)):
        said = estimate(mean, half, "share", lang)
        axes.annotate(said, (ends[position], position), xytext=(6, 0), textcoords="offset points", va="center")
    axes.set_xlim(0, 1.15 * max(1.0, float(ends.max())))
    axes.set_xticks(np.arange(0, 1.01, 0.2))
    axes.invert_yaxis()
    axes.grid(visible=False)
    axes.xaxis.set_major_formatter(lambda share, _: percent(share, lang))
    axes.set(xlabel=word("utilisation", lang))
    counts = [one.n for one in known.values()]
    note = [interval_note(counts, lang)]
    note += [word("and_more", lang, count=len(known) - len(names))] if len(known) > len(names) else []
    most, least = shown[0], min(known, key=lambda name: known[name].mean)
    set_title(figure, word("utilisation_title", lang, place=titles[most]), "; ".join(note))
    values = {key: estimate(known[name].mean, known[name].half_width, "share", lang)
            for key, name in (("value", most), ("least", least))}  # fmt: skip
    figure.alt = word(
        "utilisation_alt", lang, place=titles[most], least_place=titles[least], **values, n=replications(counts)
    )
    return figure


def _queue_estimates(queues: pd.DataFrame, titles: Mapping[str, str]) -> pd.DataFrame:
    """Mean, half-width and n of each station and part of the day."""
    rows = [
        (station, start, one.mean, one.half_width, one.n)
        for (station, start), part in queues[queues["station"].isin(list(titles))].groupby(["station", "start_min"])
        for one in [estimate_mean(part["queue_length"], "cases")]
    ]
    return pd.DataFrame(rows, columns=["station", "start_min", "mean", "half_width", "n"])


def _one_in_ten(waits: pd.DataFrame) -> pd.DataFrame:
    """The wait that one in ten exceeds at each station, estimated over replications."""
    tenths = waits.groupby(["station", "replication"])["wait_min"].quantile(_ONE_IN_TEN)
    rows = [
        (station, one.mean, one.half_width, one.n)
        for station, part in tenths.groupby(level="station")
        for one in [estimate_mean(part, "min")]
    ]
    return pd.DataFrame(rows, columns=["station", "mean", "half_width", "n"])


def _draw_queue(axes: Axes, curve: pd.DataFrame) -> None:
    """The mean as a step, its band behind it; nobody can wait less than nobody."""
    hours = np.append(curve["start_min"], 2 * curve["start_min"].iloc[-1] - curve["start_min"].iloc[-2]) / 60
    low, mean, high = (
        np.append(values, values.iloc[-1])
        for values in (
            (curve["mean"] - curve["half_width"]).clip(lower=0), curve["mean"], curve["mean"] + curve["half_width"]
        )
    )  # fmt: skip
    axes.fill_between(hours, low, high, step="post", color=COLOURS[5], alpha=0.45, linewidth=0)
    axes.step(hours, mean, where="post", color=COLOURS[0])
    axes.set_ylim(bottom=0)


def _height_cm(lines: int) -> float:
    """Height of a figure with so many lines: ten centimetres and what the legend takes."""
    return 10.0 + 0.6 * ceil(lines / LEGEND_COLUMNS)


def _by_station(table: pd.DataFrame, titles: Mapping[str, str]) -> Iterator[tuple[int, tuple[str, pd.DataFrame]]]:
    """Rows of each station, with the station's position: a station has the same colour in every figure."""
    for index, station in enumerate(titles):
        part = table[table["station"] == station]
        if len(part):
            yield index, (station, part)


def _open_hours(curves: pd.DataFrame) -> tuple[float, float]:
    """First and last hour in which anybody waits, with an hour around it."""
    used = curves.loc[curves["mean"] > 0, "start_min"] / 60
    return max(0.0, float(np.floor(used.min())) - 1), min(24.0, float(np.ceil(used.max())) + 1)
