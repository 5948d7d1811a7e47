"""How far everyone is, and what they guessed."""

from collections import Counter, defaultdict
from collections.abc import Iterable, Sequence
from datetime import datetime
from itertools import pairwise
from math import isfinite
from typing import NamedTuple, TypeGuard

from sqlalchemy import ColumnElement, and_, case, false, func, or_, select
from sqlalchemy.orm import Session

from simulator.teaching.store.answers import TESTS, first_tries
from simulator.teaching.store.events import ATTENDANCE, class_events, object_of
from simulator.teaching.store.records import ClassEvent, Predictions, Progress
from simulator.teaching.store.schema import EventRow, LearnerRow

#: A longer silence between two events is taken to be a break and counts as this much.
LONGEST_PAUSE_MIN = 5.0


class _Step(NamedTuple):
    """An event without its result."""

    name: str
    step: str
    verb: str
    time: datetime


def progress(session: Session, class_id: int) -> list[Progress]:
    """A row for each learner and lesson that was opened; tests are no lessons."""
    return _rows(session, class_id, EventRow.lesson.not_in((*TESTS, ATTENDANCE)))


def newest(session: Session, class_id: int, tests: Sequence[str] = ()) -> list[Progress]:
    """A row for each learner who has begun: the lesson, or one of `tests`, of the newest event.

    Only the events of that place are read, so that it can be asked every few seconds. Of a test no answer is told.
    """
    last = func.max(EventRow.id)
    places = select(EventRow.learner, EventRow.lesson, last).join(LearnerRow).where(LearnerRow.class_id == class_id)
    hidden = {*TESTS, ATTENDANCE} - set(tests)
    here: dict[int, tuple[int, str]] = {}
    for learner, lesson, event in session.execute(places.group_by(EventRow.learner, EventRow.lesson)):
        if lesson not in hidden:
            here[learner] = max(here.get(learner, (0, "")), (event, lesson))
    by_lesson: dict[str, list[int]] = {}
    for learner, (_, lesson) in here.items():
        by_lesson.setdefault(lesson, []).append(learner)
    is_there = (and_(EventRow.lesson == lesson, EventRow.learner.in_(who)) for lesson, who in by_lesson.items())
    return _rows(session, class_id, or_(false(), *is_there))


def _rows(session: Session, class_id: int, is_wanted: ColumnElement[bool]) -> list[Progress]:
    answer = case((EventRow.verb == "answered", EventRow.result))
    query = (
        select(
            *(LearnerRow.pseudonym, EventRow.lesson, LearnerRow.name),
            *(EventRow.step, EventRow.verb, EventRow.time, EventRow.id, answer),
        )
        .join(LearnerRow)
        .where(LearnerRow.class_id == class_id, is_wanted)
        .order_by(EventRow.id)
    )
    steps: defaultdict[tuple[str, str], list[_Step]] = defaultdict(list)
    answers: list[ClassEvent] = []
    for pseudonym, lesson, name, step, verb, time, number, result in session.execute(query):
        steps[pseudonym, lesson].append(_Step(name, step, verb, time))
        if result is not None and lesson not in TESTS:
            answers.append(ClassEvent(verb, object_of(lesson, step), result, time, number, pseudonym, name))
    answered, right = Counter[tuple[str, str]](), Counter[tuple[str, str]]()
    for first in first_tries(answers):
        answered[first.pseudonym, first.lesson] += 1
        right[first.pseudonym, first.lesson] += first.is_right
    rows = [_progress(*where, found, answered[where], right[where]) for where, found in steps.items()]
    return sorted(rows, key=lambda row: (row.name.casefold(), row.pseudonym, row.lesson))


def predictions(session: Session, class_id: int, lesson: str, step: str | None = None) -> Predictions:
    """First guess of each learner at a step; without a step, at the one that most have reached."""
    first: dict[tuple[str, str], tuple[float, str]] = {}
    for event in class_events(session, class_id, verb="predicted", lessons=[lesson]):
        value = event.result.get("value")
        if _is_number(value):
            first.setdefault((event.step, event.pseudonym), (float(value), str(event.result.get("unit", ""))))
    if step is None:
        steps = Counter(found for found, _ in first)
        step = max(steps, key=lambda found: steps[found], default="")
    here = [guess for (found, _), guess in first.items() if found == step]
    units = Counter(unit for _, unit in here)
    return Predictions(step, [value for value, _ in here], units.most_common(1)[0][0] if units else "")


def _progress(pseudonym: str, lesson: str, events: list[_Step], answered: int, right: int) -> Progress:
    steps = [event.step for event in events if event.step]
    return Progress(
        pseudonym=pseudonym,
        name=events[0].name,
        lesson=lesson,
        last_step=steps[-1] if steps else "",
        steps_done=len(set(steps)),
        quiz_answered=answered,
        quiz_right=right,
        minutes=active_minutes(event.time for event in events),
        is_completed=any(event.verb == "completed" for event in events),
        last_time=events[-1].time,
    )


def active_minutes(times: Iterable[datetime]) -> float:
    """Minutes between events, each silence counted up to :data:`LONGEST_PAUSE_MIN`."""
    seconds = sorted(time.timestamp() for time in times)
    return sum(min(later - earlier, 60 * LONGEST_PAUSE_MIN) for earlier, later in pairwise(seconds)) / 60


def _is_number(value: object) -> TypeGuard[float]:
    return isinstance(value, int | float) and not isinstance(value, bool) and isfinite(value)
