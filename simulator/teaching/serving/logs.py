"""Log lines without the identities of kernels."""

from __future__ import annotations

import logging
import re

__all__ = ["hide_kernels", "without_kernels"]

KERNEL = re.compile(r"[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}")


def without_kernels(text: str) -> str:
    """Return the text with every kernel's identity masked.

    Parameters
    ----------
    text : str
        One log message.

    Returns
    -------
    str
        Who knows a kernel's identity can run code in it, so a log must not hold one.

    Examples
    --------
    >>> without_kernels("404 GET /api/kernels/0f3c1b5e-7a52-4c8e-9d0b-2f6f1f7f9a11")
    '404 GET /api/kernels/<kernel>'
    """
    return KERNEL.sub("<kernel>", text)


def hide_kernels(log: logging.Logger) -> None:
    """Keep kernels out of what a logger and the web server write from now on.

    The web server's warnings, a line for every mistyped address, are left out too.

    Parameters
    ----------
    log : Logger
        The server's own.
    """
    web = [logging.getLogger(f"tornado.{part}") for part in ("access", "application", "general")]
    for logger in web:
        logger.setLevel(logging.ERROR)
    for logger in (log, *web):
        logger.addFilter(_mask)


def _mask(record: logging.LogRecord) -> bool:
    record.msg, record.args = without_kernels(record.getMessage()), ()
    return True
