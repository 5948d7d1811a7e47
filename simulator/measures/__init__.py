"""Event log -> numbers. No engine is imported here."""

from simulator.measures.estimate import CONFIDENCE, Estimate, estimate_mean, summarise, summarise_by
from simulator.measures.office import (
    BETTER,
    UNITS,
    Window,
    better,
    measure,
    measure_names,
    measure_rows,
    measures_frame,
    unit_of,
)
from simulator.measures.queues import queue_area_ms, queue_through_day
from simulator.measures.staff import staff_time
from simulator.measures.tables import cases, queueing_stations, visits

__all__ = [
    "BETTER",
    "CONFIDENCE",
    "UNITS",
    "Estimate",
    "Window",
    "better",
    "cases",
    "estimate_mean",
    "measure",
    "measure_names",
    "measure_rows",
    "measures_frame",
    "queue_area_ms",
    "queue_through_day",
    "queueing_stations",
    "staff_time",
    "summarise",
    "summarise_by",
    "unit_of",
    "visits",
]
