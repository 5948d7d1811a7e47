"""What a lesson's controls show is worked out before the class comes: then no page computes it."""

import pytest

from simulator.teaching.beforehand import work_out
from simulator.teaching.lab import Lab
from simulator.teaching.plan import Slider
from simulator.teaching.shared import FOLDER


@pytest.fixture
def worked_out(tmp_path, monkeypatch, make_page):
    """A lesson whose numbers are known; whoever computes one again fails."""
    monkeypatch.setenv(FOLDER, str(tmp_path))
    for _ in work_out(make_page()):
        pass

    def forbidden(*_):
        raise AssertionError("it was computed again")

    monkeypatch.setattr(Lab, "_compute", forbidden)


@pytest.mark.usefixtures("worked_out")
def test_no_stop_of_a_slider_is_computed_when_a_learner_moves_it(make_page):
    page = make_page()
    explore = page.plan.explore
    slider = explore.levers[0]
    assert isinstance(slider, Slider)
    start = {lever.key: float(lever.start) for lever in explore.levers}
    page.state.store_guess(10.0)
    panel = page.explore()
    stops = round((slider.maximum - slider.minimum) / slider.step) + 1
    for stop in range(stops):
        part = panel.levers.parts[0]
        part.receive({"event": "change", "value": slider.minimum + stop * slider.step})
    assert len(panel.spots) == stops
    assert start[slider.key] in {place[0] for place in panel.spots}


@pytest.mark.usefixtures("worked_out")
def test_the_comparison_is_not_computed_when_a_learner_asks_for_it(make_page):
    page = make_page()
    page.state.store_guess(10.0)
    panel = page.compare()
    panel.run({})
    assert panel.outcome.estimates[0][page.plan.comparison.measures[0].key].n == 4
