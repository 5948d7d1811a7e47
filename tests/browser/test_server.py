"""The lesson server without a browser: what it answers, what it refuses, how it starts and ends."""

import json
import os
import signal
import socket
import subprocess
import sys
import time
import urllib.error
import urllib.request
from pathlib import Path

import pytest
from jinja2 import Environment, FileSystemLoader
from jupyter_client.kernelspec import KernelSpecManager

from simulator.teaching.serving import ServingError
from simulator.teaching.serving.catalogue import find_lessons
from simulator.teaching.serving.kernels import ThisPython
from simulator.teaching.serving.launch import find_folder, reserve

TEMPLATE = Path(__file__).parents[2] / "simulator" / "teaching" / "voila" / "templates" / "simptsp"


def get(url):
    """Status, headers and text of an answer, whatever its status."""
    try:
        with urllib.request.urlopen(url, timeout=60) as answer:
            return answer.status, answer.headers, answer.read().decode()
    except urllib.error.HTTPError as refusal:
        with refusal:
            return refusal.status, refusal.headers, refusal.read().decode()


def connection_file(kernel):
    """Beside the kernel's sockets: a forked kernel has the command line of the process it is forked from."""
    paths = [found.laddr for found in kernel.net_connections(kind="unix") if "-ipc-" in found.laddr]
    return Path(paths[0].rsplit("-ipc-", 1)[0] + ".json")


def test_lessons_are_found_by_what_the_notebooks_say(samples):
    assert len(list(samples.rglob("*.ipynb"))) == 7  # one is no lesson, one cannot be read, one is hidden
    found = [(lesson.number, lesson.lang, lesson.path) for lesson in find_lessons(samples)]
    assert found == [
        ("01", "en", "en/01_sample.ipynb"),
        ("01", "id", "id/01_contoh.ipynb"),
        ("02", "en", "en/02_broken.ipynb"),
        ("02", "id", "id/02_rusak.ipynb"),
    ]


def test_nothing_slow_is_imported_before_the_first_page(sample_site):
    """Seconds depend on what else the machine does; what was imported does not."""
    slow = {"rfc3987_syntax.syntax_helpers", "pandas", "scipy", "matplotlib", "ipywidgets", "simpy"}
    assert "voila.app" in sample_site.imported
    assert slow & sample_site.imported == set()


def test_prose_comes_before_the_kernel_is_ready(sample_site):
    with urllib.request.urlopen(sample_site.lesson("01", "id"), timeout=60) as answer:
        page, arrived = b"", {}
        while chunk := answer.read1():
            page += chunk
            for mark in (b"Empat loket", b"application/vnd.voila.cell-output"):
                if mark in page:
                    arrived.setdefault(mark, time.perf_counter())
    prose, panel = arrived[b"Empat loket"], arrived[b"application/vnd.voila.cell-output"]
    assert panel - prose > 0.2, "a kernel needs longer than this to start"


@pytest.mark.parametrize(
    "path",
    [
        "voila/render/bukan_pelajaran.ipynb",
        "voila/render/id/03_tidak_terbaca.ipynb",
        "voila/render/../../../../etc/passwd",
        "voila/render/id/../id/01_contoh.ipynb?x=1#..",
        "voila/tree",
        "voila/api/contents/id",
        "lab",
    ],
)
def test_nothing_but_lessons_is_rendered(sample_site, path):
    request = f"{sample_site.url}{path}"
    status, _, text = get(request)
    assert status == 404
    assert "secret_source" not in text
    assert "Traceback" not in text


@pytest.mark.parametrize("path", ["id/01_contoh.ipynb", "id/03_tidak_terbaca.ipynb", "../conftest.py"])
def test_files_of_the_folder_are_not_given_away(sample_site, path):
    status, _, text = get(f"{sample_site.url}voila/files/{path}")
    assert status in (403, 404)
    assert "secret_source" not in text


@pytest.mark.parametrize("query", ["template=lab", "theme=dark", "template=../../x"])
def test_the_look_cannot_be_changed_from_the_address(sample_site, query):
    status, _, text = get(f"{sample_site.lesson('01', 'id')}?{query}")
    assert status == 200
    assert 'class="bar"' in text
    assert "theme-dark" not in text


def test_every_page_carries_the_policy_that_keeps_it_at_home(sample_site):
    for url in (sample_site.url, sample_site.lesson("02", "id"), sample_site.url + "nowhere"):
        policy = get(url)[1]["Content-Security-Policy"]
        assert policy.startswith("default-src 'self';")
        assert "http" not in policy


@pytest.mark.skipif(os.name != "posix", reason="kernels use TCP where the system has no such sockets")
def test_kernels_are_reached_by_sockets_of_the_file_system(new_site):
    with new_site() as site:
        get(site.lesson("01", "id"))
        [kernel] = site.kernels()
        assert json.loads(connection_file(kernel).read_text())["transport"] == "ipc"


@pytest.mark.parametrize("stop", [signal.SIGINT, signal.SIGTERM])
def test_an_interrupt_ends_the_server_and_its_kernels(new_site, stop):
    with new_site() as site:
        get(site.lesson("01", "id"))
        get(site.lesson("02", "en"))
        kernels = site.kernels()
        folders = {connection_file(kernel).parent for kernel in kernels}
        assert (len(kernels), len(folders)) == (2, 1)
        site.process.send_signal(stop)
        assert site.process.wait(timeout=30) == 0
        assert [kernel for kernel in kernels if kernel.is_running()] == []
        assert not folders.pop().exists()


@pytest.mark.parametrize("command", ["start", "lab"])
def test_a_port_in_use_is_told_in_one_sentence_and_at_once(sample_site, samples, command):
    port = int(sample_site.url.rsplit(":", 1)[1].strip("/"))
    code = f"""
import sys
from pathlib import Path
from simulator.teaching.serving import ServingError, {command}
try:
    {command}(port={port}, notebooks=Path({str(samples)!r}), open_browser=False)
except ServingError as refusal:
    print(refusal, "slow" if "voila" in sys.modules else "at once")
"""
    ended = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, timeout=60, check=True)
    assert ended.stdout.startswith(f"Port {port} is already in use")
    assert f"--port {port + 1}" in ended.stdout
    assert ended.stdout.endswith("at once\n")
    assert ended.stdout.count("\n") == 1


def test_a_refused_port_is_left_alone():
    with socket.create_server(("127.0.0.1", 0)) as other:
        with pytest.raises(ServingError):
            reserve(other.getsockname()[1], "localhost")
        socket.create_connection(other.getsockname(), timeout=5).close()


@pytest.mark.parametrize(
    ("port", "host", "sentence"),
    [
        (0, "localhost", "Port 0 does not exist"),
        (70000, "localhost", "Port 70000 does not exist"),
        (8899, "192.0.2.1", "cannot listen on 192.0.2.1"),
        (8899, "no such host", "cannot listen on no such host"),
    ],
)
def test_an_impossible_address_is_told_in_one_sentence(port, host, sentence):
    with pytest.raises(ServingError, match=sentence) as refusal:
        reserve(port, host)
    assert "\n" not in str(refusal.value)


def test_a_missing_folder_is_told_in_one_sentence(tmp_path):
    with pytest.raises(ServingError, match=r"There is no folder .*nowhere: start in the SimPTSP folder"):
        find_folder(tmp_path / "nowhere", "notebooks")


def test_lessons_run_in_the_python_that_serves(monkeypatch, tmp_path):
    """Not in a kernel of the same name that another installation left in the user's folders."""
    stale = tmp_path / "kernels" / "python3"
    stale.mkdir(parents=True)
    (stale / "kernel.json").write_text('{"argv": ["/nowhere/python"], "display_name": "x", "language": "python"}')
    monkeypatch.setenv("JUPYTER_PATH", str(tmp_path))
    assert KernelSpecManager().get_kernel_spec("python3").argv == ["/nowhere/python"]
    assert list(ThisPython().find_kernel_specs()) == ["python3"]
    assert "ipykernel_launcher" in ThisPython().get_kernel_spec("python3").argv


def test_every_sentence_of_the_pages_exists_in_both_languages():
    pages = Environment(loader=FileSystemLoader(TEMPLATE), autoescape=True)
    texts = pages.get_template("texts.html.j2").module.texts
    assert len(texts["id"]) >= 20
    assert texts["id"].keys() == texts["en"].keys()
    assert [key for key in texts["id"] if texts["id"][key] == texts["en"][key]] == []


def test_the_log_names_no_kernel(new_site):
    """A kernel's identity lets anyone run code in it; errors are logged all the same."""
    with new_site() as site:
        page = get(site.lesson("02", "id"))[2]
        kernel = page.split('"kernelId": "')[1].split('"')[0]
        assert get(f"{site.url}api/kernels/{kernel}")[0] == 200
        beacon = urllib.request.Request(f"{site.url}voila/api/shutdown/{kernel}", data=b"")
        with pytest.raises(urllib.error.HTTPError, match="403") as refusal:
            urllib.request.urlopen(beacon)
        refusal.value.close()
        get(site.url)  # by now the refusal is in the log
        log = site.log.read_text(encoding="utf-8")
    assert "ZeroDivisionError" in log
    assert kernel not in log
