"""Forms that are sent twice: the second click on a button is not a second person."""

from __future__ import annotations

import secrets
from collections import OrderedDict

__all__ = ["SentForms", "form_number"]

#: Forms remembered: many classes that join at the same time.
MOST = 1000


def form_number() -> str:
    """Return a number for one copy of a form, which nobody else can know."""
    return secrets.token_urlsafe(16)


class SentForms:
    """What came of the newest forms; kept in memory only."""

    def __init__(self) -> None:
        self._results: OrderedDict[tuple[str, ...], str] = OrderedDict()

    def result(self, number: str, *typed: str) -> str | None:
        """Return what came of a form, None if it is sent for the first time.

        Parameters
        ----------
        number : str
            Of :func:`form_number`; a form without one is always new.
        *typed : str
            What is in it: the same copy with another name is another form.

        Returns
        -------
        str or None
            What :meth:`keep` was given.
        """
        return self._results.get((number, *typed)) if number else None

    def keep(self, result: str, number: str, *typed: str) -> None:
        """Remember what came of a form.

        Parameters
        ----------
        result : str
            For :meth:`result`.
        number : str
            Of :func:`form_number`.
        *typed : str
            What was in it.
        """
        if number:
            self._results[(number, *typed)] = result
            while len(self._results) > MOST:
                self._results.popitem(last=False)
