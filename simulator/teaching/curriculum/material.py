"""Whether a lesson's trainer's guide and handout are complete, fit the lesson, and say the same in both languages."""

import re
from collections.abc import Iterator
from itertools import pairwise
from pathlib import Path

from simulator.teaching.curriculum.blocks import LANGUAGES, LESSONS, block_texts, fill, lesson_blocks
from simulator.teaching.curriculum.fault import Fault
from simulator.teaching.curriculum.lessons import Lesson
from simulator.teaching.curriculum.reader import CurriculumError
from simulator.teaching.curriculum.text import Lang
from simulator.teaching.curriculum.words import GUIDE, HANDOUT

LEAST_SETTINGS = 3
"""Rows that the tables of a handout's computed blocks have at least, all together."""

WRONG_IDEAS = 3

_STEP = re.compile(r"^\|\s*(\d+)\s*\|\s*((?:`[\w-]+`[ ,]*)+)\|\s*(\S.*?)\s*\|$", re.MULTILINE)
_TAG = re.compile(r"`([\w-]+)`")
_TABLE_RULE = re.compile(r"^\|[\s:|-]+\|$", re.MULTILINE)


def material_path(lesson: str, kind: str, lang: Lang, folder: Path = LESSONS) -> Path:
    """File of a lesson's ``trainer-guide`` or ``handout``."""
    return folder / lesson / f"{kind}.{lang}.md"


def material_faults(lesson: Lesson, folder: Path = LESSONS) -> list[Fault]:
    """What is wrong with a lesson's printed material.

    Parameters
    ----------
    lesson : Lesson
        As its notebooks have it.
    folder : Path, optional
        Where the material of all lessons is.

    Returns
    -------
    list of Fault
        Empty if all is well.
    """
    found: list[Fault] = []
    texts: dict[tuple[str, Lang], str] = {}
    for kind, check in (("trainer-guide", guide_faults), ("handout", handout_faults)):
        for lang in LANGUAGES:
            path = material_path(lesson.name, kind, lang, folder)
            place = f"lessons/{lesson.name}/{path.name}"
            if not path.is_file():
                found.append(Fault(place, "this file is missing"))
                continue
            text = texts[kind, lang] = path.read_text(encoding="utf-8")
            faults = [*check(text, lesson, lang), *block_faults(text, lesson.name, lang)]
            found += [Fault(place, fault) for fault in faults]
        if (kind, "id") in texts and (kind, "en") in texts:
            place = f"lessons/{lesson.name}/{kind}.*.md"
            found += [Fault(place, fault) for fault in _differences(texts[kind, "id"], texts[kind, "en"])]
    return found


def guide_faults(text: str, lesson: Lesson, lang: Lang) -> Iterator[str]:
    """What is wrong with a trainer's guide.

    Parameters
    ----------
    text : str
        Markdown.
    lesson : Lesson
        The lesson it guides through.
    lang : {"id", "en"}
        Its language.

    Yields
    ------
    str
        One sentence for each fault.
    """
    words = GUIDE[lang]
    title = f"# {words.title}: {lesson.title.say(lang)}"
    if text.splitlines()[:1] != [title]:
        yield f"the first line must be '{title}'"
    yield from _heading_faults(text, words.parts)
    parts = sections(text)
    yield from _step_faults(parts.get(words.steps, ""), lesson)
    yield from _wrong_idea_faults(parts.get(words.wrong_ideas, ""), words.ask)
    skipped = _TAG.findall(parts.get(words.late, ""))
    if not skipped:
        yield f"'{words.late}' names no cell that may be skipped"
    yield from (
        f"'{words.late}' names the cell `{tag}`, which the lesson does not have" for tag in _unknown(skipped, lesson)
    )
    if not re.search(r"^1\. ", parts.get(words.offline, ""), re.MULTILINE):
        yield f"'{words.offline}' has no numbered steps"
    if not block_texts(parts.get(words.answers, "")):
        yield f"'{words.answers}' has no computed block"


def _step_faults(part: str, lesson: Lesson) -> Iterator[str]:
    """Each cell has its minutes, and they are those of the lesson."""
    steps = [(int(minutes), _TAG.findall(tags)) for minutes, tags, _ in _STEP.findall(part)]
    named = [tag for _, tags in steps for tag in tags]
    yield from (f"the table names the cell `{tag}`, which the lesson does not have" for tag in _unknown(named, lesson))
    yield from (f"the cell `{tag}` stands twice in the table" for tag in dict.fromkeys(named) if named.count(tag) > 1)
    yield from (f"the cell `{tag}` has no minutes in the table" for tag in lesson.tags if tag not in named)
    total = sum(minutes for minutes, _ in steps)
    if total != lesson.minutes:
        yield f"the minutes of the table add up to {total}; the lesson takes {lesson.minutes}"


def _wrong_idea_faults(part: str, ask: str) -> Iterator[str]:
    ideas = re.split(r"^### .*$", part, flags=re.MULTILINE)[1:]
    if len(ideas) != WRONG_IDEAS:
        yield f"there are {len(ideas)} wrong ideas; there must be {WRONG_IDEAS}, each under a heading '### …'"
    for number, idea in enumerate(ideas, start=1):
        if ask not in idea or "?" not in idea.partition(ask)[2]:
            yield f"wrong idea {number} has no question after '{ask}'"


def handout_faults(text: str, lesson: Lesson, lang: Lang) -> Iterator[str]:
    """What is wrong with a handout.

    Parameters
    ----------
    text : str
        Markdown.
    lesson : Lesson
        The lesson it belongs to.
    lang : {"id", "en"}
        Its language.

    Yields
    ------
    str
        One sentence for each fault.
    """
    title = f"# {lesson.title.say(lang)}"
    if text.splitlines()[:1] != [title]:
        yield f"the first line must be '{title}'"
    yield from _heading_faults(text, HANDOUT[lang])
    rows = sum(_table_rows(block) for block in block_texts(text).values())
    if rows < LEAST_SETTINGS:
        yield f"its computed blocks show {rows} settings in tables; show {LEAST_SETTINGS} or 4"


def block_faults(text: str, lesson: str, lang: Lang) -> Iterator[str]:
    """What is wrong with the computed blocks of a text: nothing computes them, or their numbers are old."""
    if not block_texts(text):
        return
    try:
        is_fresh = fill(text, lesson_blocks(lesson, lang)) == text
    except CurriculumError as fault:
        yield str(fault)
        return
    if not is_fresh:
        yield f"a computed block is not fresh; run python -m simulator.teaching.curriculum {lesson}"


def sections(text: str) -> dict[str, str]:
    r"""Text under each heading of the second level.

    Examples
    --------
    >>> sections("# A\n## B\none\n### C\n## D\ntwo")
    {'B': 'one\n### C\n', 'D': 'two'}
    """
    parts = re.split(r"^## (.+)\n", text, flags=re.MULTILINE)
    return {heading.strip(): part for heading, part in zip(parts[1::2], parts[2::2], strict=True)}


def _heading_faults(text: str, expected: tuple[str, ...]) -> Iterator[str]:
    """Headings that are missing, or not in their order; there may be others between them."""
    found = list(sections(text))
    yield from (f"the part '## {heading}' is missing" for heading in expected if heading not in found)
    places = [(found.index(heading), heading) for heading in expected if heading in found]
    for (before, first), (after, second) in pairwise(places):
        if after < before:
            yield f"'## {second}' stands before '## {first}'; it must come after"


def _unknown(tags: list[str], lesson: Lesson) -> list[str]:
    return [tag for tag in dict.fromkeys(tags) if tag not in lesson.tags]


def _table_rows(text: str) -> int:
    """Rows of all tables of a text, their headings left out."""
    lines = sum(line.startswith("|") for line in text.splitlines())
    return lines - 2 * len(_TABLE_RULE.findall(text))


def _differences(indonesian: str, english: str) -> Iterator[str]:
    """Where the two languages do not say the same: steps, blocks, number of headings and of table rows."""
    pairs = [[one[:2] for one in _STEP.findall(text)] for text in (indonesian, english)]
    if pairs[0] != pairs[1]:
        yield "the two languages give the cells different minutes"
    if list(block_texts(indonesian)) != list(block_texts(english)):
        yield "the two languages have different computed blocks"
    for what, pattern in (
        ("headings", r"^#+ "),
        ("numbered steps", r"^\d+\. "),
        ("table rows", r"^\|"),
        ("points", r"^- "),
    ):
        counts = [len(re.findall(pattern, text, re.MULTILINE)) for text in (indonesian, english)]
        if counts[0] != counts[1]:
            yield f"the two languages differ in {what}: Indonesian has {counts[0]}, English {counts[1]}"
