"""The learner's own station."""

import math

from simulator.calendars import MS_PER_HOUR
from simulator.calibration import OfficeCounts, scenario_from_counts
from simulator.measures import Estimate, estimate_mean
from simulator.scenario import Scenario
from simulator.teaching.entries import Entry, EntryError, read_entry
from simulator.teaching.job import Job
from simulator.teaching.lab import Lab, Values, of_run
from simulator.teaching.panels.panel import Panel
from simulator.teaching.single_station import SingleStation
from simulator.teaching.state import LessonState
from simulator.teaching.words import Words
from simulator.widgets import Field, Form, Message

SETTLED = 2
"""A warm-up of this many relaxation times leaves little of an empty start."""


class YourOffice(Panel):
    """Three counts of the learner's office -> its mean wait, and the wait with one server fewer."""

    def __init__(self, state: LessonState, words: Words, scenario: Scenario, lab: Lab, job: Job) -> None:
        _ = words
        task = _(
            "Isi tiga angka dari meja Anda sendiri. Belum punya angkanya? Isi perkiraan dulu, hitung minggu ini. "
            "Lama mengerjakan satu berkas dianggap beragam seperti pada meja contoh."
        )
        super().__init__(state, words, _("Kantor Anda"), task)
        self.scenario, self.lab, self.job = scenario, lab, job
        self.wait = of_run("waiting_time_mean", _("rata-rata menunggu"), _("menit"))
        self.entries = (
            Entry("arrivals", _("Berkas yang masuk dalam satu jam kerja"), _("berkas per jam"), 0.1, 120),
            Entry("service", _("Lama mengerjakan satu berkas, rata-rata"), _("menit"), 0.5, 480),
            Entry("servers", _("Petugas yang mengambil dari antrean yang sama"), _("orang"), 1, 100, whole=True),
        )
        self.form = Form(
            fields=tuple(Field(entry.name, entry.label, entry.unit) for entry in self.entries),
            button=_("Hitung kantor saya"),
            disabled=True,
            lang=words.lang,
            on_submit=self.run,
        )
        self.message = Message(html=self.locked_text, lang=words.lang)
        self.fill(self.form, self.message)
        state.watch(self.refresh)

    def refresh(self) -> None:
        """Open once a guess is stored."""
        if self.form.disabled and self.state.unlocked:
            self.form.disabled = False
            self.message.say("")

    def run(self, texts: dict[str, str]) -> None:
        """Read the counts; simulate if the work can be done at all."""
        _ = self.words
        self.job.stop()
        counts = self.read(texts)
        if counts is None:
            self.message.say("")
            return
        station = SingleStation(counts.servers, counts.service_min)
        if station.busy(counts.arrivals_per_hour) >= 1:
            self.message.say(self.too_much(station, counts.arrivals_per_hour), "again")
            return
        self.message.say(_("Menghitung…"), "busy")
        scenario = scenario_from_counts(self.scenario, counts)
        warm_up_hours = scenario.resolved.warm_up_ms / MS_PER_HOUR
        is_settled = warm_up_hours >= SETTLED * station.relaxation_hours(counts.arrivals_per_hour)
        self.job.start(
            self.lab.refine(scenario, [self.wait]),
            lambda values: self.message.say(
                self.result(station, counts.arrivals_per_hour, self.estimate(values), is_settled)
            ),
            done=lambda: None,
            failed=lambda: self.message.say(self.failed_text, "error"),
        )

    def estimate(self, values: dict[str, Values]) -> Estimate:
        """The mean wait so far."""
        return estimate_mean(values[self.wait.key], self.wait.unit)

    def read(self, texts: dict[str, str]) -> OfficeCounts | None:
        """The counts, or None after saying beside each field what is wrong."""
        _ = self.words
        values, messages = {}, {}
        for entry in self.entries:
            try:
                values[entry.name] = read_entry(entry, texts[entry.name], self.words)
            except EntryError as error:
                messages[entry.name] = str(error)
        self.form.messages = messages
        if messages:
            return None
        origin = _("hitungan kantor sendiri, diisi pada halaman pelajaran")
        return OfficeCounts(values["arrivals"], values["service"], int(values["servers"]), origin)

    def too_much(self, station: SingleStation, per_hour: float) -> str:
        """Why there is no mean wait, and how many servers would be needed."""
        _ = self.words
        text = _(
            "Setiap jam masuk {files} berkas, tetapi {servers} petugas paling banyak menyelesaikan {full}. "
            "Antrean tumbuh terus, jadi tidak ada rata-rata waktu tunggu. Paling sedikit perlu {needed} petugas."
        )
        needed = math.floor(station.servers * station.busy(per_hour)) + 1
        return text.format(
            files=self.words.number(per_hour),
            servers=station.servers,
            full=self.words.number(station.capacity_per_hour),
            needed=needed,
        )

    def result(self, station: SingleStation, per_hour: float, estimate: Estimate, is_settled: bool) -> str:
        """The mean wait with its interval, and what one server fewer would do."""
        _ = self.words
        busy = station.busy(per_hour)
        parts = [
            _("Petugas Anda sibuk {busy}: {wait}.").format(
                busy=self.words.percent(busy), wait=self.words.measured(self.wait, estimate)
            )
        ]
        if not is_settled:
            text = _(
                "Antrean ini baru mapan setelah waktu yang lebih lama dari yang disimulasikan, jadi angka itu terlalu "
                "kecil. Pegang angka rumus: {wait} menit."
            )
            parts.append(text.format(wait=self.words.number(station.mean_wait(per_hour))))
        if station.servers > 1:
            parts.append(self._one_fewer(SingleStation(station.servers - 1, station.service_min), per_hour))
        return "".join(f"<p>{part}</p>" for part in parts)

    def _one_fewer(self, station: SingleStation, per_hour: float) -> str:
        _ = self.words
        busy = station.busy(per_hour)
        if busy >= 1:
            return _("Jika satu petugas lama tidak masuk: pekerjaan melebihi kesanggupan, antrean tumbuh terus.")
        text = _("Jika satu petugas lama tidak masuk: yang lain sibuk {busy}, menunggu {wait} menit menurut rumus.")
        return text.format(busy=self.words.percent(busy), wait=self.words.number(station.mean_wait(per_hour)))
