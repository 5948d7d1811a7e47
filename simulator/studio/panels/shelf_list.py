"""The planner's own studies: open one, delete one after a question."""

from collections.abc import Callable, Sequence
from datetime import UTC, datetime
from html import escape

from simulator.studio.desk import Desk
from simulator.studio.kept_studies import ago, kept_studies, study_card
from simulator.studio.panels.panel import StudioPanel, prose
from simulator.studio.parts import Buttons, Cards, Pick
from simulator.studio.shelf import Kept, ShelfError

__all__ = ["ShelfList"]

MOST_CARDS = 6
"""Studies that stand as cards; the others are opened from the list below, which is there to delete one."""


class ShelfList(StudioPanel):
    """What is on the shelf; nothing is drawn while it is empty.

    Attributes
    ----------
    cards : Cards
        The studies that were changed last; a card opens its study.
    pick : Pick
        All of them, to delete one; and to open one that has no card.
    buttons : Buttons
        What can be done to the one that is picked, or the answers to a question.
    said : Message
        The question, or what went wrong.
    """

    def __init__(self, desk: Desk, on_open: Callable[[], None]) -> None:
        super().__init__(desk)
        _, lang = self.words, self.words.lang
        self._on_open = on_open
        self._asked = ""
        self.cards = Cards(lang=lang, label=_("Studi Anda"), button=_("Buka"), on_choose=self.open_study)
        self.cards.add_class("studio-titled")
        self.pick = Pick(lang=lang, on_choose=self._pick)
        self._has_all_cards = True
        self.buttons = Buttons(lang=lang, on_press=self._press)
        self.said = self.message()
        self._title = prose(f"<h3>{escape(self.cards.label)}</h3>")

    def refresh(self) -> None:
        """Show what is on the shelf now."""
        found = kept_studies(self.desk)
        if not found:
            self.fill(())
            return
        _ = self.words
        now = datetime.now(UTC)
        self.cards.show([study_card(self.desk, kept, now) for kept in found[:MOST_CARDS]])
        picked = self.pick.value if self.pick.value in {kept.key for kept in found} else found[0].key
        self.pick.show(self._options(found, now), picked)
        self._has_all_cards = len(found) <= MOST_CARDS
        self.pick.label = _("Hapus sebuah studi") if self._has_all_cards else _("Studi lain, atau hapus sebuah studi")
        self._show_buttons()
        self.fill((self._title, self.cards, self.pick, self.buttons, self.said))

    def open_study(self, key: str) -> None:
        """Take a study up."""
        _ = self.words
        self._asked = ""
        if self.desk.open(key):
            self._on_open()
        else:
            self.said.say(escape(_("Studi ini tidak dapat dibuka lagi. Pilih studi lain.")), "error")

    def _options(self, found: Sequence[Kept], now: datetime) -> list[tuple[str, str]]:
        _ = self.words
        return [
            (kept.key, f"{kept.name or _('Studi tanpa nama')} ({ago(kept.changed, now, self.words)})") for kept in found
        ]

    def _pick(self, key: str) -> None:
        self._asked = ""
        self.said.say("")
        self.pick.show(self.pick.options, key)
        self._show_buttons()

    def _show_buttons(self) -> None:
        _ = self.words
        if self._asked:
            items = [("yes", _("Ya, hapus"), False), ("no", _("Batal"), True)]
        else:
            opens = [] if self._has_all_cards else [("open", _("Buka"), True)]
            items = [*opens, ("delete", _("Hapus…"), True)]
        self.buttons.show([{"key": key, "label": label, "quiet": quiet} for key, label, quiet in items])

    def _press(self, act: str) -> None:
        _ = self.words
        if act == "open":
            self.open_study(self.pick.value)
        elif act == "delete":
            self._asked = self.pick.value
            name = dict(map(tuple, self.pick.options))[self._asked]
            text = _("Hapus {name}? Studi yang dihapus tidak dapat dikembalikan.").format(name=name)
            self.said.say(escape(text), "again")
            self._show_buttons()
        else:
            key, self._asked = self._asked, ""
            self.said.say("")
            if act == "yes":
                self._delete(key)
            self.refresh()

    def _delete(self, key: str) -> None:
        """Forget a study; the one in hand is left, or the next step would keep it anew."""
        try:
            self.desk.shelf.delete(key)
        except ShelfError as error:
            self.said.say(escape(error.told(self.words)), "error")
            return
        if key == self.desk.key:
            self.desk.begin_anew()
