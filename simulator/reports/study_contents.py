"""Reports of studies whose folders keep tables: sweeps, searches, selections, uncertain inputs."""

import json
from collections.abc import Callable, Iterator, Mapping, Sequence
from pathlib import Path
from typing import Any

import pandas as pd

from simulator.figures import Lang, tornado_figure
from simulator.measures import Estimate, better, unit_of
from simulator.reports.document import (
    Block,
    Bullets,
    Cell,
    Document,
    Money,
    Paragraph,
    Row,
    Section,
    Share,
    Table,
    picture,
    table,
)
from simulator.reports.measure_tables import INTERVAL, MEAN, MEASURE, UNIT, unit_word, value_cell
from simulator.reports.numbers import number, told
from simulator.reports.recompute import ReportError, read_exactly, scenario_of
from simulator.reports.reproduction import tables_section
from simulator.reports.run_contents import filled
from simulator.reports.run_words import RUN
from simulator.reports.say import joined, say
from simulator.reports.study_words import STUDY_SAID
from simulator.reports.titles import measure_title, part_title
from simulator.scenario import Scenario, ScenarioError, load_scenario

_MOST_POINTS = 20


def sweep_document(folder: Path, manifest: Mapping[str, Any], lang: Lang) -> Document:
    """Report of a sweep, from its tables.

    Parameters
    ----------
    folder : Path
        As ``simptsp sweep`` leaves it.
    manifest : mapping
        Its ``study.json``.
    lang : {"id", "en"}
        Language.

    Raises
    ------
    ReportError
        If the sweep is not finished, or a table cannot be read.
    """
    points = _read(folder / "table.csv")
    base, levers, n = _library_base(manifest), list(manifest["levers"]), int(manifest["replications"])
    measures = [str(name).removesuffix(".mean") for name in points if str(name).endswith(".mean")]
    office = getattr(base.spec.title, lang) if base else manifest["base"]
    indices = _read(folder / "sensitivity.csv") if (folder / "sensitivity.csv").is_file() else None
    failed = int(points[[f"{name}.n" for name in measures]].max(axis=1).eq(0).sum())
    said = [*_best_points(points, measures, levers, base, lang), *_matters(indices, base, lang)]
    if failed:
        said.append(say(STUDY_SAID, "failed", lang, count=failed))
    question = say(STUDY_SAID, "sweep_question", lang, base=office, levers=joined(levers, lang))
    shown = _point_table("some_points", points.head(_MOST_POINTS), measures, levers, base, lang)
    blocks: list[Block] = [shown] if len(points) > _MOST_POINTS else []
    figures: list[Block] = []
    if indices is not None:
        blocks.append(_index_table(indices, base, lang))
        figures = [_tornado(indices, name, base, lang) for name in dict.fromkeys(indices["measure"])]
    every = _point_table("points", points, measures, levers, base, lang)
    sections = (
        _summary(question, said, [say(STUDY_SAID, "sweep_sure", lang)], lang),
        Section(say(RUN, "figures", lang), tuple(figures)),
        Section(_numbers(lang), (*blocks,) if len(points) > _MOST_POINTS else (every, *blocks)),
        _manifest(manifest, f"simptsp sweep {manifest.get('origin', '')} --out {folder.name}", lang),
        Section(every.title, (every,) if len(points) > _MOST_POINTS else (), kind="appendix"),
    )
    subtitle = say(STUDY_SAID, "sweep_subtitle", lang, points=len(points), base=office, n=n)
    return Document(say(STUDY_SAID, "sweep_title", lang, name=manifest["design"]), subtitle, lang, filled(sections))


def optimum_document(folder: Path, manifest: Mapping[str, Any], lang: Lang) -> Document:
    """Report of an optimisation, from its tables and sentences.

    Parameters
    ----------
    folder : Path
        As ``simptsp optimise --out`` leaves it.
    manifest : mapping
        Its ``study.json``.
    lang : {"id", "en"}
        Language.

    Raises
    ------
    ReportError
        If the search is not finished, or a table cannot be read.
    """
    found = _read_json(folder / "optimum.json")
    finalists, pareto = _read(folder / "finalists.csv"), _read(folder / "pareto.csv")
    base = scenario_of(manifest["scenarios"][0]) if manifest.get("scenarios") else None
    goal = manifest.get("goal", {})
    levers = {one["name"]: one.get("title", {}).get(lang, one["name"]) for one in goal.get("levers", [])}
    levers = levers or {name: name for name in found["answer"]["levels"]}
    n = int(goal.get("final_replications", 100))
    name = goal.get("title", {}).get(lang, found["goal"])
    fronts = [
        _pareto_table(measure, part, finalists, levers, base, lang)
        for measure, part in _by_measure(pareto[pareto["is_on_front"].astype(bool)])
    ]
    sections = (
        _summary(say(STUDY_SAID, "optimise_question", lang, name=name), found["notes"][lang], [], lang),
        Section(_numbers(lang), (_finalist_table(finalists, levers, n, base, lang), *fronts)),
        _manifest(manifest, str(manifest.get("command", "")), lang),
    )
    subtitle = say(STUDY_SAID, "optimise_subtitle", lang, candidates=found["candidates"], finalists=len(finalists))
    return Document(say(STUDY_SAID, "optimise_title", lang, name=name), subtitle, lang, filled(sections))


def selection_document(folder: Path, manifest: Mapping[str, Any], lang: Lang) -> Document:
    """Report of a selection, from what :func:`simulator.reports.selection.write_selection` wrote.

    Parameters
    ----------
    folder : Path
        Where it is.
    manifest : mapping
        Its ``study.json``.
    lang : {"id", "en"}
        Language.

    Raises
    ------
    ReportError
        If a file cannot be read.
    """
    found = _read_json(folder / "selection.json")
    base = scenario_of(manifest["scenarios"][0]) if manifest.get("scenarios") else None
    measure = measure_title(base, found["measure"], lang)
    unit = unit_word(found["unit"], lang)
    rows: list[Row] = [
        (row["alternative"], value_cell(row["mean"], found["unit"]), value_cell(row["half_width"], found["unit"]),
         int(row["replications"]), say(STUDY_SAID, "yes", lang) if row["is_selected"] else "")
        for row in found["table"]
    ]  # fmt: skip
    headings = (
        say(STUDY_SAID, "alternative", lang),
        f"{MEAN[lang]} ({unit})",
        "±",
        "n",
        say(STUDY_SAID, "selected", lang),
    )
    sections = (
        _summary(say(STUDY_SAID, "select_question", lang, measure=measure), found["notes"][lang], [], lang),
        Section(_numbers(lang), (table(measure, headings, rows, INTERVAL[lang]),)),
        _manifest(manifest, str(manifest.get("command", "")), lang),
    )
    title, subtitle = say(STUDY_SAID, "select_title", lang), say(STUDY_SAID, "select_subtitle", lang, measure=measure)
    return Document(title, subtitle, lang, filled(sections))


def uncertain_document(folder: Path, manifest: Mapping[str, Any], lang: Lang) -> Document:
    """Report of a run with uncertain inputs, from its tables.

    Parameters
    ----------
    folder : Path
        As ``simptsp run --draws`` leaves it.
    manifest : mapping
        Its ``study.json``.
    lang : {"id", "en"}
        Language.

    Raises
    ------
    ReportError
        If a table cannot be read.
    """
    measures, inputs = _read(folder / "measures.csv"), _read(folder / "inputs.csv")
    base = scenario_of(manifest["scenarios"][0])
    office = measures[~measures["measure"].str.contains("[", regex=False) & (measures["n"] > 0)]
    said = [
        say(
            STUDY_SAID,
            "uncertain_answer",
            lang,
            measure=measure_title(base, str(row["measure"]), lang),
            mean=told(_estimate(row), lang),
        )
        for row in office.to_dict("records")
        if better(str(row["measure"]))
    ]
    drawn = inputs.drop(columns=inputs.columns[0])
    rows: list[Row] = [
        (str(name), float(drawn[name].min()), float(drawn[name].mean()), float(drawn[name].max())) for name in drawn
    ]
    headings = (
        "Masukan" if lang == "id" else "Input",
        say(STUDY_SAID, "least", lang),
        MEAN[lang],
        say(STUDY_SAID, "most", lang),
    )
    sections = (
        _summary(say(STUDY_SAID, "uncertain_question", lang), said, [say(STUDY_SAID, "uncertain_sure", lang)], lang),
        Section(
            _numbers(lang), (_parts_table(office, base, lang), table(say(STUDY_SAID, "drawn", lang), headings, rows))
        ),
        _manifest(manifest, str(manifest.get("command", "")), lang),
        Section(
            "Semua ukuran" if lang == "id" else "All measures", (_parts_table(measures, base, lang),), kind="appendix"
        ),
    )
    subtitle = say(STUDY_SAID, "uncertain_subtitle", lang, draws=len(inputs))
    return Document(getattr(base.spec.title, lang), subtitle, lang, filled(sections))


STUDIES: Mapping[str, Callable[[Path, Mapping[str, Any], Lang], Document]] = {
    "sweep": sweep_document,
    "optimise": optimum_document,
    "select": selection_document,
    "uncertain": uncertain_document,
}
"""Kind of study -> what makes its report."""


def _numbers(lang: Lang) -> str:
    return "Angka-angka utama" if lang == "id" else "The main numbers"


def _summary(question: str, answer: Sequence[str], sure: Sequence[str], lang: Lang) -> Section:
    parts = (("question", [question]), ("answer", list(answer)), ("sure", list(sure)))
    inner = tuple(Section(say(RUN, key, lang), _block(said)) for key, said in parts if said)
    return Section(say(RUN, "title", lang), (), inner, kind="summary")


def _block(said: Sequence[str]) -> tuple[Block, ...]:
    return (Paragraph(said[0]),) if len(said) == 1 else (Bullets(tuple(said)),)


def _manifest(manifest: Mapping[str, Any], command: str, lang: Lang) -> Section:
    provenance = (manifest.get("provenance") or [manifest])[0]
    names = ("scenario", "scenario_hash", "base", "base_hash", "contents", "replications", "seed", "engine", "platform")
    entries = [(name.replace("_", " "), str(provenance[name])) for name in names if name in provenance]
    versions = ", ".join(f"{name} {version}" for name, version in provenance.get("versions", {}).items())
    return tables_section(command, [*entries, (say(STUDY_SAID, "versions", lang), versions)], lang)


def _library_base(manifest: Mapping[str, Any]) -> Scenario | None:
    """The base of a sweep, for its titles; None if it is not in the library as it was."""
    try:
        base = load_scenario(str(manifest["base"]))
    except ScenarioError:
        return None
    return base if base.hash == manifest["base_hash"] else None


def _best_points(
    points: pd.DataFrame, measures: Sequence[str], levers: Sequence[str], base: Scenario | None, lang: Lang
) -> Iterator[str]:
    for name in measures:
        found = points[points[f"{name}.n"] > 0].sort_values(f"{name}.mean", ascending=better(name) < 0)
        if better(name) and len(found) > 1:
            rows = found.to_dict("records")
            sides = [(_point_mean(row, name, lang), _levels(row, levers, lang)) for row in (rows[0], rows[-1])]
            (mean, levels), (worst, others) = sides
            title = measure_title(base, name, lang)
            yield " ".join([
                say(STUDY_SAID, "best", lang, measure=title, mean=mean, levels=levels),
                say(STUDY_SAID, "worst", lang, mean=worst, levels=others),
            ])  # fmt: skip


def _point_mean(row: Mapping[Any, Any], name: str, lang: Lang) -> str:
    return told(Estimate(row[f"{name}.mean"], row[f"{name}.half_width"], int(row[f"{name}.n"]), unit_of(name)), lang)


def _levels(row: Mapping[Any, Any], levers: Sequence[str], lang: Lang) -> str:
    return ", ".join(
        f"{name} = {number(row[name], lang) if isinstance(row[name], float) else row[name]}" for name in levers
    )


def _matters(indices: pd.DataFrame | None, base: Scenario | None, lang: Lang) -> Iterator[str]:
    if indices is None:
        return
    for measure, part in _by_measure(indices[indices["index"].isin(["mu_star", "ST"])]):
        lever = part.sort_values("value", ascending=False)["lever"].iloc[0]
        yield say(STUDY_SAID, "matters", lang, measure=measure_title(base, measure, lang), lever=lever)


def _by_measure(frame: pd.DataFrame) -> Iterator[tuple[str, pd.DataFrame]]:
    return ((str(name), part) for name, part in frame.groupby("measure", sort=False))


def _point_table(
    title: str, points: pd.DataFrame, measures: Sequence[str], levers: Sequence[str], base: Scenario | None, lang: Lang
) -> Table:
    headings = [say(STUDY_SAID, "point", lang), *levers]
    for name in measures:
        headings += [f"{measure_title(base, name, lang)} ({unit_word(unit_of(name), lang)})", "±", "n"]
    rows = []
    for row in points.to_dict("records"):
        cells: list[Cell] = [int(row["point"]), *(_level(row[name]) for name in levers)]
        for name in measures:
            cells += [value_cell(row[f"{name}.{part}"], unit_of(name)) for part in ("mean", "half_width")]
            cells.append(int(row[f"{name}.n"]))
        rows.append(tuple(cells))
    return table(say(STUDY_SAID, title, lang), headings, rows, INTERVAL[lang])


def _level(level: object) -> Cell:
    return level if isinstance(level, int | float) and not isinstance(level, bool) else str(level)


def _index_table(indices: pd.DataFrame, base: Scenario | None, lang: Lang) -> Table:
    rows: list[Row] = [
        (measure_title(base, str(row["measure"]), lang), str(row["lever"]), str(row["index"]), float(row["value"]),
         float(row["low"]), float(row["high"]), int(row["n"]), Share(row["noise_share"]))
        for row in indices.to_dict("records")
    ]  # fmt: skip
    names = ("lever", "index", "value", "low", "high")
    headings = (MEASURE[lang], *(say(STUDY_SAID, name, lang) for name in names), "n", say(STUDY_SAID, "noise", lang))
    return table(say(STUDY_SAID, "sensitivity", lang), headings, rows)


def _tornado(indices: pd.DataFrame, measure: str, base: Scenario | None, lang: Lang) -> Block:
    figure = tornado_figure(indices[indices["measure"] == measure], measure, unit_of(measure), lang)
    return picture(figure, f"{say(STUDY_SAID, 'sensitivity', lang)}: {measure_title(base, measure, lang)}")


def _finalist_table(
    finalists: pd.DataFrame, levers: Mapping[str, str], n: int, base: Scenario | None, lang: Lang
) -> Table:
    measures = [str(name).removesuffix(".mean") for name in finalists if str(name).endswith(".mean")]
    headings = [*levers.values(), say(STUDY_SAID, "cost", lang)]
    for name in measures:
        headings += [f"{measure_title(base, name, lang)} ({unit_word(unit_of(name), lang)})", "±"]
    headings += [say(STUDY_SAID, "feasible", lang), say(STUDY_SAID, "difference", lang), "±", "n"]
    rows = []
    for row in finalists.to_dict("records"):
        cells: list[Cell] = [*(_level(row[name]) for name in levers), Money(row["cost"])]
        cells += [
            value_cell(row[f"{name}.{part}"], unit_of(name)) for name in measures for part in ("mean", "half_width")
        ]
        cells.append(say(STUDY_SAID, "yes" if row["is_feasible"] else "no", lang))
        cells += [value_cell(row[name], "") for name in ("difference", "difference_half_width")]
        rows.append((*cells, n))
    return table(say(STUDY_SAID, "finalists", lang), headings, rows, INTERVAL[lang])


def _pareto_table(
    measure: str,
    part: pd.DataFrame,
    finalists: pd.DataFrame,
    levers: Mapping[str, str],
    base: Scenario | None,
    lang: Lang,
) -> Table:
    has_groups = "group" in part and bool(part["group"].astype(str).replace("nan", "").any())
    title = f"{say(STUDY_SAID, 'pareto', lang)}: {measure_title(base, measure, lang)}"
    headings = ["#", say(STUDY_SAID, "cost", lang), f"{MEAN[lang]} ({unit_word(unit_of(measure), lang)})", "±", "n"]
    rows = []
    for row in part.to_dict("records"):
        cells: list[Cell] = [int(row["number"]), Money(row["cost"])]
        cells += [value_cell(row[name], unit_of(measure)) for name in ("mean", "half_width")]
        cells.append(int(row["n"]))
        rows.append((*cells, *([part_title(base, str(row["group"]), lang)] if has_groups else [])))
    return table(title, [*headings, *([say(STUDY_SAID, "group", lang)] if has_groups else [])], rows, INTERVAL[lang])


def _parts_table(measures: pd.DataFrame, base: Scenario, lang: Lang) -> Table:
    rows: list[Row] = [
        (
            measure_title(base, str(row["measure"]), lang),
            *(value_cell(row[name], row["unit"]) for name in _PARTS),
            unit_word(row["unit"], lang), int(row["n"]),
        )
        for row in measures.to_dict("records")
    ]  # fmt: skip
    extra = (say(STUDY_SAID, "of_inputs", lang), say(STUDY_SAID, "of_simulation", lang))
    headings = (MEASURE[lang], MEAN[lang], "±", *extra, UNIT[lang], "n")
    return table(say(STUDY_SAID, "parts", lang), headings, rows, INTERVAL[lang])


_PARTS = ("mean", "half_width", "input_half_width", "simulation_half_width")


def _estimate(row: Mapping[Any, Any]) -> Estimate:
    return Estimate(float(row["mean"]), float(row["half_width"]), int(row["n"]), str(row["unit"]))


def _read(file: Path) -> pd.DataFrame:
    try:
        return read_exactly(file)
    except (OSError, ValueError):
        raise ReportError(
            f"{file} is missing or cannot be read; finish the study (--resume), then ask for the report"
        ) from None


def _read_json(file: Path) -> dict[str, Any]:
    try:
        return dict(json.loads(file.read_text(encoding="utf-8")))
    except (OSError, ValueError):
        raise ReportError(
            f"{file} is missing or cannot be read; finish the study (--resume), then ask for the report"
        ) from None
