"""Which lessons a curriculum has, read from its file."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path
from typing import Any

from simulator.teaching.serving.catalogue import LANGUAGES, Lesson

__all__ = ["AUDIENCES", "Course", "find_courses", "of_course"]

#: Folder of a curriculum -> who it is for, in the order in which paths are listed.
AUDIENCES = ("workshop", "planners", "university")


@dataclass(frozen=True)
class Course:
    """A curriculum as the home page and a class need it.

    Parameters
    ----------
    name : str
        Its folder, as ``workshop``.
    title, audience : dict
        Language -> words; may be empty.
    lessons : tuple of str
        Names of lessons in their order, as ``01_why_queues_explode``.
    jp : int or None
        Lesson hours (jam pelajaran) on the certificate; None if the file says none.
    items_per_lesson : int or None
        Of the tests before and after; None for all there are.
    minimum_attendance : float
        Share of the days that a certificate needs.
    """

    name: str
    title: dict[str, str]
    audience: dict[str, str]
    lessons: tuple[str, ...]
    jp: int | None = None
    items_per_lesson: int | None = None
    minimum_attendance: float = 1.0


def find_courses(folder: Path | None) -> tuple[Course, ...]:
    """Read every ``curriculum.yaml`` below a folder.

    A file that cannot be read is passed over: it must not close the home page.

    Parameters
    ----------
    folder : Path or None
        With one folder for each curriculum; None for none at all.

    Returns
    -------
    tuple of Course
        The known audiences first, then the others by name.
    """
    files = sorted(folder.glob("*/curriculum.yaml")) if folder else []
    found = [course for course in map(_course, files) if course]
    order = {name: number for number, name in enumerate(AUDIENCES)}
    return tuple(sorted(found, key=lambda course: (order.get(course.name, len(order)), course.name)))


def of_course(course: Course | None, lessons: list[Lesson]) -> list[Lesson]:
    """Return the lessons of a course that can be opened, in its order; all of them for no course.

    Parameters
    ----------
    course : Course or None
        A curriculum.
    lessons : list of Lesson
        Those of one language.

    Returns
    -------
    list of Lesson
        Found by the number with which a lesson's name begins.
    """
    if course is None:
        return lessons
    by_number = {lesson.number: lesson for lesson in lessons}
    return [by_number[name[:2]] for name in course.lessons if name[:2] in by_number]


def _course(file: Path) -> Course | None:
    from ruamel.yaml import YAML
    from ruamel.yaml.error import YAMLError

    try:
        said = YAML(typ="safe").load(file.read_text(encoding="utf-8"))
    except (OSError, UnicodeDecodeError, YAMLError):
        return None
    if not isinstance(said, dict):
        return None
    lessons = tuple(name for name in map(_name, said.get("lessons") or ()) if name)
    return Course(
        name=file.parent.name,
        title=_both(said.get("title")),
        audience=_both(said.get("audience")),
        lessons=lessons,
        jp=int(_number(said, "jp") or 0) or None,
        items_per_lesson=int(_number(said.get("test"), "items_per_lesson") or 0) or None,
        minimum_attendance=_number(said.get("certificate"), "minimum_attendance") or 1.0,
    )


def _number(block: Any, key: str) -> float | None:
    value = block.get(key) if isinstance(block, dict) else None
    return value if isinstance(value, int | float) and value > 0 else None


def _name(entry: Any) -> str:
    if isinstance(entry, dict):
        entry = entry.get("name") or entry.get("lesson")
    return entry if isinstance(entry, str) else ""


def _both(title: Any) -> dict[str, str]:
    if isinstance(title, dict):
        return {lang: str(title[lang]) for lang in LANGUAGES if title.get(lang)}
    return dict.fromkeys(LANGUAGES, str(title)) if title else {}
