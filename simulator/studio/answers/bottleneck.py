"""Where an office is narrow, in words: the longest cause of waiting, the busiest places, what would relieve them."""

from collections.abc import Mapping
from typing import Any

from simulator.experiments import Result
from simulator.figures import Lang
from simulator.reports.comparison_next import ELSEWHERE, own_cause, relief
from simulator.reports.facts import NEARLY_FULL, estimates, staffed_places
from simulator.reports.findings import Findings, estimate_of
from simulator.reports.findings_words import SAID
from simulator.reports.naming import name_title
from simulator.reports.numbers import told
from simulator.reports.run_words import RUN
from simulator.reports.say import lower_first, say
from simulator.reports.titles import part_title
from simulator.scenario import Scenario
from simulator.teaching.words import Words

__all__ = ["bottleneck"]

MOST_BUSY = 2
"""Busy places that are told of."""


def bottleneck(result: Result, findings: Findings, words: Words) -> list[str]:
    """Sentences on one office.

    Parameters
    ----------
    result : Result
        Its measures.
    findings : Findings
        What its logs tell.
    words : Words
        Language.
    """
    said = _longest(findings, result.scenario, words)
    return [*said, *_busiest(result, words)]


def _longest(findings: Findings, scenario: Scenario, words: Words) -> list[str]:
    """The cause that takes most of the time; if nobody at the office can change it, the longest that they can too."""
    _ = words
    causes = findings.table("causes")
    shares = causes[causes["measure"] == "share"].sort_values("mean", ascending=False)
    if shares.empty:
        return []
    own = own_cause(findings)
    said = []
    if shares["mean"].iloc[0] > 0:
        first = shares.to_dict("records")[0]
        said.append(f"{_lead(first, scenario, words.lang_of_reports)} {_help(first, findings, scenario, words)}")
    if own is not None and own["cause"] != shares["cause"].iloc[0]:
        text = _("Terbesar di antara yang dapat diubah kantor sendiri: {cause}, {share}.")
        name = lower_first(name_title(own["cause"], "cause", scenario, words.lang_of_reports))
        lead = text.format(cause=name, share=told(estimate_of(own), words.lang_of_reports))
        said.append(f"{lead} {_help(own, findings, scenario, words)}")
    return said


def _help(row: Mapping[Any, Any], findings: Findings, scenario: Scenario, words: Words) -> str:
    """Where a cause is felt most, if it has a place in the office, and what is worth trying."""
    _ = words
    cause = str(row["cause"])
    place = "" if cause in ELSEWHERE else _place(findings, cause, scenario, words.lang_of_reports)
    where = _("Terutama di {place}.").format(place=place) if place else ""
    way = relief(cause, words.lang_of_reports)
    text = _("Yang dapat dicoba: {way}.").format(way=way) if way else ""
    return f"{where} {text}".strip()


def _lead(row: Mapping[Any, Any], scenario: Scenario, lang: Lang) -> str:
    cause = lower_first(name_title(row["cause"], "cause", scenario, lang))
    return say(SAID, "causes_lead", lang, cause=cause, share=told(estimate_of(row), lang))


def _place(findings: Findings, cause: str, scenario: Scenario, lang: Lang) -> str:
    """Where most of the hours of a cause are spent; empty where it has no place."""
    table = findings.table("causes_station")
    hours = table[(table["measure"] == "hours") & (table["cause"] == cause)] if "cause" in table else table
    if hours.empty:
        return ""
    name = str(hours.sort_values("mean", ascending=False)["name"].iloc[0])
    return lower_first(part_title(scenario, name, lang))


def _busiest(result: Result, words: Words) -> list[str]:
    _ = words
    lang = words.lang_of_reports
    busy = estimates(result, "utilisation", staffed_places(result.scenario))
    full = [(place, share) for place, share in busy.items() if share.mean >= NEARLY_FULL]
    if full:
        return [
            say(RUN, "busy", lang, place=lower_first(part_title(result.scenario, place, lang)), share=told(share, lang))
            for place, share in full[:MOST_BUSY]
        ]
    if not busy:
        return []
    place, share = next(iter(busy.items()))
    text = _("Yang tersibuk: {place}, {share} dari waktu jaganya.")
    name = lower_first(part_title(result.scenario, place, lang))
    return [f"{text.format(place=name, share=told(share, lang))} {say(RUN, 'not_busy', lang)}"]
