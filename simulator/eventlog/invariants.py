"""What must be true of every event log, checked without knowing the engine."""

from collections.abc import Iterator

import numpy as np

from simulator.eventlog.kinds import ENDINGS, Event
from simulator.eventlog.log import NONE, EventLog

_STAGES_BEFORE: dict[Event, frozenset[str]] = {
    Event.ARRIVAL: frozenset({"nowhere"}),
    Event.CHANNEL_CHOICE: frozenset({"inside"}),
    Event.QUEUE_JOIN: frozenset({"inside"}),
    Event.BALK: frozenset({"inside"}),
    Event.RENEGE: frozenset({"waiting"}),
    Event.SERVICE_START: frozenset({"waiting"}),
    Event.SERVICE_PAUSE: frozenset({"served"}),
    Event.SERVICE_RESUME: frozenset({"paused"}),
    Event.SERVICE_END: frozenset({"served"}),
    Event.REWORK: frozenset({"inside"}),
    Event.DEPARTURE: frozenset({"inside"}),
}
_STAGE_AFTER = {
    Event.QUEUE_JOIN: "waiting",
    Event.SERVICE_START: "served",
    Event.SERVICE_PAUSE: "paused",
    Event.SERVICE_RESUME: "served",
} | dict.fromkeys(ENDINGS, "gone")


def broken_invariants(log: EventLog) -> list[str]:
    """Every rule of event logs that a log breaks.

    Checked in each replication: rows are numbered without gaps and time never goes back; each case arrives once, goes
    through its stages in order and ends in at most one way, with nothing after; the flows of every station balance;
    no server serves two cases at once or starts a service off shift.

    Parameters
    ----------
    log : EventLog
        One or more replications.

    Returns
    -------
    list of str
        One sentence for each breach; empty if all is well.
    """
    broken: list[str] = []
    for part in log.split():
        head = f"replication {part.replications[0]}, "
        for check in (_order, _stages, _servers, _flows):
            broken += [head + sentence for sentence in check(part)]
    return broken


def _order(log: EventLog) -> Iterator[str]:
    if not np.array_equal(log["seq"], np.arange(len(log))):
        yield "rows are not numbered 0, 1, 2, …"
    back = np.flatnonzero(np.diff(log["time_ms"]) < 0)
    if len(back):
        yield f"row {back[0] + 1}: time goes back"
    if len(log) and not 0 <= log["time_ms"].min() <= log["time_ms"].max() < log.horizon_ms:
        yield "an event lies outside the horizon"


def _stages(log: EventLog) -> Iterator[str]:
    """Each case goes through the stages of its life in order."""
    stage: dict[int, str] = {}
    for row, (event, case) in enumerate(zip(log["event"].tolist(), log["case"].tolist(), strict=True)):
        if case == NONE:
            continue
        allowed = _STAGES_BEFORE.get(Event(event))
        now = stage.get(case, "nowhere")
        if allowed is not None and now not in allowed:
            yield f"row {row}: {Event(event).name.lower()} of case {case}, which is {now}"
        stage[case] = _STAGE_AFTER.get(Event(event), "inside")


def _servers(log: EventLog) -> Iterator[str]:
    """A server is on shift when it starts a service, and serves one case at a time."""
    on_shift: set[tuple[int, int]] = set()
    serving: dict[tuple[int, int], int] = {}
    columns = (log[name].tolist() for name in ("event", "case", "station", "server"))
    for row, (event, case, station, server) in enumerate(zip(*columns, strict=True)):
        position = (station, server)
        if server == NONE:
            continue
        if event == Event.SHIFT_START:
            on_shift.add(position)
        elif event == Event.SHIFT_END:
            on_shift.discard(position)
        elif event == Event.SERVICE_START:
            if position not in on_shift:
                yield f"row {row}: server {server} of station {station} starts a service off shift"
            if position in serving:
                yield f"row {row}: server {server} of station {station} serves two cases at once"
            serving[position] = case
        elif event == Event.SERVICE_END and serving.pop(position, NONE) != case:
            yield f"row {row}: server {server} of station {station} ends a service that it did not start"


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
        waiting = count[Event.QUEUE_JOIN] - count[Event.RENEGE] - count[Event.SERVICE_START]
        served = count[Event.SERVICE_START] - count[Event.SERVICE_END]
        if waiting < 0 or served < 0:
            yield f"more cases leave the station {name} than came to it"
