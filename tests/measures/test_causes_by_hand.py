"""Causes of waiting on logs worked on paper: the arithmetic stands beside each."""

import os
import subprocess
import sys
from dataclasses import replace
from pathlib import Path

import numpy as np
import pandas as pd
import pytest

from hand_log import hand_log, unchecked_log
from measures.naive_causes import naive_intervals
from simulator.calendars import MS_PER_MINUTE
from simulator.eventlog import EventLog, LogBuilder, Names, concat_logs, write_parquet
from simulator.measures.causes import CAUSES_UNITS, KINDS, cause_names, causes_table, waiting_causes

STATIONS = {
    # name: kind, what it needs, what it does in an outage
    "loket": ("staffed", ("oss",), "wait"),
    "kasir": ("staffed", ("oss",), "wait"),
    "berkas": ("staffed", ("oss",), "restart"),
    "antre": ("staffed", (), "wait"),
    "meja": ("staffed", (), "wait"),
    "klinik": ("staffed", (), "wait"),
    "tim": ("staffed", (), "wait"),
    "lambat": ("staffed", ("oss",), "slower"),
    "arsip": ("staffed", ("oss", "listrik"), "paper"),
    "teken": ("batch", ("oss",), "wait"),
    "portal": ("self_service", ("oss",), "leave"),
    "opd": ("external", ("oss",), "wait"),
    "rumah": ("applicant", (), "wait"),
}
OFFICE = Names(
    stations=tuple(STATIONS),
    case_classes=("izin", "nib"),
    channels=("datang", "daring"),
    subsystems=("oss", "listrik"),
    kinds=tuple(kind for kind, _, _ in STATIONS.values()),
    needs=tuple(needs for _, needs, _ in STATIONS.values()),
    on_outage=tuple(effect for _, _, effect in STATIONS.values()),
    persons=("depan", "depan", "belakang"),
    pooled=("meja", "klinik"),
    in_person=("datang",),
    skills=(("meja", "klinik"), ("meja", "klinik"), ("klinik",)),
    paper_after_ms=tuple(10 * MS_PER_MINUTE if name == "arsip" else -1 for name in STATIONS),
    pausing=("berkas",),
)
UNITS = list(CAUSES_UNITS)

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
8:40 service_end b loket/1
8:40 departure b
8:50 service_end c loket/0
8:50 departure c
"""

# b waits for a until 8:30, then for d, who is more urgent; that server 1 goes on with an earlier case changes nothing
OVERTAKING = """
8:00 shift_start loket/0
8:00 shift_start loket/1
8:00 arrival a
8:00 queue_join a loket
8:00 service_start a loket/0
8:01 arrival c
8:01 queue_join c loket
8:01 service_start c loket/1
8:05 arrival b
8:05 queue_join b loket
8:10 arrival d
8:10 queue_join d loket
8:30 service_end a loket/0
8:30 departure a
8:30 service_start d loket/0
9:00 service_end c loket/1
9:00 departure c
9:00 service_start b loket/1
9:10 service_end b loket/1
9:10 departure b
9:20 service_end d loket/0
9:20 departure d
"""

# server 1, who serves the more urgent d, goes into overtime at 8:40: of those on shift none serves a later case any more
OVERTIME_OF_THE_OVERTAKER = """
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
8:15 arrival d
8:15 queue_join d loket
8:20 service_end b loket/1
8:20 departure b
8:20 service_start d loket/1
8:40 shift_end loket/1
8:50 service_end a loket/0
8:50 departure a
8:50 service_start c loket/0
8:55 service_end d loket/1
8:55 departure d
8:59 service_end c loket/0
8:59 departure c
"""

# lunch from 12:00 on, while a person of a pool stays until 12:30; c is finished in overtime; who waits at 16:00 waits all night
LUNCH_AND_NIGHT = """
7:00 arrival a
7:00 queue_join a loket
8:00 shift_start loket/0
8:00 shift_start /2
8:00 service_start a loket/0
8:20 service_end a loket/0
8:20 departure a
11:45 arrival c
11:45 queue_join c loket
11:45 service_start c loket/0
11:50 arrival b
11:50 queue_join b loket
12:00 shift_end loket/0
12:10 service_end c loket/0
12:10 departure c
12:30 shift_end /2
13:00 shift_start loket/0
13:00 service_start b loket/0
15:50 arrival d
15:50 queue_join d loket
16:00 shift_end loket/0
16:10 service_end b loket/0
16:10 departure b
32:00 shift_start loket/0
32:00 service_start d loket/0
"""

# the shift ends in an outage: at kasir, where services are finished, the server stays; at berkas the service waits for it
OUTAGE_AS_THE_SHIFT_ENDS = """
8:00 shift_start loket/0
8:00 shift_start kasir/0
8:00 shift_start berkas/0
15:40 arrival a
15:40 queue_join a kasir
15:40 service_start a kasir/0
15:41 arrival c
15:41 queue_join c berkas
15:41 service_start c berkas/0
15:50 outage_start oss
15:50 service_pause a kasir/0 oss
15:50 service_pause c berkas/0 oss
15:55 arrival b
15:55 queue_join b kasir
16:00 shift_end kasir/0
16:00 shift_end berkas/0
16:10 shift_end loket/0
16:20 outage_end oss
16:20 service_resume a kasir/0 oss
16:30 service_end a kasir/0
16:30 departure a
31:50 outage_start oss
32:00 shift_start berkas/0
32:15 outage_end oss
32:15 service_resume c berkas/0 oss
32:20 service_end c berkas/0
32:20 departure c
"""

# two persons for meja and klinik; person 2 can only do klinik, and comes at 9:00
POOLED = """
8:00 shift_start /0
8:00 shift_start /1
8:00 arrival a
8:00 queue_join a meja
8:00 service_start a meja/0
8:01 arrival b
8:01 queue_join b meja
8:01 service_start b meja/1
8:05 arrival c
8:05 queue_join c klinik
8:10 arrival d
8:10 queue_join d meja
8:20 service_end b meja/1
8:20 departure b
8:20 service_start d meja/1
8:40 service_end a meja/0
8:40 departure a
8:40 service_start c klinik/0
8:50 service_end d meja/1
8:50 departure d
8:50 service_end c klinik/0
8:50 departure c
9:00 shift_end /0
9:00 shift_end /1
9:00 shift_start /2
9:05 arrival e
9:05 queue_join e meja
9:10 arrival f
9:10 queue_join f klinik
9:10 service_start f klinik/2
9:20 service_end f klinik/2
9:20 departure f
9:25 shift_end /2
9:30 shift_start /1
9:30 service_start e meja/1
9:35 arrival g
9:35 queue_join g klinik
9:38 renege g klinik
9:38 give_up g patience
9:40 service_end e meja/1
9:40 departure e
"""

# d overtakes b until 8:30, then that person is at another station, with a case that came later still
OVERTAKER_ELSEWHERE = """
8:00 shift_start /0
8:00 shift_start /1
8:00 arrival a
8:00 queue_join a meja
8:00 service_start a meja/0
8:01 arrival c
8:01 queue_join c meja
8:01 service_start c meja/1
8:05 arrival b
8:05 queue_join b klinik
8:10 arrival d
8:10 queue_join d klinik
8:20 service_end c meja/1
8:20 departure c
8:20 service_start d klinik/1
8:25 arrival e
8:25 queue_join e meja
8:30 service_end d klinik/1
8:30 departure d
8:30 service_start e meja/1
8:40 service_end a meja/0
8:40 departure a
8:40 service_start b klinik/0
"""

# c stands behind a; the free server 1 takes from its own line only, d there overtakes nobody here, but the urgent e does
LINES = """
8:00 shift_start antre/0
8:00 shift_start antre/1
8:00 arrival a
8:00 queue_join a antre/0
8:00 service_start a antre/0
8:06 arrival c
8:06 queue_join c antre/0
8:20 arrival d
8:20 queue_join d antre/1
8:20 service_start d antre/1
8:30 arrival e
8:30 queue_join e antre/0
8:50 service_end d antre/1
8:50 departure d
9:00 service_end a antre/0
9:00 departure a
9:00 service_start e antre/0
9:10 service_end e antre/0
9:10 departure e
9:10 service_start c antre/0
9:20 service_end c antre/0
9:20 departure c
9:30 arrival f
9:30 queue_join f antre/0
10:00 shift_end antre/0
10:00 shift_end antre/1
"""

# b came to line 0, whose server left; it moved to line 1 and is served there: who stands in line 0 is overtaken by nobody
MOVED = """
8:00 shift_start antre/0
8:00 shift_start antre/1
8:00 arrival a
8:00 queue_join a antre/0
8:00 service_start a antre/0
8:01 arrival x
8:01 queue_join x antre/1
8:01 service_start x antre/1
8:02 arrival c
8:02 queue_join c antre/0
8:03 arrival b
8:03 queue_join b antre/0
8:20 service_end x antre/1
8:20 departure x
8:20 service_start b antre/1
8:30 service_end b antre/1
8:30 departure b
8:40 service_end a antre/0
8:40 departure a
8:40 service_start c antre/0
"""

# one start in each shift: b waits for a, then for the afternoon
SLOTS = """
8:00 shift_start tim/0
8:00 arrival a
8:00 queue_join a tim
8:00 service_start a tim/0
8:30 arrival b
8:30 queue_join b tim
9:00 service_end a tim/0
9:00 departure a
12:00 shift_end tim/0
13:00 shift_start tim/0
13:00 service_start b tim/0
14:00 service_end b tim/0
14:00 departure b
"""

# the batch of 10:00 is lost in the outage; nobody is in the office, which matters to nobody here
BATCH = """
8:00 arrival a
8:00 queue_join a teken
9:30 outage_start oss
10:30 outage_end oss
15:00 service_start a teken
15:05 service_end a teken
15:05 departure a
"""

# oss fails at 8:05 and listrik at 8:10; oss is back at 8:12, and from 8:15 on work goes on by hand
PAPER = """
8:00 shift_start lambat/0
8:00 shift_start arsip/0
8:00 arrival a
8:00 queue_join a arsip
8:00 service_start a arsip/0
8:01 arrival c
8:01 queue_join c lambat
8:01 service_start c lambat/0
8:05 outage_start oss
8:05 service_pause a arsip/0 oss
8:07 arrival b
8:07 queue_join b arsip
8:08 arrival d
8:08 queue_join d lambat
8:10 outage_start listrik
8:12 outage_end oss
8:15 service_resume a arsip/0 paper
8:30 service_end a arsip/0
8:30 departure a
8:30 service_start b arsip/0 paper
8:40 service_end c lambat/0
8:40 departure c
8:40 service_start d lambat/0
8:45 service_end b arsip/0
8:45 departure b
9:00 outage_end listrik
9:10 outage_start oss
9:10 arrival e
9:10 queue_join e arsip
9:14 outage_end oss
9:14 service_start e arsip/0
9:15 outage_start slow-oss
9:16 arrival f
9:16 queue_join f arsip
9:20 service_end e arsip/0
9:20 departure e
9:20 service_start f arsip/0
10:00 outage_start listrik
10:00 service_pause f arsip/0 listrik
10:02 outage_start oss
10:05 outage_end listrik
10:07 outage_end oss
10:07 service_resume f arsip/0 oss
"""

# a waits for the portal, is at the agency in an outage, and at home; b balks and gives up on the second day
OUTSIDE = """
7:50 outage_start oss
8:00 arrival a
8:00 queue_join a portal
8:10 outage_end oss
8:10 service_start a portal
8:20 service_end a portal
8:20 queue_join a opd
8:20 service_start a opd
9:00 outage_start oss
9:30 arrival b@daring
9:30 balk b@daring portal oss
9:40 outage_end oss
11:20 service_end a opd
11:20 rework a opd returned
11:20 wait_applicant a returned
12:00 return_applicant a#1 returned
12:00 wait_applicant a#1 rumah
12:30 return_applicant a#1 rumah
12:30 departure a#1
33:30 switch_channel b#1
33:30 return_applicant b#1 oss
33:30 queue_join b#1 loket
33:40 renege b#1 loket
33:40 give_up b#1 patience
"""

# the deadline of a falls due in a service, that of b in a line and that of c in a pause
DEEMED = """
8:00 shift_start loket/0
8:00 shift_start kasir/0
8:00 arrival a
8:00 queue_join a loket
8:00 service_start a loket/0
8:01 arrival c
8:01 queue_join c kasir
8:01 service_start c kasir/0
9:00 arrival b
9:00 queue_join b loket
9:30 outage_start oss
9:30 service_pause a loket/0 oss
9:30 service_pause c kasir/0 oss
9:40 outage_end oss
9:40 service_resume a loket/0 oss
9:40 service_resume c kasir/0 oss
9:50 outage_start oss
9:50 service_pause c kasir/0 oss
9:50 service_pause a loket/0 oss
24:00 deemed_approved b
24:00 deemed_approved c
25:00 outage_end oss
25:00 service_resume a loket/0 oss
"""

# the deadline frees the server, who has no start left
DEEMED_IN_SERVICE = """
8:00 shift_start tim/0
8:00 arrival a
8:00 queue_join a tim
8:00 service_start a tim/0
8:30 arrival b
8:30 queue_join b tim
24:00 service_pause a tim/0 deadline
24:00 deemed_approved a
30:00 shift_end tim/0
"""

HOUR = 60
WORKED = {
    "two servers": (TWO_SERVERS, {"a": [("queue", {})], "c": [("queue", {"busy": 10})]}),
    "overtaking": (OVERTAKING, {"b": [("queue", {"busy": 25, "overtaken": 30})], "d": [("queue", {"busy": 20})]}),
    "overtime of the overtaker": (
        OVERTIME_OF_THE_OVERTAKER,
        {"c": [("queue", {"busy": 10 + 10, "overtaken": 20})], "d": [("queue", {"busy": 5})]},
    ),
    "lunch and night": (
        LUNCH_AND_NIGHT,
        {
            "a": [("queue", {"closed": 60})],
            "b": [("queue", {"busy": 10, "no_server": 30, "closed": 30})],
            "d": [("queue", {"busy": 10, "closed": 16 * HOUR})],
        },
    ),
    "outage as the shift ends": (
        OUTAGE_AS_THE_SHIFT_ENDS,
        {
            "a": [("queue", {}), ("pause", {"outage:oss": 30})],
            "b": [("queue", {"outage:oss": 5, "no_server": 10 + 16 * HOUR, "closed": 15 * HOUR + 50})],
            "c": [("queue", {}), ("pause", {"outage:oss": 10 + 15, "no_server": 10, "closed": 15 * HOUR + 50})],
        },
    ),
    "pooled": (
        POOLED,
        {
            "c": [("queue", {"busy": 35})],
            "d": [("queue", {"busy": 10})],
            "e": [("queue", {"no_server": 20, "closed": 5})],
            "f": [("queue", {})],
            "g": [("queue", {"busy": 3}), ("away", {})],
        },
    ),
    "overtaker elsewhere": (OVERTAKER_ELSEWHERE, {"b": [("queue", {"busy": 15 + 10, "overtaken": 10})]}),
    "lines": (
        LINES,
        {
            "c": [("queue", {"busy": 54, "overtaken": 10})],
            "e": [("queue", {"busy": 30})],
            "f": [("queue", {"slot": 30, "closed": 38 * HOUR})],
        },
    ),
    "moved": (MOVED, {"b": [("queue", {"busy": 17})], "c": [("queue", {"busy": 38})]}),
    "slots": (SLOTS, {"b": [("queue", {"busy": 30, "slot": 180, "closed": 60})]}),
    "batch": (BATCH, {"a": [("queue", {"slot": 90 + 270, "outage:oss": 60})]}),
    "paper": (
        PAPER,
        {
            "a": [("queue", {}), ("pause", {"outage:oss": 7, "outage:listrik": 3})],
            "b": [("queue", {"outage:oss": 5, "outage:listrik": 3, "busy": 15})],
            "d": [("queue", {"busy": 32})],
            "e": [("queue", {"outage:oss": 4})],
            "f": [("queue", {"busy": 4}), ("pause", {"outage:listrik": 5, "outage:oss": 2})],
        },
    ),
    "outside": (
        OUTSIDE,
        {
            "a": [
                ("queue", {"outage:oss": 10}), ("queue", {}), ("external", {"external": 180}),
                ("applicant", {"applicant": 40}), ("applicant", {"applicant": 30}),
            ],
            "b": [("away", {"away": 24 * HOUR}), ("queue", {"closed": 10}), ("away", {})],
        },
    ),
    "deemed in service": (
        DEEMED_IN_SERVICE,
        {
            "a": [("queue", {}), ("pause", {})],
            "b": [("queue", {"busy": 15 * HOUR + 30, "slot": 6 * HOUR, "closed": 18 * HOUR})],
        },
    ),
    "deemed": (
        DEEMED,
        {
            "a": [("queue", {}), ("pause", {"outage:oss": 10}), ("pause", {"outage:oss": 15 * HOUR + 10})],
            "b": [("queue", {"busy": 30 + 10, "outage:oss": 10 + 14 * HOUR + 10})],
            "c": [("queue", {}), ("pause", {"outage:oss": 10}), ("pause", {"outage:oss": 14 * HOUR + 10})],
        },
    ),
}  # fmt: skip
"""Logs of two days, and for cases the intervals and their causes in minutes."""


def said(log: EventLog, table: pd.DataFrame, letter: str) -> list[tuple[str, dict[str, float]]]:
    """Kind and causes of the intervals of a case, minutes."""
    own = table[table["case"] == ord(letter) - ord("a")]
    causes = list(cause_names(log.names))
    return [
        (row["kind"], {cause: row[cause] / MS_PER_MINUTE for cause in causes if row[cause]})
        for row in own.to_dict("records")
    ]


@pytest.mark.parametrize("name", WORKED)
def test_worked_logs(name: str):
    text, expected = WORKED[name]
    log = hand_log(text, days=2, names=OFFICE)
    table = waiting_causes(log)
    assert {letter: said(log, table, letter) for letter in expected} == expected


@pytest.mark.parametrize("name", WORKED)
def test_the_second_computation_says_the_same(name: str):
    log = hand_log(WORKED[name][0], days=2, names=OFFICE)
    rows = waiting_causes(log).to_dict("records")
    for row, other in zip(rows, naive_intervals(log), strict=True):
        causes = other.pop("causes")
        assert other == {key: row[key] for key in other}
        assert causes == {cause: row[cause] for cause in cause_names(log.names) if row[cause]}


def test_every_cause_is_worked_out_by_hand():
    causes = {cause for _, cases in WORKED.values() for waits in cases.values() for _, held in waits for cause in held}
    kinds = {kind for _, cases in WORKED.values() for waits in cases.values() for kind, _ in waits}
    assert causes == set(cause_names(OFFICE))
    assert kinds == set(KINDS)
    assert cause_names(OFFICE)[-2:] == ("outage:oss", "outage:listrik")


def test_columns_of_the_intervals():
    """A file that came back belongs to the station whose check it failed; who switched comes by the other channel."""
    log = hand_log("", OUTSIDE, days=2, names=OFFICE)
    table = waiting_causes(log)
    assert list(table) == [
        "replication", "case", "case_class", "channel", "station", "kind", "begin_ms", "end_ms", "arrival_ms",
        *cause_names(OFFICE),
    ]  # fmt: skip
    assert set(table["replication"]) == {1}
    places = [OFFICE.stations[code] for code in table["station"]]
    assert places == ["portal", "opd", "opd", "portal", "opd", "rumah", "loket", "loket"]
    assert table["channel"].tolist() == [0, 0, 0, 1, 0, 0, 0, 0]
    assert (table["arrival_ms"] / MS_PER_MINUTE).tolist() == [480, 480, 480, 570, 480, 480, 570, 570]
    assert (table["begin_ms"] / MS_PER_MINUTE).tolist() == [480, 500, 500, 570, 680, 720, 2010, 2020]
    assert all(table[name].dtype == np.int64 for name in table if name != "kind")


def test_where_the_names_are_silent_the_log_shows_skills_and_paper():
    """Person 2 never served at meja, nor anybody of that pool; the first service by hand shows when paper began."""
    silent = replace(OFFICE, skills=(), paper_after_ms=(), pausing=())
    for name in ("pooled", "paper"):
        text, expected = WORKED[name]
        log = hand_log(text, days=2, names=silent)
        table = waiting_causes(log)
        assert {letter: said(log, table, letter) for letter in expected} == expected


# ---- edges


@pytest.mark.parametrize("texts", [(), ("",), ("", "")])
def test_nothing_happened(texts: tuple[str, ...]):
    log = concat_logs([LogBuilder(OFFICE, 1000, n).build() for n in range(len(texts) or 1)])
    table = waiting_causes(log)
    assert len(table) == 0
    assert table["begin_ms"].dtype == np.int64
    shares = causes_table(table, OFFICE, log.replications)
    assert shares["hours"].tolist() == [0] * len(cause_names(OFFICE)) * max(1, len(texts))
    assert shares[["min_per_case", "share"]].isna().all(axis=None)


def test_one_case_that_is_served_at_once_waits_nothing():
    log = hand_log(
        "8:00 shift_start loket/0\n8:00 arrival a\n8:00 queue_join a loket\n8:00 service_start a loket/0", names=OFFICE
    )
    table = waiting_causes(log)
    assert said(log, table, "a") == [("queue", {})]
    shares = causes_table(table, OFFICE, (0,))
    assert shares["min_per_case"].tolist() == [0] * len(cause_names(OFFICE))
    assert shares["share"].isna().all()


def test_who_does_not_show_up_waits_for_nothing():
    log = hand_log("8:00 arrival a\n8:00 give_up a no_show", names=OFFICE)
    assert len(waiting_causes(log)) == 0


def test_an_office_without_any_shift_is_closed():
    log = hand_log("8:00 arrival a\n8:00 queue_join a loket\n9:00 outage_start oss", names=OFFICE)
    assert said(log, waiting_causes(log), "a") == [("queue", {"closed": 16 * 60})]


def test_capacity_that_changes_in_the_middle_of_a_service():
    """a is served from 8:00 on; a second server comes at 8:30 and takes b, leaves at 8:40 in the middle; c waits on."""
    log = hand_log(
        """
        8:00 shift_start loket/0
        8:00 arrival a
        8:00 queue_join a loket
        8:00 service_start a loket/0
        8:10 arrival b
        8:10 queue_join b loket
        8:20 arrival c
        8:20 queue_join c loket
        8:30 shift_start loket/1
        8:30 service_start b loket/1
        8:40 shift_end loket/1
        8:50 shift_end loket/0
        """,
        names=OFFICE,
    )
    table = waiting_causes(log)
    assert said(log, table, "b") == [("queue", {"busy": 20})]
    assert said(log, table, "c") == [("queue", {"busy": 30, "closed": 15 * 60 + 10})]


def test_nobody_is_finished_at_the_horizon():
    """One in a line, one in a pause, one at an agency, one at home, one away: each waits to the last millisecond."""
    log = hand_log(
        """
        8:00 shift_start loket/0
        8:00 arrival a
        8:00 queue_join a loket
        8:00 service_start a loket/0
        8:10 arrival b
        8:10 queue_join b loket
        8:20 arrival c
        8:20 queue_join c opd
        8:20 service_start c opd
        8:30 arrival d
        8:30 wait_applicant d rumah
        8:40 arrival e
        8:40 balk e loket
        9:00 outage_start oss
        9:00 service_pause a loket/0 oss
        """,
        names=OFFICE,
    )
    table = waiting_causes(log)
    assert table["end_ms"].max() == log.horizon_ms
    assert [said(log, table, letter)[-1] for letter in "abcde"] == [
        ("pause", {"outage:oss": 900}),
        ("queue", {"busy": 50, "outage:oss": 900}),
        ("external", {"external": 940}),
        ("applicant", {"applicant": 930}),
        ("away", {"away": 920}),
    ]


def test_paper_begins_though_nothing_happens_after():
    """a is served by hand since the first outage, so the second one does not touch it; b is called by nobody."""
    log = hand_log(
        """
        8:00 outage_start oss
        8:00 shift_start arsip/0
        8:05 arrival a
        8:05 queue_join a arsip
        8:10 service_start a arsip/0 paper
        8:20 arrival b
        8:20 queue_join b arsip
        8:25 outage_end oss
        8:30 outage_start oss
        8:35 outage_start listrik
        """,
        names=OFFICE,
    )
    table = waiting_causes(log)
    assert said(log, table, "a") == [("queue", {"outage:oss": 5})]
    assert said(log, table, "b") == [("queue", {"busy": 10 + 920, "outage:oss": 10})]


PLAIN = """
import sys
from pathlib import Path
if sys.argv[2] == "without Numba":
    sys.modules["numba"] = None
from simulator.eventlog import read_parquet
from simulator.measures.causes import waiting_causes
print(waiting_causes(read_parquet(Path(sys.argv[1]))).drop(columns="kind").to_numpy().tobytes().hex())
"""


@pytest.mark.parametrize("how", ["NUMBA_DISABLE_JIT", "without Numba"])
def test_plain_python_gives_the_same_bits(how: str, tmp_path: Path):
    log = hand_log(*(text for text, _ in WORKED.values()), days=2, names=OFFICE)
    write_parquet(log, tmp_path / "events.parquet")
    command = [sys.executable, "-c", PLAIN, str(tmp_path / "events.parquet"), how]
    environment = {**os.environ, **({how: "1"} if how.startswith("NUMBA") else {})}
    said = subprocess.run(command, env=environment, capture_output=True, text=True, check=True).stdout
    assert said.strip() == waiting_causes(log).drop(columns="kind").to_numpy().tobytes().hex()


# ---- what cannot be


def test_a_wait_that_nothing_explains_is_refused():
    text = "8:00 arrival a\n8:00 queue_join a portal\n8:10 service_start a portal"
    silent = replace(OFFICE, needs=())
    with pytest.raises(ValueError, match="replication 0: case 0 waits at portal from 28800000 ms on without a cause"):
        waiting_causes(hand_log(text, names=silent))


@pytest.mark.parametrize(
    "line",
    [
        "8:00 shift_start loket", "8:00 shift_start /3", "8:00 service_start a", "8:00 outage_start paper",
        "8:00 outage_end patience", "8:00 queue_join loket", "49:00 arrival a",
    ],
)  # fmt: skip
def test_rows_that_mean_nothing_are_refused(line: str):
    with pytest.raises(ValueError, match="names what the office does not have, or lies outside the horizon"):
        waiting_causes(unchecked_log(line, days=2, names=OFFICE))


# ---- the table


def test_the_table_divides_by_cases_and_by_all_waiting():
    """b of "overtaking" waits 25 min busy and 30 overtaken, d 20 busy; a and c nothing: 4 cases, 75 min."""
    log = hand_log(OVERTAKING, "", days=2, names=OFFICE)
    table = causes_table(waiting_causes(log), OFFICE, log.replications).set_index(["replication", "name", "cause"])
    assert table.loc[(0, "", "busy")].tolist() == pytest.approx([45 / 60, 45 / 4, 45 / 75])
    assert table.loc[(0, "", "overtaken")].tolist() == pytest.approx([30 / 60, 30 / 4, 30 / 75])
    assert table.loc[(1, "", "busy"), "hours"] == 0
    assert table.loc[1, ["min_per_case", "share"]].isna().all(axis=None)
    assert list(table) == UNITS
    assert len(table) == 2 * len(cause_names(OFFICE))


def test_the_table_by_station_class_channel_and_other_columns():
    log = hand_log(OUTSIDE, days=2, names=OFFICE)
    intervals = waiting_causes(log)
    by_station = causes_table(intervals, OFFICE, (0,), "station").set_index(["name", "cause"])[UNITS]
    assert by_station.loc[("opd", "external")].tolist() == pytest.approx([3, 180, 180 / 220])
    assert by_station.loc[("portal", "away")].tolist() == pytest.approx([24, 24 * 60 / 2, 1440 / 1450])
    assert by_station.loc[("tim", "busy"), "hours"] == 0
    assert len(by_station) == len(STATIONS) * len(cause_names(OFFICE))
    by_channel = causes_table(intervals, OFFICE, (0,), "channel").set_index(["name", "cause"])
    assert by_channel.loc[("daring", "away"), "hours"] == 24
    by_class = causes_table(intervals, OFFICE, (0,), "case_class").set_index(["name", "cause"])
    assert by_class.loc[("izin", "applicant"), "hours"] == pytest.approx(70 / 60)
    assert by_class.loc[("nib", "applicant"), "hours"] == 0
    district = intervals["case"].map({0: "kota"})  # of b nobody knows
    by_district = causes_table(intervals.assign(district=district), OFFICE, (0,), "district").set_index(
        ["name", "cause"]
    )[UNITS]
    assert set(by_district.index.get_level_values("name")) == {"kota"}
    assert by_district.loc[("kota", "external")].tolist() == pytest.approx([3, 180, 180 / 260])


def test_who_came_in_the_warm_up_is_left_out():
    """d came at 15:50 of the first day; at 15:50 it counts, a millisecond later it does not."""
    log = hand_log(LUNCH_AND_NIGHT, days=2, names=OFFICE)
    intervals = waiting_causes(log)
    at_ms = (15 * 60 + 50) * MS_PER_MINUTE
    for warm_up_ms, hours in ((0, 1 + 0.5 + 16), (at_ms, 16), (at_ms + 1, 0)):
        table = causes_table(intervals, OFFICE, (0,), warm_up_ms=warm_up_ms).set_index("cause")
        assert table.loc["closed", "hours"] == pytest.approx(hours)


def test_the_groups_stay_when_their_cases_are_left_out():
    log = hand_log(OVERTAKING, days=2, names=OFFICE)
    intervals = waiting_causes(log).assign(group="lansia")
    table = causes_table(intervals, OFFICE, (0,), "group", warm_up_ms=log.horizon_ms)
    assert set(table["name"]) == {"lansia"}
    assert table["min_per_case"].isna().all()
