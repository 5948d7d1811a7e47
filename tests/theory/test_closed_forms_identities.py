"""Identities that tie the closed forms to one another, to Little's law and to their limits, on random queues."""

import math
from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

import numpy as np
import pytest
from hypothesis import assume, given, settings
from hypothesis import strategies as st
from scipy.integrate import quad
from scipy.stats import poisson

from simulator import theory

service_rates = st.floats(0.01, 2.0)
utilisations = st.floats(0.02, 0.97)
server_counts = st.integers(1, 40)
probabilities = st.floats(0.0, 0.999)


def for_all(*strategies: st.SearchStrategy[Any]) -> Callable[[Callable[..., None]], Callable[..., None]]:
    """Test random cases, however slow the machine is today."""
    return lambda test: settings(deadline=None)(given(*strategies)(test))


@dataclass(frozen=True)
class Queue:
    arrival_rate: float
    service_rate: float
    servers: int

    @property
    def utilisation(self) -> float:
        return self.arrival_rate / (self.service_rate * self.servers)

    @property
    def mmc(self) -> tuple[float, float, int]:
        return self.arrival_rate, self.service_rate, self.servers


def build_queue(utilisation: float, service_rate: float, servers: int) -> Queue:
    return Queue(utilisation * service_rate * servers, service_rate, servers)


queues = st.builds(build_queue, utilisations, service_rates, server_counts)
single_server_queues = st.builds(build_queue, utilisations, service_rates, st.just(1))


@st.composite
def priority_groups(draw: st.DrawFn) -> tuple[np.ndarray, np.ndarray, np.ndarray]:
    """Arrival rates, mean services and squared cvs of 1 to 5 groups that one server can keep up with."""
    size = draw(st.integers(1, 5))
    shares = np.array(draw(st.lists(st.floats(0.05, 1.0), min_size=size, max_size=size)))
    means = np.array(draw(st.lists(st.floats(0.5, 60.0), min_size=size, max_size=size)))
    cvs = np.array(draw(st.lists(st.floats(0.0, 4.0), min_size=size, max_size=size)))
    return shares / (shares @ means) * draw(utilisations), means, cvs


# --- M/M/1, M/M/c ---------------------------------------------------------------------------------------------


@for_all(single_server_queues, st.floats(0, 500), probabilities)
def test_mmc_with_one_server_is_mm1(queue: Queue, time: float, probability: float) -> None:
    one = (queue.arrival_rate, queue.service_rate)
    assert theory.mmc_probability_of_waiting(*queue.mmc) == pytest.approx(theory.mm1_probability_of_waiting(*one))
    assert theory.mmc_mean_wait(*queue.mmc) == pytest.approx(theory.mm1_mean_wait(*one))
    assert theory.mmc_mean_sojourn(*queue.mmc) == pytest.approx(theory.mm1_mean_sojourn(*one))
    assert theory.mmc_mean_queue_length(*queue.mmc) == pytest.approx(theory.mm1_mean_queue_length(*one))
    assert theory.mmc_wait_survival(*queue.mmc, time) == pytest.approx(theory.mm1_wait_survival(*one, time))
    quantile = theory.mm1_wait_quantile(*one, probability)
    assert theory.mmc_wait_quantile(*queue.mmc, probability) == pytest.approx(quantile, rel=1e-6, abs=1e-6)


@for_all(queues)
def test_mean_wait_is_the_area_under_the_survival_curve(queue: Queue) -> None:
    mean_wait = theory.mmc_mean_wait(*queue.mmc)
    assume(mean_wait > 1e-100)
    unit = 1 / (queue.servers * queue.service_rate - queue.arrival_rate)
    area, _ = quad(lambda time: theory.mmc_wait_survival(*queue.mmc, time), 0, 60 * unit, points=[unit, 5 * unit])
    assert mean_wait == pytest.approx(area, rel=1e-7)


@for_all(queues, probabilities)
def test_quantile_inverts_survival(queue: Queue, probability: float) -> None:
    quantile = theory.mmc_wait_quantile(*queue.mmc, probability)
    if quantile > 0:
        assert theory.mmc_wait_survival(*queue.mmc, quantile) == pytest.approx(1 - probability, rel=1e-6)
    else:
        assert theory.mmc_probability_of_waiting(*queue.mmc) <= 1 - probability


@for_all(queues, st.floats(1.01, 1.5))
def test_wait_grows_with_arrivals_and_falls_with_servers(queue: Queue, growth: float) -> None:
    assume(queue.utilisation * growth < 0.999 and theory.mmc_mean_wait(*queue.mmc) > 1e-100)
    arrivals, service_rate, servers = queue.mmc
    assert theory.mmc_mean_wait(arrivals * growth, service_rate, servers) > theory.mmc_mean_wait(*queue.mmc)
    assert theory.mmc_mean_wait(arrivals, service_rate, servers + 1) < theory.mmc_mean_wait(*queue.mmc)


@for_all(single_server_queues)
def test_pooling_two_lines(queue: Queue) -> None:
    """One line for two servers: waiting is (1 + ρ)/ρ times shorter, sojourn 1 + ρ times."""
    arrivals, service_rate, _ = queue.mmc
    pooled = (2 * arrivals, service_rate, 2)
    wait_ratio = theory.mm1_mean_wait(arrivals, service_rate) / theory.mmc_mean_wait(*pooled)
    sojourn_ratio = theory.mm1_mean_sojourn(arrivals, service_rate) / theory.mmc_mean_sojourn(*pooled)
    assert wait_ratio == pytest.approx((1 + queue.utilisation) / queue.utilisation)
    assert sojourn_ratio == pytest.approx(1 + queue.utilisation)


# --- Erlang B -------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(("offered_load", "servers"), [(800.0, 1_000), (20_000.0, 20_100), (100_000.0, 99_000)])
def test_erlang_b_holds_for_many_servers(offered_load: float, servers: int) -> None:
    """B is a Poisson probability cut off at c, where the factorials themselves have long overflowed."""
    expected = poisson.pmf(servers, offered_load) / poisson.cdf(servers, offered_load)
    assert theory.erlang_b(offered_load, servers) == pytest.approx(expected, rel=1e-7)


@for_all(st.floats(1, 200), st.integers(1, 100))
def test_erlang_b_falls_with_servers(offered_load: float, servers: int) -> None:
    assert theory.erlang_b(offered_load, servers + 1) < theory.erlang_b(offered_load, servers)


# --- M/G/1 ----------------------------------------------------------------------------------------------------


@for_all(single_server_queues)
def test_mg1_with_exponential_services_is_mm1_and_constant_ones_halve_the_wait(queue: Queue) -> None:
    arrivals, mean_service = queue.arrival_rate, 1 / queue.service_rate
    exponential = theory.mm1_mean_wait(arrivals, queue.service_rate)
    assert theory.mg1_mean_wait(arrivals, mean_service, squared_cv=1) == pytest.approx(exponential)
    assert theory.mg1_mean_wait(arrivals, mean_service, squared_cv=0) == pytest.approx(exponential / 2)


# --- M/M/c/K --------------------------------------------------------------------------------------------------


@for_all(queues, st.integers(0, 200), st.floats(0.2, 5.0))
def test_littles_law_for_the_cases_admitted(queue: Queue, chairs: int, overload: float) -> None:
    room = (queue.arrival_rate * overload, queue.service_rate, queue.servers, queue.servers + chairs)
    present = float(np.arange(room[-1] + 1) @ theory.mmck_state_probabilities(*room))
    admitted = room[0] * (1 - theory.mmck_blocking_probability(*room))
    assert present == pytest.approx(admitted * (theory.mmck_mean_wait(*room) + 1 / queue.service_rate), rel=1e-8)


@for_all(queues)
def test_mmck_without_chairs_is_erlang_b_and_with_many_is_mmc(queue: Queue) -> None:
    none, many = queue.servers, queue.servers + 3_000
    assert theory.mmck_blocking_probability(*queue.mmc, none) == pytest.approx(
        theory.erlang_b(queue.arrival_rate / queue.service_rate, queue.servers), rel=1e-8
    )
    assert theory.mmck_mean_wait(*queue.mmc, none) == 0
    assert theory.mmck_mean_wait(*queue.mmc, many) == pytest.approx(theory.mmc_mean_wait(*queue.mmc), rel=1e-8)


@for_all(st.floats(1.5, 20), service_rates, server_counts)
def test_overloaded_mmck_blocks_what_the_servers_cannot_do(overload: float, service_rate: float, servers: int) -> None:
    room = (overload * servers * service_rate, service_rate, servers, servers + 1_000)
    assert theory.mmck_blocking_probability(*room) == pytest.approx(1 - 1 / overload, rel=1e-8)


# --- Erlang A -------------------------------------------------------------------------------------------------


@for_all(queues)
def test_erlang_a_with_endless_patience_is_erlang_c(queue: Queue) -> None:
    mean_wait = theory.mmc_mean_wait(*queue.mmc)
    patient = (*queue.mmc, 1e9 / queue.service_rate)
    assert theory.erlang_a_mean_wait(*patient) == pytest.approx(mean_wait, rel=1e-4)
    assert theory.erlang_a_mean_wait_of_served(*patient) == pytest.approx(mean_wait, rel=1e-4)
    assert theory.erlang_a_mean_queue_length(*patient) == pytest.approx(
        theory.mmc_mean_queue_length(*queue.mmc), rel=1e-4
    )
    assert theory.erlang_a_probability_of_waiting(*patient) == pytest.approx(
        theory.mmc_probability_of_waiting(*queue.mmc), rel=1e-4
    )


@for_all(queues, st.floats(0.2, 5.0))
def test_erlang_a_without_patience_is_erlang_b(queue: Queue, overload: float) -> None:
    arrivals, service_rate, servers = queue.arrival_rate * overload, queue.service_rate, queue.servers
    lost = theory.erlang_b(arrivals / service_rate, servers)
    impatient = (arrivals, service_rate, servers, 1e-7 / (servers * service_rate))
    assert theory.erlang_a_probability_of_reneging(*impatient) == pytest.approx(lost, rel=1e-5)
    assert theory.erlang_a_probability_of_waiting(*impatient) == pytest.approx(lost, rel=1e-5)


@for_all(single_server_queues, st.floats(0.2, 5.0))
def test_patience_as_long_as_a_service_makes_erlang_a_an_infinite_server_station(queue: Queue, overload: float) -> None:
    """With θ = μ each case leaves at the same rate waiting or served: a Poisson number present."""
    servers, service_rate = 3, queue.service_rate
    load = queue.utilisation * overload * servers
    present = np.arange(400)
    waiting = np.maximum(present - servers, 0) @ poisson.pmf(present, load)
    same = (load * service_rate, service_rate, servers, 1 / service_rate)
    assert theory.erlang_a_probability_of_waiting(*same) == pytest.approx(poisson.sf(servers - 1, load), rel=1e-8)
    assert theory.erlang_a_mean_queue_length(*same) == pytest.approx(waiting, rel=1e-8)


@for_all(st.floats(1.2, 10), service_rates, st.integers(1, 10))
def test_overloaded_erlang_a_sheds_what_the_servers_cannot_do(
    overload: float, service_rate: float, servers: int
) -> None:
    """So long a patience that the servers never idle; waits then come close to the fluid line (1/θ) ln(overload)."""
    patience = 3_000 / (servers * service_rate)
    queue = (overload * servers * service_rate, service_rate, servers, patience)
    assert theory.erlang_a_probability_of_reneging(*queue) == pytest.approx(1 - 1 / overload, rel=1e-6)
    assert theory.erlang_a_mean_wait_of_served(*queue) == pytest.approx(patience * math.log(overload), rel=0.01)


@for_all(queues, st.floats(0.2, 3.0), st.floats(0.01, 50), st.floats(1.05, 3))
def test_longer_patience_means_longer_waits_and_less_reneging(
    queue: Queue, overload: float, patience: float, growth: float
) -> None:
    arrivals = queue.arrival_rate * overload
    shorter = (arrivals, queue.service_rate, queue.servers, patience / queue.service_rate)
    longer = (arrivals, queue.service_rate, queue.servers, patience * growth / queue.service_rate)
    assume(theory.erlang_a_mean_wait(*shorter) > 1e-100)
    assert theory.erlang_a_mean_wait(*longer) > theory.erlang_a_mean_wait(*shorter)
    assert theory.erlang_a_mean_wait_of_served(*longer) > theory.erlang_a_mean_wait_of_served(*shorter)
    # With the servers never idle the same share is shed whatever the patience: equal but for rounding.
    most = theory.erlang_a_probability_of_reneging(*shorter) * (1 + 1e-12)
    assert theory.erlang_a_probability_of_reneging(*longer) <= most


def test_erlang_a_in_a_crowd_beyond_the_largest_exponential() -> None:
    """The busiest state is e^1000 times likelier than an empty queue; nothing overflows."""
    queue = (20.0, 1.0, 10, 1_000.0)
    assert theory.erlang_a_mean_queue_length(*queue) == pytest.approx((20 - 10) * 1_000, rel=1e-6)


# --- Priorities -----------------------------------------------------------------------------------------------


@for_all(priority_groups())
def test_priorities_conserve_the_work_waiting(groups: tuple[np.ndarray, np.ndarray, np.ndarray]) -> None:
    """Σ ρ_k W_k is what it is under FIFO, whoever goes first."""
    rates, means, cvs = groups
    total, loads = rates.sum(), rates * means
    mean = loads.sum() / total
    squared_cv = float(rates @ ((1 + cvs) * means**2) / total / mean**2 - 1)
    fifo = theory.mg1_mean_wait(float(total), float(mean), max(squared_cv, 0.0))
    assert loads @ theory.mg1_priority_mean_waits(*groups) == pytest.approx(loads.sum() * fifo, rel=1e-8)


@for_all(priority_groups(), service_rates, server_counts)
def test_mmc_priorities_keep_the_mean_wait_and_put_the_urgent_first(
    groups: tuple[np.ndarray, np.ndarray, np.ndarray], service_rate: float, servers: int
) -> None:
    rates = groups[0] / groups[0].sum() * 0.9 * servers * service_rate
    waits = theory.mmc_priority_mean_waits(rates, service_rate, servers)
    fifo = theory.mmc_mean_wait(float(rates.sum()), service_rate, servers)
    assert rates @ waits / rates.sum() == pytest.approx(fifo, rel=1e-8)
    assert (np.diff(waits) > 0).all()


@for_all(priority_groups(), service_rates, server_counts)
def test_merging_two_neighbouring_groups_changes_no_other(
    groups: tuple[np.ndarray, np.ndarray, np.ndarray], service_rate: float, servers: int
) -> None:
    rates = groups[0] / groups[0].sum() * 0.8 * servers * service_rate
    assume(len(rates) >= 3)
    merged = np.array([rates[0], rates[1] + rates[2], *rates[3:]])
    apart = theory.mmc_priority_mean_waits(rates, service_rate, servers)
    together = theory.mmc_priority_mean_waits(merged, service_rate, servers)
    assert together[1] == pytest.approx(apart[1:3] @ rates[1:3] / merged[1], rel=1e-8)
    assert np.delete(together, 1) == pytest.approx(np.delete(apart, [1, 2]), rel=1e-8)


@for_all(priority_groups(), service_rates)
def test_one_server_with_equal_exponential_services_is_both_kinds_of_priority_queue(
    groups: tuple[np.ndarray, np.ndarray, np.ndarray], service_rate: float
) -> None:
    rates = groups[0] / groups[0].sum() * 0.7 * service_rate
    same = np.ones(len(rates))
    general = theory.mg1_priority_mean_waits(rates, same / service_rate, same)
    assert theory.mmc_priority_mean_waits(rates, service_rate, servers=1) == pytest.approx(general, rel=1e-8)


# --- Networks -------------------------------------------------------------------------------------------------


@for_all(st.lists(st.tuples(service_rates, server_counts, utilisations), min_size=1, max_size=4), st.floats(0, 0.9))
def test_tandem_with_rework(stations: list[tuple[float, int, float]], rework_probability: float) -> None:
    """Each case passes the row 1/(1 - p) times on average; with p = 0 it is a plain tandem."""
    arrivals = min(rate * servers * utilisation for rate, servers, utilisation in stations)
    rates, servers, _ = (list(column) for column in zip(*stations, strict=True))
    entries = [arrivals * (1 - rework_probability)] + [0.0] * (len(stations) - 1)
    routing = theory.tandem_routing(len(stations), rework_probability)
    one_pass = sum(theory.mmc_mean_sojourn(arrivals, *station) for station in zip(rates, servers, strict=True))
    passes = 1 / (1 - rework_probability)
    assert theory.jackson_visit_ratios(entries, routing) == pytest.approx(np.full(len(stations), passes), rel=1e-9)
    assert theory.jackson_mean_sojourn(entries, routing, rates, servers) == pytest.approx(passes * one_pass, rel=1e-6)


@for_all(queues)
def test_a_station_with_servers_without_end_only_serves(queue: Queue) -> None:
    entries, routing = [queue.arrival_rate], theory.tandem_routing(1)
    endless = theory.jackson_mean_sojourn(entries, routing, [queue.service_rate], [math.inf])
    assert endless == pytest.approx(1 / queue.service_rate)
    assert theory.jackson_mean_sojourn(entries, routing, [queue.service_rate], [queue.servers]) == pytest.approx(
        theory.mmc_mean_sojourn(*queue.mmc)
    )


def test_a_station_nobody_visits_adds_nothing() -> None:
    waits = theory.jackson_mean_waits([0.2, 0], [[0, 0], [0, 0]], [0.25, 0.1], [1, 1])
    assert waits == pytest.approx([16.0, 0.0])
    assert theory.jackson_mean_sojourn([0.2, 0], [[0, 0], [0, 0]], [0.25, 0.1], [1, 1]) == pytest.approx(20.0)


# --- Breakdowns -----------------------------------------------------------------------------------------------


@for_all(single_server_queues, st.floats(1, 1e4))
def test_without_breakdowns_it_is_mm1(queue: Queue, mean_up: float) -> None:
    one = (queue.arrival_rate, queue.service_rate)
    assert theory.mm1_breakdown_mean_sojourn(*one, mean_up, mean_down=0) == pytest.approx(theory.mm1_mean_sojourn(*one))
    assert theory.mm1_breakdown_mean_wait(*one, mean_up, mean_down=0) == pytest.approx(
        theory.mm1_mean_wait(*one), abs=1e-9
    )
    rare = theory.mm1_breakdown_mean_sojourn(*one, mean_up=1e15, mean_down=30.0)
    assert rare == pytest.approx(theory.mm1_mean_sojourn(*one), rel=1e-6)


@for_all(single_server_queues, st.floats(0.2, 5))
def test_a_flicker_only_slows_the_server(queue: Queue, down_per_up: float) -> None:
    """Breakdowns far shorter than a service: M/M/1 at rate μA."""
    up = 1 / (1 + down_per_up)
    flicker = 1e-9 / queue.service_rate
    queue_with_breakdowns = (queue.arrival_rate * up, queue.service_rate, flicker, flicker * down_per_up)
    slowed = (queue.arrival_rate * up, queue.service_rate * up)
    assert theory.mm1_breakdown_mean_sojourn(*queue_with_breakdowns) == pytest.approx(theory.mm1_mean_sojourn(*slowed))
    assert theory.mm1_breakdown_mean_wait(*queue_with_breakdowns) == pytest.approx(
        theory.mm1_mean_wait(*slowed), rel=1e-5
    )


@for_all(single_server_queues, st.floats(1, 1e4), st.floats(0.01, 1), st.floats(1.1, 10))
def test_rarer_but_longer_breakdowns_cost_more(
    queue: Queue, mean_up: float, down_per_up: float, stretch: float
) -> None:
    """The same share of time up; only the length of the interruptions differs."""
    slower = (queue.arrival_rate / (1 + down_per_up), queue.service_rate)
    short = theory.mm1_breakdown_mean_wait(*slower, mean_up, mean_up * down_per_up)
    long = theory.mm1_breakdown_mean_wait(*slower, mean_up * stretch, mean_up * down_per_up * stretch)
    assert long > short


@for_all(single_server_queues, st.floats(1, 1e4), st.floats(0.01, 1))
def test_a_lone_case_waits_for_the_rest_of_the_breakdown(queue: Queue, mean_up: float, down_per_up: float) -> None:
    """With next to no arrivals the wait is the share of time down times the mean down time still to come."""
    mean_down = mean_up * down_per_up
    share_down = down_per_up / (1 + down_per_up)
    alone = theory.mm1_breakdown_mean_wait(1e-12 * queue.service_rate, queue.service_rate, mean_up, mean_down)
    assert alone == pytest.approx(share_down * mean_down, rel=1e-5, abs=1e-9)
