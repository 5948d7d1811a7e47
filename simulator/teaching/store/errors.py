"""What the store cannot do, each with a code for programs and a sentence for people."""

from collections.abc import Callable
from typing import Any

_ = str  # marks a sentence for the catalogue; it is translated where it is shown

SENTENCES = {
    # who joins
    "class_unknown": _("Kode kelas ini tidak dikenal. Periksa lagi kode di papan atau di lembar kode."),
    "seat_unknown": _("Kode pribadi ini bukan dari kelas ini. Periksa lagi kode di lembar Anda."),
    "class_full": _("Kelas ini sudah penuh: {limit} peserta. Tanyakan kepada pelatih."),
    "name_missing": _("Tulis nama dulu."),
    "name_long": _("Nama paling panjang {limit} huruf."),
    "learner_unknown": _("Data peserta ini sudah tidak ada. Masuk lagi dengan kode kelas."),
    # what is kept
    "events_full": _(
        "Catatan Anda sudah penuh: {limit} kejadian. Pelajaran bisa diteruskan, tetapi tidak dicatat lagi."
    ),
    "event_wrong": _("Kejadian ini tidak berbentuk benar, jadi tidak dicatat."),
    "result_long": _("Jawaban ini terlalu panjang, jadi tidak dicatat."),
    "text_long": _("Tulisan paling panjang {limit} huruf. Ringkas dulu."),
    # studies
    "studies_full": _("Anda sudah punya {limit} studi. Hapus dulu yang tidak dipakai lagi."),
    "study_long": _("Studi ini terlalu besar untuk disimpan: paling besar {limit} MB."),
    "study_wrong": _("Studi ini tidak berbentuk benar, jadi tidak disimpan."),
    "study_unknown": _("Studi ini sudah tidak ada."),
    # a new class
    "title_missing": _("Tulis nama kelas dulu."),
    "text_of_class_long": _("Isian ini paling panjang {limit} huruf."),
    "days_wrong": _("Pilih 1 sampai {limit} hari."),
    "seats_wrong": _("Jumlah peserta harus 1 sampai {limit}."),
    "choice_unknown": _("Pilihan ini tidak dikenal."),
    "no_class": _("Sertifikat hanya untuk peserta sebuah kelas."),
    "jp_wrong": _("Jumlah JP harus bilangan bulat 1 sampai {limit}."),
    # the database
    "address": _(
        "Alamat basis data tidak bisa dibaca. Tulis sqlite:///FOLDER/BERKAS atau postgresql://PENGGUNA@KOMPUTER/NAMA."
    ),
    "driver": _('Untuk PostgreSQL perlu paket tambahan: pip install "simptsp[postgresql]".'),
    "cannot_open": _("{place} tidak bisa dibuka atau dibuat. Periksa folder dan izinnya."),
    "read_only": _("{place} hanya bisa dibaca. Periksa izin berkas dan foldernya."),
    "disk_full": _("Penyimpanan penuh. Kosongkan ruang di diska, lalu coba lagi."),
    "disk_failed": _("Diska gagal dibaca atau ditulis. Periksa ruang kosong dan diskanya, lalu coba lagi."),
    "busy": _("Basis data sedang sibuk. Coba lagi sebentar."),
    "unreachable": _("Basis data {place} tidak bisa dihubungi. Periksa apakah masih berjalan."),
    "broken": _(
        "{place} rusak atau bukan basis data SimPTSP. Pindahkan ke tempat lain, lalu pakai salinan cadangan "
        "atau mulai dengan yang baru."
    ),
    "foreign": _("{place} berisi tabel milik program lain. Pakai basis data yang kosong."),
    "older": _(
        "{place} dibuat oleh SimPTSP yang lebih lama (susunan {found}, kini {expected}). Ekspor kelasnya dengan "
        "versi itu, lalu mulai dengan basis data baru."
    ),
    "newer": _(
        "{place} dibuat oleh SimPTSP yang lebih baru (susunan {found}, di sini {expected}). Perbarui SimPTSP di "
        "komputer ini."
    ),
    "not_purged": _(
        "Data sudah dihapus, tetapi sisanya di diska belum bisa dibersihkan karena basis data sedang dipakai. "
        "Sisa itu dibersihkan saat SimPTSP dihidupkan lagi."
    ),
    "failed": _("Basis data menolak. Coba lagi; kalau terulang, hidupkan ulang SimPTSP."),
}


class StoreError(Exception):
    """Something that the store cannot do.

    Attributes
    ----------
    code : str
        Key of :data:`SENTENCES`, for programs.
    sentence : str
        For people, in Indonesian, as the catalogue has it: with ``{…}`` for values.
    values : dict
        What goes into the sentence.
    """

    def __init__(self, code: str, **values: Any):
        self.code = code
        self.sentence = SENTENCES[code]
        self.values = values
        super().__init__(self.told(str))

    def told(self, words: Callable[[str], str]) -> str:
        """The sentence in the reader's language."""
        return words(self.sentence).format(**self.values)


class JoinError(StoreError):
    """Somebody cannot join a class."""
