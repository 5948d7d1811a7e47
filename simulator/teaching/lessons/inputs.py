"""Inputs of an office, looked up by their paths."""

from typing import Any

from simulator.scenario import Scenario


def value(scenario: Scenario, path: str) -> Any:
    """An input of the office as it stands in the scenario, by its path."""
    return next(each.value for each in scenario.inputs() if each.path == path)


def number(scenario: Scenario, path: str) -> float:
    """An input of the office that is a number, by its path."""
    return float(value(scenario, path))
