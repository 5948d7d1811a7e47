"""What differs, what is wrong, and the first answer: the column beside the form."""

import asyncio
from collections.abc import Callable
from html import escape

from ipywidgets import Layout, VBox

from simulator.scenario import Scenario
from simulator.studio.desk import Desk
from simulator.studio.differences import differences_of
from simulator.studio.first_answer import Answer, Costs, Question, answer_html, find_answer, headline
from simulator.studio.form import faults_html, items_html
from simulator.studio.offices import Built, base_office
from simulator.studio.panels.panel import StudioPanel
from simulator.studio.parts import Buttons
from simulator.studio.study import NOW
from simulator.widgets import Message

__all__ = ["PAUSE_S", "AnswerColumn"]

FOLDED = "studio-folded"
"""Class of the column while a phone shows its sentence only."""

PAUSE_S = 0.3
"""Seconds after the last keystroke before anything is simulated."""


class AnswerColumn(StudioPanel):
    """What a plan changes and what comes of it, brought up to date while somebody types.

    Attributes
    ----------
    differences, faults, cautions : Message
        What differs; what is wrong; what should be known.
    head, table : Message
        The first answer in a sentence, and its numbers.
    """

    def __init__(self, desk: Desk) -> None:
        super().__init__(desk)
        for name in ("studio-first-answer", FOLDED):
            self.add_class(name)
        self.head, self.differences, self.faults, self.cautions, self.table = (self.message() for _each in range(5))
        self.fold = Buttons(lang=self.words.lang, on_press=lambda _key: self._turn())
        self.more = VBox((self.differences, self.cautions, self.table), layout=Layout(overflow="visible"))
        self.more.add_class("studio-more")
        self.fold.add_class("studio-fold-button")
        self._is_folded = True
        self._costs = Costs()
        self._scope = ""
        self._asked: tuple[object, ...] | None = None
        self._shown: Answer | None = None
        self._timer: asyncio.TimerHandle | None = None
        self._is_busy = False
        self._show_fold()
        self.fill((self.faults, self.head, self.fold, self.more))
        desk.watch(self._left)

    def show(self, built: Built) -> None:
        """Tell what the plan in hand changes, and find out what comes of it.

        Parameters
        ----------
        built : Built
            The plan in hand.
        """
        scope = f"{self.desk.key}/{self.desk.plan}"
        is_other = scope != self._scope
        if is_other:
            self._scope = scope
            self._forget()
        self._tell_changes(built)
        question = self._question(built)
        if question is None:
            self._halt()
            self._say_old(self._old_text, "again")
        elif question.key != self._asked:
            self._ask(question, 0.0 if is_other else PAUSE_S)

    # ---- what differs

    def _tell_changes(self, built: Built) -> None:
        _ = self.words
        say(self.faults, faults_html(built, self.words), "error")
        say(self.cautions, items_html(_("Perhatikan:"), built.cautions) if built.cautions else "", "again")
        found = differences_of(built, self.words)
        is_now = self.desk.plan == NOW
        title = _("Sekarang, dibanding contoh semula:") if is_now else _("Bedanya dari sekarang:")
        say(self.differences, items_html(title, found) if found else "", "bare")

    # ---- the answer

    def _question(self, built: Built) -> Question | None:
        """What is to be found out; None while something is wrong."""
        _ = self.words
        study, plan = self.desk.study, self.desk.plan
        seed, is_typed = study.settings.seed, bool(built.values)
        if built.scenario is None or study.base is None:
            return None
        now, name = _("Sekarang"), self.desk.plan_name(plan)
        if plan != NOW:
            before = self.desk.build(NOW).scenario
            return None if before is None else Question(before, built.scenario, (now, name), seed, is_typed=is_typed)
        original: Scenario = base_office(study.base)
        names = (_("Contoh semula") if built.values else now, now)
        return Question(original, built.scenario, names, seed, is_plan=False, is_typed=is_typed)

    def _ask(self, question: Question, pause_s: float) -> None:
        """Simulate, once nobody types any more; what is under way for another question ends."""
        self._halt()
        self._asked = question.key
        self._say_old(self._busy_text, "busy")
        self._timer = later(pause_s, lambda: self._start(question))

    def _start(self, question: Question) -> None:
        self._timer, self._is_busy = None, True
        work = find_answer(question, self.desk.runs, self._costs)
        self.desk.preview.start(work, self._show_answer, done=self._ended, failed=self._failed, stopped=self._stopped)

    def _show_answer(self, answer: Answer) -> None:
        if answer.question.key == self._asked:
            self._shown = answer
            say(self.head, escape(headline(answer, self.words)))
            say(self.table, answer_html(answer, self.words), "bare")

    def _failed(self, _error: Exception) -> None:
        self._ended()
        self._asked = None
        say(self.head, escape(self.failed_text), "error")

    def _ended(self) -> None:
        self._is_busy = False

    def _stopped(self) -> None:
        """The question will be asked again when the column is shown again."""
        self._ended()
        self._asked = None

    def _halt(self) -> None:
        """Want no answer any more; other work of the page goes on."""
        if self._timer is not None:
            self._timer.cancel()
            self._timer = None
        if self._is_busy:
            self.desk.preview.stop()
        self._asked = None

    def _forget(self) -> None:
        """Show nothing of another plan."""
        self._halt()
        self._shown = None
        for message in (self.head, self.table):
            say(message, "")

    def _say_old(self, text: str, tone: str) -> None:
        """Say above the last answer, which stays, that it is of before; or that there is none yet."""
        _ = self.words
        if self._shown is None:
            text = _("Menghitung…") if tone == "busy" else _("Jawaban pertama muncul di sini.")
        say(self.head, escape(text), tone)

    @property
    def _old_text(self) -> str:
        _ = self.words
        return _("Angka di bawah ini dihitung sebelum ada isian yang keliru.")

    @property
    def _busy_text(self) -> str:
        _ = self.words
        return _("Menghitung ulang… Angka di bawah ini masih dari isian sebelumnya.")

    def _left(self) -> None:
        """Simulate nothing for a column that nobody sees."""
        if self.desk.tab != "change" and (self._timer is not None or self._is_busy):
            self._halt()

    # ---- folded on a phone

    def _turn(self) -> None:
        self._is_folded = not self._is_folded
        (self.add_class if self._is_folded else self.remove_class)(FOLDED)
        self._show_fold()

    def _show_fold(self) -> None:
        _ = self.words
        label = _("Lihat bedanya dan angkanya") if self._is_folded else _("Sembunyikan")
        self.fold.show([{"key": "fold", "label": label, "quiet": True, "disabled": False}])


def say(message: Message, html: str, tone: str = "plain") -> None:
    """Change a message if it says something else: it is read out when it changes."""
    if (message.html, message.tone) != (html, tone):
        message.say(html, tone)


def later(seconds: float, call: Callable[[], None]) -> asyncio.TimerHandle | None:
    """Call after some seconds; at once where there is no event loop, or nothing to wait for."""
    try:
        loop = asyncio.get_running_loop()
    except RuntimeError:
        call()
        return None
    if seconds <= 0:
        call()
        return None
    return loop.call_later(seconds, call)
