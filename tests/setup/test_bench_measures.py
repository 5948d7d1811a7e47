"""Measures of a million rows: the benchmark runs, and the standard table keeps what is promised of it."""

import subprocess
import sys
import time
from pathlib import Path

import numpy as np
import pytest

from benchmarks import measure, measures
from hand_log import WIDE, hand_log
from simulator.eventlog import EventLog, concat_logs
from simulator.measures import Window
from simulator.measures import measure as standard_table

ROOT = Path(__file__).resolve().parents[2]

DAY = """
8:00 shift_start loket/0
8:10 arrival a
8:10 queue_join a loket
8:20 service_start a loket/0
8:30 service_end a loket/0
8:30 queue_join a portal
8:30 service_start a portal
8:40 service_end a portal
8:40 departure a
9:00 shift_end loket/0
"""


def long_log(replications: int, rows: int) -> EventLog:
    """So many rows: one case after the other, in some replications."""
    day = hand_log(DAY, names=WIDE)
    copies = rows // (replications * (len(day) - 2))
    middle = {name: np.tile(column[1:-1], copies) for name, column in day.columns.items()}
    middle["case"] = np.repeat(np.arange(copies, dtype=np.int32), len(day) - 2)
    order = np.argsort(middle["time_ms"], kind="stable")
    columns = {name: column[order] for name, column in middle.items()}
    columns["seq"] = np.arange(len(order))
    parts = [{**columns, "replication": np.full(len(order), number, np.int32)} for number in range(replications)]
    return concat_logs([EventLog(part, day.names, day.horizon_ms) for part in parts])


@pytest.mark.verify
@pytest.mark.skipif(not Path("/proc/self/clear_refs").exists(), reason="only Linux forgets an earlier peak")
def test_the_standard_table_of_a_million_rows_takes_less_than_two_seconds_and_a_gibibyte():
    log, window = long_log(4, 1_000_000), Window(0, 900_000)
    assert len(log) > 990_000
    standard_table(hand_log(DAY, names=WIDE), window)
    before, start = measure.memory_before(), time.process_time()
    table = standard_table(log, window)
    seconds, peak = time.process_time() - start, measure.peak_bytes() - before
    assert table["arrivals"].sum() > 100_000
    assert seconds < 2
    assert peak < 2**30


@pytest.mark.verify
def test_every_question_has_a_line():
    command = [sys.executable, "-m", "benchmarks.measures", "--quick"]
    done = subprocess.run(command, cwd=ROOT, check=True, capture_output=True, text=True)
    lines = [line.strip("|").split("|") for line in done.stdout.splitlines() if line.startswith("| ")][1:]
    assert [line[0].strip() for line in lines] == list(measures.QUESTIONS)
    assert len(lines) >= 10
    assert all(int(line[1].replace(",", "")) > 10_000 for line in lines)
