"""The one comparison of a page: started with a button, shown as it comes on every tab that shows it."""

from collections.abc import Callable
from typing import Literal, cast
from weakref import WeakKeyDictionary, proxy

from simulator.studio.answers.asked import Answer, Asked, ask
from simulator.studio.answers.stages import Step, answer_work
from simulator.studio.background import Tell
from simulator.studio.desk import Desk

__all__ = ["Answering", "State", "answering_of"]

State = Literal["idle", "busy", "stopped", "failed"]


class Answering:
    """What is being compared, how far it is, and what was found so far.

    Attributes
    ----------
    answer : Answer or None
        The best so far; it stays when work is stopped, fails, or when the study is changed.
    step : Step or None
        How far the work is.
    """

    def __init__(self, desk: Desk) -> None:
        self.desk = desk
        self.answer: Answer | None = None
        self.step: Step | None = None
        self._state: State = "idle"
        self._is_stopped: Callable[[], bool] = _never
        self._run = object()
        self._watchers: list[Callable[[], None]] = []

    @property
    def state(self) -> State:
        """What became of the work; other work of the page may have stopped it."""
        if self._state == "busy" and self._is_stopped():
            self._state, self.step = "stopped", None
        return self._state

    @property
    def is_stale(self) -> bool:
        """Whether the study has changed since what is shown was asked for."""
        return self.answer is not None and not self.answer.asked.is_of(self.desk.study)

    def watch(self, watcher: Callable[[], None]) -> None:
        """Have something called whenever there is something new to show."""
        self._watchers.append(watcher)

    def start(self) -> None:
        """Compare the study as it is now; nothing happens where it cannot be compared."""
        asked = ask(self.desk)
        if asked.problem:
            self._tell()
            return
        self._state, self.step, self._is_stopped = "busy", None, _never
        self._tell()
        self.desk.work.start(self._work(asked), self._show, done=self._done, failed=self._failed)

    def stop(self) -> None:
        """Go no further; what was found stays."""
        if self.state == "busy":
            self.desk.work.stop()
            self._state, self.step = "stopped", None
            self._tell()

    def forget_others(self) -> None:
        """Let go of what was found for another office."""
        if self.answer is not None and self.answer.asked.study.base != self.desk.study.base:
            self.stop()
            self.answer, self._state = None, "idle"

    def _work(self, asked: Asked) -> Callable[[Tell, Callable[[], bool]], None]:
        inner = answer_work(asked, self.desk.runs)
        run = self._run = object()

        def work(tell: Tell, stop: Callable[[], bool]) -> None:
            if self._run is run:
                self._is_stopped = stop
            inner(tell, stop)

        return work

    def _show(self, found: Answer | Step) -> None:
        if isinstance(found, Step):
            self.step = found
        else:
            self.answer = found
        self._tell()

    def _done(self) -> None:
        self._state, self.step = "idle", None
        self._tell()

    def _failed(self, _error: Exception) -> None:
        self._state, self.step = "failed", None
        self._tell()

    def _tell(self) -> None:
        for watcher in tuple(self._watchers):
            watcher()


def _never() -> bool:
    return False


_OF_DESKS: "WeakKeyDictionary[Desk, Answering]" = WeakKeyDictionary()


def answering_of(desk: Desk) -> Answering:
    """The comparison of a page, the same for all of its tabs."""
    if desk not in _OF_DESKS:
        _OF_DESKS[desk] = Answering(cast(Desk, proxy(desk)))
    return _OF_DESKS[desk]
