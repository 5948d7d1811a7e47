"""What each case went through: its waits, its trips and how it ended; and when applicants were at the office."""

from typing import Any

import numpy as np
import pandas as pd
from numpy.typing import NDArray

from simulator.calendars.hours import MS_PER_DAY, MS_PER_HOUR, MS_PER_MINUTE
from simulator.compiled import compiled
from simulator.eventlog.kinds import Cause, Event
from simulator.eventlog.log import EventLog
from simulator.eventlog.rows import NONE, Rows

_ARRIVAL, _CLASS, _CHANNEL, _WAITED, _SERVICES, _TRIPS, _RETURNS, _REFUSED, _ENDING, _END, _COLUMNS = range(11)

Integers = NDArray[np.int64]


def case_experience(log: EventLog) -> pd.DataFrame:
    """One row per case.

    Parameters
    ----------
    log : EventLog
        One or more replications.

    Returns
    -------
    DataFrame
        By replication and case: ``replication, case, case_class, channel`` (codes; the channel of the arrival),
        ``arrival_ms``; ``waited_min``, all its time in the lines of stations with staff, also where it left before its
        turn or still waits at the end of the horizon; ``services``, how many began at these stations; ``sojourn_h``,
        from arrival to departure (not a number unless it departed); ``trips`` to the office (L3); ``returns``, how
        often a check sent it back; ``is_refused``, whether it balked, reneged, was turned away or sent home at least
        once; ``gave_up, departed, deemed_approved``, of which none is true for a case that is still present.

    Raises
    ------
    ValueError
        If the log names a case, class, channel or station that the office does not have.
    """
    is_staffed = np.array([log.names.kind(code) == "staffed" for code in range(len(log.names.stations))], np.bool_)
    is_in_person = _is_in_person(log)
    tables = [pd.DataFrame(_EMPTY)]
    for part in log.split():
        lives = _live(_read_only(part), is_staffed, is_in_person, _number_of_cases(part), log.horizon_ms)
        tables.append(_table(lives, part.replications[0]))
    return pd.concat(tables[1:] or tables, ignore_index=True)


def comings(log: EventLog, places: frozenset[str], warm_up_ms: int = 0) -> pd.DataFrame:
    """One row for each time that an applicant came to the office.

    Parameters
    ----------
    log : EventLog
        One or more replications.
    places : frozenset of str
        Stations at which applicants are present while their case waits or is served.
    warm_up_ms : int, optional
        Presence before this is not counted, milliseconds.

    Returns
    -------
    DataFrame
        In the order in which they came: ``replication, case, case_class, channel`` (codes), ``come_ms``, and
        ``present_ms``, how long the applicant was at the office (U8): from then until the case first goes to another
        station or home, as far as the office was open.
    """
    is_place = np.array([name in places for name in log.names.stations], np.bool_)
    is_in_person = _is_in_person(log)
    tables = [pd.DataFrame(dict.fromkeys(_COMINGS, np.zeros(0, np.int64)))]
    for part in log.split():
        rows = _read_only(part)
        found, hours = _come(rows, is_place, is_in_person, _number_of_cases(part), log.horizon_ms)
        begin_ms, end_ms = (np.maximum(found[:, bound], warm_up_ms) for bound in (3, 4))
        present_ms = _open_before(hours, end_ms) - _open_before(hours, begin_ms)
        columns = dict(zip(_COMINGS[1:], (*found[:, :4].T, present_ms), strict=True))
        tables.append(pd.DataFrame({"replication": np.full(len(found), part.replications[0], np.int64), **columns}))
    return pd.concat(tables[1:] or tables, ignore_index=True)


_COMINGS = "replication", "case", "case_class", "channel", "come_ms", "present_ms"


def _table(lives: Integers, replication: int) -> pd.DataFrame:
    who = np.flatnonzero(lives[:, _ARRIVAL] != NONE)
    of = lives[who]
    ending, sojourn_ms = of[:, _ENDING], of[:, _END] - of[:, _ARRIVAL]
    columns: dict[str, NDArray[Any]] = {
        "replication": np.full(len(who), replication, np.int64),
        "case": who.astype(np.int64),
        "case_class": of[:, _CLASS],
        "channel": of[:, _CHANNEL],
        "arrival_ms": of[:, _ARRIVAL],
        "waited_min": of[:, _WAITED] / MS_PER_MINUTE,
        "services": of[:, _SERVICES],
        "sojourn_h": np.where(ending == Event.DEPARTURE, sojourn_ms / MS_PER_HOUR, np.nan),
        "trips": of[:, _TRIPS],
        "returns": of[:, _RETURNS],
        "is_refused": of[:, _REFUSED] > 0,
        "gave_up": ending == Event.GIVE_UP,
        "departed": ending == Event.DEPARTURE,
        "deemed_approved": ending == Event.DEEMED_APPROVED,
    }
    return pd.DataFrame(columns)


_EMPTY = _table(np.zeros((0, _COLUMNS), np.int64), 0)


def _is_in_person(log: EventLog) -> NDArray[np.bool_]:
    return np.array([name in log.names.in_person for name in log.names.channels], np.bool_)


def _read_only(part: EventLog) -> Rows:
    view = part.rows().view()
    view.setflags(write=False)  # one kind of array, compiled once
    return view


def _number_of_cases(part: EventLog) -> int:
    """One more than the largest number; every code must stand for something."""
    names = part.names
    most = {"case_class": names.case_classes, "channel": names.channels, "station": names.stations}
    for column, known in most.items():
        codes = part[column]
        if len(codes) and not NONE <= codes.min() <= codes.max() < len(known):
            raise ValueError(f"a row of the log has a {column} that the office does not have")
    return 1 + int(part["case"].max(initial=NONE))


@compiled
def _live(
    rows: Rows, is_staffed: NDArray[np.bool_], is_in_person: NDArray[np.bool_], n_cases: int, horizon_ms: int
) -> Integers:
    """What happens to each case; a wait lasts from joining a line until whatever happens to the case next."""
    lives, joined_ms = np.zeros((n_cases, _COLUMNS), np.int64), np.full(n_cases, NONE, np.int64)
    lives[:, _ARRIVAL] = NONE
    lives[:, _ENDING] = NONE
    for i in range(len(rows)):
        row = rows[i]
        event, case, station = int(row["event"]), int(row["case"]), int(row["station"])
        if case == NONE:
            continue
        time_ms = int(row["time_ms"])
        if joined_ms[case] != NONE:
            lives[case, _WAITED] += time_ms - joined_ms[case]
            joined_ms[case] = NONE
        if event == Event.QUEUE_JOIN:
            if is_staffed[station]:
                joined_ms[case] = time_ms
        elif event == Event.SERVICE_START:
            lives[case, _SERVICES] += is_staffed[station]
        elif event == Event.ARRIVAL:
            lives[case, _ARRIVAL], lives[case, _CLASS], lives[case, _CHANNEL] = (
                time_ms,
                row["case_class"],
                row["channel"],
            )
            lives[case, _TRIPS] = is_in_person[row["channel"]] and time_ms > 0  # the initial backlog is there at time 0
        elif event == Event.RETURN_APPLICANT:
            lives[case, _TRIPS] += is_in_person[row["channel"]]
        elif event == Event.REWORK:
            lives[case, _RETURNS] += 1
        elif event in (Event.BALK, Event.RENEGE):
            lives[case, _REFUSED] += 1
        elif event in (Event.DEEMED_APPROVED, Event.GIVE_UP, Event.DEPARTURE):
            lives[case, _ENDING], lives[case, _END] = event, time_ms
            if row["cause"] == Cause.NO_SHOW:
                lives[case, _TRIPS] = 0  # it never came
    for case in range(n_cases):
        if joined_ms[case] != NONE:
            lives[case, _WAITED] += horizon_ms - joined_ms[case]
    return lives


@compiled
def _come(
    rows: Rows, is_place: NDArray[np.bool_], is_in_person: NDArray[np.bool_], n_cases: int, horizon_ms: int
) -> tuple[Integers, Integers]:
    """Case, class, channel, coming and leaving of each trip; first and last moment of each day on which it was open."""
    found, trip_of = np.zeros((_number_of_comings(rows), 5), np.int64), np.full(n_cases, NONE, np.int64)
    hours = np.full(((horizon_ms + MS_PER_DAY - 1) // MS_PER_DAY, 2), NONE, np.int64)
    n_found = on_shift = today = 0
    for i in range(len(rows)):
        row = rows[i]
        event, case, time_ms = int(row["event"]), int(row["case"]), int(row["time_ms"])
        while today < time_ms // MS_PER_DAY:
            today += 1
            if on_shift > 0:
                hours[today - 1, 1] = hours[today, 0] = today * MS_PER_DAY
        on_shift += (event == Event.SHIFT_START) - (event == Event.SHIFT_END)
        is_open = event == Event.SHIFT_START or event == Event.SHIFT_END
        if event == Event.SHIFT_END and time_ms == today * MS_PER_DAY:
            is_open = False
            if on_shift == 0 and hours[today, 1] == NONE:
                hours[today, 0] = NONE
        if case != NONE and _begins_trip(event):
            trip_of[case] = NONE
            if is_in_person[row["channel"]] and (event == Event.RETURN_APPLICANT or time_ms > 0):
                trip_of[case] = n_found
                found[n_found, 0], found[n_found, 1], found[n_found, 2] = case, row["case_class"], row["channel"]
                found[n_found, 3], found[n_found, 4] = time_ms, horizon_ms
                n_found += 1
        elif case != NONE and trip_of[case] != NONE:
            if _is_present(event) and is_place[row["station"]]:
                is_open = event != Event.QUEUE_JOIN
            elif event != Event.REWORK and event != Event.CHANNEL_CHOICE:
                found[trip_of[case], 4] = time_ms
                if row["cause"] == Cause.NO_SHOW:
                    found[trip_of[case], 3] = NONE  # it never came
                trip_of[case] = NONE
        if is_open:
            if hours[today, 0] == NONE:
                hours[today, 0] = time_ms
            hours[today, 1] = time_ms
    if on_shift > 0:
        _stay_open(hours, today, horizon_ms)
    found = found[:n_found]
    return found[found[:, 3] != NONE], hours


@compiled(inline=True)
def _number_of_comings(rows: Rows) -> int:
    n_comings = 0
    for i in range(len(rows)):
        n_comings += _begins_trip(rows[i]["event"])
    return n_comings


@compiled(inline=True)
def _begins_trip(event: int) -> bool:
    """Whether a row says that an applicant comes, in person or not."""
    return event == Event.ARRIVAL or event == Event.RETURN_APPLICANT


@compiled(inline=True)
def _is_present(event: int) -> bool:
    """Whether a row says that an applicant who came goes on waiting or being served, wherever that is."""
    return Event.QUEUE_JOIN <= event <= Event.SERVICE_END and event != Event.RENEGE


@compiled(inline=True)
def _stay_open(hours: Integers, today: int, horizon_ms: int) -> None:
    """Whoever is on shift when the log ends is there until the horizon."""
    while today < len(hours):
        today += 1
        hours[today - 1, 1] = min(today * MS_PER_DAY, horizon_ms)
        if today < len(hours):
            hours[today, 0] = today * MS_PER_DAY


def _open_before(hours: Integers, time_ms: Integers) -> Integers:
    """How long the office was open before each moment."""
    length = hours[:, 1] - hours[:, 0]
    before = np.concatenate([[0], np.cumsum(length)])
    day = np.minimum(time_ms // MS_PER_DAY, len(hours) - 1)
    today: Integers = np.clip(time_ms - hours[day, 0], 0, length[day])
    return before[day] + today
