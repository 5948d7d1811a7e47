"""A scenario written as what differs from another one: `base` and `changes`."""

from collections.abc import Mapping
from dataclasses import replace
from pathlib import Path
from typing import Annotated, Any, Literal

from pydantic import BaseModel, BeforeValidator, ConfigDict, Field

from simulator.scenario.blocks import Name, SourceNote, Text
from simulator.scenario.errors import Path_, Problem, ScenarioError, show_path
from simulator.scenario.guesses import UncertainInput
from simulator.scenario.library import find_scenario
from simulator.scenario.parse import parse_as
from simulator.scenario.patch import apply_changes, has_loose_number
from simulator.scenario.read import Document, read_document
from simulator.scenario.schema import Patch, check_version
from simulator.scenario.sources import ASSUMED, is_listed, why_unlisted

BASE = "base"


class Changes(BaseModel):
    """Some values that differ from those of the base."""

    model_config = ConfigDict(frozen=True, extra="forbid", strict=True)

    source: str | None = Field(None, description="where the numbers come from: a row, a key of `sources`, or `assumed`")
    changes: dict[str, Any] = Field(alias="set", min_length=1, description="path -> new value")


class DerivedSpec(BaseModel):
    """A scenario file that has a base."""

    model_config = ConfigDict(frozen=True, extra="forbid", strict=True, allow_inf_nan=False)

    simptsp: Annotated[Literal[1], BeforeValidator(check_version)] = Field(description="version of this language")
    name: Name = Field(description="by which commands name it")
    title: Text = Field(description="what people read in tables and figures")
    description: Text = Field(description="the office in a few sentences")
    is_not: Text | None = Field(None, description="what it leaves out or must not be used for; not taken from the base")
    measure_first: list[Text] = Field(default=[], description="what to count first; not taken from the base")
    base: str = Field(min_length=1, description="name in the library, or a file seen from the folder of this one")
    changes: list[Changes] = Field(default=[], description="applied to the base in this order")
    sources: dict[Name, SourceNote] = Field(default={}, description="added to those of the base")
    uncertain: list[UncertainInput] | None = Field(None, description="in place of those of the base; [] for none")
    patches: dict[Name, Patch | None] = Field(
        default={}, description="added to those of the base; empty takes one away"
    )


_OWN = ("is_not", "measure_first")
"""Fields that tell of one office, and of none that is made from it."""


def with_base(document: Document, folder: Path, above: tuple[Path, ...] = ()) -> Document:
    """The whole scenario, if a document has a base; else the document itself.

    Parameters
    ----------
    document : Document
        Of a scenario file.
    folder : Path
        Where the file stands; the base may be named from there.
    above : tuple of Path, optional
        Files that have this one as their base.

    Returns
    -------
    Document
        Plain data without `base` and `changes`, with the lines of what this file says.

    Raises
    ------
    ScenarioError
        If the file has another form, its base cannot be read or leads back to it, or a change points at nothing.
    """
    if BASE not in document.data:
        return document
    spec, faults = parse_as(DerivedSpec, document.data)
    if spec is None:
        raise _error(faults, document)
    changed = _base(spec, document, folder, above)
    faults, lines = _unsourced(spec, changed["sources"]), dict[Path_, int]()
    for number, change in enumerate(spec.changes):
        here: Path_ = ("changes", number, "set")
        places = {path: line for path in change.changes if (line := document.line((*here, path)))}
        try:
            applied = apply_changes(changed, change.changes, change.source or ASSUMED, places)
        except ScenarioError as error:
            where = show_path(here[:2])
            faults += [((*here, problem.path), problem.within(where)) for problem in error.problems]
        else:
            changed, lines = applied.data, lines | applied.lines
    if faults:
        raise _error(faults, document)
    own = {path: line for path, line in document.lines.items() if path and path[0] not in (BASE, "changes")}
    return Document(_merged(changed, document.data), {(): document.line((BASE,)) or 0} | lines | own)


def _base(spec: DerivedSpec, document: Document, folder: Path, above: tuple[Path, ...]) -> dict[str, Any]:
    """Data of the base, with the sources of this file."""
    try:
        file = find_scenario(spec.base)
        file = file if file.is_absolute() else folder / file
        if (same := file.resolve()) in above or len(above) > 8:
            message = "this file is its own base, by way of others perhaps; name a scenario that stands on its own"
            raise ScenarioError([Problem("SCN035", "", message)])
        data = with_base(read_document(file), file.parent, (*above, same)).data
    except ScenarioError as error:
        line = document.line((BASE,))
        raise ScenarioError([replace(each.within(BASE), line=line) for each in error.problems]) from None
    return {**data, "sources": {**data.get("sources", {}), **document.data.get("sources", {})}}


def _merged(base: dict[str, Any], own: Mapping[str, Any]) -> dict[str, Any]:
    """What this file says of itself, over what its base says."""
    kept = {key: value for key, value in base.items() if key not in _OWN}
    patches = {**base.get("patches", {}), **own.get("patches", {})}
    plain = {key: value for key, value in own.items() if key not in (BASE, "changes", "sources", "patches")}
    return {**kept, **plain, "patches": {name: patch for name, patch in patches.items() if patch is not None}}


def _unsourced(spec: DerivedSpec, listed: Mapping[str, object]) -> list[tuple[Path_, Problem]]:
    """Changes with numbers that do not say where these come from."""
    faults = []
    for number, change in enumerate(spec.changes):
        here: Path_ = ("changes", number)
        if change.source is None and any(map(has_loose_number, change.changes.values())):
            message = "these changes have numbers without a source; add 'source:' to them, or 'source: assumed'"
            faults.append((here, Problem("SCN030", show_path(here), message)))
        elif change.source is not None and not is_listed(change.source, listed):
            place = (*here, "source")
            faults.append((place, Problem("SCN031", show_path(place), why_unlisted(change.source))))
    return faults


def _error(faults: list[tuple[Path_, Problem]], document: Document) -> ScenarioError:
    problems = [replace(problem, line=document.line(path)) for path, problem in faults]
    return ScenarioError(sorted(problems, key=lambda problem: problem.line or 0))
