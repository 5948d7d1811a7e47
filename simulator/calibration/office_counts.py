"""Three numbers that any office can count for itself -> a scenario of one desk."""

import math
from dataclasses import dataclass

from simulator.scenario import Scenario

OWN_COUNT = "own-count"
"""Key of the source under which the office's numbers stand in the scenario."""

CASES_PER_REPLICATION = 7000
"""Long enough that the mean settles, short enough that a page answers in seconds."""

FEWEST_DAYS, MOST_DAYS = 5, 365
WARM_UP_SHARE = 0.2
HOURS_PER_DAY = 24


@dataclass(frozen=True)
class OfficeCounts:
    """What an office counted at one desk.

    Attributes
    ----------
    arrivals_per_hour : float
        Cases that come in an hour of work. Positive.
    service_min : float
        Minutes that one server needs for one case, on average. Positive.
    servers : int
        Servers who take from the same queue. At least 1.
    origin : str
        Who counted, when and how; kept as the source of the three numbers.

    Raises
    ------
    ValueError
        If a number is not positive, or nothing is said of where they come from.
    """

    arrivals_per_hour: float
    service_min: float
    servers: int
    origin: str

    def __post_init__(self) -> None:
        for name in ("arrivals_per_hour", "service_min"):
            value = getattr(self, name)
            if not (math.isfinite(value) and value > 0):
                raise ValueError(f"{name} is {value}; it must be a positive number")
        if self.servers < 1:
            raise ValueError(f"servers is {self.servers}; there must be at least 1")
        if not self.origin.strip():
            raise ValueError("origin is empty; say who counted, when and how")


def scenario_from_counts(base: Scenario, counts: OfficeCounts) -> Scenario:
    """A scenario of one desk with an office's own counts in place of the defaults.

    Service times keep the shape they have in `base`. The horizon is set so
    that a replication has about ``CASES_PER_REPLICATION`` cases, of which the
    first fifth is warm-up.

    Parameters
    ----------
    base : Scenario
        One station and one case class.
    counts : OfficeCounts
        The office's numbers.

    Returns
    -------
    Scenario
        `base` with the counts, each with the source ``own-count``.

    Raises
    ------
    ValueError
        If `base` has more than one station or case class.

    Examples
    --------
    >>> from simulator.scenario import load_scenario
    >>> counts = OfficeCounts(arrivals_per_hour=9, service_min=12, servers=2, origin="queue tickets, one week")
    >>> own = scenario_from_counts(load_scenario("meja-verifikasi"), counts)
    >>> own.spec.stations[0].servers, [number.path for number in own.inputs() if number.source == OWN_COUNT]
    (2, ['stations[0].servers', 'stations[0].service_time.mean_min', 'case_classes[0].arrivals.per_hour'])
    """
    if len(base.spec.stations) != 1 or len(base.spec.case_classes) != 1:
        raise ValueError(f"scenario {base.name} must have one station and one case class")
    days = math.ceil(CASES_PER_REPLICATION / (counts.arrivals_per_hour * HOURS_PER_DAY))
    days = min(max(days, FEWEST_DAYS), MOST_DAYS)
    sized = base.with_({"horizon.days": days, "horizon.warm_up_days": max(1, round(WARM_UP_SHARE * days))})
    source = {"mark": "measured", "cite": counts.origin}
    return sized.with_(
        {
            "sources": {**base.data.get("sources", {}), OWN_COUNT: source},
            "stations[0].servers": counts.servers,
            "stations[0].service_time.mean_min": counts.service_min,
            "case_classes[0].arrivals.per_hour": counts.arrivals_per_hour,
        },
        source=OWN_COUNT,
    )
