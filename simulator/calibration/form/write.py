"""An empty form as a workbook."""

from datetime import date, datetime, time
from pathlib import Path
from typing import Any

from openpyxl import Workbook
from openpyxl.styles import Alignment, Border, Font, PatternFill, Side
from openpyxl.utils import get_column_letter
from openpyxl.worksheet.datavalidation import DataValidation
from openpyxl.worksheet.worksheet import Worksheet

from simulator.calibration.form.choices import Choices, choice_lists
from simulator.calibration.form.layout import (
    EXAMPLE_ROW,
    EXAMPLE_WORD,
    FIRST_COLUMN,
    FIRST_ROW,
    HEADER_ROW,
    MARK_SHEET,
    NUMBER_COLUMN,
    NUMBER_TITLE,
    VERSION,
    Column,
    Sheet,
)
from simulator.calibration.form.limits import MOST, MOST_MINUTES
from simulator.calibration.form.sheets import (
    INSTRUCTIONS,
    INSTRUCTIONS_HEADING,
    INSTRUCTIONS_NAME,
    example_permit,
    form_sheets,
)
from simulator.calibration.form.words import Lang, Words
from simulator.scenario import Scenario
from simulator.scenario.library import library_names

LISTS_ROW = 6
"""First row of the lists of the drop-downs on the hidden sheet."""

ROW_HEIGHT = 17
"""Points: room for handwriting on a printed form."""

OFFICE_WIDTHS = (50, 32, 30)
"""Question, answer, example."""

_FONT = "Calibri"
_HEAD = PatternFill("solid", fgColor="1F4E79")
_GREY = PatternFill("solid", fgColor="EDEDED")
_WRAPPED = Alignment(wrap_text=True, vertical="top")
_MIDDLE = Alignment(wrap_text=True, vertical="center", horizontal="left")
_CENTRED = Alignment(wrap_text=True, vertical="center", horizontal="center")
_LINE = Side(style="thin", color="A6A6A6")
_BOX = Border(left=_LINE, right=_LINE, top=_LINE, bottom=_LINE)

_LIKE_FORMULAS = ("=", "+", "-", "@")
_FORMATS = {
    "text": "@", "count": "0", "persons": "0", "minutes": "General", "days": "General", "share": "0%",
    "date": "yyyy-mm-dd", "time": "hh:mm", "moment": "yyyy-mm-dd hh:mm", "choice": "@",
}  # fmt: skip
_FORMATS_ID = {"date": "dd/mm/yyyy", "moment": "dd/mm/yyyy hh:mm"}

_PROMPT_TITLE = Words("Yang diisi", "What to write")
_FAULT_TITLE = Words("Belum sesuai", "Not possible")
_ANSWER, _QUESTION, _EXAMPLE = Words("Jawaban", "Answer"), Words("Pertanyaan", "Question"), Words("Contoh", "Example")


def write_form(file: Path, base: Scenario, lang: Lang = "id") -> None:
    """Write an empty form.

    Parameters
    ----------
    file : Path
        Where to; what is there is replaced.
    base : Scenario
        The office that the form stands on: its stations, classes, pools and subsystems fill the drop-downs.
    lang : {"id", "en"}
        Language of the form.

    Raises
    ------
    OSError
        If the file cannot be written.
    """
    choices = choice_lists(base)
    book = Workbook()
    _instructions(book.active, lang)
    lists = _lists_and_mark(book, choices, base, lang)
    for sheet in form_sheets(choices, example_permit(base)):
        page = book.create_sheet(sheet.name.in_(lang))
        _top(page, sheet, lang)
        (_office if sheet.key == "office" else _table)(page, sheet, choices, lists, lang)
        _print_setup(page, sheet)
    book.move_sheet(MARK_SHEET, offset=len(book.sheetnames))
    book.save(file)


def _instructions(page: Worksheet, lang: Lang) -> None:
    page.title = INSTRUCTIONS_NAME.in_(lang)
    page.column_dimensions["A"].width = 22
    page.column_dimensions["B"].width = 84
    _put(page, 1, 1, INSTRUCTIONS_HEADING.in_(lang)).font = Font(name=_FONT, bold=True, size=16)
    for row, (heading, text) in enumerate(INSTRUCTIONS, start=3):
        _put(page, row, 1, heading.in_(lang)).font = Font(name=_FONT, bold=True)
        _put(page, row, 2, text.in_(lang))
        for column in (1, 2):
            page.cell(row, column).alignment = _WRAPPED
        page.row_dimensions[row].height = 15 * _lines(text.in_(lang), 78) + 8
    page.page_setup.paperSize = page.PAPERSIZE_A4
    page.sheet_properties.pageSetUpPr.fitToPage = True
    page.page_setup.fitToHeight = 0


def _lists_and_mark(book: Workbook, choices: Choices, base: Scenario, lang: Lang) -> dict[str, str]:
    """Write the hidden sheet; give the range of each list."""
    page = book.create_sheet(MARK_SHEET)
    page.sheet_state = "hidden"
    for row, (name, value) in enumerate(
        (("simptsp_form", VERSION), ("lang", lang), ("base", base_mark(base))), start=1
    ):
        _put(page, row, 1, name)
        _put(page, row, 2, value)
    ranges = {}
    for column, (name, items) in enumerate(choices.items(), start=1):
        _put(page, LISTS_ROW - 1, column, name)
        for row, choice in enumerate(items, start=LISTS_ROW):
            _put(page, row, column, choice.title.in_(lang))
        letter = get_column_letter(column)
        ranges[name] = f"{MARK_SHEET}!${letter}${LISTS_ROW}:${letter}${LISTS_ROW + max(len(items), 1) - 1}"
    return ranges


def base_mark(base: Scenario) -> str:
    """What a form says of the scenario that it stands on.

    Parameters
    ----------
    base : Scenario
        The scenario.

    Returns
    -------
    str
        Its name in the library; of one from a file only the name of that file, which is never one of the library.
    """
    if not base.origin or base.origin in library_names():
        return base.origin or base.name
    name = Path(base.origin).name
    return f"{name}.yaml" if name in library_names() else name


def _put(page: Worksheet, row: int, column: int, value: Any) -> Any:
    """A cell with a value; a text stays one, also where it begins like a formula and is edited later."""
    cell = page.cell(row, column, value)
    if isinstance(value, str):
        cell.data_type = "s"
        cell.quotePrefix = value.startswith(_LIKE_FORMULAS)
    return cell


def _top(page: Worksheet, sheet: Sheet, lang: Lang) -> None:
    """Heading and the four lines that say what to do."""
    _put(page, 1, 1, sheet.heading.in_(lang)).font = Font(name=_FONT, bold=True, size=14)
    widths = OFFICE_WIDTHS if sheet.key == "office" else [column.width for column in sheet.columns]
    last, room = FIRST_COLUMN + len(widths) - 1, 6 + sum(widths)
    for row, line in enumerate(sheet.lines, start=2):
        text = line.in_(lang)
        page.merge_cells(start_row=row, end_row=row, start_column=1, end_column=last)
        _put(page, row, 1, text).alignment = _WRAPPED
        page.row_dimensions[row].height = 15 * _lines(text, room * 1.05) + 1
    page.column_dimensions["A"].width = 8


def _lines(text: str, room: float) -> int:
    return 1 + int(len(text) / room)


def _heading(page: Worksheet, column: int, title: str) -> None:
    cell = _put(page, HEADER_ROW, column, title)
    cell.font, cell.fill, cell.alignment, cell.border = (
        Font(name=_FONT, bold=True, color="FFFFFF"),
        _HEAD,
        _CENTRED,
        _BOX,
    )


def _example(page: Worksheet, row: int, column: int, value: Any, number_format: str) -> None:
    cell = _put(page, row, column, value)
    cell.font, cell.fill, cell.border = Font(name=_FONT, italic=True, color="595959"), _GREY, _BOX
    cell.number_format = number_format
    cell.alignment = Alignment(horizontal="left" if isinstance(value, str) else "center", wrap_text=True)


def _example_value(column: Column, choices: Choices, lang: Lang) -> str | int | float | date | time | datetime:
    if column.kind == "choice":
        items = choices[column.choices]
        return items[min(column.example, len(items) - 1)].title.in_(lang) if items else ""
    value: str | float | date = column.example.in_(lang) if isinstance(column.example, Words) else column.example
    return value


def number_format(column: Column, lang: Lang) -> str:
    """How the cells of a column are shown."""
    return (_FORMATS_ID if lang == "id" else {}).get(column.kind, _FORMATS[column.kind])


def _table(page: Worksheet, sheet: Sheet, choices: Choices, lists: dict[str, str], lang: Lang) -> None:
    last_row = FIRST_ROW + sheet.rows - 1
    _heading(page, NUMBER_COLUMN, NUMBER_TITLE.in_(lang))
    _example(page, EXAMPLE_ROW, NUMBER_COLUMN, EXAMPLE_WORD.in_(lang), "@")
    for row in range(FIRST_ROW, last_row + 1):
        _boxed(page, row, NUMBER_COLUMN, "0").value = row - FIRST_ROW + 1
        page.row_dimensions[row].height = ROW_HEIGHT
    for place, column in enumerate(sheet.columns, start=FIRST_COLUMN):
        letter, shape = get_column_letter(place), number_format(column, lang)
        page.column_dimensions[letter].width = column.width
        _heading(page, place, column.title.in_(lang))
        _example(page, EXAMPLE_ROW, place, _example_value(column, choices, lang), shape)
        for row in range(FIRST_ROW, last_row + 1):
            _boxed(page, row, place, shape)
        _validate(page, f"{letter}{FIRST_ROW}:{letter}{last_row}", column, lists, lang)
    lines = max(
        _lines(max(column.title.in_(lang).split(), key=len), column.width)
        + _lines(column.title.in_(lang), column.width - 1)
        for column in sheet.columns
    )
    page.row_dimensions[HEADER_ROW].height = 15 * (lines - 1) + 6
    page.freeze_panes = page.cell(EXAMPLE_ROW, FIRST_COLUMN)
    page.print_title_rows = f"{HEADER_ROW}:{HEADER_ROW}"


def _boxed(page: Worksheet, row: int, column: int, shape: str) -> Any:
    cell = page.cell(row, column)
    cell.border, cell.number_format = _BOX, shape
    return cell


def _office(page: Worksheet, sheet: Sheet, choices: Choices, lists: dict[str, str], lang: Lang) -> None:
    for place, (title, width) in enumerate(
        zip((_QUESTION, _ANSWER, _EXAMPLE), OFFICE_WIDTHS, strict=True), FIRST_COLUMN
    ):
        page.column_dimensions[get_column_letter(place)].width = width
        _heading(page, place, title.in_(lang))
    _heading(page, NUMBER_COLUMN, NUMBER_TITLE.in_(lang))
    for number, column in enumerate(sheet.columns, start=1):
        row, shape = HEADER_ROW + number, number_format(column, lang)
        _boxed(page, row, NUMBER_COLUMN, "0").value = number
        _put(page, row, FIRST_COLUMN, column.title.in_(lang))
        _boxed(page, row, FIRST_COLUMN, "@").alignment = _MIDDLE
        _boxed(page, row, FIRST_COLUMN + 1, shape).alignment = _MIDDLE
        _example(page, row, FIRST_COLUMN + 2, _example_value(column, choices, lang), shape)
        page.cell(row, FIRST_COLUMN + 2).alignment = _MIDDLE
        page.row_dimensions[row].height = 22
        _validate(page, f"C{row}", column, lists, lang)
    page.freeze_panes = page.cell(EXAMPLE_ROW, FIRST_COLUMN)


def _validate(page: Worksheet, cells: str, column: Column, lists: dict[str, str], lang: Lang) -> None:
    """Check what is typed, with a message before and one after in the language of the form."""
    rule = _rule(column, lists)
    hint = column.hint.in_(lang)
    text = hint[0].upper() + hint[1:] + "."
    check = DataValidation(
        **rule, allow_blank=True, showInputMessage=True, promptTitle=_PROMPT_TITLE.in_(lang), prompt=text,
        showErrorMessage="formula1" in rule, errorTitle=_FAULT_TITLE.in_(lang), error=text,
    )  # fmt: skip
    check.add(cells)
    page.add_data_validation(check)


def _rule(column: Column, lists: dict[str, str]) -> dict[str, Any]:
    """What may be typed in the cells of a column."""
    match column.kind:
        case "choice":
            return {"type": "list", "formula1": f"={lists[column.choices]}"}
        case "count" | "persons":
            return {"type": "whole", "operator": "between", "formula1": "0", "formula2": str(MOST)}
        case "minutes":
            return {"type": "decimal", "operator": "between", "formula1": "0", "formula2": str(MOST_MINUTES)}
        case "days":
            return {"type": "decimal", "operator": "between", "formula1": "0", "formula2": str(MOST)}
        case "share":
            return {"type": "decimal", "operator": "between", "formula1": "0", "formula2": "1"}
        case "date" | "moment":
            return {"type": "date", "operator": "greaterThan", "formula1": "40000"}
        case "time":
            return {"type": "time", "operator": "between", "formula1": "0", "formula2": "1"}
        case _:
            return {}


def _print_setup(page: Worksheet, sheet: Sheet) -> None:
    page.page_setup.orientation = "landscape" if sheet.is_landscape else "portrait"
    page.page_setup.paperSize = page.PAPERSIZE_A4
    page.sheet_properties.pageSetUpPr.fitToPage = True
    page.page_setup.fitToWidth, page.page_setup.fitToHeight = 1, 0
    page.page_margins.left = page.page_margins.right = 0.4
    page.page_margins.top = page.page_margins.bottom = 0.5
    page.oddFooter.center.text = "SimPTSP – &A – &P/&N"
