"""The address under which a class finds this computer."""

from __future__ import annotations

import io
import ipaddress
import socket
from contextlib import suppress
from urllib.parse import urlsplit

__all__ = ["ANY", "home_address", "network_addresses", "public_address", "qr_code"]

ANY = "0.0.0.0"
"""To listen on every network of this computer."""

FAR = ("10.255.255.255", "192.168.255.255", "172.31.255.255")
"""Addresses of local networks; the system says which of its own it would use, and nothing is sent."""


def network_addresses() -> list[str]:
    """Return this computer's addresses on local networks, the most likely first; none if it is on no network."""
    found = [own for far in FAR if (own := _own_address(far))]
    with suppress(OSError):
        found += [str(info[4][0]) for info in socket.getaddrinfo(socket.gethostname(), None, socket.AF_INET)]
    usable = (address for address in found if not ipaddress.ip_address(address).is_loopback)
    return list(dict.fromkeys(usable))


def _own_address(far: str) -> str:
    with socket.socket(socket.AF_INET, socket.SOCK_DGRAM) as probe:
        try:
            probe.connect((far, 9))
        except OSError:
            return ""
        return str(probe.getsockname()[0])


def home_address(host: str, port: int) -> str:
    """Return the address of the home page, as a class on the network types it.

    Parameters
    ----------
    host : str
        What the server listens on.
    port : int
        TCP port.

    Returns
    -------
    str
        With this computer's own address where it listens on every network.

    Examples
    --------
    >>> home_address("localhost", 8866)
    'http://localhost:8866/'
    >>> home_address("::1", 80)
    'http://[::1]/'
    """
    if host in ("", ANY, "::"):
        host = next(iter(network_addresses()), "localhost")
    named = f"[{host}]" if ":" in host else host
    return f"http://{named}/" if port == 80 else f"http://{named}:{port}/"


def public_address(said: str) -> str:
    """Return the address of the home page behind a proxy, as its trainer typed it.

    Parameters
    ----------
    said : str
        As ``https://kelas.local``.

    Returns
    -------
    str
        Ends with a slash.

    Raises
    ------
    ValueError
        If it is not the address of a home page: it lacks ``https://`` or ``http://``, or has more than name and port.

    Examples
    --------
    >>> public_address("https://kelas.local")
    'https://kelas.local/'
    """
    part = urlsplit(said.strip())
    port = f":{part.port}" if part.port else ""  # a wrong one is a ValueError too
    named = f"[{part.hostname}]" if ":" in (part.hostname or "") else part.hostname
    home = f"{part.scheme}://{named}{port}/"
    if part.scheme not in ("http", "https") or not named or said.strip().lower().rstrip("/") + "/" != home:
        raise ValueError(f"{said} is not the address of a home page, as https://kelas.local")
    return home


def qr_code(address: str) -> str:
    """Return an address as a QR code for the terminal, two rows of squares in a line of text.

    Parameters
    ----------
    address : str
        What a phone opens.

    Returns
    -------
    str
        Lines of half blocks, dark on light.
    """
    import segno

    drawn = io.StringIO()
    segno.make(address, micro=False).terminal(drawn, border=2, compact=True)
    return drawn.getvalue()
