"""Dates and codes as people read them."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

__all__ = ["date_range", "shown_code"]


def date_range(days: Sequence[date], lang: str) -> str:
    """Return days in words, from the first to the last.

    Parameters
    ----------
    days : sequence of date
        In order.
    lang : str
        ``id`` or ``en``.

    Returns
    -------
    str
        Empty for no day.

    Examples
    --------
    >>> date_range([date(2026, 11, 23), date(2026, 11, 24)], "id")
    '23–24 November 2026'
    """
    from babel.dates import format_date

    if not days:
        return ""
    first, last = days[0], days[-1]
    last_words = str(format_date(last, "d MMMM y", locale=lang))
    if first == last:
        return last_words
    if (first.year, first.month) == (last.year, last.month):
        return f"{first.day}–{last_words}"
    form = "d MMMM" if first.year == last.year else "d MMMM y"
    return f"{format_date(first, form, locale=lang)} – {last_words}"


def shown_code(code: str) -> str:
    """Return a personal code in two halves, which are easier to copy.

    Parameters
    ----------
    code : str
        As the store keeps it.

    Returns
    -------
    str
        The store reads it back with the hyphen.

    Examples
    --------
    >>> shown_code("KDMR7734")
    'KDMR-7734'
    """
    half = len(code) // 2
    return f"{code[:half]}-{code[half:]}"
