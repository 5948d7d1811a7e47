"""Levers: what their levels change, and what is told of one that cannot work."""

from typing import Any

import pytest

from simulator.experiments.levers import Lever, LeverSpec, changes_of, check_levers
from simulator.scenario import Scenario, ScenarioError, load_scenario

MORNING = "stations[loket-pelayanan].roster[0].servers"


@pytest.fixture(scope="module")
def office() -> Scenario:
    return load_scenario("kantor-sehari")


def levers(office: Scenario, *specs: dict[str, Any]) -> list[Lever]:
    return check_levers([LeverSpec.model_validate(spec) for spec in specs], office, ("levers",))


def faults(office: Scenario, *specs: dict[str, Any]) -> list[tuple[str, str]]:
    """Code and path of each problem."""
    with pytest.raises(ScenarioError) as caught:
        levers(office, *specs)
    return [(problem.code, problem.path) for problem in caught.value.problems]


def test_set_writes_the_level_at_every_path(office: Scenario):
    (lever,) = levers(office, {"name": "a", "set": ["stations[loket-pelayanan].roster[*].servers"], "levels": [5, 6]})
    assert lever.changes(office, 6) == {f"stations[loket-pelayanan].roster[{shift}].servers": 6 for shift in range(3)}


def test_add_and_times_start_from_what_the_base_has(office: Scenario):
    more, busier = levers(
        office,
        {"name": "more", "add": [MORNING], "levels": [1]},
        {"name": "busier", "times": ["case_classes[*].arrivals.per_day"], "range": {"low": 0.5, "high": 2}},
    )
    assert more.changes(office, 1) == {MORNING: 3}
    assert isinstance(more.changes(office, 1.0)[MORNING], int), "servers stay whole"
    assert busier.changes(office, 1.5) == {
        f"case_classes[{place}].arrivals.per_day": per_day * 1.5 for place, per_day in enumerate((27, 3, 15, 20))
    }
    both = changes_of([more, busier], office, {"more": 1, "busier": 0.5})
    changed = office.with_(both)
    assert changed.spec.stations[0].roster[0].servers == 3
    assert [each.arrivals.per_day for each in changed.spec.case_classes] == [13.5, 1.5, 7.5, 10]
    assert office.spec.stations[0].roster[0].servers == 2, "the base stays as it is"


def test_patches_are_levels_and_none_changes_nothing(office: Scenario):
    (lever,) = levers(office, {"name": "a", "patches": ["none", "satu-loket-tambahan"]})
    assert (lever.levels, lever.n_levels) == (("none", "satu-loket-tambahan"), 2)
    assert lever.changes(office, "none") == {}
    assert office.with_(lever.changes(office, "satu-loket-tambahan")).hash == (
        office.with_(office.spec.patches["satu-loket-tambahan"].changes).hash
    )


def test_every_level_has_the_same_part_of_the_shares(office: Scenario):
    words, whole, real = levers(
        office,
        {"name": "a", "patches": ["none", "tanpa-gangguan"]},
        {"name": "b", "set": ["stations[verifikasi].roster[0].servers"], "range": {"low": 2, "high": 5, "whole": True}},
        {"name": "c", "set": ["targets.waiting_time_min"], "range": {"low": 10, "high": 20}},
    )
    shares = [place / 8 for place in range(9)]
    assert [words.level_at(share) for share in shares] == ["none"] * 4 + ["tanpa-gangguan"] * 5
    assert [whole.level_at(share) for share in shares] == [2, 2, 3, 3, 4, 4, 5, 5, 5]
    assert [real.level_at(share) for share in (0, 0.25, 1)] == [10, 12.5, 20]
    assert (words.n_levels, whole.n_levels, real.n_levels) == (2, 4, None)
    assert [words.position_at(share) for share in shares] == [0] * 4 + [1] * 5
    assert [whole.position_at(share) * 3 for share in shares] == [0, 0, 1, 1, 2, 2, 3, 3, 3]
    assert [real.position_at(share) for share in shares] == shares


def test_a_lever_of_one_level_stays_where_it_is(office: Scenario):
    (lever,) = levers(office, {"name": "a", "set": [MORNING], "levels": [3]})
    assert {(lever.level_at(share), lever.position_at(share)) for share in (0, 0.4, 1)} == {(3, 0)}


@pytest.mark.parametrize(
    ("spec", "code", "path"),
    [
        ({"set": [MORNING], "add": [MORNING], "levels": [1]}, "SCN020", "levers[0]"),
        ({"levels": [1]}, "SCN020", "levers[0]"),
        ({"set": [MORNING]}, "SCN020", "levers[0]"),
        ({"set": [MORNING], "levels": [1], "range": {"low": 1, "high": 2}}, "SCN020", "levers[0]"),
        ({"set": [MORNING], "range": {"low": 2, "high": 2}}, "SCN014", "levers[0].range"),
        ({"set": [MORNING], "range": {"low": 1.5, "high": 3, "whole": True}}, "SCN014", "levers[0].range"),
        ({"patches": ["none", "tanpa-macet"]}, "SCN021", "levers[0].patches[1]"),
        ({"patches": ["none"], "levels": [1]}, "SCN020", "levers[0]"),
        ({"set": ["stations[loket].roster[0].servers"], "levels": [1]}, "SCN040", "levers[0].set[0]"),
        ({"add": ["stations[*].name"], "levels": [1]}, "SCN012", "levers[0].add[0]"),
        ({"times": ["horizon.days", "stations[*].servers"], "levels": [1]}, "SCN040", "levers[0].times[1]"),
        ({"times": ["horizon.days"], "levels": [1, "two"]}, "SCN012", "levers[0].levels"),
        ({"times": ["name[*]"], "levels": [1]}, "SCN040", "levers[0].times[0]"),
    ],
)
def test_what_cannot_work_is_told_at_its_place(office: Scenario, spec: dict[str, Any], code: str, path: str):
    assert faults(office, {"name": "a", **spec})[0] == (code, path)


def test_every_lever_is_looked_at(office: Scenario):
    wrong = {"set": ["nothing.here"], "levels": [1]}
    assert [path for _, path in faults(office, {"name": "a", **wrong}, {"name": "b", **wrong})] == [
        "levers[0].set[0]",
        "levers[1].set[0]",
    ]


def test_two_levers_must_not_have_one_name_or_one_place(office: Scenario):
    one = {"name": "a", "set": [MORNING], "levels": [1, 2]}
    assert ("SCN022", "levers") in faults(office, one, {**one, "set": ["horizon.days"]})
    assert faults(office, one, {"name": "b", "patches": ["none", "satu-loket-tambahan"]}) == [("SCN020", "levers[1]")]
    inside = {"name": "b", "set": ["stations[loket-pelayanan].roster"], "levels": ["x"]}
    assert faults(office, one, inside) == [("SCN020", "levers[1]")]
