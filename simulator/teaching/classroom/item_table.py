"""Item analysis with the words of the questions instead of their names."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from simulator.teaching.quiz.schema import AnyItem
    from simulator.teaching.store.item_analysis import Item

__all__ = ["ItemRow", "item_rows"]

LONGEST = 240


@dataclass(frozen=True)
class ItemRow:
    """A question as the trainer's table shows it.

    Parameters
    ----------
    place, question : str
        Lesson or test, and what was asked.
    n : int
        Learners who answered.
    p, p_low, p_high : float
        Share right at the first try, with its 95 % interval.
    tries : float
        Mean number of answers until one was right.
    r : float
        Correlation with the rest score.
    is_unreliable : bool
        Whether too few answered.
    answers : list of (str, float)
        First answers and their shares; only where an answer is a few words.
    position : int
        In the table, from 0.
    """

    place: str
    question: str
    n: int
    p: float
    p_low: float
    p_high: float
    tries: float
    r: float
    is_unreliable: bool
    answers: list[tuple[str, float]]
    position: int


def item_rows(items: Iterable[Item], titles: Mapping[str, str], text: Mapping[str, str], lang: str) -> list[ItemRow]:
    """Return the table's rows.

    Parameters
    ----------
    items : iterable of Item
        From the store.
    titles : mapping
        Number of a lesson -> its title.
    text : mapping
        Sentences of the pages, by key.
    lang : str
        ``id`` or ``en``.

    Returns
    -------
    list of ItemRow
        Tests first, the one before before the one after. A question that is in no file any more keeps its name.
    """
    bank: dict[str, dict[str, AnyItem]] = {}
    rows: list[ItemRow] = []
    for item in sorted(items, key=lambda item: ("pre", "post", item.lesson).index(item.lesson)):
        is_test = f"test_{item.lesson}" in text
        lesson, _, name = item.step.partition(".") if is_test else (item.lesson, "", item.step.removeprefix("quiz-"))
        spec = bank.setdefault(lesson, _specs(lesson)).get(name)
        rows.append(
            ItemRow(
                place=text[f"test_{item.lesson}"] if is_test else titles.get(item.lesson[:2], item.lesson),
                question=_short(spec.question.in_(lang)) if spec else item.step,
                n=item.n,
                p=item.p,
                p_low=item.p_low,
                p_high=item.p_high,
                tries=item.tries.mean,
                r=item.r,
                is_unreliable=item.is_unreliable,
                answers=_answers(item, spec, lang),
                position=len(rows),
            )
        )
    return rows


def _specs(lesson: str) -> dict[str, AnyItem]:
    from simulator.teaching.quiz import QuizError, item_file, read_items

    try:
        return {spec.name: spec for spec in read_items(item_file(lesson)).items}
    except QuizError:
        return {}


def _answers(item: Item, spec: AnyItem | None, lang: str) -> list[tuple[str, float]]:
    if spec is None or spec.kind not in ("choice", "numeric"):
        return []
    options = spec.options if spec.kind == "choice" else []
    words = {str(number): _short(option.text.in_(lang)) for number, option in enumerate(options)}
    return [(words.get(label, label), share) for label, share in item.options.items()]


def _short(words: str) -> str:
    """A long question is cut; a number's name in braces becomes dots, for only the lesson knows the number."""
    plain = re.sub(r"\{\w+\}", "…", words)
    return plain if len(plain) <= LONGEST else f"{plain[:LONGEST]}…"
