"""Scenarios by name and by file."""

import re
from dataclasses import replace
from functools import cache
from pathlib import Path

import pytest

from simulator.calendars import MS_PER_DAY
from simulator.engines import DEFAULT_ENGINE, get_engine
from simulator.eventlog import concat_logs
from simulator.eventlog.invariants import broken_invariants
from simulator.measures import Window, measure
from simulator.scenario import LIBRARY, Scenario, ScenarioError, library_names, load_scenario
from simulator.workload import make_workload
from twins import assert_twins

THEMES = {
    "kantor-sehari": 1,
    "antrean-per-loket": 1,
    "oss-macet": 3,
    "kota-besar": 5,
    "libur-lebaran": 12,
    "pembaruan-sistem": 12,
    "tanda-tangan": 12,
    "terpencil": 12,
}
"""The small scenarios, each with one theme, and their days."""

REPLICATIONS = 8
"""Of an office with a patch and without it, under common random numbers."""

SEED_SYSTEMS = Path(__file__).resolve().parents[2] / "docs" / "seed-systems.md"


loaded = cache(load_scenario)


def simulated(office: Scenario, replications: int = 1, engine: str = "reference"):
    """Log and mean measures."""
    simulate = get_engine(engine)
    log = concat_logs([simulate(make_workload(office.resolved, 2026, each)) for each in range(replications)])
    return log, measure(log, Window(office.resolved.warm_up_ms, office.resolved.waiting_target_ms)).mean()


@cache
def mean_of(name: str, patch: str, measured: str) -> float:
    """Mean of a measure over some replications of the same luck, without a patch or with it."""
    return float(means_of(name, patch)[measured])


@cache
def means_of(name: str, patch: str):
    office = loaded(name)
    office = office.patched(patch) if patch else office
    return simulated(office, REPLICATIONS, DEFAULT_ENGINE)[1]


def test_every_scenario_of_the_library_loads_under_its_own_name():
    names = library_names()
    larger = {"kabupaten-menengah", "pedesaan-sumatra", "kota-industri", "oss-2018-rollout", "nasional"}
    assert set(names) >= THEMES.keys() | larger | {"meja-verifikasi"}
    for name in names:
        office = loaded(name)
        assert office.name == name
        assert office.spec.patches, "each of them is applied by the tests of the twins"


@pytest.mark.parametrize("name", ["kantor-sehari", "pedesaan-sumatra"])
def test_a_file_of_the_library_is_the_scenario_of_its_name(name: str):
    assert load_scenario(LIBRARY / f"{name}.yaml").hash == loaded(name).hash


def test_patches_of_a_file_are_tried_and_those_of_the_library_when_asked(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
):
    text = (LIBRARY / "meja-verifikasi.yaml").read_text(encoding="utf-8")
    broken = text.replace('"case_classes[', '"case_clases[')
    assert broken != text
    (tmp_path / "meja-verifikasi.yaml").write_text(broken, encoding="utf-8")
    with pytest.raises(ScenarioError, match="SCN040"):
        load_scenario(tmp_path / "meja-verifikasi.yaml")
    for module in ("library", "scenario"):
        monkeypatch.setattr(f"simulator.scenario.{module}.LIBRARY", tmp_path)
    office = load_scenario("meja-verifikasi")
    with pytest.raises(ScenarioError, match="SCN040"):
        office.patched(next(iter(office.spec.patches)))
    with pytest.raises(ScenarioError, match="SCN040"):
        load_scenario("meja-verifikasi", check_patches=True)


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
        loaded(name)


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
    office = loaded(name)
    assert office.resolved.horizon_ms == THEMES[name] * MS_PER_DAY
    for each in (office, *map(office.patched, office.spec.patches)):
        log, values = simulated(each)
        assert broken_invariants(log) == []
        assert values["throughput"] > 0


def test_the_office_of_the_regency_is_a_sensible_one():
    """Counters are busy but not overrun, most permits come in time, and some do not."""
    office = loaded("kabupaten-menengah")
    log, values = simulated(office, 3)
    assert broken_invariants(log) == []
    assert 0.5 <= values["utilisation[petugas-loket]"] <= 0.85
    assert 0.5 <= values["utilisation[petugas-verifikasi]"] <= 0.9
    assert 0.002 <= values["deemed_approved_share"] <= 0.05
    assert 0.01 <= values["rework_share"] <= 0.15
    assert values["give_up_share"] <= 0.1


@pytest.mark.parametrize("patch", loaded("kabupaten-menengah").spec.patches)
def test_each_patch_of_the_regency_runs_within_the_rules_and_changes_something(patch: str):
    office = loaded("kabupaten-menengah")
    changed = office.patched(patch)
    assert replace(changed.resolved, name=office.name) != office.resolved
    short = changed.with_({"horizon.start": "2026-01-05", "horizon.days": 10})
    assert broken_invariants(assert_twins(make_workload(short.resolved, 2026))) == []


@pytest.mark.parametrize(
    ("name", "patch", "measured", "sign"),
    [
        ("kabupaten-menengah", "satu-loket-tambahan", "utilisation[petugas-loket]", -1),
        ("kabupaten-menengah", "satu-pendamping-tambahan", "waiting_time_mean[klinik]", -1),
        ("kabupaten-menengah", "satu-verifikator-tambahan", "waiting_time_mean[entri-ganda]", -1),
        ("kabupaten-menengah", "tim-lapangan-kedua", "waiting_time_mean[tim-lapangan]", -1),
        ("kabupaten-menengah", "lapangan-setiap-hari", "waiting_time_mean[tim-lapangan]", -1),
        ("kabupaten-menengah", "petugas-informasi-sendiri", "utilisation[petugas-loket]", -1),
        ("kabupaten-menengah", "loket-dan-klinik-saling-bantu", "waiting_time_mean[klinik]", -1),
        ("kabupaten-menengah", "verifikator-membantu-loket", "waiting_time_mean[loket-pelayanan]", -1),
        ("kabupaten-menengah", "absen-separuh", "utilisation[petugas-verifikasi]", -1),
        ("kabupaten-menengah", "buka-pukul-0730", "utilisation[petugas-loket]", -1),
        ("kabupaten-menengah", "tutup-pukul-1600", "utilisation[petugas-loket]", -1),
        ("kabupaten-menengah", "buka-sabtu-pagi", "arrivals", 1),
        ("kabupaten-menengah", "loket-tutup-saat-istirahat", "waiting_time_mean[loket-pelayanan]", 1),
        ("kabupaten-menengah", "istirahat-dua-gelombang", "waiting_time_mean[loket-pelayanan]", 1),
        ("kabupaten-menengah", "janji-temu-klinik", "waiting_time_mean[klinik]", -1),
        ("kabupaten-menengah", "tiket-sampai-pukul-1400", "turned_away_share", 1),
        ("kabupaten-menengah", "tiket-12-sehari", "turned_away_share", 1),
        ("kabupaten-menengah", "bantu-berkas", "rework_share", -1),
        ("kabupaten-menengah", "pra-periksa-berkas", "rework_share", -1),
        ("kabupaten-menengah", "daftar-periksa-daring", "rework_share", -1),
        ("kabupaten-menengah", "dukcapil-di-kantor", "sojourn_time_mean[class:nib-rendah]", -1),
        ("kabupaten-menengah", "sicantik-terintegrasi", "utilisation[petugas-verifikasi]", -1),
        ("kabupaten-menengah", "rdtr-terintegrasi", "present_at_end", -1),
        ("kabupaten-menengah", "opd-dua-kali-cepat", "deemed_approved_share", -1),
        ("kabupaten-menengah", "tanda-tangan-empat-kali", "on_time_share", 1),
        ("kabupaten-menengah", "pelaksana-harian", "on_time_share", 1),
        ("kabupaten-menengah", "tanda-tangan-elektronik", "sojourn_time_mean[class:sip]", -1),
        ("kabupaten-menengah", "kabar-lewat-pesan", "sojourn_time_mean[class:sip]", -1),
        ("kabupaten-menengah", "tanpa-gangguan", "give_up_share", -1),
        ("kabupaten-menengah", "jaringan-cadangan", "waiting_time_mean[loket-pelayanan]", -1),
        ("kabupaten-menengah", "kertas-saat-putus", "renege_share", -1),
        ("kabupaten-menengah", "bulan-kampanye", "arrivals", 1),
        ("kabupaten-menengah", "penyuluhan", "trips_mean", -1),
        ("kabupaten-menengah", "kelas-digital", "trips_mean", -1),
        ("kabupaten-menengah", "internet-desa", "trips_mean", -1),
        ("kabupaten-menengah", "keliling-tiap-minggu", "arrivals", 1),
        ("kabupaten-menengah", "tanpa-keliling", "arrivals", -1),
        ("kabupaten-menengah", "rezim-oss-1x", "deemed_approved_share", -1),
        ("kota-industri", "rdtr-terintegrasi", "waiting_time_mean[class:kkpr]", -1),
        ("kota-industri", "bpn-lebih-cepat", "on_time_share", 1),
        ("pedesaan-sumatra", "berkas-dikembalikan", "rework_share", 1),
        ("pedesaan-sumatra", "koordinasi-opd-daring", "on_time_share", 1),
        ("pedesaan-sumatra", "keliling-dengan-perahu", "utilisation[meja-keliling]", 1),
        ("oss-2018-rollout", "menunggu", "give_up_share", 1),
        ("oss-2018-rollout", "sistem-lama", "sojourn_time_mean", -1),
        ("oss-2018-rollout", "bantuan-pusat", "sojourn_time_mean", -1),
        ("oss-2018-rollout", "tenaga-entri-sementara", "waiting_time_mean[entri-susulan]", -1),
        ("oss-2018-rollout", "pelatihan-awal", "utilisation[petugas-loket]", -1),
        ("antrean-per-loket", "satu-antrean", "waiting_time_mean", -1),
        ("antrean-per-loket", "pindah-antrean", "waiting_time_mean", -1),
        ("oss-macet", "dipulangkan", "turned_away_share", 1),
        ("oss-macet", "formulir-kertas", "waiting_time_mean[loket-pelayanan]", -1),
        ("pembaruan-sistem", "tanpa-pembaruan", "utilisation[petugas]", -1),
        ("tanda-tangan", "tanda-tangan-elektronik", "deemed_approved_share", -1),
        ("tanda-tangan", "tanpa-fiktif-positif", "deemed_approved_share", -1),
        ("terpencil", "jaringan-cadangan", "waiting_time_mean[loket-pelayanan]", -1),
        ("terpencil", "kepala-di-tempat", "on_time_share", 1),
        ("terpencil", "tanda-tangan-elektronik", "sojourn_time_mean[class:sip]", -1),
        ("terpencil", "satelit-untuk-keliling", "turned_away_share", -1),
        ("terpencil", "tanpa-cek-nik", "rework_share", -1),
    ],
)
def test_a_patch_does_what_its_title_says(name: str, patch: str, measured: str, sign: int):
    assert sign * (mean_of(name, patch, measured) - mean_of(name, "", measured)) > 0


def test_outreach_sends_more_people_online():
    office = loaded("kabupaten-menengah")
    online = [channel.name for channel in office.resolved.channels].index("daring")
    chosen = [
        int((make_workload(each.resolved, 2026).channel == online).sum())
        for each in (office, office.patched("penyuluhan"))
    ]
    assert chosen[1] > chosen[0]


@pytest.mark.parametrize(
    ("patch", "subsystem"),
    [("jaringan-cadangan", "jaringan"), ("genset", "listrik"), ("satelit-untuk-keliling", "sinyal")],
)
def test_a_backup_shortens_the_outages_of_its_subsystem(patch: str, subsystem: str):
    office = loaded("kabupaten-menengah")
    place = [outage.subsystem for outage in office.resolved.outages].index(subsystem)

    def down_ms(each: Scenario) -> int:
        spans = [make_workload(each.resolved, 2026, number).outages[place] for number in range(REPLICATIONS)]
        return sum(int((span[:, 1] - span[:, 0]).sum()) for span in spans)

    assert down_ms(office.patched(patch)) < 0.5 * down_ms(office)


def test_training_makes_the_counter_staff_more_skilled():
    office = loaded("kabupaten-menengah")

    def factors(each: Scenario) -> list[int]:
        people = [person for person in each.resolved.persons if each.resolved.pools[person.pool] == "petugas-loket"]
        return [person.factors[-1][1] for person in people]

    before, after = factors(office), factors(office.patched("bimtek-semua-petugas"))
    assert len(before) == 2
    assert all(trained < untrained for trained, untrained in zip(after, before, strict=True))


def test_the_year_of_the_regency_has_240_working_days():
    year = loaded("kabupaten-menengah").patched("setahun").resolved
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
    offices = [loaded(name) for name in library_names()]
    patches = {patch for office in offices for patch in office.spec.patches}
    named = re.findall(r"patch(?:es)? ((?:`[a-z0-9-]+`(?:, )?)+)", text)
    assert len(named) >= 25
    assert {patch for group in named for patch in re.findall(r"`([a-z0-9-]+)`", group)} <= patches
    mentioned = set(re.findall(r"`([a-z0-9]+(?:-[a-z0-9]+)*)`", text))
    assert "terpencil-satelit" not in mentioned
    offices_of_the_sources = {"terpencil", "pedesaan-sumatra", "kota-industri", "oss-2018-rollout"}
    assert set(THEMES) | offices_of_the_sources <= mentioned | {"kantor-sehari", "antrean-per-loket", "libur-lebaran"}
