"""Groups of people beside each other: who is left behind."""

from collections.abc import Mapping

import numpy as np
import pandas as pd

from simulator.figures.rows import records
from simulator.figures.style import (
    COLOURS,
    MOST_ROWS,
    Drawing,
    fold,
    new_figure,
    nothing_figure,
    plain,
    rows_cm,
    set_title,
)
from simulator.figures.values import axis_unit, estimate, interval_note, number_axis, replications
from simulator.figures.words import Lang, measure_title, word
from simulator.measures import BETTER


def gaps_figure(
    estimates: pd.DataFrame,
    measure: str,
    reference: str,
    titles: Mapping[str, str],
    lang: Lang = "id",
) -> Drawing:
    """Who is left behind? A measure of each group, beside that of a reference group.

    Parameters
    ----------
    estimates : DataFrame
        ``group, measure, unit, mean, half_width, n``: as ``summarise_by(group_table(…), ["group"], …)`` gives it, of
        one division of the people. Groups without a mean were too small to be shown: they are named.
    measure : str
        Which measure.
    reference : str
        Group with which the others are compared; drawn as a line.
    titles : mapping
        Group -> name for people; a group that is not there stands for itself.
    lang : {"id", "en"}, optional
        Language of the words.

    Returns
    -------
    Drawing
        A point for each group, at most 40, the worst first.
    """
    own = estimates[estimates["measure"] == measure]
    known = own[own["mean"].notna()]
    if known.empty:
        return nothing_figure(word("gaps_none_title", lang), word("gaps_none", lang))
    is_more_better = BETTER.get(measure, -1) > 0
    known = known.sort_values("mean", ascending=is_more_better, kind="stable")
    shown, unit = known.head(MOST_ROWS), known["unit"].iloc[0]
    figure, axes = new_figure(height_cm=rows_cm(len(shown), 0.75))
    for row, (group, mean, half_width) in enumerate(records(shown, "group", "mean", "half_width")):
        ink, shape = (COLOURS[1], "D") if group == reference else (COLOURS[0], "o")
        axes.errorbar(mean, row, xerr=np.nan_to_num(half_width), capsize=4, linestyle="none", marker=shape, color=ink)
        axes.annotate(
            estimate(mean, half_width, unit, lang), (1, row), xycoords=("axes fraction", "data"), xytext=(6, 0),
            textcoords="offset points", va="center", size=8.5, annotation_clip=False,
        )  # fmt: skip
    line = known.loc[known["group"] == reference, "mean"]
    if len(line):
        axes.axvline(line.iloc[0], color=COLOURS[1], linewidth=1.2, linestyle="--")
    axes.set_yticks(range(len(shown)), [plain(fold(titles.get(group, group), 32)) for group in shown["group"]])
    axes.set_ylim(len(shown) - 0.4, -0.6)
    axes.set_xlim(left=min(0.0, axes.get_xlim()[0]))
    axes.grid(visible=False)
    number_axis(axes.xaxis, unit, lang)
    axes.set_xlabel(plain(f"{measure_title(measure, lang)} ({axis_unit(unit, lang)})"))
    compared = [word("gaps_reference", lang, group=titles.get(reference, reference))] if len(line) else []
    few = [titles.get(group, group) for group in own.loc[own["mean"].isna(), "group"]]
    note = [interval_note(known["n"], lang), *compared]
    note += [word("gaps_few", lang, groups=", ".join(few))] if few else []
    note += [word("and_more", lang, count=len(known) - len(shown))] if len(known) > len(shown) else []
    worst, best = known.iloc[0], known.iloc[-1]
    said = {"measure": measure_title(measure, lang), "group": titles.get(worst["group"], worst["group"])}
    key = "gaps_title" if _is_behind(worst, known, reference) else "gaps_title_none"
    set_title(figure, word(key, lang, **said), "; ".join(note))
    values = {key: estimate(row["mean"], row["half_width"], unit, lang)
              for key, row in (("value", worst), ("least", best))}  # fmt: skip
    best_name = titles.get(best["group"], best["group"])
    figure.alt = word("gaps_alt", lang, **said, **values, least_group=best_name, n=replications(known["n"]))
    return figure


def _is_behind(worst: pd.Series, known: pd.DataFrame, reference: str) -> bool:
    """Whether the intervals of the worst group and of the reference (else the best) lie apart."""
    others = known[known["group"] == reference]
    other = others.iloc[0] if len(others) else known.iloc[-1]
    return bool(abs(worst["mean"] - other["mean"]) > worst["half_width"] + other["half_width"])
