"""Where a notebook is opened: in the JupyterLab in whose kernel this runs, or in one that stands beside this server."""

import os
from collections.abc import Mapping
from pathlib import Path
from typing import Any
from urllib.parse import quote, urlsplit

from simulator.teaching.journal import LEARNER

__all__ = ["HUB", "hub_link", "is_in_lab", "lab_link"]

HUB = "SIMPTSP_HUB_SITE"
"""Environment variable: address of the JupyterHub beside this server (``docs/deploy.md``)."""

_SESSION, _SERVER = "JPY_SESSION_NAME", "JPY_PARENT_PID"
"""Environment variables that Jupyter gives to a notebook's kernel: which notebook, and the process of its server."""


def is_in_lab(environment: Mapping[str, str] = os.environ) -> bool:
    """Whether the page is a notebook's, opened in JupyterLab, and not one that the lesson server serves.

    Examples
    --------
    >>> is_in_lab({"SIMPTSP_LEARNER": "somebody"})
    False
    >>> is_in_lab({"SIMPTSP_LEARNER": "somebody", "JPY_SESSION_NAME": "studio.ipynb"})
    True
    """
    return _SESSION in environment or not environment.get(LEARNER)


def lab_link(file: Path) -> str:
    """Address of a file in the JupyterLab in whose kernel this runs.

    Returns
    -------
    str
        A path on the same server; empty if it is not known, or the file lies outside the folder that it shows.
    """
    server = next((one for one in _servers() if str(one.get("pid")) == os.environ.get(_SERVER)), None)
    if server is None:
        return ""
    folder, real = Path(str(server["root_dir"])).resolve(), file.resolve()
    if not real.is_relative_to(folder):
        return ""
    return f"{server['base_url']}lab/tree/{quote(real.relative_to(folder).as_posix())}"


def hub_link(environment: Mapping[str, str] = os.environ) -> str:
    """Address of JupyterLab on the hub that stands beside this server; empty if there is none.

    Examples
    --------
    >>> hub_link({"SIMPTSP_HUB_SITE": "https://hub.local"}), hub_link({"SIMPTSP_HUB_SITE": "hub.local"}), hub_link({})
    ('https://hub.local/hub/user-redirect/lab', '', '')
    """
    site = environment.get(HUB, "").strip().rstrip("/")
    parts = urlsplit(site)
    return f"{site}/hub/user-redirect/lab" if parts.scheme in ("http", "https") and parts.hostname else ""


def _servers() -> list[dict[str, Any]]:
    """Jupyter servers of this user that run on this machine."""
    try:
        from jupyter_server.serverapp import list_running_servers  # takes a second
    except ImportError:
        return []
    return list(list_running_servers())
