"""The scenarios that come with SimPTSP."""

import difflib
from pathlib import Path

from simulator.scenario.errors import Problem, ScenarioError

LIBRARY = Path(__file__).resolve().parents[2] / "datasets" / "scenarios"


def library_names() -> list[str]:
    """Names of the scenarios in the library, in alphabetical order."""
    return sorted(file.stem for file in LIBRARY.glob("*.yaml"))


def find_scenario(name_or_file: str | Path) -> Path:
    """File of a scenario given by its library name or by its path.

    Raises
    ------
    ScenarioError
        ``SCN001`` if a bare name is neither in the library nor a file.
    """
    file = Path(name_or_file)
    if file.exists() or file.suffix in (".yaml", ".yml") or len(file.parts) > 1:
        return file
    names = library_names()
    if str(name_or_file) in names:
        return LIBRARY / f"{name_or_file}.yaml"
    close = difflib.get_close_matches(str(name_or_file), names, n=1)
    hint = f"did you mean '{close[0]}'?" if close else f"the library has: {', '.join(names)}"
    message = f"there is no scenario of this name and no such file; {hint}"
    raise ScenarioError([Problem("SCN001", "", message)], str(name_or_file))
