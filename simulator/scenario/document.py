"""The page that lists all that a scenario file may hold, built from the schema."""

from collections.abc import Iterator
from pathlib import Path
from string import Template
from typing import Any

from simulator.scenario.blocks import Block
from simulator.scenario.errors import CODES
from simulator.scenario.library import LIBRARY
from simulator.scenario.read import MAX_BYTES
from simulator.scenario.resolve_time import WEEKDAYS
from simulator.scenario.schema import ScenarioSpec

EXAMPLE = "meja-verifikasi"

_TEMPLATE = Path(__file__).with_name("spec_page.md")
_HEAD = "| Field | Type | Unit | Default | Range | Meaning |\n|---|---|---|---|---|---|"
_LIMITS = {
    "minimum": "at least",
    "exclusiveMinimum": "more than",
    "maximum": "at most",
    "exclusiveMaximum": "less than",
}
_SIZES = {
    "minItems": ("at least", "entries"),
    "maxItems": ("at most", "entries"),
    "minProperties": ("at least", "entries"),
    "minLength": ("at least", "characters"),
    "maxLength": ("at most", "characters"),
}
_FORMATS = {"time": "time of day", "date": "date", "date-time": "moment"}
_MANY_PLACES = 6
SOURCE = Block.model_fields["source"].description
"""Said once on the page instead of in every table."""

Schema = dict[str, Any]


def scenario_page() -> str:
    """Text of ``docs/scenario-spec.md``."""
    codes = [f"| {code} | {meaning} |" for code, meaning in CODES.items()]
    return Template(_TEMPLATE.read_text(encoding="utf-8")).substitute(
        max_bytes=f"{MAX_BYTES:,}",
        source=SOURCE,
        example=(LIBRARY / f"{EXAMPLE}.yaml").read_text(encoding="utf-8"),
        fields="\n\n".join(_sections(ScenarioSpec.model_json_schema())),
        codes="\n".join(["| Code | Meaning |", "|---|---|", *codes]),
    )


def _sections(schema: Schema) -> Iterator[str]:
    """A table for each kind of block; those that stand in several places last."""
    blocks = schema["$defs"]
    places: dict[str, list[str]] = {}
    for name, path in _places(schema, "", blocks):
        places.setdefault(name, []).append(path)
    yield _table("The whole file", "", schema)
    for name, paths in sorted(places.items(), key=lambda item: len(item[1]) > 1):
        if len(paths) == 1:
            yield _table(f"`{paths[0]}`", f"{paths[0]}.", blocks[name])
        else:
            yield _table(name, "", blocks[name], f"\n\nStands {_everywhere(paths)}.")


def _everywhere(paths: list[str]) -> str:
    """Places of a block; of one that stands almost everywhere, the names of its fields."""
    if len(paths) <= _MANY_PLACES:
        return f"at {', '.join(f'`{path}`' for path in paths)}"
    fields = dict.fromkeys(path.rpartition(".")[2] for path in paths)
    return f"in many blocks, at {', '.join(f'`{field}`' for field in fields)}"


def _places(block: Schema, path: str, blocks: Schema) -> Iterator[tuple[str, str]]:
    """Name and path of each block inside a block."""
    for field, value in block["properties"].items():
        for name, inner in _references(value, f"{path}.{field}".removeprefix(".")):
            yield name, inner
            yield from _places(blocks[name], inner, blocks)


def _references(value: Schema, path: str) -> Iterator[tuple[str, str]]:
    """Name and path of each block that a field can hold, through lists and mappings."""
    if "$ref" in value:
        yield _referred(value), path
    for option in _options(value):
        yield from _references(option, path)
    if "items" in value:
        yield from _references(value["items"], f"{path}[]")
    if inner := _by_name(value):
        yield from _references(inner, f"{path}.NAME")


def _table(heading: str, prefix: str, block: Schema, where: str = "") -> str:
    rows = [
        _row(f"{prefix}{name}", value, name in block.get("required", ()))
        for name, value in block["properties"].items()
        if value.get("description") != SOURCE
    ]
    return "\n".join([f"### {heading}\n\n{block['description']}{where}\n", _HEAD, *rows])


def _row(path: str, value: Schema, is_required: bool) -> str:
    default = "required" if is_required else _default(value["default"])
    cells = [f"`{path}`", _kind(value), value.get("unit", ""), default, "; ".join(_ranges(value)), value["description"]]
    return f"| {' | '.join(cells)} |"


def _default(value: object) -> str:
    if isinstance(value, dict) and value:
        return "those below"
    shown = ", ".join(value) if isinstance(value, list) else str(value).lower()
    return "none" if value is None or not shown or value == {} else f"`{shown}`"


def _kind(value: Schema) -> str:
    """Type of a field in words."""
    options = _options(value)
    if "discriminator" in value:
        return "distribution"
    if options:
        return " or ".join(map(_kind, options))
    if "$ref" in value:
        return "text in both languages" if _referred(value) == "Text" else "block"
    if value.get("enum") == list(WEEKDAYS):
        return "`mon` to `sun`"
    if choices := value.get("enum", [value["const"]] if "const" in value else []):
        return " or ".join(f"`{choice}`" for choice in choices)
    match value.get("type"):
        case "array":
            return f"list: {_kind(value['items'])}"
        case "object":
            inner = _by_name(value) or value["additionalProperties"]
            return f"mapping: {_kind(inner) if isinstance(inner, dict) else 'any value'}"
        case "string":
            return "name" if "pattern" in value else _FORMATS.get(value.get("format", ""), "text")
    return {"integer": "whole number", "number": "number", "boolean": "`true` or `false`"}[value["type"]]


def _ranges(value: Schema) -> Iterator[str]:
    """Limits of a number, a text, or a list and what is in it."""
    for option in _options(value):
        yield from _ranges(option)
    for key, words in _LIMITS.items():
        if key in value:
            yield f"{words} {_number(value[key])}"
    for key, (words, unit) in _SIZES.items():
        if key in value:
            yield f"{words} {_number(value[key])} {unit if value[key] != 1 else unit.replace('ies', 'y').rstrip('s')}"
    for inner in (value.get("items"), value.get("additionalProperties"), _by_name(value)):
        if isinstance(inner, dict):
            yield from (f"each {limit.removeprefix('each ')}" for limit in _ranges(inner))


def _options(value: Schema) -> list[Schema]:
    """What a field can be, apart from absent."""
    return [option for option in value.get("anyOf") or value.get("oneOf") or [] if option.get("type") != "null"]


def _by_name(value: Schema) -> Schema | None:
    """What a mapping from names holds."""
    return next(iter(value.get("patternProperties", {}).values()), None)


def _referred(value: Schema) -> str:
    return str(value["$ref"]).rpartition("/")[2]


def _number(limit: float) -> str:
    return f"{limit:,}".removesuffix(".0")


if __name__ == "__main__":
    print(scenario_page(), end="")
