"""A curriculum that does not add up is found out: one planted fault for each check."""

from collections.abc import Mapping
from pathlib import Path

import pytest

from simulator.teaching.curriculum import CURRICULA, curriculum_names, read_curriculum
from simulator.teaching.curriculum.check import plan_faults
from simulator.teaching.curriculum.lessons import Lesson, written_lessons
from simulator.teaching.curriculum.text import Text


def stand_in(name: str) -> Lesson:
    """A lesson of three objectives that is written, as far as a plan can see."""
    text = Text(id=name, en=name)
    return Lesson(name, text, 45, ("title", "objectives"), (text, text, text))


@pytest.fixture(scope="module")
def lessons() -> Mapping[str, Lesson]:
    """All lessons that the curricula name, whether they are written yet or not."""
    named = {lesson for name in curriculum_names() for lesson in read_curriculum(name).lessons}
    assert len(named) == 16
    return {name: stand_in(name) for name in named}


def faults(name: str, folder: Path, lessons: Mapping[str, Lesson]) -> list[str]:
    """What is wrong with a plan, but for items of lessons that are not in the copy."""
    found = plan_faults(read_curriculum(name, folder), lessons, folder)
    return [fault.text for fault in found if not fault.text.startswith("no item with use `test`")]


@pytest.mark.parametrize("name", curriculum_names())
def test_the_plans_hold_together_once_all_lessons_are_written(name: str, lessons):
    assert faults(name, CURRICULA, lessons) == []


@pytest.mark.parametrize("name", curriculum_names())
def test_every_lesson_is_written(name: str):
    """Red until the last lesson is there in both languages."""
    missing = [lesson for lesson in read_curriculum(name).lessons if lesson not in written_lessons()]
    assert missing == []


def test_a_lesson_without_what_it_builds_on_is_told(lessons):
    """The path of the planners has lesson 15, whose notebook says: best after 01, 07 and 08."""
    planners = read_curriculum("planners")
    assert written_lessons()["15_your_office"].after == ("01", "07", "08")
    without = tuple(name for name in planners.lessons if name != "07_files_sent_back")
    late = (*without, "07_files_sent_back")
    told = "15_your_office is best after lesson 07, which does not come before it"
    for path, expected in ((planners.lessons, []), (without, [told]), (late, [told])):
        found = plan_faults(planners.model_copy(update={"lessons": path}), written_lessons())
        assert [fault.text for fault in found if "best after" in fault.text] == expected


def test_what_a_lesson_builds_on_is_read_from_every_notebook():
    after = {name: lesson.after for name, lesson in written_lessons().items() if lesson.after}
    assert len(after) >= 12
    assert after["09_legal_clock"] == ("01", "08")


TRAINING = [
    ("        minutes: 15\n        title: {id: Istirahat, en: Break}", "        minutes: 20\n        title: {id: Istirahat, en: Break}",
     ["day 1: its sessions end at 15:35; it says 15:30"]),
    ("      - {kind: lesson, minutes: 45, lesson: 01_why_queues_explode}", "      - {kind: lesson, minutes: 50, lesson: 01_why_queues_explode}",
     ["day 1: its sessions end at 15:35; it says 15:30", "day 1: 365 minutes count; 8 JP of 45 minutes are 360",
      "day 1: 01_why_queues_explode has 50 minutes; the lesson takes 45"]),
    ("jp: 16\n", "jp: 17\n", ["the days have 16 JP; the training has 17"]),
    ("minutes_per_jp: 45", "minutes_per_jp: 40",
     ["day 1: 360 minutes count; 8 JP of 40 minutes are 320", "day 2: 360 minutes count; 8 JP of 40 minutes are 320"]),
    ("  - 00_our_office\n", "", ["the days hold the lessons 00_our_office, 01_why_queues_explode",
     "where_days_go needs 00_our_office, but 00_our_office is not among the lessons"]),
    ("  - 00_our_office\n", "  - 00_our_office\n  - 00_our_office\n", ["lessons names 00_our_office twice", "the days hold the lessons"]),
    ("      - kind: test\n", "      - kind: practice\n", ["there are 1 sessions of kind test"]),
    ("test: {minutes: 30,", "test: {minutes: 40,", ["a test has 30 minutes; its paper needs 40", "a test has 30 minutes; its paper needs 40"]),
    ("01_why_queues_explode#3", "01_why_queues_explode#4", ["own_office needs 01_why_queues_explode#4, but 01_why_queues_explode has 3 objectives"]),
    ("objectives: [00_our_office, 08_behind_the_counter]", "objectives: [00_our_office]", ["08_behind_the_counter leads to none of the goals"]),
    ("objectives: [00_our_office, 08_behind_the_counter]", "objectives: [00_our_office, 08_behind_the_counter, 02_variation_costs]",
     ["where_days_go needs 02_variation_costs, but 02_variation_costs is not among the lessons"]),
    ("evaluation: [reaction,", "evaluation: [reaksi,", ["there is no form 'reaksi'"]),
]  # fmt: skip
"""What is spoilt in the workshop, and every fault it must be told by, and no other."""


@pytest.mark.parametrize(("old", "new", "expected"), TRAINING)
def test_a_training_that_does_not_add_up(folder: Path, spoil, lessons, old, new, expected):
    spoil("workshop/curriculum.yaml", old, new)
    found = faults("workshop", folder, lessons)
    assert len(found) == len(expected), found
    for fault in expected:
        assert any(text.startswith(fault) for text in found), found


COURSE = [
    ("  - number: 2\n", "  - number: 3\n", ["the meetings have the numbers 1, 3, 3, 4"]),
    ("      - minutes: 35\n", "      - minutes: 30\n", ["meeting 1: meeting has 145 minutes; 3 credits of 50 are 150"]),
    ("      - minutes: 180\n", "      - minutes: 170\n", ["meeting 1: structured has 170 minutes; 3 credits of 60 are 180"]),
    ("      - minutes: 120\n", "      - minutes: 130\n", ["meeting 1: independent has 190 minutes; 3 credits of 60 are 180"]),
    ("        method: 01_office_in_simpy", "        method: 01_office_in_ciw", ["meeting 2: there is no notebook 01_office_in_ciw"]),
    ("      - minutes: 100\n        method: 01_office_in_simpy\n", "      - minutes: 90\n        method: 01_office_in_simpy\n",
     ["meeting 2: structured has 170 minutes", "meeting 2: 01_office_in_simpy has 90 minutes; the notebook takes 100"]),
    ("      weight: 25\n", "      weight: 24\n", ["the weights of the meetings add up to 99 %; they must be 100 %"]),
    ("      - minutes: 45\n        lesson: 02_variation_costs\n", "      - minutes: 45\n",
     ["the meetings hold the lessons", "Sub-CPMK-2 needs 02_variation_costs, which no meeting for it holds"]),
    ("      - CPL-1\n      - CPL-3\n", "      - CPL-9\n      - CPL-3\n", ["CPMK-3 serves CPL-9, which does not exist"]),
    ("      - CPMK-3\n      - CPMK-5\n", "      - CPMK-3\n", ["nothing serves CPMK-5"]),
    ("  - name: CPMK-2\n", "  - name: CPMK-1\n", ["CPMK-1 stands twice", "Sub-CPMK-2 serves CPMK-2, which", "Sub-CPMK-3 serves CPMK-2, which"]),
    ("    minutes: 120\n", "    minutes: 160\n", ["midterm exam: it takes 160 minutes; a meeting has 150"]),
    ("    kind: midterm\n", "    kind: teaching\n", ["there must be one midterm and one final meeting, each with one exam"]),
    ("      - R11\n", "      - R19\n", ["a meeting names the reference R19, which is not listed", "no meeting names the reference R11"]),
]  # fmt: skip
"""What is spoilt in the course, and every fault it must be told by, and no other."""


@pytest.mark.parametrize(("old", "new", "expected"), COURSE)
def test_a_course_that_does_not_add_up(folder: Path, spoil, lessons, old, new, expected):
    spoil("university/curriculum.yaml", old, new)
    found = faults("university", folder, lessons)
    assert len(found) == len(expected), found
    for fault in expected:
        assert any(text.startswith(fault) for text in found), found


RUBRIC = [
    ("- points: 20\n", "- points: 21\n", "midterm exam: its best levels add up to 101 points; they must be 100"),
    (
        "- points: 14\n",
        "- points: 20\n",
        "midterm exam: 'Route and places of waiting' has levels of 20, 20, 8, 0 points",
    ),
]


@pytest.mark.parametrize(("old", "new", "expected"), RUBRIC)
def test_a_rubric_that_does_not_add_up(folder: Path, spoil, lessons, old, new, expected):
    spoil("university/curriculum.yaml", old, new)
    (fault,) = faults("university", folder, lessons)
    assert fault.startswith(expected)


def test_an_outcome_that_is_taught_but_not_assessed(folder: Path, lessons):
    course = read_curriculum("university", folder)
    meetings = [
        one.model_copy(update={"assessment": one.assessment.model_copy(update={"weight": 0})})
        if 7 in (one.number,)
        else one
        for one in course.meetings
    ]
    meetings[7] = meetings[7].model_copy(
        update={
            "sub_outcomes": meetings[7].sub_outcomes[:-1],
            "assessment": meetings[7].assessment.model_copy(update={"weight": 28}),
        }
    )
    spoilt = course.model_copy(update={"meetings": tuple(meetings)})
    found = [fault.text for fault in plan_faults(spoilt, lessons, folder) if "no item" not in fault.text]
    assert found == ["Sub-CPMK-6 is assessed in no meeting"]


def test_an_outcome_that_is_assessed_but_not_taught(folder: Path, lessons):
    course = read_curriculum("university", folder)
    exam = course.meetings[7].model_copy(update={"sub_outcomes": (*course.meetings[7].sub_outcomes, "Sub-CPMK-11")})
    outcome = course.sub_outcomes[0].model_copy(update={"name": "Sub-CPMK-11", "objectives": ()})
    update = {
        "meetings": (*course.meetings[:7], exam, *course.meetings[8:]),
        "sub_outcomes": (*course.sub_outcomes, outcome),
    }
    found = [fault.text for fault in plan_faults(course.model_copy(update=update), lessons, folder)]
    assert "Sub-CPMK-11 is taught in no meeting" in found


def test_a_goal_without_a_test_item_is_told(folder: Path, spoil):
    """Goals of lessons that are written need an item that a paper can ask; `queues` has none when lesson 01 has none."""
    bank = folder / "lessons" / "01_why_queues_explode" / "items.yaml"
    training = read_curriculum("planners", folder)
    goals = (training.goals[0].model_copy(update={"objectives": ("01_why_queues_explode",)}),)
    training = training.model_copy(update={"goals": goals, "lessons": ("01_why_queues_explode",)})
    lessons = {"01_why_queues_explode": stand_in("01_why_queues_explode")}
    before = [fault.text for fault in plan_faults(training, lessons, folder)]
    bank.write_text(bank.read_text(encoding="utf-8").replace("use: [test]", "use: [quiz]"), encoding="utf-8")
    after = [fault.text for fault in plan_faults(training, lessons, folder)]
    assert set(after) - set(before) == {"no item with use `test` assesses capacity: 01_why_queues_explode"}
