"""Measures of case classes and of channels, on small logs, against numbers worked out on paper. No engine runs here."""

from collections.abc import Callable
from dataclasses import replace
from math import nan

import pandas as pd
import pytest

from hand_log import NAMES, hand_log
from measures.naive import naive_measures
from measures.pandas_measures import pandas_measures
from simulator.calendars import MS_PER_MINUTE
from simulator.eventlog import EventLog, Names
from simulator.measures import BETTER, UNITS, Window, better, measure, measure_names, unit_of

PROMISE = Window(0, 5 * MS_PER_MINUTE)

THREE = """
8:00 shift_start loket/0
8:00 arrival a
8:00 queue_join a loket
8:00 service_start a loket/0
8:05 arrival b
8:05 queue_join b loket
8:10 arrival c@daring
8:10 queue_join c@daring loket
8:20 service_end a loket/0
8:20 departure a
8:20 service_start b loket/0
8:30 service_end b loket/0
8:30 departure b
8:30 service_start c@daring loket/0
8:50 service_end c@daring loket/0
8:50 departure c@daring
12:00 shift_end loket/0
"""

SWITCHED = """
8:00 shift_start loket/0
8:00 arrival a
8:00 balk a loket tickets_gone
9:00 switch_channel a@daring#1
9:00 return_applicant a@daring#1 tickets_gone
9:00 queue_join a@daring#1 loket
9:00 service_start a@daring#1 loket/0
9:10 arrival b
9:10 queue_join b loket
9:30 service_end a@daring#1 loket/0
9:30 departure a@daring#1
9:30 service_start b loket/0
9:40 service_end b loket/0
9:40 departure b
"""


def of_classes(log: EventLog, classes: dict[str, int]) -> EventLog:
    """The log with some cases of another class."""
    columns = {name: column.copy() for name, column in log.columns.items()}
    for letter, code in classes.items():
        columns["case_class"][columns["case"] == ord(letter) - ord("a")] = code
    return EventLog(columns, log.names, log.horizon_ms)


def assert_values(log: EventLog, expected: dict[str, float], window: Window = PROMISE) -> None:
    """By the pass over the rows, and by both computations of the tests."""
    (found,), (from_tables,) = (compute(log, window).to_dict("records") for compute in (measure, pandas_measures))
    for values in (found, from_tables, naive_measures(log, window)[0]):
        assert {name: values[name] for name in expected} == pytest.approx(expected, rel=1e-12, nan_ok=True)


def test_each_class_has_its_own_waits_and_stays():
    """a and c are of izin, b is of nib. Waits 0, 20 and 15; stays 20, 40 and 25; the promise is 5 minutes."""
    assert_values(
        of_classes(hand_log(THREE), {"b": 1}),
        {
            "waiting_time_mean[class:izin]": 10,
            "waiting_time_mean[class:nib]": 15,
            "service_level[class:izin]": 1 / 2,
            "service_level[class:nib]": 0,
            "sojourn_time_mean[class:izin]": 30,
            "sojourn_time_mean[class:nib]": 25,
        },
    )


def test_each_channel_has_its_own_waits_and_stays():
    """a and b come to the office, c is online."""
    assert_values(
        hand_log(THREE),
        {
            "waiting_time_mean[channel:datang]": 15 / 2,
            "waiting_time_mean[channel:daring]": 20,
            "service_level[channel:datang]": 1 / 2,
            "service_level[channel:daring]": 0,
            "sojourn_time_mean[channel:datang]": 45 / 2,
            "sojourn_time_mean[channel:daring]": 40,
        },
    )


def test_a_wait_as_long_as_the_promise_keeps_it_in_groups_too():
    for promise_min, share in ((20, 1), (19.999, 0)):
        window = Window(0, round(promise_min * MS_PER_MINUTE))
        assert_values(hand_log(THREE), {"service_level[channel:daring]": share}, window)


def test_who_switches_waits_in_the_new_channel_and_stayed_in_the_first():
    """a does not wait as an online case; its 90 minutes count, with the 30 of b, to the office where it came first."""
    assert_values(
        hand_log(SWITCHED),
        {
            "waiting_time_mean[channel:daring]": 0,
            "waiting_time_mean[channel:datang]": 20,
            "sojourn_time_mean[channel:datang]": (90 + 30) / 2,
            "sojourn_time_mean[channel:daring]": nan,
            "sojourn_time_mean[class:izin]": (90 + 30) / 2,
        },
    )


def test_who_serves_itself_has_no_wait_in_a_group():
    """An office whose loket serves itself."""
    names = replace(NAMES, kinds=("self_service", "staffed", "self_service"))
    log = hand_log("9:00 arrival a\n9:00 queue_join a portal\n9:30 service_start a portal", names=names)
    assert_values(log, {"waiting_time_mean[class:izin]": nan, "service_level[channel:datang]": nan})


def test_the_warm_up_is_cut_from_groups():
    """a joins before the window begins, at 8:10, and its wait and stay are not counted; c arrives as it begins."""
    assert_values(
        hand_log(THREE),
        {
            "waiting_time_mean[class:izin]": 20,
            "sojourn_time_mean[class:izin]": 40,
            "waiting_time_mean[channel:datang]": nan,
            "sojourn_time_mean[channel:datang]": nan,
        },
        Window(490 * MS_PER_MINUTE, 5 * MS_PER_MINUTE),
    )


@pytest.mark.parametrize("compute", [measure, pandas_measures])
def test_only_groups_that_routes_lead_to(compute: Callable[..., pd.DataFrame]):
    """No class comes online, and nobody asks for a nib; its deadline is nobody's."""
    names = replace(NAMES, routes=(("izin", "datang"),), deadline_days=(3, 3), working_days=(True,))
    groups = [name.partition("[")[2] for name in compute(hand_log("", names=names), PROMISE) if ":" in name]
    assert list(dict.fromkeys(groups)) == ["class:izin]", "channel:datang]"]
    assert sorted(groups) == ["channel:datang]"] * 3 + ["class:izin]"] * 4


def test_groups_come_last_classes_before_channels():
    names = replace(NAMES, deadline_days=(-1, 3), working_days=(True,))
    of_group = ["waiting_time_mean", "service_level", "sojourn_time_mean"]
    expected = [f"{name}[class:izin]" for name in of_group] + [
        f"{name}[class:nib]" for name in (*of_group, "on_time_share")
    ]
    expected += [f"{name}[channel:{channel}]" for channel in ("datang", "daring") for name in of_group]
    assert list(measure_names(names))[-len(expected) :] == expected
    assert list(measure_names(names))[: -len(expected)] == [name for name in measure_names(names) if ":" not in name]


def test_a_log_without_classes_has_no_groups_of_them():
    assert [name for name in measure_names(Names(("loket",), (), (), ())) if ":" in name] == []


def test_every_measure_says_whether_more_is_better():
    assert BETTER.keys() == UNITS.keys()
    assert set(BETTER.values()) == {-1, 0, 1}
    assert {name for name, way in BETTER.items() if way == 1} == {"service_level", "throughput", "on_time_share"}
    assert {name for name, way in BETTER.items() if way == 0} == {"utilisation", "arrivals"}


@pytest.mark.parametrize("part", ["", "[loket]", "[class:nib]", "[channel:datang]"])
def test_a_part_has_the_unit_and_the_direction_of_the_whole(part: str):
    for name in UNITS:
        assert (unit_of(name + part), better(name + part)) == (UNITS[name], BETTER[name])


def test_nobody_is_better_at_a_measure_that_does_not_exist():
    with pytest.raises(KeyError):
        better("waiting_time_median")
