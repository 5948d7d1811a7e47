"""Tasks of lesson 09: a deadline that stands still, and a pile that grows."""

from dataclasses import dataclass
from datetime import date, timedelta

from simulator.calendars import add_working_days, count_working_days
from simulator.teaching.entries import Entry
from simulator.teaching.lessons.deadline_office import (
    FILES_PER_DAY,
    PP_28,
    files_of_one_server,
    files_to_verify,
    rule,
)
from simulator.teaching.plan import Exercise, Verdict
from simulator.teaching.words import Words

AWAY_DAYS = 5
NEAR_DAYS = 0.35


@dataclass(frozen=True)
class RepairedFile:
    """Days on which a file was complete, went home to be corrected, and came back."""

    complete: date
    left: date
    back: date


FILE = RepairedFile(date(2026, 7, 6), date(2026, 7, 8), date(2026, 7, 14))
"""Monday, Wednesday, and the Tuesday after."""


def stopped_days(file: RepairedFile) -> int:
    """Working days for which the clock stood: after the day of leaving, up to and including that of coming back."""
    return count_working_days(file.left + timedelta(days=1), file.back)


def due_date(file: RepairedFile) -> date:
    """Day at whose end the deadline of today's rule falls due (docs/model.md, K1 and K2)."""
    return add_working_days(add_working_days(file.complete, rule(PP_28).days), stopped_days(file))


def stopped_file(words: Words) -> Exercise:
    """On which day a deadline falls due that stood still for a while."""
    _ = words
    due, days = due_date(FILE), rule(PP_28).days
    unmoved = add_working_days(FILE.complete, days)
    calendar = FILE.complete + timedelta(days=days)
    by_calendar = unmoved + timedelta(days=(FILE.back - FILE.left).days)
    said = {"due": due.day, "days": days, "unmoved": unmoved.day, "stopped": stopped_days(FILE), "back": FILE.back.day}

    def judge(day: float) -> Verdict:
        if day == due.day:
            text = _(
                "Benar. Tanpa perbaikan, jatuh temponya tanggal {unmoved}. Jam berhenti {stopped} hari kerja: Kamis, "
                "Jumat, Senin, Selasa. Jadi tanggal {due}."
            )
            return Verdict(True, text.format(**said))
        if day == unmoved.day:
            text = _("Itu tanpa perbaikan. Selama berkas ada di pemohon, jamnya berhenti.")
        elif day == calendar.day:
            text = _("Anda menghitung hari kalender. Batasnya {days} hari kerja; Sabtu dan Minggu tidak dihitung.")
        elif day == by_calendar.day:
            text = _("Jam memang berhenti, tetapi yang dihitung hari kerja. Sabtu dan Minggu tidak menambah apa-apa.")
        elif day == add_working_days(unmoved, stopped_days(FILE) - 1).day:
            text = _("Hampir. Hari berkas kembali, tanggal {back}, masih ikut dihitung sebagai hari berhenti.")
        elif day > due.day:
            text = _("Terlambat. Hari berkas dipulangkan sendiri sudah terpakai; jam berhenti mulai hari berikutnya.")
        else:
            text = _(
                "Terlalu awal. Hitung {days} hari kerja sesudah hari berkas lengkap, lalu tambahkan hari berhenti."
            )
        return Verdict(False, text.format(**said))

    label = _(
        "Berkas lengkap Senin, 6 Juli. Batasnya {days} hari kerja, dan jam berhenti selama berkas diperbaiki. Rabu, 8 "
        "Juli, berkas dipulangkan, dan kembali Selasa, 14 Juli. Pada tanggal berapa di bulan Juli batasnya jatuh tempo?"
    )
    return Exercise(Entry("answer", label.format(**said), _("Juli"), 1, 31, whole=True), judge)


def shown_files() -> tuple[int, int]:
    """Files to verify in a day and those that one officer can do, in whole files, as the task shows them."""
    return round(files_to_verify()), round(files_of_one_server())


def pile_days() -> float:
    """Working days that a new file waits for the officer who is left, from what is shown and an empty desk."""
    comes, one = shown_files()
    return AWAY_DAYS * (comes - one) / one


def pile(words: Words) -> Exercise:
    """How long a new file waits for the officer who is left."""
    _ = words
    comes, one = shown_files()
    truth, growth = pile_days(), comes - one
    new_only = AWAY_DAYS * (FILES_PER_DAY - one) / one
    said = {
        "away": AWAY_DAYS,
        "comes": comes,
        "new": FILES_PER_DAY,
        "one": one,
        "growth": growth,
        "pile": AWAY_DAYS * growth,
        "truth": words.number(truth),
    }

    def judge(days: float) -> Verdict:
        if abs(days - truth) <= NEAR_DAYS:
            text = _(
                "Benar. Tumpukan bertambah {growth} berkas setiap hari, {pile} berkas dalam {away} hari: pekerjaan "
                "{truth} hari untuk satu petugas. Sisa waktu untuk OPD dan paraf hampir habis."
            )
            return Verdict(True, text.format(**said))
        if days >= 0.9 * AWAY_DAYS * growth:
            text = _("Itu banyaknya berkas. Satu petugas menyelesaikan {one} berkas sehari; jadi berapa hari?")
        elif abs(days - new_only) <= 0.1:
            text = _(
                "Itu kalau sehari hanya ada {new} berkas baru. Yang diperbaiki diverifikasi lagi: semuanya {comes} "
                "berkas sehari."
            )
        elif abs(days - truth / 2) <= 0.1 * truth:
            text = _("Anda membaginya untuk dua petugas. Yang satu sedang absen.")
        elif abs(days - AWAY_DAYS * comes / one) <= 0.5:
            text = _("Itu kalau petugas yang satu lagi juga berhenti. Ia tetap menyelesaikan {one} berkas sehari.")
        elif days == AWAY_DAYS:
            text = _(
                "{away} hari itu lamanya absen. Berapa berkas tersisa setiap hari, dan berapa hari mengerjakannya?"
            )
        else:
            text = _("Setiap hari masuk {comes} berkas dan selesai {one}. Hitung tumpukannya, lalu bagi dengan {one}.")
        return Verdict(False, text.format(**said))

    label = _(
        "Satu dari dua petugas sudah absen {away} hari kerja. Setiap hari ada {comes} berkas untuk diverifikasi, juga "
        "yang diperbaiki; satu petugas sanggup {one}. Mulanya meja kosong. Berapa hari kerja berkas baru menunggu "
        "verifikasi?"
    )
    return Exercise(Entry("answer", label.format(**said), _("hari kerja"), 0, 1000), judge)
