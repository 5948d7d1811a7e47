"""Limits of a scenario: what fits into the memory and the patience of an ordinary machine."""

from collections.abc import Iterator
from datetime import date
from math import isfinite, sqrt

import numpy as np
from numpy.typing import NDArray

from simulator.calendars import MS_PER_DAY, MS_PER_MINUTE
from simulator.scenario.blocks import Distribution, Empirical, Lognormal
from simulator.scenario.check_common import Found, problem
from simulator.scenario.errors import Path_
from simulator.scenario.people import Arrivals
from simulator.scenario.places import BackupBlock, Outage, RenewalBlock
from simulator.scenario.schema import Horizon, ScenarioSpec

MOST_CASES = 20_000_000
MOST_CASES_A_DAY = 500_000
MOST_SHIFTS = 2_000_000
MOST_OUTAGES = 2_000_000
MOST_BREAKDOWNS = 10_000
"""Of one replication; of one class on one day, so that each case has an address; (breakdowns) of one service."""

_SHORTEST_MIN = 1 / MS_PER_MINUTE


def bounds(spec: ScenarioSpec) -> Found:
    """No replication is endless."""
    days = spec.horizon.days
    cases = _cases(spec)
    if not cases <= MOST_CASES:
        number = f"up to {cases:,.0f}" if isfinite(cases) else "endlessly many"
        message = f"{number} cases would arrive in {days} days; it must be at most {MOST_CASES:,}"
        yield problem("SCN014", ("case_classes",), message)
    for index, case_class in enumerate(spec.case_classes if cases <= MOST_CASES else ()):
        busiest = float(_daily(case_class.arrivals, spec.horizon).max())
        if not busiest <= MOST_CASES_A_DAY:
            message = f"up to {busiest:,.0f} cases would arrive in a day; it must be at most {MOST_CASES_A_DAY:,}"
            yield problem("SCN014", ("case_classes", index, "arrivals"), message)
    yield from _total(_planned(spec), MOST_SHIFTS, "shifts, batches and appointments", days)
    yield from _total(_failures(spec), MOST_OUTAGES, "outages", days)
    for index, station in enumerate(spec.stations):
        if station.breakdowns:
            steps = [step for group in spec.case_classes for route in group.routes.values() for step in route]
            times = [step.service_time for step in steps if step.station == station.name] + [station.service_time]
            longest = max(mean_min(time) for time in times if time) if any(times) else 0
            repairs = longest / max(mean_min(station.breakdowns.up), _SHORTEST_MIN)
            if repairs > MOST_BREAKDOWNS:
                message = f"about {repairs:,.0f} breakdowns in a service are too many; the mean must be longer"
                yield problem("SCN014", ("stations", index, "breakdowns", "up"), message)


def _total(counts: Iterator[tuple[Path_, float]], most: int, what: str, days: int) -> Found:
    """The place at which a sum becomes too large."""
    total = 0.0
    for path, count in counts:
        total += count
        if total > most:
            message = f"with these, {total:,.0f} {what} in {days} days are too many; it must be at most {most:,}"
            yield problem("SCN014", path, message)
            return


def _cases(spec: ScenarioSpec) -> float:
    """Mean number of cases, at most."""
    dated = {channel.name: len(channel.dates or ()) for channel in spec.channels}
    total = 0.0
    for case_class in spec.case_classes:
        total += float(_daily(case_class.arrivals, spec.horizon).sum())
        total += sum(mean * dated.get(name, 0) for name, mean in case_class.brought.items())
        total += sum(item.cases for item in case_class.backlog)
    return total


def _daily(arrivals: Arrivals, horizon: Horizon) -> NDArray[np.float64]:
    """Mean number of cases of each day if every day had the busiest month and weekday."""
    mean = arrivals.per_day if arrivals.per_day is not None else 24 * (arrivals.per_hour or 0)
    for factors in (arrivals.months.values(), arrivals.weekdays.values(), [arrivals.after_days_off]):
        mean *= max(1, *factors) if factors else 1
    campaigns = np.ones(horizon.days)
    if horizon.start:
        begin = date.fromisoformat(horizon.start).toordinal()
        for campaign in arrivals.campaigns:
            first, last = (date.fromisoformat(day).toordinal() - begin for day in (campaign.start, campaign.end))
            with np.errstate(over="ignore", invalid="ignore"):
                campaigns[max(first, 0) : max(last + 1, 0)] *= campaign.factor
    return mean * campaigns


def _planned(spec: ScenarioSpec) -> Iterator[tuple[Path_, float]]:
    """How many shifts, batches and appointments each part has."""
    days = spec.horizon.days
    entries = {name: len(calendar.open or ()) or 2 for name, calendar in spec.calendars.items()}
    for index, station in enumerate(spec.stations):
        path: Path_ = ("stations", index)
        if station.servers is not None:
            each = days * entries.get(station.calendar, 1) if station.calendar else 1
            yield (*path, "servers"), station.servers * each
        if station.roster is not None:
            yield (*path, "roster"), days * sum(shift.servers for shift in station.roster)
        if station.batch is not None:
            yield (*path, "batch", "times"), days * len(station.batch.times)
    for index, pool in enumerate(spec.staff):
        shifts = len(pool.roster or ()) or entries.get(pool.calendar or "", 1)
        yield ("staff", index, "persons"), days * pool.persons * shifts
    for index, channel in enumerate(spec.channels):
        if channel.appointments is not None:
            yield ("channels", index, "appointments", "times"), days * len(channel.appointments.times)


def _failures(spec: ScenarioSpec) -> Iterator[tuple[Path_, float]]:
    """About how often each process of each subsystem fails."""
    minutes = spec.horizon.days * MS_PER_DAY / MS_PER_MINUTE
    for index, outage in enumerate(spec.outages):
        for path, block in _processes(outage, ("outages", index)):
            if block.up is not None and block.down is not None:
                yield (*path, "up"), minutes / max(mean_min(block.up) + mean_min(block.down), 2 * _SHORTEST_MIN)


def _processes(outage: Outage, path: Path_) -> Iterator[tuple[Path_, Outage | BackupBlock | RenewalBlock]]:
    yield path, outage
    for field in ("also", "slow"):
        for index, block in enumerate(getattr(outage, field)):
            yield (*path, field, index), block
    if outage.backup:
        yield (*path, "backup"), outage.backup


def mean_min(block: Distribution) -> float:
    """Mean of a distribution, minutes."""
    if isinstance(block, Empirical):
        weights = block.weights or [1.0] * len(block.values_min)
        pairs = zip(block.values_min, weights, strict=False)
        return sum(value * weight for value, weight in pairs) / (sum(weights) or 1)
    if isinstance(block, Lognormal) and block.median_min is not None:
        return block.median_min * sqrt(1 + block.cv**2)
    return block.mean_min or 0
