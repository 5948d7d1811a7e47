"""The story of one case, from arrival to its end."""

from collections.abc import Mapping
from typing import Any

import pandas as pd
from matplotlib.patches import Patch

from simulator.calendars import MS_PER_MINUTE
from simulator.figures.rows import largest
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
from simulator.figures.values import clock_axis, duration
from simulator.figures.words import Lang, word

_LOOKS: Mapping[str, Mapping[str, Any]] = {
    "queue": {"facecolor": COLOURS[4], "edgecolor": INK, "hatch": "///"},
    "service": {"facecolor": COLOURS[0], "edgecolor": INK},
    "pause": {"facecolor": COLOURS[1], "edgecolor": INK, "hatch": "xx"},
    "external": {"facecolor": COLOURS[3], "edgecolor": INK, "hatch": "..."},
    "applicant": {"facecolor": COLOURS[5], "edgecolor": INK, "hatch": "\\\\\\"},
    "away": {"facecolor": "white", "edgecolor": INK, "hatch": "--"},
}


def story_figure(story: pd.DataFrame, titles: Mapping[str, str], lang: Lang = "id") -> Drawing:
    """What happened to one case? Its waiting and its services, station by station.

    Parameters
    ----------
    story : DataFrame
        ``replication, case, kind, station, visit, begin_ms, end_ms``: from :func:`simulator.measures.day.case_story`.
    titles : mapping
        Station -> name for people; a station that is not there stands for itself.
    lang : {"id", "en"}, optional
        Language of the words.

    Returns
    -------
    Drawing
        A lane for each station in the order in which the case came to them. One case, so there is no interval.
    """
    if story.empty:
        return nothing_figure(word("story_none_title", lang), word("story_none", lang))
    story = story.assign(minutes=(story["end_ms"] - story["begin_ms"]) / MS_PER_MINUTE)
    lanes = list(dict.fromkeys(story["station"]))[:MOST_ROWS]
    figure, axes = new_figure(height_cm=rows_cm(len(lanes), 0.85, 6.0) + 1.0)
    begin_ms, end_ms = story["begin_ms"].min(), story["end_ms"].max()
    least_ms = (end_ms - begin_ms) / 300
    for kind, look in _LOOKS.items():
        for lane, station in enumerate(lanes):
            own = story[(story["kind"] == kind) & (story["station"] == station)]
            widths = (own["end_ms"] - own["begin_ms"]).clip(lower=least_ms)  # a short service is seen on a long line
            axes.broken_barh(
                list(zip(own["begin_ms"], widths, strict=True)), (lane - 0.32, 0.64), linewidth=0.4, **look
            )
    for lane, station in enumerate(lanes):
        own = story[story["station"] == station]
        at, is_late = own["end_ms"].max(), own["end_ms"].max() > begin_ms + 0.8 * (end_ms - begin_ms)
        place = (own["begin_ms"].min(), -5, "right") if is_late else (at, 5, "left")
        axes.annotate(duration(own["minutes"].sum(), lang), (place[0], lane), xytext=(place[1], 0), size=8,
                      textcoords="offset points", ha=place[2], va="center")  # fmt: skip
    axes.set_yticks(range(len(lanes)), [plain(fold(_place(station, titles, lang), 32)) for station in lanes])
    axes.set_ylim(len(lanes) - 0.4, -0.6)
    axes.set_xlim(begin_ms - 4 * least_ms, end_ms + 4 * least_ms)
    clock_axis(axes.xaxis, begin_ms, end_ms, lang)
    axes.tick_params(axis="y", labelsize=8, length=0)
    axes.grid(visible=False)
    axes.grid(axis="x", color="#D9D9D9", linewidth=0.6)
    kinds = [kind for kind in _LOOKS if (story["kind"] == kind).any()]
    handles = [Patch(label=word(f"story_{kind}", lang), **_LOOKS[kind]) for kind in kinds]
    figure.legend(handles=handles, loc="outside lower center", ncols=3, frameon=False, fontsize=9, handlelength=2.5)
    _tell(figure, story, titles, lang)
    return figure


def _tell(figure: Drawing, story: pd.DataFrame, titles: Mapping[str, str], lang: Lang) -> None:
    whole, served = story["minutes"].sum(), story.loc[story["kind"] == "service", "minutes"].sum()
    length = duration(whole, lang)
    note = word("one_replication", lang, number=int(story["replication"].iloc[0]))
    set_title(figure, word("story_title", lang, length=length, served=duration(served, lang)), note)
    longest = largest(story, "minutes")
    figure.alt = word(
        "story_alt",
        lang,
        length=length,
        kind=word(f"story_{longest['kind']}", lang),
        place=_place(longest["station"], titles, lang),
        longest=duration(longest["minutes"], lang),
        served=duration(served, lang),
    )


def _place(station: str, titles: Mapping[str, str], lang: Lang) -> str:
    return titles.get(station, station) if station else word("story_home", lang)
