"""Whatever is typed into whichever knob gives an office or a sentence, never an error."""

import json
import random
from functools import lru_cache

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from simulator.scenario import library_names, load_scenario
from simulator.studio.knobs import Knob, knobs_of
from simulator.studio.offices import Built, build
from simulator.studio.study import LONGEST_TEXT, Base, Study
from simulator.teaching.words import Words

WORDS = Words("id"), Words("en")
SMALL = ("kantor-sehari", "kota-besar", "oss-macet")
ALL = tuple(library_names())

WILD = st.sampled_from(
    ["", " ", "abc", "-3", "-0", "10000", "1e9", "1/2", "0,5", "0.5", "١٢", "²", "∞", "nan", "<script>alert(1)</script>",
     "<b>3</b>", "9" * LONGEST_TEXT, "," * LONGEST_TEXT, ";" * 300, "00:00", "24.00", "24.01", "99.99", "senin", "Mon; tue",
     "31-02-2026", "2026-01-15", "0-0-0", "9999-12-31", "1", "0", "null", "None", "{}", "%", "50%", "\0", "🙂"]
) | st.text(max_size=30)  # fmt: skip


@lru_cache
def knobs_by_name(name: str) -> tuple[Knob, ...]:
    return tuple(knob for group in knobs_of(load_scenario(name), WORDS[0]) for knob in group.knobs)


def built(name: str, entries: dict[str, str], words: Words) -> Built:
    return build(Study().based_on(Base(library=name)).with_plan("A", entries), "p1", words)


def assert_told(found: Built, name: str, entries: dict[str, str]) -> None:
    """An office, or why there is none, at knobs that were typed into."""
    assert (found.scenario is None) == bool(found.faults)
    assert set(found.faults) <= {*entries, ""}
    assert json.loads(json.dumps(found.changes)).keys() == found.changes.keys()
    for sentence in found.faults.values():
        assert 10 < len(sentence) < 300
        assert sentence[-1] in ".?!"
        assert not any(text in sentence for text in entries.values() if "<" in text)


@settings(deadline=None, max_examples=120, suppress_health_check=[HealthCheck.too_slow])
@given(st.sampled_from(SMALL), st.data(), st.sampled_from(WORDS))
def test_wild_input_gives_a_sentence_or_an_office(name: str, data: st.DataObject, words: Words) -> None:
    knob = data.draw(st.sampled_from(knobs_by_name(name)), label="knob")
    entries = {knob.key: data.draw(WILD, label="text")}
    assert_told(built(name, entries, words), name, entries)


@pytest.mark.verify
@settings(deadline=None, max_examples=500, suppress_health_check=[HealthCheck.too_slow])
@given(st.sampled_from(ALL), st.data(), st.sampled_from(WORDS))
def test_wild_input_gives_a_sentence_or_an_office_anywhere(name: str, data: st.DataObject, words: Words) -> None:
    knob = data.draw(st.sampled_from(knobs_by_name(name)), label="knob")
    entries = {knob.key: data.draw(WILD, label="text")}
    assert_told(built(name, entries, words), name, entries)


def likely(knob: Knob, luck: random.Random) -> str:
    """A text that the knob by itself would take."""
    kind = knob.kind
    control = kind.control()
    if kind.name == "number":
        low, high = kind.low, kind.high  # type: ignore[attr-defined]
        now = knob.now if knob.now is not None else low
        value = luck.choice([low, min(high, max(low, 2 * now)), max(low, now / 2), min(high, low + luck.random() * 20)])
        return kind.write(round(value) if kind.is_whole else value, WORDS[0])  # type: ignore[attr-defined]
    if kind.name == "choice":
        return str(luck.choice(control["options"])[0])
    if kind.name == "switch":
        return luck.choice("01")
    if kind.name == "roster":
        return ";".join(",".join(luck.choice(["", "1", "3"]) for _ in control["days"]) for _ in control["rows"])
    return luck.choice(["", "09.30", "14.00", "senin", "20-02-2026", "08.00; 13.00"])


def assert_combinations(name: str, seeds: range) -> None:
    for seed in seeds:
        luck = random.Random(seed)
        some = luck.sample(knobs_by_name(name), 5)
        entries = {knob.key: likely(knob, luck) for knob in some}
        assert_told(built(name, entries, WORDS[seed % 2]), name, entries)


@pytest.mark.parametrize("name", SMALL)
def test_five_knobs_together_never_fail(name: str) -> None:
    assert_combinations(name, range(60))


@pytest.mark.verify
@pytest.mark.parametrize("name", ALL)
def test_five_knobs_together_never_fail_anywhere(name: str) -> None:
    assert_combinations(name, range(50))


def test_a_study_with_wild_entries_keeps_them_as_they_were_typed() -> None:
    entries = {"stations[loket-pelayanan].people": "<b>tiga</b>", "unknown": "x", "stations[verifikasi].people": "-3"}
    found = built("kantor-sehari", entries, WORDS[0])
    assert found.scenario is None
    assert set(found.faults) == {"stations[loket-pelayanan].people", "stations[verifikasi].people", ""}
