"""Tables of numbers with bars, for the computed blocks of handouts."""

from collections.abc import Sequence

BAR = "▇"
MOST_MARKS = 40
"""Longest bar, so that a line still fits a sheet."""


def bar(value: float, per_mark: float) -> str:
    """A bar of as many marks as a value has parts; at least one mark for more than nothing.

    Parameters
    ----------
    value : float
        Length of the bar, at least 0.
    per_mark : float
        What one mark stands for, more than 0.

    Returns
    -------
    str
        Marks.

    Raises
    ------
    ValueError
        If the bar would not fit a sheet.

    Examples
    --------
    >>> bar(7.5, per_mark=2), bar(0.1, per_mark=2), bar(0, per_mark=2)
    ('▇▇▇▇', '▇', '')
    """
    marks = max(round(value / per_mark), int(value > 0))
    if marks > MOST_MARKS:
        raise ValueError(f"{value} has {marks} marks of {per_mark}; at most {MOST_MARKS} fit a sheet")
    return BAR * marks


def table(headings: Sequence[str], rows: Sequence[Sequence[str]], numeric: Sequence[int] = ()) -> str:
    """A table in Markdown.

    Parameters
    ----------
    headings : sequence of str
        Of its columns.
    rows : sequence of sequences of str
        Cells as they are shown.
    numeric : sequence of int, optional
        Positions of the columns that stand flush right.

    Returns
    -------
    str
        Lines of Markdown.

    Examples
    --------
    >>> print(table(["Jam", "Menit"], [["08.00", "12,5"]], numeric=[1]))
    | Jam | Menit |
    |:---|---:|
    | 08.00 | 12,5 |
    """
    rule = "".join("---:|" if at in numeric else ":---|" for at in range(len(headings)))
    lines = [" | ".join(map(escape, row)) for row in (headings, *rows)]
    return "\n".join([f"| {lines[0]} |", f"|{rule}", *(f"| {line} |" for line in lines[1:])])


def escape(cell: str) -> str:
    """A text that may stand in a cell: on one line, and its bars are not those of the table."""
    return cell.replace("|", "\\|").replace("\n", "<br>")
