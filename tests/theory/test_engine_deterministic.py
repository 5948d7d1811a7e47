"""The engines agree with D/D/c to the millisecond: arrivals at equal intervals, services of equal length."""

from dataclasses import replace

import numpy as np
import pytest

from agreement import waits
from offices import queue
from simulator import theory
from simulator.engines import ENGINES, get_engine
from simulator.workload import make_workload

MS = 60_000

# interarrival time, service time, servers: overloaded, full to the brim, below capacity
QUEUES = {"overloaded": (7, 12.05, 1), "many overloaded": (2.1, 9.7, 4), "full": (4, 12, 3), "below": (7.5, 14.25, 2)}


@pytest.fixture(params=sorted(ENGINES))
def engine(request):
    """Both engines, always: these days are short."""
    return request.param


def simulated_waits(engine, interarrival_time, service_time, servers):
    """Waits in milliseconds, in order of arrival, of the cases of a day that come at equal intervals."""
    constant = {"distribution": "deterministic", "mean_min": service_time, "source": "assumed"}
    drawn = make_workload(queue(3, constant, servers=servers).resolved, seed=0)
    assert drawn.n_cases >= 50
    workload = replace(drawn, arrival_ms=np.arange(drawn.n_cases) * round(interarrival_time * MS))
    table = waits(get_engine(engine)(workload), 0).sort_values("case")
    assert len(table) == drawn.n_cases
    return (table["start_ms"] - table["join_ms"]).to_numpy()


@pytest.mark.parametrize("deterministic", QUEUES.values(), ids=QUEUES)
def test_waits_are_those_of_the_formula(engine, deterministic):
    simulated = simulated_waits(engine, *deterministic)
    expected = np.rint(theory.ddc_waiting_times(*deterministic, len(simulated)) * MS)
    assert simulated.tolist() == expected.tolist()


def test_one_millisecond_is_noticed(engine):
    """The comparison can fail: at a full office, a service one millisecond longer makes all but the first wait."""
    simulated = simulated_waits(engine, 4, 12 + 1 / MS, 3)
    assert simulated.tolist() != theory.ddc_waiting_times(4, 12, 3, len(simulated)).tolist()
    assert (simulated[3:] > 0).all()
