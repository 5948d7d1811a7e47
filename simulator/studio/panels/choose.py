"""Choosing an office: from the library, from the shelf, or a file of one's own; and what is assumed of it."""

from html import escape

from ipywidgets import HTML, Layout

from simulator.scenario import Scenario, ScenarioError
from simulator.studio.assumed import about, assumptions
from simulator.studio.desk import Desk
from simulator.studio.example import example_study
from simulator.studio.form import items_html
from simulator.studio.library import library_cards
from simulator.studio.offices import base_office
from simulator.studio.panels.answer import say
from simulator.studio.panels.panel import StudioPanel, prose
from simulator.studio.panels.shelf_list import ShelfList
from simulator.studio.parts import Buttons, Cards, Heading, Upload
from simulator.studio.study import NOW, Base, Study
from simulator.studio.uploads import UploadError, read_upload

__all__ = ["Choose"]

ENDINGS = ".xlsx,.yaml,.yml"

MOST_REMARKS = 20
"""Of a form that are told one by one."""


class Choose(StudioPanel):
    """Tab Kantor: a list to choose from, or the page of the office that is chosen or looked at.

    Attributes
    ----------
    studies : ShelfList
        The planner's own studies.
    offices, others : Cards
        Offices to plan for; examples made for one question.
    upload : Upload
        A file of one's own.
    faults : Message
        What is wrong with it.
    remarks : Message
        What of a filled-in form was not used or looks odd, on the page of its office.
    title : Heading
        Of the list, or of the page of an office.
    buttons : Buttons
        On the page of an office: begin, go on, choose another.
    """

    def __init__(self, desk: Desk) -> None:
        super().__init__(desk)
        _, lang = self.words, self.words.lang
        self._candidate: Base | None = None
        self._is_listing = False
        self.studies = ShelfList(desk, on_open=self._leave_list)
        self.start = Buttons(lang=lang, on_press=self._start)
        self.offices = Cards(lang=lang, label=_("Contoh kantor"), button=_("Lihat kantor ini"), on_choose=self._look)
        self.others = Cards(lang=lang, label=_("Contoh lain"), button=_("Lihat contoh ini"), on_choose=self._look)
        self.more = Buttons(lang=lang, on_press=lambda _key: self._turn_others())
        self._has_others = False
        self.upload = Upload(lang=lang, label=_("Berkas Anda"), hint=self._hint, accept=ENDINGS, on_file=self._take)
        self.faults, self.remarks = self.message(), self.message()
        self._remarked: tuple[Base | None, list[str]] = (None, [])
        for cards in (self.offices, self.others):
            cards.add_class("studio-titled")
        self.landing = self.title = Heading(lang=lang)
        self.about = HTML("", layout=Layout(margin="0"))
        self.buttons, self.again = (Buttons(lang=lang, on_press=self._press) for _each in range(2))
        self._heads = self._headings()

    def refresh(self, *, arrives: bool = False) -> None:
        """Show the office that is looked at, else the one of the study, else the list.

        Parameters
        ----------
        arrives : bool, optional
            Whether the reader has asked for something else than was shown, and is to be brought to its heading.
        """
        base = self._candidate or (None if self._is_listing else self.desk.study.base)
        office = _office(base)
        if base is None or office is None:
            self._show_list(arrives)
        else:
            self._show_office(base, office, arrives)

    # ---- the list

    def _show_list(self, arrives: bool) -> None:
        _ = self.words
        task = _("Studi dimulai dari sebuah kantor: contoh yang paling mirip, atau berkas kantor Anda sendiri.")
        self.title.show(_("Pilih kantor"), task, arrives=arrives)
        self.studies.refresh()
        self._show_start()
        cards = library_cards(self.words)
        self.offices.show([card.shown() for card in cards if card.is_whole])
        self._show_others()
        offices, own = self._heads
        others = (self.others,) if self._has_others else ()
        self.fill(
            (
                self.title,
                self.start,
                self.studies,
                offices,
                self.offices,
                self.more,
                *others,
                own,
                self.upload,
                self.faults,
            )
        )

    def _show_start(self) -> None:
        _ = self.words
        items = [{"key": "example", "label": _("Buka studi contoh"), "quiet": True}]
        if self.desk.study.base is not None:
            items = [
                {"key": "back", "label": _("Kembali ke studi yang terbuka"), "quiet": False},
                {"key": "new", "label": _("Studi baru"), "quiet": True},
                *items,
            ]
        self.start.show(items)

    def _show_others(self) -> None:
        _ = self.words
        cards = [card.shown() for card in library_cards(self.words) if not card.is_whole]
        self.others.show(cards)
        label = _("Sembunyikan contoh lain") if self._has_others else _("Contoh lain ({n})").format(n=len(cards))
        self.more.show([{"key": "others", "label": label, "quiet": True}] if cards else [])

    def _turn_others(self) -> None:
        self._has_others = not self._has_others
        self.refresh()

    def _start(self, key: str) -> None:
        if key == "example":
            self._leave_list()
            self.desk.take_up(example_study(self.words))
        elif key == "new":
            self._is_listing = True
            self.desk.begin_anew()
            self.refresh(arrives=True)
        else:
            self._leave_list()
            self.refresh(arrives=True)

    def _look(self, name: str) -> None:
        self._candidate = Base(library=name)
        self.refresh(arrives=True)

    def _leave_list(self) -> None:
        self._candidate, self._is_listing = None, False

    # ---- a file of one's own

    def _take(self, name: str, content: bytes) -> None:
        """Show the office of a file, or take up the study in it."""
        _ = self.words
        self.faults.say("")
        remarks: list[str] = []
        try:
            found = read_upload(name, content, self.words, remarks.append)
        except UploadError as error:
            self.upload.say(_("Berkas ini belum dapat dipakai."), "error")
            self.faults.say(error.html, "error")
            return
        self.upload.say(_("Berkas terbaca."), "right")
        if isinstance(found, Study):
            self._leave_list()
            self.desk.take_up(found)
        else:
            self._candidate, self._remarked = found, (found, remarks)
            self.refresh(arrives=True)

    # ---- the page of an office

    def _show_office(self, base: Base, office: Scenario, arrives: bool) -> None:
        _ = self.words
        is_in_hand = base == self.desk.study.base
        task = (
            _("Kantor dari studi yang sedang dibuka.")
            if is_in_hand
            else _("Baca dulu apa yang asumsi. Semua angka dapat diganti dengan hitungan kantor sendiri.")
        )
        self.title.show(getattr(office.spec.title, self.words.lang), task, arrives=arrives)
        head = escape(_("Yang diasumsikan"))
        own = self._counted() if is_in_hand else None
        text = f"{about(office, self.words, own)}<h3>{head}</h3>{assumptions(own or office, self.words)}"
        self.about.value = f'<div class="prose studio-about">{text}</div>'
        for buttons in (self.buttons, self.again):
            buttons.show(self._office_buttons(is_in_hand))
        self._show_remarks(base)
        self.fill((self.title, self.buttons, self.remarks, self.about, self.again))

    def _counted(self) -> Scenario | None:
        """The office with the planner's own counts; None if there are none, or they are not right yet."""
        now = self.desk.build(NOW)
        return now.scenario if now.values or now.confirmed else None

    def _show_remarks(self, base: Base) -> None:
        _ = self.words
        of, remarks = self._remarked
        told = remarks[:MOST_REMARKS] if of == base else []
        if len(remarks) > len(told) > 0:
            told.append(_("… dan {more} lagi.").format(more=len(remarks) - MOST_REMARKS))
        title = _("Formulir terbaca. Ada yang tidak dipakai atau perlu diperiksa:")
        say(self.remarks, items_html(title, told) if told else "")

    def _office_buttons(self, is_in_hand: bool) -> list[dict[str, object]]:
        _ = self.words
        first = ("on", _("Lanjut: ubah kantor ini")) if is_in_hand else ("begin", _("Mulai studi dengan kantor ini"))
        items = [(*first, False), ("list", _("Pilih kantor atau studi lain"), True)]
        return [{"key": key, "label": label, "quiet": quiet} for key, label, quiet in items]

    def _press(self, key: str) -> None:
        if key == "begin" and self._candidate is not None:
            base = self._candidate
            self._leave_list()
            self.desk.choose(base)
        elif key == "on":
            self._leave_list()
            self.desk.look_at(tab="change")
        else:
            self._candidate, self._is_listing = None, True
            self.refresh(arrives=True)

    # ---- words

    def _headings(self) -> tuple[HTML, HTML]:
        _ = self.words
        text = _("Pilih yang paling mirip kantor Anda; isinya dapat diganti satu per satu.")
        own = _("Punya berkas sendiri?")
        offices = prose(f"<h3>{escape(self.offices.label)}</h3><p>{escape(text)}</p>")
        return offices, prose(f"<h3>{escape(own)}</h3>")

    @property
    def _hint(self) -> str:
        _ = self.words
        return _(
            "Formulir pengumpulan data yang sudah diisi (XLSX), skenario (YAML), atau studi yang pernah diunduh (YAML)."
        )


def _office(base: Base | None) -> Scenario | None:
    """The office; None if there is none, or its study names one that cannot be read any more, which the page says."""
    if base is None:
        return None
    try:
        return base_office(base)
    except ScenarioError:
        return None
