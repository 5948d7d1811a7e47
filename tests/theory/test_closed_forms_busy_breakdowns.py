"""Breakdowns of a server that fails only while it works, against chains with services and repairs in phases."""

from typing import Any

import numpy as np
import pytest
from scipy.sparse import block_array, diags_array, eye_array, kron, vstack
from scipy.sparse.linalg import spsolve

from simulator import theory


def phases(mean: float, squared_cv: float) -> tuple[np.ndarray, np.ndarray]:
    """First phase and rates of a duration: Erlang in phases below 1, else a mixture of two exponentials."""
    if squared_cv <= 1:
        count = round(1 / squared_cv)
        rate = count / mean
        return np.eye(count)[0], rate * (np.eye(count, k=1) - np.eye(count))
    share = (1 + np.sqrt((squared_cv - 1) / (squared_cv + 1))) / 2
    return np.array([share, 1 - share]), -np.diag([2 * share, 2 * (1 - share)]) / mean


def completion(mean_service: float, squared_cv: float, mean_up: float, mean_down: float, down_squared_cv: float) -> Any:
    """First state and rates of a service with breakdowns: (phase of service), then (phase of service, of repair)."""
    start, service = phases(mean_service, squared_cv)
    begin, repair = phases(mean_down, down_squared_cv)
    work, mend = len(service), len(service) * len(repair)
    rates = np.zeros((work + mend, work + mend))
    rates[:work, :work] = service - np.eye(work) / mean_up
    rates[:work, work:] = np.kron(np.eye(work), begin) / mean_up
    rates[work:, :work] = np.kron(np.eye(work), -repair.sum(axis=1)[:, None])
    rates[work:, work:] = np.kron(np.eye(work), repair)
    return np.append(start, np.zeros(mend)), rates


def mean_number_present(arrival_rate: float, start: np.ndarray, rates: np.ndarray, largest: int = 1000) -> float:
    """M/PH/1, state by state: 0, then (number present, phase)."""
    size = len(start)
    ends = -rates.sum(axis=1)
    more, fewer = eye_array(largest, k=1), eye_array(largest, k=-1)
    within = kron(eye_array(largest), rates) + kron(fewer, np.outer(ends, start))
    within += kron(more, arrival_rate * np.eye(size))
    comes = kron(np.eye(1, largest), arrival_rate * start)
    leaves = kron(np.eye(largest, 1), ends[:, None])
    chain = block_array([[np.zeros((1, 1)), comes], [leaves, within]], format="csr")
    chain -= diags_array(chain.sum(axis=1))
    # One balance equation follows from the others: the sum of the shares takes its place.
    system = vstack([chain.T.tocsr()[:-1], np.ones((1, 1 + largest * size))], format="csc")
    shares = spsolve(system, np.append(np.zeros(largest * size), 1.0))
    assert shares[-size:].sum() < 1e-11, "the chain is cut where cases still are"
    return float(shares[1:].reshape(largest, size).sum(axis=1) @ np.arange(1, largest + 1))


# mean_service, squared_cv, mean_up, mean_down, down_squared_cv
SERVERS = [
    (6.0, 1.0, 30.0, 10.0, 1.0),
    (12.0, 0.5, 60.0, 6.0, 0.5),
    (5.0, 3.0, 8.0, 4.0, 0.5),
    (4.0, 1.0, 100.0, 40.0, 3.0),
]


@pytest.mark.parametrize("server", SERVERS)
def test_completion_times(server: tuple[float, ...]) -> None:
    """Moments of the time to leave the phases, by linear equations."""
    start, rates = completion(*server)
    first = np.linalg.solve(-rates, np.ones(len(rates)))
    second = 2 * np.linalg.solve(-rates, first)
    mean, squared_cv = theory.completion_time(*server)
    assert mean == pytest.approx(start @ first, rel=1e-10)
    assert mean**2 * (1 + squared_cv) == pytest.approx(start @ second, rel=1e-10)


@pytest.mark.parametrize("utilisation", [0.3, 0.7])
@pytest.mark.parametrize("server", SERVERS)
def test_waits_and_sojourns(server: tuple[float, ...], utilisation: float) -> None:
    start, rates = completion(*server)
    mean, _ = theory.completion_time(*server)
    arrival_rate = utilisation / mean
    present = mean_number_present(arrival_rate, start, rates)
    sojourn = present / arrival_rate
    assert theory.mg1_busy_breakdown_mean_sojourn(arrival_rate, *server) == pytest.approx(sojourn, rel=1e-8)
    assert theory.mg1_busy_breakdown_mean_wait(arrival_rate, *server) == pytest.approx(sojourn - mean, rel=1e-8)


def test_completion_times_drawn_one_by_one() -> None:
    """Constant services, so the number of breakdowns is Poisson; constant repairs, so it alone varies."""
    random = np.random.default_rng(20260105)
    drawn = 10 + 4 * random.poisson(10 / 25, 400_000)
    mean, squared_cv = theory.completion_time(10, 0, 25, 4, 0)
    assert drawn.mean() == pytest.approx(mean, abs=5 * drawn.std() / np.sqrt(len(drawn)))
    assert drawn.var() == pytest.approx(squared_cv * mean**2, rel=0.02)


def test_limits() -> None:
    """No breakdowns: M/G/1. A server that also fails when idle makes cases wait longer, by less at high load."""
    assert theory.mg1_busy_breakdown_mean_wait(0.1, 6, 0.7, 50, 0, 9) == theory.mg1_mean_wait(0.1, 6, 0.7)
    extra = []
    for arrival_rate in (0.01, 0.05, 0.1):
        always = theory.mm1_breakdown_mean_wait(arrival_rate, 1 / 6, 30, 10)
        extra.append(always / theory.mg1_busy_breakdown_mean_wait(arrival_rate, 6, 1, 30, 10))
    assert extra == sorted(extra, reverse=True)
    assert extra[-1] > 1.05


@pytest.mark.parametrize(
    ("arguments", "sentence"),
    [
        ((0, 6, 1, 30, 10), r"arrival_rate is 0\.0; it must be finite and above 0\."),
        ((0.1, 0, 1, 30, 10), r"mean_service is 0\.0; it must be finite and above 0\."),
        ((0.1, 6, -1, 30, 10), r"squared_cv is -1\.0; it must be finite and not below 0\."),
        ((0.1, 6, 1, 0, 10), r"mean_up is 0\.0; it must be finite and above 0\."),
        ((0.1, 6, 1, 30, -10), r"mean_down is -10\.0; it must be finite and not below 0\."),
        ((0.1, 6, 1, 30, 10, -1), r"down_squared_cv is -1\.0; it must be finite and not below 0\."),
        ((0.125, 6, 1, 30, 10), "utilisation would be 1;"),
    ],
)
def test_bad_input(arguments: tuple[float, ...], sentence: str) -> None:
    for function in (theory.mg1_busy_breakdown_mean_wait, theory.mg1_busy_breakdown_mean_sojourn):
        with pytest.raises(ValueError, match=sentence):
            function(*arguments)
