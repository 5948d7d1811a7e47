"""Addressed random numbers: a draw is a function of its address, never of when it is asked for."""

from collections.abc import Callable
from dataclasses import dataclass, replace
from enum import IntEnum

import numpy as np
from numpy.typing import ArrayLike, NDArray

MULTIPLIERS = np.uint64(0xD2511F53), np.uint64(0xCD9E8D57)
WEYL = np.uint64(0x9E3779B9), np.uint64(0xBB67AE85)
LOW = np.uint64(0xFFFFFFFF)
SHIFT = np.uint64(32)
ROUNDS = 10

MAX_SEED = 2**64 - 1
MAX_REPLICATION = 2**20 - 1
MAX_OFFICE = 2**12 - 1

Draw = Callable[[int], tuple[NDArray[np.float64], NDArray[np.float64]]]
"""index -> two uniform numbers for each address; each index gives new ones."""


MOST_IN_A_BYTE = 255


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
    SEGMENT = 9
    DISTRICT = 10
    LITERACY = 11
    CONNECTED = 12
    AWARE = 13
    PRIORITY_GROUP = 14
    DAY_OFF = 15  # comes although the office is closed that day
    BROUGHT = 16  # gaps between those whom a channel brings along
    PUNCTUALITY = 17
    NO_SHOW = 18
    NIK = 19
    INCOMPLETE = 20  # with either policy, so that the same files are incomplete
    HELP_TIME = 21
    BREAKDOWN_UP = 22
    BREAKDOWN_DOWN = 23
    REPAIR = 24
    NEVER_RETURNS = 25
    FAILURE = 26  # comes back, switches or gives up
    FAILURE_DELAY = 27
    ABSENCE = 28
    OUTAGE_DAY = 29
    BACKUP_UP = 30
    BACKUP_DOWN = 31
    BACKUP_FAILS = 32
    SLOW_UP = 33
    SLOW_DOWN = 34
    INPUT = 35  # an uncertain input: its position, the number of the draw


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
    for _ in range(ROUNDS):
        first, second = MULTIPLIERS[0] * c0, MULTIPLIERS[1] * c2
        c0, c1, c2, c3 = (second >> SHIFT) ^ c1 ^ k0, second & LOW, (first >> SHIFT) ^ c3 ^ k1, first & LOW
        k0, k1 = (k0 + WEYL[0]) & LOW, (k1 + WEYL[1]) & LOW
    return c0, c1, c2, c3


@dataclass(frozen=True)
class Streams:
    """All random numbers of one replication of one office.

    Attributes
    ----------
    seed : int
        Root seed, 0 to 2**64 - 1.
    replication : int
        Replication, 0 to 2**20 - 1.
    office : int, optional
        Which of the offices of a run, 0 to 2**12 - 1.
    """

    seed: int
    replication: int
    office: int = 0

    def __post_init__(self) -> None:
        limits = {"seed": MAX_SEED, "replication": MAX_REPLICATION, "office": MAX_OFFICE}
        for name, limit in limits.items():
            if not 0 <= getattr(self, name) <= limit:
                raise ValueError(f"the {name} is {getattr(self, name)}; it must be a whole number from 0 to {limit}")

    def uniforms(
        self, purpose: Purpose, group: ArrayLike, serial: ArrayLike, station: int = 0, visit: int = 0, index: int = 0
    ) -> tuple[NDArray[np.float64], NDArray[np.float64]]:
        """Two independent uniform numbers for each address.

        Parameters
        ----------
        purpose : Purpose
            What they are for.
        group : int or array_like of int, shape (n,)
            Case class of the cases, subsystem of an outage, or pool of a person; 0 to 255.
        serial : array_like of int, shape (n,)
            Day and number of each case within its class, cycle of an outage, or day; 0 to 2**32 - 1.
        station, visit, index : int, optional
            Station (or channel, or process of a subsystem; 0 to 255), visit (or attempt, or person), and number of the
            draw within one address (both 0 to 65535).

        Returns
        -------
        tuple of 2 ndarray, shape (n,), float64
            Numbers above 0 and below 1, multiples of 2**-53.

        Raises
        ------
        ValueError
            If the station, visit or index is too large for the address.

        Notes
        -----
        Counter words: serial; office (12 bits) and replication (20 bits); group, station and purpose (8 bits each);
        visit and index (16 bits each). The key is the seed.
        """
        if max(station, visit >> 8, index >> 8) > MOST_IN_A_BYTE:
            raise ValueError(
                f"station {station}, visit {visit} or index {index} has no address; at most 255, 65535, 65535"
            )
        first = np.atleast_1d(np.asarray(serial)).astype(np.uint64)
        groups = np.asarray(group).astype(np.uint64)
        words = (self.office << 20 | self.replication, groups << 24 | station << 16 | purpose << 8, visit << 16 | index)
        counter = (first, *(np.broadcast_to(np.asarray(word, np.uint64), first.shape) for word in words))
        w0, w1, w2, w3 = philox(counter, (np.uint64(self.seed & 0xFFFFFFFF), np.uint64(self.seed >> 32)))
        return _unit(w0, w1), _unit(w2, w3)


@dataclass(frozen=True)
class Draws:
    """Random numbers of some cases, perhaps at a station on a visit.

    Attributes
    ----------
    streams : Streams
        Random numbers of the replication.
    group, serial : ndarray, shape (n,)
        Class of each case, and its day and number within the class.
    station, visit : int, optional
        As in :meth:`Streams.uniforms`.
    """

    streams: Streams
    group: NDArray[np.int8]
    serial: NDArray[np.int64]
    station: int = 0
    visit: int = 0

    def of(self, purpose: Purpose) -> Draw:
        """Draws for a purpose."""
        return lambda index: self.streams.uniforms(purpose, self.group, self.serial, self.station, self.visit, index)

    def uniform(self, purpose: Purpose) -> NDArray[np.float64]:
        """The first uniform number of each case for a purpose."""
        return self.of(purpose)(0)[0]

    def only(self, which: NDArray[np.intp] | NDArray[np.bool_]) -> "Draws":
        """Draws of some of the cases."""
        return replace(self, group=self.group[which], serial=self.serial[which])


def _unit(high: NDArray[np.uint64], low: NDArray[np.uint64]) -> NDArray[np.float64]:
    """52 random bits and a half: every value is exact and neither 0 nor 1 can occur."""
    bits = (high << SHIFT | low) >> np.uint64(12)
    return (bits.astype(np.float64) + 0.5) * 2.0**-52
