"""Why people wait: stacked bars of causes."""

from collections.abc import Mapping
from typing import Literal

import numpy as np
import pandas as pd
from matplotlib.axes import Axes
from numpy.typing import NDArray

from simulator.figures.style import (
    INK,
    MOST_ROWS,
    Drawing,
    colour,
    fold,
    hatch,
    new_figure,
    nothing_figure,
    plain,
    rows_cm,
    set_legend,
    set_title,
)
from simulator.figures.values import bare, duration, interval_note, number_axis, replications, time_scale, unit_name
from simulator.figures.words import Lang, word, word_or

_SLIVER = 0.015
"""Share of the longest bar below which a cause is not seen."""

_LETTER = 0.014
"""Width of a letter, as a share of the axis."""

_OTHER = "other"

Widths = NDArray[np.float64]


def causes_figure(
    estimates: pd.DataFrame,
    titles: Mapping[str, str],
    lang: Lang = "id",
    subsystem_titles: Mapping[str, str] | None = None,
    by: Literal["case_class", "station"] | None = None,
) -> Drawing:
    """Why do they wait? Minutes of waiting per case by cause, a bar for each station or group.

    Parameters
    ----------
    estimates : DataFrame
        ``name, cause, measure, unit, mean, half_width, n``: as ``summarise_by(causes_table(…), ["name", "cause"],
        CAUSES_UNITS)`` gives it; ``min_per_case`` is drawn.
    titles : mapping
        Name -> name for people; a name that is not there stands for itself.
    lang : {"id", "en"}, optional
        Language of the words.
    subsystem_titles : mapping, optional
        Subsystem -> name for people.
    by : {"case_class", "station"}, optional
        Of what the bars are, for the title.

    Returns
    -------
    Drawing
        A bar for each name, the longest waits first; at most 40. Parts with room carry mean ± half-width.
    """
    table = estimates[(estimates["measure"] == "min_per_case") & (estimates["mean"] > 0)]
    if table.empty:
        return nothing_figure(word("causes_none_title", lang), word("causes_none", lang))
    totals = table.groupby("name", sort=False)["mean"].sum().sort_values(ascending=False, kind="stable")
    names = list(totals.index[:MOST_ROWS])
    table = _without_slivers(table[table["name"].isin(names)], totals)
    order = [*dict.fromkeys(estimates["cause"]), _OTHER]
    causes = sorted(set(table["cause"]), key=order.index)
    said = {cause: cause_title(cause, lang, subsystem_titles) for cause in causes}
    unit, size = time_scale(float(totals.iloc[0]))
    figure, axes = new_figure(height_cm=rows_cm(len(names), 0.9, 5.5) + 0.3 * len(causes))
    left = np.zeros(len(names))
    for place, cause in enumerate(causes):
        part = table[table["cause"] == cause].set_index("name").reindex(names)
        widths, halves = (part[column].to_numpy() / size for column in ("mean", "half_width"))
        _draw_parts(axes, left, np.nan_to_num(widths), halves, said[cause], place, totals.iloc[0] / size, lang)
        left += np.nan_to_num(widths)
    axes.set_yticks(range(len(names)), [plain(fold(titles.get(name, name), 30)) for name in names])
    axes.set_ylim(len(names) - 0.4, -0.6)
    axes.set_xlim(0, 1.02 * totals.iloc[0] / size)
    axes.grid(visible=False)
    number_axis(axes.xaxis, unit, lang)
    axes.set_xlabel(word("causes_axis", lang, unit=unit_name(unit, lang)))
    set_legend(figure, 2)
    note = [interval_note(table["n"], lang)]
    note += [word("and_more", lang, count=len(totals) - len(names))] if len(totals) > len(names) else []
    top = table[table["name"] == names[0]].sort_values("mean", ascending=False).iloc[0]
    place = titles.get(names[0], names[0])
    title = word(f"causes_title_{by}" if by else "causes_title", lang, cause=said[top["cause"]], place=place)
    set_title(figure, title, "; ".join(note))
    figure.alt = word(
        "causes_alt",
        lang,
        place=place,
        cause=said[top["cause"]],
        value=duration(top["mean"], lang, top["half_width"]),
        n=replications(table["n"]),
    )
    return figure


def _without_slivers(table: pd.DataFrame, totals: "pd.Series[float]") -> pd.DataFrame:
    """Causes that are a sliver of every bar put together as others, whose interval is not known."""
    share = table["mean"] / totals.iloc[0]
    largest = share.groupby(table["cause"]).transform("max")
    few = table[largest < _SLIVER]
    if few["cause"].nunique() < 2:
        return table
    others = few.groupby("name", as_index=False, sort=False).agg({"mean": "sum", "n": "min"})
    return pd.concat([table[largest >= _SLIVER], others.assign(cause=_OTHER, half_width=np.nan)], ignore_index=True)


def _draw_parts(
    axes: Axes, left: Widths, widths: Widths, halves: Widths, label: str, place: int, most: float, lang: Lang
) -> None:
    """One cause in every bar, with its number where there is room."""
    axes.barh(
        range(len(widths)), widths, left=left, height=0.65, color=colour(place), hatch=hatch(place),
        edgecolor="white", linewidth=0.6, label=plain(label),
    )  # fmt: skip
    for row, width in enumerate(widths):
        text = bare(width, halves[row], "min", lang)
        if width > _LETTER * len(text) * most:
            box = {"facecolor": "white", "edgecolor": "none", "alpha": 0.85, "pad": 1}
            axes.text(left[row] + width / 2, row, text, ha="center", va="center", size=7.5, color=INK, bbox=box)


def cause_title(cause: str, lang: Lang, subsystem_titles: Mapping[str, str] | None = None) -> str:
    """Name of a cause of waiting for people."""
    kind, _, subsystem = cause.partition(":")
    named = (subsystem_titles or {}).get(subsystem, subsystem)
    return word_or(f"cause_{kind}", lang, cause, subsystem=named)
