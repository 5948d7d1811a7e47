"""What can be wrong with a scenario, as coded problems."""

from collections.abc import Sequence
from dataclasses import dataclass, replace

Path_ = tuple[str | int, ...]
"""Where an element stands: the keys and positions that lead to it."""

CODES = {
    "SCN001": "the file cannot be read",
    "SCN002": "the file is empty",
    "SCN003": "the file is not text",
    "SCN004": "the file is too large",
    "SCN005": "the file is not valid YAML",
    "SCN006": "a key stands twice",
    "SCN007": "the file is not a scenario",
    "SCN010": "an unknown field",
    "SCN011": "a missing field",
    "SCN012": "a value of the wrong type",
    "SCN013": "a value that is not one of the choices",
    "SCN014": "a value out of range",
    "SCN015": "a text of the wrong form",
    "SCN020": "fields that exclude or need each other",
    "SCN021": "a name that is not defined",
    "SCN022": "a name that is taken",
    "SCN023": "shifts or opening hours that overlap or run backwards",
    "SCN024": "shares that do not add up to 1, or to more than the whole",
    "SCN025": "rework that does not go back",
    "SCN026": "a station twice in one route",
    "SCN027": "channels and routes that do not match",
    "SCN028": "values and weights that do not match",
    "SCN029": "a warm-up as long as the horizon",
    "SCN030": "a number without a source",
    "SCN031": "a source that is not listed",
    "SCN032": "a date or a weekday in a scenario whose days have no dates",
    "SCN033": "dates that run backwards",
    "SCN034": "days that the tables of the calendar do not have",
    "SCN035": "something that leads back to itself",
    "SCN036": "a route from which the policies take a step that it needs",
    "SCN037": "dates outside the horizon",
    "SCN038": "a station that cannot do what it is named for",
    "SCN040": "a patch, lever or uncertain input that points at nothing",
    "SCN050": "a legal regime that the table of regulations does not have",
    "SCN051": "a permit that the legal regime does not have",
    "SCN052": "a permit whose route needs a station that the office does not have",
    "SCN053": "a legal regime that is not in force on the first day",
    "SCN054": "details of a route that no permit gives",
    "SCN055": "a step for cases that were sent back, where a route or the backlog begins",
    "SCN056": "a step for cases that were sent back, to which nothing sends any",
}
"""Every error code and its meaning; codes are never reused."""


@dataclass(frozen=True)
class Problem:
    """One thing that is wrong with a scenario.

    Attributes
    ----------
    code : str
        A key of :data:`CODES`.
    path : str
        Where, as ``stations[0].servers``; empty for the file as a whole.
    message : str
        What is wrong and what would be right, one sentence.
    line : int or None
        Line of the file, from 1; None where the scenario did not come from a file.
    """

    code: str
    path: str
    message: str
    line: int | None = None

    def __str__(self) -> str:
        place = f"{self.code} {self.path}:" if self.path else f"{self.code}:"
        return f"{place} {self.message}" + (f", line {self.line}" if self.line else "")

    def within(self, prefix: str) -> "Problem":
        """The same problem, found inside another element (a patch)."""
        return replace(self, path=f"{prefix} -> {self.path}" if self.path else prefix)


class ScenarioError(ValueError):
    """A scenario that cannot be used, with all its problems at once.

    Attributes
    ----------
    problems : tuple of Problem
        At least one, in the order of the file.
    file : str or None
        The file they were found in.
    """

    def __init__(self, problems: Sequence[Problem], file: str | None = None):
        super().__init__(problems, file)  # both, so that a copy sent to another process is whole
        self.problems = tuple(problems)
        self.file = file

    def __str__(self) -> str:
        head = f"{self.file}: " if self.file else ""
        return "\n".join(f"{head}{problem}" for problem in self.problems)


def show_path(path: Path_) -> str:
    """Path for people: ``stations[0].servers``."""
    text = ""
    for part in path:
        name = str(part) if str(part).isprintable() else repr(part)
        text += f"[{part}]" if isinstance(part, int) else f".{name}" if text else name
    return text
