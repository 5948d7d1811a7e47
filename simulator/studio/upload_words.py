"""What is wrong with a scenario that somebody wrote, in the reader's language."""

import re

from simulator.scenario import Problem
from simulator.teaching.words import Words

__all__ = ["upload_words"]

_NUMBER = r"(-?[0-9][0-9,]*(?:\.[0-9]+)?)"
_BOUND = re.compile(rf"(?:must be|can be|may have) (at least|at most|greater than|less than) (?:[a-z' ]+, )?{_NUMBER}")
_MEANT = re.compile(r"did you mean '([^']+)'\?")
_POSSIBLE = re.compile(r"possible are: ([^;]+)$")
_ONE_OF = re.compile(r"it must be (?:one of )?('[^']+'(?:(?:, | or )'[^']+')+)")
_WRITTEN = re.compile(r"(?:written (?:as )?|such as )(?P<example>\"[^\"]+\"|'[^']+'|[0-9][0-9.:-]*)")
_EXACTLY_ONE = re.compile(r"give exactly one of (.+)$")
_STAFFING = "exactly one of servers, roster and a pool"
_BOTH = re.compile(r"one of (\w+) and (\w+) is missing; give both or none")
_NEEDS = re.compile(r"(?:add|under|without|of its) '([^']+)'(?! and)")
_REMOVE = re.compile(r"; remove (?:it|this|this field)$|, or remove (?:it|this|this field)$|; remove this field, or")
_WHERE_ONE_IS_ENOUGH = re.compile(r"; remove (?:it|this field)$")
_BYTES = re.compile(r"([\d,]+) bytes")
_NEEDED = re.compile(r"needs a station named '([^']+)'")


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
    said = _said(problem, words)
    return " ".join(part for part in (said, _hint(problem.message, words), f"({problem.code})") if part)


def _said(problem: Problem, words: Words) -> str:
    """What is wrong; with the scenario's own sentence where that says more."""
    _, message = words, problem.message
    size, needed = _BYTES.search(message), _NEEDED.search(message)
    if problem.code == "SCN020":
        return _together(message, words)
    if (problem.code, problem.path) == ("SCN013", "simptsp"):
        return _("Berkas ini dari versi SimPTSP yang lain. Perbarui SimPTSP, atau tulis simptsp: 1.")
    if problem.code == "SCN004" and size:
        text = _("Berkas ini terlalu besar: paling besar {most} byte.")
        return text.format(most=words.number(int(size[1].replace(",", "")), 0))
    if problem.code == "SCN052" and needed:
        text = _(
            "Alur izin ini memerlukan tempat bernama {place}, yang tidak ada di kantor ini. Tambahkan di stations."
        )
        return text.format(place=needed[1])
    said = _sentences(words).get(problem.code)
    return said or " ".join([_("Bagian ini tidak cocok dengan bagian lain berkas."), _original(message, words)])


def _together(message: str, words: Words) -> str:
    """Fields that exclude or need each other."""
    _ = words
    one, both, needs = _EXACTLY_ONE.search(message), _BOTH.search(message), _NEEDS.search(message)
    if one:
        return _("Isi tepat satu dari: {names}.").format(names=one[1].replace(" and ", ", "))
    if _STAFFING in message:
        return _("Tempat ini memerlukan tepat satu dari: servers, roster, atau petugas (staff) dengan skills-nya.")
    if both:
        return _("Isi {first} dan {second}, atau kosongkan keduanya.").format(first=both[1], second=both[2])
    if _WHERE_ONE_IS_ENOUGH.search(message):
        return _("Isian ini tidak berlaku di sini; hapus.")
    if needs and _REMOVE.search(message):
        return _("Isian ini memerlukan {other}; tambahkan, atau hapus isian ini.").format(other=needs[1])
    text = _("Isian ini tidak boleh ada bersama isian lain di bagian ini, atau memerlukannya.")
    return " ".join([text, _original(message, words)])


def _original(message: str, words: Words) -> str:
    _ = words
    return _("Pesan aslinya: “{message}”.").format(message=message)


def _hint(message: str, words: Words) -> str:
    """What would be right, as far as the sentence says it."""
    _ = words
    bound = _BOUND.search(message)
    if bound and "characters" not in message[bound.end() :]:
        said = {
            "at least": _("Paling sedikit {limit}."),
            "at most": _("Paling banyak {limit}."),
            "greater than": _("Harus lebih dari {limit}."),
            "less than": _("Harus kurang dari {limit}."),
        }
        return said[bound[1]].format(limit=bound[2].replace(",", ""))  # as it would be written in the file
    return _named(message, words) or _kind(message, words)


def _named(message: str, words: Words) -> str:
    """The name that was meant, or all that are possible."""
    _ = words
    meant, choices = _MEANT.search(message), _POSSIBLE.search(message) or _ONE_OF.search(message)
    if meant:
        return _("Mungkin maksudnya {name}.").format(name=meant[1])
    if choices and choices[1] != "none":
        names = choices[1].replace("'", "").replace(" or ", ", ")
        return _("Pilih salah satu: {choices}.").format(choices=names)
    return ""


def _kind(message: str, words: Words) -> str:
    """An example, or what kind of value is right."""
    _ = words
    written = _WRITTEN.search(message)
    if written:
        return _("Contoh yang benar: {example}.").format(example=written["example"].rstrip("."))
    kinds = {
        "it must be a whole number": _("Tulis bilangan bulat."),
        "it must be a number": _("Tulis angka."),
        "it must be a finite number": _("Tulis angka."),
        "it needs at least one entry": _("Isi sedikitnya satu."),
        "this text is empty": _("Tulis isinya."),
        "it must be true or false": _("Tulis true atau false."),
        "it must be a text": _("Tulis teks di antara tanda kutip."),
        "it must be a list": _("Tulis sebagai daftar: satu baris untuk setiap butir, diawali tanda “- ”."),
        "it must be a block": _("Tulis sebagai blok: di bawahnya satu baris “nama: nilai” untuk setiap isian."),
    }
    return next((said for part, said in kinds.items() if part in message), "")


def _sentences(words: Words) -> dict[str, str]:
    """Code of a fault -> what is wrong and what would be right."""
    return _unreadable(words) | _unfitting(words) | _unlawful(words)


def _unreadable(words: Words) -> dict[str, str]:
    """The file as such, and single fields."""
    _ = words
    return {
        "SCN001": _(
            "Skenario dasar (base) harus nama dari pustaka SimPTSP, bukan berkas. Untuk kantor di atas berkas Anda "
            "sendiri, tulis skenarionya lengkap."
        ),
        "SCN002": _("Berkas ini kosong."),
        "SCN003": _("Berkas ini bukan teks UTF-8."),
        "SCN004": _("Berkas ini terlalu besar."),
        "SCN005": _("Baris ini tidak terbaca sebagai YAML. Periksa indentasi, tanda kutip, dan titik dua."),
        "SCN006": _("Isian ini tertulis dua kali di tempat yang sama. Pakai satu saja."),
        "SCN007": _("Ini bukan skenario atau studi SimPTSP. Baris pertamanya harus simptsp: 1 atau simptsp_studio: 1."),
        "SCN010": _("Isian dengan nama ini tidak dikenal. Periksa ejaannya, atau hapus."),
        "SCN011": _("Isian ini belum ada. Tambahkan."),
        "SCN012": _("Jenis nilainya keliru."),
        "SCN013": _("Nilai ini bukan salah satu pilihan yang ada."),
        "SCN014": _("Nilai ini di luar jangkauan."),
        "SCN015": _("Tulisan ini bentuknya keliru."),
    }


def _unfitting(words: Words) -> dict[str, str]:
    """Parts of the office that do not fit together."""
    _ = words
    return {
        "SCN021": _("Nama ini tidak ada di bagian lain berkas. Periksa ejaannya, atau tambahkan bagian itu."),
        "SCN022": _("Nama ini sudah dipakai. Pakai nama lain, atau hapus yang kembar."),
        "SCN023": _(
            "Jam-jamnya bertumpang tindih atau terbalik. Mulai harus sebelum selesai, dan setelah jam yang lain."
        ),
        "SCN024": _("Bagian-bagiannya harus berjumlah 1 (100%), atau paling banyak 1 bila boleh ada sisa."),
        "SCN025": _("Permohonan yang dikembalikan harus kembali ke langkah ini atau langkah sebelumnya."),
        "SCN026": _("Satu tempat muncul dua kali dalam satu alur; hapus salah satu."),
        "SCN027": _("Kanal ini tidak punya alur, atau alur ini tidak dipakai; lengkapi keduanya."),
        "SCN028": _("Banyaknya nilai dan bobot harus sama, dan sedikitnya satu bobot lebih dari 0."),
        "SCN029": _("Masa awal yang tidak dihitung harus lebih pendek daripada masa simulasi."),
        "SCN030": _("Angka ini belum punya sumber. Tambahkan source, atau tulis source: assumed."),
        "SCN031": _("Sumber ini tidak ada di daftar sources. Tambahkan di sana, atau tulis assumed."),
        "SCN032": _("Tanggal atau hari tidak bisa dipakai, karena masa simulasi belum punya tanggal mulai."),
        "SCN033": _("Tanggal-tanggalnya terbalik. Yang pertama tidak boleh setelah yang kedua."),
        "SCN034": _("Kalender SimPTSP belum memuat tanggal ini. Pilih tanggal mulai yang lain."),
        "SCN035": _("Bagian ini menunjuk dirinya sendiri, langsung atau lewat bagian lain. Tunjuk bagian lain."),
        "SCN036": _("Dengan policies yang dipilih, langkah ini tidak ada dalam alur, atau alurnya menjadi kosong."),
        "SCN037": _("Tidak satu pun dari tanggal ini ada dalam masa simulasi. Tulis sedikitnya satu yang ada."),
        "SCN038": _("Tempat ini bukan dari jenis yang diperlukan di sini. Pilih tempat lain."),
        "SCN040": _("Perubahan ini menunjuk bagian yang tidak ada. Periksa ejaannya."),
    }


def _unlawful(words: Words) -> dict[str, str]:
    """Rules and the permits that go by them."""
    _ = words
    return {
        "SCN050": _("Aturan ini tidak ada di tabel peraturan SimPTSP. Pilih aturan lain."),
        "SCN051": _("Izin ini tidak ada di aturan itu. Pilih izin lain."),
        "SCN052": _("Alur izin ini memerlukan tempat yang tidak ada di kantor ini. Tambahkan di stations."),
        "SCN053": _(
            "Aturan ini belum atau tidak lagi berlaku pada hari pertama simulasi. Pilih aturan lain, atau tanggal "
            "mulai lain."
        ),
        "SCN054": _(
            "Rincian ini untuk alur sebuah izin, tetapi tidak ada izin yang memakainya. Hapus, atau tulis routes."
        ),
        "SCN055": _("Langkah ini hanya untuk permohonan yang pernah dikembalikan. Pilih langkah lain dari alur."),
        "SCN056": _("Tidak ada yang mengembalikan permohonan ke sini. Tambahkan pemeriksaan, atau hapus langkah ini."),
    }
