"""What it cost: against bills written out on paper, and against sums over the rows."""

from math import nan

import numpy as np
import pandas as pd
import pytest

from hand_log import WIDE, hand_log
from measures.test_experience import VISITS
from measures.test_measures_by_hand import FAILING, POOLS
from simulator.calendars import MS_PER_HOUR, MS_PER_MINUTE
from simulator.eventlog import EventLog
from simulator.measures.costs import APPLICANT, COST_UNITS, OFFICE, SUMMARY_UNITS, Charge, Costs, Tariff, costs

PRICES = {
    ("server_hour", "loket"): 30_000.0,
    ("overtime_hour", "loket"): 60_000.0,
    ("server_hour", "meja"): 40_000.0,
    ("trip", "dekat"): 20_000.0,
    ("trip", "jauh"): 100_000.0,
    ("travel_hour", "dekat"): 12_000.0,
    ("travel_hour", "jauh"): 12_000.0,
    ("presence_hour", "datang"): 12_000.0,
}


def tariff(
    prices: dict[tuple[str, str], float] = PRICES,
    charges: tuple[Charge, ...] = (),
    places: tuple[str, ...] = ("loket",),
    near: tuple[str, ...] = (),
    permits: tuple[str, ...] = ("izin", "nib"),
    fees: tuple[str, ...] = (),
) -> Tariff:
    return Tariff(
        prices=prices,
        charges=charges,
        places=frozenset(places),
        near=frozenset(near),
        permits=frozenset(permits),
        fees=frozenset(fees),
        travel_min={"dekat": 15.0, "jauh": 120.0},
    )


def districts(log: EventLog, *far: str) -> pd.DataFrame:
    """All live nearby but the cases named by their letters."""
    table = pd.DataFrame({name: log[name][log["event"] == 4].astype(np.int64) for name in ("replication", "case")})
    where = ["jauh" if chr(ord("a") + case) in far else "dekat" for case in table["case"]]
    return table.assign(district=pd.Categorical(where, ["dekat", "jauh"]))


def bill(found: Costs, replication: int = 0) -> dict[tuple[str, str], tuple[float, float]]:
    """Thing -> quantity and amount."""
    table = found.table[found.table["replication"] == replication]
    rows = table[["item", "name", "quantity", "amount"]].itertuples(index=False)
    return {(item, name): (quantity, amount) for item, name, quantity, amount in rows}


def total(found: Costs, name: str, replication: int = 0) -> float:
    return float(found.summary.set_index("replication")[name][replication])


def test_a_bill_by_hand():
    """VISITS: loket staffed 4 + 1/2 hours, with a quarter of overtime, meja 4. Trips: a 3, c 2, d 1; c lives far away.

    Presence 30 + 15 of a, 0 + 60 of c, 75 of d: three hours.
    """
    log = hand_log(VISITS, days=2)
    found = costs(log, tariff(), districts(log, "c"))
    assert bill(found) == {
        ("server_hour", "loket"): (4.5, 135_000),
        ("server_hour", "meja"): (4, 160_000),
        ("overtime_hour", "loket"): (0.25, 15_000),
        ("trip", "dekat"): (4, 80_000),
        ("trip", "jauh"): (2, 200_000),
        ("travel_hour", "dekat"): (2, 24_000),
        ("travel_hour", "jauh"): (8, 96_000),
        ("presence_hour", "datang"): (3, 36_000),
    }
    assert found.missing == ()
    assert total(found, "office_cost") == 310_000
    assert total(found, "applicant_cost") == 436_000
    assert total(found, "permits") == 2
    assert total(found, "applicant_hours") == 13
    assert total(found, "cost_per_permit") == 155_000
    assert total(found, "cost_per_applicant_hour") == pytest.approx(310_000 / 13)
    assert found.table["payer"].tolist() == ["office"] * 3 + ["applicant"] * 5
    assert found.table["unit"].tolist() == ["h"] * 3 + ["trips"] * 2 + ["h"] * 3
    assert [*found.summary] == ["replication", *SUMMARY_UNITS]
    assert set(COST_UNITS) <= set(found.table)


def test_what_has_no_price_is_absent_and_said():
    """Never 0 in silence: hours of meja, overtime and the trips from far away are listed; the hours are counted still."""
    log = hand_log(VISITS, days=2)
    some = {thing: PRICES[thing] for thing in [("server_hour", "loket"), ("trip", "dekat")]}
    found = costs(log, tariff(some), districts(log, "c"))
    assert set(bill(found)) == set(some)
    assert found.missing == (
        ("server_hour", "meja"),
        ("overtime_hour", "loket"),
        ("trip", "jauh"),
        ("travel_hour", "dekat"),
        ("travel_hour", "jauh"),
        ("presence_hour", "datang"),
    )
    assert total(found, "office_cost") == 135_000
    assert total(found, "applicant_hours") == 13
    nothing = costs(log, tariff({}), districts(log, "c"))
    assert nothing.table.empty
    assert nothing.summary[["office_cost", "applicant_cost", "cost_per_permit"]].isna().all(axis=None)


def test_charges_fall_in_every_replication():
    """Two trainings of one pool, one without a price: the table has the other, and the list says what is missing."""
    charges = (
        Charge(("training", "depan"), 2, 500.0),
        Charge(("training", "depan"), 3, 100.0),
        Charge(("training", "depan"), 1, None),
        Charge(("item_month", "sewa"), 1.5, 8_000.0),
        Charge(("backup_month", "oss"), 1.5, None),
        Charge(("outreach", "hulu"), 0, 3_000.0),
        Charge(("channel_day", "keliling"), 0, None),
    )
    log = hand_log("", VISITS, days=2)
    found = costs(log, tariff(charges=charges), districts(log))
    for number in (0, 1):
        assert bill(found, number)["training", "depan"] == (5, 1_300)
        assert bill(found, number)["item_month", "sewa"] == (1.5, 12_000)
    assert ("outreach", "hulu") not in bill(found)
    assert found.missing == (("backup_month", "oss"), ("training", "depan"))
    assert total(found, "office_cost", 0) == 13_300
    assert bill(found, 0)["trip", "dekat"] == (0, 0)  # what is used in one replication is in all
    assert total(found, "office_cost", 1) == 13_300 + 310_000
    assert np.isnan(total(found, "cost_per_permit", 0))
    assert np.isnan(total(found, "cost_per_applicant_hour", 0))
    assert total(found, "applicant_cost", 0) == 0


def test_persons_of_pools_and_overtime():
    """POOLS: depan is staffed 75 + 120 minutes, with 15 + 5 of overtime; belakang 240."""
    log = hand_log(POOLS, names=WIDE)
    prices = {("server_hour", "depan"): 60.0, ("overtime_hour", "depan"): 120.0, ("server_hour", "belakang"): 30.0}
    found = costs(log, tariff(prices, places=("meja", "klinik")), districts(log))
    assert bill(found) == {
        ("server_hour", "belakang"): (4, 120),
        ("server_hour", "depan"): (3.25, 195),
        ("overtime_hour", "depan"): (pytest.approx(1 / 3), pytest.approx(40)),
    }
    assert total(found, "permits") == 3  # c is deemed approved: nobody decided


def test_only_permits_are_counted_as_permits():
    log = hand_log(VISITS, days=2)
    found = costs(log, tariff(permits=("nib",)), districts(log))
    assert total(found, "permits") == 0
    assert np.isnan(total(found, "cost_per_permit"))


def test_what_comes_to_the_applicants_has_no_way():
    """A trip to a mobile desk is not one to the office: neither its price nor its hours are those of the district."""
    log = hand_log(VISITS, days=2)
    found = costs(log, tariff(near=("datang",)), districts(log, "c"))
    assert found.missing == (("trip", "datang"),)
    assert total(found, "applicant_hours") == 3
    assert total(found, "applicant_cost") == 36_000


FEES = """
0:00 arrival a@daring
0:00 queue_join a@daring portal
8:00 shift_start loket/0
8:00 arrival b@daring
8:00 queue_join b@daring portal
9:00 arrival c
9:00 balk c loket
9:30 arrival d@daring
9:30 give_up d@daring no_show
9:40 switch_channel c@daring#1
9:40 return_applicant c@daring#1 queue_limit
9:40 queue_join c@daring#1 portal
10:00 arrival e
10:00 balk e loket
10:30 return_applicant e#1 queue_limit
10:30 queue_join e#1 portal
12:00 shift_end loket/0
"""


def test_fees_are_paid_on_taking_the_channel():
    """By b, and c who switches; a had paid before, d does not show up, e only comes again."""
    log = hand_log(FEES)
    prices = {("channel_fee", "daring"): 500.0}
    found = costs(log, tariff(prices, fees=("daring", "datang")), districts(log))
    assert bill(found)["channel_fee", "daring"] == (2, 1_000)
    assert ("channel_fee", "datang") in found.missing
    late = costs(log, tariff(prices, fees=("daring",)), districts(log), 9 * MS_PER_HOUR)
    assert bill(late)["channel_fee", "daring"] == (1, 500)


def test_the_window_cuts_hours_trips_and_decisions():
    """From 11:00 on: an hour of each server and half an hour of loket; trips of a at 11:00 and on the next day, of c and
    d; presence 15 + 60 + 75 minutes. From 33:40 on 5 minutes of d and of c are left, and d's departure.
    """
    log = hand_log(VISITS, days=2)
    found = costs(log, tariff(), districts(log, "c"), 11 * MS_PER_HOUR)
    expected = {
        ("server_hour", "loket"): (1.5, 45_000),
        ("server_hour", "meja"): (1, 40_000),
        ("overtime_hour", "loket"): (0.25, 15_000),
        ("trip", "dekat"): (3, 60_000),
        ("trip", "jauh"): (2, 200_000),
        ("travel_hour", "dekat"): (1.5, 18_000),
        ("travel_hour", "jauh"): (8, 96_000),
        ("presence_hour", "datang"): (2.5, 30_000),
    }
    assert bill(found) == expected
    assert total(found, "permits") == 1  # b departed at 9:40
    late = costs(log, tariff(), districts(log, "c"), 33 * MS_PER_HOUR + 40 * MS_PER_MINUTE)
    assert bill(late) == {
        ("overtime_hour", "loket"): (pytest.approx(5 / 60), pytest.approx(5_000)),
        ("presence_hour", "datang"): (pytest.approx(10 / 60), pytest.approx(2_000)),
    }


def test_nothing_happened():
    for log in (hand_log(""), hand_log("", "")):
        found = costs(log, tariff(), districts(log))
        assert found.table.empty
        assert found.missing == ()
        assert found.summary["office_cost"].tolist() == [0] * len(log.replications)
        assert found.summary["cost_per_permit"].isna().all()


def test_no_staff_at_all_and_nobody_ends():
    """Zero capacity: nobody is on shift, so the office is closed; a trip and its way are all that it cost."""
    log = hand_log("12:00 arrival a\n12:00 queue_join a loket")
    found = costs(log, tariff(), districts(log, "a"))
    assert bill(found) == {("trip", "jauh"): (1, 100_000), ("travel_hour", "jauh"): (4, 48_000)}
    assert found.summary.iloc[0].tolist() == pytest.approx([0, 0, 148_000, 0, 4, nan, 0], nan_ok=True)


def test_amounts_are_quantities_times_prices():
    """A second computation: every sum of the summary from the table, and trips and hours from the log's rows."""
    log = hand_log(FAILING, FAILING, names=WIDE)
    prices = {
        (item, name): 7.0 + i
        for i, (item, name) in enumerate(
            (i, n)
            for i in ("server_hour", "trip", "travel_hour", "presence_hour")
            for n in ("loket", "dekat", "jauh", "datang")
        )
    }
    found = costs(log, tariff(prices, places=("loket",)), districts(log, "d", "i"))
    assert found.table["amount"].tolist() == pytest.approx(
        [
            quantity * prices[item, name]
            for item, name, quantity in found.table[["item", "name", "quantity"]].itertuples(index=False)
        ]
    )
    for number in (0, 1):
        rows = found.table[found.table["replication"] == number]
        for payer, items in (("office", OFFICE), ("applicant", APPLICANT)):
            assert total(found, f"{payer}_cost", number) == pytest.approx(
                rows.loc[rows["item"].isin(list(items)), "amount"].sum()
            )
        assert bill(found, number)["trip", "dekat"][0] == 4  # a, c twice, h
        assert bill(found, number)["trip", "jauh"][0] == 5  # d three times, i twice
        assert total(found, "applicant_hours", number) == pytest.approx(
            4 * 0.5 + 5 * 4 + (65 + 30 + 0 + 30 + 15 + 65) / 60
        )
