"""What each alternative of a comparison changes in a few main measures: what is better, worse, or the same."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cached_property
from math import inf

from simulator.experiments import Comparison
from simulator.measures import Estimate, better
from simulator.reports.facts import front_stations, staffed_at_times, whole
from simulator.reports.numbers import LANGS, amount

SHARES = ("on_time_share", "service_level", "give_up_share", "deemed_approved_share")
FINISHED = "throughput"
COMERS = "arrivals"
"""How many apply: neither good nor bad, but with it goes how many are finished and how long all of them are busy."""

OF_FINISHED = "sojourn_time_mean"
"""A mean over finished applications only, which looks better when those that take long are not finished at all."""

_LEAST_RATIO = 0.02
_LEAST = {"share": 0.005, "point": 0.5, "min": 0.5}
"""A change below half a percentage point, half a point, half a minute or this share of the mean is as good as none."""


def is_told_apart(estimate: Estimate) -> bool:
    """Whether the interval of a difference leaves out 0."""
    return estimate.mean == estimate.mean and abs(estimate.mean) > estimate.half_width


def is_practically_same(change: Estimate, now: Estimate) -> bool:
    """Whether a difference, told apart or not, is too small to matter, or is lost when both are rounded.

    Parameters
    ----------
    change, now : Estimate
        The difference, and the mean of which it is one. Amounts of money are never too small.

    Examples
    --------
    >>> is_practically_same(Estimate(0.004, 0.001, 30, "share"), Estimate(0.7, 0.01, 30, "share"))
    True
    >>> is_practically_same(Estimate(-7.9, 0.4, 30, "min"), Estimate(12.0, 1.0, 30, "min"))
    False
    """
    size = abs(change.mean)
    if change.unit.startswith("IDR") or size != size:
        return False
    ratio = 0.0 if change.unit in ("share", "point") else _LEAST_RATIO * abs(now.mean)
    return size < max(ratio, _LEAST.get(change.unit, 0.0)) or _reads_same(change, now)


def follows(change: Estimate, comers: Estimate | None) -> bool:
    """Whether what is more, or fewer, may be so only because more, or fewer, come.

    Parameters
    ----------
    change : Estimate
        Difference of a number that grows with how many come.
    comers : Estimate or None
        From :func:`comers_change`.
    """
    return comers is not None and comers.mean * change.mean > 0


def _reads_same(change: Estimate, now: Estimate) -> bool:
    lang = LANGS[0]
    return amount(now.mean, now, lang) == amount(now.mean + change.mean, now, lang)


@dataclass(frozen=True)
class Effect:
    """What an alternative changes in a measure.

    Attributes
    ----------
    measure : str
        Name, as ``waiting_time_mean[loket]``.
    base, other, change : Estimate
        The present state, the alternative, and the paired difference.
    comers : Estimate or None
        By how many more or fewer apply, if that is told apart.
    """

    measure: str
    base: Estimate
    other: Estimate
    change: Estimate
    comers: Estimate | None = None

    @property
    def way(self) -> int:
        """1 if it is better, -1 if it is worse, 0 if that cannot be told, is as good as nothing or not comparable.

        That more are finished is no gain where more apply, nor is it a loss that fewer are where fewer do.
        """
        return 0 if self.measure == FINISHED and follows(self.change, self.comers) else self.sign

    @property
    def sign(self) -> int:
        """As :attr:`way`, however many apply."""
        if not is_told_apart(self.change) or is_practically_same(self.change, self.base):
            return 0
        return 1 if self.change.mean * better(self.measure) > 0 else -1

    @property
    def size(self) -> float:
        """The change, at the cautious end of its interval, as a share of the base; of a share's smaller side.

        More permits on time are as strong a change as fewer late ones.
        """
        least = min(abs(self.change.low), abs(self.change.high))
        now = abs(self.base.mean)
        now = min(now, 1 - now) if self.change.unit == "share" else now
        return least / now if now > 0 else inf


@dataclass(frozen=True)
class Effects:
    """What one alternative changes in all main measures.

    Attributes
    ----------
    every : tuple of Effect
        Of all main measures that both have.
    unstaffed : tuple of str
        Stations at which somebody works now, and nobody with the alternative.
    finished : Estimate or None
        By how many applications a day it finishes more or fewer, if that is told apart.
    comers : Estimate or None
        By how many a day more or fewer apply, if that is told apart.
    """

    every: tuple[Effect, ...]
    unstaffed: tuple[str, ...] = ()
    finished: Estimate | None = None
    comers: Estimate | None = None

    @cached_property
    def is_praised(self) -> bool:
        """Whether what is better may be said: not where fewer are finished, for it is of those who are left."""
        fewer = any(one.measure == FINISHED and one.sign < 0 for one in self.every)
        return not self.unstaffed and not fewer

    @cached_property
    def gains(self) -> tuple[Effect, ...]:
        """All that is better, the strongest first; nothing of a plan that is not to be praised."""
        found = (one for one in self.every if one.way > 0 and self.is_praised)
        return tuple(sorted(found, key=lambda one: -one.size))

    @cached_property
    def better(self) -> tuple[Effect, ...]:
        """What is better, the strongest first; of waits the strongest only."""
        return tuple(one_wait(self.gains))

    @cached_property
    def worse(self) -> tuple[Effect, ...]:
        """What is worse, the strongest first; of waits the strongest only."""
        found = (one for one in self.every if one.way < 0)
        return tuple(one_wait(sorted(found, key=lambda one: -one.size)))

    @property
    def is_same(self) -> bool:
        """Whether something is told apart from now, and all of it is as good as nothing."""
        return not any(one.sign for one in self.every) and any(is_told_apart(one.change) for one in self.every)


def one_wait(effects: Sequence[Effect]) -> Iterator[Effect]:
    """Effects without waits after the first."""
    has_wait = False
    for one in effects:
        is_wait = one.measure.startswith("waiting_time_mean")
        if not (is_wait and has_wait):
            yield one
        has_wait |= is_wait


def effects_of(comparison: Comparison, at: int) -> Effects:
    """What an alternative changes in people's waits, in promises, in what is given up, deemed granted and finished.

    Parameters
    ----------
    comparison : Comparison
        What was compared.
    at : int
        Place of the alternative.
    """
    found = (_effect(comparison, at, name) for name in _main(comparison, at))
    before, after = comparison.base.scenario, comparison.alternatives[at].scenario
    kept = staffed_at_times(after)
    unstaffed = tuple(name for name in staffed_at_times(before) if name not in kept)
    every = tuple(one for one in found if one is not None)
    return Effects(every, unstaffed, finished_change(comparison, at), comers_change(comparison, at))


def _main(comparison: Comparison, at: int) -> tuple[str, ...]:
    """Names of the main measures; where nobody waits at the front himself, files' time takes that place."""
    fronts = [f"waiting_time_mean[{place}]" for place in front_stations(comparison.base.scenario)]
    if not any(whole(comparison.base, name) for name in fronts):
        fronts = ["waiting_time_mean" if finished_change(comparison, at) else OF_FINISHED]
    return (*fronts, *SHARES, FINISHED)


def _effect(comparison: Comparison, at: int, name: str) -> Effect | None:
    base, other = whole(comparison.base, name), whole(comparison.alternatives[at], name)
    if base is None or other is None or not has(comparison, at, name):
        return None
    return Effect(name, base, other, comparison.estimate(name, at), comers_change(comparison, at))


def has(comparison: Comparison, at: int, name: str) -> bool:
    """Whether an alternative has a measure of which a difference can be taken."""
    return name in comparison.alternatives[at].values and comparison.estimate(name, at).n > 0


def finished_change(comparison: Comparison, at: int) -> Estimate | None:
    """By how many applications a day an alternative finishes more or fewer; None if that is not told apart.

    Parameters
    ----------
    comparison : Comparison
        What was compared.
    at : int
        Place of the alternative.
    """
    return _told_change(comparison, at, FINISHED)


def comers_change(comparison: Comparison, at: int) -> Estimate | None:
    """By how many applications a day more or fewer come with an alternative; None if that is not told apart.

    Parameters
    ----------
    comparison : Comparison
        What was compared.
    at : int
        Place of the alternative.
    """
    return _told_change(comparison, at, COMERS)


def _told_change(comparison: Comparison, at: int, name: str) -> Estimate | None:
    one = comparison.estimate(name, at) if has(comparison, at, name) else None
    return one if one is not None and is_told_apart(one) else None
