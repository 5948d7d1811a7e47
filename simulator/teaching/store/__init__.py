"""Classes, what their learners did, and planners' studies, in SQLite or PostgreSQL. See ``docs/store.md``."""

from simulator.teaching.store.errors import JoinError, StoreError
from simulator.teaching.store.journal import StoreJournal, journal, preload
from simulator.teaching.store.records import (
    Attendance,
    Certificate,
    ClassEvent,
    ClassRoom,
    KeptStudy,
    Learner,
    Predictions,
    Progress,
    Seat,
)
from simulator.teaching.store.store import Store, open_store

__all__ = [
    "Attendance",
    "Certificate",
    "ClassEvent",
    "ClassRoom",
    "JoinError",
    "KeptStudy",
    "Learner",
    "Predictions",
    "Progress",
    "Seat",
    "Store",
    "StoreError",
    "StoreJournal",
    "journal",
    "open_store",
    "preload",
]
