"""A training on paper: its syllabus with the timetable, and the list of attendance."""

from collections.abc import Iterator

from simulator.locale import format_number
from simulator.teaching.curriculum.lessons import Lesson
from simulator.teaching.curriculum.markdown import facts_table, grid, joined, lesson_title, numbered, points
from simulator.teaching.curriculum.page import Page
from simulator.teaching.curriculum.reader import read_form
from simulator.teaching.curriculum.schema import Base, Day, Training
from simulator.teaching.curriculum.text import Lang, lesson_of
from simulator.teaching.curriculum.training_check import minutes_of, time_of
from simulator.teaching.curriculum.words import FILES, SESSIONS, label

NO_BREAK = "\u00a0"
EMPTY_ROWS = 36
"""Rows of a sheet of attendance."""


def syllabus(training: Training, lessons: dict[str, Lesson], lang: Lang) -> Page:
    """The syllabus of a training.

    Parameters
    ----------
    training : Training
        As its file has it.
    lessons : dict of str to Lesson
        The lessons that there are, for their titles.
    lang : {"id", "en"}
        Of the page.

    Returns
    -------
    Page
        Goals, timetable, assessment, certificate, and what it rests on.
    """
    title = training.title.say(lang)
    parts = [
        f"# {title}",
        training.summary.say(lang),
        _in_short(training, lang),
        f"## {label('goals', lang)}\n\n{label('goal', lang)}:\n\n{_goals(training, lang)}",
        f"## {label('timetable', lang)}",
        *(_day(day, lessons, lang) for day in training.days),
        label("uncounted", lang),
        f"## {label('assessment', lang)}\n\n{_test(training, lang)}",
        f"## {label('certificate', lang)}\n\n{_certificate(training, lang)}",
        evaluation_table(training, lang),
        facts_table(training.facts, lang),
    ]
    return Page(FILES[lang]["syllabus"], title, lang, joined(parts))


def _in_short(training: Training, lang: Lang) -> str:
    length = label("days", lang).format(days=len(training.days), jp=training.jp, minutes=training.minutes_per_jp)
    needs = " ".join(need.say(lang) for need in training.needs)
    said = {"audience": training.audience.say(lang), "length": length, "needs": needs}
    return points(f"**{label(name, lang)}:** {text}" for name, text in said.items() if text)


def _goals(training: Training, lang: Lang) -> str:
    texts = ((goal.text.say(lang).rstrip("."), numbers_of(goal.objectives, lang)) for goal in training.goals)
    return numbered(f"{text} ({lessons})." for text, lessons in texts)


def numbers_of(parts: tuple[str, ...], lang: str) -> str:
    r"""Lessons that objectives belong to, by their numbers.

    Examples
    --------
    >>> numbers_of(("00_our_office",), "en"), numbers_of(("00_our_office#1", "08_behind_the_counter"), "en")
    ('lesson\xa000', 'lessons\xa000,\xa008')
    """
    numbers = dict.fromkeys(lesson_of(part).partition("_")[0] for part in parts)
    word = label("lesson" if len(numbers) == 1 else "lessons", lang)
    return f"{word.lower()} {', '.join(numbers)}".replace(" ", NO_BREAK)


def _day(day: Day, lessons: dict[str, Lesson], lang: Lang) -> str:
    headings = [label(name, lang) for name in ("time", "minutes", "session", "what")]
    table = grid(headings, list(_rows(day, lessons, lang)), numeric=[1])
    span = span_of(minutes_of(day.start), minutes_of(day.end), lang)
    return f"### {day.title.say(lang)} ({span}, {day.jp} JP)\n\n{table}"


def span_of(start: int, end: int, lang: Lang) -> str:
    """From one minute of a day to another, as the language writes times.

    Examples
    --------
    >>> span_of(480, 525, "id"), span_of(480, 525, "en")
    ('08.00–08.45', '08:00–08:45')
    """
    text = f"{time_of(start)}–{time_of(end)}"
    return text.replace(":", ".") if lang == "id" else text


def _rows(day: Day, lessons: dict[str, Lesson], lang: Lang) -> Iterator[tuple[str, str, str, str]]:
    now = minutes_of(day.start)
    for session in day.sessions:
        end = now + session.minutes
        title = lesson_title(session.lesson, lessons, lang) if session.lesson else ""
        title = session.title.say(lang) if session.title else title
        text = session.text.say(lang) if session.text else ""
        what = f"**{title}.** {text}" if text else f"**{title}**"
        yield span_of(now, end, lang), str(session.minutes), SESSIONS[lang][session.kind], what
        now = end


def _test(training: Training, lang: Lang) -> str:
    return label("items", lang).format(n=training.test.items_per_lesson, minutes=training.test.minutes)


def _certificate(training: Training, lang: Lang) -> str:
    share = f"{format_number(100 * training.certificate.minimum_attendance, lang, 0)}%"
    lead = label("certificate_jp", lang).format(jp=training.jp, share=share)
    return f"{lead}:\n\n{points(one.say(lang) for one in training.certificate.conditions)}"


def evaluation_table(curriculum: Base, lang: Lang) -> str:
    """The forms of a curriculum, under their heading; nothing if it has none."""
    if not curriculum.evaluation:
        return ""
    forms = [read_form(name) for name in curriculum.evaluation]
    headings = [label(name, lang) for name in ("form", "evaluation", "when", "filled_by")]
    rows = [
        (form.title.say(lang), level_text(form.level, lang), form.when.say(lang), form.filled_by.say(lang))
        for form in forms
    ]
    return f"## {label('evaluation', lang)}\n\n{grid(headings, rows)}"


def level_text(level: int | None, lang: Lang) -> str:
    """Kirkpatrick's level in words."""
    return label("no_level", lang) if level is None else label("level", lang).format(level=level)


def attendance(training: Training, lang: Lang) -> Page:
    """The list of attendance of a training: a column for each half day."""
    halves = [
        f"{day.title.say(lang)}, {label(half, lang)}" for day in training.days for half in ("morning", "afternoon")
    ]
    headings = [label("number", lang), label("person", lang), label("unit", lang), *halves]
    rows = [(str(number), *[""] * (len(headings) - 1)) for number in range(1, EMPTY_ROWS + 1)]
    title = f"{label('attendance', lang)}: {training.title.say(lang)}"
    text = joined([f"# {title}", label("attendance_text", lang), grid(headings, rows)])
    return Page(FILES[lang]["attendance"], title, lang, text, is_landscape=True)
