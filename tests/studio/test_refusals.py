"""What a scenario refuses is told in the planner's words beside the knob that caused it."""

import re

import pytest

from simulator.scenario import CODES, Problem, ScenarioError, load_scenario
from simulator.studio.knobs import knobs_of
from simulator.studio.offices import build
from simulator.studio.refusal_words import refusal_words
from simulator.studio.refusals import refusals
from simulator.studio.study import NOW, Base, Study
from simulator.teaching.words import Words

ID, EN = Words("id"), Words("en")
KABUPATEN = "kabupaten-menengah"


def faults(name: str, entries: dict[str, str], words: Words = ID) -> dict[str, str]:
    study = Study().based_on(Base(library=name))
    for key, text in entries.items():
        study = study.with_entry(NOW, key, text)
    found = build(study, NOW, words)
    assert found.scenario is None
    return dict(found.faults)


@pytest.mark.parametrize(
    ("name", "entries", "key", "said"),
    [
        (KABUPATEN, {"checks.incomplete[daring]": "3"}, "checks.incomplete[daring]", "95 dari 100"),
        (KABUPATEN, {"calendars[loket].from": "15.00"}, "calendars[loket].from", "sesudah jam buka"),
        ("meja-verifikasi", {"horizon.days": "3"}, "horizon.days", "masa simulasi terlalu pendek"),
        (KABUPATEN, {"horizon.days": "2", "targets.waiting_time_min": "9"}, "horizon.days", "layanan keliling"),
        (KABUPATEN, {"horizon.days": "2", "channels[keliling].every": "26"}, "channels[keliling].every", "layanan keliling"),
        ("kantor-sehari", {"horizon.days": "730", "demand.total": "100000"},
         "demand.total", "terlalu banyak"),
        (KABUPATEN, {"outages[oss].up.mean_min": "0,01"}, "outages[oss].up.mean_min", "antara"),
    ],
)  # fmt: skip
def test_a_refusal_stands_beside_the_knob_that_caused_it(
    name: str, entries: dict[str, str], key: str, said: str
) -> None:
    found = faults(name, entries)
    assert list(found) == [key]
    assert said.lower() in found[key].lower()


def test_a_ready_made_change_that_no_longer_fits_is_told_at_its_switch() -> None:
    office = load_scenario("kantor-sehari")
    short = office.with_({"stations[loket-pelayanan].roster": [{"from": "08:00", "to": "16:00", "servers": 2}]})
    with pytest.raises(ScenarioError) as error:
        short.patched("satu-loket-tambahan")
    told = refusals(error.value, short, knobs_of(short, ID), {"patch:satu-loket-tambahan": True}, ID)
    assert list(told) == ["patch:satu-loket-tambahan"]
    assert "diganti atau dihapus" in told["patch:satu-loket-tambahan"]


def test_a_policy_that_breaks_a_far_part_is_told_at_the_policy() -> None:
    office = load_scenario(KABUPATEN)
    problem = Problem("SCN011", "case_classes[0].details.loket[0].completeness_check.help_time", "missing")
    told = refusals(ScenarioError([problem]), office, knobs_of(office, ID), {"policies.incomplete_files": "help",
                                                                            "targets.waiting_time_min": 3}, ID)  # fmt: skip
    assert list(told) == ["policies.incomplete_files"]


def test_a_problem_that_is_near_no_knob_is_told_of_the_whole() -> None:
    office = load_scenario("kantor-sehari")
    values = {"targets.waiting_time_min": 3, "stations[verifikasi].people": 3}
    told = refusals(ScenarioError([Problem("SCN020", "stations[1]", "x")]), office, knobs_of(office, ID), values, ID)
    assert list(told) == [""]
    assert "SCN020" in told[""]
    assert "Pengisian mandiri di OSS" in told[""]


@pytest.mark.parametrize("words", [ID, EN])
def test_every_code_has_a_sentence_of_the_language(words: Words) -> None:
    office = load_scenario("kantor-sehari")
    paths = ("", "stations[0].roster", "stations[0].roster[1].servers", "case_classes", "calendars.loket.open[0]",
             "stations[99].servers", "horizon.days", "population.districts[7].aware", "nothing.here[3].x")  # fmt: skip
    assert len(CODES) >= 40
    for code in CODES:
        for path in paths:
            for of in (None, office):
                sentence = refusal_words(Problem(code, path, "it must be less"), words, of)
                assert sentence[-1] == "."
                assert "{" not in sentence
                assert "it must be" not in sentence
                other = r"\b(yang|dan|harus|tidak)\b" if words is EN else r"\b(the|must|and|not)\b"
                assert not re.search(other, sentence)
