"""How many cases a scenario would have in the days that a form counts, and how often they would come."""

from collections.abc import Collection
from dataclasses import replace
from datetime import date

import numpy as np

from simulator.calendars import days_off
from simulator.calibration.form.choices import VISITED_KINDS
from simulator.calibration.form.mix import Mix
from simulator.engines import DEFAULT_ENGINE, get_engine
from simulator.eventlog import EventLog
from simulator.eventlog.kinds import Event
from simulator.scenario import Scenario
from simulator.scenario.people import CaseClass, Channel
from simulator.scenario.resolve_demand import daily_means
from simulator.scenario.resolve_time import Almanac, opening
from simulator.scenario.resolved import ResolvedScenario
from simulator.workload import make_workload
from simulator.workload.elementary import Array

SEED, REPLICATIONS = 2026, 5
"""Of the simulation that tells how often cases come."""

MOST_CASES = 20_000
"""Of one replication of it; of an office with more, or that mistyped, the days have fewer."""

FROM_OUTSIDE = (Event.ARRIVAL, Event.CHANNEL_CHOICE, Event.RETURN_APPLICANT, Event.SWITCH_CHANNEL)
"""What the log says of a case just before it joins a line from outside the office."""


def almanac_of(first: date, last: date) -> Almanac:
    """The days from one date to another, both included."""
    days = (last - first).days + 1
    return Almanac(first, days, days_off(first, days))


def channel_days(channel: Channel, office: Scenario, almanac: Almanac) -> Array:
    """For each day the share of its usual arrivals that a channel gets: 1, or less on days off."""
    if channel.dates is not None:
        return np.zeros(almanac.days)
    if channel.calendar is None:
        return np.ones(almanac.days)
    open_days = opening(office.spec.calendars[channel.calendar], almanac).days
    return np.array([1.0 if day in open_days else channel.day_off_factor for day in range(almanac.days)])


def expected_cases(
    office: Scenario,
    case_class: CaseClass,
    shares: Array,
    almanac: Almanac,
    only: Collection[str] | None = None,
    days: Collection[date] | None = None,
) -> float:
    """Mean number of cases of a class, over the days of an almanac.

    Parameters
    ----------
    office : Scenario
        With its channels and calendars.
    case_class : CaseClass
        With its arrivals a day and their factors.
    shares : ndarray, shape (channels,), float64
        Share of each channel.
    almanac : Almanac
        The days.
    only : collection of str, optional
        Kinds of channel that count; all of them if not said.
    days : collection of date, optional
        Days that count; all of them if not said.

    Returns
    -------
    float
        Cases: Σ over days and channels of the mean of the day, times the share of the channel, times what comes by
        that channel on such a day (:func:`channel_days`).
    """
    by_day = cases_by_day(office, case_class, shares, almanac)
    if days is not None:
        by_day = by_day[:, [almanac.date(day) in days for day in range(almanac.days)]]
    return float(by_day[[only is None or channel.kind in only for channel in office.spec.channels]].sum())


def cases_by_day(office: Scenario, case_class: CaseClass, shares: Array, almanac: Almanac) -> Array:
    """Mean number of cases of a class by each channel on each day.

    Parameters
    ----------
    office, case_class, shares, almanac
        As in :func:`expected_cases`.

    Returns
    -------
    ndarray, shape (channels, days), float64
        Cases.
    """
    means = np.array(daily_means(case_class.arrivals, almanac))
    days = np.array([channel_days(channel, office, almanac) for channel in office.spec.channels])
    cases: Array = np.asarray(shares)[:, np.newaxis] * days * means
    return cases


def tickets_per_case(office: Scenario, scale: float = 1.0) -> dict[str, float]:
    """Queue tickets that a case of each class takes, of those that come to counters and clinic.

    Parameters
    ----------
    office : Scenario
        Is simulated over its own horizon, always with the same seed.
    scale : float, optional
        By which its arrivals are multiplied.

    Returns
    -------
    dict
        Class -> tickets / arrivals. A ticket is a coming from outside to a desk with servers: on arrival, again after a
        failure, with a repaired file, to collect. Who finds the last ticket gone takes none. A class of which nobody
        came has the tickets of all classes together; 1 where nobody came at all.
    """
    resolved, simulate = _scaled(office.resolved, scale), get_engine(DEFAULT_ENGINE)
    staffed = [number for number, block in enumerate(office.spec.stations) if block.kind == "staffed"]
    visited = [number for number, block in enumerate(office.spec.channels) if block.kind in VISITED_KINDS]
    counts = np.zeros((2, len(office.spec.case_classes)))
    for replication in range(REPLICATIONS):
        counts += _tickets_and_arrivals(simulate(make_workload(resolved, SEED, replication)), staffed, visited, counts)
    tickets, arrivals = counts
    overall = tickets.sum() / arrivals.sum() if arrivals.sum() else 1.0
    per_case = np.divide(tickets, arrivals, out=np.full_like(tickets, overall), where=arrivals > 0)
    return {block.name: float(each) for block, each in zip(office.spec.case_classes, per_case, strict=True)}


def _scaled(office: ResolvedScenario, scale: float) -> ResolvedScenario:
    """The office with its arrivals multiplied, but no more of them than can be simulated in a moment."""
    cases = sum(sum(group.daily_mean) for group in office.case_classes)
    scale = min(scale, MOST_CASES / cases) if cases else scale
    groups = [
        replace(group, daily_mean=tuple(scale * mean for mean in group.daily_mean)) for group in office.case_classes
    ]
    return replace(office, case_classes=tuple(groups))


def _tickets_and_arrivals(log: EventLog, staffed: list[int], visited: list[int], like: Array) -> Array:
    """Tickets and arrivals of each class in one replication, shape (2, classes)."""
    order = np.argsort(log["case"], kind="stable")
    event, case = log["event"][order], log["case"][order]
    before = np.concatenate([[-1], np.where(case[1:] == case[:-1], event[:-1], -1)])
    comes = np.isin(log["channel"][order], visited) & (case >= 0)
    joins = (event == Event.QUEUE_JOIN) & np.isin(before, FROM_OUTSIDE) & np.isin(log["station"][order], staffed)
    classes = log["case_class"][order]
    return np.array(
        [np.bincount(classes[comes & which], minlength=like.shape[1]) for which in (joins, event == Event.ARRIVAL)]
    )


def channel_names(office: Scenario, mix: Mix, case_class: str, kind: str) -> dict[str, float]:
    """Channels of a kind by which cases of a class may come, each with its share of those cases.

    Where none of them has any, the first that the class has a route for gets all.
    """
    block = next(each for each in office.spec.case_classes if each.name == case_class)
    known = {*block.details, *block.routes}
    of_kind = {
        channel.name: float(share)
        for channel, share in zip(office.spec.channels, mix.channel_shares(case_class), strict=True)
        if channel.kind == kind and channel.dates is None and (share > 0 or channel.name in known)
    }
    total = sum(of_kind.values())
    if total:
        return {name: share / total for name, share in of_kind.items() if share}
    return dict.fromkeys(list(of_kind)[:1], 1.0)
