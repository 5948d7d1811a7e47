"""A scenario file -> plain data, with the line on which each element stands."""

from dataclasses import dataclass
from pathlib import Path
from typing import Any

from ruamel.yaml import YAML
from ruamel.yaml.comments import CommentedMap, CommentedSeq
from ruamel.yaml.constructor import DuplicateKeyError
from ruamel.yaml.error import MarkedYAMLError, YAMLError

from simulator.scenario.errors import Problem, ScenarioError

MAX_BYTES = 1_000_000
MAX_ELEMENTS = 100_000

Path_ = tuple[str | int, ...]


@dataclass(frozen=True)
class Document:
    """Plain data of a file and the line of each of its elements.

    Attributes
    ----------
    data : dict
        Mappings, lists, texts and numbers only.
    lines : dict
        Path, as a tuple of keys and indices -> line, from 1.
    """

    data: dict[str, Any]
    lines: dict[Path_, int]

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
    return parse_document(_read_text(file), str(file))


def parse_document(text: str, file: str | None = None) -> Document:
    """Parse the text of a scenario; `file` is named in errors."""
    try:
        tree = YAML(typ="rt").load(text)
    except DuplicateKeyError as error:
        line = error.problem_mark.line + 1 if error.problem_mark else None
        key = str(error.problem).partition('"')[2].partition('"')[0]
        raise _fail("SCN006", f"the key {key!r} stands twice in the same block; keep one", file, line) from None
    except (YAMLError, RecursionError, ValueError, AttributeError, TypeError) as error:
        raise _fail("SCN005", f"this is not valid YAML: {_yaml_reason(error)}", file, _yaml_line(error)) from None
    if tree is None:
        raise _fail("SCN002", "the file is empty; a scenario starts with 'simptsp: 1'", file)
    if not isinstance(tree, CommentedMap):
        raise _fail("SCN007", "this is not a scenario: it must be a mapping that starts with 'simptsp: 1'", file)
    lines: dict[Path_, int] = {}
    try:
        data = _plain(tree, (), lines)
    except (RecursionError, OverflowError):
        raise _fail("SCN004", f"the file unfolds to more than {MAX_ELEMENTS:,} elements", file) from None
    return Document(data, lines)


def _read_text(file: Path) -> str:
    try:
        if file.is_dir():
            raise _fail("SCN001", "this is a folder; name a scenario file (.yaml)", str(file))
        if (size := file.stat().st_size) > MAX_BYTES:
            raise _fail("SCN004", f"the file has {size:,} bytes; a scenario has at most {MAX_BYTES:,}", str(file))
        raw = file.read_bytes()
    except FileNotFoundError:
        raise _fail("SCN001", "there is no such file; check its name and folder", str(file)) from None
    except OSError as error:
        raise _fail("SCN001", f"the file cannot be read: {error.strerror}", str(file)) from None
    if not raw.strip():
        raise _fail("SCN002", "the file is empty; a scenario starts with 'simptsp: 1'", str(file))
    try:
        text = raw.decode("utf-8-sig")
    except UnicodeDecodeError:
        raise _fail("SCN003", "the file is not UTF-8 text; save the scenario as text (.yaml)", str(file)) from None
    if "\x00" in text:
        raise _fail("SCN003", "the file is not text (it holds NUL bytes); save the scenario as text (.yaml)", str(file))
    return text


def _plain(node: Any, path: Path_, lines: dict[Path_, int]) -> Any:
    """The node without YAML's own classes; notes the line of each element."""
    if len(lines) > MAX_ELEMENTS:
        raise OverflowError
    if isinstance(node, CommentedMap):
        for key in node:
            lines[*path, key] = node.lc.key(key)[0] + 1
        return {key: _plain(value, (*path, key), lines) for key, value in node.items()}
    if isinstance(node, CommentedSeq):
        for index in range(len(node)):
            lines[*path, index] = node.lc.item(index)[0] + 1
        return [_plain(value, (*path, index), lines) for index, value in enumerate(node)]
    for kind in (bool, int, float, str):
        if isinstance(node, kind):
            return kind(node)
    return node


def _fail(code: str, message: str, file: str | None, line: int | None = None) -> ScenarioError:
    return ScenarioError([Problem(code, "", message, line)], file)


def _yaml_reason(error: Exception) -> str:
    if isinstance(error, MarkedYAMLError):
        return " ".join(str(error.problem or error.context).split())
    return "it is nested too deeply" if isinstance(error, RecursionError) else " ".join(str(error).split())[:200]


def _yaml_line(error: Exception) -> int | None:
    mark = getattr(error, "problem_mark", None)
    return mark.line + 1 if mark else None
