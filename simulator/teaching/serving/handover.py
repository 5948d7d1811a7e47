"""In a kernel whose page was made before anybody asked for it: become the page of one learner."""

from __future__ import annotations

import os
from collections.abc import Mapping
from typing import Any

__all__ = ["hand_over"]


def hand_over(environment: Mapping[str, str], names: Mapping[str, Any]) -> None:
    """Take a learner's variables, and keep from now on what the learner does.

    Parameters
    ----------
    environment : mapping
        The variables that the learner's kernel would have been started with.
    names : mapping
        The notebook's own names; a lesson's page is among them.
    """
    from simulator.teaching.page import Page
    from simulator.teaching.whose import journal_of_environment

    os.environ.update(environment)
    for page in {id(found): found for found in names.values() if isinstance(found, Page)}.values():
        page.state.belong_to(journal_of_environment())
