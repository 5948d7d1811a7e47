"""The warm process: it imports what lessons need, once, and forks a kernel whenever the server asks.

``python -m simulator.teaching.serving.fork REQUESTS LIFE`` is run by :mod:`.fork_client`; the two numbers are a socket
for requests and a pipe that ends with the server. Linux only.
"""

from __future__ import annotations

import gc
import json
import os
import random
import signal
import socket
import sys
import traceback
from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import suppress
from functools import partial
from importlib import import_module
from pathlib import Path
from select import select
from threading import Thread, active_count
from types import MappingProxyType, ModuleType
from typing import Any, BinaryIO, NoReturn

__all__ = ["main"]

TASKS = "/proc/self/task"
IDENTITY = ("SIMPTSP_LEARNER", "SIMPTSP_STORE")
"""What the warm process must not have: a database opened here would be shared by every learner."""

KERNEL_MODULES = (
    *("ipykernel.kernelapp", "ipykernel.debugger", "ipywidgets", "anywidget"),
    *("IPython.core.debugger", "IPython.core.completerlib", "IPython.extensions.storemagic"),
    *("tornado.platform.asyncio", "zmq.utils.garbage", "pdb", "faulthandler", "encodings.idna"),
)
"""Imported by every kernel, some of them only when it starts."""

CONTROL = "jupyter.widget.control"
"""How a page asks for the state of all widgets."""

MOST_MEMORY = 512 * 2**20
"""Bytes that a kernel may take beyond what it shares at its start: eight times what is planned for a learner."""

KERNEL_OPTIONS = (
    "--log-level=ERROR",
    "--HistoryManager.enabled=False",
    "--IPKernelApp.parent_handle=1",  # no thread that looks for a parent, and nothing printed that names the kernel
)


def main() -> None:
    """Warm up, then fork on request until the server is gone."""
    requests, life = socket.socket(fileno=int(sys.argv[1])), int(sys.argv[2])
    signal.signal(signal.SIGINT, signal.SIG_IGN)  # Ctrl-C is for the server, which then ends us
    signal.signal(signal.SIGCHLD, _reap)
    for handed in (requests.fileno(), life):
        os.set_inheritable(handed, False)
    for name in IDENTITY:
        os.environ.pop(name, None)
    with suppress(ConnectionError), requests, requests.makefile("rb") as lines:
        told = json.loads(lines.readline())
        _import_what_lessons_need(told["store"])
        _share_front_end(told["front_end"])
        work = _work(told["notebooks"])
        next(work, None)
        requests.sendall(b"{}\n")
        while line := _next_request(requests, lines, work):
            _fork(requests, life, json.loads(line))


def _next_request(requests: socket.socket, lines: BinaryIO, work: Iterator[bool]) -> bytes:
    """Go on with the work until somebody asks for a kernel; empty when the server is gone."""
    while not select([requests], [], [], 0)[0] and next(work, False):
        pass
    return lines.readline()


def _work(notebooks: Sequence[str]) -> Iterator[bool]:
    """Warm up the first lesson, and work out what its controls will show; then the others. True at each step."""
    for number, notebook in enumerate(notebooks):
        page = _warm(notebook)
        yield True
        if hasattr(page, "beforehand"):
            yield from _steps(page.beforehand, notebook)
        elif number == 0 and page is not None:
            from simulator.teaching.beforehand import work_out

            yield from _steps(partial(work_out, page), notebook)


def _steps(work: Callable[[], Iterator[None]], notebook: str) -> Iterator[bool]:
    try:
        for _ in work():
            yield True
    except Exception:
        print(f"what {notebook} will show could not be worked out beforehand", file=sys.stderr)
        traceback.print_exc()
    _forget_widgets()


# ---- warming up


def _import_what_lessons_need(store: str | None) -> None:
    """Import kernel, widgets, store and simulator, and simulate an office, so that its machine code is loaded."""
    sys.modules["debugpy"] = None  # type: ignore[assignment]  # 10 MiB a kernel, and nobody may debug a lesson
    for module in KERNEL_MODULES:
        import_module(module)
    sys.modules["ipykernel.ipkernel"].sys = _SystemWithoutModules("sys")  # type: ignore[attr-defined]
    # ipywidgets collects the states of all widgets twice for each page that opens, and throws the first away
    sys.modules["ipywidgets"].Widget.get_manager_state = staticmethod(dict)

    from simulator.engines import DEFAULT_ENGINE, get_engine
    from simulator.measures import Window, measure
    from simulator.scenario import library_names, load_scenario
    from simulator.teaching.store import preload
    from simulator.workload import make_workload

    preload(store or "")
    office = load_scenario(library_names()[0]).resolved
    log = get_engine(DEFAULT_ENGINE)(make_workload(office, 1, 0))
    measure(log, Window(office.warm_up_ms, office.waiting_target_ms))


def _share_front_end(addresses: Mapping[str, str]) -> None:
    """Have widgets name the front end's files, which a browser fetches once."""
    from simulator.widgets.part import Part

    Part.fetch(addresses)


class _SystemWithoutModules(ModuleType):
    """The module ``sys`` as a starting kernel sees it.

    A kernel lists the files of all modules, for a debugger that it does not have; looking at some two thousand modules
    copies 14 MiB of the memory that kernels share.
    """

    modules: Mapping[str, ModuleType] = MappingProxyType({})

    def __getattr__(self, name: str) -> Any:
        return getattr(sys, name)


def _warm(notebook: str) -> Any:
    """Run a lesson as its page does, and throw its widgets away; what it imported and worked out stays.

    The notebook's ``page`` is returned, if it came so far.
    """
    names: dict[str, Any] = {"__name__": "__main__"}
    try:
        for cell in json.loads(Path(notebook).read_text(encoding="utf-8"))["cells"]:
            if cell["cell_type"] == "code":
                exec(compile("".join(cell["source"]), notebook, "exec"), names)
    except Exception:
        print(f"a lesson failed while kernels were warmed up: {notebook}", file=sys.stderr)
        traceback.print_exc()
    page = names.pop("page", None)
    names.clear()
    _forget_widgets()
    return page


def _forget_widgets() -> None:
    from ipywidgets import Widget

    Widget.close_all()
    gc.collect()
    gc.freeze()  # a collection in a child would touch, and so copy, every object


# ---- forking


def _fork(requests: socket.socket, life: int, request: dict[str, Any]) -> None:
    """Fork a kernel; the server is sent a handle of its process, which no other process can take over."""
    signal.pthread_sigmask(signal.SIG_BLOCK, {signal.SIGCHLD})  # not reaped before its handle is open
    try:
        _refuse_threads()
        process = os.fork()
        if process == 0:
            os.close(requests.detach())
            _be_kernel(life, request)
        handle = os.pidfd_open(process)
    except (OSError, RuntimeError) as error:
        requests.sendall(json.dumps({"error": str(error)}).encode() + b"\n")
        return
    finally:
        signal.pthread_sigmask(signal.SIG_UNBLOCK, {signal.SIGCHLD})
    try:
        socket.send_fds(requests, [json.dumps({"process": process}).encode() + b"\n"], [handle])
    finally:
        os.close(handle)


def _refuse_threads() -> None:
    """Refuse to fork a process with threads: a lock that one of them holds would stay locked in the child."""
    threads = max(active_count(), len(os.listdir(TASKS)))
    if threads > 1:
        raise RuntimeError(f"the warm process has {threads} threads")


def _reap(*_: object) -> None:
    with suppress(ChildProcessError):
        while os.waitpid(-1, os.WNOHANG)[0]:
            pass


def _be_kernel(life: int, request: dict[str, Any]) -> NoReturn:
    """Run the kernel of one page in this process, which is new."""
    status = 1
    try:
        _be_new(request)
        Thread(target=_end_with_server, args=(life,), daemon=True).start()
        _serve(request["connection_file"])
        status = 0
    except BaseException:
        traceback.print_exc()
    finally:
        os._exit(status)


def _be_new(request: dict[str, Any]) -> None:
    """Take the signals, the environment, the share of memory and the luck of a process of its own."""
    import resource  # not on Windows, where this module is only read

    os.setsid()
    most = _data_bytes() + MOST_MEMORY
    resource.setrlimit(resource.RLIMIT_DATA, (most, most))
    signal.signal(signal.SIGCHLD, signal.SIG_DFL)
    signal.pthread_sigmask(signal.SIG_UNBLOCK, {signal.SIGCHLD})
    signal.signal(signal.SIGINT, signal.default_int_handler)
    os.environ.clear()
    os.environ.update(request["environment"])
    os.chdir(request["folder"])
    random.seed()
    if "numpy" in sys.modules:
        sys.modules["numpy"].random.seed()


def _data_bytes() -> int:
    """Memory of this process that could be written to, most of it shared: what RLIMIT_DATA limits."""
    lines = Path("/proc/self/status").read_text(encoding="ascii").splitlines()
    return 1024 * int(next(line for line in lines if line.startswith("VmData:")).split()[1])


def _end_with_server(life: int) -> None:
    """Wait for the end of a pipe that only the server holds open; whatever else happens to it is an end too."""
    try:
        os.read(life, 1)
    finally:
        os._exit(1)


def _serve(connection_file: str) -> None:
    import ipywidgets
    from ipykernel.kernelapp import IPKernelApp

    kernel: Any = IPKernelApp.instance()
    kernel.initialize(["-f", connection_file, *KERNEL_OPTIONS])
    # At their import there was no kernel. A page asks for widgets; it may not make any, which nothing would take away.
    kernel.kernel.comm_manager.register_target(CONTROL, ipywidgets.Widget.handle_control_comm_opened)
    kernel.start()


if __name__ == "__main__":
    main()
