"""The command `simptsp run`, as a planner gives it."""

import csv
import json
import re
import subprocess
import sys
from importlib.metadata import entry_points
from pathlib import Path
from typing import Any

import pytest
from click.testing import Result
from ruamel.yaml import YAML
from typer.testing import CliRunner

from simulator.cli import app
from simulator.engines import DEFAULT_ENGINE, ENGINES
from simulator.experiments import installed_versions
from simulator.scenario.library import LIBRARY
from simulator.terminal import MACHINE_LACKS, WRONG_INPUT

OFFICE = "kantor-sehari"
FILES = ("measures.csv", "events.parquet", "report.html", "provenance.json", "study.json")


def simptsp(*arguments: object) -> Result:
    """The command in this process; a traceback is an error of the test."""
    result = CliRunner().invoke(app, [str(argument) for argument in arguments])
    if result.exception is not None and not isinstance(result.exception, SystemExit):
        raise result.exception
    return result


def process(*arguments: object, cwd: Path) -> subprocess.CompletedProcess[str]:
    """The command as the shell starts it."""
    command = [sys.executable, "-m", "simulator.cli", *map(str, arguments)]
    return subprocess.run(command, cwd=cwd, capture_output=True, text=True, encoding="utf-8", timeout=120, check=False)


def sentence(result: Result) -> str:
    """What went wrong: one line on standard error and nothing on standard output."""
    assert result.stdout == ""
    lines = result.stderr.strip().splitlines()
    assert len(lines) == 1, result.stderr
    return lines[0]


@pytest.fixture(scope="module")
def three_runs(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The same command in two processes, and one with another seed."""
    folder = tmp_path_factory.mktemp("runs")
    for name, seed in (("x", 2026), ("y", 2026), ("z", 2027)):
        done = process("run", OFFICE, "--replications", 30, "--seed", seed, "--out", folder / name, cwd=folder)
        assert (done.returncode, done.stderr) == (0, "")
    return folder


@pytest.mark.parametrize("file", ["measures.csv", "events.parquet"])
def test_the_same_command_writes_the_same_bytes(three_runs: Path, file: str):
    assert (three_runs / "x" / file).read_bytes() == (three_runs / "y" / file).read_bytes()


@pytest.mark.parametrize("file", FILES)
def test_another_seed_writes_others(three_runs: Path, file: str):
    assert (three_runs / "x" / file).read_bytes() != (three_runs / "z" / file).read_bytes()


def test_the_folder_holds_what_the_help_says(three_runs: Path):
    assert sorted(file.name for file in (three_runs / "x").iterdir()) == sorted(FILES)
    with (three_runs / "x" / "measures.csv").open(encoding="utf-8", newline="") as file:
        rows = list(csv.DictReader(file))
    assert list(rows[0]) == ["measure", "unit", "mean", "half_width", "n"]
    wait = next(row for row in rows if row["measure"] == "waiting_time_mean")
    assert (wait["unit"], wait["n"]) == ("min", "30")
    assert float(wait["mean"]) > float(wait["half_width"]) > 0
    provenance: dict[str, Any] = json.loads((three_runs / "x" / "provenance.json").read_text(encoding="utf-8"))
    assert (provenance["seed"], provenance["replications"], provenance["scenario"]) == (2026, 30, OFFICE)
    assert provenance["versions"]["numba"] == installed_versions()["numba"]


def test_the_table_has_every_measure_with_interval_unit_and_n(three_runs: Path):
    with (three_runs / "x" / "measures.csv").open(encoding="utf-8", newline="") as file:
        measures = list(csv.DictReader(file))
    result = simptsp("run", OFFICE, "--replications", 30, "--lang", "en")
    assert result.exit_code == 0
    rows = [
        [cell.strip() for cell in line.strip("│").split("│")]
        for line in result.stdout.splitlines()
        if line.startswith("│")
    ]
    numbers = [row for row in rows if len(row) == 5 and row[1]]
    assert len(numbers) == len(measures) == 48
    for shown, measure in zip(numbers, measures, strict=True):
        for text, value in zip(shown[1:3], (measure["mean"], measure["half_width"]), strict=True):
            if value:
                assert float(text.replace(",", "")) == pytest.approx(float(value), rel=6e-3)
            else:  # nothing has a deadline here
                assert (text, measure["measure"]) == ("–", "on_time_share")
        assert (shown[3].startswith(measure["unit"]), shown[4]) == (True, measure["n"])
    assert "One working day in a regency office" in result.stdout
    assert f"30 replications, seed 2026, {DEFAULT_ENGINE}" in result.stdout
    assert "half-width of the 95 % interval" in result.stdout


def test_the_language_of_table_and_report(tmp_path: Path):
    indonesian = simptsp("run", OFFICE, "--replications", 2, "--out", tmp_path)
    assert "Waktu tunggu, rata-rata" in indonesian.stdout
    assert "2 ulangan" in indonesian.stdout
    assert '<html lang="id">' in (tmp_path / "report.html").read_text(encoding="utf-8")
    english = simptsp("run", OFFICE, "--replications", 2, "--lang", "en", "--out", tmp_path)
    assert "Waiting time, mean" in english.stdout
    assert '<html lang="en">' in (tmp_path / "report.html").read_text(encoding="utf-8")


def test_without_a_folder_nothing_is_written(tmp_path: Path, monkeypatch: pytest.MonkeyPatch):
    monkeypatch.chdir(tmp_path)
    assert simptsp("run", OFFICE, "--replications", 2).exit_code == 0
    assert list(tmp_path.iterdir()) == []


def test_a_folder_is_made_and_named(tmp_path: Path):
    out = tmp_path / "a [b]" / "hasil"
    result = simptsp("run", OFFICE, "--replications", 2, "--out", out)
    assert result.stdout.splitlines()[-1] == f"{out}: {', '.join(FILES)}"
    assert all((out / file).stat().st_size > 100 for file in FILES)


@pytest.mark.parametrize(
    ("lang", "said"),
    [("id", "Satu ulangan tidak memberi selang: jangan dipakai untuk memutuskan."),
     ("en", "One replication gives no interval: do not decide on it.")],
)  # fmt: skip
def test_one_replication_says_that_there_is_no_interval(lang: str, said: str):
    result = simptsp("run", OFFICE, "--replications", 1, "--lang", lang)
    assert result.exit_code == 0
    assert said in result.stdout
    assert "95 %" not in result.stdout
    assert not re.search(r"│ +nan +│", result.stdout)


def test_a_patch_changes_the_office():
    base, patched = (
        simptsp("run", OFFICE, "--replications", 3, *more) for more in ((), ("--patch", "satu-loket-tambahan"))
    )
    assert patched.exit_code == 0
    assert base.stdout != patched.stdout


def test_a_scenario_of_ones_own(tmp_path: Path):
    file = tmp_path / "kantor-saya.yaml"
    file.write_bytes((LIBRARY / f"{OFFICE}.yaml").read_bytes())
    own = simptsp("run", file, "--replications", 2)
    assert own.exit_code == 0
    assert own.stdout == simptsp("run", OFFICE, "--replications", 2).stdout


def test_a_title_is_shown_as_it_is(tmp_path: Path):
    """Square brackets are markup to the library that draws the table; in a title they are brackets."""
    yaml = YAML()
    data = yaml.load((LIBRARY / f"{OFFICE}.yaml").read_text(encoding="utf-8"))
    data["title"]["id"] = "Kantor [/b] [red]merah[/]"
    data["stations"][0]["title"]["id"] = "Loket [bold] [/i]"
    with (tmp_path / "kantor.yaml").open("w", encoding="utf-8") as file:
        yaml.dump(data, file)
    result = simptsp("run", tmp_path / "kantor.yaml", "--replications", 2)
    assert "Kantor [/b] [red]merah[/]" in result.stdout
    assert "Loket [bold] [/i]" in result.stdout


def test_an_unknown_scenario_is_answered_with_the_nearest():
    result = simptsp("run", "kantor-sehri")
    assert result.exit_code == WRONG_INPUT
    said = sentence(result)
    assert "SCN001" in said
    assert OFFICE in said


def test_an_unknown_scenario_unlike_any_is_answered_with_those_there_are():
    result = simptsp("run", "zzz")
    assert result.exit_code == WRONG_INPUT
    assert all(name in sentence(result) for name in (OFFICE, "meja-verifikasi"))


def test_a_wrong_scenario_prints_every_problem(tmp_path: Path):
    text = (LIBRARY / f"{OFFICE}.yaml").read_text(encoding="utf-8")
    text = (
        text.replace("days: 1", "days: -1")
        .replace("balk_at_queue: 15", "balk_at_queue: -2")
        .replace("priority: 1", "priority: 99")
    )
    (tmp_path / "salah.yaml").write_text(text, encoding="utf-8")
    result = simptsp("run", tmp_path / "salah.yaml")
    assert result.exit_code == WRONG_INPUT
    lines = result.stderr.strip().splitlines()
    assert len(lines) == 3
    assert all(re.search(r"SCN\d{3} .*line \d+", line) for line in lines)


def test_an_unknown_patch_is_answered_with_those_there_are():
    result = simptsp("run", OFFICE, "--patch", "dua-loket")
    assert result.exit_code == WRONG_INPUT
    assert all(name in sentence(result) for name in ("dua-loket", "satu-loket-tambahan", "tanpa-gangguan"))


def test_an_unknown_engine_is_answered_with_those_there_are():
    result = simptsp("run", OFFICE, "--engine", "cepat")
    assert result.exit_code == WRONG_INPUT
    assert sentence(result) == f"there is no engine 'cepat'; possible are: {', '.join(ENGINES)}"


def test_a_file_in_place_of_the_folder_is_refused_before_anything_runs(tmp_path: Path):
    taken = tmp_path / "hasil"
    taken.write_text("mine")
    result = simptsp("run", OFFICE, "--out", taken)
    assert result.exit_code == WRONG_INPUT
    assert sentence(result) == f"--out {taken}: this is a file; name a folder"
    assert taken.read_text() == "mine"


@pytest.mark.parametrize("blocked", FILES)
def test_a_folder_that_cannot_be_written_loses_nothing(tmp_path: Path, blocked: str):
    """A folder stands where a file should go (root may write anywhere else): the table is printed all the same."""
    (tmp_path / blocked).mkdir()
    result = simptsp("run", OFFICE, "--replications", 2, "--out", tmp_path)
    assert result.exit_code == MACHINE_LACKS
    (line,) = result.stderr.strip().splitlines()
    assert line.startswith(f"the results cannot be written to {tmp_path}: ")
    assert line.endswith("; choose another folder with --out")
    assert "None" not in line
    assert "Waktu tunggu, rata-rata" in result.stdout


def test_a_failure_to_write_without_a_reason_has_one_all_the_same(monkeypatch: pytest.MonkeyPatch, tmp_path: Path):
    """Libraries raise errors of the system with a text of their own and no number."""

    def full(*_: object) -> None:
        raise OSError("the disk is full")

    monkeypatch.setattr("simulator.reports.write_run", full)
    result = simptsp("run", OFFICE, "--replications", 2, "--out", tmp_path)
    assert result.exit_code == MACHINE_LACKS
    assert result.stderr == (
        f"the results cannot be written to {tmp_path}: the disk is full; choose another folder with --out\n"
    )


def test_a_folder_inside_a_file_is_refused_before_anything_is_simulated(tmp_path: Path):
    (tmp_path / "berkas").write_text("mine")
    result = simptsp("run", OFFICE, "--replications", 2, "--out", tmp_path / "berkas" / "hasil")
    assert result.exit_code == MACHINE_LACKS
    assert "cannot be written" in result.stderr
    assert result.stdout == ""


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        (("--replications", "0"), "--replications"),
        (("--replications", "-5"), "--replications"),
        (("--replications", "banyak"), "--replications"),
        (("--seed", "-1"), "--seed"),
        (("--seed", str(2**64)), "--seed"),
        (("--lang", "fr"), "fr"),
        (("--ulangan", "3"), "--ulangan"),
    ],
)
def test_a_wrong_option_is_named(arguments: tuple[str, ...], said: str):
    result = simptsp("run", OFFICE, *arguments)
    assert result.exit_code == WRONG_INPUT
    assert said in result.stderr
    assert "Traceback" not in result.stderr
    assert result.stdout == ""


def test_an_unexpected_failure_is_no_fault_of_the_input(monkeypatch: pytest.MonkeyPatch):
    """A ValueError from deep inside is not told as something that the person gave."""

    def broken(*_: object, **__: object) -> None:
        raise ValueError("inside")

    monkeypatch.setattr("simulator.experiments.run", broken)
    result = CliRunner().invoke(app, ["run", OFFICE])
    assert result.exit_code == 1
    assert isinstance(result.exception, ValueError)


COMMANDS = ("run", "validate", "start", "lab", "doctor")


@pytest.mark.parametrize("command", COMMANDS)
def test_every_command_has_help(command: str):
    result = simptsp(command, "--help")
    assert result.exit_code == 0
    assert "Usage:" in result.stdout
    assert command in result.stdout
    assert len(result.stdout.split()) > 15


def test_the_help_of_run_explains_every_option():
    words = simptsp("run", "--help").stdout
    for option in ("--replications", "--seed", "--engine", "--out", "--patch", "--lang"):
        assert option in words
    for default in ("30", "2026", "reference"):
        assert default in words


def test_the_first_help_lists_commands_and_exit_codes():
    result = simptsp("--help")
    assert result.exit_code == 0
    words = re.sub(r"\s+", " ", result.stdout.replace("│", " "))
    assert all(command in words for command in COMMANDS)
    assert "Exit codes: 0 all well; 1 an unexpected failure; 2 something you gave is wrong" in words


def test_no_command_and_an_unknown_command():
    assert "Usage:" in simptsp().output
    unknown = simptsp("jalan")
    assert unknown.exit_code == WRONG_INPUT
    assert "jalan" in unknown.stderr


def test_the_shell_gets_exit_code_and_sentence(tmp_path: Path):
    done = process("run", "kantor-sehri", cwd=tmp_path)
    assert (done.returncode, done.stdout) == (WRONG_INPUT, "")
    assert "Traceback" not in done.stderr
    assert OFFICE in done.stderr


def test_the_command_is_installed_by_its_name():
    (entry,) = entry_points(group="console_scripts", name="simptsp")
    assert entry.value == "simulator.cli:main"


def test_results_can_be_piped(tmp_path: Path):
    """No progress bar, no colour codes and no cut columns where there is no terminal."""
    done = process("run", OFFICE, "--replications", 2, "--lang", "en", cwd=tmp_path)
    assert done.returncode == 0
    assert "\x1b" not in done.stdout + done.stderr
    assert "…" not in done.stdout
