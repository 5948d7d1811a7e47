"""Causes of waiting computed a second time: between each moment and the next, by looking at everything.

Nothing here knows clocks or trees: plain lists of rows, and one question to the state of each elementary stretch of time.
"""

from dataclasses import dataclass, field
from itertools import pairwise
from typing import Any, NamedTuple

from simulator.eventlog import NONE, Cause, Event, EventLog, Names

Server = tuple[int, int]
"""Station and number, or NONE and the number of a person."""

WAITS = {
    Event.QUEUE_JOIN: "queue",
    Event.SERVICE_PAUSE: "pause",
    Event.WAIT_APPLICANT: "applicant",
    Event.BALK: "away",
    Event.RENEGE: "away",
}


class Row(NamedTuple):
    """A row of the log and its position."""

    at: int
    time_ms: int
    event: int
    case: int
    case_class: int
    channel: int
    station: int
    server: int
    cause: int


@dataclass
class Interval:
    """One waiting interval: how it began, and what it was due to."""

    row: Row
    kind: str
    station: int
    end_ms: int
    arrival_ms: int
    join: Row | None
    pause: Row | None
    causes: dict[str, int] = field(default_factory=dict)


@dataclass
class Life:
    """One case: when it arrived and ended, how long it was served, and its waiting intervals."""

    case: int
    length_ms: int
    service_ms: int
    intervals: list[Interval]


def rows_of(log: EventLog) -> list[Row]:
    columns = ("time_ms", "event", "case", "case_class", "channel", "station", "server", "cause")
    return [Row(at, *row) for at, row in enumerate(zip(*(log[name].tolist() for name in columns), strict=True))]


def lives_of(log: EventLog) -> list[Life]:
    """The lives of the cases of one replication, the causes of their waits still unknown."""
    lives: dict[int, list[Row]] = {}
    for row in rows_of(log):
        if row.case != NONE and row.event != Event.CHANNEL_CHOICE:
            lives.setdefault(row.case, []).append(row)
    return [_life(log, rows) for rows in lives.values()]


def naive_intervals(log: EventLog) -> list[dict[str, Any]]:
    """The same as rows of the table of intervals."""
    found = []
    for part in log.split():
        intervals = sorted((i for life in lives_of(part) for i in life.intervals), key=lambda interval: interval.row.at)
        _find_causes(part, rows_of(part), intervals)
        for one in intervals:
            said = {"replication": part.replications[0], "case": one.row.case, "case_class": one.row.case_class}
            said |= {"channel": one.row.channel, "station": one.station, "kind": one.kind}
            said |= {"begin_ms": one.row.time_ms, "end_ms": one.end_ms, "arrival_ms": one.arrival_ms}
            found.append(said | {"causes": {cause: ms for cause, ms in one.causes.items() if ms}})
    return found


def _life(log: EventLog, rows: list[Row]) -> Life:
    """Each row of a case lasts until the next one."""
    ends = [*(row.time_ms for row in rows[1:]), log.horizon_ms]
    is_over = rows[-1].event in (Event.DEPARTURE, Event.GIVE_UP, Event.DEEMED_APPROVED)
    last_ms = rows[-1].time_ms if is_over else log.horizon_ms
    life = Life(rows[0].case, last_ms - rows[0].time_ms, 0, [])
    station, join = NONE, None
    for row, end_ms in zip(rows, ends, strict=True):
        station = row.station if row.station != NONE else station
        join = row if row.event == Event.QUEUE_JOIN else join
        is_served = row.event in (Event.SERVICE_START, Event.SERVICE_RESUME)
        is_outside = is_served and log.names.kind(row.station) == "external"
        if is_served and not is_outside:
            life.service_ms += end_ms - row.time_ms
        kind = "external" if is_outside else WAITS.get(Event(row.event))
        if kind:
            pause = row if kind == "pause" else None
            life.intervals.append(Interval(row, kind, station, end_ms, rows[0].time_ms, join, pause))
    return life


def _find_causes(log: EventLog, rows: list[Row], intervals: list[Interval]) -> None:
    office = _State(log)
    after = log.names.paper_after_ms or [NONE] * len(log.names.stations)
    papers = {row.time_ms + ms for row in rows if row.event == Event.OUTAGE_START for ms in after if ms != NONE}
    moments = sorted({row.time_ms for row in rows} | {ms for ms in papers if ms < log.horizon_ms} | {log.horizon_ms})
    next_row, next_interval = 0, 0
    open_: list[Interval] = []
    for now, then in pairwise(moments):
        while next_row < len(rows) and rows[next_row].time_ms <= now:
            office.see(rows[next_row])
            next_row += 1
        while next_interval < len(intervals) and intervals[next_interval].row.time_ms <= now:
            open_.append(intervals[next_interval])
            next_interval += 1
        open_ = [interval for interval in open_ if interval.end_ms > now]
        for interval in open_:
            cause = office.cause(interval, now)
            interval.causes[cause] = interval.causes.get(cause, 0) + then - now


class _State:
    """Who is on shift, who serves whom, and what is down."""

    def __init__(self, log: EventLog):
        self.names: Names = log.names
        self.pooled = {self.names.stations.index(name) for name in self.names.pooled}
        self.on_shift: set[Server] = set()
        self.serves: dict[Server, tuple[Row, Row]] = {}
        self.served_by: dict[int, Server] = {}
        self.join: dict[int, Row] = {}
        self.down: list[tuple[int, int]] = []
        self.down_since: dict[int, int] = {}
        rows = rows_of(log)
        self.with_lines = {row.station for row in rows if row.event == Event.QUEUE_JOIN and row.server != NONE}
        self.own: dict[int, set[Server]] = {station: set() for station in range(len(self.names.stations))}
        self.pools_at: dict[int, set[str]] = {station: set() for station in self.own}
        for row in rows:
            if row.station != NONE and row.server != NONE and row.station not in self.pooled:
                self.own[row.station].add((row.station, row.server))
            if row.event == Event.SERVICE_START and row.station in self.pooled:
                self.pools_at[row.station].add(self.names.persons[row.server])
        self.by_hand: set[int] = set()

    def see(self, row: Row) -> None:
        """Let one row happen."""
        server = (NONE if row.station in self.pooled else row.station, row.server)
        if row.event == Event.SHIFT_START:
            self.on_shift.add(server)
        elif row.event == Event.SHIFT_END:
            self.on_shift.discard(server)
        elif row.event in (Event.OUTAGE_START, Event.OUTAGE_END) and row.cause < Cause.FIRST_SLOW:
            self._turn(row)
        elif row.event == Event.QUEUE_JOIN:
            self.join[row.case] = row
        elif row.event == Event.SERVICE_START and row.server != NONE:
            self.serves[server] = (self.join[row.case], row)
            self.served_by[row.case] = server
        elif row.event in (Event.SERVICE_END, Event.DEEMED_APPROVED, Event.RENEGE) and row.case in self.served_by:
            del self.serves[self.served_by.pop(row.case)]
        if row.cause == Cause.PAPER and self._first_down(row.station) is not None:
            self.by_hand.add(row.station)

    def _turn(self, row: Row) -> None:
        subsystem = row.cause - Cause.FIRST_SUBSYSTEM
        if row.event == Event.OUTAGE_START:
            self.down.append((row.at, subsystem))
        else:
            self.down = [one for one in self.down if one[1] != subsystem]
        for station in self.own:
            if self._first_down(station) is None:
                self.down_since.pop(station, None)
                self.by_hand.discard(station)
            else:
                self.down_since.setdefault(station, row.time_ms)

    def _first_down(self, station: int) -> int | None:
        """Which of the subsystems that a station needs, and does not go on without, has been down longest."""
        names = self.names
        if names.on_outage and names.on_outage[station] == "slower":
            return None
        needs = names.needs[station] if names.needs else ()
        return next((s for _, s in sorted(self.down) if names.subsystems[s] in needs), None)

    def _outage(self, station: int, now: int) -> str | None:
        """What keeps a station from working; nothing once it goes on by hand."""
        first = self._first_down(station)
        after = self.names.paper_after_ms[station] if self.names.paper_after_ms else NONE
        is_by_hand = station in self.by_hand or (after != NONE and now >= self.down_since.get(station, now) + after)
        return None if first is None or is_by_hand else f"outage:{self.names.subsystems[first]}"

    def _who(self, station: int) -> set[Server]:
        """Who may serve at a station."""
        if station not in self.pooled:
            return self.own[station]
        if not self.names.skills:
            return {(NONE, n) for n, pool in enumerate(self.names.persons) if pool in self.pools_at[station]}
        name = self.names.stations[station]
        return {(NONE, n) for n, skills in enumerate(self.names.skills) if name in skills}

    def cause(self, interval: Interval, now: int) -> str:
        """What a case waits for now."""
        station, kind = interval.station, self.names.kind(interval.station)
        if interval.kind not in ("queue", "pause"):
            return interval.kind
        nobody = "no_server" if self.on_shift else "closed"
        outage = self._outage(station, now)
        if interval.pause is not None and interval.row.server != NONE:
            is_there = self.served_by[interval.row.case] in self.on_shift
            waits_for_shift = interval.pause.cause == Cause.SHIFT or self.names.stations[station] in self.names.pausing
            if not is_there and (waits_for_shift or outage is None):
                return nobody
            return outage or "nothing"
        if kind != "staffed":
            return outage or ("slot" if kind == "batch" else "nothing")
        here = self._who(station) & self.on_shift
        if not here:
            return nobody
        if outage:
            return outage
        busy = [self.serves[server] for server in here if server in self.serves]
        assert interval.join is not None
        if station in self.with_lines:
            if not busy:
                return "slot"
            own = self.serves.get((station, interval.join.server))
            busy = [own] if own and own[1].server == own[0].server and (station, own[1].server) in here else []
        elif len(busy) < len(here):
            return "slot"
        is_later = [join.station == station and join.at > interval.join.at for join, _ in busy]
        return "overtaken" if any(is_later) else "busy"
