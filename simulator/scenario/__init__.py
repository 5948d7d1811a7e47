"""What office, what rules: a YAML file in human form -> a complete, hashed scenario."""

from simulator.scenario.errors import CODES, Problem, ScenarioError
from simulator.scenario.library import LIBRARY, library_names
from simulator.scenario.resolve import resolve
from simulator.scenario.resolved import (
    NEVER,
    Duration,
    ResolvedClass,
    ResolvedOutage,
    ResolvedScenario,
    ResolvedStation,
    ResolvedStep,
)
from simulator.scenario.scenario import Scenario, load_scenario
from simulator.scenario.schema import ScenarioSpec
from simulator.scenario.sources import ASSUMED, Input

__all__ = [
    "ASSUMED",
    "CODES",
    "LIBRARY",
    "NEVER",
    "Duration",
    "Input",
    "Problem",
    "ResolvedClass",
    "ResolvedOutage",
    "ResolvedScenario",
    "ResolvedStation",
    "ResolvedStep",
    "Scenario",
    "ScenarioError",
    "ScenarioSpec",
    "library_names",
    "load_scenario",
    "resolve",
]
