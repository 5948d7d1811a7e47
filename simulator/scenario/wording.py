"""What is wrong with a value and what would be right, in one sentence."""

import difflib
from collections.abc import Iterable
from math import isfinite
from typing import Any

from pydantic_core import ErrorDetails

_MUST_BE = {
    "int_type": "a whole number",
    "float_type": "a number",
    "finite_number": "a finite number",
    "bool_type": "true or false",
    "string_type": "a text",
    "list_type": "a list: one line for each item, starting with '- '",
    "dict_type": "a block: below it one line 'field: value' for each field, indented",
    "model_type": "a block: below it one line 'field: value' for each field, indented",
    "model_attributes_type": "a block: below it one line 'field: value' for each field, indented",
    "string_unicode": "a text without broken characters",
    "literal_error": "{expected}",
    "greater_than": "greater than {gt}",
    "greater_than_equal": "at least {ge}",
    "less_than": "less than {lt}",
    "less_than_equal": "at most {le}",
    "value_error": "{error}",
}
"""Kind of fault -> how the sentence "it must be ..." ends."""

_LONGEST = 60


def sentence(fault: ErrorDetails, fields: Iterable[str]) -> str:
    """What is wrong with a value and what would be right.

    Parameters
    ----------
    fault : dict
        What the type check found.
    fields : iterable of str
        The fields that the block around the value can have.
    """
    kind, context, value = fault["type"], fault.get("ctx", {}), fault["input"]
    match kind:
        case "missing":
            return "this field is missing; add it"
        case "union_tag_not_found":
            return "this field is missing; add it, to say which distribution this is"
        case "extra_forbidden" | "invalid_key":
            return f"there is no field of this name here; {suggestion(str(fault['loc'][-1]), fields)}"
        case "union_tag_invalid":
            return f"{context['tag']!r} is not possible here; it must be one of {context['expected_tags']}"
        case "too_short":
            return "this is empty; it needs at least one entry"
        case "too_long":
            return f"this has {len(value):,} entries; there can be at most {context['max_length']:,}"
        case "string_too_short":
            return "this text is empty; write it"
        case "string_too_long":
            return f"this text has {len(value):,} characters; it may have at most {context['max_length']:,}"
        case "string_pattern_mismatch":
            return f"{shown(value)} is not a name; use small letters, digits and single hyphens, such as 'loket-nib'"
    limits = {name: _grouped(limit) for name, limit in context.items()}
    if kind == "float_type" and type(value) is int:
        return f"{shown(value)} is not possible here; it must be a smaller number"
    must_be = _MUST_BE.get(kind, "a value of another kind").format(**limits)
    return f"{shown(value)} is not possible here; it must be {must_be}{_how_to_write(kind, value)}"


def suggestion(name: str, known: Iterable[str]) -> str:
    """The known name that was probably meant, or all of them."""
    names = list(known)
    close = difflib.get_close_matches(name, names, n=1)
    return f"did you mean '{close[0]}'?" if close else f"possible are: {', '.join(names) or 'none'}"


def shown(value: Any) -> str:
    """A value as it would stand in the file, if that is short."""
    match value:
        case None:
            return "an empty field"
        case bool():
            return str(value).lower()
        case int() if abs(value) >= 10**15:
            return "so large a number"
        case float() if not isfinite(value):
            return f"{value} (too large, or not a number)"
        case dict():
            return "a block of fields"
        case list() | tuple():
            return "a list"
    text = repr(value)
    return text if len(text) <= _LONGEST else f"{text[: _LONGEST - 3]}..."


def _grouped(limit: object) -> object:
    return f"{limit:,}".removesuffix(".0") if isinstance(limit, int | float) else limit


def _how_to_write(kind: str, value: object) -> str:
    """What to type for a number that stands as a text, or the reverse."""
    if kind == "int_type" and isinstance(value, float) and value.is_integer():
        return f", written {value:.0f}"
    if kind in ("int_type", "float_type") and isinstance(value, str):
        number = value.strip().replace(",", ".")
        if number.replace(".", "", 1).removeprefix("-").isdecimal():
            return f", written {number} without quotes"
    return ", written in quotes" if kind == "string_type" and isinstance(value, int | float) else ""
