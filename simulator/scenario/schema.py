"""The scenario as a person writes it: typed, frozen, a unit on every number."""

from typing import Annotated, Any, Literal

from pydantic import BaseModel, BeforeValidator, ConfigDict, Field
from pydantic_core import PydanticCustomError

from simulator.scenario.blocks import LONGEST_MIN, TITLE, Block, Date, Name, SourceNote, Text, number
from simulator.scenario.guesses import UncertainInput
from simulator.scenario.people import CaseClass, Channel, PopulationBlock
from simulator.scenario.places import CalendarBlock, Outage, Pool, Station, SystemChange

LANGUAGE_VERSION = 1


def check_version(value: object) -> object:
    """The version, if it is the one that this SimPTSP reads."""
    if type(value) is int and value == LANGUAGE_VERSION:
        return value
    expected = f"{LANGUAGE_VERSION}, the version of the scenario language that this SimPTSP reads"
    raise PydanticCustomError("literal_error", "wrong version", {"expected": expected})


class Horizon(Block):
    """How long is simulated, and how much of the beginning is not counted."""

    days: int = number("day", "days of 24 hours simulated", ge=1, le=3660)
    warm_up_days: int = number("day", "days at the start that measures leave out", default=0, ge=0, le=3660)
    start: Date | None = Field(None, description="date of day 0; without it every day is alike and a working day")


class Targets(Block):
    """What the office promises, for the service level."""

    waiting_time_min: float = number("min", "a wait up to this long keeps the promise", ge=0, le=LONGEST_MIN)


class Policies(Block):
    """Switches of the office and of the systems around it."""

    regime: Name | None = Field(None, description="legal regime whose routes `permit` takes, from datasets/regulations")
    regime_any_date: bool = Field(False, description="also on dates on which the regime is not in force, to compare")
    incomplete_files: Literal["return", "help"] = Field("return", description="send home, or complete on the spot")
    rdtr_integrated: bool = Field(False, description="the spatial plan (RDTR) exists and is integrated in OSS")
    sicantik_integrated: bool = Field(False, description="SiCantik passes its data on: no double entry")
    electronic_signature: bool = Field(False, description="certified electronic signature: no signing batches")


class CostItem(Block):
    """A cost that no other block carries."""

    name: Name = Field(description="names it in tables")
    title: Text = TITLE
    amount: float = number("IDR", "how much", ge=0, le=1e13)
    per: Literal["month", "once"] = Field(description="how often")


class Costs(Block):
    """Prices that are not those of a single thing."""

    year: int = number("year", "of the money", ge=2000, le=2100)
    applicant_hour: float | None = number("IDR/h", "an hour of an applicant's time", default=None, ge=0, le=1e9)
    items: list[CostItem] = Field(default=[], max_length=100, description="other costs of the office")


class Patch(Block):
    """A named change of this scenario."""

    source: str | None = Field(None, description="where its numbers come from: a row, a key of `sources`, or `assumed`")

    title: Text = TITLE
    changes: dict[str, Any] = Field(alias="set", min_length=1, description="path -> new value")


class ScenarioSpec(BaseModel):
    """A whole scenario file."""

    model_config = ConfigDict(frozen=True, extra="forbid", strict=True, allow_inf_nan=False)

    simptsp: Annotated[Literal[1], BeforeValidator(check_version)] = Field(description="version of this language")
    name: Name = Field(description="by which commands name it")
    title: Text = TITLE
    description: Text = Field(description="the office in a few sentences")
    is_not: Text | None = Field(None, description="what it leaves out, or must not be used for")
    measure_first: list[Text] = Field(default=[], max_length=20, description="what an office would best count first")
    sources: dict[Name, SourceNote] = Field(default={}, description="the sources that `source:` names")
    horizon: Horizon = Field(description="how long is simulated")
    targets: Targets = Field(description="what the office promises")
    policies: Policies = Field(default=Policies(), description="switches")
    calendars: dict[Name, CalendarBlock] = Field(default={}, max_length=50, description="opening hours by name")
    population: PopulationBlock = Field(default=PopulationBlock(), description="who applies")
    channels: list[Channel] = Field(min_length=1, max_length=100, description="ways to reach the office")
    stations: list[Station] = Field(min_length=1, max_length=100, description="where cases are served")
    staff: list[Pool] = Field(default=[], max_length=50, description="pools of persons who serve several stations")
    system_changes: list[SystemChange] = Field(default=[], max_length=100, description="updates that cost skill")
    case_classes: list[CaseClass] = Field(min_length=1, max_length=100, description="what applicants come for")
    outages: list[Outage] = Field(default=[], max_length=50, description="subsystems that fail")
    costs: Costs | None = Field(None, description="prices; none if absent")
    uncertain: list[UncertainInput] = Field(default=[], max_length=200, description="inputs that are not known exactly")
    patches: dict[Name, Patch] = Field(default={}, description="named changes")
