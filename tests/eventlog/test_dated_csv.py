"""CSV with dates, for programs that want them and for Excel where the comma is the decimal mark."""

from datetime import date, datetime
from pathlib import Path

import numpy as np
import pandas as pd

from hand_log import hand_log
from simulator.eventlog import moments, write_csv

LOG = hand_log("8:00 shift_start loket/0\n8:30 arrival a\n33:15 arrival b", days=2)


def lines(file: Path, encoding: str = "utf-8") -> list[str]:
    return file.read_bytes().decode(encoding).split("\n")


def test_dates_and_times_of_day(tmp_path: Path):
    write_csv(LOG, tmp_path / "log.csv", date(2026, 1, 5))
    assert lines(tmp_path / "log.csv") == [
        "replication,seq,time_ms,time,event,case,case_class,channel,visit,station,server,cause",
        "0,0,28800000,2026-01-05 08:00:00,shift_start,,,,,loket,0,",
        "0,1,30600000,2026-01-05 08:30:00,arrival,0,izin,datang,,,,",
        "0,2,119700000,2026-01-06 09:15:00,arrival,1,izin,datang,,,,",
        "",
    ]


def test_excel_gets_semicolons_and_a_byte_order_mark(tmp_path: Path):
    write_csv(LOG, tmp_path / "log.csv", date(2026, 1, 5), for_excel=True)
    assert (tmp_path / "log.csv").read_bytes().startswith(b"\xef\xbb\xbfreplication;seq;time_ms;time;")
    assert lines(tmp_path / "log.csv", "utf-8-sig")[3] == "0;2;119700000;2026-01-06 09:15:00;arrival;1;izin;datang;;;;"
    again = pd.read_csv(tmp_path / "log.csv", sep=";", parse_dates=["time"], encoding="utf-8-sig")
    assert again["time"].tolist() == [datetime(2026, 1, 5, 8), datetime(2026, 1, 5, 8, 30), datetime(2026, 1, 6, 9, 15)]


def test_midnight_keeps_its_time_of_day(tmp_path: Path):
    """A column of midnights alone would be written as dates."""
    write_csv(hand_log("0:00 arrival a"), tmp_path / "log.csv", date(2026, 1, 5))
    assert lines(tmp_path / "log.csv")[1].split(",")[3] == "2026-01-05 00:00:00"


def test_no_rows_no_dates(tmp_path: Path):
    write_csv(hand_log(""), tmp_path / "log.csv", date(2026, 1, 5))
    assert len(lines(tmp_path / "log.csv")) == 2


def test_moments_are_exact_to_the_millisecond():
    found = moments(np.array([0, 86_399_999, 31 * 86_400_000 + 1]), date(2026, 1, 5))
    assert found.astype(str).tolist() == [
        "2026-01-05T00:00:00.000",
        "2026-01-05T23:59:59.999",
        "2026-02-05T00:00:00.001",
    ]
