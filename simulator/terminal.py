"""What the commands of ``simptsp`` share: exit codes, options, sentences, and bars on the terminal."""

import shlex
import shutil
import signal
import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from enum import StrEnum
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, NoReturn

import typer
from rich.console import Console

if TYPE_CHECKING:
    from simulator.experiments import Progress

WRONG_INPUT = 2
MACHINE_LACKS = 3
INTERRUPTED = 130


class Language(StrEnum):
    """Languages of tables and reports."""

    ID = "id"
    EN = "en"


class ExecutorKind(StrEnum):
    """Who works on a study."""

    THREADS = "threads"
    PROCESSES = "processes"
    DASK = "dask"


Executor = Annotated[
    ExecutorKind,
    typer.Option("--executor", help="Threads, or processes of this machine, or a Dask cluster: the same results."),
]
WorkerCount = Annotated[
    int | None,
    typer.Option("--workers", metavar="N", min=1, max=4096, help="How many threads or processes; one per processor."),
]
Cluster = Annotated[
    str | None,
    typer.Option("--cluster", metavar="ADDRESS", help="Scheduler of the Dask cluster, as tcp://10.0.0.5:8786."),
]
Resume = Annotated[bool, typer.Option("--resume", help="Go on where an earlier run in this folder was stopped.")]
"""Options that every study has."""


@contextmanager
def machine_code() -> Iterator[None]:
    """Have the simulator compiled; it takes a minute the first time, and a line says so."""
    from simulator.compiled import is_ready

    if is_ready():
        yield
        return
    from simulator import doctor

    with doctor.machine_code(say):
        yield


@contextmanager
def progress_bar(name: str) -> "Iterator[Progress | None]":
    """A bar on the terminal while a study runs; none where there is no terminal.

    Parameters
    ----------
    name : str
        What stands before the bar.
    """
    from rich.progress import BarColumn, MofNCompleteColumn, TextColumn, TimeRemainingColumn
    from rich.progress import Progress as Bar

    columns = (TextColumn("{task.description}"), BarColumn(), MofNCompleteColumn(), TimeRemainingColumn())
    with Bar(*columns, console=Console(stderr=True), transient=True, disable=not sys.stderr.isatty()) as bar:
        task = bar.add_task(name, total=None)
        yield lambda done, total: bar.update(task, completed=done, total=total)


@contextmanager
def interruption() -> Iterator[Callable[[], bool]]:
    """Whether Ctrl-C was pressed: the first time ends the work in good order, the second at once."""
    pressed: list[int] = []

    def note(number: int, frame: object) -> None:
        if pressed:
            raise KeyboardInterrupt
        pressed.append(number)

    before = signal.signal(signal.SIGINT, note)
    try:
        yield lambda: bool(pressed)
    finally:
        signal.signal(signal.SIGINT, before)


def check_folder(out: Path | None) -> None:
    """Refuse a folder that cannot be used before any time is spent.

    Raises
    ------
    ValueError
        If it is a file.
    """
    if out is not None and out.exists() and not out.is_dir():
        raise ValueError(f"--out {out}: this is a file; name a folder")


def say(text: str) -> None:
    """Write to standard error, without a new line."""
    typer.echo(text, nl=False, err=True)


def console() -> Console:
    """Standard output for tables; wide where it is not a terminal."""
    return Console(width=None if sys.stdout.isatty() else max(110, shutil.get_terminal_size().columns))


def wrong(message: str) -> NoReturn:
    """End the command: something that was given is wrong."""
    typer.echo(message, err=True)
    raise typer.Exit(WRONG_INPUT)


def lacking(message: str) -> NoReturn:
    """End the command: this machine lacks something."""
    typer.echo(message, err=True)
    raise typer.Exit(MACHINE_LACKS)


def command_again(
    name: str,
    file: Path,
    out: Path | None,
    executor: ExecutorKind,
    workers: int | None,
    cluster: str | None,
    lang: Language,
) -> str:
    """The command that goes on where this one is stopped; refuses a cluster without Dask, and Dask without one."""
    if (executor is ExecutorKind.DASK) != (cluster is not None):
        wrong("--cluster belongs to --executor dask, which needs it: --executor dask --cluster tcp://HOST:8786")
    options = ["--executor", executor.value] if executor is not ExecutorKind.THREADS else []
    options += ["--workers", str(workers)] if workers else []
    options += ["--cluster", cluster] if cluster else []
    return shlex.join(["simptsp", name, str(file), "--out", str(out), *options, "--lang", lang.value, "--resume"])
