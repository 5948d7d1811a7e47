"""How many cases a scenario would have in the days that a form counts."""

from collections.abc import Collection
from datetime import date

import numpy as np

from simulator.calendars import days_off
from simulator.calibration.form.mix import Mix
from simulator.scenario import Scenario
from simulator.scenario.people import CaseClass, Channel
from simulator.scenario.resolve_demand import daily_means
from simulator.scenario.resolve_time import Almanac, opening
from simulator.workload.elementary import Array


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
    means = np.array(daily_means(case_class.arrivals, almanac))
    if days is not None:
        means = means * [almanac.date(day) in days for day in range(almanac.days)]
    return float(
        sum(
            share * (means @ channel_days(channel, office, almanac))
            for share, channel in zip(shares, office.spec.channels, strict=True)
            if only is None or channel.kind in only
        )
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
