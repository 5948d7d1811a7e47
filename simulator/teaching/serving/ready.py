"""Pages made before anybody asks for them, for a class that opens the same lesson at the same moment."""

from __future__ import annotations

import asyncio
from collections import deque
from dataclasses import dataclass
from time import monotonic
from typing import Any

from simulator.teaching.serving.pages import PageMaker

__all__ = ["ReadyPage", "ReadyPages"]

QUIET_S = 3.0
"""New pages are made once nobody has come for so long: they must not slow down those who wait."""

HAND_OVER_LIMIT_S = 10.0
HAND_OVER = """\
from simulator.teaching.serving.handover import hand_over
hand_over({environment!r}, globals())
del hand_over
"""


@dataclass
class ReadyPage:
    """A whole page, and the kernel behind it."""

    html: str
    kernel_id: str


class ReadyPages:
    """Keeps pages of one lesson ready and hands them out, each to one learner.

    Parameters
    ----------
    maker : PageMaker
        Makes them.
    path : str
        Of the lesson's notebook.
    number : int
        How many are kept.
    """

    def __init__(self, maker: PageMaker, path: str, number: int) -> None:
        self._maker = maker
        self._number = number
        self._waiting: deque[ReadyPage] = deque()
        self._task: asyncio.Task[None] | None = None
        self._asked = 0.0
        self._failed = False
        self.path = path

    def __len__(self) -> int:
        """Return how many pages are ready."""
        return len(self._waiting)

    def __contains__(self, kernel_id: str) -> bool:
        """Whether a kernel waits for its learner."""
        return any(page.kernel_id == kernel_id for page in self._waiting)

    def start(self) -> None:
        """Make pages in the background, one after the other."""
        self._task = asyncio.get_running_loop().create_task(self._fill())

    def stop(self) -> None:
        """Make no more."""
        if self._task:
            self._task.cancel()

    def note(self) -> None:
        """Hear that somebody has asked for a page of any lesson."""
        self._asked = monotonic()

    def forget(self, kernel_id: str) -> None:
        """Hear that a kernel has ended; its page is no use any more."""
        for page in [page for page in self._waiting if page.kernel_id == kernel_id]:
            self._waiting.remove(page)

    async def take(self, path: str, environment: dict[str, str]) -> ReadyPage | None:
        """Give a ready page to a learner.

        Parameters
        ----------
        path : str
            Of the lesson that is asked for.
        environment : dict
            The learner's variables; the kernel has them when this returns.

        Returns
        -------
        ReadyPage or None
            None if there is none of this lesson.
        """
        while path == self.path and self._waiting:
            page = self._waiting.popleft()
            try:
                await asyncio.wait_for(self._hand_over(page, environment), HAND_OVER_LIMIT_S)
            except (TimeoutError, RuntimeError) as error:
                self._maker.server.log.error("A ready lesson was of no use: %s", error or "no answer")
                await self._end(page.kernel_id)
            else:
                return page
        return None

    async def _hand_over(self, page: ReadyPage, environment: dict[str, str]) -> None:
        client = self._maker.server.kernel_manager.get_kernel(page.kernel_id).client()
        client.start_channels(iopub=False, stdin=False, hb=False, control=False)
        try:
            sent = client.execute(HAND_OVER.format(environment=environment), silent=True, store_history=False)
            while True:
                reply = await client.get_shell_msg()
                if reply["parent_header"].get("msg_id") == sent:
                    break
        finally:
            client.stop_channels()
        if reply["content"]["status"] != "ok":
            raise RuntimeError(reply["content"].get("evalue", "it was interrupted"))

    async def _fill(self) -> None:
        while not self._failed:
            if len(self._waiting) < self._number and monotonic() - self._asked > QUIET_S:
                await self._make()
            else:
                await asyncio.sleep(QUIET_S / 3)

    async def _make(self) -> None:
        """Run the lesson in a kernel of its own; one that fails is told once, and no more are made."""
        maker, kernel_id = self._maker, ""
        try:
            kernel_id = await maker.start_kernel(self.path)
            renderer = maker.renderer(self.path)
            pieces = renderer.pieces(kernel_id, maker.server.kernel_manager.get_kernel(kernel_id))
            html = "".join([piece async for piece in pieces])
            self._failed = any(_has_failed(cell) for cell in renderer.executor.nb.cells)
        except Exception:
            self._failed = True
            maker.server.log.exception("No lessons are kept ready: one could not be made.")
        if not self._failed:
            self._waiting.append(ReadyPage(html, kernel_id))
        elif kernel_id:
            await self._end(kernel_id)

    async def _end(self, kernel_id: str) -> None:
        kernels: Any = self._maker.server.kernel_manager
        if kernel_id in kernels:
            await kernels.shutdown_kernel(kernel_id, now=True)


def _has_failed(cell: Any) -> bool:
    return any(output["output_type"] == "error" for output in cell.get("outputs", ()))
