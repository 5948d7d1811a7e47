"""Knobs of how long work takes, and of how many files go back."""

from collections.abc import Iterator
from typing import Any

from simulator.scenario import Scenario
from simulator.studio.knobs.knob import Knob, Number
from simulator.studio.knobs.network import mean_field
from simulator.studio.knobs.office import Office, follows
from simulator.teaching.words import Words

__all__ = ["work_knobs"]

SHORTEST_WORK = 0.1
LONGEST_WORK_MIN = 10_000
LONGEST_AGENCY_H = 10_000
MOST_TIMES = 10

Found = tuple[str, str, float]
"""A number in a route: its path by names, its path by positions, and its value."""


def work_knobs(office: Office) -> Iterator[Knob]:
    """Times of the office, then of agencies, then files that go back."""
    yield from _times(office)
    yield from _returns(office)


def _times(office: Office) -> Iterator[Knob]:
    yield from _times_of_applicants(office)
    yield from _times_of_stations(office)


def _times_of_applicants(office: Office) -> Iterator[Knob]:
    """How long each class takes where it begins, whichever counter that is."""
    _ = office.words
    for one in office.spec.case_classes:
        numbers = [found for is_first, _station, found in _times_in_routes(office, one.name) if is_first]
        if numbers:
            key, part = f"service_time[{one.name}]", _("Lama melayani pemohon")
            yield _time(office, key, part, office.title(one), numbers, "staffed")


def _times_of_stations(office: Office) -> Iterator[Knob]:
    """How long each station takes; for each class that has a time of its own at a later step."""
    labels = _labels(office.words)
    for position, station, _written in office.items("stations"):
        if station.kind not in labels:
            continue
        part, field = office.title(station), mean_field(station.service_time)
        if field:
            path = f"stations[{station.name}].service_time.{field}"
            at = f"stations[{position}].service_time.{field}"
            numbers = [(path, at, getattr(station.service_time, field))]
            yield _time(office, path, part, labels[station.kind], numbers, station.kind)
        for one in office.spec.case_classes if station.kind == "staffed" else ():
            found = _times_in_routes(office, one.name)
            later = [number for is_first, name, number in found if name == station.name and not is_first]
            if later:
                key = f"stations[{station.name}].service_time[{one.name}]"
                yield _time(office, key, part, f"{labels[station.kind]}: {office.title(one)}", later, station.kind)


def _labels(words: Words) -> dict[str, str]:
    _ = words
    return {"staffed": _("Lama melayani"), "batch": _("Lama mengerjakan"), "external": _("Lama kajian")}


def _time(office: Office, key: str, part: str, label: str, numbers: list[Found], kind: str) -> Knob:
    """A mean; the same of other channels keeps its proportion to it."""
    _ = office.words
    now = numbers[0][2]
    is_median = numbers[0][0].endswith("median_min")
    if is_median:
        label = _("{label}, nilai tengah").format(label=label)
    scale, unit, most = 1, _("menit"), LONGEST_WORK_MIN
    measure = _("catatan mulai dan selesai 50 pelayanan")
    if kind == "external":
        scale, unit, most = 60, _("jam"), LONGEST_AGENCY_H
        measure = _("lama 20 berkas terakhir di sana")
    return office.knob(
        key, part, label, Number(SHORTEST_WORK, most), round(now / scale, 2),
        lambda value: _in_proportion(numbers, value * scale, now, now),
        unit=unit, hint=_hint(kind == "external", is_median, numbers, office.words), at=numbers[0][1], measure=measure,
    )  # fmt: skip


def _in_proportion(numbers: list[Found], value: float, now: float, told: float | None) -> dict[str, Any]:
    """All numbers by the proportion of `value` to `now`; those that are not the one that was told only follow."""
    changes: dict[str, Any] = {}
    for path, _at, number in numbers:
        changes[path] = value * number / now if now else value
        if number != told:
            changes |= follows(path)
    return changes


def _hint(is_external: bool, is_median: bool, numbers: list[Found], words: Words) -> str:
    _ = words
    said = []
    if is_external:
        said.append(_("Jam kerja sejak dikirim sampai kembali, untuk satu berkas."))
    if is_median:
        said.append(_("Separuh permohonan selesai lebih cepat daripada ini, separuhnya lebih lama."))
    elif not is_external:
        said.append(_("Rata-rata untuk satu permohonan; yang mudah lebih cepat, yang sulit lebih lama."))
    if len({number for *_paths, number in numbers}) > 1:
        said.append(_("Waktu di kanal lain ikut berubah sebanding."))
    elif len(numbers) > 1:
        said.append(_("Berlaku untuk semua kanal tempat jenis ini dilayani."))
    return " ".join(said)


def _times_in_routes(office: Office, name: str) -> list[tuple[bool, str, Found]]:
    """Times that a class has of its own: whether at a first step, at which station, and the number."""
    staffed = {station.name for station in office.spec.stations if station.kind == "staffed"}
    return [
        (path.endswith("[0]"), step.station, (path + inner, at + inner, getattr(step.service_time, field)))
        for one, path, at, step in _steps(office.scenario)
        if one == name and step.station in staffed and (field := mean_field(step.service_time))
        for inner in [f".service_time.{field}"]
        if getattr(step.service_time, field) > 0
    ]


def _steps(scenario: Scenario) -> Iterator[tuple[str, str, str, Any]]:
    """Class, path by names, path by positions, and step of all that the classes say of their routes."""
    for position, one in enumerate(scenario.spec.case_classes):
        for section in ("routes", "details"):
            for channel, steps in getattr(one, section).items():
                for index, step in enumerate(steps):
                    rest = f".{section}.{channel}[{index}]"
                    yield one.name, f"case_classes[{one.name}]{rest}", f"case_classes[{position}]{rest}", step


# ---- what goes back


def _returns(office: Office) -> Iterator[Knob]:
    """Factors of the shares of files that go back."""
    _ = office.words
    measure = _("hitungan berkas yang dikembalikan dari setiap 100 berkas")
    part = _("Berkas yang dikembalikan")
    for channel in office.spec.channels:
        label = _("Berkas kurang lengkap, pengali: {title}").format(title=office.title(channel))
        yield from _factor(
            office, f"checks.incomplete[{channel.name}]", part, label, "completeness_check", measure, channel.name
        )
    yield from _factor(office, "checks.rework", part, _("Berkas keliru, pengali"), "rework", measure)
    yield from _factor(office, "checks.nik", part, _("NIK tidak cocok, pengali"), "nik_check", measure)


def _factor(
    office: Office, key: str, part: str, label: str, check: str, measure: str, channel: str = ""
) -> Iterator[Knob]:
    _ = office.words
    numbers = list(_shares(office.scenario, check, channel))
    if not numbers:
        return
    shares = [share for path, _at, share in numbers if path.endswith(".probability")]
    low, high = (f"{office.words.plain(round(100 * each, 1))}%" for each in (min(shares), max(shares)))
    now = low if low == high else _("{low} sampai {high}").format(low=low, high=high)
    told = shares[0] if len(set(shares)) == 1 else None
    yield office.knob(
        key, part, label, Number(0, MOST_TIMES), 1.0, lambda factor: _in_proportion(numbers, factor, 1, told),
        unit=_("kali"),
        hint=_("Sekarang {now} berkas dikembalikan. Tulis 1 bila tetap, {half} bila menjadi separuhnya.").format(
            now=now, half=office.words.number(0.5)),
        at=numbers[0][1], measure=measure,
    )  # fmt: skip


def _shares(scenario: Scenario, check: str, channel: str) -> Iterator[Found]:
    for _name, path, at, step in _steps(scenario):
        found = getattr(step, check)
        if found is None or (channel and path.rpartition("[")[0].rpartition(".")[2] != channel):
            continue
        for field in ("probability", "again"):
            if getattr(found, field) is not None:
                inner = f".{check}.{field}"
                yield path + inner, at + inner, getattr(found, field)
