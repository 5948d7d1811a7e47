"""A folder of results, or a scenario, as a report in each of the formats."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any, Literal

from simulator.experiments import Progress, run
from simulator.figures import Lang
from simulator.reports.comparison_contents import comparison_document
from simulator.reports.document import Document, Paragraph
from simulator.reports.findings import gather
from simulator.reports.html import render_html
from simulator.reports.printable import printable
from simulator.reports.recompute import ReportError, again, read_manifest
from simulator.reports.run_contents import run_document
from simulator.reports.sheets import write_xlsx
from simulator.reports.study_contents import STUDIES
from simulator.reports.word import write_docx
from simulator.scenario import Scenario

Format = Literal["html", "docx", "xlsx"]

REPLICATIONS = 30
"""Of a report that is asked of a scenario, not of a folder."""


@dataclass(frozen=True)
class StudyReport:
    """A report, and whether what it shows is what is stored.

    Attributes
    ----------
    document : Document
        The report.
    is_same : bool
        False if something was computed again and differs from the folder, or is missing there.
    remark : str
        How the two compare; empty if nothing was computed again.
    """

    document: Document
    is_same: bool = True
    remark: str = ""


def folder_report(
    folder: Path, lang: Lang, progress: Progress | None = None, threads: int | None = None
) -> StudyReport:
    """The report of a folder of results.

    Runs and comparisons are simulated again from their manifest and held against what is stored; other studies are
    shown as their tables are.

    Parameters
    ----------
    folder : Path
        As ``simptsp run --out``, ``compare --out``, ``sweep`` and ``optimise --out`` leave it.
    lang : {"id", "en"}
        Language.
    progress : callable, optional
        Told of what is done.
    threads : int, optional
        Replications at a time.

    Returns
    -------
    StudyReport
        The report.

    Raises
    ------
    ReportError
        In one sentence, if the folder lacks something.
    """
    manifest = read_manifest(folder)
    kind = str(manifest["study"])
    if kind in STUDIES:
        return StudyReport(printable(_from_tables(folder, manifest, lang)))
    if kind not in ("run", "compare"):
        raise ReportError(f"{folder} holds a study of an unknown kind ({kind}); update SimPTSP")
    found = again(folder, manifest, progress, threads)
    if kind == "run":
        document = run_document(found.runs[0], lang, found.check, gather(found.runs[0]))
    else:
        findings = [gather(one) for one in found.logged]
        document = comparison_document(found.comparison, lang, found.check, found.logged, findings)
    remark = found.check.sentence(lang)
    if not found.check.is_whole:
        document = _with_first(document, Paragraph(remark, is_strong=True))
    return StudyReport(printable(document), found.check.is_whole, remark)


def scenario_report(
    scenario: Scenario,
    lang: Lang,
    replications: int = REPLICATIONS,
    seed: int = 2026,
    progress: Progress | None = None,
    threads: int | None = None,
) -> StudyReport:
    """The report of a scenario, which is simulated for it.

    Parameters
    ----------
    scenario : Scenario
        The office.
    lang : {"id", "en"}
        Language.
    replications, seed, progress, threads
        As in :func:`simulator.experiments.run`.

    Returns
    -------
    StudyReport
        The report.
    """
    result = run(scenario, replications, seed, progress=progress, threads=threads)
    return StudyReport(printable(run_document(result, lang, None, gather(result))))


def write_report(document: Document, files: Mapping[Format, Path]) -> list[Path]:
    """Write a report in each of the formats.

    Parameters
    ----------
    document : Document
        The report.
    files : mapping of str to Path
        Format -> file; one that is there already is replaced.

    Returns
    -------
    list of Path
        The files.

    Raises
    ------
    OSError
        If one cannot be written.
    """
    for kind, file in files.items():
        _WRITERS[kind](document, file)
    return list(files.values())


def _from_tables(folder: Path, manifest: Mapping[str, Any], lang: Lang) -> Document:
    try:
        return STUDIES[str(manifest["study"])](folder, manifest, lang)
    except ReportError:
        raise
    except (KeyError, IndexError, TypeError, AttributeError, ValueError) as error:
        raise ReportError(f"the tables in {folder} lack something ({error}); make the study again") from None


def _with_first(document: Document, note: Paragraph) -> Document:
    """A document that begins with what nobody should overlook."""
    first, *others = document.sections
    return replace(document, sections=(replace(first, blocks=(note, *first.blocks)), *others))


def _write_html(document: Document, file: Path) -> None:
    file.write_text(render_html(document), encoding="utf-8")


_WRITERS: dict[str, Callable[[Document, Path], None]] = {"html": _write_html, "docx": write_docx, "xlsx": write_xlsx}

FORMATS: Sequence[Format] = ("html", "docx", "xlsx")
