"""One page on a comparison for whoever leads the office: what changes, for whom, at what cost."""

from collections.abc import Iterator, Sequence
from itertools import combinations
from math import isnan
from typing import Any

import pandas as pd

from simulator.analysis import cost_of_saving
from simulator.experiments import Comparison
from simulator.figures import Lang
from simulator.measures import Estimate, better, estimate_mean, unit_of
from simulator.reports.comparison_words import COMPARED, LEAVING, MAIN, WAIT_AT
from simulator.reports.document import Block, Bullets, Paragraph, Section
from simulator.reports.facts import front_stations, whole
from simulator.reports.findings import Findings, money
from simulator.reports.measure_tables import alternative_title
from simulator.reports.numbers import amount, change, ends, number, told
from simulator.reports.run_summary import assumed_sentences, count_first, unfinished_sentence
from simulator.reports.run_words import RUN
from simulator.reports.say import joined, lower_first, say
from simulator.reports.titles import part_title

_SURE = 0.05
_MOST_PARTS = 4
_LEAST = 0.001
"""A share, or trips, below which a change is not worth a word."""


def comparison_summary(comparison: Comparison, lang: Lang, findings: Sequence[Findings] = ()) -> Section:
    """The summary of a comparison.

    Parameters
    ----------
    comparison : Comparison
        What was compared.
    lang : {"id", "en"}
        Language.
    findings : sequence of Findings, optional
        Of the base and of each alternative, for costs; without them the summary says where these are.
    """
    base = comparison.base
    parts = (
        ("question", [_question(comparison, lang)]),
        ("answer", [*_answer(comparison, lang)]),
        ("sure", [*_sure(comparison, lang)]),
        ("cost", [*_costs(comparison, lang, findings)]),
        ("applicants", [*_applicants(comparison, lang)]),
        ("who", [*_who(comparison, lang)]),
        ("assumed", [*assumed_sentences(base.scenario, lang)]),
        ("next", [*_next(comparison, lang), *count_first(base.scenario, lang)]),
    )
    notes: list[Block] = [
        Paragraph(note.text(lang), is_strong=True) for note in comparison.notes() if note.kind != "pairing"
    ]
    if base.provenance.replications == 1:
        notes.insert(0, Paragraph(say(RUN, "single", lang), is_strong=True))
    inner = [Section(say(RUN, key, lang), _blocks(said)) for key, said in parts if said]
    return Section(say(RUN, "title", lang), tuple(notes), tuple(inner), kind="summary")


def is_told_apart(estimate: Estimate) -> bool:
    """Whether the interval of a difference leaves out 0."""
    return not isnan(estimate.half_width) and abs(estimate.mean) > estimate.half_width


def _blocks(said: list[str]) -> tuple[Block, ...]:
    return (Paragraph(said[0]),) if len(said) == 1 else (Bullets(tuple(said)),)


def _titles(comparison: Comparison, lang: Lang) -> list[str]:
    return [alternative_title(comparison, at, lang) for at in range(len(comparison.labels))]


def _question(comparison: Comparison, lang: Lang) -> str:
    office = lower_first(getattr(comparison.base.scenario.spec.title, lang))
    names = "; ".join(lower_first(title) for title in _titles(comparison, lang))
    key = "question_text" if len(comparison.labels) == 1 else "question_texts"
    return say(COMPARED, key, lang, office=office, alternatives=names)


def _main(comparison: Comparison, lang: Lang) -> dict[str, str]:
    """Measure -> what it is called in a sentence: people's waits at each place, then the office's measures."""
    position = ("id", "en").index(lang)
    scenario = comparison.base.scenario
    fronts = {
        f"waiting_time_mean[{name}]": WAIT_AT[position].format(place=lower_first(part_title(scenario, name, lang)))
        for name in front_stations(scenario)
    }
    left_out = "waiting_time_mean" if fronts else ""  # of people and files together: easily taken for people's
    named = fronts | {name: words[position] for name, words in MAIN.items() if name != left_out}
    return {name: words for name, words in named.items() if whole(comparison.base, name) is not None}


def _answer(comparison: Comparison, lang: Lang) -> Iterator[str]:
    base, main = comparison.base, _main(comparison, lang)
    yield say(COMPARED, "now", lang, said=joined(list(_now(comparison, lang)), lang))
    for at, title in enumerate(_titles(comparison, lang)):
        estimates = {name: comparison.estimate(name, at) for name in main if _has(comparison, at, name)}
        sure = {name: one for name, one in estimates.items() if is_told_apart(one)}
        if sure:
            said = [
                _changed(main[name], one, lang) + _from_to(comparison, at, name, lang) for name, one in sure.items()
            ]
            yield say(COMPARED, "changes", lang, alternative=title, said="; ".join(said))
            others = [main[name] for name in estimates if name not in sure]
            if others:
                yield say(COMPARED, "undecided", lang, what="; ".join(others))
        elif all(one.mean == 0 and not one.half_width for one in estimates.values()):
            yield say(COMPARED, "same", lang, alternative=title)
        else:
            name, widest = max(estimates.items(), key=lambda entry: _relative(entry[1], whole(base, entry[0])))
            yield say(
                COMPARED, "none", lang, alternative=title, what=main[name],
                least=_size(widest.low, widest, lang), most=_size(widest.high, widest, lang),
            )  # fmt: skip
    yield from _between(comparison, lang)


def _now(comparison: Comparison, lang: Lang) -> Iterator[str]:
    base = comparison.base
    scenario = base.scenario
    for name in front_stations(scenario):
        wait = whole(base, f"waiting_time_mean[{name}]")
        if wait is not None:
            place = lower_first(part_title(scenario, name, lang))
            yield say(COMPARED, "front_now", lang, wait=told(wait, lang), place=place)
    kept = whole(base, "service_level")
    if kept is not None:
        promise = number(scenario.spec.targets.waiting_time_min, lang)
        yield say(COMPARED, "promise_now", lang, share=told(kept, lang), promise=promise)


def _has(comparison: Comparison, at: int, name: str) -> bool:
    return name in comparison.alternatives[at].values and comparison.estimate(name, at).n > 0


def _changed(what: str, estimate: Estimate, lang: Lang) -> str:
    return say(COMPARED, "down" if estimate.mean < 0 else "up", lang, what=what, size=change(estimate, lang))


def _from_to(comparison: Comparison, at: int, name: str, lang: Lang) -> str:
    """The means of both, in the same unit and with the same decimals."""
    base, other = comparison.base.estimate(name), comparison.alternatives[at].estimate(name)
    return say(COMPARED, "from_to", lang, base=_mean(base, lang), other=amount(other.mean, base, lang))


def _mean(estimate: Estimate, lang: Lang) -> str:
    return told(estimate, lang).partition(" (")[0]


def _size(end: float, like: Estimate, lang: Lang) -> str:
    """How large an end of an interval is, without its sign."""
    return change(Estimate(end, 0.0, like.n, like.unit), lang) if end else amount(0.0, like, lang)


def _relative(change_: Estimate, base: Estimate | None) -> float:
    if base is None or not base.mean or isnan(change_.half_width):
        return 0.0
    return abs(change_.half_width / base.mean)


def _leading(comparison: Comparison) -> str:
    """The measure by which choices are held against each other."""
    return "sojourn_time_mean" if whole(comparison.base, "sojourn_time_mean") is not None else "waiting_time_mean"


def _between(comparison: Comparison, lang: Lang) -> Iterator[str]:
    """Alternatives against each other, over the same luck."""
    name, titles = _leading(comparison), [lower_first(title) for title in _titles(comparison, lang)]
    what = MAIN[name][("id", "en").index(lang)]
    for one, other in combinations(range(len(titles)), 2):
        gain = (comparison.alternatives[one].column(name) - comparison.alternatives[other].column(name)).dropna()
        estimate = estimate_mean(gain, unit_of(name))
        if is_told_apart(estimate):
            best, worst = (one, other) if estimate.mean < 0 else (other, one)
            yield say(
                COMPARED,
                "better_of",
                lang,
                better=titles[best],
                worse=titles[worst],
                what=what,
                size=change(estimate, lang),
            )
        elif estimate.n:
            yield say(COMPARED, "no_better", lang, one=titles[one], other=titles[other], what=what)


def _sure(comparison: Comparison, lang: Lang) -> Iterator[str]:
    n = comparison.base.provenance.replications
    if n > 1:
        yield say(COMPARED, "sure_text", lang, n=n)
        yield say(COMPARED, "mean_of", lang)
    yield from unfinished_sentence(comparison.base, lang)


def _costs(comparison: Comparison, lang: Lang, findings: Sequence[Findings]) -> Iterator[str]:
    if not comparison.base.scenario.resolved.prices or not findings:
        why = say(COMPARED, "later" if comparison.base.scenario.resolved.prices else "no_price", lang)
        yield say(COMPARED, "no_cost", lang, why=why)
        return
    base, *others = (one.summary if one.summary is not None else pd.DataFrame() for one in findings)
    for title, other in zip(_titles(comparison, lang), others, strict=True):
        saving = cost_of_saving(base, other)
        extra, hours = saving.extra_cost, saving.saved_hours
        if is_told_apart(extra) and extra.mean > 0 and is_told_apart(hours) and hours.mean > 0:
            yield say(COMPARED, "cost_more", lang, alternative=title, extra=money(extra, lang), hours=told(hours, lang))
        else:
            spent = Estimate(-hours.mean, hours.half_width, hours.n, hours.unit)
            yield say(
                COMPARED, "cost_each", lang, alternative=title, extra=_signed(extra, lang), hours=_signed(spent, lang)
            )


def _signed(estimate: Estimate, lang: Lang) -> str:
    """A difference with its sign, or that there is none to be told."""
    if estimate.mean == 0 and not estimate.half_width:
        return "0"
    if not is_told_apart(estimate):
        text = {"id": "tidak terbedakan dari nol", "en": "by nothing that can be told from zero"}[lang]
        return f"{text} ({ends(estimate, lang)})" if estimate.unit != "IDR" else text
    size = Estimate(abs(estimate.mean), estimate.half_width, estimate.n, estimate.unit)
    text = money(size, lang) if estimate.unit == "IDR" else told(size, lang)
    return ("−" if estimate.mean < 0 else "+") + text


def _applicants(comparison: Comparison, lang: Lang) -> Iterator[str]:
    position = ("id", "en").index(lang)
    for at, title in enumerate(_titles(comparison, lang)):
        estimates = {name: comparison.estimate(name, at) for name in LEAVING if _has(comparison, at, name)}
        said = [
            _changed(LEAVING[name][position], one, lang)
            for name, one in estimates.items()
            if is_told_apart(one) and abs(one.mean) >= _LEAST
        ]
        key = "leave" if said else "no_change"
        yield say(COMPARED, key, lang, alternative=title, said="; ".join(said))


def _who(comparison: Comparison, lang: Lang) -> Iterator[str]:
    """Permits and channels that gain or lose, each shown beyond what chance alone would give among so many."""
    names = [
        name for name in map(str, comparison.base.values)
        if name.startswith(("sojourn_time_mean[class:", "sojourn_time_mean[channel:"))
    ]  # fmt: skip
    table = comparison.table(names)
    for at, title in enumerate(_titles(comparison, lang)):
        rows = table[(table["scenario"] == comparison.labels[at]) & (table["p_adjusted"] <= _SURE)]
        shown = False
        for key, side in (("gains", 1), ("loses", -1)):
            found = [
                row for row in rows.to_dict("records") if row["difference"] * better(str(row["measure"])) * side > 0
            ]
            if found:
                shown = True
                yield say(COMPARED, key, lang, alternative=title, names=_parts(comparison, found, lang))
        if not shown:
            yield say(COMPARED, "no_group", lang, alternative=title)


def _parts(comparison: Comparison, rows: list[dict[Any, Any]], lang: Lang) -> str:
    rows = sorted(rows, key=lambda row: -abs(float(str(row["difference"]))))[:_MOST_PARTS]
    said = []
    for row in rows:
        part = str(row["measure"]).partition("[")[2].rstrip("]")
        one = Estimate(
            float(str(row["difference"])), float(str(row["half_width"])), int(str(row["n"])), str(row["unit"])
        )
        name = part_title(comparison.base.scenario, part, lang)
        said.append(say(COMPARED, "part", lang, name=name, size=_mean(_absolute(one), lang)))
    return joined(said, lang)


def _absolute(estimate: Estimate) -> Estimate:
    return Estimate(abs(estimate.mean), estimate.half_width, estimate.n, estimate.unit)


def _next(comparison: Comparison, lang: Lang) -> Iterator[str]:
    name, titles = _leading(comparison), _titles(comparison, lang)
    what = MAIN[name][("id", "en").index(lang)]
    gains = {at: comparison.estimate(name, at) for at in range(len(titles)) if _has(comparison, at, name)}
    sure = {at: one.mean for at, one in gains.items() if is_told_apart(one) and one.mean < 0}
    if sure:
        best = min(sure, key=lambda at: sure[at])
        yield say(COMPARED, "next_best", lang, what=what, alternative=lower_first(titles[best]))
    else:
        yield say(COMPARED, "next_none", lang, what=what)
