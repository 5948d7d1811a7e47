"""What outages did, on small logs beside their twins, worked out on paper. No engine runs here."""

from dataclasses import replace
from math import isnan, nan

import pytest

from hand_log import NAMES, WIDE, hand_log
from simulator.calendars import MS_PER_DAY, MS_PER_HOUR, MS_PER_MINUTE
from simulator.eventlog import EventLog
from simulator.measures import summarise_by
from simulator.measures.resilience import (
    EPISODE_UNITS,
    RESILIENCE_UNITS,
    excess_through,
    resilience,
    resilience_table,
)

NOTHING = dict.fromkeys(RESILIENCE_UNITS, 0.0)

DAY = """
    8:00 shift_start loket/0
    9:00 arrival a
    9:00 queue_join a loket
    9:00 service_start a loket/0
    9:10 outage_start oss
    9:10 service_pause a loket/0 oss
    9:20 arrival b
    9:20 queue_join b loket
    10:10 outage_end oss
    10:10 service_resume a loket/0 oss
    10:20 service_end a loket/0
    10:20 departure a
    10:20 service_start b loket/0
    10:40 service_end b loket/0
    10:40 departure b
"""
TWIN = """
    8:00 shift_start loket/0
    9:00 arrival a
    9:00 queue_join a loket
    9:00 service_start a loket/0
    9:20 service_end a loket/0
    9:20 departure a
    9:20 arrival b
    9:20 queue_join b loket
    9:20 service_start b loket/0
    9:40 service_end b loket/0
    9:40 departure b
"""


def rows(log: EventLog, twin: EventLog, warm_up_ms: int = 0) -> list[dict[str, object]]:
    return resilience(log, twin, warm_up_ms).to_dict("records")


def numbers(row: dict[str, object]) -> dict[str, object]:
    return {name: row[name] for name in RESILIENCE_UNITS}


def test_an_outage_of_an_hour():
    """Excess: 1 from 9:20, 2 from 9:40, 1 from 10:20, 0 from 10:40. One case is little, so all is well at 10:20.

    Lost until then: 20 min · 1 + 40 min · 2 = 100 min. From 9:10 on the server works 10 min here, 30 min in the twin.
    """
    (row,) = rows(hand_log(DAY), hand_log(TWIN))
    assert (row["replication"], row["episode"], row["subsystems"]) == (0, 0, "oss")
    assert (row["begin_ms"], row["end_ms"]) == (550 * MS_PER_MINUTE, 610 * MS_PER_MINUTE)
    assert numbers(row) == {
        "outage_min": 60, "depth_share": 1, "peak_extra_cases": 2, "cases_affected": 2, "recovery_min": 10,
        "lost_case_hours": pytest.approx(100 / 60), "extra_staff_hours": pytest.approx(-20 / 60), "late_caused": 0,
        "gave_up_caused": 0,
    }  # fmt: skip


def test_the_curves():
    table = excess_through(hand_log(DAY), hand_log(TWIN), 20 * MS_PER_MINUTE)
    assert table["time_ms"].iloc[[0, 1, -1]].tolist() == [0, 20 * MS_PER_MINUTE, MS_PER_DAY]
    morning = table[(table["time_ms"] >= 9 * MS_PER_HOUR) & (table["time_ms"] <= 11 * MS_PER_HOUR)]
    assert morning["present"].tolist() == [1, 2, 2, 2, 1, 0, 0]
    assert morning["present_twin"].tolist() == [1, 1, 0, 0, 0, 0, 0]


ELEVEN = "    11:00 outage_start oss\n    11:05 outage_end oss\n"


def test_a_later_outage_that_nobody_notices_is_an_episode_of_its_own():
    first, second = rows(hand_log(DAY + ELEVEN), hand_log(TWIN))
    assert first["recovery_min"] == 10
    assert numbers(second) == NOTHING | {"outage_min": 5}
    assert second["episode"] == 1


def test_an_outage_before_the_office_has_recovered_is_of_the_same_episode():
    """From 10:15 to 10:18, while both still wait: 63 min in all, well 2 min after it. Lost as before."""
    text = DAY.replace(
        "    10:20 service_end", "    10:15 outage_start oss\n    10:18 outage_end oss\n    10:20 service_end", 1
    )
    (row,) = rows(hand_log(text), hand_log(TWIN))
    assert (row["outage_min"], row["recovery_min"], row["end_ms"]) == (63, 2, 618 * MS_PER_MINUTE)
    assert row["lost_case_hours"] == pytest.approx(100 / 60)


@pytest.mark.parametrize("begins", ["10:05", "10:10"])
def test_subsystems_that_are_down_together_or_touch_are_one_episode(begins: str):
    """From 9:10 to 10:30 something is down, 80 min; at 10:20 the excess is small, so at 10:30 all is well."""
    names = replace(NAMES, subsystems=("oss", "listrik"))
    hour, minute = (int(number) for number in begins.split(":"))
    place = "    10:10 outage_end oss\n"
    start = f"    {begins} outage_start listrik\n"
    text = DAY.replace(place, start + place if minute == 5 else place + start)
    text = text.replace("    10:40 service_end", "    10:30 outage_end listrik\n    10:40 service_end")
    (row,) = rows(hand_log(text, names=names), hand_log(TWIN, names=names))
    assert (row["subsystems"], row["outage_min"], row["recovery_min"]) == ("oss+listrik", 80, 0)
    assert row["lost_case_hours"] == pytest.approx((20 + 40 * 2 + 10) / 60)
    assert hour == 10


def crowd(served: int, left: int, twin_ends: str, ends: str, last: str) -> tuple[EventLog, EventLog]:
    """All come at 9:00 and fill in at the portal; an outage from 9:10 to 9:20; most end then, the last later."""
    cases = [chr(ord("a") + number) for number in range(served + left)]
    come = "".join(f"9:00 arrival {each}\n" for each in cases) + "".join(
        f"9:00 queue_join {each} portal\n" for each in cases
    )
    come += "".join(f"9:00 service_start {each} portal\n" for each in cases)
    down = "9:10 outage_start oss\n9:20 outage_end oss\n"

    def go(when: str, who: list[str]) -> str:
        return "".join(f"{when} service_end {each} portal\n{when} departure {each}\n" for each in who)

    log = come + down + go(ends, cases[:served]) + go(last, cases[served:])
    return hand_log(log, days=2), hand_log(come + go(twin_ends, cases), days=2)


@pytest.mark.parametrize(("left", "recovery"), [(2, 10), (3, 400)])
def test_a_tenth_of_the_largest_excess_is_little(left: int, recovery: int):
    """In the twin all 22 end at 9:15. Here all but the last at 9:30, those at 16:00: 2 of 22 are little, 3 are not."""
    (row,) = rows(*crowd(22 - left, left, "9:15", "9:30", "16:00"))
    assert (row["peak_extra_cases"], row["recovery_min"]) == (22, recovery)


@pytest.mark.parametrize(("twin_ends", "ends", "recovery"), [("14:00", "14:10", 290), ("38:00", "38:10", 0)])
def test_calm_must_last_for_the_rest_of_the_day(twin_ends: str, ends: str, recovery: int):
    """Nobody misses the three before 14:00; held up on the same day they count, on the next (38:00) no more."""
    (row,) = rows(*crowd(3, 0, twin_ends, ends, ends))
    assert row["recovery_min"] == recovery
    assert row["lost_case_hours"] == pytest.approx(30 / 60 if recovery else 0)
    assert row["cases_affected"] == 3


def test_calm_must_last_for_an_hour_at_least():
    """The outage ends at 23:30; the three are missed from 24:10 to 24:20, 50 min later."""
    come = "".join(f"23:15 {what}\n" for event in ("arrival {}", "queue_join {} portal", "service_start {} portal")
                   for what in map(event.format, "abc"))  # fmt: skip
    logs = [
        come + down + "".join(f"{when} service_end {each} portal\n{when} departure {each}\n" for each in "abc")
        for down, when in (("23:20 outage_start oss\n23:30 outage_end oss\n", "24:20"), ("", "24:10"))
    ]
    (row,) = rows(*(hand_log(text, days=2) for text in logs))
    assert row["recovery_min"] == 50


def test_an_outage_that_lasts_to_the_horizon():
    """From 9:10 to 24:00 nothing happens any more: 890 min. Lost: 20 min · 1, then two cases from 9:40 on, 860 min."""
    text = DAY.split("    10:10")[0]
    (row,) = rows(hand_log(text), hand_log(TWIN))
    assert (row["end_ms"], row["outage_min"]) == (MS_PER_DAY, 890)
    assert isnan(row["recovery_min"])
    assert row["lost_case_hours"] == pytest.approx((20 + 2 * 860) / 60)
    assert row["extra_staff_hours"] == pytest.approx(-30 / 60)


def test_all_cases_unfinished():
    """The office never gets going again after 10:10; the twin is done. What is left is two, which is not little."""
    text = DAY.split("    10:20")[0]
    (row,) = rows(hand_log(text), hand_log(TWIN))
    assert isnan(row["recovery_min"])
    assert (row["peak_extra_cases"], row["depth_share"]) == (2, 1)


def test_an_outage_at_time_0():
    (row,) = rows(hand_log("0:00 outage_start oss\n8:00 outage_end oss\n" + TWIN.lstrip()), hand_log(TWIN))
    assert numbers(row) == NOTHING | {"outage_min": 480}


@pytest.mark.parametrize(
    "text", [TWIN, "", "8:00 arrival a\n8:00 queue_join a loket"], ids=["day", "empty", "no staff"]
)
def test_an_outage_of_no_length_does_nothing(text: str):
    log = "7:00 outage_start oss\n7:00 outage_end oss\n" + text.lstrip()
    (row,) = rows(hand_log(log), hand_log(text))
    assert numbers(row) == NOTHING


def test_a_slow_state_is_no_outage():
    log = hand_log("9:00 outage_start slow-oss\n10:00 outage_end slow-oss")
    assert resilience(log, log).empty


def test_capacity_that_changes_in_mid_service():
    """A second server from 9:30 takes b; the shift of the first ends at 10:00, the service of a goes on in overtime.

    Work until all is well (10:20, a left alone): here a 10:10-10:20 and b 10:10-10:20, in the twin a 9:10-9:20, b 20 min.
    """
    text = """
        8:00 shift_start loket/0
        9:00 arrival a
        9:00 queue_join a loket
        9:00 service_start a loket/0
        9:10 outage_start oss
        9:10 service_pause a loket/0 oss
        9:20 arrival b
        9:20 queue_join b loket
        9:30 shift_start loket/1
        10:00 shift_end loket/0
        10:10 outage_end oss
        10:10 service_resume a loket/0 oss
        10:10 service_start b loket/1
        10:20 service_end a loket/0
        10:20 departure a
        10:30 service_end b loket/1
        10:30 departure b
    """
    (row,) = rows(hand_log(text), hand_log(TWIN))
    assert row["recovery_min"] == 10
    assert row["extra_staff_hours"] == pytest.approx((20 - 30) / 60)


LAW = replace(NAMES, deadline_days=(1, -1), working_days=(True,) * 5, routes=(("izin", "datang"),))


def test_late_permits_and_those_who_give_up():
    """a, due when the second day ends, departs on the fourth; b is sent home and gives up; c is late in both."""
    both = "9:00 arrival c\n9:00 queue_join c portal\n9:00 service_start c portal\n"
    late = "81:00 service_end c portal\n81:00 departure c\n"
    log = """
        9:10 outage_start oss
        9:20 arrival a
        9:20 arrival b
        9:20 balk b loket oss
        9:20 give_up b oss
        9:20 queue_join a portal
        10:10 outage_end oss
        10:10 service_start a portal
        80:00 service_end a portal
        80:00 departure a
    """
    twin = """
        9:20 arrival a
        9:20 arrival b
        9:20 queue_join a portal
        9:20 queue_join b portal
        9:20 service_start a portal
        9:20 service_start b portal
        9:30 service_end a portal
        9:30 departure a
        9:30 service_end b portal
        9:30 departure b
    """
    (row,) = rows(
        hand_log(both + log.lstrip() + late, days=5, names=LAW),
        hand_log(both + twin.lstrip() + late, days=5, names=LAW),
    )
    assert (row["cases_affected"], row["late_caused"], row["gave_up_caused"]) == (2, 1, 1)
    assert row["depth_share"] == 1


def test_services_of_other_agencies_are_not_the_office_s():
    """While oss is down a ends at the agency in both; b, in the twin done at 9:20, ends here at 10:05: all is lost."""
    names = replace(WIDE, needs=())
    come = "".join(
        f"9:00 {event}\n"
        for event in ("arrival a", "arrival b", "queue_join b portal", "queue_join a opd", "service_start b portal", "service_start a opd")
    )  # fmt: skip
    agency = "9:30 service_end a opd\n9:30 departure a\n"
    b_ends = "{0} service_end b portal\n{0} departure b\n"
    log = come + "9:10 outage_start oss\n" + agency + "10:00 outage_end oss\n" + b_ends.format("10:05")
    (row,) = rows(hand_log(log, names=names), hand_log(come + b_ends.format("9:20") + agency, names=names))
    assert row["depth_share"] == 1


def test_depth_is_unknown_where_the_twin_ended_nothing():
    """Here a service ends in the outage, in the twin it had ended before it began."""
    log, twin = (
        hand_log(f"9:00 arrival a\n9:00 queue_join a portal\n9:00 service_start a portal\n{ends}", days=1)
        for ends in (
            "9:10 outage_start oss\n9:20 service_end a portal\n9:20 departure a\n9:20 outage_end oss",
            "9:10 service_end a portal\n9:10 departure a",  # at the instant of the beginning: before it (T3)
        )
    )
    assert isnan(rows(log, twin)[0]["depth_share"])


def test_the_warm_up_is_left_out():
    log, twin = hand_log(DAY + ELEVEN), hand_log(TWIN)
    assert [row["episode"] for row in rows(log, twin, 11 * MS_PER_HOUR)] == [1]
    assert rows(log, twin, 11 * MS_PER_HOUR + 1) == []


def test_each_replication_beside_its_own_twin():
    """The first has two outages, the second none, the third one that nobody notices."""
    log = hand_log(DAY + ELEVEN, TWIN, TWIN + ELEVEN)
    twin = hand_log(TWIN, TWIN, TWIN)
    table = resilience(log, twin)
    assert table[["replication", "episode"]].to_numpy().tolist() == [[0, 0], [0, 1], [2, 0]]
    together = resilience_table(table, log.replications)
    assert together["episodes"].tolist() == [2, 0, 1]
    assert together["outage_min"].tolist() == [65, 0, 5]
    assert together["felt"].tolist() == [1, 0, 0]
    assert together["recovery_min"].tolist() == pytest.approx([10, nan, nan], nan_ok=True)
    assert together["recovered_share"].tolist() == pytest.approx([1, nan, nan], nan_ok=True)
    assert together["peak_extra_cases"].tolist() == [2, 0, 0]
    assert list(together.columns) == ["replication", *EPISODE_UNITS]
    by = resilience_table(table, log.replications, by="subsystems")
    assert by[["subsystems", "episodes"]].to_numpy().tolist() == [["oss", 2], ["oss", 0], ["oss", 1]]
    estimates = summarise_by(together, [], EPISODE_UNITS).set_index("measure")
    assert (estimates.loc["recovery_min", "n"], estimates.loc["outage_min", "n"]) == (1, 3)


def test_without_any_outage_there_are_no_episodes():
    log = hand_log(TWIN)
    assert resilience(log, log).empty
    (row,) = resilience_table(resilience(log, log), log.replications).to_dict("records")
    assert (row["episodes"], row["lost_case_hours"]) == (0, 0)
    assert isnan(row["recovery_min"])


def test_a_twin_must_be_one():
    with pytest.raises(ValueError, match="the twin has an outage"):
        resilience(hand_log(DAY), hand_log(DAY))
    with pytest.raises(ValueError, match="same office"):
        resilience(hand_log(DAY), hand_log(TWIN, TWIN))
