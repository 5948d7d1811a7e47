"""A scenario file -> plain data, with the line on which each element stands."""

from collections.abc import Callable
from dataclasses import dataclass, field
from os.path import isdir
from pathlib import Path
from typing import Any

from ruamel.yaml import YAML, MappingNode, Node, ScalarNode, SequenceNode
from ruamel.yaml.error import YAMLError

from simulator.scenario.errors import Path_, Problem, ScenarioError, show_path
from simulator.scenario.yaml_faults import explain

MAX_BYTES = 250_000
MAX_ELEMENTS = 100_000
MAX_DEPTH = 50

_TAG = "tag:yaml.org,2002:"
_STARTS = (
    "a scenario starts with the line 'simptsp: 1', a design with 'simptsp_design: 1', a goal with 'simptsp_goal: 1'"
)


@dataclass(frozen=True)
class Document:
    """Plain data of a file and the line of each of its elements.

    Attributes
    ----------
    data : dict
        Mappings, lists, texts, numbers, true, false and None only.
    lines : dict
        Path, as a tuple of keys and positions -> line, from 1. Empty for data that did not come from a file.
    """

    data: dict[str, Any]
    lines: dict[Path_, int] = field(default_factory=dict)

    def line(self, path: Path_) -> int | None:
        """Line of an element, or of the nearest element around it that has one."""
        while path and path not in self.lines:
            path = path[:-1]
        return self.lines.get(path)


def read_document(file: Path) -> Document:
    """Read a scenario file.

    Raises
    ------
    ScenarioError
        If there is no file, or it is empty, too large, not text, not YAML, or not a mapping.
    """
    return parse_document(_text(_bytes(file)))


def parse_document(text: str) -> Document:
    """Parse the text of a scenario.

    Raises
    ------
    ScenarioError
        If it is empty, too large, not YAML, or not a mapping; the first fault only.
    """
    yaml = YAML(typ="safe", pure=True)
    yaml.composer.warn_double_anchors = False
    try:
        root = yaml.compose(text)
    except RecursionError:
        raise _fault(
            "SCN005", "the blocks of this file stand too deeply inside each other; a scenario needs ten levels"
        ) from None
    except (YAMLError, ValueError) as error:
        reason, line = explain(error, text)
        raise _fault("SCN005", reason, line=line) from None
    if root is None or root.tag == f"{_TAG}null":
        raise _fault("SCN002", f"the file is empty; {_STARTS}")
    if not isinstance(root, MappingNode):
        message = f"this file does not consist of lines 'field: value'; {_STARTS}"
        raise _fault("SCN007", message, line=_line(root))
    lines: dict[Path_, int] = {(): _line(root)}
    return Document(_plain(root, (), lines, yaml.constructor.construct_object), lines)


def _bytes(file: Path) -> bytes:
    if isdir(file):
        raise _fault("SCN001", "this is a folder; name a scenario file (.yaml)")
    try:
        with file.open("rb") as stream:
            raw = stream.read(MAX_BYTES + 1)
    except (FileNotFoundError, NotADirectoryError):
        raise _fault("SCN001", "there is no such file; check its name and folder") from None
    except (OSError, ValueError) as error:
        reason = getattr(error, "strerror", None) or "its name is not possible"
        raise _fault("SCN001", f"the file cannot be read ({reason}); check that you may open it") from None
    if len(raw) > MAX_BYTES:
        raise _fault("SCN004", f"the file is larger than {MAX_BYTES:,} bytes, the most that a scenario may have")
    return raw


def _text(raw: bytes) -> str:
    if not raw.strip():
        raise _fault("SCN002", f"the file is empty; {_STARTS}")
    message = "this is not a text file in UTF-8; save the scenario from a text editor, as .yaml with the encoding UTF-8"
    if b"\x00" in raw:
        raise _fault("SCN003", message)
    try:
        return raw.decode("utf-8-sig")
    except UnicodeDecodeError:
        raise _fault("SCN003", message) from None


def _plain(node: Node, path: Path_, lines: dict[Path_, int], construct: Callable[[Node], Any]) -> Any:
    """The node as plain data; notes the line of each element inside it."""
    if len(path) > MAX_DEPTH:
        raise _fault(
            "SCN005",
            f"more than {MAX_DEPTH} blocks stand inside each other here; a scenario needs ten",
            line=_line(node),
        )
    if isinstance(node, ScalarNode):
        return _scalar(node, path, construct)
    kind = "map" if isinstance(node, MappingNode) else "seq"
    if node.tag != _TAG + kind:
        raise _fault("SCN005", f"{_tag_shown(node)} is not possible in a scenario; remove it", path, _line(node))
    if isinstance(node, MappingNode):
        return {
            key: _plain(value, _noted((*path, key), line, lines), lines, construct)
            for key, line, value in _fields(node, path, construct)
        }
    assert isinstance(node, SequenceNode)
    return [
        _plain(item, _noted((*path, index), _line(item), lines), lines, construct)
        for index, item in enumerate(node.value)
    ]


def _fields(node: MappingNode, path: Path_, construct: Callable[[Node], Any]) -> list[tuple[str | int, int, Node]]:
    """Key, line and value of each field of a mapping."""
    fields: dict[str | int, tuple[str | int, int, Node]] = {}
    for key_node, value in node.value:
        key = _scalar(key_node, path, construct) if isinstance(key_node, ScalarNode) else None
        line = _line(key_node)
        if not isinstance(key, str | int) or isinstance(key, bool):
            message = "the part before ':' must be the name of a field, a plain text or a whole number"
            raise _fault("SCN005", message, path, line)
        if key in fields:
            message = f"this stands twice in the same block (before on line {fields[key][1]}); keep one"
            raise _fault("SCN006", message, (*path, key), line)
        fields[key] = (key, line, value)
    return list(fields.values())


def _scalar(node: ScalarNode, path: Path_, construct: Callable[[Node], Any]) -> Any:
    """A text, number, true, false or None; a date is a text."""
    kind = str(node.tag).removeprefix(_TAG)
    if kind not in ("str", "timestamp", "null", "bool", "int", "float"):
        raise _fault("SCN005", f"{_tag_shown(node)} is not possible in a scenario; remove it", path, _line(node))
    try:
        if kind not in ("str", "timestamp"):
            return construct(node)
        node.value.encode()
    except UnicodeEncodeError:
        message = "this text holds half a character (\\ud800 to \\udfff); replace it"
        raise _fault("SCN005", message, path, _line(node)) from None
    except (ValueError, KeyError):  # a word marked as a number, or thousands of digits
        message = f"{node.value[:20]!r} cannot be read as a number; write fewer digits, or a text in quotes"
        raise _fault("SCN005", message, path, _line(node)) from None
    return node.value


def _tag_shown(node: Node) -> str:
    return "'<<'" if node.tag == f"{_TAG}merge" else f"the tag '{str(node.tag).replace(_TAG, '!!')}'"


def _noted(path: Path_, line: int, lines: dict[Path_, int]) -> Path_:
    if len(lines) > MAX_ELEMENTS:
        message = f"the file has more than {MAX_ELEMENTS:,} entries, counting those that '*' repeats; make it smaller"
        raise _fault("SCN004", message)
    lines[path] = line
    return path


def _line(node: Node) -> int:
    return int(node.start_mark.line) + 1


def _fault(code: str, message: str, path: Path_ = (), line: int | None = None) -> ScenarioError:
    return ScenarioError([Problem(code, show_path(path), message, line)])
