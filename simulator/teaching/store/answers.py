"""First answers to questions: what a test counts, whatever was tried afterwards."""

import json
from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

from simulator.teaching.store.records import ClassEvent

PRE, POST = "pre", "post"
TESTS = (PRE, POST)
"""What stands in the place of a lesson's name in answers to the test before and after a class."""

_LONGEST_LABEL = 80


@dataclass(frozen=True)
class FirstTry:
    """A learner's first answer to a question.

    Attributes
    ----------
    pseudonym, lesson, step : str
        Whose, to what.
    label : str
        The answer in short.
    is_right : bool
        Whether it was right.
    tries : int
        Answers until one was right; all, if none was.
    """

    pseudonym: str
    lesson: str
    step: str
    label: str
    is_right: bool
    tries: int


def first_tries(events: Iterable[ClassEvent]) -> list[FirstTry]:
    """First answer of each learner to each question, in the order of the answers."""
    given: dict[tuple[str, str], list[ClassEvent]] = {}
    for event in events:
        if event.verb == "answered":
            given.setdefault((event.pseudonym, event.object), []).append(event)
    return [_first_try(answers) for answers in given.values()]


def _first_try(answers: list[ClassEvent]) -> FirstTry:
    first = answers[0]
    right = [is_right(answer) for answer in answers]
    tries = right.index(True) + 1 if True in right else len(right)
    lesson, _, step = first.object.partition("#")
    return FirstTry(first.pseudonym, lesson, step, _label(first.result.get("answer")), right[0], tries)


def is_right(event: ClassEvent) -> bool:
    """Whether an answer was right."""
    return event.result.get("success") is True


def _label(answer: Any) -> str:
    text = answer if isinstance(answer, str) else json.dumps(answer, ensure_ascii=False)
    return text if len(text) <= _LONGEST_LABEL else f"{text[:_LONGEST_LABEL]}…"
