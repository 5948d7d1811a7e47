"""What things cost: every price that a scenario gives, with the thing and the unit."""

from collections.abc import Iterator

from simulator.scenario.places import Pool, Station
from simulator.scenario.resolve_staff import trained
from simulator.scenario.resolved import Price
from simulator.scenario.schema import ScenarioSpec

UNITS = {
    "server_hour": "IDR/h",
    "overtime_hour": "IDR/h",
    "channel_day": "IDR/day",
    "channel_fee": "IDR",
    "trip": "IDR",
    "backup_month": "IDR/month",
    "training": "IDR",
    "outreach": "IDR",
    "applicant_hour": "IDR/h",
    "item_month": "IDR/month",
    "item_once": "IDR",
}
"""What is paid for -> unit of the amount."""

_Cost = tuple[str, str, float | None]
"""What it is for, name of the thing, amount if the scenario gives one."""


def prices(spec: ScenarioSpec) -> tuple[Price, ...]:
    """Every price of a scenario.

    Returns
    -------
    tuple of Price
        Named after the station, pool, channel, district, subsystem or cost item; training after its pool, an outreach
        after its districts, the applicant's time after nothing. A training costs its amount for each person.
    """
    return tuple(Price(what, name, amount, UNITS[what]) for what, name, amount in _costs(spec) if amount is not None)


def _costs(spec: ScenarioSpec) -> Iterator[_Cost]:
    staffed: tuple[Station | Pool, ...] = (*spec.stations, *spec.staff)
    for block in staffed:
        yield "server_hour", block.name, block.cost_per_hour
        yield "overtime_hour", block.name, block.overtime_per_hour
    for pool in spec.staff:
        for session in pool.training:
            yield "training", pool.name, None if session.cost is None else session.cost * len(trained(session, pool))
    for channel in spec.channels:
        yield "channel_day", channel.name, channel.cost_per_day
        yield "channel_fee", channel.name, channel.fee
    for district in spec.population.districts:
        yield "trip", district.name, district.trip_cost
    for campaign in spec.population.outreach:
        yield "outreach", " ".join(campaign.districts), campaign.cost
    for outage in spec.outages:
        yield "backup_month", outage.subsystem, outage.backup.cost_per_month if outage.backup else None
    if spec.costs:
        yield "applicant_hour", "", spec.costs.applicant_hour
        yield from ((f"item_{item.per}", item.name, item.amount) for item in spec.costs.items)
