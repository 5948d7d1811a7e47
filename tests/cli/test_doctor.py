"""The command `simptsp doctor`: what is here, what is missing, how to get it."""

import platform
from importlib.metadata import PackageNotFoundError, requires, version
from pathlib import Path

import pytest
from typer.testing import CliRunner

from simulator import doctor
from simulator.cli import MACHINE_LACKS, app
from simulator.doctor import Finding, examine


def found(what: str) -> Finding:
    (finding,) = (finding for finding in examine() if finding.what == what)
    return finding


def missing(monkeypatch: pytest.MonkeyPatch, *names: str) -> None:
    """Let some packages seem not to be installed."""

    def look(name: str) -> str:
        if name in names:
            raise PackageNotFoundError(name)
        return version(name)

    monkeypatch.setattr(doctor, "version", look)


def test_everything_needed_is_here_with_its_version():
    findings = examine()
    assert len(findings) >= 20
    assert [finding.what for finding in findings if finding.is_needed and not finding.is_present] == []
    assert found("Python 3.11 or newer").found == platform.python_version()
    for name in ("simptsp", "numpy", "pandas", "simpy", "voila", "jupyterlab", "ipywidgets", "matplotlib"):
        assert found(name).found == version(name)


def test_every_package_that_is_required_is_looked_for():
    names = {line.split(">=")[0] for line in requires("simptsp") or [] if "extra" not in line}
    assert len(names) >= 15
    assert names <= {finding.what for finding in examine()}
    assert "pytest" not in {finding.what for finding in examine()}, "packages for tests are not needed by people"


def test_a_missing_package_is_told_with_its_remedy(monkeypatch: pytest.MonkeyPatch):
    missing(monkeypatch, "simpy")
    finding = found("simpy")
    assert (finding.is_present, finding.is_needed) == (False, True)
    assert "make start" in finding.remedy
    result = CliRunner().invoke(app, ["doctor"])
    assert result.exit_code == MACHINE_LACKS
    line = next(line for line in result.stdout.splitlines() if "simpy" in line)
    assert "missing" in line
    assert "make start" in line


def test_a_tree_that_is_not_installed_is_told(monkeypatch: pytest.MonkeyPatch):
    """Run from a copy of the files: the command's own package is what is missing."""

    def nowhere(name: str) -> None:
        raise PackageNotFoundError(name)

    monkeypatch.setattr(doctor, "requires", nowhere)
    missing(monkeypatch, "simptsp")
    assert not found("simptsp").is_present
    assert CliRunner().invoke(app, ["doctor"]).exit_code == MACHINE_LACKS


def test_a_python_that_is_too_old_is_told(monkeypatch: pytest.MonkeyPatch):
    monkeypatch.setattr(doctor.sys, "version_info", (3, 10, 9))
    finding = found("Python 3.11 or newer")
    assert not finding.is_present
    assert "python.org" in finding.remedy


@pytest.mark.parametrize("what", ["scenarios", "lessons"])
def test_a_tree_without_scenarios_or_lessons_is_told(what: str, monkeypatch: pytest.MonkeyPatch, tmp_path: Path):
    assert found(what).is_present
    assert int("".join(filter(str.isdigit, found(what).found))) >= 1
    monkeypatch.setattr(doctor, "_ROOT", tmp_path)
    monkeypatch.setattr(doctor, "library_names", list)
    assert not found(what).is_present
    assert "whole repository" in found(what).remedy


def test_a_browser_is_wanted_by_tests_only(monkeypatch: pytest.MonkeyPatch):
    monkeypatch.delenv("SIMPTSP_CHROMIUM", raising=False)
    monkeypatch.setenv("PATH", "")
    finding = found("Chromium (tests)")
    assert (finding.is_present, finding.is_needed) == (False, False)
    assert "SIMPTSP_CHROMIUM" in finding.remedy
    result = CliRunner().invoke(app, ["doctor"])
    assert result.exit_code == 0
    assert "absent" in next(line for line in result.stdout.splitlines() if "Chromium" in line)


def test_a_browser_that_is_named_must_exist(monkeypatch: pytest.MonkeyPatch, tmp_path: Path):
    monkeypatch.setenv("SIMPTSP_CHROMIUM", str(tmp_path / "chromium"))
    assert not found("Chromium (tests)").is_present
    (tmp_path / "chromium").write_text("#!/bin/sh\n")
    (tmp_path / "chromium").chmod(0o755)
    assert found("Chromium (tests)").found == str(tmp_path / "chromium")


def test_the_table_names_everything(monkeypatch: pytest.MonkeyPatch):
    result = CliRunner().invoke(app, ["doctor"])
    assert result.exit_code == 0
    for finding in examine():
        assert finding.what in result.stdout
        assert all(word in result.stdout for word in finding.found.split() if len(word) < 40), "a long path is folded"
