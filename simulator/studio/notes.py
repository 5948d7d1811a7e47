"""What is to be known at one field because of what was typed into another."""

from collections.abc import Iterator
from itertools import chain

from simulator.studio.knobs.arrivals import PERMITS, TOTAL, is_of_kind, together
from simulator.studio.knobs.demand import LENGTH
from simulator.studio.knobs.knob import Knob, find_knob
from simulator.studio.offices import Built
from simulator.teaching.words import Words

__all__ = ["notes_of"]

_PEOPLE, _ROSTER, _STAFF = ".people", ".roster", "staff"

FEW = 10
"""Below that many a day the second decimal tells kinds apart."""


def notes_of(built: Built, words: Words) -> dict[str, str]:
    """Key of a knob -> a sentence: people and their roster, for how long they are there, a total and its parts.

    Parameters
    ----------
    built : Built
        A plan, or the present state.
    words : Words
        Language.
    """
    return dict(
        chain(_for_how_long(built, words), _of_people(built, words), _of_kinds(built, words), _of_sums(built, words))
    )


def _for_how_long(built: Built, words: Words) -> Iterator[tuple[str, str]]:
    """People of a plan are there all the time simulated, which is longer than many a planner means."""
    _ = words
    is_plan = find_knob(built.groups, LENGTH) is None
    days = built.scenario.spec.horizon.days if built.scenario and is_plan else 1
    text = _("Berlaku selama seluruh masa simulasi ({days} hari).")
    for key in (knob.key for group in built.groups if group.name == _STAFF for knob in group.knobs):
        if key.endswith(_PEOPLE) and key in built.values and days > 1:
            yield key, text.format(days=days)


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
    """How many come for each kind of application once several together are another number."""
    _ = words
    if not built.values.keys() & {TOTAL, PERMITS}:
        return
    text = _("Menjadi {number} {unit} dengan jumlah yang baru.")
    for knob in (knob for group in built.groups for knob in group.knobs if is_of_kind(knob.key)):
        rate = built.changes.get(knob.key)
        if rate is not None and rate != built.values.get(knob.key):
            yield knob.key, text.format(number=words.plain(_rounded(float(rate))), unit=knob.unit)


def _of_sums(built: Built, words: Words) -> Iterator[tuple[str, str]]:
    """How many come all together, and for permits, once the number of a kind is another."""
    _ = words
    text = _("Menjadi {number} {unit} dengan isian per jenis.")
    if built.values.keys() & {TOTAL, PERMITS}:
        text = _("Menjadi {number} {unit} dengan jumlah yang baru.")
    if built.scenario is None or not any(is_of_kind(path) for path in built.changes):
        return
    for key, number in together(built.scenario.spec).items():
        knob = find_knob(built.groups, key)
        if knob is not None and key not in built.values and number != knob.now:
            yield key, text.format(number=words.plain(_rounded(number)), unit=knob.unit)


def _rounded(rate: float) -> float:
    """A rate that follows from others, as fine as a planner would count it."""
    return round(rate, 1 if rate >= FEW else 2)
