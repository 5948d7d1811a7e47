"""Every measure on small logs, against numbers worked out on paper. No engine runs here."""

from collections.abc import Callable
from math import nan

import pandas as pd
import pytest

from hand_log import WIDE, hand_log
from measures.pandas_measures import pandas_measures
from simulator.calendars import MS_PER_DAY, MS_PER_MINUTE
from simulator.eventlog import NONE, EventLog, concat_logs
from simulator.measures import UNITS, Window, estimate_mean, measure, staff_time

TWO_SERVERS = """
8:00 shift_start loket/0
8:00 shift_start loket/1
8:00 arrival a
8:00 queue_join a loket
8:00 service_start a loket/0
8:05 arrival b
8:05 queue_join b loket
8:05 service_start b loket/1
8:10 arrival c
8:10 queue_join c loket
8:20 service_end a loket/0
8:20 departure a
8:20 service_start c loket/0
8:35 service_end b loket/1
8:35 departure b
8:50 service_end c loket/0
8:50 departure c
10:00 shift_end loket/1
12:00 shift_end loket/0
"""

NOBODY_CAME = """
8:00 shift_start loket/0
12:00 shift_end loket/0
"""


def values(
    log: EventLog, warm_up_days: int = 0, promise_min: float = 5, compute: Callable[..., pd.DataFrame] = measure
) -> pd.DataFrame:
    return compute(log, Window(warm_up_days * MS_PER_DAY, round(promise_min * MS_PER_MINUTE)))


def assert_values(log: EventLog, expected: dict[str, float], **window: float) -> None:
    """The measures of a log of one replication, and the same from tables of cases, visits and work."""
    (found,) = values(log, **window).to_dict("records")
    (from_tables,) = values(log, **window, compute=pandas_measures).to_dict("records")
    assert {name: from_tables[name] for name in expected} == pytest.approx(expected, rel=1e-12, nan_ok=True)
    assert {name: found[name] for name in expected} == pytest.approx(expected, rel=1e-12, nan_ok=True)


def test_two_servers_one_of_them_for_half_the_time():
    """Waits 0, 0, 10; sojourns 20, 30, 40; busy 20 + 30 + 30 of 240 + 120 staffed minutes (not a mean of two ratios)."""
    expected = {
        "waiting_time_mean": 10 / 3,
        "waiting_time_p90": 8,  # 0.9 of the way along 0, 0, 10 lies 0.8 from the second to the third
        "service_level": 2 / 3,
        "sojourn_time_mean": 30,
        "utilisation": 80 / 360,
        "overtime": 0,
        "throughput": 3,
        "arrivals": 3,
        "balk_share": 0,
        "renege_share": 0,
        "turned_away_share": 0,
        "give_up_share": 0,
        "deemed_approved_share": 0,
        "rework_share": 0,
        "trips_mean": 1,
        "present_at_end": 0,
        "queue_length_mean": 10 / 1440,
        "on_time_share": nan,
    }
    assert expected.keys() == UNITS.keys()
    assert_values(hand_log(TWO_SERVERS), expected)
    at_station = (
        "waiting_time_mean",
        "waiting_time_p90",
        "service_level",
        "utilisation",
        "overtime",
        "queue_length_mean",
    )
    assert_values(hand_log(TWO_SERVERS), {f"{name}[loket]": expected[name] for name in at_station})


@pytest.mark.parametrize(("promise_min", "share"), [(10, 1), (9.999, 2 / 3), (0, 2 / 3)])
def test_a_wait_as_long_as_the_promise_keeps_it(promise_min: float, share: float):
    assert_values(hand_log(TWO_SERVERS), {"service_level": share}, promise_min=promise_min)


def test_utilisation_and_overtime_with_a_pause_and_a_shift_end():
    """Serving 11:30-11:40 and 11:55-12:20: 15 minutes on shift, 20 after it, of 240 + 180 staffed; the pause is neither."""
    log = hand_log("""
        8:00 shift_start loket/0
        11:30 arrival a
        11:30 queue_join a loket
        11:30 service_start a loket/0
        11:40 outage_start oss
        11:40 service_pause a loket/0
        11:55 outage_end oss
        11:55 service_resume a loket/0
        12:00 shift_end loket/0
        12:20 service_end a loket/0
        12:20 departure a
        13:00 shift_start loket/0
        16:00 shift_end loket/0
    """)
    assert_values(log, {"utilisation": 15 / 420, "overtime": 20, "sojourn_time_mean": 50, "waiting_time_mean": 0})


def test_a_service_paused_over_the_shift_end():
    """Serving 11:30-11:50 on shift and 12:30-12:45 off it."""
    log = hand_log("""
        8:00 shift_start loket/0
        11:30 arrival a
        11:30 queue_join a loket
        11:30 service_start a loket/0
        11:50 outage_start oss
        11:50 service_pause a loket/0
        12:00 shift_end loket/0
        12:30 outage_end oss
        12:30 service_resume a loket/0
        12:45 service_end a loket/0
        12:45 departure a
    """)
    assert_values(log, {"utilisation": 20 / 240, "overtime": 15})


def test_a_service_from_one_shift_into_the_next():
    """Serving 11:50-13:10: ten minutes in each shift, the hour between is overtime; meja stands idle."""
    log = hand_log("""
        8:00 shift_start loket/0
        8:00 shift_start meja/0
        11:50 arrival a
        11:50 queue_join a loket
        11:50 service_start a loket/0
        12:00 shift_end loket/0
        12:00 shift_end meja/0
        13:00 shift_start loket/0
        13:10 service_end a loket/0
        13:10 departure a
        16:00 shift_end loket/0
    """)
    assert_values(
        log,
        {
            "utilisation": 20 / 660,
            "utilisation[loket]": 20 / 420,
            "utilisation[meja]": 0,
            "overtime": 60,
            "overtime[loket]": 60,
            "overtime[meja]": 0,
            "waiting_time_mean[meja]": nan,
            "queue_length_mean[meja]": 0,
        },
    )


REWORK = """
8:00 shift_start loket/0
8:00 shift_start meja/0
8:00 arrival a
8:00 queue_join a loket
8:00 service_start a loket/0
8:10 service_end a loket/0
8:10 queue_join a meja
8:10 service_start a meja/0
8:30 service_end a meja/0
8:30 rework a meja
8:30 queue_join a#1 loket
8:30 service_start a#1 loket/0
8:40 arrival b
8:40 queue_join b loket
8:45 service_end a#1 loket/0
8:45 queue_join a#1 meja
8:45 service_start b loket/0
8:45 service_start a#1 meja/0
8:50 arrival c
8:50 queue_join c loket
9:00 service_end b loket/0
9:00 queue_join b meja
9:00 service_start c loket/0
9:05 service_end a#1 meja/0
9:05 departure a#1
9:05 service_start b meja/0
9:15 service_end c loket/0
9:15 rework c loket
9:15 queue_join c#1 loket
9:15 service_start c#1 loket/0
9:20 service_end c#1 loket/0
9:20 queue_join c#1 meja
9:25 service_end b meja/0
9:25 departure b
9:25 shift_end meja/0
12:00 shift_end loket/0
"""


def test_rework_counts_each_visit_and_each_returned_case_once():
    """Waits at loket 0 0 5 10 0 (a, a again, b, c, c again), at meja 0 0 5 (a, a again, b); c still waits at meja.

    Of the two departed cases one was sent back; c was too, but has not departed.
    """
    assert_values(
        hand_log(REWORK),
        {
            "rework_share": 1 / 2,
            "waiting_time_mean": 20 / 8,
            "waiting_time_mean[loket]": 15 / 5,
            "waiting_time_mean[meja]": 5 / 3,
            "waiting_time_p90[loket]": 5 + 0.6 * 5,
            "service_level": 7 / 8,
            "service_level[loket]": 4 / 5,
            "sojourn_time_mean": (65 + 45) / 2,
            "utilisation[loket]": (10 + 15 + 15 + 15 + 5) / 240,
            "utilisation[meja]": (20 + 20 + 20) / 85,
            "utilisation": 120 / 325,
            "throughput": 2,
            "arrivals": 3,
            "present_at_end": 1,
            "queue_length_mean[loket]": 15 / 1440,
            "queue_length_mean[meja]": (5 + (24 * 60 - (9 * 60 + 20))) / 1440,
            "queue_length_mean": (15 + 5 + 880) / 1440,
        },
    )


LEAVING = """
8:00 shift_start loket/0
8:00 arrival a
8:00 queue_join a loket
8:00 service_start a loket/0
8:05 arrival b
8:05 queue_join b loket
8:06 arrival c
8:06 balk c loket
8:06 give_up c queue_limit
8:07 arrival d
8:07 balk d loket
8:07 give_up d queue_limit
8:20 arrival e
8:20 queue_join e portal
8:20 service_start e portal
8:35 renege b loket
8:35 give_up b patience
8:40 arrival f
8:40 queue_join f loket
8:50 service_end e portal
8:50 departure e
9:00 service_end a loket/0
9:00 departure a
9:00 service_start f loket/0
9:10 shift_end loket/0
9:20 service_end f loket/0
9:20 departure f
20:00 arrival g
20:00 queue_join g loket
21:00 outage_start oss
21:00 arrival h
21:00 queue_join h portal
21:40 outage_end oss
21:40 service_start h portal
23:00 shift_start loket/0
23:00 service_start g loket/0
"""


def test_balking_reneging_self_service_and_the_unfinished():
    """Eight arrive; two balk, one reneges, three depart, two are still there: all eight are the denominator.

    Waits with staff are 0 (a), 20 (f), 180 (g); b has none, e and h serve themselves, and h's 40 minutes of a failed
    portal are no queue of the staff. g is being served when the horizon ends, and so is the shift.
    """
    log = hand_log(LEAVING)
    assert_values(
        log,
        {
            "arrivals": 8,
            "balk_share": 2 / 8,
            "renege_share": 1 / 8,
            "give_up_share": 3 / 8,
            "throughput": 3,
            "present_at_end": 2,
            "sojourn_time_mean": (60 + 30 + 40) / 3,
            "waiting_time_mean": 200 / 3,
            "waiting_time_p90": 20 + 0.8 * 160,
            "service_level": 1 / 3,
            "queue_length_mean": (30 + 20 + 180) / 1440,  # b's wait until it left is part of the queue
            "utilisation": (60 + 10 + 60) / (70 + 60),
            "overtime": 10,
        },
    )
    assert [name for name in values(log) if "portal" in name] == []


def test_the_warm_up_is_cut_from_everything():
    """Two days, the first not counted.

    a waits 23:00-25:00 and is served until 25:30; b is served from before midnight until 24:20 by a server whose only
    shift has ended; c arrives at 33:00 and is there until 33:15. Counted are: c's wait and sojourn; departures of a, b
    and c; one hour of a's wait; staffed 25:00-36:00; busy 25:00-25:30 and 33:00-33:15; overtime 24:00-24:20.
    """
    log = hand_log(
        """
        20:00 shift_start meja/0
        23:00 arrival a
        23:00 queue_join a loket
        23:30 arrival b
        23:30 queue_join b meja
        23:30 service_start b meja/0
        23:45 shift_end meja/0
        24:20 service_end b meja/0
        24:20 departure b
        25:00 shift_start loket/0
        25:00 service_start a loket/0
        25:30 service_end a loket/0
        25:30 departure a
        33:00 arrival c
        33:00 queue_join c loket
        33:00 service_start c loket/0
        33:15 service_end c loket/0
        33:15 departure c
        36:00 shift_end loket/0
        """,
        days=2,
    )
    assert_values(
        log,
        {
            "waiting_time_mean": 0,
            "waiting_time_mean[loket]": 0,
            "waiting_time_mean[meja]": nan,
            "service_level": 1,
            "sojourn_time_mean": 15,
            "arrivals": 1,
            "throughput": 3,
            "present_at_end": 0,
            "utilisation": 45 / 660,
            "utilisation[meja]": nan,  # no staffed time in the window
            "overtime": 20,
            "overtime[meja]": 20,
            "queue_length_mean": 60 / 1440,
        },
        warm_up_days=1,
    )
    assert_values(
        log, {"arrivals": 3 / 2, "overtime": 35 / 2, "queue_length_mean": 120 / 2880, "waiting_time_mean": 40}
    )


def test_shares_are_of_the_cases_that_arrive_in_the_window():
    """Yesterday's balk does not count, nor does a renege today by who came yesterday."""
    log = hand_log(
        """
        10:00 arrival a
        10:00 balk a loket
        10:00 give_up a queue_limit
        23:00 arrival b
        23:00 queue_join b loket
        25:00 renege b loket
        25:00 give_up b patience
        33:00 arrival c
        33:00 queue_join c loket
        """,
        days=2,
    )
    expected = {"balk_share": 0, "renege_share": 0, "give_up_share": 0, "trips_mean": 1}
    expected |= {"arrivals": 1, "present_at_end": 1, "throughput": 0}
    assert_values(log, expected, warm_up_days=1)
    assert_values(log, {"balk_share": 1 / 3, "renege_share": 1 / 3, "give_up_share": 2 / 3, "arrivals": 3 / 2})


def test_a_station_without_staff():
    """Nobody is served: no wait ends, nothing is staffed, and the queue is what it is."""
    log = hand_log("""
        12:00 arrival a
        12:00 queue_join a loket
        18:00 arrival b
        18:00 queue_join b loket
    """)
    expected = dict.fromkeys(("waiting_time_mean", "waiting_time_p90", "service_level", "sojourn_time_mean"), nan)
    expected |= {"utilisation": nan, "overtime": 0, "rework_share": nan, "balk_share": 0, "renege_share": 0}
    expected |= {"turned_away_share": 0, "give_up_share": 0, "deemed_approved_share": 0, "trips_mean": 1}
    expected |= {"present_at_end": 2, "throughput": 0, "arrivals": 2, "queue_length_mean": 18 / 24}
    expected |= {"on_time_share": nan}
    assert expected.keys() == UNITS.keys()
    assert_values(log, expected)
    assert "utilisation[loket]" not in values(log)


def test_a_day_without_arrivals_has_no_waits_but_counts_in_every_count():
    expected = dict.fromkeys(("waiting_time_mean", "waiting_time_p90", "service_level", "sojourn_time_mean"), nan)
    expected |= dict.fromkeys(("balk_share", "renege_share", "turned_away_share", "rework_share", "trips_mean"), nan)
    expected |= dict.fromkeys(("give_up_share", "deemed_approved_share", "on_time_share"), nan)
    expected |= {
        "utilisation": 0,
        "overtime": 0,
        "arrivals": 0,
        "throughput": 0,
        "present_at_end": 0,
        "queue_length_mean": 0,
    }
    assert expected.keys() == UNITS.keys()
    assert_values(hand_log(NOBODY_CAME), expected)


def test_a_replication_without_a_single_event_is_still_a_replication():
    """Nobody came to an office that serves itself, on two days of three: one arrival in three days, not one a day."""
    one = "9:00 arrival a\n9:00 queue_join a portal\n9:00 service_start a portal\n9:30 service_end a portal\n9:30 departure a"
    table = values(hand_log("", one, ""))
    assert table.index.tolist() == [0, 1, 2]
    assert table["arrivals"].tolist() == [0, 1, 0]
    assert estimate_mean(table["arrivals"], "cases/day").mean == pytest.approx(1 / 3)
    assert estimate_mean(table["sojourn_time_mean"], "min").n == 1
    assert table["queue_length_mean"].tolist() == [0, 0, 0]


@pytest.mark.parametrize("compute", [measure, pandas_measures])
def test_replications_are_not_blended(compute: Callable[..., pd.DataFrame]):
    """The same case, visit, station and server in each: every value is that of the replication alone."""
    texts = (LEAVING, TWO_SERVERS, NOBODY_CAME, REWORK)
    together = values(hand_log(*texts), compute=compute)
    assert together.index.tolist() == [0, 1, 2, 3]
    for number, text in enumerate(texts):
        alone = values(hand_log(text), compute=compute).loc[0].reindex(together.columns)
        alone = alone.fillna({"overtime[meja]": 0.0})  # alone, an office that never staffs meja has no such column
        pd.testing.assert_series_equal(together.loc[number], alone, check_names=False, rtol=1e-12)
    reverse = values(hand_log(*reversed(texts)), compute=compute)
    pd.testing.assert_frame_equal(reverse.iloc[::-1].reset_index(drop=True), together.reset_index(drop=True))


FAILING = """
8:00 shift_start loket/0
8:00 arrival a
8:00 queue_join a loket
8:00 service_start a loket/0
8:10 arrival b@daring
8:10 balk b@daring loket
8:10 give_up b@daring queue_limit
8:20 arrival c
8:20 balk c loket tickets_gone
8:25 arrival d
8:25 queue_join d loket
8:30 arrival e@daring
8:30 queue_join e@daring portal
8:30 service_start e@daring portal
8:45 outage_start oss
8:45 service_pause e@daring portal oss
8:45 renege e@daring portal oss
8:45 give_up e@daring oss
8:50 arrival f@daring
8:50 balk f@daring portal oss
8:50 give_up f@daring oss
8:55 renege d loket
9:00 outage_end oss
9:00 arrival g
9:00 give_up g no_show
9:05 service_end a loket/0
9:05 departure a
9:10 return_applicant c#1 tickets_gone
9:10 balk c#1 loket
9:30 return_applicant d#1 patience
9:30 queue_join d#1 loket
9:30 service_start d#1 loket/0
9:40 arrival h
9:40 queue_join h loket
9:50 arrival i
9:50 balk i loket last_ticket
9:55 switch_channel c@daring#2
9:55 return_applicant c@daring#2 queue_limit
9:55 queue_join c@daring#2 portal
9:55 service_start c@daring#2 portal
10:00 service_end d#1 loket/0
10:00 rework d#1 loket incomplete
10:00 wait_applicant d#1 incomplete
10:20 return_applicant i#1 last_ticket
10:20 balk i#1 loket last_ticket
10:40 return_applicant d#2 incomplete
10:40 queue_join d#2 loket
10:45 deemed_approved h
10:45 service_start d#2 loket/0
10:55 service_end d#2 loket/0
10:55 departure d#2
11:00 deemed_approved i#1
12:00 shift_end loket/0
"""


def test_failures_endings_and_trips():
    """Nine arrive. The queue is too long for b and, the second time, c; d loses its patience once.

    Turned away are c (no ticket), e (session lost), f (the portal is down) and i (too late, twice). b, e and f give up at once,
    g does not show up; h is deemed approved in line, i while away; a and d depart; c fills in the portal at the end.
    Trips: 1 each of a and h, none of g; 2 of c, who then goes on from home, and of i; 3 of d. b, e and f never left their homes.
    """
    log = hand_log(FAILING, names=WIDE)
    assert_values(
        log,
        {
            "arrivals": 9,
            "balk_share": 2 / 9,
            "renege_share": 1 / 9,
            "turned_away_share": 4 / 9,
            "give_up_share": 4 / 9,
            "deemed_approved_share": 2 / 9,
            "trips_mean": (2 * 1 + 2 * 2 + 3) / 9,
            "rework_share": 1 / 2,
            "throughput": 2,
            "present_at_end": 1,
            "sojourn_time_mean": (65 + 150) / 2,  # d's time away and at home is part of it
            "waiting_time_mean": (0 + 0 + 5) / 3,  # a, d on its second and third visit
            "queue_length_mean": (30 + 65 + 5) / 1440,  # d until it reneged, h until it was deemed approved, d again
            "utilisation": (65 + 30 + 10) / 240,
        },
    )


POOLS = """
8:00 shift_start /0
8:00 shift_start /1
8:00 shift_start /2
8:00 arrival a
8:00 arrival b
8:00 queue_join a meja
8:00 queue_join b klinik
8:00 service_start a meja/0
8:00 service_start b klinik/2
8:10 arrival c
8:10 queue_join c klinik
8:10 service_start c klinik/1
8:30 service_pause c klinik/1 deadline
8:30 deemed_approved c
8:30 arrival d
8:30 queue_join d meja
8:30 service_start d meja/1
8:40 service_end b klinik/2
8:40 queue_join b opd
8:40 service_start b opd
9:00 service_end a meja/0
9:00 service_end d meja/1
9:00 wait_applicant d rumah
9:00 queue_join a klinik
9:00 service_start a klinik/0
9:15 shift_end /0
9:30 service_end a klinik/0
9:30 departure a
9:50 return_applicant d rumah
9:50 queue_join d klinik
9:55 service_start d klinik/1
10:00 shift_end /1
10:05 service_end d klinik/1
10:05 departure d
10:40 service_end b opd
10:40 departure b
12:00 shift_end /2
"""


def test_utilisation_is_of_pools_where_persons_serve_several_stations():
    """Depan, persons 0 and 1: busy 60 + 15 and 20 + 30 + 5 of 75 + 120, then 15 and 5 overtime; belakang 40 of 240.

    An agency and a step at home are no work of the staff, and nobody queues there.
    """
    log = hand_log(POOLS, names=WIDE)
    expected = {
        "utilisation[depan]": 130 / 195,
        "overtime[depan]": 20,
        "utilisation[belakang]": 40 / 240,
        "overtime[belakang]": 0,
        "utilisation": 170 / 435,
        "overtime": 20,
        "waiting_time_mean[meja]": 0,
        "waiting_time_mean[klinik]": 5 / 4,  # b, c and a at once, d after 5 minutes
        "waiting_time_mean": 5 / 6,
        "queue_length_mean": 5 / 1440,
        "sojourn_time_mean": (90 + 95 + 160) / 3,
        "deemed_approved_share": 1 / 4,
    }
    assert_values(log, expected)
    places = {name.partition("[")[2] for name in values(log) if name.startswith(("utilisation[", "overtime["))}
    assert places == {"depan]", "belakang]"}
    assert staff_time(log)[["station", "server", "place"]].values.tolist() == [
        [NONE, 0, "depan"],
        [NONE, 1, "depan"],
        [NONE, 2, "belakang"],
    ]


@pytest.mark.parametrize("compute", [measure, pandas_measures])
def test_a_pool_that_is_absent_has_no_utilisation_and_no_overtime(compute: Callable[..., pd.DataFrame]):
    """Overtime of 10 minutes on one day and of none on the other: 5 a day."""
    late = """
        8:00 shift_start /0
        9:50 arrival a
        9:50 queue_join a meja
        9:50 service_start a meja/0
        10:00 shift_end /0
        10:10 service_end a meja/0
    """
    table = values(hand_log("", late, names=WIDE), compute=compute)
    assert table["overtime[depan]"].tolist() == table["overtime"].tolist() == [0, 10]
    assert table["utilisation[depan]"].tolist() == pytest.approx([nan, 10 / 120], nan_ok=True)


def test_the_initial_backlog_makes_no_trip():
    """It is there at time 0; who arrives later comes."""
    log = hand_log("""
        0:00 arrival a
        0:00 queue_join a loket
        0:01 arrival b
        0:01 queue_join b loket
        8:00 arrival c
        8:00 queue_join c loket
    """)
    assert_values(log, {"arrivals": 3, "trips_mean": 2 / 3})


def test_the_same_replication_twice_is_refused():
    log = hand_log(TWO_SERVERS)
    with pytest.raises(ValueError, match="ascending"):
        concat_logs([log, log])


def test_staff_time_of_each_server():
    table = staff_time(hand_log(LEAVING, TWO_SERVERS))
    expected = [(0, 0, 0, 130, 130, 10, "loket"), (1, 0, 0, 240, 50, 0, "loket"), (1, 0, 1, 120, 30, 0, "loket")]
    assert list(table.itertuples(index=False, name=None)) == expected


def test_the_columns_come_in_one_order_whatever_happened():
    """First the office in the order of UNITS, then station by station, then classes and channels."""
    columns = list(values(hand_log(LEAVING, REWORK)))
    office, parts = columns[: len(UNITS)], columns[len(UNITS) :]
    assert office == list(UNITS)
    groups = ("class:izin", "class:nib", "channel:datang", "channel:daring")
    order = [f"{name}[{part}]" for part in ("loket", "meja", *groups) for name in UNITS]
    assert parts == [name for name in order if name in parts]
    assert len(parts) == 12 + 4 * 3
    wide = list(values(hand_log(POOLS, names=WIDE)))[len(UNITS) :]
    places = [name.partition("[")[2].rstrip("]") for name in wide]
    assert list(dict.fromkeys(places)) == ["loket", "meja", "klinik", "arsip", "depan", "belakang", *groups]
