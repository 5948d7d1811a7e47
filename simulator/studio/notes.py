"""What is to be known at one field because of what was typed into another."""

from collections.abc import Iterator
from itertools import chain

from simulator.studio.knobs.demand import TOTAL, is_of_kind
from simulator.studio.knobs.knob import Knob
from simulator.studio.offices import Built
from simulator.teaching.words import Words

__all__ = ["notes_of"]

_PEOPLE, _ROSTER = ".people", ".roster"

FEW = 10
"""Below that many a day the second decimal tells kinds apart."""


def notes_of(built: Built, words: Words) -> dict[str, str]:
    """Key of a knob -> a sentence: how people and their roster go together, and a total and its parts.

    Parameters
    ----------
    built : Built
        A plan, or the present state.
    words : Words
        Language.
    """
    return dict(chain(_of_people(built, words), _of_kinds(built, words)))


def _of_people(built: Built, words: Words) -> Iterator[tuple[str, str]]:
    _ = words
    knobs = {knob.key: knob for group in built.groups for knob in group.knobs}
    for key, knob in knobs.items():
        value = built.values.get(key)
        if not key.endswith(_PEOPLE) or value is None:
            continue
        rosters = [each for each in knobs if each.startswith(key.removesuffix(_PEOPLE) + _ROSTER)]
        if any(each in built.values for each in rosters):
            yield key, _("Tidak dipakai, karena jadwal jaganya juga diubah.")
        else:
            yield from ((each, _follows(knob, value, words)) for each in rosters)


def _follows(knob: Knob, value: int, words: Words) -> str:
    _ = words
    more = value - knob.now
    text = _("Jadwal ini ditambah {n} orang di setiap jam jaga, sebab jumlah petugas menjadi {people}.")
    if more < 0:
        text = _(
            "Jadwal ini dikurangi {n} orang di setiap jam jaga, sebab jumlah petugas menjadi {people}; "
            "di jam yang semula dijaga tetap ada sedikitnya satu orang."
        )
    if value == 0:
        text = _("Tidak ada yang berjaga, sebab jumlah petugas menjadi 0.")
    return text.format(n=abs(more), people=value)


def _of_kinds(built: Built, words: Words) -> Iterator[tuple[str, str]]:
    """How many come for each kind of application once all together are another number."""
    _ = words
    if TOTAL not in built.values:
        return
    text = _("Menjadi {number} {unit} dengan jumlah seluruhnya yang baru.")
    for group in built.groups:
        for knob in group.knobs:
            if is_of_kind(knob.key) and knob.key in built.changes:
                number = words.plain(_rounded(float(built.changes[knob.key])))
                yield knob.key, text.format(number=number, unit=knob.unit)


def _rounded(rate: float) -> float:
    """A rate that follows from others, as fine as a planner would count it."""
    return round(rate, 1 if rate >= FEW else 2)
