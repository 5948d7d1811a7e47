"""The persons behind the cases of a run are those of its workload."""

from dataclasses import replace

import numpy as np
import pandas as pd
import pytest

from short_offices import short_office
from simulator.analysis.people import GROUPINGS, experience_of, people_of
from simulator.eventlog import Event
from simulator.experiments import Result, run
from simulator.measures.equity import GROUP_UNITS, group_table
from simulator.measures.experience import case_experience
from simulator.workload import make_workload


@pytest.fixture(scope="module")
def result() -> Result:
    return run(short_office("kabupaten-menengah"), replications=3, seed=7, engine="reference")


def test_the_cases_of_the_workload_are_those_of_the_log(result: Result):
    """Number, time, class and channel of every arrival, in every replication."""
    log = result.log
    for number in range(3):
        load = make_workload(result.scenario.resolved, 7, number)
        rows = (log["event"] == Event.ARRIVAL) & (log["replication"] == number)
        order = np.argsort(log["case"][rows])
        assert load.n_cases > 100
        assert log["case"][rows][order].tolist() == list(range(load.n_cases))
        for column, expected in {
            "time_ms": load.arrival_ms,
            "case_class": load.case_class,
            "channel": load.channel,
        }.items():
            assert log[column][rows][order].tolist() == expected.tolist()


def test_people_are_those_of_the_workload(result: Result):
    """Each attribute by its name, one person at a time."""
    table, office = people_of(result), result.scenario.resolved
    assert not table.isna().any(axis=None)
    groups = [name for name, _, _ in office.population.priority_groups]
    assert table["replication"].nunique() == 3
    for number, part in table.groupby("replication"):
        people = make_workload(office, 7, number).people
        assert part["case"].tolist() == list(range(len(people.segment)))
        for place, row in enumerate(part.to_dict("records")):
            district = office.population.districts[people.district[place]]
            group = people.group[place]
            assert row["segment"] == office.population.segments[people.segment[place]][0]
            assert (row["district"], row["travel_min"]) == (district.name, district.travel_min)
            assert row["literacy"] == {0: "low", 1: "middle", 2: "high"}[people.literacy[place]]
            assert row["priority_group"] == (groups[group] if group >= 0 else "")
            assert (row["connected"], row["aware"]) == (people.connected[place], people.aware[place])
    assert set(table["priority_group"]) >= {"", "lansia"}


def test_the_log_is_not_needed(result: Result):
    pd.testing.assert_frame_equal(people_of(replace(result, kept_log=None)), people_of(result))


def test_experience_has_names_and_persons(result: Result):
    table, plain = experience_of(result), case_experience(result.log)
    names = result.log.names
    assert len(table) == len(plain)
    assert table["waited_min"].tolist() == plain["waited_min"].tolist()
    assert table["channel"].tolist() == [names.channels[code] for code in plain["channel"]]
    assert table["case_class"].tolist() == [names.case_classes[code] for code in plain["case_class"]]
    assert table["district"].tolist() == people_of(result)["district"].tolist()
    assert not table.columns.duplicated().any()


@pytest.mark.parametrize("by", GROUPINGS)
def test_every_grouping_has_all_cases(result: Result, by: str):
    """Groups that are known are there, also those of nobody; their cases add up, and so do their waits."""
    cases = experience_of(result)
    table = group_table(cases, by, least=0, replications=result.log.replications)
    assert table.groupby("replication")["cases"].sum().tolist() == cases.groupby("replication").size().tolist()
    waited = (table["cases"] * table["waited_mean"].fillna(0)).groupby(table["replication"]).sum()
    assert waited.tolist() == pytest.approx(cases.groupby("replication")["waited_min"].sum().tolist())
    known = {
        "district": ["dekat", "sedang", "jauh"],
        "literacy": ["low", "middle", "high"],
        "priority_group": ["", "lansia", "disabilitas", "hamil"],
        "connected": ["no", "yes"],
        "channel": list(result.log.names.channels),
        "case_class": list(result.log.names.case_classes),
    }
    assert table["group"].unique().tolist() == known.get(by, table["group"].unique().tolist())
    assert set(GROUP_UNITS) <= set(table)


def test_another_seed_is_refused(result: Result):
    other = replace(result, provenance=replace(result.provenance, seed=8))
    with pytest.raises(ValueError, match="not those that its scenario and seed give"):
        experience_of(other)
