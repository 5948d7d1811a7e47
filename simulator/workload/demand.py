"""The demand of a resolved scenario as arrays: who may come, as compiled code reads it."""

from typing import Any, NamedTuple

import numpy as np
from numpy.typing import NDArray

from simulator.calendars.hours import MS_PER_DAY
from simulator.scenario.resolved import NEVER, Population, ResolvedScenario
from simulator.workload.arrivals import CASE, Cases, days_with_any
from simulator.workload.choice import MIN_PER_HOUR, open_channels
from simulator.workload.counts import MOST_BROUGHT, MOST_CHOOSING, backlog_numbers, refuse_too_many
from simulator.workload.elementary import Array
from simulator.workload.people import aware_shares
from simulator.workload.streams import Purpose

SEGMENT, DISTRICT, LITERACY, CONNECTED, AWARE, PRIORITY_GROUP, CHANNEL = range(7)
DRAWN = (
    Purpose.SEGMENT, Purpose.DISTRICT, Purpose.LITERACY, Purpose.CONNECTED, Purpose.AWARE, Purpose.PRIORITY_GROUP,
    Purpose.CHANNEL,
)  # fmt: skip
"""What is drawn of each case before it is known whether it comes, by the positions above."""

LAST_RANK = np.iinfo(np.int8).max
"""Of a case to which nothing gives a rank."""

Flags = NDArray[np.bool_]


class Demand(NamedTuple):
    """Who may come, as arrays.

    A *choice table*, float64, has a row for each choice: the total of the weights, then their running sums, infinite
    from the last weight above 0 on.

    Attributes
    ----------
    daily_mean : ndarray, shape (classes, days), float64
        Mean number of persons who might come.
    brought : ndarray, shape (classes, channels), float64
        Mean number of cases more on each date of a channel.
    backlog : ndarray of CASE
        Cases that are there at time 0, by class and number.
    is_open, opens : ndarray, shape (days, channels), bool
        Whether the channel exists, and whether its calendar opens.
    day_off : ndarray, shape (channels,), float64
        Probability of coming although it does not.
    hours : choice table, shape (channels, 25)
        Hour of arrival.
    shares : ndarray, shape (classes, segments, channels), float64
        Shares of the channels; 0 for a class with a logit.
    has_logit, is_used : ndarray, shape (classes,) and (classes, channels), bool
        Whether a class chooses by utilities, and which channels it then uses.
    utilities : ndarray, shape (classes, channels, 5), float64
        As in :class:`simulator.scenario.resolved.ResolvedChoice`.
    segments, districts : choice table, one row
        Who the persons are.
    literacy : choice table, shape (districts, 4)
        Literacy of those of each district.
    connected : ndarray, shape (districts,), float64
        Share of the connected.
    aware : ndarray, shape (days, districts), float64
        Share of the aware.
    travel_h : ndarray, shape (districts,), float64
        Way to the office, hours.
    groups : ndarray, shape (groups,), float64
        Running sums of the shares of the priority groups.
    class_ranks, channel_ranks, group_ranks : ndarray, int8
        Ranks by position; the last of the groups' is that of who is in none.
    is_drawn : ndarray, shape (7,), bool
        Whether each of DRAWN can make a difference.
    """

    daily_mean: Array
    brought: Array
    backlog: Cases
    is_open: Flags
    opens: Flags
    day_off: Array
    hours: Array
    shares: Array
    has_logit: Flags
    is_used: Flags
    utilities: Array
    segments: Array
    districts: Array
    literacy: Array
    connected: Array
    aware: Array
    travel_h: Array
    groups: Array
    class_ranks: NDArray[np.int8]
    channel_ranks: NDArray[np.int8]
    group_ranks: NDArray[np.int8]
    is_drawn: Flags


def pack_demand(scenario: ResolvedScenario) -> Demand:
    """Write the demand of a scenario as arrays.

    Raises
    ------
    ValueError
        If more cases are expected on a day than have addresses, or if a class has not one number for each day and
        channel: compiled code would read beyond them.
    """
    days, channels, classes = scenario.horizon_ms // MS_PER_DAY, scenario.channels, scenario.case_classes
    is_open = open_channels(channels, days)
    _refuse_too_many(scenario, is_open)
    places = scenario.population.districts
    return Demand(
        daily_mean=np.array([each.daily_mean for each in classes], np.float64).reshape(len(classes), days),
        brought=np.array([each.brought for each in classes], np.float64).reshape(len(classes), len(channels)),
        backlog=_backlog(scenario),
        is_open=is_open,
        opens=_opens(scenario, days),
        day_off=np.array([channel.day_off_factor for channel in channels], np.float64),
        hours=_choice_table(np.array([channel.hours for channel in channels])),
        **_choices(scenario),
        segments=_choice_table(np.array([[share for _, share in scenario.population.segments]])),
        districts=_choice_table(np.array([[place.share for place in places]])),
        literacy=_choice_table(np.array([place.literacy for place in places])),
        connected=np.array([place.connected for place in places], np.float64),
        aware=_aware(scenario.population, days),
        travel_h=np.array([place.travel_min for place in places]) / MIN_PER_HOUR,
        groups=np.cumsum([share for _, share, _ in scenario.population.priority_groups], dtype=np.float64),
        **_ranks(scenario),
        is_drawn=_is_drawn(scenario),
    )


def _refuse_too_many(scenario: ResolvedScenario, is_open: Flags) -> None:
    for rules in scenario.case_classes:
        refuse_too_many(rules.name, np.array(rules.daily_mean), MOST_CHOOSING)
        for number, mean in enumerate(rules.brought):
            whose = f"{rules.name} brought by {scenario.channels[number].name}"
            refuse_too_many(whose, np.where(is_open[:, number], mean, 0.0), MOST_BROUGHT)


def _backlog(scenario: ResolvedScenario) -> Cases:
    """Cases that are there at time 0, by class, then by number."""
    parts = [np.zeros(0, CASE)]
    for group, rules in enumerate(scenario.case_classes):
        mine = np.zeros(sum(cases for _, _, cases in rules.backlog), CASE)
        sizes = [cases for _, _, cases in rules.backlog]
        mine["serial"], mine["case_class"] = backlog_numbers(len(mine)), group
        mine["channel"] = np.repeat([channel for channel, _, _ in rules.backlog], sizes)
        mine["start"] = np.repeat([start for _, start, _ in rules.backlog], sizes)
        parts.append(mine)
    return np.concatenate(parts).view(np.recarray)


def _opens(scenario: ResolvedScenario, days: int) -> Flags:
    opens = np.ones((days, len(scenario.channels)), np.bool_)
    for number, channel in enumerate(scenario.channels):
        if channel.calendar != NEVER:
            opens[:, number] = days_with_any(scenario.calendars[channel.calendar].open, days)
    return opens


def _choice_table(weights: Array) -> Array:
    """Weights, shape (n, k) -> choice table, shape (n, k + 1)."""
    sums = np.cumsum(weights, axis=1)
    table: Array = np.column_stack([sums[:, -1], sums])
    last = weights.shape[1] - 1 - np.argmax(weights[:, ::-1] > 0, axis=1)
    table[:, 1:][np.arange(weights.shape[1]) >= last[:, None]] = np.inf
    return table


def _choices(scenario: ResolvedScenario) -> dict[str, Any]:
    """How each class chooses a channel."""
    classes, channels = scenario.case_classes, len(scenario.channels)
    shares = np.zeros((len(classes), len(scenario.population.segments), channels))
    utilities = np.zeros((len(classes), channels, 5))
    is_used = np.zeros((len(classes), channels), np.bool_)
    for group, rules in enumerate(classes):
        if rules.choice.shares:
            shares[group] = rules.choice.shares
        for channel, slopes in enumerate(rules.choice.utilities):
            is_used[group, channel] = slopes is not None
            utilities[group, channel] = slopes or 0.0
    has_logit = np.array([not rules.choice.shares for rules in classes], np.bool_)
    return {"shares": shares, "has_logit": has_logit, "is_used": is_used, "utilities": utilities}


def _aware(population: Population, days: int) -> Array:
    """Share of the aware in each district on each day."""
    moments = np.arange(days) * MS_PER_DAY
    places = population.districts
    columns = [aware_shares(places, np.full(days, number), moments) for number in range(len(places))]
    return np.ascontiguousarray(np.column_stack(columns))


def _ranks(scenario: ResolvedScenario) -> dict[str, Any]:
    """What decides the priority of a case."""
    of_channel = [LAST_RANK if channel.priority == NEVER else channel.priority for channel in scenario.channels]
    of_group = [*(rank for _, _, rank in scenario.population.priority_groups), LAST_RANK]
    return {
        "class_ranks": np.array([rules.priority for rules in scenario.case_classes], np.int8),
        "channel_ranks": np.array(of_channel, np.int8),
        "group_ranks": np.array(of_group, np.int8),
    }


def _is_drawn(scenario: ResolvedScenario) -> Flags:
    """Whether each of DRAWN can make a difference: where there is but one way, the number drawn does not matter."""
    population = scenario.population
    places = population.districts
    is_drawn = np.ones(len(DRAWN), np.bool_)
    is_drawn[SEGMENT] = len(population.segments) > 1
    is_drawn[DISTRICT] = len(places) > 1
    is_drawn[LITERACY] = any(np.count_nonzero(place.literacy) > 1 for place in places)
    is_drawn[CONNECTED] = any(0 < place.connected < 1 for place in places)
    is_drawn[AWARE] = any(0 < share < 1 for place in places for _, share in place.aware)
    is_drawn[PRIORITY_GROUP] = len(population.priority_groups) > 0
    is_drawn[CHANNEL] = len(scenario.channels) > 1
    return is_drawn
