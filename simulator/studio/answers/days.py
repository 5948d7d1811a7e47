"""Days of an office that can be replayed, as people call them."""

from datetime import date, timedelta

from babel.dates import format_date

from simulator.scenario import Scenario
from simulator.teaching.words import Words

__all__ = ["day_options", "day_words"]


def day_options(scenario: Scenario, words: Words) -> list[list[str]]:
    """Number of each simulated day and its words: working days first, then the others.

    Parameters
    ----------
    scenario : Scenario
        The office.
    words : Words
        Language.
    """
    works = scenario.resolved.working_days
    days = range(scenario.spec.horizon.days)
    order = sorted(days, key=lambda day: not (day < len(works) and works[day]))
    return [[str(day), day_words(scenario, day, words)] for day in order]


def day_words(scenario: Scenario, day: int, words: Words) -> str:
    """A day by its date with the weekday; by its number if the scenario has no dates."""
    _ = words
    start = scenario.spec.horizon.start
    if not start:
        return _("Hari ke-{n}").format(n=day + 1)
    return format_date(date.fromisoformat(start) + timedelta(days=day), "EEEE, d MMMM y", locale=words.lang)
