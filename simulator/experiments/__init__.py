"""Replications and paired comparisons, with intervals and provenance."""

from simulator.experiments.compare import Comparison, compare, holm
from simulator.experiments.notes import Note
from simulator.experiments.precision import Precision
from simulator.experiments.provenance import Provenance, installed_versions, this_platform
from simulator.experiments.result import Result, measures_html
from simulator.experiments.run import run
from simulator.experiments.together import Progress, SettingsError
from simulator.experiments.uncertainty import UncertainResult, run_uncertain
from simulator.measures import Estimate

__all__ = [
    "Comparison",
    "Estimate",
    "Note",
    "Precision",
    "Progress",
    "Provenance",
    "Result",
    "SettingsError",
    "UncertainResult",
    "compare",
    "holm",
    "installed_versions",
    "measures_html",
    "run",
    "run_uncertain",
    "this_platform",
]
