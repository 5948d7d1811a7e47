"""Results as files for people: one self-contained HTML page, CSV tables, provenance."""

from simulator.reports.files import write_run
from simulator.reports.html import run_report

__all__ = ["run_report", "write_run"]
