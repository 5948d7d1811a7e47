"""What is on the shelf as a study, whoever kept it and in whichever language."""

import logging
from typing import Any

from simulator.studio.retold import retold
from simulator.studio.study import Study, StudyError, read_study
from simulator.teaching.words import Words

__all__ = ["understood"]

log = logging.getLogger(__name__)


def understood(data: dict[str, Any] | None, words: Words) -> tuple[Study, dict[str, Any]] | None:
    """A kept study and its view.

    Parameters
    ----------
    data : dict or None
        What the shelf has; None for nothing.
    words : Words
        Language of the page.

    Returns
    -------
    (Study, dict) or None
        The study in the language of the page, and how it was looked at; None if it cannot be read, which is logged.
    """
    if data is None:
        return None
    try:
        study, view = retold(read_study(data.get("study")), words), data.get("view")
    except StudyError as error:
        log.error("a study on the shelf cannot be read: %s", error)
    except Exception:
        log.exception("a study on the shelf cannot be opened")
    else:
        return study, view if isinstance(view, dict) else {}
    return None
