"""Where most people work, and where applicants wait for them."""

from collections.abc import Sequence

import numpy as np

from simulator.reports.facts import front_stations
from simulator.scenario import Scenario
from simulator.scenario.resolved import ResolvedServer

__all__ = ["front_places", "largest_place", "sizes_of"]


def sizes_of(scenario: Scenario) -> dict[str, int]:
    """Pools, then stations with servers of their own -> persons on shift at most."""
    office = scenario.resolved
    pools = {name: [one for one in office.persons if one.pool == at] for at, name in enumerate(office.pools)}
    stations = {one.name: list(one.servers) for one in office.stations if one.servers}
    return {name: _most_at_once(servers) for name, servers in {**pools, **stations}.items()}


def _most_at_once(servers: Sequence[ResolvedServer]) -> int:
    turns = sorted(
        (time, step) for one in servers for start, end in one.shifts for time, step in ((start, 1), (end, -1))
    )
    return int(np.cumsum([step for _, step in turns]).max(initial=0))


def largest_place(scenario: Scenario) -> str:
    """The pool or station with most persons on shift at a time; the first of several, empty if nobody works."""
    sizes = sizes_of(scenario)
    return max(sizes, key=lambda name: sizes[name]) if any(sizes.values()) else ""


def front_places(scenario: Scenario) -> list[str]:
    """Stations to which applicants come: first where most people serve, then in the order of the file."""
    front, largest = front_stations(scenario), largest_place(scenario)
    skills = next((pool.skills for pool in scenario.spec.staff if pool.name == largest), [largest])
    main = next((name for name in skills if name in front), "")
    return sorted(front, key=lambda name: name != main)
