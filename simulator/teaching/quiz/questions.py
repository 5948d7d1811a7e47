"""Items as parts of a page: what a learner sees and does; judging stays in Python."""

from collections.abc import Callable, Sequence
from functools import partial
from html import escape
from typing import Any

from ipywidgets import VBox

from simulator.teaching.entries import Entry, EntryError, read_entry
from simulator.teaching.quiz.errors import AnswerError
from simulator.teaching.quiz.items import ChoiceItem, Item, MatchingItem, NumericItem, OrderItem, Verdict
from simulator.teaching.words import Words
from simulator.widgets import Choice, Field, Form, Message
from simulator.widgets.matching import Matching
from simulator.widgets.order import Order

LARGEST_ENTRY = 1_000_000
ENTRY = "answer"


class Question:
    """An item on a page.

    Parameters
    ----------
    item : Item
        What is asked.
    heading : str
        The question with its number.
    words : Words
        Language.
    on_verdict : callable
        Called with the verdict on every answer.

    Attributes
    ----------
    part : Widget
        What is shown.
    """

    part: Any

    def __init__(self, item: Item, heading: str, words: Words, on_verdict: Callable[[Verdict], None]) -> None:
        self.item = item
        self.heading = heading
        self.words = words
        self.on_verdict = on_verdict

    def lock(self, is_locked: bool) -> None:
        """Close or open it."""
        self.part.disabled = is_locked

    def show(self, verdict: Verdict) -> None:
        """Say what is to be said of an answer."""
        self._say(verdict.feedback, "right" if verdict.right else "again")

    def restore(self, answer: Any) -> None:
        """Show an answer that was given earlier; one that the item no longer has is left out."""
        try:
            verdict = self.item.judge(answer)
        except AnswerError:
            return
        self._put(verdict.answer)
        self.show(verdict)

    def judge(self, answer: Any) -> None:
        """Judge an answer that has just been given."""
        verdict = self.item.judge(answer)
        self.show(verdict)
        self.on_verdict(verdict)

    def _say(self, text: str, tone: str) -> None:
        with self.part.hold_sync():
            self.part.feedback, self.part.tone = text, tone

    def _put(self, answer: Any) -> None:
        raise NotImplementedError


class ChoiceQuestion(Question):
    """Options to choose from."""

    def __init__(self, item: ChoiceItem, heading: str, words: Words, on_verdict: Callable[[Verdict], None]) -> None:
        super().__init__(item, heading, words, on_verdict)
        _ = words
        self.shown = item.shown
        self.part = Choice(
            question=heading,
            options=list(item.texts),
            button=_("Jawab"),
            disabled=True,
            lang=words.lang,
            on_choose=self._choose,
        )

    def _choose(self, chosen: int | None) -> None:
        _ = self.words
        if chosen is None:
            self._say(_("Pilih dulu salah satu jawaban."), "again")
        else:
            self.judge(self.shown[chosen])

    def _put(self, answer: Any) -> None:
        self.part.chosen = self.shown.index(answer)


class NumericQuestion(Question):
    """A field for a number."""

    def __init__(self, item: NumericItem, heading: str, words: Words, on_verdict: Callable[[Verdict], None]) -> None:
        super().__init__(item, heading, words, on_verdict)
        _ = words
        numbers = [item.answer.shown, *(mistake.shown for mistake, _said in item.mistakes)]
        lowest = -LARGEST_ENTRY if min(numbers) < 0 else 0
        self.entry = Entry(ENTRY, heading, item.unit, lowest, LARGEST_ENTRY)
        self.form = Form(
            fields=(Field(ENTRY, heading, item.unit),),
            button=_("Jawab"),
            disabled=True,
            lang=words.lang,
            on_submit=self._submit,
        )
        self.message = Message(lang=words.lang)
        self.part = VBox([self.form, self.message])

    def lock(self, is_locked: bool) -> None:
        """Close or open it."""
        self.form.disabled = is_locked

    def _submit(self, entries: dict[str, str]) -> None:
        try:
            number = read_entry(self.entry, entries[ENTRY], self.words)
        except EntryError as error:
            self.form.messages = {ENTRY: str(error)}
            return
        self.form.messages = {}
        self.judge(number)

    def _say(self, text: str, tone: str) -> None:
        self.message.say(escape(text), tone)

    def _put(self, answer: Any) -> None:
        typed = f"{answer:.10g}"
        text = typed.replace(".", ",") if self.words.lang == "id" else typed
        self.form.fields = [{**field, "text": text} for field in self.form.fields]


class OrderQuestion(Question):
    """Steps to move up and down."""

    def __init__(self, item: OrderItem, heading: str, words: Words, on_verdict: Callable[[Verdict], None]) -> None:
        super().__init__(item, heading, words, on_verdict)
        _ = words
        self.part = Order(
            question=heading,
            steps=list(item.texts),
            labels={
                "up": _("Naikkan"),
                "down": _("Turunkan"),
                "moved": _("“{step}” sekarang di urutan {place} dari {all}."),
            },
            button=_("Jawab"),
            disabled=True,
            lang=words.lang,
            on_order=self.judge,
        )

    def _put(self, answer: Any) -> None:
        self.part.order = answer


class MatchingQuestion(Question):
    """Texts, for each of which another is to be chosen."""

    def __init__(self, item: MatchingItem, heading: str, words: Words, on_verdict: Callable[[Verdict], None]) -> None:
        super().__init__(item, heading, words, on_verdict)
        _ = words
        self.part = Matching(
            question=heading,
            lefts=list(item.lefts),
            rights=list(item.rights),
            labels={"choose": _("Pilih…"), "fits": _("Tepat.")},
            button=_("Jawab"),
            disabled=True,
            lang=words.lang,
            on_match=self._match,
        )

    def show(self, verdict: Verdict) -> None:
        """Say what is to be said of each pair, and of all."""
        self.part.notes = list(verdict.notes)
        super().show(verdict)

    def _match(self, chosen: list[int | None]) -> None:
        _ = self.words
        if None in chosen:
            self.part.notes = []
            self._say(_("Pilih dulu pasangan untuk setiap baris."), "again")
        else:
            self.judge(chosen)

    def _put(self, answer: Any) -> None:
        self.part.chosen = answer


def questions_of(items: Sequence[Item], words: Words, on_verdict: Callable[[Item, Verdict], None]) -> list[Question]:
    """A question for each item, numbered.

    Parameters
    ----------
    items : sequence of Item
        In the order of the page.
    words : Words
        Language.
    on_verdict : callable
        Called with the item and the verdict on every answer.
    """
    return [
        _question(item, f"{number}. {item.question}", words, partial(on_verdict, item))
        for number, item in enumerate(items, 1)
    ]


def _question(item: Item, heading: str, words: Words, on_verdict: Callable[[Verdict], None]) -> Question:
    match item:
        case ChoiceItem():
            return ChoiceQuestion(item, heading, words, on_verdict)
        case NumericItem():
            return NumericQuestion(item, heading, words, on_verdict)
        case OrderItem():
            return OrderQuestion(item, heading, words, on_verdict)
        case MatchingItem():
            return MatchingQuestion(item, heading, words, on_verdict)
    raise TypeError(f"no question for {type(item).__name__}")
