"""Case classes and their routes: human form -> resolved form."""

from collections.abc import Iterable, Iterator

from simulator.scenario.people import BacklogItem, CaseClass, Completeness, Policy, Repair, Step
from simulator.scenario.people import Factors as FactorsBlock
from simulator.scenario.resolve_demand import choice, daily_means
from simulator.scenario.resolve_durations import duration, limit, optional_duration
from simulator.scenario.resolve_frame import Frame
from simulator.scenario.resolved import (
    NO_FACTORS,
    Duration,
    Factors,
    ResolvedCheck,
    ResolvedClass,
    ResolvedRepair,
    ResolvedStep,
)
from simulator.scenario.schema import Policies

AT_ONCE = Duration("deterministic")
"""What a system takes, unless said."""


def case_class(block: CaseClass, frame: Frame) -> ResolvedClass:
    """A case class with its demand, its choice of channel and its routes."""
    routes = [kept_steps(block.routes.get(name, []), frame.spec.policies) for name in frame.channels]
    return ResolvedClass(
        name=block.name,
        priority=block.priority,
        daily_mean=daily_means(block.arrivals, frame.almanac),
        choice=choice(block.channels, frame),
        routes=tuple(tuple(_step(step, _places(steps), frame) for step in steps) for steps in routes),
        brought=tuple(block.brought.get(name, 0.0) for name in frame.channels),
        backlog=tuple(_backlog(item, routes, frame) for item in block.backlog),
        deadline_days=limit(block.legal.deadline_days if block.legal else None),
        deemed_approval=block.legal is not None and block.legal.deemed_approval,
    )


def _backlog(item: BacklogItem, routes: list[list[Step]], frame: Frame) -> tuple[int, int, int]:
    channel = frame.channels[item.channel]
    return channel, _places(routes[channel]).index(item.station), item.cases


def _places(steps: list[Step]) -> list[str]:
    return [step.station for step in steps]


def kept_steps(steps: list[Step], policies: Policies) -> list[Step]:
    """The steps of a route that exist under the policies of the scenario."""
    return [step for step in steps if holds(step.when, step.unless, policies)]


def holds(when: Iterable[Policy], unless: Iterable[Policy], policies: Policies) -> bool:
    """Whether all of the one and none of the other policies are set."""
    return all(getattr(policies, name) for name in when) and not any(getattr(policies, name) for name in unless)


def _step(step: Step, route: list[str], frame: Frame) -> ResolvedStep:
    helped = _helped(step, frame.spec.policies)
    return ResolvedStep(
        station=frame.stations[step.station],
        service_time=_service_time(step, frame),
        factors=_factors(step.factors),
        checks=tuple(_checks(step, route, frame)),
        help_time=optional_duration(helped.help_time if helped else None),
        help_probability=helped.probability if helped else 0.0,
        help_factors=_factors(helped.factors if helped else None),
        travel=step.travel,
        starts_clock=step.starts_clock,
        decides=step.decides,
        after_return=step.after_return,
        deadline_days=limit(step.deadline_days),
    )


def _helped(step: Step, policies: Policies) -> Completeness | None:
    """The check in place of which files are completed on the spot."""
    check = step.completeness_check
    helps = policies.incomplete_files == "help" and check and check.help_time and check.probability
    return check if helps else None


def _service_time(step: Step, frame: Frame) -> Duration:
    station = frame.spec.stations[frame.stations[step.station]]
    block = step.service_time or station.service_time
    if block is None and station.kind != "system":
        raise ValueError(f"the step at {step.station} has no service time")
    return optional_duration(block) or AT_ONCE


def _checks(step: Step, route: list[str], frame: Frame) -> Iterator[ResolvedCheck]:
    """In the order in which they are made; those that cannot fail are left out."""
    completeness = step.completeness_check if frame.spec.policies.incomplete_files == "return" else None
    for kind, block in (("nik", step.nik_check), ("incomplete", completeness), ("returned", step.rework)):
        if block is None:
            continue
        again = block.probability if block.again is None else block.again
        if block.probability or again:
            yield ResolvedCheck(
                kind=kind,
                probability=block.probability,
                again=again,
                back_to=route.index(block.back_to),
                factors=_factors(block.factors),
                repair=_repair(block.repair, frame) if block.repair else None,
            )


def _repair(block: Repair, frame: Frame) -> ResolvedRepair:
    return ResolvedRepair(duration(block.time), frame.calendar(block.calendar), block.never_returns)


def _factors(block: FactorsBlock | None) -> Factors:
    if block is None:
        return NO_FACTORS
    return block.low_literacy, block.middle_literacy, block.unaware, block.unconnected
