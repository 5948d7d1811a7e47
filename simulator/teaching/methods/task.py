"""A task: what a student's function must give, and what the usual mistakes would give instead."""

from collections.abc import Callable, Mapping, Sequence
from copy import deepcopy
from dataclasses import dataclass, field
from typing import Any

import numpy as np
from numpy.typing import NDArray

from simulator.teaching.methods.verdict import Verdict
from simulator.teaching.words import Words

TOLERANCE = 1e-6
"""Relative difference that rounding explains; wrong answers differ by far more."""

MOST_SHOWN = 4
DECIMALS = 3

Numbers = NDArray[np.float64]


@dataclass(frozen=True)
class Mistake:
    """A usual wrong way.

    Attributes
    ----------
    gives : callable
        What it gives for the arguments of a example.
    feedback : str
        The sentence for who takes it.
    """

    gives: Callable[..., Any]
    feedback: str


def call(function: Callable[..., Any], *arguments: Any) -> Any:
    """What a function gives for arguments that it may change without harm."""
    return function(*deepcopy(arguments))


@dataclass(frozen=True)
class Task:
    """What a student's function must give.

    Attributes
    ----------
    examples : sequence of tuple
        Arguments with which it is tried.
    right : callable
        What a right function gives for the arguments of a example.
    praise : str
        The sentence for a right function.
    mistakes : mapping of str to Mistake
        Kind -> a usual wrong way.
    observe : callable, optional
        ``observe(function, *arguments)`` -> what is compared; what the function returns if not said.
    """

    examples: Sequence[tuple[Any, ...]]
    right: Callable[..., Any]
    praise: str
    mistakes: Mapping[str, Mistake] = field(default_factory=dict)
    observe: Callable[..., Any] = call

    def judge(self, function: Any, words: Words) -> Verdict:
        """Verdict on a student's function; whatever that does, nothing is raised but KeyboardInterrupt."""
        _ = words
        if not callable(function):
            return Verdict("no_function", _("Yang diperiksa harus fungsi: tulis namanya tanpa tanda kurung."))
        try:
            given = [numbers(self.observe(function, *example)) for example in self.examples]
        except NotImplementedError:
            return Verdict("empty", _("Belum diisi: ganti baris raise NotImplementedError() dengan jawaban Anda."))
        except KeyboardInterrupt:  # the student stops an endless loop
            raise
        except BaseException as error:  # a student's code may fail in any way, and may leave by sys.exit
            said = _("Fungsi Anda berhenti dengan {error}: {message}. Perbaiki dulu, lalu jalankan sel ini lagi.")
            return Verdict("raises", said.format(error=type(error).__name__, message=_message(error)))
        if any(one is None for one in given):
            return Verdict("no_numbers", _("Hasil fungsi Anda bukan bilangan. Apakah baris return sudah ada?"))
        return self._compared([one for one in given if one is not None], words)

    def _compared(self, given: list[Numbers], words: Words) -> Verdict:
        _ = words
        right = self._answers(self.right)
        if all(map(alike, given, right)):
            return Verdict("right", self.praise)
        for kind, mistake in self.mistakes.items():
            if all(map(alike, given, self._answers(mistake.gives))):
                return Verdict(kind, mistake.feedback)
        place, got, wanted = next(
            (place, *pair) for place, pair in enumerate(zip(given, right, strict=True), 1) if not alike(*pair)
        )
        if got.size != wanted.size:
            said = _("Contoh ke-{place}: fungsi Anda memberi {got} bilangan; yang diminta {wanted}.")
            return Verdict("other_size", said.format(place=place, got=got.size, wanted=wanted.size))
        said = _("Belum tepat. Contoh ke-{place}: fungsi Anda memberi {got}; yang benar {wanted}.")
        return Verdict("other", said.format(place=place, got=listed(got, words), wanted=listed(wanted, words)))

    def _answers(self, gives: Callable[..., Any]) -> list[Numbers]:
        answers = [numbers(call(gives, *example)) for example in self.examples]
        assert all(one is not None for one in answers), "a task compares numbers"
        return [one for one in answers if one is not None]


def numbers(value: Any) -> Numbers | None:
    """A number, or several in a row; None if it is something else.

    Examples
    --------
    >>> numbers((1, 2.5)), numbers([True, False]), numbers("satu"), numbers(None)
    (array([1. , 2.5]), array([1., 0.]), None, None)
    """
    if value is None:
        return None
    try:
        return np.asarray(value, np.float64).ravel()
    except Exception:  # too large for a number, or an object of the student's own
        return None


def alike(one: Numbers, other: Numbers) -> bool:
    """Whether numbers are the same but for rounding."""
    return one.size == other.size and np.allclose(one, other, rtol=TOLERANCE, atol=TOLERANCE, equal_nan=True)


def _message(error: BaseException) -> str:
    try:
        return str(error) or "–"
    except Exception:  # an error of the student's own, which cannot be written
        return "–"


def listed(values: Numbers, words: Words) -> str:
    """The first numbers of a row, as people read them."""
    shown = [words.number(value, DECIMALS) if np.isfinite(value) else "–" for value in values[:MOST_SHOWN].tolist()]
    return "; ".join([*shown, "…"] if values.size > MOST_SHOWN else shown)
