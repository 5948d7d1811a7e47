"""What a person sees where the simulator is not compiled yet: one line, and never a failure."""

import os
import re
import shutil
from importlib.metadata import version
from pathlib import Path

import pytest
from click.testing import Result
from typer.testing import CliRunner

import simulator.compiled as compiled
from simulator import doctor
from simulator.cli import app
from simulator.compiled import CACHE_VARIABLE, HAS_NUMBA, NUMBA_VARIABLE
from simulator.doctor import examine

pytestmark = pytest.mark.skipif(not HAS_NUMBA, reason="without Numba there is nothing to compile")

LINE = r"Compiling the simulator \(about a minute\) … done in \d+ s\n"
RUN = ("run", "kantor-sehari", "--replications", "2")


def simptsp(*arguments: str) -> Result:
    result = CliRunner().invoke(app, arguments)
    assert result.exception is None or isinstance(result.exception, SystemExit)
    return result


@pytest.fixture
def cold(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A folder in which nothing is kept yet; compiling is to write down what it was asked."""
    cache = tmp_path / "cache"
    monkeypatch.setenv(CACHE_VARIABLE, str(cache))
    monkeypatch.setattr(
        doctor, "_WARM", f"import os\nopen({str(tmp_path / 'asked')!r}, 'a').write(os.environ['SIMPTSP_CACHE'])"
    )
    return cache


@pytest.fixture
def nowhere(cold: Path) -> Path:
    """A file in place of the folder."""
    cold.write_text("mine", encoding="utf-8")
    return cold


@pytest.fixture
def failing(cold: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.setenv(NUMBA_VARIABLE, "")
    monkeypatch.setattr(doctor, "_WARM", "print('made by hand'); raise SystemExit('LLVM is not well')")
    yield cold
    compiled._numba.cache_clear()


def asked(cache: Path) -> str:
    """The folder of each compilation that was asked for."""
    file = cache.with_name("asked")
    return file.read_text(encoding="utf-8") if file.exists() else ""


def test_a_run_says_that_it_compiles_first(cold: Path):
    result = simptsp(*RUN)
    assert result.exit_code == 0
    assert re.fullmatch(LINE, result.stderr)
    assert asked(cold) == str(cold)
    assert "Waktu tunggu, rata-rata" in result.stdout


def test_a_run_that_is_wrong_is_told_so_before_anything_is_compiled(cold: Path):
    assert simptsp("run", "zzz").exit_code == 2
    assert simptsp(*RUN, "--patch", "zzz").exit_code == 2
    assert asked(cold) == ""


@pytest.mark.parametrize("command", ["start", "lab"])
def test_lessons_are_compiled_before_they_are_served(command: str, cold: Path, monkeypatch: pytest.MonkeyPatch):
    monkeypatch.setattr(f"simulator.teaching.serving.{command}", lambda *_, **__: print(f"served after {asked(cold)}"))
    result = simptsp(command)
    assert result.exit_code == 0
    assert result.stdout.splitlines()[-1] == f"served after {cold}"
    assert re.fullmatch(LINE, result.stderr)


def test_the_doctor_compiles_when_asked_and_says_ready_when_it_is(cold: Path, monkeypatch: pytest.MonkeyPatch):
    result = simptsp("doctor", "--warm")
    assert (result.exit_code, result.stdout, asked(cold)) == (0, "", str(cold))
    assert re.fullmatch(LINE, result.stderr)
    monkeypatch.setattr(compiled, "is_ready", lambda: True)
    assert simptsp("doctor", "--warm").stderr == "The simulator is compiled: ready.\n"
    assert asked(cold) == str(cold)


def test_where_nothing_can_be_kept_a_run_keeps_it_for_its_own_time(nowhere: Path):
    result = simptsp(*RUN)
    assert result.exit_code == 0
    assert result.stderr.count("\n") == 1
    assert result.stderr.startswith(f"The machine code cannot be kept in {nowhere} (")
    assert re.search(f"so it is made at every start. {LINE}$", result.stderr)
    assert Path(asked(nowhere)).name.startswith("simptsp-")
    assert not Path(asked(nowhere)).exists()
    assert os.environ[CACHE_VARIABLE] == str(nowhere)


def test_where_nothing_can_be_kept_at_all_a_run_still_runs(cold: Path, monkeypatch: pytest.MonkeyPatch, caplog):
    full = shutil.disk_usage("/")._replace(free=0)
    monkeypatch.setattr(compiled.shutil, "disk_usage", lambda _: full)
    compiled.say_not_kept.cache_clear()
    assert simptsp(*RUN).exit_code == 0
    (said,) = [record.getMessage() for record in caplog.records]
    assert "(less than 100 MB free), so each process makes it anew" in said
    assert asked(cold) == ""


def test_the_doctor_does_not_compile_what_cannot_be_kept(nowhere: Path, caplog):
    compiled.say_not_kept.cache_clear()
    assert simptsp("doctor", "--warm").exit_code == 0
    assert len(caplog.records) == 1
    assert asked(nowhere) == ""


def test_a_compilation_that_fails_stops_nothing(failing: Path):
    result = simptsp(*RUN)
    assert result.exit_code == 0
    assert result.stderr == (
        "Compiling the simulator (about a minute) … failed (LLVM is not well): the reference engine simulates, with the "
        "same results, some fifty times slower.\n"
    )
    assert os.environ[NUMBA_VARIABLE] == "off", "processes that are started from here do without it too"
    assert not compiled.HAS_NUMBA


def row() -> doctor.Finding:
    (finding,) = (finding for finding in examine() if finding.what == "machine code")
    return finding


def test_the_doctor_says_where_machine_code_is_and_whether_it_is_made(cold: Path, monkeypatch: pytest.MonkeyPatch):
    assert (row().is_present, row().found) == (True, f"Numba {version('numba')}: will be made in {cold}")
    monkeypatch.setattr(compiled, "is_ready", lambda: True)
    assert (row().is_present, row().found) == (True, f"Numba {version('numba')}: ready in {cold}")


def test_the_doctor_says_that_machine_code_cannot_be_kept_and_what_helps(nowhere: Path):
    finding = row()
    assert (finding.is_present, finding.is_needed) == (False, False)
    assert finding.found == f"Numba {version('numba')}: cannot be kept in {nowhere}"
    assert "SIMPTSP_CACHE" in finding.remedy
