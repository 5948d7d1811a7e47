"""The settings of the lesson server and of JupyterLab, each with its reason."""

from __future__ import annotations

import os
import tempfile
from pathlib import Path

from traitlets.config import Config

__all__ = ["LAB_CONFIG", "lab_arguments", "server_settings", "socket_folder"]

#: On ``JUPYTER_CONFIG_PATH``: JupyterLab asks whether it may fetch news, whatever its ``news_url``; here it does not.
LAB_CONFIG = Path(__file__).parent / "jupyter"

#: Bytes of a socket's path that every system accepts: macOS stops at 103, Linux at 107.
SOCKET_PATH_LIMIT = 103

#: What is added to the folder: ``/voila_12345678/kernel-<36 characters>-ipc-5``.
SOCKET_PATH_TAIL = 1 + 14 + 1 + 7 + 36 + 6

#: Bytes of one message of a page to its kernel: the longest is a note, some kB. A thousand may wait for a busy kernel.
MOST_MESSAGE = 2**17

CONTENT_POLICY = "; ".join(
    (
        "default-src 'self'",
        "script-src 'self' 'unsafe-inline' blob:",  # widgets arrive as modules from blob: addresses
        "style-src 'self' 'unsafe-inline'",
        "img-src 'self' data: blob:",
        "font-src 'self' data:",
        "frame-ancestors 'self'",
    )
)


def server_settings(lessons: Path, port: int, host: str, open_browser: bool) -> Config:
    """Return the configuration of the lesson server.

    Parameters
    ----------
    lessons : Path
        Folder with the lessons.
    port : int
        TCP port.
    host : str
        Name or address to listen on.
    open_browser : bool
        Whether to open the home page in this computer's browser.

    Returns
    -------
    Config
        For Voila and the classes it uses.

    Examples
    --------
    >>> settings = server_settings(Path("notebooks/lessons"), 8866, "localhost", False)
    >>> settings.VoilaConfiguration.show_tracebacks
    False
    """
    c = Config()
    c.Voila.root_dir = str(lessons)
    c.Voila.port, c.Voila.ip, c.Voila.open_browser = port, host, open_browser
    _set_pages(c)
    _set_kernels(c)
    return c


def _set_pages(c: Config) -> None:
    """How lessons are shown."""
    c.Voila.log_level = "ERROR"  # what a trainer can act on; the failure of a cell is among it
    c.Voila.config_file_paths = []  # settings left by another Voila on this computer are not ours
    c.Voila.tornado_settings = {
        "headers": {"Content-Security-Policy": CONTENT_POLICY},
        "websocket_max_message_size": MOST_MESSAGE,
    }

    c.VoilaConfiguration.template = "simptsp"
    c.VoilaConfiguration.allow_template_override = "NO"
    c.VoilaConfiguration.allow_theme_override = "NO"
    c.VoilaConfiguration.show_tracebacks = False
    c.VoilaConfiguration.extension_allowlist = [
        "@jupyter-widgets/jupyterlab-manager",
        "@voila-dashboards/widgets-manager8",
        "anywidget",
    ]
    c.VoilaConfiguration.kernel_spec_manager_class = "simulator.teaching.serving.kernels.ThisPython"
    c.VoilaConfiguration.multi_kernel_manager_class = "simulator.teaching.serving.kernels.LessonKernels"
    c.VoilaExecutor.timeout = 120  # seconds for one cell: beyond it, the reader gets a sentence instead of a wait


def _set_kernels(c: Config) -> None:
    """When the processes behind pages end, and how pages reach them."""
    # A closed tab stops its kernel; these catch the ones that a phone forgot.
    c.MappingKernelManager.cull_interval = 30
    c.MappingKernelManager.cull_idle_timeout = 600
    c.MappingKernelManager.cull_connected = False

    # Jupyter would restart a crashed kernel, empty; the page is told instead and offers to reload.
    c.KernelRestarter.restart_limit = 0
    c.KernelManager.shutdown_wait_time = 2  # seconds; a kernel that does not end by itself is ended

    folder = socket_folder()
    if folder:
        c.Voila.connection_dir_root = folder
        c.KernelManager.transport = "ipc"  # TCP ports are chosen in a race: 1 start of 40 at once hung


def socket_folder() -> str | None:
    """Return a temporary folder with a path short enough for sockets.

    Returns
    -------
    str or None
        None where the system has no such sockets: kernels then use TCP.
    """
    if os.name != "posix":
        return None
    room = SOCKET_PATH_LIMIT - SOCKET_PATH_TAIL
    return next((folder for folder in (tempfile.gettempdir(), "/tmp") if len(os.fsencode(folder)) <= room), None)


def lab_arguments(notebooks: Path, port: int, open_browser: bool) -> list[str]:
    """Return the command line of a JupyterLab that fetches nothing.

    Parameters
    ----------
    notebooks : Path
        Folder to show.
    port : int
        TCP port.
    open_browser : bool
        Whether to open JupyterLab in this computer's browser.

    Returns
    -------
    list of str
        Options of ``jupyter lab``.

    Examples
    --------
    >>> "--LabApp.news_url=None" in lab_arguments(Path("notebooks"), 8888, False)
    True
    """
    return [
        f"--ServerApp.root_dir={notebooks}",
        f"--ServerApp.port={port}",
        "--ServerApp.port_retries=0",
        f"--ServerApp.open_browser={open_browser}",
        "--LabApp.news_url=None",
        "--LabApp.check_for_updates_class=jupyterlab.NeverCheckForUpdate",
        "--LabApp.extension_manager=readonly",
    ]
