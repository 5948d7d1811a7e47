"""Small offices for tests of the workload, in the resolved form."""

from typing import Any

from simulator.calendars import MS_PER_DAY, MS_PER_MINUTE
from simulator.scenario.resolved import (
    NEVER,
    Duration,
    Interval,
    ResolvedChannel,
    ResolvedChoice,
    ResolvedClass,
    ResolvedScenario,
    ResolvedStation,
    ResolvedStep,
)

EVENLY = (1 / 24,) * 24


def exponential(mean_min: float) -> Duration:
    return Duration("exponential", mean_min)


def fixed(minutes: float) -> Duration:
    return Duration("deterministic", minutes)


def at(day: int, hour: float) -> int:
    """Milliseconds from the start to an hour of a day."""
    return day * MS_PER_DAY + round(hour * 60 * MS_PER_MINUTE)


def working_hours(*days: int) -> tuple[Interval, ...]:
    """08:00 to 16:00 on some days."""
    return tuple((at(day, 8), at(day, 16)) for day in days)


def channel(name: str = "loket", **fields: Any) -> ResolvedChannel:
    return ResolvedChannel(**{"name": name, "in_person": True, "hours": EVENLY, **fields})


def station(name: str = "one", kind: str = "staffed", **fields: Any) -> ResolvedStation:
    return ResolvedStation(
        **{
            "name": name,
            "kind": kind,
            "by_priority": False,
            "balk_at_queue": NEVER,
            "patience": None,
            "needs": (),
            **fields,
        }
    )


def step(number: int = 0, time: Duration | None = None, **fields: Any) -> ResolvedStep:
    return ResolvedStep(number, time or exponential(10), **fields)


def case_class(
    name: str = "a",
    daily_mean: tuple[float, ...] = (100.0,),
    shares: tuple[float, ...] = (1.0,),
    route: tuple[ResolvedStep, ...] = (ResolvedStep(0, Duration("exponential", 10.0)),),
    segments: int = 1,
    **fields: Any,
) -> ResolvedClass:
    """A class whose segments take every channel in the same shares, on the same route."""
    routes = fields.get("routes", (route,) * len(shares))
    return ResolvedClass(
        **{
            "name": name,
            "priority": 5,
            "daily_mean": daily_mean,
            "choice": ResolvedChoice(shares=(shares,) * segments),
            "routes": routes,
            "brought": (0.0,) * len(routes),
            **fields,
        }
    )


def office(days: int = 1, classes: tuple[ResolvedClass, ...] | None = None, **fields: Any) -> ResolvedScenario:
    """An office of so many days; without classes one of 100 cases a day."""
    return ResolvedScenario(
        **{
            "name": "small",
            "start_date": "",
            "horizon_ms": days * MS_PER_DAY,
            "warm_up_ms": 0,
            "waiting_target_ms": 0,
            "channels": (channel(),),
            "stations": (station(),),
            "case_classes": classes or (case_class(daily_mean=(100.0,) * days),),
            "outages": (),
            "working_days": (True,) * days,
            **fields,
        }
    )
