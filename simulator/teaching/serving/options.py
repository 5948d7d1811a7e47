"""What a trainer chose when the class was started."""

from __future__ import annotations

from dataclasses import dataclass, field

__all__ = ["ServerOptions"]


@dataclass(frozen=True)
class ServerOptions:
    """Options of ``simptsp start``; pages read them in ``settings["simptsp"]``.

    Attributes
    ----------
    address : str
        Home page as the class types it, ending with a slash; on a network, with this computer's address on it.
    store : str or None
        URL of the database; None for the user's own file.
    learners : int
        Lessons that may be open at once; 0 for as many as this computer can hold.
    ready : int
        Lessons kept ready in advance, for a class that opens the page at the same moment.
    lesson : str
        Number of the lesson that is kept ready, two digits.
    lang : str
        Language of that lesson and of what is told if the database cannot be used, ``id`` or ``en``.
    password : str
        The trainer's; empty if none was set at the start.
    """

    address: str = "http://localhost:8866/"
    store: str | None = None
    learners: int = 0
    ready: int = 0
    lesson: str = "01"
    lang: str = "id"
    password: str = field(default="", repr=False)
