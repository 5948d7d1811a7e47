"""SimPTSP: training and planning for one-stop licensing offices.

>>> import simulator as sim
>>> office = sim.load_scenario("kabupaten-menengah")
>>> result = sim.run(office, replications=5, seed=2026)
>>> more = office.patched("satu-loket-tambahan")
>>> gain = sim.compare(office, more, replications=5, seed=2026)
"""

from importlib import import_module
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from simulator.experiments import (
        Comparison,
        Design,
        Goal,
        Optimum,
        Result,
        Selection,
        Sweep,
        UncertainResult,
        compare,
        optimise,
        read_design,
        read_goal,
        run,
        run_uncertain,
        select,
        sensitivity,
        sweep,
    )
    from simulator.measures import Estimate
    from simulator.scenario import Scenario, ScenarioError, library_names, load_scenario

__all__ = [
    "Comparison",
    "Design",
    "Estimate",
    "Goal",
    "Optimum",
    "Result",
    "Scenario",
    "ScenarioError",
    "Selection",
    "Sweep",
    "UncertainResult",
    "compare",
    "library_names",
    "load_scenario",
    "optimise",
    "read_design",
    "read_goal",
    "run",
    "run_uncertain",
    "select",
    "sensitivity",
    "sweep",
]

_OF_SCENARIOS = ("Scenario", "ScenarioError", "library_names", "load_scenario")


def __getattr__(name: str) -> Any:
    """Import the public names when they are first used: a command that needs none of them starts at once."""
    if name not in __all__:
        raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
    package = "scenario" if name in _OF_SCENARIOS else "experiments"
    return getattr(import_module(f"{__name__}.{package}"), name)


def __dir__() -> list[str]:
    """The public names, for whoever asks with the tab key."""
    return __all__
