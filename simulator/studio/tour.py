"""The three-minute tour: what each step of a study is for, told where it happens."""

from collections.abc import Sequence
from dataclasses import dataclass

from simulator.studio.desk import Desk
from simulator.studio.example import example_study
from simulator.studio.parts import Tour
from simulator.studio.shelf import Kept, ShelfError
from simulator.teaching.words import Words

__all__ = ["Guide", "Stop", "kept", "open_example", "stops"]

CLOSED = -1
PANEL = ".studio-panel-{tab}"
"""Class that the page gives to the panel of a tab."""


@dataclass(frozen=True)
class Stop:
    """One step of the tour.

    Attributes
    ----------
    tab : str
        What is open meanwhile.
    title, text : str
        What it says.
    target : str
        CSS selector of what it tells of; empty for nothing in particular.
    """

    tab: str
    title: str
    text: str
    target: str


class Guide:
    """Leads through the page, with the study in hand or, where there is none, with the example.

    Parameters
    ----------
    desk : Desk
        Of the page.

    Attributes
    ----------
    part : Tour
        The box.
    """

    def __init__(self, desk: Desk) -> None:
        self.desk = desk
        self.part = Tour(lang=desk.words.lang, on_step=self.go)

    @property
    def is_open(self) -> bool:
        """Whether a step is shown."""
        return self.part.at != CLOSED

    def start(self) -> None:
        """Show the first step."""
        if self.desk.study.base is None:
            open_example(self.desk)
        self.go(0)

    def go(self, at: int) -> None:
        """Show a step, and the tab of which it tells; -1 ends the tour where it is."""
        steps = stops(self.desk.words)
        if at != CLOSED:
            self.desk.look_at(tab=steps[at].tab)
        shown = [{"title": step.title, "text": step.text, "target": step.target} for step in steps]
        self.part.show(shown, at)


def open_example(desk: Desk) -> None:
    """Take up the example, as it was left if it is on the shelf already."""
    example = example_study(desk.words)
    key = next((one.key for one in kept(desk) if one.name == example.name), "")
    if not key or not desk.open(key):
        desk.take_up(example)


def kept(desk: Desk) -> Sequence[Kept]:
    """Studies of this planner; none where the shelf cannot be read, which the page says elsewhere."""
    try:
        return desk.shelf.list()
    except ShelfError as error:
        desk.trouble = error
        return ()


def stops(words: Words) -> Sequence[Stop]:
    """Steps of the tour, in order.

    Parameters
    ----------
    words : Words
        Language.
    """
    return (*_prepare(words), *_answer(words))


def _prepare(words: Words) -> list[Stop]:
    _ = words
    return [
        Stop(
            "office",
            _("Enam langkah"),
            _(
                "Sebuah studi berjalan dari kiri ke kanan: pilih kantor, ubah, bandingkan, cari sebabnya, jelajahi, "
                "simpan. Anda boleh berpindah langkah kapan saja; semuanya tersimpan otomatis."
            ),
            ".studio-tabs",
        ),
        Stop(
            "office",
            _("Mulai dari sebuah kantor"),
            _(
                "Pilih contoh yang paling mirip kantor Anda, atau unggah formulir yang sudah diisi. Halaman ini "
                "langsung menunjukkan angka mana yang hanya asumsi, dan data apa yang menggantikannya."
            ),
            PANEL.format(tab="office"),
        ),
        Stop(
            "change",
            _("Satu usul, satu rencana"),
            _(
                "Tiap usul menjadi satu rencana, paling banyak enam. “Sekarang” adalah kantor seperti adanya: "
                "isi dengan hitungan kantor Anda sendiri, maka semua rencana ikut berubah."
            ),
            f"{PANEL.format(tab='change')} .st-planbar",
        ),
        Stop(
            "change",
            _("Katakan apa yang berubah"),
            _(
                "Petugas, jadwal jaga, kanal, jaringan, aturan, permohonan, biaya. Tiap isian menyebut satuan dan asal "
                "angkanya. Isian yang keliru dijelaskan di sebelahnya, dan tidak ada ketikan yang hilang."
            ),
            f"{PANEL.format(tab='change')} .st-knobs",
        ),
        Stop(
            "change",
            _("Jawaban pertama"),
            _(
                "Beberapa saat setelah Anda mengubah sesuatu, di sini tampak akibatnya. Ini baru perkiraan dari "
                "sedikit ulangan: kantor yang sama disimulasikan beberapa kali, tiap kali dengan hari yang "
                "berlainan. Selang 95% di sampingnya menunjukkan seberapa pasti."
            ),
            ".studio-first-answer",
        ),
    ]


def _answer(words: Words) -> list[Stop]:
    _ = words
    return [
        Stop(
            "compare",
            _("Bandingkan dengan teliti"),
            _(
                "Semua rencana menghadapi pemohon, hari dan gangguan yang sama, kecuali yang memang diubah "
                "rencananya. Jadi bedanya tidak datang dari hari yang kebetulan ramai. Sisa kebetulan tampak pada "
                "selangnya; kalau bedanya belum terlihat, di sini tertulis “tidak terbedakan”."
            ),
            PANEL.format(tab="compare"),
        ),
        Stop(
            "why",
            _("Cari sebabnya"),
            _(
                "Mengapa orang menunggu, di mana antrean menumpuk, dan seperti apa satu hari di kantor itu, menit demi "
                "menit."
            ),
            PANEL.format(tab="why"),
        ),
        Stop(
            "explore",
            _("Uji sebelum memutuskan"),
            _(
                "Berapa petugas yang pas? Mana yang terbaik dalam anggaran? Masih kuatkah rencana Anda kalau "
                "permohonan bertambah atau gangguan lebih lama?"
            ),
            PANEL.format(tab="explore"),
        ),
        Stop(
            "keep",
            _("Simpan dan serahkan"),
            _(
                "Beri nama studi ini, unduh laporannya, atau serahkan kode yang menghasilkan angka yang sama. Sekarang "
                "giliran Anda: kembali ke langkah pertama dan pilih kantor."
            ),
            PANEL.format(tab="keep"),
        ),
    ]
