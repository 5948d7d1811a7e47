"""Scenarios by name and by file."""

import re
from functools import cache
from pathlib import Path

import pytest

from simulator.calendars import MS_PER_DAY
from simulator.engines import get_engine
from simulator.eventlog import concat_logs
from simulator.eventlog.invariants import broken_invariants
from simulator.measures import Window, measure
from simulator.scenario import LIBRARY, Scenario, ScenarioError, library_names, load_scenario
from simulator.workload import make_workload

THEMES = {
    "kantor-sehari": 1,
    "antrean-per-loket": 1,
    "oss-macet": 3,
    "kota-besar": 5,
    "libur-lebaran": 12,
    "pembaruan-sistem": 12,
    "tanda-tangan": 12,
    "terpencil-satelit": 12,
}
"""The small scenarios, each with one theme, and their days."""

SEED_SYSTEMS = Path(__file__).resolve().parents[2] / "docs" / "seed-systems.md"


def simulated(office: Scenario, replications: int = 1):
    """Log and mean measures."""
    simulate = get_engine("reference")
    log = concat_logs([simulate(make_workload(office.resolved, 2026, each)) for each in range(replications)])
    return log, measure(log, Window(office.resolved.warm_up_ms, office.resolved.waiting_target_ms)).mean()


@cache
def mean_of(name: str, patch: str, measured: str) -> float:
    """Mean of a measure over the first three weeks at most."""
    office = load_scenario(name)
    office = office.patched(patch) if patch else office
    shorter = office.with_({"horizon.days": min(21, office.spec.horizon.days)})
    return float(simulated(shorter, 1 if name == "kabupaten-menengah" else 4)[1][measured])


def test_every_scenario_of_the_library_loads_under_its_own_name():
    names = library_names()
    assert set(names) >= THEMES.keys() | {"kabupaten-menengah", "meja-verifikasi"}
    for name in names:
        office = load_scenario(name)
        assert office.name == name
        assert office.hash == load_scenario(LIBRARY / f"{name}.yaml").hash
        assert [office.patched(patch).hash for patch in office.spec.patches]


def test_a_misspelt_name_gets_the_right_one():
    with pytest.raises(ScenarioError) as caught:
        load_scenario("kabupaten-menegah")
    expected = "there is no scenario of this name and no such file; did you mean 'kabupaten-menengah'?"
    assert str(caught.value) == f"kabupaten-menegah: SCN001: {expected}"


def test_an_unknown_name_gets_all_names():
    with pytest.raises(ScenarioError, match=f"possible are: {', '.join(library_names())}$"):
        load_scenario("qqqqqq")


@pytest.mark.parametrize("name", ["", "a" * 5000, "a\0b", "/", "\ud800"])
def test_a_name_that_cannot_be(name: str):
    with pytest.raises(ScenarioError, match="SCN001"):
        load_scenario(name)


def test_a_folder_of_results_does_not_hide_a_scenario(tmp_path: Path, monkeypatch: pytest.MonkeyPatch):
    monkeypatch.chdir(tmp_path)
    Path("meja-verifikasi").mkdir()
    Path("hasil").mkdir()
    assert load_scenario("meja-verifikasi").name == "meja-verifikasi"
    with pytest.raises(ScenarioError, match=r"^hasil: SCN001: this is a folder"):
        load_scenario("hasil")


def test_a_file_goes_before_the_library(tmp_path: Path, monkeypatch: pytest.MonkeyPatch):
    monkeypatch.chdir(tmp_path)
    text = (LIBRARY / "kabupaten-menengah.yaml").read_text(encoding="utf-8")
    Path("meja-verifikasi").write_text(text, encoding="utf-8")
    assert load_scenario("meja-verifikasi").name == "kabupaten-menengah"


@pytest.mark.parametrize("name", THEMES)
def test_a_small_scenario_and_its_patches_run_within_the_rules(name: str):
    office = load_scenario(name)
    assert office.resolved.horizon_ms == THEMES[name] * MS_PER_DAY
    for each in (office, *map(office.patched, office.spec.patches)):
        log, values = simulated(each)
        assert broken_invariants(log) == []
        assert values["throughput"] > 0


def test_the_office_of_the_regency_is_a_sensible_one():
    """Counters are busy but not overrun, most permits come in time, and some do not."""
    office = load_scenario("kabupaten-menengah")
    log, values = simulated(office, 3)
    assert broken_invariants(log) == []
    assert 0.5 <= values["utilisation[petugas-loket]"] <= 0.85
    assert 0.5 <= values["utilisation[petugas-verifikasi]"] <= 0.9
    assert 0.002 <= values["deemed_approved_share"] <= 0.05
    assert 0.01 <= values["rework_share"] <= 0.15
    assert values["give_up_share"] <= 0.1


@pytest.mark.parametrize("patch", load_scenario("kabupaten-menengah").spec.patches)
def test_each_patch_of_the_regency_runs_within_the_rules_and_changes_something(patch: str):
    office = load_scenario("kabupaten-menengah")
    changed = office.patched(patch)
    assert changed.hash != office.hash
    log, _ = simulated(changed.with_({"horizon.start": "2026-01-05", "horizon.days": 10}))
    assert broken_invariants(log) == []


@pytest.mark.parametrize(
    ("name", "patch", "measured", "sign"),
    [
        ("kabupaten-menengah", "satu-loket-tambahan", "utilisation[petugas-loket]", -1),
        ("kabupaten-menengah", "tanpa-gangguan", "give_up_share", -1),
        ("kabupaten-menengah", "bantu-berkas", "rework_share", -1),
        ("kabupaten-menengah", "sicantik-terintegrasi", "utilisation[petugas-verifikasi]", -1),
        ("kabupaten-menengah", "rezim-oss-1x", "deemed_approved_share", -1),
        ("kabupaten-menengah", "bulan-kampanye", "arrivals", 1),
        ("antrean-per-loket", "satu-antrean", "waiting_time_mean", -1),
        ("antrean-per-loket", "pindah-antrean", "waiting_time_mean", -1),
        ("oss-macet", "dipulangkan", "turned_away_share", 1),
        ("oss-macet", "formulir-kertas", "waiting_time_mean[loket-pelayanan]", -1),
        ("pembaruan-sistem", "tanpa-pembaruan", "utilisation[petugas]", -1),
        ("tanda-tangan", "tanda-tangan-elektronik", "deemed_approved_share", -1),
        ("tanda-tangan", "tanpa-fiktif-positif", "deemed_approved_share", -1),
        ("terpencil-satelit", "jaringan-cadangan", "waiting_time_mean[loket-pelayanan]", -1),
    ],
)
def test_a_patch_does_what_its_title_says(name: str, patch: str, measured: str, sign: int):
    assert sign * (mean_of(name, patch, measured) - mean_of(name, "", measured)) > 0


def test_outreach_sends_more_people_online_and_the_second_link_helps_the_counter():
    office = load_scenario("kabupaten-menengah")
    online = office.resolved.channels[2].name
    chosen = [
        int((make_workload(each.resolved, 2026).channel == 2).sum()) for each in (office, office.patched("penyuluhan"))
    ]
    assert online == "daring"
    assert chosen[1] > chosen[0]
    down = [
        sum(int((span[:, 1] - span[:, 0]).sum()) for span in [make_workload(each.resolved, 2026).outages[1]])
        for each in (office, office.patched("jaringan-cadangan"), office.patched("genset"))
    ]
    assert down[1] < down[0]
    assert down[2] <= down[0]


def test_the_year_of_the_regency_has_240_working_days():
    year = load_scenario("kabupaten-menengah").patched("setahun").resolved
    assert (year.horizon_ms, sum(year.working_days)) == (365 * MS_PER_DAY, 240)


def test_every_system_of_the_sources_has_an_element_or_a_reason():
    lines = SEED_SYSTEMS.read_text(encoding="utf-8").splitlines()
    rows = [line.strip("|").split(" | ") for line in lines if line.startswith("| ") and not line.startswith("| Name ")]
    assert len(rows) == 152
    assert len({row[0] for row in rows}) == 152
    for row in rows:
        assert len(row) == 4, row
        assert len(row[3].strip()) >= 8, row


def test_scenarios_and_patches_that_the_table_names_exist():
    text = SEED_SYSTEMS.read_text(encoding="utf-8")
    offices = [load_scenario(name) for name in library_names()]
    patches = {patch for office in offices for patch in office.spec.patches}
    named = re.findall(r"patch(?:es)? ((?:`[a-z0-9-]+`(?:, )?)+)", text)
    assert len(named) >= 25
    assert {patch for group in named for patch in re.findall(r"`([a-z0-9-]+)`", group)} <= patches
    mentioned = set(re.findall(r"`([a-z0-9]+(?:-[a-z0-9]+)+)`", text))
    assert set(THEMES) - mentioned <= {"kantor-sehari", "antrean-per-loket", "libur-lebaran"}
