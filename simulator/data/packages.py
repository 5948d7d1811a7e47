"""Descriptors of the data packages."""

import json
from difflib import get_close_matches
from functools import cache
from pathlib import Path
from typing import Any

from simulator.data.folder import DATASETS

DESCRIPTOR = "datapackage.json"


class DataError(LookupError):
    """No package, table or row of this name; the message says which there are."""


def package_names(folder: Path = DATASETS) -> list[str]:
    """Names of the data packages.

    Parameters
    ----------
    folder : Path, optional
        Where the packages are; that of SimPTSP unless said.

    Returns
    -------
    list of str
        In alphabetical order.
    """
    return sorted(file.parent.name for file in folder.glob(f"*/{DESCRIPTOR}"))


@cache
def descriptor(name: str) -> dict[str, Any]:
    """What ``datapackage.json`` says of a package.

    Parameters
    ----------
    name : str
        A name of :func:`package_names`.

    Raises
    ------
    DataError
        If there is no package of this name.
    """
    names = package_names()
    if name not in names:
        raise DataError(f"there is no data package {name!r}; {_nearest(name, names)}")
    content: dict[str, Any] = json.loads((DATASETS / name / DESCRIPTOR).read_text(encoding="utf-8"))
    return content


def described_table(name: str, table: str | None) -> dict[str, Any]:
    """What a package says of one of its tables; of the first if none is named.

    Raises
    ------
    DataError
        If there is no such package or table.
    """
    tables: dict[str, dict[str, Any]] = {each["name"]: each for each in descriptor(name)["resources"]}
    if table is None:
        return next(iter(tables.values()))
    if table not in tables:
        raise DataError(f"the data package {name!r} has no table {table!r}; {_nearest(table, list(tables))}")
    return tables[table]


def _nearest(word: str, known: list[str]) -> str:
    close = get_close_matches(str(word), known, n=1)
    return f"did you mean {close[0]!r}?" if close else f"there are {', '.join(known)}"
