"""A study as a report that stands up to questions."""

import tempfile
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

from simulator.experiments import Comparison, Result, run
from simulator.figures import Lang
from simulator.reports.comparison_contents import comparison_document
from simulator.reports.document import Bullets, Document, Paragraph, Section
from simulator.reports.findings import Findings, gather
from simulator.reports.printable import printable
from simulator.reports.study import Format, write_report
from simulator.scenario import Scenario
from simulator.studio.answers.stages import LOG_WEIGHT
from simulator.studio.background import Stopped
from simulator.studio.differences import differences_of
from simulator.studio.hand_over.program import code
from simulator.studio.hand_over.ready import HandOverError, Ready, called, ready
from simulator.studio.knobs import knobs_of
from simulator.studio.offices import Built, base_office
from simulator.studio.runs import LOGGED, Runs
from simulator.studio.study import Study
from simulator.teaching.words import Words

__all__ = ["MIMES", "report", "report_document"]

MIMES: dict[Format, str] = {
    "html": "text/html",
    "docx": "application/vnd.openxmlformats-officedocument.wordprocessingml.document",
    "xlsx": "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
}
"""Formats and their media types."""

Share = Callable[[float], None]
Stop = Callable[[], bool]


def report(document: Document, form: Format) -> bytes:
    """A report as a file.

    Parameters
    ----------
    document : Document
        From :func:`report_document`.
    form : {"html", "docx", "xlsx"}
        Format.
    """
    with tempfile.TemporaryDirectory(prefix="simptsp-") as folder:
        file = Path(folder) / f"report.{form}"
        write_report(document, {form: file})
        return file.read_bytes()


def report_document(
    study: Study, lang: Lang, words: Words, runs: Runs, stop: Stop | None = None, told: Share | None = None
) -> Document:
    """The report of a study: its comparison, what the event logs tell, what each plan changes, how to do it again.

    Parameters
    ----------
    study : Study
        With at least one plan without faults.
    lang : {"id", "en"}
        Language of the report.
    words : Words
        Language in which the study was typed.
    runs : Runs
        What was simulated already is not simulated again, but for the logs.
    stop : callable, optional
        Whether to stop; then :class:`~simulator.studio.background.Stopped` is raised.
    told : callable, optional
        Told how much is done, 0 to 1.

    Raises
    ------
    HandOverError
        If there is nothing to compare.
    """
    found = ready(study, words)
    _ = words
    if not found.plans:
        raise HandOverError(_("Belum ada rencana yang bisa dibandingkan. Tambahkan rencana dulu di tab Ubah."))
    comparison = _comparison(found, runs, stop, told)
    n = comparison.base.provenance.replications
    logged, findings = _read(
        found, runs.logged(found.offices, n, found.study.settings.seed), runs, stop, _rest(told, _first_part(n))
    )
    changes, program = _changes(found, lang), code(study, Words(lang) if study.lang in ("", lang) else words)
    document = comparison_document(comparison, lang, None, logged, findings, changes, program)
    return printable(_named(document, study))


def _named(document: Document, study: Study) -> Document:
    return replace(document, title=f"{study.name}: {document.title}") if study.name else document


def _comparison(found: Ready, runs: Runs, stop: Stop | None, told: Share | None) -> Comparison:
    settings, offices = found.study.settings, found.offices
    part = _first_part(settings.replications)

    def tell(done: int, of: int) -> None:
        if told is not None and settings.precision is None:
            told(part * done / of)

    if settings.precision is not None:
        made = runs.precise(offices, found.names, settings.precision, settings.seed, stop, tell)
    else:
        many = runs.comparison(offices, found.names, settings.replications, settings.seed, stop, tell)
        if many is None:
            raise Stopped
        made = many
    if stop is not None and stop():
        raise Stopped
    return made


def _read(found: Ready, n: int, runs: Runs, stop: Stop | None, told: Share) -> tuple[list[Result], list[Findings]]:
    """Runs with their logs, and what these tell; of the plans what was read before, for it takes long."""
    seed, logged, findings = found.study.settings.seed, list[Result](), list[Findings]()
    for place, office in enumerate(found.offices):
        one = run(office, n, seed, threads=runs.threads, stop=stop, keep_log=True)
        if len(one.values) == n:
            findings.append(runs.findings(office, n, seed, stop) if place else gather(one))
        if len(one.values) < n or (stop is not None and stop()):
            raise Stopped
        logged.append(one)
        told((place + 1) / len(found.offices))
    return logged, findings


def _first_part(replications: int) -> float:
    """Share of the whole work that the comparison is."""
    return replications / (replications + LOG_WEIGHT * min(replications, LOGGED))


def _rest(told: Share | None, first: float) -> Share:
    def tell(share: float) -> None:
        if told is not None:
            told(first + (1 - first) * share)

    return tell


def _changes(found: Ready, lang: Lang) -> list[Section]:
    """What the present state and each plan change, in the language of the report."""
    _ = Words(lang)
    assert found.now.scenario is not None
    told = [_section(_("Keadaan sekarang: hitungan kantor sendiri"), found.now, base_office(found.base), lang)]
    told += [_section(called(plan, _), built, found.now.scenario, lang) for plan, built in found.plans]
    remarks = [_("Dibanding keadaan sekarang. Yang tidak disebut tetap sama.")]
    if found.left_out:
        out = _("Tidak ikut, karena ada isian yang keliru: {name}.")
        remarks.append(out.format(name="; ".join(found.left_out)))
    head = tuple(Paragraph(text) for text in remarks)
    sections = told if found.now.values else told[1:]
    return [Section(_("Apa yang diubah"), head, tuple(sections))]


def _section(title: str, built: Built, before: Scenario, lang: Lang) -> Section:
    words = Words(lang)
    _ = words
    said = differences_of(replace(built, groups=knobs_of(before, words)), words)
    block = Bullets(tuple(said)) if said else Paragraph(_("Tidak ada yang diubah."))
    return Section(title, (block,))
