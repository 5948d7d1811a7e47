"""A file of items -> checked items in both languages."""

from collections.abc import Iterator
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path
from typing import Any, TypeVar

from pydantic import BaseModel, ValidationError
from ruamel.yaml import YAML
from ruamel.yaml.comments import CommentedMap, CommentedSeq
from ruamel.yaml.constructor import DuplicateKeyError
from ruamel.yaml.error import YAMLError

from simulator.teaching.quiz.errors import QuizError
from simulator.teaching.quiz.schema import (
    FIRST_WRONG,
    KINDS,
    AnyItem,
    ChoiceSpec,
    Frame,
    MatchingSpec,
    NumericSpec,
    OrderSpec,
    Text,
    placeholders,
    texts_in,
)

MAX_BYTES = 250_000

Place = tuple[str | int, ...]
"""Keys and positions that lead to an element."""

_Model = TypeVar("_Model", bound=BaseModel)
_Faults = Iterator[tuple[Place, str]]


@dataclass(frozen=True)
class ItemFile:
    """A file that was read.

    Attributes
    ----------
    lesson : str
        Name of the lesson, which is the name of the folder.
    items : tuple
        As written, in both languages.
    name : str
        The file, for messages.
    lines : dict
        Place of an element -> its line, from 1.
    """

    lesson: str
    items: tuple[AnyItem, ...]
    name: str
    lines: dict[Place, int]

    def fault(self, place: Place, message: str) -> str:
        """A fault with the file and line of an element, or of what is nearest around it."""
        while place and place not in self.lines:
            place = place[:-1]
        line = self.lines.get(place)
        return f"{self.name} line {line}: {message}" if line else f"{self.name}: {message}"


def read_items(file: Path) -> ItemFile:
    """Read and check a file of items.

    Parameters
    ----------
    file : Path
        ``curricula/lessons/NN_name/items.yaml``.

    Returns
    -------
    ItemFile
        As written, in both languages.

    Raises
    ------
    QuizError
        If it cannot be read, is not YAML, or an item is wrong; every fault of the items at once.
    """
    try:
        found = file.stat()
    except OSError:
        return _read(file, 0, 0)
    return _read(file, found.st_mtime_ns, found.st_size)


@lru_cache(maxsize=64)
def _read(file: Path, changed_ns: int, size: int) -> ItemFile:
    """Read a file once for as long as it stays as it is: a page would spend most of its time on it."""
    name = f"{file.parent.name}/{file.name}"
    lines: dict[Place, int] = {}
    data = _plain(_load(file, name), (), lines)
    read = ItemFile(file.parent.name, (), name, lines)
    frame, faults = _parsed(Frame, data)
    if frame is None:
        raise QuizError([read.fault(place, message) for place, message in faults])
    items: list[AnyItem] = []
    found: list[tuple[Place, str]] = []
    if frame.lesson != read.lesson:
        found.append(
            (("lesson",), f"this is the lesson {frame.lesson!r}, its folder is {read.lesson!r}; make them one")
        )
    for number, raw in enumerate(frame.items):
        item, faults = _item(raw)
        found += [(("items", number, *place), message) for place, message in faults]
        items += [item] if item else []
    found += _doubled_names(frame)
    if found:
        raise QuizError([read.fault(place, message) for place, message in found])
    return ItemFile(read.lesson, tuple(items), name, lines)


def _load(file: Path, name: str) -> Any:
    try:
        raw = file.read_bytes()
        text = raw.decode("utf-8-sig")
    except UnicodeDecodeError:
        raise QuizError([f"{name}: this is not a text in UTF-8; save it as .yaml with the encoding UTF-8"]) from None
    except OSError as error:
        raise QuizError([f"{name}: the file cannot be read ({error.strerror}); check its name and folder"]) from None
    if len(raw) > MAX_BYTES:
        raise QuizError([f"{name}: the file is larger than {MAX_BYTES:,} bytes, the most that items may have"])
    try:
        return YAML(typ="rt", pure=True).load(text)
    except DuplicateKeyError as error:
        line = error.problem_mark.line + 1
        raise QuizError([f"{name} line {line}: this field stands twice in the same block; keep one"]) from None
    except (YAMLError, ValueError, RecursionError) as error:
        from simulator.scenario.yaml_faults import explain

        message, at = explain(error, text)
        raise QuizError([f"{name} line {at}: {message}" if at else f"{name}: {message}"]) from None


def _plain(node: Any, place: Place, lines: dict[Place, int]) -> Any:
    """Plain data; notes the line of each element."""
    if isinstance(node, CommentedMap):
        for key in node:
            lines[*place, key] = node.lc.key(key)[0] + 1
        return {key: _plain(value, (*place, key), lines) for key, value in node.items()}
    if isinstance(node, CommentedSeq):
        for index in range(len(node)):
            lines[*place, index] = node.lc.item(index)[0] + 1
        return [_plain(value, (*place, index), lines) for index, value in enumerate(node)]
    return str(node) if isinstance(node, str) else node


def _parsed(model: type[_Model], data: Any) -> tuple[_Model | None, list[tuple[Place, str]]]:
    try:
        return model.model_validate(data), []
    except ValidationError:
        from simulator.scenario.parse import parse_as  # slow to import, and needed for its sentences only

        _nothing, faults = parse_as(model, data)
        return None, [(place, f"{problem.path}: {problem.message}".removeprefix(": ")) for place, problem in faults]


def _item(raw: dict[str, Any]) -> tuple[AnyItem | None, list[tuple[Place, str]]]:
    kind = raw.get("kind")
    if not isinstance(kind, str) or kind not in KINDS:
        here: Place = ("kind",) if "kind" in raw else ()
        return None, [(here, f"this item needs a 'kind'; it must be one of {', '.join(KINDS)}")]
    item, faults = _parsed(KINDS[kind], raw)
    return (item, list(_faults(item))) if item else (None, faults)


def _doubled_names(frame: Frame) -> _Faults:
    names = [raw.get("name") for raw in frame.items]
    for number, name in enumerate(names):
        if name is not None and name in names[:number]:
            yield ("items", number, "name"), f"the name {name!r} is taken by an item above; give another"


def _faults(item: AnyItem) -> _Faults:
    """What a type check does not see in one item."""
    if len(set(item.use)) < len(item.use):
        yield ("use",), "a use stands twice; keep one"
    if "test" in item.use:
        yield from _needs_engine(item)
    if item.needs and item.use != ["quiz"]:
        yield ("needs",), "only the quiz stands on the lesson's page; an item for 'test' or 'exam' has to do without"
    allowed = item.wrong if isinstance(item, OrderSpec) else None
    if any(FIRST_WRONG in placeholders(text.id) for text in texts_in(item) if text is not allowed):
        yield (), f"{{{FIRST_WRONG}}} is possible only in the field 'wrong' of an order"
    match item:
        case ChoiceSpec():
            yield from _faults_of_choice(item)
        case OrderSpec():
            yield from _equal("steps", item.steps)
        case MatchingSpec():
            yield from _equal("pairs", [pair.left for pair in item.pairs])
            yield from _equal_rights(item)


def _needs_engine(item: AnyItem) -> _Faults:
    names = {name for text in texts_in(item) for name in placeholders(text.id)} - {FIRST_WRONG}
    if isinstance(item, NumericSpec):
        yield ("use",), "a numeric item needs the engine, and a test has none; use it for 'quiz' or 'exam'"
    elif names:
        shown = ", ".join(f"{{{name}}}" for name in sorted(names))
        yield ("use",), f"{shown} needs the engine, and a test has none; write it without, or use it for quiz or exam"


def _faults_of_choice(item: ChoiceSpec) -> _Faults:
    right = [option.right for option in item.options].count(True)
    if right != 1:
        yield ("options",), f"{right} options have 'right: true'; it must be exactly one"
    yield from _equal("options", [option.text for option in item.options])
    yield from _equal("options", [option.feedback for option in item.options], "the same feedback")


def _equal_rights(item: MatchingSpec) -> _Faults:
    """Several pairs may share a right side, but a distractor is the right side of none."""
    rights = [pair.right for pair in item.pairs]
    for lang in ("id", "en"):
        taken = {text.in_(lang) for text in rights}
        for at, text in enumerate(item.distractors):
            if text.in_(lang) in taken:
                yield ("distractors", at), f"{text.in_(lang)!r} is the right side of a pair; write another"
        if len(taken) != len({text.id for text in rights}):
            yield ("pairs",), "two right sides are the same in one language and not in the other; tell them apart"
    if len({text.id for text in rights}) < 2:
        yield ("pairs",), "all pairs have the same right side; there must be at least two to choose from"
    yield from _equal("distractors", item.distractors)


def _equal(field: str, texts: list[Text], what: str = "the same text") -> _Faults:
    for lang in ("id", "en"):
        said = [text.in_(lang) for text in texts]
        for at, text in enumerate(said):
            if text in said[:at]:
                yield (field, at), f"{what} stands above ({text!r}); write another"
