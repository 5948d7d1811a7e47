"""Knobs of how many come: of each kind, of all kinds together, and of permits alone."""

import re
from collections.abc import Mapping
from typing import Any

from simulator.scenario import ScenarioSpec
from simulator.studio.knobs.knob import EntryError, Knob, Number
from simulator.studio.knobs.office import Office, bundled, follows

__all__ = ["PERMITS", "TOTAL", "arrival_knobs", "is_of_kind", "together"]

TOTAL = "demand.total"
"""Key of all kinds of application together."""

PERMITS = "demand.permits"
"""Key of permits together, where others come only to ask."""

MOST_PER_DAY = 10_000
MOST_TOGETHER = 100_000
HOURS_OF_DAY = 24

Rates = Mapping[str, float]
"""Key of the knob of a kind -> how many come."""


def arrival_knobs(office: Office) -> list[Knob]:
    """How many come of all kinds, of permits alone if others only ask, and of each kind."""
    now, asking = _rates(office.spec), _asking(office.first)

    def _change(values: Mapping[str, float]) -> dict[str, Any]:
        rates = {key: values.get(key, rate) for key, rate in now.items()}
        changes: dict[str, Any] = {key: rate for key, rate in rates.items() if key in values}
        for keys, wanted in _wanted(rates, values, asking, office).items():
            changes |= _scaled({key: rates[key] for key in keys}, wanted, office)
        return changes

    permits = [_permits(now, asking, office)] if asking else []
    return bundled(_change, [_all(now, asking, office), *permits, *_one_by_one(office)])


def together(spec: ScenarioSpec) -> dict[str, float]:
    """Key of a knob of several kinds -> how many come of them in an office.

    Parameters
    ----------
    spec : ScenarioSpec
        The office.
    """
    rates, asking = _rates(spec), _asking(spec)
    permits = {key: rate for key, rate in rates.items() if key not in asking}
    return {TOTAL: round(_total(rates), 9), PERMITS: round(_total(permits), 9)}


def is_of_kind(key: str) -> bool:
    """Whether a knob is how many come for one kind of application, which follows the total of several."""
    return re.fullmatch(r"case_classes\[[^\]]+\]\.arrivals\.per_(day|hour)", key) is not None


# ---- rates


def _rates(spec: ScenarioSpec) -> dict[str, float]:
    return {_key(one): rate for one in spec.case_classes if (rate := getattr(one.arrivals, _field(one))) is not None}


def _field(one: Any) -> str:
    return "per_day" if one.arrivals.per_day is not None else "per_hour"


def _key(one: Any) -> str:
    return f"case_classes[{one.name}].arrivals.{_field(one)}"


def _asking(spec: ScenarioSpec) -> frozenset[str]:
    """Those who come for no permit in an office where others do; nobody where it is not said which are permits."""
    asking = frozenset(_key(one) for one in spec.case_classes if not (one.permit or one.legal))
    return asking if len(asking) < len(spec.case_classes) else frozenset()


def _total(rates: Rates) -> float:
    """All of them together: a day, or an hour where no kind is counted by the day."""
    hours = HOURS_OF_DAY if _has_days(rates) else 1
    return sum(rate if key.endswith(".per_day") else rate * hours for key, rate in rates.items())


def _has_days(rates: Rates) -> bool:
    return any(key.endswith(".per_day") for key in rates)


def _wanted(rates: Rates, values: Rates, asking: frozenset[str], office: Office) -> dict[tuple[str, ...], float]:
    """Kinds of which the sum was typed -> their sum; with both sums, who only asks is what permits leave."""
    _ = office.words
    total, permits = values.get(TOTAL), values.get(PERMITS)
    of_permits = tuple(key for key in rates if key not in asking)
    if permits is None:
        return {} if total is None else {tuple(rates): total}
    if total is None:
        return {of_permits: permits}
    if total < permits:
        raise EntryError(
            _("Izin saja tidak dapat lebih banyak daripada semua yang datang: tulis paling banyak {total}.").format(
                total=office.words.plain(total)
            )
        )
    return {of_permits: permits, tuple(key for key in rates if key in asking): round(total - permits, 9)}


def _scaled(rates: Rates, total: float, office: Office) -> dict[str, Any]:
    """Rates of which all together are a total, in the proportion that they have: only their sum was counted."""
    _ = office.words
    before = _total(rates)
    if before == 0 and total > 0:
        raise EntryError(_("Isi dulu banyaknya setiap jenis: tanpa itu jumlah ini tidak dapat dibagi."))
    changes: dict[str, Any] = {key: round(rate * total / before, 9) if before else 0 for key, rate in rates.items()}
    for key in rates if len(rates) > 1 else ():
        changes |= follows(key)
    return changes


# ---- fields


def _all(now: Rates, asking: frozenset[str], office: Office) -> Knob:
    _ = office.words
    label = _("Semua yang datang, juga yang hanya bertanya") if asking else _("Semua yang datang")
    return _sum(TOTAL, label, now, _all_hint(now, office), office)


def _permits(now: Rates, asking: frozenset[str], office: Office) -> Knob:
    _ = office.words
    hint = _(
        "Jumlah semua izin, tanpa yang hanya bertanya. Bila diubah, setiap jenis izin ikut naik atau turun dengan "
        "perbandingan yang sama, dan yang hanya bertanya tetap."
    )
    rates = {key: rate for key, rate in now.items() if key not in asking}
    return _sum(PERMITS, _("Permohonan izin saja"), rates, _with_brought(hint, office), office)


def _sum(key: str, label: str, rates: Rates, hint: str, office: Office) -> Knob:
    """The field of a sum of several kinds."""
    _ = office.words
    first = next(position for position, one in enumerate(office.spec.case_classes) if _key(one) in rates)
    return office.knob(
        key, _("Permohonan masuk"), label,
        Number(0, MOST_TOGETHER), round(_total(rates), 9),
        unit=_units(office)["per_day" if _has_days(rates) else "per_hour"], hint=hint,
        at=f"case_classes[{first}].arrivals.{_field(office.spec.case_classes[first])}", measure=_measure(office),
    )  # fmt: skip


def _all_hint(now: Rates, office: Office) -> str:
    _ = office.words
    rates = zip(office.spec.case_classes, now.values(), strict=True)
    kinds = "; ".join(f"{office.title(one)} {office.words.plain(rate)}" for one, rate in rates)
    said = _(
        "Jumlah semua jenis, juga yang hanya bertanya bila itu salah satunya: {kinds}. Bila diubah, setiap jenis ikut "
        "naik atau turun dengan perbandingan yang sama; jadinya berapa, tertulis di isian setiap jenis. Yang diketik "
        "pada salah satu jenis mengubah perbandingannya."
    ).format(kinds=kinds)
    return _with_brought(said, office)


def _with_brought(hint: str, office: Office) -> str:
    _ = office.words
    if not any(one.brought for one in office.spec.case_classes):
        return hint
    apart = _("Yang didatangi layanan keliling tidak termasuk: jumlahnya per kunjungan, dan tidak ikut berubah.")
    return f"{hint} {apart}"


def _one_by_one(office: Office) -> list[Knob]:
    _ = office.words
    hints = {
        "per_day": _("Rata-rata pada hari kerja biasa; hari ramai dan sepi dihitung dari angka ini."),
        "per_hour": _("Rata-rata setiap jam, merata sepanjang waktu."),
    }
    return [
        office.knob(
            _key(one), _("Permohonan masuk"), office.title(one), Number(0, MOST_PER_DAY),
            getattr(one.arrivals, _field(one)), unit=_units(office)[_field(one)], hint=hints[_field(one)],
            at=f"case_classes[{position}].arrivals.{_field(one)}", measure=_measure(office),
        )
        for position, one in enumerate(office.spec.case_classes)
    ]  # fmt: skip


def _units(office: Office) -> dict[str, str]:
    _ = office.words
    return {"per_day": _("permohonan per hari kerja"), "per_hour": _("permohonan sejam")}


def _measure(office: Office) -> str:
    _ = office.words
    return _("hitungan permohonan masuk per hari selama empat minggu")
