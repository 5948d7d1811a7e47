"""Times of day and the intervals that a daily roster opens."""

import re
from collections.abc import Iterable

MS_PER_MINUTE = 60_000
MS_PER_HOUR = 60 * MS_PER_MINUTE
MS_PER_DAY = 24 * MS_PER_HOUR

Interval = tuple[int, int]

_CLOCK = re.compile(r"([01]?[0-9]|2[0-4]):([0-5][0-9])")


def clock_time_ms(text: str) -> int:
    """Milliseconds from midnight to a time of day.

    Parameters
    ----------
    text : str
        ``HH:MM``, from ``00:00`` to ``24:00``.

    Returns
    -------
    int
        Milliseconds since midnight.

    Raises
    ------
    ValueError
        If the text is not a time of day.

    Examples
    --------
    >>> clock_time_ms("07:30")
    27000000
    """
    match = _CLOCK.fullmatch(text)
    ms = (int(match[1]) * 60 + int(match[2])) * MS_PER_MINUTE if match else -1
    if not 0 <= ms <= MS_PER_DAY:
        raise ValueError(f"{text!r} is not a time of day from 00:00 to 24:00")
    return ms


def merge_intervals(intervals: Iterable[Interval]) -> list[Interval]:
    """Disjoint, ordered intervals that cover the same time.

    Intervals that touch become one: a server staffed 08:00-12:00 and 12:00-15:00 has one shift.

    Parameters
    ----------
    intervals : iterable of (int, int)
        Half-open intervals [start, end), milliseconds, in any order.

    Returns
    -------
    list of (int, int)
        Milliseconds, ascending, none touching the next.

    Examples
    --------
    >>> merge_intervals([(12, 15), (8, 12), (20, 22)])
    [(8, 15), (20, 22)]
    """
    merged: list[Interval] = []
    for start, end in sorted(intervals):
        if merged and start <= merged[-1][1]:
            merged[-1] = (merged[-1][0], max(end, merged[-1][1]))
        else:
            merged.append((start, end))
    return merged


def repeat_daily(intervals: Iterable[Interval], days: int) -> list[Interval]:
    """Daily intervals laid out over a number of days.

    Parameters
    ----------
    intervals : iterable of (int, int)
        Half-open intervals within one day, milliseconds since midnight.
    days : int
        Days of the horizon. At least 1.

    Returns
    -------
    list of (int, int)
        Milliseconds since the start of day 0, merged: open round the clock is one interval.

    Examples
    --------
    >>> repeat_daily([(0, MS_PER_DAY)], days=2) == [(0, 2 * MS_PER_DAY)]
    True
    """
    daily = list(intervals)
    return merge_intervals((day * MS_PER_DAY + a, day * MS_PER_DAY + b) for day in range(days) for a, b in daily)
