"""Two engines on the same workload, compared row by row."""

import numpy as np
from hypothesis import HealthCheck, Phase, settings

import random_offices
from simulator.engines import ENGINES
from simulator.eventlog import COLUMNS, EventLog
from simulator.workload import Workload

MANY = settings(
    deadline=None,
    database=None,
    phases=[Phase.explicit, Phase.generate],  # shrinking a large office takes minutes
    suppress_health_check=list(HealthCheck),
    print_blob=True,
)
ANY_OFFICE = random_offices.offices() | random_offices.rich_offices() | random_offices.rich_offices()


def differences(one: EventLog, other: EventLog) -> list[str]:
    """Where two logs differ: columns, with the first row; empty if they are the same."""
    if len(one) != len(other):
        return [f"{len(one)} rows, not {len(other)}"]
    found = []
    for name in COLUMNS:
        unequal = np.flatnonzero(one[name] != other[name])
        if len(unequal):
            found.append(f"{name} from row {unequal[0]}: {one[name][unequal[0]]}, not {other[name][unequal[0]]}")
    same_frame = one.names == other.names and one.horizon_ms == other.horizon_ms
    return found + ([] if same_frame and one.replications == other.replications else ["what the codes stand for"])


def assert_twins(workload: Workload) -> EventLog:
    fast, reference = ENGINES["fast"](workload), ENGINES["reference"](workload)
    assert differences(fast, reference) == []
    return fast
