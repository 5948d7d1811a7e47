"""Rows of tables, without the types of pandas: a cell may be anything."""

from collections.abc import Iterator
from typing import Any

import pandas as pd


def largest(table: pd.DataFrame, column: str = "mean") -> Any:
    """The row with the largest value of a column; the first of several."""
    return table.loc[_label(table[column].idxmax())]


def smallest(table: pd.DataFrame, column: str = "mean") -> Any:
    """The row with the smallest value of a column; the first of several."""
    return table.loc[_label(table[column].idxmin())]


def records(table: pd.DataFrame, *columns: str) -> Iterator[tuple[Any, ...]]:
    """Some columns, row by row."""
    return table[list(columns)].itertuples(index=False, name=None)


def parts(table: pd.DataFrame, *columns: str) -> Iterator[tuple[Any, pd.DataFrame]]:
    """The rows of each combination of values of some columns, in the order in which they first come."""
    grouped: Any = table.groupby(list(columns), sort=False)
    return iter(grouped)


def cell(table: pd.DataFrame, row: Any, column: str) -> float:
    """A number of a table by its row and column; not a number where there is no such row."""
    found: Any = table.at[row, column] if row in table.index else float("nan")
    return float(found)


def _label(label: Any) -> Any:
    return label
