"""Queue lengths over time and the log rearranged, against numbers worked out on paper."""

from dataclasses import replace

import numpy as np
import pandas as pd
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from hand_log import WIDE, hand_log, unchecked_log
from random_offices import offices
from simulator.calendars import MS_PER_DAY, MS_PER_MINUTE
from simulator.engines import get_engine
from simulator.eventlog import Event, EventLog
from simulator.measures import cases, queue_area_ms, queue_through_day, queueing_stations, visits
from simulator.measures.tables import waiting_spans
from simulator.workload import make_workload

QUEUE = """
8:00 shift_start loket/0
8:00 arrival a
8:00 queue_join a loket
8:00 service_start a loket/0
8:10 arrival b
8:10 queue_join b loket
8:20 arrival c
8:20 queue_join c loket
8:30 renege b loket
8:30 give_up b patience
8:50 service_end a loket/0
8:50 departure a
8:50 service_start c loket/0
9:00 shift_end loket/0
9:10 service_end c loket/0
9:10 departure c
"""


SPANS = """
8:00 shift_start loket/0
8:00 arrival a
8:00 queue_join a loket
8:30 service_start a loket/0
8:40 arrival b
8:40 queue_join b loket
8:50 arrival c@daring
8:50 queue_join c@daring portal
9:00 arrival d
9:00 queue_join d loket
9:00 service_start c@daring portal
9:10 outage_start oss
9:10 service_pause c@daring portal oss
9:10 renege c@daring portal oss
9:10 give_up c@daring oss
9:20 renege d loket
9:30 deemed_approved b
9:40 outage_end oss
20:00 return_applicant d#1 patience
20:00 queue_join d#1 loket
"""


def minutes(*times: float) -> np.ndarray:
    return np.array([round(time * MS_PER_MINUTE) for time in times], np.int64)


def test_area_under_the_queue_between_times():
    """One waits 8:10-8:20 and 8:30-8:50, two 8:20-8:30; edges may fall on events, between them and outside them."""
    log = hand_log(QUEUE)
    edges = minutes(0, 485, 500, 505, 510, 530, 1440)
    expected = minutes(0, 10, 10, 10, 20, 0)
    np.testing.assert_array_equal(queue_area_ms(log, 0, edges), expected)
    np.testing.assert_array_equal(queue_area_ms(log, 1, edges), np.zeros(6))


def test_a_wait_ends_with_whatever_happens_next():
    """a is called after 30 minutes, b deemed approved after 50, d gone after 20 and, back, in line at the end.

    c waits 10 minutes at the portal; its session is lost after 10 more, which are no waiting.
    """
    log = hand_log(SPANS, names=WIDE)
    spans = waiting_spans(log)
    assert list(spans) == ["replication", "station", "case_class", "channel", "begin_ms", "end_ms"]
    loket, portal, datang, daring = 0, 3, 0, 1
    expected = [
        (loket, datang, *minutes(480, 510)),
        (loket, datang, *minutes(520, 570)),
        (portal, daring, *minutes(530, 540)),
        (loket, datang, *minutes(540, 560)),
        (loket, datang, *minutes(1200, 1440)),
    ]
    found = spans.sort_values("begin_ms")[["station", "channel", "begin_ms", "end_ms"]]
    assert list(found.itertuples(index=False, name=None)) == expected
    assert queue_area_ms(log, loket, minutes(0, 1440)).tolist() == minutes(30 + 50 + 20 + 240).tolist()
    assert queue_area_ms(log, portal, minutes(0, 1440)).tolist() == minutes(10).tolist()
    assert queue_area_ms(log, loket, minutes(545, 565)).tolist() == minutes(15 + 20).tolist()


def test_spans_of_a_case_end_in_its_own_replication():
    both = waiting_spans(hand_log(SPANS, SPANS, names=WIDE))
    assert both["replication"].tolist() == [0] * 5 + [1] * 5
    alone = waiting_spans(hand_log(SPANS, names=WIDE))["end_ms"].tolist()
    assert both["end_ms"].tolist() == alone + alone


def test_how_often_each_case_failed_and_came():
    table = cases(hand_log(SPANS, names=WIDE)).set_index("case")
    counts = table[["returns", "balks", "reneges", "turned_away", "trips"]].values.tolist()
    assert counts == [[0, 0, 0, 0, 1], [0, 0, 0, 0, 1], [0, 0, 0, 1, 0], [0, 0, 1, 0, 2]]
    assert table["ending"].tolist() == [pd.NA, Event.DEEMED_APPROVED, Event.GIVE_UP, pd.NA]
    assert table["channel"].tolist() == [0, 0, 1, 0]


def test_queue_through_the_day():
    """Half-hour means: (10·1 + 10·2) / 30 from 8:00, 20 / 30 from 8:30, nobody after."""
    table = queue_through_day(hand_log(QUEUE), bin_min=30)
    at = table[table["station"] == "loket"].set_index("start_min")["queue_length"]
    assert at[480] == pytest.approx(1)
    assert at[510] == pytest.approx(2 / 3)
    assert at.drop([480, 510]).eq(0).all()
    assert sorted(at.index) == list(range(0, 1440, 30))
    assert set(table["station"]) == {"loket", "meja"}


def test_queue_through_the_day_is_a_mean_over_days_and_leaves_out_the_warm_up():
    """a waits 23:00 to 25:00: the last hour of day 0 and the first of day 1."""
    log = hand_log(
        "23:00 arrival a\n23:00 queue_join a loket\n25:00 shift_start loket/0\n25:00 service_start a loket/0", days=2
    )
    both = queue_through_day(log, bin_min=60).query("station == 'loket'").set_index("start_min")["queue_length"]
    assert (both[0], both[23 * 60], both.sum()) == (0.5, 0.5, 1.0)
    second = queue_through_day(log, MS_PER_DAY, 60).query("station == 'loket'").set_index("start_min")["queue_length"]
    assert (second[0], second[23 * 60], second.sum()) == (1.0, 0.0, 1.0)


def test_queue_through_the_day_keeps_replications_apart():
    table = queue_through_day(hand_log("", QUEUE, QUEUE), bin_min=720)
    loket = table[table["station"] == "loket"].pivot(index="replication", columns="start_min", values="queue_length")
    assert loket.to_numpy() == pytest.approx(np.array([[0, 0], [50 / 720, 0], [50 / 720, 0]]))


def test_queue_through_the_day_of_an_office_without_queues():
    """At every station applicants serve themselves."""
    log = unchecked_log("""
        9:00 arrival a
        9:00 queue_join a loket
        9:00 service_start a loket
        9:10 service_end a loket
        9:10 queue_join a meja
        9:10 service_start a meja
        9:20 service_end a meja
        9:20 queue_join a portal
        9:20 service_start a portal
    """)
    table = queue_through_day(replace(log, names=replace(log.names, kinds=("self_service",) * len(log.names.stations))))
    assert list(table) == ["replication", "station", "start_min", "queue_length"]
    assert len(table) == 0


@pytest.mark.parametrize("bin_min", [7, 0, -15, 2880])
def test_a_bin_that_does_not_divide_the_day_is_refused(bin_min: int):
    with pytest.raises(ValueError, match=f"bin_min is {bin_min}; it must divide the 1440 minutes"):
        queue_through_day(hand_log(QUEUE), bin_min=bin_min)


@settings(max_examples=60, deadline=None)
@given(offices(), st.integers(0, 2**32), st.integers(0, MS_PER_DAY - 1), st.integers(1, MS_PER_DAY))
def test_littles_law_holds_in_every_window(scenario, seed: int, start: int, length: int):
    """At every station, the area under the queue in a window is the sum of the waits clipped to it, to the millisecond."""
    log = get_engine("reference")(make_workload(scenario.resolved, seed))
    end = min(start + length, log.horizon_ms)
    left = {row[:3]: row[3] for row in rows(log, Event.RENEGE)} | {
        row[:3]: row[3] for row in rows(log, Event.SERVICE_START)
    }
    expected = dict.fromkeys(range(len(log.names.stations)), 0)
    for case, visit, place, joined in rows(log, Event.QUEUE_JOIN):
        out = left.get((case, visit, place), log.horizon_ms)
        expected[place] += max(0, min(out, end) - max(joined, start))
    assert {code: queue_area_ms(log, code, np.array([start, end]))[0] for code in expected} == expected


def rows(log: EventLog, event: Event) -> list[tuple[int, ...]]:
    """Case, visit, station and time of every event of a kind."""
    part = log.where(log["event"] == event)
    return list(zip(*(part[name].tolist() for name in ("case", "visit", "station", "time_ms")), strict=True))


def test_a_row_for_each_case_and_each_visit():
    log = hand_log(QUEUE, QUEUE)
    table = cases(log)
    assert table["replication"].tolist() == [0, 0, 0, 1, 1, 1]
    assert table["ending"].tolist() == 2 * [Event.DEPARTURE, Event.GIVE_UP, Event.DEPARTURE]
    assert (table["end_ms"] - table["arrival_ms"]).tolist() == minutes(50, 20, 50, 50, 20, 50).tolist()
    stays = visits(log)
    assert len(stays) == 6
    assert stays["start_ms"].isna().tolist() == 2 * [False, True, False]
    assert stays["server"].dropna().tolist() == [0, 0, 0, 0]


def test_self_service_is_a_service_without_a_server():
    log = hand_log("9:00 arrival a\n9:00 queue_join a portal\n9:00 service_start a portal", QUEUE)
    assert queueing_stations(log) == [0, 1]


def test_tables_of_an_empty_log_are_empty():
    log = hand_log("", "")
    assert len(cases(log)) == len(visits(log)) == 0
    assert queueing_stations(log) == [0, 1]
