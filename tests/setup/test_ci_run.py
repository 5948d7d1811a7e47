"""CI runs the two commands of the README, with every program that some tests can do without."""

import os
import subprocess
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[2]


REQUIRED = ("BROWSER", "OFFICE", "POSTGRES", "DEPLOY")


class Machine:
    """A machine whose programs write down how they were called."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        for name in ("chromium", "node", "soffice", "pg_createcluster", "caddy", "nginx", "openssl", "systemd-analyze"):
            self.add(name, "")
        for name in ("apt-get", "make"):
            self.add(
                name,
                f'echo "{name} $@ {" ".join(f"{word}=$SIMPTSP_REQUIRE_{word}" for word in REQUIRED)}" >> {folder}/calls',
            )
        self.add("id", "echo 0")

    def add(self, name: str, script: str) -> None:
        (self.folder / name).write_text(f"#!/bin/sh\n{script}\n", encoding="utf-8")
        (self.folder / name).chmod(0o755)

    def run(self) -> tuple[int, list[str], str]:
        for name in ("bash", "dirname"):
            if not (self.folder / name).exists():
                (self.folder / name).symlink_to(f"/usr/bin/{name}")
        environment = {"PATH": str(self.folder), "CI": "true"}
        done = subprocess.run(
            [str(ROOT / ".ci" / "run")],
            env=environment,
            stdin=subprocess.DEVNULL,
            capture_output=True,
            text=True,
            check=False,
        )
        calls = self.folder / "calls"
        return done.returncode, calls.read_text(encoding="utf-8").splitlines() if calls.exists() else [], done.stderr


@pytest.fixture
def machine(tmp_path: Path) -> Machine:
    return Machine(tmp_path)


pytestmark = pytest.mark.skipif(os.name == "nt", reason="CI runs on Linux")


def test_checks_then_tests_with_browser_and_office_required(machine: Machine):
    code, calls, _ = machine.run()
    required = " ".join(f"{word}=1" for word in REQUIRED)
    assert (code, calls) == (0, [f"make check {required}", f"make test {required}"])


@pytest.mark.parametrize(
    ("program", "package"),
    [("chromium", "chromium"), ("node", "nodejs"), ("soffice", "libreoffice-calc-nogui"), ("nginx", "nginx-light")],
)
def test_a_missing_program_is_installed_first(machine: Machine, program: str, package: str):
    (machine.folder / program).unlink()
    code, calls, _ = machine.run()
    assert code == 0
    assert calls[0].startswith("apt-get update")
    assert f" {package} " in calls[1]
    assert len(calls) == 4


def test_what_cannot_be_installed_is_said(machine: Machine):
    (machine.folder / "chromium").unlink()
    machine.add("id", "echo 1000")
    code, calls, err = machine.run()
    assert (code, calls) == (1, [])
    assert err == "chromium is missing: install it from your system's packages, then run .ci/run again.\n"


def test_a_failing_check_fails_ci(machine: Machine):
    machine.add("make", '[ "$1" != check ]')
    assert machine.run()[0] == 1
    machine.add("make", '[ "$1" != test ]')
    assert machine.run()[0] == 1
