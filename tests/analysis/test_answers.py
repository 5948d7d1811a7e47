"""All answers of a run together: they agree with each other and with the measures, also where there is nothing to tell."""

from dataclasses import replace
from functools import cache

import numpy as np
import pandas as pd
import pytest

from short_offices import short_office
from simulator.analysis import GROUPINGS, Answers
from simulator.calendars import MS_PER_DAY
from simulator.experiments import run
from simulator.scenario import load_scenario

TABLES = ("legal", "regime", "lateness", "steps", "resilience", "groups", "gaps", "gini", "staff", "spread", "costs")
REPLICATIONS = 3


@cache
def answers(name="kabupaten-menengah"):
    return Answers(run(short_office(name), REPLICATIONS))


@cache
def of_an_empty_office():
    office = load_scenario("kantor-sehari")
    nobody = {f"case_classes[{block.name}].arrivals": {"per_day": 0} for block in office.spec.case_classes}
    return Answers(run(office.with_(nobody), REPLICATIONS))


def value(table, measure, **keys):
    """The mean of one row."""
    for key, wanted in keys.items():
        table = table[table[key] == wanted]
    (mean,) = table.loc[table["measure"] == measure, "mean"]
    return mean


@pytest.mark.parametrize("name", TABLES)
@pytest.mark.parametrize("office", ["kabupaten-menengah", "kantor-sehari", ""])
def test_every_mean_has_its_n_and_its_interval(office, name):
    table = getattr(answers(office) if office else of_an_empty_office(), name)
    assert list(table.columns[-4:]) == ["unit", "mean", "half_width", "n"]
    assert (table["mean"].notna() == (table["n"] > 0)).all()
    assert (table["half_width"].notna() == (table["n"] > 1)).all()
    assert table["n"].le(REPLICATIONS).all()
    if office == "kabupaten-menengah":
        assert len(table)
        assert (table["n"] == REPLICATIONS).any()


def test_causes_are_the_whole_whatever_they_are_divided_by():
    whole = answers().causes()
    hours = whole.loc[whole["measure"] == "hours", "mean"].sum()
    assert hours > 0
    assert whole.loc[whole["measure"] == "share", "mean"].sum() == pytest.approx(1)
    for by in ("station", *GROUPINGS):
        parts = answers().causes(by)
        told = parts.loc[parts["measure"] == "hours", "mean"].sum()
        assert told == pytest.approx(hours) if not answers().withheld(by) else 0 < told < hours, by


def test_nothing_is_told_of_groups_that_are_withheld():
    """Nor of permits and channels less than elsewhere."""
    hidden = {by: answers().withheld(by) for by in GROUPINGS}
    assert any(hidden.values())
    assert not hidden["channel"] | hidden["case_class"]
    for by, names in hidden.items():
        assert not names & set(answers().causes(by)["name"])
    travel = answers().costs.set_index("item").loc[["trip", "travel_hour"]]
    assert travel["name"].tolist() == ["", ""]


def test_a_warm_up_that_was_chosen_is_left_out_of_every_answer():
    """With MSER-5 the window begins later than the scenario says: no answer may count who came before."""
    office = short_office("kantor-sehari").with_({"horizon.days": 8})
    result = run(office, REPLICATIONS)
    later = replace(result, provenance=replace(result.provenance, warm_up_days=4.0))
    whole, part = Answers(result), Answers(later)
    assert later.warm_up_ms == 4 * MS_PER_DAY
    assert part.cases["arrival_ms"].min() >= later.warm_up_ms > whole.cases["arrival_ms"].min()
    came = part.forecast.index.set_index("measure").loc["came", "mean"]
    assert came == pytest.approx(len(part.cases) / REPLICATIONS)
    for table in ("causes", "cost_summary", "staff", "groups", "risks"):
        one, other = (getattr(answer, table) for answer in (whole, part))
        one, other = (found() if callable(found) else found for found in (one, other))
        assert not one["mean"].equals(other["mean"]), table


def test_the_legal_clock_is_that_of_the_measures():
    result = answers().result
    for name in answers().legal["case_class"].unique():
        assert value(answers().legal, "on_time_share", case_class=name) == pytest.approx(
            result.estimate(f"on_time_share[class:{name}]").mean, nan_ok=True
        )
    assert answers().regime["regime"].unique().tolist() == ["pp-28-2025"]


def test_staff_are_as_busy_as_the_measures_say():
    answer, result = answers(), answers().result
    hours = answer.staff_values.groupby(["replication", "place"])[["busy_h", "staffed_h"]].sum()
    for place in {*hours.index.get_level_values("place")}:
        busy, staffed = hours.xs(place, level="place").to_numpy().T
        np.testing.assert_allclose(busy / staffed, result.column(f"utilisation[{place}]"))


def test_the_items_add_up_to_what_the_office_and_the_applicants_pay():
    for payer in ("office", "applicant"):
        items = answers().costs
        paid = items.loc[items["payer"] == payer, "mean"].sum()
        assert paid > 0
        assert value(answers().cost_summary, f"{payer}_cost") == pytest.approx(paid)


def test_groups_are_those_by_which_two_can_be_told_apart():
    groups = answers().groups
    assert set(groups["by"]) <= set(GROUPINGS)
    assert groups.groupby("by")["group"].nunique().min() >= 2
    cases = groups[(groups["measure"] == "cases") & ~groups["is_suppressed"]]
    came = len(answers().cases) / REPLICATIONS
    assert cases.groupby("by")["mean"].sum().max() == pytest.approx(came)


def test_an_empty_office_waits_for_nobody_and_still_costs_its_staff():
    empty = of_an_empty_office()
    assert len(empty.cases) == 0
    causes = empty.causes()
    assert value(causes, "hours", cause="busy") == 0
    assert causes.loc[causes["measure"] == "share", "n"].eq(0).all()
    assert value(empty.cost_summary, "permits") == 0
    assert value(empty.staff, "utilisation", place="verifikasi", server=0) == 0
    assert empty.forecast.index.set_index("measure").loc["came", "mean"] == 0
    assert isinstance(empty.risks, pd.DataFrame)
