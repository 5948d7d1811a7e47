"""Long work beside a page that stays alive: on a thread, told step by step, stopped at any moment."""

import asyncio
import logging
from collections.abc import Callable
from functools import partial
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

    Parameters
    ----------
    broke : callable, optional
        Called on the page's own thread with the error of whoever was to show what was found; it is in the log.
    """

    def __init__(self, broke: Callable[[Exception], None] | None = None) -> None:
        self._broke = broke
        self._stop = Event()
        self._is_busy = False
        self._stopped: Callable[[], None] = _nothing

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
        stopped: Callable[[], None] | None = None,
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
            Called there with the error that broke it, or that broke `show`; the error goes to the log as well.
        stopped : callable, optional
            Called there when it was stopped before its end, by other work too: exactly one of the three is called, so
            that whoever began it knows whether what is under way is still its own.
        """
        self.stop()
        self._stop, self._is_busy, self._stopped = Event(), True, stopped or _nothing
        stop = self._stop

        def _finish(error: Exception | None) -> None:
            if stop.is_set():
                return
            stop.set()
            self._is_busy = False
            self._safely(done if error is None else partial(failed, error))

        def _shown(found: Any) -> None:
            error = None if stop.is_set() else self._safely(partial(show, found))
            if error is not None:
                _finish(error)

        try:
            loop = asyncio.get_running_loop()
        except RuntimeError:
            _finish(_do(work, _shown, stop))
            return

        def _on_thread() -> None:
            error = _do(work, lambda found: _post(loop, _shown, found), stop)
            _post(loop, _finish, error)

        Thread(target=_on_thread, name="studio", daemon=True).start()

    def _safely(self, call: Callable[[], None]) -> Exception | None:
        """Call what belongs to the page; its error, which is logged and told, for nobody waits for it here."""
        try:
            call()
        except Exception as error:
            log.exception("what was computed cannot be shown")
            if self._broke is not None:
                self._broke(error)
            return error
        return None

    def stop(self) -> None:
        """Stop what is under way; what it has shown stays."""
        if self._is_busy:
            self._stop.set()
            self._is_busy = False
            self._stopped()


def _nothing() -> None:
    """For work of which nobody asks how it ended."""


def _do(work: Work, show: Tell, stop: Event) -> Exception | None:
    def _tell(found: Any) -> None:
        if stop.is_set():
            raise Stopped
        show(found)

    try:
        work(_tell, stop.is_set)
    except Stopped:  # whoever stopped it knows
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
