"""Tables of an optimisation, ready to be printed."""

from math import isnan
from typing import Any

from simulator.experiments.finalists import compared_measure
from simulator.experiments.optimum import Optimum
from simulator.figures import Lang
from simulator.locale.numbers import format_number
from simulator.reports.comparison import LEAST
from simulator.reports.numbers import number
from simulator.reports.optimum import group_title, measure_title, unit_title
from simulator.reports.rows import Rows

_MILLION = 1_000_000


def optimum_title(optimum: Optimum, lang: Lang) -> str:
    """The goal and its office."""
    spec = optimum.goal.spec
    title = getattr(spec.title, lang, spec.name)
    return f"{title} – {getattr(optimum.goal.base.spec.title, lang)}"


def finalist_rows(optimum: Optimum, lang: Lang) -> Rows:
    """The finalists with their fresh estimates, feasible ones first."""
    is_id, goal = lang == "id", optimum.goal
    compared = measure_title(goal.base, compared_measure(goal), lang)
    headings = (
        "",
        *_first_headings(optimum, lang),
        *(_heading(optimum, name, lang) for name in goal.judged),
        *(("Memenuhi", "Selisih", "p (Holm)") if is_id else ("Feasible", "Difference", "p (Holm)")),
    )
    rows = [_finalist(optimum, row, lang) for row in optimum.finalists.to_dict("records")]
    caption = (
        f"* disarankan. Ulangan baru, rata-rata ± setengah lebar selang 95 %. Selisih: {compared}, yang terbaik "
        "dikurangi baris ini, berpasangan."
        if is_id
        else f"* recommended. Fresh replications, mean ± half-width of the 95 % interval. Difference: {compared}, the "
        "best less this row, paired."
    )
    return Rows("Finalis" if is_id else "Finalists", headings, rows, caption)


def pareto_rows(optimum: Optimum, lang: Lang) -> list[Rows]:
    """Cost against each measure of the goal: those on the front."""
    is_id, goal = lang == "id", optimum.goal
    points = {one.number: one.point for one in optimum.found.candidates}
    caption = (
        "Di antara yang disimulasikan ulang dengan ulangan baru, tidak ada yang sekaligus lebih murah dan lebih baik."
        if is_id
        else "Among those simulated again with fresh replications, none is both cheaper and better."
    )
    tables = []
    for measure in goal.spec.pareto:
        found = optimum.pareto[(optimum.pareto["measure"] == measure) & optimum.pareto["is_on_front"].astype(bool)]
        title, has_groups = measure_title(goal.base, measure, lang), found["group"].any()
        rows = [
            (
                *_first_cells(optimum, points[int(row["number"])], row["cost"], lang),
                _estimate(row["mean"], row["half_width"], lang),
                *([group_title(goal.base, row["group"], lang)] if has_groups else []),
            )
            for row in found.to_dict("records")
        ]
        headings = (
            *_first_headings(optimum, lang),
            _heading(optimum, measure, lang),
            *([("Group", "Kelompok")[is_id]] if has_groups else []),
        )
        tables.append(Rows(("Biaya lawan: " if is_id else "Cost against: ") + title, headings, rows, caption))
    return tables


def _heading(optimum: Optimum, name: str, lang: Lang) -> str:
    return f"{measure_title(optimum.goal.base, name, lang)} ({unit_title(name, lang)})"


def _first_headings(optimum: Optimum, lang: Lang) -> tuple[str, ...]:
    levers = (getattr(lever.spec.title, lang, lever.name) for lever in optimum.goal.levers)
    return (*levers, "Biaya (juta Rp/tahun)" if lang == "id" else "Cost (million IDR/year)")


def _first_cells(optimum: Optimum, point: dict[Any, Any], cost: float, lang: Lang) -> tuple[str, ...]:
    levels = (point[lever.name] for lever in optimum.goal.levers)
    texts = (number(level, lang) if isinstance(level, float) else str(level) for level in levels)
    return (*texts, format_number(cost / _MILLION, lang, 2))


def _finalist(optimum: Optimum, row: dict[Any, Any], lang: Lang) -> tuple[str, ...]:
    is_recommended = optimum.finals.recommended and row["number"] == optimum.answer.number
    yes, no = ("ya", "tidak") if lang == "id" else ("yes", "no")
    p = row["p_adjusted"]
    return (
        "*" if is_recommended else "",
        *_first_cells(optimum, row, row["cost"], lang),
        *(_estimate(row[f"{name}.mean"], row[f"{name}.half_width"], lang) for name in optimum.goal.judged),
        yes if row["is_feasible"] else no,
        _estimate(row["difference"], row["difference_half_width"], lang),
        "–" if isnan(p) else ("< " if p < LEAST else "") + format_number(max(p, LEAST), lang, 3),
    )


def _estimate(mean: float, half_width: float, lang: Lang) -> str:
    return "–" if isnan(mean) else f"{number(mean, lang)} ± {number(half_width, lang)}"
