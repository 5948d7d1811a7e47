"""Everything that will happen to an office in one replication, before any queue is simulated."""

from dataclasses import dataclass, replace
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from simulator.scenario.resolved import ResolvedCheck, ResolvedRepair, ResolvedScenario, ResolvedStep
from simulator.workload.archive import (
    Arrays,
    arrays_named,
    named_arrays,
    number_arrays,
    numbered_arrays,
    read_arrays,
    write_arrays,
)
from simulator.workload.counts import is_backlog
from simulator.workload.durations import sample_ms
from simulator.workload.elementary import Array
from simulator.workload.given import Given as Given
from simulator.workload.given import given_at
from simulator.workload.people import People
from simulator.workload.services import over_factor, service_times_ms, step_at
from simulator.workload.streams import Draws, Purpose, Streams

_CHECKS = {"nik": Purpose.NIK, "incomplete": Purpose.INCOMPLETE, "returned": Purpose.REWORK}

_PER_CASE = "arrival_ms", "case_class", "channel", "serial", "priority", "start", "no_show"

Cases = NDArray[np.intp]


@dataclass(frozen=True)
class Workload:
    """All arrivals, attributes, draw addresses, shifts and outages of one replication.

    Cases are numbered from 0 in order of arrival; at equal times those of the initial backlog come first, then by case
    class, then by day and number within the class.

    The tables (methods) hold a value for each case, drawn by its address. They look at the route of the channel by
    which the case came; `channel` asks for another, as if all cases had come by it, for those who changed over.

    Attributes
    ----------
    scenario : ResolvedScenario
        The office it was made for.
    streams : Streams
        Seed, replication and office: the address of every draw.
    arrival_ms : ndarray, shape (n_cases,), int64
        Arrival times, ascending.
    case_class, channel : ndarray, shape (n_cases,), int8
        Positions in the scenario.
    serial : ndarray, shape (n_cases,), int64
        Day · 2**20 + number of the case within its class and day: the part of the address that a changed office leaves
        alone. Cases that a channel brings along have numbers from 2**19 up; those of the initial backlog the day 4095.
    priority : ndarray, shape (n_cases,), int8
        The lowest rank of class, channel and priority group.
    start : ndarray, shape (n_cases,), int8
        Position on the route at which the case begins; 0 unless it is of the initial backlog.
    no_show : ndarray, shape (n_cases,), bool
        Whether an appointment is not kept: the case gives up as it arrives.
    people : People
        The applicants, shape (n_cases,).
    outages : tuple of ndarray, shape (n, 2), int64
        For each subsystem, start and end of the times in which it is down, backups considered.
    slow : tuple of ndarray, shape (n, 3), int64
        For each subsystem, start, end and speed (thousandths) of its slow states.
    shifts : tuple of ndarray, shape (n, 2), int64
        For each person of the scenario, shifts without the days of absence.
    given : Given or None
        Needs to be taken in place of those that would be drawn.
    """

    scenario: ResolvedScenario
    streams: Streams
    arrival_ms: NDArray[np.int64]
    case_class: NDArray[np.int8]
    channel: NDArray[np.int8]
    serial: NDArray[np.int64]
    priority: NDArray[np.int8]
    start: NDArray[np.int8]
    no_show: NDArray[np.bool_]
    people: People
    outages: tuple[NDArray[np.int64], ...]
    slow: tuple[NDArray[np.int64], ...]
    shifts: tuple[NDArray[np.int64], ...]
    given: Given | None = None

    def __post_init__(self) -> None:
        for array in self._arrays().values():
            array.setflags(write=False)

    @property
    def n_cases(self) -> int:
        """Number of cases that arrive within the horizon."""
        return len(self.arrival_ms)

    @property
    def is_backlog(self) -> NDArray[np.bool_]:
        """Which cases are of the initial backlog, shape (n_cases,)."""
        return is_backlog(self.serial)

    def without_outages(self) -> "Workload":
        """The same replication in which no subsystem ever fails; slow states stay.

        Returns
        -------
        Workload
            The same people with the same needs, the same shifts: what differs in its log, the outages did.
        """
        return replace(self, outages=tuple(outages[:0] for outages in self.outages))

    def service_times_ms(self, station: int, visit: int, channel: int | None = None) -> NDArray[np.int64]:
        """Service time that each case would need at a station on a visit.

        Parameters
        ----------
        station : int
            Position of the station.
        visit : int
            Visit of the case, from 0; each return raises it.
        channel : int, optional
            Whose routes are meant; that of each case if absent.

        Returns
        -------
        ndarray, shape (n_cases,), int64
            Milliseconds; 0 for a case whose route does not pass the station. Where data of another station are entered
            after paper, the step's time if the route passes here too, else the station's own.
        """
        if self.given is not None:
            return given_at(self.given.service_ms, station, visit)
        values = np.zeros(self.n_cases, np.int64)
        for step, cases in self._passing(station, channel):
            values[cases] = service_times_ms(
                step, self.scenario.stations[station], self.people.take(cases), self.scenario.population.districts,
                self._draws(cases, station, visit),
            )  # fmt: skip
        return values

    def patience_ms(self, station: int, visit: int, channel: int | None = None) -> NDArray[np.int64]:
        """How long each case would wait at a station on a visit before it leaves, milliseconds.

        Raises
        ------
        ValueError
            If at this station everybody waits for as long as it takes.
        """
        if self.given is not None:
            return given_at(self.given.patience_ms, station, visit)
        patience = self.scenario.stations[station].patience
        if patience is None:
            raise ValueError(f"the station {self.scenario.stations[station].name} has no patience distribution")
        values = np.zeros(self.n_cases, np.int64)
        for _, cases in self._passing(station, channel):
            values[cases] = sample_ms(patience, self._draws(cases, station, visit).of(Purpose.PATIENCE))
        return values

    def check_draws(self, kind: str, station: int, visit: int, channel: int | None = None) -> Array:
        """What decides whether each case fails a check: it does where this is below the probability of failing.

        Parameters
        ----------
        kind : str
            nik, incomplete or returned.
        station, visit : int
            Where and when the check is made.
        channel : int, optional
            Whose routes are meant; that of each case if absent.

        Returns
        -------
        ndarray, shape (n_cases,), float64
            A uniform number divided by the factors of the person; infinity where there is no such check.

        Raises
        ------
        ValueError
            If no route has such a check at this station.
        """
        if self.given is not None:
            return given_at(self.given.check_draws[list(_CHECKS).index(kind)], station, visit)
        values = np.full(self.n_cases, np.inf)
        for check, cases in self._checks(kind, station, channel):
            uniform = self._draws(cases, station, visit).uniform(_CHECKS[kind])
            values[cases] = over_factor(uniform, self.people.take(cases).factor(check.factors))
        return values

    def repair_ms(self, kind: str, station: int, visit: int, channel: int | None = None) -> NDArray[np.int64]:
        """How long each applicant would need to repair a file that failed a check, milliseconds.

        One service sends a case back at most once, so the draw is the same whichever check did.

        Raises
        ------
        ValueError
            If no route has such a check with a repair at this station.
        """
        if self.given is not None:
            return given_at(self.given.repair_ms, station, visit)
        values = np.zeros(self.n_cases, np.int64)
        for repair, cases in self._repairs(kind, station, channel):
            values[cases] = sample_ms(repair.time, self._draws(cases, station, visit).of(Purpose.REPAIR))
        return values

    def never_returns(self, kind: str, station: int, visit: int, channel: int | None = None) -> NDArray[np.bool_]:
        """Whether each applicant would give up rather than repair a file that failed a check.

        Raises
        ------
        ValueError
            If no route has such a check with a repair at this station.
        """
        if self.given is not None:
            return given_at(self.given.never_returns, station, visit)
        values = np.zeros(self.n_cases, np.bool_)
        for repair, cases in self._repairs(kind, station, channel):
            values[cases] = self._draws(cases, station, visit).uniform(Purpose.NEVER_RETURNS) < repair.never_returns
        return values

    def failure_draws(self, channel: int, attempt: int) -> Array:
        """What decides whether each case comes back, switches or gives up after a failure: uniform numbers.

        Parameters
        ----------
        channel : int
            Channel of the case when it failed.
        attempt : int
            Which attempt failed, from 1.

        Returns
        -------
        ndarray, shape (n_cases,), float64
            Above 0 and below 1.
        """
        if self.given is not None:
            return given_at(self.given.failure_draws, channel, attempt - 1)
        return self._draws(np.arange(self.n_cases), channel, attempt).uniform(Purpose.FAILURE)

    def failure_delay_ms(self, channel: int, attempt: int) -> NDArray[np.int64]:
        """How long each case would stay away after a failure, milliseconds; arguments as in `failure_draws`.

        Raises
        ------
        ValueError
            If all who fail in this channel give up.
        """
        if self.given is not None:
            return given_at(self.given.failure_delay_ms, channel, attempt - 1)
        delay = self.scenario.channels[channel].retry_delay
        if delay is None:
            raise ValueError(f"the channel {self.scenario.channels[channel].name} has no delay after a failure")
        return sample_ms(delay, self._draws(np.arange(self.n_cases), channel, attempt).of(Purpose.FAILURE_DELAY))

    def save(self, file: Path) -> None:
        """Write the workload to a ``.npz`` file."""
        given = {} if self.given is None else named_arrays("given", self.given.arrays())
        write_arrays(file, self.scenario, self.streams, {**self._arrays(), **given})

    @classmethod
    def load(cls, file: Path, scenario: ResolvedScenario) -> "Workload":
        """Read a workload that was saved for this scenario.

        Raises
        ------
        ValueError
            If it was saved for a scenario with another hash.
        """
        streams, arrays = read_arrays(file, scenario)
        return cls(
            scenario=scenario,
            streams=streams,
            arrival_ms=arrays["arrival_ms"],
            case_class=arrays["case_class"],
            channel=arrays["channel"],
            serial=arrays["serial"],
            priority=arrays["priority"],
            start=arrays["start"],
            no_show=arrays["no_show"],
            people=People(**arrays_named("people", arrays)),
            outages=numbered_arrays("outages", arrays),
            slow=numbered_arrays("slow", arrays),
            shifts=numbered_arrays("shifts", arrays),
            given=Given(**given) if (given := arrays_named("given", arrays)) else None,
        )

    def _arrays(self) -> Arrays:
        """All arrays by name."""
        return {
            **{name: getattr(self, name) for name in _PER_CASE},
            **named_arrays("people", self.people.arrays()),
            **number_arrays("outages", self.outages),
            **number_arrays("slow", self.slow),
            **number_arrays("shifts", self.shifts),
        }

    def _draws(self, cases: Cases, station: int, visit: int) -> Draws:
        return Draws(self.streams, self.case_class[cases], self.serial[cases], station, visit)

    def _passing(self, station: int, channel: int | None) -> list[tuple[ResolvedStep, Cases]]:
        """The step of each route at a station, and the cases that take this route."""
        passing = []
        for group, case_class in enumerate(self.scenario.case_classes):
            for number, route in enumerate(case_class.routes):
                step = step_at(self.scenario, route, station)
                if step is not None and channel in (None, number):
                    takes = self.channel == number if channel is None else True
                    passing.append((step, np.flatnonzero((self.case_class == group) & takes)))
        return passing

    def _checks(self, kind: str, station: int, channel: int | None) -> list[tuple[ResolvedCheck, Cases]]:
        passing = self._passing(station, channel)
        checks = [(check, cases) for step, cases in passing for check in step.checks if check.kind == kind]
        if not checks:
            raise ValueError(f"the station {self.scenario.stations[station].name} has no check of the kind {kind!r}")
        return checks

    def _repairs(self, kind: str, station: int, channel: int | None) -> list[tuple[ResolvedRepair, Cases]]:
        checks = self._checks(kind, station, channel)
        repairs = [(check.repair, cases) for check, cases in checks if check.repair is not None]
        if not repairs:
            name = self.scenario.stations[station].name
            raise ValueError(f"at the station {name} no check of the kind {kind!r} has a repair")
        return repairs
