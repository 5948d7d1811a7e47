"""Items in one language, with their numbers: what is shown, and what is said of an answer.

An answer is plain JSON and is kept as it is: a number, or positions. Those of an order and a matching are in what was
shown; that of a choice is in the file's own order.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from hashlib import sha256
from typing import Any, ClassVar

from simulator.locale import translator
from simulator.teaching.quiz.errors import AnswerError
from simulator.teaching.quiz.quantity import Quantity
from simulator.teaching.quiz.schema import FIRST_WRONG

ROUNDING = 1e-9


@dataclass(frozen=True)
class Verdict:
    """What is said of an answer.

    Attributes
    ----------
    right : bool
        Whether it is right.
    feedback : str
        Why, in a sentence or two.
    answer : object
        The answer, plain JSON.
    notes : tuple of str
        For a matching: what is said beside each text on the left; empty where the pair is right.
    """

    right: bool
    feedback: str
    answer: Any
    notes: tuple[str, ...] = ()


@dataclass(frozen=True)
class Item:
    """A question.

    Attributes
    ----------
    lesson, name : str
        The lesson, and the item's name in it.
    use : tuple of str
        ``quiz``, ``test`` or ``exam``.
    objective : int
        Number of the objective that it checks, from 1.
    lang : str
        ``id`` or ``en``.
    question : str
        What is asked; plain text, as are all texts of items.
    """

    kind: ClassVar[str] = ""

    lesson: str
    name: str
    use: tuple[str, ...]
    objective: int
    lang: str
    question: str

    def judge(self, answer: Any) -> Verdict:
        """Verdict on an answer.

        Raises
        ------
        AnswerError
            If the page could not have sent it.
        """
        raise NotImplementedError


@dataclass(frozen=True)
class Option:
    """An answer to choose, and what is said when it is chosen."""

    text: str
    feedback: str


@dataclass(frozen=True)
class ChoiceItem(Item):
    """Options, of which the one at `right` is right; an answer is a position in `options`, which are shown shuffled."""

    kind = "choice"

    options: tuple[Option, ...]
    right: int

    @property
    def shown(self) -> tuple[int, ...]:
        """Positions of the options as a learner sees them: in the file the right one is hardly ever the last."""
        return shuffled(self.name, self.options)

    @property
    def texts(self) -> tuple[str, ...]:
        """The options as a learner sees them."""
        return tuple(self.options[at].text for at in self.shown)

    def judge(self, answer: Any) -> Verdict:
        """Verdict on the option at a position of :attr:`options`."""
        (chosen,) = positions([answer], len(self.options), 1)
        return Verdict(chosen == self.right, self.options[chosen].feedback, chosen)


@dataclass(frozen=True)
class NumericItem(Item):
    """A number is asked for; `mistakes` are looked through in their order."""

    kind = "numeric"

    answer: Quantity
    unit: str
    right: str
    mistakes: tuple[tuple[Quantity, str], ...]
    low: str
    high: str

    def judge(self, answer: Any) -> Verdict:
        """Verdict on a number, in the unit that is shown."""
        if isinstance(answer, bool) or not isinstance(answer, int | float) or not abs(answer) < float("inf"):
            raise AnswerError(f"{answer!r:.60} is not a number")
        if is_near(answer, self.answer):
            return Verdict(True, self.right, answer)
        said = next((feedback for mistake, feedback in self.mistakes if is_near(answer, mistake)), None)
        return Verdict(False, said or (self.low if answer < self.answer.shown else self.high), answer)


@dataclass(frozen=True)
class OrderItem(Item):
    """Steps in the right order; `shown` are their positions as a learner first sees them."""

    kind = "order"

    steps: tuple[str, ...]
    shown: tuple[int, ...]
    right: str
    wrong: str

    @property
    def texts(self) -> tuple[str, ...]:
        """The steps as a learner first sees them."""
        return tuple(self.steps[at] for at in self.shown)

    def judge(self, answer: Any) -> Verdict:
        """Verdict on all positions of :attr:`texts` in the order that a learner gave them."""
        order = positions(answer, len(self.steps), len(self.steps))
        if len(set(order)) < len(order):
            raise AnswerError("a step stands twice")
        given = [self.shown[at] for at in order]
        first_wrong = next((at for place, at in enumerate(given) if at != place), None)
        if first_wrong is None:
            return Verdict(True, self.right, order)
        return Verdict(False, self.wrong.replace(f"{{{FIRST_WRONG}}}", self.steps[first_wrong]), order)


@dataclass(frozen=True)
class MatchingItem(Item):
    """Texts on the left, to each of which belongs the one of `rights` at its place in `key`."""

    kind = "matching"

    lefts: tuple[str, ...]
    rights: tuple[str, ...]
    key: tuple[int, ...]
    feedback: tuple[str, ...]
    right: str

    def judge(self, answer: Any) -> Verdict:
        """Verdict on one position in :attr:`rights` for each text on the left."""
        _ = translator(self.lang)
        taken = positions(answer, len(self.rights), len(self.lefts))
        good = [at == key for at, key in zip(taken, self.key, strict=True)]
        if all(good):
            return Verdict(True, self.right, taken, ("",) * len(good))
        notes = tuple("" if is_good else said for is_good, said in zip(good, self.feedback, strict=True))
        count = _("{right} dari {all} pasangan sudah tepat.").format(right=good.count(True), all=len(good))
        return Verdict(False, count, taken, notes)


def positions(answer: Any, choices: int, length: int) -> list[int]:
    """An answer as positions.

    Raises
    ------
    AnswerError
        If it is not a list of `length` whole numbers from 0, below `choices`.
    """
    is_list = isinstance(answer, list | tuple) and len(answer) == length
    if not is_list or not all(isinstance(at, int) and not isinstance(at, bool) and 0 <= at < choices for at in answer):
        raise AnswerError(f"{answer!r:.60} is not a list of {length} positions below {choices}")
    return list(answer)


def is_near(number: float, quantity: Quantity) -> bool:
    """Whether a number is within the margin of a quantity."""
    return abs(number - quantity.shown) <= quantity.margin + ROUNDING * max(1.0, abs(quantity.shown))


def shuffled(name: str, texts: Sequence[object]) -> tuple[int, ...]:
    """Positions of `texts` in an order that depends on `name` and on nothing else, and is not the one given.

    Examples
    --------
    >>> sorted(shuffled("steps", "abc")), shuffled("steps", "abc") == (0, 1, 2)
    ([0, 1, 2], False)
    """
    order = sorted(range(len(texts)), key=lambda at: sha256(f"{name}/{at}".encode()).digest())
    if order == sorted(order):
        order = [*order[1:], order[0]]
    return tuple(order)
