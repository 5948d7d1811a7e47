"""The tab Bandingkan: all plans beside the present state, each number with its interval."""

from dataclasses import replace
from html import escape

from ipywidgets import HTML, Layout, VBox, Widget

from simulator.studio.answers.asked import Answer, ask
from simulator.studio.answers.compared import all_html
from simulator.studio.answers.drawn import drawn
from simulator.studio.desk import Desk
from simulator.studio.panels.answering import ON_SCREEN, AnswerPanel
from simulator.studio.panels.pictures import Pictures
from simulator.studio.panels.shared_note import SharedNote
from simulator.studio.parts import Buttons, Line, Pick
from simulator.studio.study import Settings, Study
from simulator.teaching.entries import Entry, EntryError, read_entry
from simulator.teaching.words import Words

__all__ = ["Compare"]

REPLICATIONS = (30, 100, 300)
PRECISIONS = (0.05, 0.02)
SEED = "seed"
MOST_SEED = 999_999_999
"""Nine digits are easy to read out; a study from a file may have more."""


class Compare(AnswerPanel):
    """How to compare, the button, and the answer: a document that can be printed."""

    tab = "compare"

    def __init__(self, desk: Desk) -> None:
        super().__init__(desk)
        lang = self.words.lang
        self.ways = Pick(lang=lang, on_choose=self._choose)
        self.seed = Line(lang=lang, on_type=self._type_seed)
        self.buttons = Buttons(lang=lang, on_press=self._press)
        self.verdict = self.message()
        self.contents, self.asked, self.summary, self.behind = (_html() for _part in range(4))
        self.groups, self.all, self.made = (_html() for _part in range(3))
        self.four = Pictures(lang)
        self.pictures_head, self.groups_head = _html(), _html()
        self.more = Buttons(lang=lang, on_press=lambda _key: self._turn_all())
        self._is_open = self._has_all = False
        self.settings = VBox(layout=Layout(overflow="visible"))
        self.verdict.add_class("st-verdict")
        self.settings.add_class("st-settings")
        self.shared = SharedNote(desk)
        self._say_labels()
        for part in (self._head, self.settings, self.buttons, self.more, self.contents):
            part.add_class(ON_SCREEN)

    def refresh(self) -> None:
        """Show settings and buttons as they are now, then what was found."""
        self._show_settings()
        super().refresh()
        self._show_buttons()

    def draw(self, answer: Answer | None) -> None:
        """Show the document."""
        _ = self.words
        head = self._head
        if answer is None:
            self.fill([head, self.settings, self.buttons, self.status, self.progress])
            return
        self._show_found(answer)
        self.fill(
            [
                head, self.settings, self.buttons, self.status, self.progress, self.contents, self.verdict,
                self.summary, self.asked, self.behind, self.pictures_head, self.four, self.groups_head, self.groups,
                self.more, self.all, self.made,
            ]
        )  # fmt: skip

    def _show_found(self, answer: Answer) -> None:
        """Everything is worked out before anything is shown, so that all of the page has the same replications."""
        document = drawn(answer, self.words)
        found = {
            self.summary: _framed(document.summary, "st-table"),
            self.asked: _framed(document.asked, "st-changed"),
            self.behind: _framed(document.behind),
            self.groups: _framed(document.groups),
            self.all: _framed(all_html(answer, self.words)) if self._has_all else "",
            self.made: _framed(document.made),
        }
        self.verdict.say(document.verdict)
        for part, html in found.items():
            part.value = html
        self.four.show(document.pictures)

    # ---- what the planner does

    def _press(self, key: str) -> None:
        if key == "run":
            self.answering.start()
        elif key == "more":
            self._is_open = not self._is_open
            self.refresh()

    def _choose(self, value: str) -> None:
        kind, number = value[:1], value[1:]
        self.desk.act(lambda study: _with(study, number, kind), "settings/replications")

    def _type_seed(self, text: str) -> None:
        value, _fault = _seed(text, self.words)
        if value is None or self.desk.fields.get(self.tab):
            self.desk.type_into(self.tab, {SEED: text} if value is None else {})
        if value is not None:
            self.desk.act(lambda study: replace(study, settings=replace(study.settings, seed=value)), "settings/seed")
        self._show_settings()
        self._show_buttons()

    def _turn_all(self) -> None:
        self._has_all = not self._has_all
        self.draw(self.answering.answer)
        self.refresh()

    # ---- what is shown

    def _say_labels(self) -> None:
        _ = self.words
        self._head = self.heading(
            _("Bandingkan rencana"),
            _(
                "Semua rencana menghadapi pemohon, hari dan gangguan yang sama, kecuali yang memang diubah rencananya. "
                "Jadi bedanya tidak datang dari hari yang kebetulan ramai. Sisa kebetulan tampak pada selangnya."
            ),
        )
        self.ways.label = _("Seberapa teliti")
        self.seed.label = _("Benih acak (seed)")
        self.seed.unit = _("Bilangan awal undian. Bilangan yang sama memberi angka yang sama.")
        note = _(
            "Selang pada batang hanya untuk rata-rata kantor itu. Jangan menilai beda dua rencana dari selang yang "
            "bertumpuk: lihat tabel di atas, yang membandingkan ulangan demi ulangan."
        )
        pictures, groups = _("Gambar"), _("Menurut kanal, izin dan kelompok")
        self.pictures_head.value = f'<div class="prose" id="st-drawn"><h3>{pictures}</h3><p>{note}</p></div>'
        self.groups_head.value = f'<div class="prose" id="st-groups"><h3>{groups}</h3></div>'
        parts = (
            ("st-table", _("Tabel utama")),
            ("st-changed", _("Apa yang diubah setiap rencana")),
            ("st-drawn", pictures),
            ("st-groups", groups),
        )
        links = "".join(f'<li><a href="#{name}">{escape(title)}</a></li>' for name, title in parts)
        label = escape(_("Isi halaman ini"))
        self.contents.value = _framed(f'<nav aria-label="{label}"><strong>{label}</strong><ul>{links}</ul></nav>')

    def _show_settings(self) -> None:
        settings = self.desk.study.settings
        options = _options(settings, self.words)
        value = _value(settings)
        if ([list(option) for option in options], value) != (self.ways.options, self.ways.value):
            self.ways.show(options, value)
        text, fault = self._seed_text(settings)
        self.seed.show(text, f"{self.desk.key}/seed")
        self.seed.fault = fault
        self._is_open |= bool(fault)
        self.shared.refresh()
        shared = (self.shared,) if self.shared.children else ()
        parts: tuple[Widget, ...] = (*shared, self.ways, self.seed) if self._is_open else (*shared, self.ways)
        if parts != self.settings.children:
            self.settings.children = parts

    def _seed_text(self, settings: Settings) -> tuple[str, str]:
        """What stands in the field and what is wrong with it; a wrong text stays as it was typed, over a reload too."""
        text = self.desk.fields.get(self.tab, {}).get(SEED)
        fault = "" if text is None else _seed(text, self.words)[1]
        return (text, fault) if text is not None and fault else (str(settings.seed), "")

    @property
    def _more_label(self) -> str:
        _ = self.words
        return _("Sembunyikan pengaturan lanjutan") if self._is_open else _("Pengaturan lanjutan")

    def _show_buttons(self) -> None:
        _ = self.words
        is_busy = self.answering.state == "busy"
        has_answer = self.answering.answer is not None
        items = [
            {"key": "run", "label": _("Hitung dan bandingkan"), "quiet": False,
             "disabled": is_busy or bool(self.seed.fault or ask(self.desk).problem)},
            {"key": "more", "label": self._more_label, "quiet": True, "disabled": False},
            {"key": "print", "label": _("Cetak"), "quiet": True, "disabled": not has_answer},
        ]  # fmt: skip
        if items != self.buttons.items:
            self.buttons.show(items)
        label = _("Sembunyikan semua selisih") if self._has_all else _("Tampilkan semua selisih")
        self.more.show([{"key": "all", "label": label, "quiet": True, "disabled": False}])


def _seed(text: str, words: Words) -> tuple[int | None, str]:
    """The number that was typed, or what is wrong with it."""
    try:
        return int(read_entry(Entry(SEED, "", "", 0, MOST_SEED, whole=True), text, words)), ""
    except EntryError as error:
        return None, str(error)


def _with(study: Study, number: str, kind: str) -> Study:
    """The study with as many replications, or as precise."""
    if kind == "p":
        return replace(study, settings=replace(study.settings, precision=float(number)))
    return replace(study, settings=replace(study.settings, precision=None, replications=int(number)))


def _value(settings: Settings) -> str:
    return f"n{settings.replications}" if settings.precision is None else f"p{settings.precision}"


def _options(settings: Settings, words: Words) -> list[tuple[str, str]]:
    """The usual ways, and that of the study if it is another."""
    _ = words
    named = dict(zip(REPLICATIONS, (_("Cepat"), _("Biasa"), _("Teliti")), strict=True))
    text, plain = _("{name} ({n} ulangan)"), _("{n} ulangan")
    options = [(f"n{n}", text.format(name=name, n=n)) for n, name in named.items()]
    precise = _("Sampai selang selisihnya ± {share} dari waktu tunggu")
    options += [(f"p{share}", precise.format(share=words.percent(share))) for share in PRECISIONS]
    own = _value(settings)
    if own not in dict(options):
        said = plain.format(n=settings.replications)
        if settings.precision is not None:
            said = precise.format(share=words.percent(settings.precision, 1))
        options.append((own, said))
    return options


def _html() -> HTML:
    return HTML(layout=Layout(margin="0", overflow="visible"))


def _framed(html: str, name: str = "") -> str:
    """With the look of the other parts of the page; links lead to its name."""
    at = f' id="{name}"' if name else ""
    return f'<div class="sp-part st-answer"{at}>{html}</div>'
