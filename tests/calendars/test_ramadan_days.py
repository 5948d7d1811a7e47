"""The days of Ramadan by the table, and what happens where the table ends."""

from datetime import date, timedelta
from pathlib import Path

import pytest
from holidays import country_holidays

from simulator.calendars import ramadan_days
from simulator.calendars.ramadan import read_ramadan

HEADER = "id,hijri_year,first,last,mark,cite\n"
YEARS_WITHOUT_A_ROW = [year for year in range(1990, 2061) if year not in (2025, 2026, 2027)]


def eid_al_fitr(year: int) -> list[date]:
    """First days of Idul Fitri in a Gregorian year, most often one."""
    named = country_holidays("ID", years=year, language="en_US").items()
    firsts = [(day, name) for day, names in named for name in names.split("; ") if "Second" not in name]
    return sorted(day for day, name in firsts if name.startswith("Eid al-Fitr"))


@pytest.mark.parametrize(
    ("first", "last"),
    [("2025-03-01", "2025-03-30"), ("2026-02-19", "2026-03-20"), ("2027-02-08", "2027-03-09")],
)
def test_first_and_last_day_are_inside_and_their_neighbours_are_not(first: str, last: str):
    begin, end = date.fromisoformat(first), date.fromisoformat(last)
    assert ramadan_days(begin - timedelta(1), days=60) == set(range(1, (end - begin).days + 2))
    assert ramadan_days(end, days=3) == {0}
    assert ramadan_days(begin - timedelta(5), days=5) == frozenset()
    assert ramadan_days(begin - timedelta(5), days=6) == {5}


def test_a_horizon_may_hold_two_of_them():
    assert ramadan_days(date(2025, 3, 29), days=330) == {0, 1, 327, 328, 329}  # 29, 30 March; 19-21 February


def test_idul_fitri_is_the_day_after_the_last_of_each_row():
    months = read_ramadan(Path(__file__).resolve().parents[2] / "datasets" / "calendar" / "data" / "ramadan.csv")
    assert [month.first.year for month in months] == [2025, 2026, 2027]
    assert [[month.last + timedelta(1)] for month in months] == [eid_al_fitr(month.last.year) for month in months]


@pytest.mark.parametrize("year", YEARS_WITHOUT_A_ROW)
def test_a_ramadan_that_the_table_lacks_is_never_passed_over(year: int):
    eids = eid_al_fitr(year)
    assert len(eids) in (1, 2)
    for eid in eids:
        for before in (1, 15, 29):
            with pytest.raises(ValueError, match=r"ramadan.csv does not have the Ramadan that begins about"):
                ramadan_days(eid - timedelta(before), days=1)
        assert ramadan_days(eid + timedelta(8), days=300) == frozenset()


def test_the_missing_ramadan_is_named():
    assert ramadan_days(date(2027, 3, 10), days=318) == frozenset()  # to 21 January 2028
    with pytest.raises(ValueError, match=r"about 2028-01-28; add its first and last day"):
        ramadan_days(date(2027, 3, 10), days=330)
    with pytest.raises(ValueError, match=r"about 2024-03-12; add its first and last day"):
        ramadan_days(date(2024, 4, 1), days=400)


def test_another_table_takes_its_place(tmp_path: Path):
    file = tmp_path / "own.csv"
    file.write_text(HEADER + "id,1447,2026-02-18,2026-03-19,published,some communities\n", encoding="utf-8")
    assert ramadan_days(date(2026, 2, 17), days=40, table=file) == set(range(1, 31))
    with pytest.raises(ValueError, match=r"own.csv does not have the Ramadan that begins about 2027-02-07"):
        ramadan_days(date(2027, 3, 1), days=1, table=file)


@pytest.mark.parametrize(
    ("row", "said"),
    [
        (
            "id,1447,2026-02-19,2026-03-21,m,c",
            r"line 2: Ramadan from 2026-02-19 to 2026-03-21 has 31 days; .* 29 or 30",
        ),
        ("id,1447,2026-02-19,2026-03-18,m,c", r"has 28 days"),
        ("id,1447,2026-03-20,2026-02-19,m,c", r"has -28 days"),
        ("id,1447,19 Feb 2026,2026-03-20,m,c", r"'19 Feb 2026' is not a date"),
        ("", r"own.csv has no row; give the first and last day of at least one Ramadan"),
    ],
)
def test_a_wrong_table_is_named(tmp_path: Path, row: str, said: str):
    file = tmp_path / "own.csv"
    file.write_text(HEADER + row, encoding="utf-8")
    with pytest.raises(ValueError, match=said):
        read_ramadan(file)
