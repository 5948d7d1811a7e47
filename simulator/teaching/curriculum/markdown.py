"""Pieces of Markdown of which pages are put together."""

from collections.abc import Iterable, Sequence

from simulator.teaching.curriculum.bars import table
from simulator.teaching.curriculum.lessons import Lesson
from simulator.teaching.curriculum.text import Fact
from simulator.teaching.curriculum.words import MARKS, label

NEW_SHEET = "<!-- page -->"
BREAK = "<br>"


def joined(parts: Iterable[str]) -> str:
    """Blocks of a page, with an empty line between them."""
    return "\n\n".join(part for part in parts if part) + "\n"


def points(texts: Iterable[str]) -> str:
    """A list."""
    return "\n".join(f"- {text}" for text in texts)


def numbered(texts: Iterable[str]) -> str:
    """A list with numbers."""
    return "\n".join(f"{number}. {text}" for number, text in enumerate(texts, start=1))


def lines(count: int) -> str:
    """Lines to write on."""
    return f"<!-- lines: {count} -->"


def grid(headings: Sequence[str], rows: Sequence[Sequence[str]], numeric: Sequence[int] = ()) -> str:
    """A table; line ends within a cell become breaks."""
    return table(headings, rows, numeric)


def lesson_title(name: str, lessons: dict[str, Lesson], lang: str) -> str:
    """Number and title of a lesson; its name if it is not written yet.

    Examples
    --------
    >>> lesson_title("02_variation_costs", {}, "en")
    '02 variation_costs'
    """
    number, _, rest = name.partition("_")
    return f"{number} {lessons[name].title.say(lang) if name in lessons else rest}"


def facts_table(facts: Sequence[Fact], lang: str) -> str:
    """What a curriculum or form rests on, under its heading; nothing if it says nothing."""
    if not facts:
        return ""
    headings = [label(name, lang) for name in ("fact", "mark", "source", "as_of")]
    marks = MARKS["en" if lang == "en" else "id"]
    rows = [(fact.text.say(lang), marks[fact.mark], fact.source.say(lang), fact.as_of) for fact in facts]
    return f"## {label('facts', lang)}\n\n{grid(headings, rows)}"
