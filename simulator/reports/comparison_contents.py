"""The report of a comparison."""

from collections.abc import Sequence

from simulator.experiments import Comparison, Result
from simulator.figures import Lang
from simulator.reports.assumptions import assumption_section, input_appendix
from simulator.reports.comparison_summary import comparison_summary
from simulator.reports.document import Document, Section
from simulator.reports.findings import Findings, finding_sections
from simulator.reports.measure_tables import all_differences, alternative_title, comparison_tables
from simulator.reports.pictures import comparison_pictures, fewer_paragraphs
from simulator.reports.reproduction import Check, comparison_command, manifest_section
from simulator.reports.run_contents import filled
from simulator.reports.side_by_side import side_by_side
from simulator.reports.stress import stress_section

_HEADS: dict[Lang, tuple[str, str, str, str]] = {
    "id": (
        "{office}: perbandingan",
        "Yang dibandingkan dengan keadaan sekarang: {names}.",
        "Mengapa, bagi siapa, berapa biayanya",
        "Rincian keadaan sekarang",
    ),
    "en": (
        "{office}: a comparison",
        "Compared with the present state: {names}.",
        "Why, for whom, at what cost",
        "The present state in detail",
    ),
}


def comparison_document(
    comparison: Comparison,
    lang: Lang,
    check: Check | None = None,
    logged: Sequence[Result] = (),
    findings: Sequence[Findings] = (),
    changes: Sequence[Section] = (),
    program: str = "",
) -> Document:
    """The report of a comparison.

    Parameters
    ----------
    comparison : Comparison
        What was compared.
    lang : {"id", "en"}
        Language.
    check : Check, optional
        How it compares with what is stored.
    logged : sequence of Result, optional
        The base and each alternative again, with their logs; without them there are no figures.
    findings : sequence of Findings, optional
        Of the same; without them their sections are left out.
    changes : sequence of Section, optional
        What each alternative changes, in words; they stand after the summary.
    program : str, optional
        Python that makes the comparison again, where no command does.

    Returns
    -------
    Document
        The report.
    """
    base, titles = comparison.base, [alternative_title(comparison, at, lang) for at in range(len(comparison.labels))]
    command = comparison_command(base.scenario.origin, comparison.labels, base.provenance)
    runs = [run.provenance for run in (base, *comparison.alternatives)]
    found = finding_sections(findings[0], base.scenario, lang) if findings else ()
    beside = side_by_side(comparison, findings, lang) if findings else ()
    few = logged[0].provenance.replications if logged else base.provenance.replications
    fewer = fewer_paragraphs(few, base.provenance.replications, lang) if findings else ()
    head, subtitle, why, depth = _HEADS[lang]
    sections = (
        comparison_summary(comparison, lang, findings),
        *changes,
        comparison_pictures(comparison, logged, lang, findings) if logged else Section(""),
        comparison_tables(comparison, lang),
        Section(why, fewer, beside) if beside else Section(""),
        assumption_section(base.scenario, lang),
        stress_section(base.scenario, base.provenance, len(base.values.columns), titles, lang),
        manifest_section(runs, command, lang, check, comparison.notes(), program),
        all_differences(comparison, lang),
        Section(depth, fewer if found else (), filled(found), kind="appendix"),
        input_appendix(base.scenario, lang),
    )
    office = getattr(base.scenario.spec.title, lang)
    subtitle = subtitle.format(names="; ".join(titles))
    return Document(head.format(office=office), subtitle, lang, filled(sections))
