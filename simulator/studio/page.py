"""The studio's page: tabs over the panels, all at one desk."""

import logging
from collections.abc import Callable, Iterator
from html import escape
from importlib import import_module
from typing import Any

from ipywidgets import Box, Layout, VBox, Widget

from simulator.scenario import ScenarioError
from simulator.studio.desk import TABS, Desk
from simulator.studio.offices import base_office
from simulator.studio.panels.panel import StudioPanel
from simulator.studio.parts import Tabs
from simulator.studio.shelf import Shelf
from simulator.studio.study import Base
from simulator.studio.tour import Guide, open_example
from simulator.studio.welcome import Welcome
from simulator.studio.whose import shelf_of_environment
from simulator.teaching.words import Words
from simulator.widgets import Message

__all__ = ["Studio", "studio"]

PANELS = {
    "office": "choose:Choose",
    "change": "change:Change",
    "compare": "compare:Compare",
    "why": "why:Why",
    "explore": "explore:Explore",
    "keep": "keep:Keep",
}
"""Tab -> module of :mod:`simulator.studio.panels` and its panel."""

WITHOUT_OFFICE = ("office", "keep")
"""Tabs that are open before an office was chosen."""

log = logging.getLogger(__name__)


class Studio(VBox):  # type: ignore[misc]
    """The whole page of one planner.

    Attributes
    ----------
    desk : Desk
        The study in hand.
    panels : dict of str to StudioPanel
        Those that were opened so far.
    """

    children: tuple[Widget, ...]

    def __init__(self, lang: str, shelf: Shelf) -> None:
        super().__init__(layout=Layout(overflow="visible"))
        self.add_class("studio")
        self.desk = Desk(Words(lang), shelf)
        self._is_readable = True
        self._is_first = True
        self._shown = ""
        self.panels: dict[str, StudioPanel] = {}
        self.tabs = Tabs(lang=lang, label=self._titles()["label"], on_choose=lambda tab: self.desk.look_at(tab=tab))
        self.tabs.add_class("studio-tabs")
        self.where, self.trouble, self.broken = (Message(lang=lang, tone=tone) for tone in ("bare", "error", "error"))
        self.elsewhere = Message(lang=lang)
        self.guide = Guide(self.desk)
        self.welcome = Welcome(self.desk, self.guide)
        self.tabs.layout.flex, self.welcome.help.layout.flex = "1 1 20rem", "0 0 auto"
        self.tabs.layout.width = self.welcome.help.layout.width = "auto"
        self.top = Box(
            (self.tabs, self.welcome.help),
            layout=Layout(flex_flow="row wrap", align_items="flex-start", overflow="visible"),
        )
        self.top.add_class("studio-top")
        self.desk.watch(self.refresh)
        self.desk.when_broken = self._sorry
        self.refresh()

    def refresh(self) -> None:
        """Show the tab in hand, and bring it up to date."""
        self._check_office()
        titles, has_office = self._titles(), self.desk.study.base is not None
        is_open = {tab: has_office or tab in WITHOUT_OFFICE for tab in TABS}
        items = [{"key": tab, "label": titles[tab], "disabled": not is_open[tab]} for tab in TABS]
        self.tabs.show(items, self.desk.tab)
        self._say()
        self.welcome.refresh()
        panel = self._safely(lambda: self._panel(self.desk.tab))
        if panel and self._shown not in ("", self.desk.tab):
            panel.arrive()
        self._shown = self.desk.tab
        above = (self.top, self.welcome, self.where, self.trouble, self.elsewhere, self.broken)
        shown = (*above, *([panel] if panel else []), self.guide.part)
        if shown != self.children:
            self.children = shown
        if panel:
            self._safely(panel.refresh)
        self._is_first = False

    def beforehand(self) -> Iterator[None]:
        """Open every tab with the example, a tab at each step, so that what they import is there for all pages."""
        open_example(self.desk)
        for tab in TABS:
            self.desk.look_at(tab=tab)
            yield

    def _check_office(self) -> None:
        """Go back to the first tab if the office of this study cannot be read any more."""
        try:
            if self.desk.study.base is not None:
                base_office(self.desk.study.base)
        except Exception as error:
            is_foreseen = isinstance(error, ScenarioError)
            log.error("the office of a study cannot be read: %s", error, exc_info=not is_foreseen)
            self._is_readable = False
            self.desk.tab = "office"
        else:
            self._is_readable = True

    def _say(self) -> None:
        """Say which study this is, and what hinders it."""
        _, study, trouble = self.desk.words, self.desk.study, self.desk.trouble
        said = [escape(trouble.told(self.desk.words))] if trouble else []
        if not self._is_readable:
            said.append(
                _("Kantor dari studi ini tidak bisa dibaca lagi. Pilih kantor lain; rencana lama tetap tersimpan.")
            )
        _say(self.trouble, " ".join(said), "error")
        _say(self.elsewhere, _elsewhere(self.desk), "plain")
        name = "" if study.base is None else study.name or _("Studi tanpa nama")
        office = _office_title(study.base, self.desk.words.lang) if study.base and self._is_readable else ""
        where = " · ".join(escape(part) for part in (name, office) if part)
        _say(
            self.where,
            _("Melanjutkan: {study}").format(study=where) if where and self._is_first else where,
            "bare",
        )

    def _safely(self, work: Callable[[], Any]) -> Any:
        """Do something for the panel; a fault of ours costs that panel, never the page or the study."""
        try:
            done = work()
        except Exception:
            log.exception("a panel of the studio failed: %s", self.desk.tab)
            self._sorry()
            return None
        _say(self.broken, "", "error")
        return done

    def _sorry(self) -> None:
        """Say that something could not be shown."""
        _ = self.desk.words
        sentence = _(
            "Maaf, langkah ini tidak bisa ditampilkan. Isian Anda tetap tersimpan. Coba langkah lain, atau muat "
            "ulang halaman."
        )
        _say(self.broken, sentence, "error")

    def _panel(self, tab: str) -> StudioPanel:
        if tab not in self.panels:
            module, _, name = PANELS[tab].partition(":")
            panel = getattr(import_module(f"simulator.studio.panels.{module}"), name)(self.desk)
            panel.add_class(f"studio-panel-{tab}")
            self.panels[tab] = panel
        return self.panels[tab]

    def _titles(self) -> dict[str, str]:
        _ = self.desk.words
        return {
            "label": _("Langkah studi"),
            "office": _("Kantor"),
            "change": _("Ubah"),
            "compare": _("Bandingkan"),
            "why": _("Mengapa"),
            "explore": _("Jelajahi"),
            "keep": _("Simpan"),
        }


def _say(message: Message, html: str, tone: str) -> None:
    """Change a sentence, but not to itself: it would be read out again."""
    if message.html != html:
        message.say(html, tone)


def _elsewhere(desk: Desk) -> str:
    """What another window has made of the study in hand; empty if nothing."""
    _ = desk.words
    if desk.is_apart:
        return _(
            "Simpanan studi ini diubah di tempat lain dan tidak dapat dibaca di sini. Simpanan itu tidak ditimpa; yang "
            "tampil di sini disimpan sebagai studi sendiri."
        )
    overtaken = _("Studi ini juga diubah di jendela lain. Yang tampil di sini sudah memuat perubahan itu.")
    return overtaken if desk.is_overtaken else ""


def _office_title(base: Base, lang: str) -> str:
    return str(getattr(base_office(base).spec.title, lang))


def studio(lang: str = "id", shelf: Shelf | None = None) -> Studio:
    """The planner's studio.

    Parameters
    ----------
    lang : {"id", "en"}
        Language.
    shelf : Shelf, optional
        Where studies are kept; what the environment says if not given.
    """
    return Studio(lang, shelf or shelf_of_environment())
