"""A report as sections of plain blocks, from which each kind of file is made."""

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from math import isfinite, isnan
from typing import Any, Literal

from matplotlib.figure import Figure

from simulator.figures import Lang
from simulator.locale.numbers import format_number
from simulator.measures import Estimate
from simulator.reports.numbers import MINUS, has_width, number, plus_minus, scale_of
from simulator.reports.rows import Rows

_NOT_IN_XML = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\ud800-\udfff\ufffe\uffff]")

_NOTHING = 1e-9

Kind = Literal["summary", "body", "manifest", "appendix"]
"""What a section is for; what is behind it begins on a new page with the first appendix."""


class Share(float):
    """A share, 0 to 1, that people read as a percentage."""


class Money(float):
    """An amount in whole rupiah."""


class Measured(float):
    """A mean of simulations with its interval; with `is_change` a difference, told apart from nothing or not.

    Parameters
    ----------
    estimate : Estimate
        Mean, half-width and unit.
    is_change : bool, optional
        Whether it is a difference between two offices.
    """

    estimate: Estimate
    is_change: bool

    def __new__(cls, estimate: Estimate, is_change: bool = False) -> "Measured":
        """Make a number that knows its interval."""
        cell = super().__new__(cls, estimate.mean)
        is_share = is_change and estimate.unit == "share"
        cell.estimate = (
            Estimate(100 * estimate.mean, 100 * estimate.half_width, estimate.n, "points") if is_share else estimate
        )
        cell.is_change = is_change
        return cell

    @property
    def is_told_apart(self) -> bool:
        """Whether the interval leaves out 0."""
        one = self.estimate
        return not isnan(one.half_width) and abs(one.mean) > one.half_width

    def unit(self, lang: Lang) -> str:
        """The unit in which it is shown."""
        scale, at = scale_of(self.estimate), ("id", "en").index(lang)
        return (scale.before[at] + scale.word[at]).strip()


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
    is_folded : bool
        Whether a page shows it only on demand; on paper it is always open, and so are those of an appendix.
    """

    title: str
    headings: tuple[str, ...]
    groups: tuple[Group, ...]
    caption: str = ""
    is_folded: bool = False

    @property
    def rows(self) -> Iterator[Row]:
        """All rows, whatever group they are in."""
        return (row for group in self.groups for row in group.rows)

    @property
    def columns(self) -> list[tuple[Cell, ...]]:
        """Its cells, column by column."""
        return list(zip(*self.rows, strict=True)) or [("",)] * len(self.headings)

    @property
    def numeric(self) -> tuple[bool, ...]:
        """For each column whether it holds numbers only."""
        return tuple(_are_numbers(column) for column in self.columns)

    def units(self, lang: Lang) -> tuple[str, ...]:
        """For each column the unit that all its estimates have, for its heading; empty if there is none in common."""
        return tuple(_common_unit(column, lang) for column in self.columns)

    def shown_headings(self, lang: Lang) -> tuple[str, ...]:
        """Its headings with the units of their columns."""
        pairs = zip(self.headings, self.units(lang), strict=True)
        return tuple(f"{heading} ({unit})" if unit else heading for heading, unit in pairs)

    def shown_groups(self, lang: Lang) -> "tuple[Group, ...]":
        """Its rows as the language writes them, without the units that stand in the headings."""
        units = self.units(lang)
        return tuple(Group(group.title, tuple(_shown(row, units, lang) for row in group.rows)) for group in self.groups)


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


def _shown(row: Row, units: Sequence[str], lang: Lang) -> Row:
    return tuple(cell_text(cell, lang, has_unit=not unit) for cell, unit in zip(row, units, strict=True))


def cell_text(cell: Cell, lang: Lang, has_unit: bool = True) -> str:
    """A cell as the language writes it; a dash for what is not a number."""
    if cell is None or (isinstance(cell, float) and not isfinite(cell)):
        return _not_finite(cell)
    if isinstance(cell, str):
        return clean(cell)
    if isinstance(cell, Measured):
        return _measured_text(cell, lang, has_unit)
    return _number_text(cell, lang).replace("-", MINUS)


def _number_text(cell: float, lang: Lang) -> str:
    if cell == 0 and not isinstance(cell, Money):
        return "0 %" if isinstance(cell, Share) else "0"
    if isinstance(cell, Share):
        return f"{format_number(100 * cell, lang, 1)} %"
    if isinstance(cell, Money):
        return f"Rp{format_number(cell, lang, 0)}"
    return number(cell, lang) if isinstance(cell, float) else format_number(int(cell), lang, 0)


def _measured_text(cell: Measured, lang: Lang, has_unit: bool) -> str:
    """With its half-width; a difference with its sign, in brackets if it cannot be told apart from none."""
    one = cell.estimate
    if not cell.is_change:
        return plus_minus(one, lang, has_unit)
    if abs(one.mean) < _NOTHING and not has_width(one):
        return {"id": "sama", "en": "same"}[lang]
    text = plus_minus(one, lang, has_unit)
    is_more = one.mean > 0 and any(digit in "123456789" for digit in text.partition("±")[0])
    text = f"+{text}" if is_more else text
    return text if cell.is_told_apart else f"({text})"


def clean(text: str) -> str:
    """A text without the few characters that no file format here can hold."""
    return _NOT_IN_XML.sub("", text)


def _not_finite(cell: float | None) -> str:
    return "–" if cell is None or isnan(cell) else "∞" if cell > 0 else f"{MINUS}∞"


def _are_numbers(column: Sequence[Any]) -> bool:
    return any(isinstance(cell, int | float) for cell in column) and not any(isinstance(cell, str) for cell in column)


def _common_unit(column: Sequence[Any], lang: Lang) -> str:
    """The unit of all estimates of a column; amounts of money keep theirs, it is too long for a heading."""
    found = {cell.unit(lang) for cell in column if isinstance(cell, Measured) and isfinite(cell)}
    only = found.pop() if len(found) == 1 else ""
    return "" if any(isinstance(cell, Measured) and scale_of(cell.estimate).before[0] for cell in column) else only
