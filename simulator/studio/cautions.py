"""What is possible in a changed office but should be known."""

from collections.abc import Iterator, Mapping, Sequence
from datetime import date, timedelta
from typing import Any

from simulator.reports.facts import staffed_at_times
from simulator.scenario import Scenario
from simulator.scenario.resolve_time import WEEKDAYS
from simulator.studio.knobs.knob import Group, Knob, find_knob
from simulator.studio.knobs.times import show_date
from simulator.teaching.words import Words

__all__ = ["clashes", "lost", "missed", "out_of_time", "uncalled", "unstaffed"]


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
    worked, works = staffed_at_times(before), staffed_at_times(after)
    for station in after.spec.stations:
        if station.name in worked and station.name not in works:
            yield text.format(part=getattr(station.title, words.lang))


def uncalled(before: Scenario, after: Scenario, words: Words) -> Iterator[str]:
    """What is said of stations that work in batches, such as signing, and whose days are all closed.

    Parameters
    ----------
    before, after : Scenario
        An office and what became of it.
    words : Words
        Language of the sentences.
    """
    _ = words
    text = _(
        "{part}: tidak ada hari yang jatuh pada hari kerja selama simulasi; permohonan yang sampai di sana tidak akan "
        "selesai."
    )
    called = {station.name for station in before.resolved.stations if station.batches_ms}
    for station, resolved in zip(after.spec.stations, after.resolved.stations, strict=True):
        if station.name in called and not resolved.batches_ms:
            yield text.format(part=getattr(station.title, words.lang))


def missed(before: Scenario, after: Scenario, words: Words) -> Iterator[str]:
    """What is said of signing days that were chosen and fall on dates on which nobody is there to sign.

    Parameters
    ----------
    before, after : Scenario
        An office and what became of it.
    words : Words
        Language of the sentences.
    """
    _ = words
    text = _(
        "{part}: dari hari yang dipilih, penanda tangan tidak di tempat pada {dates}; berkasnya menunggu hari "
        "berikutnya. Tanggal itu dapat diubah pada “Penanda tangan tidak di tempat”."
    )
    chosen = {station.name: station.batch.days for station in before.spec.stations if station.batch}
    for station in after.spec.stations:
        batch = station.batch
        if batch is None or not batch.days or batch.days == chosen.get(station.name):
            continue
        dates = [day for day in map(date.fromisoformat, batch.away) if WEEKDAYS[day.weekday()] in batch.days]
        if dates:
            said = ", ".join(show_date(day, words) for day in sorted(dates))
            yield text.format(part=getattr(station.title, words.lang), dates=said)


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
    text = _(
        "Kampanye ini tidak berpengaruh, sebab yang disimulasikan hanya {first} sampai {last}. Pilih tanggal antara "
        "{first} dan {last}; tidak harus tanggal yang sebenarnya."
    )
    later = _("Atau panjangkan masa simulasi di “Sekarang”.")
    known = set(_campaigns(before))
    for start, end in _campaigns(after):
        if (start, end) not in known and (end < first.isoformat() or start > last.isoformat()):
            said = text.format(first=show_date(first, words), last=show_date(last, words))
            yield f"{said} {later}" if start > last.isoformat() else said


def _campaigns(office: Scenario) -> list[tuple[str, str]]:
    return [(each.start, each.end) for one in office.spec.case_classes for each in one.arrivals.campaigns]
