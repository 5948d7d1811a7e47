"""A resolved scenario as arrays of numbers: what compiled code can read."""

from collections.abc import Iterable
from dataclasses import dataclass, field
from typing import Any, NamedTuple

import numpy as np
from numpy.typing import NDArray

from simulator.scenario.resolved import NO_FACTORS, Duration, Factors, ResolvedCheck, ResolvedScenario, ResolvedStep
from simulator.workload.services import step_at

ABSENT = -1
"""In place of a position where there is nothing."""

EXPONENTIAL, LOGNORMAL, GAMMA, DETERMINISTIC, EMPIRICAL = range(5)
DISTRIBUTIONS = "exponential", "lognormal", "gamma", "deterministic", "empirical"

NIK, INCOMPLETE, RETURNED = range(3)
CHECKS = "nik", "incomplete", "returned"

DURATION = np.dtype(
    [("kind", np.int8), ("a", np.float64), ("b", np.float64), ("first", np.int32), ("size", np.int32)], align=True
)
"""A distribution; `first` and `size` are those of empirical durations in `Needs.samples`."""

STEP = np.dtype(
    [
        ("station", np.int16),
        ("service", np.int32),  # duration
        ("factors", np.int32),  # row of factors, ABSENT if all are 1
        ("help", np.int32),  # duration, ABSENT without help
        ("help_factors", np.int32),
        ("help_probability", np.float64),
        ("breakdown_up", np.int32),  # durations of the station's equipment, ABSENT if it does not fail in use
        ("breakdown_down", np.int32),
        ("patience", np.int32),  # duration of the station, ABSENT if everybody waits
        ("first_check", np.int32),
        ("checks", np.int8),
        ("travel", np.int8),
        ("starts_clock", np.int8),
        ("decides", np.int8),
        ("after_return", np.int8),
        ("entry", np.int32),  # step at the station where data are entered after paper, ABSENT if there is none
    ],
    align=True,
)

CHECK = np.dtype(
    [
        ("kind", np.int8),
        ("probability", np.float64),
        ("again", np.float64),
        ("back_to", np.int16),
        ("factors", np.int32),
        ("repair", np.int32),  # duration, ABSENT without repair
        ("repair_calendar", np.int16),
        ("never_returns", np.float64),
    ],
    align=True,
)

Records = NDArray[Any]


class Needs(NamedTuple):
    """What cases need at each step of each route, as arrays.

    Attributes
    ----------
    durations : ndarray of DURATION
        All distributions.
    samples : ndarray, shape (2, n), float64
        Empirical durations in minutes, and their cumulative probabilities.
    factors : ndarray, shape (n, 4), float64
        As in :data:`simulator.scenario.resolved.Factors`.
    steps : ndarray of STEP
        Steps of all routes, those of one route one after the other; then those of data entry alone.
    checks : ndarray of CHECK
        Checks of all steps.
    routes : ndarray, shape (classes, channels, 3), int32
        First step, number of steps, and whether one of them starts the legal clock.
    travel_min : ndarray, shape (districts,), float64
        Way from each district.
    delays : ndarray, shape (channels,), int32
        Duration of the delay after a failure in each channel; ABSENT if all give up.
    """

    durations: Records
    samples: NDArray[np.float64]
    factors: NDArray[np.float64]
    steps: Records
    checks: Records
    routes: NDArray[np.int32]
    travel_min: NDArray[np.float64]
    delays: NDArray[np.int32]


def records(rows: Iterable[tuple[Any, ...]], kind: np.dtype[Any]) -> Records:
    """Rows as an array of records whose fields can be read as attributes."""
    return np.array(list(rows), kind).view(np.recarray)


@dataclass
class Durations:
    """Collects distributions and gives each its position."""

    rows: list[tuple[Any, ...]] = field(default_factory=list)
    values: list[float] = field(default_factory=list)
    cumulative: list[float] = field(default_factory=list)

    def add(self, duration: Duration | None) -> int:
        """Position of a distribution; ABSENT for none."""
        if duration is None:
            return ABSENT
        kind = DISTRIBUTIONS.index(duration.kind)
        self.rows.append((kind, duration.a, duration.b, len(self.values), len(duration.values)))
        self.values += duration.values
        self.cumulative += duration.cumulative
        return len(self.rows) - 1

    def table(self) -> Records:
        """All of them."""
        return records(self.rows, DURATION)

    def samples(self) -> NDArray[np.float64]:
        """Values and cumulative probabilities of the empirical ones."""
        return np.array([self.values, self.cumulative], np.float64)


def pack_needs(scenario: ResolvedScenario) -> Needs:
    """Write the needs of a scenario as arrays.

    Parameters
    ----------
    scenario : ResolvedScenario
        The office.

    Returns
    -------
    Needs
        The same, by position.
    """
    packer = _Packer(scenario)
    routes = [[packer.route(route) for route in case_class.routes] for case_class in scenario.case_classes]
    delays = [packer.durations.add(channel.retry_delay) for channel in scenario.channels]
    return Needs(
        durations=packer.durations.table(),
        samples=packer.durations.samples(),
        factors=np.array(packer.factors, np.float64).reshape(-1, 4),
        steps=records(map(tuple, packer.steps), STEP),
        checks=records(packer.checks, CHECK),
        routes=np.array(routes, np.int32).reshape(len(scenario.case_classes), len(scenario.channels), 3),
        travel_min=np.array([district.travel_min for district in scenario.population.districts], np.float64),
        delays=np.array(delays, np.int32),
    )


class _Packer:
    """Collects steps, checks, durations and factors."""

    def __init__(self, scenario: ResolvedScenario):
        self.scenario = scenario
        self.durations = Durations()
        self.factors: list[Factors] = []
        self.steps: list[list[Any]] = []
        self.checks: list[tuple[Any, ...]] = []
        self._of_station = [
            tuple(self.durations.add(d) for d in (station.breakdown_up, station.breakdown_down, station.patience))
            for station in scenario.stations
        ]

    def route(self, route: tuple[ResolvedStep, ...]) -> tuple[int, int, bool]:
        """Add the steps of a route; say where they are."""
        first = len(self.steps)
        for step in route:
            self.steps.append(self._step(step))
        for position, step in enumerate(route):
            self.steps[first + position][-1] = self._entry(route, first, self.scenario.stations[step.station].enter_at)
        return first, len(route), any(step.starts_clock for step in route)

    def _entry(self, route: tuple[ResolvedStep, ...], first: int, station: int) -> int:
        """Step of data entry at a station for cases of a route: one of its own, or a further one."""
        if station == ABSENT:
            return ABSENT
        own = [position for position, step in enumerate(route) if step.station == station]
        if own:
            return first + own[0]
        step = step_at(self.scenario, route, station)
        assert step is not None
        self.steps.append(self._step(step))
        return len(self.steps) - 1

    def _step(self, step: ResolvedStep) -> list[Any]:
        up, down, patience = self._of_station[step.station]
        row = [
            step.station, self.durations.add(step.service_time), self._factors(step.factors),
            self.durations.add(step.help_time), self._factors(step.help_factors), step.help_probability,
            up, down, patience, len(self.checks), len(step.checks),
            step.travel, step.starts_clock, step.decides, step.after_return, ABSENT,
        ]  # fmt: skip
        self.checks += map(self._check, step.checks)
        return row

    def _check(self, check: ResolvedCheck) -> tuple[Any, ...]:
        repair = check.repair
        return (
            CHECKS.index(check.kind), check.probability, check.again, check.back_to, self._factors(check.factors),
            self.durations.add(repair.time if repair else None), repair.calendar if repair else ABSENT,
            repair.never_returns if repair else 0.0,
        )  # fmt: skip

    def _factors(self, factors: Factors) -> int:
        if factors == NO_FACTORS:
            return ABSENT
        self.factors.append(factors)
        return len(self.factors) - 1
