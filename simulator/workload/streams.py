"""Addressed random numbers: a draw is a function of its address, never of when it is asked for."""

from dataclasses import dataclass
from enum import IntEnum

import numpy as np
from numpy.typing import ArrayLike, NDArray

_MULTIPLIERS = np.uint64(0xD2511F53), np.uint64(0xCD9E8D57)
_WEYL = np.uint64(0x9E3779B9), np.uint64(0xBB67AE85)
_LOW = np.uint64(0xFFFFFFFF)
_SHIFT = np.uint64(32)
_ROUNDS = 10

MAX_SEED = 2**64 - 1


class Purpose(IntEnum):
    """What a draw is for. A new purpose gets a new number; a number is never given again."""

    ARRIVAL = 1
    CHANNEL = 2
    SERVICE = 3
    PATIENCE = 4
    REWORK = 5
    OUTAGE_UP = 6
    OUTAGE_DOWN = 7
    TIME_OF_DAY = 8


def philox(counter: tuple[NDArray[np.uint64], ...], key: tuple[np.uint64, np.uint64]) -> tuple[NDArray[np.uint64], ...]:
    """Philox4x32 with 10 rounds.

    Parameters
    ----------
    counter : tuple of 4 ndarray, shape (n,), uint64
        Counter words, each below 2**32.
    key : tuple of 2 uint64
        Key words, each below 2**32.

    Returns
    -------
    tuple of 4 ndarray, shape (n,), uint64
        Random words, each below 2**32.

    References
    ----------
    Salmon, Moraes, Dror & Shaw (2011), "Parallel random numbers: as easy as 1, 2, 3", *SC '11*.

    Examples
    --------
    >>> zero = np.zeros(1, np.uint64)
    >>> [hex(word[0]) for word in philox((zero,) * 4, (np.uint64(0), np.uint64(0)))]
    ['0x6627e8d5', '0xe169c58d', '0xbc57ac4c', '0x9b00dbd8']
    """
    c0, c1, c2, c3 = counter
    k0, k1 = key
    for _ in range(_ROUNDS):
        first, second = _MULTIPLIERS[0] * c0, _MULTIPLIERS[1] * c2
        c0, c1, c2, c3 = (second >> _SHIFT) ^ c1 ^ k0, second & _LOW, (first >> _SHIFT) ^ c3 ^ k1, first & _LOW
        k0, k1 = (k0 + _WEYL[0]) & _LOW, (k1 + _WEYL[1]) & _LOW
    return c0, c1, c2, c3


@dataclass(frozen=True)
class Streams:
    """All random numbers of one replication.

    Attributes
    ----------
    seed : int
        Root seed, 0 to 2**64 - 1.
    replication : int
        Replication, 0 to 2**32 - 1.
    """

    seed: int
    replication: int

    def __post_init__(self) -> None:
        if not 0 <= self.seed <= MAX_SEED:
            raise ValueError(f"the seed is {self.seed}; it must be a whole number from 0 to {MAX_SEED}")
        if not 0 <= self.replication < 2**32:
            raise ValueError(f"the replication is {self.replication}; it must be a whole number from 0 to {2**32 - 1}")

    def uniforms(
        self, purpose: Purpose, group: int, serial: ArrayLike, station: int = 0, visit: int = 0, index: int = 0
    ) -> tuple[NDArray[np.float64], NDArray[np.float64]]:
        """Two independent uniform numbers for each address.

        Parameters
        ----------
        purpose : Purpose
            What they are for.
        group : int
            Case class of the cases, or the subsystem of an outage; 0 to 255.
        serial : array_like of int, shape (n,)
            Number of each case within its class, or of each cycle of an outage; 0 to 2**32 - 1.
        station, visit, index : int, optional
            Station (0 to 255), visit, and number of the draw within one address (both 0 to 65535).

        Returns
        -------
        tuple of 2 ndarray, shape (n,), float64
            Numbers above 0 and below 1, multiples of 2**-53.

        Notes
        -----
        Counter words: serial; replication; group, station and purpose (8 bits each); visit and index (16 bits each).
        The key is the seed.
        """
        first = np.atleast_1d(np.asarray(serial)).astype(np.uint64)
        words = (self.replication, group << 24 | station << 16 | purpose << 8, visit << 16 | index)
        counter = (first, *(np.full(first.shape, word, np.uint64) for word in words))
        w0, w1, w2, w3 = philox(counter, (np.uint64(self.seed & 0xFFFFFFFF), np.uint64(self.seed >> 32)))
        return _unit(w0, w1), _unit(w2, w3)


def _unit(high: NDArray[np.uint64], low: NDArray[np.uint64]) -> NDArray[np.float64]:
    """52 random bits and a half: every value is exact and neither 0 nor 1 can occur."""
    bits = (high << _SHIFT | low) >> np.uint64(12)
    return (bits.astype(np.float64) + 0.5) * 2.0**-52
