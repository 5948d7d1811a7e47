"""Groups of people beside each other: who is left behind."""

from collections.abc import Mapping

import pandas as pd

from simulator.figures.differences import difference_words
from simulator.figures.rows import largest, records, smallest
from simulator.figures.style import (
    COLOURS,
    MOST_ROWS,
    Drawing,
    error_bars,
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
    gaps: pd.DataFrame | None = None,
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
    gaps : DataFrame, optional
        ``group, reference, measure, comparison, mean, half_width``: as :func:`simulator.measures.equity.gap_estimates`
        gives it, with the same names of groups. Without it nobody is said to be left behind.

    Returns
    -------
    Drawing
        A point for each group, at most 40, the worst first. Left behind is who is worse off than the reference by a
        paired gap whose interval leaves out 0.
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
        axes.errorbar(mean, row, xerr=error_bars(half_width), capsize=4, linestyle="none", marker=shape, color=ink)
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
    behind = _behind(gaps, measure, reference, set(known["group"]), is_more_better)
    note += [word("gaps_paired", lang)] if behind is not None and len(behind) else []
    _tell(figure, known, measure, behind, {"reference": titles.get(reference, reference)}, titles, note, lang)
    return figure


def _behind(
    gaps: pd.DataFrame | None, measure: str, reference: str, known: set[str], is_more_better: bool
) -> pd.DataFrame | None:
    """Paired gaps of the groups that are worse off than the reference, the widest first; None if nothing is known."""
    if gaps is None:
        return None
    own = gaps[(gaps["measure"] == measure) & (gaps["comparison"] == "gap") & (gaps["reference"] == reference)]
    own = own[own["group"].isin(known) & own["mean"].notna() & own["half_width"].notna()]
    if own.empty:
        return None
    worse = -own["mean"] if is_more_better else own["mean"]
    return own.assign(worse=worse)[worse > own["half_width"]].sort_values("worse", ascending=False, kind="stable")


def _tell(
    figure: Drawing, known: pd.DataFrame, measure: str, behind: pd.DataFrame | None, said: dict[str, str],
    titles: Mapping[str, str], note: list[str], lang: Lang,
) -> None:  # fmt: skip
    """Who is left behind, if paired gaps tell; the highest and the lowest mean in any case."""
    unit, top, low = known["unit"].iloc[0], largest(known), smallest(known)
    said = said | {"measure": measure_title(measure, lang)}
    values = {
        key: estimate(row["mean"], row["half_width"], unit, lang) for key, row in (("value", top), ("least", low))
    }
    values |= {key: titles.get(row["group"], row["group"]) for key, row in (("group", top), ("least_group", low))}
    figure.alt = word("gaps_alt", lang, **said, **values, n=replications(known["n"]))
    key = "gaps_title_open" if behind is None else "gaps_title" if len(behind) else "gaps_title_none"
    if behind is not None and len(behind):
        last = behind.iloc[0]
        said["group"] = titles.get(last["group"], last["group"])
        gap = difference_words(last["mean"], last["half_width"], unit, lang)
        figure.alt += word("gaps_alt_behind", lang, **said, gap=gap)
    set_title(figure, word(key, lang, **said), "; ".join(note))
