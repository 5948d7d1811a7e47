"""The tables. A change here needs a new :data:`VERSION`."""

from datetime import UTC, date, datetime
from typing import Any

from sqlalchemy import JSON, DateTime, Dialect, ForeignKey, Index, UniqueConstraint
from sqlalchemy.orm import DeclarativeBase, Mapped, mapped_column
from sqlalchemy.types import TypeDecorator

VERSION = 3

ADDED = {2: ("studies",)}
"""Version of a store -> tables that are added to it in place; nothing else has changed since."""


class Utc(TypeDecorator[datetime]):
    """A point in time: aware in Python, UTC in the database."""

    impl = DateTime(timezone=True)
    cache_ok = True

    def process_bind_param(self, value: datetime | None, dialect: Dialect) -> datetime | None:
        """To UTC; SQLite keeps no zone."""
        if value is None:
            return None
        value = value.astimezone(UTC)
        return value.replace(tzinfo=None) if dialect.name == "sqlite" else value

    def process_result_value(self, value: datetime | None, dialect: Dialect) -> datetime | None:
        """To an aware time in UTC."""
        if value is None:
            return None
        return value.replace(tzinfo=UTC) if dialect.name == "sqlite" else value.astimezone(UTC)


class Base(DeclarativeBase):
    """All tables."""

    type_annotation_map = {datetime: Utc, dict[str, Any]: JSON}  # noqa: RUF012


class VersionRow(Base):
    """The version of the tables; one row."""

    __tablename__ = "simptsp_version"

    version: Mapped[int] = mapped_column(primary_key=True)


class ClassRow(Base):
    """A class; `key` names it all over the world, so that exports of two laptops can be put together."""

    __tablename__ = "classes"
    __table_args__ = {"sqlite_autoincrement": True}  # noqa: RUF012  (a number is never used again)

    id: Mapped[int] = mapped_column(primary_key=True)
    key: Mapped[str] = mapped_column(unique=True)
    code: Mapped[str] = mapped_column(unique=True)
    title: Mapped[str]
    place: Mapped[str]
    lang: Mapped[str]
    curriculum: Mapped[str]
    zone: Mapped[str]
    made_at: Mapped[datetime]


class DayRow(Base):
    """A day on which a class meets."""

    __tablename__ = "class_days"

    class_id: Mapped[int] = mapped_column(ForeignKey("classes.id", ondelete="CASCADE"), primary_key=True)
    day: Mapped[date] = mapped_column(primary_key=True)


class LearnerRow(Base):
    """A learner; `class_id` is empty for a guest, `events` counts what was recorded."""

    __tablename__ = "learners"
    __table_args__ = (
        UniqueConstraint("class_id", "pseudonym"),
        UniqueConstraint("class_id", "name_key"),
        {"sqlite_autoincrement": True},
    )

    id: Mapped[int] = mapped_column(primary_key=True)
    token: Mapped[str] = mapped_column(unique=True)
    class_id: Mapped[int | None] = mapped_column(ForeignKey("classes.id", ondelete="CASCADE"))
    pseudonym: Mapped[str]
    name: Mapped[str]
    name_key: Mapped[str | None]
    lang: Mapped[str]
    events: Mapped[int] = mapped_column(default=0)
    joined_at: Mapped[datetime]


class SeatRow(Base):
    """A personal code of a class, and who has it."""

    __tablename__ = "seats"
    __table_args__ = (UniqueConstraint("class_id", "position"), UniqueConstraint("class_id", "code"))

    id: Mapped[int] = mapped_column(primary_key=True)
    class_id: Mapped[int] = mapped_column(ForeignKey("classes.id", ondelete="CASCADE"))
    position: Mapped[int]
    code: Mapped[str]
    learner: Mapped[int | None] = mapped_column(ForeignKey("learners.id", ondelete="SET NULL"), unique=True)


class EventRow(Base):
    """Something a learner did; the xAPI object is lesson#step."""

    __tablename__ = "events"
    __table_args__ = (Index("events_of_learner", "learner", "lesson"), {"sqlite_autoincrement": True})

    id: Mapped[int] = mapped_column(primary_key=True)
    learner: Mapped[int] = mapped_column(ForeignKey("learners.id", ondelete="CASCADE"))
    verb: Mapped[str]
    lesson: Mapped[str]
    step: Mapped[str]
    result: Mapped[dict[str, Any]]
    time: Mapped[datetime]


class CertificateRow(Base):
    """A certificate, with the name as printed; one for each learner."""

    __tablename__ = "certificates"

    code: Mapped[str] = mapped_column(primary_key=True)
    learner: Mapped[int] = mapped_column(ForeignKey("learners.id", ondelete="CASCADE"), unique=True)
    name: Mapped[str]
    jp: Mapped[int]
    issued_at: Mapped[datetime]


class StudyRow(Base):
    """A planner's study, as JSON; `used_at` is when it was last saved or opened."""

    __tablename__ = "studies"

    id: Mapped[str] = mapped_column(primary_key=True)
    learner: Mapped[int] = mapped_column(ForeignKey("learners.id", ondelete="CASCADE"), index=True)
    name: Mapped[str]
    created_at: Mapped[datetime]
    changed_at: Mapped[datetime]
    used_at: Mapped[datetime]
    data: Mapped[str]
