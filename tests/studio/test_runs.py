"""Offices are simulated once for a page, and nothing large is kept of them."""

from collections.abc import Callable
from threading import Thread
from typing import Any

import pytest

from simulator.scenario import Scenario, load_scenario
from simulator.studio import runs as module
from simulator.studio.runs import Runs

Simulated = list[tuple[str, int, bool]]


@pytest.fixture(scope="module")
def office() -> Scenario:
    return load_scenario("kantor-sehari")


@pytest.fixture(scope="module")
def plan(office: Scenario) -> Scenario:
    return office.patched("satu-loket-tambahan")


@pytest.fixture
def simulated(monkeypatch: pytest.MonkeyPatch) -> Simulated:
    """Names, replications, and whether the log was kept, of everything that is simulated."""
    seen: Simulated = []
    real: Callable[..., Any] = module.run

    def watched(scenario: Scenario, replications: int, *others: Any, keep_log: bool = True, **named: Any) -> Any:
        seen.append((scenario.name, replications, keep_log))
        return real(scenario, replications, *others, keep_log=keep_log, **named)

    monkeypatch.setattr(module, "run", watched)
    return seen


def test_an_office_is_simulated_once_for_each_seed_and_number(office: Scenario, simulated: Simulated) -> None:
    runs = Runs()
    first = runs.result(office, 3, 7)
    assert runs.result(office, 3, 7).values is first.values
    runs.result(office, 3, 8)
    runs.result(office, 2, 7)
    assert len(simulated) == 3


def test_a_plan_that_is_only_called_otherwise_is_not_simulated_again(plan: Scenario, simulated: Simulated) -> None:
    runs = Runs()
    runs.result(plan, 3, 7)
    renamed = plan.with_({"title": {"id": "Lain", "en": "Other"}})
    assert runs.result(renamed, 3, 7).scenario is renamed
    assert len(simulated) == 1


def test_offices_of_the_same_name_that_differ_are_not_taken_for_each_other(office: Scenario, plan: Scenario) -> None:
    runs, namesake = Runs(), plan.with_({"name": office.name})
    first, second = runs.result(office, 3, 7), runs.result(namesake, 3, 7)
    assert not first.values.equals(second.values)


def test_no_event_log_is_kept(office: Scenario, simulated: Simulated) -> None:
    runs = Runs()
    assert runs.result(office, 3, 7).kept_log is None
    assert runs.findings(office, 2, 7).answers is None
    assert runs.result(office, 2, 7).kept_log is None
    assert [kept for _name, _n, kept in simulated] == [False, True]


def test_logs_are_read_once_and_of_thirty_replications_at_most(office: Scenario, simulated: Simulated) -> None:
    runs = Runs()
    assert runs.findings(office, 300, 7, most=3) is runs.findings(office, 3, 7)
    assert [n for _name, n, _kept in simulated] == [3]
    assert module.LOGGED == 30


def test_of_long_logs_fewer_are_read_and_as_many_of_every_office(
    office: Scenario, plan: Scenario, monkeypatch: pytest.MonkeyPatch
) -> None:
    runs = Runs()
    long = [len(runs.day(each, 0, 7).log) for each in (office, plan)]
    assert runs.logged([office, plan], 300, 7) == 30
    assert runs.logged([office, plan], 4, 7) == 4
    monkeypatch.setattr(module, "MOST_ROWS", 7 * max(long))
    assert Runs().logged([office, plan], 300, 7) == 7
    monkeypatch.setattr(module, "MOST_ROWS", 1)
    assert Runs().logged([office, plan], 300, 7) == 2


def test_what_was_stopped_is_not_kept(office: Scenario, plan: Scenario) -> None:
    runs = Runs()
    done: list[int] = []
    stopped = runs.comparison(
        [office, plan], ["A"], 50, 7, stop=lambda: len(done) >= 2, told=lambda n, _of: done.append(n)
    )
    assert stopped is None
    assert len(done) < 50
    assert len(runs.result(office, 50, 7).values) == 50


def test_findings_that_were_stopped_are_not_kept(office: Scenario) -> None:
    runs = Runs()
    runs.findings(office, 4, 7, stop=lambda: True)
    assert runs.findings(office, 4, 7).values["costs"]["replication"].nunique() == 4


def test_progress_counts_the_replications_of_all_offices(office: Scenario, plan: Scenario) -> None:
    told: list[tuple[int, int]] = []
    Runs().comparison([office, plan], ["A"], 3, 7, told=lambda done, of: told.append((done, of)))
    assert told == [(n, 6) for n in range(1, 7)]


def test_a_precision_is_simulated_once_whatever_the_plans_are_called(
    office: Scenario, plan: Scenario, monkeypatch: pytest.MonkeyPatch
) -> None:
    seen: list[float] = []
    real: Callable[..., Any] = module.compare
    monkeypatch.setattr(
        module, "compare", lambda *given, **named: seen.append(named["precision"]) or real(*given, **named)
    )
    runs = Runs()
    first = runs.precise([office, plan], ["A"], 0.5, 7)
    renamed = plan.with_({"title": {"id": "Lain", "en": "Other"}})
    again = runs.precise([office, renamed], ["B"], 0.5, 7)
    assert seen == [0.5]
    assert (first.labels, again.labels) == (("A",), ("B",))
    assert again.alternatives[0].scenario is renamed
    assert again.difference("waiting_time_mean").equals(first.difference("waiting_time_mean"))
    runs.precise([office, plan], ["A"], 0.6, 7)
    runs.precise([office, plan], ["A"], 0.5, 8)
    runs.precise([office, office], ["A"], 0.5, 7)
    assert len(seen) == 4


def test_a_precision_that_was_stopped_is_not_kept(office: Scenario, plan: Scenario) -> None:
    runs = Runs()
    stopped = runs.precise([office, plan], ["A"], 0.3, 7, stop=lambda: True)
    assert len(stopped.base.values) == 1
    assert len(runs.precise([office, plan], ["A"], 0.3, 7).base.values) > 5


def test_the_oldest_results_are_forgotten_first(
    office: Scenario, simulated: Simulated, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(module, "MOST_KEPT", 2)
    runs = Runs()
    for seed in (1, 2, 1, 3, 1):
        runs.result(office, 2, seed)
    assert len(simulated) == 3
    runs.result(office, 2, 2)
    assert len(simulated) == 4


def test_two_threads_may_ask_at_the_same_time(office: Scenario, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(module, "MOST_KEPT", 2)
    runs, found = Runs(threads=1), []

    def ask(first: int) -> None:
        found.extend(len(runs.result(office, 2, first + seed % 3).values) for seed in range(12))

    threads = [Thread(target=ask, args=(first,)) for first in (1, 2)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert found == [2] * 24


def test_plans_of_the_same_name_stay_apart(office: Scenario, plan: Scenario) -> None:
    found = Runs().comparison([office, plan, plan], ["A", "A"], 2, 7)
    assert found is not None
    assert found.labels == ("A (1)", "A (2)")
    assert set(found.table()["scenario"]) == set(found.labels)
