"""Checks of arguments: one sentence says which, what is wrong and what would be right."""

from numbers import Integral

import numpy as np
import numpy.typing as npt

from simulator.theory.errors import UnstableQueueError

Array = npt.NDArray[np.float64]

# 3 * 0.1 exceeds 0.3 by rounding alone: a utilisation this close to 1 is 1.
_ROUNDING = 1e-12


def require_positive(**arguments: npt.ArrayLike) -> None:
    for name, value in arguments.items():
        numbers = np.asarray(value, dtype=float)
        if not (np.isfinite(numbers) & (numbers > 0)).all():
            raise ValueError(f"{name} is {numbers.tolist()}; it must be finite and above 0.")


def require_not_negative(**arguments: npt.ArrayLike) -> None:
    for name, value in arguments.items():
        numbers = np.asarray(value, dtype=float)
        if not (np.isfinite(numbers) & (numbers >= 0)).all():
            raise ValueError(f"{name} is {numbers.tolist()}; it must be finite and not below 0.")


def require_below_one(**arguments: float) -> None:
    for name, value in arguments.items():
        if not 0 <= value < 1:
            raise ValueError(f"{name} is {value}; it must be at least 0 and below 1.")


def require_whole(**arguments: int) -> None:
    for name, value in arguments.items():
        if not isinstance(value, Integral) or value < 1:
            raise ValueError(f"{name} is {value}; it must be a whole number, at least 1.")


def require_one_each(**arguments: Array) -> None:
    shapes = {name: values.shape for name, values in arguments.items()}
    first = next(iter(shapes.values()))
    if len(first) != 1 or first[0] == 0 or len(set(shapes.values())) > 1:
        listed = ", ".join(f"{name} {shape}" for name, shape in shapes.items())
        raise ValueError(f"The shapes are {listed}; each must be a list of the same length, at least 1.")


def require_stable(utilisation: float, where: str = "") -> None:
    if utilisation >= 1 - _ROUNDING:
        raise UnstableQueueError(
            f"{where}utilisation would be {utilisation:.6g}; a queue settles only below 1: "
            "lower the arrival rate, shorten the service time or add servers."
        )
