"""What it means for the learner's own counter, in the learner's own words."""

from simulator.teaching.panels.panel import Panel
from simulator.teaching.state import LessonState
from simulator.teaching.words import Words
from simulator.widgets import Note

STEP = "reflect"


class Reflect(Panel):
    """A question without a right answer; what is written is kept."""

    def __init__(self, state: LessonState, words: Words, question: str) -> None:
        _ = words
        task = _("Tulis satu atau dua kalimat. Tidak dinilai; hanya Anda dan pelatih kelas yang dapat membacanya.")
        super().__init__(state, words, _("Apa artinya untuk loket Anda?"), task)
        self.note = Note(
            label=question,
            text=state.texts.get(STEP, ""),
            button=_("Simpan"),
            lang=words.lang,
            on_submit=self.keep,
        )
        self.fill(self.note)

    def keep(self, text: str) -> None:
        """Keep what was written."""
        _ = self.words
        self.state.reflect(STEP, text.strip())
        self.note.feedback = "" if self.state.trouble else _("Tersimpan.")
