"""Computed blocks of printed material: ``python -m simulator.teaching.curriculum`` writes them anew.

A block stands between ``<!-- computed: NAME -->`` and ``<!-- end -->``. What stands there comes from the lesson's plan,
which has Markdown by name in its `handout`; the block `quiz` has the answers of the checkpoint.
"""

import re
from collections.abc import Mapping
from functools import cache
from importlib import import_module
from importlib.util import find_spec
from typing import TYPE_CHECKING

from simulator.teaching import lessons
from simulator.teaching.curriculum.reader import CURRICULA, CurriculumError
from simulator.teaching.curriculum.text import Lang

if TYPE_CHECKING:
    from simulator.teaching.plan import Plan

LESSONS = CURRICULA / "lessons"
LANGUAGES: tuple[Lang, ...] = ("id", "en")

_BLOCK = re.compile(r"(<!-- computed: (\w+) -->\n)(.*?)(<!-- end -->)", re.DOTALL)


def block_texts(text: str) -> dict[str, str]:
    """What stands in each computed block of a text now."""
    return {match[2]: match[3] for match in _BLOCK.finditer(text)}


def fill(text: str, blocks: Mapping[str, str]) -> str:
    r"""Printed material with its computed blocks written anew.

    Parameters
    ----------
    text : str
        Markdown.
    blocks : mapping of str to str
        Name of a block -> what stands in it.

    Returns
    -------
    str
        The same with fresh numbers; a text without blocks comes back as it is.

    Raises
    ------
    CurriculumError
        If a block has a name that nothing computes.

    Examples
    --------
    >>> fill("<!-- computed: waits -->\n<!-- end -->", {"waits": "7,5 menit"})
    '<!-- computed: waits -->\n7,5 menit\n<!-- end -->'
    """
    unknown = block_texts(text).keys() - blocks.keys()
    if unknown:
        known = ", ".join(sorted(blocks)) or "none"
        raise CurriculumError(f"nothing computes the block {', '.join(sorted(unknown))}; there are: {known}")
    return _BLOCK.sub(lambda match: f"{match[1]}{blocks[match[2]].strip()}\n{match[4]}", text)


@cache
def lesson_plan(lesson: str, lang: Lang) -> "Plan":
    """The plan of a lesson, from its module.

    Raises
    ------
    CurriculumError
        If there is no such lesson.
    """
    from simulator.teaching.lab import Lab  # with the engine, which a server of pages does not need
    from simulator.teaching.words import Words

    module = f"{lessons.__name__}.{lessons.LESSONS.get(lesson, lesson)}"
    if find_spec(module) is None:
        raise CurriculumError(f"there is no module {module}")
    plan: Plan = import_module(module).plan(Lab(), Words(lang))
    return plan


@cache
def lesson_blocks(lesson: str, lang: Lang) -> Mapping[str, str]:
    """What a lesson computes for its handout and guide.

    Parameters
    ----------
    lesson : str
        Its name, as ``01_why_queues_explode``.
    lang : {"id", "en"}
        Of the text and the numbers.

    Returns
    -------
    mapping of str to str
        Name of a block -> Markdown; `quiz` has the answers of the checkpoint.

    Raises
    ------
    CurriculumError
        If the lesson has no module, or its items are wrong.
    """
    from simulator.teaching.curriculum.answers import quiz_answers
    from simulator.teaching.quiz import QuizError, item_file, load_items

    plan = lesson_plan(lesson, lang)
    has_items = item_file(lesson).is_file()
    try:
        items = load_items(lesson, "quiz", lang, plan.quantities()) if has_items else []
    except QuizError as fault:
        raise CurriculumError(str(fault)) from None
    return {**plan.handout(), "quiz": quiz_answers(items, lang)}
