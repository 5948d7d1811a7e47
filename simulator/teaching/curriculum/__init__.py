"""Curricula: trainings and courses made of lessons, checked by a program and printed for people."""

from simulator.teaching.curriculum.check import check, check_lesson
from simulator.teaching.curriculum.fault import Fault
from simulator.teaching.curriculum.lessons import written_lessons
from simulator.teaching.curriculum.reader import (
    CURRICULA,
    CurriculumError,
    curriculum_names,
    form_names,
    read_curriculum,
    read_form,
)
from simulator.teaching.curriculum.render import pages, render
from simulator.teaching.curriculum.schema import Course, Training

__all__ = [
    "CURRICULA",
    "Course",
    "CurriculumError",
    "Fault",
    "Training",
    "check",
    "check_lesson",
    "curriculum_names",
    "form_names",
    "pages",
    "read_curriculum",
    "read_form",
    "render",
    "written_lessons",
]
