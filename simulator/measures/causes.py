"""Why cases wait: every waiting interval, split into causes that sum to it exactly (docs/model.md, U4)."""

from collections.abc import Sequence

import numpy as np
import pandas as pd
from numpy.typing import NDArray

from simulator.calendars import MS_PER_MINUTE
from simulator.eventlog import NONE, Event, EventLog, Names
from simulator.measures import causes_pass as of
from simulator.measures.causes_pass import Places, split_waits

KINDS = ("queue", "pause", "external", "applicant", "away")
"""Kinds of waiting intervals: in a line, in a service that pauses, at another agency, at home, after leaving."""

CAUSES_UNITS = {"hours": "h", "min_per_case": "min", "share": "share"}
"""Columns of :func:`causes_table` and their units."""

_CAUSES = ("external", "applicant", "away", "closed", "no_server", "slot", "overtaken", "busy")
_COLUMNS = ["case", "case_class", "channel", "station", "kind", "begin_ms", "end_ms", "arrival_ms"]
_CODES = {"station": "stations", "case_class": "case_classes", "channel": "channels"}
_KIND_CODES = {"staffed": of.STAFFED, "batch": of.BATCH, "external": of.AGENCY}
_MS_PER_HOUR = 60 * MS_PER_MINUTE


def cause_names(names: Names) -> tuple[str, ...]:
    """Causes of waiting that an office may have.

    Parameters
    ----------
    names : Names
        Of the office.

    Returns
    -------
    tuple of str
        ``external, applicant, away, closed, no_server, slot, overtaken, busy``, then ``outage:NAME`` of each subsystem.
    """
    return (*_CAUSES, *(f"outage:{subsystem}" for subsystem in names.subsystems))


def waiting_causes(log: EventLog) -> pd.DataFrame:
    """Every waiting interval, and for how long each cause held.

    The life of a case, from arrival to its end or the horizon, is service and these intervals. What counts as a cause,
    and which one where several hold, docs/model.md says (U4). Intervals of no length are there too: who is called at
    once has waited 0.

    Parameters
    ----------
    log : EventLog
        One or more replications.

    Returns
    -------
    DataFrame
        ``replication, case, case_class, channel`` (codes; the channel is that at the beginning), ``station`` (code;
        for one who is away, that which sent the case home or which it left), ``kind`` (of :data:`KINDS`), ``begin_ms,
        end_ms``, ``arrival_ms`` (of the case), then a column of milliseconds for each of :func:`cause_names`, which add
        up to the length. Ordered by replication and beginning.

    Raises
    ------
    ValueError
        If a code means nothing, something happens outside the horizon, or a case waits although its station works and
        needs no server: then the names do not say which subsystems it needs.

    Notes
    -----
    Where the names do not say who has which skills, the persons of a pool serve the stations at which any of them ever
    did. Compiled it takes about 0.2 µs a row.
    """
    places = _places_of(log)
    return pd.concat([_intervals(part, places) for part in log.split()] or [_none(log.names)], ignore_index=True)


def causes_table(
    intervals: pd.DataFrame,
    names: Names,
    replications: Sequence[int],
    by: str | None = None,
    warm_up_ms: int = 0,
) -> pd.DataFrame:
    """How much of the waiting each cause makes up.

    Parameters
    ----------
    intervals : DataFrame
        As :func:`waiting_causes` gives them; further columns may have been joined to them.
    names : Names
        What the codes stand for.
    replications : sequence of int
        Every replication that was simulated.
    by : str, optional
        Column by which to divide: ``station``, ``case_class``, ``channel``, or any other of the intervals; together if
        not given.
    warm_up_ms : int, optional
        Cases that arrived before are left out, milliseconds.

    Returns
    -------
    DataFrame
        ``replication, name`` (of the station, class, channel or group; empty for all together), ``cause``, ``hours``
        (of all cases), ``min_per_case`` (of the cases that came to a line there, left before, or were at home; not a
        number if there is none), ``share`` (of all waiting under this name; not a number where nobody waited).
    """
    causes = list(cause_names(names))
    counted = intervals[intervals["arrival_ms"] >= warm_up_ms]
    groups, group = _groups(intervals, counted, names, by)
    number = np.searchsorted(np.asarray(replications, np.int64), counted["replication"].to_numpy(np.int64))
    key = (number * len(groups) + group)[group >= 0]
    size = len(replications) * len(groups)
    cases = key << 32 | counted["case"].to_numpy(np.int64)[group >= 0]
    n_cases = np.bincount(np.unique(cases) >> 32, minlength=size)
    sums_ms = np.zeros((size, len(causes)), np.int64)
    for column, cause in enumerate(causes):
        np.add.at(sums_ms[:, column], key, counted[cause].to_numpy(np.int64)[group >= 0])
    all_ms = sums_ms.sum(axis=1, keepdims=True)
    cells = pd.MultiIndex.from_product([list(replications), groups, causes], names=["replication", "name", "cause"])
    return cells.to_frame(index=False).assign(
        hours=(sums_ms / _MS_PER_HOUR).ravel(),
        min_per_case=_ratio(sums_ms, n_cases[:, None] * MS_PER_MINUTE).ravel(),
        share=_ratio(sums_ms, all_ms).ravel(),
    )


def _ratio(parts: NDArray[np.int64], whole: NDArray[np.int64]) -> NDArray[np.float64]:
    shares: NDArray[np.float64] = np.divide(parts, whole, out=np.full(parts.shape, np.nan), where=whole > 0)
    return shares


def _groups(
    intervals: pd.DataFrame, counted: pd.DataFrame, names: Names, by: str | None
) -> tuple[list[str], NDArray[np.int64]]:
    """Names of the groups, and of which of them each interval is; -1 of none."""
    if by is None:
        return [""], np.zeros(len(counted), np.int64)
    if by in _CODES:
        return list(getattr(names, _CODES[by])), counted[by].to_numpy(np.int64)
    found = sorted(str(value) for value in intervals[by].dropna().unique())
    codes = {name: code for code, name in enumerate(found)}
    return found, np.array(counted[by].astype(str).map(codes).fillna(NONE), np.int64)


def _intervals(log: EventLog, places: Places) -> pd.DataFrame:
    """Those of one replication."""
    spans, causes_ms = split_waits(log.rows(), places, log.horizon_ms)
    lengths = spans[:, of.END_MS] - spans[:, of.BEGIN_MS]
    for wrong in np.flatnonzero(causes_ms.sum(axis=1) != lengths)[:1]:
        raise ValueError(
            f"replication {log.replications[0]}: case {spans[wrong, of.CASE]} waits at "
            f"{log.names.stations[spans[wrong, of.STATION]]} from {spans[wrong, of.BEGIN_MS]} ms on without a cause; "
            "say in the log's names which subsystems the station needs"
        )
    return _frame(log.names, log.replications[0], spans, causes_ms)


def _none(names: Names) -> pd.DataFrame:
    return _frame(names, 0, np.zeros((0, of.SPAN_SIZE), np.int64), np.zeros((0, len(cause_names(names))), np.int64))


def _frame(names: Names, replication: int, spans: NDArray[np.int64], causes_ms: NDArray[np.int64]) -> pd.DataFrame:
    table = pd.DataFrame(dict(zip(_COLUMNS, spans.T, strict=True)))
    table["kind"] = pd.Series(np.array(KINDS, object)[table["kind"]], dtype=object)
    table.insert(0, "replication", np.full(len(spans), replication, np.int64))
    return pd.concat([table, pd.DataFrame(causes_ms, columns=list(cause_names(names)))], axis=1)


# ---- the office, from the names and the log


def _places_of(log: EventLog) -> Places:
    names = log.names
    stations = range(len(names.stations))
    is_pooled = np.array([name in names.pooled for name in names.stations], np.bool_)
    has_lines, servers = _own_servers(log, is_pooled)
    first_server = _first(servers)
    own = [list(range(first_server[k], first_server[k + 1])) for k in stations]
    skills = _skills(log, is_pooled)
    places = [[k] for k in stations for _ in own[k]] + skills
    takers = [own[k] + [first_server[-1] + n for n, at in enumerate(skills) if k in at] for k in stations]
    return Places(
        kinds=np.array([_KIND_CODES.get(names.kind(k), of.WITHOUT_QUEUE) for k in stations], np.int64),
        is_pooled=is_pooled,
        is_pausing=np.array([name in names.pausing for name in names.stations], np.bool_),
        has_lines=has_lines,
        stops=_stops(names),
        paper_after_ms=_paper_after_ms(names),
        first_server=first_server,
        first_line=_first(np.where(has_lines, np.maximum(servers, 1), 1)),
        n_persons=len(names.persons),
        first_taker=_first([len(who) for who in takers]),
        takers=_joined(takers),
        first_place=_first([len(where) for where in places]),
        places=_joined(places),
    )


def _first(sizes: Sequence[int] | NDArray[np.int64]) -> NDArray[np.int64]:
    """Where each part begins, and the end."""
    return np.concatenate([[0], np.cumsum(np.asarray(sizes, np.int64))])


def _joined(parts: list[list[int]]) -> NDArray[np.int64]:
    return np.array([one for part in parts for one in part], np.int64)


def _own_servers(log: EventLog, is_pooled: NDArray[np.bool_]) -> tuple[NDArray[np.bool_], NDArray[np.int64]]:
    """Whether each station has a line for each server, and how many servers of its own."""
    station, server, n_stations = log["station"], log["server"], len(is_pooled)
    with_server = (server >= 0) & (station >= 0) & (station < n_stations)
    at = station[with_server].astype(np.int64)
    servers = np.zeros(n_stations, np.int64)
    np.maximum.at(servers, at, server[with_server] + 1)
    joins = log["event"][with_server] == Event.QUEUE_JOIN
    has_lines = np.bincount(at[joins], minlength=n_stations) > 0
    return has_lines & ~is_pooled, np.where(is_pooled, 0, servers)


def _skills(log: EventLog, is_pooled: NDArray[np.bool_]) -> list[list[int]]:
    """Stations that each person may serve: as the names say, or as the log shows of the person's pool."""
    names = log.names
    if names.skills:
        return [[names.stations.index(station) for station in skills] for skills in names.skills]
    pooled, of_pool = np.append(is_pooled, False), dict[str, set[int]]()
    starts = (log["event"] == Event.SERVICE_START) & pooled[log["station"]] & (log["server"] >= 0)
    for pair in np.unique(np.stack([log["station"][starts], log["server"][starts]]), axis=1).T.tolist():
        of_pool.setdefault(names.persons[pair[1]], set()).add(pair[0])
    return [sorted(of_pool.get(pool, ())) for pool in names.persons]


def _stops(names: Names) -> NDArray[np.bool_]:
    """Whether each station stops while each subsystem is down; those that go on slower do not."""
    stops = np.zeros((len(names.stations), len(names.subsystems)), np.bool_)
    for station, needs in enumerate(names.needs):
        for subsystem in needs:
            is_slower = names.on_outage and names.on_outage[station] == "slower"
            stops[station, names.subsystems.index(subsystem)] = not is_slower
    return stops


def _paper_after_ms(names: Names) -> NDArray[np.int64]:
    """How long each station is down before it works by hand; where nothing is known, rows of such a service show it."""
    given = np.array(names.paper_after_ms or [NONE] * len(names.stations), np.int64)
    return np.where(given == NONE, of.FOREVER, given)
