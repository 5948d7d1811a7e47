"""What is wrong with a scenario that somebody wrote, in the reader's language."""

import re

from simulator.scenario import Problem
from simulator.teaching.words import Words

__all__ = ["upload_words"]

_MEANT = re.compile(r"did you mean '([^']+)'\?")
_BOUND = re.compile(r"it must be (at least|at most|greater than|less than) (-?[0-9][0-9.,]*)")


def upload_words(problem: Problem, words: Words) -> str:
    """One sentence or two on what is wrong with a place of a file.

    Parameters
    ----------
    problem : Problem
        What the scenario refused; its own sentence is English, and more precise.
    words : Words
        Language.
    """
    if words.lang == "en":
        return problem.message[:1].upper() + problem.message[1:] + "."
    sentences = _sentences(words)
    said = sentences.get(problem.code) or words("Bagian ini tidak cocok dengan bagian lain berkas.")
    return " ".join(part for part in (said, _hint(problem.message, words), f"({problem.code})") if part)


def _hint(message: str, words: Words) -> str:
    """What would be right, as far as the sentence says it."""
    _ = words
    meant, bound = _MEANT.search(message), _BOUND.search(message)
    if meant:
        return _("Mungkin maksudnya {name}.").format(name=meant[1])
    if bound:
        said = {
            "at least": _("Paling sedikit {limit}."),
            "at most": _("Paling banyak {limit}."),
            "greater than": _("Harus lebih dari {limit}."),
            "less than": _("Harus kurang dari {limit}."),
        }
        return said[bound[1]].format(limit=bound[2])
    return ""


def _sentences(words: Words) -> dict[str, str]:
    _ = words
    return {
        "SCN001": _(
            "Skenario dasar (base) harus nama dari pustaka SimPTSP, bukan berkas. Untuk kantor di atas berkas Anda "
            "sendiri, tulis skenarionya lengkap."
        ),
        "SCN002": _("Berkas ini kosong."),
        "SCN003": _("Berkas ini bukan teks UTF-8."),
        "SCN004": _("Berkas ini terlalu besar. Skenario terbesar di pustaka hanya 50 kB."),
        "SCN005": _("Baris ini tidak terbaca sebagai YAML. Periksa indentasi, tanda kutip, dan titik dua."),
        "SCN006": _("Isian ini tertulis dua kali di tempat yang sama. Pakai satu saja."),
        "SCN007": _("Ini bukan skenario atau studi SimPTSP. Baris pertamanya harus simptsp: 1 atau simptsp_studio: 1."),
        "SCN010": _("Isian dengan nama ini tidak dikenal."),
        "SCN011": _("Isian ini belum ada. Tambahkan."),
        "SCN012": _("Jenis nilainya keliru, misalnya teks di tempat angka."),
        "SCN013": _("Nilai ini bukan salah satu pilihan yang ada."),
        "SCN014": _("Nilai ini di luar jangkauan."),
        "SCN015": _("Tulisan ini bentuknya keliru."),
        "SCN020": _("Isian-isian ini tidak boleh bersama, atau harus bersama."),
        "SCN021": _("Nama ini tidak ada di bagian lain berkas."),
        "SCN022": _("Nama ini sudah dipakai."),
        "SCN023": _("Jam-jamnya bertumpang tindih atau terbalik."),
        "SCN024": _("Bagian-bagiannya harus berjumlah 1 (100%)."),
        "SCN025": _("Berkas yang dikembalikan harus kembali ke langkah sebelumnya."),
        "SCN026": _("Satu tempat muncul dua kali di satu jalur."),
        "SCN027": _("Kanal dan jalur tidak cocok."),
        "SCN028": _("Banyaknya nilai dan bobot tidak sama."),
        "SCN029": _("Masa awal yang tidak dihitung menghabiskan seluruh masa simulasi."),
        "SCN030": _("Angka ini belum punya sumber. Tambahkan source, atau tulis source: assumed."),
        "SCN031": _("Sumber ini tidak ada di daftar sources."),
        "SCN032": _("Tanggal atau hari tidak bisa dipakai, karena masa simulasi belum punya tanggal mulai."),
        "SCN033": _("Tanggal-tanggalnya terbalik."),
        "SCN034": _("Kalender SimPTSP belum memuat tanggal ini."),
        "SCN035": _("Bagian ini kembali ke dirinya sendiri."),
        "SCN037": _("Tanggal ini di luar masa simulasi."),
        "SCN040": _("Perubahan ini menunjuk bagian yang tidak ada."),
        "SCN050": _("Aturan ini tidak ada di tabel peraturan SimPTSP."),
        "SCN051": _("Izin ini tidak ada di aturan itu."),
        "SCN052": _("Jalur izin ini memerlukan tempat yang tidak ada di kantor ini."),
        "SCN053": _("Aturan ini belum atau tidak lagi berlaku pada hari pertama simulasi."),
    }
