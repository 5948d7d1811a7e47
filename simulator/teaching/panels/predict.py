"""The prediction, before anything is shown."""

from html import escape

from simulator.teaching.entries import EntryError, read_entry
from simulator.teaching.panels.panel import Panel
from simulator.teaching.plan import Guess
from simulator.teaching.state import LessonState
from simulator.teaching.words import Words
from simulator.widgets import Choice, Field, Form, Message


class Predict(Panel):
    """Asks for a guess and stores the first one that can be read."""

    def __init__(self, state: LessonState, words: Words, guess: Guess) -> None:
        _ = words
        super().__init__(state, words, _("Tebak dulu"), guess.task)
        self.guess = guess
        self.form = self._number() if guess.entry else self._choice()
        self.message = Message(lang=words.lang)
        self.fill(self.form, self.message)
        state.watch(self.refresh)

    def _number(self) -> Form:
        _, entry = self.words, self.guess.entry
        assert entry is not None
        kept = "" if self.state.guess is None else self.words.plain(self.state.guess)
        return Form(
            fields=(Field(entry.name, entry.label, entry.unit, kept),),
            button=_("Simpan tebakan"),
            lang=self.words.lang,
            on_submit=self.store,
        )

    def _choice(self) -> Choice:
        _ = self.words
        return Choice(
            question=_("Tebakan Anda:"),
            options=list(self.guess.options),
            button=_("Simpan tebakan"),
            lang=self.words.lang,
            on_choose=self.choose,
        )

    def store(self, entries: dict[str, str]) -> None:
        """Store a number, or say beside the field what is wrong."""
        entry = self.guess.entry
        assert entry is not None
        try:
            value = read_entry(entry, entries[entry.name], self.words)
        except EntryError as error:
            self.form.messages = {entry.name: str(error)}
            return
        self.form.messages = {}
        self.state.store_guess(value)

    def choose(self, chosen: int | None) -> None:
        """Store the option chosen, or ask for one."""
        _ = self.words
        if chosen is None:
            self.form.feedback = _("Pilih dulu salah satu jawaban.")
            return
        self.form.feedback = ""
        self.state.store_guess(chosen)

    def refresh(self) -> None:
        """Close once a guess is stored, and repeat it."""
        _, value = self.words, self.state.guess
        if value is None or self.form.disabled:
            return
        self.form.disabled = True
        text = _("Tebakan Anda tersimpan: {guess}. Bagian di bawah sekarang terbuka.")
        self.message.say(text.format(guess=self.said(value)), "right")

    def said(self, value: float) -> str:
        """The guess in words, as HTML."""
        entry = self.guess.entry
        if entry is not None:
            return escape(f"{self.words.plain(value)} {entry.unit}")
        return escape(self.guess.options[int(value)].rstrip(".")) if 0 <= value < len(self.guess.options) else "–"
