"""What a page says and how it writes numbers, in the reader's language."""

import math
from collections.abc import Callable
from dataclasses import dataclass
from functools import partial
from typing import TYPE_CHECKING, Literal

from simulator.locale import foreign_thousands, format_number, translator
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

    @property
    def lang_of_reports(self) -> Literal["id", "en"]:
        """The language as reports, figures and titles of scenarios name it."""
        return "en" if self.lang == "en" else "id"

    def number(self, value: float, decimals: int = 1) -> str:
        """Number in the form of the language; a dash for what is no number."""
        return format_number(value, self.lang, decimals) if math.isfinite(value) else "–"

    def signed(self, value: float, decimals: int = 1) -> str:
        """Number with its sign, also when it is more than 0."""
        return f"{'+' if value > 0 else ''}{self.number(value, decimals)}"

    def plain(self, value: float) -> str:
        """Number as a learner would type it: no more decimals than it has, and one more where it looks like thousands.

        Examples
        --------
        >>> Words("id").plain(2.5), Words("id").plain(2.125), Words("id").plain(0.125)
        ('2,5', '2,1250', '0,125')
        """
        decimals = 0 if value == int(value) else min(6, len(f"{value:.6f}".rstrip("0").split(".")[1]))
        said = self.number(value, decimals)
        return said if foreign_thousands(said, self.lang) is None else self.number(value, decimals + 1)

    def percent(self, share: float, decimals: int = 0) -> str:
        """Share between 0 and 1 as a percentage."""
        return f"{self.number(100 * share, decimals)}%" if math.isfinite(share) else "–"

    def value(self, measure: "Measure", value: float, more: int = 0) -> str:
        """Number of a measure without its unit; percentages with their sign; `more` decimals than usual."""
        decimals = measure.decimals + more
        return self.percent(value, decimals) if measure.percent else self.number(value, decimals)

    def bounds(self, measure: "Measure", estimate: Estimate) -> str:
        """Ends of an estimate's 95 % interval; the part below what is possible is cut off; a dash where all agree."""
        if estimate.half_width == 0:
            return "–"
        return self._ends(partial(self.value, measure), max(measure.lowest, estimate.low), estimate.high)

    def change(self, measure: "Measure", value: float) -> str:
        """A difference of two values of a measure without its unit; that of two shares in percentage points."""
        return self._points(measure, self._apart(measure, value))

    def change_bounds(self, measure: "Measure", difference: Estimate) -> str:
        """Ends of the 95 % interval of a difference, as in :meth:`change`; a dash where all agree."""
        if difference.half_width == 0:
            return "–"
        return self._points(measure, self._ends(partial(self._apart, measure), difference.low, difference.high))

    def change_unit(self, measure: "Measure") -> str:
        """Unit of a difference: that of the measure, or percentage points."""
        _ = self
        return _("poin persen") if measure.percent else measure.unit

    def span(self, low: str, high: str) -> str:
        """From one end to the other; a dash where there is no interval."""
        _ = self
        return "–" if "–" in (low, high) else _("{low} sampai {high}").format(low=low, high=high)

    def _ends(self, say: Callable[[float, int], str], low: float, high: float) -> str:
        """Both ends, with up to two more decimals where they would look the same."""
        ends = "", ""
        for more in range(3):
            ends = say(low, more), say(high, more)
            if ends[0] != ends[1]:
                break
        return self.span(*ends)

    def _apart(self, measure: "Measure", value: float, more: int = 0) -> str:
        return self.number(100 * value if measure.percent else value, measure.decimals + more)

    def _points(self, measure: "Measure", said: str) -> str:
        return f"{said} {self.change_unit(measure)}" if measure.percent and said != "–" else said

    def measured(self, measure: "Measure", estimate: Estimate) -> str:
        """A measure with its interval and number of replications, as HTML."""
        _ = self
        if estimate.half_width == 0:
            text = _("{what}: <strong>{mean}</strong> (sama di semua {n} ulangan)")
        else:
            text = _("{what}: <strong>{mean}</strong> (rentang 95%: {interval}; {n} ulangan)")
        unit = "" if measure.percent else f" {measure.unit}"
        return text.format(
            what=measure.label,
            mean=self.value(measure, estimate.mean) + unit,
            interval=self.bounds(measure, estimate),
            n=estimate.n,
        )
