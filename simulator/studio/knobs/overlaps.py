"""Fields and ready-made changes by which the same thing can be changed."""

import re
from collections.abc import Sequence
from dataclasses import replace

from simulator.studio.knobs.knob import EntryError, Knob
from simulator.studio.knobs.office import Office

__all__ = ["tell_overlaps"]

_KINDS = ("number", "choice", "switch", "times")


def tell_overlaps(office: Office, knobs: Sequence[Knob], patches: Sequence[Knob]) -> tuple[list[Knob], list[Knob]]:
    """The same knobs and ready-made changes; where both change one thing, the help of each names the other.

    Parameters
    ----------
    office : Office
        The office.
    knobs, patches : sequence of Knob
        Fields; ready-made changes.
    """
    _ = office.words
    text = _("Mengubah hal yang sama dengan “{other}”; pakai salah satu.")
    priced = _("Mengubah hal yang sama dengan “{other}”, yang juga menghitung biayanya; pakai salah satu.")
    touched = {knob.key: _touched(knob) for knob in knobs if knob.kind.name in _KINDS}
    named: dict[str, list[str]] = {}
    for patch in patches:
        paths = _of_patch(office, patch)
        for knob in knobs:
            if paths and touched.get(knob.key) == paths:
                said = priced if _has_costs(office, patch) else text
                named.setdefault(knob.key, []).append(said.format(other=patch.label))
                named.setdefault(patch.key, []).append(text.format(other=f"{knob.part}: {knob.label}"))
    told = [replace(knob, help=" ".join([knob.help, *named.get(knob.key, ())])) for knob in (*knobs, *patches)]
    return told[: len(knobs)], told[len(knobs) :]


def _touched(knob: Knob) -> frozenset[str]:
    """What a field changes; nothing if it cannot be changed alone."""
    value = not knob.now if knob.kind.name == "switch" else knob.now
    try:
        return frozenset(knob.change(value))
    except EntryError:
        return frozenset()


def _has_costs(office: Office, patch: Knob) -> bool:
    return any(path.startswith("costs.") for path in office.spec.patches[patch.patch].changes)


def _of_patch(office: Office, patch: Knob) -> frozenset[str]:
    """What a ready-made change changes besides costs, as fields name it; nothing if it writes a whole new roster."""
    changes = office.spec.patches[patch.patch].changes
    if any(path.endswith(".roster") or re.search(r"\.roster\[\d+\]\.(?!servers)", path) for path in changes):
        return frozenset()
    paths = {re.sub(r"\.roster\[\d+\]\.servers$", ".roster", path) for path in changes}
    return frozenset(path for path in paths if not path.startswith("costs."))
