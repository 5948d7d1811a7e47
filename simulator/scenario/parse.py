"""Plain data -> the typed scenario, or every problem that stands in the way."""

import difflib
from collections.abc import Iterator
from typing import Any

from pydantic import BaseModel, ValidationError
from pydantic_core import ErrorDetails

from simulator.scenario.errors import Problem
from simulator.scenario.read import Document, Path_
from simulator.scenario.schema import Block, ScenarioSpec, SourceNote, Text

_CODE_OF = {
    "missing": "SCN011",
    "extra_forbidden": "SCN010",
    "literal_error": "SCN013",
    "union_tag_invalid": "SCN013",
    "union_tag_not_found": "SCN011",
    "greater_than": "SCN014",
    "greater_than_equal": "SCN014",
    "less_than": "SCN014",
    "less_than_equal": "SCN014",
    "finite_number": "SCN014",
    "too_short": "SCN014",
    "too_long": "SCN014",
    "string_too_short": "SCN015",
    "string_too_long": "SCN015",
    "string_pattern_mismatch": "SCN015",
    "value_error": "SCN015",
}


def parse_spec(document: Document) -> tuple[ScenarioSpec | None, list[Problem]]:
    """Type-check the data of a scenario.

    Returns
    -------
    tuple
        The scenario and no problems, or None and at least one problem.
    """
    try:
        return ScenarioSpec.model_validate(document.data), []
    except ValidationError as error:
        return None, list(_problems(error, document))


def show_path(path: Path_) -> str:
    """Path for people: ``stations[0].servers``."""
    text = ""
    for part in path:
        text += f"[{part}]" if isinstance(part, int) else f".{part}" if text else str(part)
    return text


def _problems(error: ValidationError, document: Document) -> Iterator[Problem]:
    seen: set[tuple[str, Path_]] = set()
    for detail in error.errors(include_url=False):
        code = _CODE_OF.get(detail["type"], "SCN012")
        path = _path_in_data(detail["loc"], document.data)
        if (code, path) not in seen:
            seen.add((code, path))
            yield Problem(code, show_path(path), _sentence(detail, path), document.line(path))


def _path_in_data(loc: tuple[str | int, ...], data: Any) -> Path_:
    """Pydantic's location without the union tags that it puts in between."""
    path: list[str | int] = []
    for position, part in enumerate(loc):
        is_last = position == len(loc) - 1
        if isinstance(data, dict) and part == "[key]":
            continue
        if isinstance(data, dict) and (part in data or is_last or str(part) in map(str, data)):
            path.append(part)
            data = data.get(part, next((value for key, value in data.items() if str(key) == str(part)), None))
        elif isinstance(data, list) and isinstance(part, int) and part < len(data):
            path.append(part)
            data = data[part]
    return tuple(path)


def _sentence(detail: ErrorDetails, path: Path_) -> str:
    kind, context, value = detail["type"], detail.get("ctx", {}), _shown(detail["input"])
    match kind:
        case "missing":
            return "this field is missing; add it"
        case "extra_forbidden":
            return f"there is no field of this name here{_did_you_mean(str(path[-1]))}"
        case "literal_error":
            return f"{value} is not possible here; it must be {context['expected']}"
        case "union_tag_invalid":
            return f"{context['tag']!r} is not a distribution; it must be {context['expected_tags']}"
        case "union_tag_not_found":
            return "the field 'distribution' is missing; it says which kind of distribution this is"
        case "too_short" | "too_long":
            side, limit = ("least", "min_length") if kind == "too_short" else ("most", "max_length")
            return f"this has {context['actual_length']} entries; it must have at {side} {context[limit]}"
        case "string_pattern_mismatch":
            return f"{value} is not a name; use small letters, digits and single hyphens, such as 'loket-nib'"
        case "value_error":
            return f"{context['error']}"
    expected = detail["msg"].removeprefix("Input should be ").removeprefix("String should ").lower()
    return f"{value} is not possible here; it must be {expected}"


def _did_you_mean(name: str) -> str:
    close = difflib.get_close_matches(name, field_names(), n=1)
    return f"; did you mean '{close[0]}'?" if close else "; remove it or correct its name"


def field_names() -> list[str]:
    """Every field name of the scenario language, in alphabetical order."""
    models: list[type[BaseModel]] = [ScenarioSpec, Text, SourceNote, Block, *Block.__subclasses__()]
    return sorted({field.alias or name for model in models for name, field in model.model_fields.items()})


def _shown(value: object) -> str:
    text = repr(value)
    return text if len(text) <= 60 else text[:57] + "..."
