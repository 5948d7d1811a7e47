"""How far one learner is in each lesson, for the home page."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass, field

from simulator.teaching.journal import Event

__all__ = ["NEW", "Progress", "progress"]


@dataclass
class Progress:
    """A learner in a lesson.

    Attributes
    ----------
    is_opened, is_done : bool
        Whether it was opened, and whether its end was reached.
    steps : set of str
        Parts in which something was done.
    """

    is_opened: bool = False
    is_done: bool = False
    steps: set[str] = field(default_factory=set)


#: Of a lesson that was never opened.
NEW = Progress()


def progress(events: Iterable[Event]) -> dict[str, Progress]:
    """Sum up what a learner did.

    Parameters
    ----------
    events : iterable of Event
        Of one learner.

    Returns
    -------
    dict
        Number of a lesson, two digits -> how far.

    Examples
    --------
    >>> from datetime import UTC, datetime
    >>> seen = progress([Event("predicted", "06_when_the_network_fails#guess", {}, datetime.now(UTC))])
    >>> seen["06"].is_opened, seen["06"].is_done, seen["06"].steps
    (True, False, {'guess'})
    """
    seen: defaultdict[str, Progress] = defaultdict(Progress)
    for event in events:
        lesson = seen[event.object[:2]]
        lesson.is_opened = True
        lesson.is_done |= event.verb == "completed"
        lesson.steps |= {event.step} - {""}
    return dict(seen)
