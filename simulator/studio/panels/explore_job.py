"""A button that starts long work, how far the work is, and a sentence on how it ended."""

import time
from collections.abc import Callable
from dataclasses import dataclass
from html import escape
from typing import Any

from ipywidgets import Layout, VBox

from simulator.studio.background import Work
from simulator.studio.desk import Desk
from simulator.studio.explore.lengths import left
from simulator.studio.parts import Buttons, Progress
from simulator.widgets import Message

__all__ = ["Job", "Step"]

RUN = "run"
PAUSE_S = 0.5
"""Between two pictures of what was found so far: more would only burden a slow network."""


@dataclass(frozen=True)
class Step:
    """How far work is, and what it has found.

    Attributes
    ----------
    done, total : int
        Pieces of work.
    found : object
        To be shown; None for nothing new.
    """

    done: int
    total: int
    found: Any = None


class Job(VBox):  # type: ignore[misc]
    """One piece of long work at the planner's desk.

    Parameters
    ----------
    desk : Desk
        Whose `work` it uses.
    label : str
        Of the button.
    begin : callable
        Gives the work, which tells :class:`Step`; a sentence if something is wrong with what was asked.
    show : callable
        Called with what was found.
    failed : str
        What is said when it broke.
    """

    def __init__(
        self,
        desk: Desk,
        label: str,
        begin: Callable[[], Work | str],
        show: Callable[[Any], None],
        failed: str,
    ) -> None:
        super().__init__(layout=Layout(overflow="visible"))
        _, lang = desk.words, desk.words.lang
        self.desk, self._begin, self._show, self._failed = desk, begin, show, failed
        self._label = label
        self.button = Buttons(lang=lang, on_press=lambda _key: self.start())
        self.progress = Progress(lang=lang, stop_label=_("Hentikan"), on_stop=self.stop)
        self.message = Message(lang=lang)
        self.is_running = False
        self._why = ""
        self._started = self._drawn = 0.0
        self._waiting: Any = None
        self._show_button()
        self.children = (self.button, self.progress, self.message)

    def start(self) -> None:
        """Begin, if nothing is wrong with what was asked; other work that was started with a button ends."""
        _ = self.desk.words
        work = self._begin()
        if isinstance(work, str):
            self.message.say(escape(work), "again")
            return
        self.is_running, self._started, self._waiting, self._why = True, time.monotonic(), None, ""
        self.message.say("")
        self.progress.show(_("Menghitung…"))
        self._show_button()
        self.desk.work.start(work, self._told, done=self._done, failed=self._broke, stopped=self._stopped)

    def stop(self) -> None:
        """End at the planner's wish; what was shown stays, and so does other work."""
        _ = self.desk.words
        self._halt(_("Dihentikan. Yang sudah dihitung tetap tampil."))

    def drop(self) -> None:
        """End because nobody asks for it any more: another study was taken up."""
        self._halt("")
        self.message.say("")

    def _halt(self, why: str) -> None:
        if self.is_running:  # as long as it is, the work of the desk is its own
            self._why = why
            self.desk.work.stop()

    def _stopped(self) -> None:
        """It was stopped: by its own button, or because other work was started."""
        _ = self.desk.words
        other = _(
            "Hitungan ini terhenti, karena hitungan lain dijalankan. Tekan tombolnya lagi untuk menyelesaikannya."
        )
        self._end(self._why or other)

    def _told(self, step: Step) -> None:
        _ = self.desk.words
        share = step.done / max(1, step.total)
        said = _("Menghitung, {done} dari {total}").format(done=step.done, total=step.total)
        self.progress.show(said, share, left(time.monotonic() - self._started, share, self.desk.words))
        if step.found is not None:
            self._waiting = step.found
            if step.done >= step.total or time.monotonic() - self._drawn > PAUSE_S:
                self._draw()

    def _draw(self) -> None:
        """Show what was found last."""
        if self._waiting is not None:
            found, self._waiting, self._drawn = self._waiting, None, time.monotonic()
            self._show(found)

    def _done(self) -> None:
        self._end("")

    def _broke(self, _error: Exception) -> None:
        self._end(self._failed, "error")

    def _end(self, said: str, tone: str = "plain") -> None:
        self._draw()
        self.is_running = False
        self.progress.hide()
        self.message.say(said, tone)
        self._show_button()

    def _show_button(self) -> None:
        self.button.show([{"key": RUN, "label": self._label, "quiet": False, "disabled": self.is_running}])
