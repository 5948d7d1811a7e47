"""Who was there on which day: by what they did, not by a list."""

from datetime import date, datetime

from sqlalchemy import select
from sqlalchemy.orm import Session

from simulator.teaching.store.classes import class_by_id
from simulator.teaching.store.records import Attendance
from simulator.teaching.store.schema import EventRow, LearnerRow


def attendance(session: Session, class_id: int) -> list[Attendance]:
    """A row for each learner and day of the class, and for each other day on which the learner did something."""
    room = class_by_id(session, class_id)
    if room is None:
        return []
    people = select(LearnerRow.id, LearnerRow.pseudonym, LearnerRow.name).where(LearnerRow.class_id == class_id)
    times = select(EventRow.learner, EventRow.time).join(LearnerRow).where(LearnerRow.class_id == class_id)
    seen: dict[tuple[int, date], tuple[datetime, datetime]] = {}
    for learner, utc in session.execute(times):
        time = room.local(utc)
        first, last = seen.get((learner, time.date()), (time, time))
        seen[learner, time.date()] = (min(first, time), max(last, time))
    rows = [
        Attendance(pseudonym, name, day, day in room.days, *seen.get((learner, day), (None, None)))
        for learner, pseudonym, name in session.execute(people)
        for day in sorted({*room.days, *(day for who, day in seen if who == learner)})
    ]
    return sorted(rows, key=lambda row: (row.name.casefold(), row.pseudonym, row.day))
