"""Uncertain inputs lead to a number of the scenario, and their limits are in order."""

from collections.abc import Iterator

from simulator.scenario.errors import Path_, Problem, show_path
from simulator.scenario.guesses import TriangularGuess, UncertainInput, UniformGuess
from simulator.scenario.patch import place_of, value_at
from simulator.scenario.read import Document
from simulator.scenario.schema import ScenarioSpec


def uncertain_problems(spec: ScenarioSpec, document: Document) -> Iterator[Problem]:
    """Problems of the inputs that are marked as uncertain, with their lines."""
    seen: dict[Path_, str] = {}
    for position, uncertain in enumerate(spec.uncertain):
        here: Path_ = ("uncertain", position)
        for code, field, message in _problems(uncertain, document, seen):
            path = (*here, field)
            yield Problem(code, show_path(path), message, document.line(path))


def _problems(uncertain: UncertainInput, document: Document, seen: dict[Path_, str]) -> Iterator[tuple[str, str, str]]:
    try:
        value, place = value_at(document.data, uncertain.at), place_of(document.data, uncertain.at)
    except LookupError as error:
        yield "SCN040", "at", f"{uncertain.at}: {error.args[0]}"
        return
    if isinstance(value, bool) or not isinstance(value, int | float):
        yield "SCN012", "at", f"{uncertain.at} is not a number; name one, as stations[loket].service_time.mean_min"
    if place in seen:
        yield "SCN022", "at", f"{uncertain.at} is marked twice; keep one"
    seen[place] = uncertain.at
    known = uncertain.knowledge
    if isinstance(known, UniformGuess) and not known.low < known.high:
        yield "SCN014", "knowledge", f"low, {known.low:g}, must be less than high, {known.high:g}"
    if isinstance(known, TriangularGuess) and not (known.low <= known.mode <= known.high and known.low < known.high):
        yield "SCN014", "knowledge", "low, mode and high must be in this order, and low less than high"
