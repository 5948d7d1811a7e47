"""Plain data -> the typed scenario, or every problem that stands in the way."""

from typing import Any, TypeVar, get_args

from pydantic import BaseModel, ValidationError
from pydantic_core import ErrorDetails

from simulator.scenario.errors import Path_, Problem, show_path
from simulator.scenario.schema import ScenarioSpec
from simulator.scenario.wording import sentence

_Model = TypeVar("_Model", bound=BaseModel)

_CODE_OF = {
    "missing": "SCN011",
    "extra_forbidden": "SCN010",
    "invalid_key": "SCN010",
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
"""Kind of fault -> code; any other kind is a wrong type."""


def parse_spec(data: dict[str, Any]) -> tuple[ScenarioSpec | None, list[tuple[Path_, Problem]]]:
    """Type-check the data of a scenario.

    Returns
    -------
    tuple
        The scenario and no problems, or None and at least one problem with its path.
    """
    return parse_as(ScenarioSpec, data)


def parse_as(model: type[_Model], data: dict[str, Any]) -> tuple[_Model | None, list[tuple[Path_, Problem]]]:
    """The same for any kind of file that is made of blocks."""
    try:
        return model.model_validate(data), []
    except ValidationError as error:
        return None, [_problem(fault, data, model) for fault in error.errors(include_url=False)]


def _problem(fault: ErrorDetails, data: dict[str, Any], model: type[BaseModel]) -> tuple[Path_, Problem]:
    path = _path_in_data(fault, data)
    code = _CODE_OF.get(fault["type"], "SCN012")
    return path, Problem(code, show_path(path), sentence(fault, _fields_around(fault["loc"], model)))


def _path_in_data(fault: ErrorDetails, data: Any) -> Path_:
    """Pydantic's location without what it puts in between: tags of unions and marks of keys."""
    path: list[str | int] = []
    for part in fault["loc"]:
        here = data if isinstance(data, dict) else dict(enumerate(data)) if isinstance(data, list) else {}
        if part in here:
            path.append(part)
            data = here[part]
    if fault["type"] == "missing":
        path.append(fault["loc"][-1])
    elif fault["type"].startswith("union_tag"):
        path.append("distribution")
    return tuple(path)


def _fields_around(location: tuple[str | int, ...], model: type[BaseModel]) -> list[str]:
    """Fields of the block in which pydantic's location ends; `source`, which all have, last."""
    models: list[type[BaseModel]] = [model]
    for part in location[:-1]:
        inside = [model for held in models for model in _inside(held, part)]
        tagged = [model for model in models if part in get_args(_annotation(model, "distribution"))]
        models = tagged or inside or models
    names = [field.alias or name for model in models for name, field in model.model_fields.items()]
    return sorted(names, key=lambda name: name == "source")


def _inside(model: type[BaseModel], field: str | int) -> list[type[BaseModel]]:
    return inner_blocks(_annotation(model, field))


def _annotation(model: type[BaseModel], field: str | int) -> Any:
    return next((info.annotation for name, info in model.model_fields.items() if field in (name, info.alias)), None)


def inner_blocks(annotation: Any) -> list[type[BaseModel]]:
    """Kinds of block that a field of this type can hold, itself or in lists and mappings."""
    if isinstance(annotation, type) and issubclass(annotation, BaseModel):
        return [annotation]
    return [model for argument in get_args(annotation) for model in inner_blocks(argument)]
