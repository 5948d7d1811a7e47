"""Own counts: only what was typed is called measured, and its source is told in the reader's language."""

from typing import Any

import pytest

from simulator.reports.inputs import evidence_of
from simulator.scenario import ASSUMED, Input, Scenario, load_scenario
from simulator.scenario.errors import show_path
from simulator.scenario.patch import place_of
from simulator.studio.differences import counts_of
from simulator.studio.hand_over.plan_file import plan_yaml
from simulator.studio.hand_over.program import code
from simulator.studio.knobs import find_knob, knobs_of
from simulator.studio.offices import COUNTED, Built, build
from simulator.studio.study import NOW, Base, Study
from simulator.teaching.words import Words

ID, EN = Words("id"), Words("en")
BIG, SMALL = "kabupaten-menengah", "kantor-sehari"
MOBILE = "stations[meja-keliling].people"
KIND, COUNTER = "case_classes[nib].arrivals.per_day", "stations[loket-pelayanan].people"
SOURCE = {"mark": "measured", "cite": "x"}


def counted(name: str, entries: dict[str, str]) -> Scenario:
    """The present state with these counts."""
    study = Study().based_on(Base(name))
    for key, text in entries.items():
        study = study.with_entry(NOW, key, text)
    found = build(study, NOW, ID)
    assert found.faults == {}
    assert found.scenario is not None
    return found.scenario


def measured(office: Scenario) -> list[Input]:
    return [one for one in office.inputs() if one.source == COUNTED]


def path_by_position(office: Scenario, path: str) -> str:
    """A path with positions in place of names."""
    return show_path(place_of(office.data, path))


def shares_of(office: Scenario, name: str) -> Any:
    return next(one for one in office.spec.case_classes if one.name == name).channels.shares


# ---- only what was typed


def test_a_total_of_all_kinds_makes_no_kind_measured():
    office = counted(BIG, {"demand.total": "55"})
    assert measured(office) == []
    arrivals = [one.arrivals.per_day for one in office.spec.case_classes]
    assert sum(arrivals) == pytest.approx(55)
    assert all(one.arrivals.source["per_day"] == ASSUMED for one in office.spec.case_classes)


def three_channels() -> tuple[str, list[str]]:
    """A class of the larger office with three channels or more: its path and their names."""
    classes = load_scenario(BIG).spec.case_classes
    one = next(one for one in classes if one.channels.shares and len(one.channels.shares) >= 3)
    return f"case_classes[{one.name}].channels.shares", list(one.channels.shares)


def test_one_share_of_many_does_not_make_the_others_measured():
    path, names = three_channels()
    office = counted(BIG, {f"{path}.{names[0]}": "10"})
    assert measured(office) == []
    knob = find_knob(knobs_of(office, ID), f"{path}.{names[0]}")
    assert knob is not None
    assert knob.now == pytest.approx(0.1)
    assert knob.is_assumed


def test_shares_are_measured_once_all_of_them_follow_from_what_was_typed():
    path, names = three_channels()
    office = counted(BIG, {f"{path}.{name}": "12" for name in names[1:]})
    assert [one.path.endswith("channels.shares") for one in measured(office)] == [True]
    two = counted(SMALL, {"case_classes[nib].channels.shares.loket": "70"})
    assert shares_of(two, "nib") == {"loket": pytest.approx(0.7), "daring": pytest.approx(0.3)}
    assert len(measured(two)) == 1


def test_a_time_that_only_follows_the_typed_one_stays_an_assumption():
    base = load_scenario(BIG)
    same = find_knob(knobs_of(base, ID), "service_time[nib-rendah]")
    assert same is not None
    at = list(same.change(1.0))
    assert len(at) >= 2
    office = base.with_({at[1]: 2 * same.now, "sources": {**base.data.get("sources", {}), COUNTED: SOURCE}})
    knob = find_knob(knobs_of(office, ID), same.key)
    assert knob is not None
    after = office.with_(knob.change(7.0), source=COUNTED)
    found = {one.path: (one.value, one.source) for one in after.inputs()}
    for path in at:
        value, source = found[path_by_position(office, path)]
        assert (value, source) == ((14, ASSUMED) if path == at[1] else (7, COUNTED))


def test_a_factor_of_different_shares_measures_none_of_them_and_one_of_a_single_share_does():
    assert measured(counted(BIG, {"checks.incomplete[loket]": "0,5"})) == []
    assert measured(counted(SMALL, {"checks.rework": "0,5"})) == []
    single = measured(counted("tanda-tangan", {"checks.incomplete[daring]": "0,5"}))
    assert [(one.path.rpartition(".")[2], one.value) for one in single] == [("probability", 0.2)]


def test_visits_more_often_do_not_make_the_number_of_people_measured():
    rare = counted(BIG, {"channels[keliling].every": "1"})
    assert measured(rare) == []
    more = counted(BIG, {"channels[keliling].every": "1", MOBILE: "3"})
    assert {one.value for one in measured(more)} == {3}


def test_the_last_hour_of_tickets_does_not_make_their_number_measured():
    path = "stations[loket-pelayanan].tickets"
    before = load_scenario(SMALL).with_({path: {"per_day": 40}})
    knobs = knobs_of(before, ID)
    until, per_day = (find_knob(knobs, f"{path}.{name}") for name in ("until", "per_day"))
    assert until is not None
    assert per_day is not None
    after = before.with_({**until.change("14:00"), "sources": {COUNTED: SOURCE}}, source=COUNTED)
    assert measured(after) == []
    again = before.with_({"sources": {COUNTED: SOURCE}, **per_day.change(50)}, source=COUNTED)
    assert [one.value for one in measured(again)] == [50]


# ---- counts that equal what was assumed


def built(name: str, entries: dict[str, str]) -> Built:
    study = Study().based_on(Base(name)).with_plan("A", {KIND: "27"})
    for key, text in entries.items():
        study = study.with_entry(NOW, key, text)
    return build(study, NOW, ID)


def test_a_count_that_equals_the_example_is_an_own_count_and_no_change():
    before, found = load_scenario(SMALL), built(SMALL, {KIND: "27", COUNTER: "2"})
    office = found.scenario
    assert office is not None
    assert found.values == {}
    assert set(found.confirmed) == {KIND, COUNTER}
    assert {one.path.split("[")[0] for one in measured(office)} == {"case_classes", "stations"}
    assert len(office.assumptions()) == len(before.assumptions()) - len(measured(office))
    assert [one.value for one in office.inputs()] == [one.value for one in before.inputs()]
    assert any(said.endswith("2 orang, sama dengan semula") for said in counts_of(found, ID))


def test_every_count_that_equals_the_larger_example_leaves_all_numbers_as_they_are():
    before = load_scenario(BIG)
    knobs = [knob for group in knobs_of(before, ID) for knob in group.knobs if knob.kind.name == "number"]
    typed = {knob.key: knob.kind.write(knob.now, ID) for knob in knobs if knob.now is not None}
    found = built(BIG, typed)
    assert found.faults == {}
    assert found.scenario is not None
    assert len(found.confirmed) > 50
    assert found.scenario.resolved.hash == before.resolved.hash
    assert len(found.scenario.assumptions()) < len(before.assumptions()) - 50


def test_a_decision_that_equals_the_example_is_no_count():
    assert built(SMALL, {"horizon.days": "1"}).scenario == load_scenario(SMALL)


def test_a_total_that_equals_the_example_confirms_no_kind():
    assert measured(counted(SMALL, {"demand.total": "65"})) == []


def test_a_kind_that_equals_the_example_is_no_own_count_once_a_new_total_scales_it():
    found = built(SMALL, {"demand.total": "130", KIND: "27"})
    assert KIND not in found.confirmed


def test_equal_counts_reach_the_scenario_file_and_the_program(tmp_path):
    study = Study().based_on(Base(SMALL)).with_entry(NOW, KIND, "27").with_plan("A", {COUNTER: "3"})
    file = tmp_path / "now.yaml"
    file.write_text(plan_yaml(study, NOW, ID), encoding="utf-8")
    assert [one.value for one in measured(load_scenario(file))] == [27]
    assert "source='hitungan-kantor'" in code(study, ID)


def test_a_plan_counts_nothing_even_if_it_equals_the_present_state():
    study = Study().based_on(Base(SMALL)).with_plan("A", {KIND: "27"})
    found = build(study, "p1", ID)
    assert found.confirmed == ()
    assert found.scenario is not None
    assert measured(found.scenario) == []


# ---- the source in words


def test_the_source_of_own_counts_is_told_in_the_readers_language():
    office = counted(SMALL, {"case_classes[nib].arrivals.per_day": "31"})
    cites = {lang: {one.source: one.cite for one in evidence_of(office, lang)}[COUNTED] for lang in ("id", "en")}
    assert cites["id"].startswith("hitungan kantor")
    assert cites["en"].startswith("Counted by the office")
    for words, said in ((ID, "hitungan kantor"), (EN, "Counted by the office")):
        knob = find_knob(knobs_of(office, words), "case_classes[nib].arrivals.per_day")
        assert knob is not None
        assert said in knob.source
        assert ("Hitungan" in knob.source or "hitungan" in knob.source) == (words is ID)
