"""The command ``simptsp``."""

import shutil
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from enum import StrEnum
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, NoReturn

import typer
from rich.console import Console
from rich.markup import escape
from rich.table import Table

if TYPE_CHECKING:
    from simulator.experiments import Progress, Result
    from simulator.figures import Lang

app = typer.Typer(
    name="simptsp",
    no_args_is_help=True,
    add_completion=False,
    pretty_exceptions_enable=False,
    rich_markup_mode="rich",
    help="SimPTSP: simulate a one-stop licensing office, check scenarios, serve the lessons.",
    epilog=(
        "Exit codes: 0 all well; 1 an unexpected failure; 2 something you gave is wrong (it says what); "
        "3 this machine lacks something (it says how to get it)."
    ),
)

bench = typer.Typer(no_args_is_help=True, help="Measure speed.")
app.add_typer(bench, name="bench")

WRONG_INPUT = 2
MACHINE_LACKS = 3

_CAPTIONS = {  # under the table of measures: language, and whether there is only one replication
    ("id", False): "± : setengah lebar selang 95 %",
    ("en", False): "± : half-width of the 95 % interval",
    ("id", True): "Satu ulangan tidak memberi selang: jangan dipakai untuk memutuskan.",
    ("en", True): "One replication gives no interval: do not decide on it.",
}


class Language(StrEnum):
    """Languages of tables and reports."""

    ID = "id"
    EN = "en"


@app.command()
def run(
    scenario: Annotated[
        str,
        typer.Argument(metavar="SCENARIO", help="Name of a scenario (such as kabupaten-menengah) or a YAML file."),
    ],
    replications: Annotated[
        int, typer.Option(metavar="N", min=1, max=1_000_000, help="Independent runs; more give narrower intervals.")
    ] = 30,
    seed: Annotated[
        int, typer.Option(metavar="S", min=0, max=2**64 - 1, help="The same seed gives the same numbers.")
    ] = 2026,
    engine: Annotated[
        str | None, typer.Option(metavar="NAME", help="The simulator to use: fast, or reference without Numba.")
    ] = None,
    out: Annotated[
        Path | None,
        typer.Option(metavar="DIR", help="Folder for measures.csv, events.parquet, report.html, provenance.json."),
    ] = None,
    patch: Annotated[
        str | None, typer.Option(metavar="NAME", help="A named change of the scenario to apply first.")
    ] = None,
    lang: Annotated[Language, typer.Option(help="Language of the table and the report.")] = Language.ID,
) -> None:
    """Simulate an office and print its measures, each with a 95 % interval.

    Example: simptsp run kabupaten-menengah --replications 30 --seed 2026 --out hasil
    """
    from simulator.scenario import load_scenario

    try:
        office = load_scenario(scenario)
        office = office.patched(patch) if patch else office
        _check_folder(out)
    except ValueError as error:
        _wrong(str(error))
    with _machine_code():
        from simulator.engines import DEFAULT_ENGINE, get_engine
        from simulator.experiments import run as run_scenario
        from simulator.reports import write_run

        engine = engine or DEFAULT_ENGINE
        try:
            get_engine(engine)
        except ValueError as error:
            _wrong(str(error))
        with _progress_bar(office.name) as progress:
            result = run_scenario(office, replications, seed, engine, progress, keep_log=out is not None)
    _print_measures(result, lang.value)
    if out is not None:
        try:
            files = write_run(result, out, lang.value)
        except OSError as error:
            reason = error.strerror or error
            _lacking(f"the results cannot be written to {out}: {reason}; choose another folder with --out")
        typer.echo(f"\n{out}: {', '.join(file.name for file in files)}")


@app.command()
def validate(
    files: Annotated[list[str], typer.Argument(metavar="FILE…", help="Scenario files, or names of the library.")],
) -> None:
    """Check scenario files: exit 0 if all are right, 2 with every problem of every file otherwise."""
    from simulator.scenario import ScenarioError, load_scenario

    wrong = 0
    for file in files:
        try:
            office = load_scenario(file)
        except ScenarioError as error:
            wrong += 1
            typer.echo(str(error), err=True)
        else:
            typer.echo(f"{file}: ok ({len(office.inputs())} inputs, {len(office.assumptions())} assumed)")
    if wrong:
        raise typer.Exit(WRONG_INPUT)


@app.command()
def start(
    port: Annotated[int, typer.Option(help="Port of this machine to serve on.")] = 8866,
    host: Annotated[
        str, typer.Option(help="localhost for this machine only; 0.0.0.0 for a class on one network.")
    ] = "localhost",
    browser: Annotated[bool, typer.Option(help="Open the lessons in this machine's browser.")] = False,
) -> None:
    """Serve the lessons to browsers until Ctrl-C."""
    from simulator.teaching.serving import ServingError
    from simulator.teaching.serving import start as serve

    typer.echo("SimPTSP: starting the lessons …")
    try:
        with _machine_code():
            serve(port, host, open_browser=browser, announce=_announce)
    except ServingError as error:
        _lacking(str(error))


@app.command()
def lab(
    port: Annotated[int, typer.Option(help="Port of this machine to serve on.")] = 8888,
    browser: Annotated[bool, typer.Option(help="Open JupyterLab in this machine's browser.")] = True,
) -> None:
    """Open the notebooks in JupyterLab, for lecturers and planners who want to change them."""
    from simulator.teaching.serving import ServingError
    from simulator.teaching.serving import lab as serve

    try:
        with _machine_code():
            serve(port, open_browser=browser)
    except ServingError as error:
        _lacking(str(error))


@app.command()
def doctor(
    warm: Annotated[bool, typer.Option("--warm", help="Only compile the simulator; ready at once if it is.")] = False,
) -> None:
    """Show versions, what is missing on this machine and how to get it."""
    from simulator.doctor import examine, warm_up

    if warm:
        warm_up(_say)
        return
    table = Table("", "What", "Found", "If it is missing", box=None)
    findings = examine()
    for finding in findings:
        state = (
            "[green]ok[/]" if finding.is_present else "[red]missing[/]" if finding.is_needed else "[yellow]absent[/]"
        )
        table.add_row(state, finding.what, escape(finding.found), "" if finding.is_present else finding.remedy)
    _console().print(table)
    if any(finding.is_needed and not finding.is_present for finding in findings):
        raise typer.Exit(MACHINE_LACKS)


@bench.command()
def national(
    offices: Annotated[int, typer.Option(metavar="N", min=1, max=4096, help="How many offices.")] = 514,
    threads: Annotated[int, typer.Option(metavar="N", min=1, max=256, help="How many at a time.")] = 2,
    seed: Annotated[int, typer.Option(metavar="N", min=0, max=2**64 - 1, help="Root seed.")] = 2026,
) -> None:
    """Simulate a year of 514 offices, the whole model, and say where the time went."""
    from simulator.compiled import HAS_NUMBA
    from simulator.experiments.national import national_report, run_national

    if not HAS_NUMBA:
        _lacking("this needs the fast engine, and Numba is not installed: make start installs it")
    run_national(1, seed)  # what is made or loaded once is not counted
    with _progress_bar("offices") as progress:
        done = run_national(offices, seed, threads, progress)
    _console().print(national_report(done), highlight=False)


def main() -> None:
    """Entry point of the command."""
    app()


@contextmanager
def _machine_code() -> Iterator[None]:
    """Have the simulator compiled; it takes a minute the first time, and a line says so."""
    from simulator.compiled import is_ready

    if is_ready():
        yield
        return
    from simulator.doctor import machine_code

    with machine_code(_say):
        yield


def _say(text: str) -> None:
    typer.echo(text, nl=False, err=True)


def _announce(link: str) -> None:
    typer.echo(f"Lessons: {link}   (Ctrl-C stops)")


def _print_measures(result: "Result", lang: "Lang") -> None:
    from simulator.reports.html import measure_rows

    provenance = result.provenance
    is_id, is_single = lang == "id", provenance.replications == 1
    table = Table(
        title=f"{escape(getattr(result.scenario.spec.title, lang))}\n{provenance.replications} "
        f"{'ulangan' if is_id else 'replications'}, seed {provenance.seed}, {provenance.engine}",
        title_justify="left",
        caption=_CAPTIONS[lang, is_single],
        caption_justify="left",
    )
    for heading, justify in (("Ukuran" if is_id else "Measure", "left"), ("Rata-rata" if is_id else "Mean", "right"),
                             ("±", "right"), ("Satuan" if is_id else "Unit", "left"), ("n", "right")):  # fmt: skip
        table.add_column(heading, justify=justify)  # type: ignore[arg-type]
    for group, rows in measure_rows(result, lang):
        table.add_section()
        table.add_row(f"[bold]{escape(group)}[/]")
        for row in rows:
            table.add_row(row.title, row.mean, row.half_width, row.unit, str(row.n))
    _console().print(table)


@contextmanager
def _progress_bar(name: str) -> "Iterator[Progress | None]":
    """A bar on the terminal while replications run; none where there is no terminal."""
    from rich.progress import BarColumn, MofNCompleteColumn, TextColumn, TimeRemainingColumn
    from rich.progress import Progress as Bar

    columns = (TextColumn("{task.description}"), BarColumn(), MofNCompleteColumn(), TimeRemainingColumn())
    with Bar(*columns, console=Console(stderr=True), transient=True, disable=not sys.stderr.isatty()) as bar:
        task = bar.add_task(name, total=None)
        yield lambda done, total: bar.update(task, completed=done, total=total)


def _check_folder(out: Path | None) -> None:
    """Refuse a folder that cannot be used before any time is spent."""
    if out is not None and out.exists() and not out.is_dir():
        raise ValueError(f"--out {out}: this is a file; name a folder")


def _console() -> Console:
    return Console(width=None if sys.stdout.isatty() else max(110, shutil.get_terminal_size().columns))


def _wrong(message: str) -> NoReturn:
    typer.echo(message, err=True)
    raise typer.Exit(WRONG_INPUT)


def _lacking(message: str) -> NoReturn:
    typer.echo(message, err=True)
    raise typer.Exit(MACHINE_LACKS)


if __name__ == "__main__":
    main()
