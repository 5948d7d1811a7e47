"""What a lesson lets its learners guess, told by a process of its own: the server does not load the simulator."""

from __future__ import annotations

import json
import re
import subprocess
import sys
import time
from concurrent.futures import Future, ThreadPoolExecutor
from dataclasses import dataclass

__all__ = ["Asked", "ask"]

#: Seconds: on a computer on which a class is just opening its lessons, asking takes long.
LIMIT_S = 180

#: Seconds after which a lesson that could not be asked is asked again: the computer may have been too busy.
AGAIN_S = 60

#: One at a time: each is as large as a lesson.
_ASKING = ThreadPoolExecutor(1, thread_name_prefix="asked")
_WAITING: dict[tuple[str, str], tuple[float, Future[Asked]]] = {}


@dataclass(frozen=True)
class Asked:
    """The question before which a learner guesses.

    Parameters
    ----------
    task : str
        In words; empty if the lesson cannot be asked.
    unit : str
        Of a number that is guessed.
    options : tuple of str
        To choose from, if it is no number.
    """

    task: str = ""
    unit: str = ""
    options: tuple[str, ...] = ()


def ask(lesson: str, lang: str) -> Future[Asked]:
    """Ask what a lesson lets its learners guess; the answer takes some seconds the first time, and is then kept.

    Parameters
    ----------
    lesson : str
        Its name, as ``06_when_the_network_fails``.
    lang : str
        ``id`` or ``en``.

    Returns
    -------
    Future of Asked
        Empty if it could not be asked, as when there is no such lesson.
    """
    since, waiting = _WAITING.get((lesson, lang), (0.0, None))
    is_lacking = waiting is not None and waiting.done() and waiting.result() == Asked()
    if waiting is None or (is_lacking and time.monotonic() - since > AGAIN_S):
        waiting = _ASKING.submit(_asked, lesson, lang)
        _WAITING[lesson, lang] = time.monotonic(), waiting
    return waiting


def _asked(lesson: str, lang: str) -> Asked:
    command = [sys.executable, "-m", __name__, lesson, lang]
    try:
        said = subprocess.run(command, capture_output=True, timeout=LIMIT_S, check=True).stdout
        told = json.loads(said.splitlines()[-1])
        return Asked(told["task"], told["unit"], tuple(told["options"]))
    except (OSError, ValueError, LookupError, subprocess.SubprocessError):
        return Asked()


def _tell(lesson: str, lang: str) -> str:
    """What a lesson asks, as JSON."""
    from simulator.teaching.journal import Memory
    from simulator.teaching.page import Page

    guess = Page(lesson, lang, Memory()).plan.guess
    task = re.sub("<[^>]+>", "", guess.task)
    unit = guess.entry.unit if guess.entry else ""
    return json.dumps({"task": task, "unit": unit, "options": list(guess.options)})


if __name__ == "__main__":
    print(_tell(sys.argv[1], sys.argv[2]))
