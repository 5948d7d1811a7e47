"""The scenario as a person writes it: typed, frozen, a unit on every number."""

from typing import Annotated, Any, Literal

from pydantic import BaseModel, BeforeValidator, ConfigDict, Discriminator, Field, Tag, WithJsonSchema
from pydantic_core import PydanticCustomError

from simulator.calendars import clock_time_ms

LANGUAGE_VERSION = 1

LONGEST_MIN = 1e7
"""Minutes, 19 years: keeps every time of a run within what the event log can hold."""


def _number(unit: str, description: str, **bounds: Any) -> Any:
    """Field of a number: its unit and meaning go into the schema, where the docs read them."""
    return Field(description=description, json_schema_extra={"unit": unit}, **bounds)


def _version(value: object) -> object:
    if type(value) is int and value == LANGUAGE_VERSION:
        return value
    expected = f"{LANGUAGE_VERSION}, the version of the scenario language that this SimPTSP reads"
    raise PydanticCustomError("literal_error", "wrong version", {"expected": expected})


def _clock_time(value: object) -> object:
    try:
        clock_time_ms(value if isinstance(value, str) else "")
    except ValueError:
        raise ValueError('a time of day from 00:00 to 24:00, written as "08:00"') from None
    return value


def _source_kind(value: object) -> str:
    return "by field" if isinstance(value, dict) else "one"


Name = Annotated[str, Field(pattern=r"^[a-z0-9]+(-[a-z0-9]+)*$", max_length=40)]
ClockTime = Annotated[str, BeforeValidator(_clock_time), WithJsonSchema({"type": "string", "format": "time"})]
Share = Annotated[float, Field(ge=0, le=1)]
Weight = Annotated[float, Field(ge=0, le=1e9)]
Minutes = Annotated[float, Field(ge=0, le=LONGEST_MIN)]
Source = Annotated[Annotated[str, Tag("one")] | Annotated[dict[str, str], Tag("by field")], Discriminator(_source_kind)]


_SOURCE = "where its numbers come from: a key of `sources` or `assumed`; one for all, or one for each field"


class Block(BaseModel):
    """One mapping of the file. Unknown fields are errors; nothing changes after loading."""

    model_config = ConfigDict(frozen=True, extra="forbid", strict=True, allow_inf_nan=False)

    source: Source | None = Field(None, description=_SOURCE)


class Text(BaseModel):
    """A text for people, in both languages."""

    model_config = ConfigDict(frozen=True, extra="forbid", strict=True, str_strip_whitespace=True)

    id: str = Field(min_length=1, description="Bahasa Indonesia")
    en: str = Field(min_length=1, description="English")


class SourceNote(BaseModel):
    """Where a number comes from and how far it can be trusted."""

    model_config = ConfigDict(frozen=True, extra="forbid", strict=True, str_strip_whitespace=True)

    mark: Literal["official", "published", "measured", "source_document"] = Field(description="kind of evidence")
    cite: str = Field(min_length=1, description="the source, so that a reader can find it")


_KIND: Any = Field(description="kind of distribution")
_TITLE: Any = Field(description="what people read in tables and figures")


class Exponential(Block):
    """Exponential: no memory, standard deviation equal to the mean."""

    distribution: Literal["exponential"] = _KIND
    mean_min: float = _number("min", "mean", gt=0, le=LONGEST_MIN)


class Lognormal(Block):
    """Lognormal by exactly one of mean and median, and its coefficient of variation."""

    distribution: Literal["lognormal"] = _KIND
    mean_min: float | None = _number("min", "mean (or give the median)", default=None, gt=0, le=LONGEST_MIN)
    median_min: float | None = _number("min", "median (or give the mean)", default=None, gt=0, le=LONGEST_MIN)
    cv: float = _number("1", "standard deviation / mean", gt=0, le=10)


class Gamma(Block):
    """Gamma by its mean and its coefficient of variation."""

    distribution: Literal["gamma"] = _KIND
    mean_min: float = _number("min", "mean", gt=0, le=LONGEST_MIN)
    cv: float = _number("1", "standard deviation / mean", gt=0.01, le=10)


class Deterministic(Block):
    """Always the same duration."""

    distribution: Literal["deterministic"] = _KIND
    mean_min: float = _number("min", "the duration", ge=0, le=LONGEST_MIN)


class Empirical(Block):
    """One of the listed durations, each with its weight."""

    distribution: Literal["empirical"] = _KIND
    values_min: list[Minutes] = _number("min", "observed durations", min_length=1, max_length=10_000)
    weights: list[Weight] | None = _number("1", "relative frequency of each value; equal if absent", default=None)


Distribution = Annotated[
    Exponential | Lognormal | Gamma | Deterministic | Empirical, Field(discriminator="distribution")
]


class Horizon(Block):
    """How long is simulated, and how much of the beginning is not counted."""

    days: int = _number("day", "days of 24 hours simulated", ge=1, le=3660)
    warm_up_days: int = _number("day", "days at the start that measures leave out", default=0, ge=0, le=3660)


class Targets(Block):
    """What the office promises, for the service level."""

    waiting_time_min: float = _number("min", "a wait up to this long keeps the promise", ge=0, le=LONGEST_MIN)


class Profile(Block):
    """When in the day cases of a channel arrive."""

    hourly: dict[Annotated[int, Field(ge=0, le=23)], Weight] = _number(
        "1", "relative arrivals in the hour that starts at the key (0-23); hours not named have none", min_length=1
    )


class Channel(Block):
    """A way in which applicants reach the office."""

    name: Name = Field(description="by which shares and routes name it")
    title: Text = _TITLE
    arrival_profile: Profile | None = Field(None, description="evenly round the clock if absent")


class Shift(Block):
    """A part of every day in which a number of servers is staffed."""

    start: ClockTime = Field(alias="from", description="first moment, HH:MM")
    end: ClockTime = Field(alias="to", description="end, HH:MM (24:00 is midnight)")
    servers: int = _number("servers", "servers staffed in this shift", ge=0, le=1000)


class Station(Block):
    """A queue and the servers that take from it; exactly one of `servers`, `roster` and `self_service: true`."""

    name: Name = Field(description="by which routes name it")
    title: Text = _TITLE
    servers: int | None = _number("servers", "servers staffed round the clock", default=None, ge=0, le=1000)
    roster: list[Shift] | None = Field(None, min_length=1, max_length=48, description="the shifts of every day")
    self_service: bool = Field(False, description="applicants serve themselves: no queue, no server")
    discipline: Literal["fifo", "priority"] = Field("fifo", description="order of service; FIFO within equal priority")
    service_time: Distribution | None = Field(None, description="used by every route step without its own")
    balk_at_queue: int | None = _number(
        "cases", "a case that finds this many waiting leaves; never, if absent", default=None, ge=0, le=1_000_000
    )
    patience: Distribution | None = Field(
        None, description="how long a case waits before it leaves; forever, if absent"
    )
    needs: list[Name] = Field(default=[], max_length=100, description="subsystems without which no service goes on")


class Rework(Block):
    """After the service, some cases go back for correction."""

    probability: float = _number("1", "share of services after which the case goes back", ge=0, le=0.95)
    back_to: Name = Field(description="station it goes back to: this one or an earlier one of the route")


class Step(Block):
    """One visit to a station on a route."""

    station: Name = Field(description="name of the station; each at most once in a route")
    service_time: Distribution | None = Field(None, description="for this class here; the station's if absent")
    rework: Rework | None = Field(None, description="nobody goes back if absent")


class Arrivals(Block):
    """How many cases of a class arrive: exactly one of the two."""

    per_day: float | None = _number("cases/day", "mean arrivals a day", default=None, ge=0, le=1e6)
    per_hour: float | None = _number("cases/h", "mean arrivals an hour, round the clock", default=None, ge=0, le=1e5)


class ChannelShares(Block):
    """How the cases of a class divide over the channels."""

    shares: dict[Name, Share] = _number("1", "share of cases by channel; they add up to 1", min_length=1)


class CaseClass(Block):
    """A type of application with its own demand and rules."""

    name: Name = Field(description="names it in tables and patches")
    title: Text = _TITLE
    priority: int = _number("rank", "1 is served before 2, where the discipline is priority", default=1, ge=1, le=9)
    arrivals: Arrivals = Field(description="how many come")
    channels: ChannelShares = Field(description="by which channels they come")
    routes: dict[Name, Annotated[list[Step], Field(min_length=1, max_length=100)]] = Field(
        description="for each channel with a share: the stations, in order"
    )


class Outage(Block):
    """A subsystem that fails and comes back: up, down, up, down."""

    subsystem: Name = Field(description="by which `needs` names it")
    title: Text = _TITLE
    up: Distribution = Field(description="time from working again to the next failure")
    down: Distribution = Field(description="time from failure to working again")


class Patch(Block):
    """A named change of this scenario."""

    source: str | None = Field(None, description="where its numbers come from: a key of `sources`, or `assumed`")

    title: Text = _TITLE
    changes: dict[str, Any] = Field(alias="set", min_length=1, description="path -> new value")


class ScenarioSpec(BaseModel):
    """A whole scenario file."""

    model_config = ConfigDict(frozen=True, extra="forbid", strict=True, allow_inf_nan=False)

    simptsp: Annotated[Literal[1], BeforeValidator(_version)] = Field(description="version of this language")
    name: Name = Field(description="by which commands name it")
    title: Text = _TITLE
    description: Text = Field(description="the office in a few sentences")
    sources: dict[Name, SourceNote] = Field(default={}, description="the sources that `source:` names")
    horizon: Horizon = Field(description="how long is simulated")
    targets: Targets = Field(description="what the office promises")
    channels: list[Channel] = Field(min_length=1, max_length=100, description="ways to reach the office")
    stations: list[Station] = Field(min_length=1, max_length=100, description="where cases are served")
    case_classes: list[CaseClass] = Field(min_length=1, max_length=100, description="what applicants come for")
    outages: list[Outage] = Field(default=[], max_length=100, description="subsystems that fail")
    patches: dict[Name, Patch] = Field(default={}, description="named changes")
