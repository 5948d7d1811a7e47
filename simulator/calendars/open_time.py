"""A clock that runs only while something is open."""

from bisect import bisect_left, bisect_right
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cached_property
from itertools import accumulate, pairwise

from simulator.calendars.hours import Interval


@dataclass(frozen=True)
class OpenTime:
    """Open intervals with their running total, so that each question takes O(log n).

    Attributes
    ----------
    intervals : tuple of (int, int)
        Half-open intervals, milliseconds, ascending, none overlapping.

    Raises
    ------
    ValueError
        If an interval is empty or begins before the one before it ends.

    Examples
    --------
    >>> office = OpenTime(((8, 12), (13, 16)))
    >>> office.advance(10, 2), office.advance(10, 3), office.next_opening(12)
    (12, 14, 13)
    """

    intervals: tuple[Interval, ...]

    def __post_init__(self) -> None:
        moments = [moment for interval in self.intervals for moment in interval]
        empty = any(start >= end for start, end in self.intervals)
        if empty or any(later < earlier for earlier, later in pairwise(moments)):
            raise ValueError("intervals overlap, are empty or are not in ascending order; merge them first")

    def advance(self, start_ms: int, duration_ms: int) -> int | None:
        """The first moment when so much open time has passed since a start.

        A duration that ends just as the office closes ends at that closing, not at the next opening.

        Parameters
        ----------
        start_ms : int
            Start, in open or closed time.
        duration_ms : int
            Open time to pass, milliseconds. At least 0; 0 gives `start_ms` itself.

        Returns
        -------
        int or None
            Milliseconds; None if the intervals run out first.

        Raises
        ------
        ValueError
            If the duration is negative.
        """
        if duration_ms < 0:
            raise ValueError(f"duration_ms is {duration_ms}; it must not be negative")
        if duration_ms == 0:
            return start_ms
        total = self._open_before(start_ms) + duration_ms
        index = bisect_left(self._totals, total)
        if index == len(self.intervals):
            return None
        return self._ends[index] - (self._totals[index] - total)

    def next_opening(self, ms: int) -> int | None:
        """The first open moment from a moment on: itself if it is open.

        Parameters
        ----------
        ms : int
            Milliseconds. The end of an interval is closed.

        Returns
        -------
        int or None
            Milliseconds; None if nothing opens any more.
        """
        index = bisect_right(self._ends, ms)
        return None if index == len(self.intervals) else max(ms, self.intervals[index][0])

    def _open_before(self, ms: int) -> int:
        index = bisect_right(self._ends, ms)
        if index == len(self.intervals):
            return self._totals[-1] if self._totals else 0
        start, end = self.intervals[index]
        return self._totals[index] - (end - max(start, ms))

    @cached_property
    def _ends(self) -> list[int]:
        return [end for _, end in self.intervals]

    @cached_property
    def _totals(self) -> list[int]:
        return list(accumulate(end - start for start, end in self.intervals))


def advance(open_: Sequence[Interval], start_ms: int, duration_ms: int) -> int | None:
    """The first moment when so much open time has passed since a start.

    For many questions of the same intervals keep an :class:`OpenTime`.

    Parameters
    ----------
    open_ : sequence of (int, int)
        Half-open intervals, milliseconds, ascending, none overlapping.
    start_ms : int
        Start, in open or closed time.
    duration_ms : int
        Open time to pass, milliseconds. At least 0.

    Returns
    -------
    int or None
        Milliseconds; None if the intervals run out first.

    Raises
    ------
    ValueError
        If the duration is negative or the intervals are not in order.

    Examples
    --------
    >>> advance([(8, 12), (13, 16)], start_ms=11, duration_ms=2)
    14
    """
    return OpenTime(tuple(open_)).advance(start_ms, duration_ms)
