"""A number that a form gives, and where it goes in the scenario."""

import hashlib
from dataclasses import dataclass
from datetime import date
from typing import Any

from simulator.calibration.form.answers import Form
from simulator.calibration.form.checks import period
from simulator.calibration.form.words import Words
from simulator.scenario import Scenario

LONGEST_KEY = 40
_HASH = 8
"""Hexadecimal digits at the end of a key that had to be cut."""

DECIMALS = 4


@dataclass(frozen=True)
class Estimate:
    """What a part of a form says.

    Attributes
    ----------
    sheet : str
        The sheet that it is from.
    of : str
        What it is about: the name of a class, station, pool or subsystem; empty for the office.
    changes : dict
        Path in the scenario -> new value.
    cite : str
        From what it was computed, with its n; the end of the source that stands beside the numbers.
    shown : Words
        The same for people, short.
    """

    sheet: str
    of: str
    changes: dict[str, Any]
    cite: str
    shown: Words

    @property
    def source(self) -> str:
        """Key of its source in the scenario; a long one is cut, and stays the only one of its kind."""
        key = f"form-{self.sheet}-{self.of}".strip("-")
        if len(key) <= LONGEST_KEY:
            return key
        return f"{key[: LONGEST_KEY - _HASH - 1].strip('-')}-{hashlib.sha256(key.encode()).hexdigest()[:_HASH]}"


def applied(office: Scenario, estimate: Estimate, form: Form) -> Scenario:
    """The scenario with an estimate in it, and its source beside it.

    Raises
    ------
    ScenarioError
        If the scenario cannot have these numbers.
    """
    note = {"mark": "measured", "cite": f"{origin(form)}: {estimate.cite}"}
    sources = {**office.data.get("sources", {}), estimate.source: note}
    return office.with_({"sources": sources, **estimate.changes}, source=estimate.source)


def origin(form: Form) -> str:
    """Whose form it is, and what days it counts."""
    first, last = counted(form)
    return f"Form of {form.office['name']}, {first} to {last}"


def counted(form: Form) -> tuple[date, date]:
    """First and last day of a form without faults.

    Raises
    ------
    ValueError
        If the form does not say.
    """
    span = period(form)
    if span is None:
        raise ValueError("this form has no period of counting")
    return span


def rounded(value: float) -> float:
    """A number as it is written into a scenario."""
    return round(value, DECIMALS)
