"""What all plans change in the same way is offered to the present state, as a supposition that nobody has counted."""

import pytest

from simulator.scenario import ASSUMED, LIBRARY
from simulator.studio.desk import Desk
from simulator.studio.differences import counts_of
from simulator.studio.offices import COUNTED, Built, build
from simulator.studio.panels.change import Change
from simulator.studio.panels.compare import Compare
from simulator.studio.shared_changes import shared_changes
from simulator.studio.shelf import Memory
from simulator.studio.study import NOW, Base, Study, StudyError, read_study, study_data
from simulator.teaching.words import Words

ID = Words("id")
SMALL, DATED = Base("kantor-sehari"), Base("tanda-tangan")
COUNTER, DESK, READY = "stations[loket-pelayanan].people", "stations[verifikasi].people", "patch:satu-loket-tambahan"
TOTAL, KIND = "demand.total", "case_classes[nib].arrivals.per_day"
CAMPAIGN = {
    "demand.campaign.from": "2026-02-09",
    "demand.campaign.to": "2026-02-10",
    "demand.campaign.factor": "2",
}


def study(base: Base, *plans: dict[str, str], now: dict[str, str] | None = None) -> Study:
    made = Study().based_on(base)
    for letter, entries in zip("ABC", plans, strict=False):
        made = made.with_plan(f"Rencana {letter}", entries)
    for key, text in (now or {}).items():
        made = made.with_entry(NOW, key, text)
    return made


def good(made: Study, key: str) -> Built:
    found = build(made, key, ID)
    assert found.faults == {}
    assert found.scenario is not None
    return found


def sources(found: Built, part: str) -> set[str]:
    assert found.scenario is not None
    return {one.source for one in found.scenario.inputs() if part in one.path}


def panels(made: Study) -> tuple[Desk, Change, Compare]:
    desk = Desk(ID, Memory())
    desk.take_up(made)
    shown = Change(desk), Compare(desk)
    desk.watch(lambda: [panel.refresh() for panel in shown])
    for panel in shown:
        panel.refresh()
    return desk, *shown


# ---- what is shared


def test_more_applicants_in_all_plans_are_shared_and_what_only_one_has_is_not():
    made = study(SMALL, {TOTAL: "90"}, {TOTAL: "90", COUNTER: "3"})
    assert shared_changes(made, ID) == {TOTAL: "90"}
    assert shared_changes(study(SMALL, {TOTAL: "90"}, {TOTAL: "80", COUNTER: "3"}), ID) == {}
    assert shared_changes(study(SMALL, {TOTAL: "90"}), ID) == {}
    assert shared_changes(study(SMALL, {TOTAL: "90"}, {TOTAL: "90"}, {COUNTER: "3"}), ID) == {}


def test_any_field_is_shared_as_long_as_a_plan_is_left_to_be_compared():
    assert shared_changes(study(SMALL, {COUNTER: "3"}, {COUNTER: "3", DESK: "3"}), ID) == {COUNTER: "3"}
    assert shared_changes(study(SMALL, {COUNTER: "3"}, {COUNTER: "3"}), ID) == {}
    assert shared_changes(study(SMALL, {TOTAL: "90"}, {TOTAL: "90"}), ID) == {TOTAL: "90"}


def test_fields_that_belong_together_are_shared_all_or_none():
    assert shared_changes(study(SMALL, {TOTAL: "90"}, {TOTAL: "90", KIND: "40"}), ID) == {}


def test_an_own_count_of_the_present_state_is_never_replaced():
    assert shared_changes(study(SMALL, {TOTAL: "90"}, {TOTAL: "90", COUNTER: "3"}, now={TOTAL: "70"}), ID) == {}


def test_nothing_is_offered_by_which_a_plan_would_become_another_one():
    plans = {READY: "1"}, {READY: "1", DESK: "3"}
    assert shared_changes(study(SMALL, *plans), ID) == {READY: "1"}
    assert shared_changes(study(SMALL, *plans, now={COUNTER: "4"}), ID) == {}


def test_a_plan_with_a_fault_elsewhere_shares_the_rest():
    assert shared_changes(study(SMALL, {TOTAL: "90"}, {TOTAL: "90", COUNTER: "tiga"}), ID) == {TOTAL: "90"}


# ---- moved


@pytest.mark.parametrize(("base", "shared"), [(SMALL, {TOTAL: "90"}), (SMALL, {READY: "1"})])
def test_plans_are_the_same_offices_after_the_move(base, shared):
    before = study(base, shared, {**shared, DESK: "3"})
    after = before.with_supposed(shared_changes(before, ID))
    assert dict(after.now.entries) == shared
    for key in ("p1", "p2"):
        assert shared.keys().isdisjoint(after.plan(key).entries)
        values = [
            {one.path: one.value for one in found.scenario.inputs()} for found in (good(before, key), good(after, key))
        ]
        assert values[0] == values[1]
    assert good(after, "p1").values == {}


def test_what_was_moved_is_an_assumption_until_it_is_typed_in_the_present_state():
    before = study(SMALL, {KIND: "40"}, {KIND: "40", COUNTER: "3"}, now={DESK: "3"})
    after = before.with_supposed(shared_changes(before, ID))
    found = good(after, NOW)
    assert sources(found, "case_classes[0].arrivals.per_day") == {ASSUMED}
    assert COUNTED in sources(found, "")
    assert any("diandaikan 40" in said for said in counts_of(found, ID))
    assert any("kantor kita 3" in said for said in counts_of(found, ID))
    typed = good(after.with_entry(NOW, KIND, "41"), NOW)
    assert sources(typed, "case_classes[0].arrivals.per_day") == {COUNTED}


def test_a_campaign_and_a_ready_made_change_of_the_present_state_are_no_counts():
    found = good(study(DATED, now=CAMPAIGN), NOW)
    assert sources(found, "campaigns") == {ASSUMED}
    ready = good(study(SMALL, now={READY: "1"}), NOW)
    assert COUNTED not in sources(ready, "")


def test_what_was_moved_is_kept_with_the_study_and_checked_when_it_is_read():
    before = study(SMALL, {TOTAL: "90"}, {TOTAL: "90"})
    after = before.with_supposed({TOTAL: "90"})
    assert read_study(study_data(after)).now.supposed == {TOTAL}
    data = study_data(after)
    data["now"]["supposed"] = [TOTAL, "x"]
    assert read_study(data).now.supposed == {TOTAL}
    data["now"]["supposed"] = [1]
    with pytest.raises(StudyError):
        read_study(data)
    assert after.cleared(NOW).now.supposed == frozenset()


# ---- on the page


def test_both_tabs_offer_the_move_and_it_is_one_step_that_can_be_taken_back():
    before = study(SMALL, {TOTAL: "90"}, {TOTAL: "90", COUNTER: "3"})
    for at in (0, 1):
        desk, *both = panels(before)
        notes = [panel.shared for panel in both]
        assert all("Semua rencana memuat perubahan yang sama" in note.note.html for note in notes)
        assert all("90" in note.note.html for note in notes)
        assert both[0].shared in both[0].children
        assert both[1].shared in both[1].settings.children
        notes[at].button.receive({"key": "move"})
        assert [dict(plan.entries) for plan in desk.study.plans] == [{}, {COUNTER: "3"}]
        assert desk.study.now.entries == {TOTAL: "90"}
        assert "Dipindahkan" in notes[at].note.html
        assert notes[at].button not in notes[at].children
        desk.undo()
        assert desk.study.plans == before.plans
        assert desk.study.now == before.now
        assert notes[at].button in notes[at].children


def test_nothing_is_said_where_plans_share_nothing():
    _desk, change, compare = panels(study(SMALL, {TOTAL: "90"}, {COUNTER: "3"}))
    assert change.shared not in change.children
    assert compare.shared not in compare.settings.children


def test_titles_of_an_own_office_stay_text():
    wild = "<img src=x onerror=alert(1)>"
    text = (LIBRARY / "kantor-sehari.yaml").read_text(encoding="utf-8").replace("Loket pelayanan", f'"{wild}"')
    own = Base(text=text, title="Kantor kami")
    _desk, change, _compare = panels(study(own, {COUNTER: "3"}, {COUNTER: "3", DESK: "3"}))
    assert "&lt;img" in change.shared.note.html
    assert "<img" not in change.shared.note.html


def test_one_plan_with_a_campaign_is_told_where_a_certain_one_belongs():
    desk, change, _compare = panels(study(DATED, CAMPAIGN, {}))
    said = "Kampanye yang pasti datang"
    assert said in change.note.html
    desk.look_at(plan="p2")
    assert said not in change.note.html
    desk.look_at(plan=NOW)
    assert said not in change.note.html
