"""A loaded scenario and what can be done with it."""

from collections.abc import Mapping
from dataclasses import dataclass, replace
from functools import cached_property, reduce
from pathlib import Path
from typing import Any

from simulator.scenario.check_legal import check_expanded
from simulator.scenario.check_uncertain import uncertain_problems
from simulator.scenario.derived import with_base
from simulator.scenario.errors import Problem, ScenarioError, show_path
from simulator.scenario.legal_routes import legal_inputs
from simulator.scenario.library import LIBRARY, find_scenario, library_names
from simulator.scenario.parse import parse_spec
from simulator.scenario.partial import check_rest
from simulator.scenario.patch import apply_changes
from simulator.scenario.read import Document, read_document
from simulator.scenario.resolve import resolve
from simulator.scenario.resolved import ResolvedScenario
from simulator.scenario.schema import ScenarioSpec
from simulator.scenario.sources import ASSUMED, Input, list_inputs
from simulator.scenario.wording import suggestion


@dataclass(frozen=True)
class Scenario:
    """An office and its rules, checked and complete.

    Attributes
    ----------
    spec : ScenarioSpec
        The typed human form.
    data : dict
        The same as plain data, as it would be written to a file.
    origin : str
        Words that make ``simptsp run`` simulate it again; empty if it was changed in a program.
    """

    spec: ScenarioSpec
    data: dict[str, Any]
    origin: str = ""

    @property
    def name(self) -> str:
        """Name of the scenario."""
        return self.spec.name

    @cached_property
    def resolved(self) -> ResolvedScenario:
        """The resolved form, from which everything is simulated."""
        return resolve(self.spec)

    @property
    def hash(self) -> str:
        """SHA-256 of the resolved form."""
        return self.resolved.hash

    def inputs(self) -> list[Input]:
        """Every number with its unit, source and kind of evidence; last those that permits take from the law."""
        return list_inputs(self.spec) + legal_inputs(self.spec)

    def assumptions(self) -> list[Input]:
        """The numbers without evidence."""
        return [number for number in self.inputs() if number.mark == ASSUMED]

    def patched(self, name: str) -> "Scenario":
        """The scenario with one of its named patches applied.

        Raises
        ------
        ScenarioError
            ``SCN021`` if there is no patch of this name.
        """
        patch = self.spec.patches.get(name)
        if patch is None:
            message = f"there is no patch of this name; {suggestion(name, self.spec.patches)}"
            raise ScenarioError([Problem("SCN021", f"patches.{name}", message)])
        title = {lang: f"{getattr(self.spec.title, lang)} – {getattr(patch.title, lang)}" for lang in ("id", "en")}
        renamed = {**patch.changes, "name": f"{self.name}-{name}"[:40].strip("-"), "title": title}
        origin = f"{self.origin} --patch {name}" if self.origin and "--patch" not in self.origin else ""
        return replace(self.with_(renamed, source=patch.source or ASSUMED), origin=origin)

    def alternative(self, name: str) -> "Scenario":
        """What a planner would set beside this scenario.

        Parameters
        ----------
        name : str
            One of its patches, several joined by ``+``, the name of another scenario, or a YAML file.

        Raises
        ------
        ScenarioError
            If it is none of these, or the changed scenario is not valid.
        """
        patches = name.split("+")
        if all(patch in self.spec.patches for patch in patches):
            return reduce(Scenario.patched, patches, self)
        try:
            return load_scenario(name)
        except ScenarioError as error:
            if [problem.code for problem in error.problems] != ["SCN001"]:
                raise
            known = [*self.spec.patches, *library_names()]
            message = f"{self.name} has no such patch, and there is no such scenario or file; "
            raise ScenarioError([Problem("SCN001", name, message + suggestion(name, known))]) from None

    def with_(self, changes: Mapping[str, Any] | None = None, /, source: str = ASSUMED, **fields: Any) -> "Scenario":
        """The scenario with some values replaced; this one stays as it is.

        Parameters
        ----------
        changes : mapping, optional
            Path -> new value, as ``{"stations[loket].servers": 4}``.
        source : str, optional
            Source of the new numbers; ``assumed`` unless said.
        **fields
            The same for fields at the top of the scenario.

        Raises
        ------
        ScenarioError
            If a path leads nowhere or the changed scenario is not valid.
        """
        return changed_scenario(self.data, {**(changes or {}), **fields}, source)


def changed_scenario(data: dict[str, Any], changes: Mapping[str, Any], source: str) -> Scenario:
    """A scenario given as plain data, with some values replaced.

    Parameters
    ----------
    data : dict
        Of a scenario, as :attr:`Scenario.data`.
    changes : mapping
        Path -> new value.
    source : str
        Source of the new numbers.

    Raises
    ------
    ScenarioError
        If a path leads nowhere or the changed scenario is not valid.
    """
    return _checked(apply_changes(data, changes, source))


def load_scenario(name_or_file: str | Path, check_patches: bool | None = None) -> Scenario:
    """Load a scenario by its name in the library, or from a file.

    Parameters
    ----------
    name_or_file : str or Path
        A name, as ``kabupaten-menengah``, or the path of a YAML file.
    check_patches : bool, optional
        Whether each patch is tried as well, which takes most of the time. Unless said, those of the library are not:
        they come checked, and a patch is checked again when it is applied.

    Returns
    -------
    Scenario
        Checked and complete.

    Raises
    ------
    ScenarioError
        With every problem of the file at once.

    Examples
    --------
    >>> load_scenario("meja-verifikasi").spec.title.en
    'File-verification desk of a mid-sized regency'
    """
    try:
        file = find_scenario(name_or_file)
        document = with_base(read_document(file), file.parent, (file.resolve(),))
        tries = file.parent != LIBRARY if check_patches is None else check_patches
        return replace(scenario_from(document, tries), origin=str(name_or_file))
    except ScenarioError as error:
        raise ScenarioError(error.problems, str(name_or_file)) from None


def scenario_from(document: Document, check_patches: bool = True) -> Scenario:
    """Check the data of a scenario.

    Parameters
    ----------
    document : Document
        Plain data in human form, with the lines of its file.
    check_patches : bool, optional
        Whether each of its patches must lead to a valid scenario too.

    Returns
    -------
    Scenario
        The scenario.

    Raises
    ------
    ScenarioError
        With every problem at once, in the order of the file.
    """
    office = _checked(document)
    problems = list(uncertain_problems(office.spec, document))
    tried = office.spec.patches if check_patches else ()
    problems += [problem for name in tried for problem in _patch_problems(office, name, document)]
    if problems:
        raise ScenarioError(problems)
    return office


def _checked(document: Document) -> Scenario:
    """The scenario without trying its patches, some of which may not fit once another is applied."""
    spec, faults = parse_spec(document.data)
    faults += check_expanded(spec) if spec else check_rest(document.data, [path for path, _ in faults])
    problems = [replace(problem, line=document.line(path)) for path, problem in faults]
    if problems or spec is None:
        raise ScenarioError(sorted(problems, key=lambda problem: problem.line or 0))
    return Scenario(spec, document.data)


def _patch_problems(office: Scenario, name: str, document: Document) -> list[Problem]:
    """Problems of the scenario that a patch leads to."""
    patch, here = office.spec.patches[name], ("patches", name)
    lines = {path: line for path in patch.changes if (line := document.line((*here, "set", path)))}
    try:
        changed = apply_changes(office.data, patch.changes, patch.source or ASSUMED, lines)
        _checked(Document(changed.data, {(): document.line(here) or 0} | changed.lines))
    except ScenarioError as error:
        return [problem.within(show_path(here)) for problem in error.problems]
    return []
