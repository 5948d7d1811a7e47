"""Which tests are open in which class."""

from __future__ import annotations

import json
import threading
from pathlib import Path

from simulator.teaching.classroom.keep import read_private, write_private
from simulator.teaching.store.answers import TESTS

__all__ = ["Doors"]


class Doors:
    """Open tests of all classes, kept in a small file beside the store.

    Parameters
    ----------
    folder : Path
        Where ``open-tests.json`` is kept.
    """

    def __init__(self, folder: Path) -> None:
        self._file = folder / "open-tests.json"
        self._turning = threading.Lock()  # two trainers, or two clicks, at once: both shall be kept

    def open_tests(self, code: str) -> tuple[str, ...]:
        """Return the open tests of a class.

        Parameters
        ----------
        code : str
            Of the class.

        Returns
        -------
        tuple of str
            Of ``pre`` and ``post``.
        """
        kept = self._read().get(code, ())
        return tuple(which for which in TESTS if which in kept)

    def turn(self, code: str, which: str, is_open: bool) -> None:
        """Open or close a test.

        Parameters
        ----------
        code : str
            Of the class.
        which : str
            ``pre`` or ``post``.
        is_open : bool
            What it shall be.
        """
        with self._turning:
            kept = set(self.open_tests(code)) - {which} | ({which} if is_open else set())
            self._write({**self._read(), code: sorted(kept)})

    def forget(self, code: str) -> None:
        """Remove a class.

        Parameters
        ----------
        code : str
            Of the class.
        """
        with self._turning:
            self._write({other: tests for other, tests in self._read().items() if other != code})

    def _read(self) -> dict[str, list[str]]:
        try:
            kept = json.loads(read_private(self._file) or b"{}")
        except (OSError, ValueError):
            return {}
        return kept if isinstance(kept, dict) else {}

    def _write(self, tests: dict[str, list[str]]) -> None:
        write_private(self._file, json.dumps({code: kept for code, kept in tests.items() if kept}).encode())
