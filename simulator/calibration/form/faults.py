"""What can be wrong with a form."""

from collections.abc import Sequence
from dataclasses import dataclass

from openpyxl.utils import get_column_letter

from simulator.calibration.form.words import Lang, Words


@dataclass(frozen=True)
class Fault:
    """Something about one cell.

    Attributes
    ----------
    sheet : int
        Position of the sheet in the form.
    row, column : int
        The cell, from 1.
    said : Words
        What is wrong and what would be right.
    sheet_name : str
        The sheet as it is called in the file.
    """

    sheet: int
    row: int
    column: int
    said: Words
    sheet_name: str

    @property
    def address(self) -> str:
        """Sheet and cell, as ``Antrean!D7``."""
        return f"{self.sheet_name}!{get_column_letter(self.column)}{self.row}"

    def line(self, lang: Lang) -> str:
        """Address and sentence."""
        return f"{self.address}: {self.said.in_(lang)}"


class FormError(ValueError):
    """A form that is not taken over.

    Attributes
    ----------
    faults : tuple of Fault
        The bad cells, by sheet and cell; empty where the file as a whole is refused.
    refusal : Words or None
        Why the file as a whole is refused.
    lang : {"id", "en"}
        Language of the form, as far as it is known.
    """

    def __init__(self, refusal: Words | None, faults: Sequence[Fault] = (), lang: Lang = "id"):
        super().__init__(refusal, faults, lang)
        self.refusal = refusal
        self.faults = tuple(sorted(faults, key=lambda fault: (fault.sheet, fault.row, fault.column)))
        self.lang = lang

    def lines(self, lang: Lang | None = None) -> list[str]:
        """One sentence for a file that is refused, or one for each bad cell."""
        lang = lang or self.lang
        return [self.refusal.in_(lang)] if self.refusal else [fault.line(lang) for fault in self.faults]

    def __str__(self) -> str:
        return "\n".join(self.lines())
