"""What is possible in a changed office but should be known."""

from collections.abc import Iterator, Mapping, Sequence
from datetime import date, timedelta
from typing import Any

from simulator.scenario import Scenario
from simulator.studio.knobs.knob import Group, Knob, find_knob
from simulator.studio.knobs.times import show_date
from simulator.teaching.words import Words

__all__ = ["clashes", "lost", "out_of_time", "unstaffed"]


def clashes(found: Sequence[tuple[Knob, Knob]], words: Words) -> Iterator[str]:
    """What is said of two knobs that change the same thing."""
    _ = words
    text = _("{one} dan {other} mengubah hal yang sama; yang dipakai {other}.")
    for one, other in found:
        yield text.format(one=_called(one), other=_called(other))


def lost(before: Sequence[Group], after: Sequence[Group], values: Mapping[str, Any], words: Words) -> Iterator[str]:
    """What is said of knobs that a ready-made change has taken away."""
    _ = words
    text = _("{knob} tidak dipakai, karena perubahan siap pakai yang dipilih menghapusnya.")
    for key in values:
        knob = find_knob(before, key)
        if knob is not None and find_knob(after, key) is None:
            yield text.format(knob=_called(knob))


def _called(knob: Knob) -> str:
    return f"{knob.part}: {knob.label}"


def unstaffed(before: Scenario, after: Scenario, words: Words) -> Iterator[str]:
    """What is said of stations at which nobody works any more.

    Parameters
    ----------
    before, after : Scenario
        An office and what became of it.
    words : Words
        Language of the sentences.
    """
    _ = words
    text = _("Tidak ada petugas lagi di {part}; permohonan yang sampai di sana tidak akan selesai.")
    worked, works = _staffed(before), _staffed(after)
    for station in after.spec.stations:
        if station.name in worked and station.name not in works:
            yield text.format(part=getattr(station.title, words.lang))


def _staffed(office: Scenario) -> set[str]:
    """Stations at which somebody works at some time."""
    pools = {name for pool in office.spec.staff if pool.persons and _works(pool.roster) for name in pool.skills}
    own = {each.name for each in office.spec.stations if each.servers or (each.roster and _works(each.roster))}
    return pools | own


def _works(roster: Sequence[Any] | None) -> bool:
    return roster is None or any(shift.servers for shift in roster)


def out_of_time(before: Scenario, after: Scenario, words: Words) -> Iterator[str]:
    """What is said of campaigns none of whose days is simulated.

    Parameters
    ----------
    before, after : Scenario
        An office and what became of it.
    words : Words
        Language of the sentences.
    """
    _ = words
    horizon = after.spec.horizon
    if horizon.start is None:
        return
    first = date.fromisoformat(horizon.start)
    last = first + timedelta(horizon.days - 1)
    text = _("Kampanye ini tidak berpengaruh: yang disimulasikan hanya {first} sampai {last}.")
    known = set(_campaigns(before))
    for start, end in _campaigns(after):
        if (start, end) not in known and (end < first.isoformat() or start > last.isoformat()):
            yield text.format(first=show_date(first, words), last=show_date(last, words))


def _campaigns(office: Scenario) -> list[tuple[str, str]]:
    return [(each.start, each.end) for one in office.spec.case_classes for each in one.arrivals.campaigns]
