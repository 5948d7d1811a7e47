"""The tables of the calendar: CSV files whose rows are checked one by one."""

import csv
from collections.abc import Callable, Sequence
from datetime import date
from pathlib import Path
from typing import TypeVar

from simulator.data.folder import DATASETS

FOLDER = DATASETS / "calendar" / "data"
"""Tables of the data package `calendar`."""

Row = TypeVar("Row")


def read_table(file: Path, columns: Sequence[str], parse: Callable[[dict[str, str]], Row]) -> tuple[Row, ...]:
    """Rows of a CSV file in their order.

    Parameters
    ----------
    file : Path
        UTF-8, with a line of column names.
    columns : sequence of str
        The names it must have, in this order.
    parse : callable
        What makes a row of its cells; raises ValueError where it cannot.

    Returns
    -------
    tuple
        What `parse` made of each row.

    Raises
    ------
    ValueError
        If a column, a cell or what `parse` looks at is wrong; with the file's name and the line.
    """
    with file.open(encoding="utf-8-sig", newline="") as stream:
        reader = csv.DictReader(stream)
        if list(reader.fieldnames or ()) != list(columns):
            found = ",".join(reader.fieldnames or ())
            raise ValueError(f"{file.name} line 1: the columns are {found!r}; they must be {','.join(columns)!r}")
        rows = []
        for cells in reader:
            try:
                rows.append(parse(_complete(cells)))
            except ValueError as fault:
                raise ValueError(f"{file.name} line {reader.line_num}: {fault}") from fault
    return tuple(rows)


def _complete(cells: dict[str, str]) -> dict[str, str]:
    if None in cells or None in cells.values():
        raise ValueError("the number of cells is not that of the columns; put text with a comma in double quotes")
    return cells


def iso_date(text: str) -> date:
    """A date written as in ISO 8601.

    Raises
    ------
    ValueError
        If the text is not a date; with what would be right.

    Examples
    --------
    >>> iso_date("2026-03-17")
    datetime.date(2026, 3, 17)
    """
    try:
        return date.fromisoformat(text)
    except ValueError:
        raise ValueError(f"{text!r} is not a date; write it as 2026-03-17") from None


def one_of(text: str, names: Sequence[str]) -> str:
    """A cell that must be one of some words.

    Raises
    ------
    ValueError
        If it is another; with the words it may be.

    Examples
    --------
    >>> one_of("joint", ("national", "joint"))
    'joint'
    """
    if text not in names:
        raise ValueError(f"{text!r} is not one of {', '.join(names)}")
    return text
