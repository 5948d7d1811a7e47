"""The form of ``curriculum.yaml``: a training of a few days, or a course of a semester."""

from typing import Annotated, Literal, Self

from pydantic import Field, model_validator

from simulator.teaching.curriculum.text import (
    Fact,
    LessonName,
    LessonPart,
    Minutes,
    Model,
    Name,
    Named,
    Text,
)

UNCOUNTED = ("registration", "break")
"""Kinds of sessions that are no training hours."""

TimeOfDay = Annotated[str, Field(pattern=r"^([01]\d|2[0-3]):[0-5]\d$")]
SessionKind = Literal[
    "registration", "opening", "test", "lesson", "practice", "break", "action_plan", "presentation", "closing"
]


class Base(Model):
    """What trainings and courses have in common.

    Attributes
    ----------
    lessons : tuple of str
        The learning path, in order; exactly the lessons that its sessions or meetings name.
    evaluation : tuple of str
        Names of forms in ``curricula/forms``.
    """

    name: Name
    title: Text
    summary: Text
    audience: Text
    lessons: tuple[LessonName, ...] = Field(min_length=1)
    needs: tuple[Text, ...] = ()
    evaluation: tuple[Name, ...] = ()
    facts: tuple[Fact, ...] = Field(min_length=1)


class Goal(Model):
    """What participants can do afterwards, and the objectives of lessons that lead there."""

    name: Name
    text: Text
    objectives: tuple[LessonPart, ...] = Field(min_length=1)


class Session(Model):
    """A part of a day; a lesson has the title of its notebook."""

    kind: SessionKind
    minutes: Minutes
    lesson: LessonName | None = None
    title: Text | None = None
    text: Text | None = None

    @property
    def is_counted(self) -> bool:
        """Whether its minutes are training hours."""
        return self.kind not in UNCOUNTED

    @model_validator(mode="after")
    def _has_a_title(self) -> Self:
        if (self.kind == "lesson") != (self.lesson is not None):
            raise ValueError("a session names a lesson if, and only if, its kind is lesson")
        if self.lesson is None and self.title is None:
            raise ValueError("a session that is no lesson needs a title")
        return self


class Day(Model):
    """One day: sessions one after the other, from start to end."""

    title: Text
    start: TimeOfDay
    end: TimeOfDay
    jp: int = Field(gt=0, le=12)
    sessions: tuple[Session, ...] = Field(min_length=1)


class Paper(Model):
    """The test before and after: so many items of each lesson, the first of its item bank with use `test`."""

    minutes: Minutes
    items_per_lesson: int = Field(ge=1, le=10)


class Certificate(Model):
    """What it takes to get one."""

    minimum_attendance: float = Field(gt=0, le=1)
    conditions: tuple[Text, ...] = Field(min_length=1)


class Training(Base):
    """A training of some days.

    Attributes
    ----------
    jp : int
        Training hours (jam pelajaran) on the certificate.
    minutes_per_jp : int
        Minutes of each.
    """

    kind: Literal["training"]
    jp: int = Field(gt=0, le=200)
    minutes_per_jp: Minutes
    goals: tuple[Goal, ...] = Field(min_length=1)
    days: tuple[Day, ...] = Field(min_length=1)
    test: Paper
    certificate: Certificate


class MinutesPerCredit(Model):
    """Minutes of study a week for each credit (sks)."""

    meeting: Minutes
    structured: Minutes
    independent: Minutes


class CourseOutcome(Named):
    """An outcome of the course (CPMK), with the outcomes of the programme (CPL) it serves."""

    serves: tuple[Name, ...] = Field(min_length=1)


class SubOutcome(CourseOutcome):
    """What is learned in a meeting or a few (Sub-CPMK), with the objectives of lessons that lead there."""

    objectives: tuple[LessonPart, ...] = ()


class Activity(Model):
    """So many minutes of something; a lesson, or a notebook of ``notebooks/methods``, has the title it says."""

    minutes: Minutes
    lesson: LessonName | None = None
    method: LessonName | None = None
    text: Text


class Assessment(Model):
    """How a meeting is assessed, in what form, and its share of the mark in per cent."""

    text: Text
    weight: int = Field(ge=0, le=100)


class Meeting(Model):
    """One week of a course."""

    number: int = Field(ge=1, le=20)
    kind: Literal["teaching", "midterm", "final"] = "teaching"
    title: Text
    sub_outcomes: tuple[Name, ...] = Field(min_length=1)
    indicator: Text
    meeting: tuple[Activity, ...] = Field(min_length=1)
    structured: tuple[Activity, ...] = Field(min_length=1)
    independent: tuple[Activity, ...] = Field(min_length=1)
    assessment: Assessment
    references: tuple[Name, ...] = ()


class Level(Model):
    """A level of a rubric: how good, and the points it gives."""

    points: int = Field(ge=0, le=100)
    text: Text


class Criterion(Model):
    """A row of a rubric, best level first."""

    title: Text
    sub_outcomes: tuple[Name, ...] = Field(min_length=1)
    levels: tuple[Level, ...] = Field(min_length=3)


class Exam(Model):
    """A midterm or final exam with its task and rubric; the best levels add up to 100 points."""

    kind: Literal["midterm", "final"]
    title: Text
    minutes: Minutes
    task: tuple[Text, ...] = Field(min_length=1)
    rubric: tuple[Criterion, ...] = Field(min_length=2)


class Reference(Named):
    """A book, article or rule, in full."""

    is_main: bool = False


class Course(Base):
    """A course of one semester (RPS: rencana pembelajaran semester)."""

    kind: Literal["course"]
    credits: int = Field(ge=1, le=6)
    minutes_per_credit: MinutesPerCredit
    programme_outcomes: tuple[Named, ...] = Field(min_length=1)
    course_outcomes: tuple[CourseOutcome, ...] = Field(min_length=1)
    sub_outcomes: tuple[SubOutcome, ...] = Field(min_length=1)
    meetings: tuple[Meeting, ...] = Field(min_length=1)
    exams: tuple[Exam, ...] = Field(min_length=1)
    references: tuple[Reference, ...] = Field(min_length=1)


Curriculum = Annotated[Training | Course, Field(discriminator="kind")]
