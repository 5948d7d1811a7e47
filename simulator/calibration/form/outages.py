"""A log of outages -> how often and how long subsystems fail."""

from collections import Counter
from collections.abc import Iterator, Sequence
from datetime import datetime, time, timedelta

import numpy as np

from simulator.calendars import MS_PER_MINUTE, Interval, intersect, merge_intervals
from simulator.calibration.form.answers import Form, Row
from simulator.calibration.form.choices import VISITED_KINDS
from simulator.calibration.form.estimate import Estimate, counted, rounded
from simulator.calibration.form.expected import almanac_of
from simulator.calibration.form.limits import FEWEST_OUTAGES, FEWEST_SAMPLES, LEAST_CV, MOST_CV
from simulator.calibration.form.words import Words
from simulator.scenario import Scenario
from simulator.scenario.resolve_time import opening

ASSUMED_CV = 1.0
"""Of outages that are too few to tell."""

REPLACED = ("also", "dated", "day_probability")
"""What a subsystem says of further failures, which the log counts too."""

TOO_FEW = Words(
    "{subsystem}: gangguan pada jam buka {n}, kurang dari {fewest}; gangguannya tetap asumsi",
    "{subsystem}: outages in opening hours {n}, fewer than {fewest}; they stay assumed",
)


def outage_estimates(office: Scenario, form: Form) -> Iterator[Estimate]:
    """Up and down times of each subsystem on the sheet Outages, in minutes of opening hours.

    up = (open minutes of the period - minutes down) / outages, exponential; down is lognormal with the mean of the
    outages, and their coefficient of variation where there are five or more. An outage counts with its minutes in
    opening hours, and not at all if it has none. A renewal process that runs round the clock with these numbers fails
    as often in an open hour, and keeps it down as long, as was counted.
    """
    hours = _opening_hours(office, form)
    for subsystem in form.choices["subsystems"]:
        rows = [row for row in form.tables["outages"] if row["subsystem"] == subsystem.name]
        spans = merge_intervals(_span(form, row) for row in rows)
        minutes = [down for span in spans if (down := _minutes(intersect(hours, [span]))) > 0]
        if len(minutes) >= FEWEST_OUTAGES:
            yield _estimate(office, subsystem.name, subsystem.title, minutes, _minutes(hours), rows)
        elif rows:
            said = TOO_FEW.filled(subsystem=subsystem.title, n=len(minutes), fewest=FEWEST_OUTAGES)
            form.remark("outages", rows[0], "subsystem", said)


def _estimate(
    office: Scenario, subsystem: str, title: Words, minutes: Sequence[float], open_minutes: float, rows: list[Row]
) -> Estimate:
    n, mean, median = len(minutes), float(np.mean(minutes)), float(np.median(minutes))
    cv = float(np.std(minutes, ddof=1)) / mean if n >= FEWEST_SAMPLES else ASSUMED_CV
    up = max((open_minutes - sum(minutes)) / n, 1.0)
    base = f"outages[{subsystem}]"
    changes: dict[str, object] = {
        f"{base}.up": {"distribution": "exponential", "mean_min": rounded(up)},
        f"{base}.down": {
            "distribution": "lognormal", "mean_min": rounded(mean), "cv": rounded(min(max(cv, LEAST_CV), MOST_CV)),
        },
    }  # fmt: skip
    block = next(each for each in office.data["outages"] if each["subsystem"] == subsystem)
    changes |= {f"{base}.{field}": None for field in REPLACED if block.get(field) is not None}
    done = Counter(row["action"] for row in rows if row["action"])
    cite = (
        f"n = {n} outages in {open_minutes:.0f} minutes of opening hours, mean {mean:.1f}, median {median:.1f} min"
        + "".join(f", {action}: {times}" for action, times in sorted(done.items()))
    )
    shown = Words(
        f"{title.id}: {n} gangguan, rata-rata {mean:.0f} menit, nilai tengah {median:.0f}, di "
        f"antaranya jalan {up:.0f} menit",
        f"{title.en}: {n} outages, mean {mean:.0f} min, median {median:.0f}, up for {up:.0f} min in between",
    )
    return Estimate("outages", subsystem, changes, cite, shown)


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
