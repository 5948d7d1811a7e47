"""How long a computation takes, in words, and how it is reckoned beforehand."""

from simulator.scenario import Scenario
from simulator.studio.runs import FIRST, Runs
from simulator.teaching.words import Words

__all__ = ["about", "left", "pace"]

_MINUTE = 60
_SHORT = 5
"""Seconds below which nobody is told to wait, and steps in which seconds are told."""


def pace(runs: Runs, scenario: Scenario, seed: int) -> float:
    """Seconds of one replication of an office, measured on a few; the first load the machine code and do not count."""
    runs.result(scenario, FIRST, seed)
    found = runs.result(scenario, FIRST, seed + 1)
    return found.provenance.wall_seconds / max(1, found.provenance.replications)


def about(seconds: float, words: Words) -> str:
    """A length of time that is an estimate, as about 20 seconds or about 2 minutes."""
    _ = words
    if seconds < _SHORT:
        return _("beberapa detik")
    if seconds < _MINUTE:
        return _("kira-kira {n} detik").format(n=_SHORT * round(seconds / _SHORT))
    return _("kira-kira {n} menit").format(n=max(1, round(seconds / _MINUTE)))


def left(elapsed: float, share: float, words: Words) -> str:
    """How long it still takes, if it goes on as it went; empty while little is done."""
    _ = words
    if share <= 0 or elapsed < 1:
        return ""
    return _("{time} lagi").format(time=about(elapsed * (1 - share) / share, words))
