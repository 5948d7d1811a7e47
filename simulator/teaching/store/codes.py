"""Codes that people type and secrets that they never see."""

import re
import secrets

#: No vowels, so that no code is a word; none of 0 O, 1 I L, 2 Z, 5 S, 8 B, which look alike on paper.
LETTERS = "CDFGHJKMNPQRTVWXY"
LETTERS_AND_DIGITS = LETTERS + "34679"

CLASS_LETTERS, SEAT_LETTERS, CERTIFICATE_LETTERS, PSEUDONYM_LETTERS = 6, 8, 10, 5

_SEPARATORS = re.compile(r"[\s\-–·.]+")
_TOKEN = re.compile(r"[A-Za-z0-9_-]{43}")


def class_code() -> str:
    """A new code for a class: 17⁶, or 24 million."""
    return _drawn(LETTERS, CLASS_LETTERS)


def seat_code() -> str:
    """A new personal code: 22⁸, or 55,000 million, beside the class code."""
    return _drawn(LETTERS_AND_DIGITS, SEAT_LETTERS)


def certificate_code() -> str:
    """A new verification code."""
    return _drawn(LETTERS_AND_DIGITS, CERTIFICATE_LETTERS)


def pseudonym() -> str:
    """A new pseudonym; it says nothing of name, seat or order."""
    return f"P-{_drawn(LETTERS_AND_DIGITS, PSEUDONYM_LETTERS)}"


def token() -> str:
    """A new secret of 256 random bits."""
    return secrets.token_urlsafe(32)


def read_code(typed: str) -> str:
    """A code as it is kept, from what somebody typed; empty if it cannot be one.

    Examples
    --------
    >>> read_code(" kdmr-7734 "), read_code("'; DROP TABLE classes")
    ('KDMR7734', '')
    """
    code = _SEPARATORS.sub("", typed[:100]).upper()
    return code if len(code) <= CERTIFICATE_LETTERS and set(code) <= set(LETTERS_AND_DIGITS) else ""


def is_token(text: str) -> bool:
    """Whether a text has the form of a learner's secret."""
    return _TOKEN.fullmatch(text) is not None


def _drawn(alphabet: str, letters: int) -> str:
    return "".join(secrets.choice(alphabet) for _ in range(letters))
