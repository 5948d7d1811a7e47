"""Human form -> resolved form: a pure function."""

from math import log, log1p, sqrt

import numpy as np

from simulator.calendars import MS_PER_DAY, MS_PER_MINUTE, clock_time_ms, repeat_daily
from simulator.scenario.resolved import (
    NEVER,
    Duration,
    ResolvedClass,
    ResolvedOutage,
    ResolvedScenario,
    ResolvedStation,
    ResolvedStep,
)
from simulator.scenario.schema import (
    CaseClass,
    Channel,
    Deterministic,
    Distribution,
    Empirical,
    Exponential,
    Gamma,
    Lognormal,
    ScenarioSpec,
    Station,
    Step,
)

HOURS = 24


def resolve(spec: ScenarioSpec) -> ResolvedScenario:
    """Complete form of a scenario that has passed its checks.

    Parameters
    ----------
    spec : ScenarioSpec
        Typed scenario without problems.

    Returns
    -------
    ResolvedScenario
        Times in milliseconds, names as positions, patches left out.
    """
    stations = {station.name: index for index, station in enumerate(spec.stations)}
    subsystems = {outage.subsystem: index for index, outage in enumerate(spec.outages)}
    return ResolvedScenario(
        name=spec.name,
        horizon_ms=spec.horizon.days * MS_PER_DAY,
        warm_up_ms=spec.horizon.warm_up_days * MS_PER_DAY,
        waiting_target_ms=round(spec.targets.waiting_time_min * MS_PER_MINUTE),
        channels=tuple(channel.name for channel in spec.channels),
        stations=tuple(_station(station, subsystems, spec.horizon.days) for station in spec.stations),
        case_classes=tuple(_case_class(case_class, spec, stations) for case_class in spec.case_classes),
        outages=tuple(ResolvedOutage(o.subsystem, duration(o.up), duration(o.down)) for o in spec.outages),
    )


def duration(block: Distribution) -> Duration:
    """Resolved form of a distribution."""
    match block:
        case Exponential():
            return Duration("exponential", block.mean_min)
        case Lognormal():
            variance = log1p(block.cv**2)
            centre = log(block.median_min) if block.median_min else log(block.mean_min or 0) - variance / 2
            return Duration("lognormal", centre, sqrt(variance))
        case Gamma():
            return Duration("gamma", block.mean_min * block.cv**2, 1 / block.cv**2)
        case Deterministic():
            return Duration("deterministic", block.mean_min)
        case Empirical():
            cumulative = np.cumsum(block.weights or [1.0] * len(block.values_min))
            shares = (*(cumulative[:-1] / cumulative[-1]).tolist(), 1.0)
            return Duration("empirical", values=tuple(block.values_min), cumulative=shares)


def _station(station: Station, subsystems: dict[str, int], days: int) -> ResolvedStation:
    return ResolvedStation(
        name=station.name,
        self_service=station.self_service,
        by_priority=station.discipline == "priority",
        balk_at_queue=NEVER if station.balk_at_queue is None else station.balk_at_queue,
        patience=duration(station.patience) if station.patience else None,
        needs=tuple(subsystems[name] for name in station.needs),
        shifts=_shifts(station, days),
    )


def _shifts(station: Station, days: int) -> tuple[tuple[tuple[int, int], ...], ...]:
    """Open intervals of each server: server k is staffed whenever more than k servers are."""
    if station.servers is not None:
        spans = [(0, MS_PER_DAY, station.servers)]
    else:
        spans = [(clock_time_ms(s.start), clock_time_ms(s.end), s.servers) for s in station.roster or []]
    most = max((servers for _, _, servers in spans), default=0)
    return tuple(
        tuple(repeat_daily([(a, b) for a, b, servers in spans if servers > server], days)) for server in range(most)
    )


def _case_class(case_class: CaseClass, spec: ScenarioSpec, stations: dict[str, int]) -> ResolvedClass:
    arrivals = case_class.arrivals
    per_day = arrivals.per_day if arrivals.per_day is not None else HOURS * (arrivals.per_hour or 0)
    shares = case_class.channels.shares
    defaults = {station.name: station.service_time for station in spec.stations}
    return ResolvedClass(
        name=case_class.name,
        priority=case_class.priority,
        hourly_rates=tuple(_hourly_rates(channel, per_day * shares.get(channel.name, 0)) for channel in spec.channels),
        routes=tuple(_route(case_class.routes.get(channel.name, []), stations, defaults) for channel in spec.channels),
    )


def _hourly_rates(channel: Channel, per_day: float) -> tuple[float, ...]:
    if channel.arrival_profile is None:
        return (per_day / HOURS,) * HOURS
    hourly = channel.arrival_profile.hourly
    total = sum(hourly.values())
    return tuple(per_day * hourly.get(hour, 0) / total for hour in range(HOURS))


def _route(
    steps: list[Step], stations: dict[str, int], defaults: dict[str, Distribution | None]
) -> tuple[ResolvedStep, ...]:
    return tuple(_step(step, [s.station for s in steps], stations, defaults[step.station]) for step in steps)


def _step(step: Step, names: list[str], stations: dict[str, int], default: Distribution | None) -> ResolvedStep:
    service_time = step.service_time or default
    if service_time is None:
        raise ValueError(f"the step at {step.station} has no service time")
    probability, target = (step.rework.probability, names.index(step.rework.back_to)) if step.rework else (0.0, NEVER)
    return ResolvedStep(stations[step.station], duration(service_time), probability, target)
