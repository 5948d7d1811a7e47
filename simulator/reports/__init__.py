"""Results as files for people: reports as HTML, DOCX and XLSX, tables as CSV, manifests to make them again."""

from simulator.reports.comparison import comparison_rows, uncertain_rows, write_comparison, write_uncertain
from simulator.reports.files import write_run
from simulator.reports.html import render_html, run_report
from simulator.reports.recompute import ReportError
from simulator.reports.selection import write_selection
from simulator.reports.study import folder_report, scenario_report, write_report

__all__ = [
    "ReportError",
    "comparison_rows",
    "folder_report",
    "render_html",
    "run_report",
    "scenario_report",
    "uncertain_rows",
    "write_comparison",
    "write_report",
    "write_run",
    "write_selection",
    "write_uncertain",
]
