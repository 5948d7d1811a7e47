"""The narrow waist: one table of everything that happened, its kinds, invariants, reading and writing."""

from simulator.eventlog.files import STATED_DATE, moments, read_parquet, write_csv, write_parquet
from simulator.eventlog.invariants import broken_invariants
from simulator.eventlog.kinds import Cause, Event
from simulator.eventlog.log import COLUMNS, NONE, EventLog, LogBuilder, Names, concat_logs
from simulator.eventlog.vidigi import vidigi_table, write_vidigi
from simulator.eventlog.xes import server_label, write_xes

__all__ = [
    "COLUMNS",
    "NONE",
    "STATED_DATE",
    "Cause",
    "Event",
    "EventLog",
    "LogBuilder",
    "Names",
    "broken_invariants",
    "concat_logs",
    "moments",
    "read_parquet",
    "server_label",
    "vidigi_table",
    "write_csv",
    "write_parquet",
    "write_vidigi",
    "write_xes",
]
