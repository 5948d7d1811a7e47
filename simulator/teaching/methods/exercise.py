"""The tasks of one methods notebook, in the language of the reader."""

from collections.abc import Mapping
from dataclasses import dataclass
from importlib import import_module
from typing import Any

from simulator.locale import LANGUAGES
from simulator.teaching.methods.task import Task
from simulator.teaching.methods.verdict import Verdict
from simulator.teaching.words import Words

EXERCISES: Mapping[str, str] = {
    "01_office_in_simpy": "office_in_simpy",
    "02_against_theory": "against_theory",
    "03_common_random_numbers": "common_random_numbers",
    "04_designs": "designs",
    "05_calibration": "calibration",
    "06_own_measure": "own_measure",
}
"""Name of a notebook -> the module of this package that has its tasks, with a function ``tasks(words)``."""


@dataclass(frozen=True)
class Exercise:
    """The tasks of one notebook. Call it with the name of a task and a function to have that checked.

    Attributes
    ----------
    lang : str
        Language of its sentences.
    tasks : mapping of str to Task
        By name.
    """

    lang: str
    tasks: Mapping[str, Task]

    def __call__(self, task: str, function: Any) -> Verdict:
        """Whether a function does what a task asks, and if not, which kind of mistake it makes.

        Parameters
        ----------
        task : str
            Name of the task.
        function : callable
            The student's function. It is tried with arguments of the check's own.

        Returns
        -------
        Verdict
            The notebook shows its sentence.

        Raises
        ------
        KeyError
            If there is no such task.
        """
        if task not in self.tasks:
            raise KeyError(f"there is no task {task!r}; possible are: {', '.join(self.tasks)}")
        return self.tasks[task].judge(function, Words(self.lang))


def exercise(name: str, lang: str = "id") -> Exercise:
    """The tasks of a methods notebook.

    Parameters
    ----------
    name : str
        As ``01_office_in_simpy``.
    lang : str, optional
        ``id`` or ``en``.

    Returns
    -------
    Exercise
        To be called with the name of a task and a function.

    Raises
    ------
    ValueError
        If there is no such notebook or language.

    Examples
    --------
    >>> check = exercise("02_against_theory", lang="en")
    >>> check("half_width", lambda values: 0.0).kind
    'other'
    """
    for what, value, possible in (("name", name, tuple(EXERCISES)), ("lang", lang, LANGUAGES)):
        if value not in possible:
            raise ValueError(f"{what} is {value!r}; it must be one of {', '.join(possible)}")
    module = import_module(f"simulator.teaching.methods.{EXERCISES[name]}")
    return Exercise(lang, module.tasks(Words(lang)))
