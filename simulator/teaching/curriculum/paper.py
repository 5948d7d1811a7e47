"""Tests on paper: the items, and the answer key on a sheet of its own."""

from collections.abc import Sequence

from simulator.teaching.curriculum.answers import answer_lines, reason
from simulator.teaching.curriculum.items import EXAM, TEST, first_items, printed_items
from simulator.teaching.curriculum.lessons import Lesson
from simulator.teaching.curriculum.markdown import BREAK, NEW_SHEET, grid, joined
from simulator.teaching.curriculum.page import Page
from simulator.teaching.curriculum.schema import Training
from simulator.teaching.curriculum.text import Lang
from simulator.teaching.curriculum.words import FILES, label
from simulator.teaching.quiz import ChoiceItem, Item, MatchingItem, NumericItem, OrderItem

BOX = "☐"
BLANK = "……"
LETTERS = "ABCDEFGHIJKLMNOPQRSTUVWXYZ"


def training_paper(training: Training, lang: Lang) -> Page:
    """The test before and after a training, with its key.

    Parameters
    ----------
    training : Training
        As its file has it.
    lang : {"id", "en"}
        Of the page.

    Returns
    -------
    Page
        The items that its `test` asks for, of the lessons that have some.
    """
    count = training.test.items_per_lesson
    items = [item for lesson in training.lessons for item in first_items(printed_items(lesson, lang, TEST), count)]
    title = f"{label('test', lang)}: {training.title.say(lang)}"
    how = label("test_how", lang).format(minutes=training.test.minutes)
    return _paper(FILES[lang]["test"], title, [label("test_which", lang), how], items, lang)


def lesson_paper(lesson: Lesson, lang: Lang) -> Page:
    """All items of a lesson for tests and exams, with their key."""
    items = [item for use in (TEST, EXAM) for item in printed_items(lesson.name, lang, use)]
    title = label("test_lesson", lang).format(title=lesson.title.say(lang))
    return _paper(f"{lesson.name}-{FILES[lang]['assessment']}", title, [label("how", lang)], items, lang)


def _paper(file: str, title: str, leads: Sequence[str], items: Sequence[Item], lang: Lang) -> Page:
    blanks = grid(("", ""), [(label(name, lang), "") for name in ("person", "unit")])
    asked = [_asked(number, item, lang) for number, item in enumerate(items, start=1)]
    parts = [f"# {title}", *leads, blanks, *(asked or [label("no_items", lang)])]
    return Page(file, title, lang, joined([*parts, NEW_SHEET, _key(items, lang)]))


def _asked(number: int, item: Item, lang: Lang) -> str:
    """An item as it is asked on paper."""
    question = f"**{number}.** {item.question}"
    match item:
        case OrderItem():
            return BREAK.join([f"{question} *{label('order', lang)}*", *(f"{BLANK} {step}" for step in item.texts)])
        case MatchingItem():
            return joined([f"{question} *{label('matching', lang)}*", _pairs(item, lang)]).rstrip()
        case NumericItem():
            return f"{question}{BREAK}{label('number_answer', lang).format(unit=item.unit)}"
        case ChoiceItem():
            return BREAK.join([question, *(f"{BOX} {LETTERS[at]}. {text}" for at, text in enumerate(item.texts))])
        case _:
            raise TypeError(f"{item.name} is an item of a kind that no paper can ask")


def _pairs(item: MatchingItem, lang: Lang) -> str:
    """What is asked on the left, what it may belong to on the right."""
    rights = [f"{LETTERS[at]}. {right}" for at, right in enumerate(item.rights)]
    lefts = [f"{BLANK} {left}" for left in item.lefts]
    rows = list(zip(lefts + ["–"] * (len(rights) - len(lefts)), rights, strict=True))
    return grid((label("pair", lang), label("choices", lang)), rows)


def _key(items: Sequence[Item], lang: Lang) -> str:
    headings = [label(name, lang) for name in ("number", "answer", "why", "objective")]
    rows = [
        (str(number), BREAK.join(_letters(item)), reason(item), f"{item.lesson.partition('_')[0]}.{item.objective}")
        for number, item in enumerate(items, start=1)
    ]
    score = label("score", lang).format(n=len(items))
    return joined([f"## {label('key', lang)}", f"**{label('key_text', lang)}**", grid(headings, rows), score])


def _letters(item: Item) -> list[str]:
    """The right answer, with the letters that stand on the paper."""
    match item:
        case ChoiceItem():
            return [f"{LETTERS[item.shown.index(item.right)]}. {item.options[item.right].text}"]
        case MatchingItem():
            return [f"{left}: {LETTERS[at]}. {item.rights[at]}" for left, at in zip(item.lefts, item.key, strict=True)]
        case _:
            return answer_lines(item)
