"""The scenario as a person writes it: typed, frozen, a unit on every number."""

from typing import Annotated, Any, Literal

from pydantic import AfterValidator, BaseModel, ConfigDict, Field

from simulator.calendars import clock_time_ms

LANGUAGE_VERSION = 1


def _number(unit: str, description: str, **bounds: Any) -> Any:
    """Field of a number: its unit and meaning go into the schema, where the docs read them."""
    return Field(description=description, json_schema_extra={"unit": unit}, **bounds)


def _clock_time(text: str) -> str:
    clock_time_ms(text)
    return text


Name = Annotated[str, Field(pattern=r"^[a-z0-9]+(-[a-z0-9]+)*$", max_length=40)]
ClockTime = Annotated[str, AfterValidator(_clock_time)]
Share = Annotated[float, Field(ge=0, le=1)]
Weight = Annotated[float, Field(ge=0)]
Minutes = Annotated[float, Field(ge=0, le=1e7)]
Source = str | dict[str, str]


class Block(BaseModel):
    """One mapping of the file. Unknown fields are errors; nothing changes after loading."""

    model_config = ConfigDict(frozen=True, extra="forbid", strict=True, allow_inf_nan=False)

    source: Source | None = Field(None, description="where its numbers come from: a key of `sources`, or `assumed`")


class Text(BaseModel):
    """A text for people, in both languages."""

    model_config = ConfigDict(frozen=True, extra="forbid", strict=True)

    id: str = Field(min_length=1, description="Bahasa Indonesia")
    en: str = Field(min_length=1, description="English")


class SourceNote(BaseModel):
    """Where a number comes from and how far it can be trusted."""

    model_config = ConfigDict(frozen=True, extra="forbid", strict=True)

    mark: Literal["official", "published", "measured", "source_document"] = Field(description="kind of evidence")
    cite: str = Field(min_length=1, description="the source, so that a reader can find it")


class Exponential(Block):
    """Exponential: no memory, standard deviation equal to the mean."""

    distribution: Literal["exponential"]
    mean_min: float = _number("min", "mean", gt=0, le=1e7)


class Lognormal(Block):
    """Lognormal by its mean or its median, and its coefficient of variation."""

    distribution: Literal["lognormal"]
    mean_min: float | None = _number("min", "mean (or give the median)", default=None, gt=0, le=1e7)
    median_min: float | None = _number("min", "median (or give the mean)", default=None, gt=0, le=1e7)
    cv: float = _number("1", "standard deviation / mean", gt=0, le=10)


class Gamma(Block):
    """Gamma by its mean and its coefficient of variation."""

    distribution: Literal["gamma"]
    mean_min: float = _number("min", "mean", gt=0, le=1e7)
    cv: float = _number("1", "standard deviation / mean", gt=0.01, le=10)


class Deterministic(Block):
    """Always the same duration."""

    distribution: Literal["deterministic"]
    mean_min: float = _number("min", "the duration", ge=0, le=1e7)


class Empirical(Block):
    """One of the listed durations, each with its weight."""

    distribution: Literal["empirical"]
    values_min: list[Minutes] = _number("min", "observed durations", min_length=1, max_length=10_000)
    weights: list[Weight] | None = _number("1", "relative frequency of each value; equal if absent", default=None)


Distribution = Annotated[
    Exponential | Lognormal | Gamma | Deterministic | Empirical, Field(discriminator="distribution")
]


class Horizon(Block):
    """How long is simulated, and how much of the beginning is not counted."""

    days: int = _number("day", "days of 24 hours simulated", ge=1, le=3660)
    warm_up_days: int = _number("day", "days at the start that measures leave out", default=0, ge=0)


class Targets(Block):
    """What the office promises, for the service level."""

    waiting_time_min: float = _number("min", "a wait up to this long keeps the promise", ge=0)


class Profile(Block):
    """When in the day cases of a channel arrive."""

    hourly: dict[Annotated[int, Field(ge=0, le=23)], Weight] = _number(
        "1", "relative arrivals in the hour that starts at the key (0-23); hours not named have none", min_length=1
    )


class Channel(Block):
    """A way in which applicants reach the office."""

    name: Name
    title: Text
    arrival_profile: Profile | None = Field(None, description="evenly round the clock if absent")


class Shift(Block):
    """A part of every day in which a number of servers is staffed."""

    start: ClockTime = Field(alias="from", description="first moment, HH:MM")
    end: ClockTime = Field(alias="to", description="end, HH:MM (24:00 is midnight)")
    servers: int = _number("servers", "servers staffed in this shift", ge=0, le=1000)


class Station(Block):
    """A queue and the servers that take from it."""

    name: Name
    title: Text
    servers: int | None = _number("servers", "servers staffed round the clock", default=None, ge=0, le=1000)
    roster: list[Shift] | None = Field(None, min_length=1, description="the shifts of every day")
    self_service: bool = Field(False, description="applicants serve themselves: no queue, no server")
    discipline: Literal["fifo", "priority"] = Field("fifo", description="order of service; FIFO within equal priority")
    service_time: Distribution | None = Field(None, description="used by every route step without its own")
    balk_at_queue: int | None = _number(
        "cases", "a case that finds this many waiting leaves; never, if absent", default=None, ge=0
    )
    patience: Distribution | None = Field(
        None, description="how long a case waits before it leaves; forever, if absent"
    )
    needs: list[Name] = Field(default=[], description="subsystems without which no service goes on")


class Rework(Block):
    """After the service, some cases go back for correction."""

    probability: float = _number("1", "share of services after which the case goes back", ge=0, lt=1)
    back_to: Name = Field(description="station it goes back to: this one or an earlier one of the route")


class Step(Block):
    """One visit to a station on a route."""

    station: Name
    service_time: Distribution | None = Field(None, description="for this class here; the station's if absent")
    rework: Rework | None = None


class Arrivals(Block):
    """How many cases of a class arrive."""

    per_day: float | None = _number("cases/day", "mean arrivals a day", default=None, ge=0, le=1e6)
    per_hour: float | None = _number("cases/h", "mean arrivals an hour, round the clock", default=None, ge=0, le=1e5)


class ChannelShares(Block):
    """How the cases of a class divide over the channels."""

    shares: dict[Name, Share] = _number("1", "share of cases by channel; they add up to 1", min_length=1)


class CaseClass(Block):
    """A type of application with its own demand and rules."""

    name: Name
    title: Text
    priority: int = _number("rank", "1 is served before 2, where the discipline is priority", default=1, ge=1, le=9)
    arrivals: Arrivals
    channels: ChannelShares
    routes: dict[Name, Annotated[list[Step], Field(min_length=1)]] = Field(
        description="by channel: the stations, in order"
    )


class Outage(Block):
    """A subsystem that fails and comes back: up, down, up, down."""

    subsystem: Name
    title: Text
    up: Distribution = Field(description="time from working again to the next failure")
    down: Distribution = Field(description="time from failure to working again")


class Patch(Block):
    """A named change of this scenario."""

    title: Text
    changes: dict[str, Any] = Field(alias="set", min_length=1, description="path -> new value")


class ScenarioSpec(BaseModel):
    """A whole scenario file."""

    model_config = ConfigDict(frozen=True, extra="forbid", strict=True, allow_inf_nan=False)

    simptsp: Literal[1] = Field(description="version of this language")
    name: Name
    title: Text
    description: Text
    sources: dict[Name, SourceNote] = Field(default={}, description="the sources that `source:` names")
    horizon: Horizon
    targets: Targets
    channels: list[Channel] = Field(min_length=1, max_length=100)
    stations: list[Station] = Field(min_length=1, max_length=100)
    case_classes: list[CaseClass] = Field(min_length=1, max_length=100)
    outages: list[Outage] = Field(default=[], max_length=100)
    patches: dict[Name, Patch] = Field(default={}, description="named changes")
