"""Signatures of cookies, with a key that outlives the server."""

from __future__ import annotations

import logging
import secrets
from pathlib import Path

from tornado.web import create_signed_value, decode_signed_value

from simulator.teaching.classroom.keep import read_private, write_private

__all__ = ["KEY_BYTES", "Signer"]

KEY_BYTES = 32


class Signer:
    """Signs values with a key that outlives the server.

    Parameters
    ----------
    folder : Path
        Where the key is kept, in ``cookie.key``; it is made at the first start. In a folder that cannot be
        written the key lasts until the server ends.
    """

    def __init__(self, folder: Path) -> None:
        self._key = _key(folder / "cookie.key")

    def sign(self, name: str, value: str) -> str:
        """Return the value with its time and signature.

        Parameters
        ----------
        name : str
            Of the cookie; a signature is good for this name only.
        value : str
            Readable by whoever has the cookie.

        Returns
        -------
        str
            For the cookie.
        """
        return create_signed_value(self._key, name, value).decode()

    def read(self, name: str, signed: str | None, days: float) -> str | None:
        """Return the value, None if it was not signed here or is too old.

        Parameters
        ----------
        name : str
            Of the cookie.
        signed : str or None
            What the browser sent.
        days : float
            How long a signature is good for.

        Returns
        -------
        str or None
            The value that was signed.
        """
        value = decode_signed_value(self._key, name, signed, max_age_days=days) if signed else None
        return value.decode(errors="replace") if value else None


def _key(file: Path) -> bytes:
    try:
        key = read_private(file)
        if key is None or len(key) < KEY_BYTES:
            key = secrets.token_bytes(KEY_BYTES)
            write_private(file, key)
    except OSError as error:
        logging.getLogger(__name__).error("The key of cookies is not kept, %s: everyone joins again next time.", error)
        key = secrets.token_bytes(KEY_BYTES)
    return key
