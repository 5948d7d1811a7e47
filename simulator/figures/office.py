"""Figures of a run: tables in, one matplotlib Figure out."""

from collections.abc import Iterator
from math import ceil

import numpy as np
import pandas as pd
from babel.numbers import format_decimal
from matplotlib.figure import Figure
from matplotlib.ticker import FuncFormatter, MultipleLocator, PercentFormatter

from simulator.figures.style import COLOURS, LEGEND_COLUMNS, LINES, new_figure, set_legend, set_title
from simulator.figures.words import Lang, interval_words, word
from simulator.measures import Estimate, estimate_mean

_QUANTILES = np.linspace(0, 1, 201)


def queue_figure(queues: pd.DataFrame, titles: dict[str, str], lang: Lang = "id") -> Figure:
    """Queue of each station through the day, with its 95 % band.

    Parameters
    ----------
    queues : DataFrame
        From :func:`simulator.measures.queue_through_day`.
    titles : dict
        Station -> name for people.
    lang : {"id", "en"}, optional
        Language of the words.

    Returns
    -------
    Figure
        Belongs to nobody: show it, save it or let it go.
    """
    figure, axes = new_figure(height_cm=_height_cm(titles))
    replications = queues["replication"].nunique()
    for index, (station, part) in _by_station(queues, titles):
        means = part.groupby("start_min")["queue_length"].agg(lambda x: estimate_mean(x, "cases").mean)
        half = part.groupby("start_min")["queue_length"].agg(lambda x: estimate_mean(x, "cases").half_width)
        hours, colour = means.index.to_numpy() / 60, COLOURS[index % len(COLOURS)]
        axes.step(hours, means, where="post", color=colour, linestyle=LINES[index % len(LINES)], label=titles[station])
        axes.fill_between(
            hours, (means - half).clip(lower=0), means + half, step="post", color=colour, alpha=0.2, linewidth=0
        )
    axes.set_xlim(_open_hours(queues))
    axes.set_ylim(bottom=0)
    axes.xaxis.set_major_locator(MultipleLocator(1))
    axes.xaxis.set_major_formatter(
        FuncFormatter(lambda hour, _: f"{int(hour):02d}.00" if lang == "id" else f"{int(hour):02d}:00")
    )
    axes.yaxis.set_major_formatter(FuncFormatter(lambda length, _: str(format_decimal(length, locale=lang))))
    axes.tick_params(axis="x", rotation=45)
    axes.set(xlabel=word("hour", lang), ylabel=word("queue_length", lang))
    set_title(figure, word("queue_title", lang, interval=interval_words(replications, lang)))
    set_legend(figure)
    return figure


def waiting_figure(waits: pd.DataFrame, target_min: float, titles: dict[str, str], lang: Lang = "id") -> Figure:
    """Distribution of waiting time at each station: the share that waits at most so long.

    The longest tenth of all waits may lie outside the figure.

    Parameters
    ----------
    waits : DataFrame
        ``replication, station`` (name), ``wait_min``; one row per service start.
    target_min : float
        The promised waiting time, minutes; drawn as a line.
    titles : dict
        Station -> name for people.
    lang : {"id", "en"}, optional
        Language of the words.

    Returns
    -------
    Figure
        Belongs to nobody: show it, save it or let it go.
    """
    figure, axes = new_figure(height_cm=_height_cm(titles))
    for index, (station, part) in _by_station(waits, titles):
        axes.step(
            np.quantile(part["wait_min"], _QUANTILES),
            _QUANTILES,
            where="post",
            color=COLOURS[index % len(COLOURS)],
            linestyle=LINES[index % len(LINES)],
            label=titles[station],
        )
    axes.axvline(target_min, color="#595959", linewidth=1, linestyle=":")
    axes.annotate(
        word("target", lang, minutes=target_min), (target_min, 0.02), xytext=(4, 0), textcoords="offset points"
    )
    axes.set_xlim(left=0, right=max(1.0, 2 * target_min, float(waits["wait_min"].quantile(0.9))))
    axes.set_ylim(0, 1)
    axes.yaxis.set_major_formatter(PercentFormatter(1.0))
    axes.set(xlabel=word("waiting_time", lang), ylabel=word("share_at_least", lang))
    counts = {
        "visits": format_decimal(len(waits), locale=lang),
        "n": waits["replication"].nunique(),
    }
    set_title(figure, word("waiting_title", lang, **counts))
    set_legend(figure)
    return figure


def utilisation_figure(utilisation: dict[str, Estimate], titles: dict[str, str], lang: Lang = "id") -> Figure:
    """Utilisation of staffed time at each station, with its 95 % interval.

    Parameters
    ----------
    utilisation : dict
        Station -> estimate of its utilisation.
    titles : dict
        Station -> name for people.
    lang : {"id", "en"}, optional
        Language of the words.

    Returns
    -------
    Figure
        Belongs to nobody: show it, save it or let it go.
    """
    figure, axes = new_figure(height_cm=3.5 + 1.5 * len(utilisation))
    names = [titles[station] for station in utilisation]
    means = [estimate.mean for estimate in utilisation.values()]
    half = np.nan_to_num([estimate.half_width for estimate in utilisation.values()])
    axes.barh(
        range(len(names)),
        means,
        tick_label=names,
        height=0.55,
        color=COLOURS[0],
        xerr=half,
        error_kw={"ecolor": "#333333", "capsize": 4},
    )
    for position, (mean, error) in enumerate(zip(means, half, strict=True)):
        axes.annotate(f"{mean:.0%}", (mean + error, position), xytext=(6, 0), textcoords="offset points", va="center")
    axes.set_xlim(0, max(1.0, *(m + h for m, h in zip(means, half, strict=True))) if means else 1.0)
    axes.invert_yaxis()
    axes.grid(visible=False)
    axes.xaxis.set_major_formatter(PercentFormatter(1.0))
    axes.set(xlabel=word("utilisation", lang))
    n = max((estimate.n for estimate in utilisation.values()), default=0)
    set_title(figure, word("utilisation_title", lang, interval=interval_words(n, lang)))
    return figure


def _height_cm(titles: dict[str, str]) -> float:
    """Height of a figure with so many lines: nine centimetres and what the legend takes."""
    return 9.0 + 0.5 * ceil(len(titles) / LEGEND_COLUMNS)


def _by_station(table: pd.DataFrame, titles: dict[str, str]) -> Iterator[tuple[int, tuple[str, pd.DataFrame]]]:
    """Rows of each station, with the station's position: a station has the same colour in every figure."""
    for index, station in enumerate(titles):
        part = table[table["station"] == station]
        if len(part):
            yield index, (station, part)


def _open_hours(queues: pd.DataFrame) -> tuple[float, float]:
    """First and last hour in which anybody waits, with an hour around it."""
    used = queues.loc[queues["queue_length"] > 0, "start_min"] / 60
    if used.empty:
        return 0, 24
    return max(0.0, float(np.floor(used.min())) - 1), min(24.0, float(np.ceil(used.max())) + 1)
