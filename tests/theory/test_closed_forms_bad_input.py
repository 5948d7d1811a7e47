"""Wrong arguments get one clear sentence that names what is wrong and what would be right."""

import math
from collections.abc import Callable
from functools import partial
from typing import Any

import numpy as np
import pytest

from simulator import theory

OUT_OF_RANGE: list[tuple[Callable[..., Any], tuple[Any, ...], str]] = [
    (theory.erlang_b, (0, 2), r"offered_load is 0\.0; it must be finite and above 0\."),
    (theory.erlang_b, (math.inf, 2), r"offered_load is inf; it must be finite and above 0\."),
    (theory.erlang_b, (1.0, 0), r"servers is 0; it must be a whole number, at least 1\."),
    (theory.erlang_c, (1.0, 2.5), r"servers is 2\.5; it must be a whole number, at least 1\."),
    (theory.mm1_mean_wait, (-0.1, 0.2), r"arrival_rate is -0\.1; it must be finite and above 0\."),
    (theory.mm1_mean_wait, (0.1, math.nan), r"service_rate is nan; it must be finite and above 0\."),
    (theory.mm1_wait_survival, (0.1, 0.2, -1), r"time is -1\.0; it must be finite and not below 0\."),
    (theory.mm1_wait_quantile, (0.1, 0.2, 1.0), r"probability is 1\.0; it must be at least 0 and below 1\."),
    (theory.mmc_mean_wait, (0.1, 0, 2), r"service_rate is 0\.0; it must be finite and above 0\."),
    (theory.mmc_wait_survival, (0.1, 0.2, 2, math.inf), r"time is inf; it must be finite and not below 0\."),
    (theory.mmc_wait_quantile, (0.1, 0.2, 2, -0.1), r"probability is -0\.1; it must be at least 0 and below 1\."),
    (theory.mg1_mean_wait, (0.1, 0, 1), r"mean_service is 0\.0; it must be finite and above 0\."),
    (theory.mg1_mean_wait, (0.1, 5, -1), r"squared_cv is -1\.0; it must be finite and not below 0\."),
    (theory.mmck_mean_wait, (0.1, 0.2, 3, 2), r"capacity is 2; it must be at least the number of servers, 3\."),
    (theory.mmck_mean_wait, (0.1, 0.2, 3, 4.5), r"capacity is 4\.5; it must be a whole number, at least 1\."),
    (theory.erlang_a_mean_wait, (0.1, 0.2, 3, 0), r"mean_patience is 0\.0; it must be finite and above 0\."),
    (theory.erlang_a_mean_wait, (2.0, 0.1, 3, 1e9), r"mean_patience is 1000000000\.0 minutes, .* must be shorter"),
    (theory.mg1_priority_mean_waits, ([0.1], [1, 2], [1]), r"mean_services \(2,\).* of the same length"),
    (theory.mg1_priority_mean_waits, ([], [], []), r"arrival_rates \(0,\).*at least 1\."),
    (theory.mg1_priority_mean_waits, ([0.1, -1], [1, 2], [1, 1]), r"arrival_rates is \[0\.1, -1\.0\]; it must"),
    (theory.mg1_priority_mean_waits, ([0.1], [1], [-1]), r"squared_cvs is \[-1\.0\]; it must be .* not below 0\."),
    (theory.mmc_priority_mean_waits, (0.1, 0.2, 2), r"arrival_rates \(\); each must be a list"),
    (theory.mmc_priority_mean_waits, ([0.1], 0.2, 0), r"servers is 0; it must be a whole number"),
    (theory.tandem_routing, (0,), r"stations is 0; it must be a whole number"),
    (theory.tandem_routing, (2, 1.0), r"rework_probability is 1\.0; it must be at least 0 and below 1\."),
    (theory.jackson_arrival_rates, ([0, 0], np.zeros((2, 2))), r"entry_rates are all 0; cases must enter somewhere\."),
    (theory.jackson_arrival_rates, ([-1, 2], np.zeros((2, 2))), r"entry_rates is \[-1\.0, 2\.0\]; it must"),
    (theory.jackson_arrival_rates, ([1, 0], np.zeros((2, 3))), r"routing has shape \(2, 3\); .* must be square"),
    (theory.jackson_arrival_rates, ([1, 0], [[0, -0.1], [0, 0]]), r"routing is .*not below 0\."),
    (theory.jackson_arrival_rates, ([1, 0], [[0, 0], [0.6, 0.7]]), r"routing row 1 sums to 1\.3; .* at most 1\."),
    (theory.jackson_arrival_rates, ([1, 0], [[0, 1], [1, 0]]), r"routing keeps some cases for ever; .* leave\."),
    (theory.jackson_mean_waits, ([0.1], [[0]], [0.2], [1.5]), r"servers\[0\] is 1\.5; it must be a whole number"),
    (theory.jackson_mean_waits, ([0.1], [[0]], [0.2], [-math.inf]), r"servers\[0\] is -inf; it must be"),
    (theory.jackson_mean_waits, ([0.1], [[0]], [0.2], [math.nan]), r"servers\[0\] is nan; it must be"),
    (theory.jackson_mean_waits, ([0.1], [[0]], [0], [1]), r"service_rates is \[0\.0\]; it must"),
    (theory.jackson_mean_waits, ([0.1], [[0]], [0.2, 0.2], [1]), r"service_rates \(2,\).* of the same length"),
    (theory.mm1_breakdown_mean_wait, (0.1, 0.2, 0, 5), r"mean_up is 0\.0; it must be finite and above 0\."),
    (theory.mm1_breakdown_mean_wait, (0.1, 0.2, 9, -5), r"mean_down is -5\.0; it must be finite and not below 0\."),
]

UNSTABLE: list[tuple[Callable[..., Any], tuple[Any, ...], str]] = [
    (theory.erlang_c, (3, 3), "utilisation would be 1;"),
    (theory.mm1_mean_wait, (0.3, 0.25), r"utilisation would be 1\.2;"),
    (theory.mmc_mean_wait, (0.3, 0.1, 3), "utilisation would be 1;"),
    (theory.mmc_wait_quantile, (0.9, 0.1, 3, 0.5), "utilisation would be 3;"),
    (theory.mg1_mean_wait, (0.1, 10, 0), "utilisation would be 1;"),
    (theory.mg1_priority_mean_waits, ([0.05, 0.05], [15, 10], [1, 1]), r"utilisation would be 1\.25;"),
    (theory.mmc_priority_mean_waits, ([0.1, 0.2], 0.1, 2), r"utilisation would be 1\.5;"),
    (
        theory.jackson_mean_sojourn,
        ([0.2, 0], [[0, 1], [0, 0]], [0.1, 0.1], [3, 2]),
        "^Station with index 1: utilisation would be 1;",
    ),
    (theory.mm1_breakdown_mean_sojourn, (0.1, 0.15, 100, 50), "utilisation would be 1;"),
]


@pytest.mark.parametrize(("function", "arguments", "sentence"), OUT_OF_RANGE)
def test_out_of_range(function: Callable[..., Any], arguments: tuple[Any, ...], sentence: str) -> None:
    with pytest.raises(ValueError, match=sentence) as raised:
        function(*arguments)
    assert not isinstance(raised.value, theory.UnstableQueueError)
    assert str(raised.value).endswith(".")


@pytest.mark.parametrize(("function", "arguments", "sentence"), UNSTABLE)
def test_unstable(function: Callable[..., Any], arguments: tuple[Any, ...], sentence: str) -> None:
    with pytest.raises(theory.UnstableQueueError, match=sentence + ".*settles only below 1: lower the arrival rate"):
        function(*arguments)


@pytest.mark.parametrize(
    "function",
    [
        partial(theory.mm1_mean_wait, 0.2499),
        partial(theory.mm1_breakdown_mean_wait, 0.2499, mean_up=100, mean_down=0),
    ],
)
def test_just_below_the_limit_is_stable(function: Callable[..., float]) -> None:
    assert function(service_rate=0.25) > 1_000


def test_queues_that_lose_cases_take_any_load() -> None:
    assert 0.9 < theory.erlang_a_probability_of_reneging(10.0, 0.1, 3, 5.0) < 1
    assert 0.9 < theory.mmck_blocking_probability(10.0, 0.1, 3, 5) < 1
    assert 0.9 < theory.erlang_b(100.0, 3) < 1
