"""The legal clock case by case: who was decided when, how late, and how long each step took."""

from collections.abc import Mapping, Sequence

import numpy as np
import pandas as pd
from numpy.typing import NDArray

from simulator.calendars.hours import MS_PER_DAY
from simulator.compiled import compiled, part
from simulator.eventlog.kinds import Event
from simulator.eventlog.log import EventLog, Names
from simulator.eventlog.rows import NONE, Rows
from simulator.measures.codes import codes_of
from simulator.measures.legal_clock import Clock, clock_step

OUTCOMES = ("on_time", "late", "deemed_approved", "missed", "left_out")
"""What became of a case before the law (docs/model.md, U2 and U3); all but the last are settled."""

NOT_IN_TIME = OUTCOMES[1:4]
"""Outcomes that are settled, and not on time."""

CASE_UNITS = {"stopped_days": "working days", "turnaround_days": "working days", "lateness_days": "working days"}
"""Column of :func:`legal_cases` -> unit."""

LEGAL_UNITS = {
    "settled": "cases",
    "on_time_share": "share",
    "late_share": "share",
    "deemed_approved_share": "share",
    "missed_share": "share",
    "turnaround_days_mean": "working days",
    "turnaround_days_p90": "working days",
    "lateness_days_mean": "working days",
    "lateness_days_p90": "working days",
    "stopped_days_mean": "working days",
}
"""Column of :func:`legal_table` -> unit."""

LATENESS_UNITS = {"cases": "cases", "share": "share"}
"""Column of :func:`lateness_distribution` -> unit."""

STEP_UNITS = {
    "ended": "cases",
    "deadline_days": "working days",
    "on_time_share": "share",
    "days_mean": "working days",
    "days_p90": "working days",
}
"""Column of :func:`step_table` -> unit."""

_ON_TIME, _LATE, _DEEMED_APPROVED, _MISSED, _LEFT_OUT = range(5)

CASE_CLASS, CHANNEL, ARRIVAL_MS, CLOCK_MS, DUE_MS, DECIDED_MS, OUTCOME, STOPPED, TURNAROUND, LATENESS = range(10)
"""Columns of what :func:`follow_clocks` gives; after them come those that it alone uses."""

_DEADLINE, _DAYS_LEFT, _LEFT_DAY, _COLUMNS = range(10, 14)

_ENDED, _NOT_STARTED, _STANDS, _TOO_LATE = -5, -4, -3, -2
"""In place of a deadline: nothing more to follow; the clock has not started; it stands; missed, not yet decided."""

STEP_CHANNEL, STEP_DAYS, STEP_PASSED = range(3)
"""Columns of what :func:`follow_steps` gives of each case at each station."""

Integers = NDArray[np.int64]


def legal_cases(log: EventLog) -> pd.DataFrame:
    """What became of each case of a class with a deadline.

    Parameters
    ----------
    log : EventLog
        One or more replications.

    Returns
    -------
    DataFrame
        One row per case, also of those that arrived in the warm-up (docs/model.md, U3): ``replication, case,
        case_class, channel`` (codes, of the arrival), ``arrival_ms``, ``clock_ms`` (start of the clock), ``due_ms``
        (end of the day on which the deadline falls due, as far as absences had moved it), ``decided_ms``, ``outcome``
        (of :data:`OUTCOMES`), ``stopped_days``, ``turnaround_days``, ``lateness_days`` (0 on time). What the horizon
        does not show is missing: the start of a clock that has not started, a deadline beyond the last working day or
        while the clock stands, the decision of the undecided, and every number of days that would need one of them.

    Raises
    ------
    ValueError
        If there are deadlines, but not one for each class, or not every day of the horizon is known to be a working day
        or none.
    """
    clock = codes_of(log.names, log.horizon_ms).clock
    tables = [follow_clocks(one.rows(), clock, log.horizon_ms) for one in log.split()]
    kept = [np.flatnonzero(table[:, OUTCOME] != NONE) for table in tables]
    values = np.concatenate(
        [np.empty((0, _COLUMNS), np.int64), *(table[cases] for table, cases in zip(tables, kept, strict=True))]
    )
    integers = {"case_class": CASE_CLASS, "channel": CHANNEL, "arrival_ms": ARRIVAL_MS}
    moments = {"clock_ms": CLOCK_MS, "due_ms": DUE_MS, "decided_ms": DECIDED_MS}
    days = {"stopped_days": STOPPED, "turnaround_days": TURNAROUND, "lateness_days": LATENESS}
    return pd.DataFrame(
        {
            "replication": np.repeat(np.array(log.replications, np.int64), [len(cases) for cases in kept]),
            "case": np.concatenate([np.empty(0, np.int64), *kept]),
            **{name: values[:, column] for name, column in integers.items()},
            **{name: _known(values[:, column]) for name, column in moments.items()},
            "outcome": np.array(OUTCOMES, object)[values[:, OUTCOME]],
            **{name: np.where(values[:, at] == NONE, np.nan, values[:, at]) for name, at in days.items()},
        }
    )


def legal_table(log: EventLog, warm_up_ms: int = 0, groups: Mapping[str, str] | None = None) -> pd.DataFrame:
    """Whether and when cases were decided, for each class, or for groups of classes.

    Parameters
    ----------
    log : EventLog
        One or more replications.
    warm_up_ms : int, optional
        Who arrives before this is not counted, milliseconds.
    groups : mapping of str to str, optional
        Name of a class -> its group, as a legal regime; a class that is not named is not counted.

    Returns
    -------
    DataFrame
        ``replication, case_class`` (name; with `groups` ``regime`` in its place), ``settled``, the shares of these that
        were on time, late, deemed approved and missed, the mean and 90th percentile of the turnaround of those that
        were decided and of the lateness of those that were decided late, and the mean of the days for which the clock
        of the settled stood. Every class with a deadline in every replication; not a number where there is no case.
    """
    of_class = {name: groups.get(name) if groups is not None else name for name in _classes(log.names)}
    key = "case_class" if groups is None else "regime"
    cases = _settled(log, warm_up_ms)
    values = {f"{outcome}_share": cases["outcome"] == outcome for outcome in OUTCOMES[:_LEFT_OUT]}
    cases = cases.assign(
        **{key: cases["case_class"].map(of_class), **values},
        lateness_days=cases["lateness_days"].where(values["late_share"]),
    )
    by = cases.groupby(["replication", key])
    days = {f"{name}_days": by[f"{name}_days"] for name in ("turnaround", "lateness", "stopped")}
    table = pd.DataFrame(
        {
            "settled": by.size(),
            **{name: by[name].mean() for name in values},
            **{f"{name}_mean": of_groups.mean() for name, of_groups in days.items()},
            **{f"{name}_p90": of_groups.quantile(0.9) for name, of_groups in days.items()},
        }
    )
    labels = dict.fromkeys(label for label in of_class.values() if label is not None)
    return _complete(table, log, {key: list(labels)}, ["settled"])[["replication", key, *LEGAL_UNITS]]


def lateness_distribution(log: EventLog, warm_up_ms: int = 0) -> pd.DataFrame:
    """How many cases were late by how many working days.

    Parameters
    ----------
    log : EventLog
        One or more replications.
    warm_up_ms : int, optional
        Who arrives before this is not counted, milliseconds.

    Returns
    -------
    DataFrame
        ``replication, case_class`` (name), ``outcome``, ``lateness_days``, ``cases, share`` (of the settled of the
        class; not a number where there is none). For each class with a deadline one row for those on time (0 days), one
        for each number of days up to the largest of any class and replication, and one each for the deemed approved and
        the missed, of whom no number of days is known.
    """
    cases = _settled(log, warm_up_ms)
    most = int(cases["lateness_days"].max()) if cases["lateness_days"].notna().any() else 0
    bins = [*((OUTCOMES[n > 0], float(n)) for n in range(most + 1)), *((name, np.nan) for name in OUTCOMES[2:4])]
    unknown = most + 1 + (cases["outcome"] == OUTCOMES[_MISSED])
    bin_of_case = cases["lateness_days"].fillna(unknown).astype(np.int64)
    counts = cases.groupby(["replication", "case_class", bin_of_case.rename("bin")]).size().rename("cases").to_frame()
    table = _complete(counts, log, {"case_class": _classes(log.names), "bin": range(len(bins))}, ["cases"])
    settled = table.groupby(["replication", "case_class"])["cases"].transform("sum")
    outcome, days = (pd.Series(values)[table["bin"]].to_numpy() for values in zip(*bins, strict=True))
    table = table.assign(outcome=outcome, lateness_days=days, share=table["cases"] / settled.where(settled > 0))
    return table[["replication", "case_class", "outcome", "lateness_days", *LATENESS_UNITS]]


def step_table(log: EventLog, warm_up_ms: int = 0) -> pd.DataFrame:
    """How many working days each step took, and whether that is what the regulation gives it.

    Parameters
    ----------
    log : EventLog
        One or more replications.
    warm_up_ms : int, optional
        Who arrives before this is not counted, milliseconds.

    Returns
    -------
    DataFrame
        ``replication, case_class, station`` (names), ``ended`` (cases whose last visit to the station ended with a
        service and no failed check), ``deadline_days`` (of the step; not a number if no regulation gives one, or not
        the same by every channel), ``on_time_share`` (of those of a channel with a deadline), ``days_mean, days_p90``
        (docs/model.md, U3). Each class at each station that any of its cases joined or that has a deadline for it; not
        a number where there is no case, or where working days are not known for the whole horizon.
    """
    names = log.names
    steps = [_steps_of(one) for one in log.split()]
    keys = [(name, station) for name in names.case_classes for station in names.stations]
    used = {(case_class, station) for case_class, _, station, _ in names.step_deadlines}
    table = pd.concat(steps, ignore_index=True) if steps else _steps_of(log)
    used |= {keys[code] for code in table["key"].unique()}
    passed = table[(table["arrival_ms"] >= warm_up_ms) & (table["has_passed"] == 1)]
    passed = passed.assign(
        on_time_share=(passed["days"] <= passed["deadline"]).astype(np.float64).where(passed["deadline"].notna())
    )
    by = passed.groupby(["replication", "key"])
    values = pd.DataFrame(
        {
            "ended": by.size(),
            "on_time_share": by["on_time_share"].mean(),
            "days_mean": by["days"].mean(),
            "days_p90": by["days"].quantile(0.9),
        }
    )
    shown = [code for code, key in enumerate(keys) if key in used]
    values = _complete(values, log, {"key": shown}, ["ended"])
    of_key = [keys[code] for code in values["key"]]
    values["case_class"], values["station"] = (
        pd.Series([key[place] for key in of_key], dtype=object) for place in (0, 1)
    )
    values["deadline_days"] = [_deadline_of(names, key) for key in of_key]
    return values[["replication", "case_class", "station", *STEP_UNITS]]


def _classes(names: Names) -> list[str]:
    """Classes that have a deadline."""
    return [name for name, days in zip(names.case_classes, names.deadline_days, strict=False) if days != NONE]


def _settled(log: EventLog, warm_up_ms: int) -> pd.DataFrame:
    """The settled cases that arrived in the window, their classes by name."""
    cases = legal_cases(log)
    cases = cases[(cases["arrival_ms"] >= warm_up_ms) & (cases["outcome"] != OUTCOMES[_LEFT_OUT])]
    return cases.assign(case_class=np.array(log.names.case_classes, object)[cases["case_class"].to_numpy()])


def _complete(
    table: pd.DataFrame, log: EventLog, keys: Mapping[str, Sequence[object]], counts: list[str]
) -> pd.DataFrame:
    """A table with a row for each of the keys in every replication: counts of 0 where there was none."""
    index = pd.MultiIndex.from_product([log.replications, *keys.values()], names=["replication", *keys])
    table = table.reindex(index).reset_index()
    return table.assign(**{name: table[name].fillna(0).astype(np.int64) for name in counts})


def _known(times_ms: Integers) -> pd.Series:
    """Times as whole numbers, missing where there is none."""
    return pd.Series(pd.array(times_ms, "Int64")).mask(times_ms == NONE)


def _steps_of(log: EventLog) -> pd.DataFrame:
    """Of one replication, a row for each case and station that it joined."""
    names = log.names
    shape = len(names.case_classes), len(names.channels), len(names.stations)
    is_known = len(names.working_days) * MS_PER_DAY >= log.horizon_ms
    days = names.working_days if is_known else (False,) * (log.horizon_ms // MS_PER_DAY)
    before = np.concatenate([[0], np.cumsum(np.array(days, np.int64))])
    arrivals, steps = follow_steps(log.rows(), before, shape[2])
    case, station = np.nonzero(steps[:, :, STEP_CHANNEL] != NONE)
    case_class, (channel, taken, has_passed) = arrivals[case, 0], steps[case, station].T
    deadline = np.full(shape, np.nan)
    for of_class, by_channel, at, limit in names.step_deadlines if is_known else ():
        place = names.case_classes.index(of_class), names.channels.index(by_channel), names.stations.index(at)
        deadline[place] = limit
    return pd.DataFrame(
        {
            "replication": np.full(len(case), log.replications[0] if log.replications else 0),
            "key": case_class * shape[2] + station,
            "arrival_ms": arrivals[case, 1],
            "has_passed": has_passed,
            "days": taken.astype(np.float64) if is_known else np.full(len(case), np.nan),
            "deadline": deadline[case_class, channel, station],
        }
    )


def _deadline_of(names: Names, key: tuple[str, str]) -> float:
    """Working days that a regulation gives a class at a station; not a number if none, or several by channel."""
    given = {days for case_class, _, station, days in names.step_deadlines if (case_class, station) == key}
    return float(given.pop()) if len(given) == 1 else np.nan


# ---- compiled passes


@compiled
def follow_clocks(rows: Rows, clock: Clock, horizon_ms: int) -> Integers:
    """The legal clock of every case of one replication.

    Parameters
    ----------
    rows : ndarray of ROW, shape (n_rows,)
        What happened, in order.
    clock : Clock
        Of the office.
    horizon_ms : int
        End of the simulated time, milliseconds.

    Returns
    -------
    ndarray, shape (n_cases, n_columns), int64
        Columns :data:`CASE_CLASS` to :data:`LATENESS`: codes, milliseconds, a position in :data:`OUTCOMES`, and working
        days; -1 where there is none, or it is not known. The outcome is -1 in a class without a deadline.
    """
    n_cases = 0
    for i in range(len(rows)):
        n_cases = max(n_cases, 1 + rows[i]["case"])
    fates = np.full((n_cases, _COLUMNS), NONE, np.int64)
    fates[:, _DEADLINE] = _ENDED
    _follow(rows, clock, fates)
    _close(fates, clock.working_days_before, clock.ends_ms, horizon_ms)
    return fates


@part
def _follow(rows: Rows, clock: Clock, fates: Integers) -> None:
    """What the rows say of each case; a deadline is a position among the working days of the horizon."""
    before, ends_ms = clock.working_days_before, clock.ends_ms
    for i in range(len(rows)):
        event, case, time_ms = int(rows[i]["event"]), int(rows[i]["case"]), int(rows[i]["time_ms"])
        if event < Event.ARRIVAL:
            continue
        starts, decides = clock_step(rows, i, clock)
        if event == Event.ARRIVAL:
            fates[case, CASE_CLASS], fates[case, CHANNEL] = rows[i]["case_class"], rows[i]["channel"]
            fates[case, ARRIVAL_MS] = time_ms
            if clock.deadline_days[rows[i]["case_class"]] != NONE:
                fates[case, _DEADLINE], fates[case, OUTCOME] = _NOT_STARTED, _LEFT_OUT
        day = time_ms // MS_PER_DAY
        if starts and fates[case, _DEADLINE] == _NOT_STARTED:
            fates[case, CLOCK_MS], fates[case, STOPPED] = time_ms, 0
            fates[case, _DEADLINE] = before[day + 1] + clock.deadline_days[fates[case, CASE_CLASS]] - 1
        deadline = fates[case, _DEADLINE]
        if deadline >= 0:
            is_late = event == Event.DEEMED_APPROVED or (deadline < len(ends_ms) and ends_ms[deadline] < time_ms)
            if event == Event.WAIT_APPLICANT and not is_late:
                fates[case, _DEADLINE], fates[case, _LEFT_DAY] = _STANDS, day
                fates[case, _DAYS_LEFT] = deadline - before[day + 1]
            elif decides or event in (Event.WAIT_APPLICANT, Event.DEEMED_APPROVED, Event.GIVE_UP):
                fates[case, DUE_MS] = ends_ms[deadline] if deadline < len(ends_ms) else NONE
                fates[case, DECIDED_MS] = time_ms if decides else NONE
                fates[case, OUTCOME] = _outcome(event, decides, is_late)
                fates[case, _DEADLINE] = _TOO_LATE if event == Event.WAIT_APPLICANT else _ENDED
        elif deadline == _STANDS and event == Event.RETURN_APPLICANT:
            fates[case, _DEADLINE] = max(before[day + 1] + fates[case, _DAYS_LEFT], before[day])
            fates[case, STOPPED] += before[day + 1] - before[fates[case, _LEFT_DAY] + 1]
        elif deadline == _TOO_LATE and decides:
            fates[case, DECIDED_MS], fates[case, OUTCOME], fates[case, _DEADLINE] = time_ms, _LATE, _ENDED
        elif deadline != _ENDED and decides:
            fates[case, DECIDED_MS], fates[case, _DEADLINE] = time_ms, _ENDED


@part
def _close(fates: Integers, before: Integers, ends_ms: Integers, horizon_ms: int) -> None:
    """What the end of the horizon says of those that are undecided; then the days of those that are decided."""
    for case in range(len(fates)):
        deadline = fates[case, _DEADLINE]
        if deadline == _STANDS:
            fates[case, STOPPED] = NONE
        elif 0 <= deadline < len(ends_ms):
            fates[case, DUE_MS] = ends_ms[deadline]
            if ends_ms[deadline] < horizon_ms:
                fates[case, OUTCOME] = _MISSED
        if fates[case, OUTCOME] in (_ON_TIME, _LATE):
            start_day = fates[case, CLOCK_MS] // MS_PER_DAY
            day = max((fates[case, DECIDED_MS] - 1) // MS_PER_DAY, start_day)  # midnight belongs to the day that ends
            fates[case, TURNAROUND] = before[day + 1] - before[start_day + 1] - fates[case, STOPPED]
            fates[case, LATENESS] = 0
            if fates[case, OUTCOME] == _LATE:
                due_day = fates[case, DUE_MS] // MS_PER_DAY - 1
                fates[case, LATENESS] = max(1, before[day + 1] - before[due_day + 1])


@compiled(inline=True)
def _outcome(event: int, decides: bool, is_late: bool) -> int:
    """What a case is when its clock ends, or when it goes home or gives up."""
    if decides:
        return _LATE if is_late else _ON_TIME
    if event == Event.DEEMED_APPROVED:
        return _DEEMED_APPROVED
    return _MISSED if is_late else _LEFT_OUT


@compiled
def follow_steps(rows: Rows, working_days_before: Integers, n_stations: int) -> tuple[Integers, NDArray[np.int32]]:
    """Working days that each case spent on the visits to each station that ended with a service.

    Parameters
    ----------
    rows : ndarray of ROW, shape (n_rows,)
        What happened, in order.
    working_days_before : ndarray, shape (n_days + 1,), int64
        Working days of the horizon before each day, and all of them.
    n_stations : int
        Number of stations.

    Returns
    -------
    arrivals : ndarray, shape (n_cases, 2), int64
        Class and time of arrival, milliseconds.
    steps : ndarray, shape (n_cases, n_stations, 3), int32
        Columns :data:`STEP_CHANNEL` (by which it joined last; -1 if it never did), :data:`STEP_DAYS` (of all its
        visits) and :data:`STEP_PASSED` (whether the last ended with a service and no failed check).
    """
    n_cases = 0
    for i in range(len(rows)):
        n_cases = max(n_cases, 1 + rows[i]["case"])
    arrivals, joined_day = np.zeros((n_cases, 2), np.int64), np.zeros(n_cases, np.int64)
    steps = np.zeros((n_cases, n_stations, 3), np.int32)
    steps[:, :, STEP_CHANNEL] = NONE
    for i in range(len(rows)):
        event, case, station = int(rows[i]["event"]), int(rows[i]["case"]), int(rows[i]["station"])
        time_ms = int(rows[i]["time_ms"])
        if event == Event.ARRIVAL:
            arrivals[case, 0], arrivals[case, 1] = rows[i]["case_class"], time_ms
        elif event == Event.QUEUE_JOIN:
            joined_day[case] = time_ms // MS_PER_DAY
            steps[case, station, STEP_CHANNEL], steps[case, station, STEP_PASSED] = rows[i]["channel"], 0
        elif event == Event.SERVICE_END:
            day = max((time_ms - 1) // MS_PER_DAY, joined_day[case])
            steps[case, station, STEP_DAYS] += working_days_before[day + 1] - working_days_before[joined_day[case] + 1]
            is_failed = i + 1 < len(rows) and rows[i + 1]["event"] == Event.REWORK  # T3: at once
            steps[case, station, STEP_PASSED] = 0 if is_failed else 1
    return arrivals, steps
