"""What an alternative changes, in words."""

from collections.abc import Iterator, Sequence

from simulator.experiments import Comparison
from simulator.figures import Lang
from simulator.measures import Estimate
from simulator.reports.comparison_effects import (
    FINISHED,
    OF_FINISHED,
    comers_change,
    finished_change,
    follows,
    has,
    is_practically_same,
    is_told_apart,
)
from simulator.reports.comparison_words import COMPARED
from simulator.reports.facts import whole
from simulator.reports.measure_tables import alternative_title
from simulator.reports.numbers import amount, bounds, change, interval, scale_beside
from simulator.reports.say import say

__all__ = ["change_beside_comers", "change_cell", "change_words", "comers_notes", "finished_notes", "finishes"]


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


def change_cell(comparison: Comparison, at: int, name: str, lang: Lang) -> str | None:
    """What an alternative changes in a measure, in words; None where one of the two has no value.

    Parameters
    ----------
    comparison : Comparison
        What was compared.
    at : int
        Place of the alternative.
    name : str
        Of the measure. The mean time of finished applications has no sign where more or fewer of them are finished,
        and how many are finished none where as much more or fewer come.
    lang : {"id", "en"}
        Language.
    """
    now = whole(comparison.base, name)
    if now is None or not has(comparison, at, name):
        return None
    finished = finished_change(comparison, at) if name == OF_FINISHED else None
    if finished is not None:
        return finishes(finished, lang)
    comers = comers_change(comparison, at) if name == FINISHED else None
    return change_beside_comers(comparison.estimate(name, at), comers, lang, now)


def change_beside_comers(
    one: Estimate | None, comers: Estimate | None, lang: Lang, now: Estimate | None = None
) -> str | None:
    """A difference in words; that it is not comparable, where it may only follow how many come.

    Parameters
    ----------
    one : Estimate or None
        The difference, of a number that grows with how many come.
    comers : Estimate or None
        By how many more or fewer come, if that is told apart.
    lang : {"id", "en"}
        Language.
    now : Estimate, optional
        The mean of which it is a difference.
    """
    text = change_words(one, lang, now)
    if one is None or text is None or not is_told_apart(one) or not follows(one, comers):
        return text
    if now is not None and is_practically_same(one, now):
        return text
    return say(COMPARED, "comers_more" if one.mean > 0 else "comers_fewer", lang, change=text)


def comers_notes(comparison: Comparison, lang: Lang) -> Iterator[str]:
    """For each alternative with which more or fewer come, that sums over all applicants are not comparable.

    Parameters
    ----------
    comparison : Comparison
        What was compared.
    lang : {"id", "en"}
        Language.
    """
    for at in range(len(comparison.labels)):
        one = comers_change(comparison, at)
        if one is not None:
            key, size = "comers_more_sums" if one.mean > 0 else "comers_fewer_sums", amount(abs(one.mean), one, lang)
            yield say(COMPARED, key, lang, alternative=alternative_title(comparison, at, lang), size=size)


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
            yield f"{alternative_title(comparison, at, lang)}: {finishes(one, lang)}."


def finishes(one: Estimate, lang: Lang, where: str = "") -> str:
    """That more or fewer applications are finished, so that times to completion are not comparable.

    Parameters
    ----------
    one : Estimate
        By how many a day.
    lang : {"id", "en"}
        Language.
    where : {"", "_who"}, optional
        In a table, or in a sentence of its own.
    """
    key = "finishes_more" if one.mean > 0 else "finishes_fewer"
    return say(COMPARED, f"{key}{where}", lang, size=amount(abs(one.mean), one, lang))
