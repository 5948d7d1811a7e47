"""What the studio shows is what the same study gives in a program, number for number."""

import numpy as np
import pandas as pd
import pytest

from simulator.experiments import Comparison, run
from simulator.experiments.compare import compare
from simulator.reports.findings import gather
from simulator.scenario import Scenario, load_scenario
from simulator.studio.runs import Runs

LABELS = ("Loket tambahan", "Tambahan juga", "Loket tambahan")


@pytest.fixture(scope="module")
def offices() -> list[Scenario]:
    """A small office, one more counter, no outages, and the first plan again under the same label."""
    base = load_scenario("kantor-sehari")
    plan = base.patched("satu-loket-tambahan")
    more = base.patched("tanpa-gangguan")
    return [base, plan, more, plan.with_({"name": "lagi"})]


def assert_same(one: Comparison, other: Comparison) -> None:
    """Every number that a reader may see, to the last bit."""
    names = list(map(str, other.base.values))
    pd.testing.assert_frame_equal(one.table(), other.table(), check_exact=True)
    pd.testing.assert_frame_equal(one.table(names), other.table(names), check_exact=True)
    pd.testing.assert_frame_equal(one.values(), other.values(), check_exact=True)
    assert one.labels == other.labels
    assert one.notes() == other.notes()
    assert [run.provenance.scenario_hash for run in (one.base, *one.alternatives)] == [
        run.provenance.scenario_hash for run in (other.base, *other.alternatives)
    ]


@pytest.mark.parametrize("n", [2, 5, 31])
def test_offices_simulated_one_by_one_compare_as_offices_simulated_together(offices: list[Scenario], n: int) -> None:
    base, *plans = offices
    mine = Runs().comparison(offices, LABELS, n, 7)
    assert mine is not None
    assert_same(mine, compare(base, *plans, replications=n, seed=7, labels=LABELS))


def test_what_was_simulated_before_for_another_comparison_changes_nothing(offices: list[Scenario]) -> None:
    base, *plans = offices
    runs = Runs()
    for some in (offices[:2], offices[::-1], offices):
        runs.comparison(some, LABELS[: len(some) - 1], 5, 7)
    again = runs.comparison(offices, LABELS, 5, 7)
    assert again is not None
    assert_same(again, compare(base, *plans, replications=5, seed=7, labels=LABELS))


def test_values_that_come_from_the_reading_of_logs_are_the_same(offices: list[Scenario]) -> None:
    base, plan = offices[:2]
    runs = Runs()
    for office in (base, plan):
        runs.findings(office, 4, 7)
    mine = runs.comparison([base, plan], LABELS[:1], 4, 7)
    assert mine is not None
    assert_same(mine, compare(base, plan, replications=4, seed=7, labels=LABELS[:1]))


def test_a_precision_gives_as_many_replications_and_the_same_numbers(offices: list[Scenario]) -> None:
    base, plan = offices[:2]
    mine = Runs().precise([base, plan], LABELS[:1], 0.3, 7)
    theirs = compare(base, plan, precision=0.3, seed=7, labels=LABELS[:1])
    assert_same(mine, theirs)
    assert mine.base.precision == theirs.base.precision
    assert len(mine.base.values) > 5


def test_another_seed_gives_other_numbers(offices: list[Scenario]) -> None:
    """The check above can fail."""
    base, plan = offices[:2]
    mine = Runs().comparison([base, plan], LABELS[:1], 5, 8)
    assert mine is not None
    with pytest.raises(AssertionError):
        assert_same(mine, compare(base, plan, replications=5, seed=7, labels=LABELS[:1]))


def test_findings_are_those_of_the_first_replications(offices: list[Scenario]) -> None:
    mine, theirs = Runs().findings(offices[1], 100, 7, most=3), gather(run(offices[1], 3, 7))
    assert set(mine.values) == set(theirs.values)
    for name in theirs.values:
        pd.testing.assert_frame_equal(mine.values[name], theirs.values[name], check_exact=True)


def test_a_day_is_that_of_the_same_replication_in_any_run(offices: list[Scenario]) -> None:
    alone = Runs().day(offices[1], 3, 7).log
    other = run(offices[1], 4, 7).log.split()[3]
    assert alone.replications == other.replications == (3,)
    assert len(alone) > 50
    np.testing.assert_array_equal(alone.rows(), other.rows())
