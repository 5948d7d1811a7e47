"""The forecast index and the signs of maladministration of a simulated office, beside a second computation."""

import numpy as np
import pandas as pd
import pytest

from offices import TEXT, case_class, exponential, office, station
from simulator.analysis.quality import ikm_forecast, maladministration_risks, quality_cases
from simulator.experiments import Result, run
from simulator.measures.experience import case_experience
from simulator.measures.quality import Effect, QualityMapping, elements, published_mapping

NAMES = list(elements())


def busy_office(**fields: object):
    """Two channels, one with a fee; a long line that some leave; a system that fails; a day that is not counted."""
    route = [{"station": "one", "service_time": exponential(10)}]
    channels = {"shares": {"loket": 0.7, "calo": 0.3}}
    return office(
        horizon={"days": 3, "warm_up_days": 1, "source": "assumed"},
        channels=[
            {"name": "loket", "title": TEXT},
            {"name": "calo", "title": TEXT, "fee": 50_000, "source": "assumed"},
        ],
        stations=[
            station(servers=1, balk_at_queue=6, needs=["oss"], patience={**exponential(60)}),
        ],
        outages=[
            {
                "subsystem": "oss", "title": TEXT, "source": "assumed",
                "up": {"distribution": "exponential", "mean_min": 360, "source": "assumed"},
                "down": {"distribution": "exponential", "mean_min": 60, "source": "assumed"},
            }
        ],
        case_classes=[case_class(per_hour=5, channels=channels, routes={"loket": route, "calo": route})],
        **fields,
    )  # fmt: skip


@pytest.fixture(scope="module")
def result() -> Result:
    return run(busy_office(), replications=4, seed=7, engine="reference", threads=1)


@pytest.fixture(scope="module")
def cases(result: Result) -> pd.DataFrame:
    return quality_cases(result)


def test_cases_of_the_window_with_fee_and_outages(result, cases):
    everyone = case_experience(result.log)
    assert len(cases) == (everyone["arrival_ms"] >= 86_400_000).sum() < len(everyone)
    assert (cases["has_fee"] == (cases["channel"] == "calo")).all()
    assert 0.1 < cases["has_fee"].mean() < 0.5
    assert 0 < cases["outage_met"].mean() < 1
    assert cases["outcome"].isna().all()


def test_the_forecast_in_plain_python(result, cases):
    """Answers of the published mapping, written out for what this office can show."""
    asked, everyone = {n: [] for n in range(4)}, {n: [] for n in range(4)}
    for case in cases.to_dict("records"):
        over_h = min(max(case["waited_min"] - 15, 0) / 60, 4)
        moved = {
            "completion-time": 3.6 - 0.3 * over_h,
            "cost": 3.8 - 0.8 * (case["channel"] == "calo") - 0.1 * min(max(case["trips"] - 1, 0), 4),
            "procedure": 3.5 - 0.15 * min(max(case["trips"] - 1, 0), 4),
            "product": 3.5 - 1.5 * case["gave_up"],
            "facilities": 3.4 - 0.6 * case["outage_met"] - 0.3 * case["is_refused"] - 0.1 * over_h,
        }
        answers = [min(max(moved.get(name, 3.5), 1), 4) for name in NAMES]
        everyone[case["replication"]].append(sum(answers) / 9 * 25)
        if case["departed"]:
            asked[case["replication"]].append(everyone[case["replication"]][-1])
    found = ikm_forecast(result, cases=cases)
    index = found.index.set_index("measure")
    own = np.array([[np.mean(asked[n]), np.mean(everyone[n])] for n in range(4)])
    assert index.loc[["index_asked", "index_all"], "mean"].tolist() == pytest.approx(own.mean(axis=0))
    assert index.loc["survivor_effect", "mean"] == pytest.approx((own[:, 0] - own[:, 1]).mean())
    half = 3.182446305 * (own[:, 0] - own[:, 1]).std(ddof=1) / 2
    assert index.loc["survivor_effect", "half_width"] == pytest.approx(half)
    assert index.loc["asked", "mean"] == np.mean([len(asked[n]) for n in range(4)])
    assert index.loc["survivor_effect", "mean"] > 0
    assert set(found.index["n"]) == {4}
    assert found.letters.groupby("of")["share"].sum().tolist() == pytest.approx([1, 1])


def test_answers_by_element_add_up_to_the_index(result, cases):
    found = ikm_forecast(result, cases=cases)
    for of in ("asked", "all"):
        means = found.answers[found.answers["measure"] == f"answer_{of}"]
        assert means["element"].tolist() == NAMES
        index = found.index.set_index("measure").loc[f"index_{of}", "mean"]
        assert means["mean"].mean() * 25 == pytest.approx(index)


def test_what_stands_beside_the_forecast(result, cases):
    found = ikm_forecast(result, cases=cases)
    indonesian, english = found.remarks("id"), found.remarks("en")
    assert len(indonesian) == len(english) == 4
    assert indonesian[0].startswith("Ini perkiraan, bukan survei")
    assert english[0].startswith("This is a forecast, not a survey")
    assert "asks only those who were served to the end" in english[1]
    assert "Competence of officers, Behaviour of officers" in english[2]
    assert english[3] == "Not seen in the run, so not counted: helped to complete the file."
    flat = QualityMapping(dict.fromkeys(NAMES, 3.2), tuple(Effect(name, "returns", -0.1) for name in NAMES), "own")
    own = ikm_forecast(result, flat, cases=cases)
    assert len(own.remarks("en")) == 2
    assert own.index.set_index("measure").loc["index_asked", "mean"] == pytest.approx(80)


def test_channels_that_do_not_answer(result, cases):
    silent = ikm_forecast(result, response={"calo": 0.0}, cases=cases).index.set_index("measure")
    everyone = ikm_forecast(result, cases=cases).index.set_index("measure")
    assert silent.loc["asked", "mean"] < everyone.loc["asked", "mean"]
    assert silent.loc["index_asked", "mean"] > everyone.loc["index_asked", "mean"]  # who paid is not asked
    assert silent.loc["index_all", "mean"] == everyone.loc["index_all", "mean"]


def test_signs_of_maladministration(result, cases):
    table = maladministration_risks(result, cases)
    values = table.dropna(subset="indicator").set_index("indicator")
    of_each = cases.groupby("replication")
    assert values.loc["refused_share", "mean"] == pytest.approx(of_each["is_refused"].mean().mean())
    assert values.loc["gave_up_share", "mean"] == pytest.approx(of_each["gave_up"].mean().mean())
    assert values.loc["fee_share", "mean"] == pytest.approx(of_each["has_fee"].mean().mean())
    assert values.loc["refused_share", ["n", "unit"]].tolist() == [4, "share"]
    assert values.loc["not_on_time_share", "n"] == 0  # no class has a deadline
    absent = table[table["role"] == "not_in_model"]
    assert absent["mean"].isna().all()
    assert set(absent["n"]) == {0}


def test_an_office_to_which_nobody_comes():
    nobody = run(
        office(case_classes=[case_class(per_hour=1e-9)]), replications=2, seed=1, engine="reference", threads=1
    )
    found = ikm_forecast(nobody)
    index = found.index.set_index("measure")
    assert index.loc["came", "mean"] == 0
    assert np.isnan(index.loc["index_asked", "mean"])
    assert set(found.letters["n"]) == {0}
    assert maladministration_risks(nobody)["mean"].isna().all()


def test_the_published_mapping_is_used_unless_another_is_given(result, cases):
    assert ikm_forecast(result, cases=cases).mapping is published_mapping()
