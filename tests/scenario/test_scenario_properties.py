"""Whatever a scenario is turned into, it loads or says what is wrong; what loads can be resolved, written and read again."""

import copy
import io
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from hypothesis import HealthCheck, assume, example, given, settings
from hypothesis import strategies as st
from ruamel.yaml import YAML

from simulator.scenario import LIBRARY, Problem, Scenario, ScenarioError, load_scenario, resolve
from simulator.scenario.read import Document, parse_document
from simulator.scenario.scenario import scenario_from

pytestmark = pytest.mark.filterwarnings("ignore:Generating overly large repr")  # what hypothesis shows of a failure

MUTANTS, MUTANTS_IN_VERIFY = 100, 1_000

MANY = settings(max_examples=300, deadline=None, suppress_health_check=[HealthCheck.too_slow])
HERE = Path(__file__).parent
FILES = [*sorted(HERE.glob("valid/*.yaml")), *sorted(LIBRARY.glob("*.yaml")), HERE / "every-part.yaml"]
OFFICES = [load_scenario(file) for file in FILES]

numbers = st.one_of(
    st.integers(-3, 30),
    st.sampled_from([0.0, 0.5, 1.0, -0.0, 5e-324, 1e-300, 1e7, 1e9, 1e308, 2**63, 10**18, 10**400, -(10**400)]),
    st.floats(),
)
words = st.one_of(
    st.sampled_from(
        ["", " ", "loket", "meja", "oss", "assumed", "exponential", "lognormal", "empirical", "fifo", "08:00"]
    ),
    st.sampled_from(["mon", "2026-03-05", "2026-02-30", "day 3 08:00", "2026-03-05 24:00", "paper", "batch", "mobile"]),
    st.sampled_from(
        ["24:00", "8.00", "yes", "1e5", "~", "<<", "*a", "name", "source", "distribution", "\ud800", "a: b"]
    ),
    st.text(max_size=8),
)
scalars = st.one_of(st.none(), st.booleans(), numbers, words)
values = st.recursive(
    scalars,
    lambda inner: st.one_of(
        st.lists(inner, max_size=3), st.dictionaries(st.one_of(words, st.integers(-2, 30)), inner, max_size=3)
    ),
    max_leaves=6,
)


def places(data: Any, path: tuple = ()) -> list[tuple]:
    """Paths of all elements inside an element."""
    inside = data.items() if isinstance(data, dict) else enumerate(data) if isinstance(data, list) else ()
    return [place for key, value in inside for place in [(*path, key), *places(value, (*path, key))]]


def element(data: Any, path: tuple) -> Any:
    for key in path:
        data = data[key]
    return data


def grafts() -> dict[str, list[Any]]:
    """Each field of all offices with what stands there."""
    found: dict[str, list[Any]] = {}
    for office in OFFICES:
        for path in places(office.data):
            if isinstance(path[-1], str):
                found.setdefault(path[-1], []).append(element(office.data, path))
    return found


GRAFTS = grafts()


@st.composite
def mutations(draw: st.DrawFn) -> dict[str, Any]:
    """A valid scenario with one to three things done to it."""
    data = copy.deepcopy(draw(st.sampled_from(OFFICES)).data)
    for _ in range(draw(st.integers(1, 3))):
        elements = places(data)
        assume(elements)
        *around, key = draw(st.sampled_from(elements))
        block = element(data, tuple(around))
        match draw(st.sampled_from(["delete", "replace", "replace", "duplicate", "rename", "swap", "graft", "graft"])):
            case "delete":
                del block[key]
            case "replace":
                block[key] = draw(values)
            case "duplicate" if isinstance(block, list):
                block.append(copy.deepcopy(block[key]))
            case "graft" if isinstance(block, dict):  # a right value from elsewhere, in a block that may not have it
                field = draw(st.sampled_from([key, *GRAFTS]))
                block[field] = copy.deepcopy(draw(st.sampled_from(GRAFTS.get(field, [None]))))
            case "rename" if isinstance(block, dict):
                block[draw(st.one_of(words, st.integers(-2, 30)))] = block.pop(key)
            case _:
                block[key] = copy.deepcopy(element(data, draw(st.sampled_from(elements))))
    return data


def attempt(make: Callable[[], Scenario]) -> tuple[Scenario | None, tuple[Problem, ...]]:
    """The scenario and no problems, or none and at least one problem; any other exception goes through."""
    try:
        return make(), ()
    except ScenarioError as error:
        return None, error.problems


def check_words(problems: tuple[Problem, ...]) -> None:
    """At least one problem, each in words on one line."""
    assert problems
    for problem in problems:
        assert len(problem.message) > 15
        assert "another kind" not in problem.message, "a fault that has no words yet"
        assert "\n" not in str(problem)


def written(data: dict[str, Any]) -> str:
    stream = io.StringIO()
    yaml = YAML(typ="safe", pure=True)
    yaml.sort_base_mapping_type_on_output = False
    yaml.representer.ignore_aliases = lambda _: True
    yaml.dump(data, stream)
    return stream.getvalue()


def check_usable(office: Scenario, *, patches: bool) -> None:
    before = repr(office.spec)
    assert resolve(office.spec) == office.resolved
    assert repr(office.spec) == before
    assert len(office.hash) == 64
    assert len(office.inputs()) >= len(office.assumptions())
    assert len({number.path for number in office.inputs()}) == len(office.inputs())
    for name in office.spec.patches if patches else ():
        assert office.patched(name).hash


@settings(MANY, max_examples=MUTANTS)
@given(mutations())
def test_a_mutated_scenario_loads_or_says_what_is_wrong(data: dict[str, Any]):
    check_loads_or_says(data)


@pytest.mark.verify
@settings(MANY, max_examples=MUTANTS_IN_VERIFY)
@given(mutations())
def test_a_thousand_mutated_scenarios_load_or_say_what_is_wrong(data: dict[str, Any]):
    check_loads_or_says(data)


def check_loads_or_says(data: dict[str, Any]) -> None:
    office, problems = attempt(lambda: scenario_from(Document(data)))
    if office:
        check_usable(office, patches=True)
    else:
        check_words(problems)


def test_mutations_that_load_and_mutations_that_do_not_are_both_tried():
    seen = set()

    @settings(max_examples=100, deadline=None, database=None, derandomize=True)
    @given(mutations())
    def look(data: dict[str, Any]) -> None:
        seen.add(attempt(lambda: scenario_from(Document(data)))[0] is not None)

    look()
    assert seen == {True, False}


@settings(max_examples=30, deadline=None)
@given(st.sampled_from(OFFICES))
def test_what_is_written_is_read_again_as_the_same(office: Scenario):
    again = scenario_from(parse_document(written(office.data)))
    assert again.hash == office.hash
    assert again.inputs() == office.inputs()
    assert again.data == office.data


@settings(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(
    st.sampled_from(FILES),
    st.integers(0, 10_000),
    st.integers(0, 5),
    st.text(alphabet="{}[]:,-'\"|>&*!%#@`?\t\n 0a\\<", max_size=6),
)
@example(FILES[0], 0, 0, "%YAML 1.1\n---\n")
@example(FILES[0], 0, 0, "? [a]\n: !!omap [x: 1]\n")
def test_a_text_with_a_slip_of_the_finger(file: Path, at: int, removed: int, added: str):
    """Characters lost or typed by mistake anywhere in a file: the reader raises nothing else, and lines are in the file."""
    text = file.read_text(encoding="utf-8")
    at %= len(text)
    text = text[:at] + added + text[at + removed :]
    mistyped, problems = attempt(lambda: scenario_from(parse_document(text)))
    if mistyped:
        check_usable(mistyped, patches=True)
    else:
        check_words(problems)
        assert all(problem.line is None or 1 <= problem.line <= text.count("\n") + 1 for problem in problems)
        assert all(str(problem).isprintable() for problem in problems)


@MANY
@given(st.sampled_from(OFFICES), st.data())
def test_with_never_changes_the_original(office: Scenario, data: st.DataObject):
    before = copy.deepcopy(office.data), repr(office.spec)
    elements = places(office.data)
    path = data.draw(st.sampled_from(elements))
    text = "".join(f"[{key}]" if isinstance(key, int) else f".{key}" for key in path).removeprefix(".")
    value = data.draw(st.one_of(values, st.just(element(office.data, path))))
    changed, problems = attempt(lambda: office.with_({text: value}))
    if changed:
        assert changed.data is not office.data
        check_usable(changed, patches=False)  # they may not fit the change
    else:
        check_words(problems)
    assert (office.data, repr(office.spec)) == before
