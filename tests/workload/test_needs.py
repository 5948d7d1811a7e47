"""The needs of one case, drawn when asked for, are those of the tables of the workload, bit for bit."""

from dataclasses import replace
from itertools import product

import numpy as np
import pytest
from hypothesis import HealthCheck, given, settings

from random_offices import rich_offices
from simulator.scenario.resolved import District, Duration, Population, ResolvedCheck, ResolvedRepair
from simulator.workload import Workload, make_workload, needs
from simulator.workload.durations import PARTS
from simulator.workload.packing import ABSENT, CHECKS, Needs, pack_needs
from workload.resolved_offices import case_class, channel, exponential, office, station, step

VISITS = 0, 1, 65_535


class Asked:
    """Asks for the needs of single cases of a workload."""

    def __init__(self, workload: Workload):
        self.workload, self.needs = workload, pack_needs(workload.scenario)
        streams = workload.streams
        self.seed, self.run = np.uint64(streams.seed), np.uint64(streams.office << 20 | streams.replication)

    def address(self, case: int, visit: int) -> tuple:
        return self.seed, self.run, int(self.workload.case_class[case]), int(self.workload.serial[case]), visit

    def person(self, case: int) -> tuple:
        people = self.workload.people
        return int(people.literacy[case]), bool(people.aware[case]), bool(people.connected[case])

    def service_ms(self, step_: int, case: int, visit: int) -> int:
        n = self.needs
        address, district = self.address(case, visit), int(self.workload.people.district[case])
        return needs.service_ms(
            n.durations, n.samples, n.factors, n.steps, n.travel_min, step_, *address, *self.person(case), district
        )

    def patience_ms(self, step_: int, case: int, visit: int) -> int:
        n = self.needs
        return needs.patience_ms(n.durations, n.samples, n.steps, step_, *self.address(case, visit))

    def check_draw(self, check: int, place: int, case: int, visit: int) -> float:
        n = self.needs
        return needs.check_draw(n.factors, n.checks, check, place, *self.address(case, visit), *self.person(case))

    def repair_ms(self, check: int, place: int, case: int, visit: int) -> int:
        n = self.needs
        return needs.repair_ms(n.durations, n.samples, n.checks, check, place, *self.address(case, visit))

    def never_returns(self, check: int, place: int, case: int, visit: int) -> bool:
        return needs.never_returns(self.needs.checks, check, place, *self.address(case, visit))

    def failure(self, way: int, case: int, attempt: int) -> tuple[float, int | None]:
        n = self.needs
        draw = needs.failure_draw(way, *self.address(case, attempt))
        if n.delays[way] == ABSENT:
            return draw, None
        return draw, needs.failure_delay_ms(n.durations, n.samples, n.delays, way, *self.address(case, attempt))


def steps_of(packed: Needs, group: int, way: int) -> list[int]:
    """Steps of a route, then the entries of data that they lead to."""
    first, count, _ = packed.routes[group, way]
    own = list(range(first, first + count))
    return own + sorted({int(packed.steps[number].entry) for number in own} - {ABSENT, *own})


def some(workload: Workload, group: int) -> list[int]:
    """A few cases of a class."""
    return np.flatnonzero(workload.case_class == group)[:12].tolist()


def assert_needs_of_steps(workload: Workload) -> int:
    """Compare the needs of some cases at every step of every route; say how many steps there were."""
    asked, compared = Asked(workload), 0
    scenario = workload.scenario
    for group, way in product(range(len(scenario.case_classes)), range(len(scenario.channels))):
        for number, visit in product(steps_of(asked.needs, group, way), VISITS):
            place = int(asked.needs.steps[number].station)
            cases = some(workload, group)
            table = workload.service_times_ms(place, visit, way)
            assert [asked.service_ms(number, case, visit) for case in cases] == table[cases].tolist()
            if scenario.stations[place].patience is not None:
                table = workload.patience_ms(place, visit, way)
                assert [asked.patience_ms(number, case, visit) for case in cases] == table[cases].tolist()
            assert_checks(asked, number, way, cases, visit)
            compared += 1
    return compared


def assert_checks(asked: Asked, number: int, way: int, cases: list[int], visit: int) -> None:
    workload, row = asked.workload, asked.needs.steps[number]
    place = int(row.station)
    for check in range(row.first_check, row.first_check + row.checks):
        kind = CHECKS[asked.needs.checks[check].kind]
        table = workload.check_draws(kind, place, visit, way)
        assert [asked.check_draw(check, place, case, visit) for case in cases] == table[cases].tolist()
        if asked.needs.checks[check].repair != ABSENT:
            table = workload.repair_ms(kind, place, visit, way)
            assert [asked.repair_ms(check, place, case, visit) for case in cases] == table[cases].tolist()
            table = workload.never_returns(kind, place, visit, way)
            assert [asked.never_returns(check, place, case, visit) for case in cases] == table[cases].tolist()


def assert_needs_after_failures(workload: Workload) -> None:
    asked = Asked(workload)
    cases = list(range(min(12, workload.n_cases)))
    for way, attempt in product(range(len(workload.scenario.channels)), (1, 2, 65_535)):
        draws, delays = zip(*(asked.failure(way, case, attempt) for case in cases), strict=True) if cases else ((), ())
        assert list(draws) == workload.failure_draws(way, attempt)[cases].tolist()
        if workload.scenario.channels[way].retry_delay is not None:
            assert list(delays) == workload.failure_delay_ms(way, attempt)[cases].tolist()


@settings(max_examples=60, deadline=None, suppress_health_check=list(HealthCheck), derandomize=True)
@given(rich_offices())
def test_needs_of_random_offices_are_those_of_the_tables(scenario):
    workload = make_workload(scenario.resolved, seed=2**64 - 1, replication=5, office=4095)
    assert assert_needs_of_steps(workload) > 0
    assert_needs_after_failures(workload)


FACTORS = (2.0, 0.0, 1.25, 3.0)
TOWN = Population(
    (("all", 1.0),),
    (
        District("dekat", 0.5, 0.25, 0.5, ((0, 0.5),), (0.3, 0.3, 0.4)),
        District("jauh", 0.5, 45.0, 0.5, ((0, 0.5),), (0.3, 0.3, 0.4)),
    ),
)


def busy_desk(up_min: float = 4.0, **of_step) -> Workload:
    """A desk where everything that a service can need is needed, and data entry after paper at another."""
    repair = ResolvedRepair(Duration("empirical", values=(1.0, 2.5), cumulative=(0.25, 1.0)), ABSENT, 0.3)
    checks = tuple(ResolvedCheck(kind, 0.5, 0.5, 0, FACTORS, repair) for kind in CHECKS)
    a_step = step(
        0, Duration("gamma", 9.0, 0.7), factors=FACTORS, help_time=exponential(3), help_probability=0.6,
        help_factors=(1.0, 2.0, 0.0, 0.5), travel=True, checks=checks, **of_step,
    )  # fmt: skip
    desks = (
        station("one", enter_at=1, patience=Duration("gamma", 20.0, 0.4), breakdown_up=exponential(up_min),
                breakdown_down=Duration("gamma", 2.0, 0.6)),
        station("two", service_time=Duration("lognormal", 1.0, 2.0)),
    )  # fmt: skip
    channels = channel(retry_delay=exponential(50)), channel("daring")
    classes = (case_class(daily_mean=(60.0,), route=(a_step,), shares=(0.5, 0.5)),)
    return make_workload(office(1, classes, stations=desks, channels=channels, population=TOWN), seed=11)


def test_a_desk_with_everything_has_the_needs_of_the_tables():
    workload = busy_desk()
    assert assert_needs_of_steps(workload) == 2 * 2 * len(VISITS)
    assert_needs_after_failures(workload)


def test_equipment_that_always_fails_is_told_apart():
    """More failures than addresses: the table raises, the single need says so."""
    workload = busy_desk(up_min=1e-7)
    slow_reader = int(np.flatnonzero(workload.people.literacy == 0)[0])
    assert Asked(workload).service_ms(0, slow_reader, 0) == needs.TOO_MANY
    with pytest.raises(ValueError, match=f"fails more than {PARTS} times"):
        workload.service_times_ms(0, 0)


def test_factors_of_no_row_are_one():
    factors = np.array([FACTORS])
    assert needs.person_factor(factors, ABSENT, 0, False, False) == 1.0
    by_hand = [((low, aware, connected), (2.0, 0.0, 1.0)[low] * (1.0, 1.25)[not aware] * (1.0, 3.0)[not connected])
               for low, aware, connected in product(range(3), (False, True), (False, True))]  # fmt: skip
    for person, factor in by_hand:
        assert needs.person_factor(factors, 0, *person) == factor


def test_another_seed_has_other_needs():
    """The comparison can fail."""
    workload = busy_desk()
    other = replace(workload, streams=replace(workload.streams, seed=12))
    with pytest.raises(AssertionError):
        assert [Asked(other).service_ms(0, case, 0) for case in range(9)] == workload.service_times_ms(0, 0)[
            :9
        ].tolist()
