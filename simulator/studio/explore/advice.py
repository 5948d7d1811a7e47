"""What is recommended of a search under a budget: the cheapest of those that are as good as the best."""

from dataclasses import dataclass, replace

import pandas as pd

from simulator.experiments.candidates import Candidate
from simulator.experiments.contrasts import optimism
from simulator.experiments.finalists import Finals, decide
from simulator.experiments.goals import Goal
from simulator.experiments.levers import changes_of
from simulator.experiments.optimum import Optimum
from simulator.experiments.outcomes import column
from simulator.experiments.staffing_band import staffing_bands
from simulator.experiments.tasks import Task, evaluate
from simulator.measures import Estimate, better, estimate_mean, unit_of
from simulator.reports.comparison_effects import is_practically_same
from simulator.studio.explore.pairs import UNSURE, apart, maybe_best
from simulator.studio.explore.watched import FINISHED, finished_of
from simulator.studio.explore.wish import Wish

__all__ = ["Advice", "advise"]


@dataclass(frozen=True)
class Advice:
    """What is recommended.

    Attributes
    ----------
    optimum : Optimum
        Its last round has all that were simulated again, and recommends the cheapest of those that cannot be told from
        the best or are practically the same.
    wish : Wish
        What was asked.
    now : Candidate
        The present state, with the same fresh luck.
    alike : tuple of Candidate
        Feasible ones that cannot be told from the one with the best mean, itself among them.
    close : tuple of Candidate
        Feasible ones that can be told from it, but whose difference is too small to matter.
    """

    optimum: Optimum
    wish: Wish
    now: Candidate
    alike: tuple[Candidate, ...]
    close: tuple[Candidate, ...]

    @property
    def answer(self) -> Candidate:
        """What is recommended; where nothing keeps the conditions for sure, what lacks least."""
        return self.optimum.answer

    @property
    def best(self) -> Candidate | None:
        """The one with the best mean; None if nothing keeps the conditions for sure."""
        return self.optimum.finals.best

    @property
    def candidates(self) -> tuple[Candidate, ...]:
        """All that were simulated again, those that keep the conditions first, the best of them first."""
        return self.optimum.finals.candidates

    def is_now(self, one: Candidate) -> bool:
        """Whether a combination is the present state itself."""
        levels = zip(self.wish.buys, one.point.values(), strict=True)
        return all(not next(level.text for level in buy.levels if level.said == said) for buy, said in levels)

    def gain(self, one: Candidate) -> Estimate:
        """A combination less the present state in what should be best, paired, with its 95 % interval."""
        return self.difference(self.now, one)

    def difference(self, first: Candidate, second: Candidate) -> Estimate:
        """The second less the first in what should be best, paired, with its 95 % interval."""
        name = self.optimum.goal.objective
        return estimate_mean((_values(second, name) - _values(first, name)).dropna(), unit_of(name))

    def helps(self) -> list[int]:
        """Of each candidate: better than now (1), worse (-1), or not distinguishable; all judged together (Holm)."""
        name = self.optimum.goal.objective
        ways = apart([(_values(self.now, name), _values(one, name)) for one in self.candidates])
        return [way * better(name) for way in ways]

    def finished(self) -> list[int]:
        """Whether each candidate finishes more (1) or fewer (-1) of what comes in than now; all judged together."""
        return apart([(_values(self.now, FINISHED), _values(one, FINISHED)) for one in self.candidates])

    def finished_more(self, one: Candidate) -> Estimate:
        """The share of what comes in that a combination finishes, less that of now."""
        return estimate_mean((_values(one, FINISHED) - _values(self.now, FINISHED)).dropna(), "share")

    def finished_share(self, one: Candidate) -> Estimate:
        """The share of what comes in that a combination finishes."""
        return estimate_mean(_values(one, FINISHED).dropna(), "share")

    @property
    def is_even(self) -> bool:
        """Whether no candidate finishes distinguishably more or fewer of what comes in than now."""
        return all(way == UNSURE for way in self.finished())


def advise(optimum: Optimum, wish: Wish) -> Advice:
    """Look at all that were simulated again, and recommend the cheapest that is as good as the best.

    Parameters
    ----------
    optimum : Optimum
        Of the search.
    wish : Wish
        Of which it is the answer.
    """
    goal = optimum.goal
    finals = decide(goal, optimum.again)
    alike, close = _as_good(goal, finals)
    will_do = [one for one in finals.candidates if one in alike or one in close]
    finals = replace(finals, recommended=min(will_do, key=lambda one: one.cost, default=None))
    answer = finals.recommended or finals.least_bad
    searched = next(one for one in optimum.found.candidates if one.number == answer.number)
    office = goal.base.with_(changes_of(goal.levers, goal.base, answer.point))
    seen = replace(
        optimum,
        finals=finals,
        optimism=optimism(goal, searched, answer),
        bands=tuple(staffing_bands(goal, office.resolved)),
    )
    found = Advice(seen, wish, answer, tuple(alike), tuple(close))
    return replace(found, now=_now(found))


def _as_good(goal: Goal, finals: Finals) -> tuple[list[Candidate], list[Candidate]]:
    """Feasible ones that cannot be told from the one with the best mean (Hsu); others that are practically the same."""
    feasible = finals.candidates[: finals.feasible]
    if not feasible:
        return [], []
    values, unit = [_values(one, goal.objective) for one in feasible], unit_of(goal.objective)
    best, others = maybe_best(values, better(goal.objective))
    now = estimate_mean(values[best].dropna(), unit)
    loss = [estimate_mean((one - values[best]).dropna(), unit) for one in values]
    alike = [feasible[at] for at in (best, *others)]
    small = [one for one, lost in zip(feasible, loss, strict=True) if is_practically_same(lost, now)]
    return alike, [one for one in small if one not in alike]


def _now(found: Advice) -> Candidate:
    """The present state with the luck of the last round; simulated if it is not among the candidates."""
    there = next((one for one in found.candidates if found.is_now(one)), None)
    if there is not None:
        return there
    goal = found.optimum.goal
    last = range(goal.spec.replications, goal.spec.replications + goal.spec.final_replications)
    done = evaluate(Task(goal.base.data, {}, goal.spec.seed, last, goal.engine))
    return Candidate(-1, {}, 0.0, done.values)


def _values(one: Candidate, name: str) -> "pd.Series[float]":
    values = pd.DataFrame() if one.values is None else one.values
    if name == FINISHED:
        return finished_of(values)
    return pd.Series(column(values, name), dtype=float)
