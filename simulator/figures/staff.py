"""How work is spread over people."""

from collections.abc import Mapping
from typing import Any

import numpy as np
import pandas as pd

from simulator.figures.rows import cell
from simulator.figures.style import (
    COLOURS,
    INK,
    MOST_ROWS,
    PALE,
    Drawing,
    error_bars,
    fold,
    hatch,
    new_figure,
    nothing_figure,
    plain,
    rows_cm,
    set_legend,
    set_title,
)
from simulator.figures.values import bare, interval_note, number_axis, replications
from simulator.figures.words import Lang, word

_PARTS = {"busy_h": ("staff_busy", COLOURS[0], 0), "overtime_h": ("staff_overtime", COLOURS[1], 1)}


def staff_figure(estimates: pd.DataFrame, titles: Mapping[str, str], lang: Lang = "id") -> Drawing:
    """Who carries the work? Hours of service of each person, on shift and outside, beside the hours on shift.

    Parameters
    ----------
    estimates : DataFrame
        ``place, server, measure, unit, mean, half_width, n``: as ``summarise_by(staff_table(…), ["place", "server"],
        …)`` gives it; ``staffed_h, busy_h, overtime_h`` are drawn.
    titles : mapping
        Place (station or pool) -> name for people; a place that is not there stands for itself.
    lang : {"id", "en"}, optional
        Language of the words.

    Returns
    -------
    Drawing
        A bar for each person, those of a place together; at most 40, those with most work.
    """
    table = estimates[estimates["measure"].isin(["staffed_h", *_PARTS]) & estimates["mean"].notna()]
    cells = table.set_index(["place", "server", "measure"])
    if table.empty or not table["mean"].any():
        return nothing_figure(word("staff_none_title", lang), word("utilisation_none", lang))
    means, halves = (
        cells[part].unstack(sort=False).reindex(columns=["staffed_h", *_PARTS]) for part in ("mean", "half_width")
    )
    work = means[list(_PARTS)].fillna(0).sum(axis=1)
    kept = set(work.sort_values(ascending=False, kind="stable").index[:MOST_ROWS])
    shown = [one for one in means.index if one in kept]
    figure, axes = new_figure(height_cm=rows_cm(len(shown), 0.75))
    rows = range(len(shown))
    staffed = means["staffed_h"].reindex(shown).fillna(0)
    axes.barh(
        rows, staffed, height=0.8, color=PALE, edgecolor="#8C8C8C", linewidth=0.5, label=word("staff_staffed", lang)
    )
    left = np.zeros(len(shown))
    for measure, (key, face, place) in _PARTS.items():
        widths = means[measure].reindex(shown).fillna(0).to_numpy()
        half = error_bars(halves[measure].reindex(shown)) if measure == "busy_h" else None
        if widths.any():
            axes.barh(rows, widths, left=left, height=0.5, color=face, hatch=hatch(place), edgecolor="white",
                      xerr=half, label=word(key, lang), error_kw={"ecolor": INK, "capsize": 3})  # fmt: skip
        left += widths
    for row, one in enumerate(shown):
        parts = [measure for measure in _PARTS if means.loc[one, measure] > 0] or ["busy_h"]
        text = " + ".join(bare(means.loc[one, part], halves.loc[one, part], "h", lang) for part in parts)
        axes.annotate(text, (1, row), xycoords=("axes fraction", "data"), xytext=(6, 0), textcoords="offset points",
                      va="center", size=8, annotation_clip=False)  # fmt: skip
    names = {one: _who(one, list(means.index), titles) for one in means.index}
    axes.set_yticks(rows, [plain(fold(" ".join(names[one]).strip(), 32)) for one in shown])
    axes.set_ylim(len(shown) - 0.4, -0.6)
    axes.grid(visible=False)
    axes.tick_params(axis="y", labelsize=8.5)
    number_axis(axes.xaxis, "h", lang)
    axes.set_xlabel(word("hours", lang))
    set_legend(figure)
    note = [interval_note(table["n"], lang)]
    note += [word("and_more", lang, count=len(means) - len(shown))] if len(means) > len(shown) else []
    said: dict[str, str] = {}
    ends: list[Any] = [work.idxmax(), work.idxmin()]
    for prefix, one in zip(("", "least_"), ends, strict=True):
        said |= {f"{prefix}place": names[one][0], f"{prefix}number": names[one][1]}
        said["least" if prefix else "value"] = bare(cell(means, one, "busy_h"), cell(halves, one, "busy_h"), "h", lang)
    set_title(figure, word("staff_title", lang, **said).replace(" ,", ","), "; ".join(note))
    figure.alt = word("staff_alt", lang, **said, n=replications(table["n"])).replace(" ,", ",")
    return figure


def _who(one: tuple[str, int], every: list[tuple[str, int]], titles: Mapping[str, str]) -> tuple[str, str]:
    """Name of a place, and number of the person in it where there are several."""
    mates = sorted(server for place, server in every if place == one[0])
    return titles.get(one[0], one[0]), str(mates.index(one[1]) + 1) if len(mates) > 1 else ""
