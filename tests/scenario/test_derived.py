"""Scenarios with a base: what differs from another scenario, and nothing else."""

from pathlib import Path

import pytest

from simulator.scenario import ScenarioError, load_scenario

VALID = Path(__file__).with_name("valid")
HEAD = """simptsp: 1
name: turunan
title: {id: Turunan, en: Derived}
description: {id: Turunan, en: Derived}
"""


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    for name in ("minimal", "patches"):
        (tmp_path / f"{name}.yaml").write_text((VALID / f"{name}.yaml").read_text(encoding="utf-8"), encoding="utf-8")
    return tmp_path


def derived(folder: Path, text: str, base: str = "patches.yaml", name: str = "turunan"):
    file = folder / f"{name}.yaml"
    file.write_text(f"{HEAD}base: {base}\n{text}", encoding="utf-8")
    return load_scenario(file)


def problems(folder: Path, text: str, base: str = "patches.yaml") -> list[str]:
    with pytest.raises(ScenarioError) as caught:
        derived(folder, text, base)
    return [str(problem) for problem in caught.value.problems]


def test_without_changes_it_is_its_base_under_another_name(folder: Path):
    base, office = load_scenario(folder / "patches.yaml"), derived(folder, "")
    assert (office.name, office.spec.title.en) == ("turunan", "Derived")
    assert office.with_(name=base.name).resolved.stations == base.resolved.stations
    assert office.spec.patches == base.spec.patches
    assert office.spec.horizon == base.spec.horizon


def test_changes_are_applied_in_their_order_with_their_sources(folder: Path):
    text = """changes:
  - {source: assumed, set: {horizon.days: 9, "stations[0].servers": 7}}
  - {source: hitungan, set: {horizon.days: 4}}
sources:
  hitungan: {mark: measured, cite: counted for a week}
"""
    office = derived(folder, text)
    assert (office.spec.horizon.days, office.spec.stations[0].servers) == (4, 7)
    inputs = {number.path: number for number in office.inputs()}
    assert (inputs["horizon.days"].mark, inputs["horizon.days"].cite) == ("measured", "counted for a week")
    assert inputs["stations[0].servers"].mark == "assumed"
    assert load_scenario(folder / "patches.yaml").spec.horizon.days != 4


def test_a_change_may_name_a_row_of_a_data_package(folder: Path):
    office = derived(folder, "changes: [{source: regulations/general-limit-2020, set: {horizon.days: 5}}]\n")
    number = next(each for each in office.inputs() if each.path == "horizon.days")
    assert (number.mark, number.row.table) == ("assumed", "limits")
    assert not number.is_borne_out  # five working days are not five days of the horizon


def test_patches_are_added_to_those_of_the_base_and_an_empty_one_takes_one_away(folder: Path):
    base = load_scenario(folder / "patches.yaml")
    first, *others = base.spec.patches
    more = "{title: {id: Lama, en: Long}, source: assumed, set: {horizon.days: 3}}"
    office = derived(folder, f"patches:\n  {first}:\n  lama: {more}\n")
    assert list(office.spec.patches) == [*others, "lama"]
    assert office.patched("lama").spec.horizon.days == 3


def test_what_the_base_is_not_is_not_said_of_the_derived_one(folder: Path):
    text = "is_not: {id: bukan, en: not}\nmeasure_first: [{id: satu, en: one}]\n"
    middle = derived(folder, text, name="tengah")
    assert middle.spec.is_not.en == "not"
    office = derived(folder, "", base="tengah.yaml")
    assert (office.spec.is_not, office.spec.measure_first) == (None, [])


def test_a_base_may_have_a_base_and_a_name_of_the_library_is_one(folder: Path):
    derived(folder, "changes: [{source: assumed, set: {horizon.days: 6}}]\n", name="tengah")
    office = derived(folder, "changes: [{source: assumed, set: {horizon.warm_up_days: 1}}]\n", base="tengah.yaml")
    assert (office.spec.horizon.days, office.spec.horizon.warm_up_days) == (6, 1)
    assert derived(folder, "", base="meja-verifikasi").spec.stations[0].name == "verifikasi"


def test_the_data_stand_on_their_own(folder: Path):
    office = derived(folder, "changes: [{source: assumed, set: {horizon.days: 6}}]\n")
    assert not {"base", "changes"} & office.data.keys()
    assert office.with_({"horizon.days": 5}).spec.horizon.days == 5


@pytest.mark.parametrize(
    ("text", "told"),
    [
        ("change: []\n", ["SCN010 change: there is no field of this name here; did you mean 'changes'?, line 6"]),
        (
            "changes: [{set: {horizon.days: 3}}]\n",
            [
                "SCN030 changes[0]: these changes have numbers without a source; add 'source:' to them, or "
                "'source: assumed', line 6"
            ],
        ),
        (
            "changes:\n  - source: assumed\n    set:\n      horizon.day: 3\n",
            ["SCN010 horizon.day: there is no field of this name here; did you mean 'days'?, line 9"],
        ),
        (
            "changes:\n  - source: assumed\n    set:\n      stasiun.days: 3\n",
            ["SCN040 changes[0] -> stasiun.days: there is no 'stasiun' on this path; did you mean 'stations'?, line 9"],
        ),
        (
            "changes:\n  - source: assumed\n    set: {horizon.days: -3}\n",
            ["SCN014 horizon.days: -3 is not possible here; it must be at least 1, line 8"],
        ),
        (
            "changes:\n  - source: tidak-ada\n    set: {horizon.days: 3}\n",
            [
                "SCN031 changes[0].source: 'tidak-ada' is not listed under 'sources'; list it there, or write "
                "'assumed', line 7"
            ],
        ),
        (
            "changes:\n  - source: regulations/tidak-ada\n    set: {horizon.days: 3}\n",
            [
                "SCN031 changes[0].source: the data package 'regulations' has no row 'tidak-ada'; "
                "datasets/regulations/data has those that there are, line 7"
            ],
        ),
    ],
)
def test_each_mistake_is_told_with_its_line(folder: Path, text: str, told: list[str]):
    assert problems(folder, text) == told


@pytest.mark.parametrize(
    ("base", "told"),
    [
        ("tidak-ada", "SCN001 base: there is no scenario of this name and no such file"),
        ("tidak-ada.yaml", "SCN001 base: there is no such file; check its name and folder, line 5"),
        ("turunan.yaml", "SCN035 base: this file is its own base, by way of others perhaps; name a scenario"),
    ],
)
def test_a_base_that_cannot_be_is_told(folder: Path, base: str, told: str):
    (said,) = problems(folder, "", base)
    assert said.startswith(told)


def test_two_files_that_are_each_others_base(folder: Path):
    (folder / "lain.yaml").write_text(HEAD.replace("turunan", "lain") + "base: turunan.yaml\n", encoding="utf-8")
    (said,) = problems(folder, "", "lain.yaml")
    assert said.startswith("SCN035 base -> base: this file is its own base")


def test_a_fault_of_the_base_is_told_at_the_line_that_names_it(folder: Path):
    (folder / "rusak.yaml").write_text("simptsp: 1\nname: rusak\n", encoding="utf-8")
    said = problems(folder, "", "rusak.yaml")
    assert len(said) >= 3
    assert all(each.startswith("SCN011 ") for each in said)


def test_uncertain_inputs_stand_in_place_of_those_of_the_base(folder: Path):
    at = "  - {at: horizon.days, knowledge: {distribution: uniform, low: 2, high: 6}, source: assumed}\n"
    middle = derived(folder, f"uncertain:\n{at}", name="tengah")
    assert [each.at for each in middle.spec.uncertain] == ["horizon.days"]
    assert derived(folder, "", base="tengah.yaml").spec.uncertain == middle.spec.uncertain
    assert derived(folder, "uncertain: []\n", base="tengah.yaml").spec.uncertain == []


def test_all_faults_of_the_changes_are_told_at_once(folder: Path):
    text = """changes:
  - set: {horizon.days: 3}
  - source: assumed
    set: {stasiun.days: 3}
  - source: tidak-ada
    set: {horizon.days: 4}
"""
    assert [(each[:7], each[-6:]) for each in problems(folder, text)] == [
        ("SCN030 ", "line 7"),
        ("SCN040 ", "line 9"),
        ("SCN031 ", "ine 10"),
    ]
