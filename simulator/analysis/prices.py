"""What things cost in a scenario: its prices beside what falls in the window of a run."""

from collections.abc import Iterator
from datetime import date, timedelta

from simulator.analysis.people import people_of
from simulator.calendars import MS_PER_DAY
from simulator.experiments import Result
from simulator.measures.costs import Charge, Costs, Tariff, costs
from simulator.scenario import Scenario
from simulator.scenario.resolve_staff import trained
from simulator.scenario.resolve_time import Almanac, almanac
from simulator.scenario.resolved import NEVER, ResolvedScenario

CURRENCY = "IDR"

MEAN_MONTH_DAYS = 30.4375
"""Of the Gregorian calendar but for three leap days in 400 years: 365.25 / 12."""


def costs_of(result: Result) -> Costs:
    """What a run cost the office and the applicants, per replication.

    Parameters
    ----------
    result : Result
        With its log.

    Returns
    -------
    Costs
        In rupiah of :func:`money_year`.
    """
    tariff = tariff_of(result.scenario, result.warm_up_ms)
    return costs(result.log, tariff, people_of(result)[["replication", "case", "district"]], result.warm_up_ms)


def money_year(scenario: Scenario) -> int | None:
    """Year of the money in which a scenario gives its prices.

    Parameters
    ----------
    scenario : Scenario
        The office.

    Returns
    -------
    int or None
        None if it does not say.
    """
    return scenario.spec.costs.year if scenario.spec.costs else None


def tariff_of(scenario: Scenario, warm_up_ms: int = 0) -> Tariff:
    """Prices of a scenario.

    Parameters
    ----------
    scenario : Scenario
        The office.
    warm_up_ms : int, optional
        Time at the start that is not counted, milliseconds.

    Returns
    -------
    Tariff
        With the charges that fall in the window: days of a channel with dates, months, what is bought once, trainings
        and outreach that begin in it.
    """
    spec, office = scenario.spec, scenario.resolved
    prices = {(price.what, price.name): price.amount for price in office.prices}
    hour = prices.pop(("applicant_hour", ""), None)
    travelled = {("travel_hour", district.name): hour for district in office.population.districts}
    present = {("presence_hour", channel.name): hour for channel in office.channels}
    hours = {thing: price for thing, price in (travelled | present).items() if price is not None}
    permits = [block.name for block in spec.case_classes if block.permit or block.legal]
    return Tariff(
        prices=prices | hours,
        charges=tuple(_charges(scenario, warm_up_ms)),
        places=frozenset(places_of_presence(office)),
        near=frozenset(channel.name for channel in spec.channels if channel.kind == "mobile"),
        permits=frozenset(permits or [block.name for block in spec.case_classes]),
        fees=frozenset(channel.name for channel in spec.channels if channel.kind == "agent" or channel.fee is not None),
        travel_min={district.name: district.travel_min for district in office.population.districts},
    )


def months(start: date | None, first_day: float, days: int) -> float:
    """How many months a span of days is.

    Parameters
    ----------
    start : date or None
        Date of day 0; None if days have no date.
    first_day : float
        Where the span begins, days.
    days : int
        Where it ends: the number of the day after.

    Returns
    -------
    float
        Of each month of the calendar the part that lies in the span, added up; without dates, of months of
        :data:`MEAN_MONTH_DAYS`.

    Examples
    --------
    27 days of January and one of February:

    >>> round(months(date(2026, 1, 5), 0, 28), 4), round(27 / 31 + 1 / 28, 4)
    (0.9067, 0.9067)
    """
    if start is None:
        return max(0, days - first_day) / MEAN_MONTH_DAYS
    parts = [(day, min(1.0, day + 1 - first_day)) for day in range(int(first_day), days)]
    return sum(part / _length_of_month(start + timedelta(day)) for day, part in parts)


def _length_of_month(day: date) -> int:
    first = day.replace(day=1)
    return ((first + timedelta(31)).replace(day=1) - first).days


def places_of_presence(office: ResolvedScenario) -> Iterator[str]:
    """Stations at which applicants of a channel that people visit are present (U8), some of them several times."""
    for case_class in office.case_classes:
        for channel, route in zip(office.channels, case_class.routes, strict=True):
            for position, step in enumerate(route if channel.in_person else ()):
                station = office.stations[step.station]
                is_first = position == 0 or office.stations[route[position - 1].station].kind == "applicant"
                limits = station.balk_at_queue, station.tickets_until_ms, station.tickets_per_day
                may_leave = station.patience is not None or any(limit != NEVER for limit in limits)
                if station.kind in ("staffed", "self_service") and (is_first or may_leave):
                    yield station.name


def _charges(scenario: Scenario, warm_up_ms: int) -> Iterator[Charge]:
    spec, days = scenario.spec, almanac(scenario.spec.horizon)
    length = months(days.start, warm_up_ms / MS_PER_DAY, days.days)
    for channel, resolved in zip(spec.channels, scenario.resolved.channels, strict=True):
        if resolved.open_days is not None:
            dates = sum(day * MS_PER_DAY >= warm_up_ms for day in resolved.open_days)
            yield Charge(("channel_day", channel.name), dates, channel.cost_per_day)
    for outage in spec.outages:
        if outage.backup:
            yield Charge(("backup_month", outage.subsystem), length, outage.backup.cost_per_month)
    for item in spec.costs.items if spec.costs else ():
        yield Charge((f"item_{item.per}", item.name), length if item.per == "month" else 1, item.amount)
    yield from _dated(scenario, days, warm_up_ms)


def _dated(scenario: Scenario, days: Almanac, warm_up_ms: int) -> Iterator[Charge]:
    """Trainings and outreach that begin in the window."""
    horizon_ms = days.days * MS_PER_DAY
    for pool in scenario.spec.staff:
        for session in pool.training:
            if warm_up_ms <= days.moment_ms(session.start) < horizon_ms:
                yield Charge(("training", pool.name), len(trained(session, pool)), session.cost)
    for campaign in scenario.spec.population.outreach:
        if warm_up_ms <= days.day(campaign.start) * MS_PER_DAY < horizon_ms:
            yield Charge(("outreach", " ".join(campaign.districts)), 1, campaign.cost)
