"""The example study can be opened, built and compared as it is, in both languages."""

import pytest

from simulator.studio.desk import Desk
from simulator.studio.example import OFFICE, example_study
from simulator.studio.offices import build
from simulator.studio.shelf import Memory
from simulator.studio.study import read_study, study_data
from simulator.teaching.words import Words

LANGUAGES = pytest.mark.parametrize("lang", ["id", "en"])


@LANGUAGES
def test_its_three_plans_are_offices_without_faults_or_cautions(lang):
    study = example_study(Words(lang))
    built = [build(study, plan.key, Words(lang)) for plan in (study.now, *study.plans)]
    assert len(built) == 4
    assert [(one.faults, one.cautions) for one in built] == [({}, ())] * 4
    assert len({one.scenario.hash for one in built}) == 4
    assert study.base.library == OFFICE


def test_the_last_plan_is_the_first_two_together():
    study = example_study(Words("id"))
    counter, link, both = (build(study, plan.key, Words("id")).patches for plan in study.plans)
    assert both == (*counter, *link)
    assert counter != link


def test_names_are_in_the_readers_language():
    names = [
        [study.name, *(plan.name for plan in study.plans)] for study in map(example_study, (Words("id"), Words("en")))
    ]
    assert not set(names[0]) & set(names[1])


def test_it_can_be_kept_and_read_again():
    study = example_study(Words("id"))
    assert read_study(study_data(study)) == study
    shelf = Memory()
    Desk(Words("id"), shelf).take_up(study)
    assert Desk(Words("id"), shelf).study == study
