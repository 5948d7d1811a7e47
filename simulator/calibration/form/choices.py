"""What the drop-downs of a form offer, taken from the scenario that it stands on."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from simulator.calibration.form.words import LANGUAGES, Words, plain
from simulator.scenario import Scenario

KINDS = {
    "counter": Words("Loket", "Counter"),
    "assisted": Words("Klinik perizinan", "Licensing clinic"),
    "online": Words("Daring", "Online"),
    "agent": Words("Biro jasa", "Intermediary"),
}
"""Kinds of channel that a form asks about, and what they are called there."""

VISITED_KINDS = ("counter", "assisted")
"""Kinds of channel for which an office gives queue tickets."""

DAYS: dict[str, tuple[Words, tuple[str, ...]]] = {
    "working-days": (Words("Senin–Jumat", "Monday–Friday"), ("mon", "tue", "wed", "thu", "fri")),
    "mon-thu": (Words("Senin–Kamis", "Monday–Thursday"), ("mon", "tue", "wed", "thu")),
    "mon": (Words("Senin", "Monday"), ("mon",)),
    "tue": (Words("Selasa", "Tuesday"), ("tue",)),
    "wed": (Words("Rabu", "Wednesday"), ("wed",)),
    "thu": (Words("Kamis", "Thursday"), ("thu",)),
    "fri": (Words("Jumat", "Friday"), ("fri",)),
    "sat": (Words("Sabtu", "Saturday"), ("sat",)),
    "sun": (Words("Minggu", "Sunday"), ("sun",)),
}

YES, NO = "yes", "no"
RETURN, HELP = "return", "help"


@dataclass(frozen=True)
class Choice:
    """One line of a drop-down: the name that the scenario uses, and what people read."""

    name: str
    title: Words


Choices = Mapping[str, Sequence[Choice]]
"""Every list of choices by its name."""


def choice_lists(base: Scenario) -> Choices:
    """The lists of choices of a form.

    Parameters
    ----------
    base : Scenario
        The office that the form stands on.

    Returns
    -------
    mapping
        List -> choices: ``stations`` with servers, ``classes``, ``pools``, ``subsystems`` and ``kinds`` of channel of
        `base`; ``days``, ``actions``, ``yes_no`` and ``incomplete``.
    """
    spec = base.spec
    used = {channel.kind for channel in spec.channels}
    return {
        "stations": _titled(station for station in spec.stations if station.kind == "staffed"),
        "classes": _titled(spec.case_classes),
        "pools": _titled(spec.staff),
        "subsystems": _titled(spec.outages, "subsystem"),
        "kinds": [Choice(kind, title) for kind, title in KINDS.items() if kind in used],
        "days": [Choice(name, title) for name, (title, _) in DAYS.items()],
        "actions": [
            Choice("waited", Words("Menunggu sampai pulih", "Waited until it was back")),
            Choice("paper", Words("Dicatat di kertas", "Went on with paper")),
            Choice("sent-home", Words("Pemohon dipulangkan", "Sent applicants home")),
        ],
        "yes_no": [Choice(YES, Words("Ya", "Yes")), Choice(NO, Words("Tidak", "No"))],
        "incomplete": [
            Choice(RETURN, Words("Dikembalikan kepada pemohon", "Returned to the applicant")),
            Choice(HELP, Words("Dibantu sampai lengkap di tempat", "Completed on the spot with help")),
        ],
    }


def find_choice(text: str, choices: Sequence[Choice]) -> str | None:
    """Name of the choice that a text means, in either language or by its name; None if there is none."""
    for choice in choices:
        if plain(text) in {choice.name, *(plain(choice.title.in_(lang)) for lang in LANGUAGES)}:
            return choice.name
    return None


def _titled(blocks: Iterable[Any], field: str = "name") -> list[Choice]:
    """Choices with the titles of blocks; of two that are called the same, the second one also shows its name."""
    found: list[Choice] = []
    for block in blocks:
        name, title = getattr(block, field), Words(block.title.id, block.title.en)
        taken = {plain(choice.title.in_(lang)) for choice in found for lang in LANGUAGES}
        if taken & {plain(title.id), plain(title.en)}:
            title = Words(f"{title.id} ({name})", f"{title.en} ({name})")
        found.append(Choice(name, title))
    return found
