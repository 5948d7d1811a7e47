"""How far the work behind a comparison is, and how long it still takes."""

import time
from collections.abc import Callable
from dataclasses import dataclass
from math import ceil, isfinite

from simulator.experiments import Comparison
from simulator.experiments.precision import FEWEST, LOOK_AHEAD, MOST
from simulator.measures import Estimate
from simulator.studio.background import Tell

__all__ = ["LOG_WEIGHT", "READS", "SEEKS", "SIMULATES", "Clock", "Step", "likely"]

LOG_WEIGHT = 20
"""Reading a replication's log takes so many times as long as simulating it: measured on kabupaten-menengah, 28 days."""

OFTEN_S = 0.2
"""Seconds between two steps of the bar."""

PATIENCE_S = 1.0
"""Seconds before anything is said of the time left."""

SIMULATES, SEEKS, READS = "simulates", "seeks", "reads"

PRECISE = "waiting_time_mean"
"""Of which the difference must be as precise as asked for (:func:`simulator.experiments.compare`)."""


@dataclass(frozen=True)
class Step:
    """How far the work is.

    Attributes
    ----------
    does : str
        ``simulates``, ``seeks`` (simulates until it is precise enough) or ``reads`` (event logs).
    done, of : int
        Replications of all offices together; `of` is an estimate while it seeks, and 0 where nobody knows.
    share : float or None
        Of the whole work, 0 to 1.
    left_s : float or None
        Seconds that it still takes, if they can be told.
    """

    does: str
    done: int
    of: int
    share: float | None
    left_s: float | None


def likely(comparison: Comparison, precision: float) -> int:
    r"""Replications of each office that a precision will probably need.

    Parameters
    ----------
    comparison : Comparison
        Over the replications that there are, n.
    precision : float
        Half-width that is asked for, as a share of the base's mean.

    Notes
    -----
    The half-width h of a mean shrinks with the square root of their number, so that :math:`n (h / h_0)^2` of them have
    the half-width :math:`h_0`; the widest difference counts, and the rule looks on for a while, as
    :class:`simulator.experiments.precision.Watch` says.

    References
    ----------
    Law (2015), *Simulation Modeling and Analysis*, 5th ed., 9.4.1.
    """
    base = comparison.base.estimate(PRECISE)
    needed = [_needed(comparison.estimate(PRECISE, at), precision * abs(base.mean)) for at in _every(comparison)]
    most = min(max(FEWEST, *needed), float(MOST))
    return min(MOST, ceil(most + max(LOOK_AHEAD, most * LOOK_AHEAD / 100)))


def _every(comparison: Comparison) -> range:
    return range(len(comparison.alternatives))


def _needed(change: Estimate, target: float) -> float:
    if change.half_width == 0:
        return 0.0
    return change.n * (change.half_width / target) ** 2 if target and isfinite(change.half_width) else float(MOST)


class Clock:
    """How much of the work is done, and how long the rest takes at the same pace.

    Parameters
    ----------
    offices : int
        That are simulated.
    logs : int
        Event logs that will be read of each.
    tell : callable
        Told :class:`Step`.
    """

    def __init__(self, offices: int, logs: int, tell: Tell) -> None:
        self._offices, self._logs, self._tell = offices, logs, tell
        self._all = self._done = 0
        self._began = self._said = time.monotonic()

    def expect(self, replications: int) -> None:
        """So many replications of each office are simulated in all; before that is known nothing is said of the end."""
        self._all = self._offices * (replications + self._logs * LOG_WEIGHT)

    def simulating(self) -> Callable[[int, int], None]:
        """To be told of replications of a stage whose number is known."""
        before = self._done

        def told(done: int, of: int) -> None:
            self._done = before + done
            self._say(SIMULATES, done, of)

        return told

    def seeking(self, likely: int) -> Callable[[int, int], None]:
        """To be told of replications until they are enough: probably as many of each office, but nobody knows."""
        before, of = self._done, self._offices * likely

        def told(done: int, _most: int) -> None:
            self._done = before + done
            self._say(SEEKS, done, of if done < of else 0)

        return told

    def reading(self, done: int, of: int) -> None:
        """Logs of so many replications are read."""
        self._said = 0.0
        self._say(READS, done, of)

    def add(self, weight: int) -> None:
        """So much more is done."""
        self._done += weight

    def _say(self, does: str, done: int, of: int) -> None:
        now = time.monotonic()
        if now - self._said < OFTEN_S:
            return
        self._said = now
        share = min(1.0, self._done / self._all) if of and self._all else None
        spent = now - self._began
        left = spent * (1 - share) / share if share and spent >= PATIENCE_S else None
        self._tell(Step(does, done, of, share, left))
