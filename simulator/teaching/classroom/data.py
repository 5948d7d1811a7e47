"""What a trainer does with a class as a whole: tests, gain, downloads, deletion."""

from __future__ import annotations

from io import BytesIO
from typing import TYPE_CHECKING

from simulator.teaching.classroom.page import Problem
from simulator.teaching.classroom.room import RoomPage
from simulator.teaching.classroom.sittings import Question, hand_in, items_of, questions_of, sitting
from simulator.teaching.store import StoreError
from simulator.teaching.store.answers import TESTS

if TYPE_CHECKING:
    from simulator.teaching.store.gain import Gain

__all__ = ["DataPage", "Download", "Tests"]

#: Format -> ending and type of its file.
FILES = {
    "csv": ("zip", "application/zip"),
    "xlsx": ("xlsx", "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"),
    "json": ("json", "application/json"),
}


class TestPage(RoomPage):
    """A page that needs to know what the tests ask."""

    async def questions(self) -> list[Question]:
        """Return what both tests ask; none while the bank of items cannot be read."""
        from simulator.teaching.quiz import QuizError

        try:
            items = await self.call(items_of, self.classroom.course(self.room.curriculum), self.room.lang)
        except QuizError as error:
            self.log.error("The tests cannot be shown: %s", error)
            return []
        return questions_of(items)


class Tests(TestPage):
    """Opening and closing the tests, and what the class has gained."""

    async def get(self, code: str) -> None:
        """Answer with both tests and the gain."""
        await self.table()

    async def post(self, code: str) -> None:
        """Open or close a test; closing hands in what was kept of those who did not."""
        which, is_open = self.word("which"), self.word("open") == "1"
        if which not in TESTS:
            raise Problem(400, "form_wrong")
        if not is_open and self.word("sure") != "1":
            begun, done = (await self.counts())[which]
            if begun > done:
                return await self.table(sure_of=which)
        await self.call(self.classroom.doors.turn, self.room.code, which, is_open)
        if not is_open:
            try:
                await self.call(self.collect, which, await self.questions())
            except StoreError as error:
                self.set_status(503)
                return await self.table(self.told(error))
        return self.back()

    def collect(self, which: str, questions: list[Question]) -> None:
        """Hand in for everyone who has begun and not handed in."""
        store = self.classroom.store
        for learner in store.learners(self.room.id):
            seat = sitting(store.events(learner.id, which), which)
            if seat.chosen and not seat.is_handed_in:
                hand_in(store, learner.id, which, questions, seat.chosen)

    async def counts(self) -> dict[str, tuple[int, int]]:
        """Return how many have begun each test, and how many have handed it in."""
        events = await self.call(self.classroom.store.class_events, self.room.id, lessons=TESTS)
        counts = {}
        for which in TESTS:
            begun = {event.pseudonym for event in events if event.object.startswith(f"{which}#")}
            done = {event.pseudonym for event in events if event.object == which and event.verb == "completed"}
            counts[which] = (len(begun | done), len(done))
        return counts

    async def table(self, problem: str = "", sure_of: str = "") -> None:
        """Answer with the page; closing a test that somebody still takes is asked about first."""
        number = len(await self.questions())
        gain: Gain = await self.call(self.classroom.store.gain, self.room.id, number or None)
        self.show(
            "tests.html",
            doors=self.classroom.doors.open_tests(self.room.code),
            counts=await self.counts(),
            sure_of=sure_of,
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
        await self.call(self.classroom.doors.forget, self.room.code)
        await self.call(self.classroom.letterheads.forget, self.room.code)
        left = ""
        try:
            await self.call(self.classroom.store.delete_class, self.room.id)
        except StoreError as error:
            if error.code != "not_purged":
                self.set_status(503)
                return self.show("data.html", problem=self.told(error))
            left = "&sisa=1"
        self.redirect(f"{self.to('trainer')}?dihapus={self.room.code}{left}", status=303)
        return None


class Download(TestPage):
    """All that is kept of a class, as a file."""

    async def get(self, code: str, form: str) -> None:
        """Answer with the file; no learner's secret is in it."""
        stream = BytesIO()
        number = len(await self.questions())
        await self.call(self.classroom.store.export_class, self.room.id, stream, form, number or None)
        ending, kind = FILES[form]
        self.set_header("Content-Type", kind)
        self.set_header("Content-Disposition", f'attachment; filename="simptsp-{self.room.code}.{ending}"')
        self.finish(stream.getvalue())
