"""A copy of the curricula that a test may spoil."""

import shutil
from collections.abc import Callable
from pathlib import Path

import pytest

from simulator.teaching.curriculum import CURRICULA


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """Curricula, forms and the material of lesson 01."""
    copy = tmp_path / "curricula"
    lesson = "01_why_queues_explode"
    shutil.copytree(CURRICULA, copy, ignore=shutil.ignore_patterns("lessons", "LICENSE"))
    shutil.copytree(CURRICULA / "lessons" / lesson, copy / "lessons" / lesson)
    return copy


@pytest.fixture
def spoil(folder: Path) -> Callable[[str, str, str], None]:
    """Replaces a text in a file of the copy; it must be there."""

    def replace(file: str, old: str, new: str) -> None:
        path = folder / file
        text = path.read_text(encoding="utf-8")
        assert old in text, f"{file} has no {old!r}"
        path.write_text(text.replace(old, new, 1), encoding="utf-8")

    return replace
