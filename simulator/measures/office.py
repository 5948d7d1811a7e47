"""The measures of an office day, one value per replication."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

import numpy as np
import pandas as pd
from numpy.typing import NDArray

from simulator.calendars import MS_PER_DAY, MS_PER_MINUTE
from simulator.eventlog import NONE, EventLog, Names
from simulator.eventlog.rows import Rows, assert_rows
from simulator.measures import tally as of
from simulator.measures.codes import codes_of, places_of
from simulator.measures.legal_clock import ON_TIME, SETTLED
from simulator.measures.tally import Tally, describe_waits, tally

UNITS = {
    "waiting_time_mean": "min",
    "waiting_time_p90": "min",
    "service_level": "share",
    "sojourn_time_mean": "min",
    "utilisation": "share",
    "overtime": "min/day",
    "throughput": "cases/day",
    "arrivals": "cases/day",
    "balk_share": "share",
    "renege_share": "share",
    "turned_away_share": "share",
    "give_up_share": "share",
    "deemed_approved_share": "share",
    "rework_share": "share",
    "trips_mean": "trips/case",
    "present_at_end": "cases",
    "queue_length_mean": "cases",
    "on_time_share": "share",
}
"""Measure -> unit. ``measure[station]`` is the same at one station, or of one pool; ``measure[class:NAME]`` and
``measure[channel:NAME]`` are of one case class and one channel."""

BETTER = {
    "waiting_time_mean": -1,
    "waiting_time_p90": -1,
    "service_level": 1,
    "sojourn_time_mean": -1,
    "utilisation": 0,  # idle staff cost money, busy staff make people wait
    "overtime": -1,
    "throughput": 1,
    "arrivals": 0,  # need is neither good nor bad
    "balk_share": -1,
    "renege_share": -1,
    "turned_away_share": -1,
    "give_up_share": -1,
    "deemed_approved_share": -1,  # what silence approves nobody has examined
    "rework_share": -1,
    "trips_mean": -1,
    "present_at_end": -1,
    "queue_length_mean": -1,
    "on_time_share": 1,
}
"""Measure -> -1 if lower is better for the public, 1 if higher is, 0 if neither by itself."""

_ORDER = tuple(UNITS)
_AT = {name: column for column, name in enumerate(UNITS)}
_OF_LINES = [_AT[name] for name in ("waiting_time_mean", "waiting_time_p90", "service_level", "queue_length_mean")]
_OF_STAFF = [_AT[name] for name in ("utilisation", "overtime")]
_OF_GROUPS = [_AT[name] for name in ("waiting_time_mean", "service_level", "sojourn_time_mean")]


@dataclass(frozen=True)
class Window:
    """The counted part of a run, and the promise it is held against.

    Attributes
    ----------
    warm_up_ms : int
        Time at the start that is not counted, milliseconds.
    waiting_target_ms : int
        A wait up to this long keeps the promise, milliseconds.
    """

    warm_up_ms: int
    waiting_target_ms: int


def measure(log: EventLog, window: Window) -> pd.DataFrame:
    """Every measure of every replication.

    Waiting time runs from joining a queue to service start, at stations with staff; whoever leaves before, or still
    waits at the end, has none. Sojourn time is of cases that arrived within the window and departed. Shares of balking,
    reneging, being turned away (without ticket or in an outage), giving up and deemed approval are of arrivals, and so
    is the mean of trips; a case that does more than one of them counts in each. The share of rework is of departed
    cases that were sent back at least once. What is on time, and to which group a case belongs, docs/model.md says (U1,
    U2).

    Parameters
    ----------
    log : EventLog
        One or more replications.
    window : Window
        What is counted.

    Returns
    -------
    DataFrame, shape (n_replications, n_measures)
        Index ``replication``; columns as in :data:`UNITS`, first for the office, then for each station and pool, then
        for each case class and channel.
        Servers that have no shift in any replication have no utilisation and no overtime.
    """
    values = [measure_rows(part.rows(), log.names, log.horizon_ms, window) for part in log.split()]
    return measures_frame(log.names, log.replications, np.array(values))


def measures_frame(names: Names, replications: Sequence[int], values: NDArray[np.float64]) -> pd.DataFrame:
    """Measures of several replications as a table.

    Parameters
    ----------
    names : Names
        What the codes of their logs stand for.
    replications : sequence of int
        Their numbers.
    values : ndarray, shape (n_replications, n_measures), float64
        A row of :func:`measure_rows` for each.

    Returns
    -------
    DataFrame, shape (n_replications, n_measures)
        As :func:`measure` gives it.
    """
    columns = measure_names(names)
    index = pd.Index(list(replications), name="replication")
    table = pd.DataFrame(values.reshape(len(index), len(columns)), index, list(columns), np.float64)
    overtime = [name for name in columns if name.startswith("overtime[")]
    unstaffed = [name for name in overtime if table[name].isna().all()]
    table[overtime] = table[overtime].fillna(0.0)
    return table.drop(columns=[*unstaffed, *(name.replace("overtime", "utilisation", 1) for name in unstaffed)])


def measure_rows(rows: Rows, names: Names, horizon_ms: int, window: Window) -> NDArray[np.float64]:
    """Every measure of one replication, for runs whose logs are not kept.

    The values are those of :func:`measure`, to the last bit. Where compiled it takes about 25 ns a row, during which
    other threads go on, and 0.2 ms during which they do not; 4 bytes of memory a row and 48 a case.

    Parameters
    ----------
    rows : ndarray of ROW, shape (n_rows,)
        What happened, in order.
    names : Names
        What their codes stand for.
    horizon_ms : int
        End of the simulated time, milliseconds.
    window : Window
        What is counted.

    Returns
    -------
    ndarray, shape (n_measures,), float64
        In the order of :func:`measure_names`; not a number where there is no value, as the overtime of a place without
        a shift.

    Raises
    ------
    ValueError
        If the rows are not an array of ROW, a code in them stands for nothing or a time lies outside the horizon, or if
        there are deadlines, but not every day is known to be a working day or none.
    """
    assert_rows(rows)
    return measures_of(_tally(rows, names, horizon_ms, window), names, horizon_ms, window)


def measure_names(names: Names) -> tuple[str, ...]:
    """Measures that an office of given names may have: of the office, of its stations and pools, of its groups.

    Parameters
    ----------
    names : Names
        Of its stations, persons, case classes and channels.

    Returns
    -------
    tuple of str
        As in :data:`UNITS`; with ``[station]`` those of lines where applicants queue for staff, and those of staff that
        belongs to the station; with ``[pool]`` those of its persons; with ``[class:NAME]`` and ``[channel:NAME]`` those
        of groups, where a route leads; a class without a deadline is never on time.
    """
    return tuple(_named(names, _has_value(names)))


def unit_of(name: str) -> str:
    """Unit of a measure of the office or of a station.

    Parameters
    ----------
    name : str
        As ``waiting_time_mean`` or ``waiting_time_mean[loket]``.

    Returns
    -------
    str
        The unit, as in :data:`UNITS`.
    """
    return UNITS[name.partition("[")[0]]


def better(name: str) -> int:
    """Whether a measure of the office, a place or a group is better lower or higher.

    Parameters
    ----------
    name : str
        As ``waiting_time_mean`` or ``waiting_time_mean[class:nib]``.

    Returns
    -------
    int
        As in :data:`BETTER`.
    """
    return BETTER[name.partition("[")[0]]


def measures_of(counted: Tally, names: Names, horizon_ms: int, window: Window) -> NDArray[np.float64]:
    """Measures that follow from a tally.

    Parameters
    ----------
    counted : Tally
        Of one replication, in this window.
    names : Names
        Of the office.
    horizon_ms : int
        End of the simulated time, milliseconds.
    window : Window
        What was counted.

    Returns
    -------
    ndarray, shape (n_measures,), float64
        In the order of :func:`measure_names`; not a number where there is no value.
    """
    return _table(counted, horizon_ms, window)[_has_value(names)]


def _table(counted: Tally, horizon_ms: int, window: Window) -> NDArray[np.float64]:
    """A row for the office, for each place and for each group, a column for each of :data:`UNITS`."""
    days = np.float64(horizon_ms - window.warm_up_ms) / MS_PER_DAY
    places = 1 + len(counted.staff)
    table = np.full((places + len(counted.groups), len(UNITS)), np.nan)
    with np.errstate(invalid="ignore", divide="ignore"):
        _fill_lines(table[: len(counted.first_wait)], counted, days, window.waiting_target_ms)
        _fill_staff(table[:places], counted.staff, days)
        _fill_flows(table[0], counted.counts, days)
        _fill_groups(table[places:], counted.groups)
        on_time = np.vstack([counted.on_time.sum(axis=0), counted.on_time])
        table[[0, *range(places, places + len(counted.on_time))], _AT["on_time_share"]] = (
            on_time[:, ON_TIME] / on_time[:, SETTLED]
        )
    return table


def _fill_lines(table: NDArray[np.float64], counted: Tally, days: np.float64, target_ms: int) -> None:
    waits = describe_waits(counted.waits_ms, counted.first_wait, target_ms)
    waiting_ms = np.concatenate([[counted.queue_ms.sum()], counted.queue_ms])
    table[:, _AT["waiting_time_mean"]] = waits[:, of.WAIT_MEAN_MS] / MS_PER_MINUTE
    table[:, _AT["waiting_time_p90"]] = waits[:, of.WAIT_P90_MS] / MS_PER_MINUTE
    table[:, _AT["service_level"]] = waits[:, of.KEPT_SHARE]
    table[:, _AT["queue_length_mean"]] = waiting_ms / (days * MS_PER_DAY)


def _fill_staff(table: NDArray[np.float64], staff: of.Integers, days: np.float64) -> None:
    of_all = np.vstack([staff.sum(axis=0), staff])
    table[:, _AT["utilisation"]] = of_all[:, of.BUSY_MS] / of_all[:, of.STAFFED_MS]
    overtime = of_all[:, of.OVERTIME_MS] / MS_PER_MINUTE / days
    table[:, _AT["overtime"]] = np.where(of_all[:, of.SHIFTS] > 0, overtime, np.nan)
    table[0, _AT["overtime"]] = overtime[0]


def _fill_flows(office: NDArray[np.float64], counts: of.Integers, days: np.float64) -> None:
    ratios = {
        "sojourn_time_mean": (of.SOJOURN_MS, counts[of.DEPARTED] * MS_PER_MINUTE),
        "throughput": (of.DEPARTURES, days),
        "arrivals": (of.ARRIVALS, days),
        "balk_share": (of.BALKED, counts[of.ARRIVALS]),
        "renege_share": (of.RENEGED, counts[of.ARRIVALS]),
        "turned_away_share": (of.TURNED_AWAY, counts[of.ARRIVALS]),
        "give_up_share": (of.GAVE_UP, counts[of.ARRIVALS]),
        "deemed_approved_share": (of.DEEMED_APPROVED, counts[of.ARRIVALS]),
        "rework_share": (of.DEPARTED_SENT_BACK, counts[of.DEPARTED]),
        "trips_mean": (of.TRIPS, counts[of.ARRIVALS]),
        "present_at_end": (of.PRESENT, 1),
    }
    for name, (part, whole) in ratios.items():
        office[_AT[name]] = counts[part] / np.float64(whole)


def _fill_groups(table: NDArray[np.float64], groups: of.Integers) -> None:
    table[:, _AT["waiting_time_mean"]] = groups[:, of.WAITED_MS] / (groups[:, of.SERVED] * MS_PER_MINUTE)
    table[:, _AT["service_level"]] = groups[:, of.KEPT] / groups[:, of.SERVED]
    table[:, _AT["sojourn_time_mean"]] = groups[:, of.STAYED_MS] / (groups[:, of.LEFT] * MS_PER_MINUTE)


def _tally(rows: Rows, names: Names, horizon_ms: int, window: Window) -> Tally:
    view = rows.view()
    view.setflags(write=False)  # one kind of array, compiled once
    return tally(view, codes_of(names, horizon_ms), horizon_ms, window.warm_up_ms, window.waiting_target_ms)


def _named(names: Names, has_value: NDArray[np.bool_]) -> Iterator[str]:
    for row, part in enumerate(["", *places_of(names), *_groups(names)]):
        for column in np.flatnonzero(has_value[row]):
            yield f"{_ORDER[column]}[{part}]" if row else _ORDER[column]


def _groups(names: Names) -> list[str]:
    """Case classes, then channels."""
    return [*(f"class:{name}" for name in names.case_classes), *(f"channel:{name}" for name in names.channels)]


def _has_value(names: Names) -> NDArray[np.bool_]:
    """Which measures the office (first row), each place and each group may have."""
    staffed = [name for code, name in enumerate(names.stations) if names.kind(code) == "staffed"]
    with_staff = {*staffed} - {*names.pooled} | {*names.persons}
    places, groups = places_of(names), _groups(names)
    has_value = np.zeros((1 + len(places) + len(groups), len(UNITS)), np.bool_)
    has_value[0] = True
    for row, place in enumerate(places, start=1):
        has_value[row, _OF_LINES] = place in staffed
        has_value[row, _OF_STAFF] = place in with_staff
    used = {f"{kind}:{name}" for route in names.routes for kind, name in zip(("class", "channel"), route, strict=True)}
    for row, group in enumerate(groups, start=1 + len(places)):
        has_value[row, _OF_GROUPS] = group in used or not names.routes
    for row, days in enumerate(names.deadline_days, start=1 + len(places)):
        has_value[row, _AT["on_time_share"]] = days != NONE and has_value[row].any()
    return has_value
