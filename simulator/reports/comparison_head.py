"""The first sentence of a comparison of several plans: which is best, in what, and which costs least."""

from collections.abc import Iterator, Sequence

from simulator.experiments import Comparison
from simulator.figures import Lang
from simulator.reports.comparison_best import COST, Paid, Standing, standing_of
from simulator.reports.comparison_verdict import lines_of, measure_words
from simulator.reports.comparison_words import COMPARED
from simulator.reports.measure_tables import alternative_title
from simulator.reports.say import joined, say

__all__ = ["chance_sentence", "head_and_lines"]

_MOST_SAID = 3


def head_and_lines(comparison: Comparison, lang: Lang, paid: Paid = ()) -> tuple[str, list[str]]:
    """Which plan is best and in what, or that none is best in everything; then the line of each, from the same tests.

    Parameters
    ----------
    comparison : Comparison
        What was compared.
    lang : {"id", "en"}
        Language.
    paid : sequence of DataFrame, optional
        What was paid, for which plan costs least.

    Returns
    -------
    str, list of str
        A sentence, empty for a single plan, with only what is told apart from the present state and from every other
        plan; and :func:`verdict_lines`.
    """
    standing = standing_of(comparison, paid)
    return _head(comparison, standing, lang), lines_of(comparison, standing, paid, lang)


def _head(comparison: Comparison, standing: Standing, lang: Lang) -> str:
    if len(comparison.labels) < 2 or comparison.base.provenance.replications < 2:
        return ""
    if not standing.gains:
        return say(COMPARED, "head_none", lang)
    leader = next((at for at in standing.wins if standing.leads(at)), None)
    said = _split(comparison, standing, lang) if leader is None else _leads(comparison, standing, leader, lang)
    return " ".join(said)


def chance_sentence(comparison: Comparison, lang: Lang) -> str:
    """What is made of so many comparisons at once; empty where nothing has an interval."""
    if comparison.base.provenance.replications < 2:
        return ""
    several = [say(COMPARED, "chance_best", lang)] if len(comparison.labels) > 1 else []
    return " ".join([*several, say(COMPARED, "chance_each", lang)])


def _leads(comparison: Comparison, standing: Standing, at: int, lang: Lang) -> Iterator[str]:
    """That one is best in what can be told apart, and which of the helpful ones are cheaper."""
    title = alternative_title(comparison, at, lang)
    yield say(COMPARED, "head_leads", lang, alternative=title, what=_measures(comparison, standing.wins[at], lang))
    cheaper = [other for other in _helpful(standing) if (COST, other, at) in standing.beats]
    if cheaper:
        yield say(COMPARED, "head_cheaper", lang, alternatives=_titles(comparison, cheaper, lang))


def _split(comparison: Comparison, standing: Standing, lang: Lang) -> Iterator[str]:
    """What each one wins by and makes worse, what nobody wins, and which of the helpful ones costs least."""
    wins, helpful = standing.wins, _helpful(standing)
    if not wins:
        yield say(COMPARED, "head_open", lang, alternatives=_titles(comparison, helpful, lang))
    else:
        won = "; ".join(_win(comparison, standing, at, lang) for at in wins)
        yield say(COMPARED, "head_split", lang, won=won)
    cheapest = [
        at for at in helpful
        if len(helpful) > 1 and all((COST, at, other) in standing.beats for other in helpful if other != at)
    ]  # fmt: skip
    if cheapest:
        yield say(COMPARED, "head_cheapest", lang, alternative=_titles(comparison, cheapest, lang))


def _win(comparison: Comparison, standing: Standing, at: int, lang: Lang) -> str:
    worse = [one.measure for one in standing.found[at].worse]
    but = say(COMPARED, "head_but", lang, what=_measures(comparison, worse, lang)) if worse else ""
    title, won = alternative_title(comparison, at, lang), _measures(comparison, standing.wins[at], lang)
    return say(COMPARED, "head_win", lang, alternative=title, what=won, but=but)


def _helpful(standing: Standing) -> list[int]:
    """The alternatives that improve something."""
    return [at for at, each in enumerate(standing.found) if each.gains]


def _measures(comparison: Comparison, names: Sequence[str], lang: Lang) -> str:
    """The strongest few by name, and how many more."""
    said = [measure_words(comparison, name, lang) for name in names[:_MOST_SAID]]
    more = len(names) - len(said)
    return joined([*said, *([say(COMPARED, "head_more", lang, n=more)] if more else [])], lang)


def _titles(comparison: Comparison, places: Sequence[int], lang: Lang) -> str:
    return joined([alternative_title(comparison, at, lang) for at in places], lang)
