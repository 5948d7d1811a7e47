"""Who stood behind the cases: the persons are drawn again, from the same addresses."""

from collections.abc import Iterator, Sequence
from typing import Any

import numpy as np
import pandas as pd
from numpy.typing import NDArray

from simulator.experiments import Result
from simulator.measures.experience import case_experience
from simulator.workload import Workload, make_workload

GROUPINGS = (
    "district", "literacy", "connected", "aware", "channel", "priority_group", "segment", "case_class",
)  # fmt: skip
"""Columns of :func:`experience_of` by which cases may be grouped."""

OF_CASES = ("channel", "case_class")
"""Those that are no groups of persons: each has measures of its own (U1), so nothing of them is withheld."""

_LITERACY = ("low", "middle", "high")


def people_of(result: Result) -> pd.DataFrame:
    """The person behind each case of a run.

    Parameters
    ----------
    result : Result
        Its log is not needed: the workload is a function of scenario, seed and replication.

    Returns
    -------
    DataFrame
        By replication and case: ``replication, case``; names of ``segment, district, literacy`` (low, middle, high) and
        ``priority_group`` (empty for none), all categorical; ``connected, aware`` (true or false); ``travel_min``, the
        way to the office, one direction, minutes.
    """
    return pd.concat([_people(load, number) for number, load in enumerate(_workloads(result))], ignore_index=True)


def experience_of(result: Result) -> pd.DataFrame:
    """What each case went through, and who stood behind it.

    Parameters
    ----------
    result : Result
        With its log.

    Returns
    -------
    DataFrame
        The columns of :func:`simulator.measures.experience.case_experience`, with names of classes and channels in
        place of codes (categorical), then those of :func:`people_of`.

    Raises
    ------
    ValueError
        If the log was not kept, or is not that of the scenario and seed.
    """
    cases, people, names = case_experience(result.log), people_of(result), result.log.names
    arrivals = np.concatenate([load.arrival_ms for load in _workloads(result)])
    keys = ["replication", "case"]
    if not cases[keys].equals(people[keys]) or not np.array_equal(cases["arrival_ms"], arrivals):
        raise ValueError("the cases of the log are not those that its scenario and seed give")
    cases["case_class"] = _named(cases["case_class"].to_numpy(), names.case_classes)
    cases["channel"] = _named(cases["channel"].to_numpy(), names.channels)
    return pd.concat([cases, people.drop(columns=keys)], axis=1)


def _workloads(result: Result) -> Iterator[Workload]:
    made = result.provenance
    return (make_workload(result.scenario.resolved, made.seed, number) for number in range(made.replications))


def _people(load: Workload, number: int) -> pd.DataFrame:
    population, people = load.scenario.population, load.people
    groups = [name for name, _, _ in population.priority_groups]
    travel_min = np.array([district.travel_min for district in population.districts])
    return pd.DataFrame(
        {
            "replication": np.full(load.n_cases, number, np.int64),
            "case": np.arange(load.n_cases),
            "segment": _named(people.segment, [name for name, _ in population.segments]),
            "district": _named(people.district, [district.name for district in population.districts]),
            "literacy": _named(people.literacy, _LITERACY),
            "connected": people.connected,
            "aware": people.aware,
            "priority_group": _named(people.group + 1, ["", *groups]),
            "travel_min": travel_min[people.district],
        }
    )


def _named(codes: NDArray[Any], names: Sequence[str]) -> "pd.Categorical[str]":
    return pd.Categorical.from_codes(codes.astype(np.int64), categories=pd.Index(list(names)))
