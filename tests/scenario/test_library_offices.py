"""What every office of the library must be: documented, borne out, the same in both engines, and staffed sensibly."""

from dataclasses import replace
from datetime import datetime, timedelta
from functools import cache

import numpy as np
import pandas as pd
import pytest

from simulator.calendars import MS_PER_DAY
from simulator.data import find_row
from simulator.engines import DEFAULT_ENGINE, get_engine
from simulator.eventlog import concat_logs
from simulator.eventlog.invariants import broken_invariants
from simulator.experiments.national import CLASS_PATCHES, class_variants, national_offices
from simulator.measures import Window, measure
from simulator.scenario import LIBRARY, Scenario, library_names, load_scenario
from simulator.scenario.read import read_document
from simulator.scenario.resolved import ResolvedScenario
from simulator.theory import mmc_mean_wait
from simulator.workload import make_workload
from twins import assert_twins

NAMES = library_names()
FIRST_DAYS = 10
REPLICATIONS = 3

BUSY = {
    "kabupaten-menengah": {"petugas-loket": (0.5, 0.8), "petugas-verifikasi": (0.6, 0.85), "tim-teknis": (0.4, 0.85)},
    "pedesaan-sumatra": {"petugas-loket": (0.4, 0.75), "petugas-verifikasi": (0.4, 0.75), "tim-teknis": (0.4, 0.85)},
    "kota-industri": {"petugas-loket": (0.5, 0.8), "petugas-verifikasi": (0.6, 0.85), "tim-teknis": (0.5, 0.85)},
    "oss-2018-rollout": {"petugas-loket": (0.4, 0.8), "petugas-verifikasi": (0.4, 0.85), "tim-teknis": (0.4, 0.85)},
    "nasional": {"petugas-loket": (0.3, 0.7), "petugas-verifikasi": (0.6, 0.9), "tim-teknis": (0.4, 0.9)},
    "terpencil": {"loket-pelayanan": (0.25, 0.6), "petugas-belakang": (0.15, 0.6)},
}
"""Shares of staffed time spent serving, by office and pool.

Above some 0.85 the line of a busy morning is not gone before the next, and above 1 it grows without end; below some 0.4 more
than half of the staff would be idle. A remote office is below that because one officer is the least that it can have.
"""

TYPICAL = {"remote": 6, "rural": 30, "urban": 115, "large": 250}
"""Applications a working day: the middles of the presets of the data package `demand`."""

WORKING_DAYS = 240


loaded = cache(load_scenario)


@cache
def with_patches(name: str) -> dict[str, Scenario]:
    office = loaded(name)
    return {patch: office.patched(patch) for patch in office.spec.patches}


@cache
def values_of(office: ResolvedScenario, replications: int = REPLICATIONS) -> pd.Series:
    simulate = get_engine(DEFAULT_ENGINE)
    log = concat_logs([simulate(make_workload(office, 2026, each)) for each in range(replications)])
    return measure(log, Window(office.warm_up_ms, office.waiting_target_ms)).mean()


def test_the_library_has_its_offices():
    assert set(NAMES) >= BUSY.keys()
    assert len(NAMES) >= 14


@pytest.mark.parametrize("name", NAMES)
def test_an_office_says_what_it_is_not_and_what_to_measure_first(name: str):
    spec = loaded(name).spec
    assert spec.is_not is not None
    texts = [spec.is_not, *spec.measure_first]
    assert 3 <= len(spec.measure_first) <= 6
    for text in texts:
        assert len(text.id) >= 20
        assert len(text.en) >= 20
        assert text.id != text.en
        assert text.id.endswith(".")
        assert text.en.endswith(".")
    assert len({text.id for text in texts}) == len(texts)


@pytest.mark.parametrize("name", NAMES)
def test_every_number_is_borne_out_by_its_row_or_assumed(name: str):
    office = loaded(name)
    assert "sources" not in read_document(LIBRARY / f"{name}.yaml").data
    assert office.spec.sources == {}
    for each in (office, *with_patches(name).values()):
        wrong = [f"{number.path}: {number.value} {number.unit}" for number in each.inputs() if not number.is_borne_out]
        assert wrong == []


def test_a_number_that_its_row_does_not_have_is_seen():
    office = loaded("kabupaten-menengah")
    wrong = office.with_({"stations[verifikasi].service_time.mean_min": 31}, source="service/verification-desk")
    assert [number.path for number in wrong.inputs() if not number.is_borne_out] == [
        "stations[7].service_time.mean_min"
    ]


@pytest.mark.parametrize("name", NAMES)
def test_both_engines_give_the_same_first_days(name: str):
    log = assert_twins(make_workload(first_days(loaded(name)).resolved, 2026))
    assert broken_invariants(log) == []
    assert len(log) >= 100


def first_days(office: Scenario) -> Scenario:
    """The office with its first days alone; the year begins on the first working Monday, so that a mobile day is in it."""
    start = {"horizon.start": "2026-01-05"} if office.name == "nasional" else {}
    days = min(FIRST_DAYS, office.spec.horizon.days)
    return office.with_({"horizon.days": days, "horizon.warm_up_days": 0, **start})


@pytest.mark.parametrize("name", BUSY)
def test_staff_are_neither_overrun_nor_idle(name: str):
    values = values_of(loaded(name).resolved, 1 if name == "nasional" else REPLICATIONS)
    for pool, (least, most) in BUSY[name].items():
        assert least <= values[f"utilisation[{pool}]"] <= most, pool
    assert values["give_up_share"] <= (0.2 if name == "terpencil" else 0.06)
    assert values["on_time_share"] >= 0.65


@pytest.mark.parametrize("name", ["kabupaten-menengah", "pedesaan-sumatra", "kota-industri"])
def test_the_counters_suffice_by_erlang_c(name: str):
    """With no failures and a day without a peak, M/M/c waits at the counters are below the promise.

    Service times vary less than exponential ones, and people come in a morning peak: the first makes waits shorter, the
    second longer. The formula is a check of the number of officers, not of the simulated wait.
    """
    office = loaded(name).patched("tanpa-gangguan")
    staff = next(pool for pool in office.spec.staff if pool.name == "petugas-loket")
    service_min = find_row("service/file-check").value
    offered_load = float(values_of(office.resolved)["utilisation[petugas-loket]"]) * staff.persons
    wait = mmc_mean_wait(offered_load / service_min, 1 / service_min, staff.persons)
    assert 0 < wait < office.spec.targets.waiting_time_min


def rules_of(office: Scenario) -> str:
    """Hash of all that an office is but its name, to which a patch adds its own."""
    return replace(office.resolved, name="").hash


def test_the_regency_has_many_different_levers():
    office = loaded("kabupaten-menengah")
    levers = {name: rules_of(patched) for name, patched in with_patches(office.name).items()}
    assert len(levers) >= 40
    assert len({*levers.values(), rules_of(office)}) == len(levers) + 1
    assert len({patch.title.id for patch in office.spec.patches.values()}) == len(levers)


@pytest.mark.parametrize("name", NAMES)
def test_every_patch_changes_its_office(name: str):
    unchanged = rules_of(loaded(name))
    assert [patch for patch, patched in with_patches(name).items() if rules_of(patched) == unchanged] == []


@pytest.mark.parametrize(
    ("name", "what"),
    [("pedesaan-sumatra", "rural"), ("kota-industri", "large"), ("terpencil", "remote")],
)
def test_the_demand_of_an_office_is_that_of_its_kind(name: str, what: str):
    row = find_row(f"demand/preset-{what}")
    office = loaded(name)
    assert row.low <= applications_a_day(office) <= row.high


def applications_a_day(office: Scenario) -> float:
    """Usual arrivals of all classes but questions."""
    return sum(each.arrivals.per_day or 0 for each in office.spec.case_classes if each.name != "informasi")


def test_the_regional_part_of_oss_is_down_for_more_than_a_month_in_2018():
    office = loaded("oss-2018-rollout")
    regional = next(outage for outage in office.spec.outages if outage.subsystem == "oss-daerah")
    begin, end = (datetime.fromisoformat(moment) for moment in (regional.dated[0].start, regional.dated[0].end))
    assert end - begin > timedelta(days=find_row("outages/oss-launch-2018").low)
    place = [outage.subsystem for outage in office.resolved.outages].index("oss-daerah")
    spans = make_workload(office.resolved, 2026).outages[place]
    assert (spans[:, 1] - spans[:, 0]).max() > find_row("outages/oss-launch-2018").low * MS_PER_DAY


def test_the_national_office_has_a_year_and_shares_the_central_system():
    office = loaded("nasional")
    assert (office.resolved.horizon_ms, sum(office.resolved.working_days)) == (365 * MS_PER_DAY, WORKING_DAYS)
    assert next(outage for outage in office.resolved.outages if outage.subsystem == "oss").shared
    for patch in CLASS_PATCHES.values():
        variant = office.patched(patch).resolved
        assert next(outage for outage in variant.outages if outage.subsystem == "oss").shared


@cache
def typical_values(kind: str) -> pd.Series:
    """Measures of a year of an office of a class that has the usual demand of its class."""
    variants = class_variants(loaded("nasional"), 2026)
    chosen = pd.DataFrame({"class": [kind], "nib_per_year": [TYPICAL[kind] * WORKING_DAYS]})
    return values_of(next(national_offices(chosen, variants)), 1)


@pytest.mark.parametrize("kind", CLASS_PATCHES)
def test_the_staff_of_a_class_fit_its_usual_demand(kind: str):
    """Between 0.6 and 0.85 for the busiest pool; a remote office cannot have less than the one officer it has."""
    values = typical_values(kind)
    pools = [
        name for name in values.index if name.startswith("utilisation[petugas") or name == "utilisation[pendamping]"
    ]
    busiest = float(np.nanmax(values[pools]))
    assert (0.25 if kind == "remote" else 0.6) <= busiest <= 0.85
    assert values["on_time_share"] >= 0.75
    assert values["present_at_end"] <= 0.02 * TYPICAL[kind] * WORKING_DAYS


def test_the_classes_differ_in_their_links():
    """Of a year, the office network is down longest in the remote class, and longer in the rural than in the urban one."""
    office = loaded("nasional")
    down = {}
    for kind, patch in CLASS_PATCHES.items():
        variant = office.patched(patch).resolved
        place = [outage.subsystem for outage in variant.outages].index("jaringan")
        spans = make_workload(variant, 2026).outages[place]
        down[kind] = int((spans[:, 1] - spans[:, 0]).sum()) / variant.horizon_ms
    assert down["remote"] > down["rural"] > down["urban"]
    assert down["urban"] == pytest.approx(down["large"], abs=0.005)
    assert 0.1 <= down["remote"] <= 0.3
