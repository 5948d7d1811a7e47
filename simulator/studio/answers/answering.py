"""The one comparison of a page: started with a button, shown as it comes on every tab that shows it."""

from collections.abc import Callable
from hashlib import sha256
from typing import Literal, cast

from simulator.studio.answers.asked import Answer, Asked, ask
from simulator.studio.answers.clock import Step
from simulator.studio.answers.drawn import drawing
from simulator.studio.answers.stages import answer_work
from simulator.studio.desk import Desk

__all__ = ["Answering", "State", "answering_of"]

PLACE, ASKED = "answers", "asked"
"""Where it is kept, beside the study, what was compared last."""

State = Literal["idle", "busy", "stopped", "failed"]


class Answering:
    """What is being compared, how far it is, and what was found so far.

    Attributes
    ----------
    answer : Answer or None
        The best so far; it stays when work is stopped, fails, or when the study is changed.
    step : Step or None
        How far the work is.
    state : {"idle", "busy", "stopped", "failed"}
        What became of the work; other work of the page may have stopped it.
    is_again : bool
        Whether the work was taken up again because the page was loaded anew.
    """

    def __init__(self, desk: Desk) -> None:
        self.desk = desk
        self.answer: Answer | None = None
        self.step: Step | None = None
        self.state: State = "idle"
        self.is_again = False
        self._asked: Asked | None = None
        self._of = ""
        self._watchers: list[Callable[[], None]] = []

    @property
    def is_stale(self) -> bool:
        """Whether the study has changed since what is shown was asked for."""
        return self.answer is not None and not self.answer.asked.is_of(self.desk.study)

    @property
    def is_of_before(self) -> bool:
        """Whether what is shown is of an earlier press of the button, of which nothing more will come."""
        return self.answer is not None and self.answer.asked is not self._asked

    def watch(self, watcher: Callable[[], None]) -> None:
        """Have something called whenever there is something new to show."""
        self._watchers.append(watcher)

    def start(self) -> None:
        """Compare the study as it is now; nothing happens where it cannot be compared."""
        asked = ask(self.desk)
        self.stop()
        if asked.problem:
            self._tell()
            return
        self.state, self.step, self._asked, self._of = "busy", None, asked, self.desk.key
        self.is_again = False
        self._note(asked)
        self._tell()
        work = drawing(answer_work(asked, self.desk.runs), self.desk.words)
        self.desk.work.start(
            work,
            self._show,
            done=lambda: self._end("idle"),
            failed=lambda _error: self._end("failed"),
            stopped=lambda: self._end("stopped"),
        )

    def resume(self) -> None:
        """Compare again what was compared or begun before the page was loaded anew; the numbers are the same."""
        noted = self.desk.fields.get(PLACE, {}).get(ASKED)
        if not noted or self._asked is not None or self.desk.work.is_busy:
            return
        asked = ask(self.desk)
        if asked.problem or noted != _digest(asked):
            return
        self.start()
        self.is_again = True
        self._tell()

    def stop(self) -> None:
        """Go no further; what was found stays, and so does other work of the page."""
        if self.state == "busy":
            self.desk.work.stop()

    def forget_others(self) -> None:
        """Let go of what is of another study, or of another office of this one."""
        if self._asked is None or (self._of, self._asked.study.base) == (self.desk.key, self.desk.study.base):
            return
        self.answer = self._asked = None
        self.stop()
        self.state = "idle"
        self._tell()

    def _show(self, found: Answer | Step) -> None:
        if isinstance(found, Step):
            self.step = found
        else:
            self.answer = found
        self._tell()

    def _note(self, asked: Asked | None) -> None:
        """Keep beside the study what is compared, for a page that is loaded anew."""
        texts = {ASKED: _digest(asked)} if asked else {}
        if self.desk.fields.get(PLACE, {}) != texts:
            self.desk.type_into(PLACE, texts)

    def _end(self, state: State) -> None:
        self.state, self.step = state, None
        if state != "idle" and self._of == self.desk.key:
            self._note(None)
        self._tell()

    def _tell(self) -> None:
        for watcher in tuple(self._watchers):
            watcher()


def _digest(asked: Asked) -> str:
    """What is compared and how, whatever the language of the page."""
    settings = asked.settings
    parts = (*(office.hash for office in asked.offices), settings.replications, settings.precision, settings.seed)
    return "asked-" + sha256(repr(parts).encode()).hexdigest()


def answering_of(desk: Desk) -> Answering:
    """The comparison of a page, the same for all of its tabs."""
    if Answering not in desk.shared:
        made = desk.shared[Answering] = Answering(desk)
        desk.watch(made.forget_others)
    return cast(Answering, desk.shared[Answering])
