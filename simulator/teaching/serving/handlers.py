"""The pages of lessons and of the studio, and what to say when there is none; the others are those of the classroom."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import Any

from tornado.ioloop import IOLoop
from tornado.web import HTTPError, RedirectHandler, authenticated
from voila.handler import BaseVoilaHandler
from voila.tornado.handler import TornadoVoilaHandler

from simulator.teaching.classroom.classroom import classroom_of
from simulator.teaching.classroom.cookies import LEARNER_COOKIE, keep_cookie, read_cookie
from simulator.teaching.journal import LEARNER, STORE
from simulator.teaching.serving.catalogue import Launcher, Lesson, find_lessons, find_studios
from simulator.teaching.serving.identity import LearnerPage
from simulator.teaching.store import Learner, Store, StoreError

__all__ = ["LessonHandler", "MissingHandler", "SlashHandler", "StudioHandler"]

LOCALES = {"id": "id_ID.UTF-8", "en": "en_GB.UTF-8"}


class NotebookHandler(LearnerPage, TornadoVoilaHandler):  # type: ignore[misc]
    """A notebook, run in a kernel of its own while the page streams."""

    async def show(self, page: Lesson | Launcher) -> None:
        """Run a notebook for whoever asks."""
        # Reading the token sets its cookie. Without a login page Voila never does, and then
        # refuses the message by which a closing page ends its kernel (voila issue 1458).
        _ = self.xsrf_token
        self._lang = page.lang
        self._environment = {"LANG": LOCALES[page.lang]} | await self._asked(self._known)
        await super().get(page.path)

    def kernel_environment(self) -> dict[str, str]:
        """Return who learns here and where that is kept."""
        return self._environment

    async def admitted(self, environment: dict[str, str]) -> dict[str, str]:
        """Make a guest of who is not known, unless the store could not even be asked."""
        if STORE in environment and LEARNER not in environment:
            environment = environment | await self._asked(self._guest)
        if LEARNER in environment:
            keep_cookie(self, LEARNER_COOKIE, environment[LEARNER])
        return environment

    async def _asked(self, question: Callable[[Store], Learner | None]) -> dict[str, str]:
        """Return where things are kept, and the learner that the store answers with; nothing if it cannot be used."""
        classroom = classroom_of(self.settings)
        try:
            who = await IOLoop.current().run_in_executor(classroom.threads, lambda: question(classroom.store))
        except StoreError as error:
            self.log.error("This lesson is not remembered: %s", error)
            return {}
        return {STORE: classroom.store.url, **({LEARNER: who.id} if who else {})}

    def _known(self, store: Store) -> Learner | None:
        secret = read_cookie(self, LEARNER_COOKIE)
        return store.learner(secret) if secret else None

    def _guest(self, store: Store) -> Learner:
        return store.guest(self._lang)


class LessonHandler(NotebookHandler):
    """A lesson."""

    @authenticated
    async def get(self, path: str) -> None:
        """Answer with the lesson, if the path is one."""
        lesson = next((lesson for lesson in _lessons(self) if lesson.path == path), None)
        if lesson is None:
            raise HTTPError(404)
        await self.show(lesson)

    async def head(self, path: str) -> None:
        """Say whether there is such a lesson; nothing is started for it."""
        if not any(lesson.path == path for lesson in _lessons(self)):
            raise HTTPError(404)
        self.set_header("Content-Type", "text/html; charset=UTF-8")


class StudioHandler(NotebookHandler):
    """The planners' studio, at one address in each language."""

    def initialize(self, **kwargs: Any) -> None:
        """Take the language from the address."""
        self._lang = kwargs.pop("lang")
        kwargs.pop("name")
        super().initialize(**kwargs)

    @authenticated
    async def get(self) -> None:
        """Answer with the studio, if it is there."""
        await self.show(self._studio())

    async def head(self) -> None:
        """Say whether there is a studio; nothing is started for it."""
        self._studio()
        self.set_header("Content-Type", "text/html; charset=UTF-8")

    def _studio(self) -> Launcher:
        studios = find_studios(Path(self.settings["contents_manager"].root_dir))
        studio = next((studio for studio in studios if studio.lang == self._lang), None)
        if studio is None:
            raise HTTPError(404)
        return studio


class SlashHandler(RedirectHandler):
    """An address that is a page's but for a slash at its end."""

    PATH = r"([A-Za-z0-9][A-Za-z0-9._/-]*)/"

    def head(self, *parts: str) -> None:
        """Answer without the page, as to GET."""
        self.get(*parts)


class MissingHandler(BaseVoilaHandler):  # type: ignore[misc]
    """Every other address."""

    async def prepare(self) -> None:
        """Answer that there is no such page."""
        await super().prepare()
        raise HTTPError(404)


def _lessons(handler: BaseVoilaHandler) -> tuple[Lesson, ...]:
    return find_lessons(Path(handler.settings["contents_manager"].root_dir))
