"""Charts of the trainer's pages: SVG drawn by the server."""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import dataclass

from markupsafe import Markup

__all__ = ["Bin", "Histogram", "histogram", "qr_svg"]

MOST_BINS = 12

#: Widths of all guesses by which an answer may lie beside them and still be drawn.
FAR = 3


@dataclass(frozen=True)
class Bin:
    """One bar: guesses from ``low``, included, to ``high``, excluded but in the last bar.

    Parameters
    ----------
    low, high : float
        In the unit of the guesses.
    count : int
        Guesses in it.
    """

    low: float
    high: float
    count: int


@dataclass(frozen=True)
class Histogram:
    """Bars of equal width.

    Parameters
    ----------
    bins : tuple of Bin
        From left to right.
    n : int
        Guesses in all.
    median : float
        The middle one.
    outside : int
        Guesses so far from the others that the bars leave them out.
    """

    bins: tuple[Bin, ...]
    n: int
    median: float
    outside: int

    @property
    def tallest(self) -> int:
        """Count of the highest bar."""
        return max(one.count for one in self.bins)

    @property
    def decimals(self) -> int:
        """Decimals that the limits of the bars need."""
        width = self.bins[0].high - self.bins[0].low
        return max(0, -math.floor(math.log10(width) + 1e-9))

    def holds(self, value: float) -> bool:
        """Whether a value lies between the left and the right end."""
        return self.bins[0].low <= value <= self.bins[-1].high

    def position(self, value: float) -> float:
        """Where a value stands between the left and the right end, 0 to 1; outside it stays at the end."""
        low, high = self.bins[0].low, self.bins[-1].high
        return min(1.0, max(0.0, (value - low) / (high - low)))


def histogram(guesses: Sequence[float], answer: float | None = None) -> Histogram | None:
    """Count guesses in bars with round limits.

    Parameters
    ----------
    guesses : sequence of float
        In one unit; what is not finite is left out.
    answer : float, optional
        Empty bars are added up to it, unless it is too far away.

    Returns
    -------
    Histogram or None
        None without a single guess.

    Examples
    --------
    >>> bars = histogram([4, 5, 5, 12])
    >>> [(one.low, one.high, one.count) for one in bars.bins]
    [(4.0, 6.0, 3), (6.0, 8.0, 0), (8.0, 10.0, 0), (10.0, 12.0, 0), (12.0, 14.0, 1)]
    """
    told = sorted(value for value in map(float, guesses) if math.isfinite(value))
    if not told:
        return None
    values = _near(told)
    low, high = values[0], values[-1]
    if answer is not None and low - FAR * (high - low or 1) <= answer <= high + FAR * (high - low or 1):
        low, high = min(low, answer), max(high, answer)
    step = _round_step(high - low, len(values))
    start = math.floor(low / step) * step
    count = math.floor((high - start) / step) + 1
    counts = [0] * count
    for value in values:
        counts[min(count - 1, int((value - start) / step))] += 1
    bins = tuple(Bin(start + i * step, start + (i + 1) * step, n) for i, n in enumerate(counts))
    half = len(told) // 2
    return Histogram(bins, len(told), (told[half] + told[~half]) / 2, len(told) - len(values))


def _near(ordered: list[float]) -> list[float]:
    """Without what lies more than three quartile ranges beyond the quartiles (Tukey's outer fences)."""
    n = len(ordered)
    low, high = ordered[n // 4], ordered[-1 - n // 4]
    room = 3 * (high - low) or 3 * abs(high) or 1.0
    return [value for value in ordered if low - room <= value <= high + room]


def _round_step(span: float, n: int) -> float:
    """Smallest of 1, 2, 5 times a power of ten that needs at most as many bars as the data deserve."""
    if span <= 0 or not math.isfinite(span):
        return 1.0
    wished = span / min(MOST_BINS - 1, max(4, math.ceil(2 * n ** (1 / 3))))
    power = 10.0 ** math.floor(math.log10(wished))
    return next(factor * power for factor in (1, 2, 5, 10) if factor * power >= wished * (1 - 1e-9))


def qr_svg(address: str, label: str) -> Markup:
    """Return a QR code as SVG.

    Parameters
    ----------
    address : str
        What it says.
    label : str
        For who cannot see it.

    Returns
    -------
    Markup
        Safe to put into a page.
    """
    import segno

    code = segno.make(address, error="m", micro=False)
    return Markup(code.svg_inline(border=2, title=label, svgclass="qr", lineclass=None, omitsize=True))
