"""The health numbers of `make check` count what they say, and see what is ill."""

import importlib.util
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[2]

A = '''"""Module."""


def short(x):
    """One line that is not counted."""
    return x


def long(x):
    """A line more that is not counted."""
    y = x

    return y
'''


@pytest.fixture
def tree(tmp_path: Path) -> Path:
    """A project of two modules, one of them with a test."""
    files = {
        "simulator/__init__.py": "",
        "simulator/a.py": A,
        "simulator/b.py": "import simulator.a\n" + "x = 1\n" * 310,
        "tests/test_a.py": "def test_a():\n\n    assert True\n",
        "datasets/scenarios/.keep": "",
        "notebooks/.keep": "",
    }
    for name, text in files.items():
        (tmp_path / name).parent.mkdir(parents=True, exist_ok=True)
        (tmp_path / name).write_text(text, encoding="utf-8")
    return tmp_path


def measure(name: str, root: Path) -> tuple[str, bool]:
    """One health number of a tree."""
    spec = importlib.util.spec_from_file_location("health", ROOT / "tools" / "health.py")
    health = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(health)
    _, text, ok = getattr(health, name)(root)
    return text, ok


def test_module_sizes(tree: Path):
    expected = "3; median 13 lines, largest simulator/b.py 311; over 300: simulator/b.py 311"
    assert measure("module_sizes", tree) == (expected, True)


def test_body_sizes_leave_out_the_docstring(tree: Path):
    text, ok = measure("body_sizes", tree)
    assert text.startswith("2; p90 ")
    assert text.endswith("longest simulator/a.py:long 3")
    assert ok


def test_ratio_of_tests_leaves_out_blank_lines(tree: Path):
    assert measure("ratio_of_tests", tree) == ("0.01 (2 : 319 lines)", True)


def test_a_cycle_of_imports_is_named(tree: Path, monkeypatch: pytest.MonkeyPatch):
    monkeypatch.delitem(sys.modules, "simulator", raising=False)
    assert measure("import_cycles", tree) == ("none among 3 modules", True)
    (tree / "simulator" / "a.py").write_text("import simulator.b\n", encoding="utf-8")
    text, ok = measure("import_cycles", tree)
    assert not ok
    assert "simulator.a -> simulator.b" in text
    assert "simulator.b -> simulator.a" in text


def test_a_scenario_that_is_not_valid_is_ill(tree: Path):
    assert measure("scenarios", tree) == ("0 valid of 0 found; of 0 inputs 0 are marked assumed", False)
    good = (ROOT / "datasets" / "scenarios" / "meja-verifikasi.yaml").read_text(encoding="utf-8")
    (tree / "datasets" / "scenarios" / "meja-verifikasi.yaml").write_text(good, encoding="utf-8")
    text, ok = measure("scenarios", tree)
    assert text.startswith("1 valid of 1 found; of ")
    assert not text.endswith("of 0 inputs 0 are marked assumed")
    assert ok
    bad = good.replace("servers: 4", "servers: -4")
    assert bad != good
    (tree / "datasets" / "scenarios" / "rusak.yaml").write_text(bad, encoding="utf-8")
    text, ok = measure("scenarios", tree)
    assert text.startswith("1 valid of 2 found")
    assert "stations[0].servers" in text
    assert not ok


def test_a_notebook_that_cannot_run_is_ill(tree: Path):
    from nbformat import v4, write

    assert measure("notebooks", tree) == ("0 sound of 0 found", False)
    for name, source in (("good", "x = 1"), ("ill", "x = = 1")):
        write(v4.new_notebook(cells=[v4.new_code_cell(source)]), tree / "notebooks" / f"{name}.ipynb")
    (tree / "notebooks" / "none.ipynb").write_text("{", encoding="utf-8")
    text, ok = measure("notebooks", tree)
    assert text.startswith("1 sound of 3 found")
    assert "ill.ipynb: SyntaxError" in text
    assert "none.ipynb: JSONDecodeError" in text
    assert not ok


def test_this_project_is_searched():
    modules, _ = measure("module_sizes", ROOT)
    assert int(modules.split(";")[0]) >= 110
    found, healthy = measure("scenarios", ROOT)
    assert healthy, found
    assert int(found.split()[0]) >= 2
