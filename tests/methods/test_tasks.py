"""A check tells right from wrong, and one mistake from another."""

import random
import sys
from collections.abc import Iterator
from math import sqrt

import numpy as np
import pytest

from simulator.locale import LANGUAGES
from simulator.locale.update import code_sentences
from simulator.teaching.methods import Verdict, exercise
from simulator.teaching.methods.exercise import EXERCISES
from simulator.teaching.methods.task import Mistake, Task, call
from simulator.teaching.words import Words

COMMON = {"right", "empty", "no_function", "raises", "no_numbers", "other_size", "other"}


def tasks() -> Iterator[tuple[str, str, Task]]:
    for name in EXERCISES:
        for task, told in exercise(name).tasks.items():
            yield name, task, told


TASKS = list(tasks())
MISTAKES = [(name, task, kind) for name, task, told in TASKS for kind in told.mistakes]
RETURNS_NUMBERS = [(name, task, kind) for name, task, kind in MISTAKES if exercise(name).tasks[task].observe is call]


def verdict(name: str, task: str, function, lang: str = "id") -> Verdict:
    return exercise(name, lang)(task, function)


def unfinished(*_arguments):
    raise NotImplementedError()


def test_tasks_are_found():
    assert len(EXERCISES) >= 5
    assert len(TASKS) >= 15
    assert len(MISTAKES) >= 45


@pytest.mark.parametrize(("name", "task", "kind"), RETURNS_NUMBERS)
def test_a_usual_mistake_is_named(name, task, kind):
    mistake = exercise(name).tasks[task].mistakes[kind]
    assert verdict(name, task, mistake.gives) == Verdict(kind, mistake.feedback)


@pytest.mark.parametrize(("name", "task", "told"), TASKS, ids=lambda value: value if isinstance(value, str) else "")
def test_mistakes_differ_from_the_answer_and_from_one_another(name, task, told):
    answers = {
        kind: [np.asarray(call(gives, *example), float).ravel() for example in told.examples]
        for kind, gives in (("right", told.right), *((kind, one.gives) for kind, one in told.mistakes.items()))
    }
    kinds = list(answers)
    for place, one in enumerate(kinds):
        for other in kinds[place + 1 :]:
            pairs = zip(answers[one], answers[other], strict=True)
            assert any(a.shape != b.shape or not np.allclose(a, b, rtol=1e-4) for a, b in pairs), (one, other)
    assert not COMMON & told.mistakes.keys()


@pytest.mark.parametrize(("name", "task", "told"), TASKS, ids=lambda value: value if isinstance(value, str) else "")
def test_every_task_knows_the_common_kinds(name, task, told):
    functions = {"empty": unfinished, "no_function": 3.0, "raises": lambda *_: 1 / 0}
    assert {kind: verdict(name, task, function).kind for kind, function in functions.items()} == {
        k: k for k in functions
    }
    assert verdict(name, task, lambda: 1.0).kind == "raises"


@pytest.mark.parametrize("value", [None, "tiga", [[1], [2, 3]]])
def test_what_is_no_number_is_told(value):
    assert verdict("02_against_theory", "half_width", lambda _values: value).kind == "no_numbers"


def test_another_count_of_numbers_is_told():
    found = verdict("03_common_random_numbers", "paired_difference", lambda base, other: (other - base).mean())
    assert found.kind == "other_size"
    assert "1 bilangan; yang diminta 2" in str(found)


def test_an_unknown_mistake_shows_what_came_and_what_should():
    found = verdict("02_against_theory", "half_width", lambda values: 0.5, "id")
    assert found.kind == "other"
    assert "memberi 0,500; yang benar 2,484" in str(found)


def test_only_rounding_is_forgiven():
    def scaled(factor):
        return lambda arrived, minutes: np.multiply(
            factor, exercise("05_calibration").tasks["rate_per_hour"].right(arrived, minutes)
        )

    assert verdict("05_calibration", "rate_per_hour", scaled(1 + 1e-9))
    assert not verdict("05_calibration", "rate_per_hour", scaled(1 + 1e-4))


def test_a_function_that_is_right_once_is_not_right():
    examples = exercise("02_against_theory").tasks["half_width"].examples
    first = exercise("02_against_theory").tasks["half_width"].right(examples[0][0])
    assert verdict("02_against_theory", "half_width", lambda _values: first).kind == "other"


def test_a_function_may_change_what_it_is_given():
    task = exercise("03_common_random_numbers").tasks["variance_ratio"]
    before = [[values.copy() for values in example] for example in task.examples]

    def spoil(base, alternative):
        base *= 0
        return base.sum()

    task.judge(spoil, Words("id"))
    assert all(
        (a == b).all() for old, new in zip(before, task.examples, strict=True) for a, b in zip(old, new, strict=True)
    )


def test_an_error_of_the_student_is_shown_and_not_raised():
    found = verdict("02_against_theory", "half_width", lambda values: values.salah)
    assert found.kind == "raises"
    assert "AttributeError" in str(found)
    assert "salah" in str(found)


class Untold(Exception):
    """An error that cannot be written."""

    def __str__(self) -> str:
        raise ZeroDivisionError


class Unready:
    """Something that fails when it is made a number."""

    def __float__(self) -> float:
        raise LookupError


def throws(error: BaseException):
    def function(*_arguments):
        raise error

    return function


@pytest.mark.parametrize(
    ("function", "kind"),
    [
        (lambda *_: 10**400, "no_numbers"),
        (lambda *_: Unready(), "no_numbers"),
        (lambda *_: sys.exit(3), "raises"),
        (throws(GeneratorExit()), "raises"),
        (throws(Untold()), "raises"),
    ],
)
def test_whatever_a_function_does_is_a_verdict(function, kind):
    assert verdict("02_against_theory", "half_width", function).kind == kind


def test_who_stops_an_endless_loop_stops_the_check():
    with pytest.raises(KeyboardInterrupt):
        verdict("02_against_theory", "half_width", throws(KeyboardInterrupt()))


def test_a_verdict_is_its_points_in_plain_text_and_a_safe_sentence_in_a_notebook():
    right, wrong = Verdict("right", "Benar."), Verdict("raises", "<script>")
    assert (repr(right), repr(wrong), bool(right), bool(wrong)) == ("1", "0", True, False)
    assert "&lt;script&gt;" in wrong._repr_html_()
    assert "✗" in wrong._repr_html_()
    assert "✓" in right._repr_html_()


def test_a_task_or_notebook_that_is_not_there_is_refused():
    with pytest.raises(KeyError, match="half_width"):
        verdict("02_against_theory", "halfwidth", unfinished)
    with pytest.raises(ValueError, match="01_office_in_simpy"):
        exercise("01")
    with pytest.raises(ValueError, match="lang"):
        exercise("01_office_in_simpy", lang="jv")


def test_every_sentence_is_in_the_catalogue(monkeypatch):
    """Sentences that the extraction cannot see would stay Indonesian."""
    said = set()
    translate = Words.__call__
    monkeypatch.setattr(Words, "__call__", lambda self, sentence: said.add(sentence) or translate(self, sentence))
    for name, task, _told in TASKS:
        for function in (unfinished, 1, lambda *_: 1 / 0, lambda *_: None, lambda *_: [1.0] * 9, lambda *_: -99.0):
            verdict(name, task, function, "en")
    assert len(said) >= 60
    assert said - set(code_sentences()) == set()


# --- tasks whose answer is not what the function returns --------------------------------------------------------------


def leaves(env, counters, service_min, patience_min, log, cancels=True, notes=True):
    """An impatient applicant, with the mistakes that students make."""
    arrived, turn = env.now, counters.request()
    yield turn | env.timeout(patience_min)
    if turn.triggered:
        started = env.now
        yield env.timeout(service_min)
        counters.release(turn)
        log.append((arrived, started, env.now))
        return
    if cancels:
        turn.cancel()
    if notes:
        log.append((arrived, None, env.now))


def stays(env, counters, service_min, patience_min, log):
    arrived = env.now
    with counters.request() as turn:
        yield turn
        started = env.now
        yield env.timeout(service_min)
    log.append((arrived, started, env.now))


@pytest.mark.parametrize(
    ("process", "kind"),
    [
        (leaves, "right"),
        (stays, "stays"),
        (lambda *arguments: leaves(*arguments, notes=False), "unseen"),
        (lambda *arguments: leaves(*arguments, cancels=False), "keeps_its_place"),
        (lambda *arguments: None, "raises"),
    ],
)
def test_an_impatient_applicant(process, kind):
    assert verdict("01_office_in_simpy", "impatient_case", process).kind == kind


def addressed(*parts):
    return np.random.default_rng(parts).exponential(10.0)


def in_turn():
    rng = random.Random(1)
    return lambda replication, number: rng.expovariate(0.1)


@pytest.mark.parametrize(
    ("draw", "kind"),
    [
        (lambda replication, number: addressed(7, replication, number), "right"),
        (
            lambda replication, number: np.random.default_rng([3, number, replication]).lognormal(2.3 - 0.36 / 2, 0.6),
            "right",
        ),
        (in_turn(), "in_turn"),
        (lambda replication, number: addressed(7, number), "same_replication"),
        (lambda replication, number: addressed(7, replication, number) * 0.6, "mean"),
        (lambda replication, number: 10.0 + sqrt(replication) / 10, "same_case"),
        (lambda replication, number: 10.0, "other"),
    ],
)
def test_a_draw_with_an_address(draw, kind):
    assert verdict("03_common_random_numbers", "service_min", draw).kind == kind


def test_a_mistake_must_fit_all_trials():
    task = Task([(1.0,), (2.0,)], right=lambda x: x, praise="", mistakes={"one": Mistake(lambda _x: 1.5, "salah")})
    assert task.judge(lambda x: 1.5, Words("id")).kind == "one"
    assert task.judge(lambda x: 1.5 if x == 1 else 9.0, Words("id")).kind == "other"


@pytest.mark.parametrize("lang", LANGUAGES)
def test_numbers_are_written_as_the_reader_writes_them(lang):
    said = str(verdict("02_against_theory", "half_width", lambda values: 1234.5, lang))
    assert {"id": "1.234,500", "en": "1,234.500"}[lang] in said
