"""Every lesson in Indonesian, walked through in a real browser, on a phone or on a wide screen."""

import pytest

from lesson_walk import NAMES, walk

pytestmark = pytest.mark.browser


SOME = ("15_your_office",)
"""The lesson with the most kinds of parts; every other one is walked through by `make verify`."""

MARKED = [name if name in SOME else pytest.param(name, marks=pytest.mark.verify) for name in NAMES]


@pytest.mark.parametrize("name", MARKED)
def test_a_lesson_can_be_walked_through(lessons_site, visit, name):
    walk(lessons_site, visit, name, "id")
