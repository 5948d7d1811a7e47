"""The report of a run."""

from simulator.experiments import Result
from simulator.figures import Lang
from simulator.reports.assumptions import assumption_section, input_appendix
from simulator.reports.document import Document, Section
from simulator.reports.findings import Findings, finding_sections
from simulator.reports.measure_tables import all_measures, result_tables
from simulator.reports.pictures import run_pictures
from simulator.reports.reproduction import Check, manifest_section, run_command
from simulator.reports.run_summary import run_summary
from simulator.reports.stress import stress_section


def run_document(result: Result, lang: Lang, check: Check | None = None, findings: Findings | None = None) -> Document:
    """The report of a run: a page of words, figures, tables, what the log tells, inputs, STRESS-DES, manifest.

    Parameters
    ----------
    result : Result
        The run, with its log.
    lang : {"id", "en"}
        Language.
    check : Check, optional
        How it compares with what is stored.
    findings : Findings, optional
        Estimates from the event log; without them their sections are left out.

    Returns
    -------
    Document
        The report.
    """
    scenario = result.scenario
    found = () if findings is None else finding_sections(findings, scenario, lang)
    command = run_command(scenario.origin, result.provenance)
    sections = (
        run_summary(result, lang, findings),
        run_pictures(result, lang, findings),
        result_tables(result, lang),
        *found,
        assumption_section(scenario, lang),
        stress_section(scenario, result.provenance, len(result.values.columns), (), lang),
        manifest_section([result.provenance], command, lang, check, result.notes),
        all_measures(result, lang),
        input_appendix(scenario, lang),
    )
    spec = scenario.spec
    return Document(getattr(spec.title, lang), getattr(spec.description, lang), lang, filled(sections))


def filled(sections: tuple[Section, ...]) -> tuple[Section, ...]:
    """The sections that have something to say."""
    return tuple(section for section in sections if section.blocks or section.sections)
