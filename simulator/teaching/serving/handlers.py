"""The pages of the lesson server: home, lesson, and what to say when there is none."""

from __future__ import annotations

from pathlib import Path

from tornado.web import HTTPError, authenticated
from voila.handler import BaseVoilaHandler
from voila.tornado.handler import TornadoVoilaHandler

from simulator.teaching.serving.catalogue import Lesson, find_lessons

__all__ = ["HomeHandler", "LessonHandler", "MissingHandler"]


class HomeHandler(BaseVoilaHandler):  # type: ignore[misc]
    """The list of lessons, in Indonesian at ``/`` and in English at ``/en``."""

    @authenticated
    def get(self, lang: str | None = None) -> None:
        """Answer with the lessons in one language."""
        lang = lang or "id"
        lessons = [lesson for lesson in _lessons(self) if lesson.lang == lang]
        self.finish(self.render_template("home.html", lang=lang, lessons=lessons))


class LessonHandler(TornadoVoilaHandler):  # type: ignore[misc]
    """A lesson, run in a kernel of its own while the page streams."""

    @authenticated
    async def get(self, path: str) -> None:
        """Answer with the lesson, if the path is one."""
        if path not in {lesson.path for lesson in _lessons(self)}:
            raise HTTPError(404)
        # Reading the token sets its cookie. Without a login page Voila never does, and then
        # refuses the message by which a closing page ends its kernel (voila issue 1458).
        _ = self.xsrf_token
        await super().get(path)


class MissingHandler(BaseVoilaHandler):  # type: ignore[misc]
    """Every other address."""

    async def prepare(self) -> None:
        """Answer that there is no such page."""
        await super().prepare()
        raise HTTPError(404)


def _lessons(handler: BaseVoilaHandler) -> tuple[Lesson, ...]:
    return find_lessons(Path(handler.settings["contents_manager"].root_dir))
