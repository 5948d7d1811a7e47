"""Faults planted in a log, one at a time: each is named; a log without faults is passed in silence."""

import numpy as np
import pytest

from hand_log import NAMES, hand_log, unchecked_log
from simulator.calendars import MS_PER_DAY
from simulator.eventlog import EventLog, LogBuilder, broken_invariants

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
8:20 outage_start oss
8:20 service_pause a loket/0
8:25 renege c loket
8:30 outage_end oss
8:30 service_resume a loket/0
8:40 service_end a loket/0
8:40 queue_join a meja
8:40 service_start a meja/0
8:50 service_end a meja/0
8:50 rework a meja
8:50 queue_join a#1 loket
8:50 service_start a#1 loket/0
9:00 shift_end loket/0
9:00 shift_end loket/1
9:10 service_end b loket/1
9:10 departure b
9:20 service_end a#1 loket/0
9:20 departure a
9:30 arrival e
9:30 queue_join e meja
9:30 service_start e meja/0
9:40 arrival f
9:40 wait_applicant f
9:50 return_applicant f
9:55 switch_channel f
10:00 give_up f
10:05 arrival g
10:05 queue_join g loket
10:10 deemed_approved g loket
"""

FAULTS = {
    "two endings": ("9:20 departure a", "9:20 departure a\n9:20 departure a", "departure of case 0, which is gone"),
    "two kinds of ending": ("8:25 renege c loket", "8:25 renege c loket\n8:25 departure c", "which is gone"),
    "life after the end": ("9:10 departure b", "9:10 departure b\n9:10 queue_join b meja", "queue_join of case 1"),
    "moves after the end": ("10:00 give_up f", "10:00 give_up f\n10:00 switch_channel f", "which is gone"),
    "arrives twice": ("8:05 arrival b", "8:05 arrival b\n8:05 arrival b", "arrival of case 1, which is inside"),
    "never arrives": ("8:10 arrival c\n", "", "queue_join of case 2, which is nowhere"),
    "waits before it arrives": ("9:40 arrival f\n", "", "wait_applicant of case 5, which is nowhere"),
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
    "pause without resume": ("8:30 service_resume a loket/0\n", "", "service_end of case 0, which is paused"),
    "resume without pause": ("8:20 service_pause a loket/0\n", "", "service_resume of case 0, which is served"),
    "rework while served": ("8:50 service_end a meja/0\n", "", "rework of case 0, which is served"),
    "served elsewhere than queued": (
        "8:40 queue_join a meja",
        "8:40 queue_join a portal",
        "elsewhere than where it queued",
    ),
    "served on another visit": ("8:50 service_start a#1", "8:50 service_start a#2", "elsewhere than where it queued"),
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
    "arrival of nobody": ("8:15 arrival d", "8:15 arrival", "an event of a case names it"),
    "a case with a shift": ("9:00 shift_end loket/0", "9:00 shift_end b loket/0", "no other event names one"),
}


def test_a_good_log_is_passed_in_silence():
    assert broken_invariants(hand_log(GOOD, "", GOOD)) == []


@pytest.mark.parametrize("name", FAULTS)
def test_a_fault_in_the_rows_is_named(name: str):
    old, new, expected = FAULTS[name]
    assert GOOD.count(old) == 1
    found = broken_invariants(unchecked_log(GOOD, GOOD.replace(old, new)))
    assert any(expected in sentence for sentence in found), found
    assert all(sentence.startswith("replication 1, ") for sentence in found)


def test_the_row_of_a_fault_is_that_of_its_replication():
    old, new, _ = FAULTS["two endings"]
    found = broken_invariants(unchecked_log(GOOD, GOOD.replace(old, new)))
    row = GOOD.strip().splitlines().index("9:20 departure a") + 1
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
        ("cause", 5, "row 5: 5 is no cause"),
        ("time_ms", MS_PER_DAY, "an event lies outside the horizon"),
    ],
)
def test_a_wrong_number_is_named(column: str, value: int, expected: str):
    assert f"replication 0, {expected}" in with_column(column, 5, value)


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
        "more cases leave the station portal than came to it": ("8:25 renege c loket", "8:25 renege c portal"),
    }
    for expected, (old, new) in edits.items():
        assert f"replication 0, {expected}" in broken_invariants(unchecked_log(GOOD.replace(old, new)))


def test_a_server_that_ends_what_another_began():
    text = GOOD.replace("9:10 service_end b loket/1", "9:10 service_end b loket/0")
    found = broken_invariants(unchecked_log(text))
    assert any("server 0 of station 0 ends a service that it did not start" in sentence for sentence in found)


def test_an_empty_log_breaks_nothing():
    assert broken_invariants(LogBuilder(NAMES, MS_PER_DAY, 0).build()) == []
