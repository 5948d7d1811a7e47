"""Anything else that a lesson shows when a learner asks for it."""

from ipywidgets import Widget

from simulator.teaching.job import Job
from simulator.teaching.panels.panel import Levers, Panel
from simulator.teaching.plan import Display as DisplayPlan
from simulator.teaching.plan import Shown
from simulator.teaching.state import LessonState
from simulator.teaching.words import Words
from simulator.widgets import Chart, Form, Message


class Display(Panel):
    """A button, levers if there are any, and what they show; opens once a guess is stored."""

    def __init__(self, state: LessonState, words: Words, name: str, plan: DisplayPlan, job: Job) -> None:
        super().__init__(state, words, plan.heading, plan.task)
        self.name, self.plan, self.job = name, plan, job
        self.levers = Levers(plan.levers, state.moves.get(name, {}), words.lang, self.move)
        self.start = Form(button=plan.button, disabled=True, lang=words.lang, on_submit=self.run)
        self.message = Message(html=self.locked_text, lang=words.lang)
        self.table = Message(lang=words.lang)
        self.chart: Chart | None = None
        self.is_whole = False
        self.fill(*self.levers.parts, self.start, self.message)
        state.watch(self.refresh)

    def refresh(self) -> None:
        """Open once a guess is stored."""
        if self.start.disabled and self.state.unlocked:
            self.start.disabled = False
            self.levers.unlock()
            self.message.say("")

    def move(self) -> None:
        """Remember the levers; show anew if something is shown already."""
        self.state.move(self.name, self.levers.places)
        if self.name in self.state.seen and len(self.children) > self._at_first:
            self.run({})

    @property
    def _at_first(self) -> int:
        return len(self.levers.parts) + 4

    def run(self, _entries: dict[str, str]) -> None:
        """Compute in the background and show."""
        self.state.require_guess()
        self.job.stop()
        self.message.say(self.busy_text, "busy")
        self.is_whole = False
        self.job.start(
            self.plan.show(self.levers.places),
            self.report,
            done=lambda: self.state.show(self.name),
            failed=lambda: self.message.say(self.failed_text, "error"),
            stopped=self.stopped,
        )

    def stopped(self) -> None:
        """Say that other work came between, if anything is missing."""
        if not self.is_whole:
            self.interrupt(self.message)

    def report(self, shown: Shown) -> None:
        """Show what there is so far."""
        self.is_whole = shown.is_whole
        self.message.say(shown.text, "plain" if shown.is_whole else "busy")
        self.table.say(shown.table, "bare")
        parts: list[Widget] = [*self.levers.parts, self.start, self.message]
        if shown.picture is not None:
            if self.chart is None:
                self.chart = Chart(shown.picture, lang=self.words.lang)
            self.chart.show(shown.picture)
            parts.append(self.chart)
        if shown.widget is not None:
            parts.append(shown.widget)
        self.fill(*parts, self.table)
