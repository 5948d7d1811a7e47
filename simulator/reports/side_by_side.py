"""What the event logs of a comparison tell: the base, and beside it what each alternative changes, pair by pair."""

from collections.abc import Callable, Iterator, Sequence
from typing import NamedTuple

import pandas as pd

from simulator.experiments import Comparison
from simulator.figures import Lang
from simulator.measures import Estimate
from simulator.reports.comparison_changes import comers_notes
from simulator.reports.document import Block, Cell, Group, Paragraph, Row, Section, Table
from simulator.reports.facts import counted_days, has_prices
from simulator.reports.findings import (
    Findings,
    estimate_of,
    key_texts,
    measured,
    money_words,
    once_remark,
    outage_sentences,
)
from simulator.reports.findings_words import KEYS, MEASURES, SAID
from simulator.reports.log_values import LAYOUTS, estimates_of, paired
from simulator.reports.measure_tables import DIFFERENCE, LANGS, alternative_title, beside_headings
from simulator.reports.naming import name_title, named, thing_title
from simulator.reports.say import say
from simulator.reports.titles import part_title
from simulator.scenario import Scenario

_AT_A_TIME = 3
_MOST_ROWS = 12
_FIRST = {"causes": "cause", "groups": "group"}
"""What the first column of a section holds, where it is not measures."""

Key = tuple[object, ...]


class Line(NamedTuple):
    """A row before it is written: its words, which row of which table it is, and its measure."""

    title: str
    table: str
    key: Key
    measure: str


class _Lookup:
    """Estimates of the base and paired differences of each alternative, by table, key and measure."""

    def __init__(self, findings: Sequence[Findings], plans: Sequence[Scenario]):
        self.plans = plans
        base, *others = findings
        self.now = {name: _indexed(estimates_of(base.values, name), name) for name in base.values}
        self.changes = [
            {name: _indexed(paired(base.values, other.values, name), name) for name in base.values} for other in others
        ]

    def cells(self, line: Line, chosen: Sequence[int]) -> tuple[list[Cell], int]:
        """The base and the chosen alternatives, and n."""
        found = [self.now[line.table].get((*line.key, line.measure))]
        found += [self.changes[at][line.table].get((*line.key, line.measure)) for at in chosen]
        cells = [measured(line.measure, one, is_change=place > 0) for place, one in enumerate(found)]
        return cells, min((one.n for one in found if one is not None), default=0)


def _indexed(table: pd.DataFrame, name: str) -> dict[Key, Estimate]:
    keys = LAYOUTS[name].keys
    return {(*(str(row[key]) for key in keys), row["measure"]): estimate_of(row) for row in table.to_dict("records")}


def side_by_side(comparison: Comparison, findings: Sequence[Findings], lang: Lang) -> tuple[Section, ...]:
    """Causes of waiting, the legal clock, outages, costs, the forecast and groups of a comparison.

    Parameters
    ----------
    comparison : Comparison
        Of which the titles of the alternatives are.
    findings : sequence of Findings
        Of the base and of each alternative, over the same replications.
    lang : {"id", "en"}
        Language.
    """
    lookup, scenario = _Lookup(findings, [one.scenario for one in comparison.alternatives]), comparison.base.scenario
    titles = [alternative_title(comparison, at, lang) for at in range(len(comparison.labels))]
    sections = []
    for make in _PARTS:
        key, lead, groups = make(findings[0], lookup, scenario, lang)
        first = named(KEYS, _FIRST.get(key, "of"), lang)
        tables = [*_tables(say(SAID, f"{key}_beside", lang), first, groups, lookup, titles, lang)] if groups else []
        lead += comers_notes(comparison, lang) if key == "costs" else ()
        blocks: list[Block] = [*(Paragraph(said) for said in lead), *tables]
        sections.append(Section(say(SAID, key, lang), tuple(blocks) if tables else ()))
    return tuple(section for section in sections if section.blocks)


Groups = list[tuple[str, list[Line]]]
_Part = tuple[str, list[str], Groups]


def _tables(
    title: str, heading: str, groups: Groups, lookup: _Lookup, titles: Sequence[str], lang: Lang
) -> Iterator[Table]:
    every = range(len(titles))
    for first in every[::_AT_A_TIME]:
        chosen = every[first : first + _AT_A_TIME]
        parts = tuple(Group(of, tuple(_row(line, lookup, chosen) for line in lines)) for of, lines in groups if lines)
        headings = beside_headings(heading, [titles[at] for at in chosen], lang)
        yield Table(title, headings, parts, DIFFERENCE[lang])


def _row(line: Line, lookup: _Lookup, chosen: Sequence[int]) -> Row:
    cells, n = lookup.cells(line, chosen)
    return line.title, *cells, n


def _causes(findings: Findings, lookup: _Lookup, scenario: Scenario, lang: Lang) -> _Part:
    now = {key[0]: one.mean for key, one in lookup.now["causes"].items() if one.mean > 0}
    order = sorted(now, key=lambda cause: -now[cause])
    lines = [Line(name_title(cause, "cause", scenario, lang), "causes", (cause,), "min_per_case") for cause in order]
    return "causes", [say(SAID, "causes_read", lang)], [("", lines)] if lines else []


_LEGAL = ("on_time_share", "late_share", "deemed_approved_share", "turnaround_days_mean")


def _legal(findings: Findings, lookup: _Lookup, scenario: Scenario, lang: Lang) -> _Part:
    settled = [key[0] for key, one in lookup.now["legal"].items() if key[1] == "on_time_share" and one.n]
    groups = [
        (part_title(scenario, f"class:{name}", lang),
         [Line(named(MEASURES, measure, lang), "legal", (name,), measure) for measure in _LEGAL])
        for name in settled
    ]  # fmt: skip
    return "legal", [say(SAID, "legal_lead", lang)], groups


_OUTAGE = (
    "episodes", "outage_min", "recovery_min", "cases_affected", "lost_case_hours", "late_caused", "gave_up_caused",
)  # fmt: skip


def _outages(findings: Findings, lookup: _Lookup, scenario: Scenario, lang: Lang) -> _Part:
    found = {key[1]: one for key, one in lookup.now["outages"].items() if key[0] == ""}
    if not found or found["episodes"].mean == 0:
        return "resilience", [], []
    kinds = [key[0] for key, one in lookup.now["outages"].items() if key[0] and key[1] == "episodes" and one.mean]
    every = [Line(named(MEASURES, name, lang), "outages", ("",), name) for name in _OUTAGE]
    each = [
        Line(name_title(kind, "subsystems", scenario, lang), "outages", (kind,), "lost_case_hours") for kind in kinds
    ]
    groups = [(say(SAID, "outages_all", lang), every)]
    if len(kinds) > 1:
        groups.append((named(MEASURES, "lost_case_hours", lang), each))
    lead = [*outage_sentences(findings, scenario, lang), say(SAID, "resilience_lead", lang)]
    return "resilience", lead, groups


_SUMS = ("office_cost", "applicant_cost", "applicant_hours", "permits", "cost_per_permit")


def _costs(findings: Findings, lookup: _Lookup, scenario: Scenario, lang: Lang) -> _Part:
    known = {key[0] for key, one in lookup.now["costs"].items() if one.n}
    if not has_prices(scenario) or not known & {"office_cost", "applicant_cost"}:
        return "costs", [], []
    sums = [Line(named(MEASURES, name, lang), "costs", (), name) for name in _SUMS if name in known]
    changed = {key[:3] for change in lookup.changes for key, one in change["cost_items"].items() if one.mean}
    items = [
        Line(thing_title(str(key[1]), str(key[2]), scenario, lang, *lookup.plans), "cost_items", key, "amount")
        for key in sorted(changed, key=lambda key: (key[0] != "office", str(key)))
    ]
    days, year = counted_days(scenario), money_words(scenario, lang)
    lead = [say(SAID, "costs_lead", lang, days=days, year=year)]
    once = once_remark([(str(key[1]), str(key[2])) for key in changed], scenario, *lookup.plans)
    lead += [said[LANGS.index(lang)] for said in (*findings.remarks.get("costs", ()), *once)]
    groups = [(say(SAID, "costs_sum", lang), sums), (say(SAID, "costs_changed", lang), items[:_MOST_ROWS])]
    return "costs", lead, [group for group in groups if group[1]]


_INDEX = ("index_asked", "index_all", "survivor_effect")


def _forecast(findings: Findings, lookup: _Lookup, scenario: Scenario, lang: Lang) -> _Part:
    known = {key[0] for key, one in lookup.now["forecast"].items() if one.n}
    lines = [Line(named(MEASURES, name, lang), "forecast", (), name) for name in _INDEX if name in known]
    return "forecast", [say(SAID, "forecast_lead", lang)], [("", lines)] if lines else []


def _groups(findings: Findings, lookup: _Lookup, scenario: Scenario, lang: Lang) -> _Part:
    """Gaps between groups; divisions that the tables of measures have already are left out."""
    groups: dict[str, list[Line]] = {}
    for key, one in lookup.now["gaps"].items():
        by, group, reference = map(str, key[:3])
        if by == "case_class" or not one.n:
            continue
        worse, other = key_texts({"by": by, "group": group, "reference": reference}, scenario, lang)[1:]
        title = say(SAID, "against", lang, group=worse, reference=other)
        groups.setdefault(name_title(by, "by", scenario, lang), []).append(Line(title, "gaps", key[:3], "gap"))
    hidden = [said[LANGS.index(lang)] for said in findings.remarks.get("groups", ())]
    return "groups", [*hidden, say(SAID, "groups_lead", lang), say(SAID, "gaps_read", lang)], list(groups.items())


_PARTS: tuple[Callable[[Findings, _Lookup, Scenario, Lang], _Part], ...] = (
    _causes, _legal, _outages, _groups, _costs, _forecast,
)  # fmt: skip
