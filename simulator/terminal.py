"""What the commands of ``simptsp`` share: exit codes, options, sentences, and bars on the terminal."""

import json
import shlex
import shutil
import signal
import sys
import tempfile
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from enum import StrEnum
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any, NoReturn

import typer
from rich.console import Console

if TYPE_CHECKING:
    from simulator.experiments import Progress

WRONG_INPUT = 2
MACHINE_LACKS = 3
INTERRUPTED = 130

_MANIFEST = "study.json"


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


@dataclass(frozen=True)
class Study:
    """What a folder of results is of.

    Attributes
    ----------
    kind : str
        As run, compare or select.
    offices : tuple of str
        By the words that were given; in a manifest the name, where a program made the office.
    seed : int or None
        Root seed; None where a manifest does not say it.
    """

    kind: str
    offices: tuple[str, ...]
    seed: int | None

    def __str__(self) -> str:
        seed = "" if self.seed is None else f", seed {self.seed}"
        return f"{self.kind} {' '.join(self.offices)}{seed}"

    def is_same(self, other: "Study") -> bool:
        """Whether one may be written over the other: kind, offices, and seed where both say it."""
        is_seed_same = None in (self.seed, other.seed) or self.seed == other.seed
        return (self.kind, self.offices) == (other.kind, other.offices) and is_seed_same


def check_folder(out: Path | None, study: Study | None = None) -> None:
    """Refuse a folder that cannot be used before any time is spent.

    Parameters
    ----------
    out : Path or None
        The folder, if one was named.
    study : Study, optional
        What is to be written; a folder that holds another one is refused.

    Raises
    ------
    ValueError
        In one sentence, if it is a file or holds another study.
    typer.Exit
        With a sentence on standard error, if it cannot be written to.
    """
    if out is None:
        return
    if out.exists() and not out.is_dir():
        raise ValueError(f"--out {out}: this is a file; name a folder")
    if study is not None and (out / _MANIFEST).is_file():
        _refuse_another(out, study)
    _try_to_write(out)


def _refuse_another(out: Path, study: Study) -> None:
    """The same study again may be written over; the files of two would lie beside each other."""
    try:
        found = _study_in(json.loads((out / _MANIFEST).read_text(encoding="utf-8")))
    except (OSError, ValueError, KeyError, TypeError, AttributeError):
        raise ValueError(
            f"--out {out}: it holds a {_MANIFEST} that cannot be read; name another folder, or remove this one"
        ) from None
    if not found.is_same(study):
        raise ValueError(
            f"--out {out}: it holds another study ({found}), and this is {study}; name another folder, or remove it"
        )


def _study_in(manifest: dict[str, Any]) -> Study:
    """The study that a manifest is of; those of other commands have other fields."""
    settings, entries = manifest.get("settings", manifest), manifest.get("scenarios", [])
    offices = [entry["label"] or entry["origin"] or entry["name"] for entry in entries]
    named = [manifest[key] for key in ("design", "base") if isinstance(manifest.get(key), str)]
    words = [*(offices or named), *manifest.get("alternatives", [])]
    return Study(str(manifest["study"]), tuple(map(str, words)), settings.get("seed"))


def _try_to_write(out: Path) -> None:
    """Make the folder and a file in it, and remove again what was not there."""
    missing = [folder for folder in (out, *out.parents) if not folder.exists()]
    try:
        out.mkdir(parents=True, exist_ok=True)
        with tempfile.TemporaryFile(dir=out):
            pass
    except OSError as error:
        reason = error.strerror or error
        lacking(f"the results cannot be written to {out}: {reason}; choose another folder with --out")
    finally:
        for folder in missing:
            if folder.is_dir():
                folder.rmdir()


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


@contextmanager
def refusal() -> Iterator[None]:
    """End the command with the sentence of a `ValueError`, if there is one: something that was given is wrong."""
    try:
        yield
    except ValueError as error:
        wrong(str(error))


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
