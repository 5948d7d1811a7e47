"""What an outage does: cases present beside the same day without it."""

from collections.abc import Mapping
from typing import Any

import pandas as pd
from matplotlib.axes import Axes

from simulator.calendars import MS_PER_HOUR, MS_PER_MINUTE, merge_intervals
from simulator.figures.rows import largest, parts
from simulator.figures.style import (
    COLOURS,
    INK,
    PALE,
    Drawing,
    fold,
    new_figure,
    nothing_figure,
    plain,
    set_legend,
    set_title,
)
from simulator.figures.values import clock_axis, duration, estimate, interval_note, moment, number, number_axis
from simulator.figures.words import Lang, measure_title, word

_BEFORE_MS, _AFTER_MS = 2 * MS_PER_HOUR, 4 * MS_PER_HOUR
_SAID = ("recovered_share", "recovery_min", "cases_affected", "lost_case_hours")


def outage_figure(
    curves: pd.DataFrame,
    episodes: pd.DataFrame,
    down: pd.DataFrame,
    estimates: pd.DataFrame,
    lang: Lang = "id",
    replication: int | None = None,
    episode: int | None = None,
    titles: Mapping[str, str] | None = None,
) -> Drawing:
    """What did the outage do, and when was it over? Cases present beside the twin, in one replication.

    Parameters
    ----------
    curves : DataFrame
        ``replication, time_ms, present, present_twin``: from :func:`simulator.measures.resilience.excess_through`.
    episodes : DataFrame
        ``replication, episode, subsystems, begin_ms, end_ms, recovery_min``: from
        :func:`simulator.measures.resilience.resilience`.
    down : DataFrame
        ``replication, kind, subsystem, begin_ms, end_ms``: from :func:`simulator.measures.day.outages`; shaded.
    estimates : DataFrame
        ``subsystems, measure, unit, mean, half_width, n``: what outages do over all replications, for the note. Of the
        rows with the subsystems of the episode; of all where there are none.
    lang : {"id", "en"}, optional
        Language of the words.
    replication, episode : int, optional
        Which is drawn; the first replication that has one, and its longest, if not said.
    titles : mapping, optional
        Subsystem -> name for people.

    Returns
    -------
    Drawing
        Curves of a single replication: averaged curves would blur what each of them shows.
    """
    one = _chosen(episodes[episodes["replication"].isin(set(curves["replication"]))], replication, episode)
    if one is None:
        return nothing_figure(word("outage_none_title", lang), word("outage_none", lang))
    begin_ms, end_ms = one["begin_ms"] - _BEFORE_MS, one["end_ms"] + _AFTER_MS
    if one["recovery_min"] == one["recovery_min"]:
        end_ms = max(end_ms, one["end_ms"] + one["recovery_min"] * MS_PER_MINUTE + MS_PER_HOUR)
    part = curves[(curves["replication"] == one["replication"]) & curves["time_ms"].between(begin_ms, end_ms)]
    if part.empty:
        return nothing_figure(word("outage_none_title", lang), word("outage_none", lang))
    figure, axes = new_figure(height_cm=10.0)
    names = [(titles or {}).get(name, name) for name in str(one["subsystems"]).split("+")]
    own = down[(down["replication"] == one["replication"]) & (down["kind"] == "outage")]
    own = own[(own["end_ms"] > part["time_ms"].min()) & (own["begin_ms"] < part["time_ms"].max())]
    _draw_curves(axes, part, own, titles or {}, lang)
    clock_axis(axes.xaxis, part["time_ms"].min(), part["time_ms"].max(), lang)
    number_axis(axes.yaxis, "cases", lang)
    axes.set(ylabel=word("outage_axis", lang), xlim=(part["time_ms"].min(), part["time_ms"].max()))
    set_legend(figure)
    length = duration(_down_ms(own) / MS_PER_MINUTE, lang)
    measures, counts = _measures(estimates[estimates["subsystems"] == one["subsystems"]], lang)
    every = word("outage_note", lang, interval=interval_note(counts, lang), measures=measures) if counts else ""
    top = largest(part.assign(mean=part["present"] - part["present_twin"]))
    said = {"subsystems": " + ".join(names), "length": length}
    said["extra"] = number(float(top["present"] - top["present_twin"]), lang, 0)
    note = f"{word('one_replication', lang, number=one['replication'])}. {every}".strip()
    set_title(figure, word("outage_title", lang, **said), note[0].upper() + note[1:])
    times = {"begin": moment(one["begin_ms"], lang), "time": moment(top["time_ms"], lang)}
    figure.alt = word("outage_alt", lang, **said, **times, measures=every).strip()
    return figure


def _chosen(episodes: pd.DataFrame, replication: int | None, episode: int | None) -> Any:
    if replication is not None:
        episodes = episodes[episodes["replication"] == replication]
    elif len(episodes):
        episodes = episodes[episodes["replication"] == episodes["replication"].min()]
    if episode is not None:
        episodes = episodes[episodes["episode"] == episode]
    return None if episodes.empty else largest(episodes.assign(mean=episodes["end_ms"] - episodes["begin_ms"]))


def _down_ms(own: pd.DataFrame) -> int:
    """Time with anything down."""
    bounds = [(int(begin), int(end)) for begin, end in own[["begin_ms", "end_ms"]].itertuples(index=False)]
    return sum(end - begin for begin, end in merge_intervals(bounds))


def _draw_curves(axes: Axes, part: pd.DataFrame, own: pd.DataFrame, titles: Mapping[str, str], lang: Lang) -> None:
    times = part["time_ms"]
    for (begin, end), rows in parts(own, "begin_ms", "end_ms"):
        axes.axvspan(begin, end, facecolor=PALE, edgecolor="#BFBFBF", hatch="//", linewidth=0)
        names = " + ".join(dict.fromkeys(titles.get(name, name) for name in rows["subsystem"]))
        box = {"facecolor": "white", "edgecolor": "none", "alpha": 0.85, "pad": 1.5}
        first, last = max(begin, times.min()), min(end, times.max())
        is_late = first > times.min() + 0.75 * (times.max() - times.min())
        axes.annotate(
            plain(fold(word("outage_shade", lang, subsystems=names), 22)), (last if is_late else first, 1),
            xycoords=("data", "axes fraction"), xytext=(-3 if is_late else 3, -4), textcoords="offset points",
            ha="right" if is_late else "left", va="top", size=8, color=INK, bbox=box,
        )  # fmt: skip
    axes.fill_between(
        times, part["present"], part["present_twin"], step="post", facecolor=COLOURS[4], alpha=0.45, hatch="...",
        edgecolor="#8C5A00", linewidth=0, label=word("outage_extra", lang),
    )  # fmt: skip
    axes.step(times, part["present"], where="post", color=COLOURS[1], label=word("outage_present", lang))
    axes.step(
        times, part["present_twin"], where="post", color=COLOURS[0], linestyle="--", label=word("outage_twin", lang)
    )
    axes.set_ylim(0, 1.15 * max(1.0, float(part[["present", "present_twin"]].max().max())))


def _measures(estimates: pd.DataFrame, lang: Lang) -> tuple[str, list[float]]:
    """What outages do, over all replications, in words, and of how many replications each is."""
    rows = estimates[estimates["measure"].isin(_SAID) & estimates["mean"].notna()].drop_duplicates("measure")
    said = [
        f"{measure_title(name, lang).lower()} {estimate(mean, half, unit, lang)}"
        for name, unit, mean, half in rows[["measure", "unit", "mean", "half_width"]].itertuples(index=False)
    ]
    return "; ".join(said), rows["n"].tolist()
