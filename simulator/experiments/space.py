"""The points that the levers of a goal span: all of them, neighbours, and those of a sampler."""

from collections.abc import Iterator, Sequence
from itertools import product
from math import inf, prod
from typing import TYPE_CHECKING, Any

import numpy as np

from simulator.experiments.candidates import Point, cost_of
from simulator.experiments.goals import Goal
from simulator.experiments.levers import Level, Lever

if TYPE_CHECKING:
    from optuna.distributions import BaseDistribution

_DRAWS = 2000
_STEP = 0.1  # of a range of real numbers

MOST_COUNTED = 1_000_000
"""Combinations up to which their costs are looked at one by one."""


def combinations(goal: Goal) -> int | None:
    """How many points there are; None if a lever has a range of real numbers."""
    counts = [lever.n_levels for lever in goal.levers]
    return None if None in counts else prod(count for count in counts if count is not None)


def all_points(goal: Goal) -> Iterator[Point]:
    """Every point, the first lever changing slowest; only without ranges of real numbers."""
    names = [lever.name for lever in goal.levers]
    for levels in product(*(_levels(lever) for lever in goal.levers)):
        yield dict(zip(names, levels, strict=True))


def is_affordable(goal: Goal, point: Point) -> bool:
    """Whether a point costs no more than the budget."""
    return goal.spec.budget is None or cost_of(goal.levers, point) <= goal.spec.budget


def neighbours(goal: Goal, point: Point) -> Iterator[Point]:
    """Points that differ in one lever: by a step where levels have an order, by anything where they have none."""
    for lever in goal.levers:
        for level in _near(lever, point[lever.name]):
            yield {**point, lever.name: level}


def random_point(goal: Goal, rng: np.random.Generator) -> Point:
    """Any point, each level as likely as the others."""
    return {
        lever.name: lever.level_at(float(share))
        for lever, share in zip(goal.levers, rng.random(len(goal.levers)), strict=True)
    }


def unseen(
    goal: Goal, best: Sequence[Point], seen: set[tuple[Level, ...]], rng: np.random.Generator, most: float = inf
) -> Point | None:
    """A point that is not known, within the budget and cheaper than `most`: beside the best ones, else anywhere."""

    def is_of_use(point: Point) -> bool:
        return key(point) not in seen and is_affordable(goal, point) and cost_of(goal.levers, point) < most

    for point in best:
        near = [one for one in neighbours(goal, point) if is_of_use(one)]
        if near:
            return near[int(rng.integers(len(near)))]
    return next((point for point in (random_point(goal, rng) for _ in range(_DRAWS)) if is_of_use(point)), None)


def key(point: Point) -> tuple[Level, ...]:
    """What two points share only if they are the same."""
    return tuple(point.values())


def distributions(goal: Goal) -> "dict[str, BaseDistribution]":
    """The levers as optuna's: ordered levels by their position, others as they come."""
    return {lever.name: _distribution(lever) for lever in goal.levers}


def encoded(goal: Goal, point: Point) -> dict[str, Any]:
    """A point as optuna's parameters."""
    return {lever.name: _position(lever, point[lever.name]) for lever in goal.levers}


def decoded(goal: Goal, params: dict[str, Any]) -> Point:
    """Optuna's parameters as a point."""
    return {
        lever.name: lever.levels[params[lever.name]] if lever.levels else params[lever.name] for lever in goal.levers
    }


def _distribution(lever: Lever) -> "BaseDistribution":
    from optuna.distributions import CategoricalDistribution, FloatDistribution, IntDistribution

    if lever.levels and not _is_ordered(lever):
        return CategoricalDistribution(tuple(range(len(lever.levels))))
    if lever.levels:
        return IntDistribution(0, len(lever.levels) - 1)
    return (
        IntDistribution(int(lever.low), int(lever.high)) if lever.is_whole else FloatDistribution(lever.low, lever.high)
    )


def _levels(lever: Lever) -> Sequence[Level]:
    return lever.levels or range(int(lever.low), int(lever.high) + 1)


def _is_ordered(lever: Lever) -> bool:
    numbers = [level for level in lever.levels if isinstance(level, int | float) and not isinstance(level, bool)]
    return len(numbers) == len(lever.levels) and numbers == sorted(set(numbers))


def _position(lever: Lever, level: Level) -> Any:
    return lever.levels.index(level) if lever.levels else level


def _near(lever: Lever, level: Level) -> list[Level]:
    if lever.levels and not _is_ordered(lever):
        return [one for one in lever.levels if one != level]
    if lever.levels:
        at = lever.levels.index(level)
        return [lever.levels[i] for i in (at - 1, at + 1) if 0 <= i < len(lever.levels)]
    step = 1 if lever.is_whole else _STEP * (lever.high - lever.low)
    near = [one for one in (float(level) - step, float(level) + step) if lever.low <= one <= lever.high]
    return [int(one) if lever.is_whole else one for one in near]
