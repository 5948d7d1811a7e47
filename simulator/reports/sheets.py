"""A document as a workbook (.xlsx): a sheet for each table, with numbers to go on with."""

import io
import re
from collections.abc import Iterator, Sequence
from math import ceil, isfinite
from pathlib import Path
from typing import Any

from openpyxl import Workbook
from openpyxl.styles import Alignment, Font, PatternFill
from openpyxl.utils import get_column_letter
from openpyxl.worksheet.hyperlink import Hyperlink
from openpyxl.worksheet.properties import PageSetupProperties

from simulator.figures import Lang
from simulator.measures import Estimate
from simulator.reports.document import (
    Bullets,
    Cell,
    Code,
    Definitions,
    Document,
    Group,
    Measured,
    Money,
    Paragraph,
    Row,
    Section,
    Share,
    Table,
    clean,
)
from simulator.reports.numbers import scale_of

FIRST = {"id": "Ringkasan", "en": "Summary"}
TEXTS = {"id": "Uraian", "en": "Text"}
_TABLES = {"id": "Tabel di buku kerja ini", "en": "Tables in this workbook"}
_UNIT = {"id": "Satuan", "en": "Unit"}
_PART = {"id": "Bagian", "en": "Part"}

_LONGEST_NAME = 31
_LONGEST_TEXT = 32_000
_NOT_IN_NAMES = re.compile(r"[\[\]:*?/\\']")
_STARTS_FORMULA = ("=", "+", "-", "@")
_WIDEST = 70
_TEXT_WIDTH = 88
_LINE_PT, _HIGHEST = 15.0, 400.0


def write_xlsx(document: Document, file: Path) -> None:
    """Write a document as a workbook: its summary and manifest, its other text, then each table on a sheet of its own.

    Pictures are left out: the tables hold their numbers.

    Parameters
    ----------
    document : Document
        The report.
    file : Path
        A file that is there already is replaced.

    Raises
    ------
    OSError
        If it cannot be written.
    """
    book = Workbook()
    lang = document.lang
    book.properties.creator, book.properties.title = "SimPTSP", clean(document.title)[:255]
    book.properties.language = {"id": "id-ID", "en": "en-GB"}[lang]
    first = book.active
    first.title = FIRST[lang]
    texts = book.create_sheet(TEXTS[lang])
    names = {FIRST[lang].casefold(), TEXTS[lang].casefold()}
    sheets = []
    for table in _tables(document.sections):
        sheet = book.create_sheet(_name(table.title, names))
        _fill(sheet, _spread(table, lang), lang)
        sheets.append((sheet.title, clean(table.title)))
    on_first = [section for section in document.sections if section.kind in ("summary", "manifest")]
    _write_texts(first, [(document.title, "title"), (document.subtitle, ""), *_lines(on_first)])
    _write_index(first, sheets, lang)
    _write_texts(texts, _lines([section for section in document.sections if section not in on_first]))
    buffer = io.BytesIO()
    book.save(buffer)
    file.write_bytes(buffer.getvalue())


def _tables(sections: Sequence[Section]) -> Iterator[Table]:
    for section in sections:
        yield from (block for block in section.all_blocks() if isinstance(block, Table))


def _lines(sections: Sequence[Section]) -> Iterator[tuple[str, str]]:
    """Text and its kind, line by line; tables are elsewhere."""
    for section in sections:
        if not _has_text(section):
            continue
        yield section.title, "heading"
        for block in section.blocks:
            if isinstance(block, Paragraph):
                yield block.text, "heading" if block.is_strong else ""
            elif isinstance(block, Code):
                yield block.text, ""
            elif isinstance(block, Bullets):
                yield from ((f"• {point}", "") for point in block.points)
            elif isinstance(block, Definitions):
                yield from ((f"{term}: {words}", "") for term, words in block.entries)
        yield from _lines(section.sections)


def _has_text(section: Section) -> bool:
    return any(isinstance(block, Paragraph | Code | Bullets | Definitions) for block in section.all_blocks())


def _write_texts(sheet: Any, lines: "Sequence[tuple[str, str]] | Iterator[tuple[str, str]]") -> None:
    sheet.column_dimensions["A"].width = _TEXT_WIDTH
    sheet.sheet_view.showGridLines = False
    _set_paper(sheet, "portrait")
    for place, (text, kind) in enumerate(lines, 1):
        cell = sheet.cell(place, 1)
        _put(cell, text)
        cell.alignment = Alignment(wrap_text=True, vertical="top")
        sheet.row_dimensions[place].height = _height(
            [len(clean(text)) * (1.6 if kind == "title" else 1.05) / _TEXT_WIDTH]
        )
        if kind == "title":
            sheet.row_dimensions[place].height = max(24.0, float(sheet.row_dimensions[place].height))
        if kind:
            cell.font = Font(bold=True, size=16 if kind == "title" else 12)


def _write_index(sheet: Any, sheets: Sequence[tuple[str, str]], lang: Lang) -> None:
    """Below the text, the tables, each with a link to its sheet."""
    start = sheet.max_row + 2
    _put(sheet.cell(start, 1), _TABLES[lang])
    sheet.cell(start, 1).font = Font(bold=True, size=12)
    for place, (name, title) in enumerate(sheets, start + 1):
        cell = sheet.cell(place, 1)
        _put(cell, title)
        cell.hyperlink = Hyperlink(ref=cell.coordinate, location=f"'{name}'!A1")
        cell.font = Font(color="0B5394", underline="single")


def _name(title: str, taken: set[str]) -> str:
    """A name that a sheet may have and no other has."""
    base = _NOT_IN_NAMES.sub(" ", clean(title)).strip()[:_LONGEST_NAME].strip() or "-"
    name, number = base, 1
    while name.casefold() in taken:
        number += 1
        end = f" {number}"
        name = base[: _LONGEST_NAME - len(end)] + end
    taken.add(name.casefold())
    return name


def _spread(table: Table, lang: Lang) -> Table:
    """The table with a column for means, one for half-widths and, where it differs from row to row, one for units."""
    units, columns = table.units(lang), table.columns
    is_measured = [any(isinstance(cell, Measured) for cell in column) for column in columns]
    headings: list[str] = []
    for heading, unit, measured in zip(table.shown_headings(lang), units, is_measured, strict=True):
        headings += [heading, *(["±"] if measured else []), *([_UNIT[lang]] if measured and not unit else [])]
    groups = tuple(
        Group(group.title, tuple(_spread_row(row, units, is_measured, lang) for row in group.rows))
        for group in table.groups
    )
    return Table(table.title, tuple(headings), groups, table.caption)


def _spread_row(row: Row, units: Sequence[str], is_measured: Sequence[bool], lang: Lang) -> Row:
    cells: list[Cell] = []
    for cell, unit, measured in zip(row, units, is_measured, strict=True):
        if not isinstance(cell, Measured):
            cells += [cell, *([None] if measured else []), *([""] if measured and not unit else [])]
            continue
        cells += [*_two(cell.estimate), *([] if unit else [cell.unit(lang)])]
    return tuple(cells)


def _two(estimate: Estimate) -> tuple[Cell, Cell]:
    if estimate.unit == "share":
        return Share(estimate.mean), Share(estimate.half_width)
    factor = scale_of(estimate).factor
    return float(estimate.mean * factor), float(estimate.half_width * factor)


def _fill(sheet: Any, table: Table, lang: Lang) -> None:
    """Title, headings that stay in sight, rows, caption. What a group is called stands in a column of its own."""
    has_parts = any(group.title for group in table.groups)
    headings = ([_PART[lang]] if has_parts else []) + list(table.headings)
    rows = [(*([group.title] if has_parts else []), *row) for group in table.groups for row in group.rows]
    _set_paper(sheet, "landscape")
    sheet.print_title_rows = "2:2"
    widths = [_width(heading, [row[column] for row in rows]) for column, heading in enumerate(headings)]
    _put(sheet.cell(1, 1), table.title)
    sheet.cell(1, 1).font = Font(bold=True, size=12)
    for column, heading in enumerate(headings, 1):
        cell = sheet.cell(2, column)
        _put(cell, heading)
        cell.font, cell.fill = Font(bold=True), PatternFill("solid", fgColor="EEF3F7")
        is_number = any(not isinstance(row[column - 1], str | None) for row in rows)
        cell.alignment = Alignment(wrap_text=True, vertical="top", horizontal="right" if is_number else "left")
        sheet.column_dimensions[get_column_letter(column)].width = widths[column - 1]
    sheet.row_dimensions[2].height = _height(
        [len(heading) * 1.2 / width for heading, width in zip(headings, widths, strict=True)]
    )
    for place, row in enumerate(rows, 3):
        sheet.row_dimensions[place].height = _height(
            [_length(cell) * 1.05 / width for cell, width in zip(row, widths, strict=True)]
        )
        for column, value in enumerate(row, 1):
            cell = sheet.cell(place, column)
            _put(cell, value)
            cell.alignment = Alignment(wrap_text=isinstance(value, str), vertical="top")
    if table.caption:
        _write_caption(sheet, len(rows) + 4, table.caption, widths)
    sheet.freeze_panes = "A3"


def _width(heading: str, cells: Sequence[Cell]) -> float:
    """Of a column, in letters: the longest text, and half the heading, which is broken in two lines."""
    longest = max([len(heading) / 2, *map(len, heading.split()), *map(_length, cells)])
    return min(_WIDEST, max(10.0, longest + 2))


def _length(cell: Cell) -> int:
    return len(cell) if isinstance(cell, str) else 8


def _height(lines: Sequence[float]) -> float:
    """Of a row, in points, for texts that take so many lines; programs differ in whether they find out themselves."""
    return min(_HIGHEST, _LINE_PT * max([1, *map(ceil, lines)]))


def _write_caption(sheet: Any, place: int, caption: str, widths: Sequence[float]) -> None:
    """Below the table, over all its columns, so that it does not run out of the page."""
    _put(sheet.cell(place, 1), caption)
    sheet.cell(place, 1).alignment = Alignment(wrap_text=True, vertical="top")
    sheet.merge_cells(start_row=place, end_row=place, start_column=1, end_column=len(widths))
    sheet.row_dimensions[place].height = _height([len(caption) * 1.1 / sum(widths)])


def _set_paper(sheet: Any, orientation: str) -> None:
    """A4, as many pages as it takes, but never more than one beside the other."""
    sheet.page_setup.paperSize, sheet.page_setup.orientation = sheet.PAPERSIZE_A4, orientation
    sheet.sheet_properties.pageSetUpPr = PageSetupProperties(fitToPage=True)
    sheet.page_setup.fitToWidth, sheet.page_setup.fitToHeight = 1, 0


def _put(cell: Any, value: Cell) -> None:
    """A number as a number, everything else as text, even where it looks like a formula."""
    if value is None or (isinstance(value, float) and not isfinite(value)):
        return
    if not isinstance(value, str):
        cell.value = int(value) if isinstance(value, int) else float(value)
        cell.number_format = _format(value)
        return
    text = clean(value)[:_LONGEST_TEXT]
    cell.value, cell.data_type = text, "s"
    if text.startswith(_STARTS_FORMULA):
        cell.quotePrefix = True


def _format(value: float) -> str:
    if isinstance(value, Share):
        return "0.0%"
    if isinstance(value, Money | int) or abs(value) >= 1000:
        return "#,##0"
    return "0.0" if abs(value) >= 10 else "0.00" if abs(value) >= 1 else "0.0000"
