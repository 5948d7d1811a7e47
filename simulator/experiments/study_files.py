"""Files that describe a study: YAML, checked like scenarios, with the line of every fault."""

from collections.abc import Iterable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Generic, TypeVar

from pydantic import BaseModel

from simulator.scenario import Problem, Scenario, ScenarioError, load_scenario
from simulator.scenario.errors import Path_
from simulator.scenario.parse import parse_as
from simulator.scenario.read import Document, read_document
from simulator.scenario.wording import suggestion

_Spec = TypeVar("_Spec", bound=BaseModel)


@dataclass(frozen=True)
class StudyFile(Generic[_Spec]):
    """A file that was read and has the right fields.

    Attributes
    ----------
    spec : BaseModel
        Its contents.
    document : Document
        The plain data and its lines.
    file : Path
        Where it stands; names of files in it are relative to its folder.
    """

    spec: _Spec
    document: Document
    file: Path

    def base(self, name: str, patches: Sequence[str] = ()) -> Scenario:
        """The scenario that the file is about, as its fields `base` and `patches` say.

        Parameters
        ----------
        name : str
            A name of the library, or a file beside this one.
        patches : sequence of str, optional
            Its patches that are applied, in this order.

        Raises
        ------
        ScenarioError
            If there is none, it has no such patch, or it is not valid; with the line of the field.
        """
        beside = self.file.parent / name
        with self._blaming("base"):
            base = load_scenario(beside if beside.is_file() else name)
        for place, patch in enumerate(patches):
            if problems := unknown_names([patch], base.spec.patches, "patch", ("patches", place)):
                raise self.fault(problems)
            with self._blaming(f"patches[{place}]"):
                base = base.patched(patch)
        return base

    @contextmanager
    def _blaming(self, field: str) -> Iterator[None]:
        """What is wrong with a scenario is a fault of the field that named it."""
        try:
            yield
        except ScenarioError as error:
            raise self.fault([problem.within(field) for problem in error.problems]) from None

    def fault(self, problems: Iterable[Problem]) -> ScenarioError:
        """Problems that were found in the contents, with their lines."""
        return ScenarioError(
            [replace(problem, line=self.document.line(_path(problem.path))) for problem in problems], str(self.file)
        )


def read_study(file: str | Path, model: type[_Spec]) -> StudyFile[_Spec]:
    """Read the description of a study.

    Parameters
    ----------
    file : str or Path
        A YAML file.
    model : type
        The block that its fields make up.

    Raises
    ------
    ScenarioError
        With every fault of its fields at once, each with its line.
    """
    try:
        document = read_document(Path(file))
    except ScenarioError as error:
        raise ScenarioError(error.problems, str(file)) from None
    spec, faults = parse_as(model, document.data)
    if spec is None:
        problems = [replace(problem, line=document.line(path)) for path, problem in faults]
        raise ScenarioError(sorted(problems, key=lambda problem: problem.line or 0), str(file))
    return StudyFile(spec, document, Path(file))


def unknown_names(names: Iterable[str], known: Iterable[str], what: str, here: Path_) -> list[Problem]:
    """A problem for each name that is not known."""
    possible = list(known)
    return [
        Problem("SCN021", ".".join(map(str, here)), f"there is no {what} {name!r}; {suggestion(name, possible)}")
        for name in names
        if name not in possible
    ]


def _path(shown: str) -> Path_:
    """A path that was shown to people, as keys and positions."""
    parts = shown.replace("[", ".").replace("]", "").split(".")
    return tuple(int(part) if part.isdecimal() else part for part in parts if part)
