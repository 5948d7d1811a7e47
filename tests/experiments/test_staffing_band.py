"""Erlang's band beside an answer: its arrivals, its means, and its servers."""

from math import exp
from pathlib import Path

import numpy as np
import pytest
from ruamel.yaml import YAML
from scipy import stats

from offices import BASE, TEXT, case_class, exponential, office, station
from simulator.experiments import run
from simulator.experiments.arrivals import arrivals_by_hour, mean_min
from simulator.experiments.goals import Goal, read_goal
from simulator.experiments.staffing_band import staffing_bands
from simulator.measures import cases
from simulator.scenario import Duration, load_scenario
from simulator.theory import mmc_wait_survival

HERE = Path(__file__).parent / "goals"
ROUTE = [{"station": "one", "service_time": exponential(10)}, {"station": "two", "service_time": exponential(5)}]


@pytest.fixture(scope="module")
def cheapest() -> Goal:
    return read_goal(HERE / "biaya-terkecil.yaml")


def test_servers_are_the_fewest_with_which_enough_wait_no_longer_than_promised(cheapest: Goal):
    """Counter: 50 cases a day, 2/8 of them from 8 to 9, 11 minutes on average; promise 15 minutes, share 80 %."""
    counter, checking = staffing_bands(cheapest, cheapest.base.resolved)
    assert (counter.place, counter.servers, counter.busiest_hour) == ("loket", 2, 8)
    assert counter.offered_load == pytest.approx(12.5 * 11 / 60)
    for servers, rate in ((counter.at_busiest, 12.5 / 60), (counter.on_average, 50 / 480)):
        assert mmc_wait_survival(rate, 1 / 11, servers, 15.0) <= 0.2
        assert rate * 11 >= servers - 1 or mmc_wait_survival(rate, 1 / 11, servers - 1, 15.0) > 0.2
    assert (checking.place, checking.servers) == ("periksa", 3)
    assert checking.offered_load == pytest.approx(12.5 * 20 / 60)


def test_an_answer_outside_the_band_is_told_from_one_inside(cheapest: Goal):
    def counter(servers: int) -> bool:
        answer = cheapest.base.with_({"stations[loket].roster[0].servers": servers}).resolved
        return staffing_bands(cheapest, answer)[0].is_inside

    band = staffing_bands(cheapest, cheapest.base.resolved)[0]
    assert (band.low, band.high) == (2, 4)
    assert [counter(servers) for servers in (1, 2, 4, 5)] == [False, True, True, False]


def test_places_that_no_lever_changes_have_no_band():
    wanted = read_goal(HERE / "formulir-singkat.yaml")
    assert [band.place for band in staffing_bands(wanted, wanted.base.resolved)] == ["periksa"]


def pooled(folder: Path, asked: str) -> Goal:
    """A pool of two persons for two stations, and a goal with a constraint."""
    file = folder / "tim.yaml"
    data = {**BASE, "stations": [station("one"), station("two")], "case_classes": [case_class(per_hour=6.0, route=ROUTE)],
            "staff": [{"name": "tim", "title": TEXT, "source": "assumed", "persons": 2, "skills": ["one", "two"],
                       "roster": [{"from": "00:00", "to": "24:00", "servers": 2}]}]}  # fmt: skip
    with file.open("w", encoding="utf-8") as stream:
        YAML().dump(data, stream)
    goal_file = folder / "tujuan.yaml"
    goal_file.write_text(
        "{simptsp_goal: 1, name: x, base: tim.yaml, objective: {minimise: waiting_time_mean}, levers: [{name: orang, "
        'set: ["staff[tim].roster[0].servers"], levels: [1, 2]}], '
        f"constraints: [{{{asked}}}]}}"
    )
    return read_goal(goal_file)


def test_a_pool_has_the_work_of_all_its_stations(tmp_path: Path):
    """Two persons for two stations: 6 cases an hour with 10 minutes, then 5: 1.5 servers' work, 12 visits an hour."""
    wanted = pooled(tmp_path, "measure: service_level, at_least: 0.95")
    (band,) = staffing_bands(wanted, wanted.base.resolved)
    assert (band.place, band.servers, band.share) == ("tim", 2, 0.95)
    assert band.offered_load == pytest.approx(1.5)
    assert mmc_wait_survival(12 / 60, 1 / 7.5, band.at_busiest, 15.0) <= 0.05
    assert mmc_wait_survival(12 / 60, 1 / 7.5, band.at_busiest - 1, 15.0) > 0.05


@pytest.mark.parametrize(
    ("asked", "share"),
    [
        ("measure: 'service_level[one]', at_least: 0.9", 0.9),
        ("measure: 'service_level[one]', at_least: 0.9}, {measure: 'service_level[two]', at_least: 0.95", 0.95),
        ("measure: service_level, at_least: 0.99}, {measure: 'service_level[one]', at_least: 0.7", 0.7),
        ("measure: waiting_time_mean, at_most: 5", 0.8),
    ],
)
def test_a_constraint_on_a_place_says_its_share(tmp_path: Path, asked: str, share: float):
    (band,) = staffing_bands(wanted := pooled(tmp_path, asked), wanted.base.resolved)
    assert band.share == share


def test_that_all_must_wait_no_longer_asks_for_no_number_of_servers(tmp_path: Path):
    wanted = pooled(tmp_path, "measure: service_level, at_least: 1")
    assert staffing_bands(wanted, wanted.base.resolved) == []


def test_the_means_of_durations_are_those_of_their_distributions():
    assert mean_min(Duration("exponential", 7.0)) == 7
    assert mean_min(Duration("deterministic", 4.0)) == 4
    assert mean_min(Duration("gamma", 2.0, 3.0)) == 6
    assert mean_min(Duration("lognormal", 1.0, 0.5)) == pytest.approx(exp(1.125))
    assert mean_min(Duration("empirical", values=(1.0, 5.0), cumulative=(0.25, 1.0))) == 4


def test_arrivals_are_those_that_are_simulated(seed: int):
    """Poisson counts of 40 days by class, channel and hour; false alarm 1e-5 over all at a fresh seed."""
    scenario = load_scenario("kantor-sehari")
    expected = 40 * arrivals_by_hour(scenario.resolved)
    counted = np.zeros_like(expected)
    table = cases(run(scenario, 40, seed).log)
    hours = (table["arrival_ms"] // 3_600_000).to_numpy(int)
    np.add.at(counted, (table["case_class"].to_numpy(), table["channel"].to_numpy(), hours), 1)
    assert counted[expected == 0].sum() == 0
    there = expected > 0
    tails = np.minimum(stats.poisson.cdf(counted, expected), stats.poisson.sf(counted - 1, expected))
    assert tails[there].min() > 1e-5 / there.sum() / 2


def test_who_chooses_by_a_logit_is_the_whole_population():
    """Four of five people are connected; utility of the online channel is 2 for them and 0 for the others, of the counter 1."""
    online = {"name": "daring", "title": TEXT, "kind": "online"}
    town = {"name": "kota", "title": TEXT, "share": 1.0, "connected": 0.8, "travel_min": 20, "aware": 0.3,
            "literacy": {"low": 0.2, "middle": 0.3, "high": 0.5}, "source": "assumed"}  # fmt: skip
    scenario = office(
        channels=[{"name": "loket", "title": TEXT}, online],
        population={"districts": [town]},
        stations=[station(servers=2)],
        case_classes=[
            case_class(per_hour=3.0)
            | {
                "channels": {
                    "logit": {"loket": {"constant": 1.0}, "daring": {"constant": 0.0, "connected": 2.0}},
                    "source": "assumed",
                },
                "routes": {"loket": ROUTE[:1], "daring": ROUTE[:1]},
            }
        ],
    )
    counter = 0.8 / (1 + exp(1)) + 0.2 * exp(1) / (1 + exp(1))
    np.testing.assert_allclose(arrivals_by_hour(scenario.resolved)[0, :, 5], [3 * counter, 3 * (1 - counter)])


def test_a_day_without_dates_is_like_every_other():
    scenario = office(
        stations=[station(servers=2)],
        case_classes=[case_class(per_hour=3.0, route=[{"station": "one", "service_time": exponential(10)}])],
    )
    by_hour = arrivals_by_hour(scenario.resolved)
    np.testing.assert_allclose(by_hour, 3.0)
