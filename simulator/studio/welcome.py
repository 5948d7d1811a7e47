"""A first word to whoever has never been here, and help for whoever asks: each on one tab, and gone with it."""

from collections.abc import Callable
from typing import Any

from ipywidgets import Layout, VBox, Widget

from simulator.studio.desk import TABS, Desk
from simulator.studio.parts import Buttons
from simulator.studio.tour import Guide, kept, open_example
from simulator.widgets import Message

__all__ = ["Welcome"]


class Welcome(VBox):  # type: ignore[misc]
    """Offers the tour on the first visit; afterwards a button brings it back.

    Parameters
    ----------
    desk : Desk
        Of the page.
    guide : Guide
        Leads the tour.

    Attributes
    ----------
    help : Buttons
        Brings it back; the page puts it beside its tabs.
    """

    children: tuple[Widget, ...]

    def __init__(self, desk: Desk, guide: Guide) -> None:
        super().__init__(layout=Layout(overflow="visible"))
        self.add_class("studio-welcome")
        self.desk, self.guide = desk, guide
        self.is_first = desk.study.base is None and not kept(desk)
        self._asked_at = ""
        self.text = Message(lang=desk.words.lang)
        self.help = Buttons(lang=desk.words.lang, on_press=self._press)
        self.help.add_class("studio-help")
        self.buttons = Buttons(lang=desk.words.lang, on_press=self._press)
        self.children = (self.text, self.buttons)
        self.refresh()

    @property
    def is_open(self) -> bool:
        """Whether the word is shown: the first one above the choice of an office, help where it was asked for."""
        is_fresh = not any(plan.entries for plan in (self.desk.study.now, *self.desk.study.plans))
        return self._asked_at == self.desk.tab or (self.is_first and self.desk.tab == TABS[0] and is_fresh)

    def refresh(self) -> None:
        """Show the word, or the button that asks for it."""
        _ = self.desk.words
        if self._asked_at != self.desk.tab:
            self._asked_at = ""
        self.help.show([{"key": "close" if self.is_open else "help", "label": _("Bantuan"), "quiet": True}])
        said = _said(self.desk, is_first=self.is_first) if self.is_open else ""
        if said != self.text.html:
            self.text.say(said)
        self.buttons.show(self._items() if self.is_open else [])

    def _items(self) -> list[dict[str, Any]]:
        _ = self.desk.words
        tour = {"key": "tour", "label": _("Lihat tur 3 menit")}
        if self.is_first:
            return [tour, {"key": "close", "label": _("Langsung mulai"), "quiet": True}]
        return [
            tour,
            {"key": "example", "label": _("Buka studi contoh"), "quiet": True},
            {"key": "close", "label": _("Tutup"), "quiet": True},
        ]

    def _press(self, key: str) -> None:
        does: dict[str, Callable[[], None]] = {"tour": self.guide.start, "example": lambda: open_example(self.desk)}
        self._asked_at = self.desk.tab if key == "help" else ""
        self.is_first = False
        does.get(key, lambda: None)()
        self.refresh()


def _said(desk: Desk, *, is_first: bool) -> str:
    _ = desk.words
    if is_first:
        return _(
            "<strong>Selamat datang.</strong> Di sini Anda mencoba sebuah perubahan kantor sebelum menjalankannya: "
            "satu petugas lagi, jaringan cadangan, tanda tangan tiap hari. Baru pertama kali? Tur singkat menunjukkan "
            "caranya dengan sebuah studi contoh."
        )
    return _(
        "<strong>Bantuan.</strong> Tur tiga menit menunjukkan keenam langkah. Studi contoh membandingkan loket ketiga "
        "dengan jaringan cadangan; studi Anda sendiri tetap ada di tab Simpan. Semuanya tersimpan otomatis; tombol "
        "“Urungkan” membatalkan langkah terakhir."
    )
