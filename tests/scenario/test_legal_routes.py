"""The table of legal routes, and classes that take their steps and deadlines from it."""

from datetime import date
from itertools import product
from pathlib import Path
from typing import get_args

import pytest
from pydantic import ValidationError

from simulator.data import find_row, load
from simulator.scenario import ScenarioError, ScenarioSpec, load_scenario
from simulator.scenario.legal_routes import ROUTES, expand, legal_inputs, legal_routes, lodging
from simulator.scenario.people import Policy
from simulator.scenario.resolve_routes import holds, kept_steps
from simulator.scenario.schema import Policies

TABLE = legal_routes()
ROLES = set(load("regulations", "roles")["role"])
PERMITS = {"rendah", "menengah-rendah", "menengah-tinggi", "tinggi", "kkpr", "pbg", "pb-umku", "sicantik"}
ENTRIES = [(regime, name) for regime in TABLE.regimes for name in TABLE.regimes[regime].permits]


@pytest.fixture(scope="module")
def office():
    return load_scenario("kabupaten-menengah")


def route(office, case_class, channel):
    """Stations of a resolved route, by name."""
    resolved = office.resolved
    names = [station.name for station in resolved.stations]
    group = next(each for each in resolved.case_classes if each.name == case_class)
    place = [each.name for each in resolved.channels].index(channel)
    return [names[step.station] for step in group.routes[place]]


def resolved_class(office, name):
    return next(each for each in office.resolved.case_classes if each.name == name)


def test_every_regime_has_every_permit_so_that_one_switch_is_enough():
    assert set(TABLE.regimes) == {"oss-1x", "oss-rba", "pp-28-2025"}
    assert {name: set(regime.permits) for name, regime in TABLE.regimes.items()} == dict.fromkeys(
        TABLE.regimes, PERMITS
    )


def test_regimes_follow_each_other_without_a_day_between():
    old, risk, new = (TABLE.regimes[name] for name in ("oss-1x", "oss-rba", "pp-28-2025"))
    assert (risk.valid_from, new.valid_from, new.valid_to) == ("2021-07-02", "2025-06-05", None)
    assert risk.valid_to == "2025-10-04"  # the new system is in full operation the day after
    assert date.fromisoformat(risk.valid_from).toordinal() - date.fromisoformat(old.valid_to).toordinal() == 1
    assert (risk.in_force_on("2021-07-01"), risk.in_force_on("2021-07-02")) == (False, True)
    assert (risk.in_force_on("2025-10-04"), risk.in_force_on("2025-10-05")) == (True, False)
    assert new.in_force_on("2040-01-01")


@pytest.mark.parametrize(("regime", "name"), ENTRIES)
def test_each_number_of_the_table_has_a_source_and_each_role_is_explained(regime: str, name: str):
    permit = TABLE.regimes[regime].permits[name]
    assert find_row(permit.basis).table == "bases"
    for block in (*permit.legal, *permit.steps):
        if block.deadline_days is not None:
            limit = find_row(block.source)
            assert (limit.table, limit.unit) == ("limits", "working days")
            assert limit.bears_out(block.deadline_days)
    assert {step.station for step in permit.steps} <= ROLES


def test_the_tables_of_the_package_are_what_the_scenarios_take():
    steps, promises = load("regulations", "steps"), load("regulations", "promises")
    for regime, name in ENTRIES:
        permit = TABLE.regimes[regime].permits[name]
        here = steps[(steps["regime"] == regime) & (steps["permit"] == name)]
        assert list(here["role"]) == [step.station for step in permit.steps]
        assert list(here["deadline_days"].fillna(0)) == [step.deadline_days or 0 for step in permit.steps]
        legal = promises[(promises["regime"] == regime) & (promises["permit"] == name)]
        assert list(zip(legal["deadline_days"], legal["deemed_approval"], strict=True)) == [
            (each.deadline_days, each.deemed_approval) for each in permit.legal
        ]
    assert len(steps) >= 60


@pytest.mark.parametrize(("regime", "name"), ENTRIES)
def test_under_all_policies_a_permit_visits_each_station_once_and_starts_its_clock_once(regime: str, name: str):
    permit = TABLE.regimes[regime].permits[name]
    for switches in product((False, True), repeat=len(get_args(Policy))):
        policies = Policies(**dict(zip(get_args(Policy), switches, strict=True)))
        steps = kept_steps(permit.steps, policies)
        stations = [step.station for step in steps]
        assert stations
        assert len(set(stations)) == len(stations)
        has_deadline = any(holds(each.when, each.unless, policies) for each in permit.legal)
        assert sum(step.starts_clock for step in steps) == (has_deadline or "verifikasi" in stations)


def test_low_risk_is_issued_by_the_system_and_higher_risk_waits_for_people(office):
    assert route(office, "nib-rendah", "loket") == ["loket-pelayanan", "sistem-oss"]
    assert route(office, "nib-rendah", "daring") == ["portal-oss", "sistem-oss"]
    behind = ["sistem-oss", "verifikasi", "opd-teknis", "paraf", "persetujuan"]
    assert route(office, "menengah-tinggi", "klinik") == ["klinik", *behind]
    assert route(office, "tinggi", "biro-jasa") == ["portal-oss", *behind[:2], "tim-lapangan", *behind[2:]]


def test_a_channel_that_cases_only_switch_to_has_a_route_too(office):
    assert "daring" not in office.spec.case_classes[4].channels.shares
    assert route(office, "sip", "daring")[0] == "portal-oss"
    assert route(office, "kkpr", "keliling") == []


def test_one_change_of_the_regime_switches_every_class(office):
    old = office.patched("rezim-oss-1x")
    commitments = ["sistem-oss", "pemenuhan-komitmen", "verifikasi"]
    assert route(old, "nib-rendah", "loket") == ["loket-pelayanan", "sistem-oss"]
    for name in ("nib-menengah-rendah", "menengah-tinggi", "tinggi"):
        assert route(old, name, "loket")[1:4] == commitments
    assert resolved_class(old, "sip").deadline_days == 10
    assert not any(group.deemed_approval for group in old.resolved.case_classes)
    assert resolved_class(office, "sip").deadline_days == 5
    assert [group.name for group in office.resolved.case_classes if group.deemed_approval] == [
        "menengah-tinggi",
        "tinggi",
        "sip",
        "kkpr",
    ]


def test_the_clock_starts_at_the_system_since_pp_28_and_at_verification_before(office):
    def starts(scenario):
        steps = resolved_class(scenario, "menengah-tinggi").routes[0]
        return [scenario.resolved.stations[step.station].name for step in steps if step.starts_clock]

    assert starts(office) == ["sistem-oss"]
    assert starts(office.patched("rezim-oss-rba")) == ["verifikasi"]


def test_kkpr_takes_one_working_day_where_the_spatial_plan_is_integrated_and_20_elsewhere(office):
    assert resolved_class(office, "kkpr").deadline_days == 20
    assert route(office, "kkpr", "loket")[1:] == ["verifikasi", "pertek-bpn", "forum-tata-ruang", "persetujuan"]
    limits = [step.deadline_days for step in resolved_class(office, "kkpr").routes[0]]
    assert limits[2:4] == [10, 10]
    integrated = office.patched("rdtr-terintegrasi")
    assert resolved_class(integrated, "kkpr").deadline_days == 1
    assert route(integrated, "kkpr", "loket") == ["loket-pelayanan", "sistem-oss"]


def test_sicantik_is_typed_twice_and_signed_on_paper_unless_integrated_and_electronic(office):
    signing = ["tanda-tangan", "dipanggil", "pengambilan"]
    behind = ["verifikasi", "opd-teknis", "paraf"]
    assert route(office, "sip", "loket") == ["loket-pelayanan", "entri-ganda", *behind, *signing]
    single = office.patched("sicantik-terintegrasi")
    assert route(single, "sip", "loket") == ["loket-pelayanan", *behind, *signing]
    both = single.with_({"policies.electronic_signature": True})
    assert route(both, "sip", "loket") == ["loket-pelayanan", *behind, "tte"]


def step_at(office, case_class, channel, station):
    """A step of an expanded route, None if the route does not pass the station."""
    group = next(each for each in expand(office.spec).case_classes if each.name == case_class)
    return next((step for step in group.routes[channel] if step.station == station), None)


def test_details_of_the_office_complete_the_steps_of_the_law(office):
    assert step_at(office, "menengah-tinggi", "daring", "verifikasi").rework.back_to == "portal-oss"
    assert step_at(office, "menengah-tinggi", "daring", "sistem-oss").starts_clock
    details = office.data["case_classes"][5]["details"]["loket"]
    bpn = {"station": "pertek-bpn", "service_time": {"distribution": "deterministic", "mean_min": 60}}
    own = office.with_({"case_classes[kkpr].details.loket": [*details, bpn]})
    step = step_at(own, "kkpr", "loket", "pertek-bpn")
    assert (step.service_time.mean_min, step.deadline_days) == (60, 10)
    assert step.source["deadline_days"] == "regulations/kkpr-land-consideration"
    stricter = office.with_({"case_classes[kkpr].details.loket": [*details, {**bpn, "deadline_days": 8}]})
    assert step_at(stricter, "kkpr", "loket", "pertek-bpn").deadline_days == 8
    assert step_at(stricter, "kkpr", "daring", "pertek-bpn").deadline_days == 10


def test_details_of_a_station_that_the_regime_does_not_have_wait_for_one_that_does(office):
    desk = {"station": "verifikasi", "service_time": {"distribution": "deterministic", "mean_min": 7}}
    details = office.data["case_classes"][1]["details"]["loket"]
    own = office.with_({"case_classes[nib-menengah-rendah].details.loket": [*details, desk]})
    assert step_at(own, "nib-menengah-rendah", "loket", "verifikasi") is None
    old = own.patched("rezim-oss-1x")
    assert step_at(old, "nib-menengah-rendah", "loket", "verifikasi").service_time.mean_min == 7


def test_an_own_route_and_an_own_deadline_go_before_those_of_the_law(office):
    own = office.with_({"case_classes[sip].legal": {"deadline_days": 7}})
    assert (resolved_class(own, "sip").deadline_days, resolved_class(own, "sip").deemed_approval) == (7, False)
    details = {name: steps for name, steps in office.data["case_classes"][4]["details"].items() if name != "klinik"}
    desk = {"station": "informasi"}
    short = office.with_({"case_classes[sip].routes": {"klinik": [desk]}, "case_classes[sip].details": details})
    assert route(short, "sip", "klinik") == ["informasi"]
    assert route(short, "sip", "loket") == route(office, "sip", "loket")


def test_an_office_needs_only_the_stations_of_steps_that_exist_under_its_policies(office):
    unused = ("tte", "pemenuhan-komitmen")
    smaller = office.with_({"stations": [each for each in office.data["stations"] if each["name"] not in unused]})
    assert route(smaller, "sip", "loket") == route(office, "sip", "loket")
    with pytest.raises(ScenarioError, match=r"SCN052 case_classes\[4\].permit: .* needs a station named 'tte'"):
        smaller.patched("tanda-tangan-elektronik")


def test_numbers_of_the_law_are_listed_with_their_sources(office):
    numbers = {number.path: number for number in legal_inputs(office.spec)}
    sip = numbers["case_classes[4].legal.deadline_days"]
    assert (sip.value, sip.unit, sip.mark) == (5, "working days", "official")
    assert sip.cite == find_row("regulations/general-limit-2020").cite
    assert numbers["case_classes[2].legal.deadline_days"].mark == "assumed"
    land = numbers["case_classes[5].routes.loket[2].deadline_days"]
    assert (land.value, land.mark) == (10, "published")
    listed = [number.path for number in office.inputs()]
    assert len(set(listed)) == len(listed)
    assert numbers.keys() <= set(listed)
    assert {"case_classes[0].details.loket[0].service_time.mean_min"} <= set(listed)


def test_a_number_of_the_details_can_be_changed_by_the_path_under_which_it_is_listed(office):
    path = "case_classes[0].details.loket[0].service_time.mean_min"
    slower = office.with_({path: 12}, source="service/nib-help-bontang")
    assert {number.path: (number.value, number.source) for number in slower.inputs()}[path] == (
        12,
        "service/nib-help-bontang",
    )
    assert step_at(slower, "nib-rendah", "loket", "loket-pelayanan").service_time.mean_min == 12
    assert step_at(office, "nib-rendah", "loket", "loket-pelayanan").service_time.mean_min == 10
    assert slower.hash != office.hash


def test_a_scenario_without_permits_is_left_alone():
    spec = load_scenario("meja-verifikasi").spec
    assert expand(spec) is spec
    assert legal_inputs(spec) == []
    assert lodging(spec.case_classes[0], spec) == {}


def test_expanding_twice_is_expanding_once(office):
    once = expand(office.spec)
    assert expand(once) == once
    assert isinstance(once, ScenarioSpec)


def test_a_fault_in_the_table_is_told(tmp_path: Path):
    broken = tmp_path / "routes.yaml"
    text = ROUTES.read_text(encoding="utf-8")
    broken.write_text(text.replace("starts_clock: true", "start_clock: true", 1), encoding="utf-8")
    with pytest.raises(ValidationError, match="start_clock"):
        legal_routes(broken)
