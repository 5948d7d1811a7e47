"""Causes of waiting on random offices: they add up to the millisecond, and looking at everything gives the same."""

from collections import Counter
from dataclasses import replace
from random import Random
from typing import Any

import numpy as np
import pandas as pd
import pytest
from hypothesis import given, settings
from hypothesis import seed as hypothesis_seed
from hypothesis import strategies as st

from hand_log import NAMES
from measures.naive_causes import lives_of, naive_intervals
from random_offices import offices, rich_offices
from short_offices import OFFICES, short_office
from simulator.engines import DEFAULT_ENGINE, get_engine
from simulator.eventlog import Event, EventLog, concat_logs
from simulator.measures import visits
from simulator.measures.causes import KINDS, cause_names, waiting_causes
from simulator.scenario import Scenario
from simulator.workload import make_workload
from twins import MANY, with_rare_rules

OFFICES_IN_CI, RUNS_OF_EACH, TWICE_IN_CI, IN_VERIFY = 100, 5, 60, 2_000
"""Random offices, and runs of each of them, in which causes must add up; offices that are computed twice, here and in the
long run."""

SHOWN = ("kabupaten-menengah", "kota-besar", "meja-verifikasi")
"""Offices of the library that are looked at in every run; the others in the long one."""

ANY_OFFICE = offices() | rich_offices() | rich_offices()
SEEDS = st.integers(0, 2**64 - 1)


def simulate(scenario: Scenario, seed: int, replications: int = 1) -> EventLog:
    """A random office, every other one with rare rules."""
    plain = scenario.resolved
    office = with_rare_rules(plain, Random(seed)) if seed % 2 else plain
    engine = get_engine(DEFAULT_ENGINE)
    return concat_logs([engine(make_workload(office, seed, number)) for number in range(replications)])


def as_rows(log: EventLog, table: pd.DataFrame) -> list[dict[str, Any]]:
    """The table as the second computation gives it: only causes that held."""
    causes = list(cause_names(log.names))
    rows = table.to_dict("records")
    return [
        {name: value for name, value in row.items() if name not in causes}
        | {"causes": {cause: row[cause] for cause in causes if row[cause]}}
        for row in rows
    ]


def assert_adds_up(log: EventLog) -> pd.DataFrame:
    """Causes add up to the interval, and service and waiting to the life of the case."""
    table = waiting_causes(log)
    causes_ms = table[list(cause_names(log.names))].to_numpy()
    assert causes_ms.min(initial=0) >= 0
    assert (causes_ms.sum(axis=1) == table["end_ms"] - table["begin_ms"]).all()
    waited: Counter[tuple[int, int]] = Counter()
    keys = zip(table["replication"].tolist(), table["case"].tolist(), strict=True)
    for key, wait_ms in zip(keys, causes_ms.sum(axis=1).tolist(), strict=True):
        waited[key] += wait_ms
    for part in log.split():
        for life in lives_of(part):
            assert life.service_ms + waited[part.replications[0], life.case] == life.length_ms
    return table


def assert_waits_as_visits(log: EventLog, table: pd.DataFrame) -> None:
    """Every joining of a line is an interval, and ends with the service if there was one."""
    joins = visits(log)
    queues = table[table["kind"] == "queue"].rename(columns={"begin_ms": "join_ms"})
    both = queues.merge(joins, on=["replication", "case", "station", "join_ms"], how="outer", indicator=True)
    assert len(both) == len(queues) == len(joins)
    assert (both["_merge"] == "both").all()
    served = both[both["start_ms"].notna()]
    assert (served["end_ms"] == served["start_ms"]).all()


@settings(MANY, max_examples=OFFICES_IN_CI)
@given(ANY_OFFICE, SEEDS)
def test_causes_add_up_in_five_hundred_runs(scenario: Scenario, seed: int):
    log = simulate(scenario, seed, RUNS_OF_EACH)
    assert len(log.replications) == RUNS_OF_EACH
    assert_adds_up(log)


@settings(MANY, max_examples=TWICE_IN_CI)
@given(ANY_OFFICE, SEEDS)
def test_looking_at_everything_gives_the_same(scenario: Scenario, seed: int):
    log = simulate(scenario, seed)
    table = waiting_causes(log)
    assert as_rows(log, table) == naive_intervals(log)
    assert_waits_as_visits(log, table)


@settings(MANY, max_examples=15)
@given(rich_offices(), SEEDS)
def test_without_what_the_names_say_of_skills_and_paper(scenario: Scenario, seed: int):
    """Then the log shows it: who served where, and who was the first to be served by hand."""
    log = simulate(scenario, seed)
    silent = replace(log, names=replace(log.names, skills=(), paper_after_ms=(), pausing=()))
    assert as_rows(silent, waiting_causes(silent)) == naive_intervals(silent)


@pytest.mark.parametrize(
    "name", [pytest.param(name, marks=[] if name in SHOWN else pytest.mark.verify) for name in OFFICES]
)
def test_library_scenarios(name: str, seed: int):
    engine, office = get_engine(DEFAULT_ENGINE), short_office(name).resolved
    log = concat_logs([engine(make_workload(office, seed, number)) for number in range(2)])
    assert_waits_as_visits(log, assert_adds_up(log))


def test_every_kind_and_cause_comes_up():
    """What holds on random offices says little of causes that never do."""
    kinds: set[str] = set()
    causes: set[str] = set()

    @settings(MANY, max_examples=60, derandomize=True)
    @given(ANY_OFFICE, SEEDS)
    def look(scenario: Scenario, seed: int) -> None:
        log = simulate(scenario, seed)
        table = waiting_causes(log)
        kinds.update(table["kind"])
        causes.update(name for name in cause_names(log.names) if table[name].any())

    look()
    assert kinds == set(KINDS)
    assert causes == {*cause_names(NAMES), "outage:link"}


def test_the_comparison_can_fail(seed: int):
    """Shifts that end a minute later change what somebody waited for."""
    log = get_engine(DEFAULT_ENGINE)(make_workload(short_office(SHOWN[0]).resolved, seed))
    columns = {name: column.copy() for name, column in log.columns.items()}
    follows = np.diff(columns["time_ms"], append=log.horizon_ms)
    columns["time_ms"][(columns["event"] == Event.SHIFT_END) & (follows > 60_000)] += 60_000
    other = EventLog(columns, log.names, log.horizon_ms, log.replications)
    assert as_rows(other, waiting_causes(other)) != naive_intervals(log)


@pytest.mark.verify
def test_two_thousand_random_offices_with_a_fresh_seed(seed: int):
    @hypothesis_seed(seed)
    @settings(MANY, max_examples=IN_VERIFY)
    @given(ANY_OFFICE, SEEDS)
    def compare(scenario: Scenario, root_seed: int) -> None:
        log = simulate(scenario, root_seed)
        assert as_rows(log, assert_adds_up(log)) == naive_intervals(log)

    compare()
