"""What a page says and how it writes numbers, in the reader's language."""

from dataclasses import dataclass

from simulator.locale import format_number, translator
from simulator.measures import Estimate


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
        """Number in the form of the language."""
        return format_number(value, self.lang, decimals)

    def percent(self, share: float, decimals: int = 0) -> str:
        """Share between 0 and 1 as a percentage."""
        return f"{self.number(100 * share, decimals)}%"

    def interval(self, estimate: Estimate, *, lowest: float = 0.0) -> str:
        """Ends of an estimate's 95 % interval; the part below what is possible is cut off."""
        _ = self
        low = self.number(max(lowest, estimate.low))
        return _("{low} sampai {high}").format(low=low, high=self.number(estimate.high))

    def wait(self, estimate: Estimate) -> str:
        """A mean wait with its interval and number of replications."""
        _ = self
        text = _("rata-rata menunggu <strong>{mean} menit</strong> (rentang 95%: {interval}; {n} ulangan)")
        return text.format(mean=self.number(estimate.mean), interval=self.interval(estimate), n=estimate.n)
