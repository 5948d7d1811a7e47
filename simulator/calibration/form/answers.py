"""What a filled form says."""

from dataclasses import dataclass, field
from typing import Any

from simulator.calibration.form.choices import Choices
from simulator.calibration.form.faults import Fault
from simulator.calibration.form.layout import FIRST_COLUMN, Sheet
from simulator.calibration.form.words import Lang, Words

Answers = dict[str, Any]
"""Values by the key of their column; None where a cell is empty or bad."""


@dataclass
class Row:
    """One filled row of a sheet.

    Attributes
    ----------
    number : int
        On the sheet, from 1.
    values : dict
        By the key of the column; None where the cell is empty or bad.
    bad : set of str
        Keys of the cells that are reported already.
    """

    number: int
    values: Answers
    bad: set[str] = field(default_factory=set)

    def __getitem__(self, key: str) -> Any:
        return self.values[key]

    def has(self, *keys: str) -> bool:
        """Whether all these cells are filled with something usable."""
        return all(self.values[key] is not None for key in keys)


@dataclass
class Form:
    """A filled form.

    Attributes
    ----------
    file : str
        Name of the file.
    lang : {"id", "en"}
        Its language.
    office : Row
        Answers about the office; its row number is that of the header.
    tables : dict
        Sheet -> filled rows.
    sheets : dict
        Sheet -> its layout.
    choices : mapping
        Lists of choices.
    faults, remarks : list of Fault
        Bad cells; and what does not keep the form from being used.
    """

    file: str
    lang: Lang
    office: Row
    tables: dict[str, list[Row]]
    sheets: dict[str, Sheet]
    choices: Choices
    faults: list[Fault] = field(default_factory=list)
    remarks: list[Fault] = field(default_factory=list)

    def fault(self, sheet: str, row: Row, key: str, said: Words) -> None:
        """Report a cell, once."""
        if key not in row.bad:
            row.bad.add(key)
            self.faults.append(self.at(sheet, row.number, key, said))

    def remark(self, sheet: str, row: Row, key: str, said: Words) -> None:
        """Say something of a cell that does not keep the form from being used."""
        self.remarks.append(self.at(sheet, row.number, key, said))

    def at(self, sheet: str, row: int, key: str, said: Words) -> Fault:
        """Something about a cell given by sheet, row and column."""
        layout = self.sheets[sheet]
        keys = [column.key for column in layout.columns]
        if sheet == "office":
            row, column = row + 1 + keys.index(key), FIRST_COLUMN + 1
        else:
            column = layout.column(key)
        return self.in_cell(sheet, row, column, said)

    def in_cell(self, sheet: str, row: int, column: int, said: Words) -> Fault:
        """Something about a cell given by its place."""
        layout = self.sheets[sheet]
        return Fault(list(self.sheets).index(sheet), row, column, said, layout.name.in_(self.lang))

    @property
    def is_empty(self) -> bool:
        """Whether nothing was filled in."""
        return not any(self.tables.values()) and not self.office.bad and not any(
            value is not None for value in self.office.values.values()
        )  # fmt: skip
