"""Lessons: what a notebook needs to become a page that teaches."""

from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from simulator.teaching.page import Page, lesson

__all__ = ["Page", "lesson"]


def __getattr__(name: str) -> Any:
    """Import the lesson framework when a lesson asks for it: the server, which is a part of it, starts without."""
    if name not in __all__:
        raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
    from simulator.teaching import page

    return getattr(page, name)
