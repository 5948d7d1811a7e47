"""Each valid file resolves to the golden file beside it; together they use every field.

The golden files say what the code gave when a person last looked at them; they verify nothing by themselves
(`test_resolved_by_hand.py` does). After a wanted change of the resolved form, write them anew, read the difference and
say in the commit why it is right:

    python tests/scenario/test_scenario_valid.py
"""

import json
import re
from pathlib import Path
from typing import Literal, get_args, get_origin

import pytest
from pydantic import BaseModel
from pydantic.fields import FieldInfo

from simulator.scenario import Scenario, ScenarioSpec, load_scenario
from simulator.scenario.sources import blocks

FILES = sorted(Path(__file__).with_name("valid").glob("*.yaml"))


def golden_of(file: Path) -> Path:
    return file.with_suffix(".resolved.json")


def resolved_text(office: Scenario) -> str:
    """Resolved form of a scenario and of each of its patches, to be read by people."""
    forms = {name: office.patched(name).resolved for name in office.spec.patches}
    data = {name: json.loads(form.to_json()) for name, form in {"": office.resolved, **forms}.items()}
    text = json.dumps(data, indent=1, ensure_ascii=False, sort_keys=True) + "\n"
    return re.sub(r"\[[^\[\]{}]*\]", lambda match: " ".join(match[0].split()), text)  # a list of numbers is one line


def test_there_are_files():
    assert len(FILES) >= 17
    assert [golden_of(file) for file in FILES] == sorted(FILES[0].parent.glob("*.resolved.json"))


@pytest.mark.parametrize("file", FILES, ids=lambda file: file.stem)
def test_a_file_resolves_to_its_golden(file: Path):
    assert resolved_text(load_scenario(file)) == golden_of(file).read_text(encoding="utf-8")


def test_the_comparison_can_fail():
    file = FILES[0].with_name("channels.yaml")
    changed = load_scenario(file).with_({"stations[meja].service_time.mean_min": 10.000000001})
    assert resolved_text(changed) != golden_of(file).read_text(encoding="utf-8")


def test_the_files_use_every_field_and_every_choice():
    used: set[tuple[str, str]] = set()
    choices: set[tuple[str, str, object]] = set()
    offices = [load_scenario(file) for file in FILES]
    offices += [office.patched(name) for office in offices for name in office.spec.patches]
    for _, block in [found for office in offices for found in blocks(office.spec, ())]:
        kind = type(block).__name__
        used |= {(kind, name) for name in block.model_fields_set}
        values = {name: getattr(block, name) for name in type(block).model_fields}
        choices |= {(kind, name, value) for name, value in values.items() if isinstance(value, str | int)}
    schema = {(kind, name) for kind, fields in schema_fields().items() for name in fields}
    assert len(schema) >= 230
    # `source` is one field that all blocks have: it need not stand in each of them
    assert {(kind, name) for kind, name in schema - used if name != "source"} == set()
    assert len({kind for kind, name in used if name == "source"}) >= 20
    possible = {
        (kind, name, choice)
        for kind, fields in schema_fields().items()
        for name, field in fields.items()
        for choice in options(field.annotation)
    }
    assert len(possible) >= 40
    assert possible - choices == set()


def options(annotation: object) -> list[object]:
    """Values among which a field chooses."""
    if annotation is bool:
        return [True, False]
    if get_origin(annotation) is Literal:
        return list(get_args(annotation))
    return [option for part in get_args(annotation) for option in options(part)] if is_optional(annotation) else []


def is_optional(annotation: object) -> bool:
    return type(None) in get_args(annotation)


def schema_fields() -> dict[str, dict[str, FieldInfo]]:
    """Fields of each kind of block that a scenario can hold, from its own list of classes."""
    found: dict[str, dict[str, FieldInfo]] = {}
    waiting: list[type[BaseModel]] = [ScenarioSpec]
    while waiting:
        model = waiting.pop()
        if model.__name__ not in found:
            found[model.__name__] = model.model_fields
            waiting += [inner for field in model.model_fields.values() for inner in models(field.annotation)]
    return found


def models(annotation: object) -> list[type[BaseModel]]:
    if isinstance(annotation, type) and issubclass(annotation, BaseModel):
        return [annotation]
    return [model for part in get_args(annotation) for model in models(part)]


if __name__ == "__main__":
    for scenario_file in FILES:
        golden_of(scenario_file).write_text(resolved_text(load_scenario(scenario_file)), encoding="utf-8")
