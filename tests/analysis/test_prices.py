"""Prices of a scenario and what falls in the window; what an hour costs that applicants are spared."""

from datetime import date
from math import inf, isnan, nan
from typing import Any

import numpy as np
import pandas as pd
import pytest
from scipy.stats import t as student

from offices import TEXT, case_class, exponential, office, station, steps
from short_offices import short_office
from simulator.analysis.cost_of_saving import cost_of_saving, fieller
from simulator.analysis.prices import costs_of, money_year, months, tariff_of
from simulator.calendars import MS_PER_DAY
from simulator.experiments import run
from simulator.measures.experience import comings
from simulator.scenario import Scenario, load_scenario

ASSUMED = {"source": "assumed"}


def priced_office(**fields: Any) -> Scenario:
    """Everything that can have a price, from 26 January to 22 February 2026, of which two days are not counted."""
    district = {
        "title": TEXT,
        "share": 0.5,
        "connected": 1,
        "aware": 0.5,
        "literacy": {"low": 0, "middle": 0, "high": 1},
    }
    outreach = {"title": TEXT, "districts": ["kota"], "aware": 0.6}
    training = {"title": TEXT, "gain": 0.5}
    route = steps("depan", "belakang", "rumah", "ambil", service_time=exponential(10))
    base = {
        "horizon": {"days": 28, "warm_up_days": 2, "start": "2026-01-26", **ASSUMED},
        "population": {
            "districts": [
                {"name": "kota", "travel_min": 10, "trip_cost": 5_000, **district},
                {"name": "hulu", "travel_min": 90, **district},
            ],
            "outreach": [
                {**outreach, "from": "2026-01-20", "cost": 1},
                {**outreach, "from": "2026-02-01", "cost": 20},
                {**outreach, "from": "2026-02-23", "cost": 300},
            ],
            **ASSUMED,
        },
        "channels": [
            {"name": "loket", "title": TEXT},
            {"name": "keliling", "title": TEXT, "kind": "mobile", "dates": ["2026-01-27", "2026-02-03", "2026-02-10", "2026-03-03"], "cost_per_day": 7.0, **ASSUMED},
            {"name": "biro", "title": TEXT, "kind": "agent", "fee": 9.0, **ASSUMED},
            {"name": "daring", "title": TEXT, "kind": "online"},
        ],
        "stations": [
            station("depan", servers=1, cost_per_hour=100),
            station("belakang", service_time=exponential(10)),
            station("rumah", kind="applicant"),
            station("ambil", servers=1),
            station("sabar", servers=1, patience=exponential(30)),
            station("karcis", servers=1, tickets={"per_day": 3}),
            station("web", kind="self_service", tickets={"per_day": 9}),
        ],
        "staff": [
            {
                "name": "petugas", "title": TEXT, "persons": 3, "skills": ["belakang"], "cost_per_hour": 50, "overtime_per_hour": 75,
                "roster": [{"from": "08:00", "to": "16:00", "servers": 3}],
                "training": [
                    {**training, "from": "2026-01-27 08:00", "to": "2026-01-27 12:00", "cost": 10_000},
                    {**training, "from": "2026-02-02 08:00", "to": "2026-02-02 12:00", "cost": 100, "persons": [0, 2]},
                    {**training, "from": "2026-02-03 08:00", "to": "2026-02-03 12:00"},
                    {**training, "from": "2026-02-23 08:00", "to": "2026-02-23 12:00", "cost": 50_000},
                ],
                **ASSUMED,
            }
        ],
        "case_classes": [
            case_class("izin", 1, route, legal={"deadline_days": 5, **ASSUMED}, routes={"loket": route, "daring": steps("web", service_time=exponential(5))},
                       channels={"shares": {"loket": 0.5, "daring": 0.5}}),
            case_class("tanya", 1, steps("depan", "sabar", "karcis", service_time=exponential(5))),
        ],
        "outages": [
            {"subsystem": "listrik", "title": TEXT, "up": exponential(5000), "down": exponential(60), "backup": {"title": TEXT, "cost_per_month": 1_000}, **ASSUMED},
            {"subsystem": "oss", "title": TEXT, "up": exponential(5000), "down": exponential(60), "backup": {"title": TEXT}, **ASSUMED},
        ],
        "costs": {
            "year": 2026, "applicant_hour": 15_000,
            "items": [
                {"name": "sewa", "title": TEXT, "amount": 2_000, "per": "month"},
                {"name": "meja", "title": TEXT, "amount": 400, "per": "once"},
            ],
            **ASSUMED,
        },
    }  # fmt: skip
    return office(**{**base, **fields})


def test_charges_of_the_window():
    """Two days of warm-up: 28 January to 22 February, 4 days of January and 22 of February.

    Of the dates of keliling 3 and 10 February fall in it; of the trainings that of two persons and, without a price, that of
    three; of the campaigns the second.
    """
    charges = {(*each.thing, each.price): each.quantity for each in tariff_of(priced_office(), 2 * MS_PER_DAY).charges}
    month = pytest.approx(4 / 31 + 22 / 28)
    assert charges == {
        ("channel_day", "keliling", 7.0): 2,
        ("backup_month", "listrik", 1_000): month,
        ("backup_month", "oss", None): month,
        ("item_month", "sewa", 2_000): month,
        ("item_once", "meja", 400): 1,
        ("training", "petugas", 100): 2,
        ("training", "petugas", None): 3,
        ("outreach", "kota", 20): 1,
    }
    whole = [(each.thing[0], each.quantity) for each in tariff_of(priced_office()).charges]
    assert whole.count(("training", 3)) == 2  # without a warm-up that of 27 January falls too
    assert ("channel_day", 3) in whole


def test_prices_and_places():
    """Applicants are at depan first, at ambil after they were called, and where they may lose patience or need a ticket.

    Nobody visits the portal, and the file goes to belakang alone.
    """
    found = tariff_of(priced_office())
    assert (
        found.prices.items()
        >= {
            ("server_hour", "depan"): 100,
            ("server_hour", "petugas"): 50,
            ("overtime_hour", "petugas"): 75,
            ("trip", "kota"): 5_000,
            ("travel_hour", "kota"): 15_000,
            ("travel_hour", "hulu"): 15_000,
            ("presence_hour", "loket"): 15_000,
            ("channel_fee", "biro"): 9,
        }.items()
    )
    assert ("trip", "hulu") not in found.prices
    assert not [thing for thing in found.prices if thing[0] == "applicant_hour"]
    assert found.places == {"depan", "ambil", "sabar", "karcis"}
    assert found.near == {"keliling"}
    assert found.fees == {"biro"}
    assert found.permits == {"izin"}
    assert found.travel_min == {"kota": 10, "hulu": 90}
    assert money_year(priced_office()) == 2026


def test_an_office_that_says_nothing_of_money_or_permits():
    bare = office(case_classes=[case_class("a"), case_class("b")])
    found = tariff_of(bare)
    assert (dict(found.prices), found.charges, found.permits) == ({}, (), {"a", "b"})
    assert found.travel_min == {"all": 0}
    assert money_year(bare) is None


@pytest.mark.parametrize(
    ("start", "first_day", "days", "expected"),
    [
        (date(2026, 1, 1), 0, 31, 1),
        (date(2026, 2, 1), 0, 28, 1),
        (date(2024, 2, 1), 0, 29, 1),
        (date(2026, 12, 31), 0, 2, 2 / 31),
        (date(2026, 1, 1), 30.5, 32, 0.5 / 31 + 1 / 28),
        (date(2025, 1, 1), 0, 365, 12),
        (None, 0, 365.25, 12),
        (None, 3, 3, 0),
        (date(2026, 1, 1), 3, 3, 0),
    ],
)
def test_months(start: date | None, first_day: float, days: int, expected: float):
    assert months(start, first_day, days) == pytest.approx(expected)


def test_each_charge_has_the_price_of_the_resolved_scenario():
    """Without a warm-up, for what lies in the horizon: the two ways from a scenario to its prices agree."""
    scenario = load_scenario("kabupaten-menengah")
    resolved = {(price.what, price.name, price.amount) for price in scenario.resolved.prices}
    found = tariff_of(scenario)
    charges = {(*each.thing, each.price) for each in found.charges}
    assert charges <= resolved
    assert {
        (what, name, price)
        for (what, name), price in found.prices.items()
        if not what.endswith(("travel_hour", "presence_hour"))
    } <= resolved
    assert {what for what, _, _ in resolved} == {what for what, _, _ in charges} | {
        what for what, _ in found.prices
    } - {"travel_hour", "presence_hour"} | {"applicant_hour"}


def test_costs_of_a_run():
    """Trips are those of the measures, and so is the overtime; nobody is left without a district."""
    result = run(short_office("kabupaten-menengah"), replications=3, seed=7, engine="reference")
    found = costs_of(result)
    table = found.table.set_index(["item", "name", "replication"])
    for number in range(3):
        trips = table.loc["trip"]["quantity"].groupby("replication").sum()[number]
        measured = result.values.loc[number]
        stays = comings(result.log, frozenset())
        mobile = result.log.names.channels.index("keliling")
        trips += ((stays["replication"] == number) & (stays["channel"] == mobile)).sum()
        assert 0 < trips == round(measured["trips_mean"] * measured["arrivals"] * 14)
        overtime = table.loc["overtime_hour"]["quantity"].groupby("replication").sum()[number]
        pools = ["petugas-loket", "pendamping", "petugas-verifikasi"]
        assert overtime == pytest.approx(sum(measured[f"overtime[{pool}]"] for pool in pools) * 14 / 60)
        row = found.summary.loc[number]
        assert row["permits"] < measured["throughput"] * 14
        assert row["office_cost"] == pytest.approx(
            table.xs(number, level="replication")["amount"][
                ["server_hour", "overtime_hour", "item_month", "channel_day"]
            ].sum()
        )


def test_the_warm_up_of_a_run_is_left_out():
    scenario = short_office("kabupaten-menengah").with_({"horizon.days": 10, "horizon.warm_up_days": 7})
    result = run(scenario, replications=2, seed=7, engine="reference")
    hours = costs_of(result).table.set_index(["item", "name"])["quantity"]["item_month", "listrik-internet"]
    assert hours.tolist() == pytest.approx([3 / 31] * 2)


# ---- the cost of a saved hour


def summary(costs: list[float], hours: list[float], first: int = 0) -> pd.DataFrame:
    return pd.DataFrame(
        {"replication": range(first, first + len(costs)), "office_cost": costs, "applicant_hours": hours}
    )


BASE = summary([100.0, 110.0, 90.0, 100.0], [50.0, 60.0, 40.0, 52.0])


@pytest.mark.parametrize(
    ("extra", "saved", "outcome"),
    [
        ([20, 22, 18, 21], [10, 11, 9, 10], "price"),
        ([-20, -22, -18, -21], [10, 11, 9, 10], "dominates"),
        ([0, 0, 0, 0], [10, 11, 9, 10], "dominates"),
        ([5, -5, 6, -6], [10, 11, 9, 10], "price"),
        ([20, 22, 18, 21], [-10, -11, -9, -10], "dominated"),
        ([0, 0, 0, 0], [-10, -11, -9, -10], "dominated"),
        ([-20, -22, -18, -21], [-10, -11, -9, -10], "cheaper"),
        ([20, 22, 18, 21], [10, -11, 9, -10], "no_saving"),
        ([-20, -22, -18, -21], [0, 0, 0, 0], "no_saving"),
        ([nan, nan, 2, nan], [1, 2, 3, 4], "unknown"),
    ],
)
def test_outcomes(extra: list[float], saved: list[float], outcome: str):
    alternative = BASE.assign(office_cost=BASE["office_cost"] + extra, applicant_hours=BASE["applicant_hours"] - saved)
    found = cost_of_saving(BASE, alternative)
    assert found.outcome == outcome
    assert found.extra_cost.mean == pytest.approx(np.nanmean(extra))
    if outcome == "price":
        assert found.ratio.value == pytest.approx(sum(extra) / sum(saved))
        assert found.ratio.is_bounded
    if outcome == "no_saving":
        assert not found.ratio.is_bounded
        assert (found.ratio.low, found.ratio.high) == (-inf, inf)


def test_pairs_are_of_the_same_replication():
    """Replications 1 to 3 are in both: the extra cost is 10, 20 and 30, whatever the row."""
    other = summary([120.0, 110.0, 130.0, 7.0], [59.0, 38.0, 49.0, 7.0], first=1)
    found = cost_of_saving(BASE, other)
    assert (found.extra_cost.mean, found.extra_cost.n) == (pytest.approx((10 + 20 + 30) / 3), 3)
    assert found.saved_hours.mean == pytest.approx((1 + 2 + 3) / 3)
    with pytest.raises(ValueError, match="no replication in common"):
        cost_of_saving(BASE, summary([1.0], [1.0], first=9))


def test_fieller_holds_exactly_what_a_paired_t_test_does_not_exclude():
    """Both ends are ratios R at which the mean of y - R x lies t standard errors from 0."""
    rng = np.random.default_rng(5)
    x = rng.normal(5, 2, 30)
    y = 3 * x + rng.normal(0, 4, 30)
    found = fieller(y, x)
    assert found.is_bounded
    assert found.low < found.value < found.high
    for end in (found.low, found.high):
        rest = y - end * x
        assert abs(rest.mean()) / (rest.std(ddof=1) / np.sqrt(30)) == pytest.approx(student.ppf(0.975, 29))


def test_fieller_covers_the_true_ratio(seed: int):
    """95 % of 2,000 samples of 20 correlated pairs; five standard errors of such a share are 0.025."""
    rng = np.random.default_rng(seed)
    hits = 0
    for _ in range(2_000):
        x = rng.normal(4, 3, 20)
        found = fieller(2 * x + rng.normal(0, 5, 20), x)
        hits += not found.is_bounded or found.low <= 2 <= found.high
    assert hits / 2_000 == pytest.approx(0.95, abs=0.025)


def test_fieller_of_few_pairs():
    assert (fieller([6.0], [2.0]).value, fieller([6.0], [2.0]).n) == (3, 1)
    assert isnan(fieller([6.0], [2.0]).low)
    assert isnan(fieller([], []).value)
    assert isnan(fieller([1.0, 2.0], [0.0, 0.0]).value)
    exact = fieller([6.0, 6.0], [2.0, 2.0])
    assert (exact.low, exact.value, exact.high, exact.is_bounded) == (3, 3, 3, True)
