"""Where studies are kept between two visits."""

from dataclasses import dataclass, field
from datetime import UTC, datetime
from typing import Any, Protocol
from uuid import uuid4

from simulator.teaching.words import Words

__all__ = ["Kept", "Memory", "Shelf", "ShelfError"]


class ShelfError(Exception):
    """A study could not be kept or read; :meth:`told` says so in the reader's language."""

    def told(self, words: Any) -> str:
        """One sentence for the planner."""
        told = getattr(self.__cause__, "told", None)
        return str(told(words)) if told else str(self)


@dataclass(frozen=True)
class Kept:
    """A study on the shelf.

    Attributes
    ----------
    key : str
        Names it; not to be guessed.
    name : str
        What the planner calls it.
    changed : datetime
        When it was last changed, UTC.
    """

    key: str
    name: str
    changed: datetime


class Shelf(Protocol):
    """Keeps the studies of one planner; what is kept is plain data, at most a megabyte each."""

    def list(self) -> list[Kept]:
        """Studies, the newest first."""

    def read(self, key: str) -> dict[str, Any] | None:
        """What was kept under a key; None if this planner has no such study."""

    def save(self, key: str, name: str, data: dict[str, Any]) -> str:
        """Keep a study, a new one if the key is empty; its key."""

    def delete(self, key: str) -> None:
        """Forget a study."""

    def until(self, words: Words) -> str:
        """Where studies are kept and until when, in one or two sentences."""


@dataclass
class Memory:
    """A shelf that lasts as long as the page: in JupyterLab without a store, and in tests."""

    _kept: dict[str, tuple[Kept, dict[str, Any]]] = field(default_factory=dict)

    def list(self) -> list[Kept]:
        """See :class:`Shelf`."""
        return sorted((kept for kept, _ in self._kept.values()), key=lambda kept: kept.changed, reverse=True)

    def read(self, key: str) -> dict[str, Any] | None:
        """See :class:`Shelf`."""
        return self._kept[key][1] if key in self._kept else None

    def save(self, key: str, name: str, data: dict[str, Any]) -> str:
        """See :class:`Shelf`."""
        key = key if key in self._kept else uuid4().hex
        self._kept[key] = Kept(key, name, datetime.now(UTC)), data
        return key

    def delete(self, key: str) -> None:
        """See :class:`Shelf`."""
        self._kept.pop(key, None)

    def until(self, words: Words) -> str:
        """See :class:`Shelf`."""
        _ = words
        return _(
            "Studi hanya ada selama halaman ini terbuka. Unduh berkas studi sebelum halaman ditutup; berkas itu bisa "
            "dibuka lagi di sini."
        )
