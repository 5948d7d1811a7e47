"""The learner's own office: counts, agreement with what is known, plans, doubts, and a decision in writing."""

from collections.abc import Callable, Iterator

from simulator.measures import estimate_mean
from simulator.teaching.entries import Entry, EntryError, read_entry
from simulator.teaching.job import Job
from simulator.teaching.lab import Lab, Values, paired
from simulator.teaching.lessons.own_office import (
    EXAMPLE,
    at_counter,
    days_measure,
    entries,
    office,
    unfinished,
    wait_measure,
)
from simulator.teaching.lessons.own_plans import (
    NOW,
    PLANS,
    Doubt,
    doubt,
    doubts,
    monthly_costs,
    planned,
    saved,
    saving,
)
from simulator.teaching.lessons.own_report import (
    Tried,
    assumed,
    best_two,
    doubts_sentence,
    doubts_table,
    office_now,
    plans_picture,
    plans_sentence,
    plans_table,
    too_much,
)
from simulator.teaching.panels.panel import Panel
from simulator.teaching.state import LessonState
from simulator.teaching.words import Words
from simulator.widgets import Chart, Field, Form, Message, Note

STEP, PLAN, MIND = "own_office", "own_plan", "own_mind"
KNOWN = "known_"
LONGEST_KNOWN = {"wait": 600, "days": 250}


class Capstone(Panel):
    """Eleven counts -> the office in the model, five plans beside each other, and what would change the choice.

    Everything typed is kept: counts as the levers of step ``own_office``, the decision as texts ``own_plan`` and
    ``own_mind``.
    """

    def __init__(self, state: LessonState, words: Words, lab: Lab, job: Job) -> None:
        _ = words
        task = _(
            "Isi hitungan kantor Anda: satu halaman, seperti formulir pengumpulan data. Belum punya semuanya? Isi "
            "perkiraan, atau mulai dari kantor contoh dan ganti satu per satu. Yang diketik tersimpan saat dihitung."
        )
        super().__init__(state, words, _("Kantor Anda"), task)
        self.lab, self.job = lab, job
        self.measures = {"days": days_measure(words), "wait": wait_measure(words)}
        self.entries = entries(words)
        self.known = self._known_entries()
        self.counts: dict[str, float] = {}
        self.tried: list[Tried] = []
        self.found: list[Doubt] = []
        self.example = self._button(_("Isi dengan kantor contoh"), self.load_example, quiet=True)
        self.form = self._form(state.moves.get(STEP, {}))
        self.now, self.assumed = Message(html=self.locked_text, lang=words.lang), Message(lang=words.lang)
        self.try_plans = self._button(_("Coba lima rencana"), self.compare)
        self.verdict, self.plans = Message(lang=words.lang), Message(lang=words.lang)
        self.chart: Chart | None = None
        self.ask = self._button(_("Apa yang akan mengubah pilihan ini?"), self.question)
        self.mind, self.doubts = Message(lang=words.lang), Message(lang=words.lang)
        labels = {
            PLAN: _("Rencana yang saya pilih untuk kantor saya, dan mengapa:"),
            MIND: _("Saya akan berubah pikiran kalau ternyata:"),
        }
        self.notes = {step: self._note(step, label) for step, label in labels.items()}
        self._lay_out()
        state.watch(self.refresh)

    def refresh(self) -> None:
        """Open once a guess is stored."""
        if self.form.disabled and self.state.unlocked:
            for part in (self.example, self.form, *self.notes.values()):
                part.disabled = False
            self.now.say("")

    def load_example(self, _entries: dict[str, str]) -> None:
        """Put the counts of the office of the story into the fields."""
        self.form = self._form(EXAMPLE)
        self.form.disabled = False
        self._forget()
        self._lay_out()

    def run(self, texts: dict[str, str]) -> None:
        """Read the counts; simulate the office as it is, if the work can be done at all."""
        self._forget()
        values = self.read(texts)
        if values is None:
            self._lay_out()
            return
        self.state.move(STEP, values)
        counts = {entry.name: values[entry.name] for entry in self.entries}
        troubles = too_much(counts, self.words)
        if troubles:
            self.now.say("".join(f"<p>{trouble}</p>" for trouble in troubles), "again")
            self._lay_out()
            return
        known = {self.measures[key].key: values[KNOWN + key] for key in LONGEST_KNOWN if KNOWN + key in values}
        self.now.say(self.busy_text, "busy")
        self._start(self._office_now(counts, known), lambda: self._opened(counts))

    def _office_now(self, counts: dict[str, float], known: dict[str, float]) -> Iterator[None]:
        scenario = office(counts, self.origin(counts))
        for values in self.lab.refine(scenario, list(self.measures.values())):
            found = [(one, estimate_mean(values[one.key], one.unit)) for one in self.measures.values()]
            yield
        open_ = unfinished(self.lab.run(scenario, self.lab.first))
        self.now.say(office_now(counts, known, found, open_, self.words))
        self.assumed.say(assumed(scenario, self.words), "bare")
        yield

    def _opened(self, counts: dict[str, float]) -> None:
        if self._is_whole(self.now):
            self.counts = counts
            self.try_plans.disabled = False
        self._lay_out()

    def compare(self, _entries: dict[str, str]) -> None:
        """Try the five plans in pairs."""
        self.verdict.say(self.busy_text, "busy")
        self._lay_out()
        self._start(self._compared(dict(self.counts)), self._plans_opened)

    def _compared(self, counts: dict[str, float]) -> Iterator[None]:
        measures, origin = list(self.measures.values()), self.origin(counts)
        base: dict[str, Values] = {}
        pairs = []
        for plan in PLANS:
            *_first, values = self.lab.refine(planned(counts, plan, origin), measures)
            base = values if plan == NOW else base
            pairs.append(tuple(saved(paired(one, base[one.key], values[one.key])) for one in measures))
            yield
        costs = monthly_costs(self.lab, counts)
        self.tried = [Tried(plan, pairs[plan], costs[plan]) for plan in PLANS if plan != NOW]
        first, second = best_two(self.tried)
        lead = saving(self.lab, measures[0], counts, first, second)
        self.verdict.say(plans_sentence(self.tried, lead, measures[0], self.words))
        self.plans.say(plans_table(self.tried, measures, self.words), "bare")
        yield

    def _plans_opened(self) -> None:
        if self._is_whole(self.verdict):
            picture = plans_picture(self.tried, self.measures["days"], self.words)
            if self.chart is None:
                self.chart = Chart(picture, lang=self.words.lang)
            self.chart.show(picture)
            self.ask.disabled = False
            self.state.show(PLAN)
        self._lay_out()

    def question(self, _entries: dict[str, str]) -> None:
        """Set the two best plans against each other where one count is different."""
        self.mind.say(self.busy_text, "busy")
        self._start(self._doubted(dict(self.counts)), self._doubts_opened)

    def _doubts_opened(self) -> None:
        if self._is_whole(self.mind):
            self.state.show(MIND)

    @staticmethod
    def _is_whole(message: Message) -> bool:
        """Whether the work behind a message came to its end; one that was stopped by other work falls silent."""
        if message.tone == "busy":
            message.say("")
        return bool(message.html)

    def _doubted(self, counts: dict[str, float]) -> Iterator[None]:
        days, plans = self.measures["days"], best_two(self.tried)
        self.found = []
        for count, value in doubts(counts):
            self.found.append(doubt(self.lab, days, counts, count, value, plans))
            yield
        self.mind.say(doubts_sentence(self.found, plans, self.words))
        self.doubts.say(doubts_table(self.found, counts, plans, days, self.words), "bare")
        yield

    def read(self, texts: dict[str, str]) -> dict[str, float] | None:
        """Counts, and what is known if it is; None after saying beside each field what is wrong."""
        _ = self.words
        values: dict[str, float] = {}
        messages: dict[str, str] = {}
        for entry in (*self.entries, *self.known):
            if entry in self.known and not texts[entry.name].strip():
                continue
            try:
                values[entry.name] = read_entry(entry, texts[entry.name], self.words)
            except EntryError as error:
                messages[entry.name] = str(error)
        if not messages and values["visitors"] < at_counter(values):
            text = _(
                "Dari permohonan dan bagian daring, {n} orang sehari datang membawa berkas. Angka ini lebih kecil."
            )
            messages["visitors"] = text.format(n=self.words.number(at_counter(values)))
        self.form.messages = messages
        return None if messages else values

    def origin(self, counts: dict[str, float]) -> str:
        """Where the counts come from; empty for those of the example."""
        _ = self.words
        return "" if counts == EXAMPLE else _("hitungan kantor sendiri, diisi pada halaman pelajaran")

    def _known_entries(self) -> tuple[Entry, ...]:
        _ = self.words
        labels = {
            "wait": _("Yang Anda tahu: rata-rata menunggu di loket (boleh kosong)"),
            "days": _("Yang Anda tahu: dari permohonan masuk sampai izin terbit (boleh kosong)"),
        }
        return tuple(
            Entry(KNOWN + key, labels[key], self.measures[key].unit, 0, most) for key, most in LONGEST_KNOWN.items()
        )

    def _form(self, kept: dict[str, float]) -> Form:
        _ = self.words
        fields = [
            Field(entry.name, entry.label, entry.unit, self.words.plain(kept[entry.name]) if entry.name in kept else "")
            for entry in (*self.entries, *self.known)
        ]
        button = _("Hitung kantor saya")
        return Form(fields=tuple(fields), button=button, disabled=True, lang=self.words.lang, on_submit=self.run)

    def _button(self, text: str, act: Callable[[dict[str, str]], None], *, quiet: bool = False) -> Form:
        return Form(button=text, quiet=quiet, disabled=True, lang=self.words.lang, on_submit=act)

    def _note(self, step: str, label: str) -> Note:
        _ = self.words

        def keep(text: str) -> None:
            self.state.reflect(step, text.strip())
            note.feedback = "" if self.state.trouble else _("Tersimpan.")

        kept = self.state.texts.get(step, "")
        note = Note(label=label, text=kept, button=_("Simpan"), disabled=True, lang=self.words.lang, on_submit=keep)
        return note

    def _start(self, steps: Iterator[None], done: Callable[[], None]) -> None:
        def failed() -> None:
            for message in (self.now, self.verdict, self.mind):
                if message.tone == "busy":
                    message.say(self.failed_text, "error")

        self.job.start(steps, lambda _step: None, done=done, failed=failed)

    def _forget(self) -> None:
        """Drop results that are of other counts."""
        self.job.stop()
        self.counts, self.tried, self.found = {}, [], []
        self.try_plans.disabled = self.ask.disabled = True
        for message in (self.now, self.assumed, self.verdict, self.plans, self.mind, self.doubts):
            message.say("")

    def _lay_out(self) -> None:
        chart = [self.chart] if self.chart is not None and self.tried and self.plans.html else []
        parts = [self.example, self.form, self.now, self.assumed, self.try_plans, self.verdict, *chart, self.plans]
        self.fill(*parts, self.ask, self.mind, self.doubts, *self.notes.values())
