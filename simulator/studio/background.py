"""Long work beside a page that stays alive: on a thread, told step by step, stopped at any moment."""

import asyncio
import logging
from collections.abc import Callable
from threading import Event, Thread
from typing import Any

__all__ = ["Background", "Stopped", "Tell", "Work"]

Tell = Callable[[Any], None]
"""Called on the thread with something to show; it raises :class:`Stopped` once nobody wants to see it any more."""

Work = Callable[[Tell, Callable[[], bool]], None]
"""Called on the thread with `tell` and with a function that says whether to stop."""

log = logging.getLogger(__name__)


class Stopped(Exception):
    """The work is no longer wanted."""


class Background:
    """One piece of work at a time; a new one stops the one before it, of which nothing more is shown.

    Without an event loop (in tests, or in a plain program) the work is done at once.
    """

    def __init__(self) -> None:
        self._stop = Event()
        self._is_busy = False

    @property
    def is_busy(self) -> bool:
        """Whether work is under way."""
        return self._is_busy

    def start(
        self,
        work: Work,
        show: Tell,
        *,
        done: Callable[[], None],
        failed: Callable[[Exception], None],
    ) -> None:
        """Begin.

        Parameters
        ----------
        work : callable
            Simulates, on a thread; it touches nothing of the page, but tells what it has found.
        show : callable
            Called on the page's own thread with each thing told.
        done : callable
            Called there when the work has come to its end.
        failed : callable
            Called there with the error that broke it; the error goes to the log as well.
        """
        self.stop()
        self._stop, self._is_busy = Event(), True
        stop = self._stop

        def finish(error: Exception | None) -> None:
            if stop.is_set():
                return
            self._is_busy = False
            if error is None:
                done()
            else:
                failed(error)

        def shown(found: Any) -> None:
            if not stop.is_set():
                show(found)

        try:
            loop = asyncio.get_running_loop()
        except RuntimeError:
            finish(_do(work, shown, stop))
            return

        def on_thread() -> None:
            error = _do(work, lambda found: _post(loop, shown, found), stop)
            _post(loop, finish, error)

        Thread(target=on_thread, name="studio", daemon=True).start()

    def stop(self) -> None:
        """Stop what is under way; what it has shown stays."""
        self._stop.set()
        self._is_busy = False


def _do(work: Work, show: Tell, stop: Event) -> Exception | None:
    def tell(found: Any) -> None:
        if stop.is_set():
            raise Stopped
        show(found)

    try:
        work(tell, stop.is_set)
    except Stopped:
        return None
    except Exception as error:
        log.exception("work of the studio failed")
        return error
    return None


def _post(loop: asyncio.AbstractEventLoop, call: Callable[[Any], None], with_what: Any) -> None:
    try:
        loop.call_soon_threadsafe(call, with_what)
    except RuntimeError:
        log.debug("the page has gone")
