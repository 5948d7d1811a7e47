"""The engines agree with theory at a batch station: all that wait are taken at once, at equal intervals."""

import numpy as np
import pytest

from agreement import assert_mean, replicate, waits
from offices import case_class, exponential, office, station
from simulator import theory
from simulator.eventlog import Event
from simulator.measures import queue_area_ms

PER_MIN, INTERVAL_MIN, CAPACITY = 0.5, 15, 9
MS = 60_000


def signing_office(**limit):
    """Signing at every quarter of an hour, round the clock."""
    times = [f"{minute // 60:02d}:{minute % 60:02d}" for minute in range(0, 24 * 60, INTERVAL_MIN)]
    return office(
        horizon={"days": 3, "warm_up_days": 1, "source": "assumed"},
        stations=[
            station(kind="batch", batch={"times": times, **limit, "source": "assumed"}, service_time=exponential(2))
        ],
        case_classes=[case_class(per_hour=60 * PER_MIN, route=[{"station": "one"}])],
    )


def mean_queue_length(log, warm_up_ms):
    """Over whole days after the warm-up: unlike a mean of waits, it leaves out none who still wait at the end."""
    edges = np.array([warm_up_ms, log.horizon_ms])
    return queue_area_ms(log, 0, edges)[0] / (edges[1] - edges[0])


def batch_sizes(log, warm_up_ms):
    """Cases taken by each batch after the warm-up, empty ones included."""
    starts = log["time_ms"][(log["event"] == Event.SERVICE_START) & (log["time_ms"] >= warm_up_ms)]
    number, rest = np.divmod(starts - warm_up_ms, INTERVAL_MIN * MS)
    assert not rest.any(), "a case was taken between two batches"
    return np.bincount(number, minlength=round((log.horizon_ms - warm_up_ms) / (INTERVAL_MIN * MS)))


def test_everybody_is_taken(engine, seed):
    """Waits are uniform between 0 and T, the number in a batch is Poisson."""

    def numbers(log, warm_up_ms):
        wait, sizes = waits(log, warm_up_ms)["wait"], batch_sizes(log, warm_up_ms)
        return wait.mean(), (wait**2).mean(), sizes.mean(), (sizes**2).mean(), (sizes <= 4).mean()

    mean_wait, square, size, squared_size, small = replicate(signing_office(), engine, numbers, 50, seed).T
    shares = theory.batch_queue_probabilities(PER_MIN, INTERVAL_MIN)
    number = np.arange(len(shares))
    expected = theory.batch_mean_wait(PER_MIN, INTERVAL_MIN)
    assert_mean(mean_wait, expected)
    assert_mean(square, theory.batch_wait_variance(INTERVAL_MIN) + expected**2)
    assert_mean(size, PER_MIN * INTERVAL_MIN)
    assert_mean(squared_size, shares @ number**2)
    assert_mean(small, shares[:5].sum())


def test_at_most_so_many_are_taken(engine, seed):
    """With a capacity: mean queue length by Little's law, share of batches that are full."""

    def numbers(log, warm_up_ms):
        sizes = batch_sizes(log, warm_up_ms)
        assert sizes.max() == CAPACITY
        return mean_queue_length(log, warm_up_ms), (sizes == CAPACITY).mean()

    length, full = replicate(signing_office(capacity=CAPACITY), engine, numbers, 60, seed).T
    assert_mean(length, PER_MIN * theory.batch_mean_wait(PER_MIN, INTERVAL_MIN, CAPACITY))
    assert_mean(full, theory.batch_queue_probabilities(PER_MIN, INTERVAL_MIN, CAPACITY)[CAPACITY:].sum())


def test_another_capacity_fails(engine, seed):
    """The tolerance can fail: room for one more in a batch is noticed."""
    length = replicate(signing_office(capacity=CAPACITY + 1), engine, mean_queue_length, 15, seed)
    with pytest.raises(AssertionError, match="standard error"):
        assert_mean(length, PER_MIN * theory.batch_mean_wait(PER_MIN, INTERVAL_MIN, CAPACITY))
