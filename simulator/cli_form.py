"""Commands for the collection form: ``simptsp form`` and ``simptsp import-form``."""

from os.path import exists, isdir, samefile  # unlike those of Path, without an error for names that no file can have
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, NoReturn

import typer

from simulator.terminal import Language, lacking, wrong

if TYPE_CHECKING:
    from simulator.calibration.form import FormError, Import
    from simulator.calibration.form.words import Lang
    from simulator.scenario import Scenario

DEFAULT_BASE = "kabupaten-menengah"

_WRITTEN = {
    "id": "{file}: formulir kosong di atas skenario {base}; isi, lalu jalankan simptsp import-form {command}",
    "en": "{file}: an empty form on the scenario {base}; fill it in, then run simptsp import-form {command}",
}
_EXISTS = {
    "id": "{file} sudah ada; pilih nama lain, atau tambahkan --force untuk menimpanya",
    "en": "{file} exists already; choose another name, or add --force to replace it",
}
_NO_DATES = {
    "id": "{base}: skenario tanpa tanggal (horizon.start) tidak dapat dipakai untuk formulir; "
    "pakai yang lain dengan --base",
    "en": "{base}: a scenario without dates (horizon.start) cannot be used for a form; name another one with --base",
}
_UNKNOWN_BASE = {
    "id": "{file}: formulir ini dibuat di atas skenario {base}, yang bukan bawaan SimPTSP; sebutkan berkas skenarionya "
    "dengan --base",
    "en": "{file}: this form was made on the scenario {base}, which does not come with SimPTSP; name its file with "
    "--base",
}
_FOLDER = {
    "id": "{file}: ini folder; sebutkan nama berkas",
    "en": "{file}: this is a folder; name a file",
}
_NO_FOLDER = {
    "id": "{file}: foldernya tidak ada; buat foldernya dahulu, atau pilih folder lain",
    "en": "{file}: there is no such folder; make it first, or choose another one",
}
_NO_YAML = {
    "id": "--out {file}: skenario adalah berkas .yaml; pilih nama dengan akhiran itu",
    "en": "--out {file}: a scenario is a file that ends in .yaml; choose such a name",
}
_THE_FORM = {
    "id": "--out {file}: ini formulir itu sendiri; pilih nama lain",
    "en": "--out {file}: this is the form itself; choose another name",
}
_NOT_WRITTEN = {
    "id": "{file} tidak dapat ditulis ({reason}); pilih folder lain",
    "en": "{file} cannot be written ({reason}); choose another folder",
}
_BAD = {
    "id": "{n} sel perlu diperbaiki; tidak ada yang ditulis.",
    "en": "{n} cells need correction; nothing was written.",
}
_DONE = {
    "id": "{file}: skenario ditulis; jalankan dengan simptsp run {file}",
    "en": "{file}: scenario written; run it with simptsp run {file}",
}

Force = Annotated[bool, typer.Option("--force", help="Replace a file that is there already.")]


def register(app: typer.Typer) -> None:
    """Add the commands of this module to an application."""
    app.command()(form)
    app.command(name="import-form")(import_form)


def form(
    file: Annotated[Path, typer.Argument(metavar="FILE.xlsx", help="The form to write.")] = Path("formulir-ptsp.xlsx"),
    lang: Annotated[Language, typer.Option(help="Language of the form.")] = Language.ID,
    base: Annotated[
        str, typer.Option(metavar="SCENARIO", help="The office whose desks, permits and staff the form asks about.")
    ] = DEFAULT_BASE,
    force: Force = False,
) -> None:
    """Write an empty form in which an office fills in its own counts.

    Example: simptsp form formulir-ptsp.xlsx
    """
    from simulator.calibration.form import write_form
    from simulator.scenario.library import library_names

    office = _base(base, lang.value)
    if file.suffix.lower() != ".xlsx":
        file = file.with_name(f"{file.name}.xlsx")
    _refuse_target(file, force, lang.value)
    try:
        write_form(file, office, lang.value)
    except OSError as error:
        lacking(_NOT_WRITTEN[lang.value].format(file=file, reason=error.strerror or error))
    command = f"{file}" if base in library_names() else f"{file} --base {base}"
    typer.echo(_WRITTEN[lang.value].format(file=file, base=office.name, command=command))


def import_form(
    file: Annotated[Path, typer.Argument(metavar="FILE.xlsx", help="A form that was filled in.")],
    out: Annotated[
        Path | None,
        typer.Option(metavar="FILE.yaml", help="The scenario to write; named after the office if not said."),
    ] = None,
    base: Annotated[
        str | None,
        typer.Option(metavar="SCENARIO", help="What stays where the form is silent; the one the form was made for."),
    ] = None,
    lang: Annotated[
        Language | None, typer.Option(help="Language of what is printed; that of the form if not said.")
    ] = None,
    show_all: Annotated[bool, typer.Option("--all", help="Print every remark and every assumed input.")] = False,
    force: Force = False,
) -> None:
    """Turn a filled form into a scenario of that office; report every bad cell by its address.

    Example: simptsp import-form formulir-ptsp.xlsx --out kantor-saya.yaml
    """
    from simulator.calibration.form import FormError, build_scenario, open_form, read_form, summary

    said: Lang | None = lang.value if lang else None
    try:
        opened = open_form(file)
        said = said or opened.mark.lang
        if out:
            _refuse_out(out, file, force, said)
        office = _base(base, said) if base else _base_of_form(file, opened.mark.base, said)
        done = build_scenario(office, read_form(opened, office))
    except FormError as error:
        _refuse(error, said)
    target = out or Path(f"{done.scenario.name}.yaml")
    _refuse_target(target, force, said)
    _write(done, target, said)
    typer.echo("\n".join([*summary(done, said, show_all), _DONE[said].format(file=target)]))


def _base(name: str, lang: "Lang") -> "Scenario":
    """The scenario below a form."""
    from simulator.scenario import ScenarioError, load_scenario

    try:
        office = load_scenario(name)
    except ScenarioError as error:
        wrong(str(error))
    if office.spec.horizon.start is None:
        wrong(_NO_DATES[lang].format(base=name))
    return office


def _base_of_form(file: Path, name: str, lang: "Lang") -> "Scenario":
    """The scenario that a form names; only one of the library, for a form comes from anybody."""
    from simulator.calibration.form.words import shown
    from simulator.scenario.library import LIBRARY, library_names

    if name not in library_names():
        wrong(_UNKNOWN_BASE[lang].format(file=file.name, base=shown(name)))
    return _base(str(LIBRARY / f"{name}.yaml"), lang)


def _refuse_out(out: Path, form: Path, force: bool, lang: "Lang") -> None:
    """End the command if its scenario cannot be written where it was told to."""
    if isdir(out):
        wrong(_FOLDER[lang].format(file=out))
    if exists(out) and samefile(out, form):
        wrong(_THE_FORM[lang].format(file=out))
    if out.suffix.lower() not in (".yaml", ".yml"):
        wrong(_NO_YAML[lang].format(file=out))
    _refuse_target(out, force, lang)


def _refuse_target(file: Path, force: bool, lang: "Lang") -> None:
    """End the command if a file cannot be written, or is there already."""
    if isdir(file):
        wrong(_FOLDER[lang].format(file=file))
    if not isdir(file.parent):
        lacking(_NO_FOLDER[lang].format(file=file))
    if exists(file) and not force:
        wrong(_EXISTS[lang].format(file=file))


def _refuse(error: "FormError", lang: "Lang | None") -> NoReturn:
    """End the command with what is wrong with a form."""
    lines = error.lines(lang)
    if error.faults:
        lines.append(_BAD[lang or error.lang].format(n=len(error.faults)))
    wrong("\n".join(lines))


def _write(done: "Import", target: Path, lang: "Lang") -> None:
    """Write the scenario with a comment that says what it was made of."""
    from simulator.calibration.form import scenario_text

    form = done.form
    comment = f"Made by `simptsp import-form` from the form {form.file}, on the scenario {done.base}."
    try:
        target.write_text(scenario_text(done.scenario, comment), encoding="utf-8")
    except OSError as error:
        lacking(_NOT_WRITTEN[lang].format(file=target, reason=error.strerror or error))
