"""An office in which every need that is drawn depends on the person, the visit or the attempt."""

from offices import TEXT, case_class, exponential, office, station
from simulator.scenario import Scenario

ASSUMED = {"source": "assumed"}
OF_PERSONS = {"factors": {"low_literacy": 1.5, "middle_literacy": 1.2, "unaware": 1.4, "unconnected": 1.3}}


def office_of_many_needs() -> Scenario:
    of_each = {"title": TEXT, "literacy": {"low": 0.3, "middle": 0.3, "high": 0.4}, "connected": 0.5, "aware": 0.5}
    repair = {"time": exponential(60), "never_returns": 0.2, **ASSUMED}
    checks = {
        name: {"probability": 0.2, "back_to": "one", "repair": repair, **OF_PERSONS, **ASSUMED}
        for name in ("nik_check", "completeness_check", "rework")
    }
    failure = {"retry": 0.9, "delay": exponential(30), "attempts": 4, **ASSUMED}
    return office(
        population={
            "districts": [
                {"name": "kota", "share": 0.5, "travel_min": 10, **of_each},
                {"name": "hulu", "share": 0.5, "travel_min": 90, **of_each},
            ],
            **ASSUMED,
        },
        channels=[{"name": "loket", "title": TEXT, "on_failure": failure}],
        stations=[station(servers=2, patience=exponential(20), balk_at_queue=3), station("two", servers=5)],
        case_classes=[
            case_class(
                per_hour=6,
                route=[
                    {"station": "one", "service_time": exponential(10), **OF_PERSONS, **checks},
                    {"station": "two", "service_time": exponential(10), "travel": True},
                ],
            )
        ],
    )
