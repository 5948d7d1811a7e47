"""Where a request comes from."""

from __future__ import annotations

from ipaddress import ip_address
from urllib.parse import urlsplit

from tornado.httputil import HTTPServerRequest

__all__ = ["address_of", "is_here", "is_loopback", "is_secure"]

FORWARDED = ("X-Forwarded-For", "X-Real-Ip", "Forwarded", "X-Forwarded-Host")


def address_of(request: HTTPServerRequest) -> str:
    """Return the address that attempts are counted for.

    A proxy on this computer, and only such a one, is believed about who asked it.

    Parameters
    ----------
    request : HTTPServerRequest
        Of a page.

    Returns
    -------
    str
        Never kept on disk.
    """
    peer = str(request.remote_ip)
    said = str(request.headers.get("X-Forwarded-For", "")).split(",")[-1].strip()
    return said[:64] if said and is_loopback(peer) else peer


def is_here(request: HTTPServerRequest) -> bool:
    """Whether somebody at the server's own keyboard asks, and no proxy for somebody else.

    Parameters
    ----------
    request : HTTPServerRequest
        Of a page.

    Returns
    -------
    bool
        The name by which the server was called must be local too: another site's name may point to this computer.
    """
    if any(name in request.headers for name in FORWARDED):
        return False
    peer, own = str(request.remote_ip), _own_address(request)
    host = urlsplit(f"//{request.host}").hostname or ""
    return (is_loopback(peer) or peer == own) and (is_loopback(host) or host == own)


def _own_address(request: HTTPServerRequest) -> str:
    """The address of this computer that the browser connected to; only this computer itself connects from it."""
    stream = getattr(request.connection, "stream", None)
    try:
        return str(stream.socket.getsockname()[0]) if stream and stream.socket else ""
    except OSError:
        return ""


def is_secure(request: HTTPServerRequest) -> bool:
    """Whether the browser reached us through TLS, ours or that of a proxy on this computer.

    Parameters
    ----------
    request : HTTPServerRequest
        Of a page.

    Returns
    -------
    bool
        Cookies of such a page are sent through TLS only.
    """
    through_proxy = request.headers.get("X-Forwarded-Proto") == "https" and is_loopback(str(request.remote_ip))
    return request.protocol == "https" or through_proxy


def is_loopback(address: str) -> bool:
    """Whether a host, or the host of a URL, is this computer itself.

    Parameters
    ----------
    address : str
        As ``localhost``, ``127.0.0.1`` or ``http://localhost:8866/``.

    Returns
    -------
    bool
        False for a name that would have to be looked up.

    Examples
    --------
    >>> is_loopback("http://localhost:8866/"), is_loopback("192.168.1.7")
    (True, False)
    """
    host = (urlsplit(address).hostname or "") if "//" in address else address
    try:
        return host == "localhost" or ip_address(host).is_loopback
    except ValueError:
        return False
