"""Who comes, when, and through which channel."""

from typing import Any

import numpy as np
from numpy.typing import NDArray

from simulator.calendars.hours import MS_PER_DAY, MS_PER_HOUR
from simulator.scenario.resolved import NEVER, Interval, ResolvedScenario
from simulator.workload.choice import channel_weights, open_channels
from simulator.workload.counts import (
    MOST_BROUGHT,
    MOST_CHOOSING,
    backlog_numbers,
    brought_numbers,
    day_of,
    is_backlog,
    poisson_numbers,
)
from simulator.workload.elementary import Array
from simulator.workload.people import People, draw_people
from simulator.workload.shares import choose
from simulator.workload.streams import Purpose, Streams

CASE = np.dtype(
    [
        ("time_ms", np.int64),  # of arrival; in a channel with appointments that of booking, until they are given
        ("serial", np.int64),  # address within the class: day · 2**20 + number on that day
        ("case_class", np.int8),
        ("channel", np.int8),  # NEVER while it is not chosen
        ("start", np.int8),  # position on the route at which the case begins
        ("no_show", np.bool_),
    ]
)
"""What is decided of a case."""

Cases = NDArray[Any]


def draw_arrivals(scenario: ResolvedScenario, streams: Streams) -> tuple[Cases, People]:
    """Arrivals of all classes: in each channel a Poisson process whose rate changes by the hour.

    A day has a Poisson number of persons. Each takes a channel, may stay at home if that is closed all day, and comes
    at a time of day by that channel's profile. So another share of a channel moves only those who change channel,
    another profile only those who use it, and more demand adds cases to those who came before.

    Parameters
    ----------
    scenario : ResolvedScenario
        The office.
    streams : Streams
        Random numbers of the replication.

    Returns
    -------
    cases : ndarray, shape (n,), CASE
        In no order; with the initial backlog, which comes at time 0.
    people : People
        Their applicants.

    References
    ----------
    Given their number, the times of a Poisson process are independent draws from its normalised rate: Ross (2014),
    *Introduction to Probability Models*, 11th ed., ch. 5.
    """
    cases = np.concatenate([_might_come(scenario, group, streams) for group in range(len(scenario.case_classes))])
    people = draw_people(scenario.population, cases["case_class"], cases["serial"], streams)
    chooses = np.flatnonzero(cases["channel"] == NEVER)
    weights = _weights(scenario, cases[chooses], people.take(chooses))
    comes = np.ones(len(cases), np.bool_)
    cases["channel"][chooses] = choose(weights, _uniform(Purpose.CHANNEL, cases[chooses], streams))
    comes[chooses] = weights.any(axis=1) & _comes_that_day(scenario, cases[chooses], streams)
    cases["time_ms"] = _times_ms(scenario, cases, streams)
    return cases[comes], people.take(np.flatnonzero(comes))


def _might_come(scenario: ResolvedScenario, group: int, streams: Streams) -> Cases:
    """Cases of a class: those who choose a channel, those whom a channel brings, and the initial backlog."""
    rules = scenario.case_classes[group]

    def uniforms(serial: NDArray[np.int64]) -> Array:
        return streams.uniforms(Purpose.ARRIVAL, group, serial)[0]

    serial = poisson_numbers(rules.name, np.array(rules.daily_mean), MOST_CHOOSING, uniforms)
    parts = [_cases(group, serial)]
    for channel, mean in enumerate(rules.brought):
        serial = _brought(scenario, group, channel, mean, streams)
        parts.append(_cases(group, brought_numbers(channel, serial), channel))
    there = backlog_numbers(sum(cases for _, _, cases in rules.backlog))
    for channel, start, cases in rules.backlog:
        parts.append(_cases(group, there[:cases], channel, start))
        there = there[cases:]
    return np.concatenate(parts)


def _cases(group: int, serial: NDArray[np.int64], channel: int = NEVER, start: int = 0) -> Cases:
    cases = np.zeros(len(serial), CASE)
    cases["serial"], cases["case_class"], cases["channel"], cases["start"] = serial, group, channel, start
    return cases


def _brought(scenario: ResolvedScenario, group: int, channel: int, mean: float, streams: Streams) -> NDArray[np.int64]:
    """Day and number of the cases of a class that a channel brings along on its dates."""
    daily_mean = np.where(open_channels(scenario.channels, _days(scenario))[:, channel], mean, 0.0)

    def uniforms(serial: NDArray[np.int64]) -> Array:
        return streams.uniforms(Purpose.BROUGHT, group, serial, station=channel)[0]

    whose = f"{scenario.case_classes[group].name} brought by {scenario.channels[channel].name}"
    return poisson_numbers(whose, daily_mean, MOST_BROUGHT, uniforms)


def _weights(scenario: ResolvedScenario, cases: Cases, people: People) -> Array:
    """In proportion to what each case takes each channel, shape (n, channels)."""
    is_open = open_channels(scenario.channels, _days(scenario))[day_of(cases["serial"])]
    weights = np.zeros(is_open.shape)
    for group in np.unique(cases["case_class"]):
        mine = np.flatnonzero(cases["case_class"] == group)
        choice = scenario.case_classes[group].choice
        weights[mine] = channel_weights(choice, people.take(mine), scenario.population, is_open[mine])
    return weights


def _comes_that_day(scenario: ResolvedScenario, cases: Cases, streams: Streams) -> NDArray[np.bool_]:
    """Whether each case comes although the calendar of its channel may not open on its day."""
    opens = np.ones((len(scenario.channels), _days(scenario)), np.bool_)
    for number, channel in enumerate(scenario.channels):
        if channel.calendar != NEVER:
            opens[number] = days_with_any(scenario.calendars[channel.calendar].open, _days(scenario))
    factor = np.array([channel.day_off_factor for channel in scenario.channels])[cases["channel"]]
    comes: NDArray[np.bool_] = opens[cases["channel"], day_of(cases["serial"])]
    comes |= _uniform(Purpose.DAY_OFF, cases, streams) < factor
    return comes


def days_with_any(intervals: tuple[Interval, ...], days: int) -> NDArray[np.bool_]:
    """Whether each day has any of the time that intervals cover.

    Examples
    --------
    >>> days_with_any(((MS_PER_DAY, 2 * MS_PER_DAY), (3 * MS_PER_DAY + 5, 3 * MS_PER_DAY + 6)), days=4).tolist()
    [False, True, False, True]
    """
    has_any = np.zeros(days, np.bool_)
    for start_ms, end_ms in intervals:
        has_any[start_ms // MS_PER_DAY : -(-end_ms // MS_PER_DAY)] = True
    return has_any


def _times_ms(scenario: ResolvedScenario, cases: Cases, streams: Streams) -> NDArray[np.int64]:
    """A moment of each case's day, by the profile of its channel; 0 for the initial backlog."""
    profiles = np.array([channel.hours for channel in scenario.channels])
    hour_choice, within = streams.uniforms(Purpose.TIME_OF_DAY, cases["case_class"], cases["serial"])
    hour = choose(profiles[cases["channel"]], hour_choice)
    start_ms = day_of(cases["serial"]) * MS_PER_DAY + hour * MS_PER_HOUR
    return np.where(is_backlog(cases["serial"]), 0, start_ms + np.floor(within * MS_PER_HOUR).astype(np.int64))


def _uniform(purpose: Purpose, cases: Cases, streams: Streams) -> Array:
    return streams.uniforms(purpose, cases["case_class"], cases["serial"])[0]


def _days(scenario: ResolvedScenario) -> int:
    return scenario.horizon_ms // MS_PER_DAY
