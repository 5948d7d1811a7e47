"""What is paid in the time simulated, roughly in a year: by the month twelve times, the rest by working days."""

from calendar import isleap
from datetime import date

from simulator.analysis.prices import tariff_of
from simulator.calendars import MS_PER_DAY, days_off, working_days
from simulator.figures import Lang
from simulator.measures import Estimate
from simulator.measures.costs import Charge
from simulator.reports.comparison_dated import dated
from simulator.reports.comparison_words import COMPARED
from simulator.reports.facts import counted_days
from simulator.reports.findings import ONCE
from simulator.reports.numbers import amount
from simulator.reports.say import say
from simulator.scenario import Scenario

YEAR_DAYS = 365
MONTHS = 12
_ROUGH = 0.05
"""Half-width, as a share, of a number that is told to two figures."""


def a_year(size: Estimate, before: Scenario, after: Scenario) -> Estimate | None:
    """What one office pays more than another, as an amount of a year; None where that would mislead.

    Parameters
    ----------
    size : Estimate
        The difference in the time simulated, negative if the second pays less.
    before, after : Scenario
        Of which it is the difference. What is paid once is not paid again every year, and a year or more needs no
        scaling; nor does the year go on like a time that holds something of :func:`dated`.

    Returns
    -------
    Estimate or None
        What is paid by the month, which is the same in every replication, twelve times; the rest scaled from the
        working days of the window to those of a year. None also where the year would go the other way than the time
        simulated.
    """
    work = _working_days_simulated(before)
    if not work or counted_days(before) >= YEAR_DAYS or _paid_once(before) != _paid_once(after):
        return None
    if dated(before, after):
        return None
    factor = working_days_a_year(before) / work
    (paid, month), (paid_then, month_then) = _by_month(before), _by_month(after)
    mean = factor * (size.mean - (paid_then - paid)) + MONTHS * (month_then - month)
    return None if mean * size.mean < 0 else Estimate(mean, factor * size.half_width, size.n, size.unit)


def year_words(one: Estimate, lang: Lang) -> str:
    """How large an amount of a year is, to two figures: it is rough."""
    size = abs(one.mean)
    return amount(size, Estimate(size, _ROUGH * size, one.n, one.unit), lang)


def year_sentence(scenario: Scenario, lang: Lang) -> str:
    """How an amount of the time simulated becomes one of a year.

    Parameters
    ----------
    scenario : Scenario
        The base.
    lang : {"id", "en"}
        Language.
    """
    work, days = _working_days_simulated(scenario), working_days_a_year(scenario)
    return say(COMPARED, "a_year_how", lang, days=counted_days(scenario), work=work, year=days)


def working_days_a_year(scenario: Scenario) -> int:
    """Working days of the year in which the simulation begins, by the national calendar; else of the money's year."""
    return working_days_of(year_of(scenario))


def year_of(scenario: Scenario) -> int:
    """Year of the time simulated; else of the money; else the present one."""
    start, costs = scenario.resolved.start_date, scenario.spec.costs
    return date.fromisoformat(start).year if start else (costs.year if costs else date.today().year)


def working_days_of(year: int) -> int:
    """Working days of a year by the national calendar: without weekends, holidays and joint leave."""
    first, days = date(year, 1, 1), 366 if isleap(year) else 365
    return sum(working_days(first, days, days_off(first, days)))


def _working_days_simulated(scenario: Scenario) -> int:
    """Working days of the window: without those before it."""
    office = scenario.resolved
    return sum(office.working_days[office.warm_up_ms // MS_PER_DAY :])


def _by_month(scenario: Scenario) -> tuple[float, float]:
    """What is paid by the month: in the window, and in a month."""
    charges = tariff_of(scenario, scenario.resolved.warm_up_ms).charges
    monthly = [(each.quantity, each.price or 0) for each in charges if each.is_by_month]
    return sum(quantity * price for quantity, price in monthly), sum(price for _, price in monthly)


def _paid_once(scenario: Scenario) -> list[Charge]:
    return [charge for charge in tariff_of(scenario).charges if charge.thing[0] in ONCE]
