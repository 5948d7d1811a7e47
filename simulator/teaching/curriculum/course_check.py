"""Whether the weeks of a course add up, and its outcomes lead to one another."""

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping
from itertools import chain

from simulator.teaching.curriculum.lessons import Lesson, written_methods
from simulator.teaching.curriculum.schema import Activity, Course, Exam, Meeting
from simulator.teaching.curriculum.text import lesson_of

MEETINGS = 16
WHOLE = 100
"""Per cent of a mark, and points of an exam."""


def course_faults(course: Course, lessons: Mapping[str, Lesson]) -> Iterator[str]:
    """What does not add up: meetings, minutes, weights, outcomes, exams, references.

    Parameters
    ----------
    course : Course
        As its file has it.
    lessons : mapping of str to Lesson
        The lessons that there are.

    Yields
    ------
    str
        One sentence for each fault.
    """
    numbers = [meeting.number for meeting in course.meetings]
    if numbers != list(range(1, MEETINGS + 1)):
        yield f"the meetings have the numbers {', '.join(map(str, numbers))}; they must be 1 to {MEETINGS}, in order"
    yield from chain.from_iterable(_meeting_faults(meeting, course, lessons) for meeting in course.meetings)
    weight = sum(meeting.assessment.weight for meeting in course.meetings)
    if weight != WHOLE:
        yield f"the weights of the meetings add up to {weight} %; they must be {WHOLE} %"
    held = [part.lesson for meeting in course.meetings for part in meeting.meeting if part.lesson]
    if held != list(course.lessons):
        yield f"the meetings hold the lessons {', '.join(held)}; lessons must name the same, in the same order"
    yield from _outcome_faults(course)
    yield from _exam_faults(course)
    yield from _reference_faults(course)


def _meeting_faults(meeting: Meeting, course: Course, lessons: Mapping[str, Lesson]) -> Iterator[str]:
    rule = course.minutes_per_credit
    for what, parts, each in (
        ("meeting", meeting.meeting, rule.meeting),
        ("structured", meeting.structured, rule.structured),
        ("independent", meeting.independent, rule.independent),
    ):
        total, expected = sum(part.minutes for part in parts), course.credits * each
        if total != expected:
            wanted = f"{course.credits} credits of {each} are {expected}"
            yield f"meeting {meeting.number}: {what} has {total} minutes; {wanted}"
    yield from (f"meeting {meeting.number}: {fault}" for fault in _lesson_minutes(meeting.meeting, lessons))
    parts = (*meeting.meeting, *meeting.structured, *meeting.independent)
    yield from (f"meeting {meeting.number}: {fault}" for fault in _method_minutes(parts))


def _lesson_minutes(parts: Iterable[Activity], lessons: Mapping[str, Lesson]) -> Iterator[str]:
    for part in parts:
        lesson = lessons.get(part.lesson or "")
        if lesson and part.minutes != lesson.minutes:
            yield f"{lesson.name} has {part.minutes} minutes; the lesson takes {lesson.minutes}"


def _method_minutes(parts: Iterable[Activity]) -> Iterator[str]:
    methods = written_methods()
    for part in parts:
        if part.method and part.method not in methods:
            yield f"there is no notebook {part.method} for lecturers in both languages"
        elif part.method and part.minutes != methods[part.method].minutes:
            yield f"{part.method} has {part.minutes} minutes; the notebook takes {methods[part.method].minutes}"


def _outcome_faults(course: Course) -> Iterator[str]:
    """Each outcome serves one that exists, and is served; each is taught, and assessed with some weight."""
    programme = [one.name for one in course.programme_outcomes]
    own = [one.name for one in course.course_outcomes]
    stages = [one.name for one in course.sub_outcomes]
    yield from (f"{name} stands twice" for name, count in Counter(programme + own + stages).items() if count > 1)
    yield from _serve_faults([(one.name, one.serves) for one in course.course_outcomes], programme)
    yield from _serve_faults([(one.name, one.serves) for one in course.sub_outcomes], own)
    taught = {name for meeting in course.meetings for name in meeting.sub_outcomes if meeting.kind == "teaching"}
    marked = {name for meeting in course.meetings for name in meeting.sub_outcomes if meeting.assessment.weight}
    named = {name for meeting in course.meetings for name in meeting.sub_outcomes}
    yield from (f"a meeting names {name}, which is no Sub-CPMK" for name in sorted(named - set(stages)))
    yield from (f"{name} is taught in no meeting" for name in stages if name not in taught)
    yield from (f"{name} is assessed in no meeting" for name in stages if name not in marked)
    for outcome in course.sub_outcomes:
        held = {
            part.lesson
            for meeting in course.meetings
            if outcome.name in meeting.sub_outcomes
            for part in meeting.meeting
        }
        missing = sorted({lesson_of(part) for part in outcome.objectives} - held)
        yield from (f"{outcome.name} needs {name}, which no meeting for it holds" for name in missing)


def _serve_faults(pairs: list[tuple[str, tuple[str, ...]]], above: list[str]) -> Iterator[str]:
    served = {name for _, names in pairs for name in names}
    yield from (
        f"{one} serves {name}, which does not exist" for one, names in pairs for name in names if name not in above
    )
    yield from (f"nothing serves {name}" for name in above if name not in served)


def _exam_faults(course: Course) -> Iterator[str]:
    """One exam for each meeting that is one; its time fits, its points add up, its criteria are of the course."""
    stages = {one.name for one in course.sub_outcomes}
    meetings = Counter(meeting.kind for meeting in course.meetings if meeting.kind != "teaching")
    exams = Counter(exam.kind for exam in course.exams)
    if exams != meetings or set(meetings.values()) != {1} or len(meetings) != 2:
        yield "there must be one midterm and one final meeting, each with one exam"
    for exam in course.exams:
        yield from (f"{exam.kind} exam: {fault}" for fault in _rubric_faults(exam, course, stages))


def _rubric_faults(exam: Exam, course: Course, stages: set[str]) -> Iterator[str]:
    longest = course.credits * course.minutes_per_credit.meeting
    if exam.minutes > longest:
        yield f"it takes {exam.minutes} minutes; a meeting has {longest}"
    best = sum(criterion.levels[0].points for criterion in exam.rubric)
    if best != WHOLE:
        yield f"its best levels add up to {best} points; they must be {WHOLE}"
    for criterion in exam.rubric:
        points = [level.points for level in criterion.levels]
        if points != sorted(set(points), reverse=True):
            yield f"'{criterion.title.en}' has levels of {', '.join(map(str, points))} points; the best must come first"
        unknown = sorted(set(criterion.sub_outcomes) - stages)
        yield from (f"'{criterion.title.en}' names {name}, which is no Sub-CPMK" for name in unknown)


def _reference_faults(course: Course) -> Iterator[str]:
    listed = [one.name for one in course.references]
    used = {name for meeting in course.meetings for name in meeting.references}
    yield from (f"a meeting names the reference {name}, which is not listed" for name in sorted(used - set(listed)))
    yield from (f"no meeting names the reference {name}" for name in listed if name not in used)
