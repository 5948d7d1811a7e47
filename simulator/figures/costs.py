"""Who pays: costs of the office and of applicants."""

from collections.abc import Mapping
from math import isfinite

import numpy as np
import pandas as pd

from simulator.figures.rows import cell
from simulator.figures.style import (
    COLOURS,
    MOST_ROWS,
    Drawing,
    fold,
    new_figure,
    nothing_figure,
    plain,
    rows_cm,
    set_legend,
    set_title,
)
from simulator.figures.values import interval_note, money_axis, money_estimate, replications, unit_name
from simulator.figures.words import Lang, word

_PAYERS = {"office_cost": ("costs_office", COLOURS[0], ""), "applicant_cost": ("costs_applicant", COLOURS[4], "///")}


def costs_figure(
    estimates: pd.DataFrame, titles: Mapping[str, str], lang: Lang = "id", by: str = "alternative"
) -> Drawing:
    """Who pays? Costs of the office and of applicants, a bar for each alternative.

    Parameters
    ----------
    estimates : DataFrame
        A column `by`, then ``measure`` ("office_cost", "applicant_cost"), ``unit, mean, half_width, n``:
        estimates of :func:`simulator.measures.costs.cost_summary` for each alternative.
    titles : mapping
        Alternative -> name for people; one that is not there stands for itself.
    lang : {"id", "en"}, optional
        Language of the words.
    by : str, optional
        Column that says of what each row is.

    Returns
    -------
    Drawing
        A bar for each alternative, at most 40, in the order of the table. Beside it both amounts ± half-widths; one
        that is not known is said to be so. The title names the cheapest only where its interval lies apart.
    """
    table = estimates[estimates["measure"].isin(list(_PAYERS)) & estimates["mean"].notna()]
    if table.empty or not table["mean"].any():
        return nothing_figure(word("costs_none_title", lang), word("costs_none", lang))
    every = list(dict.fromkeys(table[by]))
    names, unit = every[:MOST_ROWS], unit_name("IDR", lang)
    figure, axes = new_figure(height_cm=rows_cm(len(names), 1.1, 5.5))
    cells = table.drop_duplicates([by, "measure"]).set_index([by, "measure"])
    means, halves = (
        cells[part].unstack().reindex(index=names, columns=list(_PAYERS)) for part in ("mean", "half_width")
    )
    amounts = {
        (name, measure): _amount(cell(means, name, measure), cell(halves, name, measure), lang)
        for name in names
        for measure in _PAYERS
    }
    left = np.zeros(len(names))
    for measure, (key, face, pattern) in _PAYERS.items():
        widths = means[measure].fillna(0).to_numpy()
        axes.barh(range(len(names)), widths, left=left, height=0.6, color=face, hatch=pattern, edgecolor="white",
                  label=word(key, lang))  # fmt: skip
        left += widths
    for row, name in enumerate(names):
        said = [f"{word(key, lang)} {amounts[name, measure]}" for measure, (key, _, _) in _PAYERS.items()]
        axes.annotate(
            "\n".join(said), (1, row), xycoords=("axes fraction", "data"), xytext=(6, 0), textcoords="offset points",
            va="center", size=8, annotation_clip=False,
        )  # fmt: skip
    axes.set_yticks(range(len(names)), [plain(fold(titles.get(name, name), 30)) for name in names])
    axes.set_ylim(len(names) - 0.4, -0.6)
    axes.grid(visible=False)
    axes.set_xlabel(plain(word("costs_axis", lang, unit=money_axis(axes.xaxis, lang))))
    set_legend(figure, 2)
    note = [interval_note(table["n"], lang)]
    note += [word("and_more", lang, count=len(every) - len(names))] if len(every) > len(names) else []
    set_title(figure, _title(means, halves, titles, lang), "; ".join(note))
    ends = means.sum(axis=1, skipna=False).sort_values(kind="stable").index
    figure.alt = "".join(
        word(
            "costs_alt", lang, name=titles.get(name, name), n=replications(table["n"]),
            **{key: _with_unit(amounts[name, f"{key}_cost"], unit, lang) for key in ("office", "applicant")},
        )
        for name in dict.fromkeys([ends[0], ends[-1]])
    ).strip()  # fmt: skip
    return figure


def _amount(mean: float, half: float, lang: Lang) -> str:
    return money_estimate(mean, half, lang) if isfinite(mean) else word("costs_unknown", lang)


def _with_unit(amount: str, unit: str, lang: Lang) -> str:
    return amount if amount == word("costs_unknown", lang) else f"{amount} {unit}"


def _title(means: pd.DataFrame, halves: pd.DataFrame, titles: Mapping[str, str], lang: Lang) -> str:
    """Names the cheapest, or of one alternative who pays most, only where intervals tell it apart.

    The half-width of a sum or a difference is at most the sum of both, however they hang together.
    """
    if len(means) == 1:
        sums, reach = means.iloc[0].sort_values(ascending=False, kind="stable"), halves.iloc[0]
    else:
        sums = means.sum(axis=1, skipna=False).sort_values(kind="stable", na_position="first")
        reach = halves.sum(axis=1, skipna=False)
    first, gaps = str(sums.index[0]), (sums - sums.iloc[0]).abs().iloc[1:]
    if not (gaps > reach[gaps.index] + reach[first]).all():
        return word("costs_title_open", lang)
    if len(means) == 1:
        return word("costs_title_one", lang, payer=word(_PAYERS[first][0], lang))
    return word("costs_title", lang, name=titles.get(first, first))
