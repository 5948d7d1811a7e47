"""How wide the columns of a table in a text file are; word processors do not work it out as browsers do."""

from collections.abc import Sequence

from simulator.teaching.curriculum.bars import BAR

_MEASURED_PT = 9.5
_CM_PER_CHARACTER = 0.17
"""Mean width of a letter of Arial in that size, with some room."""

_PADDING_CM = 0.55
_EMPTY_COLUMN_CM = 4.0


def column_widths(rows: Sequence[Sequence[str]], whole_cm: float, size_pt: float, has_head: bool) -> list[float]:
    """Widths by what stands in a column: short ones get what they need, long and empty ones share the rest.

    Parameters
    ----------
    rows : sequence of sequences of str
        Text of the cells.
    whole_cm : float
        Width of the table in centimetres.
    size_pt : float
        Size of the type.
    has_head : bool
        Whether the first row is one of headings.

    Returns
    -------
    list of float
        Centimetres, one for each column; they add up to `whole_cm` or less.
    """
    scale = _CM_PER_CHARACTER * size_pt / _MEASURED_PT
    columns = list(zip(*rows, strict=True))
    least = [
        _PADDING_CM + scale * max((_length(word) for cell in column for word in cell.split()), default=3)
        for column in columns
    ]
    wish = [
        _PADDING_CM + scale * max(_length(line) for cell in column for line in cell.split("\n")) for column in columns
    ]
    if sum(least) >= whole_cm:
        return [whole_cm * width / sum(least) for width in least]
    is_empty = [not any(column[has_head:]) for column in columns]
    is_long = [True] * len(columns)
    while any(is_long):
        free = whole_cm - sum(width for width, long in zip(wish, is_long, strict=True) if not long)
        share = free / sum(is_long)
        still = [long and (empty or width > share) for long, empty, width in zip(is_long, is_empty, wish, strict=True)]
        if still == is_long:
            break
        is_long = still
    return _shared(wish, least, is_long, whole_cm)


def _shared(wish: Sequence[float], least: Sequence[float], is_long: Sequence[bool], whole_cm: float) -> list[float]:
    """Short columns as they wish; the others by the root of what they wish, none below its least."""
    chosen = is_long if any(is_long) else [width == max(wish) for width in wish]
    weights = [max(width, _EMPTY_COLUMN_CM) ** 0.5 if one else 0.0 for width, one in zip(wish, chosen, strict=True)]
    fixed = sum(low if one else width for width, low, one in zip(wish, least, chosen, strict=True))
    free = whole_cm - fixed
    if free < 0:
        return [whole_cm * width / sum(least) for width in least]
    return [
        low + free * weight / sum(weights) if one else width
        for width, low, weight, one in zip(wish, least, weights, chosen, strict=True)
    ]


def _length(text: str) -> float:
    """Characters, of which capitals, digits and the marks of bars are wider than other letters."""
    wide = text.count(BAR) + sum(letter.isupper() for letter in text)
    return len(text) + 0.4 * wide + 0.1 * sum(letter.isdigit() for letter in text)
