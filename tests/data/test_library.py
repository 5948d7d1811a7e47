"""The scenario library: every number has a row of a data package or is assumed; cards and resolved forms are up to date."""

from pathlib import Path

import pytest
from library import kept_files, made_files, resolved_text

from simulator.data import find_row
from simulator.reports.inputs import mark_counts, mark_shares
from simulator.scenario import ASSUMED, LIBRARY, library_names, load_scenario

OFFICES = {
    *("kabupaten-menengah", "terpencil", "pedesaan-sumatra", "kota-industri", "mpp", "oss-2018-rollout", "nasional"),
    *("akta-bandung", "ktp-sigi", "sim-tabalong"),
}
NAMES = library_names()


@pytest.fixture(scope="module")
def made() -> dict[Path, str]:
    return made_files()


def test_the_offices_are_there():
    assert set(NAMES) >= OFFICES


@pytest.mark.parametrize("name", NAMES)
def test_each_number_has_a_row_or_is_assumed(name: str):
    inputs = load_scenario(name).inputs()
    assert inputs
    for number in inputs:
        assert number.source == ASSUMED or number.row == find_row(number.source), number.path
        assert number.is_borne_out, f"{number.path} is {number.value} {number.unit}, not as {number.row} says"


def test_a_number_that_its_row_does_not_bear_out_is_seen():
    office = load_scenario("kabupaten-menengah")
    changed = office.with_({"horizon.days": 29}, source="regulations/kkpr-approval")
    (number,) = [each for each in changed.inputs() if not each.is_borne_out]
    assert (number.path, number.row.value) == ("horizon.days", 20)


@pytest.mark.parametrize("name", NAMES)
def test_the_shares_of_the_marks_are_those_of_the_inputs(name: str):
    inputs = load_scenario(name).inputs()
    counts, shares = mark_counts(inputs), mark_shares(inputs)
    assert sum(counts.values()) == len(inputs)
    assert sum(shares.values()) == pytest.approx(1)
    assert counts[ASSUMED] == sum(number.mark == ASSUMED for number in inputs) >= 1


def test_cards_and_resolved_forms_are_what_make_data_writes(made: dict[Path, str]):
    assert made.keys() == kept_files()
    assert len(made) == 3 * len(NAMES)
    stale = [path.name for path, text in made.items() if path.read_text(encoding="utf-8") != text]
    assert stale == [], "run `make data`, and read the difference"


def test_another_number_gives_another_resolved_form(made: dict[Path, str]):
    office = load_scenario("meja-verifikasi")
    changed = office.with_({"stations[0].servers": 9})
    assert resolved_text(changed.resolved) != made[LIBRARY / "resolved" / "meja-verifikasi.json"]


@pytest.mark.parametrize("name", NAMES)
def test_a_card_says_all_that_it_should(name: str, made: dict[Path, str]):
    office = load_scenario(name)
    for lang in ("id", "en"):
        card = made[LIBRARY / "cards" / f"{name}.{lang}.md"]
        spec = office.spec
        for text in (spec.title, spec.description, spec.is_not, *spec.measure_first):
            assert getattr(text, lang) in card
        assert all(f"`{patch}`" in card for patch in spec.patches)
        assert office.hash[:12] in card
        assert not [text for text in ("None", "nan", "Undefined") if f" {text} " in card]
