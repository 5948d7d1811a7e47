"""The present state and the plans in a row, with what can be done to them."""

from collections.abc import Callable, Mapping, Sequence
from typing import Any

import traitlets

from simulator.studio.parts.part import StudioPart, key_in, text_in
from simulator.studio.parts.texts import plan_texts

__all__ = ["ACTS", "LONGEST_NAME", "PlanBar"]

ACTS = ("add", "duplicate", "rename", "remove", "clear", "undo", "redo")
LONGEST_NAME = 60


class PlanBar(StudioPart):
    """Which plan is changed, and what can be done to it.

    Attributes
    ----------
    plans : list of dict
        ``key``, ``name`` and ``note`` of each; the first is the present state.
    value : str
        Key of the one in hand.
    can : list of str
        Those of :data:`ACTS` that are possible now.
    texts : dict
        Words of the buttons.
    on_choose : callable
        Called with the key of a plan.
    on_act : callable
        Called with the act, the key of the plan in hand and, for ``rename``, its new name.
    """

    part = traitlets.Unicode("planbar").tag(sync=True)
    plans = traitlets.List(traitlets.Dict()).tag(sync=True)
    value = traitlets.Unicode().tag(sync=True)
    can = traitlets.List(traitlets.Unicode()).tag(sync=True)
    texts = traitlets.Dict().tag(sync=True)

    def __init__(
        self, *, on_choose: Callable[[str], None], on_act: Callable[[str, str, str], None], **state: Any
    ) -> None:
        super().__init__(**state)
        self.texts = {**plan_texts(self.words), **self.texts}
        self.on_choose, self.on_act = on_choose, on_act

    def show(self, plans: Sequence[Mapping[str, Any]], value: str, can: Sequence[str]) -> None:
        """Show these plans, which of them is in hand, and what can be done."""
        with self.hold_sync():
            self.plans = [dict(plan) for plan in plans]
            self.value = value
            self.can = [act for act in ACTS if act in can]

    def receive(self, content: Any) -> None:
        """Take a choice of a plan that exists, or an act that is possible now."""
        key, act = key_in(content), key_in(content, "act")
        if not any(plan["key"] == key for plan in self.plans):
            return
        if not act:
            self.on_choose(key)
            return
        name = text_in(content, "text", LONGEST_NAME) if act == "rename" else ""
        if act in self.can and name is not None and (name.strip() or act != "rename"):
            self.on_act(act, key, name.strip())
