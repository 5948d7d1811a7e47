"""The home page: the office, learning paths, lessons and how far the learner is."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path
from typing import Any

from simulator.teaching.classroom.courses import Course, of_course
from simulator.teaching.classroom.progress import NEW, Progress, progress
from simulator.teaching.classroom.sittings import sitting
from simulator.teaching.classroom.visitor import VisitorPage
from simulator.teaching.serving.catalogue import Lesson, find_lessons, find_studios
from simulator.teaching.store import StoreError

__all__ = ["HomePage"]


@dataclass(frozen=True)
class LearningPath:
    """A curriculum on the home page.

    Parameters
    ----------
    course : Course
        The curriculum.
    heading, who : str
        Its title and its audience, in the page's language.
    lessons : list of Lesson
        Those that can be opened.
    is_mine : bool
        Whether it is that of the learner's class.
    """

    course: Course
    heading: str
    who: str
    lessons: list[Lesson]
    is_mine: bool


class HomePage(VisitorPage):
    """What a learner sees first, in a class or alone."""

    async def get(self) -> None:
        """Answer with the lessons in the page's language; a store that fails costs the progress, not the lessons."""
        folder = Path(self.settings["contents_manager"].root_dir)
        lessons = [lesson for lesson in find_lessons(folder) if lesson.lang == self.lang]
        try:
            mine = await self.what_is_mine()
        except StoreError as error:
            mine = {"trouble": self.told(error)}
        room = mine.get("room")
        done: dict[str, Progress] = mine.pop("done", {})
        self.show(
            "home.html",
            lessons=lessons,
            paths=self.paths(lessons, room.curriculum if room else ""),
            studio=self.studio(folder),
            far=lambda lesson: done.get(lesson.number, NEW),
            finished_numbers=[number for number, far in done.items() if far.is_done],
            **mine,
        )

    async def what_is_mine(self) -> dict[str, Any]:
        """Return who is here, the class, its open tests and the progress."""
        learner = await self.learner()
        if learner is None:
            return {}
        events = await self.call(self.classroom.store.events, learner.id)
        room = await self.room_of(learner)
        tests = [
            (which, bool(seat.chosen))
            for which in (self.classroom.doors.open_tests(room.code) if room else ())
            if not (seat := sitting(events, which)).is_handed_in
        ]
        return {"learner": learner, "room": room, "done": progress(events), "tests": tests}

    def paths(self, lessons: list[Lesson], mine: str) -> list[LearningPath]:
        """Return the curricula that have a lesson here; of somebody in a class only the class's own."""
        known = [
            LearningPath(
                course,
                course.title.get(self.lang, course.name),
                course.audience.get(self.lang, ""),
                of_course(course, lessons),
                course.name == mine,
            )
            for course in self.classroom.courses
        ]
        usable = [path for path in known if path.lessons]
        return [path for path in usable if path.is_mine] or usable

    def studio(self, lessons: Path) -> str:
        """Return the address of the planners' studio in the page's language; empty where there is none."""
        return self.to("studio") if any(studio.lang == self.lang for studio in find_studios(lessons)) else ""
