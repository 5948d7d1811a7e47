"""The narrow waist: one table of everything that happened, its kinds, invariants, reading and writing."""

from simulator.eventlog.files import read_parquet, write_csv, write_parquet
from simulator.eventlog.invariants import broken_invariants
from simulator.eventlog.kinds import Cause, Event
from simulator.eventlog.log import COLUMNS, NONE, EventLog, LogBuilder, Names, concat_logs

__all__ = [
    "COLUMNS",
    "NONE",
    "Cause",
    "Event",
    "EventLog",
    "LogBuilder",
    "Names",
    "broken_invariants",
    "concat_logs",
    "read_parquet",
    "write_csv",
    "write_parquet",
]
