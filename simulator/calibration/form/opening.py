"""A file -> a workbook that is a form."""

import warnings
from dataclasses import dataclass
from pathlib import Path

from openpyxl import load_workbook
from openpyxl.workbook import Workbook
from openpyxl.worksheet.worksheet import Worksheet

from simulator.calibration.form.gate import DAMAGED, check_file, refused
from simulator.calibration.form.layout import MARK_SHEET, VERSION
from simulator.calibration.form.words import LANGUAGES, Lang, Words

NOT_THE_FORM = Words(
    "{file}: ini bukan formulir SimPTSP; buat formulir kosong dengan simptsp form.",
    "{file}: this is not a form of SimPTSP; make an empty one with simptsp form.",
)
NEWER = Words(
    "{file}: formulir ini dari versi SimPTSP yang lebih baru ({version}); perbarui SimPTSP.",
    "{file}: this form is of a later version of SimPTSP ({version}); update SimPTSP.",
)


@dataclass(frozen=True)
class Mark:
    """What the hidden sheet says of a form: its language, and the scenario that it stands on."""

    lang: Lang
    base: str


@dataclass(frozen=True)
class OpenForm:
    """A workbook that is a form: its values, its formulas, and what it says of itself."""

    file: Path
    values: Workbook
    formulas: Workbook
    mark: Mark


def open_form(file: Path) -> OpenForm:
    """Open a file that must be a form.

    Parameters
    ----------
    file : Path
        The file.

    Returns
    -------
    OpenForm
        Its workbook, as values and as formulas.

    Raises
    ------
    FormError
        With one sentence, if it is not, or cannot be opened.
    """
    check_file(file)
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")  # of openpyxl, about parts of a workbook that it does not keep
        try:
            values = load_workbook(file, data_only=True)
            formulas = load_workbook(file)
        except Exception:  # openpyxl raises many kinds for a damaged workbook
            raise refused(DAMAGED, file) from None
    return OpenForm(file, values, formulas, _mark(values, file))


def _mark(book: Workbook, file: Path) -> Mark:
    page = book[MARK_SHEET] if MARK_SHEET in book.sheetnames else None
    said = {}
    if isinstance(page, Worksheet):
        said = {page.cell(row, 1).value: page.cell(row, 2).value for row in (1, 2, 3)}
    version, lang = said.get("simptsp_form"), said.get("lang")
    if not isinstance(version, int) or lang not in LANGUAGES:
        raise refused(NOT_THE_FORM, file)
    if version > VERSION:
        raise refused(NEWER, file, version=version)
    return Mark(lang, str(said.get("base")))
