"""A question with one answer to choose."""

from collections.abc import Callable
from typing import Any

import traitlets

from simulator.widgets.part import Part


class Choice(Part):
    """A question and its options. Which one is right stays in Python.

    Attributes
    ----------
    options : list of str
        The answers to choose from.
    chosen : int
        Position of the option that is marked at first: one that was chosen earlier, or -1.
    feedback : str
        What is said of the last answer.
    tone : str
        ``right`` or ``again``.
    on_choose : callable
        Called with the position of the chosen option, or None if none was chosen.
    """

    part = traitlets.Unicode("choice").tag(sync=True)
    question = traitlets.Unicode().tag(sync=True)
    options = traitlets.List(traitlets.Unicode()).tag(sync=True)
    chosen = traitlets.Int(-1).tag(sync=True)
    button = traitlets.Unicode().tag(sync=True)
    feedback = traitlets.Unicode().tag(sync=True)
    tone = traitlets.Unicode("again").tag(sync=True)
    disabled = traitlets.Bool(False).tag(sync=True)

    def __init__(self, *, on_choose: Callable[[int | None], None], **state: Any) -> None:
        super().__init__(**state)
        self.on_choose = on_choose

    def receive(self, content: Any) -> None:
        """Take the choice if the question is open and the option exists."""
        if self.disabled or not isinstance(content, dict) or "chosen" not in content:
            return
        chosen = content["chosen"]
        if chosen is None:
            self.on_choose(None)
        elif isinstance(chosen, int) and not isinstance(chosen, bool) and 0 <= chosen < len(self.options):
            self.on_choose(chosen)
