"""A filled-in collection form as the base of a study."""

import tempfile
from collections.abc import Sequence
from pathlib import Path

from simulator.calibration.form import FormError, Import, build_scenario, open_form, read_form, scenario_text
from simulator.calibration.form.words import shown
from simulator.scenario import LIBRARY, Scenario, library_names, load_scenario
from simulator.studio.study import Base
from simulator.teaching.words import Words


class FormRefused(ValueError):
    """A form that is not taken over.

    Attributes
    ----------
    sentences : sequence of str
        What is wrong, in the reader's language: one sentence for the file, or one for each bad cell.
    """

    def __init__(self, sentences: Sequence[str]) -> None:
        super().__init__(*sentences)
        self.sentences = sentences


def base_of_form(name: str, content: bytes, words: Words) -> tuple[Base, list[str]]:
    """The office of a form, as the text of a scenario; and what of the form was not used or looks odd.

    Parameters
    ----------
    name : str
        What the file is called, without a folder.
    content : bytes
        The workbook; what reads it guards itself (:mod:`simulator.calibration.form.gate`).
    words : Words
        Language of sentences.

    Raises
    ------
    FormRefused
        With all bad cells at once.
    """
    _ = words
    name = f"{name.rpartition('.')[0] or name}.xlsx"
    with tempfile.TemporaryDirectory(prefix="simptsp-") as folder:
        file = Path(folder) / name
        file.write_bytes(content)
        try:
            opened = open_form(file)
            office = _under(name, opened.mark.base, words)
            done = build_scenario(office, read_form(opened, office))
        except FormError as error:
            raise FormRefused(error.lines(words.lang_of_reports)) from None
    if done.form.is_empty:
        text = _("{file} belum diisi. Isi dulu lembar-lembarnya, lalu kirim lagi.")
        raise FormRefused([text.format(file=name)])
    text = scenario_text(done.scenario, f"{name}, simptsp import-form, {done.base}")
    return Base(text=text, title=name), _remarks(done, office, words)


def _remarks(done: Import, office: Scenario, words: Words) -> list[str]:
    """What was remarked of cells, and which ready-made changes do not fit the counts any more."""
    _ = words
    lang = words.lang_of_reports
    at = _("Lembar {sheet}, sel {cell}: {said}")
    said = [
        at.format(sheet=each.sheet_name, cell=each.address.rpartition("!")[2], said=each.said.in_(lang))
        for each in done.remarks
    ]
    if done.dropped:
        names = ", ".join(getattr(office.spec.patches[name].title, lang) for name in done.dropped)
        text = _("Perubahan siap pakai yang tidak cocok lagi dengan isi formulir, jadi tidak ditawarkan: {names}.")
        said.append(text.format(names=names))
    return said


def _under(name: str, base: str, words: Words) -> Scenario:
    """The scenario below a form; only one of the library, for a form comes from anybody."""
    _ = words
    office = load_scenario(LIBRARY / f"{base}.yaml") if base in library_names() else None
    if office is None or office.spec.horizon.start is None:
        text = _(
            "{file}: formulir ini dibuat dari kantor {base}, yang tidak ada di pustaka SimPTSP atau tidak bertanggal. "
            "Buat formulir baru dari salah satu contoh kantor, lalu salin isinya."
        )
        raise FormRefused([text.format(file=name, base=shown(base))])
    return office
