"""What a trainer does with a class as a whole: tests, gain, downloads, deletion."""

from __future__ import annotations

from io import BytesIO
from typing import TYPE_CHECKING

from simulator.teaching.classroom.doors import TESTS
from simulator.teaching.classroom.page import Problem
from simulator.teaching.classroom.room import RoomPage
from simulator.teaching.classroom.sittings import Question, hand_in, items_of, questions_of, sitting
from simulator.teaching.store import StoreError

if TYPE_CHECKING:
    from simulator.teaching.store.gain import Gain

__all__ = ["DataPage", "Download", "Tests"]

#: Format -> ending and type of its file.
FILES = {
    "csv": ("zip", "application/zip"),
    "xlsx": ("xlsx", "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"),
    "json": ("json", "application/json"),
}


class Tests(RoomPage):
    """Opening and closing the tests, and what the class has gained."""

    async def get(self, code: str) -> None:
        """Answer with both tests and the gain."""
        await self.table()

    async def post(self, code: str) -> None:
        """Open or close a test; closing hands in what was kept of those who did not."""
        which, is_open = self.word("which"), self.word("open") == "1"
        if which not in TESTS:
            raise Problem(400, "form_wrong")
        await self.call(self.classroom.doors.turn, self.room.code, which, is_open)
        if not is_open:
            try:
                await self.call(self.collect, which, await self.questions())
            except StoreError as error:
                self.set_status(503)
                return await self.table(self.told(error))
        return self.back()

    async def questions(self) -> list[Question]:
        """Return what both tests ask; none while the bank of items cannot be read."""
        from simulator.teaching.quiz import QuizError

        try:
            items = await self.call(items_of, self.classroom.course(self.room.curriculum), self.room.lang)
        except QuizError as error:
            self.log.error("The tests cannot be shown: %s", error)
            return []
        return questions_of(items)

    def collect(self, which: str, questions: list[Question]) -> None:
        """Hand in for everyone who has begun and not handed in."""
        store = self.classroom.store
        for learner in store.learners(self.room.id):
            seat = sitting(store.events(learner.id, which), which)
            if seat.chosen and not seat.is_handed_in:
                hand_in(store, learner.id, which, questions, seat.chosen)

    async def table(self, problem: str = "") -> None:
        """Answer with the page."""
        store, number = self.classroom.store, len(await self.questions())
        gain: Gain = await self.call(store.gain, self.room.id, number or None)
        events = await self.call(store.class_events, self.room.id)
        counts = {}
        for which in TESTS:
            begun = {event.pseudonym for event in events if event.object.startswith(f"{which}#")}
            done = {event.pseudonym for event in events if event.object == which and event.verb == "completed"}
            counts[which] = (len(begun | done), len(done))
        self.show(
            "tests.html",
            doors=self.classroom.doors.open_tests(self.room.code),
            counts=counts,
            number_of=number,
            gain=gain,
            problem=problem,
        )


class DataPage(RoomPage):
    """Downloads, and deleting the class."""

    async def get(self, code: str) -> None:
        """Answer with the page."""
        self.show("data.html", problem="")

    async def post(self, code: str) -> None:
        """Delete the class, if its code was typed to confirm."""
        if self.word("confirm").upper() != self.room.code:
            self.set_status(422)
            return self.show("data.html", problem=self.text["confirm_wrong"])
        try:
            await self.call(self.classroom.store.delete_class, self.room.id)
        except StoreError as error:
            self.set_status(503)
            return self.show("data.html", problem=self.told(error))
        await self.call(self.classroom.doors.forget, self.room.code)
        return self.go("trainer")


class Download(RoomPage):
    """All that is kept of a class, as a file."""

    async def get(self, code: str, form: str) -> None:
        """Answer with the file; no learner's secret is in it."""
        stream = BytesIO()
        await self.call(self.classroom.store.export_class, self.room.id, stream, form)
        ending, kind = FILES[form]
        self.set_header("Content-Type", kind)
        self.set_header("Content-Disposition", f'attachment; filename="simptsp-{self.room.code}.{ending}"')
        self.finish(stream.getvalue())
