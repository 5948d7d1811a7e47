"""The library as cards, and what is said of an office before it is chosen."""

import re
from html import escape, unescape
from types import SimpleNamespace

import pytest

from simulator.scenario import ASSUMED, Scenario, library_names, load_scenario
from simulator.studio.assumed import about, assumptions, by_kind, kinds_of_data
from simulator.studio.library import assumed_sentence, beginning, is_whole_office, library_cards, office_facts, people
from simulator.teaching.words import Words

ID, EN = Words("id"), Words("en")


@pytest.fixture(scope="module")
def offices() -> dict[str, Scenario]:
    found = {name: load_scenario(name) for name in library_names()}
    assert len(found) >= 15
    return found


def test_every_scenario_of_the_library_has_one_card_with_all_it_shows():
    for words in (ID, EN):
        cards = library_cards(words)
        assert sorted(card.key for card in cards) == library_names()
        for card in cards:
            assert card.title
            assert card.text.endswith(".")
            assert card.note
            assert len(card.facts) == 5
            assert all(label and value for label, value in card.facts)


def test_offices_to_plan_for_stand_first_and_take_several_kinds_of_application_by_several_channels(offices):
    cards = library_cards(ID)
    whole = [card.key for card in cards if card.is_whole]
    assert {"kabupaten-menengah", "pedesaan-sumatra", "terpencil", "kota-industri", "mpp", "kantor-sehari"} <= set(
        whole
    )
    assert [card.key for card in cards][: len(whole)] == whole
    assert whole[0] == "kabupaten-menengah"
    for name, office in offices.items():
        is_whole = len(office.spec.channels) >= 2 and len(office.spec.case_classes) >= 2
        assert (name in whole) == is_whole


@pytest.mark.parametrize(("channels", "classes", "is_whole"), [(1, 4, False), (4, 1, False), (2, 2, True)])
def test_an_office_to_plan_for_needs_both_several_channels_and_several_kinds_of_application(
    channels, classes, is_whole
):
    spec = SimpleNamespace(channels=["a"] * channels, case_classes=["b"] * classes)
    assert is_whole_office(SimpleNamespace(spec=spec)) is is_whole


def test_the_share_of_assumptions_is_that_of_the_inputs(offices):
    for office in offices.values():
        marks = [one.mark for one in office.inputs()]
        assert (
            assumed_sentence(office, EN) == f"{marks.count(ASSUMED):,} of {len(marks):,} input numbers are assumptions."
        )


def test_a_card_says_how_few_counts_are_enough_to_begin_and_the_page_lists_them(offices):
    notes = {card.key: card.note for card in library_cards(ID)}
    for name, office in offices.items():
        counts = office.spec.measure_first
        assert (f"cukup {len(counts)} hitungan sendiri" in notes[name]) == bool(counts)
        assert all(escape(each.id) in about(office, ID) for each in counts)
    assert "cukup 6 hitungan sendiri" in notes["kabupaten-menengah"]


def test_the_page_of_an_office_shows_the_planners_counts_beside_the_example(offices):
    office = offices["kantor-sehari"]
    own = office.with_({"case_classes[nib].arrivals.per_day": 50})
    page = unescape(about(office, ID, own))
    assert "Hitungan Anda" in page
    assert "65" in page
    assert "88" in page
    assert "Hitungan Anda" not in about(office, ID)


def test_an_office_without_assumptions_is_said_to_have_none(offices):
    office = offices["meja-verifikasi"]
    known = type("Known", (), {"assumptions": lambda self: [], "inputs": office.inputs})()
    assert assumed_sentence(known, ID) == "Tidak ada angka yang hanya asumsi."


def test_people_are_persons_of_pools_and_positions_of_stations(offices):
    assert people(offices["kantor-sehari"]) == 2 + 2
    assert people(offices["pembaruan-sistem"]) == 4
    assert people(offices["kabupaten-menengah"]) == 2 + 1 + 2 + 1 + 2  # four pools, and the desk of the mobile service


def test_applications_a_day_count_hourly_rates_round_the_clock(offices):
    rates = [one.arrivals.per_hour for one in offices["meja-verifikasi"].spec.case_classes]
    assert rates == [19.2] or rates[0]
    day = dict(office_facts(offices["meja-verifikasi"], EN))["Applications a working day"]
    assert day == EN.number(24 * sum(rates), 0)


def test_a_beginning_that_says_little_takes_the_next_sentence():
    assert beginning("Dua minggu kerja. Empat petugas melayani di dua tempat dengan sistem yang diperbarui. Lagi.") == (
        "Dua minggu kerja. Empat petugas melayani di dua tempat dengan sistem yang diperbarui."
    )
    assert beginning("Pendek") == "Pendek."


@pytest.mark.parametrize("words", [ID, EN], ids=["id", "en"])
def test_an_office_says_what_it_is_not_and_what_to_count_first(offices, words):
    for office in offices.values():
        html = about(office, words)
        assert escape(getattr(office.spec.is_not, words.lang)) in html
        for each in office.spec.measure_first:
            assert escape(getattr(each, words.lang)) in html


@pytest.mark.parametrize("words", [ID, EN], ids=["id", "en"])
def test_every_assumption_is_listed_under_the_data_that_would_replace_it(offices, words):
    kinds = kinds_of_data(words)
    for office in offices.values():
        found = by_kind(office.assumptions())
        assert sum(map(len, found.values())) == len(office.assumptions())
        html = unescape(assumptions(office, words))
        for kind, inputs in found.items():
            title, data = kinds[kind]
            assert data in html
            of_kind = html[html.index(f"<summary>{title}: ") :].partition("</table>")[0]
            times = [int(n) for n in re.findall(r"\((\d+)×\)</td></tr>", of_kind)]
            rows = of_kind.count('<tr role="row"><th scope="row"')
            assert rows - len(times) + sum(times) == len(inputs)


def test_kinds_of_data_fit_what_they_are_for(offices):
    paths = {
        "case_classes[0].arrivals.per_day": "demand",
        "channels[0].arrival_profile.hourly": "demand",
        "staff[0].persons": "staff",
        "stations[3].roster[0].servers": "staff",
        "stations[0].service_time.mean_min": "service",
        "stations[0].balk_at_queue": "patience",
        "case_classes[0].routes.loket[0].rework.probability": "returns",
        "case_classes[0].details.loket[0].completeness_check.repair.time.cv": "returns",
        "outages[0].up.mean_min": "outages",
        "outages[0].backup.cost_per_month": "prices",
        "staff[0].cost_per_hour": "prices",
        "targets.waiting_time_min": "promises",
        "population.districts[0].aware": "population",
        "horizon.days": "",
    }
    one = offices["kantor-sehari"].assumptions()[0]
    for path, kind in paths.items():
        assert list(by_kind([type(one)(**{**vars(one), "path": path})])) == [kind]


def test_html_in_the_texts_of_an_own_office_stays_text():
    wild = "<img src=x onerror=alert(1)>"
    office = load_scenario("kantor-sehari")
    own = office.with_(
        {
            "description": {"id": wild, "en": wild},
            "is_not": {"id": wild, "en": wild},
            "measure_first": [{"id": wild, "en": wild}],
            "stations[verifikasi].title": {"id": wild, "en": wild},
        }
    )
    html = about(own, ID) + assumptions(own, ID)
    assert "<img" not in html
    assert html.count(escape(wild)) >= 4
