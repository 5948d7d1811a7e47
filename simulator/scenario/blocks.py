"""What the blocks of a scenario file are made of: names, times, texts, sources and distributions."""

import re
from datetime import date
from typing import Annotated, Any, Literal

from pydantic import BaseModel, BeforeValidator, ConfigDict, Discriminator, Field, Tag, WithJsonSchema, model_validator

from simulator.calendars import clock_time_ms

LONGEST_MIN = 1e7
"""Minutes, 19 years: keeps every time of a run within what the event log can hold."""


def number(unit: str, description: str, **bounds: Any) -> Any:
    """Field of a number: its unit and meaning go into the schema, where the docs read them."""
    return Field(description=description, json_schema_extra={"unit": unit}, **bounds)


def _clock_time(value: object) -> object:
    try:
        clock_time_ms(value if isinstance(value, str) else "")
    except ValueError:
        raise ValueError('a time of day from 00:00 to 24:00, written as "08:00"') from None
    return value


def _date(value: object) -> object:
    try:
        date.fromisoformat(value if isinstance(value, str) and len(value) == len("2026-01-31") else "")
    except ValueError:
        raise ValueError("a date, written as 2026-01-31") from None
    return value


def _moment(value: object) -> object:
    """A date or a day number, and a time of day."""
    day, _, clock = value.rpartition(" ") if isinstance(value, str) else ("", "", "")
    try:
        if not re.fullmatch(r"day [0-9]{1,4}", day):
            _date(day)
        clock_time_ms(clock)
    except ValueError:
        raise ValueError('a moment, written as "2026-01-31 08:00", or as "day 3 08:00" counted from day 0') from None
    return value


def _source_kind(value: object) -> str:
    return "by field" if isinstance(value, dict) else "one"


Name = Annotated[str, Field(pattern=r"^[a-z0-9]+(-[a-z0-9]+)*$", max_length=40)]
ClockTime = Annotated[str, BeforeValidator(_clock_time), WithJsonSchema({"type": "string", "format": "time"})]
Date = Annotated[str, BeforeValidator(_date), WithJsonSchema({"type": "string", "format": "date"})]
Moment = Annotated[str, BeforeValidator(_moment), WithJsonSchema({"type": "string", "format": "date-time"})]
Weekday = Literal["mon", "tue", "wed", "thu", "fri", "sat", "sun"]
Share = Annotated[float, Field(ge=0, le=1)]
Weight = Annotated[float, Field(ge=0, le=1e9)]
Minutes = Annotated[float, Field(ge=0, le=LONGEST_MIN)]
Source = Annotated[Annotated[str, Tag("one")] | Annotated[dict[str, str], Tag("by field")], Discriminator(_source_kind)]


_SOURCE = "where its numbers come from: a row, a key of `sources`, or `assumed`; one for all, or one for each field"


class Block(BaseModel):
    """One mapping of the file. Unknown fields are errors; nothing changes after loading.

    Defaults are checked like what is written, so that a default of 0 becomes the same number as a written 0.
    """

    model_config = ConfigDict(frozen=True, extra="forbid", strict=True, allow_inf_nan=False, validate_default=True)

    source: Source | None = Field(None, description=_SOURCE)

    @model_validator(mode="before")
    @classmethod
    def _without_empty_fields(cls, data: object) -> object:
        """A field that is left empty counts as absent, if it may be absent."""
        if not isinstance(data, dict):
            return data
        optional = {field.alias or name for name, field in cls.model_fields.items() if not field.is_required()}
        return {key: value for key, value in data.items() if value is not None or key not in optional}


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
TITLE: Any = Field(description="what people read in tables and figures")


class Exponential(Block):
    """Exponential: no memory, standard deviation equal to the mean."""

    distribution: Literal["exponential"] = _KIND
    mean_min: float = number("min", "mean", gt=0, le=LONGEST_MIN)


class Lognormal(Block):
    """Lognormal by exactly one of mean and median, and its coefficient of variation."""

    distribution: Literal["lognormal"] = _KIND
    mean_min: float | None = number("min", "mean (or give the median)", default=None, gt=0, le=LONGEST_MIN)
    median_min: float | None = number("min", "median (or give the mean)", default=None, gt=0, le=LONGEST_MIN)
    cv: float = number("1", "standard deviation / mean", gt=0, le=10)


class Gamma(Block):
    """Gamma by its mean and its coefficient of variation."""

    distribution: Literal["gamma"] = _KIND
    mean_min: float = number("min", "mean", gt=0, le=LONGEST_MIN)
    cv: float = number("1", "standard deviation / mean", gt=0.01, le=10)


class Deterministic(Block):
    """Always the same duration."""

    distribution: Literal["deterministic"] = _KIND
    mean_min: float = number("min", "the duration", ge=0, le=LONGEST_MIN)


class Empirical(Block):
    """One of the listed durations, each with its weight."""

    distribution: Literal["empirical"] = _KIND
    values_min: list[Minutes] = number("min", "observed durations", min_length=1, max_length=10_000)
    weights: list[Weight] | None = number("1", "relative frequency of each value; equal if absent", default=None)


Distribution = Annotated[
    Exponential | Lognormal | Gamma | Deterministic | Empirical, Field(discriminator="distribution")
]
