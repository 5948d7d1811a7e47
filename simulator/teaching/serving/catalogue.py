"""Which notebooks are lessons, and which are the planners' studio, read from the notebooks themselves."""

from __future__ import annotations

import json
import re
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path

__all__ = ["LANGUAGES", "STUDIO", "Launcher", "Lesson", "find_lessons", "find_studios"]

LANGUAGES = ("id", "en")

STUDIO = "studio"
"""Folder of the planners' studio, beside that of lessons."""


@dataclass(frozen=True)
class Lesson:
    """One lesson in one language.

    Parameters
    ----------
    number : str
        Two digits, the order in which lessons are listed.
    lang : str
        Language of the reader, ``"id"`` or ``"en"``.
    title : str
        As shown to the reader.
    summary : str
        One sentence under the title; may be empty.
    path : str
        From the folder of notebooks, with forward slashes.
    """

    number: str
    lang: str
    title: str
    summary: str
    path: str


@dataclass(frozen=True)
class Launcher:
    """The planners' studio in one language.

    Parameters
    ----------
    lang : str
        Language of the reader, ``"id"`` or ``"en"``.
    title : str
        As shown to the reader.
    path : str
        From the folder of lessons, so that it begins with ``../``: no address leads to it, only the server itself.
    """

    lang: str
    title: str
    path: str


def find_lessons(notebooks: Path) -> tuple[Lesson, ...]:
    """List the lessons in a folder of notebooks, in order.

    A notebook is a lesson when its metadata has a ``simptsp`` entry with
    ``lesson``, ``lang`` and ``title``. Files that are no notebooks, or that
    cannot be read, are passed over: one broken file must not close the school.

    Parameters
    ----------
    notebooks : Path
        Folder to search, with its sub-folders; hidden folders are left out.

    Returns
    -------
    tuple of Lesson
        Ordered by number, then path.

    Examples
    --------
    >>> import json, tempfile
    >>> from pathlib import Path
    >>> folder = Path(tempfile.mkdtemp())
    >>> about = {"lesson": "01", "lang": "id", "title": "Mengapa antrean meledak"}
    >>> text = json.dumps({"cells": [], "metadata": {"simptsp": about}})
    >>> _ = (folder / "01.ipynb").write_text(text, encoding="utf-8")
    >>> [(lesson.number, lesson.title, lesson.path) for lesson in find_lessons(folder)]
    [('01', 'Mengapa antrean meledak', '01.ipynb')]
    """
    files = (file.relative_to(notebooks) for file in notebooks.rglob("*.ipynb"))
    visible = (file for file in files if not any(part.startswith(".") for part in file.parts))
    lessons = (_lesson(notebooks, file) for file in visible)
    return tuple(sorted((found for found in lessons if found), key=lambda lesson: (lesson.number, lesson.path)))


def find_studios(lessons: Path) -> tuple[Launcher, ...]:
    """List the planners' studio in its languages; nothing where there is none.

    Parameters
    ----------
    lessons : Path
        Folder of lessons; the studio's notebooks, with ``studio`` in their metadata, are in the folder beside it.

    Returns
    -------
    tuple of Launcher
        One of each language at most.
    """
    files = sorted((lessons.parent / STUDIO).glob("*/*.ipynb"))
    found = {studio.lang: studio for studio in map(_studio, files) if studio}
    return tuple(found[lang] for lang in LANGUAGES if lang in found)


def _studio(file: Path) -> Launcher | None:
    try:
        about = _about(file, file.stat().st_mtime_ns)
    except OSError:
        return None
    lang, title = str(about.get("lang", "")), str(about.get("title", ""))
    if about.get("studio") is not True or lang not in LANGUAGES or not title:
        return None
    return Launcher(lang, title, f"../{STUDIO}/{file.parent.name}/{file.name}")


def _lesson(notebooks: Path, file: Path) -> Lesson | None:
    try:
        changed_ns = (notebooks / file).stat().st_mtime_ns
    except OSError:
        return None
    about = _about(notebooks / file, changed_ns)
    number, lang, title = (str(about.get(key, "")) for key in ("lesson", "lang", "title"))
    if not re.fullmatch(r"\d\d", number) or lang not in LANGUAGES or not title:
        return None
    return Lesson(number, lang, title, str(about.get("summary", "")), file.as_posix())


@lru_cache(maxsize=256)
def _about(file: Path, changed_ns: int) -> dict[str, object]:
    """Read what a notebook says about itself, again when it has changed."""
    try:
        about = json.loads(file.read_text(encoding="utf-8"))["metadata"]["simptsp"]
    except (OSError, ValueError, KeyError, TypeError):
        return {}
    return about if isinstance(about, dict) else {}
