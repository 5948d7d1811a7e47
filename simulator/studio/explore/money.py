"""What an office costs in a year, reckoned from its roster and its prices; nothing is simulated."""

from collections.abc import Mapping
from dataclasses import dataclass

from simulator.analysis.prices import tariff_of
from simulator.calendars import MS_PER_HOUR
from simulator.measures.costs import Thing
from simulator.reports.comparison_year import MONTHS, working_days_of, year_of
from simulator.scenario import Scenario, resolve
from simulator.scenario.resolved import ResolvedScenario, ResolvedServer

__all__ = ["Extra", "Yearly", "extra", "staffed_hours", "working_days_of", "year_of", "yearly"]


@dataclass(frozen=True)
class Yearly:
    """What an office uses in a year.

    Attributes
    ----------
    amounts : mapping of (str, str) to float
        What it pays for, as in :data:`simulator.measures.costs.OFFICE`, and its name -> IDR a year.
    quantities : mapping of (str, str) to float
        The same without a price: hours, days, months, times.
    """

    amounts: Mapping[Thing, float]
    quantities: Mapping[Thing, float]


@dataclass(frozen=True)
class Extra:
    """What one office costs more than another in a year.

    Attributes
    ----------
    amount : float
        IDR; negative if it costs less.
    missing : tuple of (str, str)
        Of what it uses more or less without a price.
    """

    amount: float
    missing: tuple[Thing, ...] = ()


def yearly(scenario: Scenario, days: int) -> Yearly:
    """What an office pays in a year.

    Parameters
    ----------
    scenario : Scenario
        The office.
    days : int
        Working days of a year.

    Returns
    -------
    Yearly
        Hours by roster, and dates of channels that have dates, as in the time simulated: for each working day of it so
        many, times `days`. What is paid by the month is paid twelve times; what is bought once, training and outreach
        count as often as they fall in the time simulated.
    """
    tariff = tariff_of(scenario)
    scale = days / max(1, sum(scenario.resolved.working_days))
    quantities: dict[Thing, float] = {}
    prices: dict[Thing, float | None] = {}
    for name, hours in staffed_hours(scenario).items():
        thing = ("server_hour", name)
        quantities[thing], prices[thing] = hours * scale, tariff.prices.get(thing)
    for charge in tariff.charges:
        times = MONTHS if charge.is_by_month else charge.quantity
        amount = times * (scale if charge.thing[0] == "channel_day" else 1)
        quantities[charge.thing] = quantities.get(charge.thing, 0.0) + amount
        prices[charge.thing] = charge.price
    amounts = {
        thing: quantity * price for thing, quantity in quantities.items() if (price := prices[thing]) is not None
    }
    return Yearly(amounts, quantities)


def extra(now: Yearly, then: Yearly) -> Extra:
    """What the second costs more than the first."""
    amount = sum(then.amounts.values()) - sum(now.amounts.values())
    things = dict.fromkeys((*now.quantities, *then.quantities))
    missing = [
        thing
        for thing in things
        if now.quantities.get(thing, 0.0) != then.quantities.get(thing, 0.0)
        and any(thing in one.quantities and thing not in one.amounts for one in (now, then))
    ]
    return Extra(amount, tuple(missing))


def staffed_hours(scenario: Scenario) -> dict[str, float]:
    """Hours that are paid in the time simulated by roster.

    Parameters
    ----------
    scenario : Scenario
        The office.

    Returns
    -------
    dict of str to float
        Station or pool -> hours on shift of all who work there. Hours of absence, and of training that takes somebody
        away from a shift, are among them: they are paid.
    """
    office = _without_training(scenario)
    found = {one.name: sum(map(_hours, one.servers)) for one in office.stations if one.servers}
    for at, name in enumerate(office.pools):
        found[name] = sum(_hours(one) for one in office.persons if one.pool == at)
    return found


def _without_training(scenario: Scenario) -> ResolvedScenario:
    """The office as its roster has it: nobody is away for a training."""
    if not any(pool.training for pool in scenario.spec.staff):
        return scenario.resolved
    staff = [pool.model_copy(update={"training": []}) for pool in scenario.spec.staff]
    return resolve(scenario.spec.model_copy(update={"staff": staff}))


def _hours(server: ResolvedServer) -> float:
    return sum(end - start for start, end in server.shifts) / MS_PER_HOUR
