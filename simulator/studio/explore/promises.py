"""The promise of an office, at a place or of all its services: which it is, and whether it is kept."""

import numpy as np
import pandas as pd

from simulator.experiments.outcomes import mean_bound, share_of
from simulator.measures import CONFIDENCE
from simulator.reports.say import lower_first
from simulator.reports.titles import part_title
from simulator.scenario import Scenario
from simulator.studio.explore.watched import Watched, lang_of
from simulator.teaching.words import Words

__all__ = ["BROKEN", "KEPT", "OPEN", "kept", "promise_of", "promise_text"]

KEPT, OPEN, BROKEN = "kept", "open", "broken"
"""What the interval of a share says of a promise."""

_DUST = 1e-9
"""What arithmetic leaves of nothing."""


def promise_of(watched: Watched) -> Watched:
    """The share that waits as promised, at the place of a measure; of the whole office where that has none."""
    place = _place_of(watched)
    return Watched(f"service_level[{place}]" if place else "service_level", "", "share")


def promise_text(scenario: Scenario, watched: Watched, promise: float, words: Words) -> str:
    """Which promise is meant: of how many, where, and how long they wait at most.

    Parameters
    ----------
    scenario : Scenario
        The office.
    watched : Watched
        The measure that is looked at.
    promise : float
        Share that must wait as promised for the promise to be kept.
    words : Words
        Language.
    """
    _ = words
    place = _place_of(watched)
    text = (
        _("sedikitnya {share} dari yang dilayani di {place} menunggu paling lama {minutes} menit")
        if place
        else _(
            "sedikitnya {share} dari yang dilayani, di semua tempat bersama-sama, menunggu paling lama {minutes} menit"
        )
    )
    return text.format(
        share=words.percent(promise),
        place=lower_first(part_title(scenario, place, lang_of(words))) if place else "",
        minutes=words.plain(scenario.spec.targets.waiting_time_min),
    )


def kept(values: "pd.Series[float]", promise: float, statements: int = 1) -> str:
    """Whether at least the promised share waits no longer than promised, as far as it is sure.

    Parameters
    ----------
    values : Series
        Share in each replication.
    promise : float
        Share that is promised.
    statements : int, optional
        How many promises are judged together: with 95 % confidence none of the verdicts is wrong (Bonferroni).
    """
    shares, each = np.asarray(values, np.float64), share_of(CONFIDENCE, statements)
    if mean_bound(shares, each, -1) >= promise - _DUST:
        return KEPT
    return BROKEN if mean_bound(shares, each, 1) < promise - _DUST else OPEN


def _place_of(watched: Watched) -> str:
    return watched.name.partition("[")[2].rstrip("]")
