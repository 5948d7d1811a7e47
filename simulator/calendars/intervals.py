"""What two sets of intervals share, and what one has alone."""

from collections.abc import Sequence

from simulator.calendars.hours import Interval


def intersect(a: Sequence[Interval], b: Sequence[Interval]) -> list[Interval]:
    """Time that is in both of two sets of intervals.

    Parameters
    ----------
    a, b : sequence of (int, int)
        Half-open intervals, ascending, none touching the next, as :func:`merge_intervals` gives them.

    Returns
    -------
    list of (int, int)
        The same kind of intervals.

    Examples
    --------
    A server's shift without the lunch at which the office is closed:

    >>> intersect([(8, 12), (13, 16)], [(10, 15)])
    [(10, 12), (13, 15)]
    """
    shared = []
    i = j = 0
    while i < len(a) and j < len(b):
        start, end = max(a[i][0], b[j][0]), min(a[i][1], b[j][1])
        if start < end:
            shared.append((start, end))
        if a[i][1] < b[j][1]:
            i += 1
        else:
            j += 1
    return shared


def subtract(a: Sequence[Interval], b: Sequence[Interval]) -> list[Interval]:
    """Time that is in the first set of intervals and not in the second.

    Parameters
    ----------
    a, b : sequence of (int, int)
        Half-open intervals, ascending, none touching the next, as :func:`merge_intervals` gives them.

    Returns
    -------
    list of (int, int)
        The same kind of intervals.

    Examples
    --------
    A shift from which training is taken away:

    >>> subtract([(8, 12), (13, 16)], [(10, 14)])
    [(8, 10), (14, 16)]
    """
    if not a:
        return []
    bounds = [a[0][0], *(moment for interval in b for moment in interval), a[-1][1]]
    outside = [(start, end) for start, end in zip(bounds[::2], bounds[1::2], strict=True) if start < end]
    return intersect(a, outside)
