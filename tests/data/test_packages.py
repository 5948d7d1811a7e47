"""Every data package: valid, complete in both languages, each row with its evidence, and what raw gives byte for byte."""

import csv
import json
import shutil
from pathlib import Path

import pandas as pd
import pytest
from frictionless import Package
from packages import DATASETS, PackageError, build, changed_raw, checksum, contents, packages, read_descriptor

from simulator.data import MARKS, DataError, Row, find_row, load, package_names, table_names

PACKAGES = packages()
NAMES = [package.name for package in PACKAGES]
EXPECTED = {
    *("regulations", "calendar", "demand", "service", "returns", "outages", "connectivity", "literacy"),
    *("review27", "ombudsman2020", "implementation", "skm", "offices514"),
}
LICENCES = {"offices514": "ODbL-1.0"}
"""Of packages that are made of what others licensed so; all others are our own transcriptions."""

LABELS = {"order", "no", "level", "perception", "hijri_year"}
"""Whole numbers that name something rather than measure it."""

MAY_BE_EMPTY = ["holiday_overrides"]

TABLES = [(name, table) for name in NAMES for table in table_names(name)]


def cells(name: str, path: str) -> list[dict[str, str]]:
    with (DATASETS / name / path).open(encoding="utf-8", newline="") as stream:
        return list(csv.DictReader(stream))


def test_every_package_is_there():
    assert set(NAMES) == EXPECTED == set(package_names())
    assert all((package / name).is_file() for package in PACKAGES for name in ("make.py", "PROVENANCE.md"))


@pytest.mark.parametrize("package", PACKAGES, ids=NAMES)
def test_frictionless_finds_it_valid(package: Path):
    report = Package(str(package / "datapackage.json")).validate()
    assert report.flatten(["taskNumber", "rowNumber", "fieldName", "type", "note"]) == []
    assert report.valid


def test_frictionless_sees_a_wrong_cell(tmp_path: Path):
    copy = Path(shutil.copytree(DATASETS / "regulations", tmp_path / "regulations"))
    limits = copy / "data" / "limits.csv"
    limits.write_text(limits.read_text(encoding="utf-8").replace(",official,", ",offical,", 1), encoding="utf-8")
    assert not Package(str(copy / "datapackage.json")).validate().valid


@pytest.mark.parametrize("package", PACKAGES, ids=NAMES)
def test_raw_and_data_are_the_files_that_the_descriptor_names(package: Path):
    described = read_descriptor(package)
    assert described["raw"]
    assert list(changed_raw(package, described)) == []
    for table in described["resources"]:
        body = (package / table["path"]).read_bytes()
        assert {key: table[key] for key in ("bytes", "hash")} == checksum(body), table["path"]
    named = {table["path"] for table in described["resources"]}
    assert {f"data/{file.name}" for file in (package / "data").iterdir()} == named


@pytest.mark.parametrize("package", PACKAGES, ids=NAMES)
def test_raw_gives_the_data_again(package: Path):
    described = read_descriptor(package)
    for path, text in contents(package, described).items():
        assert text.encode() == (package / path).read_bytes(), path


@pytest.mark.parametrize("folder", ["raw", "data"])
def test_one_changed_byte_is_seen(tmp_path: Path, folder: str):
    copy = Path(shutil.copytree(DATASETS / "regulations", tmp_path / "regulations"))
    described = read_descriptor(copy)
    path = described["raw"][0]["path"] if folder == "raw" else described["resources"][0]["path"]
    body = bytearray((copy / path).read_bytes())
    body[-2] ^= 1
    (copy / path).write_bytes(bytes(body))
    if folder == "data":
        assert checksum(bytes(body))["hash"] != described["resources"][0]["hash"]
        assert build(copy) == [path]  # and raw puts it right
        return
    assert list(changed_raw(copy, described)) == [path]
    with pytest.raises(PackageError, match=rf"^regulations/{path} is not the file whose checksum"):
        build(copy)


def test_a_new_and_a_missing_raw_file_are_seen(tmp_path: Path):
    copy = Path(shutil.copytree(DATASETS / "regulations", tmp_path / "regulations"))
    described = read_descriptor(copy)
    (copy / "raw" / "more.csv").write_text("id\n", encoding="utf-8")
    (copy / "raw" / "roles.csv").unlink()
    assert list(changed_raw(copy, described)) == ["raw/more.csv", "raw/roles.csv"]


def test_a_table_that_make_does_not_give_is_told(tmp_path: Path):
    copy = Path(shutil.copytree(DATASETS / "regulations", tmp_path / "regulations"))
    described = read_descriptor(copy)
    described["resources"].pop()
    (copy / "datapackage.json").write_text(json.dumps(described), encoding="utf-8")
    with pytest.raises(PackageError, match=r"gives the tables .*roles; datapackage\.json has .*risk_classes$"):
        build(copy)


@pytest.mark.parametrize("package", PACKAGES, ids=NAMES)
def test_the_descriptor_speaks_both_languages(package: Path):
    described = read_descriptor(package)
    assert described["name"] == package.name
    assert [licence["name"] for licence in described["licenses"]] == [LICENCES.get(package.name, "CC-BY-4.0")]
    assert described["sources"]
    for part in (described, *described["resources"]):
        for key in ("title", "description"):
            assert len(part[key]) >= 4, (part["name"], key)
            assert len(part[f"{key}_id"]) >= 4, (part["name"], key)
    for table in described["resources"]:
        for field in table["schema"]["fields"]:
            where = (table["name"], field["name"])
            assert all(field[key].strip() for key in ("title", "title_id", "description", "description_id")), where
            if field["type"] in ("number", "integer") and field["name"] not in LABELS:
                assert field.get("unit"), where  # "as in the column unit" where each row has its own


def test_nothing_is_said_in_one_language_only():
    """A description that was only copied would be the same text twice."""
    same = [
        (name, table["name"])
        for name in NAMES
        for table in read_descriptor(DATASETS / name)["resources"]
        if table["description"] == table["description_id"]
    ]
    assert same == []


@pytest.mark.parametrize(("name", "table"), TABLES)
def test_each_row_has_its_evidence(name: str, table: str):
    path = next(each["path"] for each in read_descriptor(DATASETS / name)["resources"] if each["name"] == table)
    rows = cells(name, path)
    assert rows or table in MAY_BE_EMPTY
    if rows and "mark" in rows[0]:
        assert {row["mark"] for row in rows} <= set(MARKS)
        assert all(len(row["cite"]) >= 8 for row in rows)


@pytest.mark.parametrize("name", NAMES)
def test_ids_are_unique_in_a_package(name: str):
    ids = [
        row["id"]
        for each in read_descriptor(DATASETS / name)["resources"]
        for row in cells(name, each["path"])
        if {"id", "mark", "cite"} <= row.keys()
    ]
    assert len(ids) == len(set(ids)) >= 1


@pytest.mark.parametrize(("name", "table"), TABLES)
def test_load_gives_a_frame_with_units_and_sources(name: str, table: str):
    frame = load(name, table)
    described = next(each for each in read_descriptor(DATASETS / name)["resources"] if each["name"] == table)
    assert list(frame.columns) == [field["name"] for field in described["schema"]["fields"]]
    assert len(frame) == len(cells(name, described["path"]))
    assert frame.attrs["title"] == {"id": described["title_id"], "en": described["title"]}
    assert frame.attrs["sources"]
    assert frame.attrs["licence"] == [LICENCES.get(name, "CC-BY-4.0")]
    kinds = {field["name"]: field["type"] for field in described["schema"]["fields"]}
    for column, kind in kinds.items():
        if kind in ("number", "integer", "year"):
            assert pd.api.types.is_numeric_dtype(frame[column]), column
        elif kind == "date":
            assert pd.api.types.is_datetime64_any_dtype(frame[column]), column
    assert set(frame.attrs["units"]) == {f["name"] for f in described["schema"]["fields"] if "unit" in f}


def test_load_gives_the_first_table_unless_one_is_named():
    assert load("regulations").equals(load("regulations", "limits"))


@pytest.mark.parametrize(
    ("call", "message"),
    [
        (lambda: load("demands"), "there is no data package 'demands'; did you mean 'demand'?"),
        (lambda: load("regulations", "limit"), "'regulations' has no table 'limit'; did you mean 'limits'?"),
        (
            lambda: find_row("regulations/kkpr-aproval"),
            "no row 'kkpr-aproval'; did you mean regulations/kkpr-approval?",
        ),
        (lambda: find_row("zzz/zzz"), "there is no data package 'zzz'; there are calendar, "),
    ],
)
def test_a_wrong_name_is_told(call, message: str):
    with pytest.raises(DataError) as caught:
        call()
    assert message in str(caught.value)


def test_a_row_bears_out_its_number_as_far_as_that_is_written_out():
    approval, check = find_row("regulations/kkpr-approval"), find_row("regulations/pharmacy-site-check")
    assert approval.bears_out(20)
    assert not approval.bears_out(19)
    assert check.bears_out(5.5)
    assert check.states(6)
    assert not check.states(5.5)  # within the range, and nobody has said so
    assert not check.bears_out(6.1)
    assert not find_row("regulations/pbg-own-limit").bears_out(10)


@pytest.mark.parametrize(
    ("name", "said"),
    [
        ("regulations/kkpr-approval", "20 working days"),
        ("regulations/pharmacy-site-check", "6 (5 to 6) working days"),
        ("service/nib-help-bontang", "5 to 10 min"),
        ("regulations/pharmacy-notification", "3 (0 to 3) working days"),
        ("regulations/pbg-own-limit", "no number"),
    ],
)
def test_a_row_says_its_number(name: str, said: str):
    assert find_row(name).said == said


@pytest.mark.parametrize(
    ("value", "number", "expected"),
    [
        (0.32, 0, False),
        (0.4, 1e-05, False),
        (0.6, 1, False),
        (0.9345, 0.93, True),
        (0.9345, 0.9, True),
        (0.23986, 0.24, True),
        (0, 0, True),
        (0, 0.1, False),
        (32.93, 33, True),
        (32.93, 32, False),
        (1e-7, 1e-7, True),
        (525600.0, 525600, True),
    ],
)
def test_few_digits_bear_out_only_what_is_near(value: float, number: float, expected: bool):
    assert Row("a/b", "a", "measured", "…", value=value, unit="1").bears_out(number) is expected
