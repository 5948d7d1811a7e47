"""Cases in columns, as compiled code reads and writes them."""

from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from simulator.workload.people import People

STAYS = -2
"""In place of the channel of a case that does not come."""


class Columns(NamedTuple):
    """Cases in columns, each an ndarray of shape (n,)."""

    time_ms: NDArray[np.int64]
    serial: NDArray[np.int64]
    case_class: NDArray[np.int8]
    channel: NDArray[np.int8]
    start: NDArray[np.int8]
    no_show: NDArray[np.bool_]
    priority: NDArray[np.int8]
    segment: NDArray[np.int8]
    district: NDArray[np.int8]
    literacy: NDArray[np.int8]
    connected: NDArray[np.bool_]
    aware: NDArray[np.bool_]
    group: NDArray[np.int8]

    def people(self) -> People:
        """The applicants."""
        return People(self.segment, self.district, self.literacy, self.connected, self.aware, self.group)


def empty_columns(cases: int) -> Columns:
    """Columns for so many cases, with anything in them."""
    moments, codes = np.empty((2, cases), np.int64), np.empty((8, cases), np.int8)
    flags = np.empty((3, cases), np.bool_)
    return Columns(
        time_ms=moments[0], serial=moments[1], case_class=codes[0], channel=codes[1], start=codes[2], no_show=flags[0],
        priority=codes[3], segment=codes[4], district=codes[5], literacy=codes[6], connected=flags[1], aware=flags[2],
        group=codes[7],
    )  # fmt: skip
