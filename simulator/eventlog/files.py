"""Reading and writing event logs."""

import json
from dataclasses import asdict
from pathlib import Path

import numpy as np
import pyarrow as pa
import pyarrow.parquet as pq

from simulator.eventlog.log import COLUMNS, EventLog, Names

_METADATA_KEY = b"simptsp"


def write_parquet(log: EventLog, file: Path) -> None:
    """Write a log as Parquet: integer codes, with their names in the file's metadata.

    The same log always gives the same bytes (with the same version of pyarrow).
    """
    metadata = json.dumps({"names": asdict(log.names), "horizon_ms": log.horizon_ms}, sort_keys=True)
    table = pa.table(dict(log.columns)).replace_schema_metadata({_METADATA_KEY: metadata.encode()})
    pq.write_table(table, file, compression="zstd")


def read_parquet(file: Path) -> EventLog:
    """Read a log that :func:`write_parquet` wrote.

    Raises
    ------
    ValueError
        If the file is Parquet but not an event log.
    """
    table = pq.read_table(file)
    metadata = (table.schema.metadata or {}).get(_METADATA_KEY)
    if metadata is None:
        raise ValueError(f"{file} is not an event log of SimPTSP; write one with 'simptsp run … --out'")
    said = json.loads(metadata)
    names = Names(**{key: tuple(value) for key, value in said["names"].items()})
    columns = {name: table[name].to_numpy().astype(kind, copy=False) for name, kind in COLUMNS.items()}
    return EventLog({name: np.ascontiguousarray(column) for name, column in columns.items()}, names, said["horizon_ms"])


def write_csv(log: EventLog, file: Path) -> None:
    """Write a log as CSV with names in place of codes."""
    log.to_frame().to_csv(file, index=False, lineterminator="\n")
