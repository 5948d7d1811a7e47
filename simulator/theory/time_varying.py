r"""M(t)/M/c(t)+M over one day: arrivals and servers that change, by the Kolmogorov forward equations.

A day is a row of periods, each with its own arrival rate and number of servers. Servers are numbered; with c on
shift, these are the first c. A case goes to the free server with the lowest number. A server that goes off shift
finishes its case and takes no other: so when a shift ends it matters which servers are busy, not only how many.

Servers that come and go together are a group. The state is the number busy in each group and the number waiting,
which is exact: within a group, servers do not differ. Every change of state is a change of one number (a case
comes, a service ends, a case reneges), after which those who wait take the free servers on shift, lowest first.
The same happens at the start of a period, when servers come on shift.
"""

import math
from collections.abc import Iterator
from dataclasses import dataclass

import numpy as np
import numpy.typing as npt
from scipy.integrate import solve_ivp
from scipy.sparse import coo_array, csr_array, vstack

from simulator.theory._checks import Array, require_not_negative, require_one_each, require_positive

Counts = npt.NDArray[np.int64]

_ROOMS = (50, 200, 800, 3200)
_MOST_LOST = 1e-9
_MOST_CHANGES = 200_000


@dataclass(frozen=True)
class TimeVaryingDay:
    """Expected course of one day that starts empty.

    Attributes
    ----------
    time_min : ndarray, shape (n_times,), float64
        Minutes since the start of the day, ascending: the start of each period, times between, the end of the day.
    number_in_system : ndarray, shape (n_times,), float64
        Expected number of cases present at each time, waiting or in service.
    queue_length : ndarray, shape (n_times,), float64
        Expected number of cases waiting at each time, just after any change of servers.
    mean_queue_lengths : ndarray, shape (n_periods,), float64
        Expected number of cases waiting, averaged over each period.
    mean_queue_length : float
        Expected number of cases waiting, averaged over the day.
    served : float
        Expected number of services that end within the day.
    reneged : float
        Expected number of cases that renege within the day.
    """

    time_min: Array
    number_in_system: Array
    queue_length: Array
    mean_queue_lengths: Array
    mean_queue_length: float
    served: float
    reneged: float


def time_varying_day(
    minutes: npt.ArrayLike,
    arrival_rates: npt.ArrayLike,
    servers: npt.ArrayLike,
    service_rate: float,
    mean_patience: float = math.inf,
    step_min: float = 5.0,
) -> TimeVaryingDay:
    r"""Expected course of a day with changing arrivals and servers.

    The day starts empty; cases still present at its end are neither served nor reneged.

    Parameters
    ----------
    minutes : array_like, shape (n_periods,)
        Length of each period, in minutes. Positive.
    arrival_rates : array_like, shape (n_periods,)
        Arrivals in each period, λ, per minute. Not negative.
    servers : array_like, shape (n_periods,)
        Servers on shift in each period, c. Whole numbers, not negative.
    service_rate : float
        Services by one server, μ, per minute. Positive.
    mean_patience : float, optional
        Mean patience, 1/θ, in minutes; exponential. Positive; infinite if nobody reneges.
    step_min : float, optional
        Longest time between two reported times, in minutes. Positive.

    Returns
    -------
    TimeVaryingDay
        Expected numbers over time, and totals of the day.

    Raises
    ------
    ValueError
        If an argument is out of range, the lengths differ, or more cases would wait than can be counted.

    Notes
    -----
    With p(t) the probabilities of the states and Q the rates of the period, :math:`p' = p Q`; the totals are
    integrated beside it. A case that finds the last place of the waiting room taken is lost from the sum: the
    room is enlarged until less than one arrival in a thousand million is lost.

    References
    ----------
    Ingolfsson, Akhmetshina, Budge, Li & Wu (2007), A survey and experimental comparison of service-level-approximation
    methods for nonstationary M(t)/M/s(t) queueing systems with exhaustive discipline, *INFORMS Journal on Computing*
    19(2), 201-214.

    Examples
    --------
    Two loket for two hours, then one for an hour, then closed; 12, 6 and 0 arrivals an hour, 10-minute services:

    >>> day = time_varying_day([120, 60, 60], [0.2, 0.1, 0], [2, 1, 0], service_rate=0.1, mean_patience=15)
    >>> round(day.mean_queue_length, 3), round(day.served, 2), round(day.reneged, 2)
    (0.48, 22.31, 7.68)
    """
    lengths, rates, counts = (np.asarray(each, dtype=float) for each in (minutes, arrival_rates, servers))
    require_one_each(minutes=lengths, arrival_rates=rates, servers=counts)
    require_positive(minutes=lengths, service_rate=service_rate, step_min=step_min)
    require_not_negative(arrival_rates=rates, servers=counts)
    if mean_patience != math.inf:
        require_positive(mean_patience=mean_patience)
    if (counts % 1).any():
        raise ValueError(f"servers is {counts.tolist()}; each must be a whole number.")
    for room in _ROOMS:
        _require_few_changes((rates.max() + counts.max() * service_rate + room / mean_patience) * lengths.sum())
        chain = _Chain.of(counts.astype(np.int64), service_rate, 1 / mean_patience, room)
        times, course, totals = _solve(chain, lengths, rates, step_min)
        area, served, reneged, lost = totals.sum(axis=0).tolist()
        if lost <= _MOST_LOST * (lengths @ rates):
            number, waiting = course
            by_period = totals[:, 0] / lengths
            return TimeVaryingDay(times, number, waiting, by_period, area / float(lengths.sum()), served, reneged)
    raise ValueError(f"More than {_ROOMS[-1]} cases may wait; lower the arrival rates, add servers or shorten the day.")


def _require_few_changes(changes: float) -> None:
    """The time it takes to integrate grows with the changes that the fastest state would make in a day."""
    if changes > _MOST_CHANGES:
        raise ValueError(
            f"The day may have {changes:.3g} arrivals, service ends and reneges; to be integrated it must have at most "
            f"{_MOST_CHANGES}: lower the rates or shorten the day."
        )


@dataclass(frozen=True)
class _Chain:
    """The states and the rules by which they change.

    A state is a column: the number busy in each group of servers, then the number waiting, at most `room`.
    """

    sizes: Counts
    groups_on_shift: Counts
    service_rate: float
    reneging_rate: float
    room: int

    @classmethod
    def of(cls, servers: Counts, service_rate: float, reneging_rate: float, room: int) -> "_Chain":
        """The chain of a roster: each number of servers that occurs ends a group."""
        levels = np.unique(servers[servers > 0])
        on_shift = np.searchsorted(levels, servers, side="right").astype(np.int64)
        return cls(np.diff(levels, prepend=0), on_shift, service_rate, reneging_rate, room)

    @property
    def shape(self) -> tuple[int, ...]:
        return (*(self.sizes + 1).tolist(), self.room + 1)

    @property
    def states(self) -> Counts:
        return np.indices(self.shape).reshape(len(self.shape), -1).astype(np.int64)

    def seated(self, states: Counts, period: int) -> Counts:
        """The states after those who wait have taken the free servers on shift."""
        after = states.copy()
        for group in range(self.groups_on_shift[period]):
            called = np.minimum(self.sizes[group] - after[group], after[-1])
            after[group] += called
            after[-1] -= called
        return after

    def positions(self, states: Counts) -> Counts:
        """Number of each state in the order of `states`."""
        return np.asarray(np.ravel_multi_index(tuple(states), self.shape), dtype=np.int64)

    def changes(self, period: int, arrival_rate: float) -> Iterator[tuple[Counts, Array]]:
        """Where an arrival, a service end in each group and a renege lead from every state, and their rates there."""
        states = self.states
        rates = [np.full(states.shape[1], arrival_rate)]
        rates += [busy * self.service_rate for busy in states[:-1]] + [states[-1] * self.reneging_rate]
        rows = [len(states) - 1, *range(len(states))]
        for row, step, rate in zip(rows, [1, *[-1] * len(states)], rates, strict=True):
            after = states.copy()
            after[row] += step * (rate > 0)
            yield self.seated(after, period), rate

    def equations(self, period: int, arrival_rate: float) -> csr_array:
        """What the probabilities of the states give per minute: to them, then to waiting, served, reneged and lost."""
        states = self.states
        size = states.shape[1]
        moves, lost = [], np.zeros(size)
        for after, rate in self.changes(period, arrival_rate):
            fits = after[-1] <= self.room
            lost[~fits] += rate[~fits]
            source, target = np.flatnonzero(fits), self.positions(after[:, fits])
            moves += [(rate[fits], target, source), (-rate[fits], source, source)]
        busy, waiting = states[:-1].sum(axis=0), states[-1]
        totals = np.vstack([waiting, busy * self.service_rate, waiting * self.reneging_rate, lost])
        value, row, column = (np.concatenate(each) for each in zip(*moves, strict=True))
        return csr_array(vstack([coo_array((value, (row, column)), shape=(size, size)), coo_array(totals)]))


def _solve(chain: _Chain, minutes: Array, arrival_rates: Array, step_min: float) -> tuple[Array, Array, Array]:
    """Times, expected numbers present and waiting at them, and the totals of each period: rows of four."""
    states = chain.states
    size = states.shape[1]
    counted = np.vstack([states.sum(axis=0), states[-1]])
    probabilities = np.eye(1, size)[0]
    times, course, totals = [], [], []
    begins = np.concatenate([[0.0], np.cumsum(minutes)])
    for period, (length, arrival_rate) in enumerate(zip(minutes.tolist(), arrival_rates.tolist(), strict=True)):
        seats = chain.positions(chain.seated(states, period))
        start: Array = np.concatenate([np.bincount(seats, probabilities, minlength=size), np.zeros(4)])
        report = np.linspace(0.0, length, math.ceil(length / step_min) + 1)
        reached = _integrate(chain.equations(period, arrival_rate), start, report)
        times.append(begins[period] + report[:-1])
        course.append(counted @ reached[:size, :-1])
        probabilities, gained = reached[:size, -1], reached[size:, -1]
        totals.append(gained)
    course.append(counted @ probabilities[:, None])
    return np.append(np.concatenate(times), begins[-1]), np.hstack(course), np.array(totals)


def _integrate(equations: csr_array, start: Array, report: Array) -> Array:
    """Values at the times to report, one column each."""
    size = equations.shape[1]
    solved = solve_ivp(
        lambda _, value: equations @ value[:size],
        (report[0], report[-1]), start, method="DOP853", t_eval=report, rtol=1e-8, atol=1e-12,
    )  # fmt: skip
    reached: Array = solved.y
    return reached
