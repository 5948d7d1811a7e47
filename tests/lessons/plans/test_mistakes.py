"""Every mistake that a lesson names is told apart from the right answer, and from the other mistakes."""

import ast
import inspect
import textwrap
from functools import cache
from importlib import import_module

import numpy as np
import pytest

from simulator.teaching.lab import Lab
from simulator.teaching.lessons import LESSONS
from simulator.teaching.quiz import NumericItem, item_file, read_items
from simulator.teaching.quiz.bank import every_item
from simulator.teaching.words import Words


class Heard(Words):
    """Words that note which sentences were asked for."""

    def __call__(self, sentence: str) -> str:
        HEARD.add(sentence)
        return super().__call__(sentence)


HEARD: set[str] = set()


@cache
def plan_of(name):
    return import_module(f"simulator.teaching.lessons.{LESSONS[name]}").plan(Lab(), Heard("id"))


def sentences_of(judge):
    """Sentences for learners in a function, as they stand in the code."""
    calls = [
        node for node in ast.walk(ast.parse(textwrap.dedent(inspect.getsource(judge)))) if isinstance(node, ast.Call)
    ]
    return {ast.literal_eval(call.args[0]) for call in calls if getattr(call.func, "id", "") == "_"}


HUNDREDTHS = np.arange(0, 110, 0.01).round(2)


def answers_to(entry):
    """Numbers that a learner may well type: short ones, and on a large scale those about a hundredth apart."""
    short = np.concatenate([np.arange(0, 30, 0.1), np.arange(30, 200, 0.5)]).round(1)
    found = np.concatenate([short, np.geomspace(200, max(300.0, entry.highest), 1000)])
    return found[(found >= entry.lowest) & (found <= entry.highest)].tolist()


@pytest.mark.parametrize("name", LESSONS)
def test_each_sentence_of_an_exercise_is_said_of_some_answer(name):
    for exercise in plan_of(name).exercises.values():
        HEARD.clear()
        for answer in answers_to(exercise.entry):
            exercise.judge(answer)
        if not sentences_of(exercise.judge) <= HEARD:  # an answer with two decimals
            for answer in HUNDREDTHS:
                exercise.judge(float(answer))
        assert sentences_of(exercise.judge) <= HEARD


@pytest.mark.parametrize("name", LESSONS)
def test_each_mistake_of_a_quiz_has_its_own_feedback(name):
    items = every_item(read_items(item_file(name)), "id", plan_of(name).quantities())
    for item in (each for each in items if isinstance(each, NumericItem)):
        assert item.judge(item.answer.shown).right
        for mistake, feedback in item.mistakes:
            verdict = item.judge(mistake.shown)
            assert (verdict.right, verdict.feedback) == (False, feedback), (item.name, mistake.shown)


@pytest.mark.parametrize(
    ("name", "item", "answer"),
    [
        ("02_variation_costs", "square", 4.5),  # 3² / 2
        ("08_behind_the_counter", "every_third_day", 1.5),  # k / 2 in place of (k - 1) / 2
        ("09_legal_clock", "growth_a_day", 9),  # new files only
    ],
)
def test_a_formula_half_remembered_is_not_right(name, item, answer):
    items = every_item(read_items(item_file(name)), "id", plan_of(name).quantities())
    found = next(each for each in items if each.name == item)
    assert found.judge(answer).feedback not in (found.right, found.low, found.high)
