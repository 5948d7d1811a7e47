"""Ranking and selection: what is promised is kept, and the papers' formulas are those used."""

from collections.abc import Callable, Sequence
from typing import Any

import numpy as np
import pytest
from scipy import stats
from sim_tools.ovs.fixed_budget import OCBA
from sim_tools.ovs.indifference_zone import KN

from simulator.experiments import run
from simulator.experiments.ranking import kim_nelson, ocba
from simulator.experiments.selection import select
from simulator.scenario import Scenario, load_scenario

SHOWN = 300


class Normals:
    """Normal observations of several alternatives; number r of each shares a part of its luck."""

    def __init__(self, means: Sequence[float], sds: Sequence[float], shared: float, seed: int):
        self.means, self.sds, self.shared = means, sds, shared
        self.luck = np.random.default_rng(seed)
        self.common: list[float] = []

    def __call__(self, i: int, r: int) -> float:
        while len(self.common) <= r:
            self.common.append(self.luck.normal())
        return self.means[i] + self.sds[i] * self.luck.normal() + self.shared * self.common[r]


class Environment:
    """The same observations, as sim-tools asks for them."""

    def __init__(self, observe: Callable[[int, int], float]):
        self.observe, self.asked = observe, dict[int, int]()

    def register_observer(self, observer: Any) -> None:
        self.observer = observer

    def simulate(self, design: int) -> None:
        r = self.asked.get(design, 0)
        self.asked[design] = r + 1
        self.observer.feedback(self, design, self.observe(design, r))


def share_correct(find: Callable[[int], int], best: int, promised: float) -> None:
    """The best is found at least as often as promised; false alarm 1e-5 at a fresh seed where it just keeps its word."""
    correct = sum(find(number) == best for number in range(SHOWN))
    assert stats.binom.cdf(correct, SHOWN, promised) > 1e-5, f"{correct} of {SHOWN}, promised {promised}"


@pytest.mark.parametrize("shared", [0.0, 5.0])
@pytest.mark.parametrize(
    ("means", "sds", "best"),
    [
        ((0.0, 0.0, 0.0, 1.0), (1.0, 1.0, 1.0, 1.0), 3),  # the hardest case: all others just outside indifference
        ((1.0, 0.0, 0.0), (0.2, 0.2, 6.0), 0),  # one much noisier than the others
    ],
)
def test_kn_keeps_its_promise(means: Sequence[float], sds: Sequence[float], best: int, shared: float, seed: int):
    def find(number: int) -> int:
        found = kim_nelson(Normals(means, sds, shared, seed + number), len(means), indifference=1.0, confidence=0.9)
        assert found.correct == 0.9
        return found.contenders[0]

    share_correct(find, best, 0.9)


def test_common_luck_saves_replications(seed: int):
    def spent(shared: float, own: float) -> int:
        found = kim_nelson(Normals((0, 0.5), (own, own), shared, seed), 2, indifference=0.5, confidence=0.95)
        return sum(map(len, found.observations))

    assert spent(shared=3.0, own=0.5) < 0.2 * spent(shared=0.0, own=np.sqrt(9.25))


def test_kn_is_that_of_sim_tools_where_that_is_right(seed: int):
    """Two alternatives: there it looks up the right variance. It makes one replication more after the end."""
    for number in range(20):
        ours = kim_nelson(Normals((0, 0.7), (1, 2), 1.0, seed + number), 2, indifference=0.6, confidence=0.95)
        held = {i: list(values) for i, values in enumerate(ours.observations)}
        environment = Environment(lambda i, r, held=held: held[i][r] if r < len(held[i]) else 0.0)
        theirs = KN(environment, 2, 0.6, alpha=0.05, n_0=10)
        assert tuple(theirs.solve()) == ours.contenders
        loser = 1 - ours.contenders[0]
        assert environment.asked[loser] == len(ours.observations[loser])


def test_kn_eliminates_when_the_formula_says():
    """Four alternatives whose differences alternate by ±1 around 0.5, so S² = 10/9: with n0 = 10 and alpha = 0.05 an
    inferior one is out at the first r with 0.5 > 0.2 / (2 r) (h² S² / 0.04 - r), h² = 9 ((2 · 0.05 / 3)^(-2/9) - 1)."""

    def observe(i: int, r: int) -> float:
        return 0.5 + (-1.0) ** r if i == 0 else 0.0

    h_squared = 9 * ((0.1 / 3) ** (-2 / 9) - 1)
    reached = (r for r in range(10, 10_000) if 0.5 + (r % 2) / r > 0.1 / r * (h_squared * (10 / 9) / 0.04 - r))
    found = kim_nelson(observe, 4, indifference=0.2, confidence=0.95)
    assert found.contenders == (0,)
    assert len(found.observations[1]) == next(reached)


def test_sim_tools_looks_up_the_variance_of_another_pair(seed: int):
    """Why KN is written out: with three alternatives, 2 against 0 is judged by the variance of 1 and 2."""
    theirs = KN(Environment(Normals((0, 0, 0), (1, 1, 9), 0.0, seed)), 3, 0.5, n_0=10)
    theirs.reset()
    theirs._initialisation()
    observed = theirs._init_obs
    of_pair = {(i, j): (observed[i] - observed[j]).var(ddof=1) for i in range(3) for j in range(3)}
    used = theirs._variance_of_diffs[2 * 2 + (0 - 1)]
    assert used == pytest.approx(of_pair[1, 2])
    assert used != pytest.approx(of_pair[2, 0])


def test_kn_ends_with_a_tie_where_alternatives_are_the_same():
    def observe(i: int, r: int) -> float:
        return 1.0 + 0.01 * (r % 3) if i else 0.0

    assert kim_nelson(observe, 3, indifference=0.1, confidence=0.95).contenders == (1, 2)


def test_kn_says_so_when_the_budget_ends_first(seed: int):
    found = kim_nelson(Normals((0, 0.01), (5, 5), 0, seed), 2, indifference=0.01, confidence=0.95, budget=100)
    assert found.contenders == (0, 1)
    assert np.isnan(found.correct)
    assert [len(values) for values in found.observations] == [50, 50]


def test_ocba_finds_the_best_more_often_than_equal_shares(seed: int):
    means, budget = (0.0, 0.9, 1.0, -2.0, -2.0, -2.0), 300

    def equal(number: int) -> bool:
        observe = Normals(means, [1.0] * 6, 0, seed + number)
        return int(np.argmax([np.mean([observe(i, r) for r in range(budget // 6)]) for i in range(6)])) == 2

    def allocated(number: int) -> bool:
        found = ocba(Normals(means, [1.0] * 6, 0, seed + number), 6, budget)
        assert sum(map(len, found.observations)) == budget
        return found.contenders == (2,)

    n = SHOWN
    better, usual = sum(map(allocated, range(n))), sum(map(equal, range(n)))
    assert better - usual > 0.03 * n


def test_ocba_estimates_its_own_probability_of_being_right(seed: int):
    """The mean of the estimates lies at or below the share of right answers, but not far."""
    found = [ocba(Normals((0, 0, 0.5), (1, 1, 1), 0, seed + number), 3, 90) for number in range(SHOWN)]
    right = np.mean([one.contenders == (2,) for one in found])
    assert right - 0.2 < np.mean([one.correct for one in found]) < right + 0.05


def test_ocba_allocates_as_the_formula_says():
    """Many observations: N(i)/N(j) = (s(i) d(j) / (s(j) d(i)))^2, N(b) = s(b) sqrt(sum N(i)^2 / s(i)^2)."""
    means, sds = np.array([0.0, 2.0, 3.0]), np.array([2.0, 1.0, 1.5])
    n = np.array([len(v) for v in ocba(Normals(means, sds, 0, 1), 3, 20_000).observations])
    expected = np.array([(2.0 / 3) ** 2, (1.0 / 1) ** 2, 0.0])
    expected[2] = 1.5 * np.sqrt((expected[:2] ** 2 / sds[:2] ** 2).sum())
    assert n / n.sum() == pytest.approx(expected / expected.sum(), abs=0.03)


def test_sim_tools_takes_a_wrong_variance_of_negative_observations(seed: int):
    """Why OCBA is written out."""
    theirs = OCBA(Environment(Normals((-10, -11, -12), (1, 1, 1), 0, seed)), 3, 60, 5, obj="max")
    theirs.solve()
    assert theirs._vars.min() > 50


def test_ocba_takes_two_alternatives_without_any_noise():
    found = ocba(lambda i, r: float(i), 2, 40)
    assert found.contenders == (1,)
    assert found.correct == pytest.approx(1)
    assert sum(map(len, found.observations)) == 40


@pytest.fixture(scope="module")
def offices() -> tuple[Scenario, dict[str, Scenario]]:
    base = load_scenario("kantor-sehari")

    def staffed(servers: int) -> Scenario:
        return base.with_({f"stations[loket-pelayanan].roster[{part}].servers": servers for part in (0, 2)})

    return base, {"satu": staffed(1), "tiga": staffed(3), "empat": staffed(4)}


MEASURE = "waiting_time_mean[loket-pelayanan]"


def test_the_best_staffing_of_an_office_is_selected(offices: tuple[Scenario, dict[str, Scenario]], seed: int):
    """More counters, shorter waits: four are best, and within 15 minutes nothing else is."""
    base, alternatives = offices
    truth = {
        name: run(office, 200, seed + 1, keep_log=False).column(MEASURE).mean() for name, office in alternatives.items()
    }
    assert truth["tiga"] - truth["empat"] > 1
    for method, more in (("kn", {"indifference": 1.0}), ("ocba", {"budget": 160})):
        found = select(base, alternatives, MEASURE, method=method, seed=seed, **more)
        assert found.winners == ("empat",)
        assert found.is_finished
        table = found.table()
        assert table["alternative"].tolist() == ["empat", "tiga", "kantor-sehari", "satu"]
        assert table["is_selected"].tolist() == [True, False, False, False]
        assert table["replications"].sum() == found.replications
        assert found.estimate("satu").n >= 10


def test_the_largest_is_selected_where_more_is_better(offices: tuple[Scenario, dict[str, Scenario]]):
    base, alternatives = offices
    found = select(base, alternatives, "service_level[loket-pelayanan]", goal="max", indifference=0.05)
    assert found.winners == ("empat",)
    assert found.confidence == 0.95


def test_replications_of_the_alternatives_share_their_luck(offices: tuple[Scenario, dict[str, Scenario]]):
    base, alternatives = offices
    found = select(base, {"tiga": alternatives["tiga"]}, MEASURE, method="ocba", budget=24, seed=5)
    both = min(len(values) for values in found.observations.values())
    for office in (base, alternatives["tiga"]):
        values = found.observations["tiga" if office is not base else base.name][:both]
        np.testing.assert_array_equal(values, run(office, both, seed=5, keep_log=False).column(MEASURE))


def test_results_do_not_depend_on_the_number_of_threads(offices: tuple[Scenario, dict[str, Scenario]]):
    base, alternatives = offices
    one, three = (select(base, alternatives, MEASURE, indifference=1.0, threads=threads) for threads in (1, 3))
    for name, values in one.observations.items():
        np.testing.assert_array_equal(values, three.observations[name])


@pytest.mark.parametrize(
    ("more", "words"),
    [
        ({"measure": "wait"}, "kantor-sehari has no measure 'wait'; possible are"),
        ({}, "KN needs the smallest difference that matters"),
        ({"indifference": -1}, "KN needs the smallest difference that matters"),
        ({"method": "ocba"}, "OCBA needs a budget"),
        ({"method": "luck"}, "there is no method 'luck'; possible are: kn, ocba"),
        ({"indifference": 1, "budget": 20}, "the first 10 of 4 need 40"),
        ({"indifference": 1, "first": 2}, "at least 5 replications"),
        ({"indifference": 1, "confidence": 0.2}, "between a blind choice and 1"),
        ({"indifference": 1, "alternatives": {}}, "name at least one alternative"),
    ],
)
def test_what_makes_no_sense_is_refused(
    offices: tuple[Scenario, dict[str, Scenario]], more: dict[str, Any], words: str
):
    base, alternatives = offices
    with pytest.raises(ValueError, match=words):
        select(base, **{"alternatives": alternatives, "measure": MEASURE, **more})


def test_a_measure_without_a_value_is_named(offices: tuple[Scenario, dict[str, Scenario]]):
    base = offices[0]
    closed = base.with_({"case_classes[nib].arrivals.per_day": 0.01, "case_classes[nib-prioritas].arrivals.per_day": 0.01,
                         "case_classes[izin-dokumen].arrivals.per_day": 0.01, "case_classes[informasi].arrivals.per_day": 0.01})  # fmt: skip
    with pytest.raises(ValueError, match=r"kosong: replication \d+ has no waiting_time_mean; choose a measure"):
        select(base, {"kosong": closed}, "waiting_time_mean", indifference=1)
