"""Rules between the fields of a scenario that a type cannot say."""

from simulator.scenario.check_bounds import bounds
from simulator.scenario.check_demand import demand
from simulator.scenario.check_names import calendar_names, names
from simulator.scenario.check_outages import outages
from simulator.scenario.check_people import channels, population
from simulator.scenario.check_places import stations
from simulator.scenario.check_returns import returns
from simulator.scenario.check_routes import routes
from simulator.scenario.check_staff import staff
from simulator.scenario.check_time import calendars, dates, horizon, rosters
from simulator.scenario.check_values import values
from simulator.scenario.errors import Path_, Problem
from simulator.scenario.schema import ScenarioSpec
from simulator.scenario.sources import blocks, source_problems, wrong_keys

_RULES = (
    *(horizon, calendars, rosters, population, channels, stations, staff, demand, routes, returns, outages, bounds),
    source_problems,
)
_RULES_OF_BLOCKS = (names, calendar_names, dates, values, wrong_keys)
"""Rules that look at each block, wherever it stands; the blocks are looked for once."""


def check_spec(spec: ScenarioSpec) -> list[tuple[Path_, Problem]]:
    """Every broken rule of a typed scenario, with its path for the line number."""
    everywhere = blocks(spec, ())
    found = [each for of_blocks in _RULES_OF_BLOCKS for each in of_blocks(spec, everywhere)]
    return found + [each for rule in _RULES for each in rule(spec)]
