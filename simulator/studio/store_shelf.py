"""Studies in the store of classes, where a server named it."""

import logging
from collections.abc import Callable
from typing import Any, TypeVar

from simulator.studio.shelf import Kept, ShelfError
from simulator.teaching.store import Store, StoreError
from simulator.teaching.store.journal import brief_store
from simulator.teaching.store.limits import GUEST_DAYS
from simulator.teaching.words import Words

__all__ = ["StoreShelf"]

_Answer = TypeVar("_Answer")

log = logging.getLogger(__name__)

GONE = "study_unknown"
"""Code of a store's refusal to change what is not there any more."""


class StoreShelf:
    """The studies of one planner. The store is opened when first used.

    Parameters
    ----------
    url : str
        Of a store that a server has opened.
    learner_id : str
        The planner's secret.
    """

    def __init__(self, url: str, learner_id: str) -> None:
        self._url, self._learner_id = url, learner_id

    def list(self) -> list[Kept]:
        """See :class:`simulator.studio.shelf.Shelf`."""
        found = self._asked(lambda store: store.studies(self._learner_id))
        return [Kept(one.id, one.name, one.changed_at) for one in found]

    def read(self, key: str) -> dict[str, Any] | None:
        """See :class:`simulator.studio.shelf.Shelf`."""
        return self._asked(lambda store: store.study(self._learner_id, key))

    def save(self, key: str, name: str, data: dict[str, Any]) -> str:
        """See :class:`simulator.studio.shelf.Shelf`; a study that was deleted in another window is kept anew."""

        def _kept(store: Store) -> str:
            try:
                return store.save_study(self._learner_id, key, name, data)
            except StoreError as error:
                if error.code != GONE:
                    raise
                log.info("a study that was deleted elsewhere is kept anew")
            return store.save_study(self._learner_id, "", name, data)

        return self._asked(_kept)

    def delete(self, key: str) -> None:
        """See :class:`simulator.studio.shelf.Shelf`."""
        self._asked(lambda store: store.delete_study(self._learner_id, key))

    def until(self, words: Words) -> str:
        """See :class:`simulator.studio.shelf.Shelf`."""
        _ = words
        learner = self._asked(lambda store: store.learner(self._learner_id))
        if learner is not None and learner.class_id is not None:
            return _("Studi disimpan di server kelas, sampai pelatih menghapus kelas ini.")
        text = _(
            "Studi disimpan di server ini untuk peramban yang Anda pakai, sampai {days} hari sejak terakhir dibuka. "
            "Unduh berkas studi kalau perlu lebih lama atau di komputer lain."
        )
        return text.format(days=GUEST_DAYS)

    def _asked(self, ask: Callable[[Store], _Answer]) -> _Answer:
        try:
            return ask(brief_store(self._url))
        except StoreError as error:
            raise ShelfError(str(error)) from error
