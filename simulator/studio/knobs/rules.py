"""Knobs of rules: policies, signing, order of service, the promise."""

from collections.abc import Iterator
from datetime import date
from typing import Any

from simulator.scenario.legal_routes import legal_routes
from simulator.studio.knobs.channels import front_stations
from simulator.studio.knobs.knob import Choice, Knob, Number, Switch
from simulator.studio.knobs.office import Office, sets
from simulator.studio.knobs.times import Dates, Days, Times
from simulator.studio.knobs.work import work_knobs

__all__ = ["PROMISE", "rule_knobs"]

PROMISE = "targets.waiting_time_min"
"""Key of the promise: one for all offices of a study, for shares served as promised are told side by side."""

MOST_IN_BATCH = 100_000
LONGEST_WAIT_MIN = 600


def rule_knobs(office: Office) -> list[Knob]:
    """Policies, batches, order of service, the promise, then files that go back and times of work."""
    makers = (_policies, _batches, _disciplines, _promise, work_knobs)
    return [knob for make in makers for knob in make(office)]


def _policies(office: Office) -> Iterator[Knob]:
    yield from _incomplete(office)
    yield from _integrations(office)
    yield from _regime(office)


def _incomplete(office: Office) -> Iterator[Knob]:
    _ = office.words
    checks = [
        step.completeness_check
        for one in office.spec.case_classes
        for steps in (*one.routes.values(), *one.details.values())
        for step in steps
        if step.completeness_check is not None
    ]
    if checks:
        options = (("return", _("dikembalikan kepada pemohon")), ("help", _("dibantu melengkapi di tempat")))
        yield office.knob(
            "policies.incomplete_files", _("Kebijakan"), _("Berkas yang kurang lengkap"), Choice(options),
            office.spec.policies.incomplete_files, sets("policies.incomplete_files"),
            hint=_(
                "Dikembalikan: pemohon melengkapi sendiri, lalu mengajukan lagi. Dibantu: pelayanan lebih lama, tetapi "
                "pemohon tidak kembali karena berkas kurang."
            ),
        )  # fmt: skip


def _integrations(office: Office) -> Iterator[Knob]:
    _ = office.words
    told = {
        "electronic_signature": (
            _("Tanda tangan elektronik"), _("Izin ditandatangani begitu siap, tidak menunggu jadwal tanda tangan.")),
        "sicantik_integrated": (
            _("SiCantik terhubung"), _("Data SiCantik masuk sendiri; petugas tidak mengetik ulang.")),
        "rdtr_integrated": (
            _("RDTR terhubung dengan OSS"), _("Sistem yang memeriksa kesesuaian ruang, tanpa menunggu kajian.")),
    }  # fmt: skip
    used = _policies_in_routes(office)
    for name, (label, hint) in told.items():
        if name in used:
            path = f"policies.{name}"
            yield office.knob(
                path, _("Kebijakan"), label, Switch(), getattr(office.spec.policies, name),
                sets(path), hint=hint,
            )  # fmt: skip


def _policies_in_routes(office: Office) -> set[str]:
    """Policies on which a step or a deadline depends, under whichever regime."""
    classes = office.spec.case_classes
    permits = [
        regime.permits[one.permit]
        for regime in legal_routes().regimes.values()
        for one in classes
        if one.permit in regime.permits
    ]
    steps: list[Any] = [step for one in classes for route in one.routes.values() for step in route]
    steps += [each for permit in permits for each in (*permit.steps, *permit.legal)]
    return {name for each in steps for name in (*each.when, *each.unless)}


def _regime(office: Office) -> Iterator[Knob]:
    _ = office.words
    now = office.spec.policies.regime
    if now is None:
        return
    regimes = legal_routes().regimes

    def _change(value: str) -> dict[str, Any]:
        return {"policies.regime": value, "policies.regime_any_date": True}

    yield office.knob(
        "policies.regime", _("Kebijakan"), _("Aturan perizinan"),
        Choice(tuple((name, office.title(regime)) for name, regime in regimes.items())), now, _change,
        hint=_("Menentukan langkah dan batas waktu setiap jenis izin, juga untuk tanggal di luar masa berlakunya."),
    )  # fmt: skip


def _batches(office: Office) -> Iterator[Knob]:
    _ = office.words
    for position, station, _written in office.items("stations"):
        if station.batch is None:
            continue
        path, part = f"stations[{station.name}].batch", office.title(station)
        signed = _signed(office, position)
        yield office.knob(
            f"{path}.times", part, _("Jam penandatanganan"), Times(), list(station.batch.times),
            sets(f"{path}.times"), unit=_("pukul"),
            hint=_(
                "Berkas menunggu sampai jam berikutnya. Makin sering, biasanya makin pendek tunggunya; batas per "
                "giliran tetap berlaku."
            )
            + f" {signed}",
        )  # fmt: skip
        if office.span is not None:
            yield from _batch_dates(office, path, part, station.batch, office.span, signed)
        yield office.knob(
            f"{path}.capacity", part, _("Berkas sekali tanda tangan, paling banyak"),
            Number(1, MOST_IN_BATCH, is_whole=True, may_be_empty=True, empty=_("tanpa batas")), station.batch.capacity,
            sets(f"{path}.capacity"), unit=_("berkas"),
            hint=_("Sisanya menunggu jam berikutnya. Kosong: tanpa batas.") + f" {signed}",
            at=f"stations[{position}].batch.capacity", measure=_("catatan berkas yang ditandatangani per hari"),
        )  # fmt: skip


def _signed(office: Office, station: int) -> str:
    """Whose files pass a station where things are signed, with the rules as they are now."""
    _ = office.words
    classes = zip(office.spec.case_classes, office.scenario.resolved.case_classes, strict=True)
    titles = [
        office.title(one)
        for one, resolved in classes
        if any(step.station == station for route in resolved.routes for step in route)
    ]
    if not titles:
        return _("Sekarang tidak ada izin yang lewat di sini.")
    return _("Yang lewat di sini: {titles}.").format(titles="; ".join(titles))


def _batch_dates(
    office: Office, path: str, part: str, batch: Any, span: tuple[date, date], signed: str
) -> Iterator[Knob]:
    _ = office.words
    yield office.knob(
        f"{path}.days", part, _("Hari penandatanganan"), Days(), tuple(batch.days) if batch.days else None,
        lambda value: {f"{path}.days": list(value) if value else None},
        hint=_("Pada hari lain berkas menunggu. Kosong: setiap hari kerja.") + f" {signed}",
    )  # fmt: skip
    away = tuple(sorted(batch.away))
    within = (
        Dates(*span)
        if all(span[0] <= date.fromisoformat(day) <= span[1] for day in away)
        else Dates(date.min, date.max)
    )
    yield office.knob(
        f"{path}.away", part, _("Penanda tangan tidak di tempat"), within, away,
        lambda value: {f"{path}.away": list(value)},
        hint=_(
            "Pada tanggal ini tidak ada yang ditandatangani. Kosongkan bila ada yang mewakili. Tanggal dari contoh "
            "kantor adalah asumsi: ganti dengan yang sebenarnya."
        )
        + f" {signed}",
    )  # fmt: skip


def _disciplines(office: Office) -> Iterator[Knob]:
    _ = office.words
    options = (("fifo", _("sesuai urutan datang")), ("priority", _("yang diprioritaskan lebih dulu")))
    fronts = front_stations(office) if _has_priorities(office) else []
    for _position, station, _written in office.items("stations"):
        if station.name in fronts or station.discipline == "priority":
            path = f"stations[{station.name}].discipline"
            yield office.knob(
                path, office.title(station), _("Urutan melayani"), Choice(options), station.discipline,
                sets(path),
                hint=_("Prioritas memendekkan tunggu sebagian pemohon dan memanjangkan tunggu yang lain."),
            )  # fmt: skip


def _has_priorities(office: Office) -> bool:
    ranks = {one.priority for one in office.spec.case_classes}
    ranks |= {channel.priority for channel in office.spec.channels if channel.priority is not None}
    return len(ranks) > 1 or bool(office.spec.population.priority_groups)


def _promise(office: Office) -> Iterator[Knob]:
    _ = office.words
    yield office.knob(
        PROMISE, _("Janji layanan"), _("Mulai dilayani paling lambat dalam"), Number(0, LONGEST_WAIT_MIN),
        office.spec.targets.waiting_time_min, sets(PROMISE), unit=_("menit"),
        hint=_(
            "Angka ini tidak mengubah antrean. Gunanya hanya untuk menghitung berapa persen pemohon yang dilayani "
            "sesuai janji. Hanya dapat diubah di “Sekarang”; semua rencana mengikutinya."
        ),
        at=PROMISE, measure=_("janji dalam standar pelayanan kantor"),
    )  # fmt: skip
