"""Who works on a study: threads, processes, a Dask cluster; and what is told when they are lost."""

import os
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from concurrent.futures import CancelledError, Executor, Future
from concurrent.futures.process import BrokenProcessPool
from contextlib import contextmanager
from pathlib import Path

import pytest

from executor_work import Cluster, dask_cluster, die, fail, square, wait_long, who
from simulator.experiments import executors
from simulator.experiments.executors import KINDS, ExecutorError, Workers, as_completed, open_executor
from simulator.experiments.provenance import installed_versions


@pytest.fixture(scope="module")
def cluster(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Cluster]:
    with dask_cluster(tmp_path_factory.mktemp("dask"), workers=2) as there:
        yield there


@contextmanager
def opened(kind: str, cluster: Cluster) -> Iterator[executors.Workers]:
    with open_executor(kind, None if kind == "dask" else 2, cluster.address if kind == "dask" else None) as workers:
        yield workers


@pytest.mark.parametrize("kind", KINDS)
def test_every_task_comes_back_once(kind: str, cluster: Cluster):
    with opened(kind, cluster) as workers:
        assert workers.width == 2
        assert sorted(as_completed(workers, square, iter(range(50)))) == [(x, x * x) for x in range(50)]


@pytest.mark.parametrize("kind", KINDS)
def test_a_task_that_fails_says_so_in_its_own_words(kind: str, cluster: Cluster):
    with opened(kind, cluster) as workers, pytest.raises(LookupError, match="no 3"):
        list(as_completed(workers, fail, iter([3])))


@pytest.mark.parametrize("kind", KINDS)
def test_tasks_are_taken_only_when_a_worker_will_soon_need_them(kind: str, cluster: Cluster):
    taken: list[int] = []

    def tasks() -> Iterator[int]:
        for number in range(1000):
            taken.append(number)
            yield number

    with opened(kind, cluster) as workers:
        results = as_completed(workers, square, tasks())
        next(results)
        results.close()
    assert len(taken) == 6


def test_processes_are_others_and_threads_are_not(cluster: Cluster):
    with opened("threads", cluster) as workers:
        assert {pid for _, pid in as_completed(workers, who, iter(range(4)))} == {os.getpid()}
    with opened("processes", cluster) as workers:
        assert os.getpid() not in {pid for _, pid in as_completed(workers, who, iter(range(4)))}


def test_a_process_that_dies_is_told():
    with open_executor("processes", 2) as workers, pytest.raises(ExecutorError, match="a worker process was lost"):
        list(as_completed(workers, die, iter(range(4))))


class Batch(Executor):
    """Ends all tasks at once, each as told; refuses those after them."""

    def __init__(self, *ends: int | BaseException):
        self.ends = iter(ends)

    def submit(self, work: Callable[..., object], /, *arguments: object, **_: object) -> Future[object]:
        end = next(self.ends, None)
        if end is None:
            raise BrokenProcessPool("no more")
        future: Future[object] = Future()
        if isinstance(end, CancelledError):
            future.cancel()
            future.set_running_or_notify_cancel()
        elif isinstance(end, BaseException):
            future.set_exception(end)
        else:
            future.set_result(end)
        return future


PROCESS_LOST = "a worker process was lost, out of memory perhaps; use fewer workers"
SCHEDULER_LOST = "the Dask scheduler was lost; start it and its workers again"


@pytest.mark.parametrize(("lost", "said"), [(BrokenProcessPool("x"), PROCESS_LOST), (CancelledError(), SCHEDULER_LOST)])
@pytest.mark.parametrize("place", range(3))
def test_what_is_done_comes_before_the_error_of_what_is_lost(place: int, lost: BaseException, said: str):
    ends: list[int | BaseException] = [10, 20]
    ends.insert(place, lost)
    results = as_completed(Workers(Batch(*ends), 1), square, iter(range(3)))
    assert {next(results)[1], next(results)[1]} == {10, 20}
    with pytest.raises(ExecutorError, match=said):
        next(results)


def test_what_is_done_comes_before_the_error_of_a_pool_that_takes_no_more():
    """Two of three tasks are in when the pool breaks."""
    results = as_completed(Workers(Batch(10, 20), 1), square, iter(range(3)))
    assert sorted([next(results), next(results)]) == [(0, 10), (1, 20)]
    with pytest.raises(ExecutorError, match=PROCESS_LOST):
        next(results)


def test_processes_end_with_the_one_that_started_them(tmp_path: Path):
    """However it ends: a killed process must leave no others behind."""
    program = """
from executor_work import wait_long
from simulator.experiments.executors import as_completed, open_executor
if __name__ == "__main__":
    with open_executor("processes", 2) as workers:
        print(*workers.pool._processes, flush=True)
        list(as_completed(workers, wait_long, iter(range(2))))
"""
    file = tmp_path / "starter.py"
    file.write_text(program, encoding="utf-8")
    environment = {**os.environ, "PYTHONPATH": os.pathsep.join(path for path in sys.path if path)}
    with subprocess.Popen([sys.executable, file], stdout=subprocess.PIPE, text=True, env=environment) as starter:
        children = [int(pid) for pid in starter.stdout.readline().split()]
        assert len(children) == 2
        time.sleep(3)  # until they have begun
        starter.kill()
    deadline = time.monotonic() + 20
    while any(is_running(pid) for pid in children) and time.monotonic() < deadline:
        time.sleep(0.1)
    assert [pid for pid in children if is_running(pid)] == []


def is_running(pid: int) -> bool:
    try:
        return Path(f"/proc/{pid}/stat").read_text(encoding="utf-8").rpartition(")")[2].split()[0] != "Z"
    except FileNotFoundError:
        return False


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        (("cloud",), "there is no executor 'cloud'; possible are: threads, processes, dask"),
        (("dask",), "a cluster's address belongs to the executor dask"),
        (("threads", None, "tcp://127.0.0.1:8786"), "a cluster's address belongs to the executor dask"),
        (("threads", 0), "workers is 0; it must be from 1 to 4096"),
        (("processes", 4097), "workers is 4097; it must be from 1 to 4096"),
    ],
)
def test_what_makes_no_sense_is_refused(arguments: tuple, said: str):
    with pytest.raises(ValueError, match=said), open_executor(*arguments):
        pass


def test_no_scheduler_is_told(monkeypatch: pytest.MonkeyPatch):
    monkeypatch.setattr(executors, "CONNECT_WITHIN_S", 1)
    refused = pytest.raises(ExecutorError, match=r"no Dask scheduler answers at tcp://127\.0\.0\.1:9;")
    with refused, open_executor("dask", cluster="tcp://127.0.0.1:9"):
        pass


def test_a_cluster_without_workers_is_told(tmp_path: Path):
    refused = pytest.raises(ExecutorError, match="has no workers; start some")
    with dask_cluster(tmp_path, workers=0) as there, refused, open_executor("dask", cluster=there.address):
        pass


def test_workers_with_other_packages_are_refused(cluster: Cluster, monkeypatch: pytest.MonkeyPatch):
    here = {**installed_versions(), "numpy": "1.0"}
    monkeypatch.setattr(executors, "installed_versions", Versions(here))
    refused = pytest.raises(ExecutorError, match=r"the Dask \S+ \S+ has numpy 2\S+, and here it is 1\.0")
    with refused, open_executor("dask", cluster=cluster.address):
        pass


class Versions:
    """Another answer here; the workers look it up themselves."""

    def __init__(self, here: dict[str, str]):
        self.here = here

    def __call__(self) -> dict[str, str]:
        return self.here

    def __reduce__(self) -> str | tuple:
        return getattr, (sys.modules["simulator.experiments.provenance"], "installed_versions")


@pytest.mark.verify
def test_a_worker_that_is_lost_leaves_its_tasks_to_the_other(tmp_path: Path):
    with dask_cluster(tmp_path, workers=2) as there, open_executor("dask", cluster=there.address) as workers:
        results = as_completed(workers, square, iter(range(40)))
        done = [next(results)]
        there.workers[0].kill()
        done += results
    assert sorted(done) == [(x, x * x) for x in range(40)]


@pytest.mark.verify
def test_a_cluster_that_loses_its_workers_is_given_up(tmp_path: Path, monkeypatch: pytest.MonkeyPatch):
    monkeypatch.setattr(executors, "GONE_AFTER_S", 1)
    monkeypatch.setattr(executors, "LOOK_EVERY_S", 0.2)
    with dask_cluster(tmp_path, workers=1) as there, open_executor("dask", cluster=there.address) as workers:
        results = as_completed(workers, wait_long, iter(range(2)))
        there.kill_soon(there.workers[0])
        with pytest.raises(ExecutorError, match=r"all workers of the Dask cluster at tcp://\S+ were lost"):
            next(results)


@pytest.mark.verify
def test_a_scheduler_that_is_lost_is_told(tmp_path: Path, capfd: pytest.CaptureFixture[str]):
    with dask_cluster(tmp_path, workers=1) as there, open_executor("dask", cluster=there.address) as workers:
        results = as_completed(workers, wait_long, iter(range(2)))
        there.kill_soon(there.scheduler)
        with pytest.raises(ExecutorError, match=r"the Dask scheduler .*was lost"):
            next(results)
    assert capfd.readouterr().err == ""
