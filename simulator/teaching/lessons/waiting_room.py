"""The waiting room of lesson 03: three counters, their lines, and what a learner watches."""

from functools import cache
from typing import Any

import numpy as np

from simulator.experiments import Result
from simulator.measures import visits
from simulator.scenario import Scenario, load_scenario
from simulator.teaching.lab import Measure, Values
from simulator.teaching.words import Words
from simulator.theory import mm1_mean_wait, mmc_mean_wait

SCENARIO, COUNTERS = "antrean-per-loket", "loket-pelayanan"
BY_MATTER, SHORTEST, ONE = range(3)
MATTERS = (("NIB", "NIB"), ("Praktik tenaga kesehatan", "Health practice"), ("Bangunan", "Buildings"))
OPENS, LAST_SERVED = "08:00", "20:00"
"""Counters serve until everybody who came has been served; nobody is left by the end."""
DAYS = 5


def visitors() -> float:
    """Visitors a day in the library's waiting room, for all matters together."""
    return float(load_scenario(SCENARIO).spec.case_classes[0].arrivals.per_day or 0)


@cache
def office(lines: int, per_day: float | None = None) -> Scenario:
    """The library's counters, with three equal matters: a line for each matter, for each counter, or for all."""
    base = load_scenario(SCENARIO)
    each = (per_day or visitors()) / len(MATTERS)
    counter = next(one for one in base.data["stations"] if one["name"] == COUNTERS)
    names = [f"{COUNTERS}-{at + 1}" if lines == BY_MATTER else COUNTERS for at in range(len(MATTERS))]
    changes: dict[str, Any] = {
        "horizon.days": DAYS,
        "patches": {},
        "case_classes": [_matter(at, each, name) for at, name in enumerate(names)],
    }
    if lines == BY_MATTER:
        own = {key: value for key, value in counter.items() if key != "lines"} | {"roster": [_shift(1)]}
        changes["stations"] = [own | {"name": name, "title": _title(at)} for at, name in enumerate(names)]
    else:
        changes[f"stations[{COUNTERS}].roster"] = [_shift(len(MATTERS))]
        changes[f"stations[{COUNTERS}].lines"] = "pooled" if lines == ONE else "per_server"
    return base.with_(changes)


def _shift(servers: int) -> dict[str, Any]:
    return {"from": OPENS, "to": LAST_SERVED, "servers": servers}


def _title(at: int) -> dict[str, str]:
    indonesian, english = MATTERS[at]
    return {"id": f"Loket {at + 1}: {indonesian}", "en": f"Counter {at + 1}: {english}"}


def _matter(at: int, per_day: float, station: str) -> dict[str, Any]:
    indonesian, english = MATTERS[at]
    return {
        "name": f"urusan-{at + 1}",
        "title": {"id": indonesian, "en": english},
        "arrivals": {"per_day": per_day},
        "channels": {"shares": {"loket": 1}},
        "routes": {"loket": [{"station": station}]},
        "source": "assumed",
    }


def ways(words: Words) -> list[str]:
    """The three arrangements, in the order of their codes."""
    _ = words
    return [_("Satu loket satu urusan"), _("Bebas memilih antrean"), _("Satu antrean untuk semua")]


def overtaken(words: Words) -> Measure:
    """Visitors who saw somebody called to a counter who had come later than they."""
    _ = words
    return Measure("overtaken", _("Didahului orang lain"), _("dari pengunjung"), _overtaken, 0, percent=True)


def _overtaken(result: Result) -> Values:
    table = visits(result.log).dropna(subset=["start_ms"]).sort_values(["replication", "join_ms", "case"])
    shares = {
        replication: _passed(starts.to_numpy(np.int64))
        for replication, starts in table.groupby("replication")["start_ms"]
    }
    return np.array([shares.get(replication, np.nan) for replication in result.log.replications], np.float64)


def _passed(starts: Any) -> float:
    """Share of starts, in order of joining, after which an earlier one follows."""
    first_of_later = np.minimum.accumulate(starts[::-1])[::-1]
    return float(np.sum(first_of_later[1:] < starts[:-1]) / len(starts))


def two_counters(busy: float, service_min: float) -> tuple[float, float]:
    """Mean waits in minutes at two counters with a line each, chosen blindly, and with one line (M/M/1, M/M/2).

    Examples
    --------
    >>> separate, together = two_counters(busy=0.5, service_min=10)
    >>> round(separate, 2), round(together, 2)
    (10.0, 3.33)
    """
    rate = busy / service_min
    return mm1_mean_wait(rate, 1 / service_min), mmc_mean_wait(2 * rate, 1 / service_min, 2)
