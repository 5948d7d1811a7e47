"""What the parts themselves say: words of their buttons, in the reader's language. The browser fills `{…}` in."""

from simulator.teaching.words import Words

__all__ = ["card_texts", "knob_texts", "plan_texts", "tour_texts", "upload_texts"]


def card_texts(words: Words) -> dict[str, str]:
    """Words of cards."""
    _ = words
    return {"chosen": _("Dipilih")}


def plan_texts(words: Words) -> dict[str, str]:
    """Words of the row of plans."""
    _ = words
    return {
        "label": _("Rencana yang diubah"),
        "add": _("Tambah rencana"),
        "duplicate": _("Gandakan"),
        "rename": _("Ganti nama"),
        "remove": _("Hapus"),
        "clear": _("Hapus semua perubahan di sini"),
        "undo": _("Urungkan"),
        "redo": _("Ulangi"),
        "name": _("Nama rencana"),
        "save": _("Simpan nama"),
        "cancel": _("Batal"),
        "ask_remove": _("Hapus {name}?"),
        "yes": _("Ya, hapus"),
    }


def knob_texts(words: Words, *, of_plan: bool = True) -> dict[str, str]:
    """Words of the form of knobs.

    Parameters
    ----------
    words : Words
        Language.
    of_plan : bool, optional
        Whether the form changes a plan; else the present state, in which an office's own counts take the place of the
        numbers it began with.
    """
    own = {} if of_plan else _own_texts(words)
    return {**_filter_texts(words), **_row_texts(words), **_roster_texts(words), **own}


def _own_texts(words: Words) -> dict[str, str]:
    """What is said otherwise where an office's own counts are typed."""
    _ = words
    return {
        "now": _("contoh: {now}"),
        "own": _("hitungan sendiri"),
        "same_text": _("diisi, sama dengan contoh"),
        "same": _("sama seperti contoh"),
        "was": _("contoh {now}"),
    }


def _filter_texts(words: Words) -> dict[str, str]:
    _ = words
    return {
        "label": _("Isian kantor"),
        "search": _("Cari isian"),
        "hint": _("misalnya petugas, tanda tangan, jaringan"),
        "only_changed": _("Hanya yang diubah"),
        "only_assumed": _("Hanya asumsi"),
        "found": _("{n} isian cocok"),
        "none": _("Tidak ada isian yang cocok. Hapus kata pencarian atau lepas saringan."),
        "changed": _("{n} diubah"),
        "wrong": _("{n} perlu diperbaiki"),
        "size": _("{n} isian"),
    }


def _row_texts(words: Words) -> dict[str, str]:
    _ = words
    return {
        "now": _("sekarang: {now}"),
        "reset": _("Kembalikan"),
        "reset_of": _("Kembalikan {label}"),
        "help_of": _("Penjelasan {label}"),
        "source": _("Sumber: {source}"),
        "assumed": _("asumsi"),
        "differs": _("diubah"),
        "same_text": _("diisi, sama dengan sekarang"),
        "yes": _("ya"),
        "no": _("tidak"),
    }


def _roster_texts(words: Words) -> dict[str, str]:
    _ = words
    return {
        "time": _("Jam"),
        "minus": _("Kurangi 1 di semua jam buka"),
        "plus": _("Tambah 1 di semua jam buka"),
        "copy": _("Salin {day} ke semua hari"),
        "fold": _("Sembunyikan jam tanpa petugas"),
        "unfold": _("Tampilkan {n} jam tanpa petugas"),
        "roster_hint": _(
            "Tombol panah berpindah kotak. Shift dan panah, atau menyeret, memilih beberapa kotak; angka yang diketik "
            "mengisi semuanya."
        ),
        "same": _("sama seperti sekarang"),
        "cells": _("{n} kotak diubah"),
        "selected": _("{n} kotak dipilih"),
        "minus_selected": _("Kurangi 1 di {n} kotak"),
        "plus_selected": _("Tambah 1 di {n} kotak"),
        "cell": _("{day} pukul {time}"),
        "was": _("sekarang {now}"),
    }


def upload_texts(words: Words, largest: int) -> dict[str, str]:
    """Words of a field for a file of so many bytes at most."""
    _ = words
    most = words.plain(largest / 2**20)
    return {
        "choose": _("Pilih berkas"),
        "drop": _("atau seret berkas ke sini"),
        "sending": _("Mengirim {name} …"),
        "too_big": _("Berkas ini terlalu besar. Paling besar {most} MB.").format(most=most),
        "empty": _("Berkas ini kosong. Pilih berkas lain."),
        "broken": _("Berkas tidak sampai dengan utuh. Coba kirim sekali lagi."),
        "wrong_kind": _("Jenis berkas ini tidak dapat dibaca. Pilih berkas dengan akhiran {accept}."),
    }


def tour_texts(words: Words) -> dict[str, str]:
    """Words of a walk through the page."""
    _ = words
    return {
        "label": _("Tur singkat"),
        "next": _("Lanjut"),
        "back": _("Kembali"),
        "close": _("Tutup"),
        "done": _("Tutup tur"),
        "at": _("{at} dari {n}"),
    }
