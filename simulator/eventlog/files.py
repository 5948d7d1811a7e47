"""Reading and writing event logs."""

import json
from dataclasses import asdict
from datetime import date
from pathlib import Path
from typing import Any

import numpy as np
import pyarrow as pa
import pyarrow.parquet as pq
from numpy.typing import NDArray

from simulator.eventlog.log import EventLog, Names

STATED_DATE = date(2001, 1, 1)
"""Date of day 0 in files that must have dates, where the days of an office have none: a Monday."""

_METADATA_KEY = b"simptsp"


def moments(time_ms: NDArray[np.int64], start: date) -> NDArray[np.datetime64]:
    """Times of a log as dates and times of day, by the office's clock.

    Parameters
    ----------
    time_ms : ndarray, int64
        Milliseconds since the start of the horizon.
    start : date
        Date of day 0.

    Returns
    -------
    ndarray, datetime64[ms]
        In the same shape; without a time zone.
    """
    return np.datetime64(start, "ms") + time_ms.astype("timedelta64[ms]")


def write_parquet(log: EventLog, file: Path) -> None:
    """Write a log as Parquet: integer codes, with their names in the file's metadata.

    The same log always gives the same bytes (with the same version of pyarrow).

    Parameters
    ----------
    log : EventLog
        What to write.
    file : Path
        Where; replaced if it exists.
    """
    said = {"names": asdict(log.names), "horizon_ms": log.horizon_ms, "replications": log.replications}
    metadata = json.dumps(said, sort_keys=True)
    table = pa.table(dict(log.columns)).replace_schema_metadata({_METADATA_KEY: metadata.encode()})
    pq.write_table(table, file, compression="zstd")


def read_parquet(file: Path) -> EventLog:
    """Read a log that :func:`write_parquet` wrote.

    Parameters
    ----------
    file : Path
        The file.

    Returns
    -------
    EventLog
        The same log.

    Raises
    ------
    ValueError
        If the file is not an event log: of another format, or with other columns or types.
    """
    try:
        with pq.ParquetFile(file) as parquet:
            table = parquet.read()
    except pa.ArrowInvalid:
        table = pa.table({})
    metadata = (table.schema.metadata or {}).get(_METADATA_KEY)
    if metadata is None:
        raise ValueError(f"{file} is not an event log of SimPTSP; write one with 'simptsp run … --out'")
    said = json.loads(metadata)
    names = Names(**{key: _as_tuples(value) for key, value in said["names"].items()})
    columns = {name: np.ascontiguousarray(table[name].to_numpy()) for name in table.column_names}
    return EventLog(columns, names, said["horizon_ms"], tuple(said["replications"]))


def write_csv(log: EventLog, file: Path, start: date | None = None, for_excel: bool = False) -> None:
    """Write a log as CSV with names in place of codes.

    Parameters
    ----------
    log : EventLog
        What to write.
    file : Path
        Where; replaced if it exists.
    start : date, optional
        Date of day 0. If it is given, a column ``time`` after ``time_ms`` has the date and the time of day to the
        second (``2026-01-05 08:15:00``), which spreadsheets take for what it is wherever they are set to.
    for_excel : bool, optional
        Semicolons between the columns and a byte-order mark: what Excel opens in columns where, as in Indonesia, the
        comma is the decimal mark.
    """
    frame = log.to_frame()
    if start is not None:
        frame.insert(list(frame).index("time_ms") + 1, "time", moments(log["time_ms"], start).astype("datetime64[s]"))
    separator, encoding = (";", "utf-8-sig") if for_excel else (",", "utf-8")
    frame.to_csv(
        file, index=False, lineterminator="\n", sep=separator, encoding=encoding, date_format="%Y-%m-%d %H:%M:%S"
    )


def _as_tuples(value: Any) -> Any:
    """What JSON gives back for tuples, however deep, as tuples again."""
    return tuple(map(_as_tuples, value)) if isinstance(value, list) else value
