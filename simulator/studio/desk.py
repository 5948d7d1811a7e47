"""The planner's desk: the study in hand, and what all panels of the page share."""

import logging
from collections.abc import Callable
from contextlib import suppress
from typing import Any

from simulator.studio.background import Background
from simulator.studio.history import History
from simulator.studio.offices import Built, build
from simulator.studio.retold import retold
from simulator.studio.runs import Runs
from simulator.studio.shelf import Shelf, ShelfError
from simulator.studio.study import NOW, Base, Study, StudyError, read_study, study_data
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
        Of the study on the shelf; empty before anything was done.
    trouble : ShelfError or None
        Why the last step could not be kept.
    """

    def __init__(self, words: Words, shelf: Shelf) -> None:
        self.words, self.shelf = words, shelf
        self.runs = Runs()
        self.preview, self.work = Background(), Background()
        self.trouble: ShelfError | None = None
        self._watchers: list[Callable[[], None]] = []
        self._built: dict[tuple[Any, ...], Built] = {}
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

        A step that makes no sense, as from another tab of the same browser, changes nothing.
        """
        try:
            changed = change(self.study)
        except StudyError as error:
            log.info("refused: %s", error)
            return
        self._history.do(changed, what)
        self._settle()

    def choose(self, base: Base) -> None:
        """Begin with an office, with one plan to be changed; a study that was worked on stays on the shelf."""
        _ = self.words
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
        found = self._read(key)
        if found is None:
            return False
        study, view = found
        self._begin(study, key)
        self._look(view)
        self._tell()
        return True

    def begin_anew(self) -> None:
        """Begin a study without an office; the one in hand stays on the shelf."""
        self._begin(Study(), "")
        self._tell()

    def undo(self) -> None:
        """Take the last step back."""
        self._history.undo()
        self._settle()

    def redo(self) -> None:
        """Take it again."""
        self._history.redo()
        self._settle()

    def look_at(self, *, tab: str = "", plan: str = "") -> None:
        """Show another tab, or change another plan."""
        self._look({"tab": tab or self.tab, "plan": plan or self.plan})
        self._settle()

    # ---- what follows from it

    def build(self, plan: str) -> Built:
        """The present state or a plan as an office, or what is wrong with it."""
        study = self.study
        now, one = study.now, study.plan(plan)
        key = (study.base, tuple(now.entries.items()), plan, one.name, tuple(one.entries.items()))
        if key not in self._built:
            if len(self._built) > 4 * len(TABS):
                self._built.clear()
            self._built[key] = build(study, plan, self.words)
        return self._built[key]

    def offices(self) -> tuple[list[str], list[Built]]:
        """Keys and offices of the present state and of every plan, those with faults too."""
        keys = [NOW, *(plan.key for plan in self.study.plans)]
        return keys, [self.build(key) for key in keys]

    def plan_name(self, key: str) -> str:
        """What a plan is called for the planner."""
        _ = self.words
        return _("Sekarang") if key == NOW else self.study.plan(key).name or _("Tanpa nama")

    # ---- keeping

    def _begin(self, study: Study, key: str) -> None:
        study = retold(study, self.words)
        self._history = History(study)
        self.key = key
        self.tab = "change" if study.base else "office"
        self.plan = study.plans[0].key if study.plans else NOW

    def _resume(self) -> None:
        try:
            kept = self.shelf.list()
        except ShelfError as error:
            self.trouble = error
            return
        if kept:
            found = self._read(kept[0].key)
            if found is not None:
                self._begin(found[0], kept[0].key)
                self._look(found[1])

    def _read(self, key: str) -> tuple[Study, dict[str, Any]] | None:
        try:
            data = self.shelf.read(key)
            return None if data is None else (read_study(data["study"]), data.get("view", {}))
        except ShelfError as error:
            self.trouble = error
        except (StudyError, KeyError, TypeError) as error:
            log.error("a study on the shelf cannot be read: %s", error)
        return None

    def _look(self, view: dict[str, Any]) -> None:
        if view.get("tab") in TABS:
            self.tab = view["tab"]
        with suppress(StudyError):
            self.plan = self.study.plan(str(view.get("plan"))).key

    def _settle(self) -> None:
        """Keep the study, then tell whoever watches."""
        if self.plan not in {NOW, *(plan.key for plan in self.study.plans)}:
            self.plan = self.study.plans[-1].key if self.study.plans else NOW
        self.keep()
        self._tell()

    def keep(self) -> None:
        """Keep the study as it is; what hinders that is in `trouble`, and the next step tries again."""
        if self.study.base is None:
            return
        data = {"study": study_data(self.study), "view": {"tab": self.tab, "plan": self.plan}}
        try:
            self.key = self.shelf.save(self.key, self.study.name, data)
            self.trouble = None
        except ShelfError as error:
            self.trouble = error

    def _tell(self) -> None:
        for watcher in tuple(self._watchers):
            watcher()
