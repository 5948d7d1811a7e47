"""Reading and writing event logs."""

import json
from dataclasses import asdict
from pathlib import Path
from typing import Any

import numpy as np
import pyarrow as pa
import pyarrow.parquet as pq

from simulator.eventlog.log import EventLog, Names

_METADATA_KEY = b"simptsp"


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


def write_csv(log: EventLog, file: Path) -> None:
    """Write a log as CSV with names in place of codes.

    Parameters
    ----------
    log : EventLog
        What to write.
    file : Path
        Where; replaced if it exists.
    """
    log.to_frame().to_csv(file, index=False, lineterminator="\n")


def _as_tuples(value: Any) -> Any:
    """What JSON gives back for tuples, however deep, as tuples again."""
    return tuple(map(_as_tuples, value)) if isinstance(value, list) else value
