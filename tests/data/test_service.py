"""Service: rates that follow from printed queues, waiting by the closed forms, and units that fit scenarios."""

from math import isclose

import pytest

from simulator.data import find_row, load
from simulator.theory import mmc_mean_wait


def value(name: str) -> float:
    number = find_row(f"service/{name}").value
    assert number is not None
    return number


def test_the_rates_of_bandung_have_five_digits():
    assert value("bandung-utilisation") == 0.95842
    assert value("bandung-arrival-rate") == 0.23155
    assert value("bandung-service-rate") == 0.24160
    assert value("bandung-service-time") == 4.13912


def test_the_rates_of_bandung_give_back_what_was_printed():
    """M/M/1: L = ρ / (1 - ρ), Lq = ρL, Wq from the closed form, W = Wq + 1/μ."""
    utilisation, service_rate = value("bandung-utilisation"), value("bandung-service-rate")
    number = utilisation / (1 - utilisation)
    waiting = mmc_mean_wait(value("bandung-arrival-rate"), service_rate, 1)
    assert isclose(number, value("bandung-number"), abs_tol=0.01)
    assert isclose(number * utilisation, value("bandung-queue-length"), abs_tol=0.01)
    assert isclose(waiting, value("bandung-waiting-time"), rel_tol=0.001)
    assert isclose(waiting + 1 / service_rate, value("bandung-sojourn-time"), rel_tol=0.001)


def test_rounded_rates_would_not_do():
    """13.9 cases an hour and 4.15 minutes: near a utilisation of 1 the waiting time moves by minutes."""
    assert mmc_mean_wait(13.9 / 60, 1 / 4.15, 1) > value("bandung-waiting-time") + 4


@pytest.mark.parametrize(("stage", "desks"), [(1, 2), (2, 2), (3, 4)])
def test_the_load_of_a_stage_of_sigi_is_the_same_with_more_desks(stage: int, desks: int):
    alone, shared = value(f"sigi-{stage}-desks-1"), value(f"sigi-{stage}-desks-{desks}")
    assert isclose(alone / desks, shared, abs_tol=0.006)


def test_semarang_gives_families_and_no_coefficient_of_variation():
    studies = load("service", "queue_studies").set_index("id")
    assert studies.loc["semarang-service", "text"] == "lognormal, beta or gamma"
    assert find_row("service/semarang-service").value is None
    row = find_row("service/service-cv")
    assert (row.value, row.low, row.high, row.mark) == (0.6, 0.4, 1.0, "assumed")


def test_waiting_at_desks_is_that_of_the_closed_form():
    table = load("service", "capacity_checks")
    assert list(table["value"]) == [9.9, 1.9, 17.6, 4.0, 13.2, 3.3]
    for row in table.itertuples():
        arrival_rate = row.walk_ins / (row.open_hours * 60)
        assert row.value == pytest.approx(mmc_mean_wait(arrival_rate, 1 / row.service_min, row.desks), abs=0.05)
        assert row.offered_load == pytest.approx(arrival_rate * row.service_min, abs=0.005)


@pytest.mark.parametrize(
    ("name", "expected"),
    [
        ("nik-repair-open-time", (1260, 420, 2940)),
        ("agency-study", (1080, 570, 1590)),
        ("land-consideration", (3600, 2250, 4500)),
        ("spatial-forum", (3150, 2250, 4500)),
    ],
)
def test_conversions_to_open_minutes(name: str, expected: tuple[float, float, float]):
    row = find_row(f"service/{name}")
    assert (row.value, row.low, row.high) == expected
    assert (row.unit, row.mark) == ("min", "assumed")


def test_only_what_was_printed_has_a_value():
    help_bontang = find_row("service/nib-help-bontang")
    assert (help_bontang.value, help_bontang.low, help_bontang.high) == (None, 5, 10)
    assert value("nik-repair-depok") == 3 * 24 * 60
    assert value("pbg-house-tangerang") == value("pbg-house-tangerang-housing") + value("pbg-house-tangerang-office")


def test_every_estimate_says_that_it_is_one():
    table = load("service")
    estimates = table[table["cite"].str.startswith(("General estimate", "Chosen"))]
    assert len(estimates) >= 25
    assert set(estimates["mark"]) == {"assumed"}
