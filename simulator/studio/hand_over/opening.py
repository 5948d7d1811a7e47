"""A saved study as offices, for a program."""

from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from simulator.scenario import Scenario
from simulator.studio.hand_over.ready import ready
from simulator.studio.study import STUDY_MARK, StudyError
from simulator.studio.uploads import MOST_BYTES, study_from_text
from simulator.teaching.words import Words

__all__ = ["OpenedStudy", "open_study"]


@dataclass(frozen=True)
class OpenedStudy:
    """What :func:`simulator.compare` needs to make a study again.

    Attributes
    ----------
    name : str
        Of the study.
    base : Scenario
        The present state.
    plans : tuple of Scenario
        The plans without faults, in their order.
    settings : dict
        Labels, seed and number of replications (or precision), as keyword arguments.
    left_out : tuple of str
        Names of plans with faults.
    """

    name: str
    base: Scenario
    plans: tuple[Scenario, ...]
    settings: dict[str, Any] = field(default_factory=dict)
    left_out: tuple[str, ...] = ()


def open_study(path_or_text: str | Path, lang: str = "") -> OpenedStudy:
    r"""Open a study that was saved as a file in the studio.

    Parameters
    ----------
    path_or_text : str or Path
        The file, or what is in it.
    lang : {"id", "en"}, optional
        Language of messages, and of numbers in a file that does not say its own.

    Returns
    -------
    OpenedStudy
        Its offices and settings.

    Raises
    ------
    StudyError, ScenarioError, HandOverError
        If it is no study, or nothing in it can be simulated.
    OSError
        If the file cannot be read.

    Examples
    --------
    >>> study = open_study('simptsp_studio: 1\nbase: {library: kantor-sehari}\nplans: [{key: p1, name: Sama}]\n')
    >>> study.base.name, study.settings["labels"]
    ('kantor-sehari', ['Sama'])

    Then ``sim.compare(study.base, *study.plans, **study.settings)`` gives the numbers of the studio.
    """
    is_text = isinstance(path_or_text, str) and STUDY_MARK in path_or_text and "\n" in path_or_text
    text = str(path_or_text) if is_text else _read(Path(path_or_text))
    study = study_from_text(text)
    found = ready(study, Words(study.lang or lang or "id"))
    base, *plans = found.offices
    return OpenedStudy(study.name, base, tuple(plans), found.settings, found.left_out)


def _read(file: Path) -> str:
    with file.open("rb") as stream:
        content = stream.read(MOST_BYTES + 1)
    if len(content) > MOST_BYTES:
        raise StudyError(f"{file.name} is larger than {MOST_BYTES:,} bytes, the most that a study may have")
    try:
        return content.decode("utf-8-sig")
    except UnicodeDecodeError:
        raise StudyError(f"{file.name} is no UTF-8 text; give a study that was saved in the studio") from None
