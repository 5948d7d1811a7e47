"""Where each number of a scenario comes from."""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from pydantic import BaseModel
from pydantic.fields import FieldInfo

from simulator.scenario.errors import Problem
from simulator.scenario.parse import show_path
from simulator.scenario.read import Path_
from simulator.scenario.schema import ScenarioSpec, Source

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
        A key of the scenario's ``sources``, or ``assumed``.
    mark : str
        Kind of evidence: official, published, measured, source_document or assumed.
    cite : str
        The source in words; empty for an assumption.
    """

    path: str
    value: Any
    unit: str
    source: str
    mark: str
    cite: str


@dataclass(frozen=True)
class _Number:
    path: Path_
    value: Any
    unit: str
    source: str | None
    source_path: Path_


def list_inputs(spec: ScenarioSpec) -> list[Input]:
    """Every number of a scenario with its unit and source, in the order of the file."""
    return [_described(number, spec) for number in _numbers(spec, (), None, ()) if number.source]


def source_problems(spec: ScenarioSpec) -> Iterator[tuple[Path_, Problem]]:
    """Numbers without a source, and sources that are not listed."""
    unknown: set[Path_] = set()
    for number in _numbers(spec, (), None, ()):
        if number.source is None:
            message = "this number has no source; add 'source:' to its block, or 'source: assumed'"
            yield number.path, Problem("SCN030", show_path(number.path), message)
        elif number.source not in (ASSUMED, *spec.sources) and number.source_path not in unknown:
            unknown.add(number.source_path)
            message = f"{number.source!r} is not listed under 'sources'; list it there, or write 'assumed'"
            yield number.source_path, Problem("SCN031", show_path(number.source_path), message)


def _numbers(block: BaseModel, path: Path_, source: str | None, source_path: Path_) -> Iterator[_Number]:
    """The numbers of a block and of those inside it; a block's own source covers what is in it."""
    own = getattr(block, "source", None)
    for name, field in type(block).model_fields.items():
        key = field.alias or name
        value, here = getattr(block, name), (*path, key)
        covering = _covering(own, key, path) or (source, source_path)
        if unit := unit_of(field):
            if value is not None and name in block.model_fields_set:
                yield _Number(here, value, unit, *covering)
        elif name != "patches":
            for inner_path, inner in _blocks(value, here):
                yield from _numbers(inner, inner_path, *covering)


def unit_of(field: FieldInfo) -> str | None:
    """Unit of a number's field; None for a field that holds no number."""
    extra = field.json_schema_extra
    return str(extra["unit"]) if isinstance(extra, dict) and "unit" in extra else None


def _covering(own: Source | None, key: str, path: Path_) -> tuple[str, Path_] | None:
    """What a block's own `source` says of one field: one source for all its fields, or one for each."""
    if isinstance(own, dict):
        return (own[key], (*path, "source", key)) if key in own else None
    return (own, (*path, "source")) if own is not None else None


def _blocks(value: Any, path: Path_) -> Iterator[tuple[Path_, BaseModel]]:
    if isinstance(value, BaseModel):
        yield path, value
    elif isinstance(value, dict):
        for key, inner in value.items():
            yield from _blocks(inner, (*path, key))
    elif isinstance(value, list):
        for index, inner in enumerate(value):
            yield from _blocks(inner, (*path, index))


def _described(number: _Number, spec: ScenarioSpec) -> Input:
    source = str(number.source)
    note = spec.sources.get(source)
    mark, cite = (note.mark, note.cite) if note else (ASSUMED, "")
    return Input(show_path(number.path), number.value, number.unit, source, mark, cite)
