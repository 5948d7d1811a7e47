"""The systemd units: accepted, shut in, and naming files and settings that exist."""

import json
import re
import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[2]
DEPLOY = ROOT / "deploy"
UNITS = sorted(DEPLOY.glob("*.service"))
PLACE = "/srv/simptsp"

MOST_EXPOSED = 20
"""Tenths of systemd's own score for what a service might do: 100 is everything, a usual service has 96."""


def settings(unit: Path) -> dict[str, list[str]]:
    """Values of each setting of a unit."""
    found: dict[str, list[str]] = {}
    for name, value in re.findall(r"^(\w+)=(.*)$", unit.read_text(encoding="utf-8"), flags=re.MULTILINE):
        found.setdefault(name, []).append(value)
    return found


def commands(unit: Path) -> list[str]:
    """Commands that a unit runs."""
    return settings(unit)["ExecStart"] + settings(unit)["ExecStartPre"]


def in_place(unit: Path, folder: Path) -> Path:
    """A copy of a unit for a machine where the project lies in another folder, with its programs."""
    programs = {word for value in commands(unit) for word in value.split() if word.startswith(PLACE)}
    for name in programs:
        program = folder / Path(name).relative_to(PLACE)
        program.parent.mkdir(parents=True, exist_ok=True)
        program.write_text("#!/bin/sh\n")
        program.chmod(0o755)
    copy = folder / unit.name
    copy.write_text(unit.read_text(encoding="utf-8").replace(PLACE, str(folder)), encoding="utf-8")
    return copy


def analyse(tools, *arguments: str) -> subprocess.CompletedProcess[str]:
    command = [tools.program("systemd-analyze"), *arguments]
    return subprocess.run(command, capture_output=True, text=True, timeout=60, check=False)


def test_there_is_a_unit_for_the_class_and_one_for_the_hub():
    assert [unit.name for unit in UNITS] == ["simptsp-hub.service", "simptsp.service"]


@pytest.mark.parametrize("unit", UNITS, ids=lambda unit: unit.name)
def test_systemd_accepts_the_unit(unit, tools, tmp_path):
    said = analyse(tools, "verify", "--man=no", "--recursive-errors=no", str(in_place(unit, tmp_path)))
    assert (said.returncode, said.stderr) == (0, "")


def test_systemd_finds_a_mistake(tools, tmp_path):
    copy = in_place(DEPLOY / "simptsp.service", tmp_path)
    copy.write_text(copy.read_text(encoding="utf-8").replace("ProtectSystem=strict", "ProtectSystem=strictly"))
    assert "ignoring: strictly" in analyse(tools, "verify", "--man=no", "--recursive-errors=no", str(copy)).stderr


@pytest.mark.parametrize("unit", UNITS, ids=lambda unit: unit.name)
def test_a_unit_can_do_little_to_its_machine(unit, tools, tmp_path):
    said = analyse(tools, "security", "--offline=yes", f"--threshold={MOST_EXPOSED}", str(in_place(unit, tmp_path)))
    assert said.returncode == 0, said.stdout + said.stderr
    assert "Overall exposure level" in said.stdout
    open_copy = tmp_path / f"open-{unit.name}"
    open_copy.write_text(re.sub(r"^(Protect|Restrict|System|Private).*\n", "", unit.read_text(), flags=re.MULTILINE))
    assert analyse(tools, "security", "--offline=yes", f"--threshold={MOST_EXPOSED}", str(open_copy)).returncode == 1


@pytest.mark.parametrize("unit", UNITS, ids=lambda unit: unit.name)
def test_a_unit_starts_programs_that_the_set_up_installs_and_files_that_exist(unit):
    assert len(commands(unit)) == 2
    for word in (word for line in commands(unit) for word in line.split() if word.startswith(PLACE)):
        path = Path(word).relative_to(PLACE)
        where = Path(sys.executable).parent if path.parts[0] == ".venv" else ROOT / path.parent
        assert (where / path.name).exists(), word


def test_the_class_is_served_with_options_that_exist():
    command = settings(DEPLOY / "simptsp.service")["ExecStart"][0].split()[1:]
    assert command[0] == "start"
    help_text = subprocess.run(
        [sys.executable, "-m", "simulator.cli", "start", "--help"],
        capture_output=True,
        text=True,
        timeout=60,
        check=True,
    ).stdout
    assert [word for word in command if word.startswith("--") and word not in help_text] == []
    address = command[command.index("--address") + 1]
    assert address.strip("${}") in offered("site.env")


def test_every_setting_that_the_files_read_is_in_the_examples():
    files = [DEPLOY / name for name in ("Caddyfile", "hub.caddy", "jupyterhub_config.py")]
    read = set(re.findall(r"SIMPTSP_\w+", "".join(file.read_text(encoding="utf-8") for file in files)))
    usual = {"SIMPTSP_CACHE", "SIMPTSP_LEARNER", "SIMPTSP_UPSTREAM", "SIMPTSP_HUB_UPSTREAM", "SIMPTSP_HUB_ADDRESS"}
    assert read - usual - offered("lessons.env") == offered("site.env") | offered("hub.env")
    assert offered("lessons.env") == {"SIMPTSP_STORE"}


def test_each_program_reads_no_password_but_its_own():
    """Kernels of lessons inherit what their server reads, and Caddy writes what it reads into the journal."""
    assert len(offered("hub.env")) == 3
    assert len(offered("site.env")) == 3
    assert [name for name in offered("site.env") | offered("lessons.env") if "PASSWORD" in name] == []
    read = ["/etc/simptsp/lessons.env", "/etc/simptsp/site.env"]
    assert settings(DEPLOY / "simptsp.service")["EnvironmentFile"] == read
    assert settings(DEPLOY / "simptsp-hub.service")["EnvironmentFile"] == ["/etc/simptsp/hub.env"]


def offered(name: str) -> set[str]:
    """Settings in a file of settings, also those that are commented out."""
    return set(re.findall(r"^#?(SIMPTSP_\w+)=", (DEPLOY / name).read_text(encoding="utf-8"), flags=re.MULTILINE))


def test_the_lock_of_the_proxy_has_hashes_and_no_addresses():
    lock = json.loads((DEPLOY / "package-lock.json").read_text(encoding="utf-8"))["packages"]
    packages = {path: about for path, about in lock.items() if path}
    assert len(packages) >= 20
    assert all("integrity" in about for about in packages.values())
    assert not any("resolved" in about for about in packages.values())
