"""What happened once, as one record of whole numbers: the form in which compiled code writes and reads a log."""

from typing import Any

import numpy as np
from numpy.typing import NDArray

NONE = -1
"""In a column that does not apply to the event."""

ROW = np.dtype(
    [
        ("time_ms", np.int64),
        ("case", np.int32),
        ("visit", np.int16),
        ("server", np.int16),
        ("event", np.int8),
        ("case_class", np.int8),
        ("channel", np.int8),
        ("station", np.int8),
        ("cause", np.int8),
    ],
    align=True,
)
"""One row of a log of one replication: 24 bytes, the widest numbers first."""

Rows = NDArray[Any]
"""Array of :data:`ROW`, shape (n_rows,), in the order in which things happen."""


def assert_rows(rows: Rows) -> None:
    """Refuse what is not rows of a log.

    Raises
    ------
    ValueError
        If it is not an array of :data:`ROW` with one dimension.
    """
    if rows.dtype != ROW or rows.ndim != 1:
        raise ValueError(f"rows of a log are a one-dimensional array of ROW, not {rows.ndim}-dimensional {rows.dtype}")
