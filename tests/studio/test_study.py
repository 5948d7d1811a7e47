"""A study as plain data: what is written can be read back."""

import pytest

from simulator.studio.study import MOST_MADE, MOST_PLANS, Study, StudyError, read_study, study_data


@pytest.mark.parametrize("made", [0, 5, MOST_MADE - 1, MOST_MADE])
def test_plans_made_after_any_number_can_be_read_back(made):
    study = read_study({**study_data(Study()), "made": made})
    for place in range(MOST_PLANS):
        study = study.with_plan(f"Rencana {place}")
    again = read_study(study_data(study))
    assert again == study
    assert len({plan.key for plan in again.plans}) == MOST_PLANS


def test_a_plan_with_the_last_key_does_not_hinder_the_next():
    data = study_data(Study())
    last = {"key": f"p{MOST_MADE}", "name": "", "entries": {}}
    study = read_study({**data, "plans": [last, {**last, "key": "p1"}]}).with_plan("A").with_plan("B")
    assert [plan.key for plan in study.plans] == [f"p{MOST_MADE}", "p1", "p2", "p3"]
    assert read_study(study_data(study)).plans == study.plans


def test_a_key_is_not_used_again():
    study = Study().with_plan("A").with_plan("B")
    assert study.without_plan("p2").with_plan("C").plans[-1].key == "p3"


@pytest.mark.parametrize("made", [-1, MOST_MADE + 1, "3", None, 2.5])
def test_a_number_of_plans_that_cannot_be_is_refused(made):
    with pytest.raises(StudyError, match="made"):
        read_study({**study_data(Study()), "made": made})


@pytest.mark.parametrize("typed", ["a\u202eb\x07", "a\nb", "ab\u200b"])
def test_a_name_that_is_typed_keeps_no_letter_that_cannot_be_seen(typed):
    study = Study().named(typed).with_plan(typed).with_plan("x").renamed("p2", typed)
    assert (study.name, *(plan.name for plan in study.plans)) == ("ab", "ab", "ab")
