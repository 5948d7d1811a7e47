"""What must be true of every event log, checked without knowing the engine."""

from collections.abc import Iterator
from dataclasses import dataclass, replace

import numpy as np

from simulator.eventlog.kinds import ENDINGS, Cause, Event
from simulator.eventlog.log import NONE, EventLog

_STAGES_BEFORE: dict[Event, frozenset[str]] = {
    Event.ARRIVAL: frozenset({"nowhere"}),
    Event.CHANNEL_CHOICE: frozenset({"inside"}),
    Event.QUEUE_JOIN: frozenset({"inside"}),
    Event.BALK: frozenset({"inside"}),
    Event.RENEGE: frozenset({"waiting", "paused"}),
    Event.SERVICE_START: frozenset({"waiting"}),
    Event.SERVICE_PAUSE: frozenset({"served"}),
    Event.SERVICE_RESUME: frozenset({"paused"}),
    Event.SERVICE_END: frozenset({"served"}),
    Event.REWORK: frozenset({"inside"}),
    Event.WAIT_APPLICANT: frozenset({"inside"}),
    Event.SWITCH_CHANNEL: frozenset({"failed"}),
    Event.RETURN_APPLICANT: frozenset({"failed", "at home"}),
    Event.GIVE_UP: frozenset({"failed", "at home", "inside"}),
    Event.DEEMED_APPROVED: frozenset({"inside", "waiting", "paused", "failed"}),
    Event.DEPARTURE: frozenset({"inside"}),
}
_STAGE_AFTER = {
    Event.QUEUE_JOIN: "waiting",
    Event.SERVICE_START: "served",
    Event.SERVICE_PAUSE: "paused",
    Event.SERVICE_RESUME: "served",
    Event.BALK: "failed",
    Event.RENEGE: "failed",
    Event.SWITCH_CHANNEL: "failed",
    Event.WAIT_APPLICANT: "at home",
} | dict.fromkeys(ENDINGS, "gone")
_SENT_AWAY = frozenset({Event.REWORK, Event.BALK, Event.RENEGE})
"""After these a case goes on with a new visit."""
_COMES_BACK = frozenset({Event.RETURN_APPLICANT, Event.SWITCH_CHANNEL})
_BEFORE_ANY_VISIT = frozenset({Event.ARRIVAL, Event.CHANNEL_CHOICE})
_DURING_SERVICE = frozenset({Event.SERVICE_PAUSE, Event.SERVICE_RESUME, Event.SERVICE_END})
_WORK = frozenset({Event.SERVICE_START, Event.SERVICE_RESUME, Event.SERVICE_END})
_END_OF_SERVICE = frozenset({Event.SERVICE_END, Event.RENEGE, Event.DEEMED_APPROVED})
_DURING_VISIT = _DURING_SERVICE | {Event.RENEGE, Event.SERVICE_START}
_PHASES = {
    Event.SERVICE_END: 1,
    Event.SHIFT_END: 2,
    Event.OUTAGE_START: 3,
    Event.OUTAGE_END: 3,
    Event.SHIFT_START: 4,
    Event.RENEGE: 5,
    Event.DEEMED_APPROVED: 6,
    Event.ARRIVAL: 7,
    Event.RETURN_APPLICANT: 7,
    Event.QUEUE_JOIN: 8,
    Event.BALK: 8,
    Event.SERVICE_START: 9,
}
"""The turn of each kind of row in its millisecond; kinds that follow from others have none of their own."""
_LAST_PLACE = np.iinfo(np.int32).max


@dataclass(frozen=True)
class _Life:
    """Where a case is: its stage, its class and channel, and the visit, station and server of its last step."""

    stage: str = "nowhere"
    case_class: int = NONE
    channel: int = NONE
    visit: int = NONE
    station: int = NONE
    server: int = NONE
    is_sent_away: bool = False


def broken_invariants(log: EventLog) -> list[str]:
    """Every rule of event logs that a log breaks.

    Checked in each replication: rows are numbered without gaps, time never goes back, and what happens in one
    millisecond happens in the order of the model; every code means something;
    each case arrives once, goes through its stages in order, at the place where it queued and with the server that
    began, and ends in at most one way, with nothing after; its visit number rises when it was sent away, and only then;
    its channel changes only when it switches; the flows of every station balance; no server serves two
    cases at once or starts a service off shift; shifts and outages begin before they end, and no service goes on
    while a subsystem that it needs is down, unless the station has a way to go on.

    Parameters
    ----------
    log : EventLog
        One or more replications.

    Returns
    -------
    list of str
        One sentence for each breach; empty if all is well. Where codes mean nothing, lives and flows are not checked.
    """
    broken: list[str] = []
    for part in log.split():
        head = f"replication {part.replications[0]}, "
        meaningless = list(_codes(part))
        checks = (_order,) if meaningless else (_order, _turns, _lives, _servers, _outages, _work_while_down, _flows)
        broken += [head + sentence for sentence in meaningless]
        broken += [head + sentence for check in checks for sentence in check(part)]
    return broken


def _order(log: EventLog) -> Iterator[str]:
    if not np.array_equal(log["seq"], np.arange(len(log))):
        yield "rows are not numbered 0, 1, 2, …"
    back = np.flatnonzero(np.diff(log["time_ms"]) < 0)
    if len(back):
        yield f"row {back[0] + 1}: time goes back"
    if len(log) and not 0 <= log["time_ms"].min() <= log["time_ms"].max() < log.horizon_ms:
        yield "an event lies outside the horizon"


def _turns(log: EventLog) -> Iterator[str]:
    """Rows of one millisecond are in the order of phases, then of places, cases and servers."""
    pooled = {log.names.stations.index(name) for name in log.names.pooled}
    latest: tuple[int, ...] = ()
    columns = (log[name].tolist() for name in ("time_ms", "event", "case", "station", "server", "cause"))
    for row, (time_ms, event, case, station, server, cause) in enumerate(zip(*columns, strict=True)):
        if event not in _PHASES or (event == Event.RENEGE and cause != Cause.PATIENCE):
            continue
        place: tuple[int, ...] = (_LAST_PLACE if station == NONE or station in pooled else station,)
        if event in (Event.SHIFT_START, Event.SHIFT_END):
            place += (server,)
        elif event == Event.SERVICE_START:  # persons by number; at a station in the order of its line
            place += (server,) if station in pooled else ()
        elif event in (Event.OUTAGE_START, Event.OUTAGE_END):
            place = (cause,)
        elif event in (Event.ARRIVAL, Event.RETURN_APPLICANT, Event.DEEMED_APPROVED):
            place = (case,)
        else:
            place = (station, case)
        turn = (time_ms, _PHASES[event], *place)
        if turn < latest:
            yield f"row {row}: {Event(event).name.lower()} out of turn"
        latest = turn


def _codes(log: EventLog) -> Iterator[str]:
    """Codes stand for something, and cases are named where they must be, and only there."""
    names = log.names
    limits = {
        "event": (0, len(Event)),
        "case": (NONE, np.iinfo(np.int32).max),
        "case_class": (NONE, len(names.case_classes)),
        "channel": (NONE, len(names.channels)),
        "station": (NONE, len(names.stations)),
    }
    for column, (low, high) in limits.items():
        for row in np.flatnonzero((log[column] < low) | (log[column] >= high)):
            yield f"row {row}: {log[column][row]} is no {column}"
    for row in np.flatnonzero(~np.isin(log["cause"], [NONE, *names.causes()])):
        yield f"row {row}: {log['cause'][row]} is no cause"
    for row in np.flatnonzero((log["event"] >= Event.ARRIVAL) != (log["case"] != NONE)):
        yield f"row {row}: an event of a case names it, and no other event names one"


def _lives(log: EventLog) -> Iterator[str]:
    """Each case goes through the stages of its life in order."""
    lives: dict[int, _Life] = {}
    columns = (log[name].tolist() for name in ("event", "case", "case_class", "channel", "visit", "station", "server"))
    for row, (code, case, *place) in enumerate(zip(*columns, strict=True)):
        if case == NONE:
            continue
        event, before = Event(code), lives.get(case, _Life())
        now = _Life(_STAGE_AFTER.get(event, "inside"), *place)
        if fault := _fault(event, before, now):
            yield f"row {row}: {event.name.lower()} of case {case}, {fault}"
        still_away = before.is_sent_away and not _begins_visit(event, before, now)
        lives[case] = replace(now, is_sent_away=event in _SENT_AWAY or still_away)
    joins = log.where(log["event"] == Event.QUEUE_JOIN)
    keys = np.stack([joins[name] for name in ("case", "visit", "station")])
    if np.unique(keys, axis=1).shape != keys.shape:
        yield "a case joins the same queue twice on one visit"


def _fault(event: Event, before: _Life, now: _Life) -> str | None:
    """What is wrong with the next step of a life."""
    if before.stage not in _STAGES_BEFORE.get(event, frozenset()):
        return f"which is {before.stage}"
    if event != Event.ARRIVAL and now.case_class != before.case_class:
        return "of another class than arrived"
    if event not in (Event.ARRIVAL, Event.SWITCH_CHANNEL) and now.channel != before.channel:
        return "by another channel without having switched"
    if event == Event.DEPARTURE and before.visit == NONE:
        return "which was never served"
    if event == Event.GIVE_UP and before.stage == "inside" and before.visit != NONE:
        return "which has not failed"
    if event in _DURING_VISIT and (now.visit, now.station) != (before.visit, before.station):
        return "elsewhere than where it queued"
    if event in _DURING_SERVICE and now.server != before.server:
        return "by another server than began"
    is_next = before.is_sent_away and _begins_visit(event, before, now)
    if event not in _BEFORE_ANY_VISIT and now.visit != max(before.visit, 0) + is_next:
        return "on another visit than the rows before say"
    return None


def _begins_visit(event: Event, before: _Life, now: _Life) -> bool:
    """Whether a case that was sent away is on its next visit: after a rework at once, unless it goes home."""
    if before.stage == "inside":
        return event != Event.WAIT_APPLICANT or now.station != NONE  # a repair has no station, a step at home has one
    return event in _COMES_BACK


def _servers(log: EventLog) -> Iterator[str]:
    """A server is on shift when it starts a service, and serves one case at a time."""
    pooled = {log.names.stations.index(name) for name in log.names.pooled}
    on_shift: set[tuple[int, int]] = set()
    serving: dict[tuple[int, int], int] = {}
    served_by: dict[int, tuple[int, int]] = {}
    columns = (log[name].tolist() for name in ("event", "case", "station", "server"))
    for row, (event, case, station, server) in enumerate(zip(*columns, strict=True)):
        position = (NONE if station in pooled else station, server)
        who = f"row {row}: server {server} of station {station}"
        if event in (Event.SHIFT_START, Event.SHIFT_END):
            if station in pooled or (station == NONE and not 0 <= server < len(log.names.persons)):
                yield f"{who} is neither a station's own nor a person of a pool"
            if (position in on_shift) != (event == Event.SHIFT_END):
                yield f"{who} starts or ends a shift twice"
            on_shift ^= {position}
        elif event == Event.SERVICE_START:
            if (server == NONE) == (log.names.kind(station) == "staffed"):
                has = "without" if server == NONE else "with"
                yield f"row {row}: a service {has} a server at {log.names.stations[station]}"
            elif server != NONE:
                if position not in on_shift:
                    yield f"{who} starts a service off shift"
                if position in serving:
                    yield f"{who} serves two cases at once"
                serving[position], served_by[case] = case, position
        elif event in _END_OF_SERVICE and case in served_by:
            position = served_by.pop(case)
            if serving.pop(position, NONE) != case or (event == Event.SERVICE_END and server != position[1]):
                yield f"{who} ends a service that it did not start"


def _outages(log: EventLog) -> Iterator[str]:
    """A subsystem fails, then comes back."""
    down: set[int] = set()
    for row in np.flatnonzero(np.isin(log["event"], [Event.OUTAGE_START, Event.OUTAGE_END])):
        cause = int(log["cause"][row])
        if (cause in down) != (log["event"][row] == Event.OUTAGE_END):
            yield f"row {row}: the outage with cause {cause} starts or ends twice"
        down ^= {cause}


def _work_while_down(log: EventLog) -> Iterator[str]:
    """While a subsystem that it needs is down, a station does no work, unless it has a way to go on."""
    names = log.names
    codes = {name: Cause.FIRST_SUBSYSTEM + s for s, name in enumerate(names.subsystems)}
    needs = [{codes[name] for name in station} for station in names.needs] or [set()] * len(names.stations)
    goes_on = [effect in ("slower", "paper") for effect in names.on_outage] or [False] * len(needs)
    down: set[int] = set()
    columns = (log[name].tolist() for name in ("event", "station", "cause"))
    for row, (event, station, cause) in enumerate(zip(*columns, strict=True)):
        if event in (Event.OUTAGE_START, Event.OUTAGE_END):
            down ^= {cause}
        elif event in _WORK and needs[station] & down and not goes_on[station]:
            if event == Event.SERVICE_END and names.kind(station) == "external":
                continue
            yield f"row {row}: a service goes on at {names.stations[station]} during an outage"


def _flows(log: EventLog) -> Iterator[str]:
    """What comes in goes out or is still there."""
    event, station = log["event"], log["station"]
    arrivals = int((event == Event.ARRIVAL).sum())
    cases = np.unique(log["case"][log["case"] != NONE])
    endings = int(np.isin(event, list(ENDINGS)).sum())
    ended = np.unique(log["case"][np.isin(event, list(ENDINGS))])
    if endings != len(ended):
        yield "a case ends in more than one way"
    if arrivals != len(cases):
        yield f"{len(cases)} cases are in the log, but {arrivals} arrived"
    for index, name in enumerate(log.names.stations):
        count = {kind: int(((event == kind) & (station == index)).sum()) for kind in Event}
        if not count[Event.QUEUE_JOIN] >= count[Event.SERVICE_START] >= count[Event.SERVICE_END]:
            yield f"more cases leave the station {name} than came to it"
