"""Work in the background of a page, step by step, so that the page stays alive."""

import asyncio
import logging
from collections.abc import Callable, Iterator
from typing import TypeVar

Step = TypeVar("Step")
Then = Callable[[], None]

BREATH_S = 0.05
"""Pause between two steps, in which the kernel reads what the learner did."""

log = logging.getLogger(__name__)


class Job:
    """The one task of a page: a new one ends the one before it, which keeps what it has reached."""

    def __init__(self) -> None:
        self._task: asyncio.Task[None] | None = None
        self._conclude: Then | None = None
        self._stopped: Then | None = None

    def start(
        self,
        steps: Iterator[Step],
        show: Callable[[Step], None],
        *,
        done: Then,
        failed: Then,
        stopped: Then | None = None,
    ) -> None:
        """Take step after step and show each; in the background if there is an event loop, else at once.

        Parameters
        ----------
        steps : iterator
            Does a piece of work whenever the next step is asked for.
        show : callable
            Called with each step.
        done : callable
            Called after the last step, or when the task is stopped after it has shown something.
        failed : callable
            Called if a step raised; the error itself goes to the log.
        stopped : callable, optional
            Called when the task is stopped before its last step, after `done` if that is called.
        """
        self.stop()
        self._stopped = stopped
        work = self._walk(steps, show, done, failed)
        try:
            loop = asyncio.get_running_loop()
        except RuntimeError:
            asyncio.run(work)
        else:
            self._task = loop.create_task(work)

    def stop(self) -> None:
        """End the task, if one is running; what it has shown stays."""
        if self._task is not None:
            self._task.cancel()
            self._task = None
        stopped, self._stopped = self._stopped, None
        self._finish()
        if stopped is not None:
            stopped()

    def _finish(self) -> None:
        conclude, self._conclude = self._conclude, None
        if conclude is not None:
            conclude()

    async def _walk(self, steps: Iterator[Step], show: Callable[[Step], None], done: Then, failed: Then) -> None:
        try:
            for step in steps:
                show(step)
                self._conclude = done
                await asyncio.sleep(BREATH_S)
        except Exception:
            log.exception("a step of a lesson failed")
            self._conclude = failed
        self._stopped = None
        self._finish()
