"""A course on paper: the plan of a semester (RPS), with its exams and their rubrics."""

from collections.abc import Iterable

from simulator.teaching.curriculum.lessons import Lesson, written_methods
from simulator.teaching.curriculum.markdown import (
    BREAK,
    NEW_SHEET,
    facts_table,
    grid,
    joined,
    lesson_title,
    numbered,
    points,
)
from simulator.teaching.curriculum.page import Page
from simulator.teaching.curriculum.schema import Activity, Course, Criterion, Exam, Level, Meeting
from simulator.teaching.curriculum.syllabus import evaluation_table, numbers_of
from simulator.teaching.curriculum.text import Lang
from simulator.teaching.curriculum.words import FILES, label

NO_BREAK_HYPHEN = "\u2011"


def course_plan(course: Course, lessons: dict[str, Lesson], lang: Lang) -> Page:
    """The plan of a course.

    Parameters
    ----------
    course : Course
        As its file has it.
    lessons : dict of str to Lesson
        The lessons that there are, for their titles.
    lang : {"id", "en"}
        Of the page.

    Returns
    -------
    Page
        Outcomes, weeks, exams with rubrics, references, and what it rests on.
    """
    title = f"{label('rps', lang)}: {course.title.say(lang)}"
    parts = [
        f"# {title}",
        course.summary.say(lang),
        _identity(course, lang),
        _outcomes(course, lang),
        _weeks(course, lessons, lang),
        *(_exam(exam, lang) for exam in course.exams),
        NEW_SHEET,
        _references(course, lang),
        evaluation_table(course, lang),
        facts_table(course.facts, lang),
    ]
    return Page(FILES[lang]["rps"], title, lang, joined(parts), is_landscape=True)


def _identity(course: Course, lang: Lang) -> str:
    rule = course.minutes_per_credit
    length = label("credits_text", lang).format(
        credits=course.credits,
        meeting=course.credits * rule.meeting,
        structured=course.credits * rule.structured,
        independent=course.credits * rule.independent,
    )
    rows = [
        (f"**{label('course', lang)}**", course.title.say(lang)),
        (f"**{label('credits', lang)}**", length),
        (f"**{label('students', lang)}**", course.audience.say(lang)),
        (f"**{label('needs', lang)}**", " ".join(need.say(lang) for need in course.needs)),
        *((f"**{label(name, lang)}**", "") for name in ("code", "semester", "programme", "lecturer", "dated")),
    ]
    return f"## {label('identity', lang)}\n\n{grid(('', ''), rows)}"


def _outcomes(course: Course, lang: Lang) -> str:
    programme = [(_names([one.name]), one.text.say(lang)) for one in course.programme_outcomes]
    own = [(_names([one.name]), one.text.say(lang), _names(one.serves)) for one in course.course_outcomes]
    stages = [
        (
            _names([one.name]),
            one.text.say(lang),
            _names(one.serves),
            numbers_of(one.objectives, lang) if one.objectives else "–",
        )
        for one in course.sub_outcomes
    ]
    serves, through = label("serves", lang), label("through", lang)
    return joined(
        [
            f"## {label('outcomes', lang)}",
            grid(("CPL", label("cpl", lang)), programme),
            grid(("CPMK", label("cpmk", lang), serves), own),
            grid(("Sub-CPMK", label("sub_cpmk", lang), serves, through), stages),
        ]
    )


def _names(names: Iterable[str]) -> str:
    """Names in a row, none of which is broken at its hyphen."""
    return ", ".join(names).replace("-", NO_BREAK_HYPHEN)


def _weeks(course: Course, lessons: dict[str, Lesson], lang: Lang) -> str:
    names = ("week", "topic", "indicator", "meeting", "structured", "independent", "weight", "reference")
    rows = [_week(meeting, lessons, lang) for meeting in course.meetings]
    return f"## {label('weeks', lang)}\n\n{grid([label(name, lang) for name in names], rows)}"


def _week(meeting: Meeting, lessons: dict[str, Lesson], lang: Lang) -> tuple[str, ...]:
    outcomes = _names(meeting.sub_outcomes)
    return (
        str(meeting.number),
        f"**{meeting.title.say(lang)}**{BREAK}{outcomes}",
        meeting.indicator.say(lang),
        _activities(meeting.meeting, lessons, lang),
        _activities(meeting.structured, lessons, lang),
        _activities(meeting.independent, lessons, lang),
        f"{meeting.assessment.text.say(lang)}{BREAK}**{meeting.assessment.weight}%**",
        ", ".join(meeting.references) or "–",
    )


def _activities(parts: Iterable[Activity], lessons: dict[str, Lesson], lang: Lang) -> str:
    return BREAK.join(_activity(part, lessons, lang) for part in parts)


def _activity(part: Activity, lessons: dict[str, Lesson], lang: Lang) -> str:
    minutes = label("minutes_short", lang).format(n=part.minutes)
    title = lesson_title(part.lesson, lessons, lang) if part.lesson else _method_title(part.method, lang)
    named = f"*{title}*. " if title else ""
    return f"{minutes}: {named}{part.text.say(lang)}"


def _method_title(name: str | None, lang: Lang) -> str:
    """What a notebook for lecturers is called; nothing if there is none."""
    found = written_methods().get(name or "")
    return label("method", lang).format(number=found.name[:2], title=found.title.say(lang)) if found else ""


def _exam(exam: Exam, lang: Lang) -> str:
    minutes = label("minutes_short", lang).format(n=exam.minutes)
    return joined(
        [
            NEW_SHEET,
            f"## {exam.title.say(lang)} ({minutes})",
            f"### {label('task', lang)}",
            numbered(task.say(lang) for task in exam.task),
            f"### {label('rubric', lang)}",
            _rubric(exam.rubric, lang),
        ]
    )


def _rubric(criteria: tuple[Criterion, ...], lang: Lang) -> str:
    most = max(len(criterion.levels) for criterion in criteria)
    rows = [
        (
            f"**{criterion.title.say(lang)}**{BREAK}{_names(criterion.sub_outcomes)}",
            *(_level(level, lang) for level in criterion.levels),
            *["–"] * (most - len(criterion.levels)),
        )
        for criterion in criteria
    ]
    return grid(
        (label("criterion", lang), *(label("rubric_level", lang).format(n=n) for n in range(1, most + 1))), rows
    )


def _level(level: Level, lang: Lang) -> str:
    return f"**{level.points} {label('points', lang)}**{BREAK}{level.text.say(lang)}"


def _references(course: Course, lang: Lang) -> str:
    main = label("main_reference", lang)
    texts = (f"**{one.name}**{f' ({main})' if one.is_main else ''}: {one.text.say(lang)}" for one in course.references)
    return f"## {label('reference', lang)}\n\n{points(texts)}"
