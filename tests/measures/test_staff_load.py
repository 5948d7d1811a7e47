"""The load of each server: worked out on paper, by a plain loop over the rows, and against the office's utilisation."""

from itertools import pairwise
from math import isnan, nan
from typing import Any

import numpy as np
import pandas as pd
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from hand_log import WIDE, hand_log, unchecked_log
from random_offices import rich_offices
from short_offices import SOME_OFFICES, short_office
from simulator.calendars import MS_PER_DAY, MS_PER_HOUR, MS_PER_MINUTE
from simulator.engines import get_engine
from simulator.eventlog import COLUMNS, Event, EventLog, concat_logs
from simulator.measures import UNITS, Window, measure, staff_time
from simulator.measures.staff_load import SPREAD_UNITS, STAFF_UNITS, load_spread, staff_table
from simulator.scenario import ResolvedScenario, Scenario
from simulator.workload import make_workload


def rows(log: EventLog, warm_up_h: float = 0, break_min: float = 5) -> list[tuple[Any, ...]]:
    """Place, server, then hours staffed, busy and in overtime, the longest stretch in minutes, and utilisation."""
    table = staff_table(log, round(warm_up_h * MS_PER_HOUR), break_min)
    columns = ["place", "server", "staffed_h", "busy_h", "overtime_h", "longest_stretch_min", "utilisation"]
    assert list(table) == ["replication", "place", "server", *STAFF_UNITS]
    return [tuple(row) for row in table[columns].itertuples(index=False)]


def assert_rows(found: list[tuple[Any, ...]], *expected: tuple[Any, ...]) -> None:
    assert [row[:2] for row in found] == [row[:2] for row in expected]
    for row, numbers in zip(found, expected, strict=True):
        assert row[2:] == pytest.approx(numbers[2:], rel=1e-12, nan_ok=True)


SERVICES = """
8:00 shift_start loket/0
8:00 arrival a
8:00 queue_join a loket
8:00 service_start a loket/0
8:20 service_end a loket/0
8:20 departure a
8:24 arrival b
8:24 queue_join b loket
8:24 service_start b loket/0
8:40 service_end b loket/0
8:40 departure b
8:45 arrival c
8:45 queue_join c loket
8:45 service_start c loket/0
9:15 service_end c loket/0
9:15 departure c
12:00 shift_end loket/0
"""


@pytest.mark.parametrize(
    ("break_min", "longest"),
    [(5, 40), (4, 30), (3, 30), (5.001, 75), (60, 75), (4.001, 40)],
)
def test_a_stretch_goes_on_over_gaps_shorter_than_a_break(break_min: float, longest: float):
    """Served 8:00-8:20, 8:24-8:40 and 8:45-9:15: gaps of 4 and 5 minutes."""
    assert_rows(rows(hand_log(SERVICES), break_min=break_min), ("loket", 0, 4, 66 / 60, 0, longest, 66 / 240))


def test_overtime_and_a_shift_in_two_parts():
    """11:50-13:10 in one go, the hour between the shifts is overtime; then idle, and 15:55-16:05 past the end."""
    log = hand_log("""
        8:00 shift_start loket/0
        11:50 arrival a
        11:50 queue_join a loket
        11:50 service_start a loket/0
        12:00 shift_end loket/0
        13:00 shift_start loket/0
        13:10 service_end a loket/0
        13:10 departure a
        15:55 arrival b
        15:55 queue_join b loket
        15:55 service_start b loket/0
        16:00 shift_end loket/0
        16:05 service_end b loket/0
        16:05 departure b
    """)
    assert_rows(rows(log), ("loket", 0, 7, 25 / 60, 65 / 60, 80, 25 / 420))


def test_a_pause_is_no_work_and_a_break_if_it_is_long():
    """11:30-11:40, 11:43-11:50, paused over the end of the shift, 12:30-12:45 in overtime."""
    log = hand_log("""
        8:00 shift_start loket/0
        11:30 arrival a
        11:30 queue_join a loket
        11:30 service_start a loket/0
        11:40 outage_start oss
        11:40 service_pause a loket/0 oss
        11:43 outage_end oss
        11:43 service_resume a loket/0 oss
        11:50 outage_start oss
        11:50 service_pause a loket/0 oss
        12:00 shift_end loket/0
        12:30 outage_end oss
        12:30 service_resume a loket/0 oss
        12:45 service_end a loket/0
        12:45 departure a
    """)
    assert_rows(rows(log), ("loket", 0, 4, 17 / 60, 15 / 60, 20, 17 / 240))
    assert_rows(rows(log, break_min=60), ("loket", 0, 4, 17 / 60, 15 / 60, 75, 17 / 240))


def test_the_second_server_of_a_shift_that_shrinks_in_mid_service():
    """Two on shift from 8:00; at 9:00 one goes, and finishes what it began until 9:30."""
    log = hand_log("""
        8:00 shift_start loket/0
        8:00 shift_start loket/1
        8:00 arrival a
        8:00 arrival b
        8:00 queue_join a loket
        8:00 queue_join b loket
        8:00 service_start a loket/0
        8:00 service_start b loket/1
        8:30 service_end a loket/0
        8:30 departure a
        9:00 shift_end loket/1
        9:30 service_end b loket/1
        9:30 departure b
        12:00 shift_end loket/0
    """)
    assert_rows(
        rows(log),
        ("loket", 0, 4, 0.5, 0, 30, 0.5 / 4),
        ("loket", 1, 1, 1, 0.5, 90, 1),
    )


POOL = """
8:00 shift_start /0
8:00 shift_start /2
8:00 arrival a
8:00 queue_join a meja
8:00 service_start a meja/0
8:10 service_end a meja/0
8:10 queue_join a klinik
8:10 service_start a klinik/0
8:40 service_end a klinik/0
8:40 departure a
9:00 shift_end /0
9:00 arrival b
9:00 queue_join b klinik
9:00 service_start b klinik/2
9:10 service_end b klinik/2
9:10 departure b
10:00 shift_end /2
"""


def test_a_person_of_a_pool_works_at_several_stations_in_one_stretch():
    """Person 1 is absent all day: not on shift, and yet in the table."""
    assert_rows(
        rows(hand_log(POOL, names=WIDE)),
        ("depan", 0, 1, 40 / 60, 0, 40, 40 / 60),
        ("depan", 1, 0, 0, 0, nan, nan),
        ("belakang", 2, 2, 10 / 60, 0, 10, 10 / 120),
    )


def test_only_the_window_counts():
    """From 8:30 on: 8:30-8:40 is left of b, and c; the shift has 3.5 hours left."""
    assert_rows(rows(hand_log(SERVICES), warm_up_h=8.5), ("loket", 0, 3.5, 40 / 60, 0, 30, 40 / 210))
    assert_rows(rows(hand_log(SERVICES), warm_up_h=8.5, break_min=6), ("loket", 0, 3.5, 40 / 60, 0, 45, 40 / 210))
    assert_rows(rows(hand_log(SERVICES), warm_up_h=12), ("loket", 0, 0, 0, 0, nan, nan))
    # what went before the window is no part of a stretch, however short the gap
    assert_rows(rows(hand_log(SERVICES), warm_up_h=8.7, break_min=60), ("loket", 0, 3.3, 0.5, 0, 30, 0.5 / 3.3))


def test_work_and_shifts_that_outlast_the_horizon():
    log = hand_log("""
        22:00 shift_start loket/0
        23:00 arrival a
        23:00 queue_join a loket
        23:00 service_start a loket/0
    """)
    assert_rows(rows(log), ("loket", 0, 2, 1, 0, 60, 0.5))


def test_work_of_no_length_bridges_no_break():
    """Resumed and paused again at 8:33: between 8:30 and 8:36 nobody was served."""
    log = unchecked_log("""
        8:00 shift_start loket/0
        8:00 service_start a loket/0
        8:30 service_pause a loket/0 oss
        8:33 service_resume a loket/0 oss
        8:33 service_pause a loket/0 oss
        8:36 service_resume a loket/0 oss
        8:50 service_end a loket/0
        9:00 shift_end loket/0
    """)
    assert_rows(rows(log), ("loket", 0, 1, 44 / 60, 0, 30, 44 / 60))


def test_every_server_has_a_row_in_every_replication():
    table = staff_table(hand_log("", SERVICES, ""))
    assert table["replication"].tolist() == [0, 1, 2]
    assert table["staffed_h"].tolist() == [0, 4, 0]
    assert table["utilisation"].isna().tolist() == [True, False, True]
    assert table["longest_stretch_min"].isna().tolist() == [True, False, True]


def test_on_shift_without_a_service_is_no_stretch_but_a_value():
    assert_rows(rows(hand_log("8:00 shift_start loket/0\n9:00 shift_end loket/0")), ("loket", 0, 1, 0, 0, 0, 0))


def test_nothing_to_say():
    """An empty log, no shifts at all, no replication: no servers, or the persons of the pools with nothing."""
    nothing = EventLog({name: np.zeros(0, kind) for name, kind in COLUMNS.items()}, WIDE, MS_PER_DAY)
    for log, n in ((hand_log(""), 0), (hand_log("8:00 arrival a"), 0), (hand_log("", "", names=WIDE), 6), (nothing, 0)):
        table = staff_table(log)
        assert list(table) == ["replication", "place", "server", *STAFF_UNITS]
        assert len(table) == n
        assert table["staffed_h"].sum() == 0
        assert list(load_spread(table)) == ["replication", "place", *SPREAD_UNITS]


@pytest.mark.parametrize("changed", [{"server": -2}, {"station": 3}, {"station": -1}, {"server": 9, "station": -1}])
def test_codes_of_nothing_are_refused(changed: dict[str, int]):
    log = hand_log(SERVICES)
    columns = {name: column.copy() for name, column in log.columns.items()}
    (row,) = np.flatnonzero(log["event"] == Event.SERVICE_START)[:1]
    for name, code in changed.items():
        columns[name][row] = code
    with pytest.raises(ValueError, match="that the office does not have"):
        staff_table(EventLog(columns, log.names, log.horizon_ms))


@pytest.mark.parametrize("break_min", [0, -1])
def test_a_break_takes_time(break_min: float):
    with pytest.raises(ValueError, match="a break takes some time"):
        staff_table(hand_log(SERVICES), break_min=break_min)


def table_of(*hours: tuple[str, float, float]) -> pd.DataFrame:
    """A table of servers on shift for 8 hours, by place, busy and overtime hours; on leave if busy is missing."""
    here = [not isnan(busy) for _, busy, _ in hours]
    return pd.DataFrame(
        {
            "replication": 0,
            "place": [place for place, *_ in hours],
            "server": range(len(hours)),
            "staffed_h": [8.0 * is_here for is_here in here],
            "busy_h": [busy if is_here else 0.0 for (_, busy, _), is_here in zip(hours, here, strict=True)],
            "utilisation": nan,
            "overtime_h": [overtime for *_, overtime in hours],
            "longest_stretch_min": [10.0 if is_here else nan for is_here in here],
        }
    )


def test_spread_by_hand():
    """1, 2 and 3 hours: mean absolute difference 8/9, over twice the mean 4 is 2/9; who is on leave does not count."""
    table = table_of(
        ("a", 1, 0), ("a", 1, 1), ("a", 3, 0), ("a", nan, 0),
        ("b", 4, 0), ("c", 0, 0), ("d", 5, 0), ("d", 0, 0), ("e", nan, 0),
    )  # fmt: skip
    spread = load_spread(table).set_index("place")
    assert spread["persons"].to_dict() == {"a": 3, "b": 1, "c": 1, "d": 2, "e": 0}
    assert spread["gini"].to_dict() == pytest.approx({"a": 2 / 9, "b": 0, "c": 0, "d": 0.5, "e": nan}, nan_ok=True)
    assert spread["busiest_to_mean"].to_dict() == pytest.approx(
        {"a": 1.5, "b": 1, "c": nan, "d": 2, "e": nan}, nan_ok=True
    )


@settings(max_examples=50, deadline=None)
@given(st.lists(st.floats(0, 60), min_size=1, max_size=12))
def test_gini_by_its_definition(hours: list[float]):
    """Mean absolute difference of all pairs, over twice the mean (Gini 1912)."""
    spread = load_spread(table_of(*(("a", busy, 0.0) for busy in hours)))
    mean = np.mean(hours)
    if mean == 0:
        assert spread["busiest_to_mean"].isna().all()
        return
    differences = np.abs(np.subtract.outer(hours, hours)).mean()
    assert spread["gini"][0] == pytest.approx(differences / (2 * mean), rel=1e-9, abs=1e-12)
    assert spread["busiest_to_mean"][0] == pytest.approx(max(hours) / mean, rel=1e-12)


def simulate(office: ResolvedScenario, replications: int, seed: int) -> EventLog:
    engine = get_engine("reference")
    return concat_logs([engine(make_workload(office, seed, number)) for number in range(replications)])


def naive_table(log: EventLog, warm_up_ms: int, break_ms: int) -> dict[tuple[Any, ...], tuple[int, int, int, int]]:
    """Milliseconds staffed, busy, in overtime and of the longest stretch of each server, one row after the other."""
    found = {}
    for part in log.split():
        frame = part.to_frame().astype(object).where(lambda frame: frame.notna(), None)
        servers: dict[tuple[str, int], list[tuple[int, str]]] = {}
        for row in frame.to_dict("records"):
            if row["server"] is None or not row["event"].startswith(("shift", "service")):
                continue
            is_person = row["station"] is None or row["station"] in log.names.pooled
            place = log.names.persons[row["server"]] if is_person else row["station"]
            servers.setdefault((place, row["server"]), []).append((row["time_ms"], row["event"]))
        for key, happened in servers.items():
            found[part.replications[0], *key] = naive_load(happened, log.horizon_ms, warm_up_ms, break_ms)
    return found


def naive_load(
    happened: list[tuple[int, str]], horizon_ms: int, warm_up_ms: int, break_ms: int
) -> tuple[int, int, int, int]:
    staffed = busy = overtime = 0
    on_shift = serving = False
    pieces: list[list[int]] = []
    for (time_ms, event), (next_ms, _) in pairwise([*happened, (horizon_ms, "")]):
        on_shift = event == "shift_start" if event.startswith("shift") else on_shift
        serving = event in ("service_start", "service_resume") if event.startswith("service") else serving
        begin, end = max(time_ms, warm_up_ms), max(next_ms, warm_up_ms)
        staffed += on_shift * (end - begin)
        busy += (on_shift and serving) * (end - begin)
        overtime += (serving and not on_shift) * (end - begin)
        if serving and end > begin:
            if pieces and begin - pieces[-1][1] < break_ms:
                pieces[-1][1] = end
            else:
                pieces.append([begin, end])
    return staffed, busy, overtime, max((end - begin for begin, end in pieces), default=0)


def assert_as_rows_say(log: EventLog, warm_up_ms: int, break_min: float = 5) -> None:
    table = staff_table(log, warm_up_ms, break_min)
    naive = naive_table(log, warm_up_ms, round(break_min * MS_PER_MINUTE))
    for row in table.itertuples(index=False):
        expected = naive.pop((row.replication, row.place, row.server), (0, 0, 0, 0))
        hours = (row.staffed_h, row.busy_h, row.overtime_h)
        assert tuple(round(value * MS_PER_HOUR) for value in hours) == expected[:3]
        assert isnan(row.longest_stretch_min) == (not any(expected[:3]))
        assert isnan(row.longest_stretch_min) or round(row.longest_stretch_min * MS_PER_MINUTE) == expected[3]
    assert naive == {}
    assert_totals(log, table, warm_up_ms)


def assert_totals(log: EventLog, table: pd.DataFrame, warm_up_ms: int) -> None:
    """Milliseconds added up give `utilisation` of the office and of each place to the last bit."""
    measures = measure(log, Window(warm_up_ms, 0))
    ms = (table[["staffed_h", "busy_h", "overtime_h"]] * MS_PER_HOUR).round().astype(np.int64)
    ms["replication"] = table["replication"]
    for place in [None, *table["place"].unique()]:
        of_place = ms if place is None else ms[table["place"] == place]
        total = of_place.groupby("replication").sum()
        name = "utilisation" if place is None else f"utilisation[{place}]"
        if name not in measures:
            assert (total["staffed_h"] == 0).all()
            continue
        expected = (total["busy_h"] / total["staffed_h"].where(total["staffed_h"] > 0)).reindex(measures.index)
        pd.testing.assert_series_equal(measures[name], expected, check_names=False, check_exact=True)
    assert UNITS["utilisation"] == STAFF_UNITS["utilisation"]


@pytest.mark.parametrize("name", SOME_OFFICES)
def test_library_scenarios(name: str, seed: int):
    office = short_office(name).resolved
    assert_as_rows_say(simulate(office, 1, seed), office.warm_up_ms)


@settings(max_examples=40, deadline=None)
@given(rich_offices(), st.integers(0, 2**32), st.integers(0, 71), st.sampled_from([0.5, 5, 45]))
def test_random_offices(scenario: Scenario, seed: int, warm_up_hours: int, break_min: float):
    assert_as_rows_say(simulate(scenario.resolved, 2, seed), warm_up_hours * MS_PER_HOUR, break_min)


def test_the_same_as_the_table_of_minutes(seed: int):
    log = simulate(short_office("kabupaten-menengah").resolved, 2, seed)
    minutes = staff_time(log).set_index(["replication", "place", "server"]).sort_index()
    hours = staff_table(log).set_index(["replication", "place", "server"]).sort_index()
    hours = hours[hours["longest_stretch_min"].notna()]
    for name in ("staffed", "busy", "overtime"):
        expected = minutes.loc[hours.index, f"{name}_min"] / 60
        pd.testing.assert_series_equal(hours[f"{name}_h"], expected, check_names=False, rtol=1e-12)


def test_the_comparison_sees_one_event_less():
    log = hand_log(SERVICES)
    missing = log.where(np.arange(len(log)) != np.flatnonzero(log["event"] == Event.SERVICE_END)[1])
    with pytest.raises(AssertionError):
        assert_rows(rows(missing), *rows(log))
