"""The replay of a day opens at a moment when people wait in the office."""

import pytest

from simulator.calendars import MS_PER_DAY, MS_PER_HOUR
from simulator.measures.day import case_spans
from simulator.teaching import lab as labs
from simulator.teaching.lessons import LESSONS
from simulator.widgets import Replay

WITH_DAY = [name for name in LESSONS if name[:2] in ("00", "03", "04", "06")]


@pytest.mark.parametrize("name", WITH_DAY)
def test_people_are_there_when_a_replay_opens(make_page, monkeypatch, name):
    runs = []
    run = labs.Lab.run
    monkeypatch.setattr(labs.Lab, "run", lambda self, *given: runs.append(run(self, *given)) or runs[-1])
    display = make_page(name).plan.displays["day"]
    (shown,) = display.show({lever.key: float(lever.start) for lever in display.levers})
    assert isinstance(shown.widget, Replay)
    opens = shown.widget.opens_ms
    assert opens % MS_PER_DAY == 9 * MS_PER_HOUR
    spans = case_spans(runs[-1].log)
    is_there = (spans["kind"].isin(["queue", "service"])) & (spans["begin_ms"] <= opens) & (spans["end_ms"] > opens)
    came_today = spans["begin_ms"] >= opens - MS_PER_HOUR
    assert (is_there & came_today).sum() >= 2
