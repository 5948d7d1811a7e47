"""A CSV or XLSX file -> pages of cells, refused where it is neither or too large."""

import csv
import io
import re
import warnings
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path
from typing import NamedTuple

from openpyxl import load_workbook
from openpyxl.workbook import Workbook
from openpyxl.worksheet.worksheet import Worksheet

from simulator.calibration.form import gate
from simulator.calibration.form.faults import FormError
from simulator.calibration.form.gate import DAMAGED, MOST_BYTES, check_file, refused
from simulator.calibration.form.words import Words, same, shown
from simulator.calibration.survey import texts

SEPARATORS = ";,\t|"
HEADER_ROWS = 30

_ZIP, _OLD = b"PK\x03\x04", b"\xd0\xcf\x11\xe0"
_MOST_PLACES = 400_000
"""Rows by columns of a sheet: each becomes a cell, also where nothing stands."""

_SEPARATOR_LINE = re.compile(r"sep=.\r?\n")
"""By which spreadsheets are told the separator; they do not count it as a row."""

_UTF_16 = (b"\xff\xfe", b"\xfe\xff")


class Cell(NamedTuple):
    """What stands in a cell: a value, None for nothing; or what is wrong with it."""

    value: object
    fault: Words | None = None


@dataclass(frozen=True)
class Page:
    """A sheet, or a CSV file as one separator cuts it up.

    Attributes
    ----------
    name : str
        Of the sheet, or of the file.
    rows : list of list of Cell
        From the first row on; they may differ in length.
    is_text : bool
        Whether it comes from a CSV file.
    """

    name: str
    rows: list[list[Cell]] = field(repr=False)
    is_text: bool = False


def read_pages(file: Path, sheet: str | None = None) -> list[Page]:
    """The pages of a file; for CSV one for each separator that it may have.

    Parameters
    ----------
    file : Path
        CSV (UTF-8, UTF-16 with its mark, or Windows) or XLSX, whatever its name.
    sheet : str, optional
        The only sheet wanted.

    Returns
    -------
    list of Page
        With the values of the cells; of formulas, their results.

    Raises
    ------
    FormError
        With one sentence.
    """
    try:
        start, size = _start(file)
        if start.startswith((_ZIP, _OLD)) or size == 0 or (file.suffix.lower() == ".xlsx"):
            check_file(file)
            return _sheets(file, sheet)
        if size > MOST_BYTES:
            raise refused(gate.TOO_LARGE, file)
    except FormError as error:
        raise _of_a_questionnaire(error, file) from None
    if sheet is not None:
        raise refused(texts.SHEET_OF_CSV, file)
    return list(_cut(_text(file), file))


def _start(file: Path) -> tuple[bytes, int]:
    """First bytes and size; nothing of what :func:`check_file` has a sentence for."""
    try:
        with file.open("rb") as stream:
            return stream.read(len(_OLD)), stream.seek(0, 2)
    except (OSError, ValueError):
        check_file(file)
        raise


def _of_a_questionnaire(error: FormError, file: Path) -> FormError:
    """A refusal of the form's gate in words that fit a questionnaire."""
    parts = {"file": file.name or str(file), "rows": gate.MOST_ROWS, "cells": gate.MOST_CELLS}
    for said, instead in texts.OF_THE_FORM:
        possible = [said.filled(**parts, most=most) for most in (gate.MOST_ELEMENTS, gate.MOST_OTHERS)]
        if error.refusal in possible:
            return refused(instead, file)
    return error


def _text(file: Path) -> str:
    raw = file.read_bytes()
    for encoding in ("utf-16",) if raw.startswith(_UTF_16) else ("utf-8-sig", "cp1252"):
        try:
            text = raw.decode(encoding)
        except UnicodeDecodeError:
            continue
        if "\0" not in text:
            return _SEPARATOR_LINE.sub("", text, count=1) if _SEPARATOR_LINE.match(text) else text
    raise refused(texts.NOT_A_TABLE, file)


def _cut(text: str, file: Path) -> Iterator[Page]:
    for separator in SEPARATORS:
        if separator not in text:
            continue
        rows = []
        try:
            for row in csv.reader(io.StringIO(text, newline=""), delimiter=separator):
                if max(map(len, row), default=0) > texts.MOST_LETTERS:
                    raise refused(texts.NOT_A_TABLE, file)
                rows.append([Cell(value.strip() or None) for value in row])
                _check_size(len(rows), len(row), file)
        except csv.Error:
            raise refused(texts.NOT_A_TABLE, file) from None
        yield Page(file.name, rows, is_text=True)


def _check_size(rows: int, columns: int, file: Path) -> None:
    if rows > texts.MOST_ROWS:
        raise refused(texts.TOO_MANY_ROWS, file, rows=texts.MOST_ROWS)
    if columns > texts.MOST_COLUMNS:
        raise refused(texts.TOO_MANY_COLUMNS, file, columns=texts.MOST_COLUMNS)


def _sheets(file: Path, sheet: str | None) -> list[Page]:
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")  # of openpyxl, about parts of a workbook that it does not keep
        try:
            values, formulas = load_workbook(file, data_only=True), load_workbook(file)
        except Exception:  # openpyxl raises many kinds for a damaged workbook
            raise refused(DAMAGED, file) from None
    names = [page.title for page in values.worksheets]
    if sheet is not None and sheet not in names:
        raise refused(texts.NO_SHEET, file, sheet=shown(sheet), sheets=same(", ".join(map(shown, names))))
    return [_page(values, formulas, name, file) for name in names if sheet in (None, name)]


def _page(values: Workbook, formulas: Workbook, name: str, file: Path) -> Page:
    page, written = values[name], formulas[name]
    assert isinstance(page, Worksheet)
    assert isinstance(written, Worksheet)
    if page.max_row > gate.MOST_ROWS or page.max_row * page.max_column > _MOST_PLACES:
        raise refused(texts.TOO_MANY_IN_EXCEL, file)
    _check_size(page.max_row, page.max_column, file)
    merged = {cell: area.coord for area in written.merged_cells.ranges for cell in area.cells}
    rows = [[Cell(None)] * page.max_column for _ in range(page.max_row)]
    for row in page.iter_rows():
        for cell in row:
            place = (cell.row, cell.column)
            is_formula = written.cell(*place).data_type == "f"
            found = _cell(cell.value, cell.data_type == "e", is_formula)
            if place in merged:
                found = Cell(found.value, texts.MERGED.filled(cells=merged[place]))
            rows[cell.row - 1][cell.column - 1] = found
    return Page(name, rows)


def _cell(value: object, is_failed: bool, is_formula: bool) -> Cell:
    if is_failed:
        return Cell(None, texts.FORMULA_FAILED.filled(value=shown(value)))
    if value is None and is_formula:
        return Cell(None, texts.NO_RESULT)
    return Cell(None if isinstance(value, str) and not value.strip() else value)
