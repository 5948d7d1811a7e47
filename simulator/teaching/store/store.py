"""The store as servers and pages use it."""

import os
from collections.abc import Iterable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from datetime import UTC, date, datetime
from pathlib import Path
from types import TracebackType
from typing import TYPE_CHECKING, Any, BinaryIO, Self

from sqlalchemy import URL
from sqlalchemy.orm import Session

from simulator.teaching.journal import Event
from simulator.teaching.store import attendance, certificates, classes, events, learners, progress, purge, studies
from simulator.teaching.store.connect import address, connect, is_sqlite, place_of, prepare, reading
from simulator.teaching.store.errors import StoreError
from simulator.teaching.store.faults import told
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

if TYPE_CHECKING:
    from simulator.teaching.store.gain import Gain
    from simulator.teaching.store.item_analysis import Item


class Store:
    """Classes, learners and what they did. Open it with :func:`open_store`; several processes may at a time.

    Every method may raise :class:`StoreError`. Texts come back as they were typed: who shows them escapes them.
    A store belongs to the process that opened it: open it after a fork.

    Attributes
    ----------
    url : str
        For ``SIMPTSP_STORE`` of a lesson's process; it may hold a password.
    """

    def __init__(self, url: URL, *, is_brief: bool = False):
        self.url = url.render_as_string(hide_password=False)
        # A learner reads what a lesson's process could not do: it names no folder and no computer.
        self._place = Path(str(url.database)).name if is_brief else place_of(url)
        if is_brief and is_sqlite(url) and not os.path.exists(str(url.database)):
            raise StoreError("cannot_open", place=self._place)
        self._engine = connect(url, is_brief=is_brief)
        self._reading = reading(self._engine)
        if not is_brief:
            try:
                prepare(self._engine)
            except BaseException:
                self.close()
                raise

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.close()

    def close(self) -> None:
        """Give back all connections."""
        self._engine.dispose()

    @contextmanager
    def _write(self) -> Iterator[Session]:
        with told(self._place), Session(self._engine) as session, session.begin():
            yield session

    @contextmanager
    def _read(self) -> Iterator[Session]:
        with told(self._place), Session(self._reading) as session:
            yield session

    def create_class(
        self,
        title: str,
        *,
        place: str,
        lang: str,
        curriculum: str,
        days: Iterable[date],
        seats: int,
        zone: str | None = None,
    ) -> ClassRoom:
        """Make a class with its personal codes; `zone` is WIB, WITA or WIT, without it that of this computer."""
        with self._write() as session:
            return classes.create_class(
                session,
                title,
                place=place,
                lang=lang,
                curriculum=curriculum,
                days=days,
                seats=seats,
                zone=zone,
            )

    def classes(self) -> list[ClassRoom]:
        """All classes, the newest first."""
        with self._read() as session:
            return classes.classes(session)

    def class_by_id(self, class_id: int) -> ClassRoom | None:
        """The class of a number."""
        with self._read() as session:
            return classes.class_by_id(session, class_id)

    def class_by_code(self, code: str) -> ClassRoom | None:
        """The class of a code as somebody typed it."""
        with self._read() as session:
            return classes.class_by_code(session, code)

    def seats(self, class_id: int) -> list[Seat]:
        """Personal codes of a class, in the order of the printed sheet."""
        with self._read() as session:
            return classes.seats(session, class_id)

    def join(self, class_code: str, name: str, *, seat_code: str | None = None) -> Learner:
        """Take a seat, or with the code of a seat that is taken come back to it, whatever the name; JoinError."""
        with self._write() as session:
            return learners.join(session, class_code, name, seat_code)

    def guest(self, lang: str) -> Learner:
        """Somebody who learns alone."""
        with self._write() as session:
            return learners.guest(session, lang)

    def learner(self, learner_id: str) -> Learner | None:
        """Who has this secret."""
        with self._read() as session:
            return learners.learner(session, learner_id)

    def learners(self, class_id: int) -> list[Learner]:
        """Everyone in a class, by name; with their secrets, so not for a page."""
        with self._read() as session:
            return learners.learners(session, class_id)

    def rename(self, class_id: int, pseudonym: str, name: str) -> None:
        """Write a learner's name anew; for the trainer."""
        with self._write() as session:
            learners.rename(session, class_id, pseudonym, name)

    def new_seat_code(self, class_id: int, pseudonym: str) -> str:
        """Give a learner a new personal code and secret, when somebody else has the old ones; for the trainer."""
        with self._write() as session:
            return learners.new_seat_code(session, class_id, pseudonym)

    def record(
        self, learner_id: str, verb: str, object: str, result: Mapping[str, Any], time: datetime | None = None
    ) -> None:
        """Keep an event; when this returns it is on the disk."""
        event = events.new_event(verb, object, result, time)
        with told(self._place), self._engine.begin() as connection:
            events.add_event(connection, learner_id, event)

    def hand_in(self, learner_id: str, test: str, results: Mapping[str, Mapping[str, Any]]) -> bool:
        """Keep a learner's answers to a test and that it was handed in: all of it, or nothing.

        Parameters
        ----------
        learner_id : str
            Whose.
        test : str
            One of :data:`simulator.teaching.store.answers.TESTS`.
        results : mapping
            Step of a question -> result of the answer to it.

        Returns
        -------
        bool
            False if the test was handed in before; what was kept then stays.
        """
        answers = [events.new_event("answered", f"{test}#{step}", result) for step, result in results.items()]
        end = events.new_event("completed", test, {})
        with told(self._place), self._engine.begin() as connection:
            return events.hand_in(connection, learner_id, answers, end)

    def events(self, learner_id: str, lesson: str | None = None) -> list[Event]:
        """Events of a learner, in order."""
        with self._read() as session:
            return events.events(session, learner_id, lesson)

    def class_events(
        self, class_id: int, since_id: int = 0, limit: int | None = None, *, lessons: Sequence[str] | None = None
    ) -> list[ClassEvent]:
        """Events of a class after one of them, in order; of all lessons and tests, or of some."""
        with self._read() as session:
            return events.class_events(session, class_id, since_id, limit, lessons=lessons)

    def studies(self, learner_id: str) -> list[KeptStudy]:
        """A planner's studies, the one changed last first; what is in them is read by :meth:`study`."""
        with self._read() as session:
            return studies.studies(session, learner_id)

    def study(self, learner_id: str, study_id: str) -> dict[str, Any] | None:
        """Data of a planner's own study; None if there is none of this id, or it is somebody else's."""
        with self._read() as session:
            found = studies.study(session, learner_id, study_id)
        if found is None:
            return None
        data, used_at = found
        if datetime.now(UTC) - used_at > studies.NOTED_EVERY:
            with self._write() as session:
                studies.note_use(session, learner_id, study_id)
        return data

    def save_study(self, learner_id: str, study_id: str, name: str, data: Mapping[str, Any]) -> str:
        """Keep a study; when this returns it is on the disk.

        Parameters
        ----------
        learner_id : str
            Whose.
        study_id : str
            Empty for a new one.
        name : str
            What the planner calls it, up to 60 letters; the rest is cut off.
        data : mapping
            Plain JSON, at most a megabyte.

        Returns
        -------
        str
            Its id, which nobody can guess.
        """
        with self._write() as session:
            return studies.save_study(session, learner_id, study_id, name, data)

    def delete_study(self, learner_id: str, study_id: str) -> None:
        """Forget a planner's own study; the server takes what is left of it off the disk at its next :meth:`purge`."""
        with self._write() as session:
            studies.delete_study(session, learner_id, study_id)

    def progress(self, class_id: int) -> list[Progress]:
        """How far each learner is in each lesson that was opened, by name and lesson."""
        with self._read() as session:
            return progress.progress(session, class_id)

    def newest(self, class_id: int, tests: Sequence[str] = ()) -> list[Progress]:
        """Where each learner was last, a lesson or one of some tests, and how far there; for a live view."""
        with self._read() as session:
            return progress.newest(session, class_id, tests)

    def predictions(self, class_id: int, lesson: str, step: str | None = None) -> Predictions:
        """First guesses at a step of a lesson; without a step, at the one that most have reached."""
        with self._read() as session:
            return progress.predictions(session, class_id, lesson, step)

    def items(self, class_id: int) -> "list[Item]":
        """Item analysis of every question that somebody has answered."""
        from simulator.teaching.store.item_analysis import items  # a lesson's process needs no statistics

        with self._read() as session:
            return items(session, class_id)

    def attendance(self, class_id: int) -> list[Attendance]:
        """Who was there on which day, by first and last event."""
        with self._read() as session:
            return attendance.attendance(session, class_id)

    def gain(self, class_id: int, questions: int | None = None) -> "Gain":
        """Normalised gain between the tests; `questions` each test has, without it as many as anybody has answered."""
        from simulator.teaching.store.gain import gain

        with self._read() as session:
            return gain(session, class_id, questions)

    def certify(self, learner_id: str, jp: int) -> Certificate:
        """Issue a learner's certificate, or issue it anew; its code stays."""
        with self._write() as session:
            return certificates.certify(session, learner_id, jp)

    def certificate(self, code: str) -> Certificate | None:
        """The certificate of a code as somebody typed it."""
        with self._read() as session:
            return certificates.certificate(session, code)

    def certificate_codes(self, class_id: int) -> dict[str, str]:
        """Pseudonym -> code, of those in a class who have a certificate."""
        with self._read() as session:
            return certificates.certificate_codes(session, class_id)

    def export_class(
        self, class_id: int, target: Path | str | BinaryIO, format: str = "xlsx", questions: int | None = None
    ) -> Path | None:
        """Write what is kept of a class: ``csv`` (zipped), ``xlsx``, or ``json`` (xAPI); no secrets.

        Parameters
        ----------
        class_id : int
            Which class.
        target : Path, str or binary stream
            A folder, or where to write.
        format : str, optional
            One of :data:`simulator.teaching.store.export.FORMATS`.
        questions : int, optional
            Of each test, as :meth:`gain` takes it.

        Returns
        -------
        Path or None
            The file; None for a stream.
        """
        from simulator.teaching.store.export import export_class

        with self._read() as session:
            return export_class(session, class_id, target, format, questions)

    def delete_class(self, class_id: int) -> None:
        """Delete a class and all that its learners left, also from the disk (see :meth:`purge`)."""
        with self._write() as session:
            classes.delete_class(session, class_id)
        self.purge()

    def delete_learner(self, class_id: int, pseudonym: str) -> None:
        """Forget one learner of a class, also on the disk."""
        with self._write() as session:
            learners.delete_learner(session, class_id, pseudonym)
        self.purge()

    def delete_guests(self, before: datetime) -> int:
        """Forget guests who have done nothing since a time, also on the disk; how many there were."""
        with self._write() as session:
            number = learners.delete_guests(session, before)
        if number:
            self.purge()
        return number

    def purge(self) -> None:
        """Take what was deleted off the disk; StoreError ``not_purged`` if somebody is using it just now."""
        purge.purge(self._engine)


def open_store(url: str | None = None) -> Store:
    """Open a store; make its tables if there are none.

    Parameters
    ----------
    url : str, optional
        ``sqlite:///…``, ``postgresql://…`` or the path of a file. Without: ``SIMPTSP_STORE``, else a file of this user.

    Returns
    -------
    Store
        Ready; a context manager.

    Raises
    ------
    StoreError
        If it cannot be used, with a sentence that says what to do.
    """
    return Store(address(url))
