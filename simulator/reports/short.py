"""The short report of a comparison: a few pages that can be handed over, and the rest of a long one behind them."""

from collections.abc import Sequence
from dataclasses import dataclass, replace

from simulator.experiments import Comparison
from simulator.figures import Lang
from simulator.reports.assumptions import decisive_inputs
from simulator.reports.comparison_summary import comparison_summary
from simulator.reports.document import Bullets, Definitions, Document, Paragraph, Picture, Section
from simulator.reports.facts import estimates, staffed_places
from simulator.reports.findings import Findings
from simulator.reports.measure_tables import alternative_title
from simulator.reports.run_summary import assumed_sentences
from simulator.reports.say import Texts, say

__all__ = ["Cover", "long_document", "short_document"]

_TABLES = 2
"""Sections of the long report before its figures: the main numbers, and why."""

SHORT: Texts = {
    "title": ("Perbandingan rencana", "Comparison of plans"),
    "asked": ("Yang ditanyakan", "What was asked"),
    "question": ("Pertanyaan pimpinan", "Question of the head of office"),
    "no_question": ("Rencana mana yang paling menolong, dan berapa biayanya?", "Which plan helps most, at what cost?"),
    "compared": ("Dibandingkan dengan keadaan sekarang", "Compared with the present state"),
    "assumed": (
        "{assumed} dari {all} angka masukan adalah asumsi, belum hitungan kantor ini. Yang biasanya paling menentukan "
        "ada di bawah; semuanya ada di laporan lengkap.",
        "{assumed} of {all} input numbers are assumptions, not yet counts of this office. Those that usually decide "
        "most are below; all of them are in the full report.",
    ),
    "again": ("Menghitung ulang", "Computing it again"),
    "again_text": (
        "Buka berkas studi ini di tab Kantor pada studio SimPTSP {version}, lalu tekan “Hitung dan bandingkan” di tab "
        "Bandingkan: {n} ulangan untuk setiap kantor, benih acak {seed}. Angkanya akan sama.",
        "Open the file of this study in the tab Office of the SimPTSP studio {version}, then press “Compute and "
        "compare” in the tab Compare: {n} replications of each office, random seed {seed}. The numbers will be the "
        "same.",
    ),
    "signed": ("Disusun oleh", "Prepared by"),
    "name": ("Nama", "Name"),
    "position": ("Jabatan", "Position"),
    "signature": ("Tanda tangan dan tanggal", "Signature and date"),
    "appendix": ("Lampiran", "Appendix"),
    "appendix_text": (
        "Bagian-bagian berikut untuk yang ingin memeriksa; isinya mendukung halaman-halaman di depan.",
        "What follows is for those who want to check; it supports the pages before it.",
    ),
}


@dataclass(frozen=True)
class Cover:
    """What stands at the head of a report and is no result.

    Attributes
    ----------
    name : str
        Of the study.
    question : str
        Of whoever leads the office; empty for the usual one.
    date : str
        In words.
    """

    name: str = ""
    question: str = ""
    date: str = ""


def short_document(
    comparison: Comparison,
    lang: Lang,
    findings: Sequence[Findings] = (),
    changes: Sequence[Section] = (),
    cover: Cover | None = None,
) -> Document:
    """Question, plans, answer, cost, how sure, what is assumed, next step, and who signs it.

    Parameters
    ----------
    comparison : Comparison
        What was compared.
    lang : {"id", "en"}
        Language.
    findings : sequence of Findings, optional
        Of the base and of each alternative, for costs.
    changes : sequence of Section, optional
        What each alternative changes, in words.
    cover : Cover, optional
        What stands at its head.

    Returns
    -------
    Document
        Without figures and without program code.
    """
    cover = cover or Cover()
    office = str(getattr(comparison.base.scenario.spec.title, lang))
    sections = (
        _asked(comparison, cover, lang),
        *changes,
        _summary(comparison, findings, lang),
        decisive_inputs(comparison.base.scenario, lang, _busiest(comparison)),
        _again(comparison, lang),
        _signed(lang),
    )
    subtitle = " · ".join(part for part in (office, cover.date) if part)
    return Document(cover.name or say(SHORT, "title", lang), subtitle, lang, sections)


def long_document(short: Document, whole: Document) -> Document:
    """The short report with everything else behind it.

    Parameters
    ----------
    short : Document
        From :func:`short_document`.
    whole : Document
        The whole report of the same comparison; what the short one holds already is left out.

    Returns
    -------
    Document
        With an appendix that begins with a list of its parts.
    """
    known = {section.title for section in short.sections}
    rest = _in_order(
        [section for section in whole.sections if section.kind != "summary" and section.title not in known]
    )
    listed = Bullets(tuple(section.title for section in rest))
    head = (Paragraph(say(SHORT, "appendix_text", short.lang)), listed)
    behind = (Section(say(SHORT, "appendix", short.lang), head, kind="appendix"), *rest)
    return replace(short, sections=(*short.sections, *behind))


def _in_order(rest: list[Section]) -> list[Section]:
    """Figures behind the tables: most fill a page, and would leave the one before it empty."""
    drawn = [section for section in rest if any(isinstance(block, Picture) for block in section.blocks)]
    told = [section for section in rest if section not in drawn]
    return [*told[:_TABLES], *drawn, *told[_TABLES:]]


def _asked(comparison: Comparison, cover: Cover, lang: Lang) -> Section:
    """The question as it was typed, and the plans."""
    titles = "; ".join(alternative_title(comparison, at, lang) for at in range(len(comparison.labels)))
    entries = (
        ("question", cover.question.strip() or say(SHORT, "no_question", lang)),
        ("compared", titles),
    )
    said = tuple((say(SHORT, key, lang), text) for key, text in entries)
    return Section(say(SHORT, "asked", lang), (Definitions(said),))


def _summary(comparison: Comparison, findings: Sequence[Findings], lang: Lang) -> Section:
    """The summary of the whole report, which names no section that the short one lacks."""
    scenario = comparison.base.scenario
    _listed, *others = assumed_sentences(scenario, lang)
    said = say(SHORT, "assumed", lang, assumed=len(scenario.assumptions()), all=len(scenario.inputs()))
    return comparison_summary(comparison, lang, findings, (said, *others))


def _again(comparison: Comparison, lang: Lang) -> Section:
    made = comparison.base.provenance
    version = made.versions.get("simptsp", "")
    text = say(SHORT, "again_text", lang, version=version, n=made.replications, seed=made.seed)
    return Section(say(SHORT, "again", lang), (Paragraph(text),))


def _signed(lang: Lang) -> Section:
    """Room for a name, a position and a signature."""
    room = "\N{NO-BREAK SPACE}\n\N{NO-BREAK SPACE}"
    lines = tuple((say(SHORT, key, lang), room) for key in ("name", "position", "signature"))
    return Section(say(SHORT, "signed", lang), (Definitions(lines),))


def _busiest(comparison: Comparison) -> str:
    """The pool or station that is busiest now; empty if there is none."""
    base = comparison.base
    return next(iter(estimates(base, "utilisation", staffed_places(base.scenario))), "")
