"""Small tables as HTML."""

from collections.abc import Sequence
from html import escape


def html_table(caption: str, columns: Sequence[str], rows: Sequence[Sequence[str]], *, numbers: bool = False) -> str:
    """A table whose first column names its rows.

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
    head = "".join(f'<th scope="col">{escape(column)}</th>' for column in columns)
    body = "".join(
        "<tr>"
        + "".join(
            f'<th scope="row">{escape(text)}</th>' if i == 0 else f"<td>{escape(text)}</td>"
            for i, text in enumerate(row)
        )
        + "</tr>"
        for row in rows
    )
    kind = "sp-table sp-numbers" if numbers else "sp-table"
    table = f"<caption>{escape(caption)}</caption><thead><tr>{head}</tr></thead><tbody>{body}</tbody>"
    frame = f'<div class="sp-scroll" tabindex="0" role="region" aria-label="{escape(caption)}">'
    return f'{frame}<table class="{kind}">{table}</table></div>'
