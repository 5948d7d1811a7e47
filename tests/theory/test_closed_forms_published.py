"""Closed forms against numbers printed elsewhere, each within the rounding of what was printed."""

import math
from collections.abc import Callable

import pytest

from simulator import theory

# Birth certificates at the civil registry of Kota Bandung, treated as M/M/1; rates known to five decimals.
BANDUNG_ARRIVALS, BANDUNG_SERVICES, RATE_ROUNDING = 0.23155, 0.24160, 0.000005


@pytest.mark.parametrize(
    ("measure", "printed", "print_rounding"),
    [
        (theory.mm1_mean_wait, 95.4, 0.05),
        (theory.mm1_mean_sojourn, 99.6, 0.05),
        (theory.mm1_mean_queue_length, 22.09, 0.005),
        (lambda *queue: queue[0] * theory.mm1_mean_sojourn(*queue), 23.05, 0.005),
    ],
    ids=["W_q", "W", "L_q", "L"],
)
def test_bandung_civil_registry(measure: Callable[..., float], printed: float, print_rounding: float) -> None:
    """Near ρ = 1 the fifth decimal of a rate moves the wait: the printed value must lie within that."""
    least = measure(BANDUNG_ARRIVALS - RATE_ROUNDING, BANDUNG_SERVICES + RATE_ROUNDING)
    most = measure(BANDUNG_ARRIVALS + RATE_ROUNDING, BANDUNG_SERVICES - RATE_ROUNDING)
    assert most - least < 0.003 * printed
    assert least - print_rounding <= printed <= most + print_rounding


@pytest.mark.parametrize(
    ("visitors", "minutes_each", "servers", "printed"),
    [(40, 20, 3, 9.9), (40, 20, 4, 1.9), (40, 30, 4, 17.6), (40, 30, 5, 4.0), (80, 20, 5, 13.2), (80, 20, 6, 3.3)],
)
def test_counters_of_a_regency_office(visitors: int, minutes_each: int, servers: int, printed: float) -> None:
    """Visitors in 6.5 hours; waits worked out apart from this package, to one decimal."""
    assert theory.mmc_mean_wait(visitors / 390, 1 / minutes_each, servers) == pytest.approx(printed, abs=0.051)


def test_four_counters_twenty_arrivals_an_hour() -> None:
    """By hand, a = 10/3: C = (a^4/4!) 6 / (1 + a + a²/2 + a³/6 + (a^4/4!) 6), W_q = C / (1/15)."""
    load = 10 / 3
    full = load**4 / 24 * 6
    by_hand = full / (1 + load + load**2 / 2 + load**3 / 6 + full) * 15
    assert by_hand == pytest.approx(9.87, abs=0.005)
    assert theory.mmc_mean_wait(20 / 60, 1 / 10, 4) == pytest.approx(by_hand, rel=1e-12)


@pytest.mark.parametrize(("servers", "offered_load"), [(10, 4.461), (20, 12.03), (50, 37.90), (100, 84.06)])
def test_erlang_b_table_at_one_percent(servers: int, offered_load: float) -> None:
    """Offered load at which one case in a hundred is lost, as tables print it, to four figures."""
    rounding = 0.5 * 10 ** (math.floor(math.log10(offered_load)) - 3)
    assert (
        theory.erlang_b(offered_load - rounding, servers) <= 0.01 <= theory.erlang_b(offered_load + rounding, servers)
    )


def test_exact_fractions() -> None:
    """Small cases worked out by hand."""
    assert theory.erlang_b(1, 2) == pytest.approx(1 / 5, rel=1e-14)
    assert theory.erlang_c(2, 3) == pytest.approx(4 / 9, rel=1e-14)
    assert theory.mmck_state_probabilities(1, 1, 2, 3).tolist() == pytest.approx(
        [4 / 11, 4 / 11, 2 / 11, 1 / 11], rel=1e-14
    )
    assert theory.mg1_priority_mean_waits([0.25, 0.25], [1, 1], [1, 1]).tolist() == pytest.approx(
        [2 / 3, 4 / 3], rel=1e-14
    )


def test_licensing_benchmark_office() -> None:
    """Counter, online, verification, approval with 15 % rework: 52.313 minutes."""
    to_verification, after_verification = [0, 0, 1, 0], [0.15, 0, 0, 0.85]
    routing = [to_verification, to_verification, after_verification, [0, 0, 0, 0]]
    entries = [0.6 * 200 / 480, 0.4 * 200 / 480, 0, 0]
    rates, servers = [1 / 10, 1 / 20, 1 / 15, 1 / 5], [4, math.inf, 9, 3]
    verification = 1 / 0.85
    visits = [0.6 + 0.15 * verification, 0.4, verification, 1.0]
    assert theory.jackson_visit_ratios(entries, routing).tolist() == pytest.approx(visits, rel=1e-12)
    assert theory.jackson_mean_sojourn(entries, routing, rates, servers) == pytest.approx(52.313, abs=0.0005)
