"""What the tabs share that show a comparison: the bar of its work, and how far it is in words."""

from simulator.studio.answers.answering import answering_of
from simulator.studio.answers.asked import Answer, ask
from simulator.studio.answers.clock import READS, SEEKS, Step
from simulator.studio.desk import Desk
from simulator.studio.panels.panel import StudioPanel
from simulator.studio.parts import Progress
from simulator.teaching.words import Words

__all__ = ["AnswerPanel", "left_words"]

ON_SCREEN = "st-screen"
"""Class of what paper has no use for."""

_NOTHING_YET = "nothing yet"

MINUTE_S = 60
LONG_S = 90


class AnswerPanel(StudioPanel):
    """A tab that shows the comparison of the page, whichever tab it was started from.

    Attributes
    ----------
    tab : str
        Name of the tab, of :data:`simulator.studio.desk.TABS`.
    status : Message
        How far the numbers below it can be trusted; it is printed with them.
    """

    tab = ""

    def __init__(self, desk: Desk) -> None:
        super().__init__(desk)
        _ = self.words
        self.answering = answering_of(desk)
        self.status = self.message()
        self.progress = Progress(lang=self.words.lang, stop_label=_("Hentikan"), on_stop=lambda: self.answering.stop())
        self.progress.add_class(ON_SCREEN)
        self._drawn: Answer | str | None = _NOTHING_YET
        self.answering.watch(self._news)

    def refresh(self) -> None:
        """Show the study as it is now, how far the work is, and what it has found."""
        self.answering.forget_others()
        self.answering.resume()
        self._show_state()
        answer = self.answering.answer
        if answer is not self._drawn:
            self._drawn = answer
            self.draw(answer)

    def draw(self, answer: Answer | None) -> None:
        """Show what was found; None if there is nothing."""
        raise NotImplementedError(f"{type(self).__name__} has to say how it shows an answer")

    def _news(self) -> None:
        """There is something new; a tab that is not shown looks at it when it is opened."""
        if self.desk.tab == self.tab:
            self.refresh()

    def _show_state(self) -> None:
        text, tone = self._state_words()
        if (self.status.html, self.status.tone) != (text, tone):
            self.status.say(text, tone)
        step = self.answering.step
        if self.answering.state != "busy":
            self.progress.hide()
        elif step is None:
            self.progress.show(self._busy_text)
        else:
            self.progress.show(step_words(step, self.words), step.share, whole_words(step, self.words))

    def _state_words(self) -> tuple[str, str]:
        """How far what is shown can be trusted, and the tone of that."""
        _ = self.words
        state, answer = self.answering.state, self.answering.answer
        stale = _("Rencana sudah berubah sejak hitungan ini; hitung lagi.") if self.answering.is_stale else ""
        if state == "busy":
            again = self._again_text if self.answering.is_again else ""
            return _joined(again, self._busy_words(answer), "" if self.answering.is_of_before else stale), "busy"
        if state == "failed":
            return _joined(self.failed_text, self._rest_words(answer), stale), "error"
        problem = ask(self.desk).problem
        if state == "stopped":
            return _joined(self._stopped_words(answer), problem or stale), "again"
        if problem or stale:
            return problem or stale, "again"
        if answer is None:
            return "", "plain"
        return _("Selesai: {n} ulangan untuk setiap kantor.").format(n=answer.n), "plain"

    def _busy_words(self, answer: Answer | None) -> str:
        _ = self.words
        if answer is None:
            return self._busy_text
        if self.answering.is_of_before:
            return _("Menghitung… Angka di bawah ini masih dari hitungan sebelumnya.")
        if answer.is_simulated:
            text = _("{n} ulangan sudah selesai. Biaya, sebab menunggu, kelompok dan gangguan masih dihitung.")
        else:
            text = _("Jawaban sementara dari {n} ulangan; angkanya masih dapat berubah.")
        return text.format(n=answer.n)

    def _stopped_words(self, answer: Answer | None) -> str:
        _ = self.words
        if answer is None:
            return _("Dihentikan sebelum ada jawaban. Tekan tombolnya lagi untuk menghitung.")
        if self.answering.is_of_before:
            return _("Dihentikan sebelum ada jawaban baru. Angka di bawah ini masih dari hitungan sebelumnya.")
        if answer.is_simulated:
            text = _(
                "{n} ulangan sudah selesai; dihentikan sebelum biaya, sebab menunggu, kelompok dan gangguan selesai "
                "dihitung."
            )
        else:
            text = _("Dihentikan sebelum selesai. Yang sudah dihitung, {n} ulangan, tetap ditampilkan.")
        return text.format(n=answer.n)

    def _rest_words(self, answer: Answer | None) -> str:
        """What is still shown after work that broke."""
        _ = self.words
        if answer is None:
            return ""
        if self.answering.is_of_before:
            return _("Angka di bawah ini masih dari hitungan sebelumnya.")
        return _("Angka di bawah ini belum lengkap: {n} ulangan.").format(n=answer.n)

    @property
    def _again_text(self) -> str:
        _ = self.words
        return _("Hitungan tadi hilang karena halaman dimuat ulang; sekarang dihitung lagi dan angkanya akan sama.")

    @property
    def _busy_text(self) -> str:
        _ = self.words
        return _("Menghitung…")


def step_words(step: Step, words: Words) -> str:
    """What is being done, and how much of it is done."""
    _ = words
    if step.does == READS:
        text = _("Membaca catatan kejadian: {done} dari {of} ulangan tahap ini")
    elif step.does == SEEKS:
        text = (
            _("Menyimulasikan sampai cukup teliti: {done} dari kira-kira {of} ulangan")
            if step.of
            else _("Menyimulasikan sampai cukup teliti: {done} ulangan, lebih banyak daripada perkiraan")
        )
    else:
        text = _("Menyimulasikan: {done} dari {of} ulangan tahap ini")
    return text.format(done=words.number(step.done, 0), of=words.number(step.of, 0))


def whole_words(step: Step, words: Words) -> str:
    """How much of the whole work is done, which the bar shows, and how long the rest takes."""
    _ = words
    if step.share is None:
        return ""
    done = _("{share} dari seluruh pekerjaan").format(share=words.percent(step.share))
    left = left_words(step.left_s, words)
    return f"{done}, {left}" if left else done


def left_words(seconds: float | None, words: Words) -> str:
    """How long it still takes, as one would say it; empty if nobody knows."""
    _ = words
    if seconds is None:
        return ""
    if seconds < 1:
        return _("sebentar lagi")
    if seconds < LONG_S:
        return _("kira-kira {n} detik lagi").format(n=words.number(round(seconds), 0))
    return _("kira-kira {n} menit lagi").format(n=words.number(round(seconds / MINUTE_S), 0))


def _joined(*sentences: str) -> str:
    return " ".join(each for each in sentences if each)
