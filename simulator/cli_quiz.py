"""The command that hands quiz items on: ``simptsp quiz``."""

from enum import StrEnum
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from simulator.terminal import Language, lacking, machine_code, wrong

if TYPE_CHECKING:
    from simulator.teaching.quiz import ItemFile
    from simulator.teaching.quiz.handing_on import Collection

ALL = "all"

_UNKNOWN = {
    "id": "tidak ada pelajaran {lesson} yang punya soal; yang ada: {known}, atau all untuk semuanya",
    "en": "there is no lesson {lesson} with items; there are: {known}, or all for every one",
}
_NO_FOLDER = {
    "id": "--out {file}: foldernya tidak ada; buat foldernya dahulu, atau pilih folder lain",
    "en": "--out {file}: there is no such folder; make it first, or choose another one",
}
_FOLDER = {
    "id": "--out {file}: ini folder; sebutkan nama berkas",
    "en": "--out {file}: this is a folder; name a file",
}
_NOT_WRITTEN = {
    "id": "{file} tidak dapat ditulis ({reason}); pilih berkas lain dengan --out",
    "en": "{file} cannot be written ({reason}); choose another file with --out",
}
_WRITTEN = {
    "id": "{file}: {items} soal dari {lessons} pelajaran",
    "en": "{file}: {items} items, from {lessons} of the lessons",
}
_LEFT_OUT = {
    "id": "{n} soal tidak ikut: soal atau umpan baliknya menunjuk ke halaman pelajaran (needs: page)",
    "en": "{n} left out: the item or its feedback points at the lesson's page (needs: page)",
}


class QuizFormat(StrEnum):
    """Formats for other learning systems."""

    MOODLE = "moodle"
    GIFT = "gift"


def register(app: typer.Typer) -> None:
    """Add the commands of this module to an application."""
    app.command()(quiz)


def quiz(
    lesson: Annotated[str, typer.Argument(metavar="LESSON|all", help="A lesson by name, or all of them.")],
    asked_format: Annotated[
        QuizFormat, typer.Option("--format", help="moodle (XML for its question bank), or gift (text).")
    ] = QuizFormat.MOODLE,
    lang: Annotated[Language, typer.Option(help="Language of the items.")] = Language.ID,
    out: Annotated[Path | None, typer.Option(metavar="FILE", help="Where to; on standard output if not said.")] = None,
) -> None:
    """Hand quiz items on to a learning system, with the numbers that the engine gives now.

    Example: simptsp quiz all --format moodle --lang id --out soal.xml
    """
    from simulator.teaching.quiz import QuizError, item_file, lessons_with_items, read_items

    _check(out, lang.value)
    known = lessons_with_items()
    if lesson not in (ALL, *known):
        wrong(_UNKNOWN[lang.value].format(lesson=lesson, known=", ".join(known)))
    names = known if lesson == ALL else [lesson]
    try:
        files = [read_items(item_file(name)) for name in names]
        with machine_code():
            collections = [collection_of(file, lang.value) for file in files]
    except QuizError as error:
        wrong(str(error))
    text = _text(collections, asked_format)
    count = sum(len(collection.items) for collection in collections)
    left_out = sum(len(file.items) for file in files) - count
    if out is None:
        typer.echo(text, nl=False)
        _tell_left_out(left_out, lang.value, is_error=True)
        return
    try:
        out.write_text(text, encoding="utf-8")
    except OSError as error:
        lacking(_NOT_WRITTEN[lang.value].format(file=out, reason=error.strerror or error))
    typer.echo(_WRITTEN[lang.value].format(file=out, items=count, lessons=len(collections)))
    _tell_left_out(left_out, lang.value)


def collection_of(file: "ItemFile", lang: str) -> "Collection":
    """Every item of a lesson that can do without its page, with its numbers and where they come from.

    Parameters
    ----------
    file : ItemFile
        The items as written.
    lang : str
        ``id`` or ``en``.

    Raises
    ------
    QuizError
        If an item does not fit the numbers of its lesson.
    """
    from simulator.teaching.journal import Memory
    from simulator.teaching.page import Page
    from simulator.teaching.quiz.bank import every_item
    from simulator.teaching.quiz.handing_on import Collection, Source

    page = Page(file.lesson, lang, Memory())
    made = zip(every_item(file, lang, page.plan.quantities()), file.items, strict=True)
    items = [item for item, spec in made if not spec.needs]
    source = Source(page.plan.scenario.name, page.lab.seed, page.lab.replications)
    return Collection(file.lesson, lang, items, source)


def _tell_left_out(count: int, lang: str, *, is_error: bool = False) -> None:
    if count:
        typer.echo(_LEFT_OUT[lang].format(n=count), err=is_error)


def _text(collections: "list[Collection]", asked_format: QuizFormat) -> str:
    from simulator.teaching.quiz.gift import to_gift
    from simulator.teaching.quiz.moodle import to_moodle

    return to_gift(collections) if asked_format is QuizFormat.GIFT else to_moodle(collections)


def _check(out: Path | None, lang: str) -> None:
    """Refuse a file that cannot be written before any time is spent."""
    if out is not None and out.is_dir():
        wrong(_FOLDER[lang].format(file=out))
    if out is not None and not out.parent.is_dir():
        wrong(_NO_FOLDER[lang].format(file=out))
