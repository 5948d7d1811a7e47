"""The journal of one learner's page, kept in the store."""

from collections.abc import Mapping
from typing import Any

from simulator.teaching.journal import Event, JournalError
from simulator.teaching.store.connect import address, connect
from simulator.teaching.store.errors import StoreError
from simulator.teaching.store.store import Store


class StoreJournal:
    """Keeps and reads the events of one learner. Opened when first used, so after a fork.

    The cause of a :class:`JournalError` is the :class:`StoreError`, which tells its sentence in other languages.
    """

    def __init__(self, url: str, learner_id: str):
        self._url = url
        self._learner_id = learner_id
        self._store: Store | None = None

    def record(self, verb: str, object: str, result: Mapping[str, Any]) -> None:
        """Keep an event; when this returns it is on the disk."""
        try:
            self._opened().record(self._learner_id, verb, object, result)
        except StoreError as error:
            raise JournalError(str(error)) from error

    def events(self, lesson: str) -> list[Event]:
        """Events of a lesson, in order."""
        try:
            return self._opened().events(self._learner_id, lesson)
        except StoreError as error:
            raise JournalError(str(error)) from error

    def _opened(self) -> Store:
        if self._store is None:
            self._store = Store(address(self._url), is_brief=True)
        return self._store


def preload(url: str) -> None:
    """Import what journals of a store need, without opening it: before lessons are forked, for all of them.

    Parameters
    ----------
    url : str
        Of a store that a server has opened.
    """
    connect(address(url)).dispose()


def journal(url: str, learner_id: str) -> StoreJournal:
    """The journal of a learner's page.

    Parameters
    ----------
    url : str
        Of a store that a server has opened.
    learner_id : str
        The learner's secret.

    Returns
    -------
    StoreJournal
        Not opened yet: whatever is wrong with the store is told when something is to be kept or read.
    """
    return StoreJournal(url, learner_id)
