"""Event logs written and read again."""

import hashlib
from dataclasses import fields, replace
from pathlib import Path

import numpy as np
import pandas as pd
import pyarrow as pa
import pyarrow.parquet as pq
import pytest

from hand_log import WIDE, hand_log
from simulator.engines import get_engine
from simulator.eventlog import COLUMNS, NONE, Event, EventLog, concat_logs, read_parquet, write_csv, write_parquet
from simulator.scenario import load_scenario
from simulator.workload import make_workload


@pytest.fixture(scope="module")
def log() -> EventLog:
    """Three replications of an office with pools, several channels and stations of several kinds."""
    office = load_scenario("kabupaten-menengah").resolved
    simulated = concat_logs([get_engine("reference")(make_workload(office, 5, number)) for number in range(3)])
    assert len(simulated) > 10_000
    names = simulated.names
    assert all((names.persons, names.pooled, names.in_person, any(names.needs), len(set(names.kinds)) > 4))
    return simulated


def test_parquet_gives_back_what_was_written(log: EventLog, tmp_path: Path):
    write_parquet(log, tmp_path / "events.parquet")
    again = read_parquet(tmp_path / "events.parquet")
    assert (again.names, again.horizon_ms, again.replications) == (log.names, log.horizon_ms, log.replications)
    for name, kind in COLUMNS.items():
        assert again[name].dtype == kind
        np.testing.assert_array_equal(again[name], log[name])


def test_every_kind_of_name_is_written(tmp_path: Path):
    names = replace(
        WIDE,
        routes=(("izin", "datang"), ("nib", "daring")),
        deadline_days=(3, -1),
        starts_clock=(("izin", "datang", "loket"),),
        decides=(("izin", "datang", "meja"), ("nib", "daring", "portal")),
        working_days=(True,),
        step_deadlines=(("izin", "datang", "loket", 2),),
        skills=(("meja", "klinik"), ("meja",), ("klinik",)),
        paper_after_ms=(-1, -1, -1, -1, -1, -1, 300_000),
        pausing=("meja",),
    )
    assert all(getattr(names, field.name) for field in fields(names))
    log = hand_log("8:00 shift_start /2", names=names)
    write_parquet(log, tmp_path / "events.parquet")
    again = read_parquet(tmp_path / "events.parquet")
    assert again.names == names
    assert isinstance(again.names.needs[1], tuple)
    assert hash(again.names) == hash(names)


def test_replications_without_rows_are_written_too(tmp_path: Path):
    write_parquet(hand_log("", "8:00 shift_start loket/0", ""), tmp_path / "events.parquet")
    assert read_parquet(tmp_path / "events.parquet").replications == (0, 1, 2)


def test_the_same_log_gives_the_same_bytes(log: EventLog, tmp_path: Path):
    copy = EventLog({name: column.copy() for name, column in log.columns.items()}, log.names, log.horizon_ms)
    for name, written in (("one", log), ("two", copy)):
        write_parquet(written, tmp_path / name)
    one, two = ((tmp_path / name).read_bytes() for name in ("one", "two"))
    assert hashlib.sha256(one).digest() == hashlib.sha256(two).digest()
    changed = {**copy.columns, "server": np.where(np.arange(len(copy)) == 9, 1, copy["server"]).astype(np.int16)}
    write_parquet(EventLog(changed, log.names, log.horizon_ms), tmp_path / "three")
    assert (tmp_path / "three").read_bytes() != one


def test_csv_tells_the_same_by_names(log: EventLog, tmp_path: Path):
    """Codes put back in place of the names give the log that was written."""
    write_csv(log, tmp_path / "events.csv")
    table = pd.read_csv(tmp_path / "events.csv", keep_default_na=False, na_values=[""])
    assert list(table) == list(COLUMNS)
    codes = {
        "event": {event.name.lower(): int(event) for event in Event},
        "case_class": {name: code for code, name in enumerate(log.names.case_classes)},
        "channel": {name: code for code, name in enumerate(log.names.channels)},
        "station": {name: code for code, name in enumerate(log.names.stations)},
        "cause": {name: code for code, name in log.names.causes().items()},
    }
    for name, kind in COLUMNS.items():
        column = table[name].map(codes[name]) if name in codes else table[name]
        np.testing.assert_array_equal(column.fillna(NONE).astype(kind), log[name], err_msg=name)


def test_csv_is_the_same_on_every_system(tmp_path: Path):
    write_csv(
        hand_log("8:00 shift_start loket/0\n8:30 arrival a\n8:45 balk a loket last_ticket"), tmp_path / "events.csv"
    )
    assert (tmp_path / "events.csv").read_bytes().decode().split("\n") == [
        "replication,seq,time_ms,event,case,case_class,channel,visit,station,server,cause",
        "0,0,28800000,shift_start,,,,,loket,0,",
        "0,1,30600000,arrival,0,izin,datang,,,,",
        "0,2,31500000,balk,0,izin,datang,0,loket,,last_ticket",
        "",
    ]


def rewritten(log: EventLog, file: Path, **changed: np.ndarray | None) -> Path:
    """A Parquet file with the log's own metadata and some columns changed or left out (None)."""
    write_parquet(log, file)
    table = pq.read_table(file)
    arrays = {**log.columns, **changed}
    metadata = table.schema.metadata
    pq.write_table(pa.table({k: v for k, v in arrays.items() if v is not None}).replace_schema_metadata(metadata), file)
    return file


def test_a_file_with_other_types_is_refused_not_cut(log: EventLog, tmp_path: Path):
    """300 in an int8 column would become 44."""
    wide = log["station"].astype(np.int64) + 300
    with pytest.raises(ValueError, match="the column station is int64; it must be int8"):
        read_parquet(rewritten(log, tmp_path / "wide", station=wide))
    with pytest.raises(ValueError, match="the column time_ms is float64; it must be int64"):
        read_parquet(rewritten(log, tmp_path / "float", time_ms=log["time_ms"] + 0.5))


def test_a_file_with_other_columns_is_refused(log: EventLog, tmp_path: Path):
    for changed in ({"cause": None}, {"note": log["case"]}):
        with pytest.raises(ValueError, match="an event log has the columns"):
            read_parquet(rewritten(log, tmp_path / "file", **changed))


def test_what_is_not_an_event_log_is_refused_in_one_sentence(tmp_path: Path):
    other = tmp_path / "other.parquet"
    pq.write_table(pa.table({"x": [1, 2]}), other)
    text = tmp_path / "text.parquet"
    text.write_text("not parquet at all, but long enough to have a footer")
    for file in (other, text):
        with pytest.raises(
            ValueError, match=f"{file.name} is not an event log of SimPTSP; write one with 'simptsp run"
        ):
            read_parquet(file)
    with pytest.raises(FileNotFoundError):
        read_parquet(tmp_path / "nowhere.parquet")
