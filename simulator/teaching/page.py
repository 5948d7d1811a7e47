"""A lesson's page: the notebook asks it for one part after another."""

from importlib import import_module

from simulator.teaching.job import Job
from simulator.teaching.journal import Journal
from simulator.teaching.lab import Lab
from simulator.teaching.lessons import LESSONS
from simulator.teaching.panels import (
    Compare,
    Display,
    Exercises,
    Explore,
    Facts,
    Legend,
    Predict,
    Quiz,
    Reflect,
    YourOffice,
)
from simulator.teaching.panels.capstone import Capstone
from simulator.teaching.plan import Plan
from simulator.teaching.quiz import load_items
from simulator.teaching.state import LessonState
from simulator.teaching.whose import journal_of_environment
from simulator.teaching.words import Words


class Page:
    """The parts of one learner's lesson, all tied to the same state.

    Parameters
    ----------
    name : str
        One of :data:`simulator.teaching.lessons.LESSONS`.
    lang : str
        ``id`` or ``en``.
    journal : Journal, optional
        Where it is kept; what the environment says if not given.

    Attributes
    ----------
    state : LessonState
        What the learner has done so far.
    plan : Plan
        The lesson.
    words : Words
        Language of the page.
    """

    def __init__(self, name: str, lang: str, journal: Journal | None = None) -> None:
        self.name = name
        self.words = Words(lang)
        self.lab = Lab(name=name)
        self.plan: Plan = import_module(f"simulator.teaching.lessons.{LESSONS[name]}").plan(self.lab, self.words)
        self.state = LessonState(name, journal or journal_of_environment())
        self._job = Job()

    def facts(self) -> Facts:
        """The office of the story, from its scenario."""
        return Facts(self.plan, self.words)

    def predict(self) -> Predict:
        """The learner's guess; everything else opens with it."""
        return Predict(self.state, self.words, self.plan.guess)

    def explore(self) -> Explore:
        """The lesson's levers and the chart they draw."""
        if self.plan.explore is None:
            raise ValueError(f"lesson {self.name} has no experiment; show a display")
        return Explore(self.state, self.words, self.plan.explore, self.plan.guess, self.lab, self._job)

    def compare(self) -> Compare:
        """The lesson's settings, paired."""
        if self.plan.comparison is None:
            raise ValueError(f"lesson {self.name} has no comparison; show a display")
        return Compare(self.state, self.words, self.plan.comparison, self.lab, self._job)

    def show(self, name: str) -> Display:
        """Something else, by its name in the plan."""
        return Display(self.state, self.words, name, self.plan.displays[name], self._job)

    def exercise(self, *names: str) -> Exercises:
        """Tasks with a number for an answer."""
        return Exercises(self.state, self.words, {name: self.plan.exercises[name] for name in names})

    def quiz(self) -> Quiz:
        """The checkpoint."""
        return Quiz(self.state, self.words, load_items(self.name, "quiz", self.words.lang, self.plan.quantities()))

    def your_office(self) -> YourOffice:
        """The learner's own station."""
        return YourOffice(self.state, self.words, self.plan.scenario, self.lab, self._job)

    def capstone(self) -> Capstone:
        """The learner's own office, from a page of counts to a plan."""
        return Capstone(self.state, self.words, self.lab, self._job)

    def reflect(self) -> Reflect:
        """A question to oneself."""
        return Reflect(self.state, self.words, self.plan.reflection)

    def legend(self) -> Legend:
        """What each control and column means."""
        return Legend(self.plan, self.lab, self.words)


def lesson(name: str, lang: str = "id") -> Page:
    """Page of a lesson.

    Parameters
    ----------
    name : str
        One of :data:`simulator.teaching.lessons.LESSONS`, as ``01_why_queues_explode``.
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
