"""`make start` and `make test` on a fresh machine: the set-up, its second run, its interruptions and its failures.

The real `tools/bootstrap.py` runs in a small project with a stand-in for uv, so that nothing is downloaded here. The
real thing is done by every fresh clone, CI's among them.
"""

import ast
import importlib.util
import os
import re
import signal
import subprocess
import sys
import time
from pathlib import Path
from types import ModuleType

import pytest

ROOT = Path(__file__).resolve().parents[2]
BOOTSTRAP = ROOT / "tools" / "bootstrap.py"

pytestmark = pytest.mark.skipif(os.name == "nt", reason="the stand-in for uv is a script with a #! line")

FAKE_UV = f"""#!{sys.executable}
import os, pathlib, sys, time
words = sys.argv[1:]
log = pathlib.Path("uv.log")
log.write_text((log.read_text() if log.exists() else "") + " ".join(words) + "\\n")
if os.environ.get("FAIL") and words[1] == "sync":
    sys.exit(print(os.environ["FAIL"]) or 1)
if words[1] == "sync":
    pathlib.Path(".venv/half-built").touch()
    time.sleep(float(os.environ.get("SLOW", 0)))
    pathlib.Path(".venv/half-built").unlink()
    print("Installed 147 packages in 0.5s\\n + numpy==2.3.0")
else:
    program = pathlib.Path(".venv/bin/simptsp")
    program.write_text("#!/bin/sh\\necho simptsp $@\\nexit 7\\n")
    program.chmod(0o755)
"""


class Project:
    """A folder with the bootstrap in it, and a path on which uv may be."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self.bin = folder / "path"
        (folder / "tools").mkdir(parents=True)
        self.bin.mkdir()
        (folder / "tools" / "bootstrap.py").write_bytes(BOOTSTRAP.read_bytes())
        (folder / "requirements.lock").write_text("numpy==2.3.0\n", encoding="utf-8")
        (folder / "pyproject.toml").write_text("[project]\n", encoding="utf-8")
        self.add_program("uv", FAKE_UV)

    @property
    def venv(self) -> Path:
        return self.folder / ".venv"

    @property
    def uv_calls(self) -> list[str]:
        log = self.folder / "uv.log"
        return log.read_text(encoding="utf-8").splitlines() if log.exists() else []

    def add_program(self, name: str, text: str) -> None:
        (self.bin / name).write_text(text, encoding="utf-8")
        (self.bin / name).chmod(0o755)

    def start(self, *words: str, **environment: str) -> subprocess.Popen[str]:
        clean = {"PATH": f"{self.bin}{os.pathsep}/bin", "HOME": str(self.folder), **environment}
        command = [sys.executable, "tools/bootstrap.py", *words]
        pipes = {"stdout": subprocess.PIPE, "stderr": subprocess.PIPE, "stdin": subprocess.DEVNULL}
        return subprocess.Popen(
            command,
            cwd=self.folder,
            env=clean,
            text=True,
            start_new_session=True,
            preexec_fn=lambda: signal.signal(signal.SIGINT, signal.default_int_handler),  # ignored in a background job
            **pipes,
        )

    def run(self, *words: str, **environment: str) -> tuple[int, str, str]:
        with self.start(*words, **environment) as process:
            try:
                out, err = process.communicate(timeout=60)
            except subprocess.TimeoutExpired:
                os.killpg(process.pid, signal.SIGKILL)
                raise
        return process.returncode, out, err

    def edit(self, name: str, old: str, new: str) -> None:
        text = (self.folder / name).read_text(encoding="utf-8")
        assert old in text
        (self.folder / name).write_text(text.replace(old, new, 1), encoding="utf-8")


@pytest.fixture
def project(tmp_path: Path) -> Project:
    return Project(tmp_path / "simptsp")


def test_first_run_sets_up_from_the_lock_with_hashes_and_then_starts(project: Project):
    code, out, err = project.run("start", "--port", "9000")
    python = project.venv / "bin" / "python"
    lock = project.folder / "requirements.lock"
    assert project.uv_calls == [
        f"pip sync --python {python} --require-hashes --compile-bytecode {lock}",
        f"pip install --python {python} --no-deps --no-build-isolation --editable {project.folder}",
    ]
    assert err == ""
    assert "The first time this downloads about 300 MB" in out
    assert "numpy" not in out
    assert out.endswith("Set-up complete.\nsimptsp start --port 9000\n")
    assert code == 7, "the exit code is that of the command"


def test_second_run_is_instant_and_silent(project: Project):
    project.run()
    calls = project.uv_calls
    elapsed = []
    for _ in range(5):
        began = time.monotonic()
        code, out, err = project.run()
        elapsed.append(time.monotonic() - began)
        assert (code, out, err) == (0, "SimPTSP is ready.\n", "")
    assert project.uv_calls == calls
    assert min(elapsed) < 0.3


@pytest.mark.parametrize("name", ["requirements.lock", "pyproject.toml"])
def test_changed_packages_are_brought_up_to_date_in_place(project: Project, name: str):
    project.run()
    (project.venv / "kept").touch()
    (project.folder / name).write_text("# changed\n", encoding="utf-8")
    _, out, _ = project.run()
    assert "bringing .venv up to date" in out
    assert len(project.uv_calls) == 4
    assert (project.venv / "kept").exists()
    assert project.run()[1] == "SimPTSP is ready.\n"


def test_a_moved_folder_is_set_up_again(project: Project):
    project.run()
    moved = project.folder.with_name("moved")
    project.folder.rename(moved)
    project.folder, project.bin = moved, moved / "path"
    (project.venv / "left-over").touch()
    _, out, _ = project.run()
    assert "building it again" in out
    assert not (project.venv / "left-over").exists()


def test_a_venv_whose_python_is_gone_is_built_again(project: Project):
    project.run()
    (project.venv / "bin" / "python").unlink()
    assert "building it again" in project.run()[1]
    assert (project.venv / "bin" / "python").exists()


@pytest.mark.parametrize("how", [signal.SIGKILL, signal.SIGINT])
@pytest.mark.parametrize("already_set_up", [False, True])
def test_an_interrupted_set_up_is_seen_and_begun_again(project: Project, how: signal.Signals, already_set_up: bool):
    if already_set_up:
        project.run()
        project.edit("requirements.lock", "numpy==2.3.0", "numpy==2.3.1")
    with project.start(SLOW="30") as process:
        wait_for(project.venv / "half-built")
        os.killpg(process.pid, how)
        _, err = process.communicate(timeout=30)
    if how is signal.SIGINT:
        assert process.returncode == 130
        assert err == "\nStopped before the set-up was complete. Run the same command again to finish it.\n"
    assert (project.venv / "half-built").exists()
    code, out, err = project.run()
    assert (code, err) == (0, "")
    assert "building it again" in out
    assert not (project.venv / "half-built").exists()
    assert project.run()[1] == "SimPTSP is ready.\n"


def wait_for(path: Path) -> None:
    """Wait until a file exists."""
    end = time.monotonic() + 30
    while not path.exists():
        assert time.monotonic() < end, f"{path} did not appear"
        time.sleep(0.02)


@pytest.mark.parametrize(
    ("output", "sentence"),
    [
        ("error: No space left on device (os error 28)", "The disk is full: the packages need about 2 GB free in "),
        ("  Caused by: dns error: failed to lookup address information", "connect to the internet"),
        ("error: Request failed after 3 retries\n  Caused by: operation timed out", "connect to the internet"),
        ("error: Hash mismatch for `numpy==2.3.0`", "not the one named in requirements.lock"),
        ("  x Failed to build `scipy==1.15`", "has no ready-made build for Python 3."),
        ("something nobody foresaw", "This step failed:"),
    ],
)
def test_a_failed_step_is_explained(project: Project, output: str, sentence: str):
    code, _, err = project.run("start", FAIL=output)
    assert code == 1
    assert err.startswith("\nSimPTSP could not be set up. ")
    assert sentence in err
    assert "Traceback" not in err
    if sentence == "This step failed:":
        assert output in err, "what nobody foresaw is shown as it is"
    else:
        assert err.count("\n") == 2, "one sentence"
    assert project.run()[0] == 0, "the next try starts afresh"


def test_an_old_python_is_told_so(project: Project):
    project.edit("tools/bootstrap.py", "MINIMUM = (3, 11)", "MINIMUM = (9, 9)")
    code, out, err = project.run("start")
    version = ".".join(map(str, sys.version_info[:3]))
    assert (code, out) == (1, "")
    assert f"It needs Python 9.9 or newer and this is Python {version}: install a newer one" in err
    assert err.count("\n") == 2


def test_an_old_python_hands_over_to_a_newer_one_on_the_path(project: Project):
    project.edit("tools/bootstrap.py", "MINIMUM = (3, 11)", "MINIMUM = (9, 9)")
    project.add_program("python3.14", "#!/bin/sh\nexit 127\n")  # a name that leads nowhere
    project.add_program("python3.13", '#!/bin/sh\n[ "$1" = -c ] || echo newer python: $@\n')
    expected = f"newer python: {project.folder}/tools/bootstrap.py start --port 9000\n"
    assert project.run("start", "--port", "9000") == (0, expected, "")


def test_the_bootstrap_parses_on_python_3_7():
    source = BOOTSTRAP.read_text(encoding="utf-8")
    ast.parse(source, feature_version=(3, 7))
    with pytest.raises(SyntaxError):
        ast.parse(source + "\nif (late := 1): ...\n", feature_version=(3, 7))


def test_the_bootstrap_needs_the_standard_library_only():
    tree = ast.parse(BOOTSTRAP.read_text(encoding="utf-8"))
    imported = {name.name for node in ast.walk(tree) if isinstance(node, ast.Import) for name in node.names}
    imported |= {node.module for node in ast.walk(tree) if isinstance(node, ast.ImportFrom)}
    assert len(imported) >= 8
    assert imported - sys.stdlib_module_names == set()


def test_a_python_without_the_venv_module_is_told_the_package(project: Project):
    (project.bin / "uv").unlink()
    (project.folder / "broken").mkdir()
    (project.folder / "broken" / "ensurepip.py").write_text("raise ImportError\n", encoding="utf-8")
    code, _, err = project.run("start", PYTHONPATH=str(project.folder / "broken"))
    assert code == 1
    assert "sudo apt install python3-venv" in err
    assert err.count("\n") == 2
    assert not project.venv.exists()


def test_without_uv_on_the_path_pip_fetches_it_into_the_venv(project: Project):
    (project.bin / "uv").unlink()
    (project.folder / "stub").mkdir()
    fetch = f"import pathlib, sys\nuv = pathlib.Path('.venv/bin/uv')\nuv.write_text({FAKE_UV!r})\nuv.chmod(0o755)\n"
    log = "pathlib.Path('pip.log').write_text(' '.join(sys.argv[1:]))\n"
    (project.folder / "stub" / "pip.py").write_text(fetch + log, encoding="utf-8")
    (project.folder / "stub" / "ensurepip.py").write_text("", encoding="utf-8")
    code, out, err = project.run(PYTHONPATH=str(project.folder / "stub"))
    assert (code, err) == (0, "")
    assert "Fetching uv" in out
    assert re.fullmatch(r"install .*uv>=\S+", (project.folder / "pip.log").read_text(encoding="utf-8"))
    assert len(project.uv_calls) == 2


@pytest.fixture
def bootstrap() -> ModuleType:
    """The bootstrap as a module."""
    return load(BOOTSTRAP)


def load(path: Path) -> ModuleType:
    """A program of `tools/` as a module."""
    spec = importlib.util.spec_from_file_location(path.stem, path)
    assert spec is not None
    assert spec.loader is not None
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


def test_a_full_disk_is_seen_before_anything_is_touched(bootstrap: ModuleType, monkeypatch: pytest.MonkeyPatch):
    usage = bootstrap.shutil.disk_usage(ROOT)
    monkeypatch.setattr(bootstrap.shutil, "disk_usage", lambda _: usage._replace(free=10**9))
    with pytest.raises(bootstrap.SetUpError, match="The disk is full: the packages need about 2 GB free"):
        bootstrap.check_disk()
    monkeypatch.setattr(bootstrap.shutil, "disk_usage", lambda _: usage._replace(free=3 * 10**9))
    bootstrap.check_disk()


def test_makefile_bootstrap_and_tasks_name_the_same_commands(bootstrap: ModuleType):
    tasks = load(ROOT / "tools" / "tasks.py").TASKS
    assert set(bootstrap.TASKS) == set(tasks)
    makefile = (ROOT / "Makefile").read_text(encoding="utf-8")
    (targets,) = re.findall(r"^([a-z ]+):\n\t", makefile, flags=re.MULTILINE)
    assert set(targets.split()) == {"start", "lab", *tasks}


def test_the_test_command_runs_notebooks_doctests_and_tests_on_two_workers():
    tasks = load(ROOT / "tools" / "tasks.py").TASKS
    first, command = tasks["test"]
    assert first[-2:] == ("doctor", "--warm"), "compiled once, not by both workers"
    notebooks = {"notebooks/methods/id", "notebooks/studio/id"}
    assert {"--nbval-lax", *notebooks, "simulator", "tests", "not verify and not peer"} <= set(command)
    assert sum(word.startswith("notebooks/lessons/id/") for word in command) == 4, "every fourth lesson"
    assert any({"--nbval-lax", "notebooks"} <= set(step) for step in tasks["verify"]), "all of them"
    assert " ".join(command).count("-n 2 --dist loadfile") == 1
