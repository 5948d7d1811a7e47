"""An optimisation in words and tables, and its files."""

import json
from collections.abc import Iterator
from math import isfinite, isnan
from pathlib import Path

import pandas as pd

from simulator.experiments.candidates import Candidate, Point
from simulator.experiments.finalists import compared_measure
from simulator.experiments.optimum import Optimum
from simulator.experiments.outcomes import COST, column, worst_group
from simulator.experiments.staffing_band import Band
from simulator.figures import Lang
from simulator.locale.numbers import format_number
from simulator.measures import estimate_mean, unit_of
from simulator.measures.names import TITLES, UNIT_NAMES
from simulator.reports.html import number
from simulator.reports.optimum_texts import TEXTS
from simulator.reports.rows import percent
from simulator.scenario import Scenario
from simulator.scenario.people import CaseClass, Channel
from simulator.scenario.places import Pool, Station

OPTIMUM_FILES = ("candidates.csv", "finalists.csv", "pareto.csv", "optimum.json")

_WORST = {"worst:class": ("jenis permohonan yang terburuk", "the worst-off case class"),
          "worst:channel": ("kanal yang terburuk", "the worst-off channel")}  # fmt: skip


def optimum_sentences(optimum: Optimum, lang: Lang) -> list[str]:
    """What came out, in sentences: the answer first, then what speaks for it and against it.

    Parameters
    ----------
    optimum : Optimum
        Of an optimisation.
    lang : {"id", "en"}
        Language of the sentences.
    """
    return [TEXTS[kind][("id", "en").index(lang)].format(**facts) for kind, facts in _facts(optimum, lang)]


def measure_title(base: Scenario, name: str, lang: Lang) -> str:
    """A measure in words, with the title of its place or group.

    Parameters
    ----------
    base : Scenario
        Where the place or group is.
    name : str
        As ``waiting_time_mean[loket]`` or ``sojourn_time_mean[worst:class]``.
    lang : {"id", "en"}
        Language of the titles.
    """
    position = ("id", "en").index(lang)
    if name == COST:
        return ("Biaya", "Cost")[position]
    measure, _, part = name.rstrip("]").partition("[")
    place = part.partition(":")[2] or part
    titles = _titles(base, lang)
    if part in _WORST:
        return f"{TITLES[measure][position]}, {_WORST[part][position]}"
    return TITLES[measure][position] + (f", {titles.get(place, place)}" if part else "")


def levels_text(optimum: Optimum, point: Point, lang: Lang) -> str:
    """The levels of a point, with the titles of the levers."""
    titles = {lever.name: lever.spec.title for lever in optimum.goal.levers}
    return ", ".join(
        f"{getattr(titles[name], lang, name)} = {number(level, lang) if isinstance(level, float) else level}"
        for name, level in point.items()
    )


def unit_title(name: str, lang: Lang) -> str:
    """Unit of a measure in words."""
    return UNIT_NAMES[unit_of(name)][("id", "en").index(lang)]


def group_title(base: Scenario, group: str, lang: Lang) -> str:
    """Title of a group given as ``class:NAME`` or ``channel:NAME``."""
    name = group.partition(":")[2]
    return _titles(base, lang).get(name, name)


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
    """
    folder.mkdir(parents=True, exist_ok=True)
    *tables, everything = files = [folder / name for name in OPTIMUM_FILES]
    frames = (optimum.candidates, optimum.finalists, optimum.pareto)
    for file, frame in zip(tables, frames, strict=True):
        frame.to_csv(file, index=False, lineterminator="\n")
    everything.write_text(json.dumps(optimum_data(optimum), indent=2) + "\n", encoding="utf-8")
    return files


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


def _facts(optimum: Optimum, lang: Lang) -> Facts:
    yield from _answer(optimum, lang)
    yield from _searched(optimum, lang)
    yield from _compared(optimum, lang)
    yield from _doubts(optimum, lang)
    for band in optimum.bands:
        yield ("band_inside" if band.is_inside else "band_outside"), _band(optimum, band, lang)


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
    shortfalls = answer.verdict(goal, len(optimum.finals.candidates)).shortfalls
    for one, lack in zip(goal.constraints, shortfalls, strict=True):
        if lack > 0:
            yield (
                ("lacks_least" if one.side < 0 else "lacks_most"),
                {
                    "measure": measure_title(goal.base, one.measure, lang),
                    "limit": number(one.limit, lang),
                    "lack": number(lack, lang) if isfinite(lack) else "–",
                    **_mean(goal.base, answer, one.measure, lang),
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
    """Whether the best can be told from the others, and what the recommended one may lose against it."""
    goal, finals = optimum.goal, optimum.finals
    if finals.best is None or finals.recommended is None:
        return
    points = {one.number: one for one in finals.candidates}
    if finals.recommended is not finals.best:
        row = finals.versus[finals.versus["number"] == finals.recommended.number].iloc[0]
        yield "cheaper", {
            "best": levels_text(optimum, finals.best.point, lang), "cost": money(finals.best.cost, lang),
            "measure": measure_title(goal.base, goal.objective, lang), "unit": unit_title(goal.objective, lang),
            "difference": number(float(row["difference"]), lang),
            "half_width": number(float(row["half_width"]), lang),
        }  # fmt: skip
    if goal.objective == COST:
        return
    numbers = finals.versus.loc[~finals.versus["is_told_apart"].astype(bool), "number"].tolist()
    alike = [levels_text(optimum, points[one].point, lang) for one in numbers if one != finals.recommended.number]
    if alike:
        yield "alike", {"others": "; ".join(alike), "measure": measure_title(goal.base, compared_measure(goal), lang)}


def _doubts(optimum: Optimum, lang: Lang) -> Facts:
    goal, near = optimum.goal, optimum.finals.near
    if near is not None:
        yield "near", {
            "levels": levels_text(optimum, near.point, lang), "cost": money(near.cost, lang),
            "confidence": percent(goal.spec.confidence, lang),
        }  # fmt: skip
    for row in optimum.optimism.to_dict("records"):
        if not isnan(row["difference"]) and str(row["measure"]) in goal.judged:
            facts = {key: number(row[key], lang) for key in ("search", "fresh", "difference", "half_width")}
            title = measure_title(goal.base, str(row["measure"]), lang)
            yield "optimism", {**facts, "measure": title, "unit": unit_title(str(row["measure"]), lang)}


def _band(optimum: Optimum, band: Band, lang: Lang) -> dict[str, str]:
    titles = _titles(optimum.goal.base, lang)
    return {
        "place": titles.get(band.place, band.place),
        "servers": str(band.servers),
        "average": str(band.on_average),
        "busiest": str(band.at_busiest),
        "hour": f"{band.busiest_hour:02}.00–{band.busiest_hour + 1:02}.00".replace(".", "." if lang == "id" else ":"),
        "load": format_number(band.offered_load, lang, 1),
        "share": percent(band.share, lang),
        "target": number(optimum.goal.base.spec.targets.waiting_time_min, lang),
    }


def _titles(base: Scenario, lang: Lang) -> dict[str, str]:
    """Name -> title, of classes, channels, pools and stations."""
    spec = base.spec
    named: list[CaseClass | Channel | Pool | Station] = [
        *spec.case_classes, *spec.channels, *spec.staff, *spec.stations
    ]  # fmt: skip
    return {one.name: getattr(one.title, lang) for one in named}


def _mean(base: Scenario, one: Candidate, name: str, lang: Lang) -> dict[str, str]:
    values = pd.DataFrame() if one.values is None else one.values
    estimate = estimate_mean(column(values, name), "")
    group = worst_group(values, name)
    return {
        "mean": number(estimate.mean, lang),
        "half_width": number(estimate.half_width, lang),
        "unit": unit_title(name, lang) + (f" ({group_title(base, group, lang)})" if group else ""),
    }
