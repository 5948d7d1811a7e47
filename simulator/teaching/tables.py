"""Small tables as HTML."""

from collections.abc import Sequence
from html import escape

MOST_BESIDE, MOST_LETTERS = 3, 24
"""Columns, and letters of numbers, that stand beside each other on a phone; rows with more become cards there."""


def html_table(caption: str, columns: Sequence[str], rows: Sequence[Sequence[str]], *, numbers: bool = False) -> str:
    """A table whose first column names its rows.

    The roles are said although they are the elements' own: where a row is laid out as a card (parts.css), a browser
    may no longer tell a screen reader that it is a table.

    Parameters
    ----------
    caption : str
        What the table shows.
    columns : sequence of str
        Heads of the columns.
    rows : sequence of sequence of str
        Cells, as text.
    numbers : bool, optional
        Whether all cells are numbers, set flush right.

    Returns
    -------
    str
        HTML; everything given is escaped.

    Examples
    --------
    >>> html_table("Waits", ["SingleStation", "Minutes"], [["A < B", "7.5"]]).count("&lt;")
    1
    """
    head = "".join(f'<th scope="col" role="columnheader">{escape(column)}</th>' for column in columns)
    body = "".join(f'<tr role="row">{_cells(columns, row)}</tr>' for row in rows)
    is_wide = len(columns) > MOST_BESIDE or (numbers and _letters(rows) > MOST_LETTERS)
    kinds = ["sp-table", *(["sp-numbers"] if numbers else []), *(["sp-cards"] if is_wide else [])]
    table = (
        f'<caption>{escape(caption)}</caption><thead role="rowgroup"><tr role="row">{head}</tr></thead>'
        f'<tbody role="rowgroup">{body}</tbody>'
    )
    frame = f'<div class="sp-scroll" tabindex="0" role="region" aria-label="{escape(caption)}">'
    return f'{frame}<table class="{" ".join(kinds)}" role="table">{table}</table></div>'


def _letters(rows: Sequence[Sequence[str]]) -> int:
    """Of the row with the longest numbers, which are not broken into lines."""
    return max((sum(map(len, row[1:])) for row in rows), default=0)


def _cells(columns: Sequence[str], row: Sequence[str]) -> str:
    name, *others = row
    cells = [f'<th scope="row" role="rowheader">{escape(name)}</th>']
    for column, text in zip(columns[1:], others, strict=True):
        cells.append(f'<td role="cell" data-label="{escape(column)}">{escape(text)}</td>')
    return "".join(cells)
