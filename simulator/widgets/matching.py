"""Texts that belong together."""

from collections.abc import Callable
from typing import Any

import traitlets

from simulator.widgets.part import Part


class Matching(Part):
    """A question, and for each text on the left a choice of texts. Which belong together stays in Python.

    Attributes
    ----------
    question : str
        What is asked.
    lefts, rights : list of str
        The texts, and what each may be given.
    chosen : list of int
        Position in `rights` for each text on the left; -1 where nothing was chosen.
    notes : list of str
        What is said of each text on the left, empty if it is right; no notes before there is an answer.
    labels : dict
        ``choose``, which stands where nothing is chosen, and ``fits``, which is said of a right pair.
    feedback, tone : str
        What is said of the last answer; ``right`` or ``again``.
    on_match : callable
        Called with a position, or None, for each text on the left.
    """

    part = traitlets.Unicode("matching").tag(sync=True)
    question = traitlets.Unicode().tag(sync=True)
    lefts = traitlets.List(traitlets.Unicode()).tag(sync=True)
    rights = traitlets.List(traitlets.Unicode()).tag(sync=True)
    chosen = traitlets.List(traitlets.Int()).tag(sync=True)
    notes = traitlets.List(traitlets.Unicode()).tag(sync=True)
    labels = traitlets.Dict().tag(sync=True)
    button = traitlets.Unicode().tag(sync=True)
    feedback = traitlets.Unicode().tag(sync=True)
    tone = traitlets.Unicode("again").tag(sync=True)
    disabled = traitlets.Bool(False).tag(sync=True)

    def __init__(self, *, on_match: Callable[[list[int | None]], None], lefts: list[str], **state: Any) -> None:
        super().__init__(lefts=lefts, chosen=[-1] * len(lefts), **state)
        self.on_match = on_match

    def receive(self, content: Any) -> None:
        """Take the pairs if the question is open and every text exists."""
        chosen = content.get("chosen") if isinstance(content, dict) else None
        if self.disabled or not isinstance(chosen, list) or len(chosen) != len(self.lefts):
            return
        if all(at is None or self._is_offered(at) for at in chosen):
            self.chosen = [-1 if at is None else at for at in chosen]
            self.on_match(list(chosen))

    def _is_offered(self, at: Any) -> bool:
        return isinstance(at, int) and not isinstance(at, bool) and 0 <= at < len(self.rights)
