"""What differs, in words: every kind of knob, in both languages."""

from collections.abc import Mapping
from typing import Any

import pytest

from simulator.reports.say import lower_first
from simulator.scenario import load_scenario
from simulator.studio.differences import differences, differences_of
from simulator.studio.knobs import knobs_of
from simulator.studio.knobs.knob import Choice, Group, Knob, Number, Switch, find_knob
from simulator.studio.knobs.times import Times
from simulator.studio.offices import Built
from simulator.studio.study import NOW, Base, Study
from simulator.teaching.words import Words

ID, EN = Words("id"), Words("en")
TIME = "service_time[nib]"


class Grid:
    """A roster of three rows and five days whose value is its text."""

    name = "roster"

    def read(self, text: str, words: Words) -> str:
        return text

    def write(self, value: str, words: Words) -> str:
        return value

    def show(self, value: str, words: Words) -> str:
        return value

    def control(self) -> Mapping[str, Any]:
        days = ("Senin", "Selasa", "Rabu", "Kamis", "Jumat")
        return {"rows": ["08.00–08.30", "08.30–09.00", "09.00–09.30"], "days": [[day[:3], day] for day in days]}


def told(kind: Any, now: Any, value: Any, words: Words = ID, unit: str = "", patch: str = "") -> str:
    knob = Knob("a", "Loket", "Petugas jaga", unit, now, kind, lambda v: {}, patch=patch)
    built = Built([Group("staff", "Petugas", [knob])], None, values={"a": value})
    [said] = differences_of(built, words)
    return said


def test_a_number_is_told_with_its_unit_in_the_form_of_the_language():
    assert told(Number(0, 200, is_whole=True), 2, 3, unit="orang") == "Loket, petugas jaga: 2 → 3 orang"
    assert told(Number(0, 90), 12.5, 10.25, unit="menit") == "Loket, petugas jaga: 12,5 → 10,25 menit"
    assert told(Number(0, 90), 12.5, 10.25, EN, unit="minutes") == "Loket, petugas jaga: 12.5 → 10.25 minutes"


def test_a_percentage_has_its_sign_once():
    share = Number(0, 1, is_percent=True)
    assert told(share, 0.02, 0.05, unit="%") == "Loket, petugas jaga: 2% → 5%"


def test_choices_switches_and_times_are_told_by_their_words():
    ways = Choice([("fifo", "sesuai urutan datang"), ("priority", "yang diprioritaskan lebih dulu")])
    assert told(ways, "fifo", "priority") == (
        "Loket, petugas jaga: sesuai urutan datang → yang diprioritaskan lebih dulu"
    )
    assert told(Switch(), False, True) == "Loket, petugas jaga: tidak → ya"
    assert told(Switch(), False, True, EN) == "Loket, petugas jaga: no → yes"
    assert told(Times(), ["09:30"], ["09:30", "13:30"], unit="pukul") == "Loket, petugas jaga: 09.30 → 09.30; 13.30"
    assert told(Times(), ["09:30"], ["08:00"], EN, unit="o'clock") == "Loket, petugas jaga: 09:30 → 08:00"


def test_a_ready_made_change_is_told_by_its_title():
    assert told(Switch(), False, True, patch="loket-ketiga") == "Petugas jaga"


@pytest.mark.parametrize(
    ("now", "value", "said"),
    [
        ("2,2,2,2,2;2,2,2,2,2;2,2,2,2,2", "3,2,2,2,2;3,2,2,2,2;2,2,2,2,2", "Senin 08.00–09.00: 2 → 3 orang"),
        ("2,2,2,2,2;2,2,2,2,2;2,2,2,2,2", "3,3,3,3,3;2,2,2,2,2;2,2,2,2,2", "Senin–Jumat 08.00–08.30: 2 → 3 orang"),
        ("2,2,2,2,2;2,2,2,2,2;,,,,", "2,2,2,2,2;2,2,2,2,2;,1,,1,", "Selasa, Kamis 09.00–09.30: 0 → 1 orang"),
        (
            "1,2,2,2,2;2,2,2,2,2;2,2,2,2,2",
            "2,2,2,2,2;3,2,2,2,2;2,2,2,2,",
            "Senin 08.00–08.30: 1 → 2 orang; Senin 08.30–09.00: 2 → 3 orang; Jumat 09.00–09.30: 2 → 0 orang",
        ),
        (
            "2,2,2,2,2;2,2,2,2,2;2,2,2,2,2",
            "3,2,2,2,2;2,2,2,2,2;3,2,2,2,2",
            "Senin 08.00–08.30: 2 → 3 orang; Senin 09.00–09.30: 2 → 3 orang",
        ),
    ],
)
def test_a_roster_is_told_by_spans_and_days(now, value, said):
    assert told(Grid(), now, value, unit="orang") == f"Loket, petugas jaga: {said}"


def test_a_roster_with_many_changes_is_cut_and_says_so():
    said = told(Grid(), "0,0,0,0,0;0,0,0,0,0;0,0,0,0,0", "1,2,3,4,5;6,7,8,9,1;2,3,4,5,6", unit="orang")
    assert said.count("→") == 6
    assert said.endswith("dan 9 perubahan lain")
    assert told(Grid(), "0,0,0,0,0;0,0,0,0,0;0,0,0,0,0", "1,2,3,4,5;6,7,8,9,1;2,3,4,5,6", EN).endswith("and 9 more")


def called() -> str:
    """What a service time is called outside its form."""
    knob = find_knob(knobs_of(load_scenario("kantor-sehari"), ID), TIME)
    assert knob is not None
    return f"{knob.part}, {lower_first(knob.label)}"


def test_only_what_differs_is_told_in_the_order_of_the_form():
    study = Study(base=Base("kantor-sehari")).with_plan("A")
    assert differences(study, "p1", ID) == []
    study = study.with_entry("p1", TIME, "20").with_entry("p1", "patch:satu-loket-tambahan", "1")
    study = study.with_entry("p1", "stations[verifikasi].people", "2")
    assert differences(study, "p1", ID) == [
        "Satu loket tambahan sepanjang hari",
        f"{called()}: 15 → 20 menit",
    ]
    assert differences(study, "p1", EN)[0] == "One more counter all day"


def test_a_plan_is_told_beside_the_present_state_and_that_beside_its_base():
    study = Study(base=Base("kantor-sehari")).with_plan("A").with_entry(NOW, TIME, "30")
    study = study.with_entry("p1", TIME, "10")
    label = called()
    assert differences(study, NOW, ID) == [f"{label}: semula 15; kantor kita 30 menit"]
    assert differences(study, "p1", ID) == [f"{label}: 30 → 10 menit"]


def test_what_is_wrong_is_no_difference():
    study = Study(base=Base("kantor-sehari")).with_plan("A").with_entry("p1", TIME, "dua")
    assert differences(study, "p1", ID) == []


def test_what_a_ready_made_change_changes_is_told_from_what_to_what_where_there_is_room():
    office = load_scenario("kabupaten-menengah")
    study = Study(base=Base("kabupaten-menengah")).with_plan("A", {"patch:satu-verifikator-tambahan": "1"})
    assert differences(study, "p1", ID) == ["Satu petugas verifikasi tambahan"]
    [said] = differences(study, "p1", ID, office)
    assert said == ("Satu petugas verifikasi tambahan. Mengubah Petugas verifikasi (banyaknya orang: 2 → 3 orang).")
