"""Forms as offices fill them in, for tests."""

from collections.abc import Mapping
from datetime import date, datetime, time
from pathlib import Path
from typing import Any

from openpyxl import load_workbook

from simulator.calibration.form import Import, build_scenario, open_form, read_form, write_form
from simulator.scenario import Scenario, load_scenario

NAMES = {
    "id": ("Kantor", "Antrean", "Layanan", "Petugas", "Berkas", "Izin", "Gangguan"),
    "en": ("Office", "Tickets", "Services", "Staff", "Returns", "Permits", "Outages"),
}
FIRST_ROW = 8

PATCHES = ("satu-loket-tambahan", "jaringan-cadangan", "tanpa-gangguan", "bulan-kampanye", "rdtr-terintegrasi")

Cells = Mapping[str, Mapping[str, Any]]
"""Sheet, by its Indonesian name -> cell -> value."""


def base_office() -> Scenario:
    """The scenario below the forms, with the numbers that the tests compute with."""
    office = load_scenario("kabupaten-menengah")
    return office.with_(
        {
            "patches": {name: office.data["patches"][name] for name in PATCHES},
            "staff[petugas-loket].level": 0.8,
            "staff[petugas-loket].untrained": {"service_factor": 1.5, "error_factor": 2},
            "staff[petugas-loket].different": [{"person": 1, "speed": 0.9, "errors": 1.2, "level": 0.6}],
            "channels[daring-sicantik].day_off_factor": 0.24,
            "case_classes[informasi].arrivals": {"per_day": 50, "after_days_off": 1.3},
            "case_classes[sip].arrivals": {"per_day": 8, "after_days_off": 1.3},
        }
    )


def filled(file: Path, cells: Cells, base: Scenario, lang: str = "id") -> Path:
    """Write a form, fill cells in, and give its path."""
    write_form(file, base, lang)
    book = load_workbook(file)
    for sheet, values in cells.items():
        page = book[NAMES[lang][NAMES["id"].index(sheet)]]
        for address, value in values.items():
            page[address].value = value
    book.save(file)
    return file


def imported(file: Path, base: Scenario) -> Import:
    """Read a form and build its scenario."""
    return build_scenario(base, read_form(open_form(file), base))


def rows(*values: tuple[Any, ...], first: int = FIRST_ROW) -> dict[str, Any]:
    """Rows of a sheet from column B on, None for a blank."""
    return {
        f"{chr(ord('B') + place)}{first + number}": value
        for number, row in enumerate(values)
        for place, value in enumerate(row)
        if value is not None
    }


def ticket_rows() -> list[tuple[Any, ...]]:
    """Two weeks of tickets, at 8 and 9 o'clock: Monday 60, Wednesday 40, the other days 50."""
    at_nine = (40, 30, 20, 30, 30)
    return [(date(2026, 1, day + of_week), None, 20, at_nine[of_week]) for day in (5, 19) for of_week in range(5)]


OFFICE = {
    "C7": "DPMPTSP Kabupaten Uji", "C9": date(2026, 1, 5), "C10": date(2026, 1, 30), "C11": time(8), "C12": time(14),
    "C13": "Tidak", "C14": "Ya", "C15": "Ya", "C16": "Tidak", "C17": "Dibantu sampai lengkap di tempat",
    "C18": "Kepala bidang",
}  # fmt: skip

GOOD: dict[str, dict[str, Any]] = {
    "Kantor": OFFICE,
    "Antrean": rows(*ticket_rows()),
    "Layanan": rows(
        *(("Meja verifikasi", None, minutes) for minutes in (20, 25, 30, 35)),
        ("Meja verifikasi", None, None, time(9, 20), time(10)),
        *(("Meja informasi", None, minutes) for minutes in (4, 5, 6, 4, 5, 6)),
        *(("Klinik perizinan", None, minutes) for minutes in (10, 12)),
    ),
    "Petugas": rows(
        ("Petugas loket", "Senin–Kamis", time(8), time(12), 3, 0.04),
        ("Petugas loket", "Senin–Kamis", time(13), time(15), 2),
        ("Petugas loket", "Jumat", time(8), time(11), 3),
    ),
    "Berkas": rows(("Surat izin praktik tenaga kesehatan", "Loket", 200, 38, 10)),
    "Izin": rows(
        ("Bertanya informasi", 968, 968, 0, 0, 0),
        ("Surat izin praktik tenaga kesehatan", 202, 101, None, 101, None, 5, 6, 1, 30, 12),
    ),
    "Gangguan": rows(
        ("Jaringan kantor", datetime(2026, 1, 6, 9, 0), datetime(2026, 1, 6, 9, 30), None, "Menunggu sampai pulih"),
        ("Jaringan kantor", datetime(2026, 1, 8, 13, 0), None, 60, "Dicatat di kertas"),
        ("Jaringan kantor", datetime(2026, 1, 12, 6, 0), datetime(2026, 1, 12, 8, 30), None),
        ("Jaringan kantor", datetime(2026, 1, 13, 20, 0), datetime(2026, 1, 13, 23, 0), None),
        ("OSS pusat", datetime(2026, 1, 13, 9, 0), datetime(2026, 1, 13, 9, 10), None),
    ),
}
"""A form with every sheet filled in."""
