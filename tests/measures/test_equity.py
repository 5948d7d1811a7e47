"""Groups, gaps, suppression and Gini: against numbers worked out on paper, known values and an attack."""

from math import nan

import numpy as np
import pandas as pd
import pytest
from hypothesis import given
from hypothesis import strategies as st

from hand_log import hand_log
from measures.test_measures_by_hand import LEAVING, REWORK
from simulator.calendars import MS_PER_DAY
from simulator.measures.equity import (
    GROUP_UNITS,
    LEAST,
    LEAST_A_REPLICATION,
    gap_estimates,
    gap_table,
    gini,
    gini_table,
    group_table,
    suppressed,
    suppression_text,
)
from simulator.measures.experience import case_experience


def made_up(groups: dict[str, list[list[float]]]) -> pd.DataFrame:
    """Cases that waited so many minutes: group -> for each replication its waits."""
    rows = [
        (number, wait, group)
        for group, waits in groups.items()
        for number, of_one in enumerate(waits)
        for wait in of_one
    ]
    table = pd.DataFrame(rows, columns=["replication", "waited_min", "district"])
    table = table.assign(arrival_ms=0, sojourn_h=table["waited_min"] / 60, trips=1, is_refused=False, gave_up=False)
    return table.astype({"district": pd.CategoricalDtype(list(groups))})


def value(table: pd.DataFrame, group: str, name: str, replication: int = 0) -> float:
    row = table[(table["group"] == group) & (table["replication"] == replication)]
    return float(row[name].iloc[0])


def test_groups_of_a_log_by_hand():
    """LEAVING by channel, a to d against e to h: waits 0 30 0 0 and 0 20 180 0; b, c and d are refused and give up.

    a departs after 60 minutes, e after 30, f after 40; g and h are still there.
    """
    cases = case_experience(hand_log(LEAVING)).assign(half=["first"] * 4 + ["second"] * 4)
    table = group_table(cases, "half", least=0)
    assert table["group"].tolist() == ["first", "second"]
    assert table["by"].tolist() == ["half", "half"]
    expected = {
        "first": (4, 7.5, 0 + 0.7 * 30, 1.0, 1, 3 / 4, 3 / 4),
        "second": (4, 50, 20 + 0.7 * 160, 35 / 60, 1, 0, 0),
    }
    for group, row in expected.items():
        names = (
            "cases",
            "waited_mean",
            "waited_p90",
            "sojourn_h_mean",
            "trips_mean",
            "refused_share",
            "gave_up_share",
        )
        assert [value(table, group, name) for name in names] == pytest.approx(row)


def test_every_group_is_in_every_replication():
    """Also one without a case at all, and a replication in which nobody came."""
    cases = made_up({"dekat": [[1.0] * 40, [2.0] * 40, []], "jauh": [[3.0] * 40, [], []], "pulau": [[], [], []]})
    table = group_table(cases, "district", replications=(0, 1, 2))
    assert table[["replication", "group"]].to_numpy().tolist() == [
        [r, g] for r in range(3) for g in ("dekat", "jauh", "pulau")
    ]
    assert table["cases"].tolist() == [40, 40, 0, 40, 0, 0, 0, 0, 0]
    assert table["waited_mean"].tolist() == pytest.approx([1, 3, nan, 2, nan, nan, nan, nan, nan], nan_ok=True)
    assert not table["is_suppressed"].any()


def test_facts_are_groups_and_the_warm_up_is_left_out():
    cases = made_up({"dekat": [[10.0, 20.0, 30.0, 40.0]]}).assign(aware=[True, True, False, True])
    cases["arrival_ms"] = [0, MS_PER_DAY, MS_PER_DAY, MS_PER_DAY - 1]
    table = group_table(cases, "aware", least=0, warm_up_ms=MS_PER_DAY)
    assert table[["group", "cases", "waited_mean"]].to_numpy().tolist() == [["no", 1, 30], ["yes", 1, 20]]
    assert gini_table(cases, warm_up_ms=MS_PER_DAY)["waited_gini"].tolist() == pytest.approx([10 / 50 / 2])


def test_no_case_at_all():
    cases = case_experience(hand_log("", "")).assign(district=[])
    assert len(group_table(cases, "district", replications=(0, 1))) == 0
    assert gini_table(cases, replications=(0, 1)).isna().sum().tolist() == [0, 2, 2]
    assert len(gap_table(group_table(cases, "district", replications=(0, 1)))) == 0
    one = group_table(made_up({"dekat": [[5.0]]}), "district", least=0)
    assert one[["cases", "waited_mean", "waited_p90"]].to_numpy().tolist() == [[1, 5, 5]]


# ---- suppression


def test_a_small_group_takes_the_next_larger_with_it():
    """12 cases are too few; alone they would follow from the total, so the next larger group, of 70, is not shown either."""
    cases = made_up({"dekat": [[1.0] * 100], "jauh": [[9.0] * 12], "sedang": [[2.0] * 70]})
    table = group_table(cases, "district")
    assert dict(zip(table["group"], table["is_suppressed"], strict=True)) == {
        "dekat": False,
        "jauh": True,
        "sedang": True,
    }
    assert table.loc[table["is_suppressed"], ["cases", *GROUP_UNITS]].isna().all(axis=None)
    assert value(table, "dekat", "waited_mean") == 1
    assert suppression_text(table, "en").startswith("2 of 3 groups are not shown")
    assert suppression_text(table, "id").startswith("2 dari 3 kelompok tidak ditampilkan")
    assert suppression_text(table[table["group"] == "dekat"], "id") == ""


def test_the_bounds_of_few():
    """30 in all, and 5 in the mean of the replications, are enough; one less is not."""
    many = 1000.0
    assert suppressed(pd.Series({"a": LEAST, "b": many}), LEAST, 1) == set()
    assert suppressed(pd.Series({"a": LEAST - 1, "b": many}), LEAST, 1) == {"a", "b"}
    assert suppressed(pd.Series({"a": LEAST_A_REPLICATION * 20, "b": many}), LEAST, 20) == set()
    assert suppressed(pd.Series({"a": LEAST_A_REPLICATION * 20 - 1, "b": many}), LEAST, 20) == {"a", "b"}
    assert suppressed(pd.Series({"a": 1, "b": many}), 0, 20) == set()
    assert suppressed(pd.Series({"a": 1}), LEAST, 1) == {"a"}


def test_it_is_the_same_in_every_replication():
    """A group that is large in one replication and small in the other is shown in both, or in none."""
    table = group_table(made_up({"dekat": [[1.0] * 50, [1.0] * 50], "jauh": [[3.0] * 28, [5.0] * 3]}), "district")
    assert not table["is_suppressed"].any()
    assert value(table, "jauh", "waited_mean", 1) == 5


@given(st.lists(st.integers(0, 80), min_size=1, max_size=8), st.integers(1, 3))
def test_no_small_group_follows_from_the_total(sizes: list[int], replications: int):
    """Whoever knows the total and subtracts what is shown is left with at least two groups that are not small together."""
    counts = pd.Series(dict(zip("abcdefgh", sizes, strict=False)), dtype=float)
    hidden = suppressed(counts, LEAST, replications)
    enough = max(LEAST, LEAST_A_REPLICATION * replications)
    rest = counts.sum() - counts.drop(list(hidden)).sum()
    everyone = counts[counts > 0]
    assert {name for name, size in everyone.items() if size < enough} <= hidden
    assert not hidden or len(hidden) == len(everyone) or (len(hidden) >= 2 and rest >= enough)
    shown = everyone.drop(list(hidden))
    assert not hidden or shown.empty or shown.min() >= max(counts[list(hidden)])


# ---- gaps


def test_gaps_are_those_of_each_replication():
    """Dekat has the most cases. Jauh waits 30 against 10, then 60 against 30: ratios 3 and 2, gaps 20 and 30."""
    cases = made_up({"jauh": [[30.0] * 40, [60.0] * 40], "dekat": [[10.0] * 60, [30.0] * 60]})
    gaps = gap_table(group_table(cases, "district"))
    waits = gaps[gaps["measure"] == "waited_mean"]
    assert set(gaps["group"]) == {"jauh"}
    assert set(gaps["reference"]) == {"dekat"}
    assert set(gaps["measure"]) == set(GROUP_UNITS)
    assert waits[["replication", "ratio", "gap"]].to_numpy().tolist() == [[0, 3, 20], [1, 2, 30]]
    estimates = gap_estimates(gaps)
    row = estimates[(estimates["measure"] == "waited_mean") & (estimates["comparison"] == "gap")].iloc[0]
    assert (row["unit"], row["mean"], row["n"]) == ("min", 25, 2)
    assert row["half_width"] == pytest.approx(12.7062 * 5, rel=1e-4)  # t(1) of 95 %, times 7.07 / root of 2
    assert set(estimates.loc[estimates["comparison"] == "ratio", "unit"]) == {"1"}


def test_a_given_reference_and_a_value_of_zero():
    """Nobody in jauh was refused: the ratio to a share of 0 is no number, the gap is 0."""
    cases = made_up({"jauh": [[30.0] * 40], "dekat": [[10.0] * 60]})
    gaps = gap_table(group_table(cases, "district"), {"district": "jauh"})
    refused = gaps[gaps["measure"] == "refused_share"].iloc[0]
    assert (refused["group"], refused["reference"], refused["gap"]) == ("dekat", "jauh", 0)
    assert np.isnan(refused["ratio"])
    with pytest.raises(ValueError, match="no group 'tengah' by district"):
        gap_table(group_table(cases, "district"), {"district": "tengah"})


def test_tables_of_several_groupings_stand_one_below_the_other():
    cases = made_up({"jauh": [[30.0] * 40], "dekat": [[10.0] * 60]}).assign(aware=[True] * 35 + [False] * 65)
    both = pd.concat([group_table(cases, "district"), group_table(cases, "aware")])
    gaps = gap_table(both, {"district": "jauh"})
    assert set(zip(gaps["by"], gaps["group"], gaps["reference"], strict=True)) == {
        ("district", "dekat", "jauh"),
        ("aware", "yes", "no"),
    }


def test_a_suppressed_group_has_no_gap():
    cases = made_up({"jauh": [[30.0] * 4], "sedang": [[20.0] * 40], "dekat": [[10.0] * 60]})
    gaps = gap_table(group_table(cases, "district"))
    assert gaps[["ratio", "gap"]].isna().all(axis=None)
    assert set(gaps["reference"]) == {"dekat"}


# ---- Gini


@pytest.mark.parametrize(
    ("values", "expected"),
    [
        ([7], 0),
        ([3, 3, 3, 3], 0),
        ([0, 0, 0], 0),
        ([0, 0, 0, 0, 12], 4 / 5),
        ([1, 3], 1 / 4),
        ([1, 2, 3, 4, 5], 4 / 15),
        ([5, 1, nan, 4, 2, 3], 4 / 15),
        ([], nan),
        ([nan], nan),
    ],
)
def test_known_values_of_gini(values: list[float], expected: float):
    assert gini(values) == pytest.approx(expected, nan_ok=True)


@given(st.lists(st.floats(0, 1e6), min_size=1, max_size=40), st.floats(0.01, 100))
def test_gini_is_half_the_relative_mean_difference(values: list[float], factor: float):
    """Of all pairs, themselves included; the unit and the order do not matter; one who has all gives the most."""
    x = np.array(values)
    found = gini(x)
    if x.sum() > 1e-6:
        assert found == pytest.approx(np.abs(x[:, None] - x[None, :]).mean() / (2 * x.mean()), abs=1e-9)
        assert gini(x[::-1] * factor) == pytest.approx(found, abs=1e-9)
    assert -1e-12 <= found <= (len(x) - 1) / len(x) + 1e-12


def test_a_negative_wait_is_refused():
    with pytest.raises(ValueError, match="not negative; one is -1"):
        gini([2.0, -1.0])


def test_gini_of_a_log_by_hand():
    """REWORK: waits 0, 10, 890, sum 900; of the departed a and b stay 65 and 45 minutes."""
    table = gini_table(case_experience(hand_log("", REWORK)), replications=(0, 1))
    assert table["replication"].tolist() == [0, 1]
    assert table["waited_gini"].tolist() == pytest.approx([nan, 2 * 890 / (3 * 900)], nan_ok=True)
    assert table["sojourn_gini"].tolist() == pytest.approx([nan, 20 / (2 * 110)], nan_ok=True)


def test_the_reference_has_the_most_cases_of_all_replications_not_of_one():
    counts = {"many": [10, 10, 10], "once": [20, 1, 1]}
    rows = [
        {"replication": number, "by": "district", "group": group, "cases": cases, **dict.fromkeys(GROUP_UNITS, 1.0)}
        for group, of_group in counts.items()
        for number, cases in enumerate(of_group)
    ]
    assert set(gap_table(pd.DataFrame(rows))["reference"]) == {"many"}
