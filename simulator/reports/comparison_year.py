"""What is paid in the time simulated, roughly in a year: scaled by working days."""

from calendar import isleap
from datetime import date

from simulator.analysis.prices import tariff_of
from simulator.calendars import days_off, working_days
from simulator.figures import Lang
from simulator.measures import Estimate
from simulator.measures.costs import Charge
from simulator.reports.comparison_words import COMPARED
from simulator.reports.findings import ONCE
from simulator.reports.numbers import amount
from simulator.reports.say import say
from simulator.scenario import Scenario

YEAR_DAYS = 365
_ROUGH = 0.05
"""Half-width, as a share, of a number that is told to two figures."""


def a_year(size: Estimate, before: Scenario, after: Scenario) -> Estimate | None:
    """An amount of the time simulated as one of a year; None where that would mislead.

    Parameters
    ----------
    size : Estimate
        The amount.
    before, after : Scenario
        Of which it is the difference. What is paid once is not paid again every year, and a year or more needs no
        scaling.
    """
    work = sum(before.resolved.working_days)
    if not work or before.spec.horizon.days >= YEAR_DAYS or _paid_once(before) != _paid_once(after):
        return None
    factor = working_days_a_year(before) / work
    return Estimate(factor * size.mean, factor * size.half_width, size.n, size.unit)


def year_words(one: Estimate, lang: Lang) -> str:
    """An amount of a year, to two figures: it is rough."""
    return amount(one.mean, Estimate(one.mean, _ROUGH * abs(one.mean), one.n, one.unit), lang)


def year_sentence(scenario: Scenario, lang: Lang) -> str:
    """How an amount of the time simulated becomes one of a year.

    Parameters
    ----------
    scenario : Scenario
        The base.
    lang : {"id", "en"}
        Language.
    """
    work, days = sum(scenario.resolved.working_days), working_days_a_year(scenario)
    return say(COMPARED, "a_year_how", lang, days=scenario.spec.horizon.days, work=work, year=days)


def working_days_a_year(scenario: Scenario) -> int:
    """Working days of the year in which the simulation begins, by the national calendar; else of the money's year."""
    start, costs = scenario.resolved.start_date, scenario.spec.costs
    year = date.fromisoformat(start).year if start else (costs.year if costs else date.today().year)
    first, days = date(year, 1, 1), 366 if isleap(year) else 365
    return sum(working_days(first, days, days_off(first, days)))


def _paid_once(scenario: Scenario) -> list[Charge]:
    return [charge for charge in tariff_of(scenario).charges if charge.thing[0] in ONCE]
