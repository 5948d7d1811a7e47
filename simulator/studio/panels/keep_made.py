"""Files that take a while: the report, and a plan as a scenario file."""

from dataclasses import dataclass, replace
from datetime import date
from html import escape

from babel.dates import format_date
from ipywidgets import Widget

from simulator.figures import Lang
from simulator.studio.answers.answering import answering_of
from simulator.studio.background import Background, Tell
from simulator.studio.desk import Desk
from simulator.studio.hand_over import HandOverError, plan_yaml
from simulator.studio.hand_over.names import file_stem
from simulator.studio.panels.making import Made, Make, Step, Stop, making, step_words, wait_for
from simulator.studio.panels.panel import StudioPanel, prose
from simulator.studio.parts import Download, Pick, Progress
from simulator.studio.study import NOW, Study

__all__ = ["LONGEST_QUESTION", "QUESTION", "TAB", "MakesFiles", "question_of"]

TAB = "keep"
QUESTION = "question"
LONGEST_QUESTION = 300
SHORT, LONG = "short", "long"


@dataclass(frozen=True)
class _Held:
    """A file that is there to be taken, and the study from which it was made."""

    name: str
    made: Made
    study: Study


class MakesFiles(StudioPanel):
    """What is computed for a file, with a bar, and a button to stop.

    The work stops no other work of the page and is stopped by none. What it has made is held until the next file, so
    that it can be taken whenever the tab is open.

    Attributes
    ----------
    size, lang, form, plan : Pick
        How long the report is, its language and format; which plan becomes a scenario file.
    report, plan_file, again : Download
        Ask for the one or the other, or for the last file once more.
    work : Background
        What is being made.
    progress : Progress
        How far it is.
    said : Message
        What became of it.
    """

    def __init__(self, desk: Desk) -> None:
        super().__init__(desk)
        _, lang = self.words, self.words.lang
        self.size = _pick(_("Panjang laporan"), lang)
        self.size.show(
            [[SHORT, _("Laporan ringkas (beberapa halaman)")], [LONG, _("Laporan lengkap (dengan lampiran)")]], SHORT
        )
        self.lang = _pick(_("Bahasa laporan"), lang)
        self.form = _pick(_("Format laporan"), lang)
        self.plan = _pick(_("Rencana"), lang)
        self.lang.show([["id", "Bahasa Indonesia"], ["en", "English"]], lang)
        self.form.show(
            [["docx", _("Dokumen Word (DOCX)")], ["html", _("Halaman web (HTML)")], ["xlsx", _("Tabel Excel (XLSX)")]],
            "docx",
        )
        self.report = Download(lang=lang, label=_("Buat dan unduh laporan"), on_ask=self._ask_report)
        self.plan_file = Download(lang=lang, label=_("Unduh skenario"), quiet=True, on_ask=self._ask_plan)
        self.again = Download(lang=lang, quiet=True, on_ask=lambda: self._give(self.again))
        self.work = Background(lambda _error: self.desk.when_broken())
        self.progress = Progress(lang=lang, stop_label=_("Hentikan"), on_stop=self.work.stop)
        self.said = self.message()
        self._held: _Held | None = None
        self._heads = self._headings()

    def refresh(self) -> None:
        """Show the plans there are now, and what was made meanwhile."""
        names = [[NOW, self.desk.plan_name(NOW)]]
        names += [[plan.key, self.desk.plan_name(plan.key)] for plan in self.desk.study.plans]
        self.plan.show(names, self.plan.value if self.plan.value in [key for key, _name in names] else names[-1][0])
        if self._held and not self.work.is_busy:
            self._offer(self._held)
        report, plan = self._heads
        offer = (self.again,) if self._held else ()
        self.fill(
            (
                report,
                self.size,
                self.lang,
                self.form,
                self.report,
                self.progress,
                self.said,
                *offer,
                plan,
                self.plan,
                self.plan_file,
            )
        )

    # ---- what is asked for

    def _ask_report(self) -> None:
        _ = self.words
        self.desk.catch_up()
        study, words, runs, others = self.desk.study, self.words, self.desk.runs, self.desk.work
        lang: Lang = "en" if self.lang.value == "en" else "id"
        form, answering = self.form.value, answering_of(self.desk)
        question, is_short = question_of(self.desk), self.size.value == SHORT

        def make(tell: Tell, stop: Stop) -> Made:
            from simulator.reports.short import Cover
            from simulator.studio.hand_over.report import MIMES, report, report_document  # needs what draws

            wait_for(others, tell)
            answer = answering.answer
            known = answer.comparison if answer and answer.is_whole and answer.asked.is_of(study) else None
            cover = Cover(question=question, date=str(format_date(date.today(), "d MMMM y", locale=lang)))
            document = report_document(study, lang, words, runs, stop, tell, known, cover=cover, is_short=is_short)
            kind = next(one for one in MIMES if one == form)
            return Made(f".{kind}", MIMES[kind], report(document, kind))

        self._start(make, _("Laporan sedang dibuat. Anda boleh pindah ke tab lain di halaman ini; hasilnya menunggu."))

    def _ask_plan(self) -> None:
        _ = self.words
        self.desk.catch_up()
        study, words, key = self.desk.study, self.words, self.plan.value

        def make(_tell: Tell, _stop: Stop) -> Made:
            return Made(f"-{key}.yaml", "application/yaml", plan_yaml(study, key, words).encode())

        self._start(make, _("Menulis skenario…"))

    def _start(self, make: Make, said: str) -> None:
        _, study = self.words, self.desk.study

        def show(found: "Step | Made | HandOverError") -> None:
            if isinstance(found, Made):
                self._held = _Held(f"{file_stem(study.name)}{found.ending}", found, study)
            elif isinstance(found, HandOverError):
                self._end(escape(str(found)), "error")
            else:
                share = None if isinstance(found, str) else found.share
                self.progress.show(step_words(found, self.words), share)

        self._held = None
        self.report.disabled = self.plan_file.disabled = True
        self.refresh()
        self.said.say(escape(said), "busy")
        self.progress.show(_("Menyiapkan…"))
        self.work.start(making(make), show, done=self._done, failed=self._failed, stopped=self._stopped)

    # ---- what becomes of it

    def _done(self) -> None:
        """Give the file to the browser, if the tab is open: a part that is not shown cannot."""
        self._end()
        if self._held is not None and self.desk.tab == TAB:
            self.refresh()
            self._give(self.report)  # it has been in the page for long: one that comes into it now would hear nothing

    def _give(self, button: Download) -> None:
        if self._held is not None:
            button.send_file(self._held.name, self._held.made.mime, self._held.made.content)

    def _offer(self, held: _Held) -> None:
        """Say that a file is there, and of which study if that has changed."""
        _ = self.words
        text = _("Selesai: {file}. Bila belum ada di folder unduhan Anda, tekan “Unduh {file}”.").format(file=held.name)
        if replace(held.study, made=self.desk.study.made) != self.desk.study:
            text += " " + _("Isinya menurut studi saat berkas ini diminta; sesudah itu studi berubah.")
        self.again.label = _("Unduh {file}").format(file=held.name)
        if self.said.html != escape(text):
            self.said.say(escape(text), "right")

    def _stopped(self) -> None:
        _ = self.words
        self._end(escape(_("Dihentikan; tidak ada berkas yang dibuat.")), "again")

    def _failed(self, _error: Exception) -> None:
        self._end(escape(self.failed_text), "error")

    def _end(self, html: str = "", tone: str = "plain") -> None:
        self.report.disabled = self.plan_file.disabled = False
        self.progress.hide()
        if html:
            self.said.say(html, tone)

    def _headings(self) -> tuple[Widget, Widget]:
        _ = self.words
        report = (
            _("Laporan"),
            _(
                "Yang ringkas: pertanyaan, rencana, jawaban, biaya, seberapa pasti, langkah berikutnya. Yang lengkap "
                "juga memuat gambar, semua angka dan asumsi, dan programnya."
            ),
        )
        plan = (
            _("Satu rencana sebagai skenario"),
            _("Berkas YAML untuk perintah simptsp, dan untuk memulai studi baru dari rencana ini."),
        )
        first, second = (prose(f"<h3>{escape(title)}</h3><p>{escape(text)}</p>") for title, text in (report, plan))
        return first, second


def question_of(desk: Desk) -> str:
    """What the head of office wants to know, as it was typed."""
    return desk.fields.get(TAB, {}).get(QUESTION, "")


def _pick(label: str, lang: str) -> Pick:
    """A list of which the choice is only remembered."""

    def choose(value: str) -> None:
        pick.show(pick.options, value)

    pick = Pick(lang=lang, label=label, on_choose=choose)
    return pick
