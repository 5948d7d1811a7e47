"""What a page says and how it writes numbers, in the reader's language."""

import math
from dataclasses import dataclass
from typing import TYPE_CHECKING

from simulator.locale import format_number, translator
from simulator.measures import Estimate

if TYPE_CHECKING:
    from simulator.teaching.lab import Measure


@dataclass(frozen=True)
class Words:
    """Sentences and numbers in one language.

    Attributes
    ----------
    lang : str
        ``id`` or ``en``.

    Examples
    --------
    >>> words = Words("en")
    >>> words("menit"), words.number(1234.56), words.percent(0.8)
    ('minutes', '1,234.6', '80%')
    """

    lang: str

    def __call__(self, sentence: str) -> str:
        """Sentence, translated from Indonesian."""
        return translator(self.lang)(sentence)

    def number(self, value: float, decimals: int = 1) -> str:
        """Number in the form of the language; a dash for what is no number."""
        return format_number(value, self.lang, decimals) if math.isfinite(value) else "–"

    def plain(self, value: float) -> str:
        """Number as a learner would type it: no more decimals than it has."""
        return self.number(value, 0 if value == int(value) else min(6, len(f"{value:.6f}".rstrip("0").split(".")[1])))

    def percent(self, share: float, decimals: int = 0) -> str:
        """Share between 0 and 1 as a percentage."""
        return f"{self.number(100 * share, decimals)}%"

    def value(self, measure: "Measure", value: float) -> str:
        """Number of a measure without its unit; percentages with their sign."""
        return self.percent(value, measure.decimals) if measure.percent else self.number(value, measure.decimals)

    def bounds(self, measure: "Measure", estimate: Estimate, lowest: float | None = None) -> str:
        """Ends of an estimate's 95 % interval; the part below what is possible is cut off."""
        _ = self
        if not math.isfinite(estimate.half_width):
            return "–"
        low = max(measure.lowest if lowest is None else lowest, estimate.low)
        text = _("{low} sampai {high}")
        return text.format(low=self.value(measure, low), high=self.value(measure, estimate.high))

    def measured(self, measure: "Measure", estimate: Estimate) -> str:
        """A measure with its interval and number of replications, as HTML."""
        _ = self
        text = _("{what}: <strong>{mean}</strong> (rentang 95%: {interval}; {n} ulangan)")
        unit = "" if measure.percent else f" {measure.unit}"
        return text.format(
            what=measure.label,
            mean=self.value(measure, estimate.mean) + unit,
            interval=self.bounds(measure, estimate),
            n=estimate.n,
        )
