"""Knobs of an office: what they are called, what they change, and at which values they stop."""

from collections.abc import Iterator
from dataclasses import replace
from itertools import groupby
from typing import Any

import pytest

from simulator.scenario import Scenario, library_names, load_scenario
from simulator.studio.explore.ranges import numeric_knobs, read_levels, usual
from simulator.studio.knobs import GROUPS, Group, Knob, find_knob, knobs_of
from simulator.studio.knobs.knob import Number
from simulator.studio.offices import Built, build
from simulator.studio.study import NOW, Base, Study
from simulator.teaching.words import Words

ID, EN = Words("id"), Words("en")
USUAL = ("kantor-sehari", "kota-besar", "terpencil", "kabupaten-menengah")
WHOLE = ("kantor-sehari", "kota-besar", "tanda-tangan")
"""Offices of which every knob is turned to both ends in the usual run."""

KABUPATEN = "kabupaten-menengah"


def library(usual: tuple[str, ...]) -> list[Any]:
    """Every scenario of the library; in the usual run only some of them."""
    names = library_names()
    assert set(usual) < set(names)
    return [pytest.param(name, marks=[] if name in usual else [pytest.mark.verify]) for name in names]


def knobs(groups: Any) -> list[Knob]:
    return [knob for group in groups for knob in group.knobs]


def built(name: str, entries: dict[str, str], words: Words = ID, now: dict[str, str] | None = None) -> Built:
    study = Study().based_on(Base(library=name)).with_plan("A", entries)
    for key, text in (now or {}).items():
        study = study.with_entry("now", key, text)
    return build(study, "p1", words)


def present(name: str, now: dict[str, str]) -> Built:
    """The present state, in which every knob can be changed."""
    study = Study().based_on(Base(library=name))
    for key, text in now.items():
        study = study.with_entry(NOW, key, text)
    return build(study, NOW, ID)


def changed(name: str, entries: dict[str, str], now: dict[str, str] | None = None) -> Scenario:
    found = built(name, entries, now=now)
    assert not found.faults
    assert found.scenario is not None
    return found.scenario


def spec_of(name: str, **entries: str) -> Any:
    return changed(name, entries).spec


# ---- what they are


@pytest.mark.parametrize("name", library(USUAL))
def test_both_languages_have_the_same_knobs_with_keys_of_their_own(name: str) -> None:
    scenario = load_scenario(name)
    found = {words.lang: knobs_of(scenario, words) for words in (ID, EN)}
    keys = {lang: [knob.key for knob in knobs(groups)] for lang, groups in found.items()}
    assert keys["id"] == keys["en"]
    assert len(set(keys["id"])) == len(keys["id"])
    assert [group.name for group in found["id"]] == [each for each in GROUPS if each in {g.name for g in found["id"]}]
    assert {knob.patch for knob in knobs(found["id"])} - {""} == set(scenario.spec.patches)


@pytest.mark.parametrize("name", library(USUAL))
def test_every_knob_says_what_it_is_and_what_it_does(name: str) -> None:
    for words in (ID, EN):
        for knob in knobs(knobs_of(load_scenario(name), words)):
            assert knob.part, knob.key
            assert knob.label, knob.key
            assert knob.help, knob.key
            assert "{" not in knob.part + knob.label + knob.help + knob.unit + knob.source, knob.key
            assert not knob.is_assumed or knob.source, knob.key


@pytest.mark.parametrize("name", library_names())
def test_whatever_the_page_writes_is_read_again(name: str) -> None:
    for words in (ID, EN):
        groups = knobs_of(load_scenario(name), words)
        for knob in knobs(groups):
            text = knob.kind.write(knob.now, words)
            assert knob.kind.read(text, words) == knob.now, knob.key
            assert isinstance(knob.kind.show(knob.now, words), str)
            assert knob.kind.control() is not None
        assert sum(doubtful_numbers_read(knob, words) for knob in numeric_knobs(groups)) > 10


def doubtful_numbers_read(knob: Knob, words: Words) -> int:
    """How many numbers of its range were read that the other language might take for thousands; proposed ranges too."""
    kind = knob.kind
    assert isinstance(kind, Number)
    factor = 100 if kind.is_percent else 1
    values = [round(typed / factor, 12) for typed in (1.125, 12.345, 999.999, 1000.125) if not kind.is_whole]
    values = [value for value in values if kind.low <= value <= kind.high]
    for value in values:
        assert kind.read(kind.write(value, words), words) == value, knob.key
    levels, faults = read_levels(knob, usual(knob, words), words)
    assert not faults, knob.key
    assert [kind.write(kind.read(level, words), words) for level in levels] == levels, knob.key
    return len(values)


@pytest.mark.parametrize("name", library(USUAL))
def test_entries_that_are_as_they_were_change_nothing(name: str) -> None:
    plain = built(name, {})
    entries = {knob.key: knob.kind.write(knob.now, ID) for knob in knobs(plain.groups)}
    found = built(name, entries)
    assert found.scenario is not None
    assert plain.scenario is not None
    assert not found.values
    assert not found.cautions
    assert found.scenario.data == plain.scenario.data


def test_the_form_of_a_mid_sized_office_stays_readable() -> None:
    groups = knobs_of(load_scenario(KABUPATEN), ID)
    assert len([knob for knob in knobs(groups) if not knob.patch]) <= 145
    assert [group.name for group in groups] == list(GROUPS)
    assert groups[0].knobs[0].key == "staff[petugas-loket].people"


@pytest.mark.parametrize("name", library(USUAL))
def test_knobs_of_one_part_stand_together(name: str) -> None:
    for group in knobs_of(load_scenario(name), ID):
        parts = [part for part, _ in groupby(knob.part for knob in group.knobs)]
        assert len(set(parts)) == len(parts)


def test_an_assumption_says_what_would_replace_it_and_a_source_is_told() -> None:
    groups = knobs_of(load_scenario(KABUPATEN), ID)
    arrivals = find_knob(groups, "case_classes[nib-rendah].arrivals.per_day")
    up = find_knob(groups, "outages[oss].down.median_min")
    assert arrivals is not None
    assert up is not None
    assert arrivals.is_assumed
    assert "empat minggu" in arrivals.source
    for knob in knobs(groups):
        assert knob.source.startswith("Sebaiknya diganti ") == knob.is_assumed, knob.key


# ---- their ends


def ends(knob: Knob) -> Iterator[str]:
    """Texts of the lowest and the highest value, and of each way of a choice."""
    kind: Any = knob.kind
    if isinstance(kind, Number):
        yield from (kind.write(kind.low, ID), kind.write(kind.high, ID), *([""] if kind.may_be_empty else []))
    elif kind.name == "choice":
        yield from (value for value, _ in kind.options)
    elif kind.name == "switch":
        yield from ("0", "1")
    elif kind.name == "roster":
        yield ";".join([",".join(["200"] * len(kind.grid.days))] * (len(kind.grid.cuts) - 1))
    else:
        yield from ("", "00.00", "24.00", "09.30; 13.30", "senin; rabu", "01-03-2026", "2026-02-03")


def is_indonesian(sentence: str) -> bool:
    words = set(sentence.lower().replace(".", " ").replace(",", " ").split())
    return not words & {"the", "is", "must", "not", "and", "of", "at", "be", "it", "with", "there"}


@pytest.mark.parametrize("name", library(WHOLE))
def test_every_knob_at_its_ends_gives_an_office_or_a_sentence_beside_it(name: str) -> None:
    for knob in knobs(knobs_of(load_scenario(name), ID)):
        for text in ends(knob):
            found = present(name, {knob.key: text})
            assert (found.scenario is None) == bool(found.faults), (knob.key, text)
            assert set(found.faults) <= {knob.key}, (knob.key, text, found.faults)
            assert all(sentence and is_indonesian(sentence) for sentence in found.faults.values()), found.faults


def test_ten_thousand_servers_are_refused_beside_the_field() -> None:
    for key in ("stations[loket-pelayanan].people", "stations[verifikasi].people"):
        found = built("kantor-sehari", {key: "10.000"})
        assert found.scenario is None
        assert found.faults == {key: "Angka ini di luar jangkauan. Tulis antara 1 dan 200 orang."}


@pytest.mark.parametrize("name", USUAL)
def test_two_years_can_be_simulated_or_are_refused_beside_the_field(name: str) -> None:
    found = present(name, {"horizon.days": "730"})
    assert found.scenario is not None or list(found.faults) == ["horizon.days"]
    assert present(name, {"horizon.days": "731"}).faults.keys() == {"horizon.days"}


# ---- what they do


def test_one_more_officer_is_the_ready_made_counter() -> None:
    by_hand = changed(KABUPATEN, {"staff[petugas-loket].people": "3"}).resolved
    ready = load_scenario(KABUPATEN).patched("satu-loket-tambahan").resolved
    before = load_scenario(KABUPATEN).resolved
    assert by_hand.persons == ready.persons != before.persons
    assert by_hand.stations == ready.stations


def test_fewer_people_leave_nobody_out_of_hours_that_were_staffed() -> None:
    roster = spec_of(KABUPATEN, **{"staff[petugas-loket].people": "1"}).staff[0].roster
    assert {shift.servers for shift in roster} == {1}


def test_a_roster_asks_for_as_many_people_as_its_fullest_hour() -> None:
    office = load_scenario(KABUPATEN)
    knob = find_knob(knobs_of(office, ID), "staff[petugas-loket].roster")
    assert knob is not None
    cells = [list(row) for row in knob.now.cells]
    cells[4][0] = 5
    text = knob.kind.write(replace(knob.now, cells=tuple(map(tuple, cells))), ID)
    pool = spec_of(KABUPATEN, **{knob.key: text}).staff[0]
    assert pool.persons == 5
    assert {(shift.servers, tuple(shift.days or ())) for shift in pool.roster if shift.last == "2026-02-18"} >= {
        (5, ("mon",))
    }


def test_a_share_of_a_channel_is_taken_from_the_others_in_proportion() -> None:
    shares = (
        spec_of(KABUPATEN, **{"case_classes[menengah-tinggi].channels.shares.loket": "61"})
        .case_classes[2]
        .channels.shares
    )
    assert shares == pytest.approx({"loket": 0.61, "klinik": 0.06, "daring": 0.21, "biro-jasa": 0.12})
    two = spec_of(KABUPATEN, **{
        "case_classes[menengah-tinggi].channels.shares.loket": "50", "case_classes[menengah-tinggi].channels.shares.daring": "20",
    }).case_classes[2].channels.shares  # fmt: skip
    assert two == pytest.approx({"loket": 0.5, "klinik": 0.1, "daring": 0.2, "biro-jasa": 0.2})


def test_shares_that_are_more_than_all_are_told_beside_the_last() -> None:
    key = "case_classes[sip].channels.shares."
    found = built(KABUPATEN, {f"{key}klinik": "70", f"{key}loket": "60"})
    assert list(found.faults) == [f"{key}klinik"]
    assert "130" in found.faults[f"{key}klinik"]


def test_all_applications_together_are_what_is_typed_in_the_proportion_of_the_kinds() -> None:
    def rates(**entries: str) -> list[float]:
        return [one.arrivals.per_day for one in spec_of("kantor-sehari", **entries).case_classes]  # type: ignore[misc]

    assert rates() == [27, 3, 15, 20]
    assert rates(**{"demand.total": "130"}) == pytest.approx([54, 6, 30, 40])
    nib = "case_classes[nib].arrivals.per_day"
    both = rates(**{"demand.total": "96", nib: "10"})
    assert both == pytest.approx([20, 6, 30, 40])
    assert sum(rates(**{"demand.total": "55"})) == pytest.approx(55)
    assert rates(**{"demand.total": "0"}) == [0, 0, 0, 0]


def test_a_total_of_kinds_that_are_all_nought_cannot_be_shared_out() -> None:
    none = {
        f"case_classes[{name}].arrivals.per_day": "0" for name in ("nib", "nib-prioritas", "izin-dokumen", "informasi")
    }
    found = built("kantor-sehari", {**none, "demand.total": "55"})
    assert any("setiap jenis" in said for said in found.faults.values())


def test_a_total_counts_an_hourly_rate_round_the_clock() -> None:
    total = next(knob for knob in knobs(knobs_of(load_scenario("meja-verifikasi"), ID)) if knob.key == "demand.total")
    assert (total.now, total.unit) == (19.2, "permohonan sejam")


def test_a_campaign_needs_its_dates_and_its_factor() -> None:
    entries = {"demand.campaign.from": "12-01-2026", "demand.campaign.to": "2026-02-01", "demand.campaign.factor": "4"}
    for missing in entries:
        found = built(KABUPATEN, {key: text for key, text in entries.items() if key != missing})
        assert len(found.faults) == 1
        assert "Isi ketiganya" in next(iter(found.faults.values()))
    campaign = spec_of(KABUPATEN, **entries).case_classes[0].arrivals.campaigns
    assert [(each.start, each.end, each.factor) for each in campaign] == [("2026-01-12", "2026-02-01", 4)]
    ready = load_scenario(KABUPATEN).patched("bulan-kampanye")
    assert changed(KABUPATEN, entries).resolved.case_classes == ready.resolved.case_classes


def test_a_campaign_can_be_of_another_class_and_not_end_before_it_begins() -> None:
    entries = {"demand.campaign.class": "sip", "demand.campaign.from": "12-01-2026", "demand.campaign.to": "13-01-2026",
               "demand.campaign.factor": "2"}  # fmt: skip
    classes = {one.name: one for one in spec_of(KABUPATEN, **entries).case_classes}
    assert not classes["nib-rendah"].arrivals.campaigns
    assert len(classes["sip"].arrivals.campaigns) == 1
    assert built(KABUPATEN, {**entries, "demand.campaign.to": "11-01-2026"}).faults


def test_a_backup_is_the_one_of_the_ready_made_change() -> None:
    by_hand = changed(KABUPATEN, {"outages[listrik].backup.is_there": "1"})
    assert by_hand.resolved.outages == load_scenario(KABUPATEN).patched("genset").resolved.outages
    better = spec_of(KABUPATEN, **{"outages[listrik].backup.is_there": "1", "outages[listrik].backup.lasts_min": "24"})
    assert better.outages[3].backup.lasts_min == 24 * 60


def test_numbers_of_a_backup_that_nobody_has_are_told() -> None:
    key = "outages[listrik].backup.fails"
    assert list(built(KABUPATEN, {key: "10"}).faults) == [key]
    ready = changed(KABUPATEN, {key: "10", "patch:genset": "1"})
    assert ready.spec.outages[3].backup is not None
    assert ready.spec.outages[3].backup.fails == 0.1


def test_a_mobile_service_every_week_is_the_ready_made_one() -> None:
    by_hand = changed(KABUPATEN, {"channels[keliling].every": "1"})
    ready = load_scenario(KABUPATEN).patched("keliling-tiap-minggu")
    mine, its = ({day for day in each.spec.channels[4].dates if day <= "2026-12-31"} for each in (by_hand, ready))
    assert {"2026-01-07", "2026-01-14", "2026-01-28"} <= mine
    assert mine == its
    desk = next(station for station in by_hand.spec.stations if station.name == "meja-keliling")
    assert [(shift.servers, shift.days) for shift in desk.roster or ()] == [(2, ["wed"])]


def test_how_often_and_with_how_many_a_mobile_service_goes_are_changed_together() -> None:
    spec = spec_of(KABUPATEN, **{"channels[keliling].every": "3", "stations[meja-keliling].people": "4"})
    desk = next(station for station in spec.stations if station.name == "meja-keliling")
    assert {shift.servers for shift in desk.roster} == {4}
    assert {shift.first for shift in desk.roster} == set(spec.channels[4].dates)
    assert len(desk.roster) <= 48


def test_files_that_go_back_change_by_a_factor_in_one_channel_only() -> None:
    before, after = load_scenario(KABUPATEN).spec, spec_of(KABUPATEN, **{"checks.incomplete[daring]": "0,5"})
    old, new = (spec.case_classes[2].details for spec in (before, after))
    assert new["daring"][0].completeness_check.probability == old["daring"][0].completeness_check.probability / 2
    assert new["daring"][0].completeness_check.again == old["daring"][0].completeness_check.again / 2
    assert new["loket"] == old["loket"]


def test_service_times_of_applicants_change_at_every_counter_where_a_class_begins() -> None:
    before, after = load_scenario(KABUPATEN).spec, spec_of(KABUPATEN, **{"service_time[nib-rendah]": "12,5"})
    for channel in ("loket", "klinik", "keliling"):
        assert after.case_classes[0].details[channel][0].service_time.mean_min == 12.5
    assert after.case_classes[0].details["daring"] == before.case_classes[0].details["daring"]
    assert after.case_classes[1].details == before.case_classes[1].details


def test_signing_says_whose_files_pass_and_that_none_do_once_they_are_signed_electronically() -> None:
    """Practice permits alone are signed on paper; approval in OSS is for those of OSS."""
    fields = {
        station: [
            knob.help for knob in knobs(present(KABUPATEN, {}).groups) if f"stations[{station}].batch" in knob.key
        ]
        for station in ("tanda-tangan", "persetujuan")
    }
    assert [len(said) for said in fields.values()] == [4, 4]
    practice, high = "Surat izin praktik tenaga kesehatan", "Izin, risiko tinggi"
    for station, here, elsewhere in (("tanda-tangan", practice, high), ("persetujuan", high, practice)):
        assert all(here in said and elsewhere not in said for said in fields[station])
    electronic = load_scenario(KABUPATEN).patched("tanda-tangan-elektronik")
    told = [knob.help for knob in knobs(knobs_of(electronic, ID)) if "stations[tanda-tangan].batch" in knob.key]
    assert len(told) == 4
    assert all("Sekarang tidak ada izin yang lewat di sini." in said for said in told)


def test_signing_times_days_and_absence_are_typed_as_people_write_them() -> None:
    key = "stations[tanda-tangan].batch."
    spec = spec_of(KABUPATEN, **{f"{key}times": "15:00, 9.00", f"{key}days": "Rabu, senin", f"{key}away": ""})
    batch = next(station for station in spec.stations if station.name == "tanda-tangan").batch
    assert batch is not None
    assert (batch.times, batch.days, batch.away) == (["09:00", "15:00"], ["mon", "wed"], [])


@pytest.mark.parametrize(
    "text", ["setiap hari", "Setiap hari kerja", "tiap hari", "every day", "Every working day", ""]
)
def test_every_day_may_be_typed_for_signing_days(text: str) -> None:
    key = "stations[tanda-tangan].batch.days"
    now = built(KABUPATEN, {key: text}, now={key: "Selasa; Kamis"})
    station = next(one for one in now.scenario.spec.stations if one.name == "tanda-tangan")  # type: ignore[union-attr]
    assert station.batch is not None
    assert station.batch.days is None
    assert built(KABUPATEN, {key: "setiap rumah"}).faults.keys() == {key}


def test_nobody_at_all_is_refused_by_the_number_as_by_the_roster_unless_others_serve_there() -> None:
    for name, key in (("kantor-sehari", "stations[loket-pelayanan].people"), (KABUPATEN, "staff[petugas-loket].people"),
                      (KABUPATEN, "staff[petugas-verifikasi].people")):  # fmt: skip
        assert built(name, {key: "0"}).faults == {
            key: "Sedikitnya satu petugas, sebab tidak ada petugas lain yang melayani di sini."
        }
    helped = {"patch:loket-dan-klinik-saling-bantu": "1"}
    both = present(KABUPATEN, helped).scenario
    assert both is not None
    for key in ("staff[petugas-loket]", "staff[pendamping]"):
        people = find_knob(knobs_of(both, ID), f"{key}.people")
        roster = find_knob(knobs_of(both, ID), f"{key}.roster")
        assert people is not None
        assert roster is not None
        assert people.kind.read("0", ID) == 0
        assert not any(
            map(
                any,
                roster.kind.read(
                    ";".join([",".join("0" * len(roster.kind.grid.days))] * (len(roster.kind.grid.cuts) - 1)), ID
                ).cells,
            )
        )  # type: ignore[attr-defined]


def test_every_number_of_a_backup_says_where_it_comes_from() -> None:
    every = knobs(knobs_of(load_scenario(KABUPATEN), ID))
    numbers = [knob for knob in every if ".backup." in knob.key and knob.kind.name == "number"]
    assert len(numbers) == 12
    assert all(knob.source for knob in numbers)


def test_a_field_and_a_ready_made_change_of_the_same_thing_name_each_other() -> None:
    every = {knob.key: knob.help for knob in knobs(knobs_of(load_scenario(KABUPATEN), ID))}
    for field, patch, title in (
        ("outages[jaringan].backup.is_there", "patch:jaringan-cadangan", "Jaringan cadangan"),
        ("staff[petugas-loket].people", "patch:satu-loket-tambahan", "Satu loket tambahan sepanjang hari"),
        ("policies.electronic_signature", "patch:tanda-tangan-elektronik", "Tanda tangan elektronik"),
    ):
        assert f"“{title}”" in every[field]
        assert "pakai salah satu" in every[field]
        assert "pakai salah satu" in every[patch]
    assert "pakai salah satu" not in every["staff[petugas-loket].roster"]
    assert "pakai salah satu" not in every["patch:loket-tutup-saat-istirahat"]
    assert "menghitung biayanya" in every["policies.sicantik_integrated"]


def test_a_ready_made_change_tells_a_number_before_and_after_and_a_backup_in_words() -> None:
    every = {knob.key: knob.help for knob in knobs(knobs_of(load_scenario(KABUPATEN), ID))}
    assert "banyaknya orang: 2 → 3 orang" in every["patch:satu-loket-tambahan"]
    assert "2% → 1%" in every["patch:absen-separuh"]
    backup = every["patch:jaringan-cadangan"]
    assert backup.startswith("Jaringan kedua menggantikan bila jaringan kantor terganggu, 2 menit")
    assert "3.000.000 rupiah sebulan" in backup


def test_an_empty_field_lifts_a_limit() -> None:
    key = "stations[meja-keliling].tickets."
    spec = spec_of(KABUPATEN, **{f"{key}per_day": ""})
    desk = next(station for station in spec.stations if station.name == "meja-keliling")
    assert desk.tickets is not None
    assert (desk.tickets.until, desk.tickets.per_day) == ("12:30", None)
    without = spec_of(KABUPATEN, **{f"{key}per_day": "", f"{key}until": ""})
    assert next(station for station in without.stations if station.name == "meja-keliling").tickets is None


def test_opening_hours_cannot_end_before_they_begin() -> None:
    found = built(KABUPATEN, {"calendars[loket].from": "15.30"})
    assert found.faults == {"calendars[loket].from": "Jam tutup harus sesudah jam buka."}
    assert spec_of(KABUPATEN, **{"calendars[loket].to": "16.00"}).calendars["loket"].open[0].end == "16:00"


@pytest.mark.parametrize("name", library(("kabupaten-menengah", "mpp")))
def test_ready_made_changes_are_those_of_the_scenario_and_say_what_they_change(name: str) -> None:
    office = load_scenario(name)
    for knob in knobs(knobs_of(office, ID)):
        if knob.patch:
            assert knob.label == office.spec.patches[knob.patch].title.id
            assert "Mengubah " in knob.help or "menggantikan" in knob.help or "Seandainya" in knob.help
            assert is_indonesian(knob.help)


def test_ready_made_changes_stand_in_the_group_that_they_are_about() -> None:
    groups: dict[str, Group] = {group.name: group for group in knobs_of(load_scenario(KABUPATEN), ID)}
    where = {knob.patch: name for name, group in groups.items() for knob in group.knobs if knob.patch}
    wanted = {
        "satu-loket-tambahan": "staff", "buka-pukul-0730": "staff", "keliling-tiap-minggu": "channels",
        "penyuluhan": "channels", "genset": "network", "kertas-saat-putus": "network", "tanpa-gangguan": "network",
        "bantu-berkas": "rules", "tanda-tangan-empat-kali": "rules", "bulan-kampanye": "demand", "setahun": "demand",
    }  # fmt: skip
    assert {name: where[name] for name in wanted} == wanted


def test_a_ready_made_change_tells_its_cost() -> None:
    groups = knobs_of(load_scenario(KABUPATEN), ID)
    for name, cost in (
        ("genset", "1.500.000 rupiah sebulan"),
        ("bimtek-semua-petugas", "1.500.000 rupiah, sekali bayar"),
    ):
        knob = find_knob(groups, f"patch:{name}")
        assert knob is not None
        assert cost in knob.help
