"""What reports say of an office beside its measures: where people wait, what waits out of sight, who comes."""

from collections.abc import Iterable

from simulator.experiments import Result
from simulator.measures import Estimate
from simulator.scenario import Scenario

NEARLY_FULL = 0.85
"""Share of staffed time from which on waits grow quickly with a little more work."""


def front_stations(scenario: Scenario) -> list[str]:
    """Names of the stations with staff that people who visit the office come to first.

    Parameters
    ----------
    scenario : Scenario
        The office.

    Returns
    -------
    list of str
        In the order of the file.
    """
    office = scenario.resolved
    first = {
        route[0].station
        for each in office.case_classes
        for channel, route in zip(office.channels, each.routes, strict=True)
        if channel.in_person and route
    }
    return [place.name for at, place in enumerate(office.stations) if at in first and place.kind == "staffed"]


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


def staffed_places(scenario: Scenario) -> list[str]:
    """Names of what has a utilisation of its own: stations with servers, and pools."""
    office = scenario.resolved
    return [*(place.name for place in office.stations if place.servers), *office.pools]
