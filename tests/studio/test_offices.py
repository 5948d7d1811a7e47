"""From what was typed to an office: the present state, plans beside it, and what should be known of them."""

import time
from dataclasses import replace

import pytest

from simulator.scenario import Scenario, load_scenario
from simulator.studio.cautions import unstaffed
from simulator.studio.knobs import find_knob, knobs_of
from simulator.studio.knobs.changes import changes_of
from simulator.studio.offices import COUNTED, Built, base_office, build
from simulator.studio.study import NOW, Base, Study
from simulator.teaching.words import Words

ID, EN = Words("id"), Words("en")
SMALL, BIG = Base(library="kantor-sehari"), Base(library="kabupaten-menengah")
PEOPLE, ROSTER = "stations[loket-pelayanan].people", "stations[loket-pelayanan].roster"


def study(base: Base, plan: dict[str, str] | None = None, now: dict[str, str] | None = None) -> Study:
    made = Study().based_on(base).with_plan("Tiga loket", plan or {})
    for key, text in (now or {}).items():
        made = made.with_entry(NOW, key, text)
    return made


def office(found: Built) -> Scenario:
    assert found.faults == {}
    assert found.scenario is not None
    return found.scenario


def everybody(people: int) -> str:
    """The roster of the small office's counters with as many people in every half hour from 8 to 16."""
    knob = find_knob(knobs_of(load_scenario("kantor-sehari"), ID), ROSTER)
    assert knob is not None
    cells = tuple(tuple(people if cell else 0 for cell in row) for row in knob.now.cells)
    return knob.kind.write(replace(knob.now, cells=cells), ID)


def test_a_present_state_in_which_nothing_was_changed_is_the_base() -> None:
    assert office(build(study(SMALL), NOW, ID)) == base_office(SMALL)


def test_a_plan_carries_its_name_and_is_what_a_program_would_make() -> None:
    found = build(study(SMALL, {PEOPLE: "3"}), "p1", ID)
    made = office(found)
    assert made.name == "kantor-sehari-p1"
    assert made.spec.title.id.endswith("– Tiga loket")
    by_program = base_office(SMALL).with_({**found.changes, "name": made.name, "title": made.data["title"]})
    assert by_program.hash == made.hash
    assert [shift.servers for shift in made.spec.stations[0].roster or ()] == [3, 2, 3]


def test_ready_made_changes_come_before_what_is_typed() -> None:
    found = build(study(SMALL, {PEOPLE: "5", "patch:satu-loket-tambahan": "1"}), "p1", ID)
    made = office(found)
    assert found.patches == ("satu-loket-tambahan",)
    assert [shift.servers for shift in made.spec.stations[0].roster or ()] == [5, 4, 5]
    again = (
        base_office(SMALL)
        .patched("satu-loket-tambahan")
        .with_({**found.changes, "name": made.name, "title": made.data["title"]})
    )
    assert again.hash == made.hash


def test_counts_of_the_office_replace_assumptions_and_carry_their_source() -> None:
    made = office(build(study(SMALL, now={"case_classes[nib].arrivals.per_day": "31"}), NOW, ID))
    counted = [one for one in made.inputs() if one.source == COUNTED]
    assert [(one.path, one.value, one.mark) for one in counted] == [
        ("case_classes[0].arrivals.per_day", 31, "measured")
    ]
    assert made.name == "kantor-sehari"
    knob = find_knob(knobs_of(made, ID), "case_classes[nib].arrivals.per_day")
    assert knob is not None
    assert not knob.is_assumed
    assert "hitungan kantor" in knob.source


def test_plans_are_changed_from_the_present_state() -> None:
    made = study(SMALL, {PEOPLE: "4"}, now={PEOPLE: "3", "case_classes[nib].arrivals.per_day": "31"})
    plan = office(build(made, "p1", ID))
    assert plan.spec.case_classes[0].arrivals.per_day == 31
    assert [shift.servers for shift in plan.spec.stations[0].roster or ()] == [4, 3, 4]
    knob = find_knob(build(made, "p1", ID).groups, PEOPLE)
    assert knob is not None
    assert knob.now == 3


def test_a_fault_in_the_present_state_is_told_at_every_plan_and_nothing_is_lost() -> None:
    made = study(SMALL, {PEOPLE: "4"}, now={PEOPLE: "tiga"})
    assert list(build(made, NOW, ID).faults) == [PEOPLE]
    found = build(made, "p1", ID)
    assert found.scenario is None
    assert "Jumlah petugas” di “Sekarang”" in found.faults[""]
    assert made.plan("p1").entries[PEOPLE] == "4"


def test_a_roster_counts_more_than_a_number_of_people_and_that_is_said() -> None:
    for entries in ({PEOPLE: "3", ROSTER: everybody(4)}, {ROSTER: everybody(4), PEOPLE: "3"}):
        found = build(study(SMALL, entries), "p1", ID)
        assert {shift.servers for shift in office(found).spec.stations[0].roster or ()} == {4}
        assert found.cautions == (
            "Loket pelayanan: Jumlah petugas dan Loket pelayanan: Jadwal jaga mengubah hal yang sama; yang dipakai Loket pelayanan: "
            "Jadwal jaga.",
        )


def test_a_station_without_anybody_is_said_but_not_one_that_another_pool_serves_too() -> None:
    before = load_scenario("kabupaten-menengah")
    nobody = [{"from": "08:00", "to": "15:00", "servers": 0}]
    said = list(unstaffed(before, before.with_({"staff[petugas-loket].roster": nobody}), ID))
    assert any("Tidak ada petugas lagi di Loket pelayanan" in each for each in said)
    assert not any("Meja informasi" in each for each in said)


def test_what_a_ready_made_change_takes_away_cannot_be_changed_and_that_is_said() -> None:
    found = build(study(SMALL, {"patch:tanpa-gangguan": "1", "outages[oss].up.mean_min": "10"}), "p1", ID)
    assert not office(found).spec.outages
    assert len(found.cautions) == 1
    assert "OSS pusat" in found.cautions[0]


def test_a_campaign_outside_the_simulated_days_is_told_to_have_no_effect() -> None:
    days = {"demand.campaign.from": "01-02-2026", "demand.campaign.to": "14-02-2026", "demand.campaign.factor": "4"}
    assert build(study(BIG, days), "p1", ID).cautions == ()
    late = {**days, "demand.campaign.from": "02-02-2026"}
    found = build(study(BIG, late), "p1", ID)
    assert len(found.cautions) == 1
    assert "5 Januari 2026 sampai 1 Februari 2026" in found.cautions[0]
    assert build(study(BIG, late, now={"horizon.days": "29"}), "p1", ID).cautions == ()


def test_signing_days_on_which_nobody_is_there_are_told():
    signing = "stations[tanda-tangan].batch.days"
    found = build(study(BIG, {}, now={signing: "Selasa dan Kamis"}), NOW, ID)
    assert found.faults == {}
    (said,) = found.cautions
    assert "15 Januari 2026" in said
    assert "27 Januari 2026" in said
    assert "28 Januari" not in said, "a Wednesday"
    away = {signing: "Selasa, Kamis", "stations[tanda-tangan].batch.away": ""}
    assert build(study(BIG, {}, now=away), NOW, ID).cautions == ()
    assert build(study(BIG, {}), NOW, ID).cautions == ()


@pytest.mark.parametrize(("days", "said"), [("Minggu", 1), ("Sabtu; Minggu", 1), ("Minggu; Senin", 0), ("Senin", 0)])
def test_signing_on_days_that_are_closed_is_a_caution(days, said):
    """Numbers look better then, for means are of what is completed."""
    found = build(study(BIG, {"stations[paraf].batch.days": days}), "p1", ID)
    assert found.faults == {}
    assert len([one for one in found.cautions if "tidak akan selesai" in one]) == said


def test_a_ready_made_change_of_the_present_state_need_not_be_chosen_again() -> None:
    switch = "patch:daftar-periksa-daring"
    found = build(study(BIG, {switch: "1"}, now={switch: "1"}), "p1", ID)
    assert found.faults == {switch: "Perubahan ini sudah dipakai di keadaan sekarang; tidak perlu dipilih lagi."}


def test_a_knob_that_the_office_does_not_have_is_told() -> None:
    found = build(study(SMALL, {"staff[siapa].people": "2"}), "p1", ID)
    assert found.scenario is None
    assert list(found.faults) == [""]
    assert "“Hapus perubahan yang tidak dikenal”" in found.faults[""]


# ---- rosters under ready-made changes

HELPERS, SATURDAY = "staff[pendamping].roster", "patch:buka-sabtu-pagi"


def helpers(people: int) -> str:
    """The roster of the assistants with as many in every half hour in which somebody works."""
    knob = find_knob(knobs_of(load_scenario("kabupaten-menengah"), ID), HELPERS)
    assert knob is not None
    cells = tuple(tuple(people if cell else 0 for cell in row) for row in knob.now.cells)
    return knob.kind.write(replace(knob.now, cells=cells), ID)


@pytest.mark.parametrize("key", [NOW, "p1"])
def test_a_roster_keeps_the_hours_and_days_that_a_ready_made_change_brings(key: str) -> None:
    entries = {HELPERS: helpers(3), SATURDAY: "1"}
    made = study(BIG, now=entries) if key == NOW else study(BIG, entries)
    pool = next(one for one in office(build(made, key, ID)).spec.staff if one.name == "pendamping")
    saturday = [span for span in pool.roster or () if "sat" in (span.days or ())]
    others = [span for span in pool.roster or () if "sat" not in (span.days or ())]
    assert [(span.start, span.end, span.servers) for span in saturday] == [("08:00", "12:30", 1)]
    assert others
    assert {span.servers for span in others} == {3}
    assert all("mon" in (span.days or ("mon",)) for span in others)


def test_a_roster_that_was_emptied_stays_empty_under_a_ready_made_change() -> None:
    text = helpers(3).split(";")
    first = next(at for at, row in enumerate(text) if "3" in row)
    text[first] = ",".join("" for _ in text[first].split(","))
    found = office(build(study(BIG, {HELPERS: ";".join(text), SATURDAY: "1"}), "p1", ID))
    pool = next(one for one in found.spec.staff if one.name == "pendamping")
    assert min(span.start for span in pool.roster or () if "sat" not in (span.days or ())) == "08:30"


# ---- what nobody foresaw


def test_a_knob_that_fails_is_told_beside_it_and_logged(
    monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    def fails(self: object, other: object) -> None:
        raise ZeroDivisionError

    monkeypatch.setattr("simulator.studio.knobs.roster.Duty.over", fails)
    found = build(study(SMALL, {ROSTER: everybody(4), PEOPLE: "abc"}), "p1", ID)
    assert found.scenario is None
    assert list(found.faults) == [ROSTER, PEOPLE]
    assert "Urungkan" in found.faults[ROSTER]
    assert "ZeroDivisionError" in caplog.text


def test_an_office_that_fails_is_a_fault_of_its_plan_and_logged(
    monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    def fails(*_given: object) -> None:
        raise ZeroDivisionError

    made = study(SMALL, {PEOPLE: "4"})
    with monkeypatch.context() as broken:
        broken.setattr("simulator.studio.offices.clashes", fails)
        found = build(made, "p1", EN)
    assert list(found.faults) == [""]
    assert found.groups
    assert "ZeroDivisionError" in caplog.text
    assert build(made, "p1", EN).scenario is not None, "a failure is not remembered"


# ---- what a text means

UP = "outages[oss].up.mean_min"


@pytest.mark.parametrize("counted", ["170", "240", "9000"])
def test_what_is_typed_in_a_plan_keeps_its_unit_whatever_is_counted(counted: str) -> None:
    key = "outages[oss].down.median_min"
    plan = office(build(study(SMALL, {key: "30"}, now={key: counted}), "p1", ID))
    outage = next(one for one in plan.spec.outages if one.subsystem == "oss")
    assert outage.down.median_min == 30
    knob = find_knob(build(study(SMALL, now={key: counted}), "p1", ID).groups, key)
    assert knob is not None
    assert (knob.unit, knob.now) == ("menit", float(counted))


def test_a_time_that_the_base_has_in_hours_stays_in_hours() -> None:
    groups = build(study(SMALL), NOW, ID).groups
    knob = find_knob(groups, UP)
    assert knob is not None
    assert knob.unit == "jam"
    later = find_knob(build(study(SMALL, now={UP: "0,5"}), "p1", ID).groups, UP)
    assert later is not None
    assert (later.unit, later.now) == ("jam", 0.5)


def test_a_campaign_of_a_plan_stays_with_its_class_whatever_is_counted() -> None:
    days = {"demand.campaign.from": "12-01-2026", "demand.campaign.to": "16-01-2026", "demand.campaign.factor": "2"}
    usual = find_knob(build(study(BIG), NOW, ID).groups, "demand.campaign.class")
    assert usual is not None
    other = next(value for value, _title in usual.kind.control()["options"] if value != usual.now)

    def classes(now: dict[str, str]) -> list[str]:
        plan = office(build(study(BIG, days, now=now), "p1", ID))
        return [one.name for one in plan.spec.case_classes if one.arrivals.campaigns]

    assert classes({}) == [usual.now]
    assert set(classes({"demand.campaign.class": other, **days})) == {usual.now, other}


# ---- what all offices have in common


@pytest.mark.parametrize(
    ("key", "text"), [("horizon.days", "35"), ("targets.waiting_time_min", "30"), ("patch:setahun", "1")]
)
def test_length_and_promise_are_changed_in_the_present_state_only(key: str, text: str) -> None:
    found = build(study(BIG, {key: text, "patch:satu-loket-tambahan": "1"}), "p1", ID)
    assert find_knob(found.groups, key) is None
    assert find_knob(build(study(BIG), NOW, ID).groups, key) is not None
    assert found.scenario is None
    assert list(found.faults) == [key]
    assert "hanya dapat diubah di “Sekarang”" in found.faults[key]


def test_all_plans_follow_the_length_and_the_promise_of_the_present_state() -> None:
    now = {"horizon.days": "35", "targets.waiting_time_min": "30"}
    plan = office(build(study(BIG, {"patch:satu-loket-tambahan": "1"}, now=now), "p1", ID))
    assert (plan.spec.horizon.days, plan.spec.targets.waiting_time_min) == (35, 30)


def test_a_study_without_a_base_has_no_office() -> None:
    with pytest.raises(ValueError, match="no base"):
        build(Study(), NOW, ID)


def test_sentences_follow_the_language() -> None:
    made = study(SMALL, {PEOPLE: "abc"})
    assert build(made, "p1", ID).faults[PEOPLE] != build(made, "p1", EN).faults[PEOPLE]


def test_knobs_that_write_the_same_value_do_not_clash() -> None:
    groups = knobs_of(load_scenario("kantor-sehari"), ID)
    people, roster = find_knob(groups, PEOPLE), find_knob(groups, ROSTER)
    assert people is not None
    assert roster is not None
    same = roster.kind.read(everybody(2), ID)
    assert changes_of(groups, {ROSTER: same}).clashes == []
    assert changes_of(groups, {}).paths == {}


def test_an_office_follows_a_keystroke_at_once() -> None:
    """p50 of a change of the mid-sized office; the limit leaves room for a busy machine."""
    build(study(BIG, {"staff[petugas-loket].people": "3"}), "p1", ID)
    taken = []
    for people in ("4", "5", "6", "7", "8"):
        began = time.perf_counter()
        build(study(BIG, {"staff[petugas-loket].people": people}), "p1", ID)
        taken.append(time.perf_counter() - began)
    assert sorted(taken)[2] < 0.2
