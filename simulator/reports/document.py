"""A report as sections of plain blocks, from which each kind of file is made."""

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from math import isfinite, isnan
from typing import Any, Literal

from matplotlib.figure import Figure

from simulator.figures import Lang
from simulator.locale.numbers import format_number
from simulator.reports.numbers import number
from simulator.reports.rows import Rows

_NOT_IN_XML = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\ud800-\udfff\ufffe\uffff]")

Kind = Literal["summary", "body", "manifest", "appendix"]
"""What a section is for; a summary has a page of its own, and so has the first appendix."""


class Share(float):
    """A share, 0 to 1, that people read as a percentage."""


class Money(float):
    """An amount in whole rupiah."""


Cell = str | int | float | Share | Money | None
"""Of a table. Numbers stay numbers, so that a spreadsheet can go on with them; None where there is none."""

Row = tuple[Cell, ...]


@dataclass(frozen=True)
class Paragraph:
    """A piece of running text; `is_strong` if nobody should overlook it."""

    text: str
    is_strong: bool = False


@dataclass(frozen=True)
class Bullets:
    """A list whose order is the order of importance, or none."""

    points: tuple[str, ...]


@dataclass(frozen=True)
class Code:
    """Words to be typed as they stand."""

    text: str


@dataclass(frozen=True)
class Definitions:
    """Terms, each with what is to be said of it."""

    entries: tuple[tuple[str, str], ...]


@dataclass(frozen=True)
class Group:
    """Rows of a table that stand together; without a title if the table has only one group."""

    title: str
    rows: tuple[Row, ...]


@dataclass(frozen=True)
class Table:
    """A table.

    Attributes
    ----------
    title, caption : str
        Above and below it.
    headings : tuple of str
        Of its columns, with their units.
    groups : tuple of Group
        Its rows.
    """

    title: str
    headings: tuple[str, ...]
    groups: tuple[Group, ...]
    caption: str = ""

    @property
    def rows(self) -> Iterator[Row]:
        """All rows, whatever group they are in."""
        return (row for group in self.groups for row in group.rows)

    @property
    def numeric(self) -> tuple[bool, ...]:
        """For each column whether it holds numbers only."""
        columns = list(zip(*self.rows, strict=True)) or [("",)] * len(self.headings)
        return tuple(_are_numbers(column) for column in columns)


@dataclass(frozen=True)
class Picture:
    """A figure with what it says to those who do not see it, and a caption for all."""

    figure: Figure
    caption: str
    alt: str


Block = Paragraph | Bullets | Code | Definitions | Table | Picture


@dataclass(frozen=True)
class Section:
    """A part of a report under a heading; `sections` are one level below."""

    title: str
    blocks: tuple[Block, ...] = ()
    sections: "tuple[Section, ...]" = ()
    kind: Kind = "body"

    def all_blocks(self) -> Iterator[Block]:
        """The blocks of this section and of those below it, in order."""
        yield from self.blocks
        for section in self.sections:
            yield from section.all_blocks()


@dataclass(frozen=True)
class Document:
    """A whole report.

    Attributes
    ----------
    title, subtitle : str
        At its head.
    lang : {"id", "en"}
        Of its text and its numbers.
    sections : tuple of Section
        Its contents.
    """

    title: str
    subtitle: str
    lang: Lang
    sections: tuple[Section, ...]


def table(title: str, headings: Sequence[str], rows: Iterable[Row], caption: str = "") -> Table:
    """A table whose rows are in no groups."""
    return Table(title, tuple(headings), (Group("", tuple(rows)),), caption)


def table_of_rows(rows: Rows) -> Table:
    """A table that is already text."""
    return table(rows.title, rows.headings, rows.rows, rows.caption)


def picture(figure: Figure, caption: str) -> Picture:
    """A figure with its caption; figures that have no words of their own for the blind get the caption."""
    return Picture(figure, caption, str(getattr(figure, "alt", caption)))


def cell_text(cell: Cell, lang: Lang) -> str:
    """A cell as the language writes it; a dash for what is not a number."""
    if cell is None or (isinstance(cell, float) and not isfinite(cell)):
        return _not_finite(cell)
    if isinstance(cell, str):
        return clean(cell)
    if cell == 0 and not isinstance(cell, Money):
        return "0 %" if isinstance(cell, Share) else "0"
    if isinstance(cell, Share):
        return f"{number(100 * cell, lang)} %"
    if isinstance(cell, Money):
        return f"Rp{format_number(cell, lang, 0)}"
    return number(cell, lang) if isinstance(cell, float) else format_number(int(cell), lang, 0)


def clean(text: str) -> str:
    """A text without the few characters that no file format here can hold."""
    return _NOT_IN_XML.sub("", text)


def _not_finite(cell: float | None) -> str:
    return "–" if cell is None or isnan(cell) else "∞" if cell > 0 else "-∞"


def _are_numbers(column: Sequence[Any]) -> bool:
    return any(isinstance(cell, int | float) for cell in column) and not any(isinstance(cell, str) for cell in column)
