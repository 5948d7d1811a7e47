"""Simulated values beside theory: independent replications and a tolerance from statistics."""

from collections.abc import Callable

import numpy as np
import pandas as pd
from scipy.special import stdtrit

from simulator.calendars import MS_PER_MINUTE
from simulator.engines import get_engine
from simulator.eventlog import Event, EventLog
from simulator.measures import cases, visits
from simulator.scenario import Scenario
from simulator.workload import make_workload

FALSE_ALARM = 7e-6
"""Probability with which a correct engine fails one assertion at a fresh seed, both sides."""

MOST_RELATIVE_ERROR = 0.05


def replicate(
    scenario: Scenario,
    engine: str,
    value: Callable[[EventLog, float], float],
    replications: int,
    seed: int,
    warm_up_hours: float | None = None,
) -> np.ndarray:
    """One value of each replication; `value` takes the log and the warm-up in milliseconds.

    The scenario's warm-up is in whole days; `warm_up_hours` stands in its place where services take a minute.
    """
    warm_up_ms = scenario.resolved.warm_up_ms if warm_up_hours is None else int(warm_up_hours * 3_600_000)
    simulate = get_engine(engine)
    return np.array(
        [value(simulate(make_workload(scenario.resolved, seed, r)), warm_up_ms) for r in range(replications)]
    )


def assert_mean(values: np.ndarray, expected: float) -> None:
    """The mean of the values is as near to what is expected as Student's t allows, and the test has power."""
    n, mean, error = len(values), float(values.mean()), float(values.std(ddof=1) / np.sqrt(len(values)))
    said = f"mean {mean:.6g}, expected {expected:.6g}, standard error {error:.3g}, t {(mean - expected) / error:.2f}, n {n}"
    assert error <= MOST_RELATIVE_ERROR * abs(expected), f"no power: {said}"
    assert abs(mean - expected) <= stdtrit(n - 1, 1 - FALSE_ALARM / 2) * error, said


def waits(log: EventLog, warm_up_ms: float) -> pd.DataFrame:
    """Visits that joined after the warm-up and were served, with `wait` in minutes."""
    table = visits(log)
    table = table[(table["join_ms"] >= warm_up_ms) & table["start_ms"].notna()]
    return table.assign(wait=(table["start_ms"] - table["join_ms"]).astype(float) / MS_PER_MINUTE)


def mean_wait(log: EventLog, warm_up_ms: float) -> float:
    return float(waits(log, warm_up_ms)["wait"].mean())


def mean_sojourn(log: EventLog, warm_up_ms: float) -> float:
    table = cases(log)
    table = table[(table["arrival_ms"] >= warm_up_ms) & (table["ending"] == Event.DEPARTURE)]
    return float((table["end_ms"] - table["arrival_ms"]).astype(float).mean() / MS_PER_MINUTE)


def share_ending(kind: Event) -> Callable[[EventLog, float], float]:
    """Share of the cases that arrived after the warm-up and ended to which one kind of failure happened."""
    column = {Event.BALK: "balks", Event.RENEGE: "reneges"}[kind]

    def share(log: EventLog, warm_up_ms: float) -> float:
        table = cases(log)
        ended = table[(table["arrival_ms"] >= warm_up_ms) & table["ending"].notna()]
        return float((ended[column] > 0).mean())

    return share
