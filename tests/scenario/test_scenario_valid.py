"""Each valid file resolves to the golden file beside it; together they use every field.

The golden files say what the code gave when a person last looked at them; they verify nothing by themselves
(`test_resolved_by_hand.py` does). After a wanted change of the resolved form, write them anew, read the difference and
say in the commit why it is right:

    python tests/scenario/test_scenario_valid.py
"""

import json
from pathlib import Path
from typing import get_args

import pytest
from pydantic import BaseModel

from simulator.scenario import Scenario, ScenarioSpec, load_scenario
from simulator.scenario.schema import Distribution, SourceNote, Station
from simulator.scenario.sources import blocks

FILES = sorted(Path(__file__).with_name("valid").glob("*.yaml"))


def golden_of(file: Path) -> Path:
    return file.with_suffix(".resolved.json")


def resolved_text(office: Scenario) -> str:
    """Resolved form of a scenario and of each of its patches, to be read by people."""
    forms = {name: office.patched(name).resolved for name in office.spec.patches}
    data = {name: json.loads(form.to_json()) for name, form in {"": office.resolved, **forms}.items()}
    return json.dumps(data, indent=1, ensure_ascii=False, sort_keys=True) + "\n"


def test_there_are_files():
    assert len(FILES) >= 10
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
    choices: set[object] = set()
    for file in FILES:
        spec = load_scenario(file).spec
        for _, block in blocks(spec, ()):
            used |= {(type(block).__name__, name) for name in block.model_fields_set}
            choices |= {getattr(block, name, None) for name in ("distribution", "discipline", "mark", "self_service")}
    schema = {(name, field) for name, fields in schema_fields().items() for field in fields}
    assert len(schema) >= 85
    assert schema - used == set()
    kinds = {kind.__name__.lower() for kind in get_args(get_args(Distribution)[0])}
    marks = get_args(SourceNote.model_fields["mark"].annotation)
    disciplines = get_args(Station.model_fields["discipline"].annotation)
    assert choices >= {*kinds, *marks, *disciplines, True, False}


def schema_fields() -> dict[str, list[str]]:
    """Fields of each kind of block that a scenario can hold, from its own list of classes."""
    found: dict[str, list[str]] = {}
    waiting: list[type[BaseModel]] = [ScenarioSpec]
    while waiting:
        model = waiting.pop()
        if model.__name__ not in found:
            found[model.__name__] = list(model.model_fields)
            waiting += [inner for field in model.model_fields.values() for inner in models(field.annotation)]
    return found


def models(annotation: object) -> list[type[BaseModel]]:
    if isinstance(annotation, type) and issubclass(annotation, BaseModel):
        return [annotation]
    return [model for part in get_args(annotation) for model in models(part)]


if __name__ == "__main__":
    for scenario_file in FILES:
        golden_of(scenario_file).write_text(resolved_text(load_scenario(scenario_file)), encoding="utf-8")
