"""Whether the days of a training add up."""

from collections.abc import Iterator, Mapping

from simulator.teaching.curriculum.lessons import Lesson
from simulator.teaching.curriculum.schema import Day, Training

MINUTES_PER_HOUR = 60


def minutes_of(time: str) -> int:
    """Minutes since midnight.

    Examples
    --------
    >>> minutes_of("08:15")
    495
    """
    hours, minutes = time.split(":")
    return MINUTES_PER_HOUR * int(hours) + int(minutes)


def time_of(minutes: int) -> str:
    """Time of day, as the files write it.

    Examples
    --------
    >>> time_of(495)
    '08:15'
    """
    return f"{minutes // MINUTES_PER_HOUR:02d}:{minutes % MINUTES_PER_HOUR:02d}"


def training_faults(training: Training, lessons: Mapping[str, Lesson]) -> Iterator[str]:
    """What does not add up: minutes, training hours, lessons of the days against those of the path, tests.

    Parameters
    ----------
    training : Training
        As its file has it.
    lessons : mapping of str to Lesson
        The lessons that there are.

    Yields
    ------
    str
        One sentence for each fault.
    """
    for number, day in enumerate(training.days, start=1):
        yield from (f"day {number}: {fault}" for fault in _day_faults(day, training, lessons))
    total = sum(day.jp for day in training.days)
    if total != training.jp:
        yield f"the days have {total} JP; the training has {training.jp}"
    held = [session.lesson for day in training.days for session in day.sessions if session.lesson]
    if held != list(training.lessons):
        yield f"the days hold the lessons {', '.join(held)}; lessons must name the same, in the same order"
    tests = [session.minutes for day in training.days for session in day.sessions if session.kind == "test"]
    if len(tests) != 2:
        yield f"there are {len(tests)} sessions of kind test; there must be one before and one after"
    yield from (
        f"a test has {minutes} minutes; its paper needs {training.test.minutes}"
        for minutes in tests
        if minutes != training.test.minutes
    )


def _day_faults(day: Day, training: Training, lessons: Mapping[str, Lesson]) -> Iterator[str]:
    end = time_of(minutes_of(day.start) + sum(session.minutes for session in day.sessions))
    if end != day.end:
        yield f"its sessions end at {end}; it says {day.end}"
    counted = sum(session.minutes for session in day.sessions if session.is_counted)
    if counted != day.jp * training.minutes_per_jp:
        expected = f"{day.jp} JP of {training.minutes_per_jp} minutes are {day.jp * training.minutes_per_jp}"
        yield f"{counted} minutes count; {expected}"
    for session in day.sessions:
        lesson = lessons.get(session.lesson or "")
        if lesson and session.minutes != lesson.minutes:
            yield f"{lesson.name} has {session.minutes} minutes; the lesson takes {lesson.minutes}"
