"""Whether a curriculum holds together: minutes, lessons, objectives, items, forms and printed material."""

from collections.abc import Iterable, Iterator, Mapping
from itertools import chain
from pathlib import Path

from simulator.teaching.curriculum.blocks import LANGUAGES
from simulator.teaching.curriculum.course_check import course_faults
from simulator.teaching.curriculum.fault import Fault
from simulator.teaching.curriculum.items import EXAM, TEST, bank, printed_items
from simulator.teaching.curriculum.lessons import Lesson, written_lessons
from simulator.teaching.curriculum.material import material_faults
from simulator.teaching.curriculum.reader import CURRICULA, CurriculumError, read_form
from simulator.teaching.curriculum.schema import Course, Goal, SubOutcome, Training
from simulator.teaching.curriculum.text import lesson_of
from simulator.teaching.curriculum.training_check import training_faults

Lessons = Mapping[str, Lesson]


def check(curriculum: Training | Course, folder: Path = CURRICULA, lessons: Lessons | None = None) -> list[Fault]:
    """Everything that is wrong with a curriculum and with the material of its lessons.

    Parameters
    ----------
    curriculum : Training or Course
        As its file has it.
    folder : Path, optional
        Where the curricula, the lessons' material and the forms are.
    lessons : mapping of str to Lesson, optional
        The lessons that there are; those of the notebooks if not said.

    Returns
    -------
    list of Fault
        Empty if all is well; a lesson that is not there is told once.
    """
    written = written_lessons() if lessons is None else lessons
    there = [name for name in curriculum.lessons if name in written]
    material = chain.from_iterable(check_lesson(written[name], folder) for name in there)
    return [*plan_faults(curriculum, written, folder), *material]


def plan_faults(curriculum: Training | Course, lessons: Lessons, folder: Path = CURRICULA) -> list[Fault]:
    """What is wrong with a curriculum itself, apart from the material of its lessons."""
    own = (
        training_faults(curriculum, lessons) if isinstance(curriculum, Training) else course_faults(curriculum, lessons)
    )
    texts = chain(
        _lesson_faults(curriculum, lessons),
        own,
        _objective_faults(curriculum, lessons),
        _test_faults(curriculum, lessons, folder),
        _form_faults(curriculum, folder),
    )
    return [Fault(f"{curriculum.name}/curriculum.yaml", text) for text in texts]


def check_lesson(lesson: Lesson, folder: Path = CURRICULA) -> list[Fault]:
    """What is wrong with a lesson's material, and which of its objectives no item assesses.

    Parameters
    ----------
    lesson : Lesson
        As its notebooks have it.
    folder : Path, optional
        Where the curricula are; the material is in ``lessons``.

    Returns
    -------
    list of Fault
        Empty if all is well.
    """
    found = material_faults(lesson, folder / "lessons")
    place = f"lessons/{lesson.name}/items.yaml"
    try:
        assessed = {item.objective for item in bank(lesson.name, folder)}
    except CurriculumError as fault:
        return [*found, *(Fault(place, line) for line in _lines(lesson.name, fault))]
    numbers = range(1, len(lesson.objectives) + 1)
    if not numbers:
        found.append(Fault(lesson.name, "its notebooks have no points in a cell `objectives`"))
    found += [Fault(place, f"no item assesses objective {one}") for one in numbers if one not in assessed]
    unknown = sorted(assessed - set(numbers))
    found += [Fault(place, f"an item assesses objective {one}; the lesson has {len(numbers)}") for one in unknown]
    return found + [Fault(place, text) for text in _exam_faults(lesson.name)]


def _exam_faults(lesson: str) -> Iterator[str]:
    """Items of exams whose numbers the lesson does not compute."""
    for lang in LANGUAGES:
        try:
            printed_items(lesson, lang, EXAM)
        except CurriculumError as fault:
            yield from _lines(lesson, fault)
            return


def _lines(lesson: str, fault: CurriculumError) -> list[str]:
    """One line for each fault of a bank, without its name."""
    return [line.removeprefix(f"{lesson}/items.yaml ") for line in str(fault).splitlines()]


def _lesson_faults(curriculum: Training | Course, lessons: Lessons) -> Iterator[str]:
    """Lessons of the path that are not written, stand twice, or come before what they build on."""
    path = curriculum.lessons
    yield from (f"there is no lesson {name} in both languages" for name in path if name not in lessons)
    yield from (f"lessons names {name} twice" for name in dict.fromkeys(path) if path.count(name) > 1)
    for place, name in enumerate(path):
        held = {one[:2] for one in path[:place]}
        after = lessons[name].after if name in lessons else ()
        yield from (
            f"{name} is best after lesson {one}, which does not come before it" for one in after if one not in held
        )


def _objective_faults(curriculum: Training | Course, lessons: Lessons) -> Iterator[str]:
    """Objectives that do not exist, or are not taught; lessons that lead to none of the goals."""
    named = [(goal.name, part) for goal in _goals(curriculum) for part in goal.objectives]
    for goal, part in named:
        lesson, _, number = part.partition("#")
        if lesson not in curriculum.lessons:
            yield f"{goal} needs {part}, but {lesson} is not among the lessons"
        elif number and lesson in lessons and int(number) > len(lessons[lesson].objectives):
            yield f"{goal} needs {part}, but {lesson} has {len(lessons[lesson].objectives)} objectives"
    served = {lesson_of(part) for _, part in named}
    yield from (f"{name} leads to none of the goals" for name in curriculum.lessons if name not in served)


def _test_faults(curriculum: Training | Course, lessons: Lessons, folder: Path) -> Iterator[str]:
    """Goals whose lessons are all written, but which the printed test does not assess."""
    for goal in _goals(curriculum):
        parts = [part for part in goal.objectives if lesson_of(part) in lessons]
        if parts and len(parts) == len(goal.objectives) and not any(_is_assessed(part, folder) for part in parts):
            yield f"no item with use `test` assesses {goal.name}: {', '.join(parts)}"


def _is_assessed(part: str, folder: Path) -> bool:
    lesson, _, number = part.partition("#")
    try:
        items = [item for item in bank(lesson, folder) if TEST in item.use]
    except CurriculumError:
        return True  # told once, with the lesson
    return any(not number or item.objective == int(number) for item in items)


def _form_faults(curriculum: Training | Course, folder: Path) -> Iterator[str]:
    for name in curriculum.evaluation:
        try:
            read_form(name, folder)
        except CurriculumError as fault:
            yield str(fault)


def _goals(curriculum: Training | Course) -> Iterable[Goal | SubOutcome]:
    return curriculum.goals if isinstance(curriculum, Training) else curriculum.sub_outcomes
