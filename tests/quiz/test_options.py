"""Options of the lessons' choice items: their length does not tell which one is right."""

import re

import numpy as np
import pytest

from simulator.teaching.quiz import item_file, lessons_with_items, read_items
from simulator.teaching.quiz.schema import ChoiceSpec

NUMBER = "12,3 menit"
"""Stands for every quantity, whose length is known only when the lesson has run."""
LEAST_CHANCE = 0.01
LARGEST_RATIO = 1.4
LONG_ENOUGH = 20
"""Characters from which on a length is seen at a glance."""
ITEMS = [
    (lesson, item)
    for lesson in lessons_with_items()
    for item in read_items(item_file(lesson)).items
    if isinstance(item, ChoiceSpec)
]

Lengths = tuple[int, list[int]]
"""Length of the right option, and those of the others."""


def lengths(item: ChoiceSpec, lang: str) -> Lengths:
    sized = [(len(re.sub(r"\{\w+\}", NUMBER, getattr(option.text, lang))), option.right) for option in item.options]
    (right,) = (length for length, is_right in sized if is_right)
    return right, [length for length, is_right in sized if not is_right]


def of_use(use: str, lang: str) -> list[Lengths]:
    return [lengths(item, lang) for _lesson, item in ITEMS if use in item.use]


def chance_of(hits: int, chances: list[float]) -> tuple[float, float]:
    """Chance of at most, and of at least, that many hits in independent draws."""
    exactly = np.ones(1)
    for chance in chances:
        exactly = np.convolve(exactly, (1 - chance, chance))
    return float(exactly[: hits + 1].sum()), float(exactly[hits:].sum())


def by_look(items: list[Lengths], picks_longest: bool) -> tuple[int, list[float]]:
    """Items that the look tells, and the chance of each: a tie tells nothing, and is left to luck."""
    sign = 1 if picks_longest else -1
    told = sum(all(sign * (right - other) > 0 for other in others) for right, others in items)
    return told, [1 / (1 + len(others)) for _right, others in items]


def test_items_are_found():
    assert min(len(of_use(use, "id")) for use in ("quiz", "test")) >= 40


@pytest.mark.parametrize("picks_longest", [True, False], ids=["longest", "shortest"])
@pytest.mark.parametrize("lang", ["id", "en"])
@pytest.mark.parametrize("use", ["quiz", "test"])
def test_the_length_of_an_option_does_not_tell_that_it_is_right(use, lang, picks_longest):
    hits, chances = by_look(of_use(use, lang), picks_longest)
    _at_most, at_least = chance_of(hits, chances)
    assert at_least > LEAST_CHANCE, f"{hits} of {len(chances)}, by chance {sum(chances):.0f}"


@pytest.mark.parametrize("lang", ["id", "en"])
@pytest.mark.parametrize("use", ["quiz", "test"])
def test_the_longest_option_is_not_one_to_cross_out(use, lang):
    hits, chances = by_look(of_use(use, lang), picks_longest=True)
    at_most, _at_least = chance_of(hits, chances)
    assert at_most > LEAST_CHANCE, f"{hits} of {len(chances)}, by chance {sum(chances):.0f}"


@pytest.mark.parametrize("lang", ["id", "en"])
def test_no_right_option_stands_out_by_its_length(lang):
    seen = [(lesson, item.name, *lengths(item, lang)) for lesson, item in ITEMS]
    long = [row for row in seen if row[2] > max(LONG_ENOUGH, LARGEST_RATIO * max(row[3]))]
    assert not long
    short = [row for row in seen if min(row[3]) > max(LONG_ENOUGH, LARGEST_RATIO * row[2])]
    assert not short


def test_chance_is_that_of_a_coin():
    assert chance_of(2, [0.5, 0.5]) == (1.0, 0.25)
    assert chance_of(0, [0.5, 0.5]) == (0.25, 1.0)
