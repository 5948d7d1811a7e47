"""A plan under stress, beside the present state."""

from collections.abc import Callable
from html import escape
from typing import Any

from simulator.experiments.staffing_band import USUAL_SHARE
from simulator.studio.background import Tell, Work
from simulator.studio.desk import Desk
from simulator.studio.explore import stress_runs
from simulator.studio.explore.promises import promise_text
from simulator.studio.explore.stress import Sizes
from simulator.studio.explore.stress_runs import Asked, StressTest
from simulator.studio.explore.stress_said import gains, picture, sentences, table
from simulator.studio.explore.watched import watchable
from simulator.studio.panels.explore_form import ExploreForm
from simulator.studio.panels.explore_job import Step
from simulator.studio.study import NOW
from simulator.widgets import Chart

__all__ = ["StressForm"]

_PERCENT = 100.0

_MORE, _FEWER, _LONGER = ("20", "10", "30"), ("1", "2"), ("2", "3")
"""How many per cent more applicants, how many persons fewer, how many times as long outages; the usual first."""


class StressForm(ExploreForm):
    """The question whether a plan still helps when more people come, outages last longer or somebody is missing."""

    place = "explore/stress"

    def __init__(self, desk: Desk) -> None:
        _ = desk.words
        super().__init__(desk, _("Uji ketahanan"))
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
        self.pick("measure", _("Hasil yang dilihat"))
        share = self.words.plain(_PERCENT * USUAL_SHARE)
        self.line("promise", _("Janji dianggap ditepati bila yang dilayani sesuai janji sedikitnya"), "%", share)
        self.replications_line()
        self.pick("more", _("Pemohon bertambah"))
        self.pick("fewer", _("Petugas yang tidak ada"))
        self.pick("longer", _("Lama gangguan"))

    def refresh(self) -> None:
        """Show the question as it stands, and what is wrong with it."""
        _ = self.words
        self.take_up()
        options = self.plan_options(with_now=False)
        plan = self.offer("plan", options, self.desk.plan)
        self.question, trouble = None, _("Tambahkan rencana dulu di tab Ubah.")
        if options:
            self.question, trouble = self._question(plan)
        self.age(self.question and self._follows_from(self.question, plan))
        self.note.say(escape(trouble or self._which()), "again" if trouble else "plain")
        sizes = [self.picks[name] for name in ("more", "fewer", "longer")]
        fields = [self.picks["plan"], self.picks["measure"], *sizes, self.row("promise", "replications")]
        shown = [*fields, self.note, self.job] if options else [self.note]
        self.fill([self._head, *shown, self.stale, self.results])

    def begin(self) -> Work | str:
        """See :class:`ExploreForm`."""
        question, words, runs = self.question, self.words, self.desk.runs
        if question is None:
            return self.mend_first
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
        promise, replications, sizes = self.number("promise", 0, _PERCENT), self.replications(), self._sizes()
        if now is None or changed is None:
            text = _("Ada isian yang keliru di “{plan}”. Perbaiki yang ditandai di tab Ubah.")
            return None, self.wrong_now if now is None else text.format(plan=self.desk.plan_name(plan))
        if promise is None or replications is None or measure not in watched:
            return None, ""
        seed = self.desk.study.settings.seed
        name = self.desk.plan_name(plan)
        asked = Asked(name, now, changed, watched[measure], promise / _PERCENT, replications, seed, sizes)
        return asked, ""

    def _which(self) -> str:
        """Which promise is meant: that of the place of the measure, or of all places."""
        _, asked = self.words, self.question
        if asked is None:
            return ""
        promise = promise_text(asked.now, asked.watched, asked.promise, self.words)
        return _("Janji yang diuji: {promise}.").format(promise=promise)

    def _sizes(self) -> Sizes:
        """How great the stresses are, from their lists."""
        _ = self.words
        texts = {"more": "{n} %", "fewer": _("{n} orang"), "longer": _("{n} kali lebih lama"), "1": _("satu orang")}
        chosen = {
            name: int(
                self.offer(
                    name, [(each, texts.get(each, texts[name]).format(n=each)) for each in sorted(values)], values[0]
                )
            )
            for name, values in (("more", _MORE), ("fewer", _FEWER), ("longer", _LONGER))
        }
        return Sizes(1 + chosen["more"] / _PERCENT, chosen["longer"], chosen["fewer"])

    def _follows_from(self, asked: Asked, plan: str) -> tuple[Any, ...]:
        """All that the answer follows from; the plan's name too, for the answer names it."""
        offices = [self.office_key(key, asked.watched) for key in (NOW, plan)]
        return (*offices, asked.name, asked.watched.name, asked.promise, asked.replications, asked.seed, asked.sizes)
