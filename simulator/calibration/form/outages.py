"""A log of outages -> how often and how long subsystems fail."""

from collections import Counter
from collections.abc import Iterator, Sequence
from datetime import datetime, time, timedelta
from math import erf, log, log1p, sqrt

import numpy as np
from scipy.optimize import brentq

from simulator.calendars import MS_PER_DAY, MS_PER_MINUTE, Interval, intersect, merge_intervals, subtract
from simulator.calibration.form.answers import Form, Row
from simulator.calibration.form.choices import VISITED_KINDS
from simulator.calibration.form.estimate import Estimate, counted, rounded
from simulator.calibration.form.expected import almanac_of
from simulator.calibration.form.limits import FEWEST_OUTAGES, FEWEST_SAMPLES, LEAST_CV, MOST_CV
from simulator.calibration.form.words import Words
from simulator.scenario import Scenario
from simulator.scenario.resolve_time import opening
from simulator.scenario.sources import ASSUMED

ASSUMED_CV = 1.0
"""Of outages that are too few to tell."""

REPLACED = ("also", "dated", "day_probability")
"""What a subsystem says of further failures, which the log counts too."""

TOO_FEW = Words(
    "{subsystem}: gangguan pada jam buka {n}, kurang dari {fewest}; gangguannya tetap asumsi",
    "{subsystem}: outages in opening hours {n}, fewer than {fewest}; they stay assumed",
)
ALWAYS_DOWN = Words(
    "{subsystem}: menurut catatan tidak pernah jalan pada jam buka; gangguannya tetap asumsi",
    "{subsystem}: by the log it never worked in opening hours; its outages stay assumed",
)
LONGEST = 525_600
"""Mean of an outage, in minutes, beyond which none is sought: a year."""


def outage_estimates(office: Scenario, form: Form) -> Iterator[Estimate]:
    """Up and down times of each subsystem on the sheet Outages, in minutes round the clock.

    An outage counts if it touches opening hours, with its minutes there. The model fails and is repaired by day and by
    night; its mean times are those with which it touches opening hours as often, and has them down for the same share
    of their minutes, as was counted: :func:`round_the_clock`. Up is exponential; down is lognormal with the coefficient
    of variation of the outages, from beginning to end, where there are five or more.
    """
    hours = _opening_hours(office, form)
    gaps = _gaps(hours, form)
    for subsystem in form.choices["subsystems"]:
        rows = [row for row in form.tables["outages"] if row["subsystem"] == subsystem.name]
        spans = merge_intervals(_span(form, row) for row in rows)
        felt = [span for span in spans if intersect(hours, [span])]
        if len(felt) >= FEWEST_OUTAGES and _minutes(subtract(hours, felt)) >= 1:
            yield _estimate(office, subsystem.name, subsystem.title, felt, hours, gaps, rows)
        elif rows:
            said = ALWAYS_DOWN if len(felt) >= FEWEST_OUTAGES else TOO_FEW
            said = said.filled(subsystem=subsystem.title, n=len(felt), fewest=FEWEST_OUTAGES)
            form.remark("outages", rows[0], "subsystem", said)


def _estimate(
    office: Scenario,
    subsystem: str,
    title: Words,
    felt: Sequence[Interval],
    hours: list[Interval],
    gaps: Sequence[float],
    rows: list[Row],
) -> Estimate:
    n, open_minutes = len(felt), _minutes(hours)
    minutes, lasted = [_minutes(intersect(hours, [span])) for span in felt], [_minutes([span]) for span in felt]
    cv = float(np.std(lasted, ddof=1) / np.mean(lasted)) if n >= FEWEST_SAMPLES else ASSUMED_CV
    cv = min(max(cv, LEAST_CV), MOST_CV)
    up, down = round_the_clock(n, sum(minutes), open_minutes, gaps, cv)
    mean, median = float(np.mean(minutes)), float(np.median(minutes))
    base = f"outages[{subsystem}]"
    key = Estimate("outages", subsystem, {}, "", title).source
    block_of_down: dict[str, object] = {"distribution": "lognormal", "mean_min": rounded(down), "cv": rounded(cv)}
    if n < FEWEST_SAMPLES:
        block_of_down["source"] = {"mean_min": key, "cv": ASSUMED}
    changes: dict[str, object] = {
        f"{base}.up": {"distribution": "exponential", "mean_min": rounded(up)},
        f"{base}.down": block_of_down,
    }
    block = next(each for each in office.data["outages"] if each["subsystem"] == subsystem)
    changes |= {f"{base}.{field}": None for field in REPLACED if block.get(field) is not None}
    done = Counter(row["action"] for row in rows if row["action"])
    cite = (
        f"n = {n} outages in {open_minutes:.0f} minutes of opening hours, mean {mean:.1f}, median {median:.1f} min"
        + "".join(f", {action}: {times}" for action, times in sorted(done.items()))
        + " there; up and down are minutes round the clock"
    )
    shown = Words(
        f"{title.id}: {n} gangguan, pada jam buka rata-rata {mean:.0f} menit, nilai tengah {median:.0f}",
        f"{title.en}: {n} outages, in opening hours mean {mean:.0f} min, median {median:.0f}",
    )
    return Estimate("outages", subsystem, changes, cite, shown)


def round_the_clock(
    outages: int, minutes_down: float, open_minutes: float, gaps: Sequence[float], cv: float
) -> tuple[float, float]:
    """Mean times of working and failing of which opening hours feel what was counted there.

    Parameters
    ----------
    outages : int
        Outages that touched opening hours.
    minutes_down : float
        Their minutes in opening hours; fewer than there are.
    open_minutes : float
        Minutes of opening hours.
    gaps : sequence of float
        Minutes between them, each gap by itself.
    cv : float
        Coefficient of variation of an outage.

    Returns
    -------
    up, down : float
        Means, in minutes round the clock.

    Notes
    -----
    An outage of length D touches opening hours if it begins in them, or at most D before they begin: from a stretch of
    A(D) = open minutes + Σ min(gap, D). With r outages beginning in a minute, r E[A(D)] are felt, and r E[D] is the
    share of time that is down, in opening hours as elsewhere. Both are counted; E[D] / E[A(D)] rises with the mean of
    D, which is sought; E[min(g, D)] of a lognormal D is its limited expected value (Klugman, Panjer & Willmot 2012,
    *Loss Models*, 4th ed., app. A).

    Examples
    --------
    Without gaps it is what one expects: 4 outages of 30 minutes in 6,000.

    >>> up, down = round_the_clock(4, 120.0, 6000.0, [], 1.0)
    >>> round(up, 6), round(down, 6)
    (1470.0, 30.0)
    """
    share = minutes_down / open_minutes

    def surplus(down: float) -> float:
        return outages * down - share * (open_minutes + sum(limited_mean(gap, down, cv) for gap in gaps))

    down = float(brentq(surplus, 1e-6, LONGEST, xtol=1e-9))
    return down * (1 / share - 1), down


def limited_mean(limit: float, mean: float, cv: float) -> float:
    """Mean of the lesser of a limit and a lognormal duration.

    Examples
    --------
    >>> round(limited_mean(1e9, 30.0, 1.0), 6), limited_mean(1.0, 1e6, 0.1)
    (30.0, 1.0)
    """
    variance = log1p(cv**2)
    above = (log(limit / mean) + variance / 2) / sqrt(variance)
    return mean * _normal(above - sqrt(variance)) + limit * (1 - _normal(above))


def _normal(value: float) -> float:
    return (1 + erf(value / sqrt(2))) / 2


def _gaps(hours: list[Interval], form: Form) -> list[float]:
    """Minutes between opening hours, as if the period came again and again."""
    first, last = counted(form)
    period_ms = ((last - first).days + 1) * MS_PER_DAY
    closed = subtract([(0, period_ms)], hours)
    lengths = [_minutes([gap]) for gap in closed]
    if len(closed) > 1 and closed[0][0] == 0 and closed[-1][1] == period_ms:
        lengths = [lengths[0] + lengths[-1], *lengths[1:-1]]
    return lengths


def _opening_hours(office: Scenario, form: Form) -> list[Interval]:
    """Open time of the counters in the period."""
    almanac = almanac_of(*counted(form))
    calendars = {
        channel.calendar for channel in office.spec.channels if channel.kind in VISITED_KINDS and channel.calendar
    }
    return merge_intervals(
        interval for name in sorted(calendars) for interval in opening(office.spec.calendars[name], almanac).intervals
    )


def _span(form: Form, row: Row) -> Interval:
    """An outage in milliseconds since the first midnight of the period."""
    midnight = datetime.combine(counted(form)[0], time())
    end = row["end"] if row.has("end") else row["start"] + timedelta(minutes=row["minutes"])
    start_ms, end_ms = ((moment - midnight) // timedelta(milliseconds=1) for moment in (row["start"], end))
    return start_ms, max(end_ms, start_ms + 1)


def _minutes(intervals: Sequence[Interval]) -> float:
    return sum(end - start for start, end in intervals) / MS_PER_MINUTE
