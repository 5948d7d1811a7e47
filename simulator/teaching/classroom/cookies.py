"""Signed cookies: who is at this browser, and whether it is the trainer."""

from __future__ import annotations

import logging
import secrets
from pathlib import Path
from typing import TYPE_CHECKING, Any

from tornado.web import create_signed_value, decode_signed_value

from simulator.teaching.classroom.client import is_secure
from simulator.teaching.classroom.keep import read_private, write_private

if TYPE_CHECKING:
    from jupyter_server.base.handlers import JupyterHandler

__all__ = [
    "DAYS",
    "KEY_BYTES",
    "LEARNER_COOKIE",
    "TRAINER_COOKIE",
    "Signer",
    "drop_cookie",
    "keep_cookie",
    "read_cookie",
]

KEY_BYTES = 32

LEARNER_COOKIE, TRAINER_COOKIE = "simptsp_learner", "simptsp_trainer"

#: Days for which a cookie is good: a learner comes back next month, a trainer signs in for a morning or an afternoon.
DAYS = {LEARNER_COOKIE: 180.0, TRAINER_COOKIE: 0.5}


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


def keep_cookie(handler: JupyterHandler, name: str, value: str) -> None:
    """Set a signed cookie that no script can read.

    Parameters
    ----------
    handler : JupyterHandler
        Of the page.
    name : str
        A key of :data:`DAYS`.
    value : str
        Who it is.
    """
    handler.set_cookie(
        name,
        _signer(handler).sign(name, value),
        expires_days=DAYS[name],
        path=handler.base_url,
        httponly=True,
        samesite="Lax",
        secure=is_secure(handler.request),
    )


def drop_cookie(handler: JupyterHandler, name: str) -> None:
    """Remove a cookie.

    Parameters
    ----------
    handler : JupyterHandler
        Of the page.
    name : str
        A key of :data:`DAYS`.
    """
    handler.clear_cookie(name, path=handler.base_url)


def read_cookie(handler: JupyterHandler, name: str) -> str | None:
    """Return a cookie's value if this server signed it, and not too long ago.

    Parameters
    ----------
    handler : JupyterHandler
        Of the page.
    name : str
        A key of :data:`DAYS`.

    Returns
    -------
    str or None
        The value.
    """
    return _signer(handler).read(name, handler.get_cookie(name), DAYS[name])


def _signer(handler: JupyterHandler) -> Signer:
    from simulator.teaching.classroom.classroom import classroom_of

    settings: dict[str, Any] = handler.settings
    return classroom_of(settings).signer
