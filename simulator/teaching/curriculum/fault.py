"""Something that is wrong with a curriculum."""

from dataclasses import dataclass


@dataclass(frozen=True)
class Fault:
    """One thing to mend.

    Attributes
    ----------
    place : str
        The file, or the place in it.
    text : str
        What is wrong, and what would be right.
    """

    place: str
    text: str

    def __str__(self) -> str:
        return f"{self.place}: {self.text}"
