"""Batch service against Spitzer's identity, the balance equations and a line of batches played through."""

import math

import numpy as np
import pytest
from scipy.stats import poisson

from simulator import theory

# mean arrivals between batches, most in a batch
BATCHES = [(0.01, 1), (0.5, 1), (2.0, 3), (8.0, 10), (9.9, 10), (95.0, 100), (0.2, 20)]


def mean_left_by_a_batch(mean: float, capacity: int) -> float:
    """Spitzer: the cases left are the largest of 0, S_1, S_2, ..., with S_n = Poisson(n mean) - n capacity.

    Its mean is the sum of E[max(S_n, 0)] / n.
    """
    batches = np.arange(1, 200_000)
    came, taken = batches * mean, batches * capacity
    over = came * poisson.sf(taken - 1, came) - taken * poisson.sf(taken, came)
    return float((over / batches).sum())


@pytest.mark.parametrize("interval", [1.0, 15.0])
@pytest.mark.parametrize(("mean", "capacity"), BATCHES)
def test_mean_wait_by_another_identity(mean: float, capacity: int, interval: float) -> None:
    left = mean_left_by_a_batch(mean, capacity)
    wait = theory.batch_mean_wait(mean / interval, interval, capacity)
    assert wait == pytest.approx(left * interval / mean + interval / 2, rel=1e-9)


@pytest.mark.parametrize(("mean", "capacity"), BATCHES)
def test_a_batch_leaves_the_distribution_as_it_found_it(mean: float, capacity: int) -> None:
    found = theory.batch_queue_probabilities(mean, 1.0, capacity)
    left = np.append(found[: capacity + 1].sum(), found[capacity + 1 :])
    again = np.convolve(left, poisson.pmf(np.arange(len(found)), mean))[: len(found)]
    assert again == pytest.approx(found, abs=1e-13)
    assert found.sum() == pytest.approx(1, abs=1e-13)
    assert found.min() >= 0
    taken = found @ np.minimum(np.arange(len(found)), capacity)
    assert taken == pytest.approx(mean, rel=1e-9)


def test_batches_played_through() -> None:
    """200 offices through 400 batches of at most three, two coming between them: number found, by its mean and shares."""
    random = np.random.default_rng(20260105)
    waiting, found = np.zeros(200, dtype=int), []
    for batch in range(400):
        waiting = np.maximum(waiting - 3, 0) + random.poisson(2.0, 200)
        if batch >= 100:
            found.append(waiting)
    shares = theory.batch_queue_probabilities(0.2, 10.0, 3)
    for counted, expected in [
        (np.array(found), shares @ np.arange(len(shares))),
        (np.array(found) == 0, shares[0]),
        (np.array(found) > 3, shares[4:].sum()),
    ]:
        of_offices = counted.mean(axis=0)
        error = of_offices.std(ddof=1) / np.sqrt(200)
        assert error < 0.02 * expected
        assert of_offices.mean() == pytest.approx(expected, abs=4.5 * error)


def test_without_a_limit() -> None:
    """Number in a batch, mean and variance of the wait: Poisson, and uniform over the interval."""
    found = theory.batch_queue_probabilities(0.4, 15.0)
    number = np.arange(len(found))
    assert found[6] == pytest.approx(6**6 / 720 * math.exp(-6), rel=1e-12)
    assert found.sum() == pytest.approx(1, abs=1e-14)
    assert found @ number == pytest.approx(6, rel=1e-12)
    middles = (np.arange(100_000) + 0.5) / 100_000 * 15
    assert theory.batch_mean_wait(0.4, 15.0) == pytest.approx(middles.mean(), rel=1e-9)
    assert theory.batch_wait_variance(15.0) == pytest.approx(middles.var(), rel=1e-9)


def test_a_limit_that_is_never_reached_is_none() -> None:
    limited, free = theory.batch_queue_probabilities(0.4, 15.0, 60), theory.batch_queue_probabilities(0.4, 15.0)
    assert limited[: len(free)] == pytest.approx(free, abs=1e-13)
    assert theory.batch_mean_wait(0.4, 15.0, 60) == pytest.approx(7.5, rel=1e-12)


def test_one_at_a_time_is_a_constant_service_behind_a_gate() -> None:
    """K = 1: a case found by the clock waits for the next batch, then one interval for each case before it: M/D/1."""
    wait = theory.batch_mean_wait(0.07, 10.0, 1)
    assert wait == pytest.approx(theory.mg1_mean_wait(0.07, 10.0, 0) + 5, rel=1e-10)


@pytest.mark.parametrize(
    ("arguments", "sentence"),
    [
        ((0, 15), r"arrival_rate is 0\.0; it must be finite and above 0\."),
        ((0.1, -15, 3), r"interval is -15\.0; it must be finite and above 0\."),
        ((0.1, 15, 0), r"capacity is 0; it must be a whole number, at least 1\."),
        ((0.1, 15, 2.5), r"capacity is 2\.5; it must be a whole number, at least 1\."),
        ((0.999999, 10, 10), r"arrival_rate \* interval is 9\.99999; it must be lower: too many cases would wait\."),
        ((1e12, 10, 10), r"arrival_rate \* interval is 1e\+13; it must be lower"),
    ],
)
def test_bad_input(arguments: tuple[float, ...], sentence: str) -> None:
    with pytest.raises(ValueError, match=sentence) as raised:
        theory.batch_mean_wait(*arguments)
    assert not isinstance(raised.value, theory.UnstableQueueError)


def test_the_variance_needs_an_interval() -> None:
    with pytest.raises(ValueError, match=r"interval is 0\.0; it must be finite and above 0\."):
        theory.batch_wait_variance(0)


def test_a_batch_that_is_too_small_never_catches_up() -> None:
    with pytest.raises(theory.UnstableQueueError, match=r"^With at most 3 in a batch, utilisation would be 1;"):
        theory.batch_mean_wait(0.3, 10, 3)
