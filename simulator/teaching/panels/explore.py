"""The main panel: one knob, one chart."""

from simulator.measures import Estimate
from simulator.teaching.job import Job
from simulator.teaching.panels.panel import Panel
from simulator.teaching.pictures import wait_picture
from simulator.teaching.state import LessonState
from simulator.teaching.words import Words
from simulator.widgets import Chart, Form, Message, Picture, Range


class Explore(Panel):
    """Each move of the knob adds a point with its interval; opens once a guess is stored."""

    def __init__(self, state: LessonState, words: Words, job: Job) -> None:
        _ = words
        task = _(
            "Geser banyaknya berkas per jam. Setiap kali penggeser berhenti, komputer menjalankan meja ini "
            "berulang-ulang dan menambahkan satu titik di grafik. Garis tegak pada titik adalah rentang 95%."
        )
        super().__init__(state, words, _("Coba sendiri"), task)
        knob = state.plan.knob
        self.job = job
        self.slider = Range(
            label=knob.label,
            unit=knob.unit,
            minimum=knob.minimum,
            maximum=knob.maximum,
            step=knob.step,
            decimals=knob.decimals,
            value=knob.start,
            note=self.how_busy(knob.start),
            disabled=True,
            lang=words.lang,
            on_change=self.move,
        )
        self.message = Message(lang=words.lang)
        self.chart = Chart(self.picture(), lang=words.lang)
        self.again = Form(
            button=_("Hapus titik, mulai lagi"), quiet=True, disabled=True, lang=words.lang, on_submit=self.reset
        )
        self.fill(self.slider, self.message, self.chart, self.again)
        self.opened = False
        state.watch(self.refresh)

    def refresh(self) -> None:
        """Follow the state: open once a guess is stored, draw the points."""
        self.chart.show(self.picture())
        if not self.state.unlocked:
            self.message.say(self.locked_text)
        elif not self.opened:
            self.opened = True
            self.slider.disabled = self.again.disabled = False
            self.move(self.slider.value)

    def move(self, setting: float) -> None:
        """Simulate a setting in the background; the setting before it is left as far as it came."""
        _ = self.words
        self.job.stop()
        self.slider.note = self.how_busy(setting)
        self.message.say(_("Menghitung…"), "busy")
        self.job.start(
            self.state.explore(setting),
            self.report,
            done=lambda: self.message.say(self.sentence()),
            failed=lambda: self.message.say(self.failed_text, "error"),
        )

    def how_busy(self, setting: float) -> str:
        """What the setting means for the officers."""
        _ = self.words
        return _("Petugas sibuk {busy} dari waktunya.").format(busy=self.words.percent(self.station.busy(setting)))

    def report(self, _estimate: Estimate) -> None:
        """Say the estimate so far."""
        _ = self.words
        self.message.say(self.sentence() + " " + _("Masih menghitung agar rentangnya lebih sempit…"), "busy")

    def sentence(self) -> str:
        """The estimate at the current setting, in words."""
        _ = self.words
        setting = self.state.setting
        text = _("Petugas sibuk {busy}: {wait}.")
        busy = self.words.percent(self.station.busy(setting))
        return text.format(busy=busy, wait=self.words.wait(self.state.points[setting]))

    def reset(self, _entries: dict[str, str]) -> None:
        """Back to the first setting and its point."""
        self.job.stop()
        self.state.reset()
        self.slider.value = self.state.setting
        self.move(self.slider.value)

    def picture(self) -> Picture:
        """The chart as the state is now."""
        _ = self.words
        plan, guess = self.state.plan, self.state.guess
        return wait_picture(
            _("Waktu tunggu menurut kesibukan petugas"),
            self.state.points,
            self.station,
            plan.knob,
            self.words,
            guess=None if guess is None else (plan.busy, guess),
        )
