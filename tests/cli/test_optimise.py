"""The commands `simptsp optimise` and `simptsp select`, as a planner gives them."""

import importlib
import json
import os
import re
import signal
import subprocess
import sys
import time
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import pytest
import typer
from click.testing import Result
from typer.testing import CliRunner

from simulator import cli_search
from simulator.cli import app as simptsp_app
from simulator.experiments.goals import Goal
from simulator.experiments.store import count_finished, open_store
from simulator.experiments.tasks import Failure
from simulator.terminal import INTERRUPTED, MACHINE_LACKS, WRONG_INPUT

GOALS = Path(__file__).resolve().parents[1] / "experiments" / "goals"
SMALL = """
simptsp_goal: 1
name: kecil
title: {id: Sependek mungkin, en: As short as possible}
base: %s
levers:
  - name: loket
    title: {id: Petugas loket, en: Counter officers}
    set: ["stations[loket].roster[0].servers"]
    levels: [1, 2, 3]
    cost: 72000000
    source: assumed
objective: {minimise: %s}
constraints:
  - {measure: service_level, at_least: %s, source: assumed}
pareto: ["sojourn_time_mean[worst:class]"]
replications: 5
final_replications: 20
"""


def commands() -> typer.Typer:
    """The application, with these commands in it whoever registers them."""
    names = {command.callback for command in simptsp_app.registered_commands}
    if cli_search.optimise not in names:
        cli_search.register(simptsp_app)
    return simptsp_app


def simptsp(*arguments: object) -> Result:
    """The command in this process; a traceback is an error of the test."""
    result = CliRunner().invoke(commands(), [str(argument) for argument in arguments])
    if result.exception is not None and not isinstance(result.exception, SystemExit):
        raise result.exception
    return result


def goal(folder: Path, objective: str = "cost", at_least: float = 0.5) -> Path:
    file = folder / "tujuan.yaml"
    file.write_text(SMALL % (GOALS / "kantor-dua-meja.yaml", objective, at_least), encoding="utf-8")
    return file


def test_the_answer_comes_first_in_bahasa_indonesia(tmp_path: Path):
    result = simptsp("optimise", goal(tmp_path))
    assert result.exit_code == 0
    title, _, first, *rest = result.stdout.splitlines()
    assert title == "Sependek mungkin – Loket dan meja pemeriksaan"
    assert first == "- Disarankan: Petugas loket = 2. Biaya: Rp144.000.000/tahun."
    text = "\n".join(rest)
    for words in ("Dengan 20 ulangan baru, semua batas terpenuhi dengan keyakinan 95 %", "Semua 3 kombinasi",
                  "menurut pencarian", "Erlang C", "Finalis", "Biaya lawan: ", "jenis permohonan yang terburuk",
                  "Pemohon lansia", "144,00"):  # fmt: skip
        assert words in " ".join(text.split()), words


def test_the_same_in_english(tmp_path: Path):
    result = simptsp("optimise", goal(tmp_path, objective="sojourn_time_mean"), "--lang", "en")
    assert result.exit_code == 0
    assert "- Recommended: Counter officers = " in result.stdout
    for words in (
        "Among those simulated again",
        "fresh replications",
        "All 3 combinations",
        "Finalists",
        "Cost against: ",
        "Feasible",
        "/year",
    ):
        assert words in result.stdout, words
    for words in ("Disarankan", "ulangan", "batas", "selisih"):
        assert words not in result.stdout.lower(), words


def test_json_and_the_folder_hold_the_same(tmp_path: Path):
    result = simptsp("optimise", goal(tmp_path), "--out", tmp_path / "hasil", "--json")
    assert result.exit_code == 0
    told: dict[str, Any] = json.loads(result.stdout)
    kept = json.loads((tmp_path / "hasil" / "optimum.json").read_text(encoding="utf-8"))
    assert told == kept
    assert told["is_feasible"] is True
    assert told["answer"] == {"number": 1, "levels": {"loket": 2}, "cost": 144e6}
    assert told["notes"]["en"][0].startswith("Recommended")
    assert {path.name for path in (tmp_path / "hasil").iterdir()} == {
        "search", "final", "candidates.csv", "finalists.csv", "pareto.csv", "optimum.json", "study.json"}  # fmt: skip
    assert len((tmp_path / "hasil" / "candidates.csv").read_text(encoding="utf-8").splitlines()) == 4


def test_a_goal_that_cannot_be_reached_says_what_is_lacking(tmp_path: Path):
    result = simptsp("optimise", goal(tmp_path, at_least=0.999))
    assert result.exit_code == 0
    lines = [line for line in result.stdout.splitlines() if line.startswith("- ")]
    assert lines[0].startswith("- Tidak ada kombinasi yang terbukti memenuhi semua batas dengan keyakinan 95 %")
    assert "paling sedikit 0,999 tidak terbukti" in lines[1]


@pytest.mark.parametrize(
    ("arguments", "words"),
    [
        (("optimise", "tidak-ada.yaml"), "SCN001"),
        (("optimise", "{goal}", "--resume"), "--resume goes on in a folder; name it with --out"),
        (("optimise", "{goal}", "--executor", "dask"), "--cluster belongs to --executor dask"),
        (("optimise", "{goal}", "--out", "{goal}"), "this is a file; name a folder"),
        (("select", "kantor-sehari", "--measure", "service_level"), "ALT"),
        (("select", "kantor-sehari", "tiga-loket", "--measure", "service_level"), "tiga-loket"),
        (("select", "kantor-sehari", "tanpa-gangguan", "--measure", "wait"), "has no measure 'wait'"),
        (("select", "kantor-sehari", "tanpa-gangguan", "--measure", "utilisation"), "say --goal min or --goal max"),
        (("select", "kantor-sehari", "tanpa-gangguan", "--measure", "service_level"), "KN needs the smallest difference"),
        (("select", "kantor-sehari", "tanpa-gangguan", "--measure", "service_level", "--engine", "quick"), "no engine 'quick'"),
    ],
)  # fmt: skip
def test_what_is_wrong_is_said_in_a_sentence(tmp_path: Path, arguments: tuple[str, ...], words: str):
    file = str(goal(tmp_path))
    result = simptsp(*(argument.format(goal=file) for argument in arguments))
    assert result.exit_code == WRONG_INPUT
    assert words in result.stderr
    assert "Traceback" not in result.stderr


def test_a_folder_with_results_is_gone_on_with_only_if_asked(tmp_path: Path):
    file, out = goal(tmp_path), tmp_path / "hasil"
    first = simptsp("optimise", file, "--out", out)
    again = simptsp("optimise", file, "--out", out)
    assert again.exit_code == WRONG_INPUT
    assert "--resume" in again.stderr
    resumed = simptsp("optimise", file, "--out", out, "--resume")
    assert (resumed.exit_code, resumed.stdout) == (0, first.stdout)


def test_a_folder_with_other_things_is_left_alone(tmp_path: Path):
    out = tmp_path / "hasil"
    out.mkdir()
    (out / "candidates.csv").write_text("punya orang", encoding="utf-8")
    result = simptsp("optimise", goal(tmp_path), "--out", out)
    assert result.exit_code == WRONG_INPUT
    assert "holds other things (candidates.csv)" in result.stderr
    assert [(path.name, path.read_text(encoding="utf-8")) for path in out.iterdir()] == [
        ("candidates.csv", "punya orang")
    ]


def test_candidates_that_are_no_valid_office_are_counted_as_kept(tmp_path: Path, monkeypatch: pytest.MonkeyPatch):
    def stopped(goal: Goal, folder: Path, *_: object) -> None:
        with open_store(folder / "search", {}) as store:
            store.add(0, {"loket": 1}, Failure("SCN014 x"))
        raise KeyboardInterrupt

    monkeypatch.setattr(importlib.import_module("simulator.experiments.optimise"), "optimise", stopped)
    result = simptsp("optimise", goal(tmp_path), "--out", tmp_path / "hasil")
    assert result.exit_code == INTERRUPTED
    assert "Dihentikan; 1 kandidat tersimpan" in result.stderr


def test_a_full_disk_is_told_in_a_sentence(tmp_path: Path, monkeypatch: pytest.MonkeyPatch):
    def full(*_: object) -> None:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr("simulator.reports.optimum.write_optimum", full)
    result = simptsp("optimise", goal(tmp_path), "--out", tmp_path / "hasil")
    assert result.exit_code == MACHINE_LACKS
    assert "No space left on device; choose another folder" in result.stderr


PATCHES = ("select", "kantor-sehari", "satu-loket-tambahan", "satu-loket-tambahan+tanpa-gangguan")


def test_the_best_of_some_offices_is_selected():
    result = simptsp(*PATCHES, "--measure", "waiting_time_mean", "--indifference", 2)
    assert result.exit_code == 0
    text = " ".join(result.stdout.split())
    assert "Waktu tunggu, rata-rata (menit)" in text
    assert "Terpilih: satu-loket-tambahan" in text
    assert "Dengan peluang paling sedikit 95 %" in text
    assert "paling sedikit 2,00 menit" in text
    english = simptsp(
        *PATCHES, "--measure", "service_level", "--method", "ocba", "--budget", 60, "--lang", "en", "--json"
    )
    told = json.loads(english.stdout)
    assert told["goal"] == "max"
    assert told["replications"] == 60
    assert told["winners"][0].startswith("satu-loket-tambahan")
    assert "estimated" in told["notes"]["en"][0]


def test_a_selection_is_kept_in_a_folder_from_which_a_report_is_made(tmp_path):
    asked = (*PATCHES, "--measure", "waiting_time_mean", "--indifference", 2, "--out", tmp_path / "hasil")
    assert simptsp(*asked).exit_code == 0
    assert sorted(file.name for file in (tmp_path / "hasil").iterdir()) == ["selection.json", "study.json"]
    winner = json.loads((tmp_path / "hasil" / "selection.json").read_text(encoding="utf-8"))["winners"]
    assert winner[0].startswith("satu-loket-tambahan")
    assert simptsp("report", tmp_path / "hasil", "--lang", "en").exit_code == 0
    (page,) = (tmp_path / "hasil").glob("*.html")
    assert "Selected: satu-loket-tambahan" in page.read_text(encoding="utf-8")


def test_a_selection_that_cannot_be_written_is_shown_all_the_same(tmp_path):
    (tmp_path / "hasil" / "selection.json").mkdir(parents=True)
    result = simptsp(*PATCHES, "--measure", "waiting_time_mean", "--indifference", 2, "--out", tmp_path / "hasil")
    assert result.exit_code == MACHINE_LACKS
    assert "choose another folder with --out" in result.stderr
    assert "Terpilih: satu-loket-tambahan" in " ".join(result.stdout.split())


def test_a_budget_that_ends_first_is_said():
    result = simptsp(*PATCHES, "--measure", "waiting_time_mean", "--indifference", 0.001, "--budget", 40)
    assert result.exit_code == 0
    assert "Ulangan berhenti sebelum ada pilihan" in result.stdout


def test_ctrl_c_keeps_what_is_done_and_says_how_to_go_on(tmp_path: Path):
    """A long search is interrupted as a terminal does it; what it kept is found again."""
    file, out = goal(tmp_path), tmp_path / "hasil"
    text = file.read_text(encoding="utf-8").replace("replications: 5", "replications: 3000", 1)
    file.write_text(text, encoding="utf-8")
    code = "from simulator import cli, cli_search\nif cli_search.optimise not in {c.callback for c in cli.app.registered_commands}: cli_search.register(cli.app)\ncli.main()"
    process = subprocess.Popen(
        [sys.executable, "-c", code, "optimise", str(file), "--out", str(out), "--workers", "1"],
        stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True, encoding="utf-8", start_new_session=True,
    )  # fmt: skip
    deadline = time.monotonic() + 120
    while not count_finished(out / "search") and process.poll() is None and time.monotonic() < deadline:
        time.sleep(0.05)
    os.killpg(process.pid, signal.SIGINT)
    stdout, stderr = process.communicate(timeout=120)
    kept = count_finished(out / "search")
    assert process.returncode == INTERRUPTED, stderr
    assert stdout == ""
    assert f"Dihentikan; {kept} kandidat tersimpan di {out}. Lanjutkan dengan: simptsp optimise" in stderr
    assert "--resume" in stderr
    assert "Traceback" not in stderr
    assert kept >= 1


def test_ctrl_c_shows_who_is_still_in_the_race(monkeypatch: pytest.MonkeyPatch):
    """A selection that would take very long: the table of what is done, and exit code 130."""

    @contextmanager
    def pressed_at_60(name: str):
        yield lambda done, total: signal.raise_signal(signal.SIGINT) if done == 60 else None

    monkeypatch.setattr("simulator.cli_search.progress_bar", pressed_at_60)
    arguments = ("select", "kantor-sehari", "satu-loket-tambahan", "tanpa-gangguan", "--measure", "waiting_time_mean")
    found = simptsp(*arguments, "--indifference", 0.0001, "--lang", "en")
    assert found.exit_code == INTERRUPTED
    assert "The replications ended before there was a choice" in found.stdout
    assert "Stopped; results are of what is done." in found.stderr
    spent = int(re.search(r"(\d+) replications were spent", found.stdout)[1])
    assert 60 <= spent <= 63
