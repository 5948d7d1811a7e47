"""The data packages: what the numbers of SimPTSP rest on, as tables with units and sources."""

from simulator.data.folder import DATASETS
from simulator.data.packages import DataError, package_names
from simulator.data.rows import MARKS, Row, find_row, is_row_name
from simulator.data.tables import load, table_names

__all__ = [
    "DATASETS",
    "MARKS",
    "DataError",
    "Row",
    "find_row",
    "is_row_name",
    "load",
    "package_names",
    "table_names",
]
