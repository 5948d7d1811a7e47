"""The resolved scenario: complete, in milliseconds, names turned into positions, hashed."""

import hashlib
import json
from dataclasses import asdict, dataclass, field
from functools import cached_property
from typing import Any

NEVER = -1
"""In place of a limit or a place that does not exist."""

FULL = 1000
"""A speed or factor of 1: they are whole thousandths."""

Interval = tuple[int, int]
"""Half-open, milliseconds since the start of the horizon."""

Factors = tuple[float, float, float, float]
"""Of low literacy, middle literacy, unaware and unconnected persons; 1 where nothing is said."""

NO_FACTORS: Factors = (1.0, 1.0, 1.0, 1.0)


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
class ResolvedCalendar:
    """Open intervals over the horizon, and whether each day has any."""

    name: str
    open: tuple[Interval, ...]


@dataclass(frozen=True)
class ResolvedServer:
    """A server position of a station, or a person of a pool.

    Attributes
    ----------
    shifts : tuple of Interval
        On shift, training taken out, absence not yet.
    skills : tuple of int
        Stations served, the most urgent first.
    factors : tuple of (int, int, int)
        From when, factor of service time, factor of errors, the last two in thousandths; ascending, the first from 0.
    pool : int
        Position of the pool; NEVER for a position that is not a person.
    absence : float
        Probability of being absent on a day.
    """

    shifts: tuple[Interval, ...]
    skills: tuple[int, ...]
    factors: tuple[tuple[int, int, int], ...] = ((0, FULL, FULL),)
    pool: int = NEVER
    absence: float = 0.0


@dataclass(frozen=True)
class ResolvedStation:
    """A station.

    Attributes
    ----------
    kind : str
        staffed, self_service, system, external, batch or applicant.
    servers : tuple of ResolvedServer
        Its own positions; empty where persons of pools, or nobody, serve.
    pauses_at_shift_end : bool
        Whether a service under way at the end of a shift pauses (else it is finished).
    starts_per_shift, balk_at_queue, tickets_per_day, batch_capacity : int
        Limits; NEVER where there is none.
    tickets_until_ms : int
        Time of day from which there are no tickets; NEVER if there always are.
    calendar : int
        In which an external agency's or an applicant's time counts; NEVER if always.
    batches_ms : tuple of int
        When a batch station calls.
    outage_effect : str
        wait, restart, slower, paper or leave.
    outage_after_ms, outage_speed, enter_at : int
        When the effect begins, at what speed (thousandths) work goes on, and the station of data entry.
    breakdown_up, breakdown_down : Duration or None
        Of equipment that fails only while it is used.
    service_time : Duration or None
        Used where a case comes without a step of its route: data entry after paper.
    """

    name: str
    kind: str
    by_priority: bool
    balk_at_queue: int
    patience: Duration | None
    needs: tuple[int, ...]
    servers: tuple[ResolvedServer, ...] = ()
    pauses_at_shift_end: bool = False
    starts_per_shift: int = NEVER
    per_server_lines: bool = False
    jockeying: bool = False
    tickets_until_ms: int = NEVER
    tickets_per_day: int = NEVER
    calendar: int = NEVER
    batches_ms: tuple[int, ...] = ()
    batch_capacity: int = NEVER
    outage_effect: str = "wait"
    outage_after_ms: int = 0
    outage_speed: int = FULL
    enter_at: int = NEVER
    breakdown_up: Duration | None = None
    breakdown_down: Duration | None = None
    service_time: Duration | None = None


@dataclass(frozen=True)
class ResolvedRepair:
    """What the applicant does with a file that came back."""

    time: Duration
    calendar: int
    never_returns: float


@dataclass(frozen=True)
class ResolvedCheck:
    """A check at the end of a service.

    Attributes
    ----------
    kind : str
        nik, incomplete or returned: the cause of the way back.
    probability, again : float
        Of failing for the first time, and after having failed it before.
    back_to : int
        Position on the route.
    """

    kind: str
    probability: float
    again: float
    back_to: int
    factors: Factors = NO_FACTORS
    repair: ResolvedRepair | None = None


@dataclass(frozen=True)
class ResolvedStep:
    """One station of a route.

    Attributes
    ----------
    checks : tuple of ResolvedCheck
        In the order in which they are made; those that cannot fail are left out.
    help_time, help_probability, help_factors
        Help on the spot with an incomplete file, who needs it; None where there is none.
    travel : bool
        Whether the way to the applicant's district and back is part of the service.
    starts_clock : bool
        Whether the end of this service establishes completeness.
    decides : bool
        Whether the end of this service is the decision.
    after_return : bool
        Whether only cases that a check has sent back take this step.
    deadline_days : int
        Working days that this step may take, for measures; NEVER if not said.
    """

    station: int
    service_time: Duration
    factors: Factors = NO_FACTORS
    checks: tuple[ResolvedCheck, ...] = ()
    help_time: Duration | None = None
    help_probability: float = 0.0
    help_factors: Factors = NO_FACTORS
    travel: bool = False
    starts_clock: bool = False
    decides: bool = False
    after_return: bool = False
    deadline_days: int = NEVER


@dataclass(frozen=True)
class ResolvedChoice:
    """How the persons of a class choose a channel.

    Attributes
    ----------
    shares : tuple of tuple of float
        ``shares[segment][channel]``; empty with a logit.
    utilities : tuple of (float, float, float, float, float) or None
        For each channel: constant, and slopes of literacy, connection, awareness and hours of travel; None where the
        class does not use it. Empty with shares.
    """

    shares: tuple[tuple[float, ...], ...] = ()
    utilities: tuple[tuple[float, float, float, float, float] | None, ...] = ()


@dataclass(frozen=True)
class ResolvedClass:
    """A case class.

    Attributes
    ----------
    daily_mean : tuple of float
        Mean number of persons who might come, for each day of the horizon.
    choice : ResolvedChoice
        How they choose a channel.
    brought : tuple of float
        For each channel, the mean number of cases more on each of its dates.
    routes : tuple of tuple of ResolvedStep
        For each channel the steps; empty where the class does not use it.
    backlog : tuple of (int, int, int)
        Channel, position on its route, and number of cases that are there at time 0.
    deadline_days : int
        Working days; NEVER without a deadline.
    deemed_approval : bool
        Whether silence until the deadline approves.
    """

    name: str
    priority: int
    daily_mean: tuple[float, ...]
    choice: ResolvedChoice
    routes: tuple[tuple[ResolvedStep, ...], ...]
    brought: tuple[float, ...]
    backlog: tuple[tuple[int, int, int], ...] = ()
    deadline_days: int = NEVER
    deemed_approval: bool = False


@dataclass(frozen=True)
class Appointments:
    """Slots of a channel, and who keeps them: `slots_ms` ascending, `capacity` cases in each."""

    slots_ms: tuple[int, ...]
    capacity: int
    no_show: float
    punctuality: Duration | None
    earliness_min: float


@dataclass(frozen=True)
class ResolvedChannel:
    """A way to reach the office.

    Attributes
    ----------
    in_person : bool
        Whether using it is a trip.
    hours : tuple of float, length 24
        Shares of arrivals by hour; they add up to 1.
    open_days : tuple of int or None
        Days on which it exists; None for all.
    calendar : int
        Its opening hours; NEVER if always open.
    day_off_factor : float
        Probability with which a person comes on a day without opening hours.
    priority : int
        Rank of its cases; NEVER if it gives none.
    retry : float
        After a failure, share that comes back.
    switch : tuple of (int, float)
        Channels switched to and their shares; who neither comes back nor switches gives up at once.
    retry_delay : Duration or None
        How long a case that failed stays away; None where all give up.
    attempts : int
        Largest number of attempts of a case whose channel this is.
    """

    name: str
    in_person: bool
    hours: tuple[float, ...]
    open_days: tuple[int, ...] | None = None
    calendar: int = NEVER
    day_off_factor: float = 0.0
    priority: int = NEVER
    retry: float = 0.0
    switch: tuple[tuple[int, float], ...] = ()
    retry_delay: Duration | None = None
    attempts: int = 1
    appointments: Appointments | None = None


@dataclass(frozen=True)
class District:
    """Where persons live.

    `aware` is the share of the aware from each moment on: (from_ms, share), ascending, the first from 0.
    `literacy` are the shares of low, middle and high.
    """

    name: str
    share: float
    travel_min: float
    connected: float
    aware: tuple[tuple[int, float], ...]
    literacy: tuple[float, float, float]


@dataclass(frozen=True)
class Population:
    """Who applies.

    Attributes
    ----------
    segments : tuple of (str, float)
        Names and shares.
    districts : tuple of District
        Places and shares.
    priority_groups : tuple of (str, float, int)
        Names, shares and ranks; the rest of the persons is in none.
    """

    segments: tuple[tuple[str, float], ...]
    districts: tuple[District, ...]
    priority_groups: tuple[tuple[str, float, int], ...] = ()


EVERYONE = Population((("all", 1.0),), (District("all", 1.0, 0.0, 1.0, ((0, 1.0),), (0.0, 0.0, 1.0)),))
"""Where a scenario says nothing of its people."""


@dataclass(frozen=True)
class Renewal:
    """Alternating times of working and failing."""

    up: Duration
    down: Duration


@dataclass(frozen=True)
class Backup:
    """What helps while a subsystem is down; NEVER and None limit nothing."""

    renewal: Renewal | None
    starts_after_ms: int
    lasts_ms: int
    fails: float


@dataclass(frozen=True)
class ResolvedOutage:
    """A subsystem and how it fails.

    Attributes
    ----------
    renewals : tuple of Renewal
        It is down while any of them is.
    dated : tuple of Interval
        Failures at known times.
    day_probability : float
        Of being down for a whole day.
    needs : tuple of int
        Subsystems without which it does not work.
    slow : tuple of (Renewal, int)
        Slow states and their speeds in thousandths.
    slow_dated : tuple of (Interval, int)
        The same at known times.
    shared : bool
        Whether all offices of a run have these failures at the same times.
    """

    subsystem: str
    renewals: tuple[Renewal, ...] = ()
    dated: tuple[Interval, ...] = ()
    day_probability: float = 0.0
    needs: tuple[int, ...] = ()
    backup: Backup | None = None
    slow: tuple[tuple[Renewal, int], ...] = ()
    slow_dated: tuple[tuple[Interval, int], ...] = ()
    shared: bool = False


@dataclass(frozen=True)
class Price:
    """One price: `what` it is for, `name` of the thing, amount and unit."""

    what: str
    name: str
    amount: float
    unit: str


@dataclass(frozen=True)
class ResolvedScenario:
    """Everything that workload, engines and measures need, and nothing else.

    Attributes
    ----------
    name : str
        Name of the scenario.
    start_date : str
        Date of day 0, ISO; empty if days have no date.
    horizon_ms, warm_up_ms : int
        End of the simulated time and of the part that is not counted, milliseconds.
    waiting_target_ms : int
        A wait up to this long keeps the office's promise, milliseconds.
    channels, stations, case_classes, outages : tuple
        In the order of the file. A random draw is addressed by these positions: append, do not insert.
    pools : tuple of str
        Names of the pools of persons.
    persons : tuple of ResolvedServer
        Of all pools, one after the other.
    calendars : tuple of ResolvedCalendar
        Named opening hours.
    working_days : tuple of bool
        For each day of the horizon.
    population : Population
        Who applies.
    prices : tuple of Price
        What things cost, in the scenario's currency and year.
    """

    name: str
    start_date: str
    horizon_ms: int
    warm_up_ms: int
    waiting_target_ms: int
    channels: tuple[ResolvedChannel, ...]
    stations: tuple[ResolvedStation, ...]
    case_classes: tuple[ResolvedClass, ...]
    outages: tuple[ResolvedOutage, ...]
    working_days: tuple[bool, ...]
    pools: tuple[str, ...] = ()
    persons: tuple[ResolvedServer, ...] = ()
    calendars: tuple[ResolvedCalendar, ...] = ()
    population: Population = EVERYONE
    prices: tuple[Price, ...] = field(default=())

    def __hash__(self) -> int:
        """Equal for equal scenarios, without a walk through all of them."""
        return hash((self.name, self.start_date, self.horizon_ms, tuple(station.name for station in self.stations)))

    def to_json(self) -> str:
        """Canonical text: the same scenario always gives the same characters."""
        return json.dumps(asdict(self), sort_keys=True, separators=(",", ":"), allow_nan=False)

    @cached_property
    def kept(self) -> dict[object, Any]:
        """What was made of the scenario once and is needed again, as its arrays; not a part of it."""
        return {}

    @cached_property
    def hash(self) -> str:
        """SHA-256 of the canonical text, hexadecimal."""
        return hashlib.sha256(self.to_json().encode()).hexdigest()
