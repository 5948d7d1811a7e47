"""A table that is ready to be printed."""

from collections.abc import Sequence
from dataclasses import dataclass

from simulator.figures import Lang
from simulator.locale.numbers import format_number


@dataclass(frozen=True)
class Rows:
    """Texts of a table.

    Attributes
    ----------
    title, caption : str
        Above and below it.
    headings : tuple of str
        Of its columns.
    rows : sequence of tuple of str
        Its cells.
    """

    title: str
    headings: tuple[str, ...]
    rows: Sequence[tuple[str, ...]]
    caption: str = ""


def percent(share: float, lang: Lang) -> str:
    """A share as a percentage, with a decimal only where it needs one."""
    value = 100 * share
    return f"{format_number(value, lang, 0 if abs(value - round(value)) < 1e-9 else 1)} %"
