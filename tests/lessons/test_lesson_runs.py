"""What a page simulates is what the package simulates; it stops where it said, and keeps what it has."""

import pytest

import simulator as sim
from simulator.teaching.runs import Runs
from simulator.teaching.single_station import SingleStation
from simulator.theory import mmc_mean_wait

SEED = 2026


@pytest.fixture(scope="module")
def office():
    """The verification desk, short enough for a test."""
    return sim.load_scenario("meja-verifikasi").with_({"horizon.days": 3, "horizon.warm_up_days": 1})


@pytest.fixture(scope="module")
def busier(office):
    return office.with_({"case_classes[berkas].arrivals.per_hour": 22.8})


def test_a_page_gives_the_numbers_of_run(office):
    runs = Runs(replications=4, seed=SEED)
    assert list(runs.refine(office))[-1] == sim.run(office, replications=4, seed=SEED).estimate("waiting_time_mean")


def test_a_page_gives_the_numbers_of_compare(office, busier):
    runs = Runs(replications=4, seed=SEED)
    pair = list(runs.compare(office, busier))[-1]
    gain = sim.compare(office, busier, replications=4, seed=SEED)
    assert pair.difference == gain.estimate("waiting_time_mean")
    assert pair.base == gain.base.estimate("waiting_time_mean")
    assert pair.alternative == gain.alternatives[0].estimate("waiting_time_mean")


def test_another_seed_gives_other_numbers(office):
    assert next(Runs(seed=1).refine(office)) != next(Runs().refine(office))


def test_it_shows_every_replication_and_stops_at_the_number_set_beforehand(office, monkeypatch):
    runs = Runs(first=3, replications=6)
    monkeypatch.setattr(runs, "simulate", lambda _scenario, replication: 10.0 + replication)
    estimates = list(runs.refine(office))
    assert [estimate.n for estimate in estimates] == [3, 4, 5, 6]
    assert list(runs.refine(office)) == estimates[-1:]


def test_desk_reads_the_scenario_and_asks_theory():
    station = SingleStation.of(sim.load_scenario("meja-verifikasi"))
    assert (station.servers, station.service_min, station.capacity_per_hour) == (4, 10, 24)
    assert station.busy(22.8) == pytest.approx(0.95)
    assert station.mean_wait(20) == pytest.approx(mmc_mean_wait(20 / 60, 1 / 10, 4))
    assert station.mean_wait(station.arrivals_for_wait(7.25)) == pytest.approx(7.25)


def test_an_office_of_several_stations_is_no_desk():
    with pytest.raises(ValueError, match="stations; there must be one"):
        SingleStation.of(sim.load_scenario("kabupaten-menengah"))
