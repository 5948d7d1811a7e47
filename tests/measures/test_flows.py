"""Flows of cases between stations, against numbers worked out on paper and counted again."""

from collections import Counter, defaultdict
from statistics import median

import numpy as np
import pandas as pd
import pytest

from hand_log import WIDE, hand_log, unchecked_log
from simulator.calendars import MS_PER_DAY, MS_PER_MINUTE
from simulator.eventlog import Event, EventLog, LogBuilder, Names
from simulator.experiments import run
from simulator.measures.flows import flows, open_days, stays
from simulator.scenario import load_scenario

PATHS = """
8:00 shift_start loket/0
8:00 arrival a
8:00 queue_join a loket
8:10 service_start a loket/0
8:30 service_end a loket/0
8:30 queue_join a meja
8:40 arrival b
8:40 queue_join b loket
9:00 renege b loket
9:30 return_applicant b#1 patience
9:30 queue_join b#1 loket
9:50 service_start b#1 loket/0
10:00 service_end b#1 loket/0
10:00 departure b#1
10:10 arrival c
10:10 give_up c no_show
10:20 shift_end loket/0
32:00 shift_start loket/0
33:00 shift_end loket/0
"""
"""a goes on to meja and stays there; b leaves, comes back 30 min later, is done; c never shows up. Open on two days."""


@pytest.fixture(scope="module")
def office() -> EventLog:
    return run(load_scenario("oss-macet"), 2, seed=2026).log


def test_flows_by_hand():
    found = flows(unchecked_log(PATHS, days=3))
    assert {row[1:] for row in found.itertuples(index=False, name=None)} == {
        ("(arrival)", "loket", 1.0, 0.0),
        ("(arrival)", "(give_up)", 0.5, 0.0),
        ("loket", "meja", 0.5, 0.0),
        ("loket", "loket", 0.5, 30.0),
        ("loket", "(departure)", 0.5, 0.0),
    }


def test_stays_by_hand():
    """At loket a stays 30 min, b 20 (until it leaves) and 30 min: median 30. At meja a still is at the end."""
    found = stays(unchecked_log(PATHS, days=3)).set_index("station")
    assert found.loc["loket", "visits_per_day"] == 1.5
    assert found.loc["loket", "stay_min"] == 30
    assert found.loc["meja", "visits_per_day"] == 0.5
    assert pd.isna(found.loc["meja", "stay_min"])


def test_who_arrived_before_the_window_is_not_counted():
    found = flows(unchecked_log(PATHS, days=3), warm_up_ms=9 * 60 * MS_PER_MINUTE)
    assert set(found["target"]) == {"(give_up)"}


def test_each_pair_is_in_every_replication():
    found = flows(hand_log("8:00 arrival a\n8:00 queue_join a loket", "", "8:00 arrival a\n8:00 queue_join a loket"))
    assert found["replication"].tolist() == [0, 1, 2]
    assert found["cases_per_day"].tolist() == [1, 0, 1]
    assert found["gap_min"].isna().tolist() == [False, True, False]


def test_a_step_at_home_and_a_balk_are_comings():
    log = unchecked_log(
        """
        8:00 arrival a
        8:00 queue_join a loket
        8:05 service_start a loket/0
        8:10 service_end a loket/0
        8:10 wait_applicant a rumah
        9:10 return_applicant a rumah
        9:10 balk a meja
        9:10 give_up a queue_limit
        """,
        names=WIDE,
    )
    pairs = {(source, target) for source, target in flows(log)[["source", "target"]].itertuples(index=False, name=None)}
    assert pairs == {("(arrival)", "loket"), ("loket", "rumah"), ("rumah", "meja"), ("meja", "(give_up)")}
    table = stays(log).set_index("station")
    assert table["stay_min"].drop("meja").to_dict() == {"loket": 10, "rumah": 60}
    assert np.isnan(table["stay_min"]["meja"])  # who turns round at the door has not stayed
    assert table["visits_per_day"].tolist() == [1, 1, 1]


def test_a_day_is_open_while_anybody_is_on_shift_not_only_when_a_shift_begins():
    day = MS_PER_DAY
    nights = shift_log([(0, 2 * day + 1), (2 * day + 3, 3 * day)], horizon_ms=5 * day)
    assert open_days(nights) == {0: 3}
    assert open_days(nights, warm_up_ms=day // 2) == {0: 3}
    assert open_days(nights, warm_up_ms=day) == {0: 2}
    assert open_days(shift_log([(0, day)], horizon_ms=5 * day)) == {0: 1}  # it ends at midnight
    assert open_days(shift_log([], horizon_ms=5 * day), warm_up_ms=day) == {0: 4}


def shift_log(spans, horizon_ms):
    """Shifts of the one server of a station."""
    log = LogBuilder(Names(("loket",), (), (), ()), horizon_ms, 0)
    for start, end in spans:
        log.add(start, Event.SHIFT_START, station=0, server=0)
        log.add(end, Event.SHIFT_END, station=0, server=0)
    return log.build()


def test_a_repair_at_home_is_time_on_the_way():
    log = unchecked_log(
        """
        8:00 arrival a
        8:00 queue_join a loket
        8:00 service_start a loket/0
        8:20 service_end a loket/0
        8:20 rework a#1 loket incomplete
        8:20 wait_applicant a#1 loket incomplete
        10:20 return_applicant a#1 incomplete
        10:20 queue_join a#1 loket
        """
    )
    back = flows(log).set_index(["source", "target"]).loc[("loket", "loket")]
    assert back["gap_min"] == 120


def test_days_without_a_shift_are_not_open():
    assert open_days(unchecked_log(PATHS, days=5)) == {0: 2}
    assert open_days(hand_log("", days=5)) == {0: 5}


def test_flows_again_from_single_rows(office: EventLog):
    """The life of each case as a list of comings and leavings, walked one by one."""
    lives = defaultdict(list)
    for row in office.to_frame().itertuples():
        if row.case is not pd.NA:
            lives[row.replication, row.case].append(row)
    counts: Counter[tuple[int, str, str]] = Counter()
    gaps, times = defaultdict(list), defaultdict(list)
    for (replication, _), life in lives.items():
        here, came, left = "(arrival)", life[0].time_ms, life[0].time_ms
        for row in life:
            target = {"departure": "(departure)", "give_up": "(give_up)"}.get(row.event)
            target = row.station if row.event in ("queue_join", "balk") else target
            if target is not None:
                left = row.time_ms if left is None else left
                counts[replication, here, target] += 1
                gaps[replication, here, target].append(row.time_ms - left)
                if here != "(arrival)":
                    times[replication, here].append(left - came)
                here, came, left = target, row.time_ms, row.time_ms if row.event == "balk" else None
            elif row.event in ("service_end", "renege") and left is None:
                left = row.time_ms
        if left is not None and not here.startswith("("):
            times[replication, here].append(left - came)
    days = open_days(office)
    found = flows(office)
    assert len(counts) > 8
    for replication, source, target, per_day, gap in found.itertuples(index=False):
        key = (replication, source, target)
        assert per_day == pytest.approx(counts[key] / days[replication])
        if counts[key]:
            assert gap == pytest.approx(median(gaps[key]) / MS_PER_MINUTE)
    assert sum(counts.values()) == pytest.approx((found["cases_per_day"] * found["replication"].map(days)).sum())
    for replication, station, _, stay in stays(office).itertuples(index=False):
        assert stay == pytest.approx(median(times[replication, station]) / MS_PER_MINUTE)


def test_nothing_flows_in_an_empty_log():
    assert flows(hand_log("")).empty
    assert stays(hand_log("")).empty
    assert list(flows(hand_log("")).columns) == ["replication", "source", "target", "cases_per_day", "gap_min"]
