"""Steps that can be taken back."""

from collections.abc import Callable
from dataclasses import dataclass, field
from time import monotonic

from simulator.studio.study import Study

MOST_STEPS = 100

PAUSE_S = 3.0
"""Seconds without typing after which the next letters are a step of their own."""


@dataclass
class History:
    """A study as it is, as it was, and as it was before something was taken back.

    Attributes
    ----------
    study : Study
        As it is.
    clock : callable
        Seconds that have passed, from whenever.
    """

    study: Study
    clock: Callable[[], float] = monotonic
    _before: list[tuple[Study, str]] = field(default_factory=list, init=False)
    _after: list[Study] = field(default_factory=list, init=False)
    _typed_at: float = field(default=0.0, init=False)

    @property
    def can_undo(self) -> bool:
        """Whether a step can be taken back."""
        return bool(self._before)

    @property
    def can_redo(self) -> bool:
        """Whether a step that was taken back can be taken again."""
        return bool(self._after)

    def do(self, study: Study, what: str = "") -> None:
        """Take a step; letters typed one after the other into the same place (`what`), without a pause, are one."""
        if study == self.study:
            return
        since, self._typed_at = self.clock() - self._typed_at, self.clock()
        is_last = bool(what) and bool(self._before) and self._before[-1][1] == what and not self._after
        is_same = is_last and since < PAUSE_S
        if not is_same:
            self._before.append((self.study, what))
            del self._before[:-MOST_STEPS]
        self._after.clear()
        self.study = study

    def undo(self) -> None:
        """Take the last step back."""
        if self._before:
            self._after.append(self.study)
            self.study, _ = self._before.pop()

    def redo(self) -> None:
        """Take the step again that was taken back last."""
        if self._after:
            self._before.append((self.study, ""))
            self.study = self._after.pop()
