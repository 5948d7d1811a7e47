"""What a lesson is made of, apart from its prose and its quiz."""

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field

from ipywidgets import Widget

from simulator.measures import Estimate
from simulator.scenario import Scenario
from simulator.teaching.entries import Entry
from simulator.teaching.lab import Lab, Measure, Pair
from simulator.teaching.quiz.quantity import Quantity
from simulator.teaching.words import Words
from simulator.widgets import Picture

Choices = Mapping[str, float]
"""Key of a lever -> where it stands: the value of a slider, the position of the option."""


REPLAY_OPENS = 9.0
"""Hour at which the replay of a day stands at first: an hour after the offices open, when people are there."""


@dataclass(frozen=True)
class Slider:
    """A number that a learner moves.

    Attributes
    ----------
    key : str
        Its name in code.
    label, unit : str
        Its name and unit for the learner.
    minimum, maximum, step, start : float
        The scale, and where it stands at first.
    decimals : int
        Decimals shown.
    note : callable, optional
        Value -> a sentence under the slider that says what it means.
    """

    key: str
    label: str
    unit: str
    minimum: float
    maximum: float
    step: float
    start: float
    decimals: int = 0
    note: Callable[[float], str] | None = None


@dataclass(frozen=True)
class Options:
    """Ways of doing something, of which a learner takes one; `start` is a position."""

    key: str
    label: str
    options: Sequence[str]
    start: int = 0


Lever = Slider | Options


@dataclass(frozen=True)
class Fact:
    """A row of the table of facts.

    Attributes
    ----------
    label, value : str
        What, and how much with its unit.
    path : str
        Where the number stands in the scenario, whose source is then shown; or empty.
    origin : str
        Where it comes from, if it does not stand in the scenario.
    """

    label: str
    value: str
    path: str = ""
    origin: str = ""


@dataclass(frozen=True)
class Guess:
    """The prediction: a number, or one of several options.

    Attributes
    ----------
    task : str
        What is asked, in a sentence or two.
    entry : Entry, optional
        The number asked for.
    options : sequence of str
        The answers to choose from, if it is no number.
    at : float
        Where a number is drawn on the horizontal axis of the explore chart.
    """

    task: str
    entry: Entry | None = None
    options: Sequence[str] = ()
    at: float | None = None


@dataclass(frozen=True)
class Explore:
    """Levers, and what they do to the office.

    Attributes
    ----------
    task : str
        What the learner does here.
    title : str
        Of the chart.
    levers : sequence of Lever
        The first is the horizontal axis.
    scenario : callable
        Where the levers stand -> the office.
    measures : sequence of Measure
        The first is drawn; all are told in words and in the table.
    x_label, x_unit : str
        Of the horizontal axis, where they differ from the first lever's.
    x : callable, optional
        Value of the first lever -> place on the horizontal axis.
    x_range : (float, float), optional
        Ends of that axis.
    note : callable, optional
        Where the levers stand -> a sentence (HTML) that follows what is told of the office.
    """

    task: str
    title: str
    levers: Sequence[Lever]
    scenario: Callable[[Choices], Scenario]
    measures: Sequence[Measure]
    x_label: str = ""
    x_unit: str = ""
    x: Callable[[float], float] | None = None
    x_range: tuple[float, float] | None = None
    note: Callable[[Choices], str] | None = None


@dataclass(frozen=True)
class Setting:
    """An office in a comparison."""

    title: str
    scenario: Scenario


@dataclass(frozen=True)
class Outcome:
    """What a comparison found, for the words beside the guess.

    Attributes
    ----------
    estimates : sequence of mapping
        For each setting: key of a measure -> its estimate.
    pairs : sequence of mapping
        For each setting but the first: key of a measure -> the pair with the first.
    """

    estimates: Sequence[Mapping[str, Estimate]]
    pairs: Sequence[Mapping[str, Pair]]


@dataclass(frozen=True)
class Comparison:
    """Two to five settings under the same workload; the first is the base.

    Attributes
    ----------
    task, button, title : str
        What is done, what the button says, what the chart shows.
    settings : sequence of Setting
        The offices.
    measures : sequence of Measure
        All are told in tables.
    verdict : callable
        Guess (number, or position of the option) and outcome -> what is said of the guess.
    guess_place : int
        Setting beside which a number that was guessed for the first measure is drawn; -1 if it is none of this chart.
    guesses_cut : bool
        Whether the number guessed is by how many per cent that setting is less than the first; what would be left is
        drawn.
    drawn : int
        So many of the measures, the first ones, are drawn; they have the same unit.
    """

    task: str
    button: str
    title: str
    settings: Sequence[Setting]
    measures: Sequence[Measure]
    verdict: Callable[[float, Outcome], str]
    guess_place: int = -1
    guesses_cut: bool = False
    drawn: int = 1


@dataclass(frozen=True)
class Shown:
    """What a display shows: words (HTML), a chart, a table (HTML) and any other widget, each if there is one.

    Attributes
    ----------
    is_whole : bool
        Whether nothing is missing. If other work ends a display before, it says so.
    """

    text: str = ""
    picture: Picture | None = None
    table: str = ""
    widget: Widget | None = None
    is_whole: bool = True


@dataclass(frozen=True)
class Display:
    """Anything else that a lesson shows when a learner asks for it.

    Attributes
    ----------
    heading, task, button : str
        What it is, what to do, what the button says.
    show : callable
        Where its levers stand -> what is shown, more and more complete.
    levers : sequence of Lever
        May be empty.
    """

    heading: str
    task: str
    button: str
    show: Callable[[Choices], Iterator[Shown]]
    levers: Sequence[Lever] = ()


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
class Meaning:
    """A line of the legend: a control or column, its unit, what it means."""

    name: str
    unit: str
    text: str


@dataclass(frozen=True)
class Plan:
    """A lesson.

    Attributes
    ----------
    scenario : Scenario
        The office of the story.
    facts : sequence of Fact
        What the story rests on, each with its origin.
    guess : Guess
        Asked before anything is shown.
    explore : Explore, optional
        The lesson's own experiment, unless a display takes its place.
    comparison : Comparison, optional
        The surprise, likewise.
    displays : dict
        Name -> what else can be shown.
    exercises : dict
        Name -> a task.
    reflection : str
        What a learner is asked about the own counter.
    quantities : callable
        Numbers that quiz items speak of; asked for when the quiz is shown.
    legend : sequence of Meaning
        Controls and columns of this lesson; those that all lessons share are added.
    handout : callable, optional
        Computed blocks of the printed handout: name -> Markdown.
    """

    scenario: Scenario
    facts: Sequence[Fact]
    guess: Guess
    explore: Explore | None
    comparison: Comparison | None
    reflection: str
    quantities: Callable[[], dict[str, Quantity]]
    displays: dict[str, Display] = field(default_factory=dict)
    exercises: dict[str, Exercise] = field(default_factory=dict)
    legend: Sequence[Meaning] = ()
    handout: Callable[[], dict[str, str]] = dict


PlanMaker = Callable[[Lab, Words], Plan]
