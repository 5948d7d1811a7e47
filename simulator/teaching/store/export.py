"""What is kept of a class, as files to hand on."""

import csv
import io
import json
import zipfile
from pathlib import Path
from typing import Any, BinaryIO
from uuid import UUID

from openpyxl import Workbook
from openpyxl.cell import WriteOnlyCell
from openpyxl.styles import Font
from sqlalchemy.orm import Session

from simulator.locale import translator
from simulator.teaching.store.classes import class_room
from simulator.teaching.store.errors import StoreError
from simulator.teaching.store.events import class_events
from simulator.teaching.store.records import ClassRoom
from simulator.teaching.store.schema import ClassRow
from simulator.teaching.store.statements import statement
from simulator.teaching.store.tables import HEADS, LABELS, Cell, Table, tables

FORMATS = {"csv": "zip", "xlsx": "xlsx", "json": "json"}
"""Format -> ending of its file."""

#: What makes a spreadsheet compute: OWASP, "CSV Injection". The wide forms count in East Asian editions.
_FORMULA = ("=", "+", "-", "@", "\t", "\r", "\n", "＝", "＋", "－", "＠")


def export_class(
    session: Session, class_id: int, target: Path | str | BinaryIO, format: str, questions: int | None = None
) -> Path | None:
    """Write a class to a folder or stream; the file if it was a folder."""
    row = session.get(ClassRow, class_id)
    if row is None or format not in FORMATS:
        raise StoreError("choice_unknown")
    room = class_room(session, row)
    if format == "json":
        contents = _statements(session, room, row.key)
    else:
        contents = _tables(tables(session, room, questions), room, format)
    if not isinstance(target, Path | str):
        target.write(contents)
        return None
    file = Path(target) / f"simptsp-{room.days[0].isoformat()}-{room.id}.{FORMATS[format]}"
    try:
        file.parent.mkdir(parents=True, exist_ok=True)
        file.write_bytes(contents)
    except OSError as error:
        raise StoreError("cannot_open", place=str(file)) from error
    return file


def _statements(session: Session, room: ClassRoom, key: str) -> bytes:
    said = [statement(event, room, UUID(key)) for event in class_events(session, room.id)]
    return json.dumps(said, ensure_ascii=False, indent=1).encode()


def _tables(found: list[Table], room: ClassRoom, format: str) -> bytes:
    return zipped_csv(found) if format == "csv" else workbook(found, room.lang)


def zipped_csv(found: list[Table]) -> bytes:
    """A CSV file for each table, in a zip; UTF-8 with a mark, without which Excel misreads letters."""
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w", zipfile.ZIP_DEFLATED) as archive:
        for table in found:
            text = io.StringIO(newline="")
            writer = csv.writer(text)
            writer.writerow(table.columns)
            writer.writerows([_csv_cell(cell) for cell in row] for row in table.rows)
            archive.writestr(f"{table.name}.csv", text.getvalue().encode("utf-8-sig"))
    return buffer.getvalue()


def workbook(found: list[Table], lang: str) -> bytes:
    """A sheet for each table, with headings and labels in the class's language."""
    _ = translator(lang)
    book = Workbook(write_only=True)
    for table in found:
        sheet = book.create_sheet(_(HEADS[table.name]))
        sheet.freeze_panes = "A2"
        sheet.append([_sheet_cell(sheet, _(HEADS[column]), is_head=True) for column in table.columns])
        for first, *rest in table.rows:
            label = _(LABELS[str(first)]) if table.columns[0] in ("field", "measure") else first
            sheet.append([_sheet_cell(sheet, cell) for cell in (label, *rest)])
    buffer = io.BytesIO()
    book.save(buffer)
    return buffer.getvalue()


def _csv_cell(cell: Cell) -> Cell:
    """A text that a spreadsheet would compute gets an apostrophe before it."""
    return f"'{cell}" if isinstance(cell, str) and cell.startswith(_FORMULA) else cell


def _sheet_cell(sheet: Any, cell: Cell, *, is_head: bool = False) -> Any:
    is_formula = isinstance(cell, str) and cell.startswith(_FORMULA)
    if not is_head and not is_formula:
        return cell
    written = WriteOnlyCell(sheet, cell)
    if is_formula:
        written.data_type = "s"  # text all the same
    if is_head:
        written.font = Font(bold=True)
    return written
