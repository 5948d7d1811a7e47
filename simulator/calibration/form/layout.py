"""What a form is made of: sheets, columns, and what each cell may hold."""

from dataclasses import dataclass
from typing import Any, Literal

from simulator.calibration.form.words import Words

VERSION = 1
"""Version of the form; a program refuses forms of later versions."""

MARK_SHEET = "simptsp"
"""Hidden sheet with the version, the language, the scenario below the form, and the lists of the drop-downs."""

NUMBER_COLUMN = 1
FIRST_COLUMN = 2
HEADER_ROW = 6
EXAMPLE_ROW = HEADER_ROW + 1
FIRST_ROW = HEADER_ROW + 2

NUMBER_TITLE = Words("No.", "No.")
EXAMPLE_WORD = Words("contoh", "example")

Kind = Literal["text", "count", "persons", "minutes", "days", "share", "date", "time", "moment", "choice"]


@dataclass(frozen=True)
class Column:
    """A column of a sheet, or a question of the first one.

    Attributes
    ----------
    key : str
        By which the program knows it.
    title : Words
        What stands above it, with its unit.
    kind : str
        What its cells hold.
    hint : Words
        What to write, as the end of a sentence.
    example : object
        A value as in the example row; the position in the list for a choice.
    width : float
        Characters.
    choices : str
        Which list, for a choice.
    is_required : bool
        Whether a row that says anything must have it.
    """

    key: str
    title: Words
    kind: Kind
    hint: Words
    example: Any
    width: float = 14
    choices: str = ""
    is_required: bool = False


@dataclass(frozen=True)
class Sheet:
    """A page of the form.

    Attributes
    ----------
    key : str
        By which the program knows it.
    name : Words
        On its tab.
    heading : Words
        Its first line.
    lines : tuple of Words
        What to count, how, in which unit, for how long: four lines.
    columns : tuple of Column
        From the second column on; the first one has row numbers.
    rows : int
        Rows that are drawn.
    is_landscape : bool
        How it is printed.
    """

    key: str
    name: Words
    heading: Words
    lines: tuple[Words, Words, Words, Words]
    columns: tuple[Column, ...]
    rows: int = 0
    is_landscape: bool = False

    def column(self, key: str) -> int:
        """Position of a column on the sheet, from 1."""
        return FIRST_COLUMN + [column.key for column in self.columns].index(key)
