"""One page on a comparison for whoever leads the office: what changes, for whom, at what cost."""

from collections.abc import Iterator, Sequence
from math import ceil
from typing import Any

from simulator.experiments import Comparison
from simulator.figures import Lang
from simulator.measures import Estimate, better
from simulator.reports.comparison_costs import cost_sentences
from simulator.reports.comparison_effects import (
    OF_FINISHED,
    effects_of,
    finished_change,
    has,
    is_practically_same,
    is_told_apart,
)
from simulator.reports.comparison_next import next_sentences
from simulator.reports.comparison_verdict import paid_of, verdict_lines
from simulator.reports.comparison_words import COMPARED, FRONT, MAIN, OF_LOGS
from simulator.reports.document import Block, Bullets, Measured, Paragraph, Row, Section, Table, table
from simulator.reports.facts import front_stations, has_prices, whole
from simulator.reports.findings import Findings, estimate_of
from simulator.reports.log_values import estimates_of, paired
from simulator.reports.measure_tables import LANGS, alternative_title
from simulator.reports.naming import channel_words
from simulator.reports.numbers import amount, bounds, change, interval, plain, scale_beside
from simulator.reports.run_summary import assumed_sentences, count_first, unfinished_sentence
from simulator.reports.run_words import RUN
from simulator.reports.say import joined, lower_first, say
from simulator.reports.titles import part_title

_SURE = 0.05
UNFINISHED = "present_at_end"
_MOST_PARTS = 3
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
        ("who", [*_who(comparison, lang)]),
        ("sure", [*_sure(comparison, lang)]),
        ("assumed", [*(assumed or assumed_sentences(base.scenario, lang))]),
        ("next", [*next_sentences(comparison, lang, findings), *count_first(base.scenario, lang)]),
    )
    lines = verdict_lines(comparison, lang, paid_of(findings))
    blocks: list[Block] = [Paragraph(line, is_strong=True) for line in lines]
    if base.provenance.replications == 1:
        blocks.insert(0, Paragraph(say(RUN, "single", lang), is_strong=True))
    blocks += [Paragraph(note.text(lang), is_strong=True) for note in comparison.notes() if note.kind != "pairing"]
    blocks += _main_tables(comparison, findings, lang)
    inner = [Section(say(RUN, key, lang), _blocks(said)) for key, said in parts if said]
    return Section(say(RUN, "title", lang), tuple(blocks), tuple(inner), kind="summary")


def _blocks(said: list[str]) -> tuple[Block, ...]:
    return (Paragraph(said[0]),) if len(said) == 1 else (Bullets(tuple(said)),)


def _titles(comparison: Comparison, lang: Lang) -> list[str]:
    return [alternative_title(comparison, at, lang) for at in range(len(comparison.labels))]


def _main_tables(comparison: Comparison, findings: Sequence[Findings], lang: Lang) -> Iterator[Table]:
    """The numbers that matter most: now, and what changes with each alternative; as few tables as are wide enough."""
    every = range(len(comparison.labels))
    at_a_time = ceil(len(every) / ceil(len(every) / _AT_A_TIME))
    for first in every[::at_a_time]:
        yield _main_table(comparison, findings, every[first : first + at_a_time], lang)


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


def change_cell(comparison: Comparison, at: int, name: str, lang: Lang) -> str | None:
    """What an alternative changes in a measure, in words; None where one of the two has no value.

    Parameters
    ----------
    comparison : Comparison
        What was compared.
    at : int
        Place of the alternative.
    name : str
        Of the measure. The mean time of finished applications has no sign where more or fewer of them are finished.
    lang : {"id", "en"}
        Language.
    """
    now = whole(comparison.base, name)
    if now is None or not has(comparison, at, name):
        return None
    finished = finished_change(comparison, at) if name == OF_FINISHED else None
    return change_words(comparison.estimate(name, at), lang, now) if finished is None else _finishes(finished, lang)


def finished_notes(comparison: Comparison, chosen: Sequence[int], lang: Lang) -> Iterator[str]:
    """For each alternative that finishes more or fewer applications, that times to completion are not comparable.

    Parameters
    ----------
    comparison : Comparison
        What was compared.
    chosen : sequence of int
        Places of alternatives.
    lang : {"id", "en"}
        Language.
    """
    for at in chosen:
        one = finished_change(comparison, at)
        if one is not None:
            yield f"{alternative_title(comparison, at, lang)}: {_finishes(one, lang)}."


def _finishes(one: Estimate, lang: Lang, where: str = "") -> str:
    key = "finishes_more" if one.mean > 0 else "finishes_fewer"
    return say(COMPARED, f"{key}{where}", lang, size=amount(abs(one.mean), one, lang))


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
    days = comparison.base.scenario.spec.horizon.days
    for measure, (name, *words) in OF_LOGS.items():
        now = _find(estimates_of(base.values, name), measure)
        if now is not None and (measure != "office_cost" or has_prices(comparison.base.scenario)):
            changes = [_find(paired(base.values, others[at].values, name), measure) for at in chosen]
            said = words[LANGS.index(lang)].format(days=days)
            yield said, Measured(now), *(change_words(one, lang, now) for one in changes)


def _find(estimates: Any, measure: str) -> Estimate | None:
    rows = estimates[(estimates["measure"] == measure) & (estimates["n"] > 0)].to_dict("records")
    return estimate_of(rows[0]) if rows else None


def change_words(one: Estimate | None, lang: Lang, now: Estimate | None = None) -> str | None:
    """A difference in words: which way, how much, between which bounds; or that it cannot be told apart from none.

    Parameters
    ----------
    one : Estimate or None
        The difference.
    lang : {"id", "en"}
        Language.
    now : Estimate, optional
        The mean of which it is one: it is told in the same unit, and as practically the same if it is that small.
    """
    if one is None or one.mean != one.mean:
        return None
    if one.mean == 0 and not one.half_width > 0:
        return say(COMPARED, "unchanged", lang)
    if not is_told_apart(one):
        return say(COMPARED, "unclear", lang)
    size = Estimate(abs(one.mean), one.half_width, one.n, one.unit)
    scale = scale_beside(size, now)
    way = "down" if one.mean < 0 else "up"
    if now is not None and is_practically_same(one, now):
        return say(COMPARED, f"little_{way}", lang, ends=interval(size, lang, scale))
    mean = change(size, lang, scale).partition(" (")[0]
    return say(COMPARED, way, lang, size=mean, ends=bounds(size, lang, scale))


def _who(comparison: Comparison, lang: Lang) -> Iterator[str]:
    """Permits and channels that gain or lose, places with longer waits: each beyond chance among so many."""
    names = [
        name for name in map(str, comparison.base.values)
        if name.startswith(("sojourn_time_mean[class:", "sojourn_time_mean[channel:"))
        or (name.startswith("waiting_time_mean[") and ":" not in name)
    ]  # fmt: skip
    rows, is_said = comparison.table(names), False
    for at, title in enumerate(_titles(comparison, lang)):
        sure = rows[(rows["scenario"] == comparison.labels[at]) & (rows["p_adjusted"] <= _SURE)].to_dict("records")
        said: list[str] = []
        for key, side, measure in (
            ("gains", 1, "sojourn_time_mean["), ("loses", -1, "sojourn_time_mean["),
            ("waits_longer", -1, "waiting_time_mean["),
        ):  # fmt: skip
            of_kind = [row for row in sure if str(row["measure"]).startswith(measure)]
            found = [row for row in of_kind if row["difference"] * better(str(row["measure"])) * side > 0]
            if found:
                key = f"{key}_too" if said and key == "waits_longer" else key
                said.append(say(COMPARED, key, lang, alternative=title, names=_parts(comparison, found, lang)))
        finished = finished_change(comparison, at)
        if finished is not None and any(str(row["measure"]).startswith("sojourn") for row in sure):
            said.append(_finishes(finished, lang, "_who"))
        if said and not is_said and any(str(row["measure"]).startswith("sojourn") for row in sure):
            said.append(say(COMPARED, "comes_back", lang))
            is_said = True
        yield " ".join(said) if said else say(COMPARED, "no_group", lang, alternative=title)


def _parts(comparison: Comparison, rows: list[dict[Any, Any]], lang: Lang) -> str:
    rows = sorted(rows, key=lambda row: -abs(float(row["difference"])))[:_MOST_PARTS]
    said = []
    for row in rows:
        part = str(row["measure"]).partition("[")[2].rstrip("]")
        one = Estimate(float(row["difference"]), float(row["half_width"]), int(row["n"]), str(row["unit"]))
        scenario = comparison.base.scenario
        name = channel_words(part, scenario, lang) if ":" in part else lower_first(part_title(scenario, part, lang))
        now = comparison.base.estimate(str(row["measure"]))
        said.append(
            say(
                COMPARED,
                "part",
                lang,
                name=name,
                size=_sized(one, now, lang),
                base=amount(now.mean, now, lang),
                n=one.n,
            )
        )
    return joined(said, lang)


def _sized(one: Estimate, now: Estimate, lang: Lang) -> str:
    """The middle and the bounds of a difference, in the unit of what it is a difference of."""
    size, scale = Estimate(abs(one.mean), one.half_width, one.n, one.unit), scale_beside(one, now)
    mean = change(size, lang, scale).partition(" (")[0]
    return say(COMPARED, "part_size", lang, mean=mean, ends=bounds(size, lang, scale))


def _sure(comparison: Comparison, lang: Lang) -> Iterator[str]:
    n = comparison.base.provenance.replications
    if n > 1:
        every = [one for at in range(len(comparison.labels)) for one in effects_of(comparison, at).every]
        changed = [one for one in every if one.change.mean or one.change.half_width > 0]
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
