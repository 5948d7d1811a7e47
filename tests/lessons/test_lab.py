"""What a page simulates is what the package simulates; it stops where it said, and keeps what it has."""

import numpy as np
import pytest

import simulator as sim
from simulator.measures import Estimate, estimate_mean
from simulator.teaching.lab import LESS, MORE, UNSURE, Lab, Measure, Pair, cut, direction, of_run, paired
from simulator.teaching.single_station import SingleStation
from simulator.theory import mmc_mean_wait

SEED = 2026
WAIT = of_run("waiting_time_mean", "wait", "min")


@pytest.fixture(scope="module")
def office():
    """The verification desk, short enough for a test."""
    return sim.load_scenario("meja-verifikasi").with_({"horizon.days": 3, "horizon.warm_up_days": 1})


@pytest.fixture(scope="module")
def busier(office):
    return office.with_({"case_classes[berkas].arrivals.per_hour": 22.8})


@pytest.fixture
def lab(monkeypatch):
    """A lab that counts its runs."""
    made = Lab(SEED, replications=6, first=3)
    runs: list[tuple[str, int]] = []
    run = made.run
    monkeypatch.setattr(made, "run", lambda scenario, n=None: (runs.append((scenario.hash, n)), run(scenario, n))[1])
    made.runs = runs
    return made


def test_a_page_gives_the_numbers_of_run(office):
    lab = Lab(SEED, replications=4)
    assert lab.estimate(office, WAIT).mean == pytest.approx(
        sim.run(office, replications=4, seed=SEED).estimate("waiting_time_mean").mean
    )


def test_a_page_gives_the_numbers_of_compare(office, busier):
    *_first, (low, high) = Lab(SEED, replications=4).refine_all([office, busier], [WAIT])
    pair = paired(WAIT, low[WAIT.key], high[WAIT.key])
    gain = sim.compare(office, busier, replications=4, seed=SEED)
    assert pair.difference.mean == pytest.approx(gain.estimate("waiting_time_mean").mean)
    assert pair.difference.half_width == pytest.approx(gain.estimate("waiting_time_mean").half_width)
    assert pair.base.mean == pytest.approx(gain.base.estimate("waiting_time_mean").mean)


def test_another_seed_gives_other_numbers(office):
    assert Lab(1, 4).estimate(office, WAIT) != Lab(2, 4).estimate(office, WAIT)


def test_a_few_replications_are_shown_first_then_all_and_what_is_known_is_not_simulated_again(lab, office, busier):
    assert [len(values[WAIT.key]) for values in lab.refine(office, [WAIT])] == [3, 6]
    assert [len(values[WAIT.key]) for values in lab.refine(office, [WAIT])] == [6]
    assert lab.runs == [(office.hash, 3), (office.hash, 6)]
    assert [[len(found[WAIT.key]) for found in both] for both in lab.refine_all([office, busier], [WAIT])] == [
        [3, 3], [6, 6],
    ]  # fmt: skip
    assert lab.runs[2:] == [(busier.hash, 3), (busier.hash, 6)]


def test_the_first_replications_are_those_of_all(lab, office):
    early, late = lab.refine(office, [WAIT])
    assert early[WAIT.key].tolist() == late[WAIT.key][:3].tolist()


def test_another_measure_is_computed_although_the_office_is_known(lab, office):
    lab.values(office, WAIT)
    half = Measure("half", "half", "min", lambda result: result.column("waiting_time_mean").to_numpy() / 2)
    assert lab.values(office, half).tolist() == (lab.values(office, WAIT) / 2).tolist()


def test_a_replication_without_a_value_on_either_side_counts_on_neither():
    pair = paired(WAIT, np.array([1.0, np.nan, 3.0, 5.0]), np.array([2.0, 9.0, np.nan, 7.0]))
    assert (pair.base.mean, pair.alternative.mean, pair.difference.mean, pair.difference.n) == (3.0, 4.5, 1.5, 2)
    assert pair.difference == estimate_mean([1.0, 2.0], "min")


def test_desk_reads_the_scenario_and_asks_theory():
    station = SingleStation.of(sim.load_scenario("meja-verifikasi"))
    assert (station.servers, station.service_min, station.capacity_per_hour) == (4, 10, 24)
    assert station.busy(22.8) == pytest.approx(0.95)
    assert station.mean_wait(20) == pytest.approx(mmc_mean_wait(20 / 60, 1 / 10, 4))
    assert station.mean_wait(station.arrivals_for_wait(7.25)) == pytest.approx(7.25)


def test_an_office_of_several_stations_is_no_desk():
    with pytest.raises(ValueError, match="stations; there must be one"):
        SingleStation.of(sim.load_scenario("kabupaten-menengah"))


def pair_of(mean: float, half_width: float) -> Pair:
    """A base of 20 minutes and a difference from it."""
    return Pair(
        Estimate(20.0, 1.0, 6, "min"), Estimate(20.0 + mean, 1.0, 6, "min"), Estimate(mean, half_width, 6, "min")
    )


@pytest.mark.parametrize(
    ("mean", "half_width", "expected"), [(-5, 2, LESS), (5, 2, MORE), (-1, 2, UNSURE), (2, 2, UNSURE), (-2, 2, UNSURE)]
)
def test_the_direction_of_a_difference_is_sure_or_it_is_not(mean, half_width, expected):
    assert direction(pair_of(mean, half_width)) == expected


def test_a_cut_is_a_share_of_the_base():
    assert cut(pair_of(-5, 2)) == pytest.approx((0.25, 0.15, 0.35))
