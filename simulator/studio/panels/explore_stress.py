"""A plan under stress, beside the present state."""

from collections.abc import Callable

from simulator.experiments.staffing_band import USUAL_SHARE
from simulator.studio.background import Tell, Work
from simulator.studio.desk import Desk
from simulator.studio.explore import stress_runs
from simulator.studio.explore.stress_runs import Asked, StressTest
from simulator.studio.explore.stress_said import gains, picture, sentences, table
from simulator.studio.explore.watched import watchable
from simulator.studio.panels.explore_form import ExploreForm
from simulator.studio.panels.explore_job import Job, Step
from simulator.studio.study import NOW
from simulator.widgets import Chart

__all__ = ["StressForm"]

_PERCENT = 100.0


class StressForm(ExploreForm):
    """The question whether a plan still helps when more people come, outages last longer or somebody is missing."""

    def __init__(self, desk: Desk, first: Callable[[Job], None]) -> None:
        _ = desk.words
        super().__init__(desk, first, _("Uji ketahanan"))
        self.chart: Chart | None = None
        self.sentences, self.table = self.message(), self.message()
        self.question: Asked | None = None
        self._head = self.subheading(
            _("Uji ketahanan"),
            _(
                "Rencana diuji di samping keadaan sekarang: pemohon lebih banyak, gangguan lebih lama, petugas "
                "berkurang. Apakah rencana masih menolong, dan apakah janji masih ditepati?"
            ),
        )
        self.pick("plan", _("Rencana"))
        self.pick("measure", _("Yang dilihat"))
        share = self.words.plain(_PERCENT * USUAL_SHARE)
        self.line("promise", _("Janji ditepati kalau yang dilayani sesuai janji paling sedikit"), "%", share)
        self.replications_line()

    def refresh(self) -> None:
        """Show the question as it stands, and what is wrong with it."""
        _ = self.words
        self.job.refresh()
        options = self.plan_options(with_now=False)
        plan = self.offer("plan", options, self.desk.plan)
        self.age(plan)
        self.question, trouble = None, _("Tambahkan rencana dulu di tab Ubah.")
        if options:
            self.question, trouble = self._question(plan)
        self.note.say(trouble, "again" if trouble else "plain")
        fields = [self.picks["plan"], self.picks["measure"], self.row("promise", "replications")]
        shown = [*fields, self.note, self.job] if options else [self.note]
        self.fill([self._head, *shown, self.stale, self.results])

    def begin(self) -> Work | None:
        """See :class:`ExploreForm`."""
        question, words, runs = self.question, self.words, self.desk.runs
        if question is None:
            return None
        self.asked()

        def work(tell: Tell, stop: Callable[[], bool]) -> None:
            def told(found: StressTest, total: int) -> None:
                tell(Step(len(found.outcomes), total, found))

            stress_runs.simulate(runs, question, words, told, stop)

        return work

    def show(self, found: StressTest) -> None:
        """See :class:`ExploreForm`."""
        has_numbers = any(gain is not None and gain.n for gain in gains(found))
        if has_numbers:
            self.chart = self.charted(self.chart, picture(found, self.words))
        self.said(self.sentences, sentences(found, self.words))
        self.table.say(table(found, self.words), "bare")
        self.put([self.sentences, *([self.chart] if self.chart and has_numbers else []), self.table])

    def _question(self, plan: str) -> tuple[Asked | None, str]:
        """What is asked; None and a sentence if it cannot be, only None if a field is wrong."""
        _ = self.words
        now, changed = self.desk.build(NOW).scenario, self.desk.build(plan).scenario
        watched = {one.name: one for one in watchable(now, self.words)} if now is not None else {}
        measure = self.offer("measure", [(name, one.title) for name, one in watched.items()])
        promise, replications = self.number("promise", 0, _PERCENT), self.replications()
        if now is None or changed is None:
            return None, _("Ada isian yang keliru di rencana ini atau di keadaan sekarang. Perbaiki dulu di tab Ubah.")
        if promise is None or replications is None or measure not in watched:
            return None, ""
        seed = self.desk.study.settings.seed
        name = self.desk.plan_name(plan)
        return Asked(name, now, changed, watched[measure], promise / _PERCENT, replications, seed), ""

    def chosen(self, name: str) -> None:
        """See :class:`ExploreForm`; nothing follows from a choice here."""
