"""A sentence on what all plans have in common, with a button that makes it part of the present state."""

from html import escape

from simulator.studio.desk import Desk
from simulator.studio.panels.panel import StudioPanel
from simulator.studio.parts import Buttons
from simulator.studio.shared_changes import shared_changes, told
from simulator.studio.study import Study

__all__ = ["SharedNote"]

MOVE = "move"


class SharedNote(StudioPanel):
    """What all plans change in the same way; nothing where there is no such thing.

    Attributes
    ----------
    note : Message
        What it is, or that it was moved.
    button : Buttons
        Moves it into the present state.
    texts : dict of str to str
        Key of a knob -> its text.
    """

    def __init__(self, desk: Desk) -> None:
        super().__init__(desk)
        self.note = self.message()
        self.button = Buttons(lang=self.words.lang, on_press=lambda _key: self._move())
        self.texts: dict[str, str] = {}
        self._shown: Study | None = None
        self._moved = ""

    def refresh(self) -> None:
        """Show what the plans have in common as they are now."""
        study = self.desk.study
        if study == self._shown:
            return
        self._shown = study
        self.texts = shared_changes(study, self.words) if study.base is not None else {}
        html = self._offer if self.texts else self._moved
        self._moved = ""
        if self.note.html != html:
            self.note.say(html)
        self.fill((self.note, self.button) if self.texts else (self.note,) if html else ())

    @property
    def _offer(self) -> str:
        _ = self.words
        text = _(
            "Semua rencana memuat perubahan yang sama: {what}. Agar rencana dibandingkan dalam keadaan itu, pindahkan "
            "ke “Sekarang”."
        )
        label = {"key": MOVE, "label": _("Pindahkan ke Sekarang"), "quiet": False, "disabled": False}
        if self.button.items != [label]:
            self.button.show([label])
        return escape(text.format(what=self._what))

    @property
    def _what(self) -> str:
        return told(self.texts, self.desk.build(self.desk.study.plans[0].key).groups, self.words)

    def _move(self) -> None:
        """Move it in one step; what is moved is what all plans have in common by then."""
        _ = self.words
        said = escape(_("Dipindahkan ke “Sekarang”: {what}.").format(what=self._what))
        self._moved = said
        self.desk.act(lambda study: study.with_supposed(shared_changes(study, self.words)))
        self._moved = ""
