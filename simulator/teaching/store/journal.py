"""The journal of one learner's page, kept in the store."""

from collections.abc import Mapping
from contextlib import suppress
from functools import cache
from typing import Any

from simulator.teaching.journal import Event, JournalError, RefusedError
from simulator.teaching.store.codes import token
from simulator.teaching.store.connect import address, connect
from simulator.teaching.store.errors import StoreError
from simulator.teaching.store.store import Store

FINAL = ("event_wrong", "result_long", "text_long", "events_full", "learner_unknown")
"""Codes of a :class:`StoreError` after which it is no use to send the same event again."""


class StoreJournal:
    """Keeps and reads the events of one learner. The store is opened when first used.

    The cause of a :class:`JournalError` is the :class:`StoreError`, which tells its sentence in other languages.
    """

    def __init__(self, url: str, learner_id: str):
        self._url = url
        self._learner_id = learner_id

    def record(self, verb: str, object: str, result: Mapping[str, Any]) -> None:
        """Keep an event; when this returns it is on the disk."""
        try:
            brief_store(self._url).record(self._learner_id, verb, object, result)
        except StoreError as error:
            raise (RefusedError if error.code in FINAL else JournalError)(str(error)) from error

    def events(self, lesson: str) -> list[Event]:
        """Events of a lesson, in order."""
        try:
            return brief_store(self._url).events(self._learner_id, lesson)
        except StoreError as error:
            raise JournalError(str(error)) from error


@cache
def brief_store(url: str) -> Store:
    """One for all journals of a process and of those forked from it: it keeps no connection open."""
    return Store(address(url), is_brief=True)


def preload(url: str) -> None:
    """Import and prepare what journals and studies of a store need: before lessons are forked, for all of them.

    Statements are composed at their first use, which takes a lesson longer than everything else it does with a store.

    Parameters
    ----------
    url : str
        Of a store that a server has opened; empty if there is none.
    """
    if not url:
        connect(address(url)).dispose()
        return
    nobody = journal(url, token())
    with suppress(JournalError):
        nobody.events("")
        nobody.record("opened", "00", {})
    nobodys = token()
    with suppress(StoreError):
        store = brief_store(url)
        store.studies(nobodys)
        store.study(nobodys, nobodys)
        store.save_study(nobodys, nobodys, "", {})


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
