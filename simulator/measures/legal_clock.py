"""The legal clock as the event log shows it: who was decided on time, in whole numbers and one compiled call."""

from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from simulator.calendars.hours import MS_PER_DAY
from simulator.compiled import compiled, part
from simulator.eventlog.kinds import Event
from simulator.eventlog.rows import NONE, Rows

SETTLED, ON_TIME = range(2)
"""Columns of what :func:`count_on_time` gives."""

_NOT_COUNTED, _NOT_STARTED, _STANDS = -1, -2, -3
"""In place of a deadline: settled or of no interest; the clock has not started; it stands."""

Integers = NDArray[np.int64]


class Clock(NamedTuple):
    """What the pass must know of deadlines.

    Attributes
    ----------
    deadline_days : ndarray, shape (n_classes,), int64
        Working days; -1 for a class without a deadline, or of which nothing is known.
    is_started_at_once : ndarray, shape (n_classes, n_channels), bool
        Whether no step of the route starts the clock.
    starts, decides : ndarray, shape (n_classes, n_channels, n_stations), bool
        Whether the end of a service there starts the clock, or decides.
    working_days_before : ndarray, shape (n_days + 1,), int64
        Working days of the horizon before each day, and all of them.
    ends_ms : ndarray, shape (n_working_days,), int64
        The end of each working day of the horizon, milliseconds.
    """

    deadline_days: Integers
    is_started_at_once: NDArray[np.bool_]
    starts: NDArray[np.bool_]
    decides: NDArray[np.bool_]
    working_days_before: Integers
    ends_ms: Integers


@compiled
def count_on_time(
    rows: Rows, turns: NDArray[np.int32], clock: Clock, n_cases: int, horizon_ms: int, warm_up_ms: int
) -> Integers:
    """Cases whose deadline was kept or missed within the horizon, and those of them that were decided on time.

    Parameters
    ----------
    rows : ndarray of ROW, shape (n_rows,)
        What happened, in order.
    turns : ndarray, shape (n_turns,), int32
        Ascending positions of all rows in which a case arrives, ends a service, is sent back, goes, comes back or ends.
    clock : Clock
        Of the office.
    n_cases : int
        Number of cases.
    horizon_ms : int
        End of the simulated time, milliseconds.
    warm_up_ms : int
        Who arrives before this is not counted, milliseconds.

    Returns
    -------
    ndarray, shape (n_classes, 2), int64
        For each class; 0 and 0 where it has no deadline.
    """
    counts = np.zeros((len(clock.deadline_days), 2), np.int64)
    if (clock.deadline_days == NONE).all():
        return counts
    deadlines, days_left = np.full(n_cases, _NOT_COUNTED, np.int64), np.zeros(n_cases, np.int64)
    classes = np.zeros(n_cases, np.int8)
    _follow(rows, turns, clock, counts, deadlines, days_left, classes, warm_up_ms)
    for case in range(n_cases):
        is_running = 0 <= deadlines[case] < len(clock.ends_ms)
        if is_running and clock.ends_ms[deadlines[case]] < horizon_ms:  # missed, though nothing came of it
            counts[classes[case], SETTLED] += 1
    return counts


@part
def _follow(
    rows: Rows, turns: NDArray[np.int32], clock: Clock, counts: Integers, deadlines: Integers, days_left: Integers,
    classes: NDArray[np.int8], warm_up_ms: int,
) -> None:  # fmt: skip
    """Count the settled; leave the deadlines that run when the log ends, and the class of each case.

    A deadline is a position among the working days of the horizon; beyond the last it never falls due. While the clock
    stands it is kept as the working days that are left.
    """
    before, ends_ms = clock.working_days_before, clock.ends_ms
    for i in turns:
        row = rows[i]
        event, case, time_ms = int(row["event"]), int(row["case"]), int(row["time_ms"])
        starts, decides = clock_step(rows, i, clock)
        if not (starts or decides) and event < Event.WAIT_APPLICANT and event != Event.ARRIVAL:
            continue
        day = time_ms // MS_PER_DAY
        if event == Event.ARRIVAL:
            classes[case] = row["case_class"]
            if time_ms >= warm_up_ms and clock.deadline_days[classes[case]] != NONE:
                deadlines[case] = _NOT_STARTED
        if starts and deadlines[case] == _NOT_STARTED:
            deadlines[case] = before[day + 1] + clock.deadline_days[classes[case]] - 1
        deadline = deadlines[case]
        if deadline == _STANDS and event == Event.RETURN_APPLICANT:
            deadlines[case] = max(before[day + 1] + days_left[case], before[day])
        elif deadline >= 0:
            is_late = event == Event.DEEMED_APPROVED or (deadline < len(ends_ms) and ends_ms[deadline] < time_ms)
            if event == Event.WAIT_APPLICANT and not is_late:
                deadlines[case], days_left[case] = _STANDS, deadline - before[day + 1]
            elif decides or event in (Event.WAIT_APPLICANT, Event.DEEMED_APPROVED, Event.GIVE_UP):
                counts[classes[case], SETTLED] += decides or is_late
                counts[classes[case], ON_TIME] += decides and not is_late
                deadlines[case] = _NOT_COUNTED
        elif decides:
            deadlines[case] = _NOT_COUNTED


@compiled(inline=True)
def clock_step(rows: Rows, i: int, clock: Clock) -> tuple[bool, bool]:
    """Whether a row starts the legal clock, and whether it decides."""
    row = rows[i]
    event, case_class, channel, station = row["event"], row["case_class"], row["channel"], row["station"]
    if event == Event.SERVICE_END:
        starts, decides = clock.starts[case_class, channel, station], clock.decides[case_class, channel, station]
        is_failed = (starts or decides) and i + 1 < len(rows) and rows[i + 1]["event"] == Event.REWORK  # T3: at once
        return starts and not is_failed, decides and not is_failed
    if event in (Event.ARRIVAL, Event.SWITCH_CHANNEL):
        is_backlog = event == Event.ARRIVAL and row["time_ms"] == 0
        return is_backlog or clock.is_started_at_once[case_class, channel], False
    return False, event == Event.DEPARTURE
