"""Pages of lessons whose simulation is short: few replications, no breath between two steps."""

import functools

import pytest

from simulator.teaching import job, page
from simulator.teaching.journal import Memory
from simulator.teaching.lab import Lab


@pytest.fixture
def make_page(monkeypatch):
    """Page of a lesson in a language, lesson 01 in Indonesian if not said, with a journal."""
    monkeypatch.setattr(page, "Lab", functools.partial(Lab, replications=4, first=2))
    monkeypatch.setattr(job, "BREATH_S", 0.01)

    def make(name: str = "01_why_queues_explode", lang: str = "id", journal: Memory | None = None) -> page.Page:
        return page.Page(name, lang, journal or Memory())

    return make
