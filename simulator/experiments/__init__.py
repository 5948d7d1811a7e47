"""From one run to a decision: replications, comparisons, designs, searches, each number with its interval."""

from simulator.experiments.compare import Comparison, compare, holm
from simulator.experiments.designs import Design, read_design
from simulator.experiments.goals import Goal, read_goal
from simulator.experiments.notes import Note
from simulator.experiments.optimise import optimise
from simulator.experiments.optimum import Optimum
from simulator.experiments.precision import Precision
from simulator.experiments.provenance import Provenance, installed_versions, this_platform
from simulator.experiments.result import Result, measures_html
from simulator.experiments.run import run
from simulator.experiments.selection import Selection, select
from simulator.experiments.sensitivity import sensitivity
from simulator.experiments.settings import Progress, SettingsError
from simulator.experiments.sweep import Sweep, sweep
from simulator.experiments.uncertainty import UncertainResult, run_uncertain
from simulator.measures import Estimate

__all__ = [
    "Comparison",
    "Design",
    "Estimate",
    "Goal",
    "Note",
    "Optimum",
    "Precision",
    "Progress",
    "Provenance",
    "Result",
    "Selection",
    "SettingsError",
    "Sweep",
    "UncertainResult",
    "compare",
    "holm",
    "installed_versions",
    "measures_html",
    "optimise",
    "read_design",
    "read_goal",
    "run",
    "run_uncertain",
    "select",
    "sensitivity",
    "sweep",
    "this_platform",
]
