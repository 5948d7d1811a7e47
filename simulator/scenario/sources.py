"""Where each number of a scenario comes from."""

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from functools import cache
from typing import Any, NamedTuple

from pydantic import BaseModel
from pydantic.fields import FieldInfo

from simulator.data.packages import DataError
from simulator.data.rows import Row, find_row, is_row_name
from simulator.scenario.blocks import Source
from simulator.scenario.errors import Path_, Problem, show_path
from simulator.scenario.parse import inner_blocks
from simulator.scenario.patch import has_loose_number
from simulator.scenario.schema import ScenarioSpec
from simulator.scenario.wording import suggestion

Found = Iterator[tuple[Path_, Problem]]
Blocks = list[tuple[Path_, BaseModel]]
"""Every block of a scenario, with its path."""

ASSUMED = "assumed"


@dataclass(frozen=True)
class Input:
    """One number of a scenario with its provenance.

    Attributes
    ----------
    path : str
        Where it stands, as ``stations[0].servers``.
    value : int, float, or a list or mapping of them
        The number as written.
    unit : str
        Its unit; ``1`` for a pure number.
    source : str
        A row of a data package as ``service/nib-help-bontang``, a key of the scenario's ``sources``, or ``assumed``.
    mark : str
        Kind of evidence: official, published, measured, source_document or assumed. A number that its row has not,
        or that was chosen within the row's range, is assumed.
    cite : str
        The source in words; empty for an assumption.
    row : Row or None
        The row of the data package, if the source is one.
    """

    path: str
    value: Any
    unit: str
    source: str
    mark: str
    cite: str
    row: Row | None = None

    @property
    def is_borne_out(self) -> bool:
        """Whether the row that it names, if any, has this number in this unit."""
        return self.row is None or _agrees(self.value, self.unit, self.row, Row.bears_out)


@dataclass(frozen=True)
class _Number:
    path: Path_
    value: Any
    unit: str
    source: str | None
    source_path: Path_


def list_inputs(spec: ScenarioSpec) -> list[Input]:
    """Every number of a scenario with its unit and source; defaults that the file leaves out are not among them."""
    return [_described(number, spec) for number in _numbers(spec, (), None, ()) if number.source]


def source_problems(spec: ScenarioSpec) -> Found:
    """Numbers without a source, and sources that are not listed."""
    for rule in (_number_sources, _patch_sources):
        yield from rule(spec)


def _number_sources(spec: ScenarioSpec) -> Found:
    unlisted: set[Path_] = set()
    for number in _numbers(spec, (), None, ()):
        if number.source is None:
            message = "this number has no source; add 'source:' to its block, or 'source: assumed'"
            yield _problem("SCN030", number.path, message)
        elif number.source_path not in unlisted and not is_listed(number.source, spec.sources):
            unlisted.add(number.source_path)
            yield _unlisted(number.source, number.source_path)


def wrong_keys(spec: ScenarioSpec, everywhere: Blocks) -> Found:
    """Sources that hide the word `assumed`, or are given to fields that do not exist."""
    if ASSUMED in spec.sources:
        message = f"'{ASSUMED}' is the word for a number without evidence; give this source another name"
        yield _problem("SCN022", ("sources", ASSUMED), message)
    for path, block in everywhere:
        source = getattr(block, "source", None)
        if not isinstance(source, dict):
            continue
        names = [field.key for field in fields_of(type(block)) if field.name != "source"]
        for name in source:
            if name not in names:
                message = f"there is no field of this name beside 'source'; {suggestion(name, names)}"
                yield _problem("SCN010", (*path, "source", name), message)


def _patch_sources(spec: ScenarioSpec) -> Found:
    """A patch says where its numbers come from."""
    for name, patch in spec.patches.items():
        here = ("patches", name)
        if patch.source is None and any(map(has_loose_number, patch.changes.values())):
            message = "this patch has numbers without a source; add 'source:' to it, or 'source: assumed'"
            yield _problem("SCN030", here, message)
        elif patch.source is not None and not is_listed(patch.source, spec.sources):
            yield _unlisted(patch.source, (*here, "source"))


def is_listed(source: str, listed: Mapping[str, object]) -> bool:
    """Whether a source is the word for none, one of those listed, or a row of a data package."""
    return source == ASSUMED or source in listed or _row_of(source) is not None


def why_unlisted(source: str) -> str:
    """What is wrong with a source that is not listed, and what would be right."""
    if not is_row_name(source):
        return f"{source!r} is not listed under 'sources'; list it there, or write '{ASSUMED}'"
    try:
        find_row(source)
    except DataError as error:
        return str(error)
    raise ValueError(f"{source} is a row of a data package")


def _row_of(source: str) -> Row | None:
    try:
        return find_row(source) if is_row_name(source) else None
    except DataError:
        return None


def _unlisted(source: str, path: Path_) -> tuple[Path_, Problem]:
    return _problem("SCN031", path, why_unlisted(source))


def _problem(code: str, path: Path_, message: str) -> tuple[Path_, Problem]:
    return path, Problem(code, show_path(path), message)


def _numbers(block: BaseModel, path: Path_, source: str | None, source_path: Path_) -> Iterator[_Number]:
    """The numbers of a block and of those inside it; a block's own source covers what is in it."""
    own = getattr(block, "source", None)
    for name, key, unit, holds_blocks in fields_of(type(block)):
        if not unit and not holds_blocks:
            continue
        value, here = getattr(block, name), (*path, key)
        covering = _covering(own, key, path) or (source, source_path)
        if unit:
            if value is not None and name in block.model_fields_set:
                yield _Number(here, value, unit, *covering)
        elif name != "patches":
            for inner_path, inner in _outer_blocks(value, here):
                yield from _numbers(inner, inner_path, *covering)


class BlockField(NamedTuple):
    """A field of a kind of block.

    Attributes
    ----------
    name, key : str
        What it is called in the program, and in the file.
    unit : str or None
        Unit of its number; None if it holds none.
    holds_blocks : bool
        Whether blocks stand in it, perhaps in lists or mappings.
    """

    name: str
    key: str
    unit: str | None
    holds_blocks: bool


@cache
def fields_of(model: type[BaseModel]) -> tuple[BlockField, ...]:
    """The fields of a kind of block, in their order; asked once, for a scenario has a thousand blocks."""
    return tuple(
        BlockField(name, field.alias or name, unit_of(field), bool(inner_blocks(field.annotation)))
        for name, field in model.model_fields.items()
    )


def unit_of(field: FieldInfo) -> str | None:
    """Unit of a number's field; None for a field that holds no number."""
    extra = field.json_schema_extra
    return str(extra["unit"]) if isinstance(extra, dict) and "unit" in extra else None


def _covering(own: Source | None, key: str, path: Path_) -> tuple[str, Path_] | None:
    """What a block's own `source` says of one field: one source for all its fields, or one for each."""
    if isinstance(own, dict):
        return (own[key], (*path, "source", key)) if key in own else None
    return (own, (*path, "source")) if own is not None else None


def blocks(block: BaseModel, path: Path_) -> Blocks:
    """A block and every block inside it, each with its path."""
    found: Blocks = []
    _collect(block, path, found)
    return found


def _collect(block: BaseModel, path: Path_, found: Blocks) -> None:
    found.append((path, block))
    for name, key, _, holds_blocks in fields_of(type(block)):
        if holds_blocks and (value := getattr(block, name)):
            for inner_path, inner in _outer_blocks(value, (*path, key)):
                _collect(inner, inner_path, found)


def _outer_blocks(value: Any, path: Path_) -> Iterator[tuple[Path_, BaseModel]]:
    """The blocks in a field, through lists and mappings but not inside each other."""
    if isinstance(value, BaseModel):
        yield path, value
    elif isinstance(value, dict):
        for key, inner in value.items():
            yield from _outer_blocks(inner, (*path, key))
    elif isinstance(value, list):
        for index, inner in enumerate(value):
            yield from _outer_blocks(inner, (*path, index))


def _described(number: _Number, spec: ScenarioSpec) -> Input:
    source = str(number.source)
    row = _row_of(source)
    note = row or spec.sources.get(source)
    mark, cite = (note.mark, note.cite) if note else (ASSUMED, "")
    if row is not None and not _agrees(number.value, number.unit, row, Row.states):
        mark = ASSUMED
    return Input(show_path(number.path), number.value, number.unit, source, mark, cite, row)


def _agrees(value: Any, unit: str, row: Row, agrees: Callable[[Row, float], bool]) -> bool:
    """Whether each number of an input is what a row says, in the row's unit."""
    numbers = value if isinstance(value, list) else [value]
    return unit == row.unit and all(isinstance(number, int | float) and agrees(row, number) for number in numbers)
