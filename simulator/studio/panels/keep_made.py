"""Files that take a while: the report, and a plan as a scenario file."""

import time
from collections.abc import Callable
from dataclasses import dataclass
from html import escape

from ipywidgets import Widget

from simulator.figures import Lang
from simulator.studio.background import Stopped, Tell, Work
from simulator.studio.desk import Desk
from simulator.studio.hand_over import HandOverError, plan_yaml
from simulator.studio.hand_over.names import file_stem
from simulator.studio.panels.panel import StudioPanel, prose
from simulator.studio.parts import Download, Pick, Progress
from simulator.studio.study import NOW

__all__ = ["Made", "MakesFiles"]

OFTEN_S = 0.2
"""Seconds between two steps of the bar."""


@dataclass(frozen=True)
class Made:
    """A file: how its name ends, its media type, and what is in it."""

    ending: str
    mime: str
    content: bytes


class MakesFiles(StudioPanel):
    """What is computed for a file, with a bar, and a button to stop.

    Attributes
    ----------
    lang, form, plan : Pick
        Language and format of the report; which plan becomes a scenario file.
    report, plan_file : Download
        Ask for the one or the other.
    progress : Progress
        How far it is.
    said : Message
        What became of it.
    """

    def __init__(self, desk: Desk) -> None:
        super().__init__(desk)
        _, lang = self.words, self.words.lang
        self.lang = _pick(_("Bahasa laporan"), lang)
        self.form = _pick(_("Bentuk laporan"), lang)
        self.plan = _pick(_("Rencana"), lang)
        self.lang.show([["id", "Bahasa Indonesia"], ["en", "English"]], lang)
        self.form.show(
            [["docx", _("Dokumen Word (DOCX)")], ["html", _("Halaman web (HTML)")], ["xlsx", _("Tabel Excel (XLSX)")]],
            "docx",
        )
        self.report = Download(lang=lang, label=_("Buat dan unduh laporan"), on_ask=self._ask_report)
        self.plan_file = Download(lang=lang, label=_("Unduh skenario"), quiet=True, on_ask=self._ask_plan)
        self.progress = Progress(lang=lang, stop_label=_("Berhenti"), on_stop=self._halt)
        self.said = self.message()
        self._is_busy, self._is_stopped = False, _never
        self._heads = self._headings()

    def refresh(self) -> None:
        """Show the plans there are now; work that other work has stopped is over."""
        if self._is_busy and self._is_stopped():
            self._end()
        names = [[NOW, self.desk.plan_name(NOW)]]
        names += [[plan.key, self.desk.plan_name(plan.key)] for plan in self.desk.study.plans]
        self.plan.show(names, self.plan.value if self.plan.value in [key for key, _name in names] else names[-1][0])
        report, plan = self._heads
        self.fill(
            (report, self.lang, self.form, self.report, self.progress, self.said, plan, self.plan, self.plan_file)
        )

    # ---- what is asked for

    def _ask_report(self) -> None:
        _ = self.words
        study, words, runs = self.desk.study, self.words, self.desk.runs
        lang: Lang = "en" if self.lang.value == "en" else "id"
        form = self.form.value

        def make(share: Callable[[float], None], stop: Callable[[], bool]) -> Made:
            from simulator.studio.hand_over.report import MIMES, report, report_document  # needs what draws

            document = report_document(study, lang, words, runs, stop, share)
            kind = next(one for one in MIMES if one == form)
            return Made(f".{kind}", MIMES[kind], report(document, kind))

        self._start(self.report, make, _("Menyusun laporan. Ini bisa beberapa menit; Anda boleh pindah ke tab lain."))

    def _ask_plan(self) -> None:
        _ = self.words
        study, words, key = self.desk.study, self.words, self.plan.value

        def make(_share: Callable[[float], None], _stop: Callable[[], bool]) -> Made:
            return Made(f"-{key}.yaml", "application/yaml", plan_yaml(study, key, words).encode())

        self._start(self.plan_file, make, _("Menulis skenario…"))

    def _start(
        self, button: Download, make: Callable[[Callable[[float], None], Callable[[], bool]], Made], label: str
    ) -> None:
        stem = file_stem(self.desk.study.name)

        def show(found: "float | Made | HandOverError") -> None:
            if isinstance(found, float):
                self.progress.show(label, found)
            elif isinstance(found, HandOverError):
                self.said.say(escape(str(found)), "error")
            else:
                self._give(button, f"{stem}{found.ending}", found)

        self._is_busy, self._is_stopped = True, _never
        self.report.disabled = self.plan_file.disabled = True
        self.said.say("")
        self.progress.show(label)
        self.desk.work.start(self._work(make), show, done=self._end, failed=self._failed)

    def _work(self, make: Callable[[Callable[[float], None], Callable[[], bool]], Made]) -> Work:
        def work(tell: Tell, stop: Callable[[], bool]) -> None:
            self._is_stopped = stop
            said = 0.0

            def share(done: float) -> None:
                nonlocal said
                if stop():
                    raise Stopped
                if time.monotonic() - said > OFTEN_S:
                    said = time.monotonic()
                    tell(done)

            try:
                tell(make(share, stop))
            except HandOverError as error:
                tell(error)

        return work

    # ---- what becomes of it

    def _give(self, button: Download, name: str, made: Made) -> None:
        _ = self.words
        button.send_file(name, made.mime, made.content)
        self.said.say(escape(_("{file} diunduh.").format(file=name)), "right")

    def _halt(self) -> None:
        self.desk.work.stop()
        self._end()

    def _failed(self, _error: Exception) -> None:
        self._end()
        self.said.say(escape(self.failed_text), "error")

    def _end(self) -> None:
        self._is_busy = False
        self.report.disabled = self.plan_file.disabled = False
        self.progress.hide()

    def _headings(self) -> tuple[Widget, Widget]:
        _ = self.words
        report = (
            _("Laporan"),
            _(
                "Perbandingan semua rencana dengan selangnya, apa yang diubah, apa yang diasumsikan, dan cara "
                "membuatnya ulang."
            ),
        )
        plan = (
            _("Satu rencana sebagai skenario"),
            _("Berkas YAML untuk perintah simptsp dan untuk studi baru di atas rencana ini."),
        )
        first, second = (prose(f"<h3>{escape(title)}</h3><p>{escape(text)}</p>") for title, text in (report, plan))
        return first, second


def _pick(label: str, lang: str) -> Pick:
    """A list of which the choice is only remembered."""

    def choose(value: str) -> None:
        pick.show(pick.options, value)

    pick = Pick(lang=lang, label=label, on_choose=choose)
    return pick


def _never() -> bool:
    return False
