"""The built front-end files are what their sources make, carry their licences and call nobody."""

import json
import os
import re
import shutil
import subprocess
from pathlib import Path

import pytest

from simulator.widgets.part import BUILT_FILE

FRONT = BUILT_FILE.parents[1] / "front"
STUDIO_FILE = BUILT_FILE.with_name("studio.js")
LARGEST_BYTES = {BUILT_FILE: 130_000, STUDIO_FILE: 60_000}
"""Every lesson, and every studio, over a hotspot fetches its file once, uncompressed."""

BOTH_FILES = pytest.mark.parametrize("file", LARGEST_BYTES, ids=lambda file: file.name)


def cannot(reason: str) -> None:
    """Skip loudly; where the tools are promised, fail."""
    if os.environ.get("SIMPTSP_REQUIRE_BROWSER") == "1":
        pytest.fail(reason)
    pytest.skip(reason)


def run(command: list[str], folder: Path) -> subprocess.CompletedProcess[str]:
    return subprocess.run(command, cwd=folder, capture_output=True, text=True, timeout=300)


@pytest.fixture(scope="module")
def front(tmp_path_factory) -> Path:
    """A copy of the sources with the locked packages installed."""
    npm = shutil.which("npm")
    if npm is None or shutil.which("node") is None:
        cannot("NO NODE: install Node 20 to check that the built file is what its sources make")
    copy = tmp_path_factory.mktemp("front") / "front"
    shutil.copytree(FRONT, copy, ignore=shutil.ignore_patterns("node_modules"))
    done = run([npm, "ci", "--no-audit", "--no-fund"], copy)
    if done.returncode != 0:
        cannot(f"NOT REBUILT: the locked packages cannot be installed:\n{done.stderr[-1000:]}")
    return copy


def build(front: Path) -> dict[str, bytes]:
    target = front / "built"
    target.mkdir(exist_ok=True)
    done = run(["node", "build.js", str(target)], front)
    assert done.returncode == 0, done.stderr
    return {file.name: file.read_bytes() for file in target.iterdir()}


def test_the_committed_files_are_a_fresh_build(front):
    committed = {file.name: file.read_bytes() for file in BUILT_FILE.parent.glob("*.js")}
    assert committed.keys() == {"parts.js", "studio.js"}
    assert build(front) == committed


@pytest.mark.parametrize(
    ("name", "settles", "file"), [("range.js", 250, BUILT_FILE), ("studio/roster.js", 150, STUDIO_FILE)]
)
def test_another_source_gives_another_file(front, name, settles, file):
    source = front / "src" / name
    text = source.read_text(encoding="utf-8")
    source.write_text(text.replace(f"SETTLE_MS = {settles}", f"SETTLE_MS = {settles + 1}"), encoding="utf-8")
    try:
        assert build(front)[file.name] != file.read_bytes()
    finally:
        source.write_text(text, encoding="utf-8")


def test_every_bundled_package_has_its_licence():
    text = BUILT_FILE.read_text(encoding="utf-8")
    lock = json.loads((FRONT / "package-lock.json").read_text(encoding="utf-8"))["packages"]
    bundled = [path.removeprefix("node_modules/") for path, about in lock.items() if "d3-" in path]
    named = re.findall(r"^(\S+) (\S+) \((\S+)\)$", text, flags=re.MULTILINE)
    assert len(named) >= 6
    assert all(lock[f"node_modules/{name}"]["version"] == version for name, version, _ in named)
    assert {name for name, _, _ in named} <= set(bundled)
    assert text.count("Permission to use, copy, modify") == len(named)


def test_the_studios_file_bundles_no_package():
    assert re.findall(r"^(\S+) (\S+) \((\S+)\)$", STUDIO_FILE.read_text(encoding="utf-8"), flags=re.MULTILINE) == []


@BOTH_FILES
def test_the_file_is_small_and_names_no_other_machine(file):
    text = file.read_text(encoding="utf-8")
    assert len(text.encode()) <= LARGEST_BYTES[file]
    assert set(re.findall(r"https?://[^\"'`\s)]+", text)) <= {"http://www.w3.org/2000/svg"}


def test_the_lock_has_hashes_and_no_addresses():
    lock = json.loads((FRONT / "package-lock.json").read_text(encoding="utf-8"))["packages"]
    packages = {path: about for path, about in lock.items() if path}
    assert len(packages) >= 5
    assert all("integrity" in about for about in packages.values())
    assert not any("resolved" in about for about in packages.values())
