"""The files of a run: their names, what is in them, and that two runs write the same."""

import json
from pathlib import Path

import numpy as np
import pandas as pd
import pytest

from simulator.eventlog import COLUMNS, read_parquet
from simulator.experiments import Result, run
from simulator.reports import write_run
from simulator.scenario import load_scenario

FILES = ["measures.csv", "events.parquet", "report.html", "provenance.json", "study.json"]


@pytest.fixture(scope="module")
def result() -> Result:
    return run(load_scenario("kantor-sehari"), 3, seed=2026)


def test_a_run_is_five_files_in_a_folder_that_need_not_exist(result: Result, tmp_path: Path):
    folder = tmp_path / "hasil" / "hari ini"
    assert [file.relative_to(folder).as_posix() for file in write_run(result, folder)] == FILES
    assert sorted(file.name for file in folder.iterdir()) == sorted(FILES)


def test_measures_are_those_of_the_result(result: Result, tmp_path: Path):
    write_run(result, tmp_path)
    table = pd.read_csv(tmp_path / "measures.csv")
    assert list(table) == ["measure", "unit", "mean", "half_width", "n"]
    pd.testing.assert_frame_equal(table, result.measures, check_exact=True)
    assert b"\r" not in (tmp_path / "measures.csv").read_bytes()


def test_events_are_those_of_the_result(result: Result, tmp_path: Path):
    write_run(result, tmp_path)
    log = read_parquet(tmp_path / "events.parquet")
    assert all(np.array_equal(log[name], result.log[name]) for name in COLUMNS)


def test_provenance_is_that_of_the_result(result: Result, tmp_path: Path):
    write_run(result, tmp_path)
    assert json.loads((tmp_path / "provenance.json").read_text(encoding="utf-8")) == result.provenance.to_dict()


def test_the_report_is_in_the_language_asked_for(result: Result, tmp_path: Path):
    for lang in ("id", "en"):
        write_run(result, tmp_path, lang)
        assert f'<html lang="{lang}">' in (tmp_path / "report.html").read_text(encoding="utf-8")


def test_files_of_an_earlier_run_are_replaced_and_others_left(result: Result, tmp_path: Path):
    (tmp_path / "notes.txt").write_text("mine")
    (tmp_path / "measures.csv").write_text("old")
    write_run(result, tmp_path)
    first = (tmp_path / "measures.csv").read_bytes()
    write_run(run(result.scenario, 3, seed=7), tmp_path)
    assert (tmp_path / "measures.csv").read_bytes() != first
    assert (tmp_path / "notes.txt").read_text() == "mine"


def test_measures_and_events_have_the_same_bytes_in_every_run(result: Result, tmp_path: Path):
    again = run(result.scenario, 3, seed=2026)
    other = run(result.scenario, 3, seed=2027)
    for name, part in (("one", result), ("two", again), ("other", other)):
        write_run(part, tmp_path / name)
    for file in ("measures.csv", "events.parquet"):
        assert (tmp_path / "one" / file).read_bytes() == (tmp_path / "two" / file).read_bytes()
        assert (tmp_path / "one" / file).read_bytes() != (tmp_path / "other" / file).read_bytes()


def test_a_folder_that_is_a_file_is_an_error_of_the_system(result: Result, tmp_path: Path):
    (tmp_path / "taken").write_text("a file")
    with pytest.raises(OSError, match="taken"):
        write_run(result, tmp_path / "taken")
