"""Machine code is used again while nothing it depends on has changed, and never after that."""

import os
import shutil
import subprocess
import sys
import time
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass, field
from pathlib import Path

import pytest

from simulator import compiled
from simulator.compiled import HAS_NUMBA

pytestmark = [
    pytest.mark.verify,
    pytest.mark.skipif(not HAS_NUMBA, reason="without Numba there is no machine code"),
]

SOURCES = {
    "__init__": "",
    "constants": "STEP = 2\n",
    "deep": "OFFSET = 3\n",
    "helper": """
        from simulator.compiled import compiled
        from . import deep
        @compiled(inline=True)
        def shifted(i):
            return i + deep.OFFSET
        """,
    "kernel": """
        from simulator.compiled import compiled
        from simulator.constants import STEP
        from simulator.helper import shifted
        @compiled
        def total(n):
            found = 0
            for i in range(n):
                found += STEP * shifted(i)
            return found
        """,
}
CALL = """
from numba.core import event
compilations = event.RecordingListener()
with event.install_listener("numba:compile", compilations):
    from simulator.kernel import total
    print(total(10), sum(what.is_start for _, what in compilations.buffer))
"""
TOTAL = 2 * (45 + 30)


@dataclass
class Tree:
    """A small SimPTSP: a compiled function, a helper, a constant of each, and the real module that keeps their code."""

    folder: Path
    cache: Path
    environment: dict[str, str] = field(default_factory=dict)

    def make(self) -> "Tree":
        package = self.folder / "simulator"
        package.mkdir(parents=True)
        shutil.copy(compiled.__file__, package)
        for name, text in SOURCES.items():
            (package / f"{name}.py").write_text(text.replace("\n        ", "\n"), encoding="utf-8")
        return self

    def edit(self, name: str, old: str, new: str) -> None:
        file = self.folder / "simulator" / f"{name}.py"
        text = file.read_text(encoding="utf-8")
        assert text.count(old) == 1
        file.write_text(text.replace(old, new), encoding="utf-8")

    def run(self, program: str = CALL) -> tuple[str, list[str]]:
        """What a program says in a new process: its output, and its lines on standard error."""
        environment = {name: value for name, value in os.environ.items() if not name.startswith("NUMBA_")}
        environment |= {
            "SIMPTSP_CACHE": str(self.cache),
            "PYTHONPATH": str(self.folder),
            "PYTHONDONTWRITEBYTECODE": "1",
        }
        done = subprocess.run(
            [sys.executable, "-c", program],
            cwd=self.folder, env=environment | self.environment, capture_output=True, text=True, check=False,
        )  # fmt: skip
        assert done.returncode == 0, done.stderr
        return done.stdout.strip(), done.stderr.splitlines()

    def call(self) -> tuple[int, int]:
        """The function's result in a new process, and how many functions it had to compile for it."""
        out, err = self.run()
        assert err == []
        result, compilations = map(int, out.split())
        return result, compilations

    def files(self) -> list[Path]:
        return sorted(path for path in self.cache.rglob("*") if path.is_file())


@pytest.fixture
def tree(tmp_path: Path) -> Tree:
    return Tree(tmp_path / "tree", tmp_path / "cache").make()


@pytest.fixture
def kept(tree: Tree) -> Tree:
    """With its code kept."""
    assert tree.call() == (TOTAL, 1)
    return tree


def test_unchanged_code_is_compiled_once(kept: Tree):
    assert kept.call() == (TOTAL, 0)
    assert len(kept.files()) == 1


@pytest.mark.parametrize(
    ("module", "old", "new", "result"),
    [
        ("kernel", "found = 0", "found = 7", TOTAL + 7),
        ("constants", "2", "5", 5 * (45 + 30)),
        ("helper", "i + deep", "i * deep", 2 * 45 * 3),
        ("deep", "3", "4", 2 * (45 + 40)),
    ],
)
def test_a_change_of_anything_it_depends_on_is_compiled_anew(kept: Tree, module: str, old: str, new: str, result: int):
    """Of the function, a constant, a helper, and a constant of the helper."""
    kept.edit(module, old, new)
    assert kept.call() == (result, 1)
    kept.edit(module, new, old)
    assert kept.call() == (TOTAL, 0)


def test_where_and_when_the_sources_were_written_does_not_matter(kept: Tree):
    (kept.folder / "simulator" / "kernel.py").touch()
    assert kept.call() == (TOTAL, 0)
    moved = kept.folder.with_name("moved")
    kept.folder.rename(moved)
    kept.folder = moved
    assert kept.call() == (TOTAL, 0)


def test_a_module_nobody_imports_does_not_matter(kept: Tree):
    (kept.folder / "simulator" / "other.py").write_text("STEP = 9\n", encoding="utf-8")
    assert kept.call() == (TOTAL, 0)


@pytest.mark.parametrize(
    ("name", "value", "compilations"), [("NUMBA_BOUNDSCHECK", "1", 1), ("NUMBA_LOOP_VECTORIZE", "0", 1), ("NUMBA_NUM_THREADS", "1", 0)]
)  # fmt: skip
def test_settings_of_numba_that_change_the_code_matter(kept: Tree, name: str, value: str, compilations: int):
    kept.environment[name] = value
    assert kept.call() == (TOTAL, compilations)
    assert kept.call() == (TOTAL, 0)


def test_without_compilation_the_function_runs_as_it_is_and_nothing_is_kept(tree: Tree):
    tree.environment["NUMBA_DISABLE_JIT"] = "1"
    assert tree.call() == (TOTAL, 0)
    assert tree.files() == []


def test_a_source_that_changes_while_a_process_runs_is_not_taken_for_what_runs(tree: Tree):
    """The process has imported the old constant; the source says another when the function is compiled."""
    edit = f"""
from pathlib import Path
import simulator.compiled, simulator.constants
Path(simulator.constants.__file__).write_text("STEP = 5\\n")
{CALL}"""
    assert tree.run(edit) == (f"{TOTAL} 1", [])
    assert tree.files() == []
    assert tree.call() == (5 * (45 + 30), 1)


def half(content: bytes) -> bytes:
    return content[: len(content) // 2]


def one_bit(content: bytes) -> bytes:
    return content[:-100] + bytes([content[-100] ^ 1]) + content[-99:]


@pytest.mark.parametrize("broken", [half, one_bit, lambda _: b"", lambda _: b"something else" * 100])
def test_a_file_that_is_not_whole_is_made_again(kept: Tree, broken):
    (file,) = kept.files()
    right = file.read_bytes()
    file.write_bytes(broken(right))
    assert kept.call() == (TOTAL, 1)
    assert len(file.read_bytes()) == len(right)
    assert kept.call() == (TOTAL, 0)


def test_processes_that_compile_at_once_do_not_harm_each_other(tree: Tree):
    with ThreadPoolExecutor(3) as pool:
        assert {result for result, _ in pool.map(lambda _: tree.call(), range(3))} == {TOTAL}
    assert len(tree.files()) == 1
    assert len(list(tree.cache.rglob("*"))) == 2, "nothing half-made is left"
    assert tree.call() == (TOTAL, 0)


def test_numbas_own_settings_are_left_alone(kept: Tree):
    out, _ = kept.run("from simulator.kernel import total\nfrom numba import config\nprint([config.CACHE_DIR])")
    assert out == "['']"


# ---- places where nothing can be kept


def a_file(cache: Path) -> None:
    cache.write_text("mine", encoding="utf-8")


def below_a_file(cache: Path) -> Path:
    cache.write_text("mine", encoding="utf-8")
    return cache / "cache"


def too_long(cache: Path) -> Path:
    return cache / ("x" * 300)


@pytest.mark.parametrize("place", [a_file, below_a_file, too_long])
def test_where_nothing_can_be_kept_it_runs_all_the_same_and_one_line_says_so(tree: Tree, place):
    tree.cache = place(tree.cache) or tree.cache
    for _ in range(2):
        out, (line,) = tree.run()
        assert out == f"{TOTAL} 1"
        assert line.startswith(f"The machine code cannot be kept in {tree.cache} (")
        assert "SIMPTSP_CACHE" in line


def test_without_a_home_folder_it_runs_and_leaves_no_folder_behind(tree: Tree):
    program = "import os\nos.path.expanduser = lambda path: path\n" + CALL
    tree.environment = {"SIMPTSP_CACHE": "", "XDG_CACHE_HOME": ""}
    out, (line,) = tree.run(program)
    assert out == f"{TOTAL} 1"
    assert "(there is no home folder)" in line
    assert sorted(path.name for path in tree.folder.iterdir()) == ["simulator"]


def test_a_folder_that_is_not_there_is_made(tree: Tree):
    tree.cache = tree.cache / "of" / "mine"
    assert tree.call() == (TOTAL, 1)
    assert tree.call() == (TOTAL, 0)


def test_a_folder_that_cannot_be_written_is_refused(tmp_path: Path, monkeypatch: pytest.MonkeyPatch):
    compiled.check_cache(tmp_path)
    monkeypatch.setattr(compiled.os, "access", lambda *_: False)
    with pytest.raises(PermissionError):
        compiled.check_cache(tmp_path)


def test_a_disk_that_is_nearly_full_is_left_alone(tmp_path: Path, monkeypatch: pytest.MonkeyPatch):
    usage = shutil.disk_usage(tmp_path)
    monkeypatch.setattr(compiled.shutil, "disk_usage", lambda _: usage._replace(free=99 * 2**20))
    with pytest.raises(OSError, match="less than 100 MB free"):
        compiled.check_cache(tmp_path)
    monkeypatch.setattr(compiled.shutil, "disk_usage", lambda _: usage._replace(free=101 * 2**20))
    compiled.check_cache(tmp_path)


# ---- the processor, and old versions


class Codegen:
    """Of another processor."""

    def __init__(self, processor: str) -> None:
        self.processor = processor

    def magic_tuple(self) -> tuple[str, ...]:
        return ("x86_64-linux", self.processor, "+avx")


def double(x: int) -> int:
    return 2 * x


def test_the_processor_the_versions_and_the_types_name_the_file(monkeypatch: pytest.MonkeyPatch):
    store = compiled.Store(double)
    files = [store._file(types, Codegen(processor)) for types in ("int64", "float64") for processor in ("old", "new")]
    assert len({*files}) == 4
    assert store._file("int64", Codegen("old")) == files[0]
    monkeypatch.setattr(compiled, "_versions", lambda: ("cpython-399", "9.9"))
    assert store._file("int64", Codegen("old")) not in files


def test_what_nobody_has_used_for_a_month_is_removed(tmp_path: Path):
    month = time.time() - 31 * 24 * 3600
    current, old, fresh, other = (
        tmp_path / name
        for name in ("fast-00000000000000aa", "fast-00000000000000bb", "fast-00000000000000cc", "mine-00000000000000dd")
    )
    mine = tmp_path / "fast-notes"
    for folder in (current, old, fresh, other, mine):
        folder.mkdir()
        (folder / "run").write_text("code", encoding="utf-8")
        if folder != fresh:
            os.utime(folder, (month, month))
    old_mark, mark = tmp_path / "ready-00000000000000ee", tmp_path / "ready-00000000000000ff"
    for file in (old_mark, mark):
        file.touch()
        os.utime(file, (month, month))
    compiled._prune(tmp_path, {current, mark})
    assert {*tmp_path.iterdir()} == {current, fresh, other, mine, mark}


def test_code_in_use_is_not_old(kept: Tree):
    (file,) = kept.files()
    os.utime(file.parent, (0, 0))
    assert kept.call() == (TOTAL, 0)
    assert file.parent.stat().st_mtime > time.time() - 60
