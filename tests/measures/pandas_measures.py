"""The measures from tables with a row per case, visit, wait and stretch of work: slow, and for reading."""

from collections.abc import Callable

import numpy as np
import pandas as pd

from simulator.calendars import MS_PER_DAY, MS_PER_MINUTE
from simulator.eventlog import Event, EventLog
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
    }
    table = pd.DataFrame({name: column.reindex(replications) for name, column in columns.items()}, index=replications)
    table = table.astype(np.float64)
    places = dict.fromkeys([*log.names.stations, *log.names.persons])
    order = [*UNITS, *(f"{name}[{place}]" for place in places for name in UNITS)]
    return table[[name for name in order if name in table]]


def _waits(log: EventLog, window: Window) -> dict[str, pd.Series]:
    table = visits(log)
    is_served = table["start_ms"].notna() & table["station"].isin(queueing_stations(log))
    table = table[(table["join_ms"] >= window.warm_up_ms) & is_served]
    waits = table.assign(wait=(table["start_ms"] - table["join_ms"]).astype(np.float64) / MS_PER_MINUTE)
    target = window.waiting_target_ms / MS_PER_MINUTE
    statistics: dict[str, Callable[[pd.Series], float]] = {
        "waiting_time_mean": lambda wait: float(wait.mean()),
        "waiting_time_p90": lambda wait: float(np.quantile(wait, 0.9)),
        "service_level": lambda wait: float((wait <= target).mean()),
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


def _count(table: pd.DataFrame, log: EventLog) -> pd.Series:
    """Rows of each replication, 0 where there is none."""
    return table.groupby("replication").size().reindex(list(log.replications), fill_value=0).astype(np.float64)


def _at(name: str, log: EventLog, station: int) -> str:
    return f"{name}[{log.names.stations[station]}]"
