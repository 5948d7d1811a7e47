"""What outages did to an office: each replication beside its twin, the same one without a single outage."""

from collections.abc import Iterator
from dataclasses import dataclass
from math import nan
from typing import NamedTuple

import numpy as np
import pandas as pd
from numpy.typing import NDArray

from simulator.calendars.hours import MS_PER_DAY, MS_PER_HOUR, MS_PER_MINUTE
from simulator.compiled import compiled
from simulator.eventlog.kinds import ENDINGS, Cause, Event
from simulator.eventlog.log import EventLog
from simulator.eventlog.rows import NONE, Rows
from simulator.measures.legal_cases import NOT_IN_TIME, legal_cases

RESILIENCE_UNITS = {
    "outage_min": "min",
    "depth_share": "share",
    "peak_extra_cases": "cases",
    "cases_affected": "cases",
    "recovery_min": "min",
    "lost_case_hours": "h",
    "extra_staff_hours": "h",
    "late_caused": "cases",
    "gave_up_caused": "cases",
}
"""Column of :func:`resilience` -> unit."""

EPISODE_UNITS = {"episodes": "episodes", "felt": "episodes", "recovered_share": "share", **RESILIENCE_UNITS}
"""Column of :func:`resilience_table` -> unit."""

STAY_MS = MS_PER_HOUR
"""How long an office must stay recovered, at least; milliseconds."""

_TOTALS = ["outage_min", "cases_affected", "lost_case_hours", "extra_staff_hours", "late_caused", "gave_up_caused"]
_COLUMNS = ["replication", "episode", "subsystems", "begin_ms", "end_ms", *RESILIENCE_UNITS]

Integers = NDArray[np.int64]
Interval = tuple[int, int]


class Curve(NamedTuple):
    """A whole number that changes in steps; 0 before the first.

    Attributes
    ----------
    times_ms : ndarray, shape (n,), int64
        When it changes, ascending, each time once, milliseconds.
    values : ndarray, shape (n,), int64
        From then on.
    areas : ndarray, shape (n,), int64
        Area below it until then, case-milliseconds.
    """

    times_ms: Integers
    values: Integers
    areas: Integers

    def at(self, time_ms: int) -> int:
        """The value when all of an instant is done."""
        place = int(np.searchsorted(self.times_ms, time_ms, side="right"))
        return int(self.values[place - 1]) if place else 0

    def area(self, begin_ms: int, end_ms: int) -> int:
        """The area below it between two times, case-milliseconds."""
        return self._area_until(end_ms) - self._area_until(begin_ms)

    def _area_until(self, time_ms: int) -> int:
        place = int(np.searchsorted(self.times_ms, time_ms, side="right")) - 1
        return int(self.areas[place] + (time_ms - self.times_ms[place]) * self.values[place]) if place >= 0 else 0

    def largest(self, begin_ms: int, end_ms: int) -> int:
        """The largest value between two times, that at the first among them."""
        first, last = np.searchsorted(self.times_ms, [begin_ms, end_ms], side="right")
        return int(np.max(self.values[first:last], initial=self.at(begin_ms)))


@dataclass(frozen=True)
class _Episode:
    """Outages that were one to the office: when something was down, what, and when all was well again (-1: never)."""

    down: tuple[Interval, ...]
    subsystems: tuple[int, ...]
    recovered_ms: int

    @property
    def begin_ms(self) -> int:
        return self.down[0][0]

    @property
    def end_ms(self) -> int:
        return self.down[-1][1]


def resilience(log: EventLog, twin: EventLog, warm_up_ms: int = 0) -> pd.DataFrame:
    """What each outage did, beside the same replication without any outage.

    Parameters
    ----------
    log : EventLog
        One or more replications.
    twin : EventLog
        The same replications without outages: the same people with the same needs.
    warm_up_ms : int, optional
        Outages that begin before this are left out, milliseconds.

    Returns
    -------
    DataFrame
        One row per replication and episode (docs/model.md, U5): ``replication, episode`` (from 0), ``subsystems``
        (names, with + between), ``begin_ms, end_ms`` of the outages, then

        - ``outage_min``: time with anything down;
        - ``depth_share``: services that ended fewer than in the twin while anything was down, as a share of the twin's;
          0 if neither ended any, not a number if only the twin ended none;
        - ``peak_extra_cases``: the largest excess of cases present over the twin's;
        - ``cases_affected``: cases whose fate parted from their twin's in this episode, and of them those that are
          late, missed or deemed approved (``late_caused``) and that gave up (``gave_up_caused``) here alone;
        - ``recovery_min``: from the end of the outages until the office has recovered; not a number if it has not
          within the horizon;
        - ``lost_case_hours``: the area between the curves of cases present, and ``extra_staff_hours``: work of staff in
          and outside shifts beside the twin's, from the beginning until the office has recovered, or to the horizon.

    Raises
    ------
    ValueError
        If the logs are not of the same office and replications, or the twin has an outage.
    """
    if (log.names, log.horizon_ms, log.replications) != (twin.names, twin.horizon_ms, twin.replications):
        raise ValueError("a log and its twin are of the same office and the same replications")
    if len(_down_intervals(twin)):
        raise ValueError("the twin has an outage: it must be simulated without any")
    rows = [row for one, other in zip(log.split(), twin.split(), strict=True) for row in _rows(one, other)]
    table = pd.DataFrame(rows, columns=_COLUMNS)
    table = table.astype(dict.fromkeys(RESILIENCE_UNITS, np.float64) | {"begin_ms": np.int64, "end_ms": np.int64})
    return table[table["begin_ms"] >= warm_up_ms].reset_index(drop=True)


def resilience_table(episodes: pd.DataFrame, replications: tuple[int, ...], by: str | None = None) -> pd.DataFrame:
    """Outages of each replication together.

    Parameters
    ----------
    episodes : DataFrame
        As :func:`resilience` gives it.
    replications : tuple of int
        All that were simulated, also those without an outage.
    by : str, optional
        A column of `episodes` by which to tell them apart, as ``subsystems``.

    Returns
    -------
    DataFrame
        ``replication``, the column `by` if there is one, ``episodes``, ``felt`` (those that changed the fate of any
        case: by night an outage passes unseen), ``recovered_share`` of the felt, then the columns of
        :func:`resilience`: sums of minutes, hours and cases, the largest peak, and means of depth and recovery over the
        felt that have one. A replication in which none was felt has sums of 0 and means that are not a number.
    """
    kinds = sorted(set(episodes[by])) if by else [None]
    rows = []
    for number in replications:
        of_one = episodes[episodes["replication"] == number]
        for kind in kinds:
            part = of_one[of_one[by] == kind] if by else of_one
            rows.append({"replication": number, **({by: kind} if by else {}), **_together(part)})
    return pd.DataFrame(rows, columns=["replication", *([by] if by else []), *EPISODE_UNITS])


def excess_through(log: EventLog, twin: EventLog, step_ms: int) -> pd.DataFrame:
    """Cases present through the time, with and without outages.

    Parameters
    ----------
    log, twin : EventLog
        As for :func:`resilience`.
    step_ms : int
        Time between two moments, milliseconds.

    Returns
    -------
    DataFrame
        ``replication, time_ms`` (0, then each step up to the horizon), ``present, present_twin``: cases that have
        arrived and not ended when all of that moment is done.
    """
    moments = np.arange(0, log.horizon_ms + 1, step_ms)
    tables = [
        pd.DataFrame(
            {
                "replication": one.replications[0],
                "time_ms": moments,
                "present": _sampled(_curve(*_presence(one)), moments),
                "present_twin": _sampled(_curve(*_presence(other)), moments),
            }
        )
        for one, other in zip(log.split(), twin.split(), strict=True)
    ]
    return pd.concat(tables, ignore_index=True)


def _together(part: pd.DataFrame) -> dict[str, float]:
    peak = float(part["peak_extra_cases"].max()) if len(part) else 0.0
    felt = part[part["cases_affected"] > 0]
    return {
        "episodes": len(part),
        "felt": len(felt),
        "recovered_share": float(felt["recovery_min"].notna().mean()) if len(felt) else nan,
        "depth_share": float(felt["depth_share"].mean()),
        "recovery_min": float(felt["recovery_min"].mean()),
        "peak_extra_cases": peak,
        **{name: float(part[name].sum()) for name in _TOTALS},
    }


def _rows(log: EventLog, twin: EventLog) -> Iterator[tuple[float | str, ...]]:
    """A row of the table for each episode of one replication."""
    excess = _beside(_presence(log), _presence(twin))
    episodes = _episodes(_down_intervals(log), excess, log.horizon_ms)
    if not episodes:
        return
    work = _beside(_work(log), _work(twin))
    parted = first_differences(log.rows(), twin.rows())
    begins = np.array([episode.begin_ms for episode in episodes])
    of_case = np.where(parted == NONE, NONE, np.searchsorted(begins, parted, side="right") - 1)
    is_late, is_lost = (_here_alone(of(log), of(twin), len(parted)) for of in (_late, _given_up))
    ends, twin_ends = _service_ends(log), _service_ends(twin)
    for number, episode in enumerate(episodes):
        begin_ms, mine = episode.begin_ms, of_case == number
        until_ms = log.horizon_ms if episode.recovered_ms == NONE else episode.recovered_ms
        before = excess.at(begin_ms - 1)
        yield (
            log.replications[0],
            number,
            "+".join(log.names.subsystems[code] for code in episode.subsystems),
            begin_ms,
            episode.end_ms,
            sum(end_ms - start_ms for start_ms, end_ms in episode.down) / MS_PER_MINUTE,
            _depth(episode, ends, twin_ends),
            max(0, excess.largest(begin_ms, until_ms) - before),
            int(mine.sum()),
            nan if episode.recovered_ms == NONE else (episode.recovered_ms - episode.end_ms) / MS_PER_MINUTE,
            (excess.area(begin_ms, until_ms) - before * (until_ms - begin_ms)) / MS_PER_HOUR,
            work.area(begin_ms, until_ms) / MS_PER_HOUR,
            int((mine & is_late).sum()),
            int((mine & is_lost).sum()),
        )


# ---- episodes


def _down_intervals(log: EventLog) -> list[tuple[int, int, int]]:
    """From when to when each subsystem was down, to the horizon if it stayed so, and which; in order of beginning."""
    boundary = np.isin(log["event"], [Event.OUTAGE_START, Event.OUTAGE_END])
    is_down = boundary & (log["cause"] >= Cause.FIRST_SUBSYSTEM) & (log["cause"] < Cause.FIRST_SLOW)
    columns = (log[name][is_down].tolist() for name in ("replication", "time_ms", "event", "cause"))
    began: dict[tuple[int, int], int] = {}
    found = []
    for replication, time_ms, event, cause in zip(*columns, strict=True):
        if event == Event.OUTAGE_START:
            began[replication, cause] = time_ms
        else:
            found.append((began.pop((replication, cause)), time_ms, cause - Cause.FIRST_SUBSYSTEM))
    found += [(time_ms, log.horizon_ms, cause - Cause.FIRST_SUBSYSTEM) for (_, cause), time_ms in began.items()]
    return sorted(found)


def _episodes(down: list[tuple[int, int, int]], excess: Curve, horizon_ms: int) -> list[_Episode]:
    """Outages put together where the next begins before the office has recovered from those before."""
    episodes: list[_Episode] = []
    first = 0
    while first < len(down):
        last, until_ms, recovered_ms = first, down[first][1], NONE
        while True:
            while last + 1 < len(down) and down[last + 1][0] <= until_ms:
                last, until_ms = last + 1, max(until_ms, down[last + 1][1])
            next_ms = down[last + 1][0] if last + 1 < len(down) else horizon_ms
            recovered_ms = _recovered(excess, down[first][0], until_ms, next_ms, horizon_ms)
            if last + 1 == len(down) or NONE < recovered_ms <= next_ms:
                break
            last, until_ms = last + 1, down[last + 1][1]
        part = down[first : last + 1]
        episodes.append(_Episode(_union(part), tuple(sorted({code for _, _, code in part})), recovered_ms))
        first = last + 1
    return episodes


def _union(intervals: list[tuple[int, int, int]]) -> tuple[Interval, ...]:
    """Times in which anything is down, ascending."""
    merged: list[Interval] = []
    for begin_ms, end_ms, _ in intervals:
        if merged and begin_ms <= merged[-1][1]:
            merged[-1] = merged[-1][0], max(merged[-1][1], end_ms)
        else:
            merged.append((begin_ms, end_ms))
    return tuple(merged)


def _recovered(excess: Curve, begin_ms: int, end_ms: int, next_ms: int, horizon_ms: int) -> int:
    """When the office has recovered from outages of that time; -1 if not before the next or the horizon."""
    if end_ms >= horizon_ms:
        return NONE
    before = excess.at(begin_ms - 1)
    return int(_first_calm(excess.times_ms, excess.values, before, begin_ms, end_ms, next_ms, horizon_ms))


@compiled
def _first_calm(
    times_ms: Integers, values: Integers, before: int, begin_ms: int, end_ms: int, next_ms: int, horizon_ms: int
) -> int:
    """First time, not before the end of the outages, from which the excess is small and stays so (U5)."""
    place, time_ms, more, peak, calm_ms = np.searchsorted(times_ms, begin_ms), begin_ms, 0, 0, NONE
    while calm_ms != NONE or time_ms <= next_ms:
        until_ms = times_ms[place] if place < len(times_ms) else horizon_ms
        peak = max(peak, more)
        if more > max(1, peak // 10):
            calm_ms = NONE
        elif calm_ms == NONE and until_ms > end_ms:
            calm_ms = max(time_ms, end_ms)
        if calm_ms != NONE and until_ms >= _stays_until(calm_ms, next_ms, horizon_ms):
            return calm_ms
        if place == len(times_ms):
            return NONE
        time_ms, more = times_ms[place], values[place] - before
        place += 1
    return NONE


@compiled(inline=True)
def _stays_until(calm_ms: int, next_ms: int, horizon_ms: int) -> int:
    """To the end of the day, or until the next outage begins, but for an hour at least; not beyond the horizon."""
    midnight_ms = (calm_ms // MS_PER_DAY + 1) * MS_PER_DAY
    return min(max(calm_ms + STAY_MS, min(midnight_ms, next_ms)), horizon_ms)


# ---- what is compared


def _presence(log: EventLog) -> tuple[Integers, Integers]:
    """When cases arrive and end, and by how much the number of those present changes."""
    comes, ends = log["event"] == Event.ARRIVAL, np.isin(log["event"], list(ENDINGS))
    changes = comes.astype(np.int64) - ends
    return log["time_ms"][changes != 0], changes[changes != 0]


def _work(log: EventLog) -> tuple[Integers, Integers]:
    """When services by staff begin, pause, go on and end, and by how much the number of those who serve changes."""
    begins = np.isin(log["event"], [Event.SERVICE_START, Event.SERVICE_RESUME])
    ends = np.isin(log["event"], [Event.SERVICE_PAUSE, Event.SERVICE_END])
    changes = (begins.astype(np.int64) - ends) * (log["server"] != NONE)
    return log["time_ms"][changes != 0], changes[changes != 0]


def _service_ends(log: EventLog) -> Integers:
    """When the office's own services end, ascending: those of other agencies are not its doing."""
    own = [code for code in range(len(log.names.stations)) if log.names.kind(code) != "external"]
    times_ms: Integers = log["time_ms"][(log["event"] == Event.SERVICE_END) & np.isin(log["station"], own)]
    return times_ms


def _depth(episode: _Episode, ends: Integers, twin_ends: Integers) -> float:
    """Share of the twin's services that did not end while anything was down: after it began, up to its end (T3)."""
    edges = np.array(episode.down).ravel()
    here, twin = (int(np.diff(np.searchsorted(times, edges, side="right"))[::2].sum()) for times in (ends, twin_ends))
    if twin == 0:
        return 0.0 if here == 0 else nan
    return (twin - here) / twin


def _curve(times_ms: Integers, changes: Integers) -> Curve:
    """A curve from its changes, in any order."""
    order = np.argsort(times_ms, kind="stable")
    times_ms, values = times_ms[order], np.cumsum(changes[order])
    is_last = np.ones(len(times_ms), np.bool_)
    is_last[:-1] = times_ms[1:] != times_ms[:-1]
    times_ms, values = times_ms[is_last], values[is_last]
    areas = np.concatenate([[0], np.cumsum(np.diff(times_ms) * values[:-1])])[: len(times_ms)]
    return Curve(times_ms, values, areas)


def _beside(here: tuple[Integers, Integers], twin: tuple[Integers, Integers]) -> Curve:
    """How much more of something there is than in the twin."""
    return _curve(np.concatenate([here[0], twin[0]]), np.concatenate([here[1], -twin[1]]))


def _sampled(curve: Curve, moments_ms: Integers) -> Integers:
    sampled: Integers = np.append(0, curve.values)[np.searchsorted(curve.times_ms, moments_ms, side="right")]
    return sampled


def _late(log: EventLog) -> Integers:
    """Cases that are late, missed or deemed approved."""
    cases = legal_cases(log)
    return cases["case"][cases["outcome"].isin(NOT_IN_TIME)].to_numpy(np.int64)


def _given_up(log: EventLog) -> Integers:
    """Cases that gave up."""
    cases: Integers = log["case"][log["event"] == Event.GIVE_UP].astype(np.int64)
    return cases


def _here_alone(here: Integers, twin: Integers, n_cases: int) -> NDArray[np.bool_]:
    """For each case whether it is among those here, and not among those of the twin."""
    marks = np.zeros(n_cases, np.bool_)
    marks[here] = True
    marks[twin] = False
    return marks


@compiled
def first_differences(rows: Rows, twin: Rows) -> Integers:
    """When the fate of each case parts from that of its twin.

    Parameters
    ----------
    rows, twin : ndarray of ROW, shape (n_rows,)
        Of the same replication, in order.

    Returns
    -------
    ndarray, shape (n_cases,), int64
        Time of the first row of the case that the other log does not have in its place - another time, event or
        station - the earlier of the two if both have one, milliseconds; -1 if the case fares alike in both.
    """
    n_cases = max(_cases_of(rows), _cases_of(twin))
    first, following = _chains(rows, n_cases)
    first_twin, following_twin = _chains(twin, n_cases)
    parted_ms = np.full(n_cases, NONE, np.int64)
    for case in range(n_cases):
        i, j = first[case], first_twin[case]
        while i != NONE and j != NONE and _is_alike(rows, i, twin, j):
            i, j = following[i], following_twin[j]
        if i != NONE:
            parted_ms[case] = rows[i]["time_ms"]
        if j != NONE and (i == NONE or twin[j]["time_ms"] < parted_ms[case]):
            parted_ms[case] = twin[j]["time_ms"]
    return parted_ms


@compiled(inline=True)
def _is_alike(rows: Rows, i: int, twin: Rows, j: int) -> bool:
    one, other = rows[i], twin[j]
    is_same_kind = one["event"] == other["event"] and one["station"] == other["station"]
    return bool(is_same_kind and one["time_ms"] == other["time_ms"])


@compiled
def _cases_of(rows: Rows) -> int:
    n_cases = 0
    for i in range(len(rows)):
        n_cases = max(n_cases, 1 + rows[i]["case"])
    return n_cases


@compiled
def _chains(rows: Rows, n_cases: int) -> tuple[NDArray[np.int32], NDArray[np.int32]]:
    """The first row of each case, and for each row the next of its case; -1 if there is none."""
    first, following = np.full(n_cases, NONE, np.int32), np.full(len(rows), NONE, np.int32)
    for i in range(len(rows) - 1, -1, -1):
        case = rows[i]["case"]
        if case != NONE:
            following[i], first[case] = first[case], i
    return first, following
