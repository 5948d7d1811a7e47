"""What the dictionary of a log says of routes and deadlines is what the scenario says."""

from offices import case_class, exponential, office, station, steps
from simulator.engines import names_of

LEGAL = {"deadline_days": 3, "source": "assumed"}
TWICE = {"id": "x", "en": "x"}


def test_routes_deadlines_steps_and_working_days():
    """Of izin the counter completes at its first step and decides at its second, online nothing does; nib has no law."""
    at_counter = steps("one", "two", service_time=exponential(5))
    at_counter[0] |= {"starts_clock": True}
    at_counter[1] |= {"decides": True, "deadline_days": 2}
    online = steps("two", "one", service_time=exponential(5))
    names = names_of(
        office(
            horizon={"days": 5, "start": "2026-06-11", "source": "assumed"},  # a Thursday
            channels=[{"name": name, "title": TWICE} for name in ("loket", "daring", "pos")],
            stations=[station("one", servers=1), station("two", servers=1)],
            case_classes=[
                case_class(
                    "izin", legal=LEGAL, channels={"shares": {"loket": 0.5, "daring": 0.5}},
                    routes={"loket": at_counter, "daring": online},
                ),
                case_class("nib", route=online, channel="daring"),
            ],
        ).resolved
    )  # fmt: skip
    assert names.routes == (("izin", "loket"), ("izin", "daring"), ("nib", "daring"))
    assert names.deadline_days == (3, -1)
    assert names.starts_clock == (("izin", "loket", "one"),)
    assert names.decides == (("izin", "loket", "two"),)
    assert names.step_deadlines == (("izin", "loket", "two", 2),)
    assert names.working_days == (True, True, False, False, True)
