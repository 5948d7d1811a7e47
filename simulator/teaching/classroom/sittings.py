"""One learner's test: which items, what was answered so far, and handing it in."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from simulator.teaching.journal import Event

if TYPE_CHECKING:
    from simulator.teaching.classroom.courses import Course
    from simulator.teaching.quiz import Item
    from simulator.teaching.store import Store

__all__ = ["Fields", "Question", "Sitting", "hand_in", "items_of", "questions_of", "sitting"]

#: Items of each lesson for a class whose curriculum says no number.
ITEMS_PER_LESSON = 2

#: What a learner chose in a question: number of a field -> what was chosen in it.
Fields = dict[str, str]


@dataclass(frozen=True)
class Question:
    """An item as the page asks it; nothing in it says which answer is right.

    Parameters
    ----------
    item : Item
        Judges the answer, on the server.
    fields : tuple of str
        Label of each field; a choice has one, without a label.
    choices : tuple of str
        What may be chosen in each field.
    shown : tuple of int
        Position in `choices` as the page has them -> position in the item.
    """

    item: Item
    fields: tuple[str, ...]
    choices: tuple[str, ...]
    shown: tuple[int, ...]

    @property
    def step(self) -> str:
        """Name of the question among the events of a test."""
        return f"{self.item.lesson}.{self.item.name}"

    def answer(self, chosen: Fields) -> Any:
        """Return the answer as the item takes it, None if it is not complete."""
        taken = [chosen.get(str(number), "") for number in range(len(self.fields))]
        if not all(text.isascii() and text.isdigit() and int(text) < len(self.shown) for text in taken):
            return None
        places = [self.shown[int(text)] for text in taken]
        if self.item.kind == "choice":
            return places[0]
        if self.item.kind == "order":
            return sorted(range(len(places)), key=places.__getitem__) if len(set(places)) == len(places) else None
        return places


@dataclass(frozen=True)
class Sitting:
    """How far a learner is in a test.

    Parameters
    ----------
    chosen : dict
        Step -> what was chosen last.
    is_handed_in : bool
        Whether it was handed in; nothing changes afterwards.
    right, answered : int
        Of what was handed in.
    """

    chosen: dict[str, Fields]
    is_handed_in: bool
    right: int
    answered: int


def items_of(course: Course | None, lang: str) -> list[Item]:
    """Return the items of a class's tests, in the order of its lessons.

    Parameters
    ----------
    course : Course or None
        The class's curriculum; without one, every lesson with items is taken.
    lang : str
        ``id`` or ``en``.

    Returns
    -------
    list of Item
        The first few of each lesson.
    """
    from simulator.teaching.quiz import lessons_with_items, test_items

    lessons = course.lessons if course else lessons_with_items()
    most = (course.items_per_lesson if course else None) or ITEMS_PER_LESSON
    return [item for lesson in lessons for item in test_items([lesson], lang)[:most]]


def questions_of(items: Iterable[Item]) -> list[Question]:
    """Return items as a page asks them.

    Parameters
    ----------
    items : iterable of Item
        Choice, order or matching.

    Returns
    -------
    list of Question
        In the same order; options of a choice are shuffled alike for everyone.
    """
    return [_question(item) for item in items]


def _question(item: Any) -> Question:
    if item.kind == "choice":
        return Question(item, ("",), item.texts, item.shown)
    if item.kind == "order":
        places = tuple(str(place + 1) for place in range(len(item.texts)))
        return Question(item, tuple(item.texts), places, tuple(range(len(places))))
    return Question(item, tuple(item.lefts), tuple(item.rights), tuple(range(len(item.rights))))


def sitting(events: Iterable[Event], which: str) -> Sitting:
    """Sum up what a learner did in a test.

    Parameters
    ----------
    events : iterable of Event
        Of one learner, in order.
    which : str
        ``pre`` or ``post``.

    Returns
    -------
    Sitting
        The last choice of each question counts.
    """
    chosen: dict[str, Fields] = {}
    handed_in, right, answered = False, 0, 0
    for event in events:
        test, _, step = event.object.partition("#")
        if test != which:
            continue
        if event.verb == "explored":
            chosen[step] = {str(field): str(value) for field, value in dict(event.result.get("chosen", {})).items()}
        elif event.verb == "answered":
            answered += 1
            right += event.result.get("success") is True
        elif event.verb == "completed":
            handed_in = True
    return Sitting(chosen, handed_in, right, answered)


def hand_in(
    store: Store, learner_id: str, which: str, questions: Iterable[Question], chosen: Mapping[str, Fields]
) -> None:
    """Judge a learner's answers and keep the verdicts, all of them and once; a test handed in before stays as it is.

    Parameters
    ----------
    store : Store
        Keeps the events.
    learner_id : str
        Whose.
    which : str
        ``pre`` or ``post``.
    questions : iterable of Question
        Of the test; what is not answered is not kept, and counts as wrong.
    chosen : mapping
        Step -> what was chosen.
    """
    from simulator.teaching.quiz import AnswerError

    results: dict[str, dict[str, Any]] = {}
    for question in questions:
        answer = question.answer(dict(chosen.get(question.step, {})))
        if answer is None:
            continue
        try:
            verdict = question.item.judge(answer)
        except AnswerError:
            continue
        results[question.step] = {"answer": verdict.answer, "success": verdict.right, "attempt": 1}
    store.hand_in(learner_id, which, results)
