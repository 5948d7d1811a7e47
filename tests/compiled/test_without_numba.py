"""Where Numba is absent everything runs on the reference engine, with the same numbers, and one line says so."""

import os
import subprocess
import sys
from pathlib import Path

import pytest

from simulator.scenario import load_scenario
from simulator.teaching.lab import Lab, of_run

OFFICE = "kantor-sehari"
RUN = [sys.executable, "-m", "simulator.cli", "run", OFFICE, "--replications", "3"]
ESTIMATES = f"""
from simulator.scenario import load_scenario
from simulator.teaching.lab import Lab, of_run
print(repr(Lab(replications=4).estimate(load_scenario({OFFICE!r}), of_run("waiting_time_mean", "", "min"))))
"""


@pytest.fixture(
    params=[*(pytest.param(name, marks=pytest.mark.verify) for name in ("numba", "llvmlite")), "switched off"]
)
def environment(request: pytest.FixtureRequest, tmp_path: Path) -> dict[str, str]:
    """Of a process without Numba: it is not installed, what it needs is not, or it is not wanted."""
    if request.param == "switched off":
        return {**os.environ, "SIMPTSP_NUMBA": "off"}
    (tmp_path / "sitecustomize.py").write_text(f"import sys\nsys.modules[{request.param!r}] = None\n", encoding="utf-8")
    paths = [str(tmp_path), *filter(None, [os.environ.get("PYTHONPATH")])]
    return {**os.environ, "PYTHONPATH": os.pathsep.join(paths)}


def process(command: list[str], environment: dict[str, str]) -> subprocess.CompletedProcess[str]:
    done = subprocess.run(command, env=environment, capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stderr
    return done


def lines(text: str) -> list[str]:
    return [line.rstrip() for line in text.splitlines()]


def the_line(done: subprocess.CompletedProcess[str]) -> str:
    (line,) = done.stderr.splitlines()
    return line


def test_a_run_gives_the_same_table_and_says_what_is_missing(environment: dict[str, str]):
    without, usual = process(RUN, environment), process(RUN, dict(os.environ))
    assert the_line(without) == (
        "There is no Numba, so the reference engine simulates: the same results, some fifty times slower."
    )
    assert ", reference" in without.stdout
    assert lines(without.stdout.replace(", reference", ", fast")) == lines(usual.stdout)


def test_the_fast_engine_is_refused_with_those_there_are(environment: dict[str, str]):
    done = subprocess.run([*RUN, "--engine", "fast"], env=environment, capture_output=True, text=True, check=False)
    assert (done.returncode, done.stdout) == (2, "")
    expected = "the engine 'fast' needs Numba, which is not there: make start installs it; or use 'reference'"
    assert done.stderr.splitlines() == [expected]


def test_lessons_compute_the_same(environment: dict[str, str]):
    done = process([sys.executable, "-c", ESTIMATES], environment)
    the_line(done)
    wait = of_run("waiting_time_mean", "", "min")
    assert done.stdout.strip() == repr(Lab(replications=4).estimate(load_scenario(OFFICE), wait))


def test_there_is_nothing_to_compile(environment: dict[str, str]):
    done = process([sys.executable, "-m", "simulator.cli", "doctor", "--warm"], environment)
    assert done.stdout + done.stderr == "Numba is not installed: there is nothing to compile.\n"
