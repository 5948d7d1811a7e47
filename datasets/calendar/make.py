"""The working calendar: transcribed rules, Ramadans and decrees -> office hours, days off, working days."""

from collections.abc import Iterator
from datetime import date, datetime, timedelta
from pathlib import Path
from typing import Any

import pandas as pd
from facts import COLUMNS, MARKS, NUMBERS, read_facts, read_texts

WORKING_DAYS_A_WEEK = 5
RAMADAN_DAYS = 30
MONTHS = {
    1: ("January", "Januari"),
    2: ("February", "Februari"),
    3: ("March", "Maret"),
    4: ("April", "April"),
    5: ("May", "Mei"),
    6: ("June", "Juni"),
    7: ("July", "Juli"),
    8: ("August", "Agustus"),
    9: ("September", "September"),
    10: ("October", "Oktober"),
    11: ("November", "November"),
    12: ("December", "Desember"),
}


def tables(raw: Path) -> dict[str, pd.DataFrame]:
    """Every table of the package, by the name of its resource."""
    days_off = _days_off(read_texts(raw / "days_off.csv"), read_texts(raw / "decrees.csv"))
    return {
        "working_hours": _working_hours(read_texts(raw / "working_hours.csv")),
        "ramadan": _ramadan(read_texts(raw / "ramadan.csv")),
        "holiday_overrides": read_texts(raw / "holiday_overrides.csv"),
        "days_off": days_off,
        "facts": _facts(read_facts(raw / "facts.csv"), days_off),
    }


def _working_hours(rules: pd.DataFrame) -> pd.DataFrame:
    """The end of a break is its start and length; the end of a day makes five equal days of the hours of the week."""
    break_min = rules["break_min"].map(lambda minutes: int(minutes or 0))
    present_min = rules["week_min"].astype(int) // WORKING_DAYS_A_WEEK + break_min
    rules["break_to"] = [
        _later(*pause) if pause[0] else "" for pause in zip(rules["break_from"], break_min, strict=True)
    ]
    rules["to"] = [_later(*day) for day in zip(rules["from"], present_min, strict=True)]
    times = ["from", "to", "break_from", "break_to"]
    names = ["id", "rule", "valid_from", "period", "weekdays", *times, "article", "mark", "cite", "break_mark"]
    return rules[[*names, "break_cite"]]


def _later(time: str, minutes: int) -> str:
    return f"{datetime.strptime(time, '%H:%M') + timedelta(minutes=minutes):%H:%M}"


def _ramadan(months: pd.DataFrame) -> pd.DataFrame:
    """The last day is the one before 1 Syawal; a first day that is not announced yet is 30 days before 1 Syawal."""
    syawal = months["syawal"].map(date.fromisoformat)
    expected = syawal.map(lambda day: (day - timedelta(RAMADAN_DAYS)).isoformat())
    months["id"] = "ramadan-" + months["hijri_year"]
    months["first"] = months["first"].where(months["first"] != "", expected)
    months["last"] = syawal.map(lambda day: (day - timedelta(1)).isoformat())
    return months[["id", "hijri_year", "first", "last", "mark", "cite"]]


def _days_off(days: pd.DataFrame, decrees: pd.DataFrame) -> pd.DataFrame:
    days = days.rename(columns={"decree": "key"}).merge(decrees, on="key", validate="many_to_one")
    days["id"] = "off-" + days["date"]
    return days[["id", "date", "kind", "what", "what_id", "decree", "mark", "cite"]].sort_values("date")


def _facts(transcribed: pd.DataFrame, days_off: pd.DataFrame) -> pd.DataFrame:
    counted = [row for year in sorted({day[:4] for day in days_off["date"]}) for row in _counted(int(year), days_off)]
    facts = pd.concat([transcribed, pd.DataFrame([*counted, _usual_year(counted)], columns=COLUMNS)])
    return facts.astype(dict.fromkeys(NUMBERS, float))


def _usual_year(counted: list[dict[str, Any]]) -> dict[str, Any]:
    """The middle one of the years of the table, with the fewest and the most as its range."""
    years = sorted((row for row in counted if row["id"][:-4] == "working-days-"), key=_value)
    middle = years[len(years) // 2]
    return middle | {
        "id": "working-days-a-year",
        "what": "Working days of a year",
        "what_id": "Hari kerja dalam setahun",
        "from": min(row["from"] for row in years),
        "to": max(row["to"] for row in years),
        "low": _value(years[0]),
        "high": _value(years[-1]),
        "mark": max((row["mark"] for row in years), key=MARKS.index),
        "cite": "Counted: the middle, the fewest and the most of " + ", ".join(sorted(row["id"] for row in years)),
        "note": "Other years may lie outside the range",
    }


def _value(row: dict[str, Any]) -> int:
    return int(row["value"])


def _counted(year: int, days_off: pd.DataFrame) -> Iterator[dict[str, Any]]:
    """Days off of each kind, and working days of the year and of each month."""
    rows = days_off[days_off["date"].str.startswith(str(year))]
    common = {
        "place": "Indonesia",
        "unit": "day",
        "mark": max(rows["mark"], key=MARKS.index),
        "cite": "Counted: " + "; ".join(dict.fromkeys(rows["decree"])),
    }
    for kind, what, what_id in (
        ("national", "National holidays", "Hari libur nasional"),
        ("joint", "Days of joint leave", "Hari cuti bersama"),
    ):
        yield common | {
            "id": f"{kind}-{year}",
            "what": f"{what} of {year}",
            "what_id": f"{what_id} {year}",
            "from": f"{year}-01-01",
            "to": f"{year}-12-31",
            "value": int((rows["kind"] == kind).sum()),
        }
    working = _working_days(year, set(rows["date"]))
    yield common | {
        "id": f"working-days-{year}",
        "what": f"Working days of {year}",
        "what_id": f"Hari kerja {year}",
        "from": f"{year}-01-01",
        "to": f"{year}-12-31",
        "value": len(working),
        "note": "Monday to Friday, less national holidays and joint leave",
    }
    for month, (name, name_id) in MONTHS.items():
        first = date(year, month, 1)
        last = date(year + month // 12, month % 12 + 1, 1) - timedelta(1)
        yield common | {
            "id": f"working-days-{year}-{month:02d}",
            "what": f"Working days of {name} {year}",
            "what_id": f"Hari kerja {name_id} {year}",
            "from": first.isoformat(),
            "to": last.isoformat(),
            "value": sum(day.month == month for day in working),
        }


def _working_days(year: int, off: set[str]) -> list[date]:
    days = [date(year, 1, 1) + timedelta(day) for day in range(366)]
    return [day for day in days if day.year == year and day.weekday() < WORKING_DAYS_A_WEEK and str(day) not in off]
