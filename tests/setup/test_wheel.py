"""What is installed from a wheel, far from any checkout, has the data and the scenarios."""

import json
import os
import subprocess
import sys
import sysconfig
import venv
import zipfile
from pathlib import Path

import pytest

from simulator.data import DATASETS, package_names
from simulator.scenario import library_names, load_scenario

ROOT = Path(__file__).resolve().parents[2]


def run(*command: str | Path, cwd: Path) -> str:
    # without what points this process at the checkout
    environment = {key: value for key, value in os.environ.items() if not key.startswith("PYTHON")}
    done = subprocess.run([*map(str, command)], cwd=cwd, env=environment, capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stderr
    return done.stdout


@pytest.fixture(scope="module")
def wheel(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("wheel")
    run(sys.executable, "-m", "hatchling", "build", "-t", "wheel", "-d", folder, cwd=ROOT)
    (file,) = folder.glob("*.whl")
    return file


def new_environment(folder: Path) -> Path:
    """Python of an environment that has nothing."""
    venv.create(folder, symlinks=os.name != "nt")
    return folder / ("Scripts" if os.name == "nt" else "bin") / "python"


@pytest.fixture(scope="module")
def installed(wheel: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Python of a new environment in which the wheel is installed; its requirements are those of this environment."""
    folder = tmp_path_factory.mktemp("environment")
    python = new_environment(folder)
    run(sys.executable, "-m", "pip", "--python", python, "install", "-q", "--no-index", "--no-deps", wheel, cwd=folder)
    site = Path(run(python, "-c", "import sysconfig; print(sysconfig.get_path('purelib'))", cwd=folder).strip())
    # a folder added by a .pth file has its own .pth files left alone, so the checkout stays out of reach
    (site / "others.pth").write_text(sysconfig.get_path("purelib") + "\n", encoding="utf-8")
    return python


def test_the_wheel_carries_every_data_file_once(wheel: Path):
    with zipfile.ZipFile(wheel) as archive:
        names = archive.namelist()
    carried = {name.removeprefix("simulator/_datasets/") for name in names if name.startswith("simulator/_datasets/")}
    assert len(names) == len(set(names))
    here = {file.relative_to(DATASETS).as_posix() for file in DATASETS.rglob("*") if file.is_file()}
    building = {"make.py", "count_areas.py"}  # they need the tools of the checkout
    assert {name for name in here if "__pycache__" not in name and name.rpartition("/")[2] not in building} == carried
    assert len(carried) >= 150


def test_the_installed_package_reads_its_own_data(installed: Path, tmp_path: Path):
    program = """if True:
        import json
        from pathlib import Path
        import simulator
        from simulator.data import DATASETS, load, package_names
        from simulator.scenario import library_names, load_scenario
        print(json.dumps({
            "inside": DATASETS.is_relative_to(Path(simulator.__file__).parent),
            "packages": package_names(),
            "rows": {name: len(load(name)) for name in package_names()},
            "units": load("demand").attrs["units"],
            "hashes": {name: load_scenario(name).hash for name in library_names()},
        }))"""
    said = json.loads(run(installed, "-c", program, cwd=tmp_path))
    assert said["inside"]
    assert said["packages"] == package_names()
    assert min(said["rows"].values()) >= 1
    assert said["units"]
    assert said["hashes"] == {name: load_scenario(name).hash for name in library_names()}


def test_the_installed_command_shows_the_sources(installed: Path, tmp_path: Path):
    said = run(installed.with_name("simptsp"), "validate", "--sources", "kabupaten-menengah", cwd=tmp_path)
    assert "kabupaten-menengah: ok" in said
    assert "assumed" in said


@pytest.mark.verify
def test_the_wheel_brings_all_that_it_requires(wheel: Path, tmp_path: Path):
    """Into an environment that has nothing, with its requirements from the package registry."""
    python = new_environment(tmp_path / "environment")
    run(sys.executable, "-m", "pip", "--python", python, "install", "-q", wheel, cwd=tmp_path)
    said = run(python.with_name("simptsp"), "validate", "--sources", *library_names(), cwd=tmp_path)
    assert said.count(": ok (") == len(library_names())
    rows = run(python, "-c", "from simulator.data import load; print(len(load('offices514')))", cwd=tmp_path)
    assert rows.strip() == "514"


def test_an_editable_install_has_no_copy_of_the_data():
    """The checkout's own files count; a copy beside them would grow old."""
    assert DATASETS == ROOT / "datasets"
    assert not (Path(sysconfig.get_path("purelib")) / "simulator").exists()
