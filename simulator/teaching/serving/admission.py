"""How many lessons may be open at once, and who has a place."""

from __future__ import annotations

import os
from collections.abc import Callable
from contextlib import suppress
from dataclasses import dataclass, field, replace
from pathlib import Path
from time import monotonic

__all__ = ["PLANNER", "Door", "Place", "usual_limit"]

MOST_LESSONS = 3
"""Of one learner at once: a second tab and one that is being reloaded are welcome, a pile of them is not."""

RETURN_S = 5.0
"""For so long the place of a closed page is kept for its learner, who may be reloading it."""

PLANNER = 2
"""Places that a page of the studio takes: it holds answers of many simulations (117 MiB, ``benchmarks/results.md``)."""

LEARNERS_PER_CORE = 30
MIB_PER_LEARNER, MIB_PER_ORDINARY_KERNEL, MIB_KEPT_FREE = 60, 180, 768


@dataclass
class Place:
    """The place of one page, from the request to the end of its kernel; `size` as of so many lessons."""

    learner: str
    since: float
    kernel: str = ""
    size: int = 1


@dataclass
class Door:
    """Counts the lessons that start or are open.

    Attributes
    ----------
    limit : int
        Lessons at once.
    clock : callable
        Seconds that never go back.
    """

    limit: int
    clock: Callable[[], float] = monotonic
    _places: list[Place] = field(default_factory=list)
    _left: dict[str, Place] = field(default_factory=dict)

    def __len__(self) -> int:
        """Return how many lessons start or are open, places kept for a reload among them."""
        self._forget()
        here = {place.learner for place in self._places}
        kept = [place for learner, place in self._left.items() if learner not in here]
        return sum(place.size for place in (*self._places, *kept))

    def enter(self, learner: str, is_stranger: bool = False, size: int = 1) -> Place | None:
        """Give a learner a place.

        Parameters
        ----------
        learner : str
            Who it is; the same for every page of one learner.
        is_stranger : bool
            Whether this page makes a new learner: then no other page is theirs, although they may be called alike.
        size : int
            As many lessons as the page weighs: :data:`PLANNER` for the studio.

        Returns
        -------
        Place or None
            None if all are taken. Whoever has a page, or had one a moment ago, gets one all the same, see
            :meth:`excess`; but not while three of theirs still start, for a page without a kernel cannot be ended.
        """
        self._forget()
        theirs = [place for place in self._places if place.learner == learner]
        if sum(not place.kernel for place in theirs) >= MOST_LESSONS:
            return None
        is_known = not is_stranger and (theirs or learner in self._left)
        if not is_known and len(self) + min(size, self.limit) > self.limit:
            return None
        self._left.pop(learner, None)
        self._places.append(Place(learner, self.clock(), size=size))
        return self._places[-1]

    def excess(self, learner: str) -> list[str]:
        """Return the kernels of a learner's oldest pages that must end: those beyond three; beyond one if it is full.

        Ask when a page comes, and again when its kernel has started: what still started meanwhile can end now.
        """
        most = 1 if len(self) > self.limit else MOST_LESSONS
        theirs = [place for place in self._places if place.learner == learner]
        return [place.kernel for place in theirs[: max(0, len(theirs) - most)] if place.kernel]

    def leave(self, place: Place) -> None:
        """Give up a place: its page could not be made, or its kernel has ended."""
        if place in self._places:
            self._places.remove(place)
            self._left[place.learner] = replace(place, since=self.clock())

    def ended(self, kernel: str) -> None:
        """Give up the place of a kernel, if it has one."""
        for place in [place for place in self._places if place.kernel == kernel]:
            self.leave(place)

    def _forget(self) -> None:
        until = self.clock() - RETURN_S
        self._left = {learner: place for learner, place in self._left.items() if place.since > until}


def usual_limit(can_fork: bool) -> int:
    """Return how many lessons this computer can hold, by its cores and its free memory.

    Parameters
    ----------
    can_fork : bool
        Whether kernels share the memory of one process.

    Returns
    -------
    int
        At least 2.
    """
    each = MIB_PER_LEARNER if can_fork else MIB_PER_ORDINARY_KERNEL
    by_memory = (_free_mib() - MIB_KEPT_FREE) // each
    return max(2, min(by_memory, LEARNERS_PER_CORE * (os.cpu_count() or 1)))


def _free_mib() -> int:
    """Memory that could be had; half of all where the system does not say."""
    with suppress(OSError, StopIteration):  # no such file but on Linux
        lines = Path("/proc/meminfo").read_text(encoding="ascii").splitlines()
        return int(next(line for line in lines if line.startswith("MemAvailable:")).split()[1]) // 1024
    if hasattr(os, "sysconf") and "SC_PHYS_PAGES" in os.sysconf_names:
        return os.sysconf("SC_PHYS_PAGES") * os.sysconf("SC_PAGE_SIZE") // 2**21
    return 4096
