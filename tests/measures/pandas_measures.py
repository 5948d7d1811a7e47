"""The measures from tables with a row per case, visit, wait and stretch of work: slow, and for reading."""

from collections.abc import Callable
from typing import NamedTuple

import numpy as np
import pandas as pd

from simulator.calendars import MS_PER_DAY, MS_PER_MINUTE
from simulator.eventlog import NONE, Event, EventLog, Names
from simulator.measures import UNITS, Window, cases, queue_area_ms, queueing_stations, staff_time, visits
from simulator.measures.staff import MINUTES


def pandas_measures(log: EventLog, window: Window) -> pd.DataFrame:
    """A row per replication, columns as :func:`simulator.measures.measure` gives them."""
    replications = pd.Index(list(log.replications), name="replication")
    columns = {
        **_waits(log, window),
        **_flows(log, window),
        **_staff(log, window),
        **_queues(log, window),
        **_on_time(log, window),
        **_groups(log, window),
    }
    table = pd.DataFrame({name: column.reindex(replications) for name, column in columns.items()}, index=replications)
    table = table.astype(np.float64)
    places = dict.fromkeys([*log.names.stations, *log.names.persons])
    groups = [
        *(f"class:{name}" for name in log.names.case_classes),
        *(f"channel:{name}" for name in log.names.channels),
    ]
    order = [*UNITS, *(f"{name}[{part}]" for part in (*places, *groups) for name in UNITS)]
    return table[[name for name in order if name in table]]


def _counted_waits(log: EventLog, window: Window) -> pd.DataFrame:
    table = visits(log)
    is_served = table["start_ms"].notna() & table["station"].isin(queueing_stations(log))
    table = table[(table["join_ms"] >= window.warm_up_ms) & is_served]
    return table.assign(wait=(table["start_ms"] - table["join_ms"]).astype(np.float64) / MS_PER_MINUTE)


def _share_within(window: Window) -> Callable[[pd.Series], float]:
    target = window.waiting_target_ms / MS_PER_MINUTE
    return lambda wait: float((wait <= target).mean())


def _waits(log: EventLog, window: Window) -> dict[str, pd.Series]:
    waits = _counted_waits(log, window)
    statistics: dict[str, Callable[[pd.Series], float]] = {
        "waiting_time_mean": lambda wait: float(wait.mean()),
        "waiting_time_p90": lambda wait: float(np.quantile(wait, 0.9)),
        "service_level": _share_within(window),
    }
    result = {name: waits.groupby("replication")["wait"].agg(f) for name, f in statistics.items()}
    for station in queueing_stations(log):
        here = waits[waits["station"] == station].groupby("replication")["wait"]
        result |= {_at(name, log, station): here.agg(f) for name, f in statistics.items()}
    return result


def _flows(log: EventLog, window: Window) -> dict[str, pd.Series]:
    table = cases(log)
    days = (log.horizon_ms - window.warm_up_ms) / MS_PER_DAY
    departed_in_window = table[(table["ending"] == Event.DEPARTURE) & (table["end_ms"] >= window.warm_up_ms)]
    arrived = table[table["arrival_ms"] >= window.warm_up_ms]
    by_replication = arrived.groupby("replication")
    ending = arrived["ending"].fillna(-1)  # who is still present has none, and is an arrival all the same
    departed = arrived[arrived["ending"] == Event.DEPARTURE]
    sojourn = (departed["end_ms"] - departed["arrival_ms"]).astype(np.float64) / MS_PER_MINUTE
    return {
        "sojourn_time_mean": sojourn.groupby(departed["replication"]).mean(),
        "throughput": _count(departed_in_window, log) / days,
        "arrivals": _count(arrived, log) / days,
        "balk_share": (arrived["balks"] > 0).groupby(arrived["replication"]).mean(),
        "renege_share": (arrived["reneges"] > 0).groupby(arrived["replication"]).mean(),
        "turned_away_share": (arrived["turned_away"] > 0).groupby(arrived["replication"]).mean(),
        "give_up_share": (ending == Event.GIVE_UP).groupby(arrived["replication"]).mean(),
        "deemed_approved_share": (ending == Event.DEEMED_APPROVED).groupby(arrived["replication"]).mean(),
        "trips_mean": by_replication["trips"].mean(),
        "rework_share": (departed["returns"] > 0).groupby(departed["replication"]).mean(),
        "present_at_end": _count(table[table["ending"].isna()], log),
    }


def _staff(log: EventLog, window: Window) -> dict[str, pd.Series]:
    table = staff_time(log, window.warm_up_ms)
    days = (log.horizon_ms - window.warm_up_ms) / MS_PER_DAY
    result = {}
    for place in [None, *table["place"].unique().tolist()]:
        part = table if place is None else table[table["place"] == place]
        sums = part.groupby("replication")[MINUTES].sum().reindex(list(log.replications), fill_value=0.0)
        at = "" if place is None else f"[{place}]"
        result[f"utilisation{at}"] = sums["busy_min"] / sums["staffed_min"]
        result[f"overtime{at}"] = sums["overtime_min"] / days
    return result


def _queues(log: EventLog, window: Window) -> dict[str, pd.Series]:
    edges = np.array([window.warm_up_ms, log.horizon_ms])
    lengths = {
        station: pd.Series(
            {part.replications[0]: queue_area_ms(part, station, edges)[0] / np.diff(edges)[0] for part in log.split()}
        )
        for station in queueing_stations(log)
    }
    total = {"queue_length_mean": sum(lengths.values(), pd.Series(0.0, index=list(log.replications)))}
    return total | {_at("queue_length_mean", log, station): length for station, length in lengths.items()}


def _groups(log: EventLog, window: Window) -> dict[str, pd.Series]:
    """Waits by class and by the channel in which the case joined, sojourns by class and by the channel of arrival."""
    waits = _counted_waits(log, window)
    table = cases(log)
    departed = table[(table["arrival_ms"] >= window.warm_up_ms) & (table["ending"] == Event.DEPARTURE)]
    departed = departed.assign(sojourn=(departed["end_ms"] - departed["arrival_ms"]).astype(np.float64) / MS_PER_MINUTE)
    result = {}
    for kind, column, names in (
        ("class", "case_class", log.names.case_classes), ("channel", "channel", log.names.channels)
    ):  # fmt: skip
        used = {route[kind == "channel"] for route in log.names.routes} or {*names}
        for code, name in enumerate(names):
            if name not in used:
                continue
            here = waits[waits[column] == code].groupby("replication")["wait"]
            result[f"waiting_time_mean[{kind}:{name}]"] = here.mean()
            result[f"service_level[{kind}:{name}]"] = here.agg(_share_within(window))
            left = departed[departed[column] == code].groupby("replication")["sojourn"]
            result[f"sojourn_time_mean[{kind}:{name}]"] = left.mean()
    return result


class _Fate(NamedTuple):
    """What became of a case: its class, whether its deadline was kept or missed in the horizon, and which of both."""

    replication: int
    case_class: int
    is_settled: bool
    is_on_time: bool


def _on_time(log: EventLog, window: Window) -> dict[str, pd.Series]:
    known = [code for code, days in enumerate(log.names.deadline_days) if days != NONE]
    columns = ["replication", "case", "case_class", "channel", "time_ms", "event", "station"]
    frame = pd.DataFrame({name: log[name] for name in columns})
    frame = frame[frame["case_class"].isin(known)]
    fates = [
        _fate(rows, log) for _, rows in frame.groupby(["replication", "case"]) if _arrival(rows) >= window.warm_up_ms
    ]
    table = pd.DataFrame(fates, columns=_Fate._fields)
    table = table[table["is_settled"].astype(bool)].astype({"is_on_time": np.float64})
    used = {case_class for case_class, _ in log.names.routes} or {*log.names.case_classes}
    result = {"on_time_share": table.groupby("replication")["is_on_time"].mean()}
    for code in known:
        if (name := log.names.case_classes[code]) in used:
            part = table[table["case_class"] == code]
            result[f"on_time_share[class:{name}]"] = part.groupby("replication")["is_on_time"].mean()
    return result


def _arrival(rows: pd.DataFrame) -> int:
    return int(rows["time_ms"].iloc[0])


def _fate(rows: pd.DataFrame, log: EventLog) -> _Fate:
    """Of a case, from all its rows: first when the clock starts and ends, then the deadline, put off by each absence."""
    names, days = log.names, _Days(log.names)
    head = int(rows["replication"].iloc[0]), int(rows["case_class"].iloc[0])
    event = rows["event"]
    passed = rows[(event == Event.SERVICE_END) & (event.shift(-1) != Event.REWORK)]
    at_once = rows[event.isin([Event.ARRIVAL, Event.SWITCH_CHANNEL])]
    at_once = at_once[[_begins(row, names) for row in at_once.itertuples()]]
    starts = [
        *at_once["time_ms"],
        *passed["time_ms"][[_is_step(row, names, names.starts_clock) for row in passed.itertuples()]],
    ]
    decides = [
        *passed["time_ms"][[_is_step(row, names, names.decides) for row in passed.itertuples()]],
        *rows["time_ms"][event == Event.DEPARTURE],
    ]
    start, decided = min(starts, default=log.horizon_ms), min(decides, default=log.horizon_ms)
    if start > decided or start == log.horizon_ms:
        return _Fate(*head, False, False)
    due = days.after(start // MS_PER_DAY, names.deadline_days[head[1]])
    gone = int(rows["time_ms"][event == Event.GIVE_UP].min()) if (event == Event.GIVE_UP).any() else log.horizon_ms
    ends = min(decided, gone)
    for left, back in _absences(rows, start, log.horizon_ms):
        if left >= decided or left > (due + 1) * MS_PER_DAY:
            break
        if back == log.horizon_ms:
            return _Fate(*head, False, False)
        due = days.put_off(due, left // MS_PER_DAY, back // MS_PER_DAY)
    is_missed = (due + 1) * MS_PER_DAY < ends or (event == Event.DEEMED_APPROVED).any()
    is_kept = decided < log.horizon_ms and decided <= (due + 1) * MS_PER_DAY and not is_missed
    return _Fate(*head, bool(is_kept or is_missed), bool(is_kept))


def _begins(row: "pd.core.frame.Pandas", names: Names) -> bool:
    """Whether the clock starts on arrival or on a switch: no step of the route does it, or this is the backlog."""
    route = names.case_classes[row.case_class], names.channels[row.channel]
    is_backlog = row.event == Event.ARRIVAL and row.time_ms == 0
    return is_backlog or not any(step[:2] == route for step in names.starts_clock)


def _is_step(row: "pd.core.frame.Pandas", names: Names, steps: tuple[tuple[str, str, str], ...]) -> bool:
    return (names.case_classes[row.case_class], names.channels[row.channel], names.stations[row.station]) in steps


def _absences(rows: pd.DataFrame, start: int, horizon_ms: int) -> list[tuple[int, int]]:
    """From going home to coming back, after the clock started; to the end of the horizon if never."""
    leaves = rows["time_ms"][(rows["event"] == Event.WAIT_APPLICANT) & (rows["time_ms"] >= start)]
    backs = rows["time_ms"][rows["event"] == Event.RETURN_APPLICANT]
    return [
        (left, int(backs.loc[index:].min()) if len(backs.loc[index:]) else horizon_ms) for index, left in leaves.items()
    ]


class _Days:
    """Working days by NumPy's business days; after the horizon every day is one."""

    def __init__(self, names: Names):
        off = np.flatnonzero(~np.array(names.working_days, np.bool_)).astype("datetime64[D]")
        self._calendar = np.busdaycalendar("1111111", off)

    def after(self, day: int, n: int) -> int:
        """The n-th working day that follows a day."""
        return self._offset(day, n, "backward")

    def put_off(self, due: int, left: int, back: int) -> int:
        """A deadline moved by the working days of an absence, not before the day of coming back."""
        away = int(np.busday_count(self._date(left + 1), self._date(back + 1), busdaycal=self._calendar))
        return max(self._offset(due, away, "forward"), self._offset(back, 0, "forward"))

    def _offset(self, day: int, n: int, roll: str) -> int:
        date = np.busday_offset(self._date(day), n, roll=roll, busdaycal=self._calendar)
        return int(date.astype(np.int64))

    @staticmethod
    def _date(day: int) -> np.datetime64:
        return np.datetime64(int(day), "D")


def _count(table: pd.DataFrame, log: EventLog) -> pd.Series:
    """Rows of each replication, 0 where there is none."""
    return table.groupby("replication").size().reindex(list(log.replications), fill_value=0).astype(np.float64)


def _at(name: str, log: EventLog, station: int) -> str:
    return f"{name}[{log.names.stations[station]}]"
