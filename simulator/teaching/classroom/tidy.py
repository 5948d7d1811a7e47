"""What the server does by itself, at its start and once a day: forget guests, clear what was deleted off the disk."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import TYPE_CHECKING

from simulator.teaching.classroom.cookies import DAYS, LEARNER_COOKIE
from simulator.teaching.store import StoreError
from simulator.teaching.store.connect import address, is_sqlite

if TYPE_CHECKING:
    from logging import Logger, LoggerAdapter

    from simulator.teaching.classroom.classroom import Classroom

__all__ = ["tidy"]


def tidy(classroom: Classroom, log: Logger | LoggerAdapter[Logger], *, is_start: bool) -> None:
    """Delete guests whose cookie is no longer good, for nobody can come back as one of them.

    Parameters
    ----------
    classroom : Classroom
        With the store; one that does not exist yet is not made.
    log : Logger
        Is told if it could not be done.
    is_start : bool
        Whether the server starts, so that nobody reads: what an earlier deletion had to leave on the disk is cleared.
    """
    url = address(classroom.url)
    if is_sqlite(url) and not Path(str(url.database)).exists():
        return
    try:
        classroom.store.delete_guests(datetime.now(UTC) - timedelta(days=DAYS[LEARNER_COOKIE]))
        if is_start:
            classroom.store.purge()
    except StoreError as error:
        log.error("The database could not be tidied: %s", error)
