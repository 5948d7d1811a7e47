"""Arrays in which Python finds what it would pass over: an index below 0, which counts from the end."""

from typing import Any

import numpy as np

from simulator.engines import fast

MEANINGLESS = -(2**40)
"""In words that nothing was written to: a position, a time and a count that cannot be."""


class Checked(np.ndarray):
    """An array that refuses an index below 0."""

    def __getitem__(self, index: Any) -> Any:
        refuse_below_0(index)
        return super().__getitem__(index)

    def __setitem__(self, index: Any, value: Any) -> None:
        refuse_below_0(index)
        super().__setitem__(index, value)


def refuse_below_0(index: Any) -> None:
    for part in index if isinstance(index, tuple) else (index,):
        for place in (part.start, part.stop) if isinstance(part, slice) else (part,):
            if isinstance(place, int | np.integer) and place < 0:
                raise IndexError(f"{place} is below 0")


def check_every_index() -> None:
    """Let the kernel in plain Python see nothing but such arrays."""
    make_world = fast._world

    def checked(workload: Any, *sizes: Any) -> fast.World:
        world = make_world(workload, *sizes)
        world.memory[world.memory[fast.at.JOINING_NOW] :] = MEANINGLESS
        world.events[:] = MEANINGLESS
        arrays = {name: getattr(world, name).view(Checked) for name in ("memory", "reals", "events")}
        return world._replace(rows=_CheckedRows(world.rows), **arrays)

    fast._world = checked


class _CheckedRows:
    """Rows of a log, of which none before the first is written."""

    def __init__(self, rows: Any):
        self._rows = rows

    def __len__(self) -> int:
        return len(self._rows)

    def __getitem__(self, index: Any) -> Any:
        refuse_below_0(index)
        return self._rows[index]
