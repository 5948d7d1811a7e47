"""What outages did against a second, naive computation, on simulated logs."""

from itertools import pairwise
from math import isnan, nan
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from random_offices import offices, rich_offices
from short_offices import short_office
from simulator.calendars import MS_PER_DAY, MS_PER_HOUR, MS_PER_MINUTE
from simulator.engines import DEFAULT_ENGINE, get_engine
from simulator.eventlog import Event, EventLog
from simulator.measures.legal_cases import legal_cases
from simulator.measures.resilience import RESILIENCE_UNITS, resilience
from simulator.scenario import ResolvedScenario, Scenario
from simulator.workload import make_workload
from twins import MANY

Row = dict[str, Any]
ENDINGS = ("departure", "give_up", "deemed_approved")


def with_twin(office: ResolvedScenario, seed: int, engine: str = DEFAULT_ENGINE) -> tuple[EventLog, EventLog]:
    workload = make_workload(office, seed)
    simulate = get_engine(engine)
    return simulate(workload), simulate(workload.without_outages())


def records(log: EventLog) -> list[Row]:
    return log.to_frame().astype(object).where(lambda frame: frame.notna(), None).to_dict("records")


class Twins:
    """Both logs as lists of rows, and what is the case at a time, counted from the beginning whenever it is asked."""

    def __init__(self, log: EventLog, twin: EventLog):
        self.log, self.twin, self.horizon_ms = records(log), records(twin), log.horizon_ms
        self.kinds = dict(zip(log.names.stations, log.names.kinds, strict=True))
        self.presence = [self._changes(rows, ("arrival",), ENDINGS, False) for rows in (self.log, self.twin)]
        serving = ("service_start", "service_resume"), ("service_pause", "service_end")
        self.work = [self._changes(rows, *serving, True) for rows in (self.log, self.twin)]
        self.times = sorted({time_ms for changes in self.presence for time_ms, _ in changes})

    @staticmethod
    def _changes(
        rows: list[Row], more: tuple[str, ...], less: tuple[str, ...], by_staff: bool
    ) -> list[tuple[int, int]]:
        rows = [row for row in rows if not by_staff or row["server"] is not None]
        return [
            (row["time_ms"], (row["event"] in more) - (row["event"] in less))
            for row in rows
            if row["event"] in more + less
        ]

    def excess(self, time_ms: int) -> int:
        here, twin = (sum(change for when, change in changes if when <= time_ms) for changes in self.presence)
        return here - twin

    def area(self, changes: list[list[tuple[int, int]]], begin_ms: int, end_ms: int) -> int:
        """Each change counts for the rest of the time."""
        here, twin = (sum(n * (end_ms - max(when, begin_ms)) for when, n in one if when < end_ms) for one in changes)
        return here - twin


def naive_down(rows: list[Row], subsystems: tuple[str, ...], horizon_ms: int) -> list[tuple[int, int, str]]:
    found, began = [], {}
    for row in rows:
        if row["event"] == "outage_start" and row["cause"] in subsystems:
            began[row["cause"]] = row["time_ms"]
        if row["event"] == "outage_end" and row["cause"] in subsystems:
            found.append((began.pop(row["cause"]), row["time_ms"], row["cause"]))
    return sorted(found + [(begin_ms, horizon_ms, name) for name, begin_ms in began.items()])


def is_calm(twins: Twins, begin_ms: int, time_ms: int, next_ms: int) -> bool:
    before = twins.excess(begin_ms - 1)
    peak = max([0, *(twins.excess(when) - before for when in twins.times if begin_ms <= when <= time_ms)])
    midnight_ms = (time_ms // MS_PER_DAY + 1) * MS_PER_DAY
    until_ms = max(time_ms + MS_PER_HOUR, min(midnight_ms, next_ms))
    moments = [time_ms, *(when for when in twins.times if time_ms < when < until_ms)]
    return all(twins.excess(when) - before <= max(1, peak // 10) for when in moments)


def naive_recovery(twins: Twins, begin_ms: int, end_ms: int, next_ms: int) -> int | None:
    if end_ms >= twins.horizon_ms:
        return None
    moments = [end_ms, *(when for when in twins.times if when > end_ms)]
    return next((when for when in moments if is_calm(twins, begin_ms, when, next_ms)), None)


def naive_episodes(
    twins: Twins, down: list[tuple[int, int, str]]
) -> list[tuple[list[tuple[int, int, str]], int | None]]:
    """Outages are taken one by one: each either begins a new episode or belongs to the last."""
    groups: list[list[tuple[int, int, str]]] = []
    for outage in down:
        if groups:
            begin_ms, end_ms = groups[-1][0][0], max(end for _, end, _ in groups[-1])
            recovered = None if outage[0] <= end_ms else naive_recovery(twins, begin_ms, end_ms, outage[0])
            if recovered is None or recovered > outage[0]:
                groups[-1].append(outage)
                continue
        groups.append([outage])
    nexts = [*(group[0][0] for group in groups[1:]), twins.horizon_ms][: len(groups)]
    return [
        (group, naive_recovery(twins, group[0][0], max(end for _, end, _ in group), next_ms))
        for group, next_ms in zip(groups, nexts, strict=True)
    ]


def parted(twins: Twins) -> dict[int, int]:
    """When the fate of each case parts from its twin's."""
    found = {}
    lives = [
        {case: [(row["time_ms"], row["event"], row["station"]) for row in rows if row["case"] == case]
         for case in {row["case"] for row in rows} - {None}}
        for rows in (twins.log, twins.twin)
    ]  # fmt: skip
    for case in lives[0].keys() | lives[1].keys():
        here, there = lives[0].get(case, []), lives[1].get(case, [])
        same = 0
        while same < min(len(here), len(there)) and here[same] == there[same]:
            same += 1
        if here != there:
            found[case] = min(row[0] for row in here[same : same + 1] + there[same : same + 1])
    return found


def naive_resilience(log: EventLog, twin: EventLog) -> list[Row]:
    twins = Twins(log, twin)
    found = naive_episodes(twins, naive_down(twins.log, log.names.subsystems, log.horizon_ms))
    when_parted = parted(twins)
    late = [
        set(table["case"][table["outcome"].isin(["late", "missed", "deemed_approved"])])
        for table in map(legal_cases, (log, twin))
    ]
    lost = [{row["case"] for row in rows if row["event"] == "give_up"} for rows in (twins.log, twins.twin)]
    result = []
    for number, (group, recovered) in enumerate(found):
        begin_ms, end_ms = group[0][0], max(end for _, end, _ in group)
        next_ms = found[number + 1][0][0][0] if number + 1 < len(found) else log.horizon_ms
        until_ms = log.horizon_ms if recovered is None else recovered
        before = twins.excess(begin_ms - 1)
        mine = {
            case
            for case, when in when_parted.items()
            if begin_ms <= when and (when < next_ms or next_ms == log.horizon_ms)
        }
        edges = sorted({edge for begin, end, _ in group for edge in (begin, end)})
        pieces = [(a, b) for a, b in pairwise(edges) if any(x <= a and b <= y for x, y, _ in group)]
        ends = [
            sum(row["event"] == "service_end" and twins.kinds[row["station"]] != "external"
                and any(a < row["time_ms"] <= b for a, b in pieces) for row in rows)
            for rows in (twins.log, twins.twin)
        ]  # fmt: skip
        depth = (ends[1] - ends[0]) / ends[1] if ends[1] else nan if ends[0] else 0
        result.append(
            {
                "begin_ms": begin_ms,
                "end_ms": end_ms,
                "outage_min": sum(b - a for a, b in pieces) / MS_PER_MINUTE,
                "depth_share": depth,
                "peak_extra_cases": max(
                    [0, *(twins.excess(t) - before for t in twins.times if begin_ms <= t <= until_ms)]
                ),
                "cases_affected": len(mine),
                "recovery_min": nan if recovered is None else (recovered - end_ms) / MS_PER_MINUTE,
                "lost_case_hours": (twins.area(twins.presence, begin_ms, until_ms) - before * (until_ms - begin_ms))
                / MS_PER_HOUR,
                "extra_staff_hours": twins.area(twins.work, begin_ms, until_ms) / MS_PER_HOUR,
                "late_caused": len(mine & (late[0] - late[1])),
                "gave_up_caused": len(mine & (lost[0] - lost[1])),
            }
        )
    return result


def differences(log: EventLog, twin: EventLog) -> list[str]:
    table, expected = resilience(log, twin).to_dict("records"), naive_resilience(log, twin)
    if len(table) != len(expected):
        return [f"{len(table)} episodes, not {len(expected)}"]
    return [
        f"{number} {name}: {row[name]} and {value}"
        for number, (row, other) in enumerate(zip(table, expected, strict=True))
        for name, value in other.items()
        if not (isnan(row[name]) and isnan(value)) and row[name] != pytest.approx(value, rel=1e-9, abs=1e-9)
    ]


@pytest.mark.parametrize("name", ["oss-macet", "terpencil"])
def test_library_offices(name: str, seed: int):
    log, twin = with_twin(short_office(name).resolved, seed)
    table = resilience(log, twin)
    assert (table["peak_extra_cases"] > 1).any()
    assert (table[["cases_affected", "outage_min"]] > 0).any().all()
    assert differences(log, twin) == []


@settings(MANY, max_examples=25)
@given(offices() | rich_offices(), st.integers(0, 2**32))
def test_random_offices(scenario: Scenario, seed: int):
    log, twin = with_twin(scenario.resolved, seed, "reference")
    assert differences(log, twin) == []


def test_the_comparison_sees_a_minute():
    """The first outage is said to have ended a minute later."""
    log, twin = with_twin(short_office("oss-macet").resolved, 1)
    columns = {name: column.copy() for name, column in log.columns.items()}
    end = (columns["event"] == Event.OUTAGE_END) & (columns["time_ms"] < MS_PER_DAY)
    assert end.sum() == 1
    columns["time_ms"][end] += MS_PER_MINUTE
    moved = resilience(EventLog(columns, log.names, log.horizon_ms), twin).to_dict("records")[0]
    expected = naive_resilience(log, twin)[0]
    assert moved["outage_min"] == expected["outage_min"] + 1
    assert set(RESILIENCE_UNITS) <= set(expected)
