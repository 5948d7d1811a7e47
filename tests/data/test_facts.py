"""The reader of facts: what it takes over, what it derives, and each fault that it refuses."""

import csv
from pathlib import Path

import pandas as pd
import pytest
from facts import COLUMNS, FORMULA_COLUMNS, MARKS, derive, fact_table, read_facts

FACT = {
    "id": "files-2015",
    "what": "Files",
    "what_id": "Berkas",
    "place": "Kota Contoh",
    "from": "2015-01-01",
    "to": "2015-06-30",
    "value": "16858",
    "low": "",
    "high": "",
    "unit": "1",
    "mark": "measured",
    "cite": "A report",
    "note": "",
}
RANGE = FACT | {"id": "patience", "value": "", "low": "45", "high": "180", "unit": "min", "mark": "assumed"}
FORMULA = {
    "id": "files-a-day",
    "what": "Files a day",
    "what_id": "Berkas per hari",
    "place": "",
    "formula": "{files-2015} / 120",
    "digits": "1",
    "unit": "1/day",
    "mark": "",
    "low": "",
    "high": "",
    "note": "",
}


def table(file: Path, columns: list[str], *rows: dict[str, str]) -> Path:
    with file.open("w", encoding="utf-8", newline="") as stream:
        writer = csv.DictWriter(stream, columns)
        writer.writeheader()
        writer.writerows(rows)
    return file


def facts(folder: Path, *rows: dict[str, str]) -> pd.DataFrame:
    return read_facts(table(folder / "facts.csv", COLUMNS, *rows))


def derived(folder: Path, *formulas: dict[str, str], rows: tuple[dict[str, str], ...] = (FACT, RANGE)) -> pd.DataFrame:
    return derive(facts(folder, *rows), table(folder / "derived.csv", FORMULA_COLUMNS, *formulas))


def test_facts_are_taken_over_with_numbers_as_numbers(tmp_path: Path):
    read = facts(tmp_path, FACT, RANGE).to_dict("records")
    assert [row["id"] for row in read] == ["files-2015", "patience"]
    assert read[0]["value"] == 16858
    assert pd.isna(read[0]["low"])
    assert (read[1]["low"], read[1]["high"]) == (45, 180)
    assert pd.isna(read[1]["value"])


def test_further_columns_are_text(tmp_path: Path):
    file = table(tmp_path / "facts.csv", [*COLUMNS, "year"], FACT | {"year": "2015"})
    assert list(read_facts(file, extra=("year",))["year"]) == ["2015"]


@pytest.mark.parametrize(
    ("change", "message"),
    [
        ({"id": "Files 2015"}, "an id has small letters"),
        ({"id": "a" * 61}, "an id has small letters"),
        ({"id": "files--2015"}, "an id has small letters"),
        ({"what": ""}, "what, what_id and cite are needed"),
        ({"what_id": ""}, "what, what_id and cite are needed"),
        ({"cite": ""}, "what, what_id and cite are needed"),
        ({"mark": "offical"}, "'offical' is not one of official, measured"),
        ({"unit": ""}, "its number has no unit"),
        ({"low": "16859"}, "the value is not between low and high"),
        ({"high": "16857"}, "the value is not between low and high"),
        ({"value": "", "low": "2", "high": "1"}, "the value is not between low and high"),
        ({"from": "2015-13-01"}, "from and to are not ISO dates in order"),
        ({"to": "mid 2015"}, "from and to are not ISO dates in order"),
        ({"to": "2014-12-31"}, "from and to are not ISO dates in order"),
    ],
)
def test_a_fault_of_a_row_is_told(tmp_path: Path, change: dict[str, str], message: str):
    with pytest.raises(ValueError, match=r"^facts\.csv: ") as caught:
        facts(tmp_path, RANGE, FACT | change)
    assert message in str(caught.value)


def test_a_row_without_a_number_needs_no_unit(tmp_path: Path):
    assert len(facts(tmp_path, FACT | {"value": "", "unit": ""})) == 1


def test_an_id_that_stands_twice_and_a_missing_column_are_told(tmp_path: Path):
    with pytest.raises(ValueError, match=r"^facts\.csv: files-2015 stands twice$"):
        facts(tmp_path, FACT, FACT)
    with pytest.raises(ValueError, match=r"^facts\.csv: the columns are .*; they must be id, what"):
        read_facts(table(tmp_path / "facts.csv", COLUMNS[:-1]))


def test_a_formula_is_computed_rounded_and_shown(tmp_path: Path):
    row = derived(tmp_path, FORMULA).to_dict("records")[0]
    assert row["value"] == 140.5  # 16858 / 120 = 140.483...
    assert row["cite"] == "Derived: 16,858 / 120 = files-2015 / 120"
    assert (row["unit"], row["mark"]) == ("1/day", "measured")
    assert pd.isna(row["low"])


def test_a_formula_may_use_rows_above_and_the_ends_of_ranges(tmp_path: Path):
    twice = FORMULA | {"id": "twice", "formula": "2 * {files-a-day}"}
    middle = FORMULA | {"id": "middle", "formula": "({patience.low} + {patience.high}) / 2", "low": "{patience.low}"}
    rows = derived(tmp_path, FORMULA, twice, middle | {"high": "{patience.high} - 1"}).set_index("id")
    assert rows.loc["twice", "value"] == 281
    assert list(rows.loc["middle", ["value", "low", "high"]]) == [112.5, 45, 179]
    assert rows.loc["middle", "cite"] == "Derived: (45 + 180) / 2 = (patience (low) + patience (high)) / 2"


@pytest.mark.parametrize("mark", MARKS)
def test_a_derived_row_is_as_firm_as_the_weakest_it_uses(tmp_path: Path, mark: str):
    other = FACT | {"id": "other", "mark": mark}
    both = FORMULA | {"formula": "{files-2015} + {other}"}
    weakest = max("measured", mark, key=MARKS.index)
    assert list(derived(tmp_path, both, rows=(FACT, other))["mark"]) == [weakest]
    own = FORMULA | {"mark": "assumed"}
    assert list(derived(tmp_path, own)["mark"]) == ["assumed"]


def test_an_assumption_in_the_range_weakens_the_row(tmp_path: Path):
    ranged = FORMULA | {"high": "{files-2015} / {patience.low}"}
    assert list(derived(tmp_path, ranged)["mark"]) == ["assumed"]


@pytest.mark.parametrize(
    ("change", "message"),
    [
        ({"formula": "{files-2016}"}, "files-a-day uses files-2016, which is neither a fact nor a row above it"),
        ({"formula": "{files-a-day}"}, "files-a-day uses files-a-day, which is neither"),
        ({"formula": "{patience}"}, "files-a-day uses the value of patience, which has none"),
        ({"low": "{files-2015.low}"}, "files-a-day uses the low of files-2015, which has none"),
        ({"high": "{files-2015} / 121"}, "files-a-day: the value is not between low and high"),
        ({"id": "files-2015"}, "files-2015 stands twice"),
        ({"mark": "guess"}, "'guess' is not one of"),
        ({"what_id": ""}, "what, what_id and cite are needed"),
        ({"unit": ""}, "its number has no unit"),
    ],
)
def test_a_fault_of_a_formula_is_told(tmp_path: Path, change: dict[str, str], message: str):
    with pytest.raises(ValueError, match=r"^derived\.csv: ") as caught:
        derived(tmp_path, FORMULA | change)
    assert message in str(caught.value)


def test_the_table_has_facts_and_derived_rows(tmp_path: Path):
    table(tmp_path / "facts.csv", COLUMNS, FACT, RANGE)
    assert list(fact_table(tmp_path)["id"]) == ["files-2015", "patience"]
    table(tmp_path / "derived.csv", FORMULA_COLUMNS, FORMULA)
    made = fact_table(tmp_path)
    assert list(made.columns) == COLUMNS
    assert list(made["value"].fillna(-1)) == [16858, -1, 140.5]
    assert list(made["low"].fillna(-1)) == [-1, 45, -1]


def test_a_formula_may_name_a_row_of_another_package(tmp_path: Path):
    row = FORMULA | {"formula": "{files-2015} / {regulations/kkpr-approval}", "digits": "2"}
    made = derived(tmp_path, row)
    assert float(made["value"].iloc[-1]) == round(16858 / 20, 2)
    assert "regulations/kkpr-approval" in made["cite"].iloc[-1]
