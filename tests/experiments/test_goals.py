"""Goal files: what they may say, and what is said of those that are wrong."""

from pathlib import Path
from typing import Any

import pytest
from ruamel.yaml import YAML

from simulator.experiments.candidates import cost_of
from simulator.experiments.goals import Goal, read_goal
from simulator.experiments.outcomes import Constraint
from simulator.scenario import ScenarioError

HERE = Path(__file__).parent / "goals"
STUDIES = Path(__file__).resolve().parents[2] / "datasets" / "studies"
SERVERS = "stations[loket-pelayanan].roster[0].servers"

LOKET = {"name": "loket", "set": [SERVERS], "levels": [1, 2, 3], "cost": 60e6, "source": "assumed"}
OSS = {"name": "oss", "patches": ["none", "tanpa-gangguan"], "cost": {"tanpa-gangguan": 9e6}, "source": "assumed"}
VALID: dict[str, Any] = {
    "simptsp_goal": 1,
    "name": "x",
    "base": "kantor-sehari",
    "levers": [LOKET, OSS],
    "objective": {"minimise": "cost"},
    "constraints": [{"measure": "service_level", "at_least": 0.8}],
}


def goal(tmp_path: Path, **fields: Any) -> Goal:
    """The valid goal with some fields replaced; None removes one."""
    data = {key: value for key, value in {**VALID, **fields}.items() if value is not None}
    file = tmp_path / "goal.yaml"
    with file.open("w", encoding="utf-8") as stream:
        YAML().dump(data, stream)
    return read_goal(file)


def problems(tmp_path: Path, **fields: Any) -> list[str]:
    with pytest.raises(ScenarioError) as caught:
        goal(tmp_path, **fields)
    assert caught.value.file == str(tmp_path / "goal.yaml")
    assert all(problem.line for problem in caught.value.problems), str(caught.value)
    return [f"{problem.code} {problem.path}: {problem.message}" for problem in caught.value.problems]


def test_every_goal_that_comes_with_the_repository_is_valid():
    files = [*HERE.glob("*-*.yaml"), *STUDIES.glob("tujuan-*.yaml")]
    goals = [read_goal(file) for file in files if "kantor" not in file.name]
    assert len(goals) >= 4
    assert all(one.levers for one in goals)


def test_a_goal_is_read(tmp_path: Path):
    found = goal(tmp_path, pareto=["sojourn_time_mean[worst:class]", "service_level"])
    assert (found.objective, found.sign, found.engine) == ("cost", -1, "fast")
    assert found.constraints == (Constraint("service_level", -1, 0.8),)
    assert found.judged == ("service_level",)
    assert found.measures == ("service_level", "sojourn_time_mean[worst:class]")
    upper = goal(
        tmp_path, constraints=[{"measure": "overtime", "at_most": 5.0}], objective={"maximise": "service_level"}
    )
    assert upper.constraints == (Constraint("overtime", 1, 5.0),)
    assert upper.sign == 1


def test_patches_of_the_base_are_applied_first(tmp_path: Path):
    found = goal(tmp_path, patches=["satu-loket-tambahan"])
    assert found.base.name == "kantor-sehari-satu-loket-tambahan"


def test_costs_are_by_level_and_by_patch(tmp_path: Path):
    levers = goal(tmp_path).levers
    assert cost_of(levers, {"loket": 3, "oss": "none"}) == 180e6
    assert cost_of(levers, {"loket": 1, "oss": "tanpa-gangguan"}) == 69e6
    free = goal(tmp_path, levers=[LOKET, {"name": "oss", "patches": ["none", "tanpa-gangguan"]}]).levers
    assert cost_of(free, {"loket": 2, "oss": "tanpa-gangguan"}) == 120e6


def without(lever: dict[str, Any], *names: str) -> dict[str, Any]:
    return {key: value for key, value in lever.items() if key not in names}


@pytest.mark.parametrize(
    ("fields", "expected"),
    [
        ({"simptsp_goal": 2}, "SCN013 simptsp_goal"),
        ({"trials": 3}, "SCN010 trials: there is no field of this name"),
        ({"base": "kantor-dua-hari"}, "SCN001 base"),
        ({"patches": ["dua-loket"]}, "SCN021 patches.0: there is no patch 'dua-loket'"),
        ({"objective": {}}, "SCN020 objective: give exactly one of minimise and maximise"),
        ({"objective": {"minimise": "cost", "maximise": "service_level"}}, "SCN020 objective: give exactly one"),
        ({"objective": {"maximise": "cost"}}, "SCN013 objective.maximise: a cost can only be minimised"),
        ({"objective": {"minimise": "wait"}}, "SCN021 objective.minimise: there is no measure 'wait'"),
        ({"constraints": None}, "SCN011 constraints: the cheapest is to change nothing"),
        ({"constraints": [{"measure": "service_level"}]}, "SCN020 constraints[0]: give exactly one of at_least and at_most"),
        ({"constraints": [{"measure": "cost", "at_most": 1.0}]}, "SCN021 constraints[0].measure: there is no measure 'cost'"),
        (
            {"constraints": [{"measure": "service_level", "at_least": 1.5}]},
            "SCN014 constraints[0]: the limit of service_level is 1.5; it must be a share, from 0 to 1",
        ),
        (
            {"constraints": [{"measure": "waiting_time_mean", "at_most": -1.0}]},
            "SCN014 constraints[0]: the limit of waiting_time_mean is -1; it must be at least 0",
        ),
        ({"pareto": ["utilisation"]}, "SCN013 pareto[0]: utilisation is neither better high nor better low"),
        ({"pareto": ["utilisation[worst:class]"]}, "SCN021 pareto[0]: there is no measure"),
        ({"pareto": ["sojourn_time_mean[worst:station]"]}, "SCN021 pareto[0]: there is no measure"),
        ({"engine": "quick"}, "SCN021 engine: there is no engine 'quick'"),
        ({"confidence": 1.0}, "SCN014 confidence"),
        ({"budget": -1.0}, "SCN014 budget"),
        ({"levers": [without(LOKET, "cost")], "budget": 1.0}, "SCN011 levers: no lever has a cost"),
        ({"levers": [without(LOKET, "source")]}, "SCN030 levers[0].cost: this number has no source"),
        ({"levers": [{**LOKET, "source": "apbd"}]}, "SCN031 levers[0].source: 'apbd' is not listed"),
        ({"levers": [{**LOKET, "cost": {"tiga": 1.0}}]}, "SCN012 levers[0].cost: patches have a cost each"),
        ({"levers": [LOKET, {**OSS, "cost": 5.0}]}, "SCN012 levers[1].cost: patches have a cost each"),
        ({"levers": [LOKET, {**OSS, "cost": {"none": 0.0}}]}, "SCN011 levers[1].cost: the patch 'tanpa-gangguan' has no cost"),
        ({"levers": [{**LOKET, "levels": ["satu"]}]}, "SCN012 levers[0].cost: levels that are texts have no unit"),
        ({"levers": [{**LOKET, "name": "number"}]}, "SCN022 levers[0].name: 'number' is a column of the tables"),
        ({"levers": [OSS, {**LOKET, "name": "cost"}]}, "SCN022 levers[1].name: 'cost' is a column of the tables"),
        ({"levers": [{**LOKET, "name": "point"}]}, "SCN022 levers[0].name: 'point' is a column of the tables"),
        ({"levers": [{**LOKET, "name": "problem"}]}, "SCN022 levers[0].name: 'problem' is a column of the tables"),
        ({"levers": [{**LOKET, "name": "overtime"}]}, "SCN022 levers[0].name: 'overtime' is a column of the tables"),
        ({"indifference": 2.0}, "SCN020 indifference: it belongs to an objective that is a measure"),
        ({"objective": {"minimise": "overtime"}, "indifference": 0.0}, "SCN014 indifference"),
        ({"levers": [LOKET, {**LOKET, "name": "lagi"}]}, "SCN020 levers[1]: it changes"),
        ({"levers": [{**LOKET, "set": ["stations[loket].servers"]}]}, "SCN040 levers[0].set[0]"),
    ],
)  # fmt: skip
def test_each_fault_is_named_with_its_line(tmp_path: Path, fields: dict[str, Any], expected: str):
    assert any(problem.startswith(expected) for problem in problems(tmp_path, **fields)), problems(tmp_path, **fields)


def test_a_source_that_is_listed_will_do(tmp_path: Path):
    sources = {"apbd": {"mark": "official", "cite": "APBD 2026"}}
    assert goal(tmp_path, sources=sources, levers=[{**LOKET, "source": "apbd"}]).levers


def test_all_faults_are_told_at_once(tmp_path: Path):
    found = problems(tmp_path, objective={}, engine="quick", levers=[without(LOKET, "source", "levels")])
    assert len(found) >= 4
