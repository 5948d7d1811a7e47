"""The blocks of a scenario file that say where cases are served, by whom, when, and what fails."""

from typing import Annotated, Literal

from pydantic import Field

from simulator.scenario.blocks import (
    LONGEST_MIN,
    TITLE,
    Block,
    ClockTime,
    Date,
    Distribution,
    Exponential,
    Moment,
    Name,
    Text,
    Weekday,
    number,
)


class OpenHours(Block):
    """Opening hours of some weekdays."""

    days: list[Weekday] = Field(
        default=["mon", "tue", "wed", "thu", "fri"], min_length=1, max_length=7, description="on which weekdays"
    )
    start: ClockTime = Field(alias="from", description="first moment, HH:MM")
    end: ClockTime = Field(alias="to", description="end, HH:MM (24:00 is midnight)")


class CalendarBlock(Block):
    """Opening hours by name; exactly one of `rule` and `open`."""

    rule: Name | None = Field(None, description="hours of a regulation, from datasets/calendar, as perpres-21-2023")
    open: list[OpenHours] | None = Field(None, min_length=1, max_length=50, description="own hours")
    ramadan: list[OpenHours] | None = Field(
        None, min_length=1, max_length=50, description="own hours in Ramadan; as `open` if absent"
    )
    on_days_off: bool = Field(False, description="open also on national holidays and collective leave")
    closed: list[Date] = Field(default=[], max_length=1000, description="further days on which it does not open")


class Shift(Block):
    """A part of the day in which a number of servers is staffed."""

    start: ClockTime = Field(alias="from", description="first moment, HH:MM")
    end: ClockTime = Field(alias="to", description="end, HH:MM (24:00 is midnight)")
    servers: int = number("servers", "servers staffed in this shift", ge=0, le=1000)
    days: list[Weekday] | None = Field(
        None, min_length=1, max_length=7, description="on which weekdays; Monday to Friday if absent"
    )
    first: Date | None = Field(None, description="from which date on; always if absent")
    last: Date | None = Field(None, description="until which date; always if absent")


class OnOutage(Block):
    """What a station does while a subsystem that it needs is down."""

    effect: Literal["wait", "restart", "slower", "paper", "leave"] = Field(
        description="wait and resume; restart the service; go on slower; go on by hand; send home who waits"
    )
    after_min: float | None = number(
        "min", "paper, leave: when the outage has lasted so long; 0 if absent", default=None, ge=0, le=LONGEST_MIN
    )
    speed: float | None = number("1", "slower, paper: speed of work beside the usual", default=None, ge=0.001, le=1)
    enter_at: Name | None = Field(None, description="paper: station where the data are entered later")


class Tickets(Block):
    """Limits for those who come from outside; at least one of the two."""

    until: ClockTime | None = Field(None, description="no ticket at this time of day or later")
    per_day: int | None = number("cases", "tickets of a day", default=None, ge=0, le=1_000_000)


class Batch(Block):
    """When a batch station takes what waits, as the signing of permits."""

    times: list[ClockTime] = Field(min_length=1, max_length=96, description="times of day")
    days: list[Weekday] | None = Field(
        None, min_length=1, max_length=7, description="on which weekdays; every open day of the calendar if absent"
    )
    capacity: int | None = number(
        "cases", "most cases in one batch; no limit if absent", default=None, ge=1, le=100_000
    )
    away: list[Date] = Field(default=[], max_length=1000, description="dates on which the signing officer is away")


class Breakdowns(Block):
    """Equipment that fails only while it is used, as a computer that hangs."""

    up: Exponential = Field(description="time of use from one failure to the next")
    down: Distribution = Field(description="time until it works again; the service goes on where it stopped")


class Station(Block):
    """A queue and who takes from it.

    A staffed one has exactly one of `servers`, `roster` and a pool under `staff` whose skills name it; the others none.
    """

    name: Name = Field(description="by which routes name it")
    title: Text = TITLE
    kind: Literal["staffed", "self_service", "system", "external", "batch", "applicant"] = Field(
        "staffed", description="who does the work"
    )
    servers: int | None = number(
        "servers", "servers staffed round the clock, or in the hours of `calendar`", default=None, ge=0, le=1000
    )
    roster: list[Shift] | None = Field(None, min_length=1, max_length=48, description="the shifts")
    calendar: Name | None = Field(
        None, description="hours of `servers` or of a roster's days; in which an external time counts; days of a batch"
    )
    at_shift_end: Literal["finish", "pause"] = Field("finish", description="what happens to a service under way")
    starts_per_shift: int | None = number(
        "cases", "most services that a server starts in a shift", default=None, ge=1, le=100_000
    )
    discipline: Literal["fifo", "priority"] = Field("fifo", description="order of service; FIFO within equal priority")
    lines: Literal["pooled", "per_server"] = Field("pooled", description="one line for all, or one for each server")
    jockeying: bool = Field(False, description="with a line for each: whether the last of a long line changes over")
    service_time: Distribution | None = Field(None, description="used by every route step without its own")
    balk_at_queue: int | None = number(
        "cases", "a case that finds this many waiting leaves; never, if absent", default=None, ge=0, le=1_000_000
    )
    patience: Distribution | None = Field(
        None, description="how long a case waits before it leaves; forever, if absent"
    )
    tickets: Tickets | None = Field(None, description="no limits if absent")
    batch: Batch | None = Field(None, description="required for kind batch")
    needs: list[Name] = Field(default=[], max_length=50, description="subsystems without which no service goes on")
    on_outage: OnOutage | None = Field(None, description="wait and resume if absent")
    breakdowns: Breakdowns | None = Field(None, description="equipment never fails in use if absent")
    cost_per_hour: float | None = number("IDR/h", "of one server on shift", default=None, ge=0, le=1e9)
    overtime_per_hour: float | None = number("IDR/h", "of one server after its shift", default=None, ge=0, le=1e9)


class Person(Block):
    """How one person differs from the others of the pool."""

    person: int = number("position", "which one, from 0", ge=0, le=999)
    speed: float = number("1", "work done in a minute, beside an average person", default=1, ge=0.1, le=10)
    errors: float = number("1", "incorrect files, beside an average person", default=1, ge=0, le=10)
    level: float | None = number("1", "skill at time 0; that of the pool if absent", default=None, ge=0, le=1)


class Untrained(Block):
    """What a person without any skill is like, beside a fully skilled one."""

    service_factor: float = number("1", "service time", ge=1, le=10)
    error_factor: float = number("1", "incorrect files", ge=1, le=10)


class Training(Block):
    """Time off the counter that raises skill."""

    title: Text = TITLE
    start: Moment = Field(alias="from", description="beginning")
    end: Moment = Field(alias="to", description="end, from when the skill is there")
    persons: list[Annotated[int, Field(ge=0, le=999)]] | None = number(
        "position", "who, from 0; all if absent", default=None, min_length=1, max_length=1000
    )
    gain: float = number("1", "share of the missing skill that is learnt", ge=0, le=1)
    cost: float | None = number("IDR", "for each person", default=None, ge=0, le=1e9)


class Pool(Block):
    """Persons who serve one or several stations; exactly one of `roster` and `calendar` says when."""

    name: Name = Field(description="names it in tables and patches")
    title: Text = TITLE
    persons: int = number("persons", "how many", ge=0, le=1000)
    skills: list[Name] = Field(min_length=1, max_length=100, description="stations, the most urgent first")
    roster: list[Shift] | None = Field(
        None, min_length=1, max_length=48, description="shifts; person k is on while more than k serve"
    )
    calendar: Name | None = Field(None, description="all are on shift in its open hours")
    level: float = number("1", "skill at time 0", default=1, ge=0, le=1)
    untrained: Untrained | None = Field(None, description="skill makes no difference if absent")
    different: list[Person] = Field(default=[], max_length=1000, description="persons unlike the others")
    absence: float = number("1", "probability of being absent on a day", default=0, ge=0, le=1)
    training: list[Training] = Field(default=[], max_length=200, description="sessions")
    cost_per_hour: float | None = number("IDR/h", "of one person on shift", default=None, ge=0, le=1e9)
    overtime_per_hour: float | None = number("IDR/h", "of one person after the shift", default=None, ge=0, le=1e9)


class SystemChange(Block):
    """An update after which staff must learn again."""

    title: Text = TITLE
    at: Moment = Field(description="when")
    decay: float = number("1", "share of the skill that is lost", ge=0, le=1)


class RenewalBlock(Block):
    """Up, down, up, down."""

    up: Distribution = Field(description="time from working again to the next failure")
    down: Distribution = Field(description="time from failure to working again")


class DatedOutage(Block):
    """A failure at a known time."""

    start: Moment = Field(alias="from", description="beginning")
    end: Moment = Field(alias="to", description="end")


class SlowState(RenewalBlock):
    """Times in which everything takes longer."""

    speed: float = number("1", "speed of work beside the usual", ge=0.001, le=1)


class DatedSlowState(DatedOutage):
    """A slow state at a known time."""

    speed: float = number("1", "speed of work beside the usual", ge=0.001, le=1)


class BackupBlock(Block):
    """What steps in while the subsystem is down: a second link, a generator."""

    title: Text = TITLE
    up: Distribution | None = Field(None, description="its own time between failures; never fails if absent")
    down: Distribution | None = Field(None, description="its own time to repair")
    starts_after_min: float = number("min", "until it helps", default=0, ge=0, le=LONGEST_MIN)
    lasts_min: float | None = number(
        "min", "for how long, as fuel; no limit if absent", default=None, gt=0, le=LONGEST_MIN
    )
    fails: float = number("1", "probability that it does not start", default=0, ge=0, le=1)
    cost_per_month: float | None = number("IDR/month", "rent or upkeep", default=None, ge=0, le=1e12)


class Outage(Block):
    """A subsystem that fails and comes back; it is down while any of its processes is."""

    subsystem: Name = Field(description="by which `needs` names it")
    title: Text = TITLE
    up: Distribution | None = Field(None, description="time from working again to the next failure")
    down: Distribution | None = Field(None, description="time from failure to working again")
    also: list[RenewalBlock] = Field(default=[], max_length=8, description="further processes, as rare long failures")
    dated: list[DatedOutage] = Field(default=[], max_length=1000, description="failures at known times")
    day_probability: float = number("1", "probability of being down for a whole day", default=0, ge=0, le=1)
    slow: list[SlowState] = Field(default=[], max_length=8, description="slow states")
    slow_dated: list[DatedSlowState] = Field(default=[], max_length=1000, description="slow states at known times")
    needs: list[Name] = Field(default=[], max_length=10, description="subsystems without which it does not work")
    backup: BackupBlock | None = Field(None, description="none if absent")
    shared: bool = Field(False, description="fails at the same times in all offices of a run")
