"""What is to be known at one field because of what was typed into another."""

from collections.abc import Iterator

from simulator.studio.knobs.knob import Knob
from simulator.studio.offices import Built
from simulator.teaching.words import Words

__all__ = ["notes_of"]

_PEOPLE, _ROSTER = ".people", ".roster"


def notes_of(built: Built, words: Words) -> dict[str, str]:
    """Key of a knob -> a sentence: how the number of people and their roster go together.

    Parameters
    ----------
    built : Built
        A plan, or the present state.
    words : Words
        Language.
    """
    return dict(_notes(built, words))


def _notes(built: Built, words: Words) -> Iterator[tuple[str, str]]:
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
