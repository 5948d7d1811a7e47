"""PTSP-bench: engines and hand-written peers beside theory (variant A) and beside each other (variant B)."""

import math
from importlib import import_module
from pathlib import Path

import numpy as np
import pandas as pd
import pytest

from agreement import assert_mean
from benchmarks.peers import office as told
from benchmarks.peers import simpy_office
from benchmarks.peers.office import Run
from peers.two_samples import assert_same_mean
from simulator.calendars import MS_PER_DAY, MS_PER_MINUTE
from simulator.engines import ENGINES, get_engine
from simulator.eventlog import Event, EventLog
from simulator.measures import cases
from simulator.scenario import Scenario, load_scenario
from simulator.theory import jackson_mean_sojourn
from simulator.workload import make_workload

pytestmark = pytest.mark.peer

FOLDER = Path(__file__).resolve().parents[2] / "benchmarks"
MINUTES_A_DAY = MS_PER_DAY // MS_PER_MINUTE

# Those who came on the first day, when the office fills, and on the last, when not all leave any more, do not count.
DAYS = {"a": 6, "b": 12}
REPLICATIONS = {"engine": 30, "simpy": 50, "ciw": 24, "salabim": 12}


def variant(name: str) -> Scenario:
    return load_scenario(FOLDER / f"ptsp-bench-{name}.yaml").with_({"horizon.days": DAYS[name]})


def exact_mean_min() -> float:
    """Of variant A: each station is an M/M/c queue; who works online is never in a line."""
    spec = variant("a").spec
    (group,) = spec.case_classes
    stations = {station.name: station for station in spec.stations}
    order = ["loket", "portal", "verifikasi", "persetujuan"]
    back = next(step.rework.probability for step in group.routes["datang"] if step.rework)
    to_verification = [0, 0, 1, 0]
    return jackson_mean_sojourn(
        [group.arrivals.per_hour / 60 * share for share in (group.channels.shares["datang"], group.channels.shares["daring"], 0, 0)],
        [to_verification, to_verification, [back, 0, 0, 1 - back], [0] * 4],
        [1 / stations[name].service_time.mean_min for name in order],
        [stations[name].servers or math.inf for name in order],
    )  # fmt: skip


def run_engine(scenario: Scenario, engine: str, seed: int) -> list[EventLog]:
    simulate = get_engine(engine)
    return [simulate(make_workload(scenario.resolved, seed, r)) for r in range(REPLICATIONS["engine"])]


def run_peer(package: str, name: str, seed: int) -> list[Run]:
    simulate = import_module(f"benchmarks.peers.{package}_office").simulate
    return [simulate(name.upper(), DAYS[name], 1000 * seed + r) for r in range(REPLICATIONS[package])]


def times_in_engine(log: EventLog) -> pd.DataFrame:
    """Minutes of arrival and departure of those who left, but for those of the first and the last day."""
    table = cases(log)
    table = table[table["ending"] == Event.DEPARTURE]
    times = pd.DataFrame({"arrival": table["arrival_ms"], "departure": table["end_ms"]}).astype(float) / MS_PER_MINUTE
    return counted(times, log.horizon_ms // MS_PER_DAY)


def times_in_peer(run: Run, days: int) -> pd.DataFrame:
    return counted(pd.DataFrame(run.left, columns=["arrival", "departure"]), days)


def counted(times: pd.DataFrame, days: int) -> pd.DataFrame:
    return times[times["arrival"].between(MINUTES_A_DAY, (days - 1) * MINUTES_A_DAY, inclusive="left")]


def mean_min(times: pd.DataFrame) -> float:
    return float((times["departure"] - times["arrival"]).mean())


# Variant A beside theory


def test_engines_agree_with_theory(engine: str, seed: int):
    values = [mean_min(times_in_engine(log)) for log in run_engine(variant("a"), engine, seed)]
    assert_mean(np.array(values), exact_mean_min())


@pytest.mark.parametrize("package", ["simpy", "ciw", "salabim"])
def test_peers_agree_with_theory(package: str, seed: int):
    pytest.importorskip(package)
    values = [mean_min(times_in_peer(run, DAYS["a"])) for run in run_peer(package, "a", seed)]
    assert_mean(np.array(values), exact_mean_min())


def test_a_peer_that_is_told_something_else_does_not(monkeypatch: pytest.MonkeyPatch, seed: int):
    monkeypatch.setitem(told.MEAN_MIN, "verifikasi", 16.5)
    values = [mean_min(times_in_peer(run, DAYS["a"])) for run in run_peer("simpy", "a", seed)]
    with pytest.raises(AssertionError, match=r"^mean "):
        assert_mean(np.array(values), exact_mean_min())


# Variant B: ours beside SimPy by hand

Values = dict[str, np.ndarray]
NAMES = ("of who leaves on the day", "leaves on the day", "until the end of the portal")
LONG_MIN = 120.0
"""Times at the portal count up to this, or a few long outages would decide the mean."""


def values_of(times: list[pd.DataFrame], portals: list[float]) -> Values:
    """One value of each replication: two minutes and a share, for a mean over who stays overnight says little."""
    same_day = [t["arrival"] // MINUTES_A_DAY == t["departure"] // MINUTES_A_DAY for t in times]
    each = [
        [mean_min(t[same]) for t, same in zip(times, same_day, strict=True)],
        [same.mean() for same in same_day],
        portals,
    ]
    return dict(zip(NAMES, map(np.array, each), strict=True))


def portal_in_engine(log: EventLog) -> float:
    """Mean minutes from coming online to the end of the portal, outages among them."""
    rows = pd.DataFrame({name: log[name] for name in ("case", "time_ms", "event", "station")})
    here = rows[rows["station"] == log.names.stations.index("portal")]
    joins, ends = (
        here[here["event"] == kind].set_index("case")["time_ms"] for kind in (Event.QUEUE_JOIN, Event.SERVICE_END)
    )
    return float(((ends - joins) / MS_PER_MINUTE).clip(upper=LONG_MIN).mean())  # fmt: skip


def portal_in_peer(run: Run) -> float:
    times = [time - run.arrived[who] for time, who, place, what in run.log if (place, what) == ("portal", "end")]
    return float(np.minimum(times, LONG_MIN).mean())


def simpy_values(seed: int) -> Values:
    runs = run_peer("simpy", "b", seed)
    return values_of([times_in_peer(run, DAYS["b"]) for run in runs], [portal_in_peer(run) for run in runs])


@pytest.fixture(scope="module")
def engines_values(seed: int) -> dict[str, Values]:
    """Of every engine, simulated once."""
    logs = {engine: run_engine(variant("b"), engine, seed) for engine in ENGINES}
    return {
        engine: values_of([times_in_engine(log) for log in each], [portal_in_engine(log) for log in each])
        for engine, each in logs.items()
    }


def test_engines_agree_with_simpy(engines_values: dict[str, Values], seed: int):
    theirs = simpy_values(seed)
    assert len(engines_values) >= 1
    for ours in engines_values.values():
        for name in NAMES:
            assert_same_mean(ours[name], theirs[name])


@pytest.mark.parametrize(
    ("place", "what", "value", "name"),
    [
        (told.MEAN_MIN, "verifikasi", 16.5, NAMES[0]),
        (vars(simpy_office), "OPEN_MIN", 420.0, NAMES[1]),
        (vars(simpy_office), "DOWN_MIN", 1e-3, NAMES[2]),
    ],
    ids=["services 10 % longer", "an hour less", "no outages"],
)
def test_the_comparison_with_simpy_can_fail(
    engines_values: dict[str, Values], monkeypatch: pytest.MonkeyPatch, place: dict, what: str, value: float, name: str,
    seed: int,
):  # fmt: skip
    monkeypatch.setitem(place, what, value)
    with pytest.raises(AssertionError, match=r"^not the same"):
        assert_same_mean(engines_values["reference"][name], simpy_values(seed)[name])
