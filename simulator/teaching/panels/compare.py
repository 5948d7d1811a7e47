"""Settings side by side under the same workload, and the learner's guess beside them."""

from collections.abc import Iterator

from simulator.measures import estimate_mean
from simulator.teaching.job import Job
from simulator.teaching.lab import Lab, Values, cut, paired
from simulator.teaching.panels.panel import Panel
from simulator.teaching.pictures import comparison_picture, comparison_table
from simulator.teaching.plan import Comparison, Outcome
from simulator.teaching.state import LessonState
from simulator.teaching.words import Words
from simulator.widgets import Chart, Form, Message, Picture

STEP = "compare"


class Compare(Panel):
    """The lesson's settings with the same arrivals and needs, and their paired differences."""

    def __init__(self, state: LessonState, words: Words, plan: Comparison, lab: Lab, job: Job) -> None:
        _ = words
        super().__init__(state, words, _("Bandingkan"), plan.task)
        self.plan, self.lab, self.job = plan, lab, job
        self.outcome: Outcome | None = None
        self.start = Form(button=plan.button, disabled=True, lang=words.lang, on_submit=self.run)
        self.message = Message(html=self.locked_text, lang=words.lang)
        self.result = Message(lang=words.lang)
        self.chart = Chart(self.picture(), lang=words.lang)
        self.fill(self.start, self.message)
        state.watch(self.refresh)

    def refresh(self) -> None:
        """Open once a guess is stored."""
        _ = self.words
        if self.start.disabled and self.state.unlocked:
            self.start.disabled = False
            again = _("Anda sudah membandingkan ini. Tekan lagi untuk melihat hasilnya.")
            self.message.say(again if STEP in self.state.seen else "")

    def run(self, _entries: dict[str, str]) -> None:
        """Simulate all settings in the background."""
        self.job.stop()
        self.message.say(self.busy_text, "busy")
        self.job.start(
            self.steps(),
            self.report,
            done=self.conclude,
            failed=lambda: self.message.say(self.failed_text, "error"),
            stopped=self.stopped,
        )

    def steps(self) -> Iterator[list[dict[str, Values]]]:
        """Values of every setting, more and more precise."""
        self.state.require_guess()
        return self.lab.refine_all([setting.scenario for setting in self.plan.settings], self.plan.measures)

    def report(self, values: list[dict[str, Values]]) -> None:
        """Show the estimates so far."""
        _ = self.words
        self.outcome = outcome_of(self.plan, values)
        self.message.say(_("Masih menghitung agar rentangnya lebih sempit…"), "busy")
        self.result.say(comparison_table(self.plan, self.outcome, self.words), "bare")
        self.chart.show(self.picture())
        self.fill(self.start, self.message, self.chart, self.result)

    def stopped(self) -> None:
        """Say that other work came between, if there are fewer replications than there could be."""
        measure = self.plan.measures[0].key
        values = self.outcome.estimates[0][measure].n if self.outcome else 0
        if self.message.html == self.busy_text or values < self.lab.replications:
            self.interrupt(self.message)

    def conclude(self) -> None:
        """Put the guess beside the result."""
        if self.state.guess is None or self.outcome is None:
            return
        self.message.say(self.plan.verdict(self.state.guess, self.outcome))
        self.state.show(STEP, self.beside_guess(self.outcome))

    def beside_guess(self, outcome: Outcome) -> float | None:
        """What a number that was guessed is compared with, in the unit in which it was guessed."""
        if self.plan.guess_place < 0:
            return None
        measure = self.plan.measures[0]
        if self.plan.guesses_cut:
            return 100 * cut(outcome.pairs[self.plan.guess_place - 1][measure.key])[0]
        mean = outcome.estimates[self.plan.guess_place][measure.key].mean
        return 100 * mean if measure.percent else mean

    def picture(self) -> Picture:
        """All settings and the guess."""
        return comparison_picture(self.plan, self.outcome, self.words, self.state.guess)


def outcome_of(plan: Comparison, values: list[dict[str, Values]]) -> Outcome:
    """Estimates of each setting and its paired differences from the first."""
    base = values[0]
    estimates = [{m.key: estimate_mean(found[m.key], m.unit) for m in plan.measures} for found in values]
    pairs = [{m.key: paired(m, base[m.key], found[m.key]) for m in plan.measures} for found in values[1:]]
    return Outcome(estimates, pairs)
