"""Forecast of the satisfaction survey, and who it does not ask."""

from collections.abc import Mapping
from typing import Any

import pandas as pd

from simulator.figures.rows import cell, smallest
from simulator.figures.style import (
    COLOURS,
    INK,
    PALE,
    Drawing,
    error_bars,
    fold,
    new_figure,
    nothing_figure,
    plain,
    rows_cm,
    set_legend,
    set_title,
)
from simulator.figures.values import bare, estimate, interval_note, number_axis, replications
from simulator.figures.words import Lang, word

_LOOKS: Mapping[str, Any] = {
    "asked": {"marker": "o", "color": COLOURS[0]},
    "all": {"marker": "s", "color": COLOURS[1], "mfc": "white"},
}
_POINTS = 25.0
"""Points of the index to one step of an answer."""


def forecast_figure(
    answers: pd.DataFrame, index: pd.DataFrame, titles: Mapping[str, str], lang: Lang = "id"
) -> Drawing:
    """How would they rate the office, and what would those say who are not asked? Elements of the IKM forecast.

    Parameters
    ----------
    answers : DataFrame
        ``element, measure`` ("answer_asked", "answer_all"), ``unit, mean, half_width, n``; from 1 to 4.
    index : DataFrame
        ``measure`` ("index_asked", "index_all"), ``unit, mean, half_width, n``; points from 25 to 100.
    titles : mapping
        Element -> name for people; an element that is not there stands for itself.
    lang : {"id", "en"}, optional
        Language of the words.

    Returns
    -------
    Drawing
        The index first, then each element in points. The distance of the two marks is the survivor effect.
    """
    scaled = answers.assign(mean=answers["mean"] * _POINTS, half_width=answers["half_width"] * _POINTS)
    names = {f"index_{who}": f"answer_{who}" for who in _LOOKS}
    whole = index[index["measure"].isin(list(names))].assign(element="")
    table = pd.concat([whole.assign(measure=whole["measure"].map(names)), scaled], ignore_index=True)
    table = table[table["mean"].notna()]
    if table.empty:
        return nothing_figure(word("forecast_none_title", lang), word("forecast_none", lang))
    elements = list(dict.fromkeys(table["element"]))
    figure, axes = new_figure(height_cm=rows_cm(len(elements), 0.8, 6.5))
    cells = table.drop_duplicates(["element", "measure"]).set_index(["element", "measure"])
    for who, look in _LOOKS.items():
        part = cells.reindex([(one, f"answer_{who}") for one in elements])
        axes.errorbar(part["mean"], range(len(elements)), xerr=error_bars(part["half_width"]), capsize=3,
                      linestyle="none", label=word(f"forecast_{who}", lang), **look)  # fmt: skip
    for row, one in enumerate(elements):
        said = [bare(cell(cells, key, "mean"), cell(cells, key, "half_width"), "", lang)
                for key in [(one, f"answer_{who}") for who in _LOOKS] if key in cells.index]  # fmt: skip
        axes.annotate(" | ".join(said), (1, row), xycoords=("axes fraction", "data"), xytext=(6, 0), size=8,
                      textcoords="offset points", va="center", annotation_clip=False)  # fmt: skip
    if elements[0] == "":
        axes.axhspan(-0.5, 0.5, color=PALE, zorder=0)
    axes.set_yticks(range(len(elements)), [_element(one, titles, lang) for one in elements])
    axes.set_ylim(len(elements) - 0.4, -0.6)
    axes.grid(visible=False)
    axes.grid(axis="x", color="#D9D9D9", linewidth=0.6)
    number_axis(axes.xaxis, "", lang)
    axes.set_xlabel(word("forecast_axis", lang), color=INK)
    set_legend(figure, 2)
    _tell(figure, table, cells, titles, lang)
    return figure


def _element(name: str, titles: Mapping[str, str], lang: Lang) -> str:
    return plain(fold(titles.get(name, name), 34)) if name else word("forecast_index", lang)


def _tell(figure: Drawing, table: pd.DataFrame, cells: pd.DataFrame, titles: Mapping[str, str], lang: Lang) -> None:
    said = {
        key: estimate(cell(cells, ("", who), "mean"), cell(cells, ("", who), "half_width"), "", lang)
        for key, who in (("value", "answer_asked"), ("all_value", "answer_all"))
    }
    note = word("forecast_note", lang, interval=interval_note(table["n"], lang))
    set_title(figure, word("forecast_title", lang, **said), note)
    single = table[(table["element"] != "") & (table["measure"] == "answer_asked")]
    low = smallest(single) if len(single) else table.iloc[0]
    figure.alt = word(
        "forecast_alt",
        lang,
        **said,
        element=titles.get(low["element"], low["element"] or word("forecast_index", lang)),
        least=estimate(low["mean"], low["half_width"], "", lang),
        n=replications(table["n"]),
    )
