"""The planner's studio: an office is changed, simulated and compared in a browser. See ``docs/studio.md``."""

from importlib import import_module
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from simulator.studio.hand_over import open_study
    from simulator.studio.page import Studio, studio

__all__ = ["Studio", "open_study", "studio"]

_PLACES = {"Studio": "page", "studio": "page", "open_study": "hand_over"}


def __getattr__(name: str) -> Any:
    """Import the page when a notebook asks for it: what only reads studies starts without widgets."""
    if name not in _PLACES:
        raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
    return getattr(import_module(f"simulator.studio.{_PLACES[name]}"), name)
