"""Searching the points of a goal: all of them, or those that a sampler asks for."""

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from itertools import islice

from simulator.experiments.asking import Asker, silent
from simulator.experiments.candidates import Candidate, Point, Simulator, cost_of
from simulator.experiments.goals import Goal
from simulator.experiments.settings import SettingsError
from simulator.experiments.space import MOST_COUNTED, all_points, combinations, is_affordable


@dataclass(frozen=True)
class Found:
    """What a search saw.

    Attributes
    ----------
    candidates : tuple of Candidate
        All that were simulated, in the order of their numbers.
    is_exhaustive : bool
        Whether they are all that the budget allows.
    combinations : int or None
        Points there are, affordable or not; None if a lever has a range of real numbers.
    """

    candidates: tuple[Candidate, ...]
    is_exhaustive: bool
    combinations: int | None


def search(goal: Goal, simulate: Simulator, progress: Callable[[int, int], None] | None = None) -> Found:
    """Simulate candidates of a goal: every affordable one if `evaluations` allows that, else those asked for.

    What is asked for depends on the goal and on what was simulated before, not on the workers, so a search that was
    stopped asks for the same again, and finds it where it was kept.

    Parameters
    ----------
    goal : Goal
        What is wanted.
    simulate : Simulator
        What simulates points.
    progress : callable, optional
        Told of the candidates done and how many there may be.

    Raises
    ------
    SettingsError
        If no point is within the budget.

    Notes
    -----
    Every second point is asked for by optuna's multivariate tree-structured Parzen estimator with constraints: points
    that satisfy them are preferred, and among others those that lack least. The others, and all of the last 30 %, lie
    beside the best ones so far, one step of one lever away; where cost is minimised, only where it is below that of the
    cheapest feasible point. No point is simulated twice.

    References
    ----------
    Watanabe (2023), *Tree-Structured Parzen Estimator*, arXiv:2304.11127.
    """
    count = combinations(goal)
    few = None if count is None or count > MOST_COUNTED else _few(goal)
    if few == []:
        cheapest = min(cost_of(goal.levers, point) for point in all_points(goal))
        raise SettingsError(
            f"every combination costs more than the budget; the cheapest costs {cheapest:,.0f} IDR a year"
        )
    if few is None:
        return Found(tuple(_sampled(goal, simulate, progress)), False, count)
    done = _all(simulate, list(enumerate(few)), lambda so_far: _tell(progress, so_far, len(few)))
    return Found(tuple(done), True, count)


def _few(goal: Goal) -> list[Point] | None:
    """All affordable points, if they are few enough."""
    points = list(islice(_affordable(goal), goal.spec.evaluations + 1))
    return points if len(points) <= goal.spec.evaluations else None


def _affordable(goal: Goal) -> Iterator[Point]:
    return (point for point in all_points(goal) if is_affordable(goal, point))


def _all(simulate: Simulator, numbered: Sequence[tuple[int, Point]], told: Callable[[int], None]) -> list[Candidate]:
    """Candidates of some points, in their order."""
    done: list[Candidate] = []
    for candidate in simulate(numbered):
        done.append(candidate)
        told(len(done))
    return sorted(done, key=lambda candidate: candidate.number)


def _tell(progress: Callable[[int, int], None] | None, done: int, total: int) -> None:
    if progress is not None:
        progress(done, total)


def _sampled(goal: Goal, simulate: Simulator, progress: Callable[[int, int], None] | None) -> list[Candidate]:
    most = goal.spec.evaluations
    with silent():
        asker = Asker(goal)
        while len(asker.done) < most:
            asked = asker.ask(min(goal.batch, most - len(asker.done)))
            if not asked:
                break
            first = len(asker.done)
            points = [(first + place, point) for place, (_, point) in enumerate(asked)]
            done = _all(simulate, points, lambda so_far, first=first: _tell(progress, first + so_far, most))  # type: ignore[misc]
            for (one, _), candidate in zip(asked, done, strict=True):
                asker.tell(one, candidate)
    return asker.done
