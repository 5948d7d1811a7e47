"""Alternatives beside their base: paired differences with intervals."""

from collections.abc import Mapping, Sequence

import pandas as pd
from matplotlib.axes import Axes

from simulator.figures.style import (
    COLOURS,
    INK,
    QUIET,
    Drawing,
    error_bars,
    fold,
    new_panels,
    nothing_figure,
    plain,
    set_title,
)
from simulator.figures.values import axis_unit, bare, estimate, number_axis, plain_number, replications
from simulator.figures.words import Lang, measure_title, word
from simulator.measures import BETTER

_MOST_PANELS, _MOST_POINTS = 8, 40


def forest_figure(
    table: pd.DataFrame,
    lang: Lang = "id",
    measures: Sequence[str] | None = None,
    titles: Mapping[str, str] | None = None,
) -> Drawing:
    """What changes? Paired differences from the base, a panel for each measure.

    Parameters
    ----------
    table : DataFrame
        ``scenario, measure, unit, base, difference, half_width, n``: :meth:`simulator.experiments.Comparison.table`.
    lang : {"id", "en"}, optional
        Language of the words.
    measures : sequence of str, optional
        Which and in which order, at most 8; those of the table if not said.
    titles : mapping, optional
        Scenario -> name for people.

    Returns
    -------
    Drawing
        Filled circles are certain: their interval leaves out 0.
    """
    rows = table[table["difference"].notna()]
    wanted = list(dict.fromkeys(measures if measures is not None else rows["measure"]))
    wanted = [name for name in wanted if (rows["measure"] == name).any()]
    if not wanted:
        return nothing_figure(word("forest_none_title", lang), word("forest_none", lang))
    names = titles or {}
    shown = wanted[:_MOST_PANELS]
    scenarios = list(dict.fromkeys(rows["scenario"]))[: max(1, _MOST_POINTS // len(shown))]
    rows = rows[rows["measure"].isin(shown) & rows["scenario"].isin(scenarios)]
    rows = rows.sort_values("measure", key=lambda names: names.map(shown.index), kind="stable")
    figure, panels = new_panels(len(shown), 1, max(2.6, 1.7 + 0.65 * len(scenarios)))
    for axes, name in zip(panels, shown, strict=True):
        part = rows[rows["measure"] == name].set_index("scenario").reindex(scenarios).dropna(subset=["difference"])
        _draw_panel(axes, part, str(name), names, lang)
    hidden = len(table["scenario"].unique()) - len(scenarios) + len(wanted) - len(shown)
    key = "forest_note" if rows["half_width"].notna().any() else "forest_note_one"
    note = [word(key, lang, n=replications(rows["n"]))]
    note += [word("and_more", lang, count=hidden)] if hidden > 0 else []
    _tell(figure, rows, names, "; ".join(note), lang)
    return figure


def difference_words(mean: float, half_width: float, unit: str, lang: Lang) -> str:
    """A difference with its half-width; that of two shares is in percentage points."""
    if unit == "share":
        return f"{bare(mean, half_width, unit, lang)} {word('percentage_points', lang)}"
    return estimate(mean, half_width, unit, lang)


def is_certain(rows: pd.DataFrame) -> pd.Series:
    """Whether the 95 % interval of each difference leaves out 0."""
    return (rows["difference"].abs() > rows["half_width"]) & rows["half_width"].notna()


def _draw_panel(axes: Axes, part: pd.DataFrame, name: str, names: Mapping[str, str], lang: Lang) -> None:
    unit, certain = part["unit"].iloc[0], is_certain(part)
    axes.axvline(0, color=INK, linewidth=1)
    half = part["half_width"].fillna(0)
    values = zip(part["difference"], part["half_width"], certain, strict=True)
    for row, (difference, half_width, is_sure) in enumerate(values):
        face = COLOURS[0] if is_sure else "white"
        axes.errorbar(difference, row, xerr=error_bars(half_width), fmt="o", color=COLOURS[0], mfc=face, capsize=4)
        text = difference_words(difference, half_width, unit, lang)
        axes.annotate(text, (1, row), xycoords=("axes fraction", "data"), xytext=(6, 0), textcoords="offset points",
                      va="center", size=8.5, annotation_clip=False)  # fmt: skip
    reach = 1.1 * float((part["difference"].abs() + half).max()) or (0.01 if unit == "share" else 1.0)
    axes.set_xlim(-reach, reach)
    axes.set_ylim(len(part) - 0.4, -0.6)
    axes.set_yticks(range(len(part)), [plain(fold(names.get(one, one), 30)) for one in part.index])
    axes.spines["left"].set_visible(False)
    axes.tick_params(axis="y", length=0)
    axes.tick_params(labelsize=8.5)
    axes.grid(visible=False)
    number_axis(axes.xaxis, unit, lang)
    unit_words = axis_unit(unit, lang)
    if unit == "share":
        axes.xaxis.set_major_formatter(lambda share, _: plain_number(100 * share, lang))
        unit_words = word("percentage_points", lang)
    axes.set_title(f"{plain(measure_title(name, lang))} ({unit_words})", loc="left", fontsize=9.5)
    if BETTER.get(name.partition("[")[0], 0):
        key, place, side = (
            ("forest_less", 0.0, "left") if BETTER[name.partition("[")[0]] < 0 else ("forest_more", 1.0, "right")
        )
        axes.text(place, 0.0, word(key, lang), transform=axes.transAxes, ha=side, va="bottom", size=8, color=QUIET)


def _tell(figure: Drawing, rows: pd.DataFrame, names: Mapping[str, str], note: str, lang: Lang) -> None:
    certain = rows[is_certain(rows)]
    counts = {"rows": len(rows), "n": replications(rows["n"])}
    if certain.empty:
        set_title(figure, word("forest_title_none", lang), note)
        figure.alt = word("forest_alt_none", lang, **counts)
        return
    judged = certain[[BETTER.get(str(name).partition("[")[0], 0) != 0 for name in certain["measure"]]]
    top = (judged if len(judged) else certain).iloc[0]
    said = {
        "scenario": names.get(top["scenario"], top["scenario"]),
        "measure": measure_title(top["measure"], lang).lower(),
        "value": difference_words(top["difference"], top["half_width"], top["unit"], lang),
    }
    set_title(figure, word("forest_title", lang, **said), note)
    figure.alt = word("forest_alt", lang, **said, **counts, certain=len(certain))
