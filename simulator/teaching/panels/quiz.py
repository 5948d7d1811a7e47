"""The checkpoint quiz."""

from collections.abc import Sequence

from simulator.teaching.panels.panel import Panel
from simulator.teaching.quiz import Item, Verdict
from simulator.teaching.quiz.questions import Question, questions_of
from simulator.teaching.state import LessonState
from simulator.teaching.words import Words
from simulator.widgets import Message


class Quiz(Panel):
    """Questions with feedback on every wrong answer, which may be tried again.

    Answers are judged here: neither the page nor the state of a widget holds what is right. Before a guess is stored
    there is no widget of a question at all, because questions give much away.

    Parameters
    ----------
    state : LessonState
        What was answered before is shown again.
    words : Words
        Language.
    items : sequence of Item
        What is asked, in its order.

    Attributes
    ----------
    questions : list of Question
        One for each item; none before a guess is stored.
    """

    def __init__(self, state: LessonState, words: Words, items: Sequence[Item]) -> None:
        _ = words
        task = _("{n} pertanyaan. Salah boleh dicoba lagi.").format(n=len(items))
        super().__init__(state, words, _("Periksa pemahaman"), task)
        self.items = items
        self.questions: list[Question] = []
        self.message = Message(lang=words.lang)
        state.watch(self.refresh)

    def refresh(self) -> None:
        """Make and show the questions once a guess is stored; close those answered rightly; count."""
        _ = self.words
        if not self.state.unlocked:
            self.message.say(self.locked_text)
            self.fill(self.message)
            return
        self.questions = self.questions or self._made()
        self.fill(*(question.part for question in self.questions), self.message)
        tries = [[each.right for each in self.state.answers(step_of(question.item))] for question in self.questions]
        for question, rights in zip(self.questions, tries, strict=True):
            question.lock(any(rights))
        solved = sum(map(any, tries))
        at_once = sum(rights[0] for rights in tries if rights)
        text = _("{solved} dari {all} pertanyaan terjawab benar; {at_once} pada jawaban pertama.")
        self.message.say(text.format(solved=solved, all=len(tries), at_once=at_once) if any(tries) else "")
        if solved == len(tries):
            self.state.complete()

    def _made(self) -> list[Question]:
        """The questions, with what was answered last."""
        questions = questions_of(self.items, self.words, self._keep)
        for question in questions:
            for answered in self.state.answers(step_of(question.item))[-1:]:
                question.restore(answered.answer)
        return questions

    def _keep(self, item: Item, verdict: Verdict) -> None:
        self.state.answer(step_of(item), verdict.answer, verdict.right)


def step_of(item: Item) -> str:
    """The step under which answers to an item are kept, as ``quiz-how_many_times``."""
    return f"quiz-{item.name}"
