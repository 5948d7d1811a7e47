"""Who learns: joining a class, coming back, guests, and being forgotten."""

from datetime import UTC, datetime

from sqlalchemy import delete, exists, func, select, update
from sqlalchemy.orm import Session

from simulator.locale import LANGUAGES
from simulator.teaching.store import codes
from simulator.teaching.store.classes import add_seats, fresh_seat_code, row_by_code
from simulator.teaching.store.clean import clean_name
from simulator.teaching.store.errors import JoinError, StoreError
from simulator.teaching.store.limits import NAME_LETTERS, SEATS
from simulator.teaching.store.records import Learner
from simulator.teaching.store.schema import ClassRow, EventRow, LearnerRow, SeatRow, StudyRow


def join(session: Session, class_code: str, name: str, seat_code: str | None = None) -> Learner:
    """Take a seat in a class, or come back to the one that was taken."""
    room = row_by_code(session, class_code)
    if room is None:
        raise JoinError("class_unknown")
    lock_class(session, room.id)
    seat = _seat_of_code(session, room.id, seat_code) if seat_code else None
    if seat is not None and seat.learner is not None:
        return _record(session, session.get_one(LearnerRow, seat.learner))
    name = clean_name(name)
    seat = seat or _free_seat(session, room.id)
    row = _added(session, room.id, _numbered(session, room.id, name), room.lang)
    seat.learner = row.id
    session.flush()
    return _record(session, row)


def guest(session: Session, lang: str) -> Learner:
    """Somebody who learns alone."""
    if lang not in LANGUAGES:
        raise StoreError("choice_unknown")
    return _record(session, _added(session, None, "", lang))


def learner(session: Session, learner_id: str) -> Learner | None:
    """Who has this secret."""
    row = row_of(session, learner_id)
    return _record(session, row) if row else None


def learners(session: Session, class_id: int) -> list[Learner]:
    """Everyone in a class, by name."""
    rows = session.scalars(select(LearnerRow).where(LearnerRow.class_id == class_id))
    return sorted((_record(session, row) for row in rows), key=lambda one: (one.name.casefold(), one.pseudonym))


def row_of(session: Session, learner_id: str) -> LearnerRow | None:
    """Row of who has this secret."""
    if not codes.is_token(learner_id):
        return None
    return session.scalar(select(LearnerRow).where(LearnerRow.token == learner_id))


def row_of_pseudonym(session: Session, class_id: int, pseudonym: str) -> LearnerRow:
    """Row of somebody in a class."""
    is_it = (LearnerRow.class_id == class_id, LearnerRow.pseudonym == f"P-{codes.read_code(pseudonym[2:])}")
    row = session.scalar(select(LearnerRow).where(*is_it))
    if row is None:
        raise StoreError("learner_unknown")
    return row


def rename(session: Session, class_id: int, pseudonym: str, name: str) -> None:
    """Write a learner's name anew; for the trainer."""
    lock_class(session, class_id)
    row = row_of_pseudonym(session, class_id, pseudonym)
    row.name_key = None
    session.flush()
    row.name = _numbered(session, class_id, clean_name(name))
    row.name_key = _key(row.name)


def new_seat_code(session: Session, class_id: int, pseudonym: str) -> str:
    """Give a learner a new personal code and a new secret: whoever had the old ones is out."""
    lock_class(session, class_id)
    row = row_of_pseudonym(session, class_id, pseudonym)
    row.token = codes.token()
    seat = session.scalars(select(SeatRow).where(SeatRow.learner == row.id)).one()
    seat.code = fresh_seat_code(session, class_id)
    return seat.code


def delete_learner(session: Session, class_id: int, pseudonym: str) -> None:
    """Forget a learner of a class; the seat is given a new code."""
    lock_class(session, class_id)
    row = row_of_pseudonym(session, class_id, pseudonym)
    held = update(SeatRow).where(SeatRow.learner == row.id)
    session.execute(held.values(learner=None, code=fresh_seat_code(session, class_id)))
    session.execute(delete(LearnerRow).where(LearnerRow.id == row.id))


def delete_guests(session: Session, before: datetime) -> int:
    """Forget guests who did nothing and used no study of theirs since a time; how many there were."""
    learnt = exists().where(EventRow.learner == LearnerRow.id, EventRow.time >= before)
    planned = exists().where(StudyRow.learner == LearnerRow.id, StudyRow.used_at >= before)
    old = (LearnerRow.class_id.is_(None), LearnerRow.joined_at < before, ~learnt, ~planned)
    number = session.scalar(select(func.count()).where(*old)) or 0
    session.execute(delete(LearnerRow).where(*old))
    return number


def lock_class(session: Session, class_id: int) -> None:
    """Let others who write for the same class wait; SQLite has one writer anyway."""
    session.execute(select(ClassRow.id).where(ClassRow.id == class_id).with_for_update(key_share=True))


def _seat_of_code(session: Session, class_id: int, seat_code: str) -> SeatRow:
    read = codes.read_code(seat_code)
    row = session.scalar(select(SeatRow).where(SeatRow.class_id == class_id, SeatRow.code == read))
    if row is None:
        raise JoinError("seat_unknown")
    return row


def _free_seat(session: Session, class_id: int) -> SeatRow:
    """The last free seat: slips of the printed sheet are handed out from the first."""
    free = select(SeatRow).where(SeatRow.class_id == class_id, SeatRow.learner.is_(None))
    row = session.scalar(free.order_by(SeatRow.position.desc()).limit(1))
    if row is not None:
        return row
    if (session.scalar(select(func.count()).where(SeatRow.class_id == class_id)) or 0) >= SEATS:
        raise JoinError("class_full", limit=SEATS)
    add_seats(session, class_id, 1)
    return session.scalars(free).one()


def _added(session: Session, class_id: int | None, name: str, lang: str) -> LearnerRow:
    taken = set(session.scalars(select(LearnerRow.pseudonym).where(LearnerRow.class_id == class_id)))
    pseudonym = codes.pseudonym()
    while pseudonym in taken:
        pseudonym = codes.pseudonym()
    row = LearnerRow(
        token=codes.token(),
        class_id=class_id,
        pseudonym=pseudonym,
        name=name,
        name_key=_key(name) if name else None,
        lang=lang,
        joined_at=datetime.now(UTC),
    )
    session.add(row)
    session.flush()
    return row


def _numbered(session: Session, class_id: int, name: str) -> str:
    """The name, or the name with a number when somebody in the class has it already."""
    taken = set(session.scalars(select(LearnerRow.name_key).where(LearnerRow.class_id == class_id)))
    number, shown = 1, name
    while _key(shown) in taken:
        number += 1
        tail = f" ({number})"
        shown = name[: NAME_LETTERS - len(tail)].rstrip() + tail
    return shown


def _key(name: str) -> str:
    return name.casefold()


def _record(session: Session, row: LearnerRow) -> Learner:
    seat_code = session.scalar(select(SeatRow.code).where(SeatRow.learner == row.id))
    return Learner(row.token, row.pseudonym, row.name, row.lang, row.class_id, seat_code)
