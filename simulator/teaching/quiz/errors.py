"""What can be wrong with a file of items, and with an answer."""

from collections.abc import Sequence


class QuizError(ValueError):
    """Items that cannot be used, with every fault at once: ``items.yaml line 12: …``.

    Attributes
    ----------
    faults : tuple of str
        At least one, each with its place and what would be right.
    """

    def __init__(self, faults: Sequence[str]) -> None:
        super().__init__(faults)
        self.faults = tuple(faults)

    def __str__(self) -> str:
        return "\n".join(self.faults)


class AnswerError(ValueError):
    """An answer that the item does not have: nothing that its page could send."""
