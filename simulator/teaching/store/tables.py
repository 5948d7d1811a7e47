"""What is kept of a class, as tables for people; names stand in one of them only."""

import json
from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date, datetime
from math import isnan

from sqlalchemy.orm import Session

from simulator.teaching.store.attendance import attendance
from simulator.teaching.store.certificates import certificate_codes
from simulator.teaching.store.events import class_events
from simulator.teaching.store.gain import Gain, gain
from simulator.teaching.store.item_analysis import items
from simulator.teaching.store.progress import progress
from simulator.teaching.store.records import ClassRoom

_ = str  # marks a sentence for the catalogue

Cell = str | int | float | date | None

HEADS = {
    "class": _("Kelas"),
    "learners": _("Peserta"),
    "attendance": _("Kehadiran"),
    "progress": _("Kemajuan"),
    "items": _("Butir soal"),
    "gain": _("Kenaikan"),
    "events": _("Kejadian"),
    "field": _("Isian"),
    "value": _("Nilai"),
    "pseudonym": _("Nama samaran"),
    "name": _("Nama"),
    "pre_percent": _("Tes awal (%)"),
    "post_percent": _("Tes akhir (%)"),
    "normalised_gain": _("Kenaikan ternormalisasi"),
    "lessons_completed": _("Pelajaran selesai"),
    "certificate": _("Kode sertifikat"),
    "day": _("Hari"),
    "is_planned": _("Hari kelas"),
    "first": _("Pertama"),
    "last": _("Terakhir"),
    "lesson": _("Pelajaran"),
    "last_step": _("Langkah terakhir"),
    "steps_done": _("Langkah dikerjakan"),
    "quiz_right": _("Kuis: benar pada percobaan pertama"),
    "quiz_answered": _("Kuis: dijawab"),
    "minutes": _("Menit"),
    "is_completed": _("Selesai"),
    "step": _("Langkah"),
    "n": _("n"),
    "p": _("Bagian benar pada percobaan pertama"),
    "p_low": _("Batas bawah 95%"),
    "p_high": _("Batas atas 95%"),
    "mean_tries": _("Rata-rata percobaan"),
    "tries_half_width": _("± percobaan"),
    "r": _("Korelasi butir dengan sisanya"),
    "is_unreliable": _("Belum andal (n < 10)"),
    "options": _("Bagian tiap jawaban"),
    "measure": _("Ukuran"),
    "half_width": _("± (95%)"),
    "time_utc": _("Waktu (UTC)"),
    "verb": _("Kegiatan"),
    "result": _("Hasil"),
}

LABELS = {
    "title": _("Nama kelas"),
    "place": _("Tempat"),
    "curriculum": _("Kurikulum"),
    "days": _("Hari-hari kelas"),
    "zone": _("Zona waktu"),
    "seats": _("Kursi"),
    "mean_of_gains": _("Rata-rata g tiap peserta"),
    "gain_of_means": _("g dari rata-rata kelas"),
}
"""What stands in the first cell of the rows of the tables ``class`` and ``gain``."""


@dataclass(frozen=True)
class Table:
    """A table of an export.

    Attributes
    ----------
    name : str
        Key of :data:`HEADS`.
    columns : tuple of str
        Keys of :data:`HEADS`.
    rows : sequence of sequences
        A cell for each column.
    """

    name: str
    columns: tuple[str, ...]
    rows: Sequence[Sequence[Cell]]


def tables(session: Session, room: ClassRoom, questions: int | None = None) -> list[Table]:
    """Everything that is kept of a class but its secrets; `questions` each test has, as :func:`gain` takes it."""
    learnt = gain(session, room.id, questions)
    found = [
        _class(room),
        _learners(session, room, learnt),
        _attendance(session, room),
        _progress(session, room),
        _items(session, room),
        _gain(learnt),
        _events(session, room),
    ]
    return [replace(table, rows=[_rounded(table.columns, row) for row in table.rows]) for table in found]


def _rounded(columns: Sequence[str], row: Sequence[Cell]) -> list[Cell]:
    """Numbers with the decimals that a reader can use: one of a percentage, three of anything else."""
    named = zip(columns, row, strict=True)
    return [round(cell, 1 if "percent" in name else 3) if isinstance(cell, float) else cell for name, cell in named]


def _class(room: ClassRoom) -> Table:
    days = ", ".join(day.isoformat() for day in room.days)
    rows = [("title", room.title), ("place", room.place), ("curriculum", room.curriculum)]
    return Table("class", ("field", "value"), [*rows, ("days", days), ("zone", room.zone), ("seats", room.seats)])


def _learners(session: Session, room: ClassRoom, learnt: Gain) -> Table:
    certificates = certificate_codes(session, room.id)
    done = [row.pseudonym for row in progress(session, room.id) if row.is_completed]
    columns = (
        "pseudonym",
        "name",
        "pre_percent",
        "post_percent",
        "normalised_gain",
        "lessons_completed",
        "certificate",
    )
    rows = [
        (
            one.pseudonym,
            one.name,
            one.pre,
            one.post,
            one.gain,
            done.count(one.pseudonym),
            certificates.get(one.pseudonym),
        )
        for one in learnt.learners
    ]
    return Table("learners", columns, rows)


def _attendance(session: Session, room: ClassRoom) -> Table:
    columns = ("pseudonym", "day", "is_planned", "first", "last")
    rows = [
        (row.pseudonym, row.day, row.is_planned, _clock(row.first), _clock(row.last))
        for row in attendance(session, room.id)
    ]
    return Table("attendance", columns, sorted(rows, key=lambda row: (row[0], row[1])))


def _progress(session: Session, room: ClassRoom) -> Table:
    columns = (
        "pseudonym",
        "lesson",
        "last_step",
        "steps_done",
        "quiz_right",
        "quiz_answered",
        "minutes",
        "is_completed",
    )
    rows = [
        tuple(round(row.minutes, 1) if name == "minutes" else getattr(row, name) for name in columns)
        for row in progress(session, room.id)
    ]
    return Table("progress", columns, sorted(rows))


def _items(session: Session, room: ClassRoom) -> Table:
    columns = ("lesson", "step", "n", "p", "p_low", "p_high", "mean_tries", "tries_half_width", "r", "is_unreliable")
    rows = [
        (
            *(item.lesson, item.step, item.n, item.p, item.p_low, item.p_high),
            *(item.tries.mean, _number(item.tries.half_width), _number(item.r), item.is_unreliable),
            json.dumps(item.options, ensure_ascii=False),
        )
        for item in items(session, room.id)
    ]
    return Table("items", (*columns, "options"), rows)


def _gain(learnt: Gain) -> Table:
    rows = [
        (name, _number(estimate.mean), _number(estimate.half_width), estimate.n)
        for name, estimate in (("mean_of_gains", learnt.mean_of_gains), ("gain_of_means", learnt.gain_of_means))
    ]
    return Table("gain", ("measure", "value", "half_width", "n"), rows)


def _events(session: Session, room: ClassRoom) -> Table:
    rows = [
        (
            *(event.pseudonym, event.time.isoformat(timespec="seconds"), event.verb),
            *(event.object.partition("#")[0], event.step, json.dumps(event.result, ensure_ascii=False)),
        )
        for event in class_events(session, room.id)
    ]
    return Table("events", ("pseudonym", "time_utc", "verb", "lesson", "step", "result"), rows)


def _clock(time: datetime | None) -> str | None:
    return time.strftime("%H:%M") if time else None


def _number(value: float) -> float | None:
    return None if isnan(value) else value
