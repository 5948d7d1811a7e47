"""The national run: each office has the rules of its class and its own demand, and the report says what is averaged."""

from pathlib import Path

import numpy as np
import pandas as pd
import pytest

from simulator.compiled import HAS_NUMBA
from simulator.data import load
from simulator.experiments.national import (
    CLASS_PATCHES,
    OFFICES,
    WHO,
    choose_offices,
    class_table,
    class_variants,
    national_offices,
    national_report,
    run_national,
)
from simulator.scenario import Scenario, load_scenario
from simulator.workload import make_workload

NEEDS_FAST = pytest.mark.skipif(not HAS_NUMBA, reason="there is no fast engine without Numba")

OFFICE = """
simptsp: 1
name: negeri
title: {id: Kantor contoh, en: An example}
description: {id: Empat minggu., en: Four weeks.}
horizon: {days: 28, source: assumed}
targets: {waiting_time_min: 15, source: assumed}
channels:
  - {name: datang, title: {id: Datang, en: Walk in}}
stations:
  - name: loket
    title: {id: Loket, en: Counter}
    servers: 4
    needs: [oss]
    source: assumed
    service_time: {distribution: exponential, mean_min: 10, source: assumed}
case_classes:
  - name: nib
    title: {id: NIB, en: NIB}
    arrivals: {per_hour: 4, source: assumed}
    channels: {shares: {datang: 1}, source: assumed}
    routes: {datang: [{station: loket}]}
outages:
  - subsystem: oss
    title: {id: OSS, en: OSS}
    shared: true
    source: assumed
    up: {distribution: exponential, mean_min: 3000}
    down: {distribution: deterministic, mean_min: 120}
patches:
  kelas-terpencil:
    title: {id: Terpencil, en: Remote}
    source: assumed
    set: {"stations[loket].servers": 1, "case_classes[nib].arrivals.per_hour": 1}
  kelas-pedesaan: {title: {id: Pedesaan, en: Rural}, source: assumed, set: {"stations[loket].servers": 2}}
  kelas-perkotaan: {title: {id: Perkotaan, en: Urban}, source: assumed, set: {"stations[loket].servers": 3}}
  kelas-besar: {title: {id: Besar, en: Large}, source: assumed, set: {"stations[loket].servers": 9}}
"""


@pytest.fixture
def base(tmp_path: Path) -> Scenario:
    file = tmp_path / "negeri.yaml"
    file.write_text(OFFICE, encoding="utf-8")
    return load_scenario(file)


def test_offices_are_spread_over_the_list():
    assert choose_offices(OFFICES)["code"].tolist() == load("offices514")["code"].tolist()
    few = choose_offices(38)
    assert few["code"].is_unique
    assert few["province_code"].nunique() >= 24
    twice = choose_offices(2 * OFFICES)["code"]
    assert set(twice.value_counts()) == {2}
    assert len(choose_offices(1)) == 1


def test_each_office_has_the_rules_of_its_class_and_its_own_demand(base: Scenario):
    chosen = choose_offices(40)
    variants = class_variants(base, seed=3)
    servers = {"remote": 1, "rural": 2, "urban": 3, "large": 9}
    usual = {"remote": 24 * 365, "rural": 4 * 24 * 365, "urban": 4 * 24 * 365, "large": 4 * 24 * 365}
    assert set(chosen["class"]) >= {"remote", "rural", "urban"}
    made = list(national_offices(chosen, variants))
    assert len(made) == 40
    for row, office in zip(chosen.itertuples(), made, strict=True):
        kind = chosen.loc[row.Index, "class"]
        assert len(office.stations[0].servers) == servers[kind]
        hourly = 1 if kind == "remote" else 4
        assert office.case_classes[0].daily_mean[0] == pytest.approx(
            24 * hourly * row.nib_per_year / usual[kind], rel=0.03
        )


def test_the_cases_of_a_year_are_estimated_within_two_per_cent(base: Scenario):
    for kind, (_, cases) in class_variants(base, seed=5).items():
        assert cases == pytest.approx(24 * 365 * (1 if kind == "remote" else 4), rel=0.02)


def test_a_base_without_the_patch_of_a_class_is_refused(base: Scenario):
    with pytest.raises(
        ValueError, match="the scenario negeri has no patch named kelas-desa; each class of office needs"
    ):
        class_variants(base, 3, CLASS_PATCHES | {"rural": "kelas-desa"})
    variants = class_variants(base, 3, patches={})
    assert {len(office.stations[0].servers) for office, _ in variants.values()} == {4}


def test_an_office_to_which_nobody_comes_is_refused(base: Scenario):
    with pytest.raises(ValueError, match="nobody comes to the office negeri"):
        class_variants(base.with_({"case_classes[nib].arrivals.per_hour": 0}), 3, patches={})


@NEEDS_FAST
def test_a_run_of_a_few_offices_is_the_same_on_one_thread_and_two(base: Scenario):
    one, two = (run_national(8, seed=3, threads=threads, base=base) for threads in (1, 2))
    pd.testing.assert_frame_equal(one.values, two.values, check_exact=True)
    assert (one.cases, one.rows) == (two.cases, two.rows)
    chosen = choose_offices(8)
    assert one.values.index.to_frame(index=False).astype(str).equals(chosen[WHO].astype(str))
    assert one.cases == one.values["cases"].sum() == pytest.approx(chosen["nib_per_year"].sum() * 28 / 365, rel=0.05)


@NEEDS_FAST
def test_each_row_of_a_run_is_of_the_office_that_it_names(base: Scenario):
    chosen = choose_offices(40)
    assert (chosen["class"] != chosen["class"].shift()).sum() > chosen["class"].nunique()  # not class after class
    cases = run_national(40, seed=3, base=base).values["cases"].to_numpy()
    expected = (chosen["nib_per_year"] * 28 / 365).to_numpy(float)
    assert (np.abs(cases - expected) <= 5 * np.sqrt(expected) + 0.03 * expected).all()


@NEEDS_FAST
def test_an_office_of_a_run_is_that_office_run_alone(base: Scenario):
    """Its measures are those of its own event log, under the draws of its own number."""
    from simulator.engines import get_engine
    from simulator.measures import Window, measure

    office = list(national_offices(choose_offices(3), class_variants(base, 3)))[2]
    log = get_engine("fast")(make_workload(office, 3, office=2))
    alone = measure(log, Window(office.warm_up_ms, office.waiting_target_ms)).iloc[0]
    together = run_national(3, seed=3, base=base).values.iloc[2]
    assert together["waiting_time_mean"] == alone["waiting_time_mean"]
    assert together["present_at_end"] == alone["present_at_end"]


def test_a_shared_outage_strikes_all_offices_at_the_same_times(base: Scenario):
    offices = list(national_offices(choose_offices(3), class_variants(base, 3)))
    down = [make_workload(office, 3, office=number).outages for number, office in enumerate(offices)]
    assert str(down[0]) == str(down[1]) == str(down[2])
    assert len(str(down[0])) > 40
    arrivals = [make_workload(offices[0], 3, office=number).arrival_ms for number in (0, 1)]
    assert not np.array_equal(*arrivals)


@NEEDS_FAST
def test_a_class_is_the_mean_of_its_offices_each_counted_once(base: Scenario):
    done = run_national(24, seed=3, base=base)
    table = class_table(done).set_index("class")
    values = done.values.reset_index()
    assert table.index.tolist() == [*[name for name in CLASS_PATCHES if name in set(values["class"])], "all"]
    for name, row in table.iterrows():
        part = values if name == "all" else values[values["class"] == name]
        waits = part["waiting_time_mean"].astype(float)
        assert (row["offices"], row["cases"]) == (len(part), part["cases"].sum())
        assert row["unfinished"] == part["present_at_end"].sum()
        assert row["waiting_time_mean"].mean == pytest.approx(waits.mean())
        assert row["waiting_time_mean"].n == len(part)
    rural = values.loc[values["class"] == "rural", "waiting_time_mean"].astype(float)
    from scipy import stats

    low, high = stats.t.interval(0.95, len(rural) - 1, loc=rural.mean(), scale=stats.sem(rural))
    assert table.loc["rural", "waiting_time_mean"].half_width == pytest.approx((high - low) / 2)
    assert table.loc["all", "cases"] == done.cases
    assert table["on_time_share"].map(lambda share: share.n).max() == 0  # no case class has a deadline here


@NEEDS_FAST
def test_the_report_says_what_is_averaged(base: Scenario):
    done = run_national(8, seed=3, base=base)
    said = national_report(done)
    assert said.startswith("8 offices, one year each: ")
    lines = said.splitlines()
    (rural,) = (line for line in lines if line.startswith("rural"))
    wait = class_table(done).set_index("class").loc["rural", "waiting_time_mean"]
    assert f"{wait.mean:.1f} ± {wait.half_width:.1f} (n {wait.n})" in rural
    assert "mean over the offices, each counted once; ± half-width of 95 % over n offices" in said
    assert [line.split()[0] for line in lines[-4:]] == ["workload", "engine", "measures", "elsewhere"]


@NEEDS_FAST
def test_the_base_of_the_library_has_a_patch_for_each_class():
    done = run_national(2, seed=3)
    assert len(done.values) == 2
    assert done.values["cases"].min() > 0


def test_a_run_of_no_office_is_refused():
    with pytest.raises(ValueError, match="offices is 0; it must be from 1 to 4096"):
        run_national(0)
