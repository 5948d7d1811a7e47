"""Two settings side by side, and the learner's guess beside them."""

import math

from simulator.measures import Estimate
from simulator.teaching.job import Job
from simulator.teaching.panels.panel import Panel
from simulator.teaching.pictures import wait_picture
from simulator.teaching.runs import Pair
from simulator.teaching.state import LessonState
from simulator.teaching.tables import html_table
from simulator.teaching.words import Words
from simulator.widgets import Chart, Form, Message, Picture


class Compare(Panel):
    """The quiet and the busy setting with the same arrivals and needs, and their paired difference."""

    def __init__(self, state: LessonState, words: Words, job: Job) -> None:
        _ = words
        task = _(
            "Kedua keadaan dijalankan dengan nasib yang sama: berkas yang sama datang pada saat yang sama dan sama "
            "sulitnya. Pada keadaan kedua hanya ada berkas tambahan. Jadi bedanya bukan kebetulan."
        )
        super().__init__(state, words, _("Bandingkan"), task)
        self.job = job
        self.quiet, self.busy = (words.percent(self.station.busy(at)) for at in (state.plan.quiet, state.plan.busy))
        button = _("Bandingkan {quiet} dan {busy}").format(quiet=self.quiet, busy=self.busy)
        self.start = Form(button=button, disabled=True, lang=words.lang, on_submit=self.run)
        self.message = Message(html=self.locked_text, lang=words.lang)
        self.result = Message(lang=words.lang)
        self.chart = Chart(self.picture(), lang=words.lang)
        self.fill(self.start, self.message)
        state.watch(self.refresh)

    def refresh(self) -> None:
        """Open once a guess is stored."""
        if self.start.disabled and self.state.unlocked:
            self.start.disabled = False
            self.message.say("")

    def run(self, _entries: dict[str, str]) -> None:
        """Simulate both settings in the background."""
        _ = self.words
        self.job.stop()
        self.message.say(_("Menghitung…"), "busy")
        self.job.start(
            self.state.compare(),
            self.report,
            done=self.conclude,
            failed=lambda: self.message.say(self.failed_text, "error"),
        )

    def report(self, pair: Pair) -> None:
        """Show the pair so far."""
        _ = self.words
        self.message.say(_("Masih menghitung agar rentangnya lebih sempit…"), "busy")
        self.result.say(self.table(pair), "bare")
        self.chart.show(self.picture())
        self.fill(self.start, self.message, self.result, self.chart)

    def conclude(self) -> None:
        """Put the guess beside the result."""
        _ = self.words
        guess, pair = self.state.guess, self.state.pair
        if guess is None or pair is None:
            return
        result = pair.alternative
        if guess < result.mean - result.half_width:
            verdict = _("Tebakan Anda {guess} menit; hasilnya lebih lama. Kenaikan seperti ini memang sulit ditebak.")
        elif guess > result.mean + result.half_width:
            verdict = _("Tebakan Anda {guess} menit; hasilnya lebih singkat.")
        else:
            verdict = _("Tebakan Anda {guess} menit; itu ada di dalam rentang hasil simulasi.")
        self.message.say(verdict.format(guess=self.words.number(guess)))

    def table(self, pair: Pair) -> str:
        """Both settings and their difference, each with its interval."""
        _ = self.words
        rows = [
            self._row(_("Petugas sibuk {busy}").format(busy=self.quiet), pair.base),
            self._row(_("Petugas sibuk {busy}").format(busy=self.busy), pair.alternative),
            self._row(_("Selisih, berpasangan"), pair.difference, lowest=-math.inf),
        ]
        columns = [_("Keadaan"), _("Menit"), _("Rentang 95%"), _("Ulangan")]
        return html_table(_("Rata-rata menunggu"), columns, rows, numbers=True)

    def _row(self, name: str, estimate: Estimate, lowest: float = 0.0) -> list[str]:
        interval = self.words.interval(estimate, lowest=lowest)
        return [name, self.words.number(estimate.mean), interval, str(estimate.n)]

    def picture(self) -> Picture:
        """Both settings and the guess."""
        _ = self.words
        plan, pair, guess = self.state.plan, self.state.pair, self.state.guess
        return wait_picture(
            _("Rata-rata menunggu pada {quiet} dan {busy}").format(quiet=self.quiet, busy=self.busy),
            {plan.quiet: pair.base, plan.busy: pair.alternative} if pair else {},
            self.station,
            plan.knob,
            self.words,
            guess=None if guess is None else (plan.busy, guess),
        )
