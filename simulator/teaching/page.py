"""A lesson's page: the notebook asks it for one part after another."""

from simulator.scenario import load_scenario
from simulator.teaching.job import Job
from simulator.teaching.lessons import LESSONS
from simulator.teaching.panels import (
    CheckTheory,
    Compare,
    Exercises,
    Explore,
    Facts,
    Legend,
    Predict,
    Quiz,
    YourOffice,
)
from simulator.teaching.runs import Runs
from simulator.teaching.single_station import SingleStation
from simulator.teaching.state import LessonState
from simulator.teaching.words import Words


class Page:
    """The parts of one learner's lesson, all tied to the same state.

    Parameters
    ----------
    name : str
        A key of :data:`simulator.teaching.lessons.LESSONS`.
    lang : str
        ``id`` or ``en``.

    Attributes
    ----------
    state : LessonState
        What the learner has done so far.
    words : Words
        Language of the page.
    """

    def __init__(self, name: str, lang: str) -> None:
        scenario_name, make_plan = LESSONS[name]
        scenario = load_scenario(scenario_name)
        self.words = Words(lang)
        self.state = LessonState(scenario, make_plan(SingleStation.of(scenario), self.words), Runs())
        self._job = Job()

    def facts(self) -> Facts:
        """The office of the story, from its scenario."""
        return Facts(self.state, self.words)

    def predict(self) -> Predict:
        """The learner's guess; everything else opens with it."""
        return Predict(self.state, self.words)

    def explore(self) -> Explore:
        """One knob and the chart it draws."""
        return Explore(self.state, self.words, self._job)

    def compare(self) -> Compare:
        """The lesson's two settings, paired."""
        return Compare(self.state, self.words, self._job)

    def check_theory(self) -> CheckTheory:
        """The simulation beside the formula."""
        return CheckTheory(self.state, self.words)

    def exercise(self, *names: str) -> Exercises:
        """Tasks with a number for an answer."""
        return Exercises(self.state, self.words, names)

    def your_office(self) -> YourOffice:
        """The learner's own station."""
        return YourOffice(self.state, self.words, self._job)

    def quiz(self) -> Quiz:
        """The checkpoint."""
        return Quiz(self.state, self.words)

    def legend(self) -> Legend:
        """What each control and column means."""
        return Legend(self.state, self.words)


def lesson(name: str, lang: str = "id") -> Page:
    """Page of a lesson.

    Parameters
    ----------
    name : str
        A key of :data:`simulator.teaching.lessons.LESSONS`, as ``01_why_queues_explode``.
    lang : str, optional
        ``id`` or ``en``.

    Returns
    -------
    Page
        Its parts are shown by ``page.predict()``, ``page.explore()`` and so on.

    Raises
    ------
    ValueError
        If there is no such lesson or language.

    Examples
    --------
    >>> page = lesson("01_why_queues_explode", lang="en")
    >>> page.state.unlocked
    False
    """
    if name not in LESSONS:
        raise ValueError(f"there is no lesson {name!r}; there are: {', '.join(LESSONS)}")
    return Page(name, lang)
