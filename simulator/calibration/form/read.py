"""A workbook that is a form -> its answers, or every bad cell."""

from datetime import time
from typing import Any

from openpyxl.workbook import Workbook
from openpyxl.worksheet.worksheet import Worksheet

from simulator.calibration.form.answers import Form, Row
from simulator.calibration.form.cells import FORMULA_FAILED, NO_RESULT, BadCell, cell_value
from simulator.calibration.form.choices import choice_lists
from simulator.calibration.form.faults import FormError
from simulator.calibration.form.gate import MOST_ROWS, TOO_MANY_ROWS, refused
from simulator.calibration.form.layout import (
    EXAMPLE_WORD,
    FIRST_COLUMN,
    NUMBER_COLUMN,
    NUMBER_TITLE,
    Column,
    Sheet,
)
from simulator.calibration.form.opening import OpenForm
from simulator.calibration.form.sheets import example_permit, form_sheets
from simulator.calibration.form.words import LANGUAGES, Lang, Words, plain, same, shown
from simulator.scenario import Scenario

NO_SHEET = Words(
    "{file}: lembar {sheets} tidak ada atau berganti nama; kembalikan namanya atau pakai formulir kosong yang baru.",
    "{file}: {sheets} is missing or has another name among the sheets; restore the name or take a new empty form.",
)
OTHER_HEADINGS = Words(
    "{file}: judul kolom di lembar {sheet} berubah ({title} tidak ditemukan); salin angkanya ke "
    "formulir kosong yang baru.",
    "{file}: the headings of the sheet {sheet} were changed ({title} is not found); copy the numbers "
    "into a new empty form.",
)
MERGED = Words("sel {cells} digabung; pisahkan", "the cells {cells} are merged; split them")
MISSING = Words("sel ini kosong; {hint}", "this cell is empty; {hint}")
OFFICE_NEEDED = Words("belum dijawab; {hint}", "not answered; {hint}")
EXAMPLE_CHANGED = Words(
    "baris contoh tidak dibaca, tetapi isinya berubah; tulis angka Anda di bawahnya",
    "the example row is not read, but it was changed; write your numbers below it",
)


def read_form(opened: OpenForm, base: Scenario) -> Form:
    """The answers of a form, each cell read on its own.

    Parameters
    ----------
    opened : OpenForm
        From :func:`open_form`.
    base : Scenario
        The office that the form stands on.

    Returns
    -------
    Form
        With a fault for each bad cell.

    Raises
    ------
    FormError
        With one sentence, if sheets or headings are not those of the form.
    """
    choices, lang = choice_lists(base), opened.mark.lang
    sheets = {sheet.key: sheet for sheet in form_sheets(choices, example_permit(base))}
    missing = [s.name.in_(lang) for s in sheets.values() if not isinstance(_page(opened.values, s, lang), Worksheet)]
    if missing:
        raise _in(lang, refused(NO_SHEET, opened.file, sheets=", ".join(missing)))
    form = Form(opened.file.name, lang, Row(0, {}), {}, sheets, choices)
    for sheet in sheets.values():
        _read_sheet(_Reader(opened, form, sheet))
    return form


def _in(lang: Lang, error: FormError) -> FormError:
    error.lang = lang
    return error


def _page(book: Workbook, sheet: Sheet, lang: Lang) -> Any:
    return book[sheet.name.in_(lang)] if sheet.name.in_(lang) in book.sheetnames else None


class _Reader:
    """One sheet of a workbook, cell by cell."""

    def __init__(self, opened: OpenForm, form: Form, sheet: Sheet):
        self.form, self.sheet, self.file = form, sheet, opened.file
        self._values = _page(opened.values, sheet, form.lang)
        self._formulas = _page(opened.formulas, sheet, form.lang)
        self.last_row = self._values.max_row
        if self.last_row > MOST_ROWS:
            raise _in(form.lang, refused(TOO_MANY_ROWS, opened.file, rows=MOST_ROWS))
        self.merged = [area.bounds for area in self._formulas.merged_cells.ranges]
        self.merged_names = [area.coord for area in self._formulas.merged_cells.ranges]

    def raw(self, row: int, column: int) -> object:
        """What stands in a cell; None for blanks."""
        value = self._values.cell(row, column).value
        return None if isinstance(value, str) and not value.strip() else value

    def read(self, row: Row, number: int, place: int, column: Column) -> None:
        """Read one cell into a row, or report it."""
        row.values[column.key] = None
        raw, formula = self.raw(number, place), self._formulas.cell(number, place)
        said = None
        if raw is None and formula.data_type == "f":
            said = NO_RESULT.filled(hint=column.hint)
        elif self._values.cell(number, place).data_type == "e":
            said = FORMULA_FAILED.filled(value=shown(raw), hint=column.hint)
        elif raw is not None:
            try:
                row.values[column.key] = cell_value(raw, column, self.form.choices, self.form.lang)
            except BadCell as error:
                said = error.said
        if said is not None:
            row.bad.add(column.key)
            self.form.faults.append(self.form.in_cell(self.sheet.key, number, place, said))

    def header_row(self) -> int:
        """Row of the headings.

        Raises
        ------
        FormError
            If it is not found.
        """
        titles = {plain(NUMBER_TITLE.in_(lang)) for lang in LANGUAGES}
        for row in range(1, min(self.last_row, 30) + 1):
            if plain(str(self.raw(row, NUMBER_COLUMN) or "")) in titles:
                return row
        raise self.other_headings(NUMBER_TITLE)

    def other_headings(self, title: Words) -> FormError:
        """A refusal because a heading is not where it was."""
        lang = self.form.lang
        parts = {"sheet": self.sheet.name.in_(lang), "title": same(f'"{title.in_(lang)}"')}
        return _in(lang, refused(OTHER_HEADINGS, self.file, **parts))


def _read_sheet(reader: _Reader) -> None:
    header = reader.header_row()
    for bounds, name in zip(reader.merged, reader.merged_names, strict=True):
        left, _, _, bottom = bounds
        if bottom > header:
            top = max(bounds[1], header + 1)
            reader.form.faults.append(
                reader.form.in_cell(reader.sheet.key, top, left, MERGED.filled(cells=name))
            )  # fmt: skip
    if reader.sheet.key == "office":
        reader.form.office = _read_office(reader, header)
    else:
        reader.form.tables[reader.sheet.key] = _read_table(reader, header)


def _is_merged(reader: _Reader, row: int, column: int) -> bool:
    return any(left <= column <= right and top <= row <= bottom for left, top, right, bottom in reader.merged)


def _read_office(reader: _Reader, header: int) -> Row:
    row = Row(header, {})
    for number, column in enumerate(reader.sheet.columns, start=1):
        place = header + number
        asked = plain(str(reader.raw(place, FIRST_COLUMN) or ""))
        if asked not in {plain(column.title.in_(lang)) for lang in LANGUAGES}:
            raise reader.other_headings(column.title)
        _read_cell(reader, row, place, FIRST_COLUMN + 1, column)
    return row


def _read_table(reader: _Reader, header: int) -> list[Row]:
    columns = list(enumerate(reader.sheet.columns, start=FIRST_COLUMN))
    for place, column in columns:
        if plain(str(reader.raw(header, place) or "")) not in {plain(column.title.in_(lang)) for lang in LANGUAGES}:
            raise reader.other_headings(column.title)
    rows = []
    examples = {plain(EXAMPLE_WORD.in_(lang)) for lang in LANGUAGES}
    for number in range(header + 1, reader.last_row + 1):
        if plain(str(reader.raw(number, NUMBER_COLUMN) or "")) in examples:
            _check_example(reader, number)
            continue
        row = Row(number, {})
        for place, column in columns:
            _read_cell(reader, row, number, place, column)
        if row.bad or any(value is not None for value in row.values.values()):
            rows.append(row)
            _require(reader.form, reader.sheet, row)
    return rows


def _check_example(reader: _Reader, number: int) -> None:
    """Say so where somebody wrote over the example, whose row is not read."""
    form, sheet = reader.form, reader.sheet
    for place, column in enumerate(sheet.columns, start=FIRST_COLUMN):
        raw = reader.raw(number, place)
        try:
            value = None if raw is None else cell_value(raw, column, form.choices, form.lang)
        except BadCell:
            value = raw
        if value is not None and value != _example(column, form):
            form.remarks.append(form.in_cell(sheet.key, number, place, EXAMPLE_CHANGED))
            return


def _example(column: Column, form: Form) -> object:
    """The example of a column as a value."""
    if column.kind == "choice":
        items = form.choices[column.choices]
        return items[min(column.example, len(items) - 1)].name if items else None
    if isinstance(column.example, time):
        return column.example.hour * 60 + column.example.minute
    return column.example


def _read_cell(reader: _Reader, row: Row, number: int, place: int, column: Column) -> None:
    if _is_merged(reader, number, place):
        row.values[column.key] = None
        row.bad.add(column.key)
    else:
        reader.read(row, number, place, column)


def _require(form: Form, sheet: Sheet, row: Row) -> None:
    for column in sheet.columns:
        if column.is_required and row[column.key] is None:
            form.fault(sheet.key, row, column.key, MISSING.filled(hint=column.hint))


def require_office(form: Form) -> None:
    """Report the answers about the office that every filled form needs; an empty form needs none."""
    if form.is_empty:
        return
    for column in form.sheets["office"].columns:
        if column.is_required and form.office[column.key] is None:
            form.fault("office", form.office, column.key, OFFICE_NEEDED.filled(hint=column.hint))
