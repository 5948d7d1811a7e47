"""The tab Mengapa: what people and files wait for, what the law and outages do to them, and any day to look at."""

from html import escape

from ipywidgets import HTML, Layout

from simulator.studio.answers.asked import Answer, ask
from simulator.studio.answers.bottleneck import bottleneck
from simulator.studio.answers.busy import busy_html
from simulator.studio.answers.compared import details_html
from simulator.studio.answers.pictures import causes_picture
from simulator.studio.desk import Desk
from simulator.studio.panels.answering import ON_SCREEN, AnswerPanel
from simulator.studio.panels.days import Days
from simulator.studio.panels.pictures import Pictures
from simulator.studio.parts import Buttons

__all__ = ["Why"]


class Why(AnswerPanel):
    """Reasons of what the tab Bandingkan shows; computed there or here, it is the same."""

    tab = "why"

    def __init__(self, desk: Desk) -> None:
        super().__init__(desk)
        _ = self.words
        self._head = self.heading(
            _("Mengapa mereka menunggu?"),
            _("Sebab menunggu, batas waktu dan gangguan di setiap rencana; lalu satu hari untuk dilihat dari dekat."),
        )
        self.buttons = Buttons(lang=self.words.lang, on_press=lambda _key: self.answering.start())
        self.buttons.add_class(ON_SCREEN)
        self.narrow, self.busy, self.details = (
            HTML(layout=Layout(margin="0", overflow="visible")) for _part in range(3)
        )
        self.causes = Pictures(self.words.lang)
        self.days = Days(desk)

    def refresh(self) -> None:
        """Show what was found, and the days that can be looked at."""
        super().refresh()
        self._show_button()
        self.days.refresh()

    def draw(self, answer: Answer | None) -> None:
        """Show the reasons once event logs were read; until then the days alone."""
        top = [self._head, self.buttons, self.status, self.progress]
        if answer is None or not answer.findings:
            self.fill([*top, self.days])
            return
        found = [causes_picture(answer, self.words, is_at_office) for is_at_office in (True, False)]
        self.narrow.value = _framed(self._narrow(answer))
        self.busy.value = _framed(busy_html(answer, self.words))
        self.causes.show([picture for picture in found if picture is not None])
        self.details.value = _framed(details_html(answer, ("causes", "legal", "resilience"), self.words))
        self.fill([*top, self.narrow, self.busy, self.causes, self.days, self.details])

    def _narrow(self, answer: Answer) -> str:
        """Where each office is narrow."""
        _ = self.words
        runs = (answer.comparison.base, *answer.comparison.alternatives)
        parts = []
        for name, run, findings in zip(answer.asked.names, runs, answer.findings, strict=True):
            said = "".join(f"<li>{escape(each)}</li>" for each in bottleneck(run, findings, self.words))
            parts.append(f"<section><h4>{escape(name)}</h4><ul>{said}</ul></section>")
        text = _(
            "Yang dapat dicoba bisa dijadikan rencana di tab Ubah. Dari {n} ulangan; tingkat kesibukan dari {all} "
            "ulangan."
        )
        note = escape(text.format(n=answer.logged, all=answer.n))
        offices = f'<div class="st-offices">{"".join(parts)}</div>'
        head = _("Hambatan terbesar di setiap kantor")
        return f'<h3>{head}</h3>{offices}<p class="sp-note">{note}</p>'

    def _show_button(self) -> None:
        _ = self.words
        answer = self.answering.answer
        is_whole = answer is not None and answer.is_whole and not self.answering.is_stale
        is_locked = is_whole or self.answering.state == "busy" or bool(ask(self.desk).problem)
        items = [{"key": "run", "label": _("Cari sebabnya"), "quiet": False, "disabled": is_locked}]
        if items != self.buttons.items:
            self.buttons.show(items)


def _html() -> HTML:
    return HTML(layout=Layout(margin="0", overflow="visible"))


def _framed(html: str) -> str:
    """With the look of the other parts of the page."""
    return f'<div class="sp-part st-answer">{html}</div>'
