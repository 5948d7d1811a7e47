"""Signed cookies: who is at this browser, and whether it is the trainer."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from simulator.teaching.classroom.classroom import classroom_of
from simulator.teaching.classroom.client import is_secure
from simulator.teaching.classroom.signer import Signer
from simulator.teaching.store.limits import GUEST_DAYS

if TYPE_CHECKING:
    from jupyter_server.base.handlers import JupyterHandler

__all__ = [
    "DAYS",
    "LEARNER_COOKIE",
    "TRAINER_COOKIE",
    "drop_cookie",
    "keep_cookie",
    "read_cookie",
]

LEARNER_COOKIE, TRAINER_COOKIE = "simptsp_learner", "simptsp_trainer"

#: Days for which a cookie is good: a learner comes back next month, a trainer signs in for a morning or an afternoon.
DAYS = {LEARNER_COOKIE: float(GUEST_DAYS), TRAINER_COOKIE: 0.5}


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
    settings: dict[str, Any] = handler.settings
    return classroom_of(settings).signer
