"""Commands that hand results on: ``simptsp report`` and ``simptsp export``."""

import json
from collections.abc import Callable
from datetime import date
from enum import StrEnum
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from simulator.terminal import Language, lacking, machine_code, progress_bar, refusal, wrong

if TYPE_CHECKING:
    from simulator.eventlog import EventLog
    from simulator.figures import Lang
    from simulator.reports.study import Format, StudyReport


class LogFormat(StrEnum):
    """Formats of event logs."""

    CSV = "csv"
    PARQUET = "parquet"
    XES = "xes"
    VIDIGI = "vidigi"


class ReportFormat(StrEnum):
    """Formats of reports."""

    HTML = "html"
    DOCX = "docx"
    XLSX = "xlsx"


class Zone(StrEnum):
    """Time zones of Indonesia."""

    WIB = "wib"
    WITA = "wita"
    WIT = "wit"


_UTC_OFFSETS = {Zone.WIB: 7, Zone.WITA: 8, Zone.WIT: 9}
_ENDINGS = {LogFormat.VIDIGI: "-vidigi.csv"}
_FORMATS = {".csv": LogFormat.CSV, ".parquet": LogFormat.PARQUET, ".xes": LogFormat.XES}
_OTHER_FORMATS = (".html", ".docx", ".xlsx", ".json", ".yaml")
_EVENTS, _PROVENANCE, _MANIFEST = "events.parquet", "provenance.json", "study.json"
STUDY_FILES = (
    *("measures.csv", _EVENTS, "report.html", _PROVENANCE, _MANIFEST),
    *("comparison.csv", "values.csv", "comparison.json", "inputs.csv", "selection.json"),
    *(
        "candidates.csv",
        "finalists.csv",
        "pareto.csv",
        "optimum.json",
        "index.jsonl",
        "table.csv",
        "table.parquet",
        "sensitivity.csv",
    ),
)
"""Names of what studies leave in their folders."""


def register(app: typer.Typer) -> None:
    """Add the commands of this module to an application."""
    app.command()(report)
    app.command()(export)


def report(
    study: Annotated[
        str,
        typer.Argument(
            metavar="RUN_OR_STUDY",
            help="A folder that run, compare, sweep or optimise made; or a scenario, by name or file, to simulate now.",
        ),
    ],
    lang: Annotated[Language, typer.Option(help="Language of the report.")] = Language.ID,
    formats: Annotated[
        list[ReportFormat] | None,
        typer.Option("--format", help="html, docx or xlsx; repeat it for several. html if not said."),
    ] = None,
    out: Annotated[
        Path | None,
        typer.Option(metavar="FILE", help="Where to; in the folder of the study, or here for a scenario, if not said."),
    ] = None,
    replications: Annotated[
        int | None, typer.Option(metavar="N", min=1, max=1_000_000, help="Of a scenario: how many to simulate; 30.")
    ] = None,
    seed: Annotated[
        int | None, typer.Option(metavar="S", min=0, max=2**64 - 1, help="Of a scenario: root seed; 2026.")
    ] = None,
    threads: Annotated[int | None, typer.Option(metavar="N", min=1, max=256, help="Replications at a time.")] = None,
) -> None:
    """Write a report: a page of words for the head of office, figures, tables with intervals, inputs, STRESS-DES.

    A run or a comparison is simulated again from the study.json of its folder and held against what is stored there.

    Example: simptsp report hasil --lang id --format docx --format xlsx
    """
    folder = Path(study) if _is_results(Path(study)) else None
    if folder and (replications, seed) != (None, None):
        wrong("--replications and --seed belong to a scenario; a folder holds what was simulated: leave them out")
    files = _report_files(study, folder, lang.value, formats or [], out)
    for file in files.values():
        _refuse_study_file(file)
    made = _folder_report(folder, lang.value, threads) if folder else _scenario_report(
        study, lang.value, replications, 2026 if seed is None else seed, threads
    )  # fmt: skip
    from simulator.reports import write_report

    try:
        written = write_report(made.document, files)
    except OSError as error:
        place = error.filename or next(iter(files.values()))
        lacking(f"the report cannot be written to {place}: {error.strerror or error}; choose another file with --out")
    if made.remark:
        typer.echo(made.remark, err=not made.is_same)
    for file in written:
        typer.echo(str(file))


def export(
    run: Annotated[
        str,
        typer.Argument(
            metavar="RUN_FOLDER|SCENARIO",
            help="A folder that simptsp run --out made; or a scenario, by name or YAML file, to simulate now.",
        ),
    ],
    asked_format: Annotated[
        LogFormat | None,
        typer.Option(
            "--format", help="csv, parquet, xes (process mining) or vidigi (its CSV columns); by --out, or csv."
        ),
    ] = None,
    out: Annotated[
        Path | None,
        typer.Option(metavar="FILE", help="Where to; beside the events of the folder, or here, if not said."),
    ] = None,
    replication: Annotated[
        int | None, typer.Option(metavar="N", min=0, help="Only this replication; they count from 0.")
    ] = None,
    replications: Annotated[
        int | None, typer.Option(metavar="N", min=1, max=1_000_000, help="Of a scenario: how many to simulate; 1.")
    ] = None,
    seed: Annotated[
        int | None, typer.Option(metavar="S", min=0, max=2**64 - 1, help="Of a scenario: root seed; 2026.")
    ] = None,
    start: Annotated[
        str | None,
        typer.Option(metavar="DATE", help="Date of the first day, as 2026-01-05; the scenario's, if it has one."),
    ] = None,
    zone: Annotated[Zone, typer.Option(help="Time zone of the office, for XES.")] = Zone.WIB,
    excel: Annotated[
        bool, typer.Option("--excel", help="CSV for Excel in Indonesia: semicolons between the columns.")
    ] = False,
) -> None:
    """Write an event log for other programs: spreadsheets, process mining, animation.

    Example: simptsp export hasil --format xes --zone wita
    """
    folder = Path(run) if Path(run).is_dir() else None
    log_format = _log_format(asked_format, out)
    if excel and log_format is not LogFormat.CSV:
        wrong(f"--excel belongs to --format csv, and this is {log_format.value}; leave it out")
    if folder and (replications, seed) != (None, None):
        wrong("--replications and --seed belong to a scenario; a folder holds what was simulated: leave them out")
    said = _date(start)
    file = out or _default_file(folder, run, log_format, replication)
    _check_file(file, folder)
    if folder:
        log, own_start = _read(folder), _start_of(folder)
    else:
        log, own_start = _simulate(run, replications or 1, 2026 if seed is None else seed)
    log, first_day = _only(log, replication), said or own_start
    try:
        _writer(log_format, first_day, _UTC_OFFSETS[zone], run, excel)(log, file)
    except OSError as error:
        lacking(f"the event log cannot be written to {file}: {error.strerror or error}; choose another file with --out")
    typer.echo(f"{file}: {len(log):,} rows")
    if first_day is None and log_format in (LogFormat.CSV, LogFormat.XES):
        _say_stated_date()


def _say_stated_date() -> None:
    from simulator.eventlog import STATED_DATE

    typer.echo(f"Nothing says what date the first day has: it is written as {STATED_DATE}; --start changes it.")


def _is_results(folder: Path) -> bool:
    """Whether a name means a folder: one that holds results, or that no scenario is called by."""
    from simulator.scenario import library_names

    if not folder.is_dir():
        return False
    return str(folder) not in library_names() or any(folder.glob("*.json"))


def _report_files(
    study: str, folder: Path | None, lang: "Lang", formats: list[ReportFormat], out: Path | None
) -> "dict[Format, Path]":
    """Format -> file; the ending of a file that was named says its format, if no format was."""
    known = {f".{one.value}": one for one in ReportFormat}
    if out is not None and not out.is_dir() and not formats:
        if out.suffix and out.suffix.lower() not in known:
            wrong(f"--out {out}: a report ends with {', '.join(known)}; name a file that does, or give --format")
        formats = [known.get(out.suffix.lower(), ReportFormat.HTML)]
    chosen = list(dict.fromkeys(formats or [ReportFormat.HTML]))
    stem = f"study-report.{lang}" if folder else f"report-{Path(study).stem}.{lang}"
    if out is None or out.is_dir():
        place = out or folder or Path()
        return {one.value: place / f"{stem}.{one.value}" for one in chosen}
    if len(chosen) == 1 and out.suffix.lower() in known and known[out.suffix.lower()] is not chosen[0]:
        wrong(f"--out {out} does not end with .{chosen[0].value}, the format asked for; change one of the two")
    if not out.absolute().parent.is_dir():
        wrong(f"--out {out}: there is no folder {out.parent}; make it first")
    base = out.with_suffix("") if out.suffix.lower() in known else out
    return {one.value: base.with_name(f"{base.name}.{one.value}") for one in chosen}


def _folder_report(folder: Path, lang: "Lang", threads: int | None) -> "StudyReport":
    with machine_code():
        from simulator.reports import ReportError, folder_report

        try:
            with progress_bar(folder.name) as progress:
                return folder_report(folder, lang, progress, threads)
        except ReportError as error:
            wrong(str(error))


def _scenario_report(
    name: str, lang: "Lang", replications: int | None, seed: int, threads: int | None
) -> "StudyReport":
    from simulator.scenario import load_scenario

    with refusal():
        office = load_scenario(name)
    with machine_code():
        from simulator.reports import scenario_report
        from simulator.reports.study import REPLICATIONS

        with progress_bar(office.name) as progress:
            return scenario_report(office, lang, replications or REPLICATIONS, seed, progress, threads)


def _date(text: str | None) -> date | None:
    try:
        return date.fromisoformat(text) if text is not None else None
    except ValueError:
        wrong(f"--start {text}: this is no date; write it as 2026-01-05")


def _default_file(folder: Path | None, run: str, log_format: LogFormat, replication: int | None) -> Path:
    """Beside the events of a folder, or by the name of the scenario in the folder where the command is given."""
    stem = folder / "events" if folder else Path(Path(run).stem)
    which = "" if replication is None else f"-r{replication}"
    return stem.with_name(f"{stem.name}{which}{_ENDINGS.get(log_format, f'.{log_format.value}')}")


def _log_format(asked: LogFormat | None, out: Path | None) -> LogFormat:
    """The ending of a file that was named says its format, if no format was; it must not be that of another one."""
    ending = out.suffix.lower() if out else ""
    if ending in _OTHER_FORMATS:
        wrong(f"--out {out}: an event log ends with {', '.join(_FORMATS)}; name a file that does")
    chosen = asked or _FORMATS.get(ending, LogFormat.CSV)
    if ending in _FORMATS and _FORMATS[ending] is not (LogFormat.CSV if chosen is LogFormat.VIDIGI else chosen):
        wrong(f"--out {out} does not end with .{chosen.value}, the format asked for; change one of the two")
    return chosen


def _refuse_study_file(file: Path) -> None:
    """What a study left in its folder is not written over by something else."""
    whole = file.resolve()
    names = STUDY_FILES if (whole.parent / _MANIFEST).exists() or (whole.parent / _EVENTS).exists() else ()
    present = [name for name in names if (whole.parent / name).exists()]
    same = [name for name in present if file.exists() and file.samefile(whole.parent / name)]
    if same or whole.name in names:
        wrong(f"{file} is a file of the study in {file.parent}; name another file with --out")


def _check_file(file: Path, folder: Path | None) -> None:
    """Refuse a file that cannot be written before any time is spent."""
    if file.is_dir():
        wrong(f"--out {file}: this is a folder; name a file")
    if not file.absolute().parent.is_dir():
        wrong(f"--out {file}: there is no folder {file.parent}; make it first")
    if folder and file.resolve() == (folder / _EVENTS).resolve():
        wrong(f"{file} is what would be read: it has this format already; name another file with --out")
    _refuse_study_file(file)


def _read(folder: Path) -> "EventLog":
    from simulator.eventlog import read_parquet

    try:
        return read_parquet(folder / _EVENTS)
    except FileNotFoundError:
        wrong(f"{folder} has no {_EVENTS}; name a folder that 'simptsp run SCENARIO --out {folder}' made")
    except (ValueError, OSError) as error:
        wrong(str(error))


def _start_of(folder: Path) -> date | None:
    """Date of the first day of a run: by the scenario in its manifest; without one, by the library if unchanged."""
    from simulator.scenario import ScenarioError, load_scenario

    if (folder / _MANIFEST).exists():
        return _manifest_start(folder)
    try:
        provenance = json.loads((folder / _PROVENANCE).read_text(encoding="utf-8"))
        office = load_scenario(provenance["scenario"])
        is_unchanged = office.hash == provenance["scenario_hash"]
    except (OSError, ValueError, KeyError, TypeError, ScenarioError):
        return None
    return _date(office.resolved.start_date or None) if is_unchanged else None


def _manifest_start(folder: Path) -> date | None:
    from simulator.reports.recompute import ReportError, read_manifest, scenario_of

    try:
        manifest = read_manifest(folder)
        if manifest["study"] != "run":
            return None
        return _date(scenario_of(manifest["scenarios"][0]).resolved.start_date or None)
    except ReportError:
        return None


def _simulate(name: str, replications: int, seed: int) -> "tuple[EventLog, date | None]":
    from simulator.scenario import load_scenario

    with refusal():
        office = load_scenario(name)
    with machine_code():
        from simulator.experiments import run

        with progress_bar(office.name) as progress:
            result = run(office, replications, seed, progress=progress)
    return result.log, _date(office.resolved.start_date or None)


def _only(log: "EventLog", replication: int | None) -> "EventLog":
    if replication is None:
        return log
    if replication not in log.replications:
        first, last = log.replications[0], log.replications[-1]
        wrong(f"--replication {replication}: there is none of this number; there are {first} to {last}")
    return log.split()[log.replications.index(replication)]


def _writer(
    log_format: LogFormat, start: date | None, utc_offset_hours: int, run: str, excel: bool
) -> "Callable[[EventLog, Path], None]":
    from simulator.eventlog import STATED_DATE, write_csv, write_parquet, write_vidigi, write_xes

    return {
        LogFormat.CSV: lambda log, file: write_csv(log, file, start or STATED_DATE, excel),
        LogFormat.PARQUET: write_parquet,
        LogFormat.XES: lambda log, file: write_xes(log, file, start, utc_offset_hours, Path(run).stem),
        LogFormat.VIDIGI: write_vidigi,
    }[log_format]
