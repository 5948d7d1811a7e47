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
from simulator.scenario.sources import source_problems

_RULES = (
    *(names, calendar_names, horizon, dates, calendars, rosters, population, channels, stations, staff, demand, routes),
    *(returns, outages, values, bounds, source_problems),
)


def check_spec(spec: ScenarioSpec) -> list[tuple[Path_, Problem]]:
    """Every broken rule of a typed scenario, with its path for the line number."""
    return [found for rule in _RULES for found in rule(spec)]
