"""Commands that look for the best office: ``simptsp optimise`` and ``simptsp select``."""

import json
from collections.abc import Iterator
from contextlib import contextmanager
from enum import StrEnum
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any, Literal

import typer
from rich.markup import escape
from rich.table import Table

from simulator.terminal import (
    INTERRUPTED,
    Cluster,
    Executor,
    ExecutorKind,
    Language,
    Resume,
    Study,
    WorkerCount,
    check_folder,
    command_again,
    console,
    interruption,
    lacking,
    machine_code,
    progress_bar,
    refusal,
    wrong,
)

if TYPE_CHECKING:
    from simulator.experiments.optimum import Optimum
    from simulator.experiments.selection import Selection
    from simulator.figures import Lang
    from simulator.reports.rows import Rows
    from simulator.scenario import Scenario


class Procedure(StrEnum):
    """How the best is selected."""

    KN = "kn"
    OCBA = "ocba"


class Side(StrEnum):
    """Which mean is the best."""

    MIN = "min"
    MAX = "max"


def register(app: typer.Typer) -> None:
    """Add the commands of this module to an application."""
    app.command()(optimise)
    app.command()(select)


def optimise(
    file: Annotated[Path, typer.Argument(metavar="GOAL", help="A goal: a YAML file, see docs/studies-search.md.")],
    out: Annotated[
        Path | None, typer.Option(metavar="DIR", help="Folder for the tables, and for each candidate as it is done.")
    ] = None,
    executor: Executor = ExecutorKind.THREADS,
    workers: WorkerCount = None,
    cluster: Cluster = None,
    resume: Resume = False,
    lang: Annotated[Language, typer.Option(help="Language of the table and the sentences.")] = Language.ID,
    as_json: Annotated[bool, typer.Option("--json", help="Print everything as JSON instead.")] = False,
) -> None:
    """Find the levels of levers that serve a goal best, and say how sure that is.

    Example: simptsp optimise datasets/studies/tujuan-loket.yaml --out hasil-tujuan
    """
    again = command_again("optimise", file, out, executor, workers, cluster, lang)
    if resume and out is None:
        wrong("--resume goes on in a folder; name it with --out")
    with refusal():
        check_folder(out)
    with machine_code(), _stopped(out, again, lang.value):
        found = _optimum(file, out, resume, executor, workers, cluster)
    if as_json:
        from simulator.reports.optimum import optimum_data

        typer.echo(json.dumps(optimum_data(found), indent=2, ensure_ascii=False))
        return
    _print_optimum(found, lang.value)


def select(
    base: Annotated[str, typer.Argument(metavar="BASE", help="A scenario: a name of the library, or a YAML file.")],
    alternatives: Annotated[
        list[str],
        typer.Argument(metavar="ALT…", help="A patch of BASE, patches joined by '+', or another scenario."),
    ],
    measure: Annotated[str, typer.Option(metavar="NAME", help="Measure to be judged by, as waiting_time_mean.")],
    method: Annotated[
        Procedure, typer.Option(help="kn: go on until the choice is sure; ocba: make the most of --budget.")
    ] = Procedure.KN,
    goal: Annotated[
        Side | None,
        typer.Option(help="Which mean is best: the smallest or the largest; said by the measure."),
    ] = None,
    indifference: Annotated[
        float | None, typer.Option(metavar="D", help="kn: smallest difference that matters, in units of the measure.")
    ] = None,
    budget: Annotated[
        int | None, typer.Option(metavar="N", min=1, help="Replications of all together; kn stops there.")
    ] = None,
    confidence: Annotated[float, typer.Option(metavar="P", help="kn: probability of a right choice.")] = 0.95,
    first: Annotated[int, typer.Option(metavar="N", min=5, help="Replications of each to begin with.")] = 10,
    seed: Annotated[int, typer.Option(metavar="S", min=0, max=2**64 - 1, help="Root seed.")] = 2026,
    engine: Annotated[str | None, typer.Option(metavar="NAME", help="The simulator to use.")] = None,
    out: Annotated[
        Path | None, typer.Option(metavar="DIR", help="Folder for selection.json, study.json: see simptsp report.")
    ] = None,
    lang: Annotated[Language, typer.Option(help="Language of the table and the sentences.")] = Language.ID,
    as_json: Annotated[bool, typer.Option("--json", help="Print everything as JSON instead.")] = False,
) -> None:
    """Select the best of several offices with a stated confidence, BASE among them.

    Example: simptsp select kantor-sehari satu-loket-tambahan --measure waiting_time_mean --indifference 1
    """
    with refusal():
        engine = _engine(engine)
        office, offices = _offices(base, alternatives)
        _check_measure(office, measure, goal)
        check_folder(out, Study("select", (office.origin or office.name, *alternatives), seed))
    settings: dict[str, Any] = {"indifference": indifference, "budget": budget, "confidence": confidence}
    settings |= {"first": first, "seed": seed, "method": method.value, "engine": engine}
    with machine_code(), interruption() as stop:
        found = _selection(office, offices, measure, goal, settings | {"stop": stop})
        is_stopped = stop()
    if as_json:
        _print_json(found)
    else:
        _print_selection(found, lang.value, office)
    if out is not None:
        _write_selection(found, out, office)
    if is_stopped:
        is_id = lang is Language.ID
        told = "Dihentikan; hasilnya dari ulangan yang selesai." if is_id else "Stopped; results are of what is done."
        typer.echo(told, err=True)
        raise typer.Exit(INTERRUPTED)


def _engine(name: str | None) -> str:
    """The simulator to use, after a look whether there is one of this name."""
    from simulator.engines import DEFAULT_ENGINE, get_engine

    get_engine(name or DEFAULT_ENGINE)
    return name or DEFAULT_ENGINE


def _offices(base: str, alternatives: list[str]) -> "tuple[Scenario, dict[str, Scenario]]":
    from simulator.scenario import load_scenario

    office = load_scenario(base)
    return office, {name: office.alternative(name) for name in alternatives}


def _optimum(
    file: Path, out: Path | None, resume: bool, executor: ExecutorKind, workers: int | None, cluster: str | None
) -> "Optimum":
    from simulator.experiments.executors import ExecutorError
    from simulator.experiments.goals import read_goal
    from simulator.experiments.optimise import optimise as find
    from simulator.experiments.settings import SettingsError
    from simulator.experiments.store import FolderError, StorageError
    from simulator.reports.optimum import write_optimum
    from simulator.scenario import ScenarioError

    try:
        goal = read_goal(file)
        with progress_bar(goal.spec.name) as bar:
            found = find(goal, out, executor.value, workers, cluster, resume, bar)
        if out is not None:
            write_optimum(found, out)
    except (ScenarioError, FolderError, SettingsError) as error:
        wrong(str(error))
    except (StorageError, ExecutorError) as error:
        lacking(str(error))
    except OSError as error:
        lacking(f"the results cannot be written to {out}: {error.strerror or error}; choose another folder with --out")
    return found


def _selection(
    office: "Scenario",
    offices: "dict[str, Scenario]",
    measure: str,
    goal: Side | None,
    settings: dict[str, Any],
) -> "Selection":
    from simulator.experiments.selection import select as find
    from simulator.experiments.settings import SettingsError
    from simulator.measures import better

    side: Literal["min", "max"] = goal.value if goal else "max" if better(measure) > 0 else "min"
    try:
        with progress_bar(office.name) as bar:
            told = None if bar is None else lambda done, total: bar(done, total or None)  # type: ignore[arg-type]
            return find(office, offices, measure, side, progress=told, **settings)
    except SettingsError as error:
        wrong(str(error))


def _write_selection(found: "Selection", out: Path, office: "Scenario") -> None:
    from simulator.reports.selection import write_selection

    try:
        write_selection(found, out, office)
    except OSError as error:
        lacking(f"the results cannot be written to {out}: {error.strerror or error}; choose another folder with --out")


def _check_measure(base: "Scenario", measure: str, goal: Side | None) -> None:
    from simulator.engines import names_of
    from simulator.measures import better, measure_names

    known = measure_names(names_of(base.resolved))
    if measure not in known:
        raise ValueError(f"{base.name} has no measure {measure!r}; possible are: {', '.join(known)}")
    if goal is None and better(measure) == 0:
        raise ValueError(f"{measure} is neither better high nor better low; say --goal min or --goal max")


@contextmanager
def _stopped(out: Path | None, again: str, lang: "Lang") -> Iterator[None]:
    """Ctrl-C ends with a sentence on what is kept."""
    try:
        yield
    except KeyboardInterrupt:
        if out is None:
            told = {"id": "Dihentikan; tidak ada yang disimpan.", "en": "Stopped; nothing is kept."}[lang]
        else:
            from simulator.experiments.optimise import PARTS
            from simulator.experiments.store import count_finished

            count = sum(count_finished(out / part) for part in PARTS)
            told = {
                "id": f"Dihentikan; {count} kandidat tersimpan di {out}. Lanjutkan dengan: {again}",
                "en": f"Stopped; {count} candidates are kept in {out}. Go on with: {again}",
            }[lang]
        typer.echo(told, err=True)
        raise typer.Exit(INTERRUPTED) from None


def _print_optimum(optimum: "Optimum", lang: "Lang") -> None:
    from simulator.reports.optimum import optimum_sentences
    from simulator.reports.optimum_rows import finalist_rows, optimum_title, pareto_rows

    typer.echo(optimum_title(optimum, lang) + "\n")
    for sentence in optimum_sentences(optimum, lang):
        typer.echo(f"- {sentence}")
    typer.echo("")
    for rows in (finalist_rows(optimum, lang), *pareto_rows(optimum, lang)):
        _print_rows(rows)


def _print_json(selection: "Selection") -> None:
    from simulator.reports.selection import selection_data

    typer.echo(json.dumps(selection_data(selection), indent=2, ensure_ascii=False))


def _print_selection(selection: "Selection", lang: "Lang", base: "Scenario") -> None:
    from simulator.reports.selection import selection_rows, selection_sentences

    _print_rows(selection_rows(selection, lang, base))
    for sentence in selection_sentences(selection, lang):
        typer.echo(f"- {sentence}")


def _print_rows(given: "Rows") -> None:
    table = Table(
        title=escape(given.title), title_justify="left", caption=escape(given.caption), caption_justify="left"
    )
    for place, heading in enumerate(given.headings):
        table.add_column(escape(heading), justify="left" if place == 0 else "right", overflow="fold")
    for row in given.rows:
        table.add_row(*map(escape, row))
    console().print(table)
