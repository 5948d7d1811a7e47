"""Everything that will happen to an office in one replication, before any queue is simulated."""

import json
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import numpy as np
from numpy.typing import NDArray

from simulator.scenario import Duration, ResolvedScenario, ResolvedStep
from simulator.workload.arrivals import draw_arrivals
from simulator.workload.durations import sample_ms
from simulator.workload.outages import outage_intervals_ms
from simulator.workload.streams import Purpose, Streams


@dataclass(frozen=True)
class Workload:
    """All arrivals, attributes, draw addresses and outages of one replication.

    Cases are numbered from 0 in order of arrival; at equal times by case class, then by number within the class.

    Attributes
    ----------
    scenario : ResolvedScenario
        The office it was made for.
    streams : Streams
        Seed and replication: the address of every draw.
    arrival_ms : ndarray, shape (n_cases,), int64
        Arrival times, ascending.
    case_class, channel : ndarray, shape (n_cases,), int8
        Positions in the scenario.
    serial : ndarray, shape (n_cases,), int64
        Day and number of the case within its class: the part of the address that a changed office leaves alone.
    outages : tuple of ndarray, shape (n_outages, 2), int64
        For each subsystem, start and end of its failures.
    """

    scenario: ResolvedScenario
    streams: Streams
    arrival_ms: NDArray[np.int64]
    case_class: NDArray[np.int8]
    channel: NDArray[np.int8]
    serial: NDArray[np.int64]
    outages: tuple[NDArray[np.int64], ...]

    def __post_init__(self) -> None:
        arrays: list[NDArray[Any]] = [self.arrival_ms, self.case_class, self.channel, self.serial, *self.outages]
        for array in arrays:
            array.setflags(write=False)

    @property
    def n_cases(self) -> int:
        """Number of cases that arrive within the horizon."""
        return len(self.arrival_ms)

    def service_times_ms(self, station: int, visit: int) -> NDArray[np.int64]:
        """Service time that each case would need at a station on a visit.

        Parameters
        ----------
        station : int
            Position of the station.
        visit : int
            Visit of the case, from 0; each return for correction raises it.

        Returns
        -------
        ndarray, shape (n_cases,), int64
            Milliseconds; 0 for a case whose route does not pass the station.
        """
        return self._by_route(
            station, lambda step, cases: self._sample(step.service_time, Purpose.SERVICE, cases, station, visit)
        )

    def patience_ms(self, station: int, visit: int) -> NDArray[np.int64]:
        """How long each case would wait at a station on a visit before it leaves, milliseconds.

        Raises
        ------
        ValueError
            If at this station everybody waits for as long as it takes.
        """
        patience = self.scenario.stations[station].patience
        if patience is None:
            raise ValueError(f"the station {self.scenario.stations[station].name} has no patience distribution")
        return self._by_route(station, lambda _, cases: self._sample(patience, Purpose.PATIENCE, cases, station, visit))

    def needs_rework(self, station: int, visit: int) -> NDArray[np.bool_]:
        """Whether each case goes back for correction after this service at a station."""

        def draw(step: ResolvedStep, cases: NDArray[np.intp]) -> NDArray[np.bool_]:
            return self._uniforms(Purpose.REWORK, cases, station, visit)[0] < step.rework_probability

        return self._by_route(station, draw).astype(np.bool_)

    def save(self, file: Path) -> None:
        """Write the workload to a ``.npz`` file."""
        arrays = {f"outages_{index}": intervals for index, intervals in enumerate(self.outages)}
        address = {"seed": self.streams.seed, "replication": self.streams.replication, "scenario": self.scenario.hash}
        np.savez_compressed(
            file, allow_pickle=False, arrival_ms=self.arrival_ms, case_class=self.case_class, channel=self.channel,
            serial=self.serial, address=np.array(json.dumps(address)), **arrays,
        )  # fmt: skip

    @classmethod
    def load(cls, file: Path, scenario: ResolvedScenario) -> "Workload":
        """Read a workload that was saved for this scenario.

        Raises
        ------
        ValueError
            If it was saved for a scenario with another hash.
        """
        with np.load(file, allow_pickle=False) as saved:
            address = json.loads(str(saved["address"]))
            if address["scenario"] != scenario.hash:
                raise ValueError(
                    f"{file}: this workload was made for another scenario (hash {address['scenario'][:12]}…)"
                )
            return cls(
                scenario, Streams(address["seed"], address["replication"]), saved["arrival_ms"], saved["case_class"],
                saved["channel"], saved["serial"], tuple(saved[f"outages_{i}"] for i in range(len(scenario.outages))),
            )  # fmt: skip

    def _by_route(
        self, station: int, draw: Callable[[ResolvedStep, NDArray[np.intp]], NDArray[Any]]
    ) -> NDArray[np.int64]:
        """A value for each case whose route passes the station, drawn route by route."""
        values = np.zeros(self.n_cases, np.int64)
        for group, case_class in enumerate(self.scenario.case_classes):
            for channel, route in enumerate(case_class.routes):
                for step in route:
                    if step.station == station:
                        cases = np.flatnonzero((self.case_class == group) & (self.channel == channel))
                        values[cases] = draw(step, cases)
        return values

    def _sample(
        self, duration: Duration, purpose: Purpose, cases: NDArray[np.intp], station: int, visit: int
    ) -> NDArray[np.int64]:
        if not len(cases):
            return np.empty(0, np.int64)
        return sample_ms(duration, lambda index: self._uniforms(purpose, cases, station, visit, index))

    def _uniforms(
        self, purpose: Purpose, cases: NDArray[np.intp], station: int, visit: int, index: int = 0
    ) -> tuple[NDArray[np.float64], NDArray[np.float64]]:
        """Uniform numbers of cases that all belong to one class."""
        group = int(self.case_class[cases[0]]) if len(cases) else 0
        return self.streams.uniforms(purpose, group, self.serial[cases], station, visit, index)


def make_workload(scenario: ResolvedScenario, seed: int, replication: int = 0) -> Workload:
    """Decide everything that will happen in one replication.

    Parameters
    ----------
    scenario : ResolvedScenario
        The office.
    seed : int
        Root seed, 0 to 2**64 - 1.
    replication : int, optional
        Replication, from 0.

    Returns
    -------
    Workload
        The same for the same arguments, on every machine. Scenarios that differ only in staffing, service times or
        outages get the same people arriving with the same needs: common random numbers by construction.
    """
    streams = Streams(seed, replication)
    groups = list(enumerate(scenario.case_classes))
    drawn = [draw_arrivals(case_class, group, scenario.horizon_ms, streams) for group, case_class in groups]
    group_of = np.repeat(np.arange(len(drawn), dtype=np.int8), [len(arrivals.serial) for arrivals in drawn])
    arrival_ms, serial, channel = (
        np.concatenate([getattr(arrivals, name) for arrivals in drawn]) for name in ("time_ms", "serial", "channel")
    )
    order = np.lexsort((serial, group_of, arrival_ms))
    return Workload(
        scenario=scenario,
        streams=streams,
        arrival_ms=arrival_ms[order],
        case_class=group_of[order],
        channel=channel[order],
        serial=serial[order],
        outages=tuple(
            outage_intervals_ms(outage, group, scenario.horizon_ms, streams)
            for group, outage in enumerate(scenario.outages)
        ),
    )
