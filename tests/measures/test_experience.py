"""What each case went through, against logs worked out on paper and against plain loops over the rows."""

import os
import time
from math import nan
from typing import Any

import numpy as np
import pandas as pd
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from hand_log import WIDE, hand_log
from measures.test_measures_by_hand import FAILING, LEAVING, REWORK
from random_offices import rich_offices
from short_offices import short_office
from simulator.calendars import MS_PER_DAY, MS_PER_HOUR, MS_PER_MINUTE
from simulator.compiled import HAS_NUMBA
from simulator.engines import get_engine
from simulator.eventlog import EventLog, concat_logs
from simulator.measures import cases, queue_area_ms, queueing_stations
from simulator.measures.experience import case_experience, comings
from simulator.scenario import ResolvedScenario, Scenario
from simulator.workload import make_workload

IN_PYTHON = not HAS_NUMBA or os.environ.get("NUMBA_DISABLE_JIT", "0") != "0"
FACTS = ["is_refused", "gave_up", "departed", "deemed_approved"]


def experience(log: EventLog) -> dict[str, dict[str, Any]]:
    """Letter of the case -> its row."""
    rows = case_experience(log).to_dict("records")
    return {chr(ord("a") + row["case"]): row for row in rows}


def column(log: EventLog, name: str) -> dict[str, Any]:
    return {letter: row[name] for letter, row in experience(log).items()}


def test_waits_of_all_visits_are_added_up():
    """a joins loket and meja twice each and waits nowhere; b waits 5 at both; c waits 10 at loket, then at meja from 9:20
    to the end of the day.
    """
    log = hand_log(REWORK)
    assert column(log, "waited_min") == pytest.approx({"a": 0, "b": 10, "c": 10 + 880})
    assert column(log, "services") == {"a": 4, "b": 2, "c": 2}
    assert column(log, "returns") == {"a": 1, "b": 0, "c": 1}
    assert column(log, "sojourn_h") == pytest.approx({"a": 65 / 60, "b": 45 / 60, "c": nan}, nan_ok=True)
    assert column(log, "departed") == {"a": True, "b": True, "c": False}
    assert column(log, "arrival_ms") == {"a": 480 * MS_PER_MINUTE, "b": 520 * MS_PER_MINUTE, "c": 530 * MS_PER_MINUTE}


def test_what_it_waited_before_leaving_counts():
    """b reneges after 30 minutes, f waits 20, g 180; at the portal h's 40 minutes are no line of the staff."""
    found = column(hand_log(LEAVING), "waited_min")
    assert found == pytest.approx(dict(zip("abcdefgh", [0, 30, 0, 0, 0, 20, 180, 0], strict=True)))
    assert column(hand_log(LEAVING), "services") == dict(zip("abcdefgh", [1, 0, 0, 0, 0, 1, 1, 0], strict=True))


def test_failures_endings_and_trips():
    """As in the measures of the office: trips are 1 each of a and h, none of g; 2 of c and i; 3 of d."""
    log = hand_log(FAILING, names=WIDE)
    assert column(log, "trips") == dict(zip("abcdefghi", [1, 0, 2, 3, 0, 0, 0, 1, 2], strict=True))
    assert [letter for letter, is_refused in column(log, "is_refused").items() if is_refused] == list("bcdefi")
    assert [letter for letter, gave_up in column(log, "gave_up").items() if gave_up] == list("befg")
    assert [letter for letter, approved in column(log, "deemed_approved").items() if approved] == list("hi")
    assert [letter for letter, departed in column(log, "departed").items() if departed] == list("ad")
    assert column(log, "waited_min") == pytest.approx(
        dict(zip("abcdefghi", [0, 0, 0, 35, 0, 0, 0, 65, 0], strict=True))
    )
    assert column(log, "channel") == dict(zip("abcdefghi", [0, 1, 0, 0, 1, 1, 0, 0, 0], strict=True))
    assert np.isnan(experience(log)["h"]["sojourn_h"])  # approved by silence: it did not depart


def test_who_is_there_at_time_0_made_its_trip_before():
    log = hand_log("0:00 arrival a\n0:00 queue_join a meja\n0:10 arrival b\n0:10 queue_join b meja")
    assert column(log, "trips") == {"a": 0, "b": 1}


def test_an_office_without_staff_and_without_cases():
    """Nobody serves: all wait until the end of the horizon. And a replication, or a log, without a row."""
    log = hand_log("", "12:00 arrival a\n12:00 queue_join a loket\n18:00 arrival b\n18:00 queue_join b loket", "")
    table = case_experience(log)
    assert table[["replication", "case", "waited_min", "services"]].to_numpy().tolist() == [
        [1, 0, 720, 0],
        [1, 1, 360, 0],
    ]
    assert not table[FACTS].to_numpy().any()
    empty = case_experience(hand_log(""))
    assert empty.shape == (0, table.shape[1])
    assert empty.dtypes.to_dict() == table.dtypes.to_dict()
    assert comings(hand_log(""), frozenset({"loket"})).shape == (0, 6)


def test_replications_are_not_blended():
    texts = (LEAVING, REWORK, "", LEAVING)
    together = case_experience(hand_log(*texts))
    for number, text in enumerate(texts):
        part = together[together["replication"] == number].drop(columns="replication").reset_index(drop=True)
        pd.testing.assert_frame_equal(part, case_experience(hand_log(text)).drop(columns="replication"))


def test_a_code_that_stands_for_nothing_is_refused():
    log = hand_log(REWORK)
    few = EventLog(
        log.columns,
        WIDE.__class__(("loket",), *(getattr(WIDE, name) for name in ("case_classes", "channels", "subsystems"))),
        log.horizon_ms,
    )
    with pytest.raises(ValueError, match="station that the office does not have"):
        case_experience(few)


# ---- at the office

VISITS = """
8:00 shift_start loket/0
8:00 shift_start meja/0
8:30 arrival a
8:30 queue_join a loket
8:40 service_start a loket/0
9:00 service_end a loket/0
9:00 queue_join a meja
9:00 service_start a meja/0
9:30 arrival b@daring
9:30 queue_join b@daring loket
9:30 service_start b@daring loket/0
9:40 service_end b@daring loket/0
9:40 departure b@daring
10:00 service_end a meja/0
10:00 rework a meja returned
10:00 wait_applicant a returned
11:00 return_applicant a#1 returned
11:00 queue_join a#1 loket
11:00 service_start a#1 loket/0
11:10 service_end a#1 loket/0
11:10 rework a#1 loket incomplete
11:10 queue_join a#2 loket
11:10 service_start a#2 loket/0
11:15 service_end a#2 loket/0
11:15 queue_join a#2 meja
11:15 service_start a#2 meja/0
11:20 arrival c
11:20 balk c loket
11:30 arrival d
11:30 queue_join d loket
11:40 arrival e
11:40 give_up e no_show
11:45 return_applicant c#1 queue_limit
11:45 queue_join c#1 loket
11:50 service_end a#2 meja/0
11:50 rework a#2 meja returned
11:50 wait_applicant a#2 returned
12:00 shift_end loket/0
12:00 shift_end meja/0
33:00 shift_start loket/0
33:00 return_applicant a#3 returned
33:00 queue_join a#3 meja
33:00 service_start d loket/0
33:30 shift_end loket/0
33:45 service_end d loket/0
33:45 departure d
"""


def presence(log: EventLog, *places: str, warm_up_ms: int = 0) -> list[tuple[str, int, float]]:
    """Letter of the case, minute of coming, minutes at the office."""
    table = comings(log, frozenset(places), warm_up_ms)
    return [
        (chr(ord("a") + case), come_ms // MS_PER_MINUTE, present_ms / MS_PER_MINUTE)
        for case, come_ms, present_ms in table[["case", "come_ms", "present_ms"]].itertuples(index=False)
    ]


def test_applicants_are_at_the_office_until_their_file_goes_on_without_them():
    """Applicants are present at loket only.

    a stays 8:30-9:00 and 11:00-11:15 (sent back at the counter, it stays there), and only hands its file in on the next day;
    b is at home; c turns round at 11:20 and stays from 11:45 on; d from 11:30 on; e never comes. The office closes at 12:00
    and is open from 9:00 to 9:45, when the last service ends, on the next day: d is there 30 + 45 minutes, c 15 + 45.
    """
    log = hand_log(VISITS, days=2)
    expected = [("a", 510, 30), ("a", 660, 15), ("c", 680, 0), ("d", 690, 75), ("c", 705, 60), ("a", 1980, 0)]
    assert presence(log, "loket") == expected
    assert naive_presence(log, {"loket"}) == {(0, *key): ms for key, ms in _in_ms(expected).items()}


def test_presence_before_the_window_does_not_count():
    """From 9:05 of the second day on: of c and d 40 minutes are left."""
    log = hand_log(VISITS, days=2)
    found = presence(log, "loket", warm_up_ms=33 * MS_PER_HOUR + 5 * MS_PER_MINUTE)
    assert found == [("a", 510, 0), ("a", 660, 0), ("c", 680, 0), ("d", 690, 40), ("c", 705, 40), ("a", 1980, 0)]


def test_round_the_clock_the_office_never_closes():
    log = hand_log(
        "0:00 shift_start loket/0\n20:00 arrival a\n20:00 queue_join a meja\n71:00 renege a meja\n71:00 give_up a patience",
        days=3,
    )
    assert presence(log, "meja") == [("a", 1200, 51 * 60)]
    assert presence(log, "loket") == [("a", 1200, 0)]


def test_a_shift_that_ends_at_midnight_does_not_open_the_next_day():
    """Open 20:00-24:00, then 32:00-33:00: from 23:00 on, two hours; whoever is on shift over midnight is there."""
    text = """
        20:00 shift_start loket/0
        20:00 shift_start loket/1
        23:00 arrival a
        23:00 queue_join a meja
        24:00 shift_end loket/0
        {second}:00 shift_end loket/1
        32:00 shift_start loket/0
        33:00 shift_end loket/0
    """
    assert presence(hand_log(text.format(second=24), days=2), "meja") == [("a", 1380, 120)]
    assert presence(hand_log(text.format(second=25), days=2), "meja") == [("a", 1380, 600)]


def test_where_nobody_is_on_shift_the_office_is_closed():
    log = hand_log("12:00 arrival a\n12:00 queue_join a loket")
    assert presence(log, "loket") == [("a", 720, 0)]


# ---- a second computation


def _in_ms(found: list[tuple[str, int, float]]) -> dict[tuple[int, int], int]:
    return {
        (ord(letter) - ord("a"), minute * MS_PER_MINUTE): round(stay * MS_PER_MINUTE) for letter, minute, stay in found
    }


def naive_presence(log: EventLog, places: set[str]) -> dict[tuple[int, int, int], int]:
    """Replication, case, time of coming -> milliseconds at the office: the life of each case read once more, as text."""
    rows = log.to_frame().astype(object).where(lambda frame: frame.notna(), None).to_dict("records")
    found = {}
    for number in log.replications:
        mine = [row for row in rows if row["replication"] == number]
        lives: dict[int, list[dict[str, Any]]] = {}
        for row in mine:
            if row["case"] is not None:
                lives.setdefault(row["case"], []).append(row)
        stays = [(case, *stay) for case, life in lives.items() for stay in _stays(life, log, places)]
        served = ("service_start", "service_pause", "service_resume", "service_end")
        moments = [
            row["time_ms"]
            for case, come, leave in stays
            for row in lives[case]
            if row["event"] in served and row["station"] in places and come <= row["time_ms"] <= leave
        ]
        spans = _shift_spans(mine, log.horizon_ms)
        hours = []
        for day in range(log.horizon_ms // MS_PER_DAY):
            a, b = day * MS_PER_DAY, (day + 1) * MS_PER_DAY
            here = [m for m in moments if a <= m < b]
            here += [m for start, end in spans if start < b and end > a for m in (max(start, a), min(end, b))]
            hours += [(min(here), max(here))] if here else []
        for case, come, leave in stays:
            found[number, case, come] = sum(max(0, min(leave, last) - max(come, first)) for first, last in hours)
    return found


def _stays(life: list[dict[str, Any]], log: EventLog, places: set[str]) -> list[tuple[int, int]]:
    stays, since = [], None
    stays_away = any(row["cause"] == "no_show" for row in life)
    for row in life:
        event = row["event"]
        if event in ("arrival", "return_applicant"):
            is_backlog = event == "arrival" and row["time_ms"] == 0
            if row["channel"] in log.names.in_person and not is_backlog and not stays_away:
                since = row["time_ms"]
        elif since is not None and event not in ("rework", "channel_choice"):
            of_line = ("queue_join", "service_start", "service_pause", "service_resume", "service_end")
            if event not in of_line or row["station"] not in places:
                stays.append((since, row["time_ms"]))
                since = None
    return [*stays, *([(since, log.horizon_ms)] if since is not None else [])]


def _shift_spans(rows: list[dict[str, Any]], horizon_ms: int) -> list[tuple[int, int]]:
    begun: dict[tuple[Any, Any], int] = {}
    spans = []
    for row in rows:
        key = row["station"], row["server"]
        if row["event"] == "shift_start":
            begun[key] = row["time_ms"]
        elif row["event"] == "shift_end":
            spans.append((begun.pop(key), row["time_ms"]))
    return spans + [(start, horizon_ms) for start in begun.values()]


def assert_twice(log: EventLog, places: set[str]) -> None:
    """The experience of cases beside tables of cases and of queues, presence beside plain loops."""
    found, expected = case_experience(log), cases(log).sort_values(["replication", "case"], ignore_index=True)
    for name in ("replication", "case", "case_class", "channel", "arrival_ms", "trips", "returns"):
        assert found[name].tolist() == expected[name].tolist(), name
    assert found["is_refused"].tolist() == (expected[["balks", "reneges", "turned_away"]].sum(axis=1) > 0).tolist()
    ms = found.groupby("replication")["waited_min"].sum() * MS_PER_MINUTE
    edges = np.array([0, log.horizon_ms])
    for part in log.split():
        number = part.replications[0]
        waited = sum(queue_area_ms(part, station, edges)[0] for station in queueing_stations(part))
        assert ms.get(number, 0.0) == pytest.approx(waited)
    stays = comings(log, frozenset(places))
    keys = [*zip(stays["replication"], stays["case"], stays["come_ms"], strict=True)]
    assert dict(zip(keys, stays["present_ms"], strict=True)) == naive_presence(log, places)
    assert len(keys) == found["trips"].sum()


def simulate(office: ResolvedScenario, replications: int, seed: int) -> EventLog:
    engine = get_engine("reference")
    return concat_logs([engine(make_workload(office, seed, number)) for number in range(replications)])


@pytest.mark.parametrize("name", ["kantor-sehari", "meja-verifikasi"])
def test_library_scenarios(name: str, seed: int):
    office = short_office(name).resolved
    assert_twice(simulate(office, 2, seed), {office.stations[0].name})


@settings(max_examples=15, deadline=None)
@given(rich_offices(), st.integers(0, 2**32), st.integers(0, 3))
def test_random_offices_that_use_every_rule(scenario: Scenario, seed: int, which: int):
    office = scenario.resolved
    places = {station.name for number, station in enumerate(office.stations) if number % 4 != which}
    assert_twice(simulate(office, 2, seed), places)


@pytest.mark.skipif(IN_PYTHON, reason="only machine code is that fast")
def test_a_million_rows_take_a_second(seed: int):
    """Some 50 ms on the machine of the tests; the first call compiles, and of three the quickest counts."""
    one = simulate(short_office("kabupaten-menengah").resolved, 1, seed)
    rows = np.concatenate([one.rows()] * (1 + 1_000_000 // len(one)))
    log = EventLog.from_rows(rows, one.names, one.horizon_ms, 0)  # the same life many times over
    case_experience(one)
    seconds = []
    for _ in range(3):
        begun = time.perf_counter()
        case_experience(log)
        seconds.append(time.perf_counter() - begun)
    assert len(log) >= 1_000_000
    assert min(seconds) < 1
