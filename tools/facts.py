"""Facts of a data package: published numbers as transcribed in raw, and numbers that follow from them by a formula."""

from __future__ import annotations

import re
from collections.abc import Hashable
from datetime import date
from pathlib import Path
from typing import Any

import pandas as pd
from simpleeval import simple_eval

from simulator.data import MARKS, find_row

COLUMNS = ["id", "what", "what_id", "place", "from", "to", "value", "low", "high", "unit", "mark", "cite", "note"]
FORMULA_COLUMNS = ["id", "what", "what_id", "place", "formula", "digits", "unit", "mark", "low", "high", "note"]
NUMBERS = ["value", "low", "high"]

Row = dict[Hashable, Any]

_ID = re.compile(r"(?=.{1,60}$)[a-z0-9]+(-[a-z0-9]+)*")
_USED = re.compile(r"\{((?:[a-z0-9]+/)?[a-z0-9-]+)(?:\.(value|low|high))?\}")


def fact_table(raw: Path, extra: tuple[str, ...] = ()) -> pd.DataFrame:
    """The facts of a package, then the rows that follow from them, as they are written to `data`.

    Parameters
    ----------
    raw : Path
        Folder with ``facts.csv`` and, if anything is derived, ``derived.csv``.
    extra : tuple of str, optional
        Further columns of text in ``facts.csv``; empty in derived rows.

    Returns
    -------
    DataFrame
        With :data:`COLUMNS` and those of `extra`, as :func:`read_facts` gives them.

    Raises
    ------
    ValueError
        As :func:`read_facts` and :func:`derive`.
    """
    facts = read_facts(raw / "facts.csv", extra)
    if (raw / "derived.csv").is_file():
        facts = pd.concat([facts, derive(facts, raw / "derived.csv")], ignore_index=True)
    return facts


def read_facts(file: Path, extra: tuple[str, ...] = ()) -> pd.DataFrame:
    """Facts as transcribed: one row for each published number.

    Parameters
    ----------
    file : Path
        CSV with the columns of :data:`COLUMNS` and those of `extra`.
    extra : tuple of str, optional
        Further columns of text.

    Returns
    -------
    DataFrame
        Numbers as numbers, everything else as text.

    Raises
    ------
    ValueError
        If a column is missing, an id is malformed or stands twice, a row says nothing or has no source, a mark is
        unknown, a number has no unit, a date is none, or a number lies outside its own range.
    """
    facts = _text(file, [*COLUMNS, *extra])
    facts[NUMBERS] = facts[NUMBERS].apply(pd.to_numeric)
    for row in facts.to_dict("records"):
        if fault := _fault(row):
            raise ValueError(f"{file.name}: {row['id']}: {fault}")
    return facts


def derive(facts: pd.DataFrame, file: Path) -> pd.DataFrame:
    """Rows that follow from facts by a formula, each as firm as the weakest that it uses.

    Parameters
    ----------
    facts : DataFrame
        Of :func:`read_facts`.
    file : Path
        CSV with the columns ``id, what, what_id, place, formula, digits, unit, mark, low, high, note``. A formula
        names facts, or rows above it, in braces: ``{nib-2023} / {offices}``; ``{patience.low}`` is the end of a range,
        ``{regulations/kkpr-approval}`` a row of another package.
        `digits` are the decimals kept. `mark` is given where the formula itself is an assumption. `low` and `high` are
        formulas of the range in which the number may lie, if one is known.

    Returns
    -------
    DataFrame
        With :data:`COLUMNS`; `cite` has the formula with its numbers.

    Raises
    ------
    ValueError
        If a formula names a row, or the number of a row, that does not exist, or the row is at fault as those of
        :func:`read_facts`.
    """
    known = {row["id"]: row for row in facts.to_dict("records")}
    formulas = _text(file, FORMULA_COLUMNS)
    if twice := sorted(known.keys() & set(formulas["id"])):
        raise ValueError(f"{file.name}: {twice[0]} stands twice")
    derived = []
    for row in formulas.to_dict("records"):
        known |= _rows_of_others(row)
        derived.append(_derived(row, known, file.name))
        known[row["id"]] = derived[-1]
    return pd.DataFrame(derived, columns=COLUMNS).astype(dict.fromkeys(NUMBERS, float))


def read_texts(file: Path) -> pd.DataFrame:
    """A CSV file whose cells all stay as they were written: an empty one is empty text.

    Parameters
    ----------
    file : Path
        In UTF-8, with a line of column names.
    """
    return pd.read_csv(file, dtype=str, keep_default_na=False)


def _rows_of_others(row: Row) -> Row:
    """Rows of other packages that a row's formulas name."""
    names = {name for column in ("formula", *NUMBERS[1:]) for name, _ in _USED.findall(row[column]) if "/" in name}
    return {name: vars(find_row(name)) for name in names}


def _text(file: Path, columns: list[str]) -> pd.DataFrame:
    """A file of text cells with these columns, whose ids stand once."""
    table = read_texts(file)
    if list(table.columns) != columns:
        raise ValueError(f"{file.name}: the columns are {', '.join(table.columns)}; they must be {', '.join(columns)}")
    if twice := sorted(table["id"][table["id"].duplicated()]):
        raise ValueError(f"{file.name}: {twice[0]} stands twice")
    return table


def _fault(row: Row) -> str:
    """What is wrong with a row; empty if nothing is."""
    value, low, high = (row[name] for name in NUMBERS)
    checks = [
        (_ID.fullmatch(row["id"]), "an id has small letters, digits and single hyphens, 60 at most"),
        (row["what"] and row["what_id"] and row["cite"], "what, what_id and cite are needed"),
        (row["mark"] in MARKS, f"{row['mark']!r} is not one of {', '.join(MARKS)}"),
        (row["unit"] or all(pd.isna(number) for number in (value, low, high)), "its number has no unit"),
        (not (value < low or value > high or low > high), "the value is not between low and high"),
        (_in_order(row["from"], row["to"]), "from and to are not ISO dates in order"),
    ]
    return next((fault for holds, fault in checks if not holds), "")


def _in_order(first: str, last: str) -> bool:
    try:
        days = [date.fromisoformat(day) for day in (first, last) if day]
    except ValueError:
        return False
    return days == sorted(days)


def _derived(row: Row, known: Row, file: str) -> Row:
    used = [found for name in ("formula", *NUMBERS[1:]) for found in _USED.findall(row[name])]
    for name, number in used:
        if name not in known:
            raise ValueError(f"{file}: {row['id']} uses {name}, which is neither a fact nor a row above it")
        if pd.isna(known[name][number or "value"]):
            raise ValueError(f"{file}: {row['id']} uses the {number or 'value'} of {name}, which has none")
    shown = _USED.sub(lambda match: f"{_number(match, known):,.12g}", row["formula"])
    marks = [known[name]["mark"] for name, _ in used] + ([row["mark"]] if row["mark"] else [])
    derived: Row = {
        **{name: row[name] for name in ("id", "what", "what_id", "place", "unit", "note")},
        "from": "",
        "to": "",
        **dict(zip(NUMBERS, (_result(row, name, known) for name in ("formula", "low", "high")), strict=True)),
        "mark": max(marks, key=_firmness),
        "cite": f"Derived: {shown} = {_USED.sub(_name, row['formula'])}",
    }
    if fault := _fault(derived):
        raise ValueError(f"{file}: {row['id']}: {fault}")
    return derived


def _result(row: Row, name: str, known: Row) -> float:
    """The number that a formula gives, rounded; none without a formula."""
    if not row[name]:
        return float("nan")
    formula = _USED.sub(lambda match: repr(float(_number(match, known))), row[name])
    return round(float(simple_eval(formula)), int(row["digits"]))


def _number(match: re.Match[str], known: Row) -> float:
    number: float = known[match[1]][match[2] or "value"]
    return number


def _name(match: re.Match[str]) -> str:
    return match[1] if match[2] in (None, "value") else f"{match[1]} ({match[2]})"


def _firmness(mark: str) -> int:
    return MARKS.index(mark) if mark in MARKS else len(MARKS)
