"""What both formats for other learning systems share."""

from __future__ import annotations

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
class Shelf:
    """Items that a learning system keeps together, so that those of a test or an exam are not practised before.

    Attributes
    ----------
    place : str
        Path of its category.
    number : str
        Its ``idnumber``.
    items : sequence of Item
        In their order.
    """

    place: str
    number: str
    items: Sequence[Item]


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
    def shelves(self) -> list[Shelf]:
        """Where a learning system files them; an item of several uses stands with the exam, or else the test."""
        _ = translator(self.lang)
        folders = {"test": _("tes awal dan akhir"), "exam": _("ujian")}
        place, number = f"$course$/top/SimPTSP/{self.lesson} {self.lang}", f"{self.lesson}-{self.lang}"
        tests = {use: self._filed_under(use) for use in folders}
        return [
            Shelf(place, number, self._filed_under("quiz")),
            *(Shelf(f"{place}/{folders[use]}", f"{number}-{use}", items) for use, items in tests.items() if items),
        ]

    def _filed_under(self, use: str) -> list[Item]:
        return [item for item in self.items if use == next(one for one in ("exam", "test", "quiz") if one in item.use)]

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
    if not item.unit:
        return item.question
    _ = translator(item.lang)
    unit = _("Satuan jawaban: {unit}.")
    return f"{item.question} {unit.format(unit=item.unit)}"


def distractors(item: MatchingItem) -> list[str]:
    """Texts on the right that belong to none on the left."""
    return [text for at, text in enumerate(item.rights) if at not in item.key]


def without_step(text: str, lang: str) -> str:
    """Feedback for a system that cannot say which step is the first in the wrong place.

    Examples
    --------
    >>> without_step("Look again at the place of “{first_wrong}” What has to be ready first?", "en")
    'Look again at the place of the first step that is not where it belongs. What has to be ready first?'
    """
    _ = translator(lang)
    step, mark = _("langkah pertama yang belum pada tempatnya"), f"{{{FIRST_WRONG}}}"
    return text.replace(f"“{mark}”", f"{step}.").replace(mark, step)  # a step in quotes has its own full stop


def id_number(item: Item) -> str:
    """Name of an item that is unique over all lessons and languages."""
    return f"{item.lesson}-{item.name}-{item.lang}"


def tags(item: Item) -> list[str]:
    """Words under which a learning system finds an item."""
    return ["SimPTSP", item.lesson, f"objective-{item.objective}", *item.use]


def _number(number: float) -> str:
    return f"{number:.12g}"
