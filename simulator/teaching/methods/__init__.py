"""What the methods notebooks need besides the simulator: tasks that name the kind of mistake, and figures."""

from typing import TYPE_CHECKING, Any

from simulator.teaching.methods.exercise import Exercise, exercise
from simulator.teaching.methods.verdict import Verdict

if TYPE_CHECKING:
    from simulator.teaching.methods.pictures import beside_figure, show

__all__ = ["Exercise", "Verdict", "beside_figure", "exercise", "show"]


def __getattr__(name: str) -> Any:
    """Import figures when a notebook asks for them: the others start without matplotlib."""
    if name not in ("beside_figure", "show"):
        raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
    from simulator.teaching.methods import pictures

    return getattr(pictures, name)
