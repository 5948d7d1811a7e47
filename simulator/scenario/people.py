"""The blocks of a scenario file that say who comes, for what, and by which way."""

from typing import Annotated, Literal

from pydantic import Field

from simulator.scenario.blocks import (
    LONGEST_MIN,
    TITLE,
    Block,
    ClockTime,
    Date,
    Distribution,
    Name,
    Share,
    Text,
    Weekday,
    Weight,
    number,
)

Policy = Literal["rdtr_integrated", "sicantik_integrated", "electronic_signature"]


class Profile(Block):
    """When in the day cases of a channel arrive."""

    hourly: dict[Annotated[int, Field(ge=0, le=23)], Weight] = number(
        "1", "relative arrivals in the hour that starts at the key (0-23); hours not named have none", min_length=1
    )


class OnFailure(Block):
    """What a case does that found the queue too long, lost its patience, or was sent home; what is left gives up."""

    retry: float = number("1", "share that comes back by the same channel", default=0, ge=0, le=1)
    switch: dict[Name, Share] = number("1", "share that takes another channel, by channel", default={})
    delay: Distribution = Field(description="how long it stays away")
    attempts: int = number("attempts", "after so many attempts a case gives up", ge=1, le=100)


class Appointments(Block):
    """Booked times in place of coming as one likes."""

    times: list[ClockTime] = Field(min_length=1, max_length=200, description="slots of every open day")
    capacity: int = number("cases", "cases in one slot", default=1, ge=1, le=1000)
    no_show: float = number("1", "share that does not come", default=0, ge=0, le=1)
    punctuality: Distribution | None = Field(
        None, description="arrival after `early_min` before the slot; on time if absent"
    )
    early_min: float = number("min", "the earliest arrival before the slot", default=0, ge=0, le=1440)


class Channel(Block):
    """A way in which applicants reach the office."""

    name: Name = Field(description="by which shares and routes name it")
    title: Text = TITLE
    kind: Literal["counter", "online", "assisted", "mobile", "agent"] = Field(
        "counter", description="counter, assisted and mobile are visited: each coming is a trip"
    )
    arrival_profile: Profile | None = Field(None, description="evenly round the clock if absent")
    calendar: Name | None = Field(None, description="calendar of its opening hours; always open if absent")
    day_off_factor: float = number(
        "1", "share of the usual arrivals on days on which the calendar never opens", default=0, ge=0, le=1
    )
    dates: list[Date] | None = Field(
        None, min_length=1, max_length=2000, description="the only days on which it exists (mobile service)"
    )
    priority: int | None = number(
        "rank", "rank of its cases if better than that of the class", default=None, ge=1, le=9
    )
    on_failure: OnFailure | None = Field(None, description="all give up if absent")
    appointments: Appointments | None = Field(None, description="without booking if absent")
    lodge_at: Name | None = Field(None, description="station where applications by this channel begin a `permit` route")
    fee: float | None = number(
        "IDR", "what an applicant pays for using it, as to an intermediary", default=None, ge=0, le=1e9
    )
    cost_per_day: float | None = number(
        "IDR/day", "cost to the office of each of its dates", default=None, ge=0, le=1e12
    )


class Segment(Block):
    """A group of applicants by size of business or kind."""

    name: Name = Field(description="by which shares name it")
    title: Text = TITLE
    share: float = number("1", "share of the applicants; all segments add up to 1", ge=0, le=1)


class Literacy(Block):
    """Digital literacy of the applicants of a district; the three add up to 1."""

    low: float = number("1", "share who need someone to do it with them", ge=0, le=1)
    middle: float = number("1", "share who manage with some help", ge=0, le=1)
    high: float = number("1", "share who manage alone", ge=0, le=1)


class DistrictBlock(Block):
    """A part of the regency with its own distance and connection."""

    name: Name = Field(description="names it in tables and outreach")
    title: Text = TITLE
    share: float = number("1", "share of the applicants; all districts add up to 1", ge=0, le=1)
    travel_min: float = number("min", "way to the office, one direction", ge=0, le=LONGEST_MIN)
    trip_cost: float | None = number("IDR", "cost of a trip there and back", default=None, ge=0, le=1e9)
    connected: float = number("1", "share with a usable connection at home", ge=0, le=1)
    aware: float = number("1", "share who know that they can apply online", ge=0, le=1)
    literacy: Literacy = Field(description="digital literacy")


class PriorityGroup(Block):
    """Applicants who are served first, as the elderly, disabled and pregnant."""

    name: Name = Field(description="names it in tables")
    title: Text = TITLE
    share: float = number("1", "share of the applicants", ge=0, le=1)
    rank: int = number("rank", "their priority where the discipline is priority; 1 is first", ge=1, le=9)


class Outreach(Block):
    """A campaign after which more people know the online channel."""

    title: Text = TITLE
    districts: list[Name] = Field(min_length=1, max_length=100, description="where")
    start: Date = Field(alias="from", description="first day on which it shows")
    aware: float = number("1", "share of the aware from then on", ge=0, le=1)
    cost: float | None = number("IDR", "what it costs, once", default=None, ge=0, le=1e12)


class PopulationBlock(Block):
    """Who applies. Without it everyone is literate, connected, aware, and lives next door."""

    segments: list[Segment] = Field(default=[], max_length=50, description="one segment if absent")
    districts: list[DistrictBlock] = Field(default=[], max_length=100, description="one district next door if absent")
    priority_groups: list[PriorityGroup] = Field(default=[], max_length=8, description="nobody is in one if absent")
    outreach: list[Outreach] = Field(default=[], max_length=100, description="campaigns")


class Factors(Block):
    """Multipliers for persons of a kind; those that apply are multiplied with each other."""

    low_literacy: float = number("1", "for low digital literacy", default=1, ge=0, le=100)
    middle_literacy: float = number("1", "for middle digital literacy", default=1, ge=0, le=100)
    unaware: float = number("1", "for those who did not know the online channel", default=1, ge=0, le=100)
    unconnected: float = number("1", "for those without a connection at home", default=1, ge=0, le=100)


class Repair(Block):
    """What the applicant does at home with a file that came back; the legal clock stands meanwhile."""

    time: Distribution = Field(description="until the applicant is back")
    calendar: Name | None = Field(None, description="calendar in which the time counts; always if absent")
    never_returns: float = number("1", "share that never comes back", default=0, ge=0, le=1)


class Check(Block):
    """After the service, some cases go back."""

    probability: float = number("1", "share of services after which the case goes back", ge=0, le=0.95)
    again: float | None = number(
        "1",
        "the same for a case that failed this check before; as `probability` if absent",
        default=None,
        ge=0,
        le=0.95,
    )
    back_to: Name = Field(description="station it goes back to: this one or an earlier one of the route")
    factors: Factors | None = Field(None, description="multiply the probability for persons of a kind")
    repair: Repair | None = Field(None, description="at home, before it goes back; at once if absent")


class Completeness(Check):
    """Whether the file is complete; policy `incomplete_files: help` completes it on the spot."""

    help_time: Distribution | None = Field(None, description="added to the service by the policy `help`")


class Step(Block):
    """One visit to a station on a route."""

    station: Name = Field(description="name of the station; each at most once in a route")
    service_time: Distribution | None = Field(None, description="for this class here; the station's if absent")
    factors: Factors | None = Field(None, description="multiply the service time for persons of a kind")
    nik_check: Check | None = Field(None, description="identity number against population data; always right if absent")
    completeness_check: Completeness | None = Field(None, description="files are complete if absent")
    rework: Check | None = Field(None, description="correctness; nobody goes back if absent")
    travel: bool = Field(False, description="the way to the applicant's district and back is part of the service")
    starts_clock: bool = Field(False, description="the file is complete after this: the legal clock starts")
    decides: bool = Field(False, description="the decision falls here: the legal clock ends")
    after_return: bool = Field(False, description="only cases that a check has sent back take this step")
    deadline_days: int | None = number(
        "working days", "promise for this step, for measures", default=None, ge=1, le=3660
    )
    when: list[Policy] = Field(default=[], max_length=3, description="the step exists only under all of these policies")
    unless: list[Policy] = Field(default=[], max_length=3, description="the step exists only under none of these")


class Campaign(Block):
    """A span of dates in which more, or fewer, come."""

    title: Text = TITLE
    start: Date = Field(alias="from", description="first day")
    end: Date = Field(alias="to", description="last day")
    factor: float = number("1", "multiplies the arrivals of each of its days", ge=0, le=1000)


class Arrivals(Block):
    """How many cases of a class arrive: exactly one of `per_day` and `per_hour`."""

    per_day: float | None = number("cases/day", "mean arrivals a working day", default=None, ge=0, le=1e6)
    per_hour: float | None = number("cases/h", "mean arrivals an hour, round the clock", default=None, ge=0, le=1e5)
    months: dict[Annotated[int, Field(ge=1, le=12)], Weight] = number(
        "1", "multiplies the arrivals of the month that is the key (1-12); 1 if not named", default={}
    )
    weekdays: dict[Weekday, Weight] = number(
        "1", "multiplies the arrivals of the weekday that is the key; 1 if not named", default={}
    )
    after_days_off: float = number(
        "1", "multiplies the arrivals of a first working day after days off", default=1, ge=0, le=1000
    )
    campaigns: list[Campaign] = Field(
        default=[], max_length=200, description="dated changes, a change of law among them"
    )


class Utility(Block):
    """How attractive a channel is to a person: the sum of these."""

    constant: float = number("1", "for everyone", default=0, ge=-50, le=50)
    literacy: float = number("1", "times literacy: 0 low, 0.5 middle, 1 high", default=0, ge=-50, le=50)
    connected: float = number("1", "for those with a connection at home", default=0, ge=-50, le=50)
    aware: float = number("1", "for those who know the online channel", default=0, ge=-50, le=50)
    travel_h: float = number("1/h", "times hours of travel to the office", default=0, ge=-50, le=50)


class ChannelChoice(Block):
    """How the persons of a class choose a channel: exactly one of the three."""

    shares: dict[Name, Share] | None = number(
        "1", "share of cases by channel; they add up to 1", default=None, min_length=1
    )
    by_segment: dict[Name, dict[Name, Share]] | None = number(
        "1", "the same for each segment", default=None, min_length=1
    )
    logit: dict[Name, Utility] | None = Field(
        None, min_length=1, description="a person takes channel k with probability exp(U_k) / sum of exp(U)"
    )


class BacklogItem(Block):
    """Cases that are already there at time 0."""

    station: Name = Field(description="where they wait")
    channel: Name = Field(description="by which channel they had come")
    cases: int = number("cases", "how many", ge=1, le=100_000)


class Legal(Block):
    """What the law promises for a permit."""

    deadline_days: int = number("working days", "from completeness to the decision", ge=1, le=3660)
    deemed_approval: bool = Field(False, description="whether silence until then approves (fiktif positif)")


class CaseClass(Block):
    """A type of application with its own demand and rules."""

    name: Name = Field(description="names it in tables and patches")
    title: Text = TITLE
    priority: int = number("rank", "1 is served before 2, where the discipline is priority", default=1, ge=1, le=9)
    arrivals: Arrivals = Field(description="how many come")
    channels: ChannelChoice = Field(description="by which channels they come")
    brought: dict[Name, Annotated[float, Field(ge=0, le=3000)]] = number(
        "cases/day", "cases that a channel with dates brings on each of them, who would not have come", default={}
    )
    routes: dict[Name, Annotated[list[Step], Field(min_length=1, max_length=100)]] = Field(
        default={}, description="for each channel used: the stations, in order; absent channels take that of `permit`"
    )
    permit: Name | None = Field(None, description="kind of permit whose route the legal regime lists")
    details: dict[Name, Annotated[list[Step], Field(min_length=1, max_length=100)]] = Field(
        default={},
        description="with `permit`, by channel: times, factors and checks of steps of that route; steps that the "
        "regime does not have are passed over",
    )
    legal: Legal | None = Field(None, description="no deadline if absent; that of `permit` if it has one")
    backlog: list[BacklogItem] = Field(default=[], max_length=100, description="cases that are there at time 0")
