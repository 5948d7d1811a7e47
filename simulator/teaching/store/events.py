"""What learners did."""

from collections.abc import Mapping, Sequence
from datetime import UTC, datetime
from typing import Any

from sqlalchemy import ColumnElement, Connection, insert, select, update
from sqlalchemy.orm import Session

from simulator.teaching.journal import Event
from simulator.teaching.store.clean import VERBS, clean_result, read_object
from simulator.teaching.store.codes import is_token
from simulator.teaching.store.errors import StoreError
from simulator.teaching.store.limits import EVENTS_PER_LEARNER
from simulator.teaching.store.records import ClassEvent
from simulator.teaching.store.schema import Base, EventRow, LearnerRow

_CLASSES, _LEARNERS, _EVENTS = (Base.metadata.tables[name] for name in ("classes", "learners", "events"))

ATTENDANCE = "attendance"
"""What stands in the place of a lesson's name in an event that the trainer noted by hand."""


def new_event(verb: str, object: str, result: Mapping[str, Any], time: datetime | None = None) -> dict[str, Any]:
    """Columns of an event fit to be kept; whose is not yet said."""
    if verb not in VERBS or (time is not None and time.tzinfo is None):
        raise StoreError("event_wrong")
    lesson, step = read_object(object)
    time = (time or datetime.now(UTC)).astimezone(UTC)
    return {"verb": verb, "lesson": lesson, "step": step, "result": clean_result(result), "time": time}


def hand_in(
    connection: Connection, learner_id: str, answers: Sequence[Mapping[str, Any]], end: Mapping[str, Any]
) -> bool:
    """Keep the answers to a test and its end in one piece; False, and nothing is kept, if it has ended before.

    The limit of events does not count here: a test ends once, and a learner who has filled the store may end it, too.
    """
    is_owner = _is_owner(learner_id)
    if connection.dialect.name != "sqlite":
        _lock_class(connection, is_owner)
    owner = connection.scalar(select(_LEARNERS.c.id).where(is_owner))
    if owner is None:
        raise StoreError("learner_unknown")
    same = (_EVENTS.c.learner == owner, _EVENTS.c.lesson == end["lesson"], _EVENTS.c.verb == end["verb"])
    if connection.scalar(select(_EVENTS.c.id).where(*same).limit(1)) is not None:
        return False
    kept = [{"learner": owner, **event} for event in (*answers, end)]
    connection.execute(insert(_EVENTS), kept)
    counted = update(_LEARNERS).where(_LEARNERS.c.id == owner)
    connection.execute(counted.values(events=_LEARNERS.c.events + len(kept)))
    return True


def _is_owner(learner_id: str) -> ColumnElement[bool]:
    if not is_token(learner_id):
        raise StoreError("learner_unknown")
    return _LEARNERS.c.token == learner_id


def add_event(connection: Connection, learner_id: str, event: Mapping[str, Any]) -> None:
    """Keep an event of a learner, by two short statements: all other writers wait meanwhile."""
    is_owner = _is_owner(learner_id)
    if connection.dialect.name != "sqlite":
        _lock_class(connection, is_owner)
    has_room = _LEARNERS.c.events < EVENTS_PER_LEARNER
    counted = update(_LEARNERS).where(is_owner, has_room).values(events=_LEARNERS.c.events + 1)
    owner = connection.scalar(counted.returning(_LEARNERS.c.id))
    if owner is None:
        is_known = connection.scalar(select(_LEARNERS.c.id).where(is_owner)) is not None
        raise StoreError("events_full", limit=EVENTS_PER_LEARNER) if is_known else StoreError("learner_unknown")
    connection.execute(insert(_EVENTS).values(learner=owner, **event))


def _lock_class(connection: Connection, is_owner: ColumnElement[bool]) -> None:
    """Let writers of one class take turns: numbers of events then rise in the order in which they can be seen."""
    of_class = select(_CLASSES.c.id).join(_LEARNERS, _LEARNERS.c.class_id == _CLASSES.c.id).where(is_owner)
    connection.execute(of_class.with_for_update(of=_CLASSES, key_share=True))


def events(session: Session, learner_id: str, lesson: str | None = None) -> list[Event]:
    """Events of a learner, in the order in which they were kept."""
    if not is_token(learner_id):
        return []
    is_theirs = EventRow.learner == LearnerRow.id
    query = select(EventRow).join(LearnerRow, is_theirs).where(LearnerRow.token == learner_id).order_by(EventRow.id)
    if lesson is not None:
        query = query.where(EventRow.lesson == lesson)
    return [Event(row.verb, object_of(row.lesson, row.step), row.result, row.time) for row in session.scalars(query)]


def class_events(
    session: Session,
    class_id: int,
    since_id: int = 0,
    limit: int | None = None,
    *,
    verb: str | None = None,
    lessons: Sequence[str] | None = None,
) -> list[ClassEvent]:
    """Events of a class after one of them, in order; all, or those with a verb or in some lessons."""
    query = (
        select(
            *(EventRow.id, EventRow.verb, EventRow.lesson, EventRow.step, EventRow.result, EventRow.time),
            *(LearnerRow.pseudonym, LearnerRow.name),
        )
        .join(LearnerRow, LearnerRow.id == EventRow.learner)
        .where(LearnerRow.class_id == class_id, EventRow.id > since_id)
        .order_by(EventRow.id)
        .limit(limit)
    )
    if verb is not None:
        query = query.where(EventRow.verb == verb)
    if lessons is not None:
        query = query.where(EventRow.lesson.in_(lessons))
    return [
        ClassEvent(found, object_of(lesson, step), result, time, number, pseudonym, name)
        for number, found, lesson, step, result, time, pseudonym, name in session.execute(query)
    ]


def object_of(lesson: str, step: str) -> str:
    """Lesson and step as xAPI's object has them."""
    return f"{lesson}#{step}" if step else lesson
