"""SimPTSP: training and planning for one-stop licensing offices.

>>> import simulator as sim
>>> office = sim.load_scenario("kabupaten-menengah")
>>> result = sim.run(office, replications=5, seed=2026)
>>> more = office.patched("satu-loket-tambahan")
>>> gain = sim.compare(office, more, replications=5, seed=2026)
"""

from simulator.experiments import Comparison, Result, compare, run
from simulator.measures import Estimate
from simulator.scenario import Scenario, ScenarioError, library_names, load_scenario

__all__ = [
    "Comparison",
    "Estimate",
    "Result",
    "Scenario",
    "ScenarioError",
    "compare",
    "library_names",
    "load_scenario",
    "run",
]
