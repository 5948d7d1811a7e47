"""Tasks with a number for an answer."""

from collections.abc import Mapping

from ipywidgets import VBox

from simulator.teaching.entries import EntryError, read_entry
from simulator.teaching.panels.panel import Panel
from simulator.teaching.plan import Exercise
from simulator.teaching.state import LessonState
from simulator.teaching.words import Words
from simulator.widgets import Field, Form, Message


class Exercises(Panel):
    """Several tasks under one heading; there is no widget of them before a guess, because they give much away.

    Attributes
    ----------
    tasks : list of Task
        In the order given; none before a guess is stored.
    """

    def __init__(self, state: LessonState, words: Words, exercises: Mapping[str, Exercise]) -> None:
        _ = words
        task = _("Pakai hasil di atas untuk mencari jawabannya. Salah boleh dicoba lagi.")
        super().__init__(state, words, _("Latihan"), task)
        self.exercises = exercises
        self.tasks: list[Task] = []
        self.message = Message(html=self.locked_text, lang=words.lang)
        self.fill(self.message)
        state.watch(self.refresh)

    def refresh(self) -> None:
        """Make and show the tasks once a guess is stored."""
        if self.state.unlocked and not self.tasks:
            self.tasks = [Task(self.state, self.words, name, exercise) for name, exercise in self.exercises.items()]
            self.message.say("")
            self.fill(self.message, *self.tasks)


class Task(VBox):  # type: ignore[misc]
    """Checks an answer and says which mistake it looks like; as many tries as wanted."""

    def __init__(self, state: LessonState, words: Words, name: str, exercise: Exercise) -> None:
        super().__init__()
        _ = words
        self.state, self.words, self.name, self.exercise = state, words, name, exercise
        entry, given = exercise.entry, state.answers(name)
        self.form = Form(
            fields=(Field(entry.name, entry.label, entry.unit, words.plain(given[-1].answer) if given else ""),),
            button=_("Periksa"),
            lang=words.lang,
            on_submit=self.check,
        )
        self.message = Message(lang=words.lang)
        self.children = (self.form, self.message)
        if given:
            self.judge(given[-1].answer)

    def check(self, entries: dict[str, str]) -> None:
        """Judge the answer, or say beside the field what is wrong with it."""
        entry = self.exercise.entry
        try:
            answer = read_entry(entry, entries[entry.name], self.words)
        except EntryError as error:
            self.form.messages = {entry.name: str(error)}
            return
        self.form.messages = {}
        self.state.answer(self.name, answer, self.judge(answer))

    def judge(self, answer: float) -> bool:
        """Say what is to be said of an answer; whether it is right."""
        verdict = self.exercise.judge(answer)
        self.message.say(verdict.feedback, "right" if verdict.right else "again")
        return verdict.right
