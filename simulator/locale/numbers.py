"""Numbers as people write them: 1.234,5 in Indonesian, 1,234.5 in English."""

import re

from babel.numbers import NumberFormatError, format_decimal, parse_decimal

_PLAIN = re.compile(r"[+-]?[0-9][0-9.,]*")
_OTHER_DECIMAL = {"id": ".", "en": ","}
_OTHER_THOUSANDS = {
    lang: re.compile(rf"[+-]?[1-9][0-9]{{0,2}}({re.escape(sign)}[0-9]{{3}})+")
    for lang, sign in (("id", ","), ("en", "."))
}
_SWAPPED = str.maketrans(".,", ",.")
"""Each of the two languages separates thousands as the other separates decimals."""

_TYPED = re.compile(rf"\s*{_PLAIN.pattern}\s*%?\s*")


class NotANumberError(ValueError):
    """The text is not a number written in digits."""


def format_number(value: float, lang: str, decimals: int = 1) -> str:
    """Number with a fixed count of decimals.

    Parameters
    ----------
    value : float
        Finite.
    lang : str
        Language whose separators are used.
    decimals : int
        Digits after the decimal separator.

    Returns
    -------
    str
        The number in the form of the language.

    Examples
    --------
    >>> format_number(1234.56, "id")
    '1.234,6'
    >>> format_number(1234.56, "en", decimals=0)
    '1,235'
    >>> format_number(-0.04, "en")
    '0.0'
    """
    pattern = "#,##0." + "0" * decimals if decimals else "#,##0"
    said = str(format_decimal(value, format=pattern, locale=lang))
    return said if any(digit in said for digit in "123456789") else said.removeprefix("-")


def parse_number(text: str, lang: str) -> float:
    """Number that a person typed.

    The decimal sign of the other language is understood where it cannot be
    mistaken for a thousands separator.

    Parameters
    ----------
    text : str
        What was typed; spaces around it do not matter.
    lang : str
        Language whose separators come first.

    Returns
    -------
    float
        The number.

    Raises
    ------
    NotANumberError
        If the text is anything but digits, separators and a sign.

    Examples
    --------
    >>> parse_number("12,5", "id"), parse_number("12.5", "id"), parse_number("1.234", "id")
    (12.5, 12.5, 1234.0)
    >>> parse_number("12.5", "en"), parse_number("12,5", "en"), parse_number("1,234", "en")
    (12.5, 12.5, 1234.0)
    """
    plain = text.strip()
    if not _PLAIN.fullmatch(plain):
        raise NotANumberError(f"{text!r} is not a number")
    try:
        return float(parse_decimal(plain, locale=lang, strict=True))
    except NumberFormatError:
        other = _OTHER_DECIMAL[lang]
        whole, separator, part = plain.partition(other)
        if separator and re.fullmatch(r"[+-]?[0-9]+", whole) and re.fullmatch("[0-9]+", part):
            return float(f"{whole}.{part}")
        raise NotANumberError(f"{text!r} is not a number") from None


def foreign_thousands(text: str, lang: str) -> float | None:
    """Number with the thousands separators of the other language, where it might be meant so.

    Parameters
    ----------
    text : str
        What was typed.
    lang : str
        Language in which it is read.

    Returns
    -------
    float or None
        None if the text cannot be meant so: before the first separator stand one to three digits, not a 0, and after
        each separator exactly three.

    Examples
    --------
    >>> foreign_thousands("10,000", "id"), foreign_thousands("10.000", "id"), foreign_thousands("0,125", "id")
    (10000.0, None, None)
    """
    plain = text.strip()
    if not _OTHER_THOUSANDS[lang].fullmatch(plain):
        return None
    return float(plain.replace(",", "").replace(".", ""))


def swapped(text: str) -> str:
    """A number or percentage, as it was typed in one language, with the separators of the other one.

    Parameters
    ----------
    text : str
        Whatever was typed.

    Returns
    -------
    str
        The same number in the other language; what is no number stays as it is.

    Examples
    --------
    >>> swapped("1.234,5"), swapped("12,5%"), swapped("jam 9.30")
    ('1,234.5', '12.5%', 'jam 9.30')
    """
    return text.translate(_SWAPPED) if _TYPED.fullmatch(text) else text
