"""What a learner has done in a lesson, apart from any widget."""

from collections.abc import Callable, Iterator

from simulator.measures import Estimate
from simulator.scenario import Scenario
from simulator.teaching.plan import Plan, Verdict
from simulator.teaching.runs import Pair, Runs


class LessonState:
    """Guess, explored points and answers of one learner.

    Nothing is simulated before a guess is stored: whoever has seen the
    answer can no longer be surprised by it.

    Parameters
    ----------
    scenario : Scenario
        The office as the lesson starts.
    plan : Plan
        The lesson.
    runs : Runs
        Simulates and remembers.

    Attributes
    ----------
    guess : float or None
        The prediction, minutes; None until it is stored.
    setting : float
        Where the knob stands.
    points : dict
        Setting -> its estimate, in the order explored.
    pair : Pair or None
        The comparison, once it has run.
    verdicts : dict
        Name of an exercise or quiz item -> every verdict so far.
    """

    def __init__(self, scenario: Scenario, plan: Plan, runs: Runs) -> None:
        self.scenario = scenario
        self.plan = plan
        self.runs = runs
        self.guess: float | None = None
        self.setting = plan.knob.start
        self.points: dict[float, Estimate] = {}
        self.pair: Pair | None = None
        self.verdicts: dict[str, list[Verdict]] = {}
        self._watchers: list[Callable[[], None]] = []

    @property
    def unlocked(self) -> bool:
        """Whether a guess is stored, and with it everything else open."""
        return self.guess is not None

    def watch(self, watcher: Callable[[], None]) -> None:
        """Have `watcher` called now and after every change."""
        self._watchers.append(watcher)
        watcher()

    def store_guess(self, minutes: float) -> None:
        """Store the prediction; the first one counts."""
        if self.guess is None:
            self.guess = minutes
            self._tell()

    def explore(self, setting: float) -> Iterator[Estimate]:
        """Simulate a setting of the knob; each estimate is more precise than the one before.

        Raises
        ------
        PermissionError
            If no guess is stored yet.
        """
        self._require_guess()
        self.setting = setting
        for estimate in self.runs.refine(self._at(setting)):
            self.points[setting] = estimate
            self._tell()
            yield estimate

    def compare(self) -> Iterator[Pair]:
        """Simulate the lesson's two settings with the same arrivals; as in :meth:`explore`."""
        self._require_guess()
        quiet, busy = self.plan.quiet, self.plan.busy
        for pair in self.runs.compare(self._at(quiet), self._at(busy)):
            self.pair = pair
            self.points |= {quiet: pair.base, busy: pair.alternative}
            self._tell()
            yield pair

    def answer(self, name: str, verdict: Verdict) -> None:
        """Remember the verdict on an answer."""
        self.verdicts.setdefault(name, []).append(verdict)
        self._tell()

    def reset(self) -> None:
        """Forget the explored points and put the knob back; guess and answers stay."""
        self.setting = self.plan.knob.start
        self.points = {}
        self.pair = None
        self._tell()

    def _at(self, setting: float) -> Scenario:
        return self.scenario.with_({self.plan.knob.path: setting})

    def _require_guess(self) -> None:
        if not self.unlocked:
            raise PermissionError("store a guess first")

    def _tell(self) -> None:
        for watcher in self._watchers:
            watcher()
