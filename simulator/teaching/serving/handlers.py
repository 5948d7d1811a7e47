"""The pages of lessons, and what to say when there is none; the other pages are those of the classroom."""

from __future__ import annotations

from pathlib import Path

from tornado.ioloop import IOLoop
from tornado.web import HTTPError, authenticated
from voila.handler import BaseVoilaHandler
from voila.tornado.handler import TornadoVoilaHandler

from simulator.teaching.classroom.classroom import classroom_of
from simulator.teaching.classroom.cookies import LEARNER_COOKIE, keep_cookie, read_cookie
from simulator.teaching.journal import LEARNER, STORE
from simulator.teaching.serving.catalogue import Lesson, find_lessons
from simulator.teaching.serving.identity import LearnerPage
from simulator.teaching.store import StoreError

__all__ = ["LessonHandler", "MissingHandler"]

LOCALES = {"id": "id_ID.UTF-8", "en": "en_GB.UTF-8"}


class LessonHandler(LearnerPage, TornadoVoilaHandler):  # type: ignore[misc]
    """A lesson, run in a kernel of its own while the page streams."""

    @authenticated
    async def get(self, path: str) -> None:
        """Answer with the lesson, if the path is one."""
        lesson = next((lesson for lesson in _lessons(self) if lesson.path == path), None)
        if lesson is None:
            raise HTTPError(404)
        # Reading the token sets its cookie. Without a login page Voila never does, and then
        # refuses the message by which a closing page ends its kernel (voila issue 1458).
        _ = self.xsrf_token
        self._environment = {"LANG": LOCALES[lesson.lang]} | await self._who(lesson.lang)
        await super().get(path)

    def kernel_environment(self) -> dict[str, str]:
        """Return who learns here and where that is kept."""
        return self._environment

    async def _who(self, lang: str) -> dict[str, str]:
        """Return the learner of this browser, or a new guest; nobody if the store cannot be used."""
        classroom = classroom_of(self.settings)
        try:
            secret = await IOLoop.current().run_in_executor(
                classroom.threads, classroom.known_or_guest, read_cookie(self, LEARNER_COOKIE), lang
            )
        except StoreError as error:
            self.log.error("This lesson is not remembered: %s", error)
            return {}
        keep_cookie(self, LEARNER_COOKIE, secret)
        return {LEARNER: secret, STORE: classroom.store.url}


class MissingHandler(BaseVoilaHandler):  # type: ignore[misc]
    """Every other address."""

    async def prepare(self) -> None:
        """Answer that there is no such page."""
        await super().prepare()
        raise HTTPError(404)


def _lessons(handler: BaseVoilaHandler) -> tuple[Lesson, ...]:
    return find_lessons(Path(handler.settings["contents_manager"].root_dir))
