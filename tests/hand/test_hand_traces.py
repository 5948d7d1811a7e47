"""Both the rules and the engines against logs worked out on paper."""

from pathlib import Path

import pytest

from hand_office import hand_workload, lines, read
from simulator.engines import get_engine
from simulator.eventlog import broken_invariants

FILES = sorted(Path(__file__).parent.glob("*.yaml"))


def test_there_are_enough_traces():
    assert len(FILES) >= 120


@pytest.mark.parametrize("file", FILES, ids=lambda file: file.stem)
def test_the_engine_gives_the_log_worked_out_on_paper(file, engine):
    trace = read(file)
    log = get_engine(engine)(hand_workload(trace))
    assert lines(log, trace.get("clock", False)) == trace["log"].splitlines()
    assert broken_invariants(log) == []
