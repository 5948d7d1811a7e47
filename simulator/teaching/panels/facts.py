"""The office's facts, and what each control and column means."""

from ipywidgets import HTML, Layout

from simulator.calendars import MS_PER_HOUR
from simulator.scenario import ASSUMED
from simulator.teaching.single_station import SingleStation
from simulator.teaching.state import LessonState
from simulator.teaching.tables import html_table
from simulator.teaching.words import Words


class Facts(HTML):  # type: ignore[misc]
    """The numbers of the story, read from the scenario, each with where it comes from."""

    def __init__(self, state: LessonState, words: Words) -> None:
        _ = words
        station, scenario = SingleStation.of(state.scenario), state.scenario
        minutes = _("{minutes} menit")
        rows = [
            [_("Petugas di meja verifikasi"), str(station.servers), _origin(state, "stations[0].servers", words)],
            [
                _("Lama memeriksa satu berkas, rata-rata"),
                minutes.format(minutes=words.number(station.service_min, 0)),
                _origin(state, "stations[0].service_time.mean_min", words),
            ],
            [
                _("Berkas masuk per jam, sekarang"),
                words.number(state.plan.quiet),
                _origin(state, "case_classes[0].arrivals.per_hour", words),
            ],
            [_("Petugas sibuk, sekarang"), words.percent(station.busy(state.plan.quiet)), _("dihitung")],
            [
                _("Rata-rata menunggu, sekarang"),
                minutes.format(minutes=words.number(station.mean_wait(state.plan.quiet))),
                _("rumus di bawah"),
            ],
        ]
        title = scenario.spec.title.id if words.lang == "id" else scenario.spec.title.en
        super().__init__(html_table(title, [_("Fakta"), _("Angka"), _("Asal")], rows))


class Legend(HTML):  # type: ignore[misc]
    """Each control and each column: its unit and meaning."""

    def __init__(self, state: LessonState, words: Words) -> None:
        _ = words
        office = state.scenario.resolved
        replication = _(
            "Satu percobaan lengkap: {counted} jam kerja yang dihitung, setelah {warm_up} jam pertama yang tidak "
            "dihitung supaya antrean tidak mulai dari kosong. Tiap ulangan punya nasib berbeda. "
            "Semuanya {replications} ulangan."
        )
        meanings = [
            (state.plan.knob.label, state.plan.knob.unit, _("Rata-rata berkas baru dalam satu jam kerja.")),
            (_("Petugas sibuk"), "%", _("Bagian dari jam kerja yang dipakai petugas untuk memeriksa berkas.")),
            (
                _("Rata-rata menunggu"),
                _("menit"),
                _("Dari berkas masuk antrean sampai mulai diperiksa, dalam menit kerja; malam tidak dihitung."),
            ),
            (
                _("Rentang 95%"),
                _("menit"),
                _(
                    "Kalau semua ini diulang 100 kali, kira-kira 95 rentang memuat rata-rata yang sebenarnya. Di dekat "
                    "100% sibuk lebih sedikit, kira-kira 90, karena antreannya sangat berubah-ubah."
                ),
            ),
            (
                _("Ulangan"),
                _("kali"),
                replication.format(
                    counted=words.number((office.horizon_ms - office.warm_up_ms) / MS_PER_HOUR, 0),
                    warm_up=words.number(office.warm_up_ms / MS_PER_HOUR, 0),
                    replications=state.runs.replications,
                ),
            ),
            (
                _("Selisih, berpasangan"),
                _("menit"),
                _("Kedua keadaan diuji dengan nasib yang sama, ulangan demi ulangan, lalu dikurangkan."),
            ),
            (_("Rumus"), _("menit"), _("Hitungan pasti untuk antrean M/M/c; lihat bagian penjelasan.")),
        ]
        heading = _("Arti kendali dan kolom")
        items = "".join(f"<dt><strong>{name}</strong> ({unit})</dt><dd>{text}</dd>" for name, unit, text in meanings)
        super().__init__(f'<div class="prose"><h2>{heading}</h2><dl>{items}</dl></div>', layout=Layout(margin="0"))


def _origin(state: LessonState, path: str, words: Words) -> str:
    """Where a number of the scenario comes from: the word "assumption", or the source itself."""
    source = next(number for number in state.scenario.inputs() if number.path == path)
    _ = words
    return _("asumsi") if source.mark == ASSUMED else source.cite
