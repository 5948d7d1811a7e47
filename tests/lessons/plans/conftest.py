"""The lesson of a test file, in Indonesian, with the replications that a learner sees."""

from importlib import import_module

import pytest

from simulator.teaching.lab import Lab
from simulator.teaching.lessons import LESSONS
from simulator.teaching.panels.compare import outcome_of
from simulator.teaching.words import Words


@pytest.fixture(scope="module")
def lab():
    """A page's laboratory."""
    return Lab()


@pytest.fixture(scope="module")
def lesson(lab, request):
    """The plan of the lesson with the number of the file."""
    number = request.path.stem.removeprefix("test_")
    module = next(module for name, module in LESSONS.items() if name.startswith(number))
    return import_module(f"simulator.teaching.lessons.{module}").plan(lab, Words("id"))


@pytest.fixture(scope="module")
def outcome(lab, lesson):
    """What its comparison finds."""
    settings = [setting.scenario for setting in lesson.comparison.settings]
    *_first, values = lab.refine_all(settings, lesson.comparison.measures)
    return outcome_of(lesson.comparison, values)
