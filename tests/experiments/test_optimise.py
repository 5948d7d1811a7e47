"""Optimisation: the search, the last round with fresh luck, and what is said of its answer.

Most tests put a formula with noise in place of the simulator, so that the truth is known; the last ones simulate.
"""

import threading
from collections.abc import Callable
from dataclasses import replace
from functools import cache
from pathlib import Path
from typing import Any

import numpy as np
import optuna
import pandas as pd
import pytest
from ruamel.yaml import YAML
from scipy.stats import ttest_ind, ttest_rel

from simulator.experiments.asking import Asker
from simulator.experiments.candidates import Candidate, Memory, Simulator, cost_of
from simulator.experiments.contrasts import most_lost, optimism
from simulator.experiments.executors import open_executor
from simulator.experiments.finalists import decide
from simulator.experiments.goals import Goal, read_goal
from simulator.experiments.optimise import optimise
from simulator.experiments.optimum import Optimum
from simulator.experiments.outcomes import Constraint, column, judge, mean_bound, worst_group
from simulator.experiments.pareto import front
from simulator.experiments.search import search
from simulator.experiments.settings import SettingsError
from simulator.experiments.space import all_points, is_affordable, random_point
from simulator.experiments.store import FolderError, StorageError
from simulator.experiments.tasks import Failure, Outcome, Task, attempt
from simulator.reports.html import number
from simulator.reports.optimum import optimum_sentences, write_optimum
from simulator.theory import mmc_mean_wait

HERE = Path(__file__).parent / "goals"

Mean = Callable[..., float]
Work = Callable[[Task], Outcome | Failure]

LEVELS = list(range(1, 9))
A = {"name": "a", "set": ["stations[loket].roster[0].servers"], "levels": LEVELS, "cost": 72.0, "source": "assumed"}
B = {"name": "b", "set": ["stations[periksa].roster[0].servers"], "levels": LEVELS, "cost": 96.0, "source": "assumed"}
C = {
    "name": "c",
    "set": ["case_classes[izin].arrivals.per_day"],
    "levels": [10, 20, 30, 40, 50, 60, 70, 80],
    "cost": 1.0,
    "source": "assumed",
}


def goal(folder: Path, **fields: Any) -> Goal:
    """A goal about two levers of the small office; the file is needed only once."""
    data = {"simptsp_goal": 1, "name": "x", "base": str(HERE / "kantor-dua-meja.yaml"), "levers": [A, B]}
    file = folder / "goal.yaml"
    with file.open("w", encoding="utf-8") as stream:
        YAML().dump({**data, "objective": {"minimise": "sojourn_time_mean"}, **fields}, stream)
    return read_goal(file)


def noisy(mean: Mean, own: float = 1.0, shared: float = 3.0) -> Work:
    """A formula of the levels in place of the simulator: luck that all candidates share, and some of their own."""

    def work(task: Task) -> Outcome:
        levels = tuple(task.changes.values())
        noise = [
            shared * np.random.default_rng([task.seed, r]).normal()
            + own * np.random.default_rng([task.seed, r, *map(int, levels)]).normal()
            for r in task.replications
        ]
        values = mean(*levels) + np.array(noise)
        table = {"sojourn_time_mean": values, "waiting_time_mean": values / 2, "arrivals": 50.0}
        return Outcome(pd.DataFrame(table, index=pd.Index(task.replications, name="replication")), "", 0.0)

    return work


def two_queues(*levels: float) -> float:
    """Waits of two M/M/c queues in a row; a third lever shortens the services. Unstable: long."""
    a, b, c = (*levels, 0.0)[:3]
    stations = ((a, 0.30, 10 - 0.04 * c), (b, 0.28, 13 - 0.05 * c))
    return sum(
        mmc_mean_wait(rate, 1 / service, int(servers))
        if rate * service < servers
        else 200 + 50 * (rate * service - servers)
        for servers, rate, service in stations
    )


@pytest.fixture
def small(tmp_path: Path) -> Goal:
    return goal(
        tmp_path, budget=900.0, evaluations=20, replications=10, final_replications=40, pareto=["waiting_time_mean"]
    )


# --- the search


def test_few_combinations_are_all_simulated_and_that_is_said(tmp_path: Path):
    found = optimise(goal(tmp_path, evaluations=64), work=noisy(two_queues)).found
    assert found.is_exhaustive
    assert len(found.candidates) == found.combinations == 64
    assert {tuple(one.point.values()) for one in found.candidates} == {(a, b) for a in LEVELS for b in LEVELS}


def test_a_search_simulates_so_many_different_candidates_within_the_budget(small: Goal):
    seen: list[tuple[Any, ...]] = []
    work = noisy(two_queues)

    def counted(task: Task) -> Outcome | Failure:
        if task.replications.start == 0:
            seen.append(tuple(task.changes.values()))
        return work(task)

    found = optimise(small, work=counted).found
    assert not found.is_exhaustive
    assert len(found.candidates) == len(seen) == len(set(seen)) == 20
    assert found.combinations == 64
    assert max(one.cost for one in found.candidates) <= 900
    assert all(one.cost == cost_of(small.levers, one.point) for one in found.candidates)


def test_the_search_faces_one_luck_and_the_last_round_another(small: Goal):
    tasks: list[Task] = []
    work = noisy(two_queues)
    optimise(small, work=lambda task: tasks.append(task) or work(task))  # type: ignore[func-returns-value]
    assert {task.seed for task in tasks} == {2026}
    assert {task.replications for task in tasks} == {range(10), range(10, 50)}


@pytest.mark.parametrize("workers", [2, 5])
def test_what_is_asked_for_does_not_depend_on_the_workers(small: Goal, workers: int):
    one, several = (optimise(small, workers=count, work=noisy(two_queues)) for count in (1, workers))
    pd.testing.assert_frame_equal(one.candidates, several.candidates, check_exact=True)
    pd.testing.assert_frame_equal(one.finalists, several.finalists, check_exact=True)


def test_the_seed_decides_what_is_asked_for(small: Goal):
    asked = [
        [one.point for one in optimise(with_seed(small, seed), work=noisy(two_queues)).found.candidates]
        for seed in (1, 2)
    ]
    assert asked[0] != asked[1]


def with_seed(wanted: Goal, seed: int) -> Goal:
    spec = wanted.spec.model_copy(update={"seed": seed})
    return replace(wanted, file=replace(wanted.file, spec=spec))


def test_the_search_beats_blind_choice(tmp_path: Path):
    """512 combinations, 40 looked at: how often is the very best among them?"""
    wanted = goal(tmp_path, levers=[A, B, C], budget=900.0, evaluations=40, replications=10)
    truth = {tuple(p.values()): two_queues(*p.values()) for p in all_points(wanted) if is_affordable(wanted, p)}
    best = min(truth, key=truth.__getitem__)

    def finds(seed: int) -> bool:
        with open_executor("threads", 1) as who:
            simulate = Simulator(wanted, range(10), who, Memory(), noisy(two_queues, own=0.3))
            found = search(with_seed(wanted, seed), simulate)
        return best in {tuple(one.point.values()) for one in found.candidates}

    def guesses(seed: int) -> bool:
        rng = np.random.default_rng(seed)
        seen: set[tuple[Any, ...]] = set()
        while len(seen) < 40:
            point = random_point(wanted, rng)
            seen |= {tuple(point.values())} if is_affordable(wanted, point) else set()
        return best in seen

    seeds = range(12)
    assert sum(map(finds, seeds)) >= 6 > 2 + sum(map(guesses, seeds)) / 2


@pytest.fixture
def studies(monkeypatch: pytest.MonkeyPatch) -> list[optuna.Study]:
    """What optuna is asked and told."""
    made: list[optuna.Study] = []
    create = optuna.create_study

    def kept(**settings: Any) -> optuna.Study:
        made.append(create(**settings))
        return made[-1]

    monkeypatch.setattr(optuna, "create_study", kept)
    return made


@pytest.mark.parametrize(("side", "best"), [("minimise", min), ("maximise", max)])
def test_optuna_looks_the_way_of_the_goal(
    tmp_path: Path, studies: list[optuna.Study], side: str, best: Callable[..., float]
):
    found = optimise(goal(tmp_path, objective={side: "sojourn_time_mean"}, evaluations=12), work=noisy(two_queues))
    assert studies[0].best_value == best(one.objective(found.goal) for one in found.found.candidates)


def test_optuna_asks_for_the_first_candidates_and_every_second_one_up_to_the_last_steps(
    small: Goal, studies: list[optuna.Study]
):
    found = optimise(small, work=noisy(two_queues)).found
    told = [trial for trial in studies[0].trials if "budget" not in trial.constraints and trial.value is not None]
    assert len(told) == len(found.candidates) == 20
    is_its_own = ["fixed_params" not in trial.system_attrs for trial in told]
    assert is_its_own == [*5 * [True], *(place % 2 == 0 for place in range(5, 14)), *6 * [False]]


def test_levels_without_order_and_ranges_are_searched_too(tmp_path: Path):
    way = {"name": "cara", "patches": ["none", "cepat", "antrean-sendiri"]}
    share = {"name": "naik", "times": ["case_classes[lansia].arrivals.per_day"], "range": {"low": 0.5, "high": 2.0}}
    wanted = goal(tmp_path, levers=[way, share], evaluations=30, replications=3, final_replications=3)

    def work(task: Task) -> Outcome:
        per_day = task.changes["case_classes[lansia].arrivals.per_day"]
        is_fast = "case_classes[izin].routes.loket[0].service_time.mean_min" in task.changes
        values = np.full(len(task.replications), (per_day - 6.0) ** 2 - 3 * is_fast)
        return Outcome(pd.DataFrame({"sojourn_time_mean": values}, index=list(task.replications)), "", 0.0)

    found = optimise(wanted, work=work)
    assert found.found.combinations is None
    assert found.answer.point["cara"] == "cepat"
    assert found.answer.point["naik"] == pytest.approx(1.2, abs=0.1)


def test_optuna_keeps_silent_and_is_left_as_it_was(small: Goal, capsys: pytest.CaptureFixture[str]):
    before = optuna.logging.get_verbosity()
    optimise(small, work=noisy(two_queues))
    assert optuna.logging.get_verbosity() == before
    assert capsys.readouterr() == ("", "")


def test_candidates_that_are_no_valid_office_are_kept_with_the_reason(small: Goal):
    work = noisy(two_queues)
    found = optimise(small, work=lambda task: Failure("SCN014 x") if 3 in task.changes.values() else work(task))
    failed = [one for one in found.found.candidates if one.problem]
    assert failed
    assert all(3 in one.point.values() for one in failed)
    assert 3 not in found.answer.point.values()
    with pytest.raises(SettingsError, match="no combination of levels leads to a valid office; the first: SCN014 x"):
        optimise(small, work=lambda task: Failure("SCN014 x"))


def test_a_budget_that_allows_nothing_is_refused_before_anything_is_simulated(tmp_path: Path):
    with pytest.raises(SettingsError, match="every combination costs more than the budget; the cheapest costs 168 IDR"):
        optimise(goal(tmp_path, budget=100.0), work=lambda task: pytest.fail("simulated"))


# --- constraints


def test_bounds_are_one_sided_and_bonferroni_over_constraints_and_candidates():
    values = pd.DataFrame({"x": [9.0, 10.0, 11.0], "y": [9.0, 10.0, np.nan]})
    assert mean_bound(column(values, "x"), 0.95, 1) == pytest.approx(10 + 2.919986 / np.sqrt(3))
    assert mean_bound(column(values, "x"), 0.95, -1) == pytest.approx(10 - 2.919986 / np.sqrt(3))
    assert mean_bound(np.array([1.0, np.nan]), 0.95, 1) == np.inf
    half = 6.964557 / np.sqrt(3)  # t(2) at 0.99: 1 - 0.05 / 5
    one = Constraint("x", 1, 10 + half)
    assert judge(values, (one,), 0.95, candidates=5).shortfalls == pytest.approx((0.0,), abs=1e-5)
    both = judge(values, (one, Constraint("y", -1, 5.0)), 0.90, candidates=5)
    assert both.shortfalls[0] == pytest.approx(0.0, abs=1e-5)
    assert both.mean_shortfalls == pytest.approx((-half, -4.5))
    assert not both.is_feasible
    assert both.seems_feasible


def test_every_group_must_keep_the_limit_of_the_worst_off_one():
    """a has the worst mean and keeps the limit; b has a better mean and more noise, and may not keep it."""
    steady, noisy_one = [9.0, 9.1, 9.2], [4.0, 9.0, 14.0]
    limit = Constraint("sojourn_time_mean[worst:class]", 1, 10.0)
    values = pd.DataFrame({"sojourn_time_mean[class:a]": steady, "sojourn_time_mean[class:b]": noisy_one})
    assert worst_group(values, limit.measure) == "class:a"
    alone = judge(values.drop(columns="sojourn_time_mean[class:b]"), (limit,), 0.95)
    assert alone.is_feasible
    verdict = judge(values, (limit,), 0.95)
    assert not verdict.is_feasible
    assert verdict.shortfalls == pytest.approx((9.0 + 2.919986 * 5 / np.sqrt(3) - 10,))
    assert limit.hardest(values, 0.95) == "class:b"
    assert verdict.mean_shortfalls == pytest.approx((-0.9,))
    assert verdict.seems_feasible
    half = 4.302653 * 0.1 / np.sqrt(3)  # t(2) at 0.975: one of two groups is enough to break it
    assert verdict.least_shortfalls == pytest.approx((9.1 - half - 10,))


def test_a_group_with_fewer_than_two_values_is_not_shown_to_keep_its_limit():
    limit = Constraint("service_level[worst:channel]", -1, 0.5)
    full, single = [0.9, 0.8, 0.9], [0.9, np.nan, np.nan]
    values = pd.DataFrame({"service_level[channel:x]": full, "service_level[channel:y]": full})
    assert judge(values, (limit,), 0.95).is_feasible
    verdict = judge(values.assign(**{"service_level[channel:y]": single}), (limit,), 0.95)
    assert not verdict.is_feasible
    assert verdict.seems_feasible
    assert verdict.may_be_feasible
    assert not judge(values.assign(**{"service_level[channel:y]": np.nan}), (limit,), 0.95).seems_feasible
    assert judge(pd.DataFrame(index=range(3)), (limit,), 0.95).shortfalls == (np.inf,)


def test_what_is_lacking_is_a_share_of_each_limit(tmp_path: Path):
    limits = [{"measure": "sojourn_time_mean", "at_most": 10.0}, {"measure": "service_level", "at_least": 0.8}]
    wanted = goal(tmp_path, constraints=limits)
    values = pd.DataFrame({"sojourn_time_mean": [15.0, 15.0], "service_level": [0.6, 0.6]})
    assert Candidate(0, {}, 0.0, values).violation(wanted) == pytest.approx(0.5 + 0.25)


def test_feasible_finalists_are_so_with_confidence_together(tmp_path: Path):
    """The bound of one alone lies within the limit; that of one of five does not."""
    values = np.array([9.0, 10.0, 11.0])
    wanted = goal(tmp_path, constraints=[{"measure": "sojourn_time_mean", "at_most": mean_bound(values, 0.96, 1)}])
    table = pd.DataFrame({"sojourn_time_mean": values})
    finalists = [Candidate(number, {"a": number}, 1.0, table) for number in range(5)]
    assert decide(wanted, finalists[:1]).recommended is finalists[0]
    together = decide(wanted, finalists)
    assert together.recommended is None
    assert together.near is not None


def test_a_mean_within_its_limit_is_not_enough(tmp_path: Path):
    """Mean 10 at b = 2, limit 10.05, noise: not shown; b = 3 is, and is dearer; b = 1 breaks the limit."""
    levels = {1: 14.0, 2: 10.0, 3: 6.0}
    wanted = goal(
        tmp_path,
        levers=[{**B, "levels": [1, 2, 3]}],
        objective={"minimise": "cost"},
        constraints=[{"measure": "sojourn_time_mean", "at_most": 10.05}],
        final_replications=50,
    )
    found = optimise(wanted, work=noisy(lambda b: levels[b], own=0.5, shared=0.0))
    assert found.answer.point == {"b": 3}
    assert found.finals.near is None or found.finals.near.point == {"b": 2}
    sure = optimise(wanted, work=noisy(lambda b: levels[b] - (b == 2), own=0.5, shared=0.0))
    assert sure.answer.point == {"b": 2}
    near = optimise(wanted, work=noisy(lambda b: levels[b] - 0.02 * (b == 2), own=0.2, shared=0.0))
    assert near.finals.near is not None
    assert (near.answer.point, near.finals.near.point) == ({"b": 3}, {"b": 2})


def test_without_a_feasible_candidate_the_least_bad_is_named(tmp_path: Path):
    wanted = goal(
        tmp_path,
        objective={"minimise": "cost"},
        evaluations=64,
        constraints=[
            {"measure": "sojourn_time_mean", "at_most": 0.5},
            {"measure": "arrivals", "at_least": 50.0},
        ],
    )
    found = optimise(wanted, work=noisy(lambda a, b: 20.0 - a - b))
    assert found.finals.recommended is None
    assert found.finals.best is None
    assert found.answer.point == {"a": 8, "b": 8}
    short, none = found.answer.verdict(wanted).shortfalls
    assert 3.5 < short < 5.5
    assert none <= 0


# --- the last round


def nearly_alike(b: float) -> float:
    """4 to 8 servers are all alike but for 0.001; 1 to 3 are worse."""
    return 5.0 + 4 * max(0, 4 - b) - 0.001 * b


def test_without_an_indifference_the_best_is_recommended_and_cheaper_ones_are_named(tmp_path: Path):
    found = optimise(goal(tmp_path, levers=[B], final_replications=40, finalists=8), work=noisy(nearly_alike))
    finals = found.finals
    assert finals.best is not None
    assert finals.recommended is finals.best
    assert [one.point["b"] for one in finals.alike] == list(range(4, int(finals.best.point["b"])))
    assert len(finals.alike) >= 1
    text = " ".join(optimum_sentences(found, "en"))
    assert "Cheaper, and not distinguishable from the best" in text
    assert "names no indifference" in text
    row = finals.versus.set_index("number").loc[finals.alike[0].number]
    difference, half_width = (number(row[name], "en") for name in ("difference", "half_width"))
    assert f"b = 4 (cost Rp384/year, difference {difference} ± {half_width} min)" in text


@pytest.mark.parametrize("sign", [1, -1])
def test_the_cheapest_that_loses_no_more_than_the_indifference_is_recommended(tmp_path: Path, sign: int):
    objective = {"minimise" if sign > 0 else "maximise": "sojourn_time_mean"}
    settings = {"levers": [B], "objective": objective, "finalists": 8, "indifference": 1.0}
    work = noisy(lambda b: sign * nearly_alike(b))
    found = optimise(goal(tmp_path, **settings, final_replications=40), work=work)
    finals = found.finals
    assert finals.best is not None
    assert found.answer.point == {"b": 4}
    assert 0.3 < finals.most_lost <= 1.0
    lost = number(finals.most_lost, "en")
    assert any(f"with 95 % confidence it loses at most {lost} min" in one for one in optimum_sentences(found, "en"))
    assert any("yang kerugiannya paling banyak 1,00 menit" in one for one in optimum_sentences(found, "id"))
    versus = found.finals.versus.set_index("number")
    assert len(versus) == 7
    apart = {one.point["b"] for one in found.finals.candidates if one.number in versus.index[versus["is_told_apart"]]}
    assert apart == {1, 2, 3}


def test_what_may_be_lost_is_a_one_sided_paired_bound_against_every_rival(tmp_path: Path, seed: int):
    wanted = goal(tmp_path)
    noise = np.random.default_rng(seed).normal(np.array([[10.0], [10.2], [10.4]]), 1.0, (3, 12))
    fresh = [Candidate(n, {}, -n, pd.DataFrame({"sojourn_time_mean": row})) for n, row in enumerate(noise)]
    tests = (ttest_rel(noise[2], noise[n], alternative="less") for n in (0, 1))
    bounds = [test.confidence_interval(1 - 0.05 / 2).high for test in tests]
    assert most_lost(wanted, fresh[2], fresh, 3) == pytest.approx(max(0.0, *bounds))
    assert most_lost(wanted, fresh[2], fresh[1:], 3) == pytest.approx(max(0.0, bounds[1]))


@pytest.mark.parametrize(("replications", "recommended"), [(4, 0), (100, 1)])
def test_few_replications_do_not_recommend_a_worse_one(tmp_path: Path, replications: int, recommended: int):
    """0.3 worse, with noise: with 4 replications not told apart, but 2.3 may be lost; with 100 only 0.6."""
    wanted = goal(tmp_path, indifference=1.0)
    means = [np.full(replications, 5.0), 5.3 + 1.5 * np.resize([1.0, -1.0], replications)]
    fresh = [Candidate(n, {}, 2.0 - n, pd.DataFrame({"sojourn_time_mean": values})) for n, values in enumerate(means)]
    finals = decide(wanted, fresh)
    assert finals.best is fresh[0]
    assert finals.recommended is fresh[recommended]
    if replications == 4:
        assert finals.alike == [fresh[1]]


def test_equals_are_seldom_told_apart(tmp_path: Path):
    """Six alike candidates: in at most 5 % of the cases is the best by chance told from any; 9 of 60 has odds of 0.3 %."""
    wanted = goal(
        tmp_path, levers=[{**B, "levels": [1, 2, 3, 4, 5, 6]}], final_replications=20, replications=2, finalists=6
    )
    work = noisy(lambda b: 5.0, own=1.0, shared=0.0)
    told = [optimise(with_seed(wanted, seed), work=work).finals.versus["is_told_apart"].any() for seed in range(60)]
    assert sum(map(bool, told)) <= 8


def test_differences_are_paired_and_adjusted(tmp_path: Path):
    """The luck that all share is ten times their own; without pairs nothing could be told apart."""
    wanted = goal(tmp_path, levers=[{**B, "levels": [1, 2, 3]}], final_replications=40)
    found = optimise(wanted, work=noisy(lambda b: 10.0 - b, own=0.5, shared=50.0))
    assert found.answer.point == {"b": 3}
    row = found.finals.versus.sort_values("difference").iloc[-1]
    assert row["difference"] == pytest.approx(-1.0, abs=0.5)
    assert 0 < row["half_width"] < 0.5
    assert row["n"] == 40
    assert found.finals.versus["is_told_apart"].all()
    assert (found.finals.versus["p_adjusted"] >= 0).all()


def test_the_search_is_too_hopeful_of_its_winner_and_fresh_luck_is_not(tmp_path: Path):
    """All candidates are alike: the best of 64 noisy means lies well below the truth, its fresh mean around it."""
    wanted = goal(tmp_path, evaluations=64, replications=5, final_replications=200)
    found = optimise(wanted, work=noisy(lambda a, b: 10.0, own=2.0, shared=0.0))
    row = found.optimism.set_index("measure").loc["sojourn_time_mean"]
    best = found.found.candidates[found.finals.best.number] if found.finals.best else None
    assert best is not None
    assert best.objective(wanted) < 10 - 1.0
    assert row["fresh"] == pytest.approx(10.0, abs=0.7)
    assert row["difference"] == pytest.approx(row["search"] - row["fresh"])
    assert row["half_width"] > 0


def test_optimism_has_the_interval_of_welch(tmp_path: Path, seed: int):
    rng = np.random.default_rng(seed)
    searched, fresh = rng.normal(10, 1, 8), rng.normal(11, 5, 30)
    pair = (Candidate(0, {}, 0.0, pd.DataFrame({"sojourn_time_mean": values})) for values in (searched, fresh))
    (row,) = optimism(goal(tmp_path), *pair).to_dict("records")
    low, high = ttest_ind(searched, fresh, equal_var=False).confidence_interval(0.95)
    found = row["difference"] - row["half_width"], row["difference"] + row["half_width"]
    assert found == pytest.approx((low, high))


def test_the_nearest_is_not_called_better_than_itself(tmp_path: Path):
    """One combination, its mean within the limit but not shown: it is the nearest, and nothing is better still."""
    limits = [{"measure": "sojourn_time_mean", "at_most": 10.01}]
    levers = [{**B, "levels": [2]}]
    found = optimise(goal(tmp_path, levers=levers, constraints=limits), work=alternating(10.0))
    assert found.finals.recommended is None
    assert found.finals.near is found.answer
    for lang, words in (("en", "The means of that combination keep all limits"), ("id", "Rata-rata kombinasi itu")):
        sentences = optimum_sentences(found, lang)  # type: ignore[arg-type]
        assert sum(words in one for one in sentences) == 1
        assert not any("Better still" in one or "Lebih baik lagi" in one for one in sentences)
        assert sum("b = 2" in one for one in sentences) == 1


def test_the_group_that_lacks_most_is_the_one_that_is_named(tmp_path: Path):
    """izin has the worse mean and keeps the limit; lansia has more noise, and does not."""
    limits = [{"measure": "sojourn_time_mean[worst:class]", "at_most": 10.0}]

    def work(task: Task) -> Outcome:
        spread = {"izin": (9.5, 0.1), "lansia": (9.0, 60.0)}
        groups = {f"sojourn_time_mean[class:{name}]": alternating(*of)(task) for name, of in spread.items()}
        values = pd.DataFrame({name: done.values["sojourn_time_mean"] for name, done in groups.items()})
        return Outcome(values.assign(sojourn_time_mean=9.2), "", 0.0)

    levers = [{**B, "levels": [1, 2]}]
    found = optimise(goal(tmp_path, levers=levers, constraints=limits, objective={"minimise": "cost"}), work=work)
    assert found.finals.recommended is None
    (lacks,) = [one for one in optimum_sentences(found, "en") if one.startswith("There ")]
    assert "its mean is 9.00 ± 12.0 min (Elderly applicants)" in lacks


def test_another_that_keeps_the_limits_is_not_called_better_where_none_is_feasible(tmp_path: Path):
    """b = 1 lacks little for sure; the mean of b = 2 keeps the limit, but it has more noise."""
    limits = [{"measure": "sojourn_time_mean", "at_most": 10.0}]

    def work(task: Task) -> Outcome:
        mean, noise = {1: (10.1, 0.0), 2: (9.9, 9.0)}[next(iter(task.changes.values()))]
        return alternating(mean, noise)(task)

    found = optimise(goal(tmp_path, levers=[{**B, "levels": [1, 2]}], constraints=limits), work=work)
    assert (found.finals.recommended, found.answer.point) == (None, {"b": 1})
    text = " ".join(optimum_sentences(found, "en"))
    assert "Better still" not in text
    assert "Means that keep all limits, though that is not shown with 95 % confidence: b = 2" in text


def alternating(mean: float, noise: float = 1.0) -> Callable[[Task], Outcome]:
    """The mean exactly, with noise of alternating sign around it."""

    def work(task: Task) -> Outcome:
        values = mean + noise * np.resize([1.0, -1.0], len(task.replications))
        return Outcome(pd.DataFrame({"sojourn_time_mean": values}, index=list(task.replications)), "", 0.0)

    return work


def test_finalists_are_judged_by_fresh_values_only(tmp_path: Path):
    """What looked feasible in the search is not, with other luck."""

    def work(task: Task) -> Outcome:
        level = next(iter(task.changes.values()))
        is_fresh = task.replications.start > 0
        values = np.full(len(task.replications), 20.0 if is_fresh and level == 1 else 5.0)
        return Outcome(pd.DataFrame({"sojourn_time_mean": values}, index=list(task.replications)), "", 0.0)

    limits = [{"measure": "sojourn_time_mean", "at_most": 10.0}]
    found = optimise(goal(tmp_path, levers=[B], objective={"minimise": "cost"}, constraints=limits), work=work)
    assert found.found.candidates[0].verdict(found.goal).is_feasible
    assert found.answer.point == {"b": 2}


# --- Pareto


def test_a_front_is_what_nothing_beats(seed: int):
    rng = np.random.default_rng(seed)
    points = [Candidate(n, {}, float(c), pd.DataFrame({"service_level": [q, q]})) for n, (c, q) in enumerate(rng.integers(0, 9, (60, 2)) / 10)]  # fmt: skip
    found = front(points, "service_level")

    def beats(one: Candidate, other: Candidate) -> bool:
        pairs = (one.cost, -quality(one)), (other.cost, -quality(other))
        return all(mine <= theirs for mine, theirs in zip(*pairs, strict=True)) and pairs[0] != pairs[1]

    def quality(one: Candidate) -> float:
        assert one.values is not None
        return float(one.values["service_level"].mean())

    unbeaten = {(one.cost, quality(one)) for one in points if not any(beats(other, one) for other in points)}
    assert {(one.cost, quality(one)) for one in found} == unbeaten
    assert [one.cost for one in found] == sorted(one.cost for one in found)


def test_the_front_is_simulated_again(small: Goal):
    found = optimise(small, work=noisy(two_queues))
    table = found.pareto
    assert table["n"].eq(40).all()
    on_front = table[table["is_on_front"].astype(bool)]
    assert on_front["cost"].is_monotonic_increasing
    assert on_front["mean"].is_monotonic_decreasing
    ends = {one.number for one in front(found.found.candidates, "waiting_time_mean")}
    assert ends <= set(table["number"])


def test_the_worst_off_group_is_the_one_with_the_worst_mean():
    values = pd.DataFrame(
        {
            "sojourn_time_mean[class:a]": [1.0, 9.0],
            "sojourn_time_mean[class:b]": [6.0, np.nan],
            "sojourn_time_mean[class:c]": [np.nan, np.nan],
            "service_level[channel:x]": [0.5, 0.5],
            "service_level[channel:y]": [0.4, 0.9],
        }
    )
    assert worst_group(values, "sojourn_time_mean[worst:class]") == "class:b"
    np.testing.assert_array_equal(column(values, "sojourn_time_mean[worst:class]"), [6.0, np.nan])
    assert worst_group(values, "service_level[worst:channel]") == "channel:x"
    assert np.isnan(column(values, "waiting_time_mean[worst:class]")).all()


# --- folders


class Stop(Exception):
    """What ends a process in these tests."""


def stopping_after(work: Work, count: int) -> Work:
    left, lock = [count], threading.Lock()

    def stopped(task: Task) -> Outcome | Failure:
        with lock:
            left[0] -= 1
            if left[0] < 0:
                raise Stop
        return work(task)

    return stopped


@pytest.mark.parametrize("count", [3, 17, 23])
def test_a_search_that_was_stopped_goes_on_and_loses_nothing(small: Goal, tmp_path: Path, count: int):
    """Stopped in the search or in the last round, it comes to the same end and simulates nothing twice."""
    folder = tmp_path / "hasil"
    work = noisy(two_queues)
    done: list[Task] = []
    undisturbed = optimise(small, work=lambda task: done.append(task) or work(task))  # type: ignore[func-returns-value]
    assert len(done) > 23
    with pytest.raises(Stop):
        optimise(small, folder, workers=1, work=stopping_after(work, count))
    kept = len(list(folder.glob("*/points/*.parquet")))
    assert count - 4 <= kept <= count
    again: list[Task] = []
    resumed = optimise(small, folder, workers=1, resume=True, work=lambda task: again.append(task) or work(task))  # type: ignore[func-returns-value]
    assert len(again) == len(done) - kept
    for table in ("candidates", "finalists", "pareto", "optimism"):
        pd.testing.assert_frame_equal(getattr(resumed, table), getattr(undisturbed, table), check_exact=True)


def test_a_folder_of_another_goal_is_refused(small: Goal, tmp_path: Path):
    folder = tmp_path / "hasil"
    optimise(small, folder, work=noisy(two_queues))
    with pytest.raises(FolderError, match="--resume"):
        optimise(small, folder, work=noisy(two_queues))
    with pytest.raises(FolderError, match="holds another study"):
        optimise(with_seed(small, 1), folder, resume=True, work=noisy(two_queues))
    work = lambda task: pytest.fail("simulated again")  # noqa: E731
    assert optimise(small, folder, resume=True, work=work).answer.values is not None


@pytest.mark.parametrize(
    "changed",
    [
        {"budget": 800.0},
        {"levers": [{**A, "cost": 73.0}, B]},
        {"constraints": [{"measure": "sojourn_time_mean", "at_most": 10.0}]},
    ],
)
def test_a_goal_that_was_changed_does_not_go_on_in_its_folder(small: Goal, tmp_path: Path, changed: dict[str, Any]):
    folder = tmp_path / "hasil"
    optimise(small, folder, work=noisy(two_queues))
    other = goal(
        tmp_path, **{"budget": 900.0, "evaluations": 20, "replications": 10, "final_replications": 40, **changed}
    )
    with pytest.raises(FolderError, match="holds another study: its contents is"):
        optimise(other, folder, resume=True, work=lambda task: pytest.fail("simulated"))


def test_somebody_elses_folder_is_refused_and_left_as_it_was(small: Goal, tmp_path: Path):
    folder = tmp_path / "hasil"
    folder.mkdir()
    (folder / "candidates.csv").write_text("mine")
    with pytest.raises(FolderError, match=r"holds other things \(candidates.csv\); name an empty folder"):
        optimise(small, folder, work=lambda task: pytest.fail("simulated"))
    assert [path.name for path in folder.iterdir()] == ["candidates.csv"]
    assert (folder / "candidates.csv").read_text() == "mine"


def test_tables_are_written_whole_or_not_at_all(small: Goal, tmp_path: Path, monkeypatch: pytest.MonkeyPatch):
    found = optimise(small, work=noisy(two_queues))
    first = write_optimum(found, tmp_path / "hasil")
    before = [file.read_bytes() for file in first]

    def full(*_: object) -> None:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr("os.fsync", full)
    with pytest.raises(StorageError, match="No space left on device"):
        write_optimum(replace(found, goal=with_seed(found.goal, 1)), tmp_path / "hasil")
    assert [file.read_bytes() for file in first] == before


def test_the_points_of_an_asker_are_new_each_time(small: Goal):
    asker = Asker(small)
    points = [point for _ in range(9) for _, point in asker.ask(3)]
    assert len({tuple(point.values()) for point in points}) == len(points) == 27


def test_optuna_is_told_what_constraints_lack(tmp_path: Path):
    """More than 0 for what does not hold, as a share of the limit."""
    limits = [{"measure": "sojourn_time_mean", "at_most": 10.0}, {"measure": "sojourn_time_mean", "at_least": 4.0}]
    asker = Asker(goal(tmp_path, constraints=limits))
    ((asked, point),) = asker.ask(1)
    asker.tell(asked, Candidate(0, point, 0.0, pd.DataFrame({"sojourn_time_mean": [15.0, 15.0]})))
    assert list(asked.constraints.values()) == pytest.approx([0.5, -2.75])


# --- three offices whose optimum is known


@cache
def truth(name: str, replications: int) -> dict[tuple[Any, ...], Candidate]:
    """Every affordable candidate, with luck that no optimisation of these tests has."""
    wanted = read_goal(HERE / f"{name}.yaml")
    numbered = [(number, point) for number, point in enumerate(all_points(wanted)) if is_affordable(wanted, point)]
    with open_executor("threads") as who:
        simulate = Simulator(wanted, range(500_000, 500_000 + replications), who, Memory(), attempt)
        return {tuple(one.point.values()): one for one in simulate(numbered)}


def best_in_truth(wanted: Goal, known: dict[tuple[Any, ...], Candidate]) -> tuple[Any, ...]:
    """The best of those whose means satisfy the constraints, which must lead clearly for the test to say anything."""
    keep = {key: one for key, one in known.items() if one.verdict(wanted).seems_feasible}
    best = min(keep, key=lambda key: -wanted.sign * keep[key].objective(wanted))
    assert known[best].verdict(wanted).is_feasible, "the truth itself is in doubt"
    return best


def serves_its_goal(found: Optimum, best: tuple[Any, ...]) -> bool:
    """Whether the true optimum is recommended, or is said not to be told from the best, or to be feasible perhaps."""
    finals = found.finals
    if finals.recommended is None:
        return False
    if tuple(finals.recommended.point.values()) == best:
        return True
    alike = set(finals.versus.loc[~finals.versus["is_told_apart"].astype(bool), "number"])
    undecided = [one for one in finals.candidates if one.number in alike and found.goal.objective != "cost"]
    undecided += [one for one in (finals.best, finals.near) if one is not None]
    return best in {tuple(one.point.values()) for one in undecided}


CASES = ("biaya-terkecil", "tunggu-terpendek", "formulir-singkat")


def hits(name: str, seeds: range, replications: int) -> tuple[int, int]:
    """In how many of these seeds the known optimum is recommended, and is within the stated confidence."""
    wanted = read_goal(HERE / f"{name}.yaml")
    known = truth(name, replications)
    best = best_in_truth(wanted, known)
    assert len(known) > wanted.spec.evaluations, "an exhaustive search proves nothing"
    results = [optimise(with_seed(wanted, seed)) for seed in seeds]
    assert all(not one.found.is_exhaustive for one in results)
    exact = sum(tuple(one.answer.point.values()) == best for one in results)
    return exact, sum(serves_its_goal(one, best) for one in results)


@pytest.mark.parametrize("name", CASES)
def test_a_known_optimum_is_found(name: str):
    exact, served = hits(name, range(3), 150)
    assert exact >= 2
    assert served == 3


@pytest.mark.verify
@pytest.mark.parametrize("name", CASES)
def test_known_optima_are_found_in_nine_of_ten_seeds(name: str):
    exact, served = hits(name, range(10), 500)
    print(f"{name}: recommended in {exact} of 10 seeds, within the stated confidence in {served}")
    assert served >= 9
