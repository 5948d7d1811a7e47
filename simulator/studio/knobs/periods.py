"""Periods of a roster: spans that hold between the same dates, as those of Ramadan."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any

from simulator.studio.knobs.roster import Span
from simulator.studio.knobs.times import show_date
from simulator.teaching.words import Words

__all__ = ["Period", "has_single_dates", "periods_of", "with_periods"]

Dates = tuple[str | None, str | None]
"""First and last date; None for always."""


@dataclass(frozen=True)
class Period:
    """Dates between which the same spans hold; several where a roster comes back to them.

    Attributes
    ----------
    dates : tuple of (str or None, str or None)
        First and last date of each stretch.
    spans : tuple of Span
        Of the first stretch.
    """

    dates: tuple[Dates, ...]
    spans: tuple[Span, ...]

    @property
    def key(self) -> str:
        """By which its knob is told from those of other periods."""
        first, last = self.dates[0]
        return first or last or ""

    def is_in(self, start: date | None, days: int) -> bool:
        """Whether it has to do with a horizon."""
        if start is None:
            return True
        begins, ends = start.isoformat(), (start + timedelta(days - 1)).isoformat()
        return any((first or begins) <= ends and (last or ends) >= begins for first, last in self.dates)

    def told(self, words: Words) -> str:
        """Its dates in words."""
        return "; ".join(_told(each, words) for each in self.dates)


def _told(dates: Dates, words: Words) -> str:
    _ = words
    first, last = (show_date(date.fromisoformat(day), words) if day else "" for day in dates)
    if first and last:
        return _("{first} sampai {last}").format(first=first, last=last)
    if first:
        return _("mulai {first}").format(first=first)
    return _("sampai {last}").format(last=last) if last else _("sepanjang tahun")


def has_single_dates(spans: Sequence[Span]) -> bool:
    """Whether every span is of one date only, as at a mobile desk."""
    return all(_is_single(_dates(span)) for span in spans)


def periods_of(spans: Sequence[Span]) -> list[Period]:
    """Periods of a roster, those of single dates left out."""
    found: dict[Dates, list[Span]] = {}
    for span in spans:
        if not _is_single(_dates(span)):
            found.setdefault(_dates(span), []).append(span)
    alike: dict[tuple[Any, ...], list[Dates]] = {}
    for dates, each in found.items():
        alike.setdefault(_pattern(each), []).append(dates)
    return [Period(tuple(dates), tuple(found[dates[0]])) for dates in alike.values()]


def with_periods(spans: Sequence[Span], changed: Mapping[Dates, Sequence[Span]]) -> list[dict[str, Any]]:
    """A roster in which some periods have other spans.

    Parameters
    ----------
    spans : sequence of Span
        The roster.
    changed : mapping
        Dates of a period -> its new spans, without dates.
    """
    kept = [bare(span) for span in spans if _dates(span) not in changed]
    for (first, last), new in changed.items():
        dated = {name: day for name, day in (("first", first), ("last", last)) if day}
        kept += [{**span, **dated} for span in new]
    if not kept:
        kept = [{**bare(spans[0]), "servers": 0}]
    return kept


def bare(span: Span) -> dict[str, Any]:
    """A span without the source of its number."""
    return {name: value for name, value in span.items() if name != "source" and value is not None}


def _dates(span: Span) -> Dates:
    return span.get("first"), span.get("last")


def _is_single(dates: Dates) -> bool:
    return dates[0] is not None and dates[0] == dates[1]


def _pattern(spans: Sequence[Span]) -> tuple[Any, ...]:
    return tuple(sorted((span["from"], span["to"], span["servers"], tuple(span.get("days") or ())) for span in spans))
