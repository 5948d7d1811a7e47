"""What reports say of an office beside its measures: where people wait, what waits out of sight, who comes."""

from collections.abc import Iterable, Sequence
from typing import Any

from simulator.analysis.prices import places_of_presence, tariff_of
from simulator.experiments import Result
from simulator.measures import Estimate
from simulator.scenario import Scenario

NEARLY_FULL = 0.85
"""Share of staffed time from which on waits grow quickly with a little more work."""


OWN_COUNTS = "hitungan-kantor"
"""Source of the numbers by which a planner replaces those of an office with counts of the own."""


def front_stations(scenario: Scenario) -> list[str]:
    """Names of the stations with staff that applicants who visit the office come to themselves.

    Parameters
    ----------
    scenario : Scenario
        The office.

    Returns
    -------
    list of str
        In the order of the file, by the rule of U8: also where they collect what was decided.
    """
    office = scenario.resolved
    present = frozenset(places_of_presence(office))
    return [place.name for place in office.stations if place.name in present and place.kind == "staffed"]


def back_stations(scenario: Scenario) -> list[str]:
    """Names of the other stations with staff: where files wait, not people."""
    front = front_stations(scenario)
    return [place.name for place in scenario.resolved.stations if place.kind == "staffed" and place.name not in front]


def estimates(result: Result, measure: str, parts: Iterable[str]) -> dict[str, Estimate]:
    """Part -> estimate of a measure, for the parts that have a value; the largest mean first."""
    names = {part: f"{measure}[{part}]" for part in parts}
    found = {part: result.estimate(name) for part, name in names.items() if name in result.values}
    return dict(sorted(((p, e) for p, e in found.items() if e.n), key=lambda entry: -entry[1].mean))


def whole(result: Result, measure: str) -> Estimate | None:
    """A measure of the whole office; None if no replication has a value."""
    estimate = result.estimate(measure) if measure in result.values else None
    return estimate if estimate is not None and estimate.n else None


def has_prices(scenario: Scenario) -> bool:
    """Whether a scenario says what anything costs."""
    tariff = tariff_of(scenario)
    return bool(tariff.prices) or any(charge.price for charge in tariff.charges)


def counted_days(scenario: Scenario) -> int:
    """Days of which measures and costs are: those simulated without those before the window."""
    horizon = scenario.spec.horizon
    return horizon.days - horizon.warm_up_days


def staffed_places(scenario: Scenario) -> list[str]:
    """Names of what has a utilisation of its own: stations with servers, and pools."""
    office = scenario.resolved
    return [*(place.name for place in office.stations if place.servers), *office.pools]


def staffed_at_times(scenario: Scenario) -> list[str]:
    """Names of the stations at which somebody works at some time.

    Parameters
    ----------
    scenario : Scenario
        The office.

    Returns
    -------
    list of str
        In the order of the file; persons of a pool work wherever they can.
    """
    office = scenario.spec
    pools = {name for pool in office.staff if pool.persons and _works(pool.roster) for name in pool.skills}
    own = {each.name for each in office.stations if each.servers or (each.roster and _works(each.roster))}
    return [each.name for each in office.stations if each.name in pools | own]


def _works(roster: Sequence[Any] | None) -> bool:
    return roster is None or any(shift.servers for shift in roster)
