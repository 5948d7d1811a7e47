"""What a lesson is made of, apart from its prose."""

from collections.abc import Callable
from dataclasses import dataclass

from simulator.teaching.entries import Entry
from simulator.teaching.single_station import SingleStation
from simulator.teaching.words import Words


@dataclass(frozen=True)
class Knob:
    """The one value a learner moves.

    Attributes
    ----------
    path : str
        Where it stands in the scenario.
    label, unit : str
        Its name and unit for the learner.
    minimum, maximum, step, start : float
        The slider's scale and where it stands at first.
    decimals : int
        Decimals shown.
    """

    path: str
    label: str
    unit: str
    minimum: float
    maximum: float
    step: float
    start: float
    decimals: int


@dataclass(frozen=True)
class Verdict:
    """What is said of an answer."""

    right: bool
    feedback: str


@dataclass(frozen=True)
class Exercise:
    """A task with a number for an answer; `judge` knows the usual mistakes by what they lead to."""

    entry: Entry
    judge: Callable[[float], Verdict]


@dataclass(frozen=True)
class Option:
    """An answer to choose, and what is said when it is chosen."""

    text: str
    feedback: str


@dataclass(frozen=True)
class Item:
    """A question of the checkpoint quiz; `right` is the position of the right option."""

    question: str
    options: tuple[Option, ...]
    right: int

    def judge(self, chosen: int) -> Verdict:
        """Verdict on the option at position `chosen`."""
        return Verdict(chosen == self.right, self.options[chosen].feedback)


@dataclass(frozen=True)
class Plan:
    """A lesson that varies one value of a one-station office and watches the mean wait.

    Attributes
    ----------
    scenario : str
        Name in the library.
    knob : Knob
        What the learner moves.
    quiet, busy : float
        The two settings of the comparison, in the knob's unit.
    guess : Entry
        The prediction, asked for the setting `busy`.
    exercises : dict
        Name of an exercise -> the exercise.
    quiz : tuple of Item
        The checkpoint.
    """

    scenario: str
    knob: Knob
    quiet: float
    busy: float
    guess: Entry
    exercises: dict[str, Exercise]
    quiz: tuple[Item, ...]


PlanMaker = Callable[[SingleStation, Words], Plan]
