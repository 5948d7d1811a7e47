"""The command `simptsp compare`, as a planner gives it; and what `run` shares with it."""

import csv
import json
import signal
from contextlib import contextmanager
from pathlib import Path

import pytest
from click.testing import Result
from typer.testing import CliRunner

from simulator.cli import app
from simulator.experiments import compare
from simulator.scenario import load_scenario
from simulator.terminal import INTERRUPTED, WRONG_INPUT

OFFICE, MORE = "kantor-sehari", "satu-loket-tambahan"


def simptsp(*arguments: object) -> Result:
    """The command in this process; a traceback is an error of the test."""
    result = CliRunner().invoke(app, [str(argument) for argument in arguments])
    if result.exception is not None and not isinstance(result.exception, SystemExit):
        raise result.exception
    return result


@pytest.fixture(scope="module")
def as_json() -> dict:
    shown = simptsp("compare", OFFICE, MORE, "tanpa-gangguan", "--replications", 20, "--json")
    assert shown.exit_code == 0
    return json.loads(shown.stdout)


def test_the_numbers_are_those_of_the_api(as_json):
    office = load_scenario(OFFICE)
    gain = compare(office, office.patched(MORE), office.patched("tanpa-gangguan"), replications=20)
    for place, label in enumerate((MORE, "tanpa-gangguan")):
        for row in [row for row in as_json["table"] if row["scenario"] == label and row["n"] > 1]:
            estimate = gain.estimate(row["measure"], place)
            assert (row["difference"], row["half_width"], row["n"]) == (estimate.mean, estimate.half_width, estimate.n)
    assert {row["scenario"] for row in as_json["table"]} == {MORE, "tanpa-gangguan"}


def test_json_carries_provenance(as_json):
    assert as_json["provenance"][0]["scenario"] == OFFICE
    assert {run["replications"] for run in as_json["provenance"]} == {20}
    assert len({run["scenario_hash"] for run in as_json["provenance"]}) == 3


@pytest.mark.parametrize(
    ("lang", "words"),
    [
        ("id", ("Kantor", "Selisih", "Ulangan", "Lebih baik: peluang", "Waktu tunggu, rata-rata [menit]", "8 ulangan")),
        ("en", ("Office", "Difference", "Still", "Better: chance", "Waiting time, mean [min]", "8 replications")),
    ],
)
def test_the_table_is_in_the_language_asked_for(lang, words, monkeypatch):
    monkeypatch.setenv("COLUMNS", "220")
    shown = simptsp("compare", OFFICE, MORE, "--replications", 8, "--lang", lang, "--measures", "waiting_time_mean")
    text = " ".join(shown.stdout.split())
    for word in words:
        assert word in text


def test_files_hold_the_table_and_every_value(tmp_path):
    for name in ("a", "b"):
        done = simptsp("compare", OFFICE, MORE, "--replications", 4, "--out", tmp_path / name)
        assert done.exit_code == 0
    for file in ("comparison.csv", "values.csv"):
        assert (tmp_path / "a" / file).read_bytes() == (tmp_path / "b" / file).read_bytes()
    with (tmp_path / "a" / "comparison.csv").open(encoding="utf-8", newline="") as file:
        rows = list(csv.DictReader(file))
    assert rows[0]["measure"] == "waiting_time_mean"
    assert float(rows[0]["alternative"]) - float(rows[0]["base"]) == pytest.approx(float(rows[0]["difference"]))
    with (tmp_path / "a" / "values.csv").open(encoding="utf-8", newline="") as file:
        values = list(csv.DictReader(file))
    assert [row["scenario"] for row in values] == [f"{OFFICE} (base)"] * 4 + [MORE] * 4
    assert json.loads((tmp_path / "a" / "comparison.json").read_text(encoding="utf-8"))["provenance"]


def test_patches_are_joined_by_a_plus():
    shown = simptsp("compare", OFFICE, f"{MORE}+tanpa-gangguan", "--replications", 3, "--json")
    office = load_scenario(OFFICE)
    both = office.patched(MORE).patched("tanpa-gangguan")
    assert json.loads(shown.stdout)["provenance"][1]["scenario_hash"] == both.hash


def test_a_file_and_another_scenario_can_be_compared(tmp_path):
    file = tmp_path / "kantor.yaml"
    text = (Path(__file__).parents[2] / "datasets" / "scenarios" / f"{OFFICE}.yaml").read_text(encoding="utf-8")
    file.write_text(text, encoding="utf-8")
    shown = simptsp("compare", OFFICE, file, "--replications", 3, "--json", "--measures", "waiting_time_mean")
    (row,) = json.loads(shown.stdout)["table"]
    assert (row["difference"], row["half_width"]) == (0, 0)


@pytest.mark.parametrize(
    ("arguments", "words"),
    [
        ([OFFICE, "--measures", "waiting_time_mean"], "--measures belongs to --precision"),
        ([OFFICE, "--most-replications", "50"], "--most-replications belongs to --precision"),
        ([OFFICE, "--draws", "5", "--precision", "0.1"], "--draws cannot be combined with --precision"),
        ([OFFICE, "--draws", "5", "--steady-state"], "--draws cannot be combined with --precision or --steady-state"),
    ],
)
def test_what_would_be_ignored_is_refused(arguments, words):
    shown = simptsp("run", *arguments)
    assert (shown.exit_code, shown.stdout) == (WRONG_INPUT, "")
    assert words in shown.stderr


def test_a_group_of_cases_has_its_title(monkeypatch):
    monkeypatch.setenv("COLUMNS", "250")
    title = load_scenario(OFFICE).spec.case_classes[0].title.en
    measure = "waiting_time_mean[class:nib]"
    shown = simptsp("compare", OFFICE, MORE, "--replications", 3, "--measures", measure, "--lang", "en")
    assert shown.exit_code == 0
    assert title in " ".join(shown.stdout.split())


@pytest.mark.parametrize(
    ("arguments", "words"),
    [
        (["nope", MORE], "there is no scenario of this name"),
        ([OFFICE, "satu-loket"], "has no such patch, and there is no such scenario or file; did you mean 'satu-loket-"),
        (
            [OFFICE, MORE, "--measures", "waiting_time"],
            "there is no measure 'waiting_time'; did you mean 'waiting_time_",
        ),
        ([OFFICE, MORE, "--measures", ","], "no measure is named"),
        ([OFFICE, MORE, "--precision", "5"], "precision is 5.0; it must be between 0 and 1"),
        ([OFFICE, MORE, "--precision", "0.1", "--replications", "9"], "give either replications or a precision"),
        ([OFFICE, MORE, "--steady-state"], "a steady-state study needs a horizon of at least 50 days"),
        ([OFFICE, MORE, "--engine", "quick"], "there is no engine 'quick'"),
    ],
)
def test_what_is_wrong_is_said_in_one_line(arguments, words):
    shown = simptsp("compare", *arguments)
    assert shown.exit_code == WRONG_INPUT
    assert shown.stdout == ""
    assert words in shown.stderr
    assert len(shown.stderr.strip().splitlines()) == 1


def test_a_precision_that_was_not_reached_is_said():
    shown = simptsp(
        "run", OFFICE, "--precision", 0.01, "--most-replications", 36, "--lang", "en",
        "--measures", "waiting_time_mean,sojourn_time_mean",
    )  # fmt: skip
    assert shown.exit_code == 0
    assert "the precision of 1% was not reached in 36 replications" in shown.stdout


def test_ctrl_c_keeps_what_is_done(monkeypatch):
    """A study that would take minutes, interrupted after some replications: their table, a remark, exit code 130."""

    @contextmanager
    def pressed_at_40(name):
        yield lambda done, total: signal.raise_signal(signal.SIGINT) if done == 40 else None

    monkeypatch.setattr("simulator.cli_run.progress_bar", pressed_at_40)
    before = signal.getsignal(signal.SIGINT)
    shown = simptsp("compare", OFFICE, MORE, "--replications", 100_000, "--measures", "waiting_time_mean", "--json")
    assert shown.exit_code == INTERRUPTED
    told = json.loads(shown.stdout)
    assert told["table"][0]["n"] == 20
    assert told["notes"][0] == "Stopped: 20 of at most 100,000 replications are done. The numbers are of those."
    assert signal.getsignal(signal.SIGINT) is before


def test_ctrl_c_twice_ends_at_once(monkeypatch):
    @contextmanager
    def pressed_twice(name):
        def press(done, total):
            signal.raise_signal(signal.SIGINT)
            signal.raise_signal(signal.SIGINT)

        yield press

    monkeypatch.setattr("simulator.cli_run.progress_bar", pressed_twice)
    shown = simptsp("run", OFFICE, "--replications", 50)
    assert shown.exit_code == INTERRUPTED
    assert shown.stdout == ""


def test_uncertain_inputs_make_an_interval_of_two_parts(tmp_path):
    shown = simptsp("run", "kabupaten-menengah", "--draws", 3, "--replications", 2, "--lang", "en", "--out", tmp_path)
    assert shown.exit_code == 0
    assert "3 inputs, 3 draws" in shown.stdout
    assert sorted(file.name for file in tmp_path.iterdir()) == [
        *("inputs.csv", "measures.csv", "provenance.json", "study.json", "values.csv"),
    ]
    with (tmp_path / "measures.csv").open(encoding="utf-8", newline="") as file:
        row = next(csv.DictReader(file))
    parts = [float(row[f"{part}_half_width"]) for part in ("input", "simulation")]
    assert float(row["half_width"]) ** 2 == pytest.approx(sum(part**2 for part in parts))
    refused = simptsp("run", OFFICE, "--draws", 3)
    assert (refused.exit_code, refused.stdout) == (WRONG_INPUT, "")
    assert "marks no input as uncertain" in refused.stderr
