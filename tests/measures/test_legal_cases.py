"""The legal clock case by case, on small logs with the days counted on paper. No engine runs here.

The week, the office and its deadline of two working days are those of `test_on_time_by_hand`: Thursday to Wednesday,
complete after cek, decided by putus.
"""

from dataclasses import replace
from pathlib import Path

import numpy as np
import pytest

from hand_log import NAMES, hand_log
from measures.test_on_time_by_hand import DAYS, OFFICE, decided, life
from simulator.calendars import MS_PER_DAY, MS_PER_HOUR
from simulator.eventlog import EventLog, Names, read_parquet, write_parquet
from simulator.measures import summarise_by
from simulator.measures.legal_cases import (
    LATENESS_UNITS,
    LEGAL_UNITS,
    OUTCOMES,
    STEP_UNITS,
    lateness_distribution,
    legal_cases,
    legal_table,
    step_table,
)

THURSDAY_AT_10 = 10 * MS_PER_HOUR


def end_of(day: str) -> int:
    return (DAYS.index(day) + 1) * MS_PER_DAY


def only_case(log: EventLog) -> dict[str, object]:
    """The one row, with None for what is missing."""
    (row,) = legal_cases(log).astype(object).where(lambda frame: frame.notna(), None).to_dict("records")
    return row


def assert_case(log: EventLog, **expected: object) -> None:
    row = only_case(log)
    assert {name: row[name] for name in expected} == expected


@pytest.mark.parametrize(
    ("when", "outcome", "turnaround", "lateness"),
    [
        ("thu 11:00-12:00", "on_time", 0, 0),
        ("fri 9:00-10:00", "on_time", 1, 0),
        ("sat 9:00-10:00", "on_time", 1, 0),  # Saturday is no working day
        ("mon 9:00-24:00", "on_time", 2, 0),  # midnight belongs to Monday
        ("mon 9:00-24:01", "late", 3, 1),  # Friday, Monday, Tuesday
        ("wed 9:00-10:00", "late", 4, 2),
    ],
)
def test_days_of_the_decided(when: str, outcome: str, turnaround: int, lateness: int):
    """Complete on Thursday at 10:00, due when Monday ends."""
    assert_case(
        life(decided(when)), outcome=outcome, turnaround_days=turnaround, lateness_days=lateness, stopped_days=0,
        arrival_ms=9 * MS_PER_HOUR, clock_ms=THURSDAY_AT_10, due_ms=end_of("mon"), case=0, case_class=0, channel=0,
    )  # fmt: skip


def test_late_on_a_day_off_is_late_by_a_day():
    """One day: due on Friday. Between Friday and Saturday no working day ends, and yet Saturday is late."""
    log = life(decided("sat 9:00-10:00"), replace(OFFICE, deadline_days=(1, -1)))
    assert_case(log, outcome="late", turnaround_days=1, lateness_days=1, due_ms=end_of("fri"))


def test_a_step_that_starts_the_clock_and_decides_at_midnight_takes_no_day():
    """The clock starts on Friday at 0:00, and a decision at 0:00 is one of Thursday: the turnaround is not -1."""
    names = replace(OFFICE, decides=(("izin", "datang", "cek"),))
    log = life("thu 9:00 arrival a\nthu 9:00-24:00 a cek\nfri 0:00 departure a", names)
    assert_case(log, outcome="on_time", clock_ms=end_of("thu"), turnaround_days=0, due_ms=end_of("tue"))


def test_the_clock_stands():
    """Away from Friday to Tuesday: Monday and Tuesday. Due on Wednesday. Of Fri, Mon, Tue, Wed two remain."""
    log = life("""
        thu 9:00 arrival a
        thu 9:00-10:00 a cek
        fri 9:00 wait_applicant a
        tue 9:00 return_applicant a
        wed 9:00-10:00 a putus
        wed 10:00 departure a
    """)  # fmt: skip
    assert_case(log, outcome="on_time", stopped_days=2, turnaround_days=2, lateness_days=0, due_ms=end_of("wed"))


def test_two_absences_add_up():
    """Friday to Saturday: no working day. Monday to Tuesday: one. Due on Tuesday; decided on Wednesday, one day late."""
    log = life("""
        thu 9:00 arrival a
        thu 9:00-10:00 a cek
        fri 9:00 wait_applicant a
        sat 9:00 return_applicant a
        mon 9:00 wait_applicant a
        tue 9:00 return_applicant a
        wed 9:00-10:00 a putus
        wed 10:00 departure a
    """)  # fmt: skip
    assert_case(log, outcome="late", stopped_days=1, turnaround_days=3, lateness_days=1, due_ms=end_of("tue"))


def test_an_absence_after_the_deadline_stops_nothing():
    """Due on Monday; away from Tuesday to Wednesday, decided on Wednesday: Fri, Mon, Tue, Wed; two of them late."""
    log = life("""
        thu 9:00 arrival a
        thu 9:00-10:00 a cek
        tue 9:00-10:00 a putus
        tue 10:00 rework a putus returned
        tue 10:00 wait_applicant a returned
        wed 9:00 return_applicant a#1 returned
        wed 9:00-10:00 a#1 putus
        wed 10:00 departure a#1
    """)  # fmt: skip
    assert_case(log, outcome="late", stopped_days=0, turnaround_days=4, lateness_days=2, due_ms=end_of("mon"))


ABSENT = {"decided_ms": None, "turnaround_days": None, "lateness_days": None}


def test_nobody_decided_in_time():
    """Due on Monday, and Monday is over."""
    log = life("thu 9:00 arrival a\nthu 9:00-10:00 a cek")
    assert_case(log, outcome="missed", due_ms=end_of("mon"), clock_ms=THURSDAY_AT_10, stopped_days=0, **ABSENT)


def test_gone_home_after_the_deadline_is_missed():
    log = life("""
        thu 9:00 arrival a
        thu 9:00-10:00 a cek
        tue 9:00-10:00 a putus
        tue 10:00 rework a putus returned
        tue 10:00 wait_applicant a returned
        wed 9:00 give_up a returned
    """)  # fmt: skip
    assert_case(log, outcome="missed", due_ms=end_of("mon"), stopped_days=0, **ABSENT)


def test_deemed_approved():
    log = life("thu 9:00 arrival a\nthu 9:00-10:00 a cek\ntue 0:00 deemed_approved a")
    assert_case(log, outcome="deemed_approved", due_ms=end_of("mon"), stopped_days=0, **ABSENT)


@pytest.mark.parametrize(("when", "outcome"), [("mon 24:00", "left_out"), ("tue 1:00", "missed")])
def test_giving_up(when: str, outcome: str):
    log = life(f"""
        thu 9:00 arrival a
        thu 9:00-10:00 a cek
        {when} balk a putus tickets_gone
        {when} give_up a tickets_gone
    """)  # fmt: skip
    assert_case(log, outcome=outcome, due_ms=end_of("mon"), **ABSENT)


@pytest.mark.parametrize(
    ("text", "clock_ms", "due_ms", "stopped"),
    [
        ("thu 9:00 arrival a", None, None, None),  # the clock never started
        ("tue 9:00 arrival a@daring", 5 * MS_PER_DAY + 9 * MS_PER_HOUR, None, 0),  # due on the Thursday after
        ("mon 9:00 arrival a@daring", 4 * MS_PER_DAY + 9 * MS_PER_HOUR, end_of("wed"), 0),  # at the very end
        ("thu 9:00 arrival a@daring\nfri 9:00 wait_applicant a@daring", 9 * MS_PER_HOUR, None, None),  # it stands
    ],
)
def test_what_the_horizon_does_not_show_is_missing(
    text: str, clock_ms: int | None, due_ms: int | None, stopped: int | None
):
    assert_case(life(text), outcome="left_out", clock_ms=clock_ms, due_ms=due_ms, stopped_days=stopped, **ABSENT)


def test_decided_before_the_clock_started():
    log = life("thu 9:00 arrival a\ntue 9:00-10:00 a ambil\ntue 10:00 departure a")
    assert_case(
        log, outcome="left_out", decided_ms=5 * MS_PER_DAY + 10 * MS_PER_HOUR, clock_ms=None, turnaround_days=None
    )


def test_a_decision_whose_deadline_lies_beyond_the_horizon_is_on_time():
    """Complete on Tuesday, due on the Thursday after; decided on Wednesday."""
    log = life("tue 9:00 arrival a\ntue 9:00-10:00 a cek\nwed 9:00-10:00 a putus\nwed 10:00 departure a")
    assert_case(log, outcome="on_time", due_ms=None, turnaround_days=1, lateness_days=0)


# ---- tables

MIXED = decided("fri 9:00-10:00") + """
    thu 9:01 arrival b
    thu 9:01-10:01 b cek
    wed 9:00-10:01 b putus
    wed 10:01 departure b
    thu 9:02 arrival c
    thu 9:02-10:02 c cek
    tue 0:00 deemed_approved c
    thu 9:03 arrival d
    thu 9:03-10:03 d cek
    tue 9:00 arrival e
"""  # fmt: skip
"""On time after 1 day; 2 days late after 4; deemed approved; missed; left out."""


def test_the_table_of_classes():
    (row,) = legal_table(life(MIXED)).to_dict("records")
    assert row == {
        "replication": 0, "case_class": "izin", "settled": 4, "on_time_share": 0.25, "late_share": 0.25,
        "deemed_approved_share": 0.25, "missed_share": 0.25, "turnaround_days_mean": 2.5,
        "turnaround_days_p90": pytest.approx(1 + 0.9 * 3), "lateness_days_mean": 2, "lateness_days_p90": 2,
        "stopped_days_mean": 0,
    }  # fmt: skip
    assert set(LEGAL_UNITS) | {"replication", "case_class"} == set(row)


def test_the_table_leaves_out_the_warm_up():
    assert legal_table(life(MIXED), warm_up_ms=9 * MS_PER_HOUR + 60_000)["settled"].tolist() == [3]
    assert legal_table(life(MIXED), warm_up_ms=MS_PER_DAY)["settled"].tolist() == [0]


def as_nib(log: EventLog, cases: list[int]) -> EventLog:
    """The same log with some cases of the second class."""
    columns = {name: column.copy() for name, column in log.columns.items()}
    columns["case_class"][np.isin(columns["case"], cases)] = 1
    return EventLog(columns, log.names, log.horizon_ms, log.replications)


BOTH = replace(
    OFFICE,
    deadline_days=(2, 2),
    starts_clock=tuple((name, "datang", "cek") for name in OFFICE.case_classes),
    decides=tuple((name, "datang", "putus") for name in OFFICE.case_classes),
)


def test_the_table_of_regimes():
    """b and d are nib: late and missed; a and c are izin: on time and deemed approved."""
    log = as_nib(life(MIXED, BOTH), [1, 3])
    of_classes = legal_table(log).set_index("case_class")
    assert of_classes["on_time_share"].tolist() == [0.5, 0]
    assert of_classes["missed_share"].tolist() == [0, 0.5]
    (together,) = legal_table(log, groups={"izin": "pp-5", "nib": "pp-5"}).to_dict("records")
    assert (together["regime"], together["settled"], together["on_time_share"]) == ("pp-5", 4, 0.25)
    (alone,) = legal_table(log, groups={"nib": "pp-28"}).to_dict("records")
    assert (alone["regime"], alone["settled"], alone["late_share"]) == ("pp-28", 2, 0.5)


def test_lateness_by_the_day():
    """One on time, none late by a day, one by two, one deemed approved, one missed."""
    table = lateness_distribution(life(MIXED))
    assert list(zip(table["outcome"], table["lateness_days"].fillna(-1), table["cases"], table["share"], strict=True)) == [
        ("on_time", 0, 1, 0.25), ("late", 1, 0, 0), ("late", 2, 1, 0.25), ("deemed_approved", -1, 1, 0.25),
        ("missed", -1, 1, 0.25),
    ]  # fmt: skip
    assert list(table.columns) == ["replication", "case_class", "outcome", "lateness_days", *LATENESS_UNITS]
    estimates = summarise_by(table, ["case_class", "outcome", "lateness_days"], LATENESS_UNITS)
    assert len(estimates) == 2 * len(table)


# ---- steps

STEPS = replace(OFFICE, step_deadlines=(("izin", "datang", "putus", 1), ("izin", "daring", "cek", 3)))


def steps(log: EventLog, warm_up_ms: int = 0) -> dict[str, dict[str, float]]:
    table = step_table(log, warm_up_ms)
    assert set(table["case_class"]) <= {"izin"}
    return {row.pop("station"): row for row in table.drop(columns=["replication", "case_class"]).to_dict("records")}


def test_days_of_a_step_from_the_line_to_the_end_of_the_service():
    """a joins putus on Friday and is served on Monday: one working day. b joins on Friday, until Tuesday: two, late."""
    log = life("""
        thu 9:00 arrival a
        thu 9:00-10:00 a cek
        fri 9:00 queue_join a putus
        mon 9:00 service_start a putus
        mon 10:00 service_end a putus
        mon 10:00 departure a
        thu 9:01 arrival b
        thu 9:01-10:01 b cek
        fri 9:01 queue_join b putus
        mon 9:01 service_start b putus
        tue 9:00 service_end b putus
        tue 9:00 departure b
    """, STEPS)  # fmt: skip
    found = steps(log)
    assert found["putus"] == {"ended": 2, "deadline_days": 1, "on_time_share": 0.5, "days_mean": 1.5, "days_p90": 1.9}
    assert (found["cek"]["ended"], found["cek"]["days_mean"], found["cek"]["deadline_days"]) == (2, 0, 3)
    assert np.isnan(found["cek"]["on_time_share"])  # the three days are for those who come online
    assert steps(log, 9 * MS_PER_HOUR + 60_000)["putus"]["days_mean"] == 2
    assert set(found["cek"]) == set(STEP_UNITS)


def test_days_of_all_visits_are_summed():
    """Thursday to Friday, sent back; again from Monday to Tuesday: 1 + 1."""
    log = life("""
        thu 9:00 arrival a
        thu 9:00-34:00 a cek
        fri 10:00 rework a cek incomplete
        mon 9:00-34:00 a#1 cek
        tue 10:00-11:00 a#1 putus
        tue 11:00 departure a#1
    """)  # fmt: skip
    assert (steps(log)["cek"]["ended"], steps(log)["cek"]["days_mean"]) == (1, 2)


@pytest.mark.parametrize(
    "text",
    [
        "thu 9:00-10:00 a cek\nthu 10:00 rework a cek incomplete",  # to be taken again
        "thu 9:00 queue_join a cek",
        "thu 9:00 queue_join a cek\nthu 10:00 renege a cek",
        "thu 9:00-10:00 a cek\nthu 10:00 rework a cek incomplete\nfri 9:00 queue_join a#1 cek",
        "thu 9:00 queue_join a cek\nthu 9:00 service_start a cek\ntue 0:00 service_pause a cek deadline\ntue 0:00 deemed_approved a",
    ],
)
def test_a_step_that_has_not_ended(text: str):
    found = steps(life("thu 9:00 arrival a\n" + text))
    assert found["cek"]["ended"] == 0
    assert np.isnan(found["cek"]["days_mean"])


def test_a_service_that_ends_at_midnight_ends_that_day():
    log = life("thu 9:00 arrival a\nthu 9:00-24:00 a cek")
    assert steps(log)["cek"]["days_mean"] == 0


def test_days_of_steps_are_unknown_without_working_days():
    log = life(decided("fri 9:00-10:00"), replace(STEPS, deadline_days=(), working_days=()))
    found = steps(log)["putus"]
    assert found["ended"] == 1
    assert np.isnan([found["days_mean"], found["on_time_share"]]).all()


def test_deadlines_that_differ_by_channel_are_not_one_number():
    names = replace(OFFICE, step_deadlines=(("izin", "datang", "putus", 1), ("izin", "daring", "putus", 5)))
    found = steps(life(decided("fri 9:00-10:00"), names))["putus"]
    assert np.isnan(found["deadline_days"])
    assert found["on_time_share"] == 1


def test_deadlines_of_steps_are_written_with_the_log(tmp_path: Path):
    log = life(decided("fri 9:00-10:00"), STEPS)
    write_parquet(log, tmp_path / "log.parquet")
    assert read_parquet(tmp_path / "log.parquet").names.step_deadlines == STEPS.step_deadlines


# ---- edges


@pytest.mark.parametrize("names", [OFFICE, NAMES], ids=["with deadlines", "without"])
@pytest.mark.parametrize("texts", [("",), ("", "")])
def test_an_empty_log(names: Names, texts: tuple[str, ...]):
    log = hand_log(*texts, days=7, names=names)
    assert legal_cases(log).empty
    assert step_table(log).empty
    classes = int(names is OFFICE)
    table = legal_table(log)
    assert table["replication"].tolist() == list(range(len(texts)))[: len(table)]
    assert table["settled"].tolist() == [0] * len(texts) * classes
    assert table[[*LEGAL_UNITS][1:]].isna().all().all()
    lateness = lateness_distribution(log)
    assert lateness["outcome"].tolist() == [name for name in OUTCOMES if name not in ("late", "left_out")] * len(table)
    assert lateness["cases"].sum() == 0
    assert lateness["share"].isna().all()


def test_nobody_is_served():
    """Zero capacity: both are online, so the clock runs; the one of Thursday is missed, that of Tuesday left out."""
    log = life("thu 9:00 arrival a@daring\nthu 9:00 queue_join a@daring cek\ntue 9:00 arrival b@daring")
    assert legal_cases(log)["outcome"].tolist() == ["missed", "left_out"]
    (row,) = legal_table(log).to_dict("records")
    assert (row["settled"], row["missed_share"], row["on_time_share"]) == (1, 1, 0)
    assert np.isnan([row["turnaround_days_mean"], row["lateness_days_mean"]]).all()
    assert step_table(log)["ended"].tolist() == [0]


def test_every_class_in_every_replication():
    """The first replication has a case on time, the second none at all."""
    one, other = life(decided("fri 9:00-10:00"), STEPS), life("", STEPS)
    both = EventLog(one.columns, one.names, one.horizon_ms, (0, 1))
    assert len(other) == 0
    assert legal_table(both)["settled"].tolist() == [1, 0]
    assert legal_table(both)["on_time_share"].fillna(-1).tolist() == [1, -1]
    assert lateness_distribution(both)["cases"].tolist() == [1, 0, 0, 0, 0, 0]
    found = step_table(both)
    assert found[["replication", "station", "ended"]].to_numpy().tolist() == [
        [0, "cek", 1], [0, "putus", 1], [1, "cek", 0], [1, "putus", 0],
    ]  # fmt: skip
    assert found["deadline_days"].tolist() == pytest.approx([3, 1, 3, 1], nan_ok=True)
