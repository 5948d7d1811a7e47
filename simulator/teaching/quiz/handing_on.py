"""What both formats for other learning systems share."""

from collections.abc import Sequence
from dataclasses import dataclass

from simulator.locale import translator
from simulator.teaching.quiz.items import Item, MatchingItem, NumericItem
from simulator.teaching.quiz.schema import FIRST_WRONG

FURTHEST = 1_000_000
"""Numbers that are called too small go down to the negative of this."""


@dataclass(frozen=True)
class Source:
    """Where the numbers of a lesson's items come from.

    Attributes
    ----------
    office : str
        Name of the scenario.
    seed : int
        Root seed of what was simulated.
    replications : int
        Of what was simulated, n.
    """

    office: str
    seed: int
    replications: int


@dataclass(frozen=True)
class Collection:
    """The items of one lesson, to be handed on.

    Attributes
    ----------
    lesson : str
        Name of the lesson.
    lang : str
        ``id`` or ``en``.
    items : sequence of Item
        In their order.
    source : Source
        Of their numbers.
    """

    lesson: str
    lang: str
    items: Sequence[Item]
    source: Source

    @property
    def place(self) -> str:
        """Where a learning system files them."""
        return f"$course$/top/SimPTSP/{self.lesson} {self.lang}"

    @property
    def info(self) -> str:
        """Where the numbers come from, in a sentence or two."""
        _ = translator(self.lang)
        text = _(
            "Soal pelajaran {lesson} dari SimPTSP. Angkanya dihitung untuk kantor contoh {office}; yang disimulasikan: "
            "benih acak {seed}, {n} ulangan."
        )
        source = self.source
        return text.format(lesson=self.lesson, office=source.office, seed=source.seed, n=source.replications)


@dataclass(frozen=True)
class Range:
    """Numbers about a centre that get the same feedback; the first range that holds an answer counts."""

    centre: str
    width: str
    is_right: bool
    feedback: str


def ranges(item: NumericItem) -> list[Range]:
    """What is said of which number: right, the mistakes in their order, too small; any other is too large."""
    near = [(item.answer, True, item.right), *((mistake, False, said) for mistake, said in item.mistakes)]
    found = [Range(_number(at.shown), _number(at.margin), is_right, said) for at, is_right, said in near]
    below = item.answer.shown - item.answer.margin
    centre, width = (below - FURTHEST) / 2, (below + FURTHEST) / 2
    return [*found, Range(_number(centre), _number(width), False, item.low)]


def numeric_question(item: NumericItem) -> str:
    """The question with the unit in which the answer is given."""
    _ = translator(item.lang)
    return f"{item.question} {_('Jawab dalam {unit}.').format(unit=item.unit)}" if item.unit else item.question


def distractors(item: MatchingItem) -> list[str]:
    """Texts on the right that belong to none on the left."""
    return [text for at, text in enumerate(item.rights) if at not in item.key]


def without_step(text: str) -> str:
    """Feedback for a system that cannot say which step is the first in the wrong place."""
    return text.replace(f"{{{FIRST_WRONG}}}", "…")


def id_number(item: Item) -> str:
    """Name of an item that is unique over all lessons and languages."""
    return f"{item.lesson}-{item.name}-{item.lang}"


def tags(item: Item) -> list[str]:
    """Words under which a learning system finds an item."""
    return ["SimPTSP", item.lesson, f"objective-{item.objective}", *item.use]


def _number(number: float) -> str:
    return f"{number:.12g}"
