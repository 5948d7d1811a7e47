"""What a scenario refuses, in the words of a planner."""

import logging
import re

from simulator.reports.input_words import path_words
from simulator.scenario import Problem, Scenario
from simulator.teaching.words import Words

__all__ = ["refusal_words"]

log = logging.getLogger(__name__)


def refusal_words(problem: Problem, words: Words, office: Scenario | None = None) -> str:
    """One sentence on what is wrong with a changed office, and what would be right.

    Parameters
    ----------
    problem : Problem
        What the scenario refused.
    words : Words
        Language.
    office : Scenario, optional
        The office before the change; with it a sentence can name the part by its title.
    """
    for say in (_too_much, _of_time, _of_parts, _of_rules):
        for codes, path, sentence in say(words):
            if problem.code in codes.split() and re.search(path, problem.path):
                return sentence
    _ = words
    part = _part(problem.path, words, office)
    if part:
        sentence = _(
            "Perubahan ini tidak dapat digabung dengan {part} (kode {code}). Kembalikan isian ini, atau ubah juga "
            "{part}."
        )
        return sentence.format(part=part, code=problem.code)
    sentence = _(
        "Perubahan ini tidak dapat digabung dengan bagian lain kantor (kode {code}). Kembalikan isian ini, atau coba "
        "nilai lain."
    )
    return sentence.format(code=problem.code)


Sayings = tuple[tuple[str, str, str], ...]
"""Codes, where in the scenario, and the sentence; the first that fits counts."""


def _too_much(words: Words) -> Sayings:
    _ = words
    people = _(
        "Jumlah petugas lebih kecil daripada yang dipakai jadwal jaga, pelatihan, atau isian tentang petugas tertentu. "
        "Tambah petugas, atau kurangi orang di sana."
    )
    returned = _("Terlalu banyak berkas yang kembali berulang-ulang: paling banyak 95 dari 100. Turunkan angkanya.")
    cases = _("Permohonan terlalu banyak untuk disimulasikan. Kurangi permohonan, atau pendekkan masa simulasinya.")
    shifts = _("Giliran jaga atau jadwal terlalu banyak untuk disimulasikan. Kurangi, atau pendekkan masa simulasinya.")
    outages = _("Gangguan terlalu sering untuk disimulasikan. Perpanjang jarak antargangguan.")
    roster = _("Jadwal jaga ini terlalu sering berganti: paling banyak 48 giliran jaga yang berbeda. Sederhanakan.")
    return (
        ("SCN012 SCN013 SCN014 SCN015", r"\.roster$", roster),
        ("SCN014", r"\.(roster|different|training)\b", people),
        ("SCN014", r"(probability|again)$", returned),
        ("SCN014", r"^case_classes", cases),
        ("SCN014", r"^(stations|staff|channels)", shifts),
        ("SCN014", r"^outages", outages),
    )


def _of_time(words: Words) -> Sayings:
    _ = words
    mobile = _(
        "Tidak ada hari layanan keliling di dalam masa simulasi. Perbanyak harinya, atau perpanjang masa simulasi."
    )
    warm_up = _("Masa simulasi terlalu pendek: hari awal yang tidak dihitung sudah menghabiskannya. Tambah harinya.")
    return (
        ("SCN023", r"^calendars", _("Jam tutup harus sesudah jam buka.")),
        ("SCN023", r"", _("Dua giliran jaga bertumpang tindih. Akhiri yang satu sebelum yang lain mulai.")),
        ("SCN029", r"", warm_up),
        ("SCN033", r"", _("Tanggal selesai harus sama dengan atau sesudah tanggal mulai.")),
        ("SCN034", r"", _("Hari libur sampai tanggal itu belum diketahui. Pendekkan masa simulasinya.")),
        ("SCN037", r"", mobile),
    )


def _of_parts(words: Words) -> Sayings:
    _ = words
    gone = _(
        "Perubahan ini tidak dapat dipakai: bagian yang diubahnya sudah diganti atau dihapus oleh perubahan lain. "
        "Kembalikan isian ini atau perubahan yang lain itu."
    )
    return (
        ("SCN024", r"", _("Bagian-bagiannya harus berjumlah 100%.")),
        ("SCN021 SCN040", r"", gone),
        ("SCN022", r"", _("Perubahan ini sudah dipakai di keadaan sekarang; tidak perlu dipilih lagi.")),
    )


def _of_rules(words: Words) -> Sayings:
    _ = words
    unknown = _("Kantor ini belum mencatat lama membantu melengkapi berkas, jadi pilihan ini belum dapat dihitung.")
    missing = _("Aturan itu memerlukan langkah atau tempat yang tidak ada di kantor ini. Pilih aturan lain.")
    return (
        ("SCN011", r"help_time", unknown),
        ("SCN036 SCN051 SCN052 SCN054 SCN055 SCN056", r"", missing),
        ("SCN050 SCN053", r"", _("Aturan itu tidak berlaku pada masa yang disimulasikan. Pilih aturan lain.")),
    )


def _part(path: str, words: Words, office: Scenario | None) -> str:
    """The part of the office in words; empty for none."""
    if office is None or not path:
        return ""
    try:
        return path_words(office, path, words.lang_of_reports)[0]
    except (AttributeError, IndexError, ValueError, KeyError, TypeError) as error:
        log.debug("%s is not in the office before the change: %s", path, error)
        return ""
