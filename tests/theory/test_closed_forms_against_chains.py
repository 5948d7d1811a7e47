"""Closed forms against the Markov chain of each model, written out state by state and solved as linear equations."""

import math
from collections.abc import Callable, Hashable, Iterable, Mapping

import numpy as np
import pytest
from scipy.linalg import expm
from scipy.sparse import coo_matrix, diags, vstack
from scipy.sparse.linalg import spsolve

from simulator import theory

State = tuple[int, ...]
Moves = Callable[[State], Iterable[tuple[State, float]]]

# (arrival_rate, service_rate, servers): light, moderate, heavy, many servers
QUEUES = [(0.05, 0.25, 1), (0.2, 0.25, 1), (20 / 60, 1 / 10, 4), (0.4, 1 / 6, 3), (0.9, 1 / 6, 6), (3.4, 0.25, 15)]


def stationary(start: State, moves: Moves) -> dict[State, float]:
    """Solve the balance equations of the states that can be reached from ``start``."""
    index: dict[Hashable, int] = {start: 0}
    flows, reached = [], [start]
    for state in reached:
        for target, rate in moves(state):
            if rate == 0:
                continue
            if target not in index:
                index[target] = len(reached)
                reached.append(target)
            flows.append((index[state], index[target], rate))
    source, sink, rates = (np.array(column) for column in zip(*flows, strict=True))
    size = len(reached)
    diagonal = np.bincount(source.astype(int), rates, minlength=size)
    balance = coo_matrix((rates, (sink.astype(int), source.astype(int))), shape=(size, size)) - diags(diagonal)
    # One balance equation follows from the others: the sum of the shares takes its place.
    system = vstack([balance.tocsr()[:-1], np.ones((1, size))], format="csc")
    shares = spsolve(system, np.append(np.zeros(size - 1), 1.0))
    return dict(zip(reached, shares.tolist(), strict=True))


def mean(shares: Mapping[State, float], value: Callable[[State], float]) -> float:
    return sum(share * value(state) for state, share in shares.items())


def birth_death(arrival_rate: float, departure_rate: Callable[[int], float], largest: int) -> np.ndarray:
    """Shares of time with 0 ... ``largest`` present."""

    def moves(state: State) -> Iterable[tuple[State, float]]:
        (present,) = state
        if present < largest:
            yield (present + 1,), arrival_rate
        if present > 0:
            yield (present - 1,), departure_rate(present)

    shares = stationary((0,), moves)
    return np.array([shares[(present,)] for present in range(largest + 1)])


def mmc_shares(arrival_rate: float, service_rate: float, servers: int, largest: int = 600) -> np.ndarray:
    shares = birth_death(arrival_rate, lambda present: min(present, servers) * service_rate, largest)
    assert shares[-1] < 1e-12 or largest < 600, "the chain is cut where cases still are"
    return shares


@pytest.mark.parametrize(("offered_load", "servers"), [(0.5, 1), (2.0, 3), (9.0, 10), (30.0, 20)])
def test_erlang_b_is_the_share_of_time_all_are_busy(offered_load: float, servers: int) -> None:
    shares = birth_death(offered_load, float, servers)
    assert theory.erlang_b(offered_load, servers) == pytest.approx(shares[-1], rel=1e-10)


@pytest.mark.parametrize(("arrival_rate", "service_rate", "servers"), QUEUES)
def test_mmc_means(arrival_rate: float, service_rate: float, servers: int) -> None:
    shares = mmc_shares(arrival_rate, service_rate, servers)
    present = np.arange(len(shares))
    waiting = np.maximum(present - servers, 0)
    places_to_clear = np.maximum(present - servers + 1, 0)
    queue = (arrival_rate, service_rate, servers)
    assert theory.erlang_c(arrival_rate / service_rate, servers) == pytest.approx(shares[servers:].sum(), rel=1e-9)
    assert theory.mmc_probability_of_waiting(*queue) == pytest.approx(shares[servers:].sum(), rel=1e-9)
    assert theory.mmc_mean_wait(*queue) == pytest.approx(shares @ places_to_clear / (servers * service_rate), rel=1e-9)
    assert theory.mmc_mean_queue_length(*queue) == pytest.approx(shares @ waiting, rel=1e-9)
    assert theory.mmc_mean_sojourn(*queue) == pytest.approx(shares @ present / arrival_rate, rel=1e-9)


@pytest.mark.parametrize("time", [0.0, 1.0, 7.5, 30.0])
@pytest.mark.parametrize(("arrival_rate", "service_rate", "servers"), QUEUES)
def test_mmc_wait_survival(arrival_rate: float, service_rate: float, servers: int, time: float) -> None:
    """A case that finds k waiting starts after k + 1 services end: a pure death chain, by matrix exponential."""
    shares = mmc_shares(arrival_rate, service_rate, servers)[servers : servers + 300]
    clearing = servers * service_rate * (np.eye(len(shares), k=-1) - np.eye(len(shares)))
    still_waiting = shares @ expm(clearing * time).sum(axis=1)
    assert theory.mmc_wait_survival(arrival_rate, service_rate, servers, time) == pytest.approx(still_waiting, rel=1e-8)


@pytest.mark.parametrize(("arrival_rate", "service_rate"), [(0.05, 0.25), (0.2, 0.25), (0.45, 0.5)])
def test_mm1(arrival_rate: float, service_rate: float) -> None:
    shares = mmc_shares(arrival_rate, service_rate, 1)
    present = np.arange(len(shares))
    queue = (arrival_rate, service_rate)
    assert theory.mm1_probability_of_waiting(*queue) == pytest.approx(1 - shares[0], rel=1e-9)
    assert theory.mm1_mean_wait(*queue) == pytest.approx(shares @ present / service_rate, rel=1e-9)
    assert theory.mm1_mean_sojourn(*queue) == pytest.approx(shares @ present / arrival_rate, rel=1e-9)
    assert theory.mm1_mean_queue_length(*queue) == pytest.approx(shares[1:] @ present[:-1], rel=1e-9)
    clearing = service_rate * (np.eye(300, k=-1) - np.eye(300))
    still_waiting = shares[1:301] @ expm(clearing * 12.0).sum(axis=1)
    assert theory.mm1_wait_survival(*queue, time=12.0) == pytest.approx(still_waiting, rel=1e-8)


@pytest.mark.parametrize("capacity_above_servers", [0, 1, 7, 40])
@pytest.mark.parametrize(("arrival_rate", "service_rate", "servers"), [*QUEUES, (1.5, 1 / 6, 3), (4.0, 0.2, 1)])
def test_mmck(arrival_rate: float, service_rate: float, servers: int, capacity_above_servers: int) -> None:
    room = (arrival_rate, service_rate, servers, servers + capacity_above_servers)
    shares = mmc_shares(arrival_rate, service_rate, servers, largest=room[-1])
    present = np.arange(len(shares))
    places_to_clear = np.maximum(present - servers + 1, 0)[:-1]
    wait = shares[:-1] @ places_to_clear / shares[:-1].sum() / (servers * service_rate)
    assert theory.mmck_state_probabilities(*room) == pytest.approx(shares, rel=1e-8)
    assert theory.mmck_blocking_probability(*room) == pytest.approx(shares[-1], rel=1e-8)
    assert theory.mmck_mean_queue_length(*room) == pytest.approx(shares @ np.maximum(present - servers, 0), rel=1e-8)
    assert theory.mmck_mean_wait(*room) == pytest.approx(wait, rel=1e-8)


@pytest.mark.parametrize("mean_patience", [0.5, 15.0, 120.0])
@pytest.mark.parametrize(("arrival_rate", "service_rate", "servers"), [*QUEUES, (0.7, 1 / 6, 3), (1.2, 0.5, 1)])
def test_erlang_a(arrival_rate: float, service_rate: float, servers: int, mean_patience: float) -> None:
    capacity, impatience = servers * service_rate, 1 / mean_patience

    def departure_rate(present: int) -> float:
        return min(present, servers) * service_rate + max(present - servers, 0) * impatience

    shares = birth_death(arrival_rate, departure_rate, servers + 400)
    assert shares[-1] < 1e-12
    present = np.arange(len(shares))
    served_rate = shares @ np.minimum(present, servers) * service_rate

    # One case in the line with j others ahead: it moves up, is served from the front, or reneges.
    ahead = np.arange(401)
    line = np.diag(-(capacity + (ahead + 1) * impatience)) + np.diag(capacity + ahead[1:] * impatience, k=-1)
    front = np.where(ahead == 0, capacity, 0.0)
    found = shares[servers:]
    time_in_line = np.linalg.solve(-line, np.ones(len(line)))
    gets_served = np.linalg.solve(-line, front)
    time_when_served = np.linalg.solve(-line, gets_served)

    queue = (arrival_rate, service_rate, servers, mean_patience)
    share_served = shares[:servers].sum() + found @ gets_served
    assert share_served == pytest.approx(served_rate / arrival_rate, rel=1e-8)
    assert theory.erlang_a_probability_of_waiting(*queue) == pytest.approx(found.sum(), rel=1e-8)
    assert theory.erlang_a_mean_queue_length(*queue) == pytest.approx(found @ ahead, rel=1e-8)
    assert theory.erlang_a_probability_of_reneging(*queue) == pytest.approx(1 - share_served, rel=1e-8, abs=1e-13)
    assert theory.erlang_a_mean_wait(*queue) == pytest.approx(found @ time_in_line, rel=1e-8)
    assert theory.erlang_a_mean_wait_of_served(*queue) == pytest.approx(
        found @ time_when_served / share_served, rel=1e-8
    )


def erlang_phases_number_present(arrival_rate: float, mean_service: float, phases: int) -> float:
    """Mean number present when a service is ``phases`` exponential pieces in a row."""
    rate = phases / mean_service

    def moves(state: State) -> Iterable[tuple[State, float]]:
        present, phase = state
        if present < 500:
            yield (present + 1, phase), arrival_rate
        if present and phase < phases - 1:
            yield (present, phase + 1), rate
        elif present:
            yield (present - 1, 0), rate

    return mean(stationary((0, 0), moves), lambda state: state[0])


def mixed_number_present(arrival_rate: float, shares: tuple[float, float], means: tuple[float, float]) -> float:
    """Mean number present when a service is exponential with one of two means."""

    def moves(state: State) -> Iterable[tuple[State, float]]:
        present, kind = state
        if present == 0:
            for drawn in (0, 1):
                yield (1, drawn), arrival_rate * shares[drawn]
            return
        if present < 700:
            yield (present + 1, kind), arrival_rate
        # Nobody next, no kind of service under way: write 0 for it.
        for drawn, share in enumerate(shares if present > 1 else (1.0,)):
            yield (present - 1, drawn), share / means[kind]

    return mean(stationary((0, 0), moves), lambda state: state[0])


@pytest.mark.parametrize("phases", [1, 2, 5])
@pytest.mark.parametrize("utilisation", [0.3, 0.8])
def test_mg1_with_services_in_phases(utilisation: float, phases: int) -> None:
    queue = (utilisation / 12, 12.0, 1 / phases)
    present = erlang_phases_number_present(queue[0], 12.0, phases)
    assert theory.mg1_mean_sojourn(*queue) == pytest.approx(present / queue[0], rel=1e-8)
    assert theory.mg1_mean_queue_length(*queue) == pytest.approx(present - utilisation, rel=1e-8)


def test_mg1_with_two_kinds_of_service() -> None:
    shares, means = (0.8, 0.2), (5.0, 30.0)
    mean_service = 10.0
    squared_cv = 2 * (0.8 * 25 + 0.2 * 900) / 100 - 1
    present = mixed_number_present(0.07, shares, means)
    assert squared_cv == 3.0
    assert theory.mg1_mean_wait(0.07, mean_service, squared_cv) == pytest.approx(present / 0.07 - 10, rel=1e-8)


def test_mg1_priorities() -> None:
    """Urgent cases have a service in two phases, the others an exponential one."""
    urgent, other = 0.04, 0.05
    phase_rate, other_rate = 2 / 6.0, 1 / 9.0

    def next_service(urgent_waiting: int, others_waiting: int) -> State:
        if urgent_waiting:
            return (1, urgent_waiting - 1, others_waiting)
        return (3, 0, others_waiting - 1) if others_waiting else (0, 0, 0)

    def moves(state: State) -> Iterable[tuple[State, float]]:
        """Server: 0 free, 1 and 2 the phases of an urgent service, 3 another one."""
        server, urgent_waiting, others_waiting = state
        if server == 0:
            yield from [((1, 0, 0), urgent), ((3, 0, 0), other)]
            return
        if urgent_waiting < 25:
            yield (server, urgent_waiting + 1, others_waiting), urgent
        if others_waiting < 120:
            yield (server, urgent_waiting, others_waiting + 1), other
        if server == 1:
            yield (2, urgent_waiting, others_waiting), phase_rate
        else:
            yield next_service(urgent_waiting, others_waiting), phase_rate if server == 2 else other_rate

    shares = stationary((0, 0, 0), moves)
    waits = [mean(shares, lambda state: state[1]) / urgent, mean(shares, lambda state: state[2]) / other]
    assert theory.mg1_priority_mean_waits([urgent, other], [6, 9], [0.5, 1]) == pytest.approx(waits, rel=1e-7)
    assert theory.mg1_priority_mean_waits([other, urgent], [9, 6], [1, 0.5])[::-1] != pytest.approx(waits, rel=0.05)


@pytest.mark.parametrize("servers", [1, 3])
def test_mmc_priorities(servers: int) -> None:
    urgent, other, service_rate = 0.06 * servers, 0.05 * servers, 1 / 6

    def moves(state: State) -> Iterable[tuple[State, float]]:
        busy, urgent_waiting, others_waiting = state
        if busy < servers:
            yield (busy + 1, 0, 0), urgent + other
        if busy == servers and urgent_waiting < 40:
            yield (busy, urgent_waiting + 1, others_waiting), urgent
        if busy == servers and others_waiting < 120:
            yield (busy, urgent_waiting, others_waiting + 1), other
        if urgent_waiting:
            yield (busy, urgent_waiting - 1, others_waiting), busy * service_rate
        elif others_waiting:
            yield (busy, 0, others_waiting - 1), busy * service_rate
        elif busy:
            yield (busy - 1, 0, 0), busy * service_rate

    shares = stationary((0, 0, 0), moves)
    waits = [mean(shares, lambda state: state[1]) / urgent, mean(shares, lambda state: state[2]) / other]
    assert theory.mmc_priority_mean_waits([urgent, other], service_rate, servers) == pytest.approx(waits, rel=1e-7)
    assert [theory.mmc_mean_wait(urgent + other, service_rate, servers)] * 2 != pytest.approx(waits, rel=0.05)


def network_shares(
    entries: tuple[float, float], routing: list[list[float]], rates: list[float], servers: list[float], largest: State
) -> dict[State, float]:
    """Two stations, at most ``largest`` cases at each."""

    def moves(state: State) -> Iterable[tuple[State, float]]:
        for station in (0, 1):
            if state[station] < largest[station]:
                yield (state[0] + (station == 0), state[1] + (station == 1)), entries[station]
            if state[station] == 0:
                continue
            left = (state[0] - (station == 0), state[1] - (station == 1))
            speed = min(state[station], servers[station]) * rates[station]
            yield left, speed * (1 - sum(routing[station]))
            for target in (0, 1):
                if left[target] < largest[target]:
                    arrived = (left[0] + (target == 0), left[1] + (target == 1))
                    yield arrived, speed * routing[station][target]

    return stationary((0, 0), moves)


@pytest.mark.parametrize(
    ("entries", "routing", "rates", "servers", "largest"),
    [
        ((0.2, 0.0), [[0, 1], [0.2, 0]], [0.25, 0.5], [2, 1], (45, 45)),
        ((0.2, 0.0), [[0, 1], [0, 0]], [0.25, 0.5], [2, 1], (45, 45)),
        ((0.1, 0.05), [[0.1, 0.5], [0.3, 0.2]], [0.2, 0.2], [2, 3], (60, 60)),
        ((0.15, 0.10), [[0, 0.9], [0.2, 0]], [0.05, 0.2], [math.inf, 3], (40, 60)),
    ],
    ids=["rework", "tandem", "any-to-any", "online-then-counter"],
)
def test_jackson(
    entries: tuple[float, float], routing: list[list[float]], rates: list[float], servers: list[float], largest: State
) -> None:
    shares = network_shares(entries, routing, rates, servers, largest)
    # What leaves a station in steady state is what arrives there.
    completed = [mean(shares, lambda state, at=at: min(state[at], servers[at]) * rates[at]) for at in (0, 1)]
    waiting = [mean(shares, lambda state, at=at: max(state[at] - servers[at], 0.0)) for at in (0, 1)]
    waits = [length / rate for length, rate in zip(waiting, completed, strict=True)]
    sojourn = mean(shares, sum) / sum(entries)
    network = (entries, routing, rates, servers)
    assert theory.jackson_arrival_rates(entries, routing) == pytest.approx(completed, rel=1e-7)
    assert theory.jackson_visit_ratios(entries, routing) == pytest.approx(np.array(completed) / sum(entries), rel=1e-7)
    assert theory.jackson_mean_waits(*network) == pytest.approx(waits, rel=1e-7)
    assert theory.jackson_mean_sojourn(*network) == pytest.approx(sojourn, rel=1e-7)


def breakdown_shares(
    arrival_rate: float, service_rate: float, mean_up: float, mean_down: float, *, fails_when_idle: bool = True
) -> dict[State, float]:
    """States (present, up, started): ``started`` says whether the first case's service has begun."""

    def moves(state: State) -> Iterable[tuple[State, float]]:
        present, up, started = state
        if present < 1500:
            yield (present + 1, up, started if present else up), arrival_rate
        if not up:
            yield (present, 1, int(present > 0)), 1 / mean_down
            return
        if present or fails_when_idle:
            yield (present, 0, started), 1 / mean_up
        if present:
            yield (present - 1, 1, int(present > 1)), service_rate

    return stationary((0, 1, 0), moves)


BREAKDOWNS = [(0.1, 1 / 6, 240.0, 20.0), (0.1, 1 / 6, 30.0, 10.0), (0.02, 0.5, 60.0, 480.0), (0.2, 0.25, 5.0, 0.5)]


@pytest.mark.parametrize(("arrival_rate", "service_rate", "mean_up", "mean_down"), BREAKDOWNS)
def test_breakdowns(arrival_rate: float, service_rate: float, mean_up: float, mean_down: float) -> None:
    queue = (arrival_rate, service_rate, mean_up, mean_down)
    shares = breakdown_shares(*queue)
    present = mean(shares, lambda state: state[0])
    waiting = mean(shares, lambda state: state[0] - state[2])
    assert theory.mm1_breakdown_mean_number_in_system(*queue) == pytest.approx(present, rel=1e-7)
    assert theory.mm1_breakdown_mean_sojourn(*queue) == pytest.approx(present / arrival_rate, rel=1e-7)
    assert theory.mm1_breakdown_mean_wait(*queue) == pytest.approx(waiting / arrival_rate, rel=1e-7)


@pytest.mark.parametrize(("arrival_rate", "service_rate", "mean_up", "mean_down"), BREAKDOWNS)
def test_breakdowns_of_other_models_are_told_apart(
    arrival_rate: float, service_rate: float, mean_up: float, mean_down: float
) -> None:
    """A server that fails only when busy, or that is always up but slower, must not pass for this one."""
    queue = (arrival_rate, service_rate, mean_up, mean_down)
    only_busy = mean(breakdown_shares(*queue, fails_when_idle=False), lambda state: state[0])
    slower = theory.mm1_mean_sojourn(arrival_rate, service_rate * mean_up / (mean_up + mean_down))
    assert theory.mm1_breakdown_mean_number_in_system(*queue) != pytest.approx(only_busy, rel=1e-3)
    assert theory.mm1_breakdown_mean_sojourn(*queue) != pytest.approx(slower, rel=1e-3)
