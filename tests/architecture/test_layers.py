"""The layer rule: data flows down the table, imports point only up it."""

import itertools
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[2]

# Row by row, what each package may import of the others. `locale` holds the words a person reads.
MODEL = {"compiled", "data", "calendars", "scenario", "eventlog", "theory", "workload", "engines", "measures"}
RESULTS = MODEL | {"experiments", "calibration", "locale", "analysis"}
SHOWN = RESULTS | {"figures", "reports", "widgets"}
COMMANDS = {
    "cli_curriculum", "cli_form", "cli_quiz", "cli_reports", "cli_run", "cli_scenario", "cli_search", "cli_start",
    "cli_studies", "cli_survey",
}  # fmt: skip
MAY_IMPORT = (
    {
        "compiled": set(),
        "data": set(),
        "calendars": {"compiled", "data"},
        "eventlog": set(),
        "theory": set(),
        "scenario": {"compiled", "data", "calendars"},
        "workload": {"compiled", "data", "calendars", "scenario"},
        "engines": {"compiled", "data", "calendars", "scenario", "workload", "eventlog"},
        "measures": {"compiled", "data", "calendars", "eventlog"},
        "experiments": MODEL,
        "calibration": MODEL,
        "analysis": MODEL | {"experiments", "calibration", "locale"},
        "locale": set(),
        "figures": RESULTS,
        "widgets": RESULTS,
        "reports": RESULTS | {"figures", "widgets"},  # a report is made of figures
        "teaching": SHOWN,
        "studio": SHOWN
        | {"teaching"},  # its panels say and draw things as lessons do, and its studies are in their store
        "doctor": SHOWN | {"teaching", "studio"},
        "terminal": SHOWN | {"teaching", "studio", "doctor"},
    }
    | {command: SHOWN | {"teaching", "studio", "doctor", "terminal"} for command in COMMANDS}
    | {
        "cli": SHOWN | {"teaching", "studio", "doctor", "terminal"} | COMMANDS,
    }
)
MODULES = COMMANDS | {"cli", "compiled", "doctor", "terminal"}  # one file each
PACKAGES = sorted(MAY_IMPORT.keys() - MODULES)
NOT_FOR_THE_STUDIO = ("classroom", "curriculum", "lessons", "quiz", "serving")
"""Parts of `teaching`."""

PAIRS = [pair for pair in itertools.permutations(sorted(MAY_IMPORT), 2) if pair[0] in PACKAGES]


def lint(folder: Path) -> subprocess.CompletedProcess[str]:
    """Run import-linter on the `simulator` in a folder, whatever is installed."""
    program = "import sys; sys.path.insert(0, '.'); from importlinter.cli import lint_imports_command as run; run()"
    command = [sys.executable, "-c", program, "--no-cache", "--no-logo"]
    return subprocess.run(command, cwd=folder, capture_output=True, text=True, check=False)


@pytest.fixture
def copy(tmp_path: Path) -> Path:
    """A copy of the package's skeleton: everything in the table, empty, under the real contracts."""
    shutil.copy(ROOT / ".importlinter", tmp_path)
    for package in (*PACKAGES, *(f"teaching/{part}" for part in NOT_FOR_THE_STUDIO)):
        (tmp_path / "simulator" / package).mkdir(parents=True)
        (tmp_path / "simulator" / package / "__init__.py").touch()
    for module in {"__init__", *MODULES}:
        (tmp_path / "simulator" / f"{module}.py").touch()
    return tmp_path


def plant(folder: Path, importer: str, imported: str) -> str:
    """Add a module that imports another package; return the import as import-linter shows it."""
    module = f"simulator.{importer}.imports_{imported}"
    path = folder / "simulator" / importer / f"imports_{imported}.py"
    path.write_text(f"import simulator.{imported}\n", encoding="utf-8")
    return f"{module} -> simulator.{imported} "


def test_simulator_keeps_the_layer_rule():
    done = lint(ROOT)
    assert done.returncode == 0, done.stdout + done.stderr
    assert "7 kept, 0 broken" in done.stdout


def test_every_import_the_table_allows_is_allowed(copy: Path):
    allowed = [pair for pair in PAIRS if pair[1] in MAY_IMPORT[pair[0]]]
    assert len(allowed) >= 80
    for importer, imported in allowed:
        plant(copy, importer, imported)
    done = lint(copy)
    assert done.returncode == 0, done.stdout + done.stderr


def test_every_import_the_table_forbids_is_caught(copy: Path):
    forbidden = [pair for pair in PAIRS if pair[1] not in MAY_IMPORT[pair[0]]]
    assert len(forbidden) >= 140
    planted = [plant(copy, importer, imported) for importer, imported in forbidden]
    done = lint(copy)
    assert done.returncode == 1
    assert [line for line in planted if line not in done.stdout] == []


def test_the_studio_cannot_reach_into_serving_classes_or_lessons(copy: Path):
    for part in NOT_FOR_THE_STUDIO:
        file = copy / "simulator" / "studio" / f"imports_{part}.py"
        file.write_text(f"import simulator.teaching.{part}\n", encoding="utf-8")
    done = lint(copy)
    assert done.returncode == 1
    assert [part for part in NOT_FOR_THE_STUDIO if f"simulator.studio.imports_{part} -> " not in done.stdout] == []


def test_a_package_outside_the_table_is_caught(copy: Path):
    (copy / "simulator" / "helpers.py").touch()
    done = lint(copy)
    assert done.returncode == 1
    assert "helpers" in done.stdout


def test_a_way_round_through_the_public_face_is_caught(copy: Path):
    (copy / "simulator" / "__init__.py").write_text("import simulator.experiments\n", encoding="utf-8")
    (copy / "simulator" / "measures" / "shortcut.py").write_text("import simulator as sim\n", encoding="utf-8")
    done = lint(copy)
    assert done.returncode == 1
    assert "simulator.measures.shortcut -> simulator " in done.stdout
