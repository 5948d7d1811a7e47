"""The trainer's password for this server."""

from __future__ import annotations

import hashlib
from pathlib import Path

from argon2 import PasswordHasher
from argon2.exceptions import InvalidHashError, VerificationError

from simulator.teaching.classroom.keep import read_private, write_private

__all__ = ["LONGEST", "SHORTEST", "TrainerPassword"]

SHORTEST = 8
LONGEST = 200


class TrainerPassword:
    """One password for all trainers of a server, kept as an Argon2 hash.

    Parameters
    ----------
    folder : Path
        Where the hash is kept, in ``trainer.hash``.
    given : str, optional
        Set at the start of the server; it replaces what was kept.
    """

    def __init__(self, folder: Path, given: str = "") -> None:
        self._file = folder / "trainer.hash"
        self._hasher = PasswordHasher()
        kept = read_private(self._file)
        self._hash = kept.decode("ascii", errors="ignore") if kept else ""
        if given and not self.matches(given):
            self.set(given)

    @property
    def is_set(self) -> bool:
        """Whether there is a password."""
        return bool(self._hash)

    @property
    def stamp(self) -> str:
        """Changes with the password: what a signed-in trainer's cookie holds."""
        return hashlib.sha256(self._hash.encode()).hexdigest()[:24]

    def set(self, password: str) -> None:
        """Keep a new password.

        Parameters
        ----------
        password : str
            8 to 200 characters.

        Raises
        ------
        ValueError
            If it is shorter or longer.
        """
        if not SHORTEST <= len(password) <= LONGEST:
            raise ValueError(f"a password has {SHORTEST} to {LONGEST} characters")
        self._hash = self._hasher.hash(password)
        write_private(self._file, self._hash.encode())

    def matches(self, password: str) -> bool:
        """Whether this is the password; False while there is none.

        Parameters
        ----------
        password : str
            As typed.

        Returns
        -------
        bool
            Takes some 50 ms either way.
        """
        if not self._hash or len(password) > LONGEST:
            return False
        try:
            return self._hasher.verify(self._hash, password)
        except (VerificationError, InvalidHashError):
            return False
