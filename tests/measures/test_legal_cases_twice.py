"""The legal clock case by case against a second, naive computation, and against `simulator.measures`."""

from dataclasses import replace
from math import floor, isnan, nan
from random import Random
from typing import Any

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from random_offices import rich_offices
from short_offices import short_office
from simulator.calendars import MS_PER_DAY
from simulator.engines import DEFAULT_ENGINE, get_engine
from simulator.eventlog import EventLog, concat_logs
from simulator.measures import Window, measure
from simulator.measures.legal_cases import lateness_distribution, legal_cases, legal_table, step_table
from simulator.scenario import ResolvedScenario, Scenario
from simulator.workload import make_workload
from twins import MANY, with_rare_rules

Row = dict[str, Any]
LAWFUL = ["kabupaten-menengah", "libur-lebaran", "tanda-tangan"]


def simulate(office: ResolvedScenario, replications: int, seed: int, engine: str = DEFAULT_ENGINE) -> EventLog:
    return concat_logs([get_engine(engine)(make_workload(office, seed, number)) for number in range(replications)])


def lives(log: EventLog) -> dict[tuple[int, int], list[Row]]:
    """The rows of each case; each knows whether a failed check follows at once."""
    rows = log.to_frame().astype(object).where(lambda frame: frame.notna(), None).to_dict("records")
    found: dict[tuple[int, int], list[Row]] = {}
    for number, row in enumerate(rows):
        row["fails"] = number + 1 < len(rows) and rows[number + 1]["event"] == "rework"
        if row["case"] is not None:
            found.setdefault((row["replication"], row["case"]), []).append(row)
    return found


class Days:
    """Days counted one by one; those after the horizon are working days."""

    def __init__(self, log: EventLog):
        self.is_working = log.names.working_days

    def between(self, first: int, last: int) -> int:
        """Working days after the first and up to the last."""
        return sum(day >= len(self.is_working) or self.is_working[day] for day in range(first + 1, last + 1))

    def after(self, day: int, n: int) -> int:
        """The n-th working day after a day."""
        last = day
        while self.between(day, last) < n:
            last += 1
        return last


def naive_case(life: list[Row], log: EventLog) -> Row:
    """A case told from its first row to its last."""
    names, days = log.names, Days(log)
    limit = names.deadline_days[names.case_classes.index(life[0]["case_class"])]
    begun, due, home, fate, decided, stopped = None, None, None, None, None, 0
    for row in life:
        time_ms, event = row["time_ms"], row["event"]
        place = row["case_class"], row["channel"], row["station"]
        passes = event == "service_end" and not row["fails"]
        at_once = not any(step[:2] == place[:2] for step in names.starts_clock)
        starts = (passes and place in names.starts_clock) or (event == "arrival" and time_ms == 0)
        starts = starts or (event in ("arrival", "switch_channel") and at_once)
        is_over = due is not None and home is None and time_ms > (due + 1) * MS_PER_DAY
        if starts and begun is None and fate is None:
            begun, due = time_ms, days.after(time_ms // MS_PER_DAY, limit)
        if is_over and fate is None and event in ("wait_applicant", "give_up"):
            fate = "missed"
        elif event == "wait_applicant" and due is not None and fate is None:
            home = time_ms // MS_PER_DAY
        elif event == "return_applicant" and home is not None:
            away = days.between(home, time_ms // MS_PER_DAY)
            due = max(days.after(due, away), days.after(time_ms // MS_PER_DAY - 1, 1))
            home, stopped = None, stopped + away
        elif event == "deemed_approved":
            fate = "deemed_approved"
        elif event == "give_up" and fate is None:
            fate = "left_out"
        decides = (passes and place in names.decides) or event == "departure"
        if decides and decided is None and fate in (None, "missed"):
            decided = time_ms
            fate = "left_out" if due is None else "late" if is_over or fate == "missed" else "on_time"
    if fate is None:
        fate = "left_out"
        if due is not None and home is None and (due + 1) * MS_PER_DAY < log.horizon_ms:
            fate = "missed"
    is_shown = due is not None and home is None and due < len(names.working_days)
    day = None
    if fate in ("on_time", "late"):
        day = max((decided - 1) // MS_PER_DAY, begun // MS_PER_DAY)
    return {
        "arrival_ms": life[0]["time_ms"],
        "outcome": fate,
        "clock_ms": nan if begun is None else begun,
        "due_ms": (due + 1) * MS_PER_DAY if is_shown else nan,
        "decided_ms": nan if decided is None else decided,
        "stopped_days": nan if begun is None or home is not None else stopped,
        "turnaround_days": nan if day is None else days.between(begun // MS_PER_DAY, day) - stopped,
        "lateness_days": nan if day is None else max(1, days.between(due, day)) if fate == "late" else 0,
    }


def naive_steps(log: EventLog, warm_up_ms: int) -> dict[tuple[int, str, str], list[tuple[int, str]]]:
    """Days, and the channel of the last visit, of each case that has ended the step."""
    days, found = Days(log), {}
    for (replication, _), life in lives(log).items():
        if life[0]["time_ms"] < warm_up_ms:
            continue
        for station in log.names.stations:
            joined, total, has_passed, channel = 0, 0, False, ""
            for row in life:
                if row["station"] == station and row["event"] == "queue_join":
                    joined, has_passed, channel = row["time_ms"] // MS_PER_DAY, False, row["channel"]
                if row["station"] == station and row["event"] == "service_end":
                    total += days.between(joined, max(joined, (row["time_ms"] - 1) // MS_PER_DAY))
                    has_passed = not row["fails"]
            if has_passed:
                found.setdefault((replication, life[0]["case_class"], station), []).append((total, channel))
    return found


def same(one: object, other: object) -> bool:
    if isinstance(one, str) or isinstance(other, str):
        return one == other
    return (isnan(float(one)) and isnan(float(other))) or float(one) == pytest.approx(float(other), rel=1e-12)


def differences(log: EventLog) -> list[str]:
    """Cases of which the two computations tell different things."""
    table = legal_cases(log).set_index(["replication", "case"])
    limits = dict(zip(log.names.case_classes, log.names.deadline_days, strict=True))
    expected = {key: naive_case(life, log) for key, life in lives(log).items() if limits[life[0]["case_class"]] >= 0}
    assert list(expected.keys() ^ set(table.index)) == []
    rows = table.astype(object).where(table.notna(), nan).to_dict("index")
    return [
        f"{key} {name}: {rows[key][name]} and {value}"
        for key, case in expected.items()
        for name, value in case.items()
        if not same(rows[key][name], value)
    ]


def assert_tables(log: EventLog, warm_up_ms: int) -> None:
    """Tables of classes, of all classes as one regime, and of days agree with `measure`, to the bit."""
    measured = measure(log, Window(warm_up_ms, 0))
    table = legal_table(log, warm_up_ms)
    for name, part in table.groupby("case_class"):
        np.testing.assert_array_equal(part["on_time_share"], measured[f"on_time_share[class:{name}]"])
    if table.empty:
        assert set(log.names.deadline_days) <= {-1}
        return
    together = legal_table(log, warm_up_ms, groups=dict.fromkeys(log.names.case_classes, "all"))
    np.testing.assert_array_equal(together["on_time_share"], measured["on_time_share"])
    shares = table[["on_time_share", "late_share", "deemed_approved_share", "missed_share"]].sum(axis=1)
    assert shares[table["settled"] > 0].to_numpy() == pytest.approx(1)
    by_days = lateness_distribution(log, warm_up_ms).groupby(["replication", "case_class"])["cases"].sum()
    assert sorted(by_days.tolist()) == sorted(table["settled"].tolist())


def assert_steps(log: EventLog, warm_up_ms: int) -> None:
    expected = naive_steps(log, warm_up_ms)
    limits = {step[:3]: step[3] for step in log.names.step_deadlines}
    table = step_table(log, warm_up_ms)
    keys = list(zip(table["replication"], table["case_class"], table["station"], strict=True))
    assert set(expected) <= set(keys)
    for key, row in zip(keys, table.to_dict("records"), strict=True):
        ended = sorted(expected.get(key, []))
        days = [taken for taken, _ in ended]
        judged = [
            taken <= limits[*key[1:2], channel, key[2]]
            for taken, channel in ended
            if (key[1], channel, key[2]) in limits
        ]
        assert row["ended"] == len(ended)
        assert same(row["days_mean"], sum(days) / len(days) if days else nan), key
        assert same(row["on_time_share"], sum(judged) / len(judged) if judged else nan), key
        if days:
            place = (len(days) - 1) * 0.9
            above = days[min(floor(place) + 1, len(days) - 1)]
            assert same(row["days_p90"], days[floor(place)] + (place - floor(place)) * (above - days[floor(place)]))


@pytest.mark.parametrize("name", LAWFUL)
def test_library_offices(name: str, seed: int):
    office = short_office(name).resolved
    log = simulate(office, 2, seed)
    assert len(legal_cases(log)) > 50
    assert differences(log) == []
    for warm_up_ms in (office.warm_up_ms, MS_PER_DAY):
        assert_tables(log, warm_up_ms)
        assert_steps(log, warm_up_ms)


@settings(MANY, max_examples=25)
@given(rich_offices(), st.integers(0, 2**32), st.booleans(), st.integers(0, 71))
def test_random_offices(scenario: Scenario, seed: int, is_deemed: bool, warm_up_hours: int):
    """Of three days, with decisions at any step, and steps that have deadlines."""
    chance = Random(seed)
    office = with_rare_rules(scenario.resolved, chance)
    classes = tuple(
        replace(
            each,
            deemed_approval=is_deemed,
            deadline_days=chance.choice([1, 1, 2, -1]),
            routes=tuple(
                tuple(replace(step, deadline_days=chance.choice([-1, 1, 1, 2])) for step in route)
                for route in each.routes
            ),
        )
        for each in office.case_classes
    )
    log = simulate(replace(office, case_classes=classes), 2, seed, "reference")
    assert differences(log) == []
    assert_tables(log, warm_up_hours * MS_PER_DAY // 24)
    assert_steps(log, warm_up_hours * MS_PER_DAY // 24)


def test_the_comparison_sees_a_day():
    """A decision moved to the next midnight and a millisecond is one of the next day."""
    log = simulate(short_office("kabupaten-menengah").resolved, 1, 1)
    expected = legal_cases(log)
    decided = expected["decided_ms"].dropna().to_numpy(np.int64)
    moved = {name: column.copy() for name, column in log.columns.items()}
    row = int(np.flatnonzero(np.isin(moved["time_ms"], decided[decided < 10 * MS_PER_DAY]))[0])
    moved["time_ms"][moved["time_ms"] == moved["time_ms"][row]] += MS_PER_DAY
    changed = legal_cases(EventLog(moved, log.names, log.horizon_ms))
    assert not expected["turnaround_days"].equals(changed["turnaround_days"])
