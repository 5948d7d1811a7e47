"""What a curve or a map means, in a sentence computed from its numbers."""

from dataclasses import dataclass
from itertools import combinations, groupby

import pandas as pd

from simulator.measures import Estimate
from simulator.reports.numbers import change, told
from simulator.studio.explore.pairs import DOWN, UNSURE, UP, apart, maybe_best
from simulator.studio.explore.steps import Cell, Steps
from simulator.studio.explore.watched import Watched, estimate, lang_of
from simulator.teaching.words import Words

__all__ = ["Stretch", "as_good", "judged", "sentence", "stretches", "values"]


_SEVERAL = 3
"""Values of which more than one pair is judged."""

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
    whole : int
        Which way it goes from end to end, judged together with all other pairs of steps.
    """

    first: Cell
    last: Cell
    way: int
    steps: int
    difference: Estimate
    whole: int


def judged(steps: Steps) -> dict[tuple[int, int], int]:
    """Places of every two steps that have a value -> which way it goes from the first to the second, for sure."""
    done = steps.done
    pairs = list(combinations(range(len(done)), 2))
    return dict(zip(pairs, apart([(values(done[one]), values(done[other])) for one, other in pairs]), strict=True))


def stretches(steps: Steps) -> list[Stretch]:
    """The curve of one knob as stretches that go down, up or nowhere for sure.

    Every two steps are judged together (Holm), not only neighbours, for where a stretch ends is seen from the same
    values.
    """
    done, watched = steps.done, steps.sweep.watched
    pairs = judged(steps)
    ways = [pairs[at, at + 1] for at in range(len(done) - 1)]
    marks = [(way, _alone(way, at, len(ways))) for at, way in enumerate(ways)]
    found = []
    for (way, _place), group in groupby(range(len(ways)), key=lambda at: marks[at]):
        places = list(group)
        first, last = places[0], places[-1] + 1
        difference = estimate((values(done[last]) - values(done[first])).dropna(), watched)
        found.append(Stretch(done[first], done[last], way, len(places), difference, pairs[first, last]))
    return found


def _alone(way: int, place: int, steps: int) -> int:
    """Whether a step is told by itself: if there are few, those that go up or down are, so that one sees which pays."""
    return place if way != UNSURE and steps <= FEW else -1


def as_good(steps: Steps) -> tuple[Cell, list[Cell]]:
    """The cell with the best mean, and those that cannot be told from it: the truly best is among them, or it."""
    done = steps.done
    best, others = maybe_best([values(cell) for cell in done], steps.sweep.watched.better)
    return done[best], [done[at] for at in others]


def sentence(steps: Steps, words: Words) -> str:
    """What the steps mean; empty before there are two."""
    if len(steps.done) < 2:
        return ""
    return _of_one(steps, words) if len(steps.sweep.ways) == 1 else _of_two(steps, words)


def _of_one(steps: Steps, words: Words) -> str:
    _ = words
    watched = steps.sweep.watched
    said = "; ".join(_stretch(one, watched, words) for one in stretches(steps))
    text = _("{measure}, menurut {knob}: {said}.").format(
        measure=watched.title, knob=steps.sweep.ways[0].label(), said=said
    )
    if len(steps.done) < _SEVERAL:
        return text
    return f"{text} " + _("Semua pasangan nilai dinilai bersama-sama (cara Holm, keyakinan 95%).")


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
        return _("antara {low} dan {high} tidak terbedakan").format(**ends)
    if one.whole == UNSURE:
        return _("antara {low} dan {high} tidak terbedakan, juga kalau dilihat dari ujung ke ujung").format(**ends)
    text = (
        _("dari {low} ke {high} tiap langkah tidak terbedakan, tetapi seluruhnya turun {size}")
        if one.whole == DOWN
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
        where=where, measure=watched.title, value=told(estimate(values(best), watched), lang)
    )
    said = [text, _others(len(others), len(steps.done) - 1, words), _optimistic(words)]
    return " ".join(said)


def _others(alike: int, rivals: int, words: Words) -> str:
    """How many may be the best as well, and how sure that is."""
    _ = words
    if not alike:
        return _("Semua pasangan nilai lain terbedakan dari yang terbaik ini (cara Hsu, keyakinan 95%).")
    text = _(
        "{count} dari {all} pasangan nilai lain tidak terbedakan darinya; kalau salah satunya lebih murah, hitung lagi "
        "dengan lebih banyak ulangan sebelum memilihnya. Sisanya bukan yang terbaik (cara Hsu, keyakinan 95%)."
    )
    none = _(
        "Tidak satu pun dari {all} pasangan nilai lain terbedakan darinya (cara Hsu, keyakinan 95%); hitung lagi "
        "dengan lebih banyak ulangan sebelum memilih."
    )
    return (none if alike == rivals else text).format(count=alike, all=rivals)


def _optimistic(words: Words) -> str:
    _ = words
    return _(
        "Angka yang terbaik itu sendiri cenderung terlalu bagus, karena dipilih dari hitungan yang sama: sebelum "
        "dipakai, hitung sekali lagi di tab Bandingkan dengan benih acak lain."
    )


def values(cell: Cell) -> "pd.Series[float]":
    """Of the measure at a step, one for each replication; none where it has none."""
    return pd.Series(dtype=float) if cell.values is None else cell.values
