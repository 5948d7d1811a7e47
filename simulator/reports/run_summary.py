"""One page on a run for whoever leads the office: the answer first, then what it rests on and what to do."""

from collections.abc import Iterator
from dataclasses import replace
from math import nan

from simulator.experiments import Result
from simulator.figures import Lang
from simulator.measures import Estimate
from simulator.reports.document import Block, Bullets, Paragraph, Section
from simulator.reports.facts import (
    NEARLY_FULL,
    OWN_COUNTS,
    back_stations,
    estimates,
    front_stations,
    has_prices,
    staffed_places,
    whole,
)
from simulator.reports.findings import Findings, cost_sentences, estimate_of, group_sentences
from simulator.reports.numbers import plain, told
from simulator.reports.run_words import RUN
from simulator.reports.say import joined, lower_first, say
from simulator.reports.titles import part_title
from simulator.scenario import Scenario

_MOST_FRONTS = 4
_MOST_PATCHES = 3
_MOST_COUNTS = 3


def run_summary(result: Result, lang: Lang, findings: Findings | None = None) -> Section:
    """The summary of a run.

    Parameters
    ----------
    result : Result
        The run.
    lang : {"id", "en"}
        Language.
    findings : Findings, optional
        Estimates from the event log, for costs and groups; without them the summary says where they are.
    """
    parts = (
        ("question", [say(RUN, "question_text", lang, days=result.scenario.spec.horizon.days)]),
        ("answer", [*_answer(result, lang, findings)]),
        ("sure", [*_sure(result, lang)]),
        ("cost", [*_cost(result, lang, findings)]),
        ("applicants", [*_applicants(result, lang, findings)]),
        ("who", [*_who(result, lang), *group_sentences(findings, result.scenario, lang)]),
        ("assumed", [*assumed_sentences(result.scenario, lang)]),
        ("next", [*_next(result, lang)]),
    )
    notes: list[Block] = [Paragraph(note.text(lang), is_strong=True) for note in result.notes]
    if result.provenance.replications == 1:
        notes.insert(0, Paragraph(say(RUN, "single", lang), is_strong=True))
    inner = [Section(say(RUN, title, lang), _block(said)) for title, said in parts if said]
    return Section(say(RUN, "title", lang), tuple(notes), tuple(inner), kind="summary")


def assumed_sentences(scenario: Scenario, lang: Lang) -> Iterator[str]:
    """How many inputs are assumed, and what the scenario says it must not be used for."""
    yield say(RUN, "assumed_text", lang, assumed=len(scenario.assumptions()), all=len(scenario.inputs()))
    if scenario.spec.is_not:
        yield say(RUN, "is_not", lang, text=getattr(scenario.spec.is_not, lang))


def count_first(scenario: Scenario, lang: Lang) -> Iterator[str]:
    """What the office had best count: the first of what the scenario names, or of all of it what is still missing."""
    named = [lower_first(getattr(each, lang)) for each in scenario.spec.measure_first]
    has_own = any(number.source == OWN_COUNTS for number in scenario.inputs())
    if named and has_own:
        what = "; ".join(each.rstrip(".") for each in named[:_MOST_COUNTS])
        yield say(RUN, "count_rest", lang, what=what)
    elif named:
        yield say(RUN, "count", lang, what=named[0])


def unfinished_sentence(result: Result, lang: Lang) -> Iterator[str]:
    """How many cases the end of the horizon cuts off, if any."""
    left = whole(result, "present_at_end")
    if left is not None and left.mean >= 1:
        yield say(RUN, "unfinished", lang, cases=told(left, lang))


def _block(said: list[str]) -> tuple[Block, ...]:
    return (Paragraph(said[0]),) if len(said) == 1 else (Bullets(tuple(said)),)


def _answer(result: Result, lang: Lang, findings: Findings | None) -> Iterator[str]:
    office, of = result.scenario, result.provenance.replications
    if not staffed_places(office):
        yield say(RUN, "nobody_serves", lang)
    arrivals, done = whole(result, "arrivals"), whole(result, "throughput")
    if arrivals is not None and done is not None:
        yield say(RUN, "served", lang, arrivals=_a_day(arrivals, lang), done=_a_day(done, lang))
    front = estimates(result, "waiting_time_mean", front_stations(office))
    back = estimates(result, "waiting_time_mean", back_stations(office))
    yield from _fronts(office, front, of, lang)
    if back:
        place, longest = next(iter(back.items()))
        is_longer = bool(front) and longest.mean > max(one.mean for one in front.values())
        yield say(
            RUN,
            "back" if is_longer else "back_short",
            lang,
            wait=told(longest, lang, of),
            place=_at(office, place, lang),
        )
    kept = whole(result, "service_level")
    if kept is not None:
        promise = plain(office.spec.targets.waiting_time_min, lang)
        yield say(RUN, "promise", lang, promise=promise, share=told(kept, lang, of))
    on_time = whole(result, "on_time_share")
    if on_time is not None:
        settled, came = (_legal_all(findings, name) for name in ("settled", "came"))
        counts = settled is not None and came is not None
        sizes = {"settled": settled, "came": came} if counts else {}
        said = {name: told(replace(one, half_width=nan), lang) for name, one in sizes.items() if one is not None}
        beside = say(RUN, "on_time_of", lang, **said) if said else ""
        yield say(RUN, "on_time", lang, share=told(on_time, lang, of), of=beside)


def _legal_all(findings: Findings | None, measure: str) -> Estimate | None:
    """A measure of all permits with a deadline together."""
    frame = findings.table("legal_all") if findings is not None else None
    rows = frame[frame["measure"] == measure].to_dict("records") if frame is not None else []
    return estimate_of(rows[0]) if rows else None


def _fronts(office: Scenario, front: dict[str, Estimate], of: int, lang: Lang) -> Iterator[str]:
    said = [
        say(RUN, "at", lang, wait=told(wait, lang, of), place=_at(office, name, lang))
        for name, wait in list(front.items())[:_MOST_FRONTS]
    ]
    if len(said) > 1:
        yield say(RUN, "fronts", lang, places=joined(said, lang))
    for name, wait in front.items() if len(front) == 1 else ():
        yield say(RUN, "front", lang, wait=told(wait, lang, of), place=_at(office, name, lang))


def _a_day(estimate: Estimate, lang: Lang) -> str:
    return told(Estimate(estimate.mean, estimate.half_width, estimate.n, "cases"), lang)


def _at(office: Scenario, name: str, lang: Lang) -> str:
    return lower_first(part_title(office, name, lang))


def _sure(result: Result, lang: Lang) -> Iterator[str]:
    n = result.provenance.replications
    if n > 1:
        yield say(RUN, "sure_text", lang, n=n)
        yield say(RUN, "luck", lang)
    yield from unfinished_sentence(result, lang)


def _cost(result: Result, lang: Lang, findings: Findings | None) -> Iterator[str]:
    said = list(cost_sentences(findings, result.scenario, lang))
    yield from said
    if not said:
        yield say(RUN, "cost_later" if has_prices(result.scenario) and findings is None else "no_cost", lang)


def _applicants(result: Result, lang: Lang, findings: Findings | None) -> Iterator[str]:
    of = result.provenance.replications
    trips = whole(result, "trips_mean")
    if trips is not None:
        yield say(RUN, "trips", lang, trips=told(trips, lang, of))
    shares = {
        "balk": whole(result, "balk_share"), "renege": whole(result, "renege_share"),
        "turned": whole(result, "turned_away_share"), "gave_up": whole(result, "give_up_share"),
    }  # fmt: skip
    found = {name: _of_100(share, of, lang) for name, share in shares.items() if share is not None}
    if len(found) == len(shares) and any(share.mean > 0 for share in shares.values() if share):
        yield say(RUN, "leave", lang, **found)
    returned, deemed = whole(result, "rework_share"), _legal_all(findings, "deemed_approved_share")
    for key, share in (("returned", returned), ("deemed", deemed)):
        if share is not None and share.mean > 0:
            yield say(RUN, key, lang, share=told(share, lang, of))
    silent = whole(result, "deemed_approved_share") if deemed is None else None
    if silent is not None and silent.mean > 0:
        yield say(RUN, "deemed_all", lang, share=told(silent, lang, of))


def _of_100(share: Estimate, of: int, lang: Lang) -> str:
    return told(Estimate(100 * share.mean, 100 * share.half_width, share.n, "of 100"), lang, of)


def _who(result: Result, lang: Lang) -> Iterator[str]:
    office, of = result.scenario, result.provenance.replications
    classes = [f"class:{one.name}" for one in office.spec.case_classes]
    times = estimates(result, "sojourn_time_mean", classes)
    if len(times) > 1:
        (long, long_time), *_, (short, short_time) = times.items()
        yield say(
            RUN, "permits", lang,
            long=part_title(office, long, lang), long_time=told(long_time, lang, of),
            short=part_title(office, short, lang), short_time=told(short_time, lang, of),
        )  # fmt: skip
    on_time = estimates(result, "on_time_share", classes)
    if len(on_time) > 1:
        name, share = list(on_time.items())[-1]
        yield say(RUN, "late", lang, name=part_title(office, name, lang), share=told(share, lang, of))


def _next(result: Result, lang: Lang) -> Iterator[str]:
    office, of = result.scenario, result.provenance.replications
    busy = estimates(result, "utilisation", staffed_places(office))
    full = [(place, share) for place, share in busy.items() if share.mean >= NEARLY_FULL]
    for place, share in full[:2]:
        yield say(RUN, "busy", lang, place=_at(office, place, lang), share=told(share, lang, of))
    if busy and not full:
        yield say(RUN, "not_busy", lang)
    patches = [getattr(patch.title, lang) for patch in office.spec.patches.values()][:_MOST_PATCHES]
    if patches:
        yield say(RUN, "try", lang, patches=joined([f"“{title}”" for title in patches], lang))
    yield from count_first(office, lang)
