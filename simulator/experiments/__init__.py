"""Replications and paired comparisons, with intervals and provenance."""

from simulator.experiments.compare import Comparison, compare
from simulator.experiments.provenance import Provenance, installed_versions, this_platform
from simulator.experiments.run import Progress, Result, measures_html, run
from simulator.measures import Estimate

__all__ = [
    "Comparison",
    "Estimate",
    "Progress",
    "Provenance",
    "Result",
    "compare",
    "installed_versions",
    "measures_html",
    "run",
    "this_platform",
]
