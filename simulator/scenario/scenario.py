"""A loaded scenario and what can be done with it."""

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path
from typing import Any

from simulator.scenario.check import check_spec
from simulator.scenario.errors import Problem, ScenarioError
from simulator.scenario.library import find_scenario
from simulator.scenario.parse import parse_spec
from simulator.scenario.patch import apply_changes
from simulator.scenario.read import Document, read_document
from simulator.scenario.resolve import resolve
from simulator.scenario.resolved import ResolvedScenario
from simulator.scenario.schema import ScenarioSpec
from simulator.scenario.sources import ASSUMED, Input, list_inputs


@dataclass(frozen=True)
class Scenario:
    """An office and its rules, checked and complete.

    Attributes
    ----------
    spec : ScenarioSpec
        The typed human form.
    data : dict
        The same as plain data, as it would be written to a file.
    """

    spec: ScenarioSpec
    data: dict[str, Any]

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
        """Every number with its unit, source and kind of evidence."""
        return list_inputs(self.spec)

    def assumptions(self) -> list[Input]:
        """The numbers whose source is ``assumed``."""
        return [number for number in self.inputs() if number.source == ASSUMED]

    def patched(self, name: str) -> "Scenario":
        """The scenario with one of its named patches applied.

        Raises
        ------
        ScenarioError
            ``SCN021`` if there is no patch of this name.
        """
        patch = self.spec.patches.get(name)
        if patch is None:
            known = ", ".join(self.spec.patches) or "none"
            raise ScenarioError([Problem("SCN021", f"patches.{name}", f"there is no such patch; defined are: {known}")])
        source = patch.source if isinstance(patch.source, str) else ASSUMED
        return self.with_({**patch.changes, "name": f"{self.name}-{name}"[:40].strip("-")}, source=source)

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
        return scenario_from(Document(apply_changes(self.data, {**(changes or {}), **fields}, source), {}))


def load_scenario(name_or_file: str | Path) -> Scenario:
    """Load a scenario by its name in the library, or from a file.

    Parameters
    ----------
    name_or_file : str or Path
        A name, as ``kabupaten-menengah``, or the path of a YAML file.

    Raises
    ------
    ScenarioError
        With every problem of the file at once.

    Examples
    --------
    >>> load_scenario("meja-verifikasi").spec.title.en
    'File-verification desk of a mid-sized regency'
    """
    file = find_scenario(name_or_file)
    return scenario_from(read_document(file), str(name_or_file))


def scenario_from(document: Document, file: str | None = None) -> Scenario:
    """Check the data of a scenario, its patches included."""
    spec, problems = parse_spec(document)
    if spec is not None:
        for path, problem in check_spec(spec):
            problems.append(Problem(problem.code, problem.path, problem.message, document.line(path)))
        if not problems:
            problems += _patch_problems(spec, document)
    if problems or spec is None:
        raise ScenarioError(sorted(problems, key=lambda problem: problem.line or 0), file)
    return Scenario(spec, document.data)


def _patch_problems(spec: ScenarioSpec, document: Document) -> list[Problem]:
    """Problems of the scenarios that the patches lead to."""
    problems: list[Problem] = []
    for name, patch in spec.patches.items():
        source = patch.source if isinstance(patch.source, str) else ASSUMED
        unpatched = {key: value for key, value in document.data.items() if key != "patches"}
        try:
            scenario_from(Document(apply_changes(unpatched, patch.changes, source), {}))
        except ScenarioError as error:
            line = document.line(("patches", name))
            problems += [problem.within(f"patches.{name}", line) for problem in error.problems]
    return problems
