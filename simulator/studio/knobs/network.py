"""Knobs of what fails, and of what steps in."""

from collections.abc import Iterator, Mapping
from dataclasses import replace
from typing import Any

from simulator.reports.say import lower_first
from simulator.scenario.blocks import LONGEST_MIN
from simulator.studio.knobs.knob import EntryError, Knob, Number, Switch
from simulator.studio.knobs.office import Office, bundled, sets

__all__ = ["backup_costs", "mean_field", "network_knobs"]

LONG_MIN = 180
"""Where the base has as much or more, minutes are told as hours."""


def network_knobs(office: Office) -> list[Knob]:
    """Outages of each subsystem, and its backup."""
    found: list[Knob] = []
    for position, outage in enumerate(office.spec.outages):
        found += _outage(office, position, outage)
        found += [knob for knob in _backup(office, position, outage) if not knob.key.endswith(".cost_per_month")]
    return found


def backup_costs(office: Office) -> list[Knob]:
    """What backups cost a month."""
    return [
        knob
        for position, outage in enumerate(office.spec.outages)
        for knob in _backup(office, position, outage)
        if knob.key.endswith(".cost_per_month")
    ]


def mean_field(block: Any) -> str:
    """Field of a distribution that says how long; empty if none does."""
    return next((name for name in ("mean_min", "median_min") if getattr(block, name, None) is not None), "")


def _outage(office: Office, position: int, outage: Any) -> Iterator[Knob]:
    _ = office.words
    path, part = f"outages[{outage.subsystem}]", office.title(outage)
    measure = _("jam mulai dan selesai setiap gangguan selama sebulan")
    told = {
        "up": (
            _("Jarak antargangguan"),
            _("Dari pulih sampai gangguan berikutnya. Makin pendek, makin sering terganggu."),
        ),
        "down": (
            _("Lama gangguan"),
            _("Dari mulai terganggu sampai pulih; sesekali jauh lebih lama daripada biasanya."),
        ),
    }
    for name, (label, hint) in told.items():
        block = getattr(outage, name)
        field = mean_field(block)
        if not field:
            continue
        scale, unit = (60, _("jam")) if _is_long(office, outage, name, field) else (1, _("menit"))
        at = f"{path}.{name}.{field}"
        kind = _("nilai tengah") if field == "median_min" else _("rata-rata")
        yield office.knob(
            at, part, f"{label}, {kind}", Number(1 if scale == 1 else 0.1, LONGEST_MIN / 1000),
            round(getattr(block, field) / scale, 2), sets(at, scale), unit=unit,
            hint=hint, at=f"outages[{position}].{name}.{field}", measure=measure,
        )  # fmt: skip
    if "day_probability" in outage.model_fields_set:
        at = f"{path}.day_probability"
        yield office.knob(
            at, part, _("Terganggu sepanjang hari"), Number(0, 1, is_percent=True), outage.day_probability,
            sets(at), unit="%", hint=_("Peluang tidak dapat dipakai seharian penuh."),
            at=f"outages[{position}].day_probability", measure=measure,
        )  # fmt: skip


def _is_long(office: Office, outage: Any, name: str, field: str) -> bool:
    """Whether a time is told in hours; the base decides, so that what was typed keeps its unit."""
    of_base = next((getattr(one, name) for one in office.first.outages if one.subsystem == outage.subsystem), None)
    minutes = getattr(of_base, field, None)
    return bool((getattr(getattr(outage, name), field) if minutes is None else minutes) >= LONG_MIN)


# ---- backups


def _backup(office: Office, position: int, outage: Any) -> list[Knob]:
    """Whether there is a backup, and its numbers; where none is planned in the scenario, nothing is offered."""
    path = f"outages[{outage.subsystem}].backup"
    here, planned = outage.backup, _planned(office, outage.subsystem, position)
    written = office.scenario.data["outages"][position].get("backup") or planned
    if not written:
        return []
    key, fields = f"{path}.is_there", _fields(office)

    def _change(values: Mapping[str, Any]) -> dict[str, Any]:
        is_there = values.get(key, here is not None)
        numbers = {name: values[f"{path}.{name}"] for name in fields if f"{path}.{name}" in values}
        if numbers and not is_there:
            _ = office.words
            raise EntryError(
                _(
                    "Angka ini hanya dipakai bila ada cadangan. Pilih “ya” pada “Pakai cadangan”, atau kembalikan "
                    "isian ini."
                )
            )
        if not is_there:
            return {path: None}
        scaled = {name: number and number * fields[name][3] for name, number in numbers.items()}
        if here is not None:
            return {f"{path}.{name}": number for name, number in scaled.items()}
        return {path: {**_unsourced(written), **scaled}}

    return bundled(_change, list(_backup_knobs(office, position, outage, key, written)))


def _fields(office: Office) -> dict[str, tuple[str, str, Number, float]]:
    """Numbers of a backup: label, unit, kind, and how many of the scenario's units make one of the planner's."""
    _ = office.words
    return {
        "starts_after_min": (_("Cadangan bekerja sesudah"), _("menit"), Number(0, 10_000), 1),
        "lasts_min": (
            _("Cadangan tahan selama"),
            _("jam"),
            Number(0.1, 10_000, may_be_empty=True, empty=_("tanpa batas")),
            60,
        ),
        "fails": (_("Cadangan gagal menyala"), "%", Number(0, 1, is_percent=True), 1),
        "cost_per_month": (
            _("Biaya cadangan sebulan"),
            _("rupiah"),
            Number(0, 1e11, may_be_empty=True, empty=_("tanpa biaya")),
            1,
        ),
    }


def _backup_knobs(office: Office, position: int, outage: Any, key: str, written: Mapping[str, Any]) -> Iterator[Knob]:
    _ = office.words
    part, path = office.title(outage), f"outages[{outage.subsystem}].backup"
    title = lower_first(written["title"][office.lang])
    hint = _("Cadangannya {title}: menggantikan selama {part} terganggu.")
    yield office.knob(
        key, part, _("Pakai cadangan"), Switch(), outage.backup is not None,
        hint=hint.format(title=title, part=lower_first(part)),
    )  # fmt: skip
    hints = {
        "starts_after_min": _("Selama itu layanan tetap terhenti."),
        "lasts_min": _("Misalnya selama bahan bakar cukup. Kosong: tanpa batas, sampai gangguannya selesai."),
        "fails": _("Peluang cadangan tidak bekerja pada saat dibutuhkan."),
        "cost_per_month": _("Sewa, langganan atau perawatan {title}. Kosong: tanpa biaya.").format(title=title),
    }
    for name, (label, unit, kind, scale) in _fields(office).items():
        value = written.get(name, 0 if name in ("starts_after_min", "fails") else None)
        knob = office.knob(
            f"{path}.{name}", part, label, kind, value and value / scale, unit=unit, hint=hints[name],
            at=f"outages[{position}].backup.{name}" if outage.backup else "", measure=_("penawaran dari penyedia"),
        )  # fmt: skip
        yield knob if knob.source else _with_evidence(knob, office, written)


def _with_evidence(knob: Knob, office: Office, written: Mapping[str, Any]) -> Knob:
    """The knob of a number that is only used with a backup, or that the scenario leaves as usual."""
    _ = office.words
    cited = (office.scenario.data.get("sources") or {}).get(written.get("source"))
    if cited:
        return replace(knob, source=str(cited["cite"]))
    said = _("Sebaiknya diganti dengan {what}.").format(what=_("penawaran dari penyedia"))
    return replace(knob, source=said, is_assumed=True)


def _planned(office: Office, subsystem: str, position: int) -> dict[str, Any] | None:
    """The backup that a patch of the scenario would bring."""
    paths = (f"outages[{subsystem}].backup", f"outages[{position}].backup")
    for patch in office.spec.patches.values():
        for path in paths:
            found = patch.changes.get(path)
            if isinstance(found, dict) and "title" in found:
                return {"source": patch.source, **found}
    return None


def _unsourced(written: Mapping[str, Any]) -> dict[str, Any]:
    return {
        name: _unsourced(value) if isinstance(value, dict) else value
        for name, value in written.items()
        if name != "source"
    }
