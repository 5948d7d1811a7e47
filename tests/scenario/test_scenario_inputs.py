"""Every number has a unit and a source, and is listed exactly once."""

from collections import Counter
from collections.abc import Iterator
from pathlib import Path
from typing import Any, Literal, get_args, get_origin

import pytest
from pydantic import BaseModel
from ruamel.yaml import YAML

from simulator.data import find_row
from simulator.scenario import ASSUMED, LIBRARY, Input, ScenarioSpec, library_names, load_scenario
from simulator.scenario.sources import list_inputs, unit_of

HERE = Path(__file__).parent
FILES = [
    *(LIBRARY / f"{name}.yaml" for name in library_names()),
    *sorted(HERE.glob("valid/*.yaml")),
    HERE / "every-part.yaml",
]
UNITS = {
    *("1", "min", "1/h", "day", "working days", "year", "cases", "cases/day", "cases/h"),
    *("servers", "persons", "position", "rank", "attempts", "IDR", "IDR/h", "IDR/day", "IDR/month", "as the input"),
}


def written_numbers(file: Path) -> Counter[tuple[str, float, str]]:
    """Path, value and source of each number in a file, by a walk of our own over the bare YAML."""
    data = YAML(typ="safe").load(file.read_text(encoding="utf-8"))
    data = load_scenario(file).data if "base" in data else data  # what it says with its base
    office = {key: value for key, value in data.items() if key not in ("simptsp", "patches", "sources")}
    return Counter(walk(office, "", None))


def walk(element: Any, path: str, around: str | None) -> Iterator[tuple[str, float, str | None]]:
    if isinstance(element, dict):
        said = element.get("source")
        for key, value in element.items():
            if key != "source":
                inner = said.get(key, around) if isinstance(said, dict) else said or around
                yield from walk(value, f"{path}[{key}]" if isinstance(key, int) else f"{path}.{key}".lstrip("."), inner)
    elif isinstance(element, list):
        for index, value in enumerate(element):
            yield from walk(value, f"{path}[{index}]", around)
    elif isinstance(element, int | float) and not isinstance(element, bool):
        yield path, element, around


def listed_numbers(inputs: list[Input]) -> Counter[tuple[str, float, str]]:
    return Counter(number for each in inputs for number in walk(each.value, each.path, each.source))


@pytest.mark.parametrize("file", FILES, ids=lambda file: file.stem)
def test_each_number_is_listed_once_with_its_source(file: Path):
    written = written_numbers(file)
    assert len(written) >= 5
    assert listed_numbers(list_inputs(load_scenario(file).spec)) == written
    assert set(written.values()) == {1}


@pytest.mark.parametrize("file", FILES, ids=lambda file: file.stem)
def test_each_input_has_a_unit_and_evidence(file: Path):
    office = load_scenario(file)
    for number in office.inputs():
        assert number.unit in UNITS
        if number.source == ASSUMED:
            assert (number.mark, number.cite) == (ASSUMED, "")
        else:
            note = find_row(number.source) if "/" in number.source else office.spec.sources[number.source]
            own = number.row is None or (number.unit == note.unit and note.states(number.value))
            assert (number.mark, number.cite) == (note.mark if own else ASSUMED, note.cite)
            assert number.cite
    assert office.assumptions() == [number for number in office.inputs() if number.mark == ASSUMED]


def test_the_listing_can_be_wrong():
    """The walk above sees a number that the listing lacks."""
    file = FILES[0]
    assert listed_numbers(list_inputs(load_scenario(file).spec)[1:]) != written_numbers(file)


def test_the_numbers_of_the_law_follow_those_of_the_file():
    office = load_scenario("kabupaten-menengah")
    written = list_inputs(office.spec)
    law = office.inputs()[len(written) :]
    assert office.inputs()[: len(written)] == written
    assert len(law) >= 10
    assert {number.row.table for number in law} == {"limits"}
    assert all(number.is_borne_out for number in law)
    assert not {number.path for number in law} & {number.path for number in written}


def test_there_are_files():
    assert len(library_names()) >= 2
    assert len(FILES) >= 18


def numeric(annotation: Any) -> bool:
    """Whether a field holds numbers itself, rather than in a block inside it."""
    if get_origin(annotation) is Literal or (isinstance(annotation, type) and issubclass(annotation, BaseModel)):
        return False
    return annotation in (int, float) or any(map(numeric, get_args(annotation)))


def kinds_of_block(model: type[BaseModel], found: set[type[BaseModel]]) -> set[type[BaseModel]]:
    if model not in found:
        found.add(model)
        for field in model.model_fields.values():
            for inner in blocks_in(field.annotation):
                kinds_of_block(inner, found)
    return found


def blocks_in(annotation: Any) -> Iterator[type[BaseModel]]:
    if isinstance(annotation, type) and issubclass(annotation, BaseModel):
        yield annotation
    for part in get_args(annotation):
        yield from blocks_in(part)


def test_every_number_of_the_schema_has_a_unit_and_nothing_else_has_one():
    models = kinds_of_block(ScenarioSpec, set())
    fields = [(model.__name__, name, field) for model in models for name, field in model.model_fields.items()]
    assert len(models) >= 45
    assert sum(numeric(field.annotation) for *_, field in fields) >= 90
    assert {unit_of(field) for *_, field in fields} == {None, *UNITS}
    for model, name, field in fields:
        assert (unit_of(field) is not None) == numeric(field.annotation), f"{model}.{name}"
        assert unit_of(field) in {None, *UNITS}, f"{model}.{name}"
        assert field.description, f"{model}.{name} says nothing of what it means"


def test_every_number_of_the_schema_is_bounded():
    """No number that a file may hold is too large for what comes after."""
    for model in kinds_of_block(ScenarioSpec, set()):
        for name, field in model.model_fields.items():
            if numeric(field.annotation):
                bounds = repr((field.annotation, field.metadata))
                assert "ge=" in bounds or "gt=" in bounds, f"{model.__name__}.{name}"
                assert "le=" in bounds or "lt=" in bounds, f"{model.__name__}.{name}"
