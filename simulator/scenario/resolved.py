"""The resolved scenario: complete, in milliseconds, names turned into positions, hashed."""

import hashlib
import json
from dataclasses import asdict, dataclass
from functools import cached_property

NEVER = -1
"""In place of a limit that does not exist."""


@dataclass(frozen=True)
class Duration:
    """A distribution of durations.

    Attributes
    ----------
    kind : str
        exponential, lognormal, gamma, deterministic or empirical.
    a, b : float
        exponential: mean, 0. lognormal: mean and standard deviation of the logarithm. gamma: scale and shape.
        deterministic: the duration, 0. empirical: unused. Minutes, or logarithm of minutes.
    values : tuple of float
        Empirical durations, minutes.
    cumulative : tuple of float
        Their cumulative probabilities, ending in 1.
    """

    kind: str
    a: float = 0.0
    b: float = 0.0
    values: tuple[float, ...] = ()
    cumulative: tuple[float, ...] = ()


@dataclass(frozen=True)
class ResolvedStation:
    """A station: `shifts[server]` are that server's open intervals over the whole horizon, in milliseconds."""

    name: str
    self_service: bool
    by_priority: bool
    balk_at_queue: int
    patience: Duration | None
    needs: tuple[int, ...]
    shifts: tuple[tuple[tuple[int, int], ...], ...]


@dataclass(frozen=True)
class ResolvedStep:
    """One visit on a route: where, how long, and the chance and place of going back."""

    station: int
    service_time: Duration
    rework_probability: float
    rework_to: int


@dataclass(frozen=True)
class ResolvedClass:
    """A case class.

    `hourly_rates[channel][hour]` is the mean number of arrivals in that hour of a day; `routes[channel]` the steps
    (empty where the class does not use the channel).
    """

    name: str
    priority: int
    hourly_rates: tuple[tuple[float, ...], ...]
    routes: tuple[tuple[ResolvedStep, ...], ...]


@dataclass(frozen=True)
class ResolvedOutage:
    """A subsystem's alternating times of working and failing."""

    subsystem: str
    up: Duration
    down: Duration


@dataclass(frozen=True)
class ResolvedScenario:
    """Everything that workload, engines and measures need, and nothing else.

    Attributes
    ----------
    name : str
        Name of the scenario.
    horizon_ms, warm_up_ms : int
        End of the simulated time and of the part that is not counted, milliseconds.
    waiting_target_ms : int
        A wait up to this long keeps the office's promise, milliseconds.
    channels : tuple of str
        Names, in the order of the file; positions are the codes of the event log.
    stations, case_classes, outages : tuple
        In the order of the file. A random draw is addressed by these positions: append, do not insert.
    """

    name: str
    horizon_ms: int
    warm_up_ms: int
    waiting_target_ms: int
    channels: tuple[str, ...]
    stations: tuple[ResolvedStation, ...]
    case_classes: tuple[ResolvedClass, ...]
    outages: tuple[ResolvedOutage, ...]

    def to_json(self) -> str:
        """Canonical text: the same scenario always gives the same characters."""
        return json.dumps(asdict(self), sort_keys=True, separators=(",", ":"), allow_nan=False)

    @cached_property
    def hash(self) -> str:
        """SHA-256 of the canonical text, hexadecimal."""
        return hashlib.sha256(self.to_json().encode()).hexdigest()
