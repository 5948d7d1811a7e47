"""Single rows of the data packages, by which scenarios say where a number comes from."""

import csv
import re
from dataclasses import dataclass
from difflib import get_close_matches
from functools import cache

from simulator.data.folder import DATASETS
from simulator.data.packages import DataError, descriptor

MARKS = ("official", "measured", "published", "source_document", "assumed")
"""Kinds of evidence, the firmest first."""

MOST_ROUNDED = 0.05
"""Share of a row's value by which a number of few digits may differ from it: 0.9 for 0.93, but not 1 for 0.6."""

_NAME = re.compile(r"[a-z0-9]+/[a-z0-9]+(-[a-z0-9]+)*")
_EVIDENCE = {"id", "mark", "cite"}


@dataclass(frozen=True)
class Row:
    """A row of a data package that others can name.

    Attributes
    ----------
    name : str
        ``package/id``, as ``service/nib-help-bontang``.
    table : str
        The table of the package that has it.
    what, what_id : str
        What it states, in English and in Indonesian; empty where the table does not say.
    mark : str
        One of :data:`MARKS`.
    cite : str
        The source in words.
    value, low, high : float or None
        Its number and the range in which that lies, where it has them.
    unit : str
        Unit of the three; empty if it has no number.
    """

    name: str
    table: str
    mark: str
    cite: str
    value: float | None = None
    low: float | None = None
    high: float | None = None
    unit: str = ""
    what: str = ""
    what_id: str = ""

    @property
    def said(self) -> str:
        """The number in words, as ``5 to 10 min``."""
        within = f"{self.low:,.12g} to {self.high:,.12g}" if self.low is not None and self.high is not None else ""
        value = f"{self.value:,.12g}" if self.value is not None else ""
        number = f"{value} ({within})" if value and within else value or within
        return f"{number} {self.unit}" if number else "no number"

    def states(self, number: float) -> bool:
        """Whether a number is the row's own value, as far as it is written out.

        A number written with few digits must still be within 5 % of it.

        Examples
        --------
        >>> row = Row("demand/nib-a-day", "demand", "measured", "…", value=32.93, unit="cases/day")
        >>> row.states(33), row.states(32.9), row.states(34)
        (True, True, False)
        """
        if self.value is None:
            return False
        decimals = len(f"{number:.12f}".rstrip("0").partition(".")[2])
        off = abs(self.value - number)
        return off <= 0.5 * 10.0**-decimals + 1e-12 * abs(number) and off <= MOST_ROUNDED * abs(self.value)

    def bears_out(self, number: float) -> bool:
        """Whether a number is the row's own value, or lies in the row's range."""
        return self.states(number) or (
            self.low is not None and self.high is not None and self.low <= number <= self.high
        )


def is_row_name(source: str) -> bool:
    """Whether a text has the form ``package/id``.

    Parameters
    ----------
    source : str
        What stands under `source` in a scenario.

    Returns
    -------
    bool
        Also for names of rows that do not exist.
    """
    return _NAME.fullmatch(source) is not None


def find_row(name: str) -> Row:
    """The row of a data package that a source names.

    Parameters
    ----------
    name : str
        ``package/id``.

    Returns
    -------
    Row
        With its evidence.

    Raises
    ------
    DataError
        If there is no such package or row; with the nearest that there is.
    """
    package, _, identifier = name.partition("/")
    rows = _rows(package)
    if identifier not in rows:
        close = get_close_matches(identifier, rows, n=1)
        hint = f"did you mean {package}/{close[0]}?" if close else f"datasets/{package}/data has those that there are"
        raise DataError(f"the data package {package!r} has no row {identifier!r}; {hint}")
    return rows[identifier]


@cache
def _rows(package: str) -> dict[str, Row]:
    found: dict[str, Row] = {}
    for table in descriptor(package)["resources"]:
        fields = {field["name"]: field for field in table.get("schema", {}).get("fields", [])}
        if fields.keys() >= _EVIDENCE:
            with (DATASETS / package / table["path"]).open(encoding="utf-8", newline="") as stream:
                for cells in csv.DictReader(stream):
                    found[cells["id"]] = _row(package, table["name"], cells)
    return found


def _row(package: str, table: str, cells: dict[str, str]) -> Row:
    value, low, high = (float(cells[name]) if cells.get(name) else None for name in ("value", "low", "high"))
    return Row(
        name=f"{package}/{cells['id']}",
        table=table,
        mark=cells["mark"],
        cite=cells["cite"],
        value=value,
        low=low,
        high=high,
        unit=cells.get("unit", ""),
        what=cells.get("what", ""),
        what_id=cells.get("what_id", ""),
    )
