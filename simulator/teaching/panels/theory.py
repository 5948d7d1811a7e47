"""The simulation beside the formula."""

from simulator.teaching.panels.panel import Panel
from simulator.teaching.pictures import wait_picture
from simulator.teaching.state import LessonState
from simulator.teaching.words import Words
from simulator.widgets import Chart, Form, Message, Picture


class CheckTheory(Panel):
    """Every point explored so far, with the curve of the M/M/c formula."""

    def __init__(self, state: LessonState, words: Words) -> None:
        _ = words
        task = _(
            "Apakah simulasi dan rumus memberi jawaban yang sama? Titik berasal dari simulasi, garis putus dari rumus."
        )
        super().__init__(state, words, _("Simulasi di samping rumus"), task)
        self.start = Form(
            button=_("Tampilkan rumus di samping simulasi"), disabled=True, lang=words.lang, on_submit=self.show
        )
        self.message = Message(html=self.locked_text, lang=words.lang)
        self.chart = Chart(self.picture(), lang=words.lang)
        self.fill(self.start, self.message)
        state.watch(self.refresh)

    def refresh(self) -> None:
        """Open once there is a point to compare; follow new points."""
        _ = self.words
        if self.state.points:
            self.chart.show(self.picture())
            if self.start.disabled:
                self.start.disabled = False
                self.message.say("")

    def show(self, _entries: dict[str, str]) -> None:
        """Draw the curve and say how far it is between the lesson's two settings."""
        _ = self.words
        plan = self.state.plan
        quiet, busy = self.station.mean_wait(plan.quiet), self.station.mean_wait(plan.busy)
        text = _(
            "Menurut rumus: petugas sibuk {quiet_share}, menunggu {quiet} menit; sibuk {busy_share}, menunggu {busy} "
            "menit. Pekerjaan menjadi {work} kali, menunggu menjadi {times} kali."
        )
        self.message.say(
            text.format(
                quiet_share=self.words.percent(self.station.busy(plan.quiet)),
                quiet=self.words.number(quiet),
                busy_share=self.words.percent(self.station.busy(plan.busy)),
                busy=self.words.number(busy),
                work=self.words.number(plan.busy / plan.quiet, 2),
                times=self.words.number(busy / quiet),
            )
        )
        self.fill(self.start, self.message, self.chart)

    def picture(self) -> Picture:
        """Points and curve."""
        _ = self.words
        return wait_picture(
            _("Simulasi dan rumus"), self.state.points, self.station, self.state.plan.knob, self.words, with_theory=True
        )
