"""Tables of the data packages as DataFrames."""

from typing import Any

import pandas as pd

from simulator.data.folder import DATASETS
from simulator.data.packages import described_table, descriptor

_DTYPES = {"string": "string", "integer": "Int64", "year": "Int64", "number": "float64", "boolean": "boolean"}
"""Types of Frictionless table schemas -> dtypes; dates are parsed apart."""


def table_names(name: str) -> list[str]:
    """Tables of a data package, the main one first.

    Parameters
    ----------
    name : str
        A name of :func:`simulator.data.package_names`.

    Returns
    -------
    list of str
        As the descriptor has them.

    Raises
    ------
    DataError
        If there is no package of this name.
    """
    return [each["name"] for each in descriptor(name)["resources"]]


def load(name: str, table: str | None = None) -> pd.DataFrame:
    """A table of a data package, with its units and sources in ``attrs``.

    Parameters
    ----------
    name : str
        The package, as ``demand``.
    table : str, optional
        One of its tables; the first unless said.

    Returns
    -------
    DataFrame
        One row for each fact. ``attrs`` has ``name, title, description, licence, sources, units, meanings``: titles,
        descriptions and the meaning of each column by language, `id` and `en`; the unit of each column that has one.

    Raises
    ------
    DataError
        If there is no such package or table.

    Examples
    --------
    >>> table = load("calendar", "working_hours")
    >>> table.attrs["title"]["en"], sorted(set(table["mark"]))
    ('Office hours', ['official'])
    """
    package, described = descriptor(name), described_table(name, table)
    fields = described["schema"]["fields"]
    dates = [field["name"] for field in fields if field["type"] == "date"]
    frame = pd.read_csv(
        DATASETS / name / described["path"],
        dtype={field["name"]: _DTYPES[field["type"]] for field in fields if field["name"] not in dates},
        keep_default_na=False,
        na_values=[""],
        true_values=["true"],
        false_values=["false"],
    )
    for column in dates:
        frame[column] = pd.to_datetime(frame[column], format="%Y-%m-%d")
    frame.attrs = {
        "name": f"{name}/{described['name']}",
        "title": _both(described, "title"),
        "description": _both(described, "description"),
        "licence": [licence["name"] for licence in package["licenses"]],
        "sources": [source["title"] for source in package["sources"]],
        "units": {field["name"]: field["unit"] for field in fields if "unit" in field},
        "meanings": {field["name"]: _both(field, "description") for field in fields},
    }
    return frame


def _both(described: dict[str, Any], key: str) -> dict[str, str]:
    return {"id": described[f"{key}_id"], "en": described[key]}
