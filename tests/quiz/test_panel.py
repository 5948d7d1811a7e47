"""The checkpoint, driven as a browser drives it, without a browser."""

from __future__ import annotations

import json
from collections.abc import Callable
from typing import Any

import pytest
from ipywidgets import VBox

from simulator.teaching.panels.quiz import Quiz, step_of
from simulator.teaching.quiz import ChoiceItem, Option, load_items
from simulator.teaching.state import Answered
from simulator.teaching.words import Words
from simulator.widgets.part import Part

COLOURS = ("merah", "hijau", "biru")  # as they are shown
NAMES = ("colour", "minutes", "steps", "pairs")
RIGHT = {"minutes": "19,7"}


class FakeState:
    """What the panel may use of a learner's state."""

    trouble = None

    def __init__(self) -> None:
        self.unlocked = True
        self.is_complete = False
        self.kept: dict[str, list[Answered]] = {}
        self.watchers: list[Callable[[], None]] = []

    def watch(self, watcher: Callable[[], None]) -> None:
        self.watchers.append(watcher)
        watcher()

    def complete(self) -> None:
        self.is_complete = True

    def answer(self, step: str, answer: Any, right: bool) -> None:
        self.kept.setdefault(step, []).append(Answered(json.loads(json.dumps(answer)), right))
        for watcher in self.watchers:
            watcher()

    def answers(self, step: str) -> list[Answered]:
        return list(self.kept.get(step, ()))


@pytest.fixture
def state() -> FakeState:
    return FakeState()


@pytest.fixture
def quiz(state, items) -> Quiz:
    return Quiz(state, Words("id"), [items[name] for name in NAMES])


@pytest.fixture
def right(items) -> dict[str, Any]:
    """Name -> what a browser sends for the right answer."""
    colour = items["colour"]
    steps, pairs = items["steps"], items["pairs"]
    return {
        "colour": {"event": "choose", "chosen": colour.shown.index(colour.right)},
        "minutes": {"event": "submit", "entries": {"answer": "19,7"}},
        "steps": {"event": "order", "order": [steps.texts.index(step) for step in steps.steps]},
        "pairs": {"event": "match", "chosen": list(pairs.key)},
    }


WRONG = {
    "colour": {"chosen": COLOURS.index("hijau")},
    "minutes": {"entries": {"answer": "7,5"}},
    "steps": {"order": [0, 1, 2, 3]},
    "pairs": {"chosen": [2, 2, 2]},
}


def send(quiz: Quiz, name: str, content: Any) -> None:
    part = quiz.questions[NAMES.index(name)].part
    (part.children[0] if isinstance(part, VBox) else part).receive(content)


def feedback(quiz: Quiz, name: str) -> tuple[str, str]:
    part = quiz.questions[NAMES.index(name)].part
    return (part.children[1].tone, part.children[1].html) if isinstance(part, VBox) else (part.tone, part.feedback)


def is_open(quiz: Quiz, name: str) -> bool:
    part = quiz.questions[NAMES.index(name)].part
    return not (part.children[0] if isinstance(part, VBox) else part).disabled


def parts_in(widget: Any) -> list[Part]:
    children = getattr(widget, "children", ())
    return [widget] if isinstance(widget, Part) else [part for child in children for part in parts_in(child)]


def synced(quiz: Quiz) -> str:
    """All that the browser is sent, but the front-end file itself."""
    states = [part.get_state() for part in parts_in(quiz)]
    return json.dumps(
        [{key: value for key, value in state.items() if key not in ("_esm", "layout")} for state in states]
    )


def test_there_are_no_questions_until_a_guess_is_stored(state, items):
    state.unlocked = False
    quiz = Quiz(state, Words("id"), [items[name] for name in NAMES])
    assert (quiz.questions, quiz.children[1:-1]) == ([], (quiz.message,))
    assert "Warna langit?" not in synced(quiz)
    assert "Terbuka setelah" in quiz.message.html
    state.unlocked = True
    quiz.refresh()
    assert [is_open(quiz, name) for name in NAMES] == [True] * 4
    assert "Warna langit?" in synced(quiz)
    made = list(quiz.questions)
    quiz.refresh()
    assert quiz.questions == made, "what somebody types is not lost"


@pytest.mark.parametrize("name", NAMES)
def test_a_question_may_be_tried_until_it_is_right_and_is_closed_then(quiz, state, right, name):
    send(quiz, name, WRONG[name])
    assert feedback(quiz, name)[0] == "again"
    assert is_open(quiz, name)
    send(quiz, name, right[name])
    assert feedback(quiz, name)[0] == "right"
    assert not is_open(quiz, name)
    send(quiz, name, WRONG[name])
    assert [answered.right for answered in state.answers(f"quiz-{name}")] == [False, True]
    assert quiz.message.html == "1 dari 4 pertanyaan terjawab benar; 0 pada jawaban pertama."


def test_what_was_right_at_once_is_counted_and_the_last_completes_the_lesson(quiz, state, right):
    assert quiz.message.html == ""
    send(quiz, "pairs", WRONG["pairs"])
    for name in NAMES:
        assert not state.is_complete
        send(quiz, name, right[name])
    assert state.is_complete
    assert quiz.message.html == "4 dari 4 pertanyaan terjawab benar; 3 pada jawaban pertama."


@pytest.mark.parametrize("place", range(3))
def test_options_are_shuffled_and_each_keeps_its_feedback_and_its_place_in_the_file(state, place):
    options = tuple(Option(f"text {at}", f"said of {at}") for at in range(3))
    item = ChoiceItem("99_example", "weather", ("quiz",), 1, "id", "?", options, 0)
    assert item.shown == (1, 2, 0), "an order that differs from the way back"
    [question] = Quiz(state, Words("id"), [item]).questions
    question.part.receive({"chosen": place})
    at = item.shown[place]
    assert (question.part.options[place], question.part.feedback) == (f"text {at}", f"said of {at}")
    [kept] = state.answers("quiz-weather")
    assert (kept.answer, kept.right) == (at, at == 0)
    [again] = Quiz(state, Words("id"), [item]).questions
    assert (again.part.chosen, again.part.feedback) == (place, f"said of {at}")


def test_an_incomplete_answer_is_no_answer(quiz, state):
    send(quiz, "colour", {"chosen": None})
    assert feedback(quiz, "colour") == ("again", "Pilih dulu salah satu jawaban.")
    send(quiz, "pairs", {"chosen": [0, None, 1]})
    assert feedback(quiz, "pairs") == ("again", "Pilih dulu pasangan untuk setiap baris.")
    send(quiz, "minutes", {"entries": {"answer": "banyak"}})
    form = quiz.questions[1].part.children[0]
    assert "belum bisa dibaca sebagai angka" in form.messages["answer"]
    send(quiz, "minutes", {"entries": {"answer": "-1"}})
    assert "di luar jangkauan" in form.messages["answer"]
    assert state.kept == {}
    send(quiz, "minutes", {"entries": {"answer": "12"}})
    assert form.messages == {}


@pytest.mark.parametrize("content", [None, [], "x", {}, {"chosen": "0"}, {"chosen": [0]}, {"order": [0, 0, 1, 2]},
    {"order": [0, 1, 2, True]}, {"order": None}, {"chosen": [0, 0, 99]}, {"chosen": [0, 0]}, {"entries": {"answer": 3}},
    {"chosen": 99}, {"chosen": True}, {"order": [[]] * 4}, {"chosen": [{}, {}, {}]}])  # fmt: skip
def test_what_no_page_sends_changes_nothing(quiz, state, content):
    before = synced(quiz)
    for name in NAMES:
        send(quiz, name, content)
    assert (state.kept, synced(quiz)) == ({}, before)


def test_answers_and_feedback_are_not_in_the_page(quiz, items, right):
    """Nothing that is sent before an answer depends on which answer is right."""
    sent = synced(quiz)
    secret = [option.feedback for option in items["colour"].options]
    secret += [items["minutes"].right, items["minutes"].low, items["minutes"].high, "19.7", "19.69", "Itu persen."]
    secret += [items["steps"].wrong, *items["pairs"].feedback]
    assert [text for text in secret if text in sent] == []
    order, matching = quiz.questions[2].part.get_state(), quiz.questions[3].part.get_state()
    assert quiz.questions[0].part.options == list(COLOURS) == list(items["colour"].texts)
    assert (order["steps"], matching["rights"]) == (list(items["steps"].texts), list(items["pairs"].rights))
    assert order["order"] == [0, 1, 2, 3]
    assert matching["chosen"] == [-1, -1, -1]
    assert right["steps"]["order"] not in [value for value in order.values() if isinstance(value, list)]
    assert right["pairs"]["chosen"] not in [value for value in matching.values() if isinstance(value, list)]


def test_another_right_answer_leaves_the_page_as_it_was(example, numbers, state):
    """Swap what is right of the choice, and nothing that is sent changes."""
    from simulator.teaching.quiz import read_items
    from simulator.teaching.quiz.bank import every_item

    def sent(*changes) -> str:
        made = every_item(read_items(example(*changes)), "id", numbers)
        return synced(Quiz(FakeState(), Words("id"), made))

    moved = (("Right.}, right: true}", "Right.}}"), ("That is grass.}}", "That is grass.}, right: true}"))
    assert sent() == sent(*moved)
    assert sent() == sent(
        ("answer: after", "answer: share"),
        ("value: share", "value: after"),
        ("answer: share\n", "answer: share\n    unit: {id: menit, en: minutes}\n"),
    )


def test_an_earlier_page_is_taken_up_again(quiz, state, items, right):
    send(quiz, "colour", WRONG["colour"])
    for name in ("minutes", "steps", "pairs"):
        send(quiz, name, WRONG[name])
        send(quiz, name, right[name])
    again = Quiz(state, Words("id"), [items[name] for name in NAMES])
    assert [is_open(again, name) for name in NAMES] == [True, False, False, False]
    assert [feedback(again, name) for name in NAMES] == [feedback(quiz, name) for name in NAMES]
    assert again.questions[0].part.chosen == COLOURS.index("hijau")
    assert again.questions[1].part.children[0].fields[0]["text"] == "19,7"
    assert again.questions[2].part.order == right["steps"]["order"]
    assert again.questions[3].part.chosen == right["pairs"]["chosen"]
    assert again.message.html == quiz.message.html
    assert sum(len(kept) for kept in state.kept.values()) == 7


def test_an_answer_that_an_item_no_longer_has_is_left_out(state, items):
    state.kept = {f"quiz-{name}": [Answered("gone", False)] for name in NAMES}
    quiz = Quiz(state, Words("id"), [items[name] for name in NAMES])
    assert [feedback(quiz, name)[1] for name in NAMES] == [""] * 4
    assert all(is_open(quiz, name) for name in NAMES)


def test_texts_of_items_are_never_markup(example, numbers, state):
    from simulator.teaching.quiz import read_items
    from simulator.teaching.quiz.bank import every_item

    text = "low: {id: '<b>x</b> & y', en: '<b>x</b>'}"
    made = every_item(read_items(example(("low: {id: Terlalu singkat., en: Too short.}", text))), "id", numbers)
    quiz = Quiz(state, Words("id"), made)
    send(quiz, "minutes", {"entries": {"answer": "1"}})
    assert feedback(quiz, "minutes")[1] == "&lt;b&gt;x&lt;/b&gt; &amp; y"


def test_the_quiz_of_a_lesson_is_made_from_its_file(state, lesson_one):
    made = load_items("01_why_queues_explode", "quiz", "id", lesson_one)
    quiz = Quiz(state, Words("id"), made)
    assert "7 pertanyaan. Salah boleh dicoba lagi." in quiz.children[0].value
    assert step_of(made[0]) == "quiz-how_many_times"
    assert len(quiz.questions) == 7
