"""The test before and the test after, for a learner."""

from __future__ import annotations

from typing import Any

from simulator.teaching.classroom.page import Problem
from simulator.teaching.classroom.sittings import Fields, Question, Sitting, hand_in, items_of, questions_of, sitting
from simulator.teaching.classroom.visitor import VisitorPage
from simulator.teaching.store import ClassRoom, Learner, StoreError

__all__ = ["AnswerPage", "SittingPage"]


class SittingPage(VisitorPage):
    """Questions without answers; each choice is kept at once, the whole is handed in once."""

    async def prepare(self) -> None:
        """Refuse who is in no class."""
        await super().prepare()
        if self._finished:
            return
        learner = await self.learner()
        room = await self.room_of(learner) if learner else None
        if learner is None or room is None:
            raise Problem(403, "test_needs_class")
        self.who: Learner = learner
        self.room: ClassRoom = room

    @property
    def which(self) -> str:
        """``pre`` or ``post``."""
        return str(self.path_kwargs["which"])

    @property
    def is_open(self) -> bool:
        """Whether the trainer has opened this test."""
        return self.which in self.classroom.doors.open_tests(self.room.code)

    async def questions(self) -> list[Question]:
        """Return what is asked, in the page's language."""
        from simulator.teaching.quiz import QuizError

        try:
            items = await self.call(items_of, self.classroom.course(self.room.curriculum), self.lang)
        except QuizError as error:
            self.log.error("The test cannot be shown: %s", error)
            raise Problem(503, "test_broken") from error
        return questions_of(items)

    async def sitting(self) -> Sitting:
        """Return how far the learner is."""
        return sitting(await self.call(self.classroom.store.events, self.who.id, self.which), self.which)

    async def get(self, which: str) -> None:
        """Answer with the questions, or say that the test is closed or handed in."""
        await self.ask(await self.sitting(), {}, ())

    async def post(self, which: str) -> None:
        """Take the answers; those that are not complete are asked for once more."""
        seat, questions = await self.sitting(), await self.questions()
        if not seat.is_handed_in and self.is_open:
            chosen = {question.step: self.chosen(number, question) for number, question in enumerate(questions)}
            lacking = [number for number, one in enumerate(questions) if one.answer(chosen[one.step]) is None]
            try:
                if lacking and self.word("anyway") != "1":
                    await self.keep(seat, chosen)
                    self.set_status(422)
                    return await self.ask(seat, chosen, lacking)
                await self.call(hand_in, self.classroom.store, self.who.id, self.which, questions, chosen)
            except StoreError as error:
                self.set_status(503)
                return await self.ask(seat, chosen, (), self.told(error))
        return self.go(self.name, which=self.which)

    async def keep(self, seat: Sitting, chosen: dict[str, Fields]) -> None:
        """Keep what the form holds and the store does not: handing in ends what the page was still sending."""
        for step, fields in chosen.items():
            if any(fields.values()) and fields != seat.chosen.get(step):
                await self.call(
                    self.classroom.store.record, self.who.id, "explored", f"{self.which}#{step}", {"chosen": fields}
                )

    def chosen(self, number: int, question: Question) -> Fields:
        """Return what the form says about a question."""
        fields = {str(at): self.word(f"q{number}-{at}")[:3] for at in range(len(question.fields))}
        return {at: value for at, value in fields.items() if value.isdigit()}

    async def ask(self, seat: Sitting, chosen: dict[str, Fields], lacking: Any, problem: str = "") -> None:
        """Answer with the page."""
        is_open = self.is_open
        questions = await self.questions() if is_open != seat.is_handed_in else []
        self.show(
            "test.html",
            learner=self.who,
            room=self.room,
            which=self.which,
            is_open=is_open,
            seat=seat,
            questions=questions,
            chosen={**seat.chosen, **chosen},
            lacking=lacking,
            lacking_numbers=[number + 1 for number in lacking],
            problem=problem,
        )


class AnswerPage(SittingPage):
    """One choice, kept as soon as it is made."""

    async def get(self, which: str) -> None:
        """Have no page of its own."""
        raise Problem(405, "wrong_method")

    async def post(self, which: str) -> None:
        """Keep the choice; 409 tells the page that the test is closed or handed in."""
        questions = await self.questions()
        number = self.word("question")
        if not (number.isascii() and number.isdigit() and int(number) < len(questions)):
            raise Problem(400, "form_wrong")
        if not self.is_open or (await self.sitting()).is_handed_in:
            raise Problem(409, "test_closed")
        question = questions[int(number)]
        result = {"chosen": self.chosen(int(number), question)}
        try:
            await self.call(
                self.classroom.store.record, self.who.id, "explored", f"{self.which}#{question.step}", result
            )
        except StoreError as error:
            raise Problem(503, "not_kept") from error
        self.set_status(204)
        self.finish()
