"""Which handler answers at which address."""

from __future__ import annotations

from typing import Any

from jupyter_server.utils import url_path_join

from simulator.teaching.classroom.paths import PATHS, pattern
from simulator.teaching.serving.catalogue import LANGUAGES

__all__ = ["class_pages"]


def class_pages(base: str, page: dict[str, Any]) -> list[Any]:
    """Return the rules of all class pages, the home page and the studio included.

    Parameters
    ----------
    base : str
        Where the server's pages begin.
    page : dict
        What every handler of Voila's is given.

    Returns
    -------
    list of tuple
        For the server's list of handlers, before its last rule, which matches everything.
    """
    handlers = _handlers()
    return [
        (url_path_join(base, pattern(name, lang)), handlers[name], {**page, "name": name, "lang": lang})
        for name in PATHS
        for lang in LANGUAGES
    ]


def _handlers() -> dict[str, type]:
    from simulator.teaching.classroom import data, home, join, papers, room, sitting_page, trainer
    from simulator.teaching.serving.handlers import StudioHandler

    return {
        "home": home.HomePage,
        "studio": StudioHandler,
        "join": join.JoinPage,
        "leave": join.LeavePage,
        "test": sitting_page.SittingPage,
        "answer": sitting_page.AnswerPage,
        "verify": papers.Verify,
        "trainer": trainer.ClassList,
        "sign_in": trainer.SignIn,
        "sign_out": trainer.SignOut,
        "new_class": trainer.NewClass,
        "class": room.Live,
        "live": room.LiveData,
        "guesses": room.Guesses,
        "items": room.Items,
        "tests": data.Tests,
        "people": room.People,
        "sheet": papers.Sheet,
        "certificates": papers.Certificates,
        "data": data.DataPage,
        "download": data.Download,
    }
