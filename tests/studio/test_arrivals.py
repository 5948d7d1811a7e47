"""How many come: all together, permits alone, and each kind; and when."""

from typing import Any

import pytest

from simulator.scenario import load_scenario
from simulator.studio.knobs.arrivals import PERMITS, TOTAL
from simulator.studio.knobs.knob import Knob, find_knob
from simulator.studio.library import office_facts
from simulator.studio.notes import notes_of
from simulator.studio.offices import Built, build
from simulator.studio.study import NOW, Base, Study
from simulator.teaching.words import Words

ID, EN = Words("id"), Words("en")
BIG = "kabupaten-menengah"
NIB, ASKING = (f"case_classes[{name}].arrivals.per_day" for name in ("nib-rendah", "informasi"))
PEOPLE = "staff[petugas-loket].people"
DATES = ("demand.campaign.from", "demand.campaign.to")


def built(entries: dict[str, str], key: str = NOW, name: str = BIG, words: Words = ID) -> Built:
    study = Study().based_on(Base(name))
    if key == NOW:
        for knob, text in entries.items():
            study = study.with_entry(NOW, knob, text)
    else:
        study = study.with_plan("A", entries)
    return build(study, key, words)


def knob(key: str, name: str = BIG, words: Words = ID) -> Knob | None:
    return find_knob(built({}, name=name, words=words).groups, key)


def label(key: str, name: str = BIG) -> str:
    found = knob(key, name)
    assert found is not None
    return found.label


def rates(entries: dict[str, str]) -> tuple[float, float]:
    """Permits, and those who only ask."""
    found = built(entries)
    assert found.scenario is not None, found.faults
    classes = found.scenario.spec.case_classes
    return tuple(
        sum(one.arrivals.per_day or 0 for one in classes if bool(one.permit) is is_permit)
        for is_permit in (True, False)
    )  # type: ignore[return-value]


# ---- permits, and those who only ask


def test_a_total_with_those_who_only_ask_says_so_and_permits_have_a_field_of_their_own():
    assert "bertanya" in label(TOTAL)
    permits = knob(PERMITS)
    assert permits is not None
    assert permits.now == 42.8


@pytest.mark.parametrize("name", ["mpp", "terpencil", "kantor-sehari"])
def test_where_nobody_is_known_to_ask_only_there_is_one_total(name):
    assert "bertanya" not in label(TOTAL, name)
    assert knob(PERMITS, name) is None


def test_permits_alone_leave_those_who_only_ask_as_they_are():
    assert rates({PERMITS: "48"}) == pytest.approx((48, 50))
    assert rates({TOTAL: "48"}) == pytest.approx((48 * 42.8 / 92.8, 48 * 50 / 92.8))


def test_with_both_sums_the_rest_only_asks():
    assert rates({PERMITS: "48", TOTAL: "100"}) == pytest.approx((48, 52))
    found = built({PERMITS: "48", TOTAL: "40"})
    (said,) = found.faults.values()
    assert "paling banyak 40" in said


# ---- what a sum and its kinds come to


def test_a_sum_says_what_it_comes_to_once_a_kind_was_typed():
    notes = notes_of(built({NIB: "30,2"}), ID)
    assert notes == {
        TOTAL: "Menjadi 98 permohonan per hari kerja dengan isian per jenis.",
        PERMITS: "Menjadi 48 permohonan per hari kerja dengan isian per jenis.",
    }
    assert set(notes_of(built({ASKING: "40"}), ID)) == {TOTAL}


def test_permits_that_were_typed_say_what_each_of_them_and_the_total_come_to():
    notes = notes_of(built({PERMITS: "85,6", ASKING: "60"}), ID)
    assert notes[NIB].startswith("Menjadi 50 ")
    assert notes[TOTAL].startswith("Menjadi 145,6 ")
    assert ASKING not in notes
    assert PERMITS not in notes


def test_staff_of_a_plan_are_said_to_be_there_all_the_time_simulated():
    assert "(28 hari)" in notes_of(built({PEOPLE: "5"}, "p1"), ID)[PEOPLE]
    assert PEOPLE not in notes_of(built({PEOPLE: "5"}), ID)


# ---- dates in words


@pytest.mark.parametrize("words", [ID, EN])
@pytest.mark.parametrize(
    "text",
    ["1 Desember 2026", "1 december 2026", "1 Des 2026", "1-Dec-2026", "Dec 1, 2026", "1 Des. 2026", "December 1st, 2026",
     "2026-12-01", "1/12/2026", "01.12.2026"],
)  # fmt: skip
def test_a_date_is_read_in_words_and_in_digits(text: str, words: Words) -> None:
    assert read(text, words) == ("2026-12-01",)


@pytest.mark.parametrize(
    ("text", "month"),
    [("2 Agt 2026", 8), ("2 Agustus 2026", 8), ("2 Mei 2026", 5), ("2 May 2026", 5), ("2 Nop 2026", 11)],
)
def test_months_are_read_as_they_are_written_in_either_language(text: str, month: int) -> None:
    assert read(text, ID) == (f"2026-{month:02d}-02",)


@pytest.mark.parametrize("text", ["1 Desembar 2026", "31 Februari 2026", "Desember 2026", "1 Desember", "1 ma 2026"])
def test_what_is_no_date_is_refused(text: str) -> None:
    found = built({DATES[0]: text}, "p1")
    assert "Tulis satu tanggal" in found.faults[DATES[0]]


def test_several_dates_in_words_stand_beside_each_other():
    away = find_knob(built({}).groups, "stations[tanda-tangan].batch.away")
    assert away is not None
    assert away.kind.read("15 Januari 2026 dan 27 Jan 2026; 28-01-2026", ID) == (
        "2026-01-15",
        "2026-01-27",
        "2026-01-28",
    )


def read(text: str, words: Words) -> Any:
    date = knob(DATES[0], words=words)
    assert date is not None
    return date.kind.read(text, words)


def test_a_campaign_after_the_time_simulated_is_told_what_to_do():
    late = {DATES[0]: "1 Desember 2026", DATES[1]: "14 Desember 2026", "demand.campaign.factor": "1,6"}
    (said,) = built(late, "p1").cautions
    assert "Pilih tanggal antara 5 Januari 2026 dan 1 Februari 2026" in said
    assert "panjangkan masa simulasi" in said


def test_the_card_of_an_office_says_how_many_of_those_who_come_want_a_permit():
    assert ("Permohonan per hari kerja", "93, 43 di antaranya izin") in office_facts(load_scenario(BIG), ID)
    assert ("Permohonan per hari kerja", "8,5") in office_facts(load_scenario("terpencil"), ID)
