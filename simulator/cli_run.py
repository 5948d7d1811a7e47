"""Commands that simulate a scenario, alone or beside others: ``simptsp run`` and ``simptsp compare``."""

import json
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any, TypeVar

import typer
from rich.markup import escape
from rich.table import Table

from simulator.terminal import (
    INTERRUPTED,
    Language,
    Study,
    check_folder,
    console,
    interruption,
    lacking,
    machine_code,
    progress_bar,
    refusal,
    wrong,
)

if TYPE_CHECKING:
    from simulator.experiments import Comparison, Note, Result, UncertainResult
    from simulator.figures import Lang
    from simulator.scenario import Scenario

_Answer = TypeVar("_Answer")

_CAPTIONS = {  # under the table of measures: language, and whether there is only one replication
    ("id", False): "± : setengah lebar selang 95 %",
    ("en", False): "± : half-width of the 95 % interval",
    ("id", True): "Satu ulangan tidak memberi selang: jangan dipakai untuk memutuskan.",
    ("en", True): "One replication gives no interval: do not decide on it.",
}

Replications = Annotated[
    int | None,
    typer.Option(metavar="N", min=1, max=1_000_000, help="Independent runs: 100, unless a precision is given."),
]
Seed = Annotated[int, typer.Option(metavar="S", min=0, max=2**64 - 1, help="The same seed gives the same numbers.")]
Engine = Annotated[
    str | None, typer.Option(metavar="NAME", help="The simulator to use: fast, or reference without Numba.")
]
Precision = Annotated[
    float | None,
    typer.Option(metavar="P", help="Go on until the half-width is at most this share of the mean, as 0.05."),
]
Most = Annotated[int | None, typer.Option(metavar="N", min=35, max=1_000_000, help="Where a precision stops anyway.")]
Threads = Annotated[int | None, typer.Option(metavar="N", min=1, max=256, help="Replications at a time.")]
SteadyState = Annotated[
    bool, typer.Option("--steady-state", help="Ask for the long run: warm-up by MSER-5, no mean if nothing settles.")
]
Lang_ = Annotated[Language, typer.Option(help="Language of the table and the report.")]


def register(app: typer.Typer) -> None:
    """Add the commands of this module to an application."""
    app.command()(run)
    app.command()(compare)


def run(
    scenario: Annotated[
        str,
        typer.Argument(metavar="SCENARIO", help="Name of a scenario (such as kabupaten-menengah) or a YAML file."),
    ],
    replications: Replications = None,
    seed: Seed = 2026,
    engine: Engine = None,
    out: Annotated[
        Path | None,
        typer.Option(
            metavar="DIR", help="Folder for measures.csv, events.parquet, report.html, provenance.json, study.json."
        ),
    ] = None,
    patch: Annotated[
        str | None, typer.Option(metavar="NAME", help="A named change of the scenario to apply first.")
    ] = None,
    precision: Precision = None,
    measures: Annotated[
        str | None, typer.Option(metavar="M,M", help="What must be that precise; waiting_time_mean if not said.")
    ] = None,
    most_replications: Most = None,
    steady_state: SteadyState = False,
    draws: Annotated[
        int | None,
        typer.Option(metavar="N", min=2, max=100_000, help="Draw the uncertain inputs N times, 10 replications each."),
    ] = None,
    threads: Threads = None,
    lang: Lang_ = Language.ID,
) -> None:
    """Simulate an office and print its measures, each with a 95 % interval.

    Example: simptsp run kabupaten-menengah --replications 30 --seed 2026 --out hasil
    """
    _check_options(precision, most_replications, measures, draws, steady_state)
    with refusal():
        office = _office(scenario, patch)
        check_folder(out, Study("run" if draws is None else "uncertain", (office.origin or office.name,), seed))
    if draws is not None:
        _run_uncertain(office, draws, replications, seed, engine, threads, out, lang.value)
        return
    result = _studied(
        partial(_simulated, office, measures, out is not None), office.name, engine,
        replications=replications, seed=seed, precision=precision, most_replications=most_replications or 1000,
        steady_state=steady_state, threads=threads,
    )  # fmt: skip
    files = _written(partial(_write_run, result, lang.value), out)
    _print_measures(result, lang.value)
    _end(result.notes, lang.value, files)


def _office(scenario: str, patch: str | None = None) -> "Scenario":
    from simulator.scenario import load_scenario

    office = load_scenario(scenario)
    return office.patched(patch) if patch else office


def _simulated(office: "Scenario", measures: str | None, keep_log: bool, **common: Any) -> "Result":
    from simulator.experiments import run as run_scenario

    precise = _names(measures) if measures is not None else ["waiting_time_mean"]
    return run_scenario(office, measures=precise, keep_log=keep_log, **common)


def _write_run(result: "Result", lang: "Lang", out: Path) -> list[Path]:
    from simulator.reports import write_run

    return write_run(result, out, lang)


def _run_uncertain(
    office: "Scenario",
    draws: int,
    replications: int | None,
    seed: int,
    engine: str | None,
    threads: int | None,
    out: Path | None,
    lang: "Lang",
) -> None:
    def study(**common: Any) -> "UncertainResult":
        from simulator.experiments import run_uncertain

        return run_uncertain(office, draws, replications or 10, seed, workers=threads, **common)

    result = _studied(study, office.name, engine)
    files = _written(partial(_write_uncertain, result), out)
    _print_uncertain(result, lang)
    _end(result.notes, lang, files)


def _write_uncertain(result: "UncertainResult", out: Path) -> list[Path]:
    from simulator.reports import write_uncertain

    return write_uncertain(result, out)


def compare(
    base: Annotated[str, typer.Argument(metavar="BASE", help="Name of a scenario or a YAML file.")],
    alternatives: Annotated[
        list[str],
        typer.Argument(
            metavar="ALT…",
            help="What to compare with it: a patch of BASE, several joined by +, another scenario, or a YAML file.",
        ),
    ],
    replications: Replications = None,
    precision: Precision = None,
    measures: Annotated[
        str | None, typer.Option(metavar="M,M", help="What to show; the measures of the whole office if not said.")
    ] = None,
    most_replications: Most = None,
    steady_state: SteadyState = False,
    seed: Seed = 2026,
    engine: Engine = None,
    threads: Threads = None,
    as_json: Annotated[
        bool, typer.Option("--json", help="Print the table, the remarks and the provenance as JSON.")
    ] = False,
    out: Annotated[
        Path | None,
        typer.Option(metavar="DIR", help="Folder for comparison.csv, values.csv, comparison.json, study.json."),
    ] = None,
    lang: Lang_ = Language.ID,
) -> None:
    """Simulate an office and its alternatives under the same luck, and print the paired differences.

    Example: simptsp compare kabupaten-menengah satu-loket-tambahan jaringan-cadangan
    """
    _check_options(precision, most_replications)
    with refusal():
        first = _office(base)
        others = [first.alternative(name) for name in alternatives]
        check_folder(out, Study("compare", (first.origin or first.name, *alternatives), seed))
    comparison = _studied(
        partial(_compared, first, others, alternatives, measures), first.name, engine,
        replications=replications, seed=seed, precision=precision, most_replications=most_replications or 1000,
        steady_state=steady_state, threads=threads,
    )  # fmt: skip
    files = _written(partial(_write_comparison, comparison), out)
    if as_json:
        typer.echo(json.dumps(comparison.to_dict(), indent=2))
    else:
        _print_comparison(comparison, lang.value)
    _end(comparison.notes(), lang.value, files, quiet=as_json)


def _compared(
    first: "Scenario", others: "list[Scenario]", labels: list[str], measures: str | None, **common: Any
) -> "Comparison":
    from simulator.experiments import compare as compare_scenarios

    shown = _names(measures) if measures is not None else None
    return compare_scenarios(first, *others, measures=shown, labels=labels, **common)


def _write_comparison(comparison: "Comparison", out: Path) -> list[Path]:
    from simulator.reports import write_comparison

    return write_comparison(comparison, out)


def _studied(study: Callable[..., _Answer], name: str, engine: str | None, **common: Any) -> _Answer:
    """What a study gives, with a bar while it runs; Ctrl-C ends it with what is done."""
    with machine_code(), interruption() as stop:
        from simulator.engines import DEFAULT_ENGINE
        from simulator.experiments import SettingsError
        from simulator.scenario import ScenarioError

        try:
            with progress_bar(name) as progress:
                return study(engine=engine or DEFAULT_ENGINE, progress=progress, stop=stop, **common)
        except (SettingsError, ScenarioError) as error:
            wrong(str(error))


def _check_options(
    precision: float | None,
    most_replications: int | None,
    measures: str | None = None,
    draws: int | None = None,
    steady_state: bool = False,
) -> None:
    """Refuse what would be ignored."""
    if draws is not None and (precision is not None or steady_state):
        wrong("--draws cannot be combined with --precision or --steady-state; leave them out")
    for name, value in (("--most-replications", most_replications), ("--measures", measures)):
        if value is not None and precision is None:
            wrong(f"{name} belongs to --precision, which is not given; leave it out, or add --precision 0.05")


def _names(text: str) -> list[str]:
    return [name.strip() for name in text.split(",") if name.strip()]


@dataclass
class _Files:
    """What became of the files of a study: the line that names them, or why there are none."""

    line: str = ""
    problem: str = ""


def _written(write: Callable[[Path], list[Path]], out: Path | None) -> _Files:
    """Write the files of a study, if a folder was named, before anything is printed."""
    if out is None:
        return _Files()
    try:
        files = write(out)
    except OSError as error:
        reason = error.strerror or error
        return _Files(problem=f"the results cannot be written to {out}: {reason}; choose another folder with --out")
    return _Files(f"\n{out}: {', '.join(file.name for file in files)}")


def _end(notes: "Sequence[Note]", lang: "Lang", files: _Files, quiet: bool = False) -> None:
    """Say what a reader must know, where the files are, and how the study ended."""
    for text in [] if quiet else [*(note.text(lang) for note in notes), *([files.line] if files.line else [])]:
        typer.echo(text)
    if files.problem:
        lacking(files.problem)
    if any(note.kind.startswith("stopped") for note in notes):
        raise typer.Exit(INTERRUPTED)


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
    console().print(table)


def _print_uncertain(result: "UncertainResult", lang: "Lang") -> None:
    from simulator.reports.comparison import UNCERTAIN_HEADINGS, UNCERTAIN_LEGENDS, uncertain_rows

    title = escape(getattr(result.scenario.spec.title, lang))
    inputs, draws = result.inputs.shape[::-1]
    words = f"{inputs} masukan, {draws} undian" if lang == "id" else f"{inputs} inputs, {draws} draws"
    table = Table(title=f"{title}\n{words}, seed {result.provenance.seed}", title_justify="left")
    for place, heading in enumerate(UNCERTAIN_HEADINGS[lang]):
        table.add_column(heading, justify="left" if place in (0, 5) else "right")
    for row in uncertain_rows(result, lang):
        table.add_row(*map(escape, row))
    console().print(table)
    console().print(UNCERTAIN_LEGENDS[lang], highlight=False)
    typer.echo(("Masukan: " if lang == "id" else "Inputs: ") + ", ".join(map(str, result.inputs)))


def _print_comparison(comparison: "Comparison", lang: "Lang") -> None:
    from simulator.reports.comparison import HEADINGS, LEGENDS, comparison_rows
    from simulator.reports.comparison_verdict import verdict_lines

    base = comparison.base.provenance
    title = getattr(comparison.base.scenario.spec.title, lang)
    word = "ulangan" if lang == "id" else "replications"
    console().print(f"{escape(title)}: {base.replications} {word}, seed {base.seed}, {base.engine}", style="bold")
    for line in verdict_lines(comparison, lang):
        console().print(escape(line), highlight=False)
    for name, rows in comparison_rows(comparison, lang):
        table = Table(title=escape(name), title_justify="left")
        table.add_column(HEADINGS[lang][0], overflow="fold")
        for heading in HEADINGS[lang][1:]:
            table.add_column(heading.replace(" ", "\n"), justify="right", no_wrap=True)
        for row in rows:
            table.add_row(*map(escape, row))
        console().print(table)
    console().print(LEGENDS[lang], highlight=False)
    if base.replications == 1:
        typer.echo(_CAPTIONS[lang, True])
