"""A lesson whose simulation is quick: theory's wait with a spread that shrinks nowhere."""

import math

import pytest

from simulator.teaching import job, page
from simulator.teaching.runs import Runs
from simulator.teaching.single_station import SingleStation


class QuickRuns(Runs):
    """Replication k of a scenario gives its theoretical wait, some of it too high, some too low; counts its work."""

    def __init__(self) -> None:
        super().__init__()
        self.simulated: list[tuple[str, int]] = []

    def simulate(self, scenario, replication) -> float:
        self.simulated.append((scenario.hash, replication))
        per_hour = scenario.spec.case_classes[0].arrivals.per_hour
        return SingleStation.of(scenario).mean_wait(per_hour) * (1 + 0.2 * math.sin(2.4 * replication))


@pytest.fixture
def make_page(monkeypatch):
    """Page of lesson 01 in a language, with quick runs."""
    monkeypatch.setattr(page, "Runs", QuickRuns)
    monkeypatch.setattr(job, "BREATH_S", 0.01)
    return lambda lang="id": page.lesson("01_why_queues_explode", lang=lang)
