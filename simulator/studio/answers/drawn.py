"""What the tab Bandingkan shows of an answer, worked out where it was found, so that the page stays free meanwhile."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from functools import lru_cache
from typing import Any

from simulator.studio.answers.asked import Answer
from simulator.studio.answers.compared import (
    asked_html,
    behind_html,
    groups_html,
    provenance_html,
    summary_html,
    verdict_html,
)
from simulator.studio.answers.pictures import four_pictures
from simulator.studio.background import Tell, Work
from simulator.teaching.words import Words
from simulator.widgets.chart import Picture

__all__ = ["Drawn", "drawing", "drawn"]


@dataclass(frozen=True)
class Drawn:
    """The parts of the document, as HTML, and its pictures."""

    verdict: str
    summary: str
    asked: str
    behind: str
    groups: str
    made: str
    pictures: Sequence[Picture]


@lru_cache(maxsize=2)
def drawn(answer: Answer, words: Words) -> Drawn:
    """The document of an answer; the same one when it is asked for again.

    Parameters
    ----------
    answer : Answer
        What was found so far.
    words : Words
        Language.
    """
    return Drawn(
        verdict_html(answer, words),
        summary_html(answer, words),
        asked_html(answer.asked, words),
        behind_html(answer, words),
        groups_html(answer, words),
        provenance_html(answer, words),
        four_pictures(answer, words),
    )


def drawing(work: Work, words: Words) -> Work:
    """The same work, which draws each answer before it tells it: with six plans that takes seconds."""

    def drawn_work(tell: Tell, stop: Callable[[], bool]) -> None:
        def _tell(found: Any) -> None:
            if isinstance(found, Answer):
                drawn(found, words)
            tell(found)

        work(_tell, stop)

    return drawn_work
