"""What a check says of a student's function."""

from dataclasses import dataclass
from html import escape


@dataclass(frozen=True)
class Verdict:
    """Right or not, and which kind of mistake it is.

    In a notebook the sentence is shown. As plain text a verdict is its points, 1 or 0, so that a program that grades
    notebooks can read them.

    Attributes
    ----------
    kind : str
        ``right``; ``empty``, ``no_function``, ``raises``, ``no_numbers``, ``other_size``, ``other`` of every task; or
        the name of one of the task's own mistakes.
    text : str
        The sentence for the student.

    Examples
    --------
    >>> Verdict("right", "Benar."), Verdict("empty", "Belum diisi.")
    (1, 0)
    >>> str(Verdict("empty", "Belum diisi.")), bool(Verdict("empty", "Belum diisi."))
    ('Belum diisi.', False)
    """

    kind: str
    text: str

    def __bool__(self) -> bool:
        return self.kind == "right"

    def __repr__(self) -> str:
        return str(int(bool(self)))

    def __str__(self) -> str:
        return self.text

    def _repr_html_(self) -> str:
        return f'<p role="status"><strong>{"✓" if self else "✗"}</strong> {escape(self.text)}</p>'
