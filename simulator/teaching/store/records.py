"""What the store gives: plain records, none of which writes to the database."""

from dataclasses import dataclass, field
from datetime import date, datetime, timedelta, timezone

from simulator.teaching.journal import Event

ZONES = {"WIB": 7, "WITA": 8, "WIT": 9}
"""Hours ahead of UTC of Indonesia's three time zones; none has summer time."""


def zone_here() -> str:
    """Return the zone of this computer's clock; western Indonesia for a clock elsewhere, as servers have."""
    offset = datetime.now().astimezone().utcoffset()
    return next((zone for zone, hours in ZONES.items() if timedelta(hours=hours) == offset), "WIB")


@dataclass(frozen=True)
class ClassRoom:
    """A class.

    Attributes
    ----------
    id : int
        Number in this store; never used again after a deletion.
    code : str
        What learners type to join.
    title, place : str
        As the trainer wrote them.
    lang : str
        ``id`` or ``en``.
    curriculum : str
        Name of its folder in ``curricula/``.
    zone : str
        Key of :data:`ZONES`.
    days : tuple of date
        When it meets, in order.
    seats : int
        Personal codes made so far.
    made_at : datetime
        UTC.
    """

    id: int
    code: str
    title: str
    place: str
    lang: str
    curriculum: str
    zone: str
    days: tuple[date, ...]
    seats: int
    made_at: datetime

    def local(self, time: datetime) -> datetime:
        """A time on the clock of the place."""
        return time.astimezone(timezone(timedelta(hours=ZONES[self.zone]), self.zone))


@dataclass(frozen=True)
class Seat:
    """A personal code of a class.

    Attributes
    ----------
    code : str
        What a learner types to come back; secret from the others.
    position : int
        From 1, as printed on the sheet.
    name, pseudonym : str
        Of who has it; empty while it is free.
    """

    code: str = field(repr=False)
    position: int
    name: str = ""
    pseudonym: str = ""

    @property
    def is_free(self) -> bool:
        """Whether nobody has it yet."""
        return not self.pseudonym


@dataclass(frozen=True)
class Learner:
    """Somebody who learns.

    Attributes
    ----------
    id : str
        Secret: who has it is this learner.
    pseudonym : str
        What exports show.
    name : str
        As shown in class; empty for a guest.
    lang : str
        ``id`` or ``en``.
    class_id : int or None
        None for a guest.
    seat_code : str or None
        Secret: to come back. None for a guest.
    """

    id: str = field(repr=False)
    pseudonym: str
    name: str
    lang: str
    class_id: int | None = None
    seat_code: str | None = field(default=None, repr=False)


@dataclass(frozen=True)
class ClassEvent(Event):
    """An event of somebody in a class.

    Attributes
    ----------
    id : int
        Rises with each event of the class: ask for those after it.
    pseudonym, name : str
        Whose.
    """

    id: int
    pseudonym: str
    name: str


@dataclass(frozen=True)
class Progress:
    """How far a learner is in a lesson.

    Attributes
    ----------
    pseudonym, name, lesson : str
        Whose, where.
    last_step : str
        The newest event's step; empty if only the lesson was opened.
    steps_done : int
        Steps with at least one event.
    quiz_answered, quiz_right : int
        Quiz questions answered, and those right at the first try.
    minutes : float
        Between the events, without the long pauses; see :data:`simulator.teaching.store.progress.LONGEST_PAUSE_MIN`.
    is_completed : bool
        Whether the end was reached.
    last_time : datetime
        Of the newest event, UTC.
    """

    pseudonym: str
    name: str
    lesson: str
    last_step: str
    steps_done: int
    quiz_answered: int
    quiz_right: int
    minutes: float
    is_completed: bool
    last_time: datetime

    @property
    def quiz_score(self) -> float | None:
        """Share right at the first try; None before the first answer."""
        return self.quiz_right / self.quiz_answered if self.quiz_answered else None


@dataclass(frozen=True)
class Predictions:
    """First guesses of a class.

    Attributes
    ----------
    step : str
        Where they were asked; empty if nobody has guessed.
    values : list of float
        One for each learner, in the order they came.
    unit : str
        As the lesson says it; empty if it does not.
    """

    step: str
    values: list[float]
    unit: str


@dataclass(frozen=True)
class Attendance:
    """A learner on a day.

    Attributes
    ----------
    pseudonym, name : str
        Whose.
    day : date
        On the calendar of the place.
    is_planned : bool
        Whether the class meets on that day.
    first, last : datetime or None
        First and last event, on the clock of the place; None if there was none.
    """

    pseudonym: str
    name: str
    day: date
    is_planned: bool
    first: datetime | None
    last: datetime | None


@dataclass(frozen=True)
class Certificate:
    """A certificate as its code proves it.

    Attributes
    ----------
    code : str
        Printed on it, for who wants to verify it.
    name, title, place : str
        Of the learner and of the class.
    days : tuple of date
        When the class met.
    jp : int
        Lesson hours (jam pelajaran) of 45 minutes.
    issued_at : datetime
        UTC.
    issued_on : date
        The same on the calendar of the place.
    """

    code: str
    name: str
    title: str
    place: str
    days: tuple[date, ...]
    jp: int
    issued_at: datetime
    issued_on: date


@dataclass(frozen=True)
class KeptStudy:
    """A planner's study, without what is in it.

    Attributes
    ----------
    id : str
        Names it; 256 random bits.
    name : str
        What the planner calls it.
    created_at, changed_at : datetime
        UTC.
    """

    id: str
    name: str
    created_at: datetime
    changed_at: datetime
