"""Who gains by a plan, and how long each permit takes: only what is of the same people, and of as many decided."""

from dataclasses import replace

import pandas as pd
import pytest

from simulator.experiments import Comparison, compare
from simulator.reports.comparison_permits import permit_tables
from simulator.reports.comparison_who import changed_channels, who_sentences
from simulator.reports.findings import Findings
from simulator.scenario import load_scenario

NIB, ONLINE = "sojourn_time_mean[class:nib-rendah]", "sojourn_time_mean[channel:daring]"
RUNS = 4


@pytest.fixture(scope="module")
def pattern() -> Comparison:
    office = load_scenario("kabupaten-menengah")
    return compare(office, office.with_({"title": {"id": "Rencana A", "en": "Plan A"}}), replications=RUNS)


def made(pattern: Comparison, **changes: float) -> Comparison:
    """Every number is 1, these times are 100 minutes, and they change by so much."""
    values = pattern.base.values.copy()
    values.loc[:, :] = 1.0
    values[[NIB, ONLINE]] = 100.0
    other = values.copy()
    for name, size in {NIB: changes.get("nib", 0.0), ONLINE: changes.get("online", 0.0)}.items():
        other[name] += [size * (1 + 0.01 * at) for at in range(RUNS)]
    plan = replace(pattern.alternatives[0], values=other)
    return replace(pattern, base=replace(pattern.base, values=values), alternatives=(plan,))


def groups(online: int) -> Findings:
    rows = [(run, "channel", name, count) for run in range(RUNS) for name, count in (("daring", online), ("loket", 90))]
    return Findings(values={"groups": pd.DataFrame(rows, columns=["replication", "by", "group", "cases"])})


def legal(days: float, late: float = 0.1, deemed: float = 0.0) -> Findings:
    rows = [(run, "sip", days + 0.01 * run * days, 1 - late - deemed, late) for run in range(RUNS)]
    columns = ["replication", "case_class", "turnaround_days_mean", "on_time_share", "late_share"]
    table = pd.DataFrame(rows, columns=columns)
    others = ("settled", "deemed_approved_share", "missed_share", "turnaround_days_p90", "lateness_days_mean",
              "lateness_days_p90", "stopped_days_mean")  # fmt: skip
    return Findings(values={"legal": table.assign(**dict.fromkeys(others, 1.0))})


def test_a_channel_that_others_use_with_the_plan_is_not_compared_and_it_is_said_why(pattern: Comparison):
    found = made(pattern, nib=-20.0, online=30.0)
    (moved,) = who_sentences(found, "id", (groups(40), groups(45)))
    assert "lebih lama selesai" not in moved
    assert "lebih cepat selesai bagi NIB, risiko rendah" in moved
    assert "Kanal Daring lewat OSS tidak dibandingkan, sebab rencana ini mengubah siapa yang memakainya." in moved
    (kept,) = who_sentences(found, "id", (groups(40), groups(40)))
    assert "lebih lama selesai bagi kanal Daring lewat OSS" in kept
    assert "tidak dibandingkan" not in kept


def test_as_long_as_it_is_not_known_who_came_by_which_channel_none_is_compared(pattern: Comparison):
    (said,) = who_sentences(made(pattern, nib=-20.0, online=30.0), "id")
    assert "kanal" not in said
    assert "NIB" in said


def test_a_channel_that_is_new_is_one_that_others_use():
    base = groups(40)
    base = replace(base, values={"groups": base.values["groups"].query("group != 'daring'")})
    assert changed_channels((base, groups(40)), 0) == ["channel:daring"]


def test_changes_that_are_practically_nothing_are_not_told_as_gains_or_losses(pattern: Comparison):
    (said,) = who_sentences(made(pattern, nib=-0.4), "id")
    assert "tidak ada izin, kanal atau tempat yang terbukti" in said


def test_days_of_each_permit_stand_in_a_table_of_their_own_with_what_a_plan_changes(pattern: Comparison):
    (one,) = permit_tables(pattern, (legal(8.0), legal(6.0)), [0], "id")
    ((permit, now, change),) = [[str(cell).replace("\u2060", "") for cell in row] for row in one.rows]
    assert permit == "Surat izin praktik tenaga kesehatan"
    assert now.startswith("8,")
    assert "hari kerja" in now
    assert change.startswith("turun 2,0")
    assert f"n = {RUNS}" in one.caption


def test_days_are_not_compared_where_more_or_fewer_are_decided(pattern: Comparison):
    """A permit that is deemed granted has no day of decision, so the mean of the others looks better."""
    (one,) = permit_tables(pattern, (legal(8.0), legal(6.0, deemed=0.3)), [0], "id")
    assert [str(row[2]) for row in one.rows] == ["tidak sebanding: 30 poin persen lebih sedikit yang diputus"]


def test_without_deadlines_or_before_the_logs_are_read_there_is_no_such_table(pattern: Comparison):
    assert not list(permit_tables(pattern, (), [0], "id"))
    assert not list(permit_tables(pattern, (groups(1), groups(1)), [0], "id"))
