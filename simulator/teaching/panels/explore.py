"""The lesson's own experiment: levers and the chart they draw."""

from collections.abc import Iterator

from simulator.measures import Estimate, estimate_mean
from simulator.teaching.job import Job
from simulator.teaching.lab import Lab, Values
from simulator.teaching.panels.panel import Levers, Panel
from simulator.teaching.pictures import Spot, explore_picture
from simulator.teaching.plan import Explore as ExplorePlan
from simulator.teaching.plan import Guess
from simulator.teaching.state import LessonState
from simulator.teaching.words import Words
from simulator.widgets import Chart, Form, Message, Picture

STEP = "explore"


class Explore(Panel):
    """Each move of a lever adds an estimate with its interval; opens once a guess is stored.

    Attributes
    ----------
    spots : dict
        Where the levers stood -> key of a measure -> its estimate, in the order explored.
    """

    def __init__(self, state: LessonState, words: Words, plan: ExplorePlan, guess: Guess, lab: Lab, job: Job) -> None:
        _ = words
        super().__init__(state, words, _("Coba sendiri"), plan.task)
        self.plan, self.guess, self.lab, self.job = plan, guess, lab, job
        self.spots: dict[tuple[float, ...], dict[str, Estimate]] = {}
        self.told: tuple[float, ...] = ()
        self.levers = Levers(plan.levers, state.moves.get(STEP, {}), words.lang, self.move)
        self.message = Message(lang=words.lang)
        self.chart = Chart(self.picture(), lang=words.lang)
        self.again = Form(
            button=_("Hapus titik, mulai lagi"), quiet=True, disabled=True, lang=words.lang, on_submit=self.reset
        )
        self.fill(*self.levers.parts, self.message, self.chart, self.again)
        self.opened = False
        state.watch(self.refresh)

    def refresh(self) -> None:
        """Open once a guess is stored."""
        if not self.state.unlocked:
            self.message.say(self.locked_text)
        elif not self.opened:
            self.opened = True
            self.levers.unlock()
            self.again.disabled = False
            self.move()

    def move(self) -> None:
        """Simulate where the levers stand, in the background; the setting before is left as far as it came."""
        self.job.stop()
        places = self.levers.places
        if self.state.moves.get(STEP) != places:
            self.state.move(STEP, places)
        self.message.say(self.busy_text, "busy")
        self.job.start(
            self.steps(places),
            lambda values: self.report(tuple(places.values()), values),
            done=lambda: self.message.say(self.sentence()),
            failed=lambda: self.message.say(self.failed_text, "error"),
        )

    def steps(self, places: dict[str, float]) -> Iterator[dict[str, Values]]:
        """Values at a setting, more and more precise."""
        self.state.require_guess()
        return self.lab.refine(self.plan.scenario(places), self.plan.measures)

    def report(self, place: tuple[float, ...], values: dict[str, Values]) -> None:
        """Draw and tell the estimates so far."""
        _ = self.words
        self.told = place
        self.spots[place] = {
            measure.key: estimate_mean(values[measure.key], measure.unit) for measure in self.plan.measures
        }
        self.chart.show(self.picture())
        more = len(next(iter(values.values()))) < self.lab.replications
        tail = " " + _("Masih menghitung agar rentangnya lebih sempit…") if more else ""
        self.message.say(self.sentence() + tail, "busy" if more else "plain")

    def sentence(self) -> str:
        """The estimates that came last, in words."""
        found = self.spots[self.told]
        said = "; ".join(self.words.measured(measure, found[measure.key]) for measure in self.plan.measures) + "."
        note = self.plan.note(dict(zip(self._keys, self.told, strict=True))) if self.plan.note else ""
        return f"{said} {note}".strip()

    def reset(self, _entries: dict[str, str]) -> None:
        """Forget the points and put the levers back."""
        self.job.stop()
        self.spots = {}
        self.levers.reset()
        self.move()

    def picture(self) -> Picture:
        """The chart as it is now."""
        spots = [Spot(dict(zip(self._keys, place, strict=True)), found) for place, found in self.spots.items()]
        return explore_picture(self.plan, spots, self.words, guess=(self.guess.at, self.state.guess))

    @property
    def _keys(self) -> list[str]:
        return [lever.key for lever in self.plan.levers]
