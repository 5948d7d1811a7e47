"""Rules on steps that only cases take that a check has sent back."""

from collections.abc import Iterator, Mapping, Sequence

from simulator.scenario.check_common import Found, problem
from simulator.scenario.errors import Path_
from simulator.scenario.people import CaseClass, Channel, Check, Step
from simulator.scenario.resolve_routes import kept_steps
from simulator.scenario.schema import ScenarioSpec

CHECKS = ("nik_check", "completeness_check", "rework")


def returns(spec: ScenarioSpec) -> Found:
    """A step with `after_return` comes after the first, and cases that were sent back come to it."""
    channels = {channel.name: channel for channel in spec.channels}
    for index, case_class in enumerate(spec.case_classes):
        path: Path_ = ("case_classes", index)
        routes = {name: kept_steps(steps, spec.policies) for name, steps in case_class.routes.items()}
        switched_to = _switched_to(routes, channels)
        for channel, steps in routes.items():
            earliest = 0 if channel in switched_to else _earliest_return(steps)
            yield from _steps(steps, earliest, case_class.routes[channel], (*path, "routes", channel))
        yield from _backlog(case_class, routes, path)


def checks_of(step: Step) -> Iterator[tuple[str, Check]]:
    """The checks of a step and the fields in which they stand."""
    for field in CHECKS:
        check = getattr(step, field)
        if check is not None:
            yield field, check


def _steps(steps: Sequence[Step], earliest: int, whole: Sequence[Step], path: Path_) -> Found:
    for position, step in enumerate(steps):
        if not step.after_return:
            continue
        here = (*path, next(index for index, each in enumerate(whole) if each is step), "after_return")
        if position == 0:
            message = "this route begins here, where no check has sent a case back yet; put it at a later step"
            yield problem("SCN055", here, message)
        elif position < earliest:
            message = (
                "nothing sends a case back to here or before, so this step would never exist; "
                "add a check that does, or remove this"
            )
            yield problem("SCN056", here, message)


def _backlog(case_class: CaseClass, routes: Mapping[str, Sequence[Step]], path: Path_) -> Found:
    for index, item in enumerate(case_class.backlog):
        begins = next((step for step in routes.get(item.channel, ()) if step.station == item.station), None)
        if begins is not None and begins.after_return:
            message = f"cases that no check has sent back pass over '{item.station}'; name another station of the route"
            yield problem("SCN055", (*path, "backlog", index, "station"), message)


def _earliest_return(steps: Sequence[Step]) -> int:
    """Position of the earliest step to which checks of this route send back; beyond the last if none does.

    A check counts only where somebody comes to it: at a step that all take, or after one to which cases are sent back.
    """
    names = [step.station for step in steps]
    earliest = len(names)
    while True:
        taken = [step for position, step in enumerate(steps) if position >= earliest or not step.after_return]
        targets = [check.back_to for step in taken for _, check in checks_of(step)]
        back = [names.index(target) if target in names else 0 for target in targets]  # SCN025 tells of the others
        if min(back, default=earliest) >= earliest:
            return earliest
        earliest = min(back)


def _switched_to(routes: Mapping[str, Sequence[Step]], channels: Mapping[str, Channel]) -> list[str]:
    """Channels to which cases may switch after a check has sent them back; they switch at a first step only."""
    waiting = [name for name, steps in routes.items() if _earliest_return(steps) == 0]
    reached: list[str] = []
    for name in waiting:  # the list grows as it is read
        failure = channels[name].on_failure if name in channels else None
        others = [other for other in (failure.switch if failure else ()) if other in routes]
        reached += [other for other in others if other not in reached]
        waiting += [other for other in others if other not in waiting]
    return reached
