"""The tables that come with SimPTSP: every row has its evidence, every file is explained, and the arithmetic is right."""

import csv
from datetime import date, datetime
from pathlib import Path

import pytest

from simulator.calendars import public_holidays, ramadan, rules

PACKAGE = Path(__file__).resolve().parents[2] / "datasets" / "calendar"
FOLDER = PACKAGE / "data"
READERS = {
    "working_hours.csv": rules.read_rules,
    "ramadan.csv": ramadan.read_ramadan,
    "holiday_overrides.csv": public_holidays.read_overrides,
}
MARKS = {"official", "published", "measured", "source_document", "assumed"}
FEWEST_ROWS = {"working_hours.csv": 4, "ramadan.csv": 3, "holiday_overrides.csv": 0}


def rows(name: str) -> list[dict[str, str]]:
    with (FOLDER / name).open(encoding="utf-8", newline="") as stream:
        return list(csv.DictReader(stream))


def minutes(row: dict[str, str], start: str, end: str) -> int:
    opens, closes = (datetime.strptime(row[name], "%H:%M") for name in (start, end))
    return int((closes - opens).total_seconds()) // 60


def test_each_table_that_the_simulator_reads_is_in_the_package_and_explained():
    files = {file.name for file in FOLDER.glob("*.csv")}
    assert files - {"days_off.csv", "facts.csv"} == set(READERS)
    explained = (PACKAGE / "PROVENANCE.md").read_text(encoding="utf-8")
    assert all(f"`{name.removesuffix('.csv')}`" in explained for name in READERS)


@pytest.mark.parametrize("name", READERS)
def test_each_row_is_read_and_has_its_evidence(name: str):
    table = rows(name)
    assert len(READERS[name](FOLDER / name)) == len(table) >= FEWEST_ROWS[name]
    for row in table:
        assert len(row["cite"]) >= 10
        assert {row[column] for column in ("mark", "break_mark") if column in row} <= MARKS


def test_the_code_reads_these_tables():
    assert [public_holidays.OVERRIDES, ramadan.RAMADAN, rules.RULES] == [
        FOLDER / "holiday_overrides.csv",
        FOLDER / "ramadan.csv",
        FOLDER / "working_hours.csv",
    ]


@pytest.mark.parametrize(
    ("period", "starts", "week_min", "break_min", "friday_break_min"),
    [("normal", "07:30", 37.5 * 60, 60, 90), ("ramadan", "08:00", 32.5 * 60, 30, 60)],
)
def test_the_rows_of_perpres_21_2023(period, starts, week_min, break_min, friday_break_min):
    """Article 4: start, hours of a week without breaks, length of breaks."""
    table = [row for row in rows("working_hours.csv") if (row["rule"], row["period"]) == ("perpres-21-2023", period)]
    assert {row["weekdays"]: minutes(row, "break_from", "break_to") for row in table} == {
        "Mon Tue Wed Thu": break_min,
        "Fri": friday_break_min,
    }
    worked = [minutes(row, "from", "to") - minutes(row, "break_from", "break_to") for row in table]
    assert sum(len(row["weekdays"].split()) * day for row, day in zip(table, worked, strict=True)) == week_min
    assert {row["from"] for row in table} == {starts}
    assert {date.fromisoformat(row["valid_from"]) for row in table} == {date(2023, 4, 12)}
