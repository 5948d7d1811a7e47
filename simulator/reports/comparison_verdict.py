"""What a comparison comes to: for each alternative a sentence on what it makes better, what worse, and its cost."""

from collections.abc import Iterator, Mapping, Sequence

import pandas as pd

from simulator.experiments import Comparison
from simulator.figures import Lang
from simulator.measures import Estimate
from simulator.reports.comparison_best import Paid, Standing, standing_of
from simulator.reports.comparison_effects import Effect, Effects, has, is_told_apart
from simulator.reports.comparison_words import COMPARED, WHAT
from simulator.reports.comparison_year import a_year, year_words
from simulator.reports.facts import counted_days, has_prices
from simulator.reports.findings import Findings, estimate_of
from simulator.reports.log_values import paired
from simulator.reports.measure_tables import LANGS, alternative_title
from simulator.reports.numbers import amount, bounds, change, scale_beside, scale_of
from simulator.reports.say import joined, lower_first, say
from simulator.reports.titles import part_title
from simulator.scenario import Scenario

__all__ = ["has", "is_told_apart", "lines_of", "measure_words", "money_change", "paid_of", "verdict", "verdict_lines"]

_MOST_SAID = 3
"""Measures on each side of a sentence, the strongest first; the table below it has all of them."""


def verdict(comparison: Comparison, lang: Lang, paid: Paid = ()) -> str:
    """The sentences of :func:`verdict_lines` one after the other."""
    return " ".join(verdict_lines(comparison, lang, paid))


def verdict_lines(comparison: Comparison, lang: Lang, paid: Paid = ()) -> list[str]:
    """For each alternative what it changes: better, worse, and its cost.

    Parameters
    ----------
    comparison : Comparison
        What was compared.
    lang : {"id", "en"}
        Language.
    paid : sequence of DataFrame, optional
        From :func:`paid_of`.

    Returns
    -------
    list of str
        A sentence for each alternative; that nothing can be concluded, if no measure has an interval.
    """
    return lines_of(comparison, standing_of(comparison, paid), paid, lang)


def lines_of(comparison: Comparison, standing: Standing, paid: Paid, lang: Lang) -> list[str]:
    """The same where it is known who is better than whom."""
    if not any(one.change.half_width == one.change.half_width for each in standing.found for one in each.every):
        return [say(COMPARED, "no_verdict", lang)]
    return [_line(comparison, at, standing, paid, lang) for at in range(len(standing.found))]


def paid_of(findings: Sequence[Findings]) -> list[pd.DataFrame]:
    """What was paid in each replication, of the base and of each alternative; empty if the logs were not read."""
    return [one.values["costs"] for one in findings if "costs" in one.values]


def _line(comparison: Comparison, at: int, standing: Standing, paid: Paid, lang: Lang) -> str:
    found = standing.found[at]
    n = max((one.change.n for one in found.every), default=0)
    money, few = _money(comparison, at, paid, n, lang)
    better, worse = (
        [_phrase(comparison, one, lang) for one in side[:_MOST_SAID]] for side in (found.better, found.worse)
    )
    if better and standing.is_best(at, found.better[0].measure):
        better[0] += say(COMPARED, "most_of_all", lang)
    kind = _kind(found)
    said = [
        *_comers(found, lang),
        *_unstaffed(comparison, found, lang),
        *([say(COMPARED, kind, lang, better="; ".join(better), worse="; ".join(worse))] if kind else []),
        *([money] if money else []),
    ]
    title = alternative_title(comparison, at, lang)
    return say(COMPARED, "verdict", lang, alternative=title, said="; ".join(said), n=n, few=few)


def _kind(found: Effects) -> str:
    """Which sentence fits what was found; none where what is better cannot be held against now."""
    if found.better:
        return "verdict_both" if found.worse else "verdict_better"
    if found.worse:
        return "verdict_worse"
    if found.comers is not None:
        return "verdict_others" if found.is_praised else ""
    return "verdict_same" if found.is_same else "verdict_unsure"


def _comers(found: Effects, lang: Lang) -> Iterator[str]:
    """That more or fewer come, and what is therefore not comparable."""
    if found.comers is not None:
        key = "verdict_comers_more" if found.comers.mean > 0 else "verdict_comers_fewer"
        yield say(COMPARED, key, lang, size=amount(abs(found.comers.mean), found.comers, lang))


def _unstaffed(comparison: Comparison, found: Effects, lang: Lang) -> Iterator[str]:
    if found.unstaffed:
        scenario = comparison.base.scenario
        places = joined([lower_first(part_title(scenario, name, lang)) for name in found.unstaffed], lang)
        yield say(COMPARED, "verdict_unstaffed", lang, places=places)


def _phrase(comparison: Comparison, one: Effect, lang: Lang) -> str:
    """A measure, from what to what, between which bounds."""
    size = Estimate(abs(one.change.mean), one.change.half_width, one.change.n, one.change.unit)
    return say(
        COMPARED, "from_to_down" if one.change.mean < 0 else "from_to_up", lang,
        what=measure_words(comparison, one.measure, lang), base=_without_unit(one.base, lang),
        other=amount(one.other.mean, one.base, lang), ends=_ends(size, one.base, lang),
    )  # fmt: skip


def _without_unit(one: Estimate, lang: Lang) -> str:
    """The mean, whose unit stands behind what it becomes; shares have theirs in both places."""
    text = amount(one.mean, one, lang)
    return text if one.unit == "share" else text.removesuffix(scale_of(one).word[LANGS.index(lang)])


def _ends(size: Estimate, now: Estimate, lang: Lang) -> str:
    """The bounds of a difference; with the unit where it is another than that of the means."""
    unit = {"id": " poin persen", "en": " points"}[lang] if size.unit == "share" else ""
    return bounds(size, lang, scale_beside(size, now)) + unit


def measure_words(comparison: Comparison, name: str, lang: Lang) -> str:
    """A measure inside a sentence; people's wait with its place."""
    place = name.partition("[")[2].rstrip("]")
    if place:
        where = lower_first(part_title(comparison.base.scenario, place, lang))
        return say(COMPARED, "wait_at", lang, place=where)
    return WHAT[name][LANGS.index(lang)]


# ---- what it costs


def money_change(comparison: Comparison, at: int, paid: Paid) -> Estimate | None:
    """What an alternative costs the office more; None if it is not known.

    Parameters
    ----------
    comparison : Comparison
        What was compared.
    at : int
        Place of the alternative.
    paid : sequence of DataFrame
        From :func:`paid_of`.
    """
    if len(paid) <= at + 1 or not has_prices(comparison.base.scenario):
        return None
    changes = paired(_costs(paid[0]), _costs(paid[at + 1]), "costs")
    rows = changes[(changes["measure"] == "office_cost") & (changes["n"] > 1)].to_dict("records")
    return estimate_of(rows[0]) if rows else None


def _costs(table: pd.DataFrame) -> Mapping[str, pd.DataFrame]:
    return {"costs": table}


def _money(comparison: Comparison, at: int, paid: Paid, n: int, lang: Lang) -> tuple[str, str]:
    """What it costs, and its n where that is another than the sentence's; empty if it is not known."""
    one = money_change(comparison, at, paid)
    if one is None:
        return "", ""
    said = money_sentence(one, comparison.base.scenario, comparison.alternatives[at].scenario, lang)
    return said, say(COMPARED, "verdict_few", lang, n=one.n) if one.n != n else ""


def money_sentence(one: Estimate, before: Scenario, after: Scenario, lang: Lang) -> str:
    """What it costs the office more or less, in the time simulated and roughly in a year.

    Parameters
    ----------
    one : Estimate
        The paired difference.
    before, after : Scenario
        The present state and the alternative.
    lang : {"id", "en"}
        Language.
    """
    if one.mean == 0 and not one.half_width > 0:
        return say(COMPARED, "money_same", lang)
    if not is_told_apart(one):
        return say(COMPARED, "money_unsure", lang)
    size = Estimate(abs(one.mean), one.half_width, one.n, one.unit)
    scaled = a_year(one, before, after)
    return say(
        COMPARED, "money_down" if one.mean < 0 else "money_up", lang, days=counted_days(before),
        size=change(size, lang).partition(" (")[0], ends=bounds(size, lang),
        year="" if scaled is None else say(COMPARED, "a_year", lang, size=year_words(scaled, lang)),
    )  # fmt: skip
