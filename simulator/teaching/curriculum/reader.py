"""Curricula and forms, read from their YAML files."""

from collections.abc import Sequence
from pathlib import Path
from typing import Any, TypeVar

from pydantic import TypeAdapter, ValidationError
from ruamel.yaml import YAML
from ruamel.yaml.comments import CommentedMap, CommentedSeq
from ruamel.yaml.error import MarkedYAMLError

from simulator.teaching.curriculum.form import Form
from simulator.teaching.curriculum.schema import Course, Curriculum, Training

CURRICULA = Path(__file__).resolve().parents[3] / "curricula"
"""One folder for each curriculum, and ``lessons`` and ``forms`` that they share."""

_FILE = "curriculum.yaml"
_PARTS = "parts"
_T = TypeVar("_T")
_CURRICULUM: TypeAdapter[Training | Course] = TypeAdapter(Curriculum)
_FORM: TypeAdapter[Form] = TypeAdapter(Form)


class CurriculumError(ValueError):
    """A file of a curriculum cannot be used; each line of the message is one thing to mend."""


def curriculum_names(folder: Path = CURRICULA) -> list[str]:
    """Names of the curricula.

    Parameters
    ----------
    folder : Path, optional
        Where they are.

    Returns
    -------
    list of str
        In order.
    """
    return sorted(path.parent.name for path in folder.glob(f"*/{_FILE}"))


def read_curriculum(name: str, folder: Path = CURRICULA) -> Training | Course:
    """A curriculum by its name.

    Parameters
    ----------
    name : str
        One of :func:`curriculum_names`.
    folder : Path, optional
        Where they are.

    Returns
    -------
    Training or Course
        As its file says.

    Raises
    ------
    CurriculumError
        If there is none of this name, or its file does not have the form it should have.
    """
    if name not in curriculum_names(folder):
        raise CurriculumError(f"there is no curriculum {name!r}; there are: {', '.join(curriculum_names(folder))}")
    curriculum = _read(folder / name / _FILE, _CURRICULUM)
    if curriculum.name != name:
        raise CurriculumError(f"{name}/{_FILE}: name is {curriculum.name!r}; it must be that of its folder, {name!r}")
    return curriculum


def form_names(folder: Path = CURRICULA) -> list[str]:
    """Names of the forms.

    Parameters
    ----------
    folder : Path, optional
        Where the curricula are.

    Returns
    -------
    list of str
        In order.
    """
    return sorted(path.stem for path in (folder / "forms").glob("*.yaml"))


def read_form(name: str, folder: Path = CURRICULA) -> Form:
    """A form by its name.

    Parameters
    ----------
    name : str
        One of :func:`form_names`.
    folder : Path, optional
        Where the curricula are.

    Returns
    -------
    Form
        As its file says.

    Raises
    ------
    CurriculumError
        If there is none of this name, or its file does not have the form it should have.
    """
    if name not in form_names(folder):
        raise CurriculumError(f"there is no form {name!r}; there are: {', '.join(form_names(folder))}")
    form = _read(folder / "forms" / f"{name}.yaml", _FORM)
    if form.name != name:
        raise CurriculumError(f"forms/{name}.yaml: name is {form.name!r}; it must be that of its file, {name!r}")
    return form


def _read(path: Path, adapter: TypeAdapter[_T]) -> _T:
    place = f"{path.parent.name}/{path.name}"
    try:
        text = path.read_text(encoding="utf-8")
        plain = YAML(typ="safe", pure=True).load(text)
    except UnicodeDecodeError:
        raise CurriculumError(f"{place}: this is not a text in UTF-8") from None
    except MarkedYAMLError as fault:
        line = fault.problem_mark.line + 1 if fault.problem_mark else 1
        raise CurriculumError(f"{place} line {line}: {fault.problem or fault.context}") from None
    try:
        return adapter.validate_python(plain)
    except ValidationError as fault:
        marked = YAML(typ="rt", pure=True).load(text)
        ways = [(_steps(marked, one["loc"]), _message(one)) for one in _first_causes(fault)]
        lines = [f"{place} line {_line(steps)}: {_path(steps)}: {message}" for steps, message in ways]
        raise CurriculumError("\n".join(lines)) from None


def _first_causes(fault: ValidationError) -> list[Any]:
    """Faults, without lists that are too short only because their entries are wrong."""
    faults = fault.errors()
    places = [one["loc"] for one in faults]
    return [
        one
        for one in faults
        if one["type"] != "too_short"
        or all(place[: len(one["loc"])] != one["loc"] or place == one["loc"] for place in places)
    ]


def _steps(marked: Any, place: Sequence[int | str]) -> list[tuple[Any, int | str]]:
    """Each container on the way to a place, with the key in it; kinds that the checker puts between are left out."""
    steps: list[tuple[Any, int | str]] = []
    is_kind_past = False
    for key in place:
        is_choice = not steps or [step[1] for step in steps[-2:-1]] == [_PARTS]
        if is_choice and isinstance(marked, dict) and marked.get("kind") == key and not is_kind_past:
            is_kind_past = True
            continue
        steps.append((marked, key))
        is_there = key in marked if isinstance(marked, dict) else isinstance(marked, list) and isinstance(key, int)
        if not is_there:
            break
        marked, is_kind_past = marked[key], False
    return steps


def _line(steps: Sequence[tuple[Any, int | str]]) -> int:
    """Line of the innermost thing of a place that the file has."""
    line = 0
    for container, key in steps:
        if key in container if isinstance(container, CommentedMap) else isinstance(container, CommentedSeq):
            line = (container.lc.key(key) if isinstance(container, CommentedMap) else container.lc.item(key))[0]
    return line + 1


def _path(steps: Sequence[tuple[Any, int | str]]) -> str:
    words = [f"[{key}]" if isinstance(key, int) else f".{key}" for _, key in steps]
    return "".join(words).lstrip(".") or "the whole file"


def _message(fault: Any) -> str:
    """What is wrong, in words for those who do not know the program."""
    match fault["type"]:
        case "missing":
            return "this is missing"
        case "extra_forbidden":
            return "there is no such field"
        case "model_type" | "dict_type" | "model_attributes_type" | "dataclass_type":
            return "this must be a block of fields"
        case "union_tag_not_found":
            return "it must say its kind"
        case _:
            message = str(fault["msg"]).removeprefix("Value error, ")
            return message[:1].lower() + message[1:]
