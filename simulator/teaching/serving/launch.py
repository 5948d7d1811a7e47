"""Starting the lesson server and JupyterLab."""

from __future__ import annotations

import errno
import os
import socket
import sys
from collections.abc import Callable, Iterator
from contextlib import ExitStack
from dataclasses import replace
from pathlib import Path

from simulator.teaching.serving.address import home_address
from simulator.teaching.serving.errors import ServingError
from simulator.teaching.serving.options import ServerOptions

__all__ = ["lab", "start"]

#: The computer names an IPv6 address that it does not have.
ABSENT = (errno.EADDRNOTAVAIL, errno.EAFNOSUPPORT)


def start(
    port: int = 8866,
    host: str = "localhost",
    *,
    open_browser: bool = False,
    notebooks: Path | None = None,
    announce: Callable[[str], None] | None = None,
    address: str = "",
    options: ServerOptions | None = None,
) -> None:
    """Serve the lessons until interrupted.

    Parameters
    ----------
    port : int
        TCP port, 1 to 65535.
    host : str
        Name or address to listen on; ``"0.0.0.0"`` for a class on one network.
    open_browser : bool
        Whether to open the home page in this computer's browser.
    notebooks : Path, optional
        Folder with the lessons; the project's own ``notebooks/lessons`` when left out.
    announce : callable, optional
        Called once with the address of the home page, as soon as it answers.
    address : str, optional
        Home page as the class types it, where that is a proxy's; this computer's own when left out.
    options : ServerOptions, optional
        What the trainer chose; its ``address`` is set here.

    Raises
    ------
    ServingError
        If the port cannot be used, there is no folder of lessons, or the trainer's password cannot be kept.
    """
    folder = find_folder(notebooks, "notebooks/lessons")
    if options and options.store:
        _check_store(options.store, options.lang)
    sockets = reserve(port, host)
    if options and options.password:
        _set_password(options.store, options.password)
    _skip_slow_import()
    from simulator.teaching.serving.server import LessonServer
    from simulator.teaching.serving.settings import server_settings

    server = LessonServer.instance(config=server_settings(folder, port, host, open_browser))
    server.sockets, server.announce = sockets, announce
    server.options = replace(options or ServerOptions(), address=address or home_address(host, port))
    server.initialize([])
    server.start()


def lab(port: int = 8888, *, open_browser: bool = True, notebooks: Path | None = None) -> None:
    """Open the notebooks in JupyterLab until interrupted.

    Nothing is fetched: no news, no check for updates, no list of extensions.

    Parameters
    ----------
    port : int
        TCP port, 1 to 65535.
    open_browser : bool
        Whether to open JupyterLab in this computer's browser.
    notebooks : Path, optional
        Folder to show; the project's own ``notebooks`` when left out.

    Raises
    ------
    ServingError
        If the port cannot be used or there is no folder of notebooks.
    """
    folder = find_folder(notebooks, "notebooks")
    for reserved in reserve(port, "localhost"):
        reserved.close()
    _skip_slow_import()
    from jupyterlab.labapp import LabApp

    from simulator.teaching.serving.settings import LAB_CONFIG, lab_arguments

    others = os.environ.get("JUPYTER_CONFIG_PATH")
    os.environ["JUPYTER_CONFIG_PATH"] = os.pathsep.join([str(LAB_CONFIG), *([others] if others else [])])
    LabApp.launch_instance(lab_arguments(folder, port, open_browser))


def find_folder(given: Path | None, usual: str) -> Path:
    """Return the folder given, or the project's own.

    Parameters
    ----------
    given : Path, optional
        A folder named by the user.
    usual : str
        Where it is otherwise: in the working folder, else beside the package.

    Returns
    -------
    Path
        Absolute; it exists.

    Raises
    ------
    ServingError
        If there is no such folder.
    """
    candidates = [given] if given else [Path(usual), Path(__file__).parents[3] / usual]
    for folder in candidates:
        if folder.is_dir():
            return folder.resolve()
    raise ServingError(
        f"There is no folder {candidates[0]}: start in the SimPTSP folder, or name the folder of notebooks."
    )


def reserve(port: int, host: str) -> list[socket.socket]:
    """Listen on a port before the slow imports, so that a port in use is told at once.

    Parameters
    ----------
    port : int
        TCP port, 1 to 65535.
    host : str
        Name or address to listen on.

    Returns
    -------
    list of socket
        One for each address of the host; a browser that comes early waits for its page.

    Raises
    ------
    ServingError
        If the port is no port number, is in use, or is not ours to use.
    """
    if not 1 <= port <= 65535:
        raise ServingError(f"Port {port} does not exist: choose one from 1024 to 65535 with --port.")
    try:
        with ExitStack() as opened:
            sockets = [opened.enter_context(one) for one in _listen(port, host)]
            opened.pop_all()
    except OSError as error:
        raise ServingError(_why_not(port, host, error)) from error
    return sockets


def _listen(port: int, host: str) -> Iterator[socket.socket]:
    addresses = {info[::4] for info in socket.getaddrinfo(host, port, type=socket.SOCK_STREAM)}
    for number, (family, address) in enumerate(sorted(addresses)):  # IPv4 first
        try:
            listening = socket.create_server(address, family=family, backlog=128)
        except OSError as error:
            if number and error.errno in ABSENT:
                continue
            raise
        listening.setblocking(False)
        yield listening


def _why_not(port: int, host: str, error: OSError) -> str:
    if error.errno == errno.EADDRINUSE:
        return (
            f"Port {port} is already in use, perhaps by another SimPTSP: "
            f"stop that one, or choose another port, as in --port {port + 1 if port < 65535 else 8866}."
        )
    if error.errno == errno.EACCES:
        return f"Port {port} is reserved by this computer: choose one from 1024 to 65535 with --port."
    return f"This computer cannot listen on {host}: use localhost, or one of its own addresses, with --host."


def _check_store(url: str, lang: str) -> None:
    """Open the database, so that a wrong address is told at once and not on a learner's page."""
    from simulator.locale import translator
    from simulator.teaching.store import StoreError, open_store

    try:
        open_store(url).close()
    except StoreError as error:
        _ = translator(lang)
        raise ServingError(_("Basis data kelas tidak bisa dipakai.") + f" {error.told(_)}") from error


def _set_password(store: str | None, password: str) -> None:
    """Keep the trainer's password before anyone can visit: the old one, perhaps known to others, is out."""
    from simulator.teaching.classroom.keep import data_folder
    from simulator.teaching.classroom.password import TrainerPassword

    try:
        TrainerPassword(data_folder(store), password)
    except (OSError, ValueError) as error:
        raise ServingError(f"The trainer's password cannot be kept: {error}") from error


def _skip_slow_import() -> None:
    # jsonschema compiles this grammar at import, 1.6 s of a start of 3.9 s, to check the
    # format of internationalised addresses; no schema of the server has one.
    sys.modules.setdefault("rfc3987_syntax", None)  # type: ignore[arg-type]
