"""What a curve or a map means, in a sentence computed from its numbers."""

from dataclasses import dataclass
from itertools import groupby, pairwise

import pandas as pd

from simulator.measures import Estimate
from simulator.reports.comparison_verdict import is_told_apart
from simulator.reports.numbers import change, told
from simulator.studio.explore.pairs import DOWN, UNSURE, UP, apart
from simulator.studio.explore.steps import Cell, Steps
from simulator.studio.explore.watched import Watched, estimate, lang_of
from simulator.teaching.words import Words

__all__ = ["Stretch", "as_good", "sentence", "stretches"]


FEW = 6
"""Steps that are told one by one; of more, neighbours that go the same way are told together."""


@dataclass(frozen=True)
class Stretch:
    """Neighbouring steps that all go the same way.

    Attributes
    ----------
    first, last : Cell
        Where it begins and ends.
    way : int
        -1 down, 1 up; 0 where no step can be told from the one before it.
    steps : int
        How many.
    difference : Estimate
        Last less first, paired, with its own 95 % interval.
    """

    first: Cell
    last: Cell
    way: int
    steps: int
    difference: Estimate


def stretches(steps: Steps) -> list[Stretch]:
    """The curve of one knob as stretches that go down, up or nowhere for sure."""
    done = steps.done
    neighbours = list(pairwise(done))
    ways = apart([(_values(one), _values(other)) for one, other in neighbours])
    marks = [(way, _alone(way, place, len(ways))) for place, way in enumerate(ways)]
    found = []
    for (way, _place), group in groupby(zip(marks, neighbours, strict=True), key=lambda entry: entry[0]):
        pairs = [pair for _, pair in group]
        first, last = pairs[0][0], pairs[-1][1]
        difference = estimate((_values(last) - _values(first)).dropna(), steps.sweep.watched)
        found.append(Stretch(first, last, way, len(pairs), difference))
    return found


def _alone(way: int, place: int, steps: int) -> int:
    """Whether a step is told by itself: if there are few, those that go up or down are, so that one sees which pays."""
    return place if way != UNSURE and steps <= FEW else -1


def as_good(steps: Steps) -> tuple[Cell, list[Cell]]:
    """The cell with the best mean, and those that cannot be told from it."""
    done, watched = steps.done, steps.sweep.watched
    best = max(done, key=lambda cell: watched.better * estimate(_values(cell), watched).mean)
    others = [cell for cell in done if cell is not best]
    ways = apart([(_values(best), _values(cell)) for cell in others])
    return best, [cell for cell, way in zip(others, ways, strict=True) if way == UNSURE]


def sentence(steps: Steps, words: Words) -> str:
    """What the steps mean; empty before there are two."""
    if len(steps.done) < 2:
        return ""
    return _of_one(steps, words) if len(steps.sweep.ways) == 1 else _of_two(steps, words)


def _of_one(steps: Steps, words: Words) -> str:
    _ = words
    watched = steps.sweep.watched
    said = "; ".join(_stretch(one, watched, words) for one in stretches(steps))
    return _("{measure}, menurut {knob}: {said}.").format(
        measure=watched.title, knob=steps.sweep.ways[0].label(), said=said
    )


def _stretch(one: Stretch, watched: Watched, words: Words) -> str:
    _ = words
    lang = lang_of(words)
    ends = {"low": one.first.levels[0], "high": one.last.levels[0]}
    size = change(one.difference, lang)
    if one.way == DOWN:
        return _("dari {low} ke {high} turun {size}").format(**ends, size=size)
    if one.way == UP:
        return _("dari {low} ke {high} naik {size}").format(**ends, size=size)
    if one.steps == 1:
        return _("dari {low} ke {high} tidak terbedakan").format(**ends)
    if not is_told_apart(one.difference):
        return _("dari {low} ke {high} tidak terbedakan, juga kalau dilihat dari ujung ke ujung").format(**ends)
    text = (
        _("dari {low} ke {high} tiap langkah tidak terbedakan, tetapi seluruhnya turun {size}")
        if one.difference.mean < 0
        else _("dari {low} ke {high} tiap langkah tidak terbedakan, tetapi seluruhnya naik {size}")
    )
    return text.format(**ends, size=size)


def _of_two(steps: Steps, words: Words) -> str:
    _ = words
    best, others = as_good(steps)
    watched = steps.sweep.watched
    lang = lang_of(words)
    where = "; ".join(f"{way.label()} = {level}" for way, level in zip(steps.sweep.ways, best.levels, strict=True))
    text = _("Rata-rata terbaik pada {where}: {measure} {value}.").format(
        where=where, measure=watched.title, value=told(estimate(_values(best), watched), lang)
    )
    if not others:
        return f"{text} " + _("Semua pasangan nilai lain terbedakan darinya.")
    return f"{text} " + _(
        "{count} dari {all} pasangan nilai lain tidak terbedakan darinya; kalau salah satunya lebih murah, itu pilihan "
        "yang masuk akal."
    ).format(count=len(others), all=len(steps.done) - 1)


def _values(cell: Cell) -> "pd.Series[float]":
    return pd.Series(dtype=float) if cell.values is None else cell.values
