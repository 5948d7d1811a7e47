"""Commands for curricula: ``simptsp curriculum list``, ``check`` and ``render``."""

from enum import StrEnum
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer
from rich.markup import escape
from rich.table import Table

from simulator.terminal import Language, check_folder, console, lacking, wrong

if TYPE_CHECKING:
    from simulator.teaching.curriculum import Course, Fault, Training

curriculum = typer.Typer(no_args_is_help=True, help="Trainings and courses: list them, check them, print them.")

_HEADINGS = {
    "id": ("Kurikulum", "Judul", "Lama", "Pelajaran"),
    "en": ("Curriculum", "Title", "Length", "Lessons"),
}
_LENGTHS = {
    "id": {"training": "{days} hari, {jp} JP", "course": "{meetings} pertemuan, {credits} sks"},
    "en": {"training": "{days} days, {jp} JP", "course": "{meetings} meetings, {credits} sks"},
}
_WELL = {"id": "{name}: baik", "en": "{name}: all well"}
_FAULTS = {
    "id": "{n} hal perlu diperbaiki.",
    "en": "{n} things to mend.",
}
_WRITTEN = {"id": "{folder}: {n} berkas", "en": "{folder}: {n} files"}
_NOT_WRITTEN = {
    "id": "{folder} tidak dapat ditulis ({reason}); pilih folder lain",
    "en": "{folder} cannot be written ({reason}); choose another folder",
}
_MISSING = {
    "id": "Belum ada bahan untuk: {names}",
    "en": "There is no material yet for: {names}",
}
_UNKNOWN = {
    "id": "tidak ada kurikulum atau pelajaran {name}; yang ada: {names}",
    "en": "there is no curriculum or lesson {name}; there are: {names}",
}


class FileKind(StrEnum):
    """Kinds of files to print from."""

    HTML = "html"
    DOCX = "docx"


Lang = Annotated[Language, typer.Option("--lang", help="Language of what is printed.")]


def register(app: typer.Typer) -> None:
    """Add the commands of this module to an application."""
    app.add_typer(curriculum, name="curriculum")


@curriculum.command(name="list")
def list_all(lang: Lang = Language.ID) -> None:
    """Show the curricula that come with SimPTSP.

    Example: simptsp curriculum list --lang en
    """
    from simulator.teaching.curriculum import curriculum_names

    table = Table()
    for heading in _HEADINGS[lang.value]:
        table.add_column(heading, overflow="fold")
    for name in curriculum_names():
        one = _read(name)
        cells = (name, one.title.say(lang.value), _length(one, lang.value), str(len(one.lessons)))
        table.add_row(*map(escape, cells))
    console().print(table)


@curriculum.command()
def check(
    names: Annotated[
        list[str] | None,
        typer.Argument(metavar="[NAME]...", help="Curricula or lessons; all curricula if none is named."),
    ] = None,
    lang: Lang = Language.ID,
) -> None:
    """Look for what does not hold together: minutes, lessons, objectives, test items, guides, handouts, forms.

    Example: simptsp curriculum check workshop 01_why_queues_explode
    """
    from simulator.teaching.curriculum import curriculum_names

    found: dict[Fault, None] = {}
    for name in names or curriculum_names():
        faults = _faults(name, lang.value)
        if not faults:
            typer.echo(_WELL[lang.value].format(name=name))
        found |= dict.fromkeys(faults)
    for fault in found:
        typer.echo(str(fault), err=True)
    if found:
        wrong(_FAULTS[lang.value].format(n=len(found)))


@curriculum.command()
def render(
    name: Annotated[str, typer.Argument(metavar="NAME", help="A curriculum: see simptsp curriculum list.")],
    lang: Lang = Language.ID,
    kind: Annotated[FileKind, typer.Option("--format", help="Pages for a browser, or text files.")] = FileKind.HTML,
    out: Annotated[
        Path | None, typer.Option(metavar="FOLDER", help="Where to write; named after NAME if not said.")
    ] = None,
) -> None:
    """Write the plan, tests, forms, and each lesson's guide, handout and items as files to print.

    Example: simptsp curriculum render workshop --format docx --out cetak
    """
    from simulator.teaching.curriculum import render as write
    from simulator.teaching.curriculum import written_lessons

    one = _read(name)
    folder = out or Path(f"{name}-{lang.value}")
    try:
        check_folder(folder)
        files = write(one, lang.value, kind.value, folder)
    except ValueError as fault:
        wrong(str(fault))
    except OSError as fault:
        lacking(_NOT_WRITTEN[lang.value].format(folder=folder, reason=fault.strerror or fault))
    typer.echo(_WRITTEN[lang.value].format(folder=folder, n=len(files)))
    missing = [lesson for lesson in one.lessons if lesson not in written_lessons()]
    if missing:
        typer.echo(_MISSING[lang.value].format(names=", ".join(missing)), err=True)


def _read(name: str) -> "Training | Course":
    from simulator.teaching.curriculum import CurriculumError, read_curriculum

    try:
        return read_curriculum(name)
    except CurriculumError as fault:
        wrong(str(fault))


def _faults(name: str, lang: str) -> "list[Fault]":
    from simulator.teaching import curriculum as curricula

    lessons = curricula.written_lessons()
    if name in lessons:
        return curricula.check_lesson(lessons[name])
    if name not in curricula.curriculum_names():
        names = ", ".join([*curricula.curriculum_names(), *lessons])
        wrong(_UNKNOWN[lang].format(name=name, names=names))
    return curricula.check(_read(name))


def _length(one: "Training | Course", lang: str) -> str:
    if one.kind == "training":
        return _LENGTHS[lang][one.kind].format(days=len(one.days), jp=one.jp)
    return _LENGTHS[lang][one.kind].format(meetings=len(one.meetings), credits=one.credits)
