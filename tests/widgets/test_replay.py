"""What a replay sends to the browser, from logs written by hand, and what it takes back."""

import re
from datetime import date

import numpy as np
import pytest

from hand_log import WIDE, unchecked_log
from simulator.calendars import MS_PER_DAY, MS_PER_HOUR
from simulator.eventlog import NONE, Event
from simulator.scenario import load_scenario
from simulator.widgets import Replay, Titles, link, titles_of
from simulator.widgets.replay_rows import COLUMNS, homes_of, packed, persons_of, servers_of, window_rows, zones_of
from simulator.widgets.replay_words import WORDS, words

TWO_DAYS = """
8:00 shift_start loket/0
9:00 arrival a
9:00 queue_join a loket
9:00 service_start a loket/0
9:10 service_end a loket/0
9:10 departure a
10:00 arrival b
10:00 queue_join b loket
10:00 service_start b loket/0
10:20 service_end b loket/0
10:20 queue_join b meja
11:00 outage_start oss
12:00 outage_end oss
16:00 shift_end loket/0
23:00 outage_start oss
32:00 shift_start meja/0
32:00 service_start b meja/0
32:30 outage_end oss
33:00 arrival c@daring
33:00 queue_join c@daring portal
33:00 service_start c@daring portal
33:30 service_end b meja/0
33:30 departure b
"""


@pytest.fixture
def log():
    return unchecked_log(TWO_DAYS, days=2)


def events(rows) -> list[str]:
    return [Event(event).name.lower() for event in rows["event"]]


def test_a_window_keeps_the_whole_past_of_who_is_still_there(log):
    rows = window_rows(log, MS_PER_DAY, 2 * MS_PER_DAY)
    of_b = rows[rows["case"] == 1]
    assert events(of_b)[:2] == ["arrival", "queue_join"]
    assert 0 not in rows["case"], "a departed on the first day"
    assert (np.diff(rows["time_ms"]) >= 0).all()


def test_a_window_keeps_what_holds_at_its_beginning_and_no_more(log):
    rows = window_rows(log, MS_PER_DAY, 2 * MS_PER_DAY)
    assert events(rows[rows["case"] == NONE]) == ["outage_start", "shift_start", "outage_end"]
    assert rows["time_ms"][rows["event"] == Event.OUTAGE_START].tolist() == [23 * MS_PER_HOUR]


def test_a_window_ends_before_its_end(log):
    assert window_rows(log, 0, 9 * MS_PER_HOUR)["time_ms"].tolist() == [8 * MS_PER_HOUR]


def test_columns_come_back_from_their_bytes(log):
    rows = window_rows(log, 0, 2 * MS_PER_DAY)
    for name, data in packed(rows).items():
        column, kind = COLUMNS[name]
        assert np.frombuffer(data, kind).tolist() == rows[column].tolist()
    assert sum(map(len, packed(rows).values())) == 21 * len(rows)


def test_people_stand_where_they_come_from_outside_and_files_behind(log):
    assert zones_of(log) == ["counter", "desk", "online"]


def test_what_is_lodged_from_home_lies_behind():
    assert zones_of(unchecked_log("9:00 arrival a@daring\n9:00 queue_join a@daring meja"))[1] == "desk"


def test_where_people_leave_the_line_it_is_a_counter():
    left = unchecked_log("9:00 arrival a@daring\n9:00 queue_join a@daring meja\n9:30 renege a@daring meja")
    assert zones_of(left)[1] == "counter"


def test_stations_without_staff_stand_where_their_kind_says():
    assert zones_of(unchecked_log("9:00 arrival a", names=WIDE)) == ["desk", "desk", "desk", "online", "agency", "home", "desk"]  # fmt: skip


def test_servers_are_counted_by_their_shifts(log):
    assert servers_of(log) == [1, 1, 0]
    more = unchecked_log("8:00 shift_start loket/0\n9:00 shift_start loket/2")
    assert servers_of(more) == [3, 0, 0]


def test_a_person_stands_where_the_person_serves_most():
    served = "".join(
        f"{hour}:00 arrival {case}\n{hour}:00 queue_join {case} {station}\n{hour}:00 service_start {case} {station}/1\n"
        f"{hour}:10 service_end {case} {station}/1\n{hour}:10 departure {case}\n"
        for hour, case, station in ((9, "a", "klinik"), (10, "b", "klinik"), (11, "c", "meja"))
    )
    log = unchecked_log(f"8:00 shift_start /1\n{served}", names=WIDE)
    assert homes_of(log) == [1, 2, 1]  # the first pooled station for those who served nobody
    assert persons_of(log) == [[], [1], [1], [], [], [], []]


def test_what_the_browser_is_told(log):
    titles = Titles("Kantor", stations={"loket": "Loket pelayanan"}, subsystems={"oss": "OSS pusat"})
    replay = Replay(log, titles=titles, start=date(2026, 1, 5), zones={"meja": "agency"}, tags={"loket": "assisted"})
    stations = replay.about["stations"]
    assert [each["title"] for each in stations] == ["Loket pelayanan", "meja", "portal"]
    assert [each["zone"] for each in stations] == ["counter", "agency", "online"]
    assert [each["tag"] for each in stations] == ["assisted", "", ""]
    assert (replay.about["start"], replay.about["subsystems"]) == ("2026-01-05", ["OSS pusat"])
    assert [each["in_person"] for each in replay.about["channels"]] == [True, False]
    assert (replay.first_ms, replay.last_ms) == (0.0, float(MS_PER_DAY))
    assert replay.opens_ms is None, "the clock stands where the office opens"
    assert Replay(log, opens_ms=60_000).opens_ms == 60_000.0


def test_needs_and_effects_are_told_by_number():
    about = Replay(unchecked_log("9:00 arrival a", names=WIDE)).about
    assert about["stations"][1]["needs"] == [0]
    assert about["stations"][6]["effect"] == "paper"
    assert about["pooled"] == [1, 2]


def test_titles_come_from_the_scenario_in_both_languages():
    office = load_scenario("oss-macet")
    assert titles_of(office, "id").stations["portal-oss"] == "Pengisian mandiri di OSS"
    assert titles_of(office, "en").stations["portal-oss"] == "Self-service on OSS"
    assert titles_of(office, "en").subsystems["listrik"] == "Power"


@pytest.mark.parametrize(
    ("wrong", "sentence"),
    [
        ({"lang": "fr"}, "lang is 'fr'"),
        ({"replication": 7}, "there is no replication 7"),
        ({"first_ms": 5, "last_ms": 5}, "the window is 5 to 5"),
        ({"first_ms": -1}, "the window is -1"),
        ({"last_ms": 3 * MS_PER_DAY}, "must lie within"),
        ({"opens_ms": MS_PER_DAY}, "the clock opens at"),
        ({"first_ms": 60_000, "opens_ms": 0}, "the clock opens at"),
        ({"zones": {"loket": "cellar"}}, "'cellar' is no zone"),
        ({"zones": {"cellar": "desk"}}, "there is no station 'cellar'"),
        ({"tags": {"cellar": "mobile"}}, "there is no station 'cellar'"),
    ],
)
def test_what_cannot_be_shown_is_refused_in_one_sentence(log, wrong, sentence):
    with pytest.raises(ValueError, match=sentence):
        Replay(log, **wrong)


def test_an_empty_log_can_be_shown():
    replay = Replay(unchecked_log(""), replication=0)
    assert (replay.cases, sum(map(len, replay.columns.values()))) == (frozenset(), 0)


def test_the_chosen_case_is_told_to_python(log):
    heard = []
    replay = Replay(log, on_select=heard.append)
    for chosen in (1, None, 0):
        replay.receive({"event": "choose", "chosen": chosen})
    assert heard == [1, None, 0]


@pytest.mark.parametrize("content", [None, [], {}, {"chosen": 99}, {"chosen": True}, {"chosen": "1"}, {"chosen": -1}, {"chosen": 1.0}, {"chosen": [1]}])  # fmt: skip
def test_a_choice_of_what_is_not_there_is_ignored(log, content):
    heard = []
    Replay(log, on_select=heard.append).receive(content)
    Replay(log).receive(content)
    assert heard == []


def test_the_browser_cannot_write_state(log):
    replay = Replay(log)
    replay.set_state({"last_ms": 1e12, "clock": "x"})
    assert replay.last_ms == MS_PER_DAY
    assert replay.clock != "x"


def test_linked_replays_share_a_clock_and_one_has_the_controls(log):
    first, second, alone = Replay(log), Replay(log), Replay(log)
    link(first, second)
    assert first.clock == second.clock != alone.clock
    assert (first.follows, second.follows, alone.follows) == (False, True, False)


def test_replays_of_different_windows_are_not_linked(log):
    first, second = Replay(log), Replay(log, first_ms=MS_PER_DAY)
    with pytest.raises(ValueError, match="same window"):
        link(first, second)
    assert first.clock != second.clock
    assert not second.follows


def test_the_words_have_the_same_gaps_in_both_languages():
    gaps = {key: [set(re.findall(r"\{(\w+)\}", text)) for text in texts] for key, texts in WORDS.items()}
    assert len(gaps) >= 120
    assert {key: pair for key, pair in gaps.items() if pair[0] != pair[1]} == {}
    assert all(text.strip() for texts in WORDS.values() for text in texts)
    assert words("id")["play"] == "Putar"


def test_every_event_of_a_case_has_words():
    silent = {Event.CHANNEL_CHOICE}
    assert [event.name for event in Event if event not in silent and event.name.lower() not in WORDS] == []
