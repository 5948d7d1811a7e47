"""JupyterHub with its proxy: a person logs in, gets JupyterLab and runs a cell; nobody else does."""

import asyncio
import json
import os
import re
import subprocess
import sys
import time
import urllib.error
import urllib.request
from collections.abc import AsyncIterator, Iterator
from contextlib import asynccontextmanager
from dataclasses import dataclass
from pathlib import Path
from secrets import token_urlsafe

import aiohttp
import psutil
import pytest
from yarl import URL

from simulator.teaching.store import open_store
from simulator.theory import mmc_mean_wait

pytestmark = pytest.mark.slow

ROOT = Path(__file__).resolve().parents[2]
LIMIT_S = 90
PASSWORD = token_urlsafe(12)
CELL = """
import json, os, sys
from pathlib import Path
from simulator.teaching.whose import journal_of_environment
from simulator.theory import mmc_mean_wait
journal = journal_of_environment()
journal.record("opened", "00_our_office", {})
print(json.dumps({
    "mean_wait": mmc_mean_wait(0.4, 1 / 6, 3),
    "python": sys.executable,
    "home": str(Path.home()),
    "notebooks": len(list(Path().rglob("*.ipynb"))),
    "environment": dict(os.environ),
    "remembered": len(journal.events("00_our_office")),
}))
"""


@dataclass
class Hub:
    """A running hub and the folder where it keeps everything."""

    url: URL
    state: Path
    log: Path


@pytest.fixture(scope="module")
def hub(hub_proxy, tools, tmp_path_factory) -> Iterator[Hub]:
    """The hub of deploy/ as it is, but for its ports and where its proxy was installed."""
    folder = tmp_path_factory.mktemp("hub")
    address, own, api = (tools.port() for _ in range(3))
    as_root = "'--allow-root'" if hasattr(os, "geteuid") and os.geteuid() == 0 else ""
    config = folder / "config.py"
    config.write_text(
        f"load_subconfig({str(ROOT / 'deploy' / 'jupyterhub_config.py')!r})\n"
        f"c.ConfigurableHTTPProxy.command = [{hub_proxy!r}]\n"
        f"c.ConfigurableHTTPProxy.api_url = 'http://127.0.0.1:{api}'\n"
        f"c.JupyterHub.hub_port = {own}\n"
        f"c.Spawner.args = [*c.Spawner.args, {as_root}]\n"
    )
    environment = {
        **os.environ,
        "STATE_DIRECTORY": str(folder / "state"),
        "SIMPTSP_HUB_ADDRESS": f"http://127.0.0.1:{address}",
        "SIMPTSP_HUB_PASSWORD": PASSWORD,
    }
    command = [sys.executable, "-m", "jupyterhub", "--config", str(config)]
    log = folder / "log"
    before = {process.pid for process in psutil.Process().children(recursive=True)}
    with tools.running(command, address, log, cwd=folder, env=environment):
        wait_for(f"http://127.0.0.1:{address}/hub/health")
        yield Hub(URL(f"http://127.0.0.1:{address}"), folder / "state", log)
        started = [p for p in psutil.Process().children(recursive=True) if p.pid not in before]
        assert len(started) >= 3  # hub, proxy, somebody's JupyterLab
    _, left = psutil.wait_procs(started, timeout=10)
    assert [process for process in left if not is_dead(process)] == []


def is_dead(process: psutil.Process) -> bool:
    """Whether a process has ended, also if nobody has asked how."""
    try:
        return process.status() == psutil.STATUS_ZOMBIE
    except psutil.NoSuchProcess:
        return True


def wait_for(address: str) -> None:
    """Wait until the hub is behind its proxy, which answers 404 before."""
    limit = time.monotonic() + LIMIT_S
    while True:
        try:
            urllib.request.urlopen(address, timeout=5).close()
            return
        except urllib.error.HTTPError as not_yet:
            not_yet.close()
            assert time.monotonic() < limit, "the hub does not answer"
            time.sleep(0.2)


@asynccontextmanager
async def browser() -> AsyncIterator[aiohttp.ClientSession]:
    """Someone's browser: it keeps cookies."""
    jar = aiohttp.CookieJar(unsafe=True)  # cookies of an address without a name
    async with asyncio.timeout(LIMIT_S), aiohttp.ClientSession(cookie_jar=jar) as session:
        yield session


async def log_in(session: aiohttp.ClientSession, hub: Hub, name: str, password: str) -> tuple[int, URL, str]:
    """Fill in the login page and send it, as a browser does."""
    async with session.get(hub.url / "hub" / "login") as page:
        form = await page.text()
    assert strangers(form) == []
    token = re.search(r'name="_xsrf"\s+value="([^"]+)"', form)[1]
    entries = {"_xsrf": token, "username": name, "password": password}
    async with session.post(hub.url / "hub" / "login", data=entries) as answer:
        return answer.status, answer.url, await answer.text()


async def open_lab(session: aiohttp.ClientSession, hub: Hub, name: str) -> str:
    """Wait for the person's JupyterLab, as the page of the hub does; return its page."""
    while True:
        async with session.get(hub.url / "user" / name / "lab") as page:
            text = await page.text()
            if page.status == 200 and "jupyter-config-data" in text:
                return text
        await asyncio.sleep(0.5)


async def run_cell(session: aiohttp.ClientSession, server: URL, source: str) -> str:
    """What a cell prints, run as JupyterLab runs it."""
    token = session.cookie_jar.filter_cookies(server / "api")["_xsrf"].value
    headers = {"X-XSRFToken": token}
    async with session.post(server / "api" / "kernels", json={"name": "python3"}, headers=headers) as made:
        assert made.status == 201, await made.text()
        kernel = (await made.json())["id"]
    header = {"msg_id": "1", "msg_type": "execute_request", "session": "test", "username": "", "version": "5.3"}
    content = {"code": source, "silent": False, "store_history": False, "allow_stdin": False}
    message = {"header": header, "parent_header": {}, "metadata": {}, "content": content, "channel": "shell"}
    async with session.ws_connect(server / "api" / "kernels" / kernel / "channels", origin=str(hub_of(server))) as line:
        await line.send_json(message)
        async for received in line:
            answer = json.loads(received.data)
            if answer["parent_header"].get("msg_id") != "1":
                continue
            assert answer["msg_type"] != "error", answer["content"]
            if answer["msg_type"] == "stream":
                return answer["content"]["text"]
    raise AssertionError("the kernel hung up")


def hub_of(server: URL) -> URL:
    return server.origin()


def strangers(page: str) -> list[str]:
    """Addresses of other machines that a page loads something from."""
    return re.findall(r"<(?:script|link|img|iframe)\b[^>]*?(?:src|href)=\"(?:https?:)?//[^\"]*", page)


def test_a_person_logs_in_and_runs_a_cell_in_a_folder_of_their_own(hub):
    async def visit() -> None:
        async with browser() as session:
            status, where, _ = await log_in(session, hub, "sari", PASSWORD)
            assert (status, where.path.split("/")[1]) in ((200, "hub"), (200, "user"))
            page = await open_lab(session, hub, "sari")
            assert strangers(page) == []
            settings = json.loads(re.search(r'id="jupyter-config-data"[^>]*>(.*?)</script>', page, re.DOTALL)[1])
            assert settings["news"] == {"disabled": True}
            assert "@voila-dashboards/jupyterlab-preview" in settings["disabledExtensions"]
            about = json.loads(await run_cell(session, hub.url / "user" / "sari", CELL))
            async with session.get(hub.url / "user" / "sari" / "voila" / "tree") as voila:
                assert voila.status == 404
        home = hub.state / "people" / "sari"
        assert about["mean_wait"] == mmc_mean_wait(0.4, 1 / 6, 3)
        assert (Path(about["python"]).name, about["home"]) == (Path(sys.executable).name, str(home))
        assert about["notebooks"] == len(list(home.rglob("*.ipynb"))) >= 2
        with open_store(about["environment"]["SIMPTSP_STORE"]) as store:
            kept = store.events(about["environment"]["SIMPTSP_LEARNER"], "00_our_office")
        assert (home / ".simptsp.sqlite").exists()
        assert about["remembered"] == len(kept) == 1
        assert PASSWORD not in about["environment"].values()

    asyncio.run(visit())


def test_the_wrong_password_and_a_forged_form_are_refused(hub):
    async def visit() -> None:
        async with browser() as session:
            status, _, page = await log_in(session, hub, "sari", "bukan-itu-dia")
            assert status == 403
            assert "Invalid username or password" in page
            entries = {"username": "sari", "password": PASSWORD}
            async with session.post(hub.url / "hub" / "login", data=entries) as forged:
                assert forged.status == 403
            async with session.get(hub.url / "user" / "sari" / "lab") as page:
                assert "/hub/login" in str(page.url)

    asyncio.run(visit())


def test_a_name_with_spaces_and_capitals_is_taken_and_the_page_says_how_names_are(hub):
    async def visit() -> None:
        async with browser() as session:
            async with session.get(hub.url / "hub" / "login") as page:
                form = await page.text()
            assert "spasi menjadi tanda hubung" in form
            assert "spaces become hyphens" in form
            status, where, _ = await log_in(session, hub, "Melati  Putih", PASSWORD)
            assert (status, where.path) != (403, "/hub/login")
            await open_lab(session, hub, "melati-putih")

    asyncio.run(visit())


@pytest.mark.parametrize("password", [None, "", "pendek"])
def test_a_hub_without_a_password_ends_with_one_sentence(tmp_path, password):
    environment = {key: value for key, value in os.environ.items() if key != "SIMPTSP_HUB_PASSWORD"}
    environment |= {
        "STATE_DIRECTORY": str(tmp_path),
        **({} if password is None else {"SIMPTSP_HUB_PASSWORD": password}),
    }
    command = [sys.executable, "-m", "jupyterhub", "--config", str(ROOT / "deploy" / "jupyterhub_config.py")]
    done = subprocess.run(command, env=environment, cwd=tmp_path, capture_output=True, text=True, timeout=LIMIT_S)
    assert done.returncode == 1
    assert "SIMPTSP_HUB_PASSWORD is missing or too short: it needs at least 8 characters" in done.stderr
    assert "Traceback" not in done.stderr


@pytest.mark.parametrize("name", ["..", "../sari", "%2e%2e", ".", "sari/..", "-x", "a" * 33, "sari.."])
def test_a_name_that_would_leave_the_folder_of_people_is_refused(hub, name):
    async def visit() -> None:
        async with browser() as session:
            status, where, _ = await log_in(session, hub, name, PASSWORD)
            assert (status, where.path) == (403, "/hub/login")

    asyncio.run(visit())


def test_nobody_opens_the_server_of_another(hub):
    async def visit() -> None:
        async with browser() as session:
            await log_in(session, hub, "budi", PASSWORD)
            async with session.get(hub.url / "user" / "sari" / "api" / "contents") as answer:
                assert answer.status in (403, 404)

    asyncio.run(visit())


def test_what_is_kept_is_kept_from_other_accounts_of_the_machine(hub):
    assert hub.state.stat().st_mode & 0o077 == 0
    assert (hub.state / "hub.sqlite").exists()
