"""Results as files for people: one self-contained HTML page, CSV tables, provenance."""

from simulator.reports.comparison import comparison_rows, uncertain_rows, write_comparison, write_uncertain
from simulator.reports.files import write_run
from simulator.reports.html import run_report

__all__ = [
    "comparison_rows",
    "run_report",
    "uncertain_rows",
    "write_comparison",
    "write_run",
    "write_uncertain",
]
