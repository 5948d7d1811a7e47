"""Steps that can be taken back."""

from dataclasses import dataclass, field

from simulator.studio.study import Study

MOST_STEPS = 100


@dataclass
class History:
    """A study as it is, as it was, and as it was before something was taken back.

    Attributes
    ----------
    study : Study
        As it is.
    """

    study: Study
    _before: list[tuple[Study, str]] = field(default_factory=list, init=False)
    _after: list[Study] = field(default_factory=list, init=False)

    @property
    def can_undo(self) -> bool:
        """Whether a step can be taken back."""
        return bool(self._before)

    @property
    def can_redo(self) -> bool:
        """Whether a step that was taken back can be taken again."""
        return bool(self._after)

    def do(self, study: Study, what: str = "") -> None:
        """Take a step; letters typed one after the other into the same place (`what`) are one step."""
        if study == self.study:
            return
        is_same = bool(what) and bool(self._before) and self._before[-1][1] == what and not self._after
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
