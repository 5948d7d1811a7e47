"""When those come who have an appointment, and who of them does not."""

import numpy as np
from numpy.typing import NDArray

from simulator.calendars.hours import MS_PER_MINUTE
from simulator.scenario.resolved import Appointments, ResolvedScenario
from simulator.workload.arrivals import Cases
from simulator.workload.counts import is_backlog
from simulator.workload.durations import sample_ms
from simulator.workload.streams import Draws, Purpose, Streams

_NONE = -1


def give_appointments(scenario: ResolvedScenario, cases: Cases, streams: Streams) -> Cases:
    """Cases with the times at which they come in place of those at which they book.

    Parameters
    ----------
    scenario : ResolvedScenario
        The office.
    cases : ndarray, shape (n,), CASE
        Cases; those of a channel with appointments with the time of booking.
    streams : Streams
        Random numbers of the replication.

    Returns
    -------
    ndarray, shape (n,), CASE
        The same cases in the same order. One that gets no slot, or comes only after the horizon, has its time there: at
        or beyond `horizon_ms`.
    """
    result = cases.copy()
    for number, channel in enumerate(scenario.channels):
        if channel.appointments is not None:
            books = np.flatnonzero((cases["channel"] == number) & ~is_backlog(cases["serial"]))
            result[books] = _with_slots(channel.appointments, cases[books], scenario.horizon_ms, streams)
    return result


def book_slots(booked_ms: NDArray[np.int64], slots_ms: NDArray[np.int64], capacity: int) -> NDArray[np.int64]:
    """The slot that each case gets: the first after its booking that is not full.

    Parameters
    ----------
    booked_ms : ndarray, shape (n,), int64
        Times of booking, ascending: who books first, chooses first.
    slots_ms : ndarray, shape (m,), int64
        Times of the slots, ascending.
    capacity : int
        Cases in one slot.

    Returns
    -------
    ndarray, shape (n,), int64
        Position of each slot; -1 for those who get none.

    Notes
    -----
    Count the places of all slots in their order. Case i takes the first place after its booking, or the place
    after that of case i - 1 if it is later; less i, that is a running maximum.

    Examples
    --------
    >>> book_slots(np.array([0, 1, 2, 12]), np.array([10, 20, 30]), capacity=2).tolist()
    [0, 0, 1, 1]
    """
    case = np.arange(len(booked_ms))
    first_place = np.searchsorted(slots_ms, booked_ms, side="right") * capacity
    slot = (np.maximum.accumulate(first_place - case) + case) // capacity
    return np.where(slot < len(slots_ms), slot, _NONE)


def _with_slots(rules: Appointments, cases: Cases, horizon_ms: int, streams: Streams) -> Cases:
    """Cases of one channel with their times of coming; the horizon for those who get no slot."""
    result = cases.copy()
    slots_ms = np.array([*rules.slots_ms, horizon_ms])
    order = np.lexsort((cases["serial"], cases["case_class"], cases["time_ms"]))
    slot = np.empty(len(cases), np.int64)
    slot[order] = book_slots(cases["time_ms"][order], slots_ms[:-1], rules.capacity)
    draws = Draws(streams, cases["case_class"], cases["serial"])
    result["no_show"] = draws.uniform(Purpose.NO_SHOW) < rules.no_show
    on_time = (slot == _NONE) | result["no_show"]
    come_ms = np.where(on_time, slots_ms[slot], slots_ms[slot] + _lateness_ms(rules, draws))
    result["time_ms"] = np.maximum(come_ms, cases["time_ms"])
    return result


def _lateness_ms(rules: Appointments, draws: Draws) -> NDArray[np.int64]:
    """How long after the slot each case comes; negative if before."""
    if rules.punctuality is None:
        return np.zeros(len(draws.serial), np.int64)
    early_ms = int(np.floor(rules.earliness_min * MS_PER_MINUTE + 0.5))
    return sample_ms(rules.punctuality, draws.of(Purpose.PUNCTUALITY)) - early_ms
