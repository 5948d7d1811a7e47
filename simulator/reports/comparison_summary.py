"""One page on a comparison for whoever leads the office: what changes, for whom, at what cost."""

from collections.abc import Iterator, Sequence
from math import ceil
from typing import Any

from simulator.experiments import Comparison
from simulator.figures import Lang
from simulator.measures import Estimate
from simulator.reports.comparison_changes import change_beside_comers, change_cell
from simulator.reports.comparison_costs import cost_sentences
from simulator.reports.comparison_effects import comers_change, effects_of, is_told_apart
from simulator.reports.comparison_head import chance_sentence, head_and_lines
from simulator.reports.comparison_next import next_sentences
from simulator.reports.comparison_permits import permit_tables
from simulator.reports.comparison_verdict import paid_of
from simulator.reports.comparison_who import who_sentences
from simulator.reports.comparison_words import COMPARED, FRONT, MAIN, OF_LOGS
from simulator.reports.document import Block, Bullets, Measured, Paragraph, Row, Section, Table, table
from simulator.reports.facts import counted_days, front_stations, has_prices, whole
from simulator.reports.findings import Findings, estimate_of
from simulator.reports.log_values import estimates_of, paired
from simulator.reports.measure_tables import LANGS, alternative_title
from simulator.reports.numbers import plain
from simulator.reports.run_summary import assumed_sentences, count_first, unfinished_sentence
from simulator.reports.run_words import RUN
from simulator.reports.say import lower_first, say
from simulator.reports.titles import part_title

UNFINISHED = "present_at_end"
_MOST_FRONTS = 3
_AT_A_TIME = 4
"""Alternatives beside each other in a table; of more than these there are several tables."""


def comparison_summary(
    comparison: Comparison, lang: Lang, findings: Sequence[Findings] = (), assumed: Sequence[str] = ()
) -> Section:
    """The summary of a comparison.

    Parameters
    ----------
    comparison : Comparison
        What was compared.
    lang : {"id", "en"}
        Language.
    findings : sequence of Findings, optional
        Of the base and of each alternative, for costs; without them the summary says where these are.
    assumed : sequence of str, optional
        What is said of assumptions, if not where all of them are listed.
    """
    base = comparison.base
    parts = (
        ("cost", [*cost_sentences(comparison, lang, findings)]),
        ("who", [*who_sentences(comparison, lang, findings)]),
        ("sure", [*_sure(comparison, lang)]),
        ("assumed", [*(assumed or assumed_sentences(base.scenario, lang))]),
        ("next", [*next_sentences(comparison, lang, findings), *count_first(base.scenario, lang)]),
    )
    paid = paid_of(findings)
    head, lines = head_and_lines(comparison, lang, paid)
    blocks: list[Block] = [Paragraph(head or lines[0], is_strong=True)]
    points = tuple(lines if head else lines[1:])
    blocks += [Bullets(points)] if points else []
    if base.provenance.replications == 1:
        blocks.insert(0, Paragraph(say(RUN, "single", lang), is_strong=True))
    blocks += [Paragraph(note.text(lang), is_strong=True) for note in comparison.notes() if note.kind != "pairing"]
    chance = chance_sentence(comparison, lang)
    blocks += [Paragraph(chance)] if chance else []
    blocks += _tables(comparison, findings, lang)
    inner = [Section(say(RUN, key, lang), _blocks(said)) for key, said in parts if said]
    return Section(say(RUN, "title", lang), tuple(blocks), tuple(inner), kind="summary")


def _blocks(said: list[str]) -> tuple[Block, ...]:
    return (Paragraph(said[0]),) if len(said) == 1 else (Bullets(tuple(said)),)


def _titles(comparison: Comparison, lang: Lang) -> list[str]:
    return [alternative_title(comparison, at, lang) for at in range(len(comparison.labels))]


def _tables(comparison: Comparison, findings: Sequence[Findings], lang: Lang) -> Iterator[Table]:
    """What matters most, then the days of each permit: now, and what changes; as few tables as are wide enough."""
    every = range(len(comparison.labels))
    at_a_time = ceil(len(every) / ceil(len(every) / _AT_A_TIME))
    parts = [every[first : first + at_a_time] for first in every[::at_a_time]]
    yield from (_main_table(comparison, findings, chosen, lang) for chosen in parts)
    for chosen in parts:
        yield from permit_tables(comparison, findings, chosen, lang)


def _main_table(comparison: Comparison, findings: Sequence[Findings], chosen: Sequence[int], lang: Lang) -> Table:
    titles = _titles(comparison, lang)
    rows = [*_measure_rows(comparison, chosen, lang), *_log_rows(comparison, findings, chosen, lang)]
    n = comparison.base.provenance.replications
    few = min((one.n for each in findings[:1] for one in _costs_now(each)), default=n)
    rests = say(COMPARED, "rests_few", lang, n=few) if few < n else ""
    headings = (say(COMPARED, "what", lang), say(COMPARED, "present", lang), *(titles[at] for at in chosen))
    return table(say(COMPARED, "table", lang), headings, rows, say(COMPARED, "rests", lang, n=n, few=rests))


def _costs_now(findings: Findings) -> list[Estimate]:
    return [estimate_of(row) for row in findings.table("forecast").to_dict("records")]


def _measure_rows(comparison: Comparison, chosen: Sequence[int], lang: Lang) -> Iterator[Row]:
    for name, said in summary_measures(comparison, lang).items():
        now = whole(comparison.base, name)
        if now is not None:
            yield said, Measured(now), *(change_cell(comparison, one, name, lang) for one in chosen)


def summary_measures(comparison: Comparison, lang: Lang) -> dict[str, str]:
    """The measures that matter most and their words: people's waits at the front first, in the order of the office.

    Parameters
    ----------
    comparison : Comparison
        What was compared.
    lang : {"id", "en"}
        Language.
    """
    at = LANGS.index(lang)
    promise = plain(comparison.base.scenario.spec.targets.waiting_time_min, lang)
    runs = (comparison.base, *comparison.alternatives)
    of_all = {
        name: said[at].format(promise=promise)
        for name, said in MAIN.items()
        if name != "deemed_approved_share" or any(run.column(name).any() for run in runs)
    }
    return dict(_fronts(comparison, lang)) | of_all


def _fronts(comparison: Comparison, lang: Lang) -> Iterator[tuple[str, str]]:
    """People's waits at the front places; of many, those where people wait longest, and those of the verdict."""
    scenario = comparison.base.scenario
    waits = {name: whole(comparison.base, name) for name in _front_names(comparison)}
    sizes = {name: one.mean for name, one in waits.items() if one is not None}
    longest = sorted(sizes, key=lambda name: -sizes[name])[:_MOST_FRONTS]
    found = [effects_of(comparison, at) for at in range(len(comparison.labels))]
    told = {one.measure for each in found for one in (*each.better, *each.worse)}
    for name in sizes:
        if name in longest or name in told:
            place = part_title(scenario, name.partition("[")[2].rstrip("]"), lang)
            yield name, FRONT[LANGS.index(lang)].format(place=lower_first(place))


def _front_names(comparison: Comparison) -> list[str]:
    return [f"waiting_time_mean[{place}]" for place in front_stations(comparison.base.scenario)]


def _log_rows(comparison: Comparison, findings: Sequence[Findings], chosen: Sequence[int], lang: Lang) -> Iterator[Row]:
    if not findings or not findings[0].values:
        return
    base, *others = findings
    days = counted_days(comparison.base.scenario)
    for measure, (name, *words) in OF_LOGS.items():
        now = _find(estimates_of(base.values, name), measure)
        if now is not None and (measure != "office_cost" or has_prices(comparison.base.scenario)):
            said = words[LANGS.index(lang)].format(days=days)
            yield said, Measured(now), *(_log_cell(comparison, base, others[at], at, measure, lang) for at in chosen)


def _log_cell(comparison: Comparison, base: Findings, other: Findings, at: int, measure: str, lang: Lang) -> str | None:
    """What an alternative changes; applicants' hours grow with how many come."""
    name = OF_LOGS[measure][0]
    now, one = _find(estimates_of(base.values, name), measure), _find(paired(base.values, other.values, name), measure)
    comers = comers_change(comparison, at) if measure == "applicant_hours" else None
    return change_beside_comers(one, comers, lang, now)


def _find(estimates: Any, measure: str) -> Estimate | None:
    rows = estimates[(estimates["measure"] == measure) & (estimates["n"] > 0)].to_dict("records")
    return estimate_of(rows[0]) if rows else None


def _sure(comparison: Comparison, lang: Lang) -> Iterator[str]:
    n = comparison.base.provenance.replications
    if n > 1:
        every = [one for at in range(len(comparison.labels)) for one in effects_of(comparison, at).every]
        alike = [one for one in every if one.way == one.sign]
        changed = [one for one in alike if one.change.mean or one.change.half_width > 0]
        sure = sum(one.way != 0 for one in changed)
        small = sum(is_told_apart(one.change) for one in changed) - sure
        if changed:
            rest = len(changed) - sure - small
            yield say(COMPARED, "sure_short", lang, all=len(changed), sure=sure, small=small, rest=rest)
        yield say(COMPARED, "sure_text", lang, n=n)
    yield from unfinished_sentence(comparison.base, lang)
    yield from _unfinished_plans(comparison, lang)


def _unfinished_plans(comparison: Comparison, lang: Lang) -> Iterator[str]:
    """What each alternative changes in what is not completed at the end, if anything is not."""
    now = whole(comparison.base, UNFINISHED)
    if now is not None and now.mean >= 1:
        said = [
            say(COMPARED, "unfinished_plan", lang, alternative=title, change=text)
            for at, title in enumerate(_titles(comparison, lang))
            if (text := change_cell(comparison, at, UNFINISHED, lang)) is not None
        ]
        yield say(COMPARED, "unfinished_plans", lang, changes="; ".join(said))
