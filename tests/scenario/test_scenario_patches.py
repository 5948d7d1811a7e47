"""Changes to a scenario: what a path means, where the source goes, what stays as it was."""

import copy
from pathlib import Path
from typing import Any

import numpy as np
import pytest

from simulator.scenario import Scenario, ScenarioError, load_scenario

VALID = Path(__file__).with_name("valid")


@pytest.fixture
def office() -> Scenario:
    return load_scenario(VALID / "patches.yaml")


def sources(office: Scenario) -> dict[str, str]:
    return {number.path: number.source for number in office.inputs()}


def test_a_patch_changes_what_it_names_and_nothing_else(office: Scenario):
    patched = office.patched("satu-petugas-lagi")
    assert [len(each.resolved.stations[0].servers) for each in (office, patched)] == [2, 3]
    before, after = (each.spec.model_dump(exclude={"name", "title", "stations"}) for each in (office, patched))
    assert before == after
    assert patched.name == "patches-satu-petugas-lagi"
    assert patched.spec.title.en == "Changes – One more server"


def test_the_original_stays_as_it_was(office: Scenario):
    before = copy.deepcopy(office.data), office.spec.model_dump_json(), office.hash
    roster = [{"from": "08:00", "to": "12:00", "servers": 1}]
    changed = office.with_({"stations[meja].servers": None, "stations[meja].roster": roster})
    for name in office.spec.patches:
        office.patched(name)
    assert before == (office.data, office.spec.model_dump_json(), load_scenario(VALID / "patches.yaml").hash)
    # nor does the new one change with the value that was given
    roster[0]["servers"] = 9
    roster.append({})
    assert changed.data["stations"][0]["roster"] == [
        {"from": "08:00", "to": "12:00", "servers": 1, "source": "assumed"}
    ]


def test_the_name_of_a_patched_scenario_stays_within_its_limit(office: Scenario):
    long = office.with_({"name": "a" * 40})
    assert long.patched("satu-petugas-lagi").name == "a" * 40


def test_hours_shares_routes_and_blocks(office: Scenario):
    busy = office.patched("pagi-lebih-ramai").resolved.channels[0].hours
    assert {hour: share for hour, share in enumerate(busy) if share} == pytest.approx({8: 0.6, 9: 0.2, 10: 0.2})
    online = office.patched("semua-daring").resolved.case_classes[0]
    assert [len(route) for route in online.routes] == [0, 1]
    careful = office.patched("lebih-teliti")
    assert careful.resolved.stations[0].name == "meja"
    assert careful.spec.stations[0].title.en == "Careful desk"
    assert [route[0].checks[0].probability for route in careful.resolved.case_classes[0].routes] == [0.05, 0.02]


def test_new_numbers_get_the_source_of_the_patch_and_old_ones_keep_theirs(office: Scenario):
    original = sources(office)
    assert set(original.values()) == {"assumed"}
    expected = {
        "satu-petugas-lagi": {"stations[0].servers"},
        "jadwal-baru": {"stations[0].roster[0].servers"},  # the second shift brings its own
        "semua-daring": {
            "case_classes[0].channels.shares",
            "case_classes[0].routes.daring[0].service_time.mean_min",
        },
        "lebih-teliti": {
            "stations[0].service_time.mean_min",
            "stations[0].service_time.cv",
            "case_classes[0].routes.loket[0].rework.probability",
            "case_classes[0].routes.daring[0].rework.probability",
        },
    }
    for name, paths in expected.items():
        assert {path for path, source in sources(office.patched(name)).items() if source == "usulan"} == paths


def test_a_changed_number_leaves_the_sources_of_its_neighbours():
    office = load_scenario(VALID / "sources.yaml")
    before = sources(office)
    path = "case_classes[0].routes.loket[0].service_time.mean_min"
    after = sources(office.with_({path: 11}))
    assert before.pop(path) == "artikel"
    assert after.pop(path) == "assumed"
    assert after == before


@pytest.mark.parametrize(
    ("changes", "path", "source"),
    [
        ({"horizon": {"days": 3}}, "horizon.days", "usulan"),
        ({"targets": {"waiting_time_min": 3, "source": "assumed"}}, "targets.waiting_time_min", "assumed"),
        ({"stations[0].service_time.mean_min": 3}, "stations[0].service_time.mean_min", "usulan"),
        ({"channels[0].arrival_profile": {"hourly": {"8": 1}}}, None, None),
        ({"channels[0].arrival_profile": {"hourly": {8: 1}}}, "channels[0].arrival_profile.hourly", "usulan"),
        ({"channels[1].arrival_profile": {"hourly": {8: 1}}}, "channels[1].arrival_profile.hourly", "usulan"),
        (
            {"stations[0].patience": {"distribution": "exponential", "mean_min": 9}},
            "stations[0].patience.mean_min",
            "usulan",
        ),
    ],
)
def test_the_source_of_a_new_block(office: Scenario, changes: dict[str, Any], path: str | None, source: str | None):
    if path is None:  # an hour is a number, in a file too
        with pytest.raises(ScenarioError, match=r"'8' is not possible here; it must be a whole number"):
            office.with_(changes, source="usulan")
        return
    assert sources(office.with_(changes, source="usulan"))[path] == source


@pytest.mark.parametrize(
    ("changes", "listed"),
    [
        # one number of a mapping: the whole mapping is one input, and its block says where it comes from
        ({"case_classes[nib].arrivals.months[12]": 2}, {"case_classes[0].arrivals.months"}),
        ({"case_classes[nib].arrivals.weekdays.fri": 2}, {"case_classes[0].arrivals.weekdays"}),
        ({"case_classes[nib].brought.keliling": 2}, {"case_classes[0].brought"}),
        ({"channels[loket].on_failure.switch.daring": 0.375}, {"channels[0].on_failure.switch"}),
        (
            {
                "case_classes[nib].channels.by_segment.mikro.loket": 0.25,
                "case_classes[nib].channels.by_segment.mikro.daring": 0.5,
            },
            {"case_classes[0].channels.by_segment"},
        ),
        (
            {"case_classes[nib].channels.by_segment.mikro": {"loket": 1}},
            {"case_classes[0].channels.by_segment"},
        ),
        # one number of one block of a mapping
        ({"case_classes[izin].channels.logit.biro.travel_h": 1}, {"case_classes[1].channels.logit.biro.travel_h"}),
        (
            {"case_classes[izin].channels.logit.biro": {"constant": 1}},
            {"case_classes[1].channels.logit.biro.constant"},
        ),
        ({"calendars.kantor.open[0].to": "16:00"}, set()),
        ({"calendars.sabtu": {"open": [{"days": ["sat"], "from": "08:00", "to": "12:00"}]}}, set()),
        (
            {"population.districts[pulau].literacy.low": 0.375, "population.districts[pulau].literacy.middle": 0.5},
            {"population.districts[1].literacy.low", "population.districts[1].literacy.middle"},
        ),
    ],
)
def test_the_source_of_a_number_in_a_mapping(changes: dict[str, Any], listed: set[str]):
    office = load_scenario(VALID / "people.yaml")
    sourced = office.with_({"sources": {"usulan": {"mark": "measured", "cite": "Counted"}}})
    changed = sourced.with_(changes, source="usulan")
    assert {path for path, source in sources(changed).items() if source == "usulan"} == listed
    assert changed.hash != office.hash
    assert set(sources(sourced).values()) == {"assumed"}


def test_a_whole_list_of_parts_can_be_given(office: Scenario):
    stations = copy.deepcopy(office.data["stations"])
    del stations[0]["source"]
    changed = office.with_(stations=stations, source="usulan")
    assert {source for path, source in sources(changed).items() if path.startswith("stations")} == {"usulan"}
    assert changed.hash == office.hash
    item = office.with_({"stations[meja]": stations[0]}, source="usulan")
    assert sources(item) == sources(changed)


def test_numbers_of_numpy_and_tuples_are_as_good_as_python_s(office: Scenario):
    numpy = office.with_({"stations[meja].servers": np.int64(3), "targets.waiting_time_min": np.float64(10)})
    assert numpy.hash == office.with_({"stations[meja].servers": 3, "targets.waiting_time_min": 10.0}).hash
    assert type(numpy.data["stations"][0]["servers"]) is int
    times = {"distribution": "empirical", "values_min": tuple(np.linspace(1, 3, 3))}
    assert office.with_({"stations[meja].service_time": times}).spec.stations[0].service_time.values_min == [1, 2, 3]


def test_an_empty_value_removes_an_optional_field():
    office = load_scenario(VALID / "rework-and-priority.yaml")
    patient = office.with_({"stations[depan].patience": None, "stations[depan].balk_at_queue": None}).resolved
    assert (patient.stations[0].patience, patient.stations[0].balk_at_queue) == (None, -1)
    with pytest.raises(ScenarioError, match=r"SCN012 horizon.days: an empty field is not possible here"):
        office.with_({"horizon.days": None})


def test_changes_can_follow_each_other(office: Scenario):
    both = office.patched("satu-petugas-lagi").patched("tanpa-gangguan")
    assert len(both.resolved.stations[0].servers) == 3
    assert both.resolved.outages == ()


def test_a_patch_that_no_longer_fits_says_so_when_it_is_used(office: Scenario):
    calm = office.patched("tanpa-gangguan")
    with pytest.raises(ScenarioError, match=r"SCN040 outages\[oss\].down: there is no item 'oss' in this list"):
        calm.patched("setengah-hari")


def test_an_unknown_patch(office: Scenario):
    with pytest.raises(ScenarioError, match=r"SCN021 patches.tanpa-ganguan: .*; did you mean 'tanpa-gangguan'\?"):
        office.patched("tanpa-ganguan")


@pytest.mark.parametrize(
    ("path", "words"),
    [
        ("", "this is not a path"),
        ("stations[meja", "this is not a path"),
        ("stations meja", "this is not a path"),
        ("stations..servers", "this is not a path"),
        ("station[meja].servers", "there is no 'station' on this path; did you mean 'stations'?"),
        ("stations[7].servers", "there is no item '7' in this list; possible are: meja"),
        ("stations[-1].servers", "there is no item '-1' in this list"),
        (f"stations[{'9' * 5000}].servers", "there is no item '9999"),
        ("stations[²].servers", "there is no item '²' in this list"),
        ("stations[meja].servers.x", "there is no 'x' inside 2; end the path before it"),
        ("stations[meja].patience.mean_min", "there is no 'patience' on this path"),
        ("horizon.days.hours.minutes", "there is no 'hours' inside 2; end the path before it"),
    ],
)
def test_a_path_that_leads_nowhere(office: Scenario, path: str, words: str):
    with pytest.raises(ScenarioError) as caught:
        office.with_({path: 3})
    (problem,) = caught.value.problems
    assert (problem.code, problem.path, problem.line) == ("SCN040", path, None)
    assert words in problem.message


def test_all_wrong_paths_are_told_at_once(office: Scenario):
    with pytest.raises(ScenarioError) as caught:
        office.with_({"stations[a].servers": 1, "stations[meja].servers": 2, "stations[b].servers": 3})
    assert [problem.path for problem in caught.value.problems] == ["stations[a].servers", "stations[b].servers"]


def test_a_value_that_does_not_fit(office: Scenario):
    with pytest.raises(ScenarioError, match=r"^SCN012 horizon: 3 is not possible here; it must be a block"):
        office.with_(horizon=3)
    with pytest.raises(ScenarioError, match=r"^SCN010 stations\[0\].serverz: .*did you mean 'servers'"):
        office.with_({"stations[meja].serverz": 3})
    with pytest.raises(ScenarioError, match=r"^SCN031 stations\[0\].source.servers: 'usul' is not listed"):
        office.with_({"stations[meja].servers": 3}, source="usul")


def test_plus_adds_an_item_so_that_patches_together_each_keep_theirs():
    office = load_scenario("kabupaten-menengah")

    def item(name: str) -> dict:
        return {"name": name, "title": {"id": name, "en": name}, "amount": 5, "per": "once"}

    one = office.with_({"costs.items[+]": item("satu")})
    both = one.with_({"costs.items[+]": item("dua")})
    usual = [each.name for each in office.spec.costs.items]
    assert [each.name for each in both.spec.costs.items] == [*usual, "satu", "dua"]
    assert [each.name for each in office.spec.costs.items] == usual
    assert [each.source for each in both.inputs() if each.value == 5 and "costs" in each.path] == ["assumed"] * 2
    with pytest.raises(ScenarioError, match=r"SCN040 costs.items\[\+\].amount: \[\+\] must end the path"):
        office.with_({"costs.items[+].amount": 5})


def test_the_priority_of_a_class_with_a_permit_can_be_changed():
    office = load_scenario("kabupaten-menengah")
    changed = office.with_({"case_classes[nib-rendah].priority": 1})
    assert changed.spec.case_classes[0].priority == 1
    assert changed.with_({"case_classes[nib-rendah].priority": 2}).hash == office.hash
