"""Every lesson in English, walked through in a real browser, on a phone or on a wide screen; in `make verify`."""

import pytest

from lesson_walk import NAMES, walk

pytestmark = [pytest.mark.browser, pytest.mark.verify]


@pytest.mark.parametrize("name", NAMES)
def test_a_lesson_can_be_walked_through(lessons_site, visit, name):
    walk(lessons_site, visit, name, "en")
