"""Items of the lessons' banks, as printed tests and the coverage of objectives need them."""

from collections.abc import Sequence
from pathlib import Path

from simulator.teaching.curriculum.blocks import lesson_plan
from simulator.teaching.curriculum.reader import CURRICULA, CurriculumError
from simulator.teaching.curriculum.text import Lang
from simulator.teaching.quiz import Item, QuizError, item_file, load_items, read_items
from simulator.teaching.quiz.schema import AnyItem

TEST, EXAM = "test", "exam"


def bank(lesson: str, folder: Path = CURRICULA) -> Sequence[AnyItem]:
    """Items of a lesson as its file has them; none if there is no file.

    Parameters
    ----------
    lesson : str
        Its name.
    folder : Path, optional
        Where the curricula are.

    Returns
    -------
    sequence of AnyItem
        In the order of the file.

    Raises
    ------
    CurriculumError
        If the file is wrong; one line for each fault.
    """
    path = folder / "lessons" / lesson / item_file(lesson).name
    if not path.is_file():
        return ()
    try:
        return read_items(path).items
    except QuizError as fault:
        raise CurriculumError(str(fault)) from None


def printed_items(lesson: str, lang: Lang, use: str) -> list[Item]:
    """Items of a lesson for a printed test, in one language.

    Parameters
    ----------
    lesson : str
        Its name.
    lang : {"id", "en"}
        Of the items.
    use : str
        ``test``, which needs no numbers of an office, or ``exam``, which has them computed.

    Returns
    -------
    list of Item
        In the order of the file.

    Raises
    ------
    CurriculumError
        If the file is wrong.
    """
    if not any(use in item.use for item in bank(lesson)):
        return []
    quantities = {} if use == TEST else lesson_plan(lesson, lang).quantities()
    try:
        return load_items(lesson, use, lang, quantities)
    except QuizError as fault:
        raise CurriculumError(str(fault)) from None


def first_items(items: Sequence[Item], count: int) -> list[Item]:
    """The first `count` items, of different objectives as far as there are any, in their order."""
    firsts = [item for at, item in enumerate(items) if item.objective not in {one.objective for one in items[:at]}]
    chosen = (firsts + [item for item in items if item not in firsts])[:count]
    return [item for item in items if item in chosen]
