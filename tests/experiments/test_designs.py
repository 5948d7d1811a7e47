"""Designs: their points follow from the file alone, and every fault is a sentence with its place."""

import tracemalloc
from itertools import product
from pathlib import Path

import numpy as np
import pytest

from simulator.experiments.design_spec import MOST_POINTS
from simulator.experiments.designs import Design, read_design, try_points
from simulator.scenario import ScenarioError

DESIGNS = Path(__file__).parent / "designs"
EXAMPLES = Path(__file__).parents[2] / "datasets" / "studies"


def written(folder: Path, *changes: tuple[str, str], name: str = "counters") -> Path:
    """A design of the tests with some words replaced."""
    text = (DESIGNS / f"{name}.yaml").read_text(encoding="utf-8")
    for old, new in changes:
        assert old in text
        text = text.replace(old, new)
    file = folder / "design.yaml"
    file.write_text(text, encoding="utf-8")
    return file


def sized(folder: Path, design: str) -> Design:
    return read_design(written(folder, ("{kind: full-factorial, levels_per_range: 4}", design)))


def told(file: Path) -> list[str]:
    """The problems of a file, each on one line that begins with the file."""
    with pytest.raises(ScenarioError) as caught:
        try_points(read_design(file))
    lines = str(caught.value).splitlines()
    assert all(line.startswith(f"{file}: SCN") for line in lines)
    return [line.removeprefix(f"{file}: ") for line in lines]


def test_a_full_factorial_has_every_combination_in_order():
    points = list(read_design(DESIGNS / "counters.yaml").points)
    expected = [{"loket": a, "pemohon": pytest.approx(b)} for a, b in product([2, 3, 4], np.linspace(0.8, 1.2, 4))]
    assert points == expected


def test_whole_ranges_give_all_their_numbers_or_some_with_both_ends(tmp_path: Path):
    whole = ("range: {low: 0.8, high: 1.2}", "range: {low: 1, high: 9, whole: true}")
    for per_range, levels in (("9", [*range(1, 10)]), ("3", [1, 5, 9])):
        file = written(tmp_path, whole, ("levels_per_range: 4", f"levels_per_range: {per_range}"))
        assert sorted({point["pemohon"] for point in read_design(file).points}) == levels
    file = written(tmp_path, whole, (", levels_per_range: 4", ""))
    assert len(read_design(file)) == 27


@pytest.mark.parametrize("kind", ["latin-hypercube", "sobol"])
def test_a_sample_fills_every_part_of_every_lever(tmp_path: Path, kind: str):
    """Each of n equal parts of a lever's range holds exactly one of n points."""
    design = sized(tmp_path, f"{{kind: {kind}, points: 32}}")
    assert design.shares.shape == (32, 2)
    for column in design.shares.T:
        assert sorted((column * 32).astype(int)) == list(range(32))
    levels = [point["pemohon"] for point in design.points]
    assert 0.8 <= min(levels) < 0.82 < 1.18 < max(levels) <= 1.2


@pytest.mark.parametrize(
    "size",
    ["{kind: latin-hypercube, points: 20}", "{kind: sobol, points: 16}", "{kind: sobol-indices, base_samples: 8}"],
)
def test_points_follow_from_the_file_and_its_seed(tmp_path: Path, size: str):
    first, again = (sized(tmp_path, size).shares for _ in range(2))
    assert np.array_equal(first, again)
    other = written(tmp_path, ("{kind: full-factorial, levels_per_range: 4}", size), ("seed: 7", "seed: 8"))
    assert not np.array_equal(first, read_design(other).shares)


@pytest.mark.parametrize(
    ("size", "n"),
    [("{kind: morris, trajectories: 5, grid_levels: 4}", 15), ("{kind: sobol-indices, base_samples: 8}", 32)],
)
def test_samples_for_sensitivity_have_their_size(tmp_path: Path, size: str, n: int):
    design = sized(tmp_path, size)
    assert len(design) == n
    assert 0 <= design.shares.min() <= design.shares.max() <= 1


def test_all_points_face_the_same_luck():
    design = read_design(DESIGNS / "many.yaml")
    tasks = [design.task(number) for number in range(len(design))]
    assert {(task.seed, task.replications, task.engine) for task in tasks} == {(20260105, range(4), design.engine)}
    assert len({str(task.changes) for task in tasks}) == len(tasks)


def test_patches_are_applied_to_the_base_first(tmp_path: Path):
    file = written(tmp_path, ("base: kantor-sehari", "base: kantor-sehari\npatches: [tanpa-gangguan]"))
    assert read_design(file).base.spec.outages == []


def test_the_digest_is_of_what_is_simulated(tmp_path: Path):
    digest = read_design(DESIGNS / "counters.yaml").digest
    title = ("{id: Loket dan pemohon, en: Counters and applicants}", "{id: Lain, en: Another}")
    assert read_design(written(tmp_path, title, ("waiting_time_mean, service_level", "arrivals"))).digest == digest
    for change in (("[2, 3, 4]", "[2, 3, 5]"), ("high: 1.2", "high: 1.3"), ("roster[*]", "roster[0]")):
        assert read_design(written(tmp_path, change)).digest != digest


@pytest.mark.parametrize(
    ("change", "expected"),
    [
        (("simptsp_design: 1", "simptsp_design: 2"), "SCN013 simptsp_design: 2 is not possible here; it must be 1, line 1"),
        (("levers:", "lever:"), "SCN011 levers: this field is missing; add it"),
        (("kantor-sehari", "kantor-sehri"), "SCN001 base: there is no scenario of this name and no such file; did you mean 'kantor-sehari'?, line 4"),
        (("base: kantor-sehari", "base: kantor-sehari\npatches: [satu]"), "SCN021 patches.0: there is no patch 'satu'"),
        (("service_level", "service_levl"), "SCN021 measures.1: there is no measure 'service_levl'; did you mean 'service_level'?, line 13"),
        (("service_level", "waiting_time_mean"), "SCN022 measures[1]: 'waiting_time_mean' stands here twice; keep one, line 13"),
        (("seed: 7", "seed: 7\nengine: cepat"), "SCN021 engine: there is no engine 'cepat'"),
        ((", levels_per_range: 4", ""), "SCN011 levers[1].range: a full-factorial design takes some levels of each range; add 'levels_per_range' to 'design', line 11"),
        (("full-factorial, levels_per_range: 4", "sobol, points: 100"), "SCN014 design.points: 100 is not possible here; a Sobol sequence needs a power of 2, as 128, line 12"),
        (("full-factorial, levels_per_range: 4", "sobol"), "SCN011 design: a sobol design needs 'points'; add it, line 12"),
        (("full-factorial, levels_per_range: 4", "sobol-indices, base_samples: 12"), "SCN014 design: base_samples is 12"),
        (("full-factorial", "latin-hypercube, points: 8"), "SCN020 design.levels_per_range: a latin-hypercube design has no 'levels_per_range'; its size is said by points, line 12"),
        (("name: pemohon", "name: point"), "SCN022 levers[1].name: 'point' is a column of the table; give another name, line 9"),
        (("levels: [2, 3, 4]", "levels: [2, -3, 4]"), "SCN020 levers[0]: with the level -3 the office is not valid: SCN014 stations[0].roster[0].servers"),
        (("roster[*].servers", "roster[9].servers"), "SCN040 levers[0].set[0]:"),
    ],
)  # fmt: skip
def test_every_fault_is_a_sentence_with_its_place(tmp_path: Path, change: tuple[str, str], expected: str):
    lines = told(written(tmp_path, change))
    assert any(line.startswith(expected) for line in lines), lines


def test_too_many_points_are_refused_before_they_are_made(tmp_path: Path):
    text = ("levels: [2, 3, 4]", "range: {low: 1, high: 400000, whole: true}")
    (line,) = told(written(tmp_path, text, ("levels_per_range: 4", "levels_per_range: 1001")))
    assert line == "SCN014 design.levels_per_range: 1001 is not possible here; it must be at most 1,000, line 12"
    wide = ("range: {low: 0.8, high: 1.2}", "range: {low: 0.8, high: 1.2, whole: false}")
    three = ("\ndesign:", "\n  - {name: janji, set: [targets.waiting_time_min], range: {low: 1, high: 9}}\ndesign:")
    (line,) = told(written(tmp_path, wide, three, ("levels_per_range: 4", "levels_per_range: 600")))
    assert line == f"SCN014 design: this design has 1,080,000 points; there can be at most {MOST_POINTS:,}, line 13"


def test_too_many_points_are_counted_without_making_them(tmp_path: Path):
    """A grid of so many levels would need gigabytes."""
    wide = ("range: {low: 0.8, high: 1.2}", "range: {low: 1, high: 300000000, whole: true}")
    file = written(tmp_path, wide, (", levels_per_range: 4", ""))
    tracemalloc.start()
    try:
        (line,) = told(file)
        _, most = tracemalloc.get_traced_memory()
    finally:
        tracemalloc.stop()
    assert line.startswith("SCN014 design: this design has 900,000,000 points; there can be at most 1,000,000")
    assert most < 50e6


def test_a_million_points_are_possible(tmp_path: Path):
    assert len(sized(tmp_path, "{kind: latin-hypercube, points: 1000000}")) == MOST_POINTS


def test_levels_that_only_together_are_not_possible_are_told(tmp_path: Path):
    text = ("    range: {low: 0, high: 2, whole: true}", "    levels: [0, 2]")
    kind = ("{kind: latin-hypercube, points: 60}", "{kind: full-factorial}")
    (line,) = told(written(tmp_path, text, kind, ("[1, 2, 3]", "[2, 3]"), name="partly-impossible"))
    assert line.startswith("SCN020 levers: with hari 2, pemanasan 2 the office is not valid: SCN029 ")


def test_positions_are_those_of_the_levels(tmp_path: Path):
    design = sized(tmp_path, "{kind: morris, trajectories: 5, grid_levels: 4}")
    assert design.positions.shape == design.shares.shape
    for (counters, applicants), point in zip(design.positions, design.points, strict=True):
        assert counters == (point["loket"] - 2) / 2
        assert applicants == pytest.approx((point["pemohon"] - 0.8) / 0.4)


def test_the_examples_are_designs():
    files = sorted(EXAMPLES.glob("sapuan-*.yaml"))
    assert len(files) >= 1
    for file in files:
        try_points(read_design(file))
