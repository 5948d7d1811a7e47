"""What every page of a class needs: the store, the curricula, keys and limits."""

from __future__ import annotations

from concurrent.futures import ThreadPoolExecutor
from functools import cached_property
from pathlib import Path
from typing import TYPE_CHECKING, Any

from simulator.teaching.classroom.courses import Course, find_courses
from simulator.teaching.classroom.doors import Doors
from simulator.teaching.classroom.gate import Gate
from simulator.teaching.classroom.keep import data_folder
from simulator.teaching.classroom.letterhead import Letterheads
from simulator.teaching.classroom.once import SentForms
from simulator.teaching.classroom.signer import Signer
from simulator.teaching.serving.options import ServerOptions

if TYPE_CHECKING:
    from simulator.teaching.classroom.password import TrainerPassword
    from simulator.teaching.store import Store

__all__ = ["Classroom", "classroom_of"]

#: The store waits for a disk: its calls run beside the server's loop, a few at a time.
THREADS = 4


class Classroom:
    """The server's side of all classes; each part is made when it is first needed.

    Parameters
    ----------
    options : ServerOptions
        What the trainer chose at the start.
    curricula : Path or None
        Folder of curricula; the project's own when left out.
    """

    def __init__(self, options: ServerOptions, curricula: Path | None = None) -> None:
        self.options = options
        self.url = options.store
        self.folder = data_folder(self.url)
        self.threads = ThreadPoolExecutor(THREADS, thread_name_prefix="store")
        self._curricula = curricula or _curricula()

    @cached_property
    def store(self) -> Store:
        """Classes, learners and what they did."""
        from simulator.teaching.store import open_store

        return open_store(self.url)

    @cached_property
    def signer(self) -> Signer:
        """Signs cookies."""
        return Signer(self.folder)

    @cached_property
    def password(self) -> TrainerPassword:
        """The trainer's."""
        from simulator.teaching.classroom.password import TrainerPassword

        return TrainerPassword(self.folder, self.options.password)

    @cached_property
    def letterheads(self) -> Letterheads:
        """Who signs the certificates."""
        return Letterheads(self.folder)

    @cached_property
    def gate(self) -> Gate:
        """Counts wrong codes and passwords."""
        return Gate()

    @cached_property
    def joins(self) -> SentForms:
        """Who joined with which copy of the form."""
        return SentForms()

    @cached_property
    def doors(self) -> Doors:
        """Which tests are open."""
        return Doors(self.folder)

    @property
    def courses(self) -> tuple[Course, ...]:
        """The curricula, read anew: they are small, and a trainer may change one while the server runs."""
        return find_courses(self._curricula)

    def course(self, name: str) -> Course | None:
        """Return a curriculum by name, None if there is no such one."""
        return next((course for course in self.courses if course.name == name), None)


def classroom_of(settings: dict[str, Any]) -> Classroom:
    """Return the classroom of a server, made at the first call.

    Parameters
    ----------
    settings : dict
        Of the web application; ``simptsp`` holds the server's options.

    Returns
    -------
    Classroom
        The same one for every page.
    """
    if "classroom" not in settings:
        settings["classroom"] = Classroom(settings.get("simptsp") or ServerOptions())
    classroom: Classroom = settings["classroom"]
    return classroom


def _curricula() -> Path | None:
    candidates = (Path("curricula"), Path(__file__).parents[3] / "curricula")
    return next((folder.resolve() for folder in candidates if folder.is_dir()), None)
