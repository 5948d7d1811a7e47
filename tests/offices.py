"""Small offices for tests, in the human form of scenario files."""

from copy import deepcopy
from typing import Any

from simulator.scenario import Scenario
from simulator.scenario.read import Document
from simulator.scenario.scenario import scenario_from

TEXT = {"id": "x", "en": "x"}

BASE: dict[str, Any] = {
    "simptsp": 1,
    "name": "small",
    "title": TEXT,
    "description": TEXT,
    "horizon": {"days": 1, "source": "assumed"},
    "targets": {"waiting_time_min": 15, "source": "assumed"},
    "channels": [{"name": "loket", "title": TEXT}],
    "stations": [{"name": "one", "title": TEXT, "servers": 1, "source": "assumed"}],
    "case_classes": [],
}


def office(**fields: Any) -> Scenario:
    """A scenario of the base fields with some replaced."""
    return scenario_from(Document({**deepcopy(BASE), **deepcopy(fields)}, {}))


def station(name: str = "one", **fields: Any) -> dict[str, Any]:
    return {"name": name, "title": TEXT, "source": "assumed", **fields}


def exponential(mean_min: float) -> dict[str, Any]:
    return {"distribution": "exponential", "mean_min": mean_min, "source": "assumed"}


def steps(*names: str, service_time: dict[str, Any] | None = None, **last: Any) -> list[dict[str, Any]]:
    """A route; `last` are further fields of its last step."""
    route: list[dict[str, Any]] = [
        {"station": name, **({"service_time": service_time} if service_time else {})} for name in names
    ]
    route[-1] |= last
    return route


def case_class(
    name: str = "a",
    per_hour: float = 1.0,
    route: list[dict[str, Any]] | None = None,
    channel: str = "loket",
    **fields: Any,
) -> dict[str, Any]:
    """A class that uses one channel round the clock."""
    return {
        "name": name,
        "title": TEXT,
        "source": "assumed",
        "arrivals": {"per_hour": per_hour},
        "channels": {"shares": {channel: 1}},
        "routes": {channel: route or steps("one", service_time=exponential(10))},
        **fields,
    }


def queue(
    per_hour: float, service_time: dict[str, Any], days: int = 1, warm_up_days: int = 0, **of_station: Any
) -> Scenario:
    """One station and one class: the office of queueing theory."""
    servers = {} if "servers" in of_station or "roster" in of_station else {"servers": 1}
    return office(
        horizon={"days": days, "warm_up_days": warm_up_days, "source": "assumed"},
        stations=[station(**servers, service_time=service_time, **of_station)],
        case_classes=[case_class(per_hour=per_hour, route=[{"station": "one"}])],
    )
