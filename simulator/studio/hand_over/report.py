"""A study as a report that stands up to questions."""

import tempfile
from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any

from simulator.analysis import Answers
from simulator.experiments import Comparison, Result, run
from simulator.figures import Lang
from simulator.reports.comparison_contents import comparison_document
from simulator.reports.document import Bullets, Document, Paragraph, Section
from simulator.reports.findings import Findings
from simulator.reports.printable import printable
from simulator.reports.short import Cover, long_document, short_document
from simulator.reports.study import Format, write_report
from simulator.studio.background import Stopped
from simulator.studio.differences import counts_of, differences_of
from simulator.studio.hand_over.program import code
from simulator.studio.hand_over.ready import HandOverError, Ready, called, ready
from simulator.studio.knobs import knobs_of
from simulator.studio.offices import base_office
from simulator.studio.runs import Runs
from simulator.studio.study import Study
from simulator.teaching.words import Words

__all__ = ["DRAWS", "MIMES", "READS", "SIMULATES", "WRITES", "Doing", "report", "report_document"]

MIMES: dict[Format, str] = {
    "html": "text/html",
    "docx": "application/vnd.openxmlformats-officedocument.wordprocessingml.document",
    "xlsx": "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
}
"""Formats and their media types."""

SIMULATES, READS, DRAWS, WRITES = "simulates", "reads", "draws", "writes"

_READING, _DRAWING, _WRITING = 20, 10, 30
"""Time that it takes to read the logs of an office, to draw it, and to write the file, where simulating an office once
takes 1: measured on kabupaten-menengah, 28 days, with 30 replications. Only for the bar."""


@dataclass(frozen=True)
class Doing:
    """How far a report is.

    Attributes
    ----------
    does : str
        ``simulates``, ``reads`` (event logs), ``draws`` or ``writes``.
    done, of : int
        Replications or offices; 0 where there is nothing to count.
    share : float
        Of the whole work, 0 to 1.
    """

    does: str
    done: int
    of: int
    share: float


Told = Callable[[Doing], None]
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
    study: Study,
    lang: Lang,
    words: Words,
    runs: Runs,
    stop: Stop | None = None,
    told: Told | None = None,
    known: Comparison | None = None,
    cover: Cover | None = None,
    is_short: bool = False,
) -> Document:
    """The report of a study: its comparison, what the event logs tell, what each plan changes, how to do it again.

    A long one begins with the short one.

    Parameters
    ----------
    study : Study
        With at least one plan without faults.
    lang : {"id", "en"}
        Language of the report.
    words : Words
        Language in which the study was typed.
    runs : Runs
        What was simulated and read already is not done again, but for the logs that figures are drawn from.
    stop : callable, optional
        Whether to stop; then :class:`~simulator.studio.background.Stopped` is raised.
    told : callable, optional
        Told how far it is.
    known : Comparison, optional
        The study's comparison, where the page has it already.
    cover : Cover, optional
        Question and date; the name is that of the study.
    is_short : bool, optional
        A few pages for whoever decides, without figures and program.

    Raises
    ------
    HandOverError
        If there is nothing to compare.
    """
    found = ready(study, words)
    _ = words
    if not found.plans:
        raise HandOverError(_("Belum ada rencana yang bisa dibandingkan. Tambahkan rencana dulu di tab Ubah."))
    steps = _Steps(found, stop, told, is_short)
    comparison = known or _comparison(found, runs, steps)
    n = runs.logged(found.offices, comparison.base.provenance.replications, study.settings.seed)
    findings = _read(found, n, runs, steps)
    changes, cover = _changes(found, lang), replace(cover or Cover(), name=study.name)
    document = short_document(comparison, lang, findings, changes, cover)
    if not is_short:
        steps.say(DRAWS, 0, len(found.offices))
        logged = _Logged(found, n, runs, steps)
        findings[0] = replace(findings[0], answers=Answers(logged[0]))
        program = code(study, Words(lang) if study.lang in ("", lang) else words)
        whole = comparison_document(comparison, lang, None, logged, findings, changes, program)
        document = long_document(document, whole)
    document = printable(document)
    steps.say(WRITES)
    return document


class _Steps:
    """How far the work is; each step is a moment at which it can be stopped."""

    def __init__(self, found: Ready, stop: Stop | None, told: Told | None, is_short: bool) -> None:
        self.stop, self._told = stop, told
        offices = len(found.offices)
        drawn = 0 if is_short else offices
        parts = {SIMULATES: offices, READS: offices * _READING, DRAWS: drawn * _DRAWING, WRITES: _WRITING}
        self._parts, self._all = parts, sum(parts.values())

    def say(self, does: str, done: int = 0, of: int = 0) -> None:
        """So much of a part is done, and of the parts before it everything."""
        if self.stop is not None and self.stop():
            raise Stopped
        before = sum(self._parts[part] for part in list(self._parts)[: list(self._parts).index(does)])
        share = (before + self._parts[does] * (done / of if of else 0.0)) / self._all
        if self._told is not None:
            self._told(Doing(does, done, of, share))


class _Logged(Sequence[Result]):
    """The offices again with their event logs, simulated when they are drawn.

    Only that of the present state is kept: logs of seven offices would take more memory than a planner's kernel has.
    """

    def __init__(self, found: Ready, replications: int, runs: Runs, steps: _Steps) -> None:
        self._offices, self._n, self._seed = found.offices, replications, found.study.settings.seed
        self._runs, self._steps = runs, steps
        self._first = self._simulated(0)

    def __len__(self) -> int:
        return len(self._offices)

    def __getitem__(self, place: Any) -> Any:
        if place == 0:
            return self._first
        if not 0 < place < len(self):
            raise IndexError(place)
        return self._simulated(place)

    def _simulated(self, place: int) -> Result:
        self._steps.say(DRAWS, place, len(self))
        threads, stop = self._runs.threads, self._steps.stop
        made = run(self._offices[place], self._n, self._seed, threads=threads, stop=stop, keep_log=True)
        if len(made.values) < self._n:
            raise Stopped
        return made


def _comparison(found: Ready, runs: Runs, steps: _Steps) -> Comparison:
    settings, offices = found.study.settings, found.offices

    def tell(done: int, of: int) -> None:
        steps.say(SIMULATES, done, of if settings.precision is None else 0)

    steps.say(SIMULATES)
    if settings.precision is not None:
        made = runs.precise(offices, found.names, settings.precision, settings.seed, steps.stop, tell)
    else:
        many = runs.comparison(offices, found.names, settings.replications, settings.seed, steps.stop, tell)
        if many is None:
            raise Stopped
        made = many
    steps.say(READS, 0, len(offices))
    return made


def _read(found: Ready, n: int, runs: Runs, steps: _Steps) -> list[Findings]:
    """What the event logs tell of each office; what the page has read before is not read again."""
    findings = []
    for place, office in enumerate(found.offices):
        steps.say(READS, place, len(found.offices))
        findings.append(runs.findings(office, n, found.study.settings.seed, steps.stop))
    return findings


def _changes(found: Ready, lang: Lang) -> list[Section]:
    """What the present state and each plan change, in the language of the report."""
    _ = Words(lang)
    assert found.now.scenario is not None
    base, now = base_office(found.base), found.now.scenario
    groups, titles = knobs_of(now, Words(lang), base), [called(plan, _) for plan, _built in found.plans]
    told = [_section(title, differences_of(replace(built, groups=groups), _, now), _)
            for title, (_plan, built) in zip(titles, found.plans, strict=True)]  # fmt: skip
    remarks = [_("Setiap rencana dibanding keadaan sekarang. Yang tidak disebut tetap sama.")]
    if found.now.values or found.now.confirmed:
        own = counts_of(replace(found.now, groups=knobs_of(base, _)), _)
        told.insert(0, _section(_("Keadaan sekarang, dibanding angka semula"), own, _))
    if found.left_out:
        out = _("Tidak ikut dihitung karena masih ada isian yang keliru: {name}.")
        remarks.append(out.format(name="; ".join(found.left_out)))
    head = tuple(Paragraph(text) for text in remarks)
    return [Section(_("Apa yang diubah"), head, tuple(told))]


def _section(title: str, said: Sequence[str], words: Words) -> Section:
    _ = words
    block = Bullets(tuple(said)) if said else Paragraph(_("Tidak ada yang diubah."))
    return Section(title, (block,))
