"""The items of the lessons, ready to be asked."""

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from pathlib import Path

from simulator.locale import LANGUAGES
from simulator.teaching.quiz.errors import QuizError
from simulator.teaching.quiz.items import (
    ChoiceItem,
    Item,
    MatchingItem,
    NumericItem,
    Option,
    OrderItem,
    is_near,
    shuffled,
)
from simulator.teaching.quiz.quantity import Quantity
from simulator.teaching.quiz.reader import ItemFile, Place, read_items
from simulator.teaching.quiz.schema import (
    FIRST_WRONG,
    AnyItem,
    ChoiceSpec,
    MatchingSpec,
    NumericSpec,
    OrderSpec,
    Text,
    placeholders,
    texts_in,
)

LESSONS = Path(__file__).resolve().parents[3] / "curricula" / "lessons"
FILE = "items.yaml"

_Faults = Iterator[tuple[Place, str]]


def load_items(lesson: str, use: str, lang: str, quantities: Mapping[str, Quantity] | None = None) -> list[Item]:
    """Items of a lesson for one use.

    Parameters
    ----------
    lesson : str
        Its name, as ``01_why_queues_explode``.
    use : str
        ``quiz``, ``test`` or ``exam``.
    lang : str
        ``id`` or ``en``.
    quantities : mapping, optional
        Name -> number of the lesson. Items for tests need none.

    Returns
    -------
    list of Item
        In the order of the file.

    Raises
    ------
    QuizError
        If the file is wrong, a quantity is not known, or the numbers make two answers one.

    Examples
    --------
    >>> [item.name for item in load_items("01_why_queues_explode", "test", "en")][:2]
    ['busier', 'slack']
    """
    file = read_items(item_file(lesson))
    return make_items(file, [spec for spec in file.items if use in spec.use], lang, quantities or {})


def test_items(lessons: Iterable[str], lang: str) -> list[Item]:
    """Items of the tests before and after a training.

    Parameters
    ----------
    lessons : iterable of str
        Names; a lesson without a file has no items.
    lang : str
        ``id`` or ``en``.

    Returns
    -------
    list of Item
        In the order of the lessons.
    """
    return [item for name in lessons if item_file(name).is_file() for item in load_items(name, "test", lang)]


def item_file(lesson: str) -> Path:
    """Where the items of a lesson stand.

    Parameters
    ----------
    lesson : str
        Its name.

    Returns
    -------
    Path
        Of a file that may not be there.

    Raises
    ------
    QuizError
        If this cannot be the name of a lesson.
    """
    if not re.fullmatch("[a-z0-9_]{1,80}", lesson):
        raise QuizError([f"{lesson!r:.60} is not the name of a lesson"])
    return LESSONS / lesson / FILE


def lessons_with_items() -> list[str]:
    """Names of the lessons that have a file of items.

    Returns
    -------
    list of str
        In their order.
    """
    return sorted(file.parent.name for file in LESSONS.glob(f"*/{FILE}"))


def every_item(file: ItemFile, lang: str, quantities: Mapping[str, Quantity]) -> list[Item]:
    """Items of a file for all uses; as in :func:`load_items`."""
    return make_items(file, file.items, lang, quantities)


def make_items(file: ItemFile, specs: Sequence[AnyItem], lang: str, quantities: Mapping[str, Quantity]) -> list[Item]:
    """Some items of a file in one language, with their numbers; as in :func:`load_items`."""
    if lang not in LANGUAGES:
        raise ValueError(f"lang is {lang!r}; it must be one of {', '.join(LANGUAGES)}")
    _refuse(file, ((spec, _unknown(spec, quantities)) for spec in specs))
    maker = _Maker(file.lesson, lang, quantities)
    items = [maker.make(spec) for spec in specs]
    _refuse(file, ((spec, _clashes(spec, item)) for spec, item in zip(specs, items, strict=True)))
    return items


def _refuse(file: ItemFile, found: Iterable[tuple[AnyItem, _Faults]]) -> None:
    faults = [
        file.fault(("items", file.items.index(spec), *place), message)
        for spec, messages in found
        for place, message in messages
    ]
    if faults:
        raise QuizError(faults)


class _Maker:
    """Puts the numbers of a lesson into items, in one language."""

    def __init__(self, lesson: str, lang: str, quantities: Mapping[str, Quantity]) -> None:
        self.lesson, self.lang, self.quantities = lesson, lang, quantities
        self.said = {name: quantity.text(lang) for name, quantity in quantities.items()}
        self.said[FIRST_WRONG] = f"{{{FIRST_WRONG}}}"

    def text(self, text: Text) -> str:
        return text.in_(self.lang).format_map(self.said)

    def texts(self, texts: Sequence[Text]) -> tuple[str, ...]:
        return tuple(map(self.text, texts))

    def make(self, spec: AnyItem) -> Item:
        head = (self.lesson, spec.name, tuple(spec.use), spec.objective, self.lang, self.text(spec.question))
        match spec:
            case ChoiceSpec():
                options = tuple(Option(self.text(option.text), self.text(option.feedback)) for option in spec.options)
                return ChoiceItem(*head, options, [option.right for option in spec.options].index(True))
            case NumericSpec():
                answer = self.quantities[spec.answer]
                unit = self.text(spec.unit) if spec.unit else "%" if answer.percent else answer.unit
                mistakes = [(self.quantities[each.value], self.text(each.feedback)) for each in spec.mistakes]
                right, low, high = self.texts([spec.right, spec.low, spec.high])
                return NumericItem(*head, answer, unit, right, tuple(mistakes), low, high)
            case OrderSpec():
                steps = self.texts(spec.steps)
                return OrderItem(*head, steps, shuffled(spec.name, steps), *self.texts([spec.right, spec.wrong]))
        return self._matching(head, spec)

    def _matching(self, head: tuple[str, str, tuple[str, ...], int, str, str], spec: MatchingSpec) -> MatchingItem:
        belongs = self.texts([pair.right for pair in spec.pairs])
        every = tuple(dict.fromkeys([*belongs, *self.texts(spec.distractors)]))
        rights = tuple(every[at] for at in shuffled(spec.name, every))
        key = tuple(rights.index(text) for text in belongs)
        lefts = self.texts([pair.left for pair in spec.pairs])
        feedback = self.texts([pair.feedback for pair in spec.pairs])
        return MatchingItem(*head, lefts, rights, key, feedback, self.text(spec.right))


def _unknown(spec: AnyItem, quantities: Mapping[str, Quantity]) -> _Faults:
    """Names of quantities that the lesson does not have."""
    named = {name for text in texts_in(spec) for name in placeholders(text.id)} - {FIRST_WRONG}
    if isinstance(spec, NumericSpec):
        named |= {spec.answer, *(mistake.value for mistake in spec.mistakes)}
    for name in sorted(named - set(quantities)):
        known = ", ".join(quantities) or "none"
        yield (), f"item {spec.name!r}: the lesson has no quantity {name!r}; it has: {known}"


def _clashes(spec: AnyItem, item: Item) -> _Faults:
    """What only the numbers of the lesson show."""
    match item:
        case ChoiceItem():
            yield from _equal("options", [option.text for option in item.options])
        case OrderItem():
            yield from _equal("steps", item.steps)
        case MatchingItem():
            assert isinstance(spec, MatchingSpec)
            yield from _equal("pairs", item.lefts)
            written = {text.in_(item.lang) for text in [*(pair.right for pair in spec.pairs), *spec.distractors]}
            if len(item.rights) < len(written):
                yield ("pairs",), "with the numbers of the lesson two right sides are the same; change one"
        case NumericItem():
            for at, (mistake, _) in enumerate(item.mistakes):
                if is_near(mistake.shown, item.answer):
                    shown = f"{mistake.shown:g} is within {item.answer.margin:g} of the answer {item.answer.shown:g}"
                    yield ("mistakes", at), f"this mistake would be right: {shown}; take another, or less tolerance"


def _equal(field: str, texts: Sequence[str]) -> _Faults:
    for at, text in enumerate(texts):
        if text in texts[:at]:
            yield (field, at), f"with the numbers of the lesson this is the same as one above ({text!r}); change it"
