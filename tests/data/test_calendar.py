"""The data package `calendar`: its days off beside the library of holidays, its counts beside printed ones."""

from datetime import date, timedelta
from itertools import pairwise
from pathlib import Path

import pandas as pd
import pytest
from holidays import GOVERNMENT, PUBLIC, country_holidays
from packages import maker

from simulator.calendars import add_working_days, count_working_days
from simulator.data import DATASETS, find_row, load

# 240 working days in 2026, month by month, as counted by hand from the decree.
MONTHS_2026 = [20, 18, 17, 21, 16, 20, 23, 19, 22, 22, 21, 21]


def dates(year: int, kind: str) -> set[date]:
    table = load("calendar", "days_off")
    rows = table[(table["date"].dt.year == year) & (table["kind"] == kind)]
    return set(rows["date"].dt.date)


def differences(found: set[date], expected: set[date]) -> set[date]:
    return found ^ expected


@pytest.mark.parametrize("year", [2025, 2026, 2027])
@pytest.mark.parametrize(("kind", "category"), [("national", PUBLIC), ("joint", GOVERNMENT)])
def test_the_decrees_and_the_library_name_the_same_dates(year: int, kind: str, category: str):
    library = set(country_holidays("ID", years=year, categories=category))
    assert differences(dates(year, kind), library) == set()


def test_a_date_more_or_less_would_be_seen():
    library = set(country_holidays("ID", years=2026, categories=PUBLIC))
    assert differences(library - {date(2026, 8, 17)}, library) == {date(2026, 8, 17)}
    assert differences(library | {date(2026, 8, 18)}, library) == {date(2026, 8, 18)}


@pytest.mark.parametrize(
    ("year", "national", "joint", "working"), [(2025, 17, 11, 237), (2026, 17, 8, 240), (2027, 18, 8, 242)]
)
def test_the_counts_of_a_year(year: int, national: int, joint: int, working: int):
    assert [find_row(f"calendar/{kind}-{year}").value for kind in ("national", "joint")] == [national, joint]
    assert find_row(f"calendar/working-days-{year}").value == working
    assert count_working_days(date(year, 1, 1), date(year, 12, 31)) == working


def test_the_working_days_of_each_month_of_2026():
    rows = [find_row(f"calendar/working-days-2026-{month:02d}") for month in range(1, 13)]
    assert [row.value for row in rows] == MONTHS_2026
    assert {row.mark for row in rows} == {"official"}
    assert sum(MONTHS_2026) == 240


@pytest.mark.parametrize("year", [2025, 2026, 2027])
def test_the_simulator_counts_the_same_working_days_in_each_month(year: int):
    starts = [date(year, month, 1) for month in range(1, 13)] + [date(year + 1, 1, 1)]
    counted = [count_working_days(first, following - timedelta(1)) for first, following in pairwise(starts)]
    assert [find_row(f"calendar/working-days-{year}-{month:02d}").value for month in range(1, 13)] == counted


def test_three_working_days_after_17_march_2026():
    assert add_working_days(date(2026, 3, 17), 3) == date(2026, 3, 27)


def test_a_year_read_from_reports_is_not_called_official():
    table = load("calendar", "days_off")
    marks = set(zip(table["date"].dt.year, table["mark"], strict=True))
    assert marks == {(2025, "published"), (2026, "official"), (2027, "published")}
    usual = find_row("calendar/working-days-a-year")
    assert (usual.low, usual.value, usual.high, usual.mark) == (237, 240, 242, "published")


def test_the_lengths_of_breaks_and_weeks_are_those_of_the_hours():
    hours = load("calendar").set_index("id")
    for period in ("normal", "ramadan"):
        worked_h = 0.0
        for weekdays, row, fact in (("mon-thu", 4, f"break-{period}"), ("fri", 1, f"break-{period}-friday")):
            day = hours.loc[f"perpres-21-2023-{period}-{weekdays}"]
            opens, closes, stops, resumes = (
                pd.Timedelta(f"{day[name]}:00") for name in ("from", "to", "break_from", "break_to")
            )
            assert (resumes - stops).total_seconds() / 60 == find_row(f"calendar/{fact}").value
            worked_h += row * (closes - opens - (resumes - stops)).total_seconds() / 3600
        assert worked_h == find_row(f"calendar/week-{period}").value


def test_hours_without_a_break_and_an_announced_ramadan(tmp_path: Path):
    """What `PROVENANCE.md` tells the reader to write into raw, built in a copy of it."""
    raw = DATASETS / "calendar" / "raw"
    for file in raw.iterdir():
        (tmp_path / file.name).write_bytes(file.read_bytes())
    with (tmp_path / "working_hours.csv").open("a", encoding="utf-8") as stream:
        stream.write("mall,mall,2026-01-01,normal,Sat,08:00,1500,,,,assumed,a test,,\n")
    with (tmp_path / "ramadan.csv").open("a", encoding="utf-8") as stream:
        stream.write("1449,2028-01-28,2028-02-26,published,a test\n")
    made = maker(DATASETS / "calendar")(tmp_path)
    last = made["working_hours"].iloc[-1]
    assert last[["from", "to", "break_from", "break_to"]].tolist() == ["08:00", "13:00", "", ""]
    assert made["ramadan"].iloc[-1][["first", "last"]].tolist() == ["2028-01-28", "2028-02-25"]
