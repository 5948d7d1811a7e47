"""A scenario on one page: everything its file says, every number once, in both languages."""

import re

import pytest

from offices import exponential, office, station, steps
from simulator.reports.card import scenario_card
from simulator.reports.inputs import evidence_of
from simulator.scenario import Scenario, load_scenario


@pytest.fixture(scope="module")
def regency() -> Scenario:
    return load_scenario("kabupaten-menengah")


def counted(numbers: list[str]) -> int:
    """How many inputs a line of the card stands for."""
    return sum(int(match[1]) if (match := re.search(r" \((\d+)×\)$", text)) else 1 for text in numbers)


def small(**fields) -> Scenario:
    return office(
        stations=[station(servers=2, service_time=exponential(10))],
        case_classes=[
            {
                "name": "nib",
                "title": {"id": "NIB", "en": "NIB"},
                "source": "assumed",
                "arrivals": {"per_day": 30},
                "channels": {"shares": {"loket": 1}},
                "routes": {"loket": steps("one")},
            }
        ],
        **fields,
    )


@pytest.mark.parametrize("lang", ["id", "en"])
def test_each_input_is_counted_once(regency: Scenario, lang):
    parts = [part for each in evidence_of(regency, lang) for part in each.parts]
    assert sum(counted(list(part.numbers)) for part in parts) == len(regency.inputs())


def test_equal_numbers_of_a_part_stand_together():
    assumed = evidence_of(small(), "en")
    (part,) = [part for each in assumed for part in each.parts if part.path == "stations[one]"]
    assert part.numbers == ("servers 2", "service_time.mean_min 10 min")
    (part,) = [part for each in assumed for part in each.parts if part.path == "case_classes[nib]"]
    assert part.numbers == ("arrivals.per_day 30 cases/day", "channels.shares loket: 1")


def test_the_firmest_evidence_stands_first_and_assumptions_last():
    promise = {"deadline_days": 20, "deemed_approval": False}
    changed = small().with_({"case_classes[0].legal": promise}, source="regulations/kkpr-approval")
    assert [(each.mark, each.source) for each in evidence_of(changed, "en")] == [
        ("published", "regulations/kkpr-approval"),
        ("assumed", "assumed"),
    ]


@pytest.mark.parametrize(
    ("lang", "nothing", "said"),
    [
        ("id", "Skenario ini tidak menyebutkannya.", "Hanya contoh."),
        ("en", "The scenario does not say.", "An example only."),
    ],
)
def test_what_the_file_does_not_say_is_said_to_be_missing(lang, nothing: str, said: str):
    assert scenario_card(small(), lang).count(nothing) == 2
    told = small(
        is_not={"id": "Hanya contoh.", "en": "An example only."},
        measure_first=[{"id": "Tiket per jam.", "en": "Tickets by the hour."}],
    )
    card = scenario_card(told, lang)
    assert nothing not in card
    assert said in card
    assert "1. Ti" in card


def test_the_card_is_markdown_whose_tables_hold_together(regency: Scenario):
    for lang in ("id", "en"):
        rows = [line for line in scenario_card(regency, lang).splitlines() if line.startswith("|")]
        assert len(rows) >= 20
        widths = [line.count("|") for line in rows]
        assert set(widths) <= {3, 4}
        assert "**" not in " ".join(rows)


def test_an_assumption_with_a_reason_is_told_in_the_language_of_the_card(regency: Scenario):
    cards = {lang: scenario_card(regency, lang) for lang in ("id", "en")}
    assert "Median batas sabar sebelum meninggalkan antrean. perkiraan umum SimPTSP, tanpa sumber" in cards["id"]
    assert "General estimate" not in cards["id"]
    assert "General estimate of SimPTSP, no source (`service/patience`)" in cards["en"]
    reasoned = cards["en"].split("### Assumptions with a reason")[1].split("### Other assumptions")[0]
    assert reasoned.count("| ") >= 20
    assert "`service/patience`" not in cards["en"].split("### Other assumptions")[1]
