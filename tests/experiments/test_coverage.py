"""Do 95 % intervals hold the truth 95 times of 100? The whole table is in docs/decisions/0015-studies.md."""

import pytest
from scipy import stats

from benchmarks.coverage import Coverage, studies_by_precision, studies_of_compare, studies_of_run, truth

STUDIES = 1000
LOAD = 0.6


def test_the_truth_is_that_of_a_longer_way():
    """The mean queue of a day, from half as many steps and from the two halves of the day."""
    assert truth(0.6) < truth(0.75) < truth(0.9)
    assert truth(0.75, 9.0) < truth(0.75)


@pytest.mark.verify
@pytest.mark.parametrize("kind", [studies_of_run, studies_of_compare, studies_by_precision])
def test_intervals_hold_the_truth(kind):
    found: Coverage = kind(LOAD, STUDIES)
    print(f"\n{found.kind}: {found.holding} of {found.studies} intervals hold {found.truth:.4f}")
    assert 0.93 <= found.share <= 0.97


def test_a_few_studies_do_not_contradict_it():
    """60 intervals of 95 %: fewer than 48 would hold the truth once in 400,000 times."""
    found = studies_of_run(0.6, 60)
    assert found.holding >= stats.binom.ppf(2.5e-6, 60, 0.95)
    assert found.holding < 60 or found.share == 1
