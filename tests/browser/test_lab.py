"""JupyterLab on the notebooks, without a network."""

import json
import os
import socket
import subprocess
import sys
import time
import urllib.error
import urllib.request

import pytest
from jupyterlab import NeverCheckForUpdate
from jupyterlab.labapp import LabApp
from playwright.sync_api import expect

from simulator.teaching.serving.settings import lab_arguments

TOKEN = "token-of-the-test"
LAB = """
import sys
from pathlib import Path
from simulator.teaching.serving import lab
lab(port=int(sys.argv[1]), open_browser=False, notebooks=Path(sys.argv[2]))
"""


@pytest.fixture
def lab_url(samples, tmp_path):
    with socket.create_server(("127.0.0.1", 0)) as probe:
        port = probe.getsockname()[1]
    command = [sys.executable, "-c", LAB, str(port), str(samples)]
    (tmp_path / "jupyter_server_config.json").write_text('{"ServerApp": {"allow_root": true}}', encoding="utf-8")
    settings = {"JUPYTER_TOKEN": TOKEN, "JUPYTER_CONFIG_DIR": str(tmp_path)}
    with subprocess.Popen(command, env={**os.environ, **settings}) as process:
        address = f"http://localhost:{port}/lab?token={TOKEN}"
        wait_until_served(address, process)
        yield address
        process.terminate()


def wait_until_served(address, process):
    limit = time.monotonic() + 60
    while True:
        try:
            return urllib.request.urlopen(address).close()
        except urllib.error.URLError:
            assert process.poll() is None, "JupyterLab ended"
            assert time.monotonic() < limit
            time.sleep(0.2)


@pytest.mark.browser
def test_lab_shows_the_notebooks_and_asks_nobody_outside(lab_url, visit):
    seen = visit(lab_url)
    expect(seen.page.get_by_title("bukan_pelajaran.ipynb")).to_be_visible(timeout=60_000)
    seen.page.wait_for_timeout(2000)  # what is asked after the page is there
    assert len(seen.requests) > 20
    assert seen.strangers() == []
    told = json.loads(seen.page.locator("#jupyter-config-data").text_content())
    assert told["news"] == {"disabled": True}
    assert seen.page.get_by_text("official Jupyter news").count() == 0


def test_lab_never_looks_for_updates_or_extensions(tmp_path):
    """These the server would fetch, unseen by the browser."""
    app = LabApp()
    app.parse_command_line(lab_arguments(tmp_path, 8888, False))
    assert app.check_for_updates_class is NeverCheckForUpdate
    assert app.extension_manager == "readonly"
