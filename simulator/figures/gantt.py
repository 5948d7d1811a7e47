"""Who serves when, on one day of one replication."""

from collections.abc import Mapping
from typing import Any

import pandas as pd
from matplotlib.axes import Axes
from matplotlib.patches import Patch

from simulator.calendars import MS_PER_DAY, MS_PER_HOUR, MS_PER_MINUTE
from simulator.figures.rows import cell, parts
from simulator.figures.style import (
    COLOURS,
    INK,
    MOST_ROWS,
    Drawing,
    fold,
    new_figure,
    nothing_figure,
    plain,
    rows_cm,
    set_title,
)
from simulator.figures.values import clock, clock_axis, duration, number
from simulator.figures.words import Lang, word

_LOOKS: Mapping[str, Mapping[str, Any]] = {
    "shift": {"facecolor": "#E6E6E6", "edgecolor": "#8C8C8C", "linewidth": 0.5, "height": 0.86},
    "service": {"facecolor": COLOURS[0], "edgecolor": "white", "linewidth": 0.4, "height": 0.6},
    "pause": {"facecolor": COLOURS[4], "edgecolor": INK, "linewidth": 0.4, "hatch": "////", "height": 0.6},
}
_DOWN: Mapping[str, Any] = {"facecolor": COLOURS[1], "edgecolor": INK, "alpha": 0.25, "linewidth": 0, "hatch": "xx"}


def gantt_figure(rows: pd.DataFrame, titles: Mapping[str, str], lang: Lang = "id") -> Drawing:
    """Who serves when? Shifts, services and pauses of every server on one day, outages across.

    Parameters
    ----------
    rows : DataFrame
        ``replication, kind, place, server, station, case, begin_ms, end_ms`` of one day and one replication: from
        :func:`simulator.measures.day.gantt_rows`.
    titles : mapping
        Place (station, pool or subsystem) -> name for people; a place that is not there stands for itself.
    lang : {"id", "en"}, optional
        Language of the words.

    Returns
    -------
    Drawing
        A lane for each server, at most 40. One replication, so there is no interval.
    """
    work = rows[rows["kind"].isin(list(_LOOKS))]
    if work.empty:
        return nothing_figure(word("gantt_none_title", lang), word("gantt_none", lang))
    lanes = list(dict.fromkeys(work[["place", "server"]].itertuples(index=False, name=None)))
    shown = lanes[:MOST_ROWS]
    figure, axes = new_figure(height_cm=rows_cm(len(shown), 0.6, 6.0) + 1.0)
    for kind in _LOOKS:
        for lane, (place, server) in enumerate(shown):
            own = work[(work["kind"] == kind) & (work["place"] == place) & (work["server"] == server)]
            look = dict(_LOOKS[kind])
            height = look.pop("height")
            spans = list(zip(own["begin_ms"], own["end_ms"] - own["begin_ms"], strict=True))
            axes.broken_barh(spans, (lane - height / 2, height), **look)
    begin_ms, end_ms = _hours(work)
    down = rows[(rows["kind"] == "outage") & (rows["end_ms"] > begin_ms) & (rows["begin_ms"] < end_ms)]
    _draw_outages(axes, down, titles, begin_ms)
    axes.set_yticks(range(len(shown)), [_lane_title(place, server, lanes, titles) for place, server in shown])
    axes.set_ylim(len(shown) - 0.4, -0.6 - (1.0 if len(down) else 0.0))
    axes.set_xlim(begin_ms, end_ms)
    clock_axis(axes.xaxis, begin_ms, end_ms, lang)
    axes.tick_params(axis="y", labelsize=8, length=0)
    axes.grid(visible=False)
    axes.grid(axis="x", color="#D9D9D9", linewidth=0.6)
    _set_key(figure, work, len(down) > 0, lang)
    day = word("day_number", lang, day=int(work["begin_ms"].min() // MS_PER_DAY) + 1)
    note = [word("one_replication", lang, number=int(rows["replication"].iloc[0]))]
    note += [word("and_more", lang, count=len(lanes) - len(shown))] if len(lanes) > len(shown) else []
    set_title(figure, word("gantt_title", lang, day=day), "; ".join(note))
    figure.alt = _alt(work, down, day, titles, lang)
    return figure


def _draw_outages(axes: Axes, down: pd.DataFrame, titles: Mapping[str, str], begin_ms: float) -> None:
    for (first, last), part in parts(down, "begin_ms", "end_ms"):
        axes.axvspan(first, last, **_DOWN)
        names = ", ".join(dict.fromkeys(titles.get(name, name) for name in part["place"]))
        box = {"facecolor": "white", "edgecolor": "none", "alpha": 0.85, "pad": 1}
        axes.annotate(plain(names), (max(first, begin_ms), -0.75), xytext=(2, 0), textcoords="offset points", size=7.5,
                      va="center", color=INK, bbox=box)  # fmt: skip


def _set_key(figure: Drawing, work: pd.DataFrame, has_outage: bool, lang: Lang) -> None:
    kinds = [kind for kind in _LOOKS if (work["kind"] == kind).any()]
    looks = [{name: value for name, value in _LOOKS[kind].items() if name != "height"} for kind in kinds]
    handles = [Patch(label=word(f"gantt_{kind}", lang), **look) for kind, look in zip(kinds, looks, strict=True)]
    handles += [Patch(label=word("gantt_outage", lang), **_DOWN)] if has_outage else []
    figure.legend(handles=handles, loc="outside lower center", ncols=4, frameon=False, fontsize=9, handlelength=2.5)


def _lane_title(place: str, server: int, lanes: list[tuple[str, int]], titles: Mapping[str, str]) -> str:
    """Name of a server; with its number in its place where there are several."""
    return plain(fold(" ".join(_who(place, server, lanes, titles)), 30))


def _who(place: str, server: int, lanes: list[tuple[str, int]], titles: Mapping[str, str]) -> tuple[str, str]:
    mates = sorted(number for other, number in lanes if other == place)
    return titles.get(place, place), str(mates.index(server) + 1) if len(mates) > 1 else ""


def _hours(work: pd.DataFrame) -> tuple[float, float]:
    """From the hour before the first shift or service to the hour after the last."""
    first, last = work["begin_ms"].min(), work["end_ms"].max()
    day = first // MS_PER_DAY * MS_PER_DAY
    begin, end = (first // MS_PER_HOUR - 0.5) * MS_PER_HOUR, (-(-last // MS_PER_HOUR) + 0.5) * MS_PER_HOUR
    return max(day, begin), min(day + MS_PER_DAY, end)


def _alt(work: pd.DataFrame, down: pd.DataFrame, day: str, titles: Mapping[str, str], lang: Lang) -> str:
    times = work.assign(ms=work["end_ms"] - work["begin_ms"])
    spent = times.pivot_table(index=["place", "server"], columns="kind", values="ms", aggfunc="sum", fill_value=0)
    spent = spent.reindex(columns=list(_LOOKS), fill_value=0)
    most: Any = spent["service"].idxmax()
    place, server = most
    busy, staffed = (cell(spent, most, kind) / MS_PER_MINUTE for kind in ("service", "shift"))
    own = work[(work["place"] == place) & (work["server"] == server) & (work["kind"] == "service")]
    names, label = _who(place, server, [(p, s) for p, s in spent.index], titles)
    texts = [
        f"{titles.get(name, name)} {clock(first, lang)}–{clock(last, lang)}"
        for name, first, last in down[["place", "begin_ms", "end_ms"]].itertuples(index=False)
    ]
    return word(
        "gantt_alt",
        lang,
        day=day,
        servers=len(spent),
        place=names,
        number=label,
        services=number(own["case"].nunique(), lang),
        busy=duration(busy, lang),
        staffed=duration(staffed, lang),
        pauses=number((work["kind"] == "pause").sum(), lang),
        outages=", ".join(texts) or word("none", lang),
    ).replace(" ,", ",")
