"""Classes and their seats."""

from collections.abc import Iterable
from datetime import UTC, date, datetime
from uuid import uuid4

from sqlalchemy import delete, func, insert, select
from sqlalchemy.orm import Session

from simulator.locale import LANGUAGES
from simulator.teaching.store import codes
from simulator.teaching.store.clean import clean_line
from simulator.teaching.store.errors import StoreError
from simulator.teaching.store.limits import DAYS, SEATS, TITLE_LETTERS
from simulator.teaching.store.records import ZONES, ClassRoom, Seat, zone_here
from simulator.teaching.store.schema import ClassRow, DayRow, LearnerRow, SeatRow


def create_class(
    session: Session,
    title: str,
    *,
    place: str,
    lang: str,
    curriculum: str,
    days: Iterable[date],
    seats: int,
    zone: str | None = None,
) -> ClassRoom:
    """Make a class with its seats."""
    meets = sorted(set(days))
    if not 1 <= len(meets) <= DAYS:
        raise StoreError("days_wrong", limit=DAYS)
    if not 1 <= seats <= SEATS:
        raise StoreError("seats_wrong", limit=SEATS)
    zone = zone or zone_here()
    if lang not in LANGUAGES or zone not in ZONES:
        raise StoreError("choice_unknown")
    row = ClassRow(
        key=str(uuid4()),
        code=_free_class_code(session),
        title=_line(title, is_needed=True),
        place=_line(place),
        lang=lang,
        curriculum=_line(curriculum),
        zone=zone,
        made_at=datetime.now(UTC),
    )
    session.add(row)
    session.flush()
    session.execute(insert(DayRow), [{"class_id": row.id, "day": day} for day in meets])
    add_seats(session, row.id, seats)
    return class_room(session, row)


def add_seats(session: Session, class_id: int, number: int) -> None:
    """Make more seats, after those that are there."""
    last = session.scalar(select(func.max(SeatRow.position)).where(SeatRow.class_id == class_id)) or 0
    for position in range(last + 1, last + number + 1):
        session.add(SeatRow(class_id=class_id, position=position, code=fresh_seat_code(session, class_id)))
    session.flush()


def fresh_seat_code(session: Session, class_id: int) -> str:
    """A personal code that nobody in the class has."""
    while True:
        code = codes.seat_code()
        if session.scalar(select(SeatRow.id).where(SeatRow.class_id == class_id, SeatRow.code == code)) is None:
            return code


def class_room(session: Session, row: ClassRow) -> ClassRoom:
    """The record of a class."""
    days = session.scalars(select(DayRow.day).where(DayRow.class_id == row.id).order_by(DayRow.day))
    seats = session.scalar(select(func.count()).where(SeatRow.class_id == row.id)) or 0
    return ClassRoom(
        id=row.id,
        code=row.code,
        title=row.title,
        place=row.place,
        lang=row.lang,
        curriculum=row.curriculum,
        zone=row.zone,
        days=tuple(days),
        seats=seats,
        made_at=row.made_at,
    )


def classes(session: Session) -> list[ClassRoom]:
    """All classes, the newest first."""
    return [class_room(session, row) for row in session.scalars(select(ClassRow).order_by(ClassRow.id.desc()))]


def class_by_code(session: Session, code: str) -> ClassRoom | None:
    """The class of a code as somebody typed it."""
    row = row_by_code(session, code)
    return class_room(session, row) if row else None


def row_by_code(session: Session, code: str) -> ClassRow | None:
    """The row of the class of a code as somebody typed it."""
    read = codes.read_code(code)
    return session.scalar(select(ClassRow).where(ClassRow.code == read)) if read else None


def class_by_id(session: Session, class_id: int) -> ClassRoom | None:
    """The class of a number."""
    row = session.get(ClassRow, class_id)
    return class_room(session, row) if row else None


def seats(session: Session, class_id: int) -> list[Seat]:
    """Personal codes, in the order of the sheet, with the names of those who have them."""
    query = (
        select(SeatRow.code, SeatRow.position, LearnerRow.name, LearnerRow.pseudonym)
        .outerjoin(LearnerRow, LearnerRow.id == SeatRow.learner)
        .where(SeatRow.class_id == class_id)
        .order_by(SeatRow.position)
    )
    found = session.execute(query)
    return [Seat(code, position, name or "", pseudonym or "") for code, position, name, pseudonym in found]


def delete_class(session: Session, class_id: int) -> None:
    """Delete a class and all that hangs on it."""
    session.execute(delete(ClassRow).where(ClassRow.id == class_id))


def _line(text: str, *, is_needed: bool = False) -> str:
    line = clean_line(text, TITLE_LETTERS)
    if is_needed and not line:
        raise StoreError("title_missing")
    if len(line) > TITLE_LETTERS:
        raise StoreError("text_of_class_long", limit=TITLE_LETTERS)
    return line


def _free_class_code(session: Session) -> str:
    while True:
        code = codes.class_code()
        if row_by_code(session, code) is None:
            return code
