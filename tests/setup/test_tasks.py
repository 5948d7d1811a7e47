"""The tasks behind make run every step, say which one failed, and fail if any did."""

import importlib.util
import sys
from pathlib import Path
from types import ModuleType

import pytest

ROOT = Path(__file__).resolve().parents[2]
GOOD = (sys.executable, "-c", "print('fine')")
BAD = (sys.executable, "-c", "raise SystemExit(3)")

SEED = (sys.executable, "-c", "import os; print('seed', os.environ.get('SIMPTSP_SEED'))")


@pytest.fixture
def tasks(monkeypatch: pytest.MonkeyPatch) -> ModuleType:
    """The tasks, with small ones instead of the real ones."""
    spec = importlib.util.spec_from_file_location("tasks", ROOT / "tools" / "tasks.py")
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    small = {"good": (GOOD, GOOD), "bad": (BAD, GOOD), "words": (GOOD, GOOD[:2]), "verify": (SEED,), "test": (SEED,)}
    monkeypatch.setattr(module, "TASKS", small)
    return module


def test_a_task_whose_steps_all_pass_passes(tasks: ModuleType, capfd: pytest.CaptureFixture[str]):
    assert tasks.main(["good"]) == 0
    assert capfd.readouterr().out.count("fine\n") == 2


def test_a_failed_step_fails_the_task_but_not_the_steps_after_it(tasks: ModuleType, capfd: pytest.CaptureFixture[str]):
    assert tasks.main(["bad"]) == 1
    out, err = capfd.readouterr()
    assert out.count("fine\n") == 1
    assert err.startswith("FAILED: ")
    assert "SystemExit(3)" in err


def test_more_words_go_to_the_last_step(tasks: ModuleType, capfd: pytest.CaptureFixture[str]):
    assert tasks.main(["words", "print('given')"]) == 0
    assert capfd.readouterr().out.count("given\n") == 1


@pytest.mark.parametrize(
    ("task", "given", "used"), [("test", None, "None"), ("verify", None, "fresh"), ("verify", "7", "7")]
)
def test_verify_takes_a_fresh_seed_unless_one_is_given(
    tasks: ModuleType,
    monkeypatch: pytest.MonkeyPatch,
    capfd: pytest.CaptureFixture[str],
    task: str,
    given: str | None,
    used: str,
):
    monkeypatch.delenv("SIMPTSP_SEED", raising=False)
    if given:
        monkeypatch.setenv("SIMPTSP_SEED", given)
    assert tasks.main([task]) == 0
    assert f"seed {used}\n" in capfd.readouterr().out


@pytest.mark.parametrize("words", [[], ["unknown"]])
def test_an_unknown_task_is_refused_in_a_sentence(
    tasks: ModuleType, words: list[str], capfd: pytest.CaptureFixture[str]
):
    assert tasks.main(words) == 2
    assert "there are good, bad, words, verify, test." in capfd.readouterr().err


def test_a_program_that_is_missing_is_named(tasks: ModuleType):
    with pytest.raises(SystemExit, match="no-such-program is not in"):
        tasks.program("no-such-program")
