"""What a lesson remembers of a learner, wherever it is kept."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from datetime import UTC, datetime
from typing import Any, Protocol

STORE, LEARNER = "SIMPTSP_STORE", "SIMPTSP_LEARNER"
"""Names in the environment of a lesson's kernel: where classes are kept, and whose page this is."""


class JournalError(Exception):
    """Something could not be kept; the lesson goes on without."""

    def told(self, words: Callable[[str], str]) -> str:
        """One sentence for the learner, in the language of `words`."""
        told = getattr(self.__cause__, "told", None)
        return str(told(words)) if told else str(self)


class RefusedError(JournalError):
    """An event that will never be kept, however often it is sent."""


@dataclass(frozen=True)
class Event:
    """One thing that a learner did, in the shape of an xAPI statement.

    Attributes
    ----------
    verb : str
        ``opened, predicted, explored, compared, answered, reflected`` or ``completed``.
    object : str
        The lesson, and after ``#`` the step: ``06_when_the_network_fails#quiz-backlog``.
    result : dict
        Plain JSON.
    time : datetime
        UTC.
    """

    verb: str
    object: str
    result: dict[str, Any]
    time: datetime

    @property
    def step(self) -> str:
        """What stands after the lesson's name; empty for the lesson itself."""
        return self.object.partition("#")[2]


class Journal(Protocol):
    """Keeps the events of one learner."""

    def record(self, verb: str, object: str, result: Mapping[str, Any]) -> None:
        """Keep an event; :class:`JournalError` if that is not possible now, :class:`RefusedError` if it never is."""

    def events(self, lesson: str) -> list[Event]:
        """Events of a lesson, in order; :class:`JournalError` if they cannot be read."""


@dataclass
class Memory:
    """A journal that lasts as long as the page: in JupyterLab, and in tests."""

    kept: list[Event] = field(default_factory=list)

    def record(self, verb: str, object: str, result: Mapping[str, Any]) -> None:
        """Keep an event."""
        self.kept.append(Event(verb, object, dict(result), datetime.now(UTC)))

    def events(self, lesson: str) -> list[Event]:
        """Events of a lesson, in order."""
        return [event for event in self.kept if event.object.partition("#")[0] == lesson]
