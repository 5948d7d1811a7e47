"""Lesson 14: by studies the theme on top is hardly more than a toss; by mentions it seems sure."""

import numpy as np
import pytest

from simulator.data import load
from simulator.teaching.lab import Lab
from simulator.teaching.lessons.evidence_tasks import SHOWN
from simulator.teaching.lessons.reading_evidence import ALL, FIRST, RIVAL, plan
from simulator.teaching.lessons.review_studies import (
    MENTIONS,
    STUDIES,
    Resampled,
    counted,
    printed_mentions,
    resampled,
    theme_names,
    without_theme,
)
from simulator.teaching.words import Words

WORDS = Words("id")
SEEDS = (3, 11, 101, 2026)


@pytest.fixture(scope="module")
def lesson():
    return plan(Lab(), WORDS)


def test_themes_of_studies_are_those_of_the_data_package():
    studies = load("review27", "studies")
    told = [text.split("; ") if isinstance(text, str) else [] for text in studies["theme"]]
    themes = list(load("review27", "themes")["id"])
    expected = [[int(theme in mine) for theme in themes] for mine in told]
    assert counted(STUDIES).tolist() == expected
    assert counted(STUDIES).sum(axis=0).tolist() == load("review27", "themes")["studies_cited"].tolist()
    assert without_theme() == sum(not mine for mine in told)


def test_mentions_of_other_works_are_no_studies():
    mentions = load("review27", "mentions")
    assert sum(printed_mentions()) == len(mentions)
    assert counted(MENTIONS).sum() == mentions["study"].notna().sum()
    assert (counted(MENTIONS) >= counted(STUDIES)).all()


@pytest.mark.parametrize("seed", SEEDS)
def test_by_studies_the_order_is_open_and_by_mentions_it_seems_sure(seed):
    studies, mentions = (resampled(what, ALL, seed) for what in (STUDIES, MENTIONS))
    top, top_mentions = (float(each.tops[FIRST]) for each in (studies, mentions))
    assert top - studies.half_width(top) > 0.48
    assert top + studies.half_width(top) < 0.62
    assert top_mentions - mentions.half_width(top_mentions) > 0.88
    _mean, low, high = studies.difference(FIRST, RIVAL)
    assert low < 0 < high


def test_without_replacement_nothing_changes():
    found = resampled(STUDIES, 0, 3)
    assert (found.counts == counted(STUDIES).sum(axis=0)).all()
    assert found.tops.tolist() == [1, 0, 0, 0]


def test_resampled_counts_have_the_mean_and_spread_of_the_bootstrap():
    found = resampled(STUDIES, ALL, 3).counts
    share = counted(STUDIES).mean(axis=0)
    error = np.sqrt(ALL * share * (1 - share))
    assert found.mean(axis=0) == pytest.approx(ALL * share, abs=4.5 * error.max() / np.sqrt(len(found)))
    assert found.std(axis=0) == pytest.approx(error, rel=0.1)


def test_replaced_studies_are_taken_out_at_random():
    """One study taken out lowers the count of theme 1 in 10 of 27 reviews, before another comes in its place."""
    found = resampled(STUDIES, 1, 3).counts[:, FIRST]
    share = 10 / ALL
    down = (found == 9).mean()
    assert down == pytest.approx(share * (1 - share), abs=4.5 * np.sqrt(0.25 / len(found)))
    assert (found == 11).mean() == pytest.approx(share * (1 - share), abs=4.5 * np.sqrt(0.25 / len(found)))


def test_fewer_replaced_studies_change_the_order_less_often():
    tops = [float(resampled(STUDIES, replaced, 3).tops[FIRST]) for replaced in (0, 1, 5, ALL)]
    assert tops == sorted(tops, reverse=True)


def test_tops_and_ties_of_hand_made_reviews():
    found = Resampled(np.array([[3, 1], [2, 2], [0, 4], [5, 1]]))
    assert found.tops.tolist() == [0.5, 0.25]
    assert found.tie == pytest.approx(0.25)
    assert found.difference(0, 1)[0] == pytest.approx(0.5)


def test_compare_says_both_counts_and_answers_every_guess(lesson):
    *_first, shown = lesson.displays["compare"].show({})
    assert "10 lawan 9 studi" in shown.text
    assert "2.000 ulasan tiruan" in shown.text
    assert all(words in shown.text for words in ("mudah percaya", "berhati-hati", "terlalu curiga"))
    assert len(shown.picture.marks) == 2


@pytest.mark.parametrize("replaced", [0, 1, ALL])
def test_explore_works_at_the_ends_of_its_lever(lesson, replaced):
    (lever,) = lesson.displays["explore"].levers
    assert lever.minimum <= replaced <= lever.maximum
    *_first, shown = lesson.displays["explore"].show({"replaced": float(replaced)})
    points = shown.picture.marks[0].points
    assert all(point.low <= point.y <= point.high for point in points)
    assert f"{replaced} dari {ALL}" in shown.text


@pytest.mark.parametrize("lang", ["id", "en"])
def test_every_subtheme_shows_its_mentions(lang):
    display = plan(Lab(), Words(lang)).displays["mentions"]
    mentions = load("review27", "mentions")["subtheme"]
    for place, subtheme in enumerate(SHOWN):
        *_first, shown = display.show({"subtheme": place})
        assert shown.text.startswith(f"{(mentions == subtheme).sum()} ")
        assert shown.table.count("<tr") == 1 + (mentions == subtheme).sum() > 1


@pytest.mark.parametrize(
    ("name", "answer", "right", "words"),
    [
        ("evidence", 4, True, "Benar"),
        ("evidence", 5, False, "banyaknya sebutan"),
        ("evidence", 27, False, "semua studi"),
        ("evidence", 9, False, "Tidak mungkin"),
        ("evidence", 2, False, "Terlalu sedikit"),
        ("percent_sum", 100.1, True, "Benar"),
        ("percent_sum", 100, False, "Seharusnya memang 100"),
        ("percent_sum", 68.53, False, "Baris pertama"),
        ("percent_sum", 100.2, False, "Sudah dekat"),
        ("percent_sum", 50, False, "kalkulator"),
    ],
)
def test_exercises(lesson, name, answer, right, words):
    verdict = lesson.exercises[name].judge(answer)
    assert verdict.right is right
    assert words in verdict.feedback


def test_quantities_and_handout(lesson):
    quantities = lesson.quantities()
    assert all(np.isfinite(one.value) for one in quantities.values())
    assert quantities["first_mentions"].value == 2 * quantities["second_mentions"].value
    blocks = lesson.handout()
    assert blocks["counts"].count("\n|") == len(theme_names("id")) + 1
    assert "100,10" in blocks["answers"]
