"""Numbers that quiz items speak of: computed by the lesson, never typed into an item."""

from dataclasses import dataclass

from simulator.locale import format_number


@dataclass(frozen=True)
class Quantity:
    """A number of a lesson, and how it is written and asked for.

    Attributes
    ----------
    value : float
        The number; a share from 0 to 1 where `percent` is set.
    decimals : int
        Decimals shown.
    tolerance : float
        How far a learner's answer may be from it and still be right, in the unit that is shown (percentage points
        where `percent` is set). Without one, half a unit of the last decimal.
    unit : str
        Written behind the number, in the language of the lesson.
    percent : bool
        Whether it is shown and asked for as a percentage.

    Examples
    --------
    >>> Quantity(44.63, unit="menit").text("id"), Quantity(0.8, 0, percent=True).text("id")
    ('44,6 menit', '80%')
    >>> Quantity(0.8, 0, tolerance=2, percent=True).margin
    2
    """

    value: float
    decimals: int = 1
    tolerance: float = 0.0
    unit: str = ""
    percent: bool = False

    @property
    def shown(self) -> float:
        """The number as it is asked for: times 100 if it is a percentage, and rounded to its decimals."""
        return round(100 * self.value if self.percent else self.value, self.decimals)

    @property
    def margin(self) -> float:
        """Distance from :attr:`shown` up to which an answer is right."""
        return self.tolerance or 0.5 * 10.0**-self.decimals

    def text(self, lang: str) -> str:
        """The number with its unit, in the form of a language."""
        number = format_number(self.shown, lang, self.decimals)
        if self.percent:
            return f"{number}%"
        return f"{number} {self.unit}" if self.unit else number
