"""One list of packages: pyproject.toml. The lock and the conda environment say the same."""

import re
import tomllib
from pathlib import Path

import pytest
from packaging.requirements import Requirement
from packaging.utils import canonicalize_name
from packaging.version import Version
from ruamel.yaml import YAML

ROOT = Path(__file__).resolve().parents[2]

# Names that conda-forge gives to a package of pyproject.toml, where they differ.
CONDA_NAMES = {"playwright": "playwright-python", "salib": "salib"}
# Packages that conda-forge does not have; pip adds them to the conda environment.
ONLY_PIP = {"axe-playwright-python", "ciw", "r4pm", "salabim"}


def wanted() -> dict[str, Requirement]:
    """What pyproject.toml asks for, tests included, by name."""
    project = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["project"]
    lines = [*project["dependencies"], *project["optional-dependencies"]["test"]]
    return {canonicalize_name(requirement.name): requirement for requirement in map(Requirement, lines)}


def lock_faults(lock: str, requirements: dict[str, Requirement]) -> list[str]:
    """What is wrong with a lock: an address, a package without a hash, a version that does not fit."""
    found = re.findall(r"^.*(?:://|^-).*$", lock, flags=re.MULTILINE)
    pinned: dict[str, list[str]] = {}
    for block in re.findall(r"^[A-Za-z0-9].*(?:\n[ \t].*)*", lock, flags=re.MULTILINE):
        name, version = re.match(r"([\w.-]+)==([^\s;\\]+)", block).groups()
        pinned.setdefault(canonicalize_name(name), []).append(version)
        found += [] if re.search(r"--hash=sha256:[0-9a-f]{64}\b", block) else [f"{name} has no hash"]
    for name, requirement in requirements.items():
        versions = pinned.get(name, [])
        if not versions or not all(requirement.specifier.contains(Version(version)) for version in versions):
            found.append(f"{requirement} is locked at {versions}")
    return found


def conda_faults(environment: str, requirements: dict[str, Requirement], python: str) -> list[str]:
    """How a conda environment differs from pyproject.toml in names and lower bounds."""
    dependencies = YAML(typ="safe").load(environment)["dependencies"]
    by_pip = next(part["pip"] for part in dependencies if isinstance(part, dict))
    by_conda = [part for part in dependencies if isinstance(part, str) and part != "pip"]
    expected = {f"python{python}"} | {
        f"{CONDA_NAMES.get(name, requirement.name)}{requirement.specifier}"
        for name, requirement in requirements.items()
        if name not in ONLY_PIP
    }
    expected_pip = {
        f"{requirements[name].name}{requirements[name].specifier}" for name in ONLY_PIP & requirements.keys()
    }
    return sorted((expected ^ set(by_conda)) | (expected_pip ^ set(by_pip)))


def python_bound() -> str:
    """Which Python the project asks for."""
    return tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["project"]["requires-python"]


def test_the_lock_is_hashed_and_fits_pyproject():
    lock = (ROOT / "requirements.lock").read_text(encoding="utf-8")
    assert len(re.findall(r"^\S+==", lock, flags=re.MULTILINE)) >= 140
    assert len(wanted()) >= 29
    assert lock_faults(lock, wanted()) == []


def test_the_conda_environment_asks_for_the_same_packages():
    environment = (ROOT / "environment.yml").read_text(encoding="utf-8")
    assert conda_faults(environment, wanted(), python_bound()) == []


HASH = "    --hash=sha256:" + "0" * 64
LOCK = f"numpy==2.3.0 ; python_version >= '3.11' \\\n{HASH} \\\n{HASH}\nnbval==0.11.0 \\\n{HASH}\n"
ASKED = {"numpy": Requirement("numpy>=2.2"), "nbval": Requirement("nbval>=0.11")}


@pytest.mark.parametrize(
    ("old", "new", "fault"),
    [
        ("", "", None),
        (f"nbval==0.11.0 \\\n{HASH}", "nbval==0.11.0", "nbval has no hash"),
        ("numpy==2.3.0", "numpy==2.1.9", "numpy>=2.2 is locked at ['2.1.9']"),
        ("nbval==", "nbdime==", "nbval>=0.11 is locked at []"),
        ("nbval", "--extra-index-url https://example.org\nnbval", "--extra-index-url https://example.org"),
        ("nbval==0.11.0", "nbval==0.11.0 # https://example.org", "nbval==0.11.0 # https://example.org \\"),
    ],
)
def test_a_fault_in_the_lock_is_found(old: str, new: str, fault: str | None):
    assert lock_faults(LOCK.replace(old, new, 1) if old else LOCK, ASKED) == ([fault] if fault else [])


CONDA = """
dependencies:
  - python>=3.11
  - numpy>=2.2
  - nbval>=0.11
  - pip
  - pip: []
"""


@pytest.mark.parametrize(
    ("old", "new", "faults"),
    [
        ("", "", []),
        ("numpy>=2.2", "numpy>=2.1", ["numpy>=2.1", "numpy>=2.2"]),
        ("  - nbval>=0.11\n", "", ["nbval>=0.11"]),
        ("  - pip\n", "  - pip\n  - ciw>=3\n", ["ciw>=3"]),
        ("python>=3.11", "python>=3.10", ["python>=3.10", "python>=3.11"]),
        ("pip: []", "pip: [ciw]", ["ciw"]),
    ],
)
def test_a_fault_in_the_conda_environment_is_found(old: str, new: str, faults: list[str]):
    assert conda_faults(CONDA.replace(old, new, 1), ASKED, ">=3.11") == faults
