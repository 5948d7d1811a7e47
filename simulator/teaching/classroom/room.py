"""The trainer's pages of one class: live view, guesses, items, people."""

from __future__ import annotations

import asyncio
import re
from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from datetime import UTC, date, datetime, time
from pathlib import Path
from statistics import median
from typing import Any
from urllib.parse import urljoin

from simulator.teaching.classroom.asked import Asked, ask
from simulator.teaching.classroom.charts import histogram, qr_svg
from simulator.teaching.classroom.client import is_loopback
from simulator.teaching.classroom.item_table import item_rows
from simulator.teaching.classroom.page import Problem
from simulator.teaching.classroom.trainer import TrainerPage
from simulator.teaching.classroom.writing import date_range
from simulator.teaching.serving.catalogue import Lesson, find_lessons
from simulator.teaching.store import Attendance, ClassRoom, Learner, Progress, StoreError
from simulator.teaching.store.answers import TESTS
from simulator.teaching.store.events import ATTENDANCE

__all__ = ["Guesses", "Items", "Live", "LiveData", "People", "RoomPage"]

#: Names of lessons; other objects of events are tests and the attendance list.
LESSON = re.compile(r"\d\d_")

#: Seconds after the newest event in which a learner counts as active.
ACTIVE_S = 180


#: Seconds for which a page waits for a lesson's question, and after which it asks once more.
WAIT_S, AGAIN_S = 1, 3


class RoomPage(TrainerPage):
    """A page of a class that its code names."""

    room: ClassRoom

    async def prepare(self) -> None:
        """Find the class; a code that names none is no page."""
        await super().prepare()
        if self._finished:
            return
        room = await self.call(self.classroom.store.class_by_code, self.path_kwargs["code"])
        if room is None:
            raise Problem(404, "no_class")
        self.room = room

    def common(self) -> dict[str, Any]:
        """Every template gets the class too."""
        return {**super().common(), **({"room": self.room} if hasattr(self, "room") else {})}

    def back(self) -> None:
        """Show this page again after an action."""
        self.go(self.name, code=self.room.code)

    def public(self, path: str) -> str:
        """Return a page's address as the class types it, not as this computer calls itself."""
        said, asked = self.classroom.options.address, f"{self.request.protocol}://{self.request.host}/"
        return urljoin(asked if is_loopback(said) and not is_loopback(asked) else said, path)

    async def holder(self, pseudonym: str) -> Learner:
        """Return a learner of this class; no other class's pseudonym is one."""
        people = await self.call(self.classroom.store.learners, self.room.id)
        found = next((one for one in people if one.pseudonym == pseudonym), None)
        if found is None:
            raise Problem(404, "no_learner")
        return found

    def lessons(self) -> list[Lesson]:
        """Return the lessons in the page's language."""
        lessons = find_lessons(Path(self.settings["contents_manager"].root_dir))
        return [lesson for lesson in lessons if lesson.lang == self.lang]

    def titles(self) -> dict[str, str]:
        """Return number of each lesson -> number and title, in the page's language."""
        return {lesson.number: f"{lesson.number} {lesson.title}" for lesson in self.lessons()}


class Live(RoomPage):
    """Who is where, now."""

    async def get(self, code: str) -> None:
        """Answer with the page; its script asks for news every three seconds."""
        join = self.public(self.to("join", self.room.lang))
        self.show(
            "room.html",
            news=await self.news(),
            home=self.public(self.to("home", self.room.lang)),
            qr=qr_svg(f"{join}?kelas={self.room.code}", self.text["class_qr"]),
        )

    async def news(self) -> dict[str, Any]:
        """Return what the live view shows: no learner's secret and no kernel is in it."""
        store = self.classroom.store
        rows = await self.call(store.newest, self.room.id, self.classroom.doors.open_tests(self.room.code))
        seats = await self.call(store.seats, self.room.id)
        names = [seat.name for seat in seats if not seat.is_free]
        return live_view(rows, names, self.titles(), self.text, datetime.now(UTC))


class LiveData(Live):
    """The same as JSON."""

    async def get(self, code: str) -> None:
        """Answer with the news."""
        self.set_header("Content-Type", "application/json")
        self.finish(await self.news())


def live_view(
    rows: Iterable[Progress], names: Sequence[str], titles: Mapping[str, str], text: Mapping[str, str], now: datetime
) -> dict[str, Any]:
    """Return each learner's newest place and the number of learners at each step.

    Parameters
    ----------
    rows : iterable of Progress
        Of the class's lessons and open tests.
    names : sequence of str
        Of everyone who has joined.
    titles : mapping
        Number of a lesson -> its title.
    text : mapping
        Sentences of the pages, by key.
    now : datetime
        Aware.

    Returns
    -------
    dict
        Plain JSON with ``people``, ``steps`` and the sentence ``count``.
    """
    newest: dict[str, Progress] = {}
    for row in sorted(rows, key=lambda row: row.last_time):
        if LESSON.match(row.lesson) or row.lesson in TESTS:
            newest[row.name] = row
    people = [_person(name, newest.get(name), titles, text, now) for name in sorted(names, key=str.casefold)]
    counts = Counter((_title(row.lesson, titles, text), _step(row, text)) for row in newest.values())
    steps = [{"lesson": lesson, "step": step, "n": n} for (lesson, step), n in sorted(counts.items())]
    active = sum((now - row.last_time).total_seconds() < ACTIVE_S for row in newest.values())
    return {"people": people, "steps": steps, "count": text["live_count"].format(joined=len(names), active=active)}


def _person(
    name: str, row: Progress | None, titles: Mapping[str, str], text: Mapping[str, str], now: datetime
) -> dict[str, Any]:
    if row is None:
        return {"name": name, "lesson": text["not_started"], "step": "", "done": "", "quiz": "", "ago": ""}
    minutes = int((now - row.last_time).total_seconds() // 60)
    return {
        "name": name,
        "lesson": _title(row.lesson, titles, text),
        "step": _step(row, text),
        "done": row.steps_done,
        "quiz": f"{row.quiz_right}/{row.quiz_answered}" if row.quiz_answered else "",
        "ago": text["ago"].format(n=minutes) if minutes > 0 else text["ago_now"],
    }


def _title(lesson: str, titles: Mapping[str, str], text: Mapping[str, str]) -> str:
    return text[f"test_{lesson}"] if lesson in TESTS else titles.get(lesson[:2], lesson)


def _step(row: Progress, text: Mapping[str, str]) -> str:
    """The part a learner is at; questions are one part, and so is whatever else a lesson shows."""
    if row.lesson in TESTS:
        return text["step_handed_in"] if row.is_completed else text["step_answered"].format(n=row.steps_done)
    step = row.last_step.partition("-")[0] or "none"
    return text.get(f"step_{step}", text["step_show"])


class Guesses(RoomPage):
    """What the class guessed in a lesson, and, once opened, what the simulation says."""

    async def get(self, code: str) -> None:
        """Answer with the histogram of one lesson."""
        store = self.classroom.store
        rows = await self.call(store.progress, self.room.id)
        begun = sorted({row.lesson for row in rows if LESSON.match(row.lesson)})
        lesson = self.get_query_argument("pelajaran", begun[-1] if begun else "")
        if lesson and lesson not in begun:
            raise Problem(404, "missing_next")
        found = await self.call(store.predictions, self.room.id, lesson) if lesson else None
        question = await self.question(lesson) if found and found.values else Asked()
        if question is None:
            self.set_header("Retry-After", str(AGAIN_S))  # the page's script looks again
            question = Asked()
            found = None
        is_open = self.get_query_argument("jawaban", "") == "1"
        answer, is_compared = await self.simulated(lesson) if is_open and lesson else (None, False)
        self.show(
            "guesses.html",
            lesson=lesson,
            address=next((one.path for one in self.lessons() if one.number == lesson[:2]), ""),
            begun=begun,
            titles=self.titles(),
            question=question,
            unit=question.unit or (found.unit if found else ""),
            chosen=chosen(found.values if found else (), question.options),
            bars=histogram(found.values, answer) if found and not question.options else None,
            is_open=is_open,
            answer=answer,
            is_compared=is_compared,
            is_coming=found is None and bool(lesson),
        )

    async def question(self, lesson: str) -> Asked | None:
        """Return what the lesson asks; None while it is still being read."""
        try:
            return await asyncio.wait_for(asyncio.shield(asyncio.wrap_future(ask(lesson, self.lang))), WAIT_S)
        except TimeoutError:
            return None

    async def simulated(self, lesson: str) -> tuple[float | None, bool]:
        """Return what the learners' own comparisons gave, the middle one, if it is a number; and whether one ran."""
        events = await self.call(self.classroom.store.class_events, self.room.id)
        ran = [event.result for event in events if event.verb == "compared" and event.object == f"{lesson}#compare"]
        told = [result["simulated"] for result in ran if "simulated" in result]
        return (median(told) if told else None), bool(ran)


def chosen(guesses: Sequence[float], options: Sequence[str]) -> list[tuple[str, int]]:
    """Return each option of a guess that is no number, and how many chose it."""
    counts = Counter(guesses)
    return [(option, counts[place]) for place, option in enumerate(options)]


class Items(RoomPage):
    """How each question did."""

    async def get(self, code: str) -> None:
        """Answer with the item analysis."""
        found = await self.call(self.classroom.store.items, self.room.id)
        rows = await self.call(item_rows, found, self.titles(), self.text, self.lang)
        self.show("items.html", items=rows)


class People(RoomPage):
    """Names, personal codes and attendance; the trainer corrects them here."""

    async def get(self, code: str) -> None:
        """Answer with the table."""
        await self.table()

    async def post(self, code: str) -> None:
        """Correct a name, give a new personal code, note that somebody was there, or remove who is there twice."""
        actions = {"rename": self.rename, "recode": self.recode, "present": self.present, "remove": self.remove}
        action = actions.get(self.word("action"))
        if action is None:
            raise Problem(400, "form_wrong")
        try:
            await action(self.word("who"))
        except StoreError as error:
            self.set_status(422)
            return await self.table(self.told(error))
        return self.back()

    async def rename(self, pseudonym: str) -> None:
        """Correct a name."""
        await self.call(self.classroom.store.rename, self.room.id, pseudonym, self.word("person"))

    async def recode(self, pseudonym: str) -> None:
        """Give a new personal code; the old one, and the browser that used it, are out."""
        holder = await self.holder(pseudonym)
        await self.call(self.classroom.store.new_seat_code, holder.class_id, holder.pseudonym)

    async def remove(self, pseudonym: str) -> None:
        """Forget somebody who is listed twice."""
        await self.holder(pseudonym)
        await self.call(self.classroom.store.delete_learner, self.room.id, pseudonym)

    async def present(self, pseudonym: str) -> None:
        """Note that a learner was there on a day, at noon of the class's own clock."""
        try:
            day = date.fromisoformat(self.word("day"))
        except ValueError:
            raise Problem(400, "form_wrong") from None
        if day not in self.room.days:
            raise Problem(400, "form_wrong")
        noon = datetime.combine(day, time(12), self.room.local(datetime.now(UTC)).tzinfo)
        learner = await self.holder(pseudonym)
        await self.call(self.classroom.store.record, learner.id, "opened", ATTENDANCE, {"noted_by": "trainer"}, noon)

    async def table(self, problem: str = "") -> None:
        """Answer with everyone's row."""
        store = self.classroom.store
        seats = await self.call(store.seats, self.room.id)
        seen = attendance_table(await self.call(store.attendance, self.room.id))
        present = [seat for seat in seats if not seat.is_free]
        others = sorted({day for mine in seen.values() for day in mine} - set(self.room.days))
        days = ", ".join(date_range([day], self.lang) for day in others)
        self.show("people.html", seats=present, seen=seen, problem=problem, others=days)


def attendance_table(rows: Iterable[Attendance]) -> dict[str, dict[date, Attendance]]:
    """Return pseudonym -> day -> when somebody was there."""
    table: dict[str, dict[date, Attendance]] = {}
    for row in rows:
        table.setdefault(row.pseudonym, {})[row.day] = row
    return table
