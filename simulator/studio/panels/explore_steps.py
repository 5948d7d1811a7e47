"""One or two knobs of a plan in steps: a curve or a map."""

from collections.abc import Callable
from typing import Any

from simulator.scenario import Scenario
from simulator.studio.background import Tell, Work
from simulator.studio.desk import Desk
from simulator.studio.explore import steps
from simulator.studio.explore.lengths import about, pace
from simulator.studio.explore.ranges import (
    MOST_OF_ONE,
    MOST_OF_TWO,
    Range,
    count_text,
    numeric_knobs,
    read_levels,
    usual,
)
from simulator.studio.explore.steps import Sweep, Way
from simulator.studio.explore.steps_said import sentence
from simulator.studio.explore.steps_shown import picture, table
from simulator.studio.explore.watched import watchable
from simulator.studio.knobs.knob import Knob
from simulator.studio.panels.explore_form import NOTHING, ExploreForm
from simulator.studio.panels.explore_job import Job, Step
from simulator.studio.study import NOW
from simulator.widgets import Chart

__all__ = ["StepsForm"]

_FIELDS = ("low", "high", "count")


class StepsForm(ExploreForm):
    """The question what a measure does while one knob, or two, go through some values."""

    def __init__(self, desk: Desk, first: Callable[[Job], None]) -> None:
        _ = desk.words
        super().__init__(desk, first, _("Hitung langkah-langkah ini"))
        self.chart: Chart | None = None
        self.sentence, self.table, self.refused = (self.message() for _each in range(3))
        self.sweep: Sweep | None = None
        self._head = self.subheading(
            _("Satu atau dua isian, selangkah demi selangkah"),
            _("Pilih isian dan jangkauannya. Setiap langkah menjadi satu kantor, dengan pemohon yang sama."),
        )
        self.pick("plan", _("Rencana"))
        self.pick("measure", _("Yang dilihat"))
        self.replications_line()
        for at, title in (("1", _("Isian")), ("2", _("Isian kedua (boleh kosong)"))):
            self.pick(f"knob{at}", title)
            self.line(f"low{at}", _("Mulai dari"))
            self.line(f"high{at}", _("Sampai dengan"))
            self.line(f"count{at}", _("Banyaknya nilai"))

    def refresh(self) -> None:
        """Show the question as it stands, and what is wrong with it."""
        _ = self.words
        self.job.refresh()
        plan = self.offer("plan", self.plan_options(), self.desk.plan)
        office = self.desk.build(NOW).scenario
        self.age(plan)
        if office is None:
            self.sweep = None
            self.note.say(_("Ada isian yang keliru di keadaan sekarang. Perbaiki dulu di tab Ubah."), "again")
            self.fill([self._head, self.picks["plan"], self.note, self.results])
            return
        self.sweep = self._sweep(plan, office)
        self.fill([self._head, *self._fields(), self.note, self.job, self.stale, self.results])

    def chosen(self, name: str) -> None:
        """See :class:`ExploreForm`; another knob has another range."""
        if name.startswith("knob") or name == "plan":
            for at in ("1", "2") if name == "plan" else (name[-1],):
                for field in _FIELDS:
                    self.typed[f"{field}{at}"] = ""
                self.typed[f"of{at}"] = ""

    def begin(self) -> Work | None:
        """See :class:`ExploreForm`."""
        sweep, study, words, runs = self.sweep, self.desk.study, self.words, self.desk.runs
        if sweep is None:
            return None
        self.asked()

        def work(tell: Tell, stop: Callable[[], bool]) -> None:
            def told(found: steps.Steps) -> None:
                done = sum(bool(cell.fault) or cell.values is not None for cell in found.cells)
                tell(Step(done, len(found.cells), found))

            steps.simulate(runs, study, sweep, words, told, stop)

        return work

    def show(self, found: Any) -> None:
        """See :class:`ExploreForm`."""
        _ = self.words
        if found.done:
            self.chart = self.charted(self.chart, picture(found, self.words))
        self.said(self.sentence, [sentence(found, self.words)] if len(found.done) > 1 else [])
        self.table.say(table(found, self.words), "bare")
        refused = [
            _("{levels}: {why}").format(levels="; ".join(" × ".join(cell.levels) for cell in cells), why=why)
            for why, cells in found.faults().items()
        ]
        self.said(self.refused, refused, _("Yang tidak bisa dihitung"))
        self.put([self.sentence, *([self.chart] if self.chart and found.done else []), self.table, self.refused])

    # ---- the question

    def _sweep(self, plan: str, office: Scenario) -> Sweep | None:
        watched = {one.name: one for one in watchable(office, self.words)}
        measure = self.offer("measure", [(name, one.title) for name, one in watched.items()])
        knobs = {knob.key: knob for knob in numeric_knobs(self.desk.build(plan).groups)}
        ways = self._ways(knobs)
        replications = self.replications()
        if ways is None or replications is None or not watched:
            return None
        sweep = Sweep(plan, ways, watched[measure], replications, self.desk.study.settings.seed)
        self._say_size(sweep, office)
        return sweep

    def _ways(self, knobs: dict[str, Knob]) -> list[Way] | None:
        """The knobs with their values; None if something is wrong."""
        _ = self.words
        options = [(key, f"{knob.part}: {knob.label}") for key, knob in knobs.items()]
        one = self.offer("knob1", options)
        other = self.offer("knob2", [(NOTHING, _("tidak ada")), *(each for each in options if each[0] != one)])
        chosen = [("1", knobs[one])] if one in knobs else []
        chosen += [("2", knobs[other])] if other in knobs else []
        most = MOST_OF_ONE if len(chosen) == 1 else MOST_OF_TWO
        found = [self._way(at, knob, most) for at, knob in chosen]
        ways = [way for way in found if way is not None]
        said = [count_text(list(way.levels), self.words) for way in ways]
        self.note.say(" · ".join(said))
        return ways if ways and len(ways) == len(found) else None

    def _way(self, at: str, knob: Knob, most: int) -> Way | None:
        if self.typed.get(f"of{at}") != knob.key:
            proposed = usual(knob, self.words, most)
            self.typed |= {f"low{at}": proposed.low, f"high{at}": proposed.high, f"count{at}": proposed.count}
            self.typed[f"of{at}"] = knob.key
        texts = Range(*(self.typed[f"{field}{at}"] for field in _FIELDS))
        levels, faults = read_levels(knob, texts, self.words, most)
        for field in _FIELDS:
            if field != "count":
                self.lines[f"{field}{at}"].unit = knob.unit
            self.write(f"{field}{at}", faults.get(field, ""))
        return None if faults else Way(knob, tuple(levels))

    def _say_size(self, sweep: Sweep, office: Scenario) -> None:
        _ = self.words
        offices = 1
        for way in sweep.ways:
            offices *= len(way.levels)
        seconds = offices * sweep.replications * pace(self.desk.runs, office, sweep.seed)
        size = _("{count} kantor, masing-masing {n} ulangan: {time}.").format(
            count=offices, n=sweep.replications, time=about(seconds, self.words)
        )
        self.note.say(f"{self.note.html}. {size}")

    def _fields(self) -> list[Any]:
        first, second = (self.row(*(f"{field}{at}" for field in _FIELDS)) for at in "12")
        return [
            self.picks["plan"], self.picks["measure"], self.picks["knob1"], first, self.picks["knob2"],
            *([second] if self.typed.get("knob2") else []), self.lines["replications"],
        ]  # fmt: skip
