"""Item analysis and normalised gain, beside numbers worked out another way."""

from collections.abc import Callable, Mapping
from concurrent.futures import ThreadPoolExecutor
from math import isnan, sqrt

import numpy as np
import pytest
from scipy import stats

from simulator.teaching.store import ClassRoom, Store, StoreError, events
from simulator.teaching.store.gain import Gain
from simulator.teaching.store.item_analysis import Item

Sit = Callable[[str, str, str], None]

# A row for each learner, a column for each question: 1 right, 0 wrong, - not answered.
BEFORE = ["1100", "1000", "0100", "1110", "0000", "1010", "1101", "0010", "1001", "1111", "010-"]
AFTER = ["1111", "1100", "1110", "1111", "1000", "1011", "1101", "0010", "1001", "1110"]


@pytest.fixture
def sit(store: Store, room: ClassRoom) -> Sit:
    """Somebody with a name sits a test; a pattern as above."""
    known: dict[str, str] = {}

    def sit_test(name: str, test: str, pattern: str) -> None:
        learner = known.setdefault(name, "") or store.join(room.code, name).id
        known[name] = learner
        for i, mark in enumerate(pattern):
            if mark != "-":
                store.record(
                    learner,
                    "answered",
                    f"{test}#q{i}",
                    {"answer": "right" if mark == "1" else f"w{i}", "success": mark == "1"},
                )

    return sit_test


@pytest.fixture
def tested(store: Store, room: ClassRoom, sit: Sit) -> None:
    for i, pattern in enumerate(BEFORE):
        sit(f"P{i:02}", "pre", pattern)
    for i, pattern in enumerate(AFTER):
        sit(f"P{i:02}", "post", pattern)


def by_question(items: list[Item], lesson: str) -> Mapping[str, Item]:
    return {item.step: item for item in items if item.lesson == lesson}


@pytest.mark.usefixtures("tested")
def test_item_analysis_is_that_of_the_books(store: Store, room: ClassRoom):
    found = by_question(store.items(room.id), "pre")
    marks = np.array([[mark == "1" for mark in row] for row in BEFORE], float)
    assert list(found) == ["q0", "q1", "q2", "q3"]
    for i, item in enumerate(found.values()):
        answered = np.array([row[i] != "-" for row in BEFORE])
        right, rest = marks[answered, i], np.delete(marks, i, axis=1).sum(axis=1)[answered]
        p, q = right.mean(), 1 - right.mean()
        r = (rest[right == 1].mean() - rest[right == 0].mean()) / rest.std() * sqrt(p * q)  # the definition
        assert (item.n, item.p) == (answered.sum(), pytest.approx(p))
        assert item.r == pytest.approx(r)
        assert item.p_low < item.p < item.p_high
        assert (item.tries.mean, item.tries.n) == (1, item.n)
        assert item.options == pytest.approx({"right": p, f"w{i}": q})
        assert not item.is_unreliable
    assert found["q3"].n == 10


def test_an_item_of_few_or_that_all_have_right_says_so(store: Store, room: ClassRoom, sit: Sit):
    for i in range(9):
        sit(f"P{i}", "01_why_queues_explode", "1" + "01"[i % 2])
    items = store.items(room.id)
    assert [(item.n, item.is_unreliable, isnan(item.r)) for item in items] == [(9, True, True)] * 2
    sit("P9", "01_why_queues_explode", "01")
    assert [item.is_unreliable for item in store.items(room.id)] == [False, False]
    assert not isnan(store.items(room.id)[0].r)


def test_tries_end_with_the_first_right_answer(store: Store, room: ClassRoom):
    for name, successes in (("A", [False, False, True, False, True]), ("B", [True]), ("C", [False, False])):
        learner = store.join(room.code, name)
        for i, success in enumerate(successes):
            store.record(learner.id, "answered", "01_why_queues_explode#quiz", {"answer": [i], "success": success})
    (item,) = store.items(room.id)
    assert (item.p, item.tries.mean, item.options) == (1 / 3, (3 + 1 + 2) / 3, {"[0]": 1.0})


def test_an_answer_is_right_only_if_it_says_so(store: Store, room: ClassRoom):
    learner = store.join(room.code, "A")
    for i, success in enumerate((1, "true", None, [True])):
        store.record(learner.id, "answered", f"pre#q{i}", {"success": success})
    assert [item.p for item in store.items(room.id)] == [0, 0, 0, 0]


@pytest.mark.usefixtures("tested")
def test_gain_is_hakes(store: Store, room: ClassRoom):
    found = store.gain(room.id)
    pre, post = ([25 * row.count("1") for row in rows] for rows in (BEFORE, AFTER))
    defined = [(b - a) / (100 - a) for a, b in zip(pre, post, strict=False) if a < 100]
    assert [one.gain for one in found.learners] == pytest.approx([*defined, None, None])
    assert (found.n_undefined, found.n_one_test) == (1, 1)
    mean = found.mean_of_gains
    interval = stats.ttest_1samp(defined, 0).confidence_interval()
    assert (mean.mean, mean.low, mean.high, mean.n) == pytest.approx((np.mean(defined), *interval, 9))
    a, b = np.array(pre[:10]), np.array(post)
    assert found.gain_of_means.mean == pytest.approx((b.mean() - a.mean()) / (100 - a.mean()))
    assert found.gain_of_means.n == 10
    assert mean.mean != pytest.approx(found.gain_of_means.mean)


@pytest.mark.usefixtures("tested")
def test_the_interval_of_the_gain_of_means_is_that_of_a_ratio(store: Store, room: ClassRoom):
    """By the variances and the covariance of learnt and left (Cochran, 6.5), and roughly by a jackknife."""
    found = store.gain(room.id)
    pairs = np.array([(one.pre, one.post) for one in found.learners if one.post is not None], float)
    n = len(pairs)
    without = np.array([np.delete(pairs, i, axis=0).mean(axis=0) for i in range(n)])
    gains = (without[:, 1] - without[:, 0]) / (100 - without[:, 0])
    error = sqrt((n - 1) / n * ((gains - gains.mean()) ** 2).sum())
    half_width = found.gain_of_means.half_width
    assert half_width == pytest.approx(stats.t.ppf(0.975, n - 1) * error, rel=0.2)
    learnt, left = pairs[:, 1] - pairs[:, 0], 100 - pairs[:, 0]
    (s_learnt, s_both), (_, s_left) = np.cov(learnt, left)
    g = learnt.mean() / left.mean()
    variance = (s_learnt - 2 * g * s_both + g**2 * s_left) / left.mean() ** 2 / n
    assert half_width == pytest.approx(stats.t.ppf(0.975, n - 1) * sqrt(variance))


def test_a_test_that_is_taken_twice_counts_the_first_time(store: Store, room: ClassRoom, sit: Sit):
    sit("A", "pre", "1000")
    sit("A", "pre", "1111")
    sit("A", "post", "1100")
    (one,) = store.gain(room.id).learners
    assert (one.pre, one.post, one.gain) == (25, 50, pytest.approx(1 / 3))


def test_the_number_of_questions_may_be_said(store: Store, room: ClassRoom, sit: Sit):
    sit("A", "pre", "11")
    sit("A", "post", "1111")
    (seen,), (said,) = store.gain(room.id).learners, store.gain(room.id, questions=10).learners
    assert (seen.pre, seen.post, seen.gain) == (100, 100, None)
    assert (said.pre, said.post, said.gain) == (20, 40, 0.25)


def test_a_test_that_was_handed_in_blank_has_nothing_right(store: Store, room: ClassRoom):
    one, other = store.join(room.code, "A"), store.join(room.code, "B")
    store.hand_in(one.id, "pre", {})
    (first, second) = store.gain(room.id).learners
    assert (first.pre, first.post, second.pre) == (0, None, None), "nobody has answered anything"
    store.hand_in(one.id, "post", {"a": {"answer": 1, "success": True}})
    store.hand_in(other.id, "post", {})
    found = store.gain(room.id, questions=4)
    assert [(row.pre, row.post, row.gain) for row in found.learners] == [(0, 25, 0.25), (None, 0, None)]
    assert (found.gain_of_means.n, found.n_one_test) == (1, 1)


ANSWERS = {f"q{i}": {"answer": i, "success": i < 2} for i in range(6)}


def test_a_test_is_handed_in_whole_or_not_at_all(store: Store, room: ClassRoom, monkeypatch: pytest.MonkeyPatch):
    learner = store.join(room.code, "A")
    with monkeypatch.context() as broken:
        broken.setattr(events, "update", lambda _: 1 / 0)  # fails after the answers were written
        with pytest.raises(ZeroDivisionError):
            store.hand_in(learner.id, "pre", ANSWERS)
    assert store.events(learner.id) == []
    assert store.hand_in(learner.id, "pre", ANSWERS)
    verbs = [event.verb for event in store.events(learner.id, "pre")]
    assert verbs == ["answered"] * 6 + ["completed"]
    assert not store.hand_in(learner.id, "pre", {}), "once"
    assert [event.verb for event in store.events(learner.id, "pre")] == verbs
    assert store.hand_in(learner.id, "post", ANSWERS), "the other test is another one"


def test_a_test_handed_in_twice_at_once_counts_once(store: Store, room: ClassRoom):
    people = [store.join(room.code, f"P{i}") for i in range(6)]
    with ThreadPoolExecutor(4) as pool:
        done = list(
            pool.map(lambda one: store.hand_in(one.id, "pre", ANSWERS), [one for one in people for _ in range(4)])
        )
    assert sum(done) == 6
    assert [len(store.events(one.id)) for one in people] == [7] * 6


def test_who_has_filled_the_store_still_hands_in(store: Store, room: ClassRoom, monkeypatch: pytest.MonkeyPatch):
    learner = store.join(room.code, "A")
    monkeypatch.setattr(events, "EVENTS_PER_LEARNER", 1)
    store.record(learner.id, "opened", "01_why_queues_explode", {})
    with pytest.raises(StoreError, match="sudah penuh"):
        store.record(learner.id, "explored", "pre#q0", {})
    assert store.hand_in(learner.id, "pre", ANSWERS)
    with pytest.raises(StoreError, match="sudah tidak ada"):
        store.hand_in("x" * 43, "pre", ANSWERS)
    with pytest.raises(StoreError, match="sudah tidak ada"):
        store.hand_in("", "pre", ANSWERS)


def test_a_gain_that_is_not_there_says_so(store: Store, room: ClassRoom, sit: Sit):
    nothing: Gain = store.gain(room.id)
    assert (nothing.learners, nothing.mean_of_gains.n, nothing.gain_of_means.n) == ([], 0, 0)
    assert isnan(nothing.mean_of_gains.mean)
    assert isnan(nothing.gain_of_means.mean)
    sit("A", "pre", "11")
    sit("A", "post", "10")
    perfect = store.gain(room.id)
    assert (perfect.n_undefined, perfect.mean_of_gains.n, perfect.gain_of_means.n) == (1, 0, 1)
    assert isnan(perfect.gain_of_means.mean)
    sit("B", "pre", "10")
    sit("B", "post", "00")
    worse = store.gain(room.id)
    assert worse.learners[1].gain == -1
    assert (worse.mean_of_gains.n, isnan(worse.mean_of_gains.half_width)) == (1, True)
    assert worse.gain_of_means.mean == -2
