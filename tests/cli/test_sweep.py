"""The command `simptsp sweep`, as a planner gives it."""

import json
import os
import resource
import signal
import subprocess
import sys
import time
from pathlib import Path

import pytest
from click.testing import Result
from typer.testing import CliRunner

from simulator.cli import app
from simulator.terminal import INTERRUPTED, MACHINE_LACKS, WRONG_INPUT

DESIGNS = Path(__file__).parents[1] / "experiments" / "designs"
EXAMPLE = Path(__file__).parents[2] / "datasets" / "studies" / "sapuan-loket.yaml"


def simptsp(*arguments: object) -> Result:
    """The command in this process; a traceback is an error of the test."""
    result = CliRunner().invoke(app, ["sweep", *map(str, arguments)])
    if result.exception is not None and not isinstance(result.exception, SystemExit):
        raise result.exception
    return result


def started(*arguments: object, **options: object) -> subprocess.Popen[str]:
    """The command as the shell starts it."""
    command = [sys.executable, "-m", "simulator.cli", "sweep", *map(str, arguments)]
    environment = {**os.environ, "PYTHONPATH": os.pathsep.join(path for path in sys.path if path)}
    return subprocess.Popen(
        command, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True, env=environment, **options
    )


def wait_for_lines(folder: Path, lines: int) -> None:
    deadline = time.monotonic() + 60
    while time.monotonic() < deadline:
        if (folder / "points").exists() and lines_of(folder / "index.jsonl") >= lines:
            return
        time.sleep(0.01)


def lines_of(index: Path) -> int:
    """Whole lines: a full disk may have torn the last."""
    return index.read_bytes().count(b"\n") if index.exists() else 0


def sentence(result: Result) -> str:
    """What went wrong: one line on standard error and nothing on standard output."""
    assert result.stdout == ""
    (line,) = result.stderr.strip().splitlines()
    return line


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A finished sweep."""
    folder = tmp_path_factory.mktemp("sweep") / "a [b]"
    assert simptsp(DESIGNS / "counters.yaml", "--out", folder, "--workers", 1).exit_code == 0
    return folder


def test_a_table_in_either_language(folder: Path, tmp_path: Path):
    indonesian = simptsp(DESIGNS / "counters.yaml", "--out", folder, "--resume")
    words = " ".join(indonesian.stdout.replace("│", " ").replace("┃", " ").split())
    assert "Loket dan pemohon" in words
    assert "3 ulangan setiap titik, seed 7 ± : setengah lebar selang 95 %" in words
    assert "0,933333" in words
    assert indonesian.stdout.splitlines()[-1] == f"{folder}: table.csv, table.parquet"
    english = simptsp(DESIGNS / "counters.yaml", "--out", folder, "--resume", "--lang", "en").stdout
    assert "Counters and applicants" in english
    assert "3 replications of each point, seed 7" in english
    assert "0.933333" in english
    assert len((folder / "table.csv").read_text().splitlines()) == 1 + 12


def test_places_and_groups_have_their_titles(tmp_path: Path, monkeypatch: pytest.MonkeyPatch):
    monkeypatch.setenv("COLUMNS", "400")
    text = (DESIGNS / "counters.yaml").read_text(encoding="utf-8")
    for old, new in (
        ("[waiting_time_mean, service_level]", "['waiting_time_mean[class:nib]', 'service_level[loket-pelayanan]']"),
        ("{kind: full-factorial, levels_per_range: 4}", "{kind: morris, trajectories: 2, grid_levels: 4}"),
    ):
        assert old in text
        text = text.replace(old, new)
    (tmp_path / "parts.yaml").write_text(text, encoding="utf-8")
    table = simptsp(tmp_path / "parts.yaml", "--out", tmp_path / "out", "--lang", "en").stdout
    assert table.count("Waiting time, mean, NIB, low and medium-low risk (min)") == 1 + 2
    assert table.count("Share of those served that waited as promised, Service counters (share (0–1))") == 1 + 2
    assert (
        "Loket pelayanan (bagian (0–1))"
        in simptsp(tmp_path / "parts.yaml", "--out", tmp_path / "out", "--resume").stdout
    )


def test_a_long_table_is_cut_and_says_so(tmp_path: Path):
    result = simptsp(DESIGNS / "many.yaml", "--out", tmp_path, "--lang", "en")
    assert "30 of 40 points; all in table.csv" in result.stdout
    assert (
        "30 dari 40 titik; semuanya di table.csv"
        in simptsp(DESIGNS / "many.yaml", "--out", tmp_path, "--resume").stdout
    )


def test_the_folder_says_what_made_it(folder: Path):
    study = json.loads((folder / "study.json").read_text())
    assert study["design"] == "counters"
    assert study["origin"].endswith("counters.yaml")
    assert study["versions"].keys() >= {"python", "numpy", "simptsp"}


def test_results_are_not_written_over(folder: Path):
    result = simptsp(DESIGNS / "counters.yaml", "--out", folder)
    assert result.exit_code == WRONG_INPUT
    assert sentence(result) == f"{folder} holds results of this study; add --resume to go on, or name another folder"


def test_a_folder_of_another_study_is_refused(folder: Path):
    result = simptsp(DESIGNS / "many.yaml", "--out", folder, "--resume")
    assert result.exit_code == WRONG_INPUT
    assert "holds another study" in sentence(result)


def test_a_wrong_design_prints_every_problem_with_its_line(tmp_path: Path):
    text = (DESIGNS / "counters.yaml").read_text(encoding="utf-8")
    (tmp_path / "salah.yaml").write_text(text.replace("[*].servers", "[7].servers").replace("service_level", "x"))
    result = simptsp(tmp_path / "salah.yaml", "--out", tmp_path / "out")
    assert (result.exit_code, result.stdout) == (WRONG_INPUT, "")
    lines = result.stderr.strip().splitlines()
    assert [line.rpartition(", line ")[2] for line in lines] == ["13", "7"]
    assert not (tmp_path / "out").exists()


def test_a_design_that_is_not_there(tmp_path: Path):
    result = simptsp(tmp_path / "tiada.yaml", "--out", tmp_path / "out")
    assert result.exit_code == WRONG_INPUT
    assert sentence(result).endswith("tiada.yaml: SCN001: there is no such file; check its name and folder")


@pytest.mark.parametrize("options", [("--executor", "dask"), ("--cluster", "tcp://127.0.0.1:8786")])
def test_a_cluster_and_its_executor_belong_together(tmp_path: Path, options: tuple[str, ...]):
    result = simptsp(EXAMPLE, "--out", tmp_path / "out", *options)
    assert result.exit_code == WRONG_INPUT
    assert sentence(result).startswith("--cluster belongs to --executor dask")


def test_a_cluster_that_is_not_there(tmp_path: Path, monkeypatch: pytest.MonkeyPatch):
    monkeypatch.setattr("simulator.experiments.executors.CONNECT_WITHIN_S", 1)
    options = ("--executor", "dask", "--cluster", "tcp://127.0.0.1:9")
    result = simptsp(DESIGNS / "counters.yaml", "--out", tmp_path, *options, "--lang", "en")
    assert (result.exit_code, result.stdout) == (MACHINE_LACKS, "")
    first, second = result.stderr.strip().splitlines()
    assert first.startswith("no Dask scheduler answers at tcp://127.0.0.1:9; start one: dask scheduler")
    assert second.startswith(f"0 of 12 points are kept in {tmp_path}; to go on: simptsp sweep ")


def test_impossible_points_give_exit_code_2_and_the_table_of_the_others(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
):
    monkeypatch.setattr(sys.modules["simulator.experiments.sweep"], "try_points", lambda _: None)
    result = simptsp(DESIGNS / "partly-impossible.yaml", "--out", tmp_path, "--lang", "en")
    assert result.exit_code == WRONG_INPUT
    assert "30 of 60 points" in result.stdout
    (line,) = result.stderr.strip().splitlines()
    assert " of 60 points lead to no valid office; the first, " in line
    assert "SCN029 horizon.warm_up_days: " in line
    indonesian = simptsp(DESIGNS / "partly-impossible.yaml", "--out", tmp_path, "--resume")
    assert " dari 60 titik tidak menghasilkan kantor yang sah; yang pertama, " in indonesian.stderr


@pytest.mark.parametrize(
    ("executor", "points"), [("threads", 3), *(pytest.param("processes", n, marks=pytest.mark.verify) for n in (0, 3))]
)
def test_ctrl_c_says_how_much_is_kept_and_how_to_go_on(tmp_path: Path, executor: str, points: int):
    """As a terminal sends it: to the command and to every process that it started, busy or just beginning."""
    out = tmp_path / "hasil sapuan"
    arguments = (DESIGNS / "many.yaml", "--out", out, "--executor", executor, "--workers", 2, "--lang", "en")
    with started(*arguments, start_new_session=True) as process:
        wait_for_lines(out, points)
        time.sleep(0 if points else 0.5)
        os.killpg(process.pid, signal.SIGINT)
        stdout, stderr = process.communicate(timeout=60)
    assert (process.returncode, stdout) == (INTERRUPTED, "")
    kept = lines_of(out / "index.jsonl")
    assert points <= kept < 40
    options = "" if executor == "threads" else "--executor processes "
    command = f"simptsp sweep {DESIGNS / 'many.yaml'} --out '{out}' {options}--workers 2 --lang en --resume"
    assert stderr == f"{kept} of 40 points are kept in {out}; to go on: {command}\n"


def test_a_full_disk_is_one_sentence_and_loses_nothing(tmp_path: Path):
    with started(DESIGNS / "many.yaml", "--out", tmp_path) as process:
        wait_for_lines(tmp_path, 3)
        resource.prlimit(process.pid, resource.RLIMIT_FSIZE, (1_000, resource.RLIM_INFINITY))
        stdout, stderr = process.communicate(timeout=120)
    assert (process.returncode, stdout) == (MACHINE_LACKS, "")
    first, second = stderr.splitlines()
    assert first == f"{tmp_path} cannot be written: File too large; what is finished is kept"
    kept = lines_of(tmp_path / "index.jsonl")
    assert 3 <= kept < 40
    assert second.startswith(f"{kept} dari 40 titik tersimpan di {tmp_path}; untuk melanjutkan: simptsp sweep ")
    assert simptsp(DESIGNS / "many.yaml", "--out", tmp_path, "--resume").exit_code == 0
    assert lines_of(tmp_path / "index.jsonl") == 40


@pytest.mark.verify
def test_two_sweeps_at_once_in_one_folder(tmp_path: Path):
    with started(DESIGNS / "many.yaml", "--out", tmp_path, "--workers", 1) as first:
        wait_for_lines(tmp_path, 1)
        first.send_signal(signal.SIGSTOP)
        second = simptsp(DESIGNS / "many.yaml", "--out", tmp_path, "--resume")
        first.send_signal(signal.SIGCONT)
        first.communicate(timeout=60)
    assert second.exit_code == WRONG_INPUT
    assert sentence(second) == f"another process works in {tmp_path}; wait for it, or name another folder"
    assert first.returncode == 0


def test_the_help_explains_every_option():
    words = simptsp("--help").stdout
    for option in ("--out", "--executor", "--workers", "--cluster", "--resume", "--lang"):
        assert option in words
