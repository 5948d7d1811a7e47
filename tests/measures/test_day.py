"""Waits by the hour, servers' days and stories of cases, against numbers worked out on paper and counted again."""

from collections import defaultdict

import pandas as pd
import pytest

from hand_log import NAMES, WIDE, hand_log, unchecked_log
from simulator.calendars import MS_PER_DAY, MS_PER_MINUTE
from simulator.eventlog import NONE, Event, EventLog
from simulator.experiments import run
from simulator.measures.day import ANY_DAY, case_spans, case_story, gantt_rows, outages, waits_by_hour
from simulator.scenario import load_scenario

TWO_DAYS = """
8:00 shift_start loket/0
8:00 arrival a
8:00 queue_join a loket
8:00 service_start a loket/0
8:10 arrival b
8:10 queue_join b loket
8:30 service_end a loket/0
8:30 departure a
8:30 service_start b loket/0
8:40 service_end b loket/0
8:40 departure b
8:50 arrival c
8:50 queue_join c loket
9:00 shift_end loket/0
33:00 shift_start loket/0
33:00 service_start c loket/0
33:10 service_end c loket/0
33:10 departure c
33:20 arrival d
33:20 queue_join d loket
33:30 renege d loket
33:30 give_up d patience
33:40 shift_end loket/0
"""
"""On day 0 a waits 0 and b 20 min, c from 8:50 to 9:00 of day 1, d not to the end."""

PAUSE = """
8:00 shift_start /0
8:00 arrival a
8:00 queue_join a meja
8:00 service_start a meja/0
8:10 outage_start oss
8:10 service_pause a meja/0 oss
8:30 outage_end oss
8:30 service_resume a meja/0 oss
8:40 service_end a meja/0
8:40 departure a
12:00 shift_end /0
13:00 shift_start /0
23:50 outage_start listrik
"""


@pytest.fixture(scope="module")
def office() -> EventLog:
    return run(load_scenario("oss-macet"), 2, seed=2026).log


def minutes(table: pd.DataFrame, *columns: str) -> list[tuple[object, ...]]:
    """Rows with their times in minutes."""
    times = {name: table[name] / MS_PER_MINUTE for name in ("begin_ms", "end_ms")}
    return list(table.assign(**times)[[*columns, "begin_ms", "end_ms"]].itertuples(index=False, name=None))


def test_waits_stand_in_the_hour_of_joining():
    """8:00-9:00: 0, 20 and 24 h 10 min = 1450 min; the one who left does not count."""
    table = waits_by_hour(hand_log(TWO_DAYS, days=2))
    assert len(table) == 24
    assert set(table["weekday"]) == {ANY_DAY}
    at_eight = table[table["hour"] == 8].iloc[0]
    assert (at_eight["services"], at_eight["waiting_time_mean"]) == (3, pytest.approx(1470 / 3))
    assert table[table["hour"] != 8]["services"].sum() == 0
    assert table[table["hour"] != 8]["waiting_time_mean"].isna().all()


def test_weekdays_go_on_from_the_first():
    table = waits_by_hour(hand_log(TWO_DAYS, TWO_DAYS, days=2), first_weekday=6)
    assert len(table) == 2 * 2 * 24, "two replications, Sunday and Monday, every hour"
    served = table[table["services"] > 0]
    assert list(served[["replication", "weekday", "hour"]].itertuples(index=False, name=None)) == [(0, 6, 8), (1, 6, 8)]


def test_the_window_and_the_station_are_kept_to():
    log = hand_log(TWO_DAYS, days=2)
    after = waits_by_hour(log, MS_PER_DAY, first_weekday=0)
    assert set(after["weekday"]) == {1}
    assert after["services"].sum() == 0
    assert waits_by_hour(log, station="meja")["services"].sum() == 0
    assert waits_by_hour(log, station="loket")["services"].sum() == 3


def test_waits_by_hour_again_from_single_rows(office: EventLog):
    joins: dict[tuple[int, int, int], int] = {}
    found = defaultdict(list)
    for row in office.to_frame().itertuples():
        if row.event == "queue_join":
            joins[row.replication, row.case, row.visit, row.station] = row.time_ms
        if row.event == "service_start" and row.server is not pd.NA:
            begin = joins[row.replication, row.case, row.visit, row.station]
            found[row.replication, (2 + begin // MS_PER_DAY) % 7, begin // 3_600_000 % 24].append(row.time_ms - begin)
    table = waits_by_hour(office, first_weekday=2)
    assert len(found) > 20
    for replication, weekday, hour, services, mean in table.itertuples(index=False):
        waits = found.get((replication, weekday, hour), [])
        assert services == len(waits)
        if waits:
            assert mean == pytest.approx(sum(waits) / len(waits) / MS_PER_MINUTE)


def test_a_life_is_cut_where_something_happens():
    spans = case_spans(hand_log(PAUSE, names=WIDE))
    assert minutes(spans, "kind", "station", "server") == [
        ("service", "meja", 0, 480, 490),
        ("pause", "meja", 0, 490, 510),
        ("service", "meja", 0, 510, 520),
    ]


def test_home_and_another_agency_are_not_service():
    log = unchecked_log(
        """
        8:00 arrival a
        8:00 queue_join a opd
        8:00 service_start a opd
        9:00 service_end a opd
        9:00 wait_applicant a rumah
        10:00 return_applicant a rumah
        10:00 queue_join a loket
        10:30 renege a loket
        12:00 return_applicant a#1 patience
        12:00 queue_join a#1 loket
        """,
        names=WIDE,
    )
    assert minutes(case_story(log, 0), "kind", "station", "visit") == [
        ("external", "opd", 0, 480, 540),
        ("applicant", "rumah", 0, 540, 600),
        ("queue", "loket", 0, 600, 630),
        ("away", "loket", 0, 630, 720),
        ("queue", "loket", 1, 720, 1440),
    ]
    assert case_story(log, 7).empty


def test_the_spans_of_a_case_leave_no_gap(office: EventLog):
    """Each begins where the one before ends: what is left out takes no time."""
    spans = case_spans(office)
    same = (spans[["replication", "case"]] == spans[["replication", "case"]].shift(-1)).all(axis=1)
    assert same.sum() > 300
    assert (spans["begin_ms"].shift(-1)[same] == spans["end_ms"][same]).all()


def test_outages_end_with_the_horizon():
    table = outages(hand_log(PAUSE, names=WIDE))
    assert minutes(table, "kind", "subsystem") == [("outage", "oss", 490, 510), ("outage", "listrik", 1430, 1440)]


def test_a_day_of_a_person_of_a_pool():
    rows = gantt_rows(hand_log(PAUSE, names=WIDE))
    assert minutes(rows, "kind", "place", "server", "station") == [
        ("shift", "depan", 0, "", 480, 720),
        ("shift", "depan", 0, "", 780, 1440),
        ("service", "depan", 0, "meja", 480, 490),
        ("pause", "depan", 0, "meja", 490, 510),
        ("service", "depan", 0, "meja", 510, 520),
        ("outage", "oss", NONE, "", 490, 510),
        ("outage", "listrik", NONE, "", 1430, 1440),
    ]


def test_a_day_is_cut_at_midnight():
    log = hand_log("22:00 shift_start loket/0\n26:00 shift_end loket/0", days=2)
    assert minutes(gantt_rows(log, 0), "kind", "place") == [("shift", "loket", 1320, 1440)]
    assert minutes(gantt_rows(log, 1), "kind", "place") == [("shift", "loket", 1440, 1560)]
    assert gantt_rows(log, 0, replication=1).empty


def test_busy_time_of_a_day_again_from_single_rows(office: EventLog):
    began: dict[tuple[int, int], int] = {}
    busy = 0
    for row in office.split()[1].to_frame().itertuples():
        key = (row.case, row.station)
        if row.event in ("service_start", "service_resume") and row.server is not pd.NA:
            began[key] = row.time_ms
        elif row.event in ("service_pause", "service_end") and key in began:
            begin = began.pop(key)
            busy += max(0, min(row.time_ms, 2 * MS_PER_DAY) - max(begin, MS_PER_DAY))
    rows = gantt_rows(office, day=1, replication=1)
    service = rows[rows["kind"] == "service"]
    assert busy > 0
    assert (service["end_ms"] - service["begin_ms"]).sum() == busy


@pytest.mark.parametrize("text", ["", "8:00 arrival a\n8:00 queue_join a loket"])
def test_a_log_with_next_to_nothing(text: str):
    log = hand_log(text)
    assert waits_by_hour(log)["services"].sum() == 0
    assert gantt_rows(log).empty
    assert outages(log).empty
    assert len(case_spans(log)) == (1 if text else 0)
    assert log.names == NAMES
    assert not (log["event"] == Event.SERVICE_START).any()
