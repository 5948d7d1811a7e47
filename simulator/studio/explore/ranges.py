"""From, to and how many: what a planner types to let a knob go in steps."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace

import numpy as np

from simulator.studio.knobs.knob import Group, Knob, Number
from simulator.teaching.entries import Entry, EntryError, read_entry
from simulator.teaching.words import Words

__all__ = ["FEWEST", "MOST_OF_ONE", "MOST_OF_TWO", "Range", "count_text", "numeric_knobs", "read_levels", "usual"]

FEWEST = 2
MOST_OF_ONE = 15
MOST_OF_TWO = 8
"""Values of one knob, and of each of two."""

_USUAL = 5
_AROUND = 0.5
"""A knob goes at first from half of its value to one and a half times of it."""


@dataclass(frozen=True)
class Range:
    """A range as it is typed.

    Attributes
    ----------
    low, high, count : str
        From, to, how many values.
    """

    low: str
    high: str
    count: str


def numeric_knobs(groups: Sequence[Group]) -> list[Knob]:
    """Knobs whose value is a number, in the order of the form; without those that are empty, as no limit is."""
    knobs = [knob for group in groups for knob in group.knobs]
    return [knob for knob in knobs if isinstance(knob.kind, Number) and knob.now is not None]


def usual(knob: Knob, words: Words, most: int = MOST_OF_ONE) -> Range:
    """The range that is proposed: a few steps around the value of now."""
    kind, now = _number_of(knob), float(knob.now)
    if kind.is_whole and now <= most:
        low = max(kind.low, now - 1)
        high = min(kind.high, low + min(_USUAL, most) - 1)
        return _range(low, high, int(high - low) + 1, kind, words)
    low, high = max(kind.low, now * (1 - _AROUND)), min(kind.high, now * (1 + _AROUND))
    if low >= high:
        low, high = kind.low, min(kind.high, kind.low + 1)
    return _range(low, high, _USUAL, kind, words)


def _range(low: float, high: float, count: int, kind: Number, words: Words) -> Range:
    low, high = (round(low), round(high)) if kind.is_whole else (_tidy(low), _tidy(high))
    return Range(kind.write(low, words), kind.write(high, words), str(max(FEWEST, count)))


def read_levels(knob: Knob, texts: Range, words: Words, most: int = MOST_OF_ONE) -> tuple[list[str], Mapping[str, str]]:
    """The levels of a range as they would be typed into the knob's own field, and what is wrong with the range.

    Parameters
    ----------
    knob : Knob
        Of kind number.
    texts : Range
        As typed.
    words : Words
        Language of the sentences.
    most : int, optional
        Values at most.

    Returns
    -------
    levels : list of str
        Ascending, each once; empty if something is wrong.
    faults : mapping of str to str
        Field (low, high, count) -> one sentence.
    """
    _ = words
    kind = _number_of(knob)
    found: dict[str, float] = {}
    faults: dict[str, str] = {}
    for field, text in (("low", texts.low), ("high", texts.high)):
        try:
            found[field] = _value(kind, text, words)
        except EntryError as error:
            faults[field] = str(error)
    try:
        found["count"] = read_entry(Entry("", "", _("nilai"), FEWEST, most, whole=True), texts.count, words)
    except EntryError as error:
        faults["count"] = str(error)
    if not faults and found["low"] >= found["high"]:
        sentence = _("Tulis angka yang lebih besar dari {low}, supaya ada langkahnya.")
        faults["high"] = sentence.format(low=kind.show(found["low"], words))
    if faults:
        return [], faults
    steps = np.linspace(found["low"], found["high"], int(found["count"]))
    values = [round(step) if kind.is_whole else _tidy(float(step)) for step in steps]
    return list(dict.fromkeys(kind.write(value, words) for value in values)), {}


def count_text(texts: list[str], words: Words) -> str:
    """Which values a range stands for, in words: what is typed may be rounded to whole numbers."""
    _ = words
    return _("Nilai: {values}").format(values="; ".join(texts)) if texts else ""


def _value(kind: Number, text: str, words: Words) -> float:
    value = kind.read(text, words)
    return float("nan") if value is None else float(value)


def _tidy(value: float) -> float:
    """Without the dust of binary fractions, and with no more figures than a field takes."""
    return float(f"{value:.4g}")


def _number_of(knob: Knob) -> Number:
    if not isinstance(knob.kind, Number):
        raise TypeError(f"{knob.key} is not a number")
    return replace(knob.kind, may_be_empty=False)
