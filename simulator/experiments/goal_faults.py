"""What can be wrong with a goal beyond the form of its fields."""

from collections.abc import Iterator

from simulator.engines import ENGINES, names_of
from simulator.experiments.goal_spec import GoalSpec
from simulator.experiments.levers import NO_PATCH, LeverSpec
from simulator.experiments.outcomes import COST, is_measure
from simulator.measures import better, measure_names, unit_of
from simulator.scenario import ASSUMED, Problem, Scenario, ScenarioError
from simulator.scenario.sources import is_listed, why_unlisted
from simulator.scenario.wording import suggestion

_COLUMNS = frozenset({"number", COST, "point", "problem", "difference"})
"""Columns of the tables that a lever could be named like, besides the measures."""


def goal_problems(spec: GoalSpec, base: Scenario) -> Iterator[Problem]:
    """Every problem of objective, constraints, names and costs; levers are checked elsewhere.

    Parameters
    ----------
    spec : GoalSpec
        As written.
    base : Scenario
        What it is about.
    """
    yield from _objective_problems(spec)
    yield from _name_problems(spec, base)
    yield from _limit_problems(spec, base)
    yield from _lever_names(spec, base)
    yield from _cost_problems(spec)


def _objective_problems(spec: GoalSpec) -> Iterator[Problem]:
    asked = spec.objective
    if (asked.minimise is None) == (asked.maximise is None):
        yield Problem("SCN020", "objective", "give exactly one of minimise and maximise")
    if asked.maximise == COST:
        yield Problem("SCN013", "objective.maximise", "a cost can only be minimised")
    for place, one in enumerate(spec.constraints):
        if (one.at_least is None) == (one.at_most is None):
            yield Problem("SCN020", f"constraints[{place}]", "give exactly one of at_least and at_most")
    if asked.minimise == COST and spec.indifference is not None:
        yield Problem("SCN020", "indifference", "it belongs to an objective that is a measure; take it out")
    if asked.minimise == COST and not spec.constraints:
        yield Problem("SCN011", "constraints", "the cheapest is to change nothing; say what must hold")
    if (asked.minimise == COST or spec.budget is not None) and all(lever.cost is None for lever in spec.levers):
        yield Problem("SCN011", "levers", "no lever has a cost; a budget or an objective of cost needs one")


def _name_problems(spec: GoalSpec, base: Scenario) -> Iterator[Problem]:
    known = _known_measures(spec, base)
    asked = [(f"constraints[{place}].measure", one.measure) for place, one in enumerate(spec.constraints)]
    asked += [(f"pareto[{place}]", name) for place, name in enumerate(spec.pareto)]
    objective = {"minimise": spec.objective.minimise, "maximise": spec.objective.maximise}
    asked += [(f"objective.{way}", name) for way, name in objective.items() if name not in (None, COST)]
    for where, name in asked:
        if not is_measure(name, known):
            yield Problem("SCN021", where, f"there is no measure {name!r}; {suggestion(name, known)}")
        elif where.startswith("pareto") and better(name) == 0:
            yield Problem("SCN013", where, f"{name} is neither better high nor better low; name another measure")
    if spec.engine and spec.engine not in ENGINES:
        yield Problem("SCN021", "engine", f"there is no engine {spec.engine!r}; {suggestion(spec.engine, ENGINES)}")


def _limit_problems(spec: GoalSpec, base: Scenario) -> Iterator[Problem]:
    """Limits that no office could keep, or that all do: a share above 1, a time below 0."""
    known = _known_measures(spec, base)
    for place, one in enumerate(spec.constraints):
        limit = one.at_most if one.at_least is None else one.at_least
        if limit is None or not is_measure(one.measure, known):
            continue
        most = 1.0 if unit_of(one.measure) == "share" else float("inf")
        if not 0 <= limit <= most:
            allowed = "a share, from 0 to 1" if most == 1 else "at least 0"
            yield Problem(
                "SCN014", f"constraints[{place}]", f"the limit of {one.measure} is {limit:g}; it must be {allowed}"
            )


def _lever_names(spec: GoalSpec, base: Scenario) -> Iterator[Problem]:
    taken = _COLUMNS.union(_known_measures(spec, base))
    for place, lever in enumerate(spec.levers):
        if lever.name in taken:
            message = f"{lever.name!r} is a column of the tables; give another name"
            yield Problem("SCN022", f"levers[{place}].name", message)


def _known_measures(spec: GoalSpec, base: Scenario) -> list[str]:
    """Measures of the base, and of stations that only a patch of a lever brings."""
    offices = [base]
    for name in dict.fromkeys(name for lever in spec.levers for name in lever.patches or ()):
        if name in base.spec.patches:
            try:
                offices.append(base.patched(name))
            except ScenarioError:  # said of each candidate that takes it
                continue
    return list(dict.fromkeys(name for office in offices for name in measure_names(names_of(office.resolved))))


def _cost_problems(spec: GoalSpec) -> Iterator[Problem]:
    for place, lever in enumerate(spec.levers):
        here = f"levers[{place}]"
        if lever.cost is None:
            continue
        if isinstance(lever.cost, dict) != (lever.patches is not None):
            yield Problem("SCN012", f"{here}.cost", "patches have a cost each, by name; other levers one number")
        elif isinstance(lever.cost, dict):
            yield from _patch_costs(lever, lever.cost, here)
        elif any(isinstance(level, str) for level in lever.levels or ()):
            yield Problem("SCN012", f"{here}.cost", "levels that are texts have no unit; make them patches")
        yield from _cost_sources(spec, lever, here)


def _patch_costs(lever: LeverSpec, costs: dict[str, float], here: str) -> Iterator[Problem]:
    for name in lever.patches or ():
        if name not in costs and name != NO_PATCH:
            yield Problem("SCN011", f"{here}.cost", f"the patch {name!r} has no cost here; add it, 0 perhaps")
    for name in costs:
        if name not in (lever.patches or ()):
            yield Problem("SCN021", f"{here}.cost", f"{name!r} is no patch of this lever")


def _cost_sources(spec: GoalSpec, lever: LeverSpec, here: str) -> Iterator[Problem]:
    source = lever.source.get(COST) if isinstance(lever.source, dict) else lever.source
    if source is None:
        yield Problem("SCN030", f"{here}.cost", f"this number has no source; add 'source:', or 'source: {ASSUMED}'")
    elif not is_listed(source, spec.sources):
        yield Problem("SCN031", f"{here}.source", why_unlisted(source))
