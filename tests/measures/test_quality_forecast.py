"""The forecast index by hand: its mapping, who is asked, outages that cases met, letters; and signs of maladministration."""

from pathlib import Path

import numpy as np
import pandas as pd
import pytest

from hand_log import WIDE, hand_log, unchecked_log
from simulator.data import load
from simulator.measures.quality import (
    DRIVERS,
    Effect,
    MappingError,
    QualityMapping,
    answer_table,
    elements,
    expected_answers,
    forecast_table,
    letter_table,
    outages_met,
    published_mapping,
    read_mapping,
    risk_indicators,
    risk_table,
    unseen_drivers,
)
from simulator.measures.quality.mapping import PUBLISHED

NAMES = list(elements())
BASE = dict.fromkeys(NAMES, 3.0)
CASE = {
    "replication": 0, "channel": "counter", "waited_min": 0.0, "trips": 1, "returns": 0, "is_refused": False,
    "gave_up": False, "departed": True, "deemed_approved": False, "outcome": "on_time", "lateness_days": 0.0,
    "outage_met": False, "has_fee": False, "is_remote": False, "was_helped": False,
}  # fmt: skip


def table(*cases: dict[str, object]) -> pd.DataFrame:
    return pd.DataFrame([CASE | case for case in cases], columns=list(CASE))


def mapping(*effects: Effect) -> QualityMapping:
    return QualityMapping(BASE, effects)


@pytest.mark.parametrize(
    ("driver", "case", "amount"),
    [
        ("hours_over_promise", {"waited_min": 90.0}, 1.0),
        ("hours_over_promise", {"waited_min": 30.0}, 0.0),
        ("late", {"outcome": "late"}, 1),
        ("late", {"outcome": "missed"}, 1),
        ("late", {"outcome": "deemed_approved"}, 1),
        ("late", {"outcome": "left_out"}, 0),
        ("late", {"outcome": None}, 0),
        ("days_late", {"lateness_days": 3.0}, 3),
        ("days_late", {"lateness_days": np.nan}, 0),
        ("extra_trips", {"trips": 3}, 2),
        ("extra_trips", {"trips": 0}, 0),
        ("returns", {"returns": 2}, 2),
        ("refused", {"is_refused": True}, 1),
        ("gave_up", {"gave_up": True}, 1),
        ("unfinished", {"departed": False}, 1),
        ("unfinished", {"departed": False, "gave_up": True}, 0),
        ("unfinished", {"departed": False, "deemed_approved": True}, 0),
        ("deemed_approved", {"deemed_approved": True}, 1),
        ("outage_met", {"outage_met": True}, 1),
        ("fee_paid", {"has_fee": True}, 1),
        ("remote", {"is_remote": True}, 1),
        ("helped", {"was_helped": True}, 1),
    ],
)
def test_each_experience_moves_its_element_alone(driver, case, amount):
    answers = expected_answers(table(case), mapping(Effect("product", driver, -0.1)), promise_min=30)
    assert answers.loc[0, "product"] == pytest.approx(3 - 0.1 * amount)
    assert answers.drop(columns="product").eq(3).all(axis=None)


def test_every_experience_is_tested_above():
    marks = test_each_experience_moves_its_element_alone.pytestmark[0]
    assert {case[0] for case in marks.args[1]} == set(DRIVERS)


def test_effects_add_up_are_bounded_and_answers_stay_on_the_scale():
    effects = (Effect("cost", "returns", -0.2, most=2), Effect("cost", "extra_trips", -0.5))
    answers = expected_answers(table({"returns": 5, "trips": 2}, {"trips": 9}, {}), mapping(*effects), 0)
    assert answers["cost"].tolist() == pytest.approx([3 - 0.4 - 0.5, 1.0, 3.0])
    best = expected_answers(table({"was_helped": True}), mapping(Effect("cost", "helped", 3.0)), 0)
    assert best.loc[0, "cost"] == 4


def test_what_the_table_does_not_tell_moves_nothing_and_is_named():
    effects = mapping(Effect("cost", "helped", 0.5), Effect("cost", "returns", -0.5))
    cases = table({"returns": 1, "was_helped": True}).drop(columns="was_helped")
    assert unseen_drivers(cases, effects) == ("helped",)
    assert expected_answers(cases, effects, 0).loc[0, "cost"] == 2.5


def test_only_those_who_departed_are_asked():
    """Who departs answers 3 (75 points); who gives up answers 1 to all: 25 points. All: (75 · 3 + 25) / 4 = 62.5."""
    effects = mapping(*(Effect(name, "gave_up", -2.0) for name in NAMES))
    gone = {"gave_up": True, "departed": False}
    cases = table({}, {}, {}, gone, {"replication": 2} | gone)
    found = forecast_table(cases, effects, 0, [0, 1, 2])
    assert found.iloc[0].tolist() == [0, 3, 4, 75, 62.5, 12.5]
    assert found.loc[1, ["asked", "came"]].tolist() == [0, 0]
    assert found.loc[1, ["index_asked", "index_all", "survivor_effect"]].isna().all()
    assert found.loc[2, "index_all"] == 25
    assert np.isnan(found.loc[2, "survivor_effect"])
    answers = answer_table(cases, effects, 0, [0])
    assert answers["answer_asked"].tolist() == [3] * 9
    assert answers["answer_all"].tolist() == [2.5] * 9


def test_the_share_that_answers_weighs_channels():
    effects = mapping(*(Effect(name, "remote", -1.0) for name in NAMES))
    cases = table({}, {"channel": "online", "is_remote": True})
    found = forecast_table(cases, effects, 0, [0], {"online": 0.25})
    assert found.loc[0, ["asked", "index_asked"]].tolist() == [1.25, pytest.approx((75 + 0.25 * 50) / 1.25)]
    assert found.loc[0, "index_all"] == 62.5
    with pytest.raises(ValueError, match="from 0 to 1"):
        forecast_table(cases, effects, 0, [0], {"online": 2})


def test_letters_over_replications():
    """Wilson's interval of 2 in 4 with z = 1.96: (0.5 ± 0.49 · 0.86…)/…; its ends are 0.150 and 0.850."""
    found = letter_table(pd.DataFrame({"index_asked": [90.0, 88.304, 88.305, 80.0, np.nan], "index_all": [np.nan] * 5}))
    asked = found[found["of"] == "asked"].set_index("letter")
    assert asked["share"].to_dict() == {"A": 0.5, "B": 0.5, "C": 0.0, "D": 0.0}
    assert asked.loc["A", ["low", "high"]].tolist() == pytest.approx([0.15004, 0.84996], abs=1e-5)
    assert asked.loc["C", ["low", "high"]].tolist() == pytest.approx([0, 0.48990], abs=1e-4)
    assert set(asked["n"]) == {4}
    assert found.loc[found["of"] == "all", ["share", "low", "high"]].isna().all(axis=None)


def test_an_empty_table_of_cases():
    found = forecast_table(table(), published_mapping(), 30, [0, 1])
    assert found[["asked", "came"]].eq(0).all(axis=None)
    assert found["index_all"].isna().all()


def test_the_published_mapping_is_assumed_and_says_what_nothing_moves():
    rows = load("skm", "forecast")
    assert set(rows["mark"]) == {"assumed"}
    read = published_mapping()
    assert len(read.effects) + 9 == len(rows)
    assert list(read.base) == NAMES
    assert read.unmoved == ("competence", "behaviour", "complaints")
    best = expected_answers(table({}), read, 30)
    assert best.iloc[0].to_dict() == dict(read.base)


def test_an_edited_copy_replaces_the_mapping(tmp_path: Path):
    copy = tmp_path / "own.csv"
    copy.write_text("\ufeff" + PUBLISHED.read_text(encoding="utf-8").replace(",-0.8,", ",-1.5,"), encoding="utf-8")
    own = read_mapping(copy)
    assert own.name == "own.csv"
    fee = {"has_fee": True}
    assert expected_answers(table(fee), own, 30).loc[0, "cost"] == pytest.approx(3.8 - 1.5)
    assert expected_answers(table(fee), published_mapping(), 30).loc[0, "cost"] == pytest.approx(3.0)


@pytest.mark.parametrize(
    ("before", "after", "said"),
    [
        (
            "returns,-0.35",
            "retuns,-0.35",
            'line 3: the experience (driver) "retuns" is not known; did you mean returns?',
        ),
        (
            "requirements,returns",
            "requirement,returns",
            'the element "requirement" is not known; did you mean requirements?',
        ),
        ("returns,-0.35", 'returns,"-0,35"', 'line 3: the effect "-0,35" is not a number such as -0.3'),
        ("returns,-0.35", "returns,nan", 'the effect "nan" is not a number'),
        ("returns,-0.35", "returns,-9", "the effect -9 must be 4 at most"),
        ("base,3.8", "base,5", "the base level 5 must be from 1 to 4"),
        ("returns,-0.35,3", "returns,-0.35,0", 'most "0" must be a number above zero'),
        ("returns,-0.35,3", "returns,-0.35,many", 'most "many" must be a number above zero'),
        ("cost,base", "cost,remote", "the element cost has no base level"),
        ("requirements,helped", "requirements,returns", "requirements and returns stand further up already"),
        ("element,driver,effect", "element,drivers,effect", "there is no column driver"),
    ],
)
def test_a_wrong_mapping_is_told(tmp_path: Path, before: str, after: str, said: str):
    text = PUBLISHED.read_text(encoding="utf-8")
    assert before in text
    file = tmp_path / "own.csv"
    file.write_text(text.replace(before, after, 1), encoding="utf-8")
    with pytest.raises(MappingError) as caught:
        read_mapping(file)
    assert any(said in line for line in caught.value.lines("en"))
    assert all(line.startswith("own.csv") for line in (*caught.value.lines("id"), *caught.value.lines("en")))
    assert caught.value.lines("id") != caught.value.lines("en")


def test_all_faults_of_a_mapping_at_once_and_files_that_are_none(tmp_path: Path):
    file = tmp_path / "own.csv"
    file.write_text("element,driver,effect\nx,y,z\n", encoding="utf-8")
    with pytest.raises(MappingError) as caught:
        read_mapping(file)
    assert len(caught.value.faults) == 3 + 9
    file.write_bytes(b"\xff\xfe\x00\x01")
    for none in (file, tmp_path, tmp_path / "none.csv"):
        with pytest.raises(MappingError, match="cannot be read"):
            read_mapping(none)
    file.write_text("element,driver,effect\n" + "x,y,z\n" * 1001, encoding="utf-8")
    with pytest.raises(MappingError, match="more than 1000 rows"):
        read_mapping(file)


OUTAGE = """
    9:00 arrival a
    9:00 queue_join a meja
    9:00 service_start a meja/0
    9:10 outage_start oss
    9:10 service_pause a meja/0 oss
    9:20 outage_end oss
    9:20 service_resume a meja/0 oss
    9:30 service_end a meja/0
    9:30 departure a
    9:30 arrival b
    9:30 queue_join b loket
    9:40 outage_start oss
    9:50 outage_end oss
    9:55 renege b loket
    9:55 give_up b patience
    10:00 arrival c
    10:00 queue_join c meja
    10:00 outage_start listrik
    10:05 renege c meja
    10:05 give_up c patience
    10:10 outage_end listrik
    11:00 arrival d
    11:00 outage_start oss
    11:10 outage_end oss
    11:10 queue_join d meja
    11:20 renege d meja
    11:20 give_up d patience
    12:00 outage_start oss
    12:05 arrival e
    12:05 balk e portal oss
    12:05 give_up e oss
    13:00 outage_end oss
    13:30 arrival f
    13:30 queue_join f meja
    23:00 outage_start oss
"""


def test_who_met_an_outage_by_hand():
    """a is served in it; b waits where oss is not needed, c where listrik is not; d joins as it ends; e is turned away; f
    still waits when another begins."""
    found = outages_met(unchecked_log(OUTAGE, "9:00 arrival a\n9:00 queue_join a meja", names=WIDE))
    met = found[found["replication"] == 0]["outage_met"].tolist()
    assert met == [True, False, False, False, True, True]
    assert found[found["replication"] == 1]["outage_met"].tolist() == [False]
    assert found["outage_met"].dtype == bool


def test_outages_of_an_empty_log_and_of_one_that_says_nothing_of_needs():
    empty = outages_met(hand_log(""))
    assert list(empty.columns) == ["replication", "case", "outage_met"]
    assert len(empty) == 0


def test_signs_of_maladministration_by_hand():
    cases = pd.concat(
        [
            table(*[{"outcome": "late"}] * 2, {"outcome": "missed"}, {"outcome": "deemed_approved", "deemed_approved": True})
            .assign(literacy="low"),
            table(*[{}] * 6).assign(literacy="low"),
            table(*[{"outcome": None}] * 8, {"is_refused": True, "gave_up": True, "departed": False}, {"has_fee": True})
            .assign(literacy="high"),
        ],
        ignore_index=True,
    )  # fmt: skip
    cases.loc[:4, "is_refused"] = True
    cases = pd.concat([cases.assign(replication=number) for number in range(3)], ignore_index=True)
    values = risk_table(cases, [0, 1, 2, 3]).set_index(["replication", "indicator"])["value"]
    assert values[2].to_dict() == pytest.approx(
        {
            "not_on_time_share": 4 / 12, "refused_share": 6 / 20, "gave_up_share": 1 / 20,
            "deemed_approved_share": 1 / 20, "fee_share": 1 / 20, "unserved_gap": 5 / 10 - 1 / 10,
        }
    )  # fmt: skip
    assert values[3].isna().all()
    few = risk_table(cases.drop(index=0), [0, 1, 2]).set_index("indicator")["value"]  # 29 of low literacy are withheld
    assert few["unserved_gap"].isna().all()
    bare = risk_table(cases.drop(columns=["literacy", "outcome", "has_fee"]), [0]).set_index("indicator")["value"]
    assert bare[["unserved_gap", "not_on_time_share", "fee_share"]].isna().all()


def test_every_kind_of_maladministration_is_there_and_what_is_not_in_the_model_is_said():
    kinds = risk_indicators()
    assert list(dict.fromkeys(kinds["maladministration"])) == load("ombudsman2020")["id"].tolist()
    missing = kinds[kinds["indicator"].isna()]
    assert set(missing["role"]) == {"not_in_model"}
    assert len(missing) == 6
    assert set(load("ombudsman2020", "indicators")["mark"]) == {"assumed"}
    shown = set(risk_table(table({}), [0])["indicator"])
    assert shown == set(kinds["indicator"].dropna())


def test_never_decided_is_no_better_than_decided_late():
    cases = table({"outcome": "late", "lateness_days": 400.0}, {"outcome": "missed"}, {"outcome": "on_time"})
    late, missed, on_time = expected_answers(cases, published_mapping(), promise_min=30).mean(axis=1)
    assert missed == late < on_time
