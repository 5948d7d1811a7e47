"""Tasks with a number for an answer."""

from collections.abc import Sequence

from ipywidgets import VBox

from simulator.teaching.entries import EntryError, read_entry
from simulator.teaching.panels.panel import Panel
from simulator.teaching.plan import Exercise
from simulator.teaching.state import LessonState
from simulator.teaching.words import Words
from simulator.widgets import Field, Form, Message


class Exercises(Panel):
    """Several tasks under one heading.

    Attributes
    ----------
    tasks : list of Task
        In the order given.
    """

    def __init__(self, state: LessonState, words: Words, names: Sequence[str]) -> None:
        _ = words
        task = _("Pakai grafik di atas untuk mencari jawabannya. Salah boleh dicoba lagi.")
        super().__init__(state, words, _("Latihan"), task)
        self.tasks = [Task(state, words, name, state.plan.exercises[name]) for name in names]
        self.message = Message(html=self.locked_text, lang=words.lang)
        self.fill(self.message, *self.tasks)
        state.watch(self.refresh)

    def refresh(self) -> None:
        """Open once a guess is stored."""
        if self.state.unlocked:
            self.message.say("")
            for task in self.tasks:
                task.form.disabled = False


class Task(VBox):  # type: ignore[misc]
    """Checks an answer and says which mistake it looks like; as many tries as wanted."""

    def __init__(self, state: LessonState, words: Words, name: str, exercise: Exercise) -> None:
        super().__init__()
        _ = words
        self.state, self.words, self.name, self.exercise = state, words, name, exercise
        entry = exercise.entry
        self.form = Form(
            fields=(Field(entry.name, entry.label, entry.unit),),
            button=_("Periksa"),
            disabled=True,
            lang=words.lang,
            on_submit=self.check,
        )
        self.message = Message(lang=words.lang)
        self.children = (self.form, self.message)

    def check(self, entries: dict[str, str]) -> None:
        """Judge the answer, or say beside the field what is wrong with it."""
        entry = self.exercise.entry
        try:
            answer = read_entry(entry, entries[entry.name], self.words)
        except EntryError as error:
            self.form.messages = {entry.name: str(error)}
            return
        self.form.messages = {}
        verdict = self.exercise.judge(answer)
        self.message.say(verdict.feedback, "right" if verdict.right else "again")
        self.state.answer(self.name, verdict)
