"""Faults planted in a log, one at a time: each is named; a log without faults is passed in silence."""

from dataclasses import replace

import numpy as np
import pytest

from hand_log import NAMES, WIDE, hand_log, unchecked_log
from simulator.calendars import MS_PER_DAY
from simulator.eventlog import EventLog, LogBuilder, Names, broken_invariants

GOOD = """
8:00 shift_start loket/0
8:00 shift_start loket/1
8:00 shift_start meja/0
8:00 arrival a
8:00 channel_choice a
8:00 queue_join a loket
8:00 service_start a loket/0
8:05 arrival b
8:05 queue_join b loket
8:05 service_start b loket/1
8:10 arrival c
8:10 queue_join c loket
8:15 arrival d
8:15 balk d loket
8:15 give_up d queue_limit
8:20 outage_start oss
8:20 service_pause a loket/0
8:25 renege c loket
8:25 give_up c patience
8:30 outage_end oss
8:30 service_resume a loket/0
8:40 service_end a loket/0
8:40 queue_join a meja
8:40 service_start a meja/0
8:50 service_end a meja/0
8:50 rework a meja returned
8:50 queue_join a#1 loket
8:50 service_start a#1 loket/0
9:00 shift_end loket/0
9:00 shift_end loket/1
9:10 service_end b loket/1
9:10 departure b
9:20 service_end a#1 loket/0
9:20 departure a#1
9:30 arrival e
9:30 queue_join e meja
9:30 service_start e meja/0
9:40 arrival f
9:40 give_up f no_show
10:05 arrival g
10:05 queue_join g loket
10:10 deemed_approved g
"""

FAULTS = {
    "two endings": (
        "9:20 departure a#1",
        "9:20 departure a#1\n9:20 departure a#1",
        "departure of case 0, which is gone",
    ),
    "two kinds of ending": ("9:10 departure b", "9:10 departure b\n9:10 give_up b", "give_up of case 1, which is gone"),
    "life after the end": ("9:10 departure b", "9:10 departure b\n9:10 queue_join b meja", "queue_join of case 1"),
    "deemed approved after the end": ("9:10 departure b", "9:10 departure b\n9:10 deemed_approved b", "which is gone"),
    "arrives twice": ("8:05 arrival b", "8:05 arrival b\n8:05 arrival b", "arrival of case 1, which is inside"),
    "never arrives": ("8:10 arrival c\n", "", "queue_join of case 2, which is nowhere"),
    "gives up before it arrives": ("9:40 arrival f\n", "", "give_up of case 5, which is nowhere"),
    "server serves two": (
        "8:10 queue_join c loket",
        "8:10 queue_join c loket\n8:10 service_start c loket/0",
        "server 0 of station 0 serves two cases at once",
    ),
    "starts off shift": ("8:00 shift_start meja/0\n", "", "server 0 of station 1 starts a service off shift"),
    "starts at the shift's end": (
        "9:00 shift_end loket/1\n",
        "9:00 shift_end loket/1\n9:00 arrival h\n9:00 queue_join h loket\n9:00 service_start h loket/1\n",
        "server 1 of station 0 starts a service off shift",
    ),
    "shift starts twice": ("8:00 shift_start loket/1", "8:00 shift_start loket/0", "starts or ends a shift twice"),
    "shift ends twice": ("9:00 shift_end loket/1", "9:00 shift_end loket/0", "starts or ends a shift twice"),
    "a shift of nobody": ("8:00 shift_start meja/0", "8:00 shift_start /0", "neither a station's own nor a person"),
    "time goes back": ("8:10 arrival c", "8:04 arrival c", "time goes back"),
    "before the horizon": ("8:00 shift_start loket/0", "-1:00 shift_start loket/0", "outside the horizon"),
    "at the end of the horizon": ("10:10 deemed", "24:00 deemed", "outside the horizon"),
    "missing start": ("8:40 service_start a meja/0\n", "", "service_end of case 0, which is waiting"),
    "missing join": ("8:05 queue_join b loket\n", "", "service_start of case 1, which is inside"),
    "joins twice": ("8:10 queue_join c loket", "8:10 queue_join c loket\n8:10 queue_join c loket", "which is waiting"),
    "the same visit again": ("8:50 queue_join a#1 loket", "8:50 queue_join a loket", "joins the same queue twice"),
    "balks when in line": ("8:15 balk d loket", "8:15 queue_join d loket\n8:15 balk d loket", "balk of case 3"),
    "reneges after the start": (
        "9:10 service_end b loket/1",
        "9:10 renege b loket",
        "renege of case 1, which is served",
    ),
    "leaves while served": ("9:10 service_end b loket/1\n", "", "departure of case 1, which is served"),
    "leaves while waiting": ("8:25 renege c loket", "8:25 departure c", "departure of case 2, which is waiting"),
    "leaves unserved": ("9:40 give_up f no_show", "9:40 departure f", "departure of case 5, which was never served"),
    "gives up in line": ("8:25 renege c loket\n", "", "give_up of case 2, which is waiting"),
    "gives up although served": ("9:20 departure a#1", "9:20 give_up a#1", "give_up of case 0, which has not failed"),
    "pause without resume": ("8:30 service_resume a loket/0\n", "", "service_end of case 0, which is paused"),
    "resume without pause": ("8:20 service_pause a loket/0\n", "", "service_resume of case 0, which is served"),
    "rework while served": ("8:50 service_end a meja/0\n", "", "rework of case 0, which is served"),
    "served elsewhere than queued": (
        "8:40 queue_join a meja",
        "8:40 queue_join a portal",
        "elsewhere than where it queued",
    ),
    "served on another visit": ("8:50 service_start a#1", "8:50 service_start a#2", "elsewhere than where it queued"),
    "departs on another visit": ("9:20 departure a#1", "9:20 departure a", "on another visit than the rows before say"),
    "a visit that nothing brought about": (
        "8:40 queue_join a meja",
        "8:40 queue_join a#1 meja",
        "queue_join of case 0, on another visit than the rows before say",
    ),
    "ended by another server": (
        "9:10 service_end b loket/1",
        "9:10 service_end b loket/0",
        "by another server than began",
    ),
    "paused at another server": ("8:20 service_pause a loket/0", "8:20 service_pause a loket/1", "by another server"),
    "ended by nobody": ("9:10 service_end b loket/1", "9:10 service_end b loket", "by another server than began"),
    "outage never began": ("8:20 outage_start oss\n", "", "the outage with cause 10 starts or ends twice"),
    "outage begins twice": ("8:30 outage_end oss", "8:30 outage_start oss", "the outage with cause 10 starts or ends"),
    "served by nobody": (
        "8:05 service_start b loket/1",
        "8:05 service_start b loket",
        "a service without a server at loket",
    ),
    "an outage after a shift of the same instant": (
        "8:00 shift_start loket/0",
        "8:00 shift_start loket/0\n8:00 outage_start oss\n8:00 outage_end oss",
        "row 1: outage_start out of turn",
    ),
    "servers out of turn": (
        "8:00 shift_start loket/0\n8:00 shift_start loket/1",
        "8:00 shift_start loket/1\n8:00 shift_start loket/0",
        "row 1: shift_start out of turn",
    ),
    "cases out of turn": (
        "8:05 arrival b\n8:05 queue_join b loket\n8:05 service_start b loket/1\n8:10 arrival c\n",
        "8:05 arrival c\n8:05 arrival b\n8:05 queue_join b loket\n8:05 service_start b loket/1\n",
        "row 8: arrival out of turn",
    ),
    "an arrival after a start of the same instant": (
        "8:00 service_start a loket/0\n8:05 arrival b",
        "8:00 service_start a loket/0\n8:00 arrival b",
        "row 7: arrival out of turn",
    ),
    "arrival of nobody": ("8:15 arrival d", "8:15 arrival", "an event of a case names it"),
    "a case with a shift": ("9:00 shift_end loket/0", "9:00 shift_end b loket/0", "no other event names one"),
}

WIDE_GOOD = """
8:00 shift_start loket/0
8:00 shift_start arsip/0
8:00 shift_start /0
8:00 shift_start /1
8:00 arrival a
8:00 channel_choice a
8:00 queue_join a meja
8:00 service_start a meja/0
8:05 arrival b
8:05 queue_join b klinik
8:05 service_start b klinik/1
8:10 service_end b klinik/1
8:10 rework b klinik incomplete
8:10 wait_applicant b incomplete
8:40 return_applicant b#1 incomplete
8:40 queue_join b#1 klinik
8:40 service_start b#1 klinik/1
8:45 arrival c
8:45 balk c loket tickets_gone
8:50 switch_channel c@daring#1
8:50 return_applicant c@daring#1 tickets_gone
8:50 arrival e
8:50 queue_join c@daring#1 portal
8:50 queue_join e opd
8:50 service_start c@daring#1 portal
8:50 service_start e opd
8:55 service_end b#1 klinik/1
8:55 departure b#1
9:00 outage_start oss
9:00 service_pause a meja/0 oss
9:00 service_pause c@daring#1 portal oss
9:00 renege c@daring#1 portal oss
9:05 arrival d
9:05 queue_join d arsip
9:05 service_start d arsip/0 paper
9:10 service_end e opd
9:10 wait_applicant e rumah
9:15 service_end d arsip/0
9:15 departure d
9:20 return_applicant e rumah
9:20 departure e
9:30 outage_end oss
9:30 service_resume a meja/0 oss
9:30 return_applicant c@daring#2 oss
9:30 queue_join c@daring#2 portal
9:30 service_start c@daring#2 portal
9:40 service_pause a meja/0 deadline
9:40 deemed_approved a
9:40 arrival f
9:40 queue_join f klinik
9:40 service_start f klinik/0
9:50 service_end f klinik/0
9:50 rework f klinik nik
9:50 wait_applicant f nik
9:50 give_up f never_returned
9:55 outage_start listrik
9:55 arrival g
9:55 queue_join g meja
9:55 service_start g meja/0
10:00 arrival h
10:00 balk h loket
10:30 deemed_approved h
11:00 outage_end listrik
12:00 shift_end /0
"""

NOT_SO = "on another visit than the rows before say"
WIDE_FAULTS = {
    "comes back on the old visit": ("8:40 return_applicant b#1", "8:40 return_applicant b", NOT_SO),
    "skips a visit": ("9:30 return_applicant c@daring#2", "9:30 return_applicant c@daring#3", NOT_SO),
    "repairs on the new visit": ("8:10 wait_applicant b", "8:10 wait_applicant b#1", NOT_SO),
    "a step at home on a new visit": ("9:10 wait_applicant e rumah", "9:10 wait_applicant e#1 rumah", NOT_SO),
    "gives up on the next visit": ("9:50 give_up f", "9:50 give_up f#1", NOT_SO),
    "switches on the old visit": ("8:50 switch_channel c@daring#1", "8:50 switch_channel c@daring", NOT_SO),
    "changes channel in silence": (
        "8:50 queue_join c@daring#1",
        "8:50 queue_join c#1",
        "queue_join of case 2, by another channel without having switched",
    ),
    "changes channel on coming back": ("8:50 switch_channel c@daring#1\n", "", "without having switched"),
    "switches without having failed": (
        "8:05 arrival b",
        "8:05 arrival b\n8:05 switch_channel b@daring",
        "switch_channel of case 1, which is inside",
    ),
    "stations out of turn": (
        "8:50 service_start c@daring#1 portal\n8:50 service_start e opd",
        "8:50 service_start e opd\n8:50 service_start c@daring#1 portal",
        "service_start out of turn",
    ),
    "comes back without having left": (
        "8:05 arrival b",
        "8:05 arrival b\n8:05 return_applicant b",
        "return_applicant of case 1, which is inside",
    ),
    "goes on after failing": ("9:30 return_applicant c@daring#2 oss\n", "", "queue_join of case 2, which is failed"),
    "departs from home": ("9:20 return_applicant e rumah\n", "", "departure of case 4, which is at home"),
    "deemed approved while the clock stands": (
        "9:20 return_applicant e rumah",
        "9:20 deemed_approved e",
        "deemed_approved of case 4, which is at home",
    ),
    "deemed approved while served": (
        "9:40 service_pause a meja/0 deadline\n",
        "",
        "deemed_approved of case 0, which is served",
    ),
    "resumes after deemed approval": (
        "9:40 deemed_approved a",
        "9:40 deemed_approved a\n9:40 service_resume a meja/0",
        "service_resume of case 0, which is gone",
    ),
    "a lost session goes on": (
        "9:30 return_applicant c@daring#2 oss",
        "9:30 service_resume c@daring#1 portal",
        "service_resume of case 2, which is failed",
    ),
    "a person serves at two stations at once": (
        "8:05 service_start b klinik/1",
        "8:05 service_start b klinik/0",
        "server 0 of station 2 serves two cases at once",
    ),
    "a paused service is its server's still": (
        "9:05 service_start d arsip/0 paper",
        "9:05 service_start d arsip/0 paper\n9:05 arrival i\n9:05 queue_join i klinik\n9:05 service_start i klinik/0",
        "server 0 of station 2 serves two cases at once",
    ),
    "a person off shift": ("8:00 shift_start /1\n", "", "server 1 of station 2 starts a service off shift"),
    "a person with a station": (
        "8:00 shift_start /1",
        "8:00 shift_start klinik/1",
        "server 1 of station 2 is neither a station's own nor a person of a pool",
    ),
    "a person too many": ("8:00 shift_start /1", "8:00 shift_start /3", "nor a person of a pool"),
    "an agency with a server": ("8:50 service_start e opd", "8:50 service_start e opd/0", "with a server at opd"),
    "starts while down": (
        "9:15 departure d",
        "9:15 departure d\n9:15 arrival i\n9:15 queue_join i portal\n9:15 service_start i portal",
        "a service goes on at portal during an outage",
    ),
    "resumes while down": (
        "9:30 outage_end oss\n9:30 service_resume a meja/0 oss",
        "9:30 service_resume a meja/0 oss\n9:30 outage_end oss",
        "a service goes on at meja during an outage",
    ),
    "ends while down": (
        "8:55 departure b#1\n9:00 outage_start oss\n9:00 service_pause a meja/0 oss",
        "8:55 departure b#1\n9:00 outage_start oss\n9:00 service_end a meja/0",
        "a service goes on at meja during an outage",
    ),
    "an agency begins while down": (
        "9:10 service_end e opd",
        "9:10 arrival i\n9:10 queue_join i opd\n9:10 service_start i opd\n9:10 service_end e opd",
        "a service goes on at opd during an outage",
    ),
}
PLANTED = [(GOOD, NAMES, fault) for fault in FAULTS.values()] + [
    (WIDE_GOOD, WIDE, fault) for fault in WIDE_FAULTS.values()
]


def test_a_good_log_is_passed_in_silence():
    assert broken_invariants(unchecked_log(GOOD, "", GOOD)) == []
    assert broken_invariants(unchecked_log(WIDE_GOOD, "", names=WIDE)) == []


@pytest.mark.parametrize(("good", "names", "fault"), PLANTED, ids=[*FAULTS, *WIDE_FAULTS])
def test_a_fault_in_the_rows_is_named(good: str, names: Names, fault: tuple[str, str, str]):
    old, new, expected = fault
    assert good.count(old) == 1
    found = broken_invariants(unchecked_log(good, good.replace(old, new), names=names))
    assert any(expected in sentence for sentence in found), found
    assert all(sentence.startswith("replication 1, ") for sentence in found)


def test_the_row_of_a_fault_is_that_of_its_replication():
    old, new, _ = FAULTS["two endings"]
    found = broken_invariants(unchecked_log(GOOD, GOOD.replace(old, new)))
    row = GOOD.strip().splitlines().index("9:20 departure a#1") + 1
    assert found[0] == f"replication 1, row {row}: departure of case 0, which is gone"


def with_column(column: str, row: int, value: int) -> list[str]:
    """What is broken when one number of the log is changed."""
    log = hand_log(GOOD)
    changed = {name: values.copy() for name, values in log.columns.items()}
    changed[column][row] = value
    return broken_invariants(EventLog(changed, log.names, log.horizon_ms))


@pytest.mark.parametrize(
    ("column", "value", "expected"),
    [
        ("seq", 7, "rows are not numbered 0, 1, 2, …"),
        ("seq", -1, "rows are not numbered 0, 1, 2, …"),
        ("event", 20, "row 5: 20 is no event"),
        ("event", -1, "row 5: -1 is no event"),
        ("case", -2, "row 5: -2 is no case"),
        ("case_class", 2, "row 5: 2 is no case_class"),
        ("channel", 2, "row 5: 2 is no channel"),
        ("station", 3, "row 5: 3 is no station"),
        ("cause", 11, "row 5: 11 is no cause"),
        ("cause", 61, "row 5: 61 is no cause"),
        ("time_ms", MS_PER_DAY, "an event lies outside the horizon"),
    ],
)
def test_a_wrong_number_is_named(column: str, value: int, expected: str):
    assert f"replication 0, {expected}" in with_column(column, 5, value)


def test_a_change_of_class_is_named():
    assert "replication 0, row 5: queue_join of case 0, of another class than arrived" in with_column(
        "case_class", 5, 1
    )


@pytest.mark.parametrize("next_row", ["balk a{} loket", "deemed_approved a{}", "wait_applicant a{} rumah"])
def test_a_case_that_is_sent_back_is_on_its_next_visit_at_once(next_row: str):
    sent_back = """
        8:00 shift_start loket/0
        8:00 arrival a
        8:00 queue_join a loket
        8:00 service_start a loket/0
        8:10 service_end a loket/0
        8:10 rework a loket returned
        8:10 """
    assert broken_invariants(unchecked_log(sent_back + next_row.format("#1"), names=WIDE)) == []
    (found,) = broken_invariants(unchecked_log(sent_back + next_row.format(""), names=WIDE))
    assert NOT_SO in found


def test_ways_to_go_on_in_an_outage():
    """Which effect lets a station work while a subsystem that it needs is down."""
    text = """
        8:00 outage_start oss
        8:00 shift_start meja/0
        8:10 arrival a
        8:10 queue_join a meja
        8:10 service_start a meja/0
        8:20 service_end a meja/0
    """
    said = {}
    for effect in ("wait", "restart", "leave", "slower", "paper"):
        names = replace(NAMES, needs=((), ("oss",), ()), on_outage=("wait", effect, "wait"))
        said[effect] = len(broken_invariants(unchecked_log(text, names=names)))
    assert said == {"wait": 2, "restart": 2, "leave": 2, "slower": 0, "paper": 0}


def test_a_gap_between_rows():
    log = hand_log(GOOD)
    kept = np.ones(len(log), bool)
    kept[7] = False
    assert "replication 0, rows are not numbered 0, 1, 2, …" in broken_invariants(log.where(kept))


def test_flows_are_counted_apart_from_lives():
    """The counts say what is wrong, whatever the stages say."""
    edits = {
        "a case ends in more than one way": ("9:10 departure b", "9:10 departure c"),
        "7 cases are in the log, but 6 arrived": ("8:10 arrival c\n", ""),
        "more cases leave the station meja than came to it": ("9:30 queue_join e meja\n", ""),
        "more cases leave the station loket than came to it": ("8:05 service_start b loket/1\n", ""),
    }
    for expected, (old, new) in edits.items():
        assert f"replication 0, {expected}" in broken_invariants(unchecked_log(GOOD.replace(old, new)))


def test_a_server_that_ends_what_another_began():
    text = GOOD.replace("9:10 service_end b loket/1", "9:10 service_end b loket/0")
    found = broken_invariants(unchecked_log(text))
    assert any("server 0 of station 0 ends a service that it did not start" in sentence for sentence in found)


def test_an_empty_log_breaks_nothing():
    assert broken_invariants(LogBuilder(NAMES, MS_PER_DAY, 0).build()) == []
