"""All pages of a curriculum, written to a folder."""

from collections.abc import Iterator
from pathlib import Path
from typing import Literal

from simulator.teaching.curriculum.blocks import LESSONS
from simulator.teaching.curriculum.course_plan import course_plan
from simulator.teaching.curriculum.form_page import form_page
from simulator.teaching.curriculum.lessons import Lesson, written_lessons
from simulator.teaching.curriculum.material import material_path
from simulator.teaching.curriculum.page import Page
from simulator.teaching.curriculum.paper import lesson_paper, training_paper
from simulator.teaching.curriculum.reader import read_form
from simulator.teaching.curriculum.schema import Course, Training
from simulator.teaching.curriculum.syllabus import attendance, syllabus
from simulator.teaching.curriculum.text import Lang
from simulator.teaching.curriculum.words import FILES

Format = Literal["html", "docx"]

_KINDS = (("trainer-guide", "guide"), ("handout", "handout"))


def pages(curriculum: Training | Course, lang: Lang) -> Iterator[Page]:
    """Everything of a curriculum that is printed.

    Parameters
    ----------
    curriculum : Training or Course
        As its file has it.
    lang : {"id", "en"}
        Of the pages.

    Yields
    ------
    Page
        The plan first, then tests and forms, then guide, handout and items of each lesson that is written.
    """
    lessons = written_lessons()
    if isinstance(curriculum, Training):
        yield syllabus(curriculum, lessons, lang)
        yield attendance(curriculum, lang)
        yield training_paper(curriculum, lang)
    else:
        yield course_plan(curriculum, lessons, lang)
    for name in curriculum.evaluation:
        yield form_page(read_form(name), lang)
    for name in curriculum.lessons:
        if name in lessons:
            yield from lesson_pages(lessons[name], lang)


def lesson_pages(lesson: Lesson, lang: Lang) -> Iterator[Page]:
    """Guide, handout and items of a lesson, as far as they are there."""
    for kind, word in _KINDS:
        path = material_path(lesson.name, kind, lang)
        if path.is_file():
            text = path.read_text(encoding="utf-8")
            title = text.partition("\n")[0].removeprefix("# ")
            yield Page(f"{lesson.name}-{FILES[lang][word]}", title, lang, text)
    if (LESSONS / lesson.name / "items.yaml").is_file():
        yield lesson_paper(lesson, lang)


def render(curriculum: Training | Course, lang: Lang, kind: Format, out: Path) -> list[Path]:
    """Write all pages of a curriculum.

    Parameters
    ----------
    curriculum : Training or Course
        As its file has it.
    lang : {"id", "en"}
        Of the pages.
    kind : {"html", "docx"}
        Of the files.
    out : Path
        Folder; made if it is not there.

    Returns
    -------
    list of Path
        The files, in order; those that were there already are replaced.

    Raises
    ------
    OSError
        If one cannot be written.
    """
    out.mkdir(parents=True, exist_ok=True)
    files = []
    for page in pages(curriculum, lang):
        file = out / f"{page.file}.{kind}"
        write_page(page, kind, file)
        files.append(file)
    return files


def write_page(page: Page, kind: Format, file: Path) -> None:
    """Write a page as HTML or DOCX."""
    if kind == "html":
        from simulator.teaching.curriculum.web import html_of

        file.write_text(html_of(page), encoding="utf-8")
        return
    from simulator.teaching.curriculum.word import write_docx

    write_docx(page, file)
