"""Rosters as a grid: half hours by weekdays, and back to spans."""

from bisect import bisect_right
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from itertools import groupby, pairwise
from typing import Any, Literal

from simulator.scenario.resolve_time import WEEKDAYS
from simulator.studio.knobs.knob import EntryError
from simulator.studio.knobs.times import show_clock, weekday_names
from simulator.teaching.words import Words

__all__ = ["MOST_PEOPLE", "Duty", "Grid", "Roster", "Span", "clock", "grid_of", "minutes"]

Span = Mapping[str, Any]
"""A shift as it is written in a scenario: from, to, servers, days, first, last."""

Cells = tuple[tuple[int, ...], ...]
"""Persons on duty: for each row of the grid, for each of its days."""

MOST_PEOPLE = 200
ANY_DAY = "day"
"""The only column where days have no dates."""

_ROW_MIN = 30
_USUAL = (7 * 60, 17 * 60)
_DAY_MIN = 24 * 60
_ROWS, _DAYS = ";", ","


@dataclass(frozen=True)
class Grid:
    """Rows and columns in which a roster is written.

    Attributes
    ----------
    cuts : tuple of int
        Where rows begin, and where the last one ends; minutes of the day.
    days : tuple of str
        Weekdays, or :data:`ANY_DAY` alone.
    usual : tuple of str
        Weekdays of a span that names none.
    """

    cuts: tuple[int, ...]
    days: tuple[str, ...]
    usual: tuple[str, ...]

    def duty(self, spans: Sequence[Span]) -> "Duty":
        """Spans written into this grid."""
        return Duty(self, self.cells(spans))

    def cells(self, spans: Sequence[Span]) -> Cells:
        """Persons on duty in each cell."""
        return tuple(tuple(self._on_duty(spans, start, day) for day in self.days) for start in self.cuts[:-1])

    def _on_duty(self, spans: Sequence[Span], start: int, day: str) -> int:
        return max(
            (int(span["servers"]) for span in spans
             if minutes(span["from"]) <= start < minutes(span["to"]) and day in self._days_of(span)),
            default=0,
        )  # fmt: skip

    def _days_of(self, span: Span) -> Sequence[str]:
        return self.days if self.days == (ANY_DAY,) else span.get("days") or self.usual

    def spans(self, cells: Cells) -> list[dict[str, Any]]:
        """Cells as spans: neighbours with as many persons are one, and days with the same span share it."""
        days: dict[tuple[int, int, int], list[str]] = {}
        for day, column in zip(self.days, zip(*cells, strict=True), strict=True):
            row = 0
            for servers, run in groupby(column):
                rows = len(list(run))
                if servers:
                    days.setdefault((self.cuts[row], self.cuts[row + rows], servers), []).append(day)
                row += rows
        found = []
        for (start, end, servers), on in sorted(days.items()):
            span: dict[str, Any] = {"from": clock(start), "to": clock(end), "servers": servers}
            if tuple(on) not in (self.usual, (ANY_DAY,)):
                span["days"] = on
            found.append(span)
        return found


@dataclass(frozen=True)
class Duty:
    """Persons on duty, and in which grid they were written.

    Attributes
    ----------
    grid : Grid
        The grid.
    cells : tuple of tuple of int
        Persons on duty: for each row of the grid, for each of its days.
    """

    grid: Grid
    cells: Cells

    def spans(self) -> list[dict[str, Any]]:
        """As a scenario writes them."""
        return self.grid.spans(self.cells)

    def over(self, other: "Duty") -> "Duty":
        """These persons in all hours and days of their grid, and those of another roster elsewhere.

        A ready-made change may bring hours or days that were not in sight when this roster was filled in: there it
        stays as it is.
        """
        if self.grid == other.grid:
            return self
        days = tuple(day for day in (*WEEKDAYS, ANY_DAY) if day in {*self.grid.days, *other.grid.days})
        if ANY_DAY in days:
            days = other.grid.days
        grid = Grid(tuple(sorted({*self.grid.cuts, *other.grid.cuts})), days, other.grid.usual)
        return Duty(grid, tuple(tuple(self._or(other, cut, day) for day in days) for cut in grid.cuts[:-1]))

    def _or(self, other: "Duty", cut: int, day: str) -> int:
        own = self._at(cut, day)
        return (other._at(cut, day) or 0) if own is None else own

    def _at(self, cut: int, day: str) -> int | None:
        """Persons on duty at a minute of a day; None outside the grid."""
        cuts, days = self.grid.cuts, self.grid.days
        day = ANY_DAY if days == (ANY_DAY,) else day
        if day not in days or not cuts[0] <= cut < cuts[-1]:
            return None
        return self.cells[bisect_right(cuts, cut) - 1][days.index(day)]


def grid_of(spans: Sequence[Span], usual: Sequence[str], has_dates: bool) -> Grid:
    """The grid in which spans can be written: half hours of an office day, finer only where a span begins or ends.

    Parameters
    ----------
    spans : sequence of Span
        A roster.
    usual : sequence of str
        Weekdays of a span that names none.
    has_dates : bool
        Whether days have dates; else all are alike.
    """
    ends = [minutes(span[name]) for span in spans for name in ("from", "to")]
    first = min([_USUAL[0], *(end - end % _ROW_MIN for end in ends)])
    last = max([_USUAL[1], *(end + -end % _ROW_MIN for end in ends)])
    cuts = {*range(first, last + 1, _ROW_MIN), *ends}
    if not has_dates:
        return Grid(tuple(sorted(cuts)), (ANY_DAY,), tuple(WEEKDAYS))
    named = {day for span in spans for day in span.get("days") or ()}
    days = tuple(day for day in WEEKDAYS if day in {*WEEKDAYS[:5], *usual, *named})
    return Grid(tuple(sorted(cuts)), days, tuple(usual))


@dataclass(frozen=True)
class Roster:
    """A roster typed into the cells of a grid: ``;`` between rows, ``,`` between days; an empty cell is nobody.

    Attributes
    ----------
    grid : Grid
        Its rows and days.
    lang : str
        Language of its rows and days.
    may_be_empty : bool
        Whether nobody at all may be on duty, as in one of several periods.
    """

    grid: Grid
    lang: str
    may_be_empty: bool = False
    name: Literal["roster"] = "roster"

    @property
    def titles(self) -> dict[str, str]:
        """What the days of the grid are called."""
        _ = Words(self.lang)
        return {**weekday_names(Words(self.lang)), ANY_DAY: _("Setiap hari")}

    def read(self, text: str, words: Words) -> Duty:
        """The value of a text."""
        _ = words
        rows = [row.split(_DAYS) for row in text.split(_ROWS)]
        if len(rows) != len(self.grid.cuts) - 1 or {len(row) for row in rows} != {len(self.grid.days)}:
            raise EntryError(_("Jam atau hari jadwal jaga ini sudah berubah. Kembalikan isian ini, lalu isi lagi."))
        cells = tuple(
            tuple(self._cell(cell, row, column, words) for column, cell in enumerate(cells))
            for row, cells in enumerate(rows)
        )
        if not self.may_be_empty and not any(map(any, cells)):
            raise EntryError(_("Jadwal jaga ini kosong. Isi sedikitnya satu kotak dengan banyaknya petugas."))
        return Duty(self.grid, cells)

    def _cell(self, text: str, row: int, column: int, words: Words) -> int:
        _ = words
        text = text.strip()
        if not text:
            return 0
        if text.isascii() and text.isdecimal() and len(text) < 9 and int(text) <= MOST_PEOPLE:
            return int(text)
        day = self.titles[self.grid.days[column]]
        sentence = _("{day}, {row}: tulis banyaknya petugas dengan bilangan bulat dari 0 sampai {most}.")
        raise EntryError(sentence.format(day=day, row=self._rows(words)[row], most=MOST_PEOPLE))

    def write(self, value: Duty, words: Words) -> str:
        """A value as it would be typed."""
        del words
        return _ROWS.join(_DAYS.join(str(cell or "") for cell in row) for row in value.cells)

    def show(self, value: Duty, words: Words) -> str:
        """A value as it is told in a sentence."""
        _ = words
        spans = value.spans()
        text = _("{start}–{end}: {servers} orang{days}")
        said = [
            text.format(
                start=show_clock(span["from"], words),
                end=show_clock(span["to"], words),
                servers=span["servers"],
                days=f" ({', '.join(self.titles[day] for day in span['days'])})" if "days" in span else "",
            )
            for span in spans
        ]
        return "; ".join(said) or _("tidak ada petugas")

    def control(self) -> Mapping[str, Any]:
        """What the page needs to draw it."""
        titles = self.titles
        days = [[titles[day] if day == ANY_DAY else titles[day][:3], titles[day]] for day in self.grid.days]
        return {"rows": self._rows(Words(self.lang)), "days": days}

    def allowed(self, words: Words) -> str:
        """What may be typed, in words."""
        _ = words
        return _("Setiap kotak: bilangan bulat 0 sampai {most}").format(most=MOST_PEOPLE)

    def _rows(self, words: Words) -> list[str]:
        ends = [show_clock(clock(cut), words) for cut in self.grid.cuts]
        return [f"{start}–{end}" for start, end in pairwise(ends)]


def minutes(time: str) -> int:
    """Minute of the day."""
    hour, minute = time.split(":")
    return int(hour) * 60 + int(minute)


def clock(minute: int) -> str:
    """Time of day as a scenario writes it."""
    return f"{minute // 60:02d}:{minute % 60:02d}"
