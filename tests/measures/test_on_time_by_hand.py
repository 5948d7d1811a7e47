"""Who is decided on time, on small logs, against deadlines counted on paper. No engine runs here.

The horizon is a week from Thursday on. Of the class izin, who comes to the office (datang) is complete after cek and
decided by putus; the law gives two working days. Who comes online (daring) is complete on arrival and decided on leaving.
"""

import re
from dataclasses import replace
from math import nan

import pytest

from hand_log import hand_log
from measures.naive import naive_measures
from measures.pandas_measures import pandas_measures
from simulator.calendars import MS_PER_DAY
from simulator.eventlog import EventLog, Names
from simulator.measures import Window, measure, measure_names, measure_rows

DAYS = ("thu", "fri", "sat", "sun", "mon", "tue", "wed")
OFFICE = Names(
    stations=("cek", "putus", "ambil"),
    case_classes=("izin", "nib"),
    channels=("datang", "daring"),
    subsystems=("oss",),
    kinds=("self_service",) * 3,
    in_person=("datang",),
    routes=(("izin", "datang"), ("izin", "daring"), ("nib", "datang")),
    deadline_days=(2, -1),
    starts_clock=(("izin", "datang", "cek"),),
    decides=(("izin", "datang", "putus"),),
    working_days=(True, True, False, False, True, True, True),
)


def life(text: str, names: Names = OFFICE, days: int = 7) -> EventLog:
    """A log with days by name; ``thu 9:00-11:00 a cek`` is a whole visit."""
    lines = []
    for line in text.strip().splitlines():
        day, times, *words = line.split()
        hours = 24 * DAYS.index(day)
        begin, *end = [f"{hours + int(time.split(':')[0])}:{time.split(':')[1]}" for time in times.split("-")]
        if end:
            lines += [f"{begin} queue_join {' '.join(words)}", f"{begin} service_start {' '.join(words)}"]
            lines += [f"{end[0]} service_end {' '.join(words)}"]
        else:
            lines.append(f"{begin} {' '.join(words)}")
    lines.sort(key=lambda line: [int(number) for number in re.findall(r"\d+", line)[:2]])
    return hand_log("\n".join(lines), days=days, names=names)


def assert_share(log: EventLog, expected: float, warm_up_days: int = 0) -> None:
    """Of the office and of the class, by the pass over the rows and by both computations of the tests."""
    window = Window(warm_up_days * MS_PER_DAY, 0)
    (found,), (from_tables,) = (table(log, window).to_dict("records") for table in (measure, pandas_measures))
    for values in (found, from_tables, naive_measures(log, window)[0]):
        assert values["on_time_share"] == pytest.approx(expected, nan_ok=True)
        assert values["on_time_share[class:izin]"] == pytest.approx(expected, nan_ok=True)


def decided(when: str) -> str:
    """Complete on Thursday, so due on Monday at 24:00: Friday is the first working day after it and Monday the second."""
    return (
        f"thu 9:00 arrival a\nthu 9:00-10:00 a cek\n{when} a putus\n{when.split()[0]} {when.split('-')[1]} departure a"
    )


@pytest.mark.parametrize(
    ("when", "share"),
    [("fri 9:00-10:00", 1), ("mon 9:00-23:59", 1), ("mon 9:00-24:00", 1), ("mon 9:00-24:01", 0), ("wed 9:00-10:00", 0)],
)
def test_the_deadline_is_the_end_of_the_last_working_day(when: str, share: float):
    assert_share(life(decided(when)), share)


def test_the_clock_starts_when_the_file_is_complete():
    """Complete on Friday: due on Tuesday, the second working day after it. From the arrival it would be Monday."""
    assert_share(life("""
        thu 9:00 arrival a
        thu 9:00-34:00 a cek
        tue 9:00-10:00 a putus
        tue 10:00 departure a
    """), 1)  # fmt: skip


def test_a_failed_check_does_not_complete():
    """Thursday's cek fails, Friday's completes: due on Tuesday, and decided then."""
    assert_share(life("""
        thu 9:00 arrival a
        thu 9:00-10:00 a cek
        thu 10:00 rework a cek incomplete
        thu 10:00-34:00 a#1 cek
        tue 9:00-10:00 a#1 putus
        tue 10:00 departure a#1
    """), 1)  # fmt: skip


def test_a_failed_check_does_not_decide():
    """Due on Monday; the putus of Monday fails, that of Tuesday decides."""
    assert_share(life("""
        thu 9:00 arrival a
        thu 9:00-10:00 a cek
        mon 9:00-10:00 a putus
        mon 10:00 rework a putus returned
        tue 9:00-10:00 a#1 putus
        tue 10:00 departure a#1
    """), 0)  # fmt: skip


def test_the_decision_counts_not_the_way_home():
    """Decided on Monday, fetched on Tuesday."""
    assert_share(life("""
        thu 9:00 arrival a
        thu 9:00-10:00 a cek
        mon 9:00-10:00 a putus
        tue 9:00-10:00 a ambil
        tue 10:00 departure a
    """), 1)  # fmt: skip


@pytest.mark.parametrize(("leaves", "share"), [("mon", 1), ("tue", 0)])
def test_without_such_steps_the_clock_runs_from_arrival_to_departure(leaves: str, share: float):
    """Online on Thursday: due on Monday, whatever is served before."""
    assert_share(life(f"""
        thu 9:00 arrival a@daring
        thu 9:00-30:00 a@daring cek
        {leaves} 9:00-10:00 a@daring putus
        {leaves} 10:00-11:00 a@daring ambil
        {leaves} 11:00 departure a@daring
    """), share)  # fmt: skip


@pytest.mark.parametrize(
    ("ending", "share"),
    [("wed 9:00-10:00 a#1 putus\nwed 10:00 departure a#1", 1), ("", 0)],
    ids=["decided", "undecided"],
)
def test_the_clock_stands_while_the_applicant_repairs(ending: str, share: float):
    """Due on Monday. Away from Friday to Tuesday: after Friday and up to Tuesday lie two working days, so due on Wednesday.

    Undecided, it is late when Wednesday is over, in a horizon of one day more.
    """
    names = replace(OFFICE, working_days=(*OFFICE.working_days, True))
    assert_share(life(f"""
        thu 9:00 arrival a
        thu 9:00-10:00 a cek
        fri 9:00-10:00 a putus
        fri 10:00 rework a putus returned
        fri 10:00 wait_applicant a returned
        tue 9:00 return_applicant a#1 returned
        {ending}
    """, names, days=8), share)  # fmt: skip


@pytest.mark.parametrize(("decided_on", "share"), [("mon", 1), ("tue", 0)])
def test_who_comes_back_on_a_day_off_has_the_next_working_day(decided_on: str, share: float):
    """One working day, complete on Thursday: due on Friday. Away from Friday to Saturday, no working day: due on Monday."""
    assert_share(life(f"""
        thu 9:00 arrival a
        thu 9:00-10:00 a cek
        fri 9:00-20:00 a putus
        fri 20:00 rework a putus returned
        fri 20:00 wait_applicant a returned
        sat 10:00 return_applicant a#1 returned
        {decided_on} 9:00-10:00 a#1 putus
        {decided_on} 10:00 departure a#1
    """, replace(OFFICE, deadline_days=(1, -1))), share)  # fmt: skip


def test_the_clock_does_not_stand_while_who_failed_is_away():
    """Due on Monday; from Friday to Tuesday away for want of a ticket, decided on Tuesday."""
    assert_share(life("""
        thu 9:00 arrival a
        thu 9:00-10:00 a cek
        fri 9:00 balk a putus tickets_gone
        tue 9:00 return_applicant a#1 tickets_gone
        tue 9:00-10:00 a#1 putus
        tue 10:00 departure a#1
    """), 0)  # fmt: skip


def test_an_absence_before_the_clock_starts_moves_nothing():
    """Not complete on Thursday, repaired until Friday, complete then: due on Tuesday; decided on Wednesday."""
    assert_share(life("""
        thu 9:00 arrival a
        thu 9:00-10:00 a cek
        thu 10:00 rework a cek incomplete
        thu 10:00 wait_applicant a incomplete
        fri 9:00 return_applicant a#1 incomplete
        fri 9:00-10:00 a#1 cek
        wed 9:00-10:00 a#1 putus
        wed 10:00 departure a#1
    """), 0)  # fmt: skip


def test_deemed_approval_is_not_on_time():
    """a is decided on Friday; b is deemed approved when Monday ends."""
    assert_share(life(decided("fri 9:00-10:00") + """
        thu 9:01 arrival b
        thu 9:01-10:01 b cek
        tue 0:00 deemed_approved b
    """), 1 / 2)  # fmt: skip


def test_silence_is_late_also_where_nothing_is_deemed():
    """a is decided on Friday; nobody decides b, which was due on Monday, nor c, due when the horizon ends; d is at home."""
    log = life(decided("fri 9:00-10:00") + """
        thu 9:01 arrival b
        thu 9:01-10:01 b cek
        mon 9:00 arrival c
        mon 9:00-10:00 c cek
        thu 9:02 arrival d
        thu 9:02-10:02 d cek
        thu 10:02 wait_applicant d
    """)  # fmt: skip
    assert_share(log, 1 / 2)


def test_c_is_late_in_a_longer_horizon():
    """Complete on Monday, due on Wednesday at 24:00, which an eighth day leaves behind."""
    text = "mon 9:00 arrival c\nmon 9:00-10:00 c cek"
    assert_share(life(text), nan)
    assert_share(life(text, replace(OFFICE, working_days=(*OFFICE.working_days, False)), days=8), 0)


def test_what_is_missed_stays_missed():
    """Due on Monday; sent home on Tuesday, back and decided on Wednesday."""
    assert_share(life("""
        thu 9:00 arrival a
        thu 9:00-10:00 a cek
        tue 9:00-10:00 a putus
        tue 10:00 rework a putus returned
        tue 10:00 wait_applicant a returned
        wed 9:00 return_applicant a#1 returned
        wed 9:00-10:00 a#1 putus
        wed 10:00 departure a#1
    """), 0)  # fmt: skip


@pytest.mark.parametrize(("when", "share"), [("mon 24:00", 1), ("tue 1:00", 1 / 2)])
def test_who_gives_up_in_time_is_left_out(when: str, share: float):
    """a is decided on Friday; b, due on Monday, gives up."""
    assert_share(life(decided("fri 9:00-10:00") + f"""
        thu 9:01 arrival b
        thu 9:01-10:01 b cek
        {when} balk b putus tickets_gone
        {when} give_up b tickets_gone
    """), share)  # fmt: skip


def test_who_gives_up_after_the_decision_was_decided():
    assert_share(life("""
        thu 9:00 arrival a
        thu 9:00-10:00 a cek
        fri 9:00-10:00 a putus
        tue 9:00 balk a ambil tickets_gone
        tue 9:00 give_up a tickets_gone
    """), 1)  # fmt: skip


@pytest.mark.parametrize(("leaves", "share"), [("tue", 1), ("wed", 0)])
def test_a_switch_to_a_channel_without_completeness_starts_the_clock(leaves: str, share: float):
    """From Friday on it is online: due on Tuesday."""
    assert_share(life(f"""
        thu 9:00 arrival a
        thu 9:00 balk a cek
        fri 9:00 switch_channel a@daring#1
        fri 9:00 return_applicant a@daring#1 queue_limit
        fri 9:00-10:00 a@daring#1 cek
        {leaves} 9:00-10:00 a@daring#1 putus
        {leaves} 10:00 departure a@daring#1
    """), share)  # fmt: skip


def test_a_switch_does_not_start_it_again():
    """Online on Thursday: due on Monday, also after the switch to the office and its cek on Friday; decided on Tuesday."""
    assert_share(life("""
        thu 9:00 arrival a@daring
        thu 9:00 balk a@daring cek
        fri 9:00 switch_channel a#1
        fri 9:00 return_applicant a#1 queue_limit
        fri 9:00-10:00 a#1 cek
        tue 9:00-10:00 a#1 putus
        tue 10:00 departure a#1
    """), 0)  # fmt: skip


@pytest.mark.parametrize(("arrives", "share"), [("thu 0:00", 0), ("thu 0:01", 1)])
def test_the_initial_backlog_was_complete(arrives: str, share: float):
    """At time 0 the clock of Thursday starts: due on Monday. Who comes later is complete on Friday: due on Tuesday."""
    assert_share(life(f"""
        {arrives} arrival a
        thu 9:00-34:00 a cek
        tue 9:00-10:00 a putus
        tue 10:00 departure a
    """), share)  # fmt: skip


def test_who_was_not_complete_has_no_deadline():
    """a still waits for its applicant, b departs and c is decided without having been complete."""
    assert_share(life("""
        thu 9:00 arrival a
        thu 9:00-10:00 a cek
        thu 10:00 rework a cek incomplete
        thu 10:00 wait_applicant a incomplete
        thu 9:01 arrival b
        tue 9:00-10:00 b ambil
        tue 10:00 departure b
        thu 9:02 arrival c
        thu 9:02-10:02 c putus
        fri 9:00-10:00 c cek
        wed 9:00-10:00 c ambil
        wed 10:00 departure c
    """), nan)  # fmt: skip


def test_who_arrives_in_the_warm_up_is_not_counted():
    """a is decided late on Wednesday, b of Friday on time."""
    log = life(decided("wed 9:00-10:00") + """
        fri 9:00 arrival b
        fri 9:00-10:00 b cek
        tue 9:00-10:00 b putus
        tue 10:00 departure b
    """)  # fmt: skip
    assert_share(log, 1 / 2)
    assert_share(log, 1, warm_up_days=1)


@pytest.mark.parametrize(
    "names", [replace(OFFICE, deadline_days=()), replace(OFFICE, deadline_days=(-1, -1), working_days=())]
)
def test_without_a_deadline_there_is_no_share(names: Names):
    log = life(decided("fri 9:00-10:00"), names)
    for compute in (measure, pandas_measures):
        table = compute(log, Window(0, 0))
        assert table["on_time_share"].isna().all()
        assert [name for name in table if name.startswith("on_time_share[")] == []


def test_each_class_has_its_own_deadline():
    """The second case, of nib, has one working day from its arrival: due on Friday, decided on Monday."""
    log = life(decided("mon 9:00-10:00") + """
        thu 9:01 arrival b
        mon 10:01-11:00 b ambil
        mon 11:00 departure b
    """, replace(OFFICE, deadline_days=(2, 1)))  # fmt: skip
    columns = {name: column.copy() for name, column in log.columns.items()}
    columns["case_class"][columns["case"] == 1] = 1
    both = EventLog(columns, log.names, log.horizon_ms)
    for values in (
        *(f(both, Window(0, 0)).loc[0] for f in (measure, pandas_measures)),
        naive_measures(both, Window(0, 0))[0],
    ):
        assert values["on_time_share"] == 1 / 2
        assert values["on_time_share[class:izin]"] == 1
        assert values["on_time_share[class:nib]"] == 0


def test_working_days_must_be_known_for_the_whole_horizon():
    log = life(decided("fri 9:00-10:00"), replace(OFFICE, working_days=OFFICE.working_days[:6]))
    assert "on_time_share[class:izin]" in measure_names(log.names)
    with pytest.raises(ValueError, match="known to be a working day"):
        measure_rows(log.rows(), log.names, log.horizon_ms, Window(0, 0))


def test_each_class_must_have_its_deadline_or_none():
    log = life(decided("fri 9:00-10:00"), replace(OFFICE, deadline_days=(2,)))
    with pytest.raises(ValueError, match="2 case classes have 1 deadlines"):
        measure_rows(log.rows(), log.names, log.horizon_ms, Window(0, 0))
