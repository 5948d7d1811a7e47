"""An optimisation in words and tables, and its files."""

import json
from collections.abc import Iterator
from math import isfinite, isnan
from pathlib import Path

import pandas as pd

from simulator.experiments.candidates import Candidate, Point
from simulator.experiments.optimum import Optimum
from simulator.experiments.outcomes import COST, column, group_columns, share_of, worst_group
from simulator.experiments.staffing_band import Band
from simulator.experiments.store import Store
from simulator.figures import Lang
from simulator.locale.numbers import format_number
from simulator.measures import estimate_mean
from simulator.reports.manifest import optimum_manifest
from simulator.reports.numbers import number, plain
from simulator.reports.optimum_texts import TEXTS
from simulator.reports.rows import percent
from simulator.reports.titles import measure_title as measure_title
from simulator.reports.titles import part_title
from simulator.reports.titles import unit_title as unit_title
from simulator.scenario import Scenario

OPTIMUM_FILES = ("candidates.csv", "finalists.csv", "pareto.csv", "optimum.json", "study.json")

group_title = part_title


def optimum_sentences(optimum: Optimum, lang: Lang) -> list[str]:
    """What came out, in sentences: the answer first, then what speaks for it and against it.

    Parameters
    ----------
    optimum : Optimum
        Of an optimisation.
    lang : {"id", "en"}
        Language of the sentences.
    """
    return _told(_facts(optimum, lang), lang)


def band_sentences(optimum: Optimum, lang: Lang) -> list[str]:
    """The people of the answer beside those that Erlang's formula asks for: the last of :func:`optimum_sentences`."""
    return _told(_bands(optimum, lang), lang)


def levels_text(optimum: Optimum, point: Point, lang: Lang) -> str:
    """The levels of a point, with the titles of the levers."""
    titles = {lever.name: lever.spec.title for lever in optimum.goal.levers}
    return ", ".join(
        f"{getattr(titles[name], lang, name)} = {number(level, lang) if isinstance(level, float) else level}"
        for name, level in point.items()
    )


def money(amount: float, lang: Lang) -> str:
    """Rupiah a year."""
    return f"Rp{format_number(amount, lang, 0)}" + ("/tahun" if lang == "id" else "/year")


def write_optimum(optimum: Optimum, folder: Path) -> list[Path]:
    """Write the tables and the sentences of an optimisation.

    Parameters
    ----------
    optimum : Optimum
        What to write.
    folder : Path
        Made if it does not exist.

    Returns
    -------
    list of Path
        The files, in the order of :data:`OPTIMUM_FILES`. The first three have the same bytes for the same goal.

    Raises
    ------
    StorageError
        If one cannot be written.
    """
    folder.mkdir(parents=True, exist_ok=True)
    frames = (optimum.candidates, optimum.finalists, optimum.pareto)
    contents = [frame.to_csv(index=False, lineterminator="\n") for frame in frames]
    contents.append(json.dumps(optimum_data(optimum), indent=2) + "\n")
    contents.append(json.dumps(optimum_manifest(optimum), indent=1) + "\n")
    store = Store(folder, {})
    for name, text in zip(OPTIMUM_FILES, contents, strict=True):
        store.write(name, text.encode())
    return [folder / name for name in OPTIMUM_FILES]


def optimum_data(optimum: Optimum) -> dict[str, object]:
    """Plain data, for JSON: the answer, the tables, the sentences in both languages, and what it was made from."""
    finals, answer = optimum.finals, optimum.answer
    return {
        "goal": optimum.goal.spec.name,
        "is_feasible": finals.recommended is not None,
        "answer": {"number": answer.number, "levels": answer.point, "cost": answer.cost},
        "best": finals.best.number if finals.best else None,
        "near": finals.near.number if finals.near else None,
        "is_exhaustive": optimum.found.is_exhaustive,
        "combinations": optimum.found.combinations,
        "candidates": len(optimum.found.candidates),
        "finalists": _records(optimum.finalists),
        "optimism": _records(optimum.optimism),
        "pareto": _records(optimum.pareto),
        "bands": [{**vars(band), "is_inside": band.is_inside} for band in optimum.bands],
        "notes": {"id": optimum_sentences(optimum, "id"), "en": optimum_sentences(optimum, "en")},
        "provenance": optimum.provenance.to_dict(),
    }


def _records(table: pd.DataFrame) -> list[dict[str, object]]:
    plain = table.astype(object)
    return [
        {str(key): value for key, value in row.items()} for row in plain.where(plain.notna(), None).to_dict("records")
    ]


Facts = Iterator[tuple[str, dict[str, str]]]


def _told(found: Facts, lang: Lang) -> list[str]:
    return [TEXTS[kind][("id", "en").index(lang)].format(**facts) for kind, facts in found]


def _bands(optimum: Optimum, lang: Lang) -> Facts:
    for band in optimum.bands:
        yield ("band_inside" if band.is_inside else "band_outside"), _band(optimum, band, lang)


def _facts(optimum: Optimum, lang: Lang) -> Facts:
    yield from _answer(optimum, lang)
    yield from _searched(optimum, lang)
    yield from _compared(optimum, lang)
    yield from _doubts(optimum, lang)
    yield from _bands(optimum, lang)


def _answer(optimum: Optimum, lang: Lang) -> Facts:
    goal, finals, answer = optimum.goal, optimum.finals, optimum.answer
    facts = {
        "levels": levels_text(optimum, answer.point, lang),
        "cost": money(answer.cost, lang),
        "confidence": percent(goal.spec.confidence, lang),
        "constraints": str(len(goal.constraints)),
        "finalists": str(len(finals.candidates)),
        "n": str(goal.spec.final_replications),
    }
    if finals.recommended is None:
        yield "infeasible", facts
        yield from _lacks(optimum, lang)
        return
    yield "recommended", facts
    if goal.objective != COST:
        title = measure_title(goal.base, goal.objective, lang)
        yield "objective", {"measure": title, **_mean(goal.base, answer, goal.objective, lang)}
    if goal.constraints:
        yield "feasible", facts


def _lacks(optimum: Optimum, lang: Lang) -> Facts:
    """Which constraints the least bad candidate does not keep, and by how much."""
    goal, answer = optimum.goal, optimum.answer
    values = pd.DataFrame() if answer.values is None else answer.values
    verdict = answer.verdict(goal, len(optimum.finals.candidates))
    for one, lack in zip(goal.constraints, verdict.shortfalls, strict=True):
        if lack > 0:
            each = share_of(goal.spec.confidence, len(goal.constraints) * len(optimum.finals.candidates))
            yield (
                ("lacks_least" if one.side < 0 else "lacks_most"),
                {
                    "measure": measure_title(goal.base, one.measure, lang),
                    "limit": number(one.limit, lang),
                    "lack": number(lack, lang) if isfinite(lack) else "–",
                    **_mean(goal.base, answer, one.measure, lang, one.hardest(values, each)),
                },
            )


def _searched(optimum: Optimum, lang: Lang) -> Facts:
    found, goal = optimum.found, optimum.goal
    facts = {
        "seen": format_number(len(found.candidates), lang, 0),
        "all": "∞" if found.combinations is None else format_number(found.combinations, lang, 0),
        "replications": str(goal.spec.replications),
    }
    yield ("exhaustive" if found.is_exhaustive else "sampled"), facts
    failed = [one for one in found.candidates if one.problem]
    if failed:
        yield "failed", {"count": str(len(failed)), "problem": failed[0].problem}


def _compared(optimum: Optimum, lang: Lang) -> Facts:
    """What the recommended one may lose against the best, and which cheaper ones cannot be told from the best."""
    goal, finals = optimum.goal, optimum.finals
    if finals.best is None or finals.recommended is None or goal.objective == COST:
        return
    if finals.recommended is not finals.best:
        yield "cheaper", {
            "best": levels_text(optimum, finals.best.point, lang), "cost": money(finals.best.cost, lang),
            "measure": measure_title(goal.base, goal.objective, lang),
            "confidence": percent(goal.spec.confidence, lang),
            "lost": number(finals.most_lost, lang), "indifference": number(goal.spec.indifference or 0.0, lang),
            **_difference(optimum, finals.recommended, lang),
        }  # fmt: skip
    alike = [_alike(optimum, one, lang) for one in finals.alike if one is not finals.recommended]
    if alike:
        yield "alike", {"others": "; ".join(alike), "measure": measure_title(goal.base, goal.objective, lang)}
        if goal.spec.indifference is None:
            yield "no_indifference", {"unit": unit_title(goal.objective, lang)}


def _alike(optimum: Optimum, one: Candidate, lang: Lang) -> str:
    return TEXTS["alike_one"][("id", "en").index(lang)].format(
        levels=levels_text(optimum, one.point, lang), cost=money(one.cost, lang), **_difference(optimum, one, lang)
    )


def _difference(optimum: Optimum, one: Candidate, lang: Lang) -> dict[str, str]:
    """The best less a finalist, in the objective."""
    versus = optimum.finals.versus
    row = versus[versus["number"] == one.number].iloc[0]
    facts = {key: number(float(row[key]), lang) for key in ("difference", "half_width")}
    return {**facts, "unit": unit_title(optimum.goal.objective, lang)}


def _doubts(optimum: Optimum, lang: Lang) -> Facts:
    goal, finals = optimum.goal, optimum.finals
    if finals.near is not None:
        kind = "near" if finals.recommended else "near_itself" if finals.near is optimum.answer else "near_only"
        yield kind, {
            "levels": levels_text(optimum, finals.near.point, lang), "cost": money(finals.near.cost, lang),
            "confidence": percent(goal.spec.confidence, lang),
        }  # fmt: skip
    for row in optimum.optimism.to_dict("records"):
        if not isnan(row["difference"]) and str(row["measure"]) in goal.judged:
            facts = {key: number(row[key], lang) for key in ("search", "fresh", "difference", "half_width")}
            title = measure_title(goal.base, str(row["measure"]), lang)
            yield "optimism", {**facts, "measure": title, "unit": unit_title(str(row["measure"]), lang)}


def _band(optimum: Optimum, band: Band, lang: Lang) -> dict[str, str]:
    return {
        "place": part_title(optimum.goal.base, band.place, lang),
        "servers": str(band.servers),
        "average": str(band.on_average),
        "busiest": str(band.at_busiest),
        "hour": f"{band.busiest_hour:02}.00–{band.busiest_hour + 1:02}.00".replace(".", "." if lang == "id" else ":"),
        "load": format_number(band.offered_load, lang, 1),
        "share": percent(band.share, lang),
        "target": plain(optimum.goal.base.spec.targets.waiting_time_min, lang),
    }


def _mean(base: Scenario, one: Candidate, name: str, lang: Lang, group: str | None = None) -> dict[str, str]:
    """Estimate of a measure; of the worst-off group, unless another is named."""
    values = pd.DataFrame() if one.values is None else one.values
    group = worst_group(values, name) and (group or worst_group(values, name))
    estimate = estimate_mean(group_columns(values, name).get(group or name, column(values, name)), "")
    return {
        "mean": number(estimate.mean, lang),
        "half_width": number(estimate.half_width, lang),
        "unit": unit_title(name, lang) + (f" ({part_title(base, group, lang)})" if group else ""),
    }
