"""The planner's desk: the study in hand, and what all panels of the page share."""

import logging
from collections.abc import Callable, Mapping
from dataclasses import replace
from typing import Any
from uuid import uuid4

from simulator.studio.background import Background
from simulator.studio.fields import fields_data, read_fields
from simulator.studio.history import History
from simulator.studio.offices import Built, build
from simulator.studio.retold import retold
from simulator.studio.runs import Runs
from simulator.studio.shelf import Shelf, ShelfError
from simulator.studio.study import NOW, Base, Study, StudyError, study_data
from simulator.studio.understood import understood
from simulator.teaching.words import Words

__all__ = ["TABS", "Desk"]

TABS = ("office", "change", "compare", "why", "explore", "keep")
"""Panels of the page, in their order."""

log = logging.getLogger(__name__)


class Desk:
    """Everything that a planner does goes through here: it is kept at once, and whoever watches is told.

    Parameters
    ----------
    words : Words
        Language of the page.
    shelf : Shelf
        Where studies are kept; the study that was changed last is taken up again.

    Attributes
    ----------
    runs : Runs
        What was simulated.
    preview, work : Background
        The first answer beside the form; whatever the planner started with a button.
    plan : str
        Key of the plan that is being changed.
    tab : str
        One of :data:`TABS`.
    key : str
        Names the study in hand, also what was computed for it: on the shelf, or on this page alone as long as the shelf
        refuses it. Empty before anything was done.
    trouble : ShelfError or None
        Why the last step could not be kept, or a study could not be opened.
    is_overtaken : bool
        Whether another window had changed this study before the last step here; what is shown has those changes.
    is_apart : bool
        Whether the shelf had something else under this study's key that could not be read, so that the study in hand
        was kept as one of its own.
    when_broken : callable
        Called when what work has found could not be shown; the error is in the log.
    fields : dict
        Of this study, what was typed into fields that are no part of it: place -> field -> text; see :meth:`type_into`.
    shared : dict
        What several panels have in common, by its class; made by whoever needs it first.
    """

    def __init__(self, words: Words, shelf: Shelf) -> None:
        self.words, self.shelf = words, shelf
        self.runs = Runs()
        self.when_broken: Callable[[], None] = _nothing
        self.preview, self.work = Background(self._broke), Background(self._broke)
        self.trouble: ShelfError | None = None
        self.shared: dict[type, Any] = {}
        self.fields: dict[str, dict[str, str]] = {}
        self._watchers: list[Callable[[], None]] = []
        self._begin(Study(), "")
        self._resume()

    @property
    def study(self) -> Study:
        """The study as it is now."""
        return self._history.study

    @property
    def can_undo(self) -> bool:
        """Whether a step can be taken back."""
        return self._history.can_undo

    @property
    def can_redo(self) -> bool:
        """Whether a step that was taken back can be taken again."""
        return self._history.can_redo

    def watch(self, watcher: Callable[[], None]) -> None:
        """Have something called whenever the study, the plan in hand or the tab has changed."""
        self._watchers.append(watcher)

    # ---- what the planner does

    def act(self, change: Callable[[Study], Study], what: str = "") -> None:
        """Take a step; letters typed one after the other into the same place (`what`) are taken back together.

        A step that makes no sense, as from another tab of the same browser, changes nothing. One that is taken in an
        old window changes the study as it is by now.
        """
        self._catch_up()
        try:
            self._history.do(change(self.study), what)
        except StudyError as error:
            log.info("refused: %s", error)
            if not self.is_overtaken:
                return
        self._settle()

    def choose(self, base: Base) -> None:
        """Begin with an office, with one plan to be changed; a study that was worked on stays on the shelf."""
        _ = self.words
        self._catch_up()
        is_new = self.study.base is not None and bool(self.study.plans or self.study.now.entries)
        study = Study() if is_new else self.study.based_on(base)
        study = study.based_on(base).with_plan(_("Rencana A"))
        self._begin(study, "" if is_new else self.key)
        self.plan = study.plans[0].key
        self.tab = "change"
        self._settle()

    def take_up(self, study: Study, key: str = "") -> None:
        """Begin with a whole study: from the shelf, from a file, the example."""
        self._begin(study, key)
        self._settle()

    def open(self, key: str) -> bool:
        """Take up a study of the shelf; False if there is none of this key."""
        is_found = self._open(key)
        self._tell()
        return is_found

    def begin_anew(self) -> None:
        """Begin a study without an office; the one in hand stays on the shelf."""
        self._begin(Study(), "")
        self._tell()

    def duplicate(self, name: str) -> None:
        """Go on with a copy, with what was typed beside it; the study that was in hand stays on the shelf."""
        self._catch_up()
        view, fields = {"tab": self.tab, "plan": self.plan}, self.fields
        self._begin(replace(self.study, name=name), "")
        self._look(view)
        self.fields = fields
        self._settle()

    def undo(self) -> None:
        """Take the last step back; what another window has changed since is shown first, and only then taken back."""
        before = self.study
        self._catch_up()
        if self.study == before:
            self._history.undo()
        self._settle()

    def redo(self) -> None:
        """Take it again; what another window has changed since has ended what could be taken again."""
        self._catch_up()
        self._history.redo()
        self._settle()

    def catch_up(self) -> None:
        """Take up what another window has made of this study, before it is handed over; told if there is anything."""
        key = self.key
        self._catch_up()
        if self.is_overtaken or self.key != key:
            self._tell()

    def type_into(self, place: str, texts: Mapping[str, str]) -> None:
        """Keep what stands in the fields of a place, right or wrong, so that a reload loses none of it.

        Parameters
        ----------
        place : str
            Whose fields they are, as ``explore/steps``.
        texts : mapping of str to str
            Field -> text as typed.
        """
        self.catch_up()
        self.fields[place] = dict(texts)
        self.keep()

    def look_at(self, *, tab: str = "", plan: str = "") -> None:
        """Show another tab, or change another plan; the study itself is not touched."""
        self._catch_up()
        self._look({"tab": tab or self.tab, "plan": plan or self.plan})
        self._settle()

    # ---- what follows from it

    def build(self, plan: str) -> Built:
        """The present state or a plan as an office, or what is wrong with it."""
        return build(self.study, plan, self.words)

    def offices(self) -> tuple[list[str], list[Built]]:
        """Keys and offices of the present state and of every plan, those with faults too."""
        keys = self._keys()
        return keys, [self.build(key) for key in keys]

    def plan_name(self, key: str) -> str:
        """What a plan is called for the planner."""
        _ = self.words
        return _("Sekarang") if key == NOW else self.study.plan(key).name or _("Tanpa nama")

    # ---- keeping

    def _begin(self, study: Study, key: str) -> None:
        study = retold(study, self.words)
        self._history = History(study)
        self._kept: dict[str, Any] = {}
        self._is_unread = False
        self.fields = {}
        self.key, self.is_overtaken, self.is_apart = key, False, False
        self.tab = "change" if study.base else "office"
        self.plan = study.plans[0].key if study.plans else NOW

    def _resume(self) -> None:
        try:
            kept = self.shelf.list()
        except ShelfError as error:
            self.trouble = error
            return
        if kept:
            self._open(kept[0].key)

    def _open(self, key: str) -> bool:
        """Take up a study of the shelf as it was looked at; whether it could be read."""
        data = self._read(key)
        found = understood(data, self.words)
        if found is None:
            if data is not None:
                _ = self.words
                self.trouble = ShelfError(_("Studi ini tidak dapat dibaca, jadi tidak dibuka. Studi lain tetap ada."))
            return False
        self._begin(found[0], key)
        self._look(found[1])
        self._kept = data or {}
        return True

    def _read(self, key: str) -> dict[str, Any] | None:
        try:
            return self.shelf.read(key)
        except ShelfError as error:
            self.trouble = error
        return None

    def _catch_up(self) -> None:
        """Take up what another window has made of this study since, as a step that can be taken back."""
        self.is_overtaken = False
        try:
            data = self.shelf.read(self.key) if self.key else None
        except ShelfError as error:
            self.trouble, self._is_unread = error, True
            return
        self._is_unread = False
        if data is None or data == self._kept:
            return
        found = understood(data, self.words)
        if found is None:
            self._part()
            return
        fields = read_fields(found[1].get("fields"), self.words)
        self.is_overtaken = (found[0], fields) != (self.study, self.fields)
        self._history.do(found[0])
        self.fields, self._kept = fields, data

    def _part(self) -> None:
        """Keep the study in hand under a key of its own, beside what cannot be read."""
        self.key, self._kept, self.is_apart = "", {}, True
        self.keep()

    def _look(self, view: dict[str, Any]) -> None:
        if view.get("tab") in TABS:
            self.tab = view["tab"]
        if view.get("plan") in self._keys():
            self.plan = view["plan"]
        if "fields" in view:
            self.fields = read_fields(view["fields"], self.words)

    def _keys(self) -> list[str]:
        return [NOW, *(plan.key for plan in self.study.plans)]

    def _settle(self) -> None:
        """Keep the study, then tell whoever watches."""
        if self.plan not in self._keys():
            self.plan = self.study.plans[-1].key if self.study.plans else NOW
        self.keep()
        self._tell()

    def keep(self) -> None:
        """Keep what is new of the study; what hinders that is in `trouble`, and the next step tries again.

        Where the shelf could not be read, another window may have changed the study: it is not written over.
        """
        if self.study.base is None or self._is_unread:
            return
        data = {"study": study_data(self.study), "view": self._view()}
        if data == self._kept and self.trouble is None:
            return
        try:
            self.key = self.shelf.save(self.key, self.study.name, data)
            self._kept, self.trouble = data, None
        except ShelfError as error:
            self.key, self.trouble = self.key or uuid4().hex, error

    def _view(self) -> dict[str, Any]:
        """What is kept beside the study."""
        return {"tab": self.tab, "plan": self.plan, "fields": fields_data(self.fields, self.words)}

    def _tell(self) -> None:
        for watcher in tuple(self._watchers):
            watcher()

    def _broke(self, _error: Exception) -> None:
        self.when_broken()


def _nothing() -> None:
    """Nobody has to be told."""
