"""The scenarios that come with SimPTSP."""

from os.path import isdir, isfile  # unlike those of Path, False for names that no file can have
from pathlib import Path

from simulator.data.folder import DATASETS
from simulator.scenario.errors import Problem, ScenarioError
from simulator.scenario.wording import suggestion

LIBRARY = DATASETS / "scenarios"


def library_names() -> list[str]:
    """Names of the scenarios in the library.

    Returns
    -------
    list of str
        In alphabetical order.
    """
    return sorted(file.stem for file in LIBRARY.glob("*.yaml"))


def find_scenario(name_or_file: str | Path) -> Path:
    """File of a scenario given by its library name or by its path.

    Raises
    ------
    ScenarioError
        ``SCN001`` if a bare name is neither in the library nor a file.
    """
    file = Path(name_or_file)
    names = library_names()
    if file.suffix in (".yaml", ".yml") or len(file.parts) > 1 or isfile(file):
        return file
    if str(name_or_file) in names:  # also where a folder, of results perhaps, has the same name
        return LIBRARY / f"{name_or_file}.yaml"
    if isdir(file):
        return file
    message = f"there is no scenario of this name and no such file; {suggestion(str(name_or_file), names)}"
    raise ScenarioError([Problem("SCN001", "", message)])
