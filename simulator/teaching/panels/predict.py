"""The prediction, before anything is shown."""

from simulator.teaching.entries import EntryError, read_entry
from simulator.teaching.panels.panel import Panel
from simulator.teaching.single_station import SingleStation
from simulator.teaching.state import LessonState
from simulator.teaching.words import Words
from simulator.widgets import Field, Form, Message


class Predict(Panel):
    """Asks for a guess and stores the first one that is a number."""

    def __init__(self, state: LessonState, words: Words) -> None:
        _ = words
        task = _(
            "Sekarang petugas sibuk {quiet}. Bulan depan berkas bertambah sampai petugas sibuk {busy}. "
            "Berapa menit rata-rata menunggu nanti? Tebak saja, tidak ada nilai. Yang penting: "
            "tebak sebelum melihat hasil."
        )
        station = SingleStation.of(state.scenario)
        shares = {
            name: words.percent(station.busy(at))
            for name, at in (("quiet", state.plan.quiet), ("busy", state.plan.busy))
        }
        super().__init__(state, words, _("Tebak dulu"), task.format(**shares))
        entry = state.plan.guess
        self.form = Form(
            fields=(Field(entry.name, entry.label, entry.unit),),
            button=_("Simpan tebakan"),
            lang=words.lang,
            on_submit=self.store,
        )
        self.message = Message(lang=words.lang)
        self.fill(self.form, self.message)

    def store(self, entries: dict[str, str]) -> None:
        """Store the guess, or say beside the field what is wrong."""
        _ = self.words
        entry = self.state.plan.guess
        try:
            minutes = read_entry(entry, entries[entry.name], self.words)
        except EntryError as error:
            self.form.messages = {entry.name: str(error)}
            return
        self.form.messages = {}
        self.form.disabled = True
        text = _("Tebakan Anda tersimpan: {minutes} menit. Penggeser di bawah sekarang terbuka.")
        self.message.say(text.format(minutes=self.words.number(minutes)), "right")
        self.state.store_guess(minutes)
