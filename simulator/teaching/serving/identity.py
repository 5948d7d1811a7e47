"""Whose lesson a page is: what its kernel is told, and who holds a place for it."""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator
from contextvars import ContextVar
from typing import TYPE_CHECKING, Any

from simulator.teaching.journal import LEARNER, STORE

if TYPE_CHECKING:
    from simulator.teaching.serving.admission import Door, Place
    from simulator.teaching.serving.pages import PageMaker
    from simulator.teaching.serving.ready import ReadyPages

__all__ = ["ENVIRONMENT", "LearnerPage"]

ENVIRONMENT: ContextVar[dict[str, str]] = ContextVar("ENVIRONMENT")
"""Variables for the kernels that the running task starts."""

RETRY_S = 15
"""After so many seconds the page that says "full" asks again."""


class LearnerPage:
    """Mixin of the handler of lessons, before Voila's own: ``class LessonHandler(LearnerPage, TornadoVoilaHandler)``.

    The handler overrides :meth:`kernel_environment` and :meth:`admitted`; the rest happens here when it calls
    ``super().get(path)``.
    """

    if TYPE_CHECKING:

        def __getattr__(self, name: str) -> Any: ...

    def kernel_environment(self) -> dict[str, str]:
        """Variables for the kernel of this page, asked for once a page: who the learner is, the store, the language.

        Returns
        -------
        dict
            As ``{"SIMPTSP_LEARNER": …, "SIMPTSP_STORE": …, "LANG": "id_ID.UTF-8"}``; they come on top of the server's.
        """
        return {}

    async def admitted(self, environment: dict[str, str]) -> dict[str, str]:
        """The same variables once this page has a place: only now is a stranger made a guest, and given a cookie."""
        return environment

    def learner_key(self, environment: dict[str, str]) -> str:
        """Who holds the place of this page: the learner; without one, this browser, known by the token of its forms."""
        return environment.get(LEARNER) or str(self._get_raw_xsrf_token()[1].hex())

    async def get_generator(self, path: str) -> AsyncIterator[str]:
        """Yield the page piece by piece, its kernel started for this learner; or the page that asks to wait."""
        environment = self.kernel_environment()
        door: Door = self.settings["simptsp_door"]
        ready: ReadyPages = self.settings["simptsp_ready"]
        learner = self.learner_key(environment)
        self.set_header("Content-Type", "text/html; charset=UTF-8")
        self.set_header("Cache-Control", "no-store")
        size = self.settings["simptsp_pages"].size(path)
        place = door.enter(learner, is_stranger=STORE in environment and LEARNER not in environment, size=size)
        if place is None:
            yield self._full(path)
            return
        ready.note()
        await self._end(door.excess(learner))
        try:
            environment = await self.admitted(environment)
            async for piece in self._page(path, environment, place):
                place.learner = self.learner_key(environment)  # the guest whose cookie comes with this piece
                yield piece
        except BaseException:
            if not place.kernel:
                door.leave(place)  # a kernel that has started already is culled, and keeps its place until then
            raise
        finally:
            ready.note()

    async def _page(self, path: str, environment: dict[str, str], place: Place) -> AsyncIterator[str]:
        maker: PageMaker = self.settings["simptsp_pages"]
        if not await _has_begun(path, environment, maker):
            page = await self.settings["simptsp_ready"].take(path, environment)
            if page is not None:
                yield page.html if await self._has_kernel(place, page.kernel_id) else self._full(path)
                return
        ENVIRONMENT.set(environment)
        renderer = maker.renderer(path)
        if not await self._has_kernel(place, await maker.start_kernel(path)):
            yield self._full(path)
            return
        async for piece in renderer.pieces(place.kernel, self.kernel_manager.get_kernel(place.kernel)):
            yield piece

    async def _has_kernel(self, place: Place, kernel: str) -> bool:
        """Give a place its kernel, and end what is too much now; false if that is this page's own."""
        door: Door = self.settings["simptsp_door"]
        place.kernel = kernel
        await self._end(door.excess(place.learner))
        if kernel in self.kernel_manager:
            return True
        door.leave(place)
        return False

    def _full(self, path: str) -> str:
        self.set_status(503)
        self.set_header("Retry-After", str(RETRY_S))
        lang = self.settings["simptsp_pages"].notebook(path).metadata.get("simptsp", {}).get("lang", "id")
        return str(self.render_template("full.html", lang=lang, seconds=RETRY_S))

    async def _end(self, kernels: list[str]) -> None:
        """End older pages of the same learner."""
        for kernel in kernels:
            if kernel in self.kernel_manager:
                await self.kernel_manager.shutdown_kernel(kernel, now=True)


async def _has_begun(path: str, environment: dict[str, str], maker: PageMaker) -> bool:
    """Whether the learner has done something in this lesson, which a page made beforehand does not show."""
    if not (environment.get(LEARNER) and environment.get(STORE)) or path != maker.server.ready.path:
        return False  # nothing is kept, or no page was made beforehand
    return await asyncio.to_thread(_has_events, maker.lesson_name(path), environment)


def _has_events(lesson: str, environment: dict[str, str]) -> bool:
    from simulator.teaching.journal import JournalError
    from simulator.teaching.store import journal

    try:
        return any(event.step for event in journal(environment[STORE], environment[LEARNER]).events(lesson))
    except JournalError:
        return True
