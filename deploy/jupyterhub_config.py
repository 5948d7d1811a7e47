"""JupyterHub for lecturers: everyone who knows the class's password gets JupyterLab and a folder of their own.

Started as ``jupyterhub --config deploy/jupyterhub_config.py``; how to install it and what it does not protect from is
in ``docs/deploy.md``. From the environment:

==============================  ==========================================================================
``SIMPTSP_HUB_PASSWORD``        of the class, at least 8 characters; needed
``SIMPTSP_HUB_LECTURER``        name of the lecturer, who may stop servers and remove people; may be left out
``SIMPTSP_HUB_ADMIN_PASSWORD``  of the lecturer, at least 32 characters
``SIMPTSP_HUB_ADDRESS``         where the proxy in front finds the hub; ``http://127.0.0.1:8000`` if not said
``STATE_DIRECTORY``             folder for everything that is kept; set by systemd, else ``out/hub``
==============================  ==========================================================================
"""

from __future__ import annotations

import os
import shutil
import sys
from pathlib import Path

from jupyterhub.authenticators.shared import SharedPasswordAuthenticator
from jupyterhub.spawner import SimpleLocalProcessSpawner

from simulator.teaching.serving.settings import LAB_CONFIG, lab_arguments
from simulator.teaching.store import StoreError, open_store

ROOT = Path(__file__).resolve().parents[1]
NOTEBOOKS = ROOT / "notebooks"
STATE = Path(os.environ.get("STATE_DIRECTORY", ROOT / "out" / "hub"))
RUNNING = Path(os.environ.get("RUNTIME_DIRECTORY", STATE))
LECTURER = os.environ.get("SIMPTSP_HUB_LECTURER")
SHORTEST = 8
PASSWORD = os.environ.get("SIMPTSP_HUB_PASSWORD", "")
if len(PASSWORD) < SHORTEST:
    sys.exit(f"SIMPTSP_HUB_PASSWORD is missing or too short: it needs at least {SHORTEST} characters (deploy/hub.env)")

IDLE_KERNEL_S = 1800
IDLE_SERVER_S = 3600


NAMES = (
    "Nama pengguna: huruf kecil dan angka, dimulai dengan huruf; spasi menjadi tanda hubung. "
    "<em>Username: small letters and digits, beginning with a letter; spaces become hyphens.</em>"
)


class NamedByLetters(SharedPasswordAuthenticator):
    """A full name, as people type it, becomes a name that a folder can have."""

    def normalize_username(self, username: str) -> str:
        """Melati Putih is melati-putih."""
        return "-".join(super().normalize_username(username).split())


def hand_out(spawner: SimpleLocalProcessSpawner) -> None:
    """Copy the notebooks that the person does not have yet; what they have is theirs and stays."""
    home = Path(spawner.home_dir)
    for source in sorted(NOTEBOOKS.rglob("*.ipynb")):
        target = home / source.relative_to(NOTEBOOKS)
        if (spawner.user.name == LECTURER or not is_solution(source)) and not target.exists():
            target.parent.mkdir(parents=True, exist_ok=True)
            shutil.copyfile(source, target)


def is_solution(notebook: Path) -> bool:
    """Whether a notebook is for the lecturer, because its folder has an exercise of the same name."""
    return (notebook.parent / "exercises" / notebook.name).exists()


def remember(spawner: SimpleLocalProcessSpawner) -> None:
    """Give the person a store of their own, which no other person's notebook writes into, and say who they are in it.

    Without it, lessons work and forget: a broken or full disk does not keep anybody out.
    """
    home = Path(spawner.home_dir)
    known = home / ".simptsp-learner"
    address = f"sqlite:///{home / '.simptsp.sqlite'}"
    try:
        with open_store(address) as store:
            learner = known.read_text(encoding="utf-8") if known.exists() else ""
            if store.learner(learner) is None:
                learner = store.guest("id").id
                known.write_text(learner, encoding="utf-8")
    except (StoreError, OSError, UnicodeError) as error:
        spawner.log.warning("Lessons of %s remember nothing: %s", spawner.user.name, error)
        return
    spawner.environment = {**spawner.environment, "SIMPTSP_STORE": address, "SIMPTSP_LEARNER": learner}


def prepare(spawner: SimpleLocalProcessSpawner) -> None:
    """Make a person's folder ready."""
    Path(spawner.home_dir).mkdir(mode=0o700, parents=True, exist_ok=True)
    hand_out(spawner)
    remember(spawner)


STATE.mkdir(mode=0o700, parents=True, exist_ok=True)
c = get_config()  # noqa: F821 (JupyterHub puts it there)

c.JupyterHub.bind_url = os.environ.get("SIMPTSP_HUB_ADDRESS", "http://127.0.0.1:8000")
c.JupyterHub.db_url = f"sqlite:///{STATE / 'hub.sqlite'}"
c.JupyterHub.cookie_secret_file = str(STATE / "cookie_secret")
c.ConfigurableHTTPProxy.pid_file = str(RUNNING / "proxy.pid")
c.ConfigurableHTTPProxy.command = [str(ROOT / "deploy" / "node_modules" / ".bin" / "configurable-http-proxy")]

c.JupyterHub.authenticator_class = NamedByLetters
c.JupyterHub.template_vars = {"announcement_login": NAMES}
c.Authenticator.allow_all = True
c.Authenticator.username_pattern = r"[a-z][a-z0-9_-]{0,31}\Z"  # it names a folder
c.Authenticator.admin_users = {LECTURER} if LECTURER else set()
c.SharedPasswordAuthenticator.user_password = PASSWORD
c.SharedPasswordAuthenticator.admin_password = os.environ.get("SIMPTSP_HUB_ADMIN_PASSWORD")

c.JupyterHub.spawner_class = "simple"
c.SimpleLocalProcessSpawner.home_dir_template = str(STATE / "people" / "{username}")
c.Spawner.pre_spawn_hook = prepare
c.Spawner.cmd = [sys.executable, "-m", "jupyterhub.singleuser"]
c.Spawner.default_url = "/lab"
c.Spawner.env_keep = ["PATH", "LANG", "LC_ALL", "SIMPTSP_CACHE"]  # and no password
c.Spawner.environment = {"JUPYTER_CONFIG_PATH": os.pathsep.join(map(str, (ROOT / "deploy" / "jupyter", LAB_CONFIG)))}
c.Spawner.start_timeout = 120
c.Spawner.http_timeout = 120
c.JupyterHub.concurrent_spawn_limit = 4  # a class that logs in together is served in turn

c.Spawner.args = [
    *(argument for argument in lab_arguments(NOTEBOOKS, 0, open_browser=False) if argument.startswith("--LabApp.")),
    "--ServerApp.jpserver_extensions={'voila.server_extension': False}",  # its page asks a public network for fonts
    f"--MappingKernelManager.cull_idle_timeout={IDLE_KERNEL_S}",
    "--MappingKernelManager.cull_interval=60",
    f"--ServerApp.shutdown_no_activity_timeout={IDLE_SERVER_S}",
]
