"""One or two knobs of a plan in steps: a curve or a map."""

from collections.abc import Callable, Mapping
from html import escape
from math import prod
from typing import Any

from simulator.scenario import Scenario
from simulator.studio.background import Tell, Work
from simulator.studio.desk import Desk
from simulator.studio.explore import steps
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
from simulator.studio.explore.steps_concluded import conclusions
from simulator.studio.explore.steps_said import sentence
from simulator.studio.explore.steps_shown import picture, table
from simulator.studio.explore.watched import watchable
from simulator.studio.knobs.knob import Knob
from simulator.studio.panels.explore_fields import NOTHING
from simulator.studio.panels.explore_form import ExploreForm, knob_title
from simulator.studio.panels.explore_job import Step
from simulator.studio.study import NOW
from simulator.widgets import Chart

__all__ = ["StepsForm"]

_FIELDS = ("low", "high", "count")


class StepsForm(ExploreForm):
    """The question what a measure does while one knob, or two, go through some values."""

    place = "explore/steps"

    def __init__(self, desk: Desk) -> None:
        _ = desk.words
        super().__init__(desk, _("Hitung semua nilai ini"))
        self.chart: Chart | None = None
        self.sentence, self.table, self.refused = (self.message() for _each in range(3))
        self.sweep: Sweep | None = None
        self._head = self.subheading(
            _("Bagaimana hasilnya bila satu atau dua angka diubah bertahap?"),
            _(
                "Pilih angka yang diubah dan jangkauannya. Setiap nilai menghadapi pemohon, hari dan gangguan yang "
                "sama, kecuali yang diubah oleh angka itu sendiri."
            ),
        )
        self.pick("plan", _("Rencana"))
        self.pick("measure", _("Hasil yang dilihat"))
        self.replications_line()
        for at, title in (("1", _("Angka yang diubah")), ("2", _("Angka kedua (boleh kosong)"))):
            self.pick(f"knob{at}", title)
            self.line(f"low{at}", _("Mulai dari"))
            self.line(f"high{at}", _("Sampai dengan"))
            self.line(f"count{at}", _("Banyaknya nilai"))

    def refresh(self) -> None:
        """Show the question as it stands, and what is wrong with it."""
        self.take_up()
        plan = self.offer("plan", self.plan_options(), self.desk.plan)
        office = self.desk.build(NOW).scenario
        self.sweep = None if office is None else self._sweep(plan, office)
        self.age(self.sweep and self._follows_from(self.sweep))
        if office is None:
            self.note.say(escape(self.wrong_now), "again")
            self.fill([self._head, self.picks["plan"], self.note, self.job, self.stale, self.results])
            return
        self.fill([self._head, *self._fields(), self.note, self.job, self.stale, self.results])

    def following(self, name: str) -> Mapping[str, str]:
        """See :class:`ExploreForm`; another knob has another range."""
        return {f"of{name[-1]}": NOTHING} if name.startswith("knob") else {}

    def begin(self) -> Work | str:
        """See :class:`ExploreForm`."""
        sweep, study, words, runs = self.sweep, self.desk.study, self.words, self.desk.runs
        if sweep is None:
            return self.mend_first
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
        several = len(found.done) > 1
        self.said(self.sentence, [*conclusions(found, self.words), sentence(found, self.words)] if several else [])
        self.table.say(table(found, self.words), "bare")
        refused = [
            f"{'; '.join(' × '.join(cell.levels) for cell in cells)}: {why}" for why, cells in found.faults().items()
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
        options = [(key, knob_title(knob)) for key, knob in knobs.items()]
        one = self.offer("knob1", options)
        other = self.offer("knob2", [(NOTHING, _("tidak ada")), *(each for each in options if each[0] != one)])
        chosen = [("1", knobs[one])] if one in knobs else []
        chosen += [("2", knobs[other])] if other in knobs else []
        most = MOST_OF_ONE if len(chosen) == 1 else MOST_OF_TWO
        found = [self._way(at, knob, most) for at, knob in chosen]
        ways = [way for way in found if way is not None]
        said = [count_text(list(way.levels), self.words) for way in ways]
        self.note.say(escape(" · ".join(said)))
        return ways if ways and len(ways) == len(found) else None

    def _way(self, at: str, knob: Knob, most: int) -> Way | None:
        proposed = usual(knob, self.words, most)
        texts = zip(_FIELDS, (proposed.low, proposed.high, proposed.count), strict=True)
        self.propose(f"of{at}", knob.key, {f"{field}{at}": text for field, text in texts})
        typed = Range(*(self.typed[f"{field}{at}"] for field in _FIELDS))
        levels, faults = read_levels(knob, typed, self.words, most)
        for field in _FIELDS:
            if field != "count":
                self.lines[f"{field}{at}"].unit = knob.unit
            self.write(f"{field}{at}", faults.get(field, ""))
        return None if faults else Way(knob, tuple(levels))

    def _say_size(self, sweep: Sweep, office: Scenario) -> None:
        _ = self.words
        count = prod(len(way.levels) for way in sweep.ways)
        size = _("{count} kemungkinan, masing-masing {n} ulangan: {time}.").format(
            count=count, n=sweep.replications, time=self.time_of(count * sweep.replications, office, sweep.seed)
        )
        self.note.say(f"{self.note.html}. {escape(size)}")

    def _follows_from(self, sweep: Sweep) -> tuple[Any, ...]:
        """All that the answer follows from: what else the plan changes, and what is asked of it."""
        built, names = self.desk.build(sweep.plan), [way.knob.key for way in sweep.ways]
        others = {key: value for key, value in built.values.items() if key not in names}
        faults = {key: fault for key, fault in built.faults.items() if key not in names}
        office = None if sweep.plan == NOW else self.office_key(NOW, sweep.watched)
        ways = [(name, tuple(way.levels)) for name, way in zip(names, sweep.ways, strict=True)]
        return (sweep.plan, office, others, faults, ways, sweep.watched.name, sweep.replications, sweep.seed)

    def _fields(self) -> list[Any]:
        first, second = (self.row(*(f"{field}{at}" for field in _FIELDS)) for at in "12")
        return [
            self.picks["plan"], self.picks["measure"], self.picks["knob1"], first, self.picks["knob2"],
            *([second] if self.typed.get("knob2") else []), self.lines["replications"],
        ]  # fmt: skip
