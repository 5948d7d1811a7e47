"""Kernels forked from the warm process: each is a process of its own, and none is left behind."""

import os
import signal
import subprocess
import sys
import time
from concurrent.futures import ThreadPoolExecutor

import nbformat
import psutil
import pytest
from nbformat.v4 import new_code_cell, new_notebook

from simulator.teaching.serving.fork import MOST_MEMORY, _end_with_server
from simulator.teaching.serving.fork_client import FORK_LIMIT_S, WARM_ENVIRONMENT, ForkError

SERVER = """
import sys, time
from pathlib import Path
sys.path.insert(0, sys.argv[1])
from conftest import warmed
with warmed(Path(sys.argv[2])) as warm:
    kernel = warm.fork()
    print(warm.pid, kernel.process.pid, flush=True)
    time.sleep(600)
"""


def test_a_kernel_is_a_child_of_the_warm_process_and_has_everything_loaded(warm):
    kernel = warm.fork()
    assert psutil.Process(kernel.process.pid).ppid() == warm.pid
    asked = "import sys; answer = {'numba', 'pandas', 'sqlalchemy', 'ipywidgets'} <= set(sys.modules)"
    assert kernel.run(asked) == "True"


def test_a_kernel_has_the_environment_it_was_given_and_no_other(warm):
    kernel = warm.fork(SIMPTSP_LEARNER="ani", LANG="id_ID.UTF-8")
    assert (
        kernel.run("import os; answer = os.environ['SIMPTSP_LEARNER'], os.environ['LANG']") == "('ani', 'id_ID.UTF-8')"
    )
    assert kernel.run(f"answer = sorted({set(WARM_ENVIRONMENT)!r} & set(os.environ))") == "[]"
    assert warm.fork().run("import os; answer = os.environ.get('SIMPTSP_LEARNER')") == "None"


def test_kernels_do_not_share_their_luck(warm):
    code = "import random, numpy; answer = random.random(), numpy.random.random()"
    assert warm.fork().run(code) != warm.fork().run(code)


def test_widgets_are_heard_and_a_page_can_make_none(warm):
    kernel = warm.fork()
    assert kernel.run("answer = list(get_ipython().kernel.comm_manager.targets)") == "['jupyter.widget.control']"


def test_a_kernel_has_memory_for_a_lesson_and_not_for_more(warm):
    kernel = warm.fork()
    code = """
def room(mib):
    try:
        return bool(bytearray(mib * 2**20))
    except MemoryError:
        return False
answer = room(200), room({most})
"""
    assert kernel.run(code.replace("{most}", str(MOST_MEMORY // 2**20))) == "(True, False)"
    assert kernel.run("answer = 1") == "1"


def test_widgets_name_the_front_end_instead_of_carrying_it(warm):
    kernel = warm.fork()
    code = "from simulator.widgets import Message; answer = Message(lang='id')._esm"
    assert "/voila/static/parts.js" in kernel.run(code)
    assert len(kernel.run("answer")) < 500


def test_a_kind_of_part_with_a_file_of_its_own_names_it_too(warm):
    kernel = warm.fork()
    code = """
from pathlib import Path
import simulator.widgets.part as part
class Other(part.Part):
    _esm = Path(part.BUILT_FILE).with_name("studio.js")
answer = Other()._esm
"""
    assert "/voila/static/studio.js" in kernel.run(code)
    assert len(kernel.run("answer")) < 500


def test_the_fast_engine_runs_without_compiling(warm):
    kernel = warm.fork()
    code = """
from time import process_time
from simulator.engines import get_engine
from simulator.scenario import library_names, load_scenario
from simulator.workload import make_workload
office = load_scenario(library_names()[0]).resolved
began = process_time(); log = get_engine("fast")(make_workload(office, 2, 0)); answer = process_time() - began
"""
    assert float(kernel.run(code)) < 1.0
    assert int(kernel.run("answer = len(log)")) > 10


def test_an_interrupt_stops_what_a_kernel_does(warm):
    kernel = warm.fork()
    sent = kernel.client.execute("import time; time.sleep(600)", stop_on_error=False)
    time.sleep(0.5)
    kernel.process.send_signal(signal.SIGINT)
    reply = kernel.client.get_shell_msg(timeout=30)
    assert reply["parent_header"]["msg_id"] == sent
    assert reply["content"]["ename"] == "KeyboardInterrupt"
    assert kernel.run("answer = 7") == "7"


def test_a_kernel_that_has_ended_is_seen_and_leaves_no_zombie(warm, eventually):
    kernel = warm.fork()
    process = psutil.Process(kernel.process.pid)
    assert kernel.process.poll() is None
    with pytest.raises(subprocess.TimeoutExpired):
        kernel.process.wait(0.01)
    kernel.process.terminate()
    assert kernel.process.wait(30) == 0
    assert kernel.process.poll() == 0
    eventually(lambda: not process.is_running())
    kernel.process.kill()  # once more does no harm


def handles():
    """Processes that this one holds; the sockets of clients close when Python likes."""
    links = [os.path.join("/proc/self/fd", name) for name in os.listdir("/proc/self/fd")]
    return [os.readlink(link) for link in links if os.path.lexists(link)].count("anon_inode:[pidfd]")


@pytest.mark.parametrize("times", [10, pytest.param(200, marks=pytest.mark.verify)])
def test_nothing_is_left_open(warm, eventually, times):
    def round_trip():
        warm.fork().end()
        warm.made.pop()

    round_trip()
    it = psutil.Process(warm.pid)
    before = handles(), it.num_fds()
    for _ in range(times):
        round_trip()
    assert (handles(), it.num_fds()) == before
    eventually(lambda: len(it.children()) == len([kernel for kernel in warm.made if kernel.process.poll() is None]))


def test_a_warm_process_that_was_killed_is_started_again_and_its_kernels_live_on(new_warm, caplog):
    with new_warm() as warm:
        first = warm.fork()
        old = warm.pid
        os.kill(old, signal.SIGKILL)
        began = time.monotonic()
        second = warm.fork()
        assert time.monotonic() - began < FORK_LIMIT_S, "its death was seen only when it did not answer"
        assert warm.pid != old
        assert second.run("answer = 1") == "1"
        assert first.run("answer = 2") == "2"
    assert [record.levelname for record in caplog.records] == ["ERROR"]


def test_a_warm_process_with_threads_refuses(new_warm, tmp_path):
    """A thread's locks would stay locked in the child for ever."""
    notebook = tmp_path / "threads.ipynb"
    code = "import threading, time\nthreading.Thread(target=time.sleep, args=(600,), daemon=True).start()"
    nbformat.write(new_notebook(cells=[new_code_cell(code)]), notebook)
    with new_warm(notebook) as warm, pytest.raises(ForkError, match="2 threads"):
        warm.fork()


def test_after_the_end_no_kernel_is_forked_and_no_process_started(new_warm, caplog):
    with new_warm() as warm:
        warm.fork()
        warm.process.stop()
        children = psutil.Process().children()
        with pytest.raises(ForkError, match="the server ends"):
            warm.process.fork("nowhere.json", {}, "/")
        assert psutil.Process().children() == children
    assert caplog.records == []


def test_who_waits_for_a_kernel_at_the_end_is_told_at_once(new_warm, eventually):
    with new_warm() as warm, ThreadPoolExecutor(1) as asking:
        waits = asking.submit(warm.process.fork, "nowhere.json", {}, "/")
        eventually(lambda: warm.pid != 0)
        began = time.monotonic()
        warm.process.stop()
        assert isinstance(waits.exception(30), ForkError)
        assert time.monotonic() - began < 2, "it waited until the process was warm"


def test_a_kernel_ends_whatever_happens_to_the_pipe_of_its_server(monkeypatch):
    """A number of a file that is used again, as a folder's, cannot be read."""
    ended = []
    monkeypatch.setattr(os, "_exit", ended.append)
    folder = os.open("/", os.O_RDONLY)
    try:
        with pytest.raises(IsADirectoryError):
            _end_with_server(folder)
    finally:
        os.close(folder)
    assert ended == [1]


def test_when_the_server_is_killed_nothing_of_it_stays(short_folder, eventually):
    folder = short_folder / "killed"
    folder.mkdir()
    command = [sys.executable, "-c", SERVER, os.path.dirname(__file__), str(folder)]
    with subprocess.Popen(command, stdout=subprocess.PIPE, text=True) as server:
        left = [psutil.Process(int(pid)) for pid in server.stdout.readline().split()]
        assert len(left) == 2
        server.kill()
    eventually(lambda: not any(process.is_running() and process.status() != "zombie" for process in left))
