"""National holidays and joint leave: the decree of 2026, and corrections by a table."""

from datetime import date, timedelta
from pathlib import Path

import pytest

from simulator.calendars import days_off, is_decreed
from simulator.calendars.public_holidays import OVERRIDES, read_overrides

HEADER = "id,date,is_off,kind,mark,cite\n"

# Joint decree (SKB) 1497/2025, 2/2025, 5/2025 of 19 September 2025.
NATIONAL_2026 = [
    *("2026-01-01", "2026-01-16", "2026-02-17", "2026-03-19", "2026-03-21", "2026-03-22", "2026-04-03", "2026-04-05"),
    *("2026-05-01", "2026-05-14", "2026-05-27", "2026-05-31", "2026-06-01", "2026-06-16", "2026-08-17", "2026-08-25"),
    "2026-12-25",
]
JOINT_2026 = [
    *("2026-02-16", "2026-03-18", "2026-03-20", "2026-03-23", "2026-03-24", "2026-05-15", "2026-05-28", "2026-12-24"),
]


@pytest.fixture
def table(tmp_path: Path):
    """Writes a table of corrections."""

    def write(*rows: str) -> Path:
        file = tmp_path / "corrections.csv"
        file.write_text(HEADER + "\n".join(rows) + "\n", encoding="utf-8")
        return file

    return write


def dates_off(year: int, file: Path = OVERRIDES) -> set[str]:
    first = date(year, 1, 1)
    days = (date(year + 1, 1, 1) - first).days
    return {(first + timedelta(day)).isoformat() for day in days_off(first, days, file)}


@pytest.mark.parametrize("day", NATIONAL_2026 + JOINT_2026)
def test_each_day_of_the_decree_of_2026_is_off(day: str):
    assert days_off(date.fromisoformat(day), days=1) == {0}


def test_no_other_day_of_2026_is_off():
    assert (len(NATIONAL_2026), len(JOINT_2026)) == (17, 8)
    assert dates_off(2026) == {*NATIONAL_2026, *JOINT_2026}


def test_days_are_numbered_from_the_start_and_across_new_year():
    assert days_off(date(2025, 12, 24), days=10) == {1, 2, 8}  # 25 and 26 December, 1 January
    assert days_off(date(2025, 12, 24), days=1) == frozenset()
    assert days_off(date(2025, 12, 24), days=2) == {1}


def test_the_joint_leave_added_in_august_2025_is_known():
    assert days_off(date(2025, 8, 18), days=1) == {0}


def test_the_table_adds_a_day_off_and_takes_one_away(table):
    file = table(
        'off,2026-08-18,yes,joint,assumed,"SKB, a test"',
        "off,2026-12-24,no,joint,assumed,a test",
        "off,2027-01-04,yes,national,assumed,a test",
    )
    assert dates_off(2026, file) == {*NATIONAL_2026, *JOINT_2026, "2026-08-18"} - {"2026-12-24"}
    assert dates_off(2027, file) == dates_off(2027) | {"2027-01-04"}
    assert days_off(date(2026, 12, 24), days=12, table=file) == {1, 8, 11}
    assert dates_off(2026) == {*NATIONAL_2026, *JOINT_2026}


def test_a_row_that_says_what_the_library_says_changes_nothing(table):
    file = table("off,2026-08-17,yes,national,assumed,a test", "off,2026-08-19,no,national,assumed,a test")
    assert dates_off(2026, file) == dates_off(2026)


def test_a_table_saved_by_a_spreadsheet_is_read(tmp_path: Path):
    file = tmp_path / "corrections.csv"
    file.write_bytes(b"\xef\xbb\xbf" + HEADER.strip().encode() + b"\r\noff,2026-08-18,yes,joint,assumed,a test\r\n")
    assert "2026-08-18" in dates_off(2026, file)


@pytest.mark.parametrize("year", [2024, 2025, 2026, 2027])
def test_a_year_with_joint_leave_is_decreed(year: int):
    assert is_decreed(year)


@pytest.mark.parametrize("year", [2001, 2040, 2060])
def test_a_year_without_joint_leave_is_not_decreed_but_has_holidays(year: int):
    assert not is_decreed(year)
    assert f"{year}-08-17" in dates_off(year)


@pytest.mark.parametrize(
    ("row", "decreed"),
    [
        ("off,2058-02-25,yes,joint,assumed,a test", True),
        ("off,2058-02-25,yes,national,assumed,a test", False),
        ("off,2058-02-25,no,joint,assumed,a test", False),
        ("off,2059-02-25,yes,joint,assumed,a test", False),
    ],
)
def test_joint_leave_in_the_table_makes_a_year_decreed(table, row: str, decreed: bool):
    assert is_decreed(2058, table(row)) is decreed


@pytest.mark.parametrize(
    ("row", "said"),
    [
        (
            "off,18-08-2026,yes,joint,assumed,x",
            r"corrections.csv line 3: '18-08-2026' is not a date; write it as 2026-03-17",
        ),
        ("off,2026-02-30,yes,joint,assumed,x", r"line 3: '2026-02-30' is not a date"),
        ("off,2026-08-18,ya,joint,assumed,x", r"line 3: 'ya' is not one of yes, no"),
        ("off,2026-08-18,yes,cuti,assumed,x", r"line 3: 'cuti' is not one of national, joint"),
        ("off,2026-08-18,yes,joint,assumed", r"line 3: the number of cells is not that of the columns"),
        ("off,2026-08-18,yes,joint,assumed,SKB 1, 2", r"line 3: .* put text with a comma in double quotes"),
        ("off,2026-08-20,no,joint,assumed,x", r"corrections.csv: 2026-08-20 stands twice; keep one row for each date"),
    ],
)
def test_a_wrong_row_is_named_with_its_line(table, row: str, said: str):
    with pytest.raises(ValueError, match=said):
        read_overrides(table("off,2026-08-20,yes,joint,assumed,x", row))


@pytest.mark.parametrize(
    "header",
    ["", "id,date,off,kind,mark,cite\n", "id;date;is_off;kind;mark;cite\n", "kind,id,date,is_off,mark,cite\n"],
)
def test_wrong_columns_are_named_with_the_right_ones(tmp_path: Path, header: str):
    file = tmp_path / "corrections.csv"
    file.write_text(header + "2026-08-18,yes,joint,x\n" if header else "", encoding="utf-8")
    with pytest.raises(ValueError, match=r"corrections.csv line 1: .* they must be 'id,date,is_off,kind,mark,cite'"):
        read_overrides(file)
