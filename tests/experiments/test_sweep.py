"""Sweeps: the same table whoever works and whatever stops it."""

import json
import os
import random
import resource
import signal
import subprocess
import sys
import time
from collections import Counter
from collections.abc import Callable, Iterator
from pathlib import Path

import numpy as np
import pandas as pd
import pytest

from executor_work import dask_cluster
from simulator.analysis.warm import warm
from simulator.experiments import run
from simulator.experiments.designs import Design, read_design
from simulator.experiments.executors import ExecutorError
from simulator.experiments.store import FolderError, StorageError
from simulator.experiments.sweep import Sweep, sweep
from simulator.measures import estimate_mean

DESIGNS = Path(__file__).parent / "designs"
TABLES = ("table.csv", "table.parquet")


@pytest.fixture(scope="module", autouse=True)
def compiled() -> None:
    warm()


@pytest.fixture(scope="module")
def design() -> Design:
    return read_design(DESIGNS / "many.yaml")


@pytest.fixture(scope="module")
def undisturbed(design: Design, tmp_path_factory: pytest.TempPathFactory) -> Sweep:
    return sweep(design, tmp_path_factory.mktemp("sweep") / "undisturbed", "threads", workers=1)


def assert_same(folder: Path, undisturbed: Sweep) -> None:
    """The tables byte for byte, and each point once in the index."""
    for name in TABLES:
        assert (folder / name).read_bytes() == (undisturbed.folder / name).read_bytes(), name
    assert Counter(finished(folder)) == Counter(range(len(undisturbed.design)))


def finished(folder: Path) -> list[int]:
    """Numbers of the whole lines of the index."""
    index = folder / "index.jsonl"
    lines = index.read_bytes().splitlines(keepends=True) if index.exists() else []
    return [int(line.split(b",")[0].split(b":")[1]) for line in lines if line.endswith(b"\n")]


def test_a_row_of_the_table_is_what_run_gives(design: Design, undisturbed: Sweep):
    table = undisturbed.table
    measures = [f"{name}.{part}" for name in design.spec.measures for part in ("mean", "half_width", "n")]
    assert list(table) == ["point", "loket", "pemohon", "gangguan", *measures]
    assert list(table["point"]) == list(range(40))
    for number in (0, 17, 39):
        row, task = table.iloc[number], design.task(number)
        assert {name: row[name] for name in design.point(number)} == design.point(number)
        result = run(design.base.with_(task.changes), replications=4, seed=20260105)
        for name in design.spec.measures:
            expected = estimate_mean(result.values[name], "")
            assert [row[f"{name}.{part}"] for part in ("mean", "half_width", "n")] == [
                expected.mean,
                expected.half_width,
                expected.n,
            ]


def test_points_face_the_same_people(undisturbed: Sweep):
    """Where no lever touches what is counted, points are equal in each replication: common random numbers."""
    assert undisturbed.values("waiting_time_mean").shape == (40, 4)
    table, arrivals = undisturbed.table, undisturbed.values("arrivals")
    few, many = (arrivals.loc[table["pemohon"].sort_values().index[place]] for place in (0, -1))
    assert (few < many).all(), "more applicants come on every day, not only on average"


def test_the_table_on_the_disk_is_the_table(undisturbed: Sweep):
    pd.testing.assert_frame_equal(pd.read_parquet(undisturbed.folder / "table.parquet"), undisturbed.table)
    pd.testing.assert_frame_equal(pd.read_csv(undisturbed.folder / "table.csv"), undisturbed.table)
    assert "<table" in undisturbed._repr_html_()
    assert undisturbed.provenance.seed == 20260105


@pytest.mark.parametrize("executor", ["threads", "processes"])
def test_whoever_works_the_table_is_the_same(design: Design, undisturbed: Sweep, tmp_path: Path, executor: str):
    sweep(design, tmp_path, executor, workers=2)
    assert_same(tmp_path, undisturbed)


def test_a_cluster_gives_the_same_table_though_a_worker_is_killed(design: Design, undisturbed: Sweep, tmp_path: Path):
    with dask_cluster(tmp_path, workers=2) as cluster:

        def kill_one(done: int, _: int) -> None:
            if done == 5:
                cluster.workers[0].kill()

        sweep(design, tmp_path / "out", "dask", cluster=cluster.address, progress=kill_one)
    assert_same(tmp_path / "out", undisturbed)


def test_progress_counts_every_point(design: Design, tmp_path: Path):
    told: list[tuple[int, int]] = []
    sweep(design, tmp_path, progress=lambda done, total: told.append((done, total)))
    assert told == [(done, 40) for done in range(41)]
    told.clear()
    sweep(design, tmp_path, resume=True, progress=lambda done, total: told.append((done, total)))
    assert told == [(40, 40)]


@pytest.mark.parametrize(
    ("block", "indices", "n"),
    [
        ("{kind: morris, trajectories: 6, grid_levels: 4}", {"mu_star", "sigma"}, 6),
        ("{kind: sobol-indices, base_samples: 8}", {"S1", "ST"}, 8),
    ],
)
def test_a_design_for_sensitivity_gives_indices(tmp_path: Path, block: str, indices: set[str], n: int):
    """Service times and a lever that nothing depends on: the one has effects, the other none at all."""
    file = tmp_path / "design.yaml"
    file.write_text(
        "simptsp_design: 1\nname: peka\nbase: kantor-sehari\nlevers:\n"
        "  - {name: layanan, times: ['stations[verifikasi].service_time.mean_min'], range: {low: 0.7, high: 1.3}}\n"
        "  - {name: janji, set: [targets.waiting_time_min], range: {low: 10.0, high: 20.0}}\n"
        f"design: {block}\nmeasures: [waiting_time_mean]\nreplications: 4\n",
        encoding="utf-8",
    )
    done = sweep(read_design(file), tmp_path / "out")
    table = done.sensitivity.set_index(["lever", "index"])
    assert set(table.index.get_level_values("index")) == indices
    assert table["n"].eq(n).all()
    matters, idle = table.loc["layanan", "value"], table.loc["janji", "value"]
    assert matters[min(indices)] > 0.5
    assert idle.abs().max() < 1e-9
    assert pd.read_csv(tmp_path / "out" / "sensitivity.csv").shape == done.sensitivity.shape


def test_the_effect_of_a_lever_of_two_levels_is_their_difference(tmp_path: Path):
    file = tmp_path / "design.yaml"
    file.write_text(
        "simptsp_design: 1\nname: peka\nbase: kantor-sehari\n"
        "levers: [{name: gangguan, patches: [none, tanpa-gangguan]}]\n"
        "design: {kind: morris, trajectories: 4, grid_levels: 4}\nmeasures: [sojourn_time_mean]\nreplications: 4\n",
        encoding="utf-8",
    )
    done = sweep(read_design(file), tmp_path / "out")
    none, without = done.table.groupby("gangguan")["sojourn_time_mean.mean"].first().loc[["none", "tanpa-gangguan"]]
    found = done.sensitivity.set_index("index")["value"]
    assert abs(without - none) > 0.1
    assert found["mu_star"] == pytest.approx(abs(without - none))
    assert found["sigma"] == pytest.approx(0, abs=1e-9)


def test_an_interruption_keeps_what_is_done(design: Design, undisturbed: Sweep, tmp_path: Path):
    def interrupt(done: int, _: int) -> None:
        if done == 7:
            raise KeyboardInterrupt

    with pytest.raises(KeyboardInterrupt):
        sweep(design, tmp_path, progress=interrupt)
    assert len(finished(tmp_path)) == 7
    sweep(design, tmp_path, resume=True)
    assert_same(tmp_path, undisturbed)


def test_the_choice_of_measures_may_change_when_a_sweep_goes_on(undisturbed: Sweep, tmp_path: Path):
    sweep(read_design(DESIGNS / "many.yaml"), tmp_path / "out")
    text = (DESIGNS / "many.yaml").read_text(encoding="utf-8").replace("utilisation]", "arrivals]")
    (tmp_path / "more.yaml").write_text(text, encoding="utf-8")
    table = sweep(read_design(tmp_path / "more.yaml"), tmp_path / "out", resume=True).table
    assert list(table)[-3:] == ["arrivals.mean", "arrivals.half_width", "arrivals.n"]
    assert len(finished(tmp_path / "out")) == 40


def test_a_folder_of_another_design_is_refused(undisturbed: Sweep):
    with pytest.raises(FolderError, match="holds another study: its design is many, here it is counters"):
        sweep(read_design(DESIGNS / "counters.yaml"), undisturbed.folder, resume=True)


def test_a_folder_of_other_tables_is_refused(undisturbed: Sweep, monkeypatch: pytest.MonkeyPatch):
    """The base as written is the same, but what it resolves to is not: a holiday more, a limit of another regulation."""
    design = read_design(DESIGNS / "many.yaml")
    monkeypatch.setattr(type(design.base), "hash", "f" * 64)
    with pytest.raises(FolderError, match=r"another study: its base_hash is [0-9a-f]{12}…, here it is f{12}…; name"):
        sweep(design, undisturbed.folder, resume=True)


@pytest.mark.parametrize("number", [0, 39])
def test_points_that_are_other_offices_now_are_refused(tmp_path: Path, design: Design, number: int):
    """A table that the base does not ask for may have changed as well."""
    sweep(design, tmp_path)
    index = tmp_path / "index.jsonl"
    entries = [json.loads(line) for line in index.read_text(encoding="utf-8").splitlines()]
    changed = [entry | {"scenario_hash": "0" * 64} if entry["number"] == number else entry for entry in entries]
    index.write_text("".join(json.dumps(entry) + "\n" for entry in changed), encoding="utf-8")
    with pytest.raises(FolderError, match=f"holds another study: point {number} was another office when it was simu"):
        sweep(design, tmp_path, resume=True)


def test_impossible_points_are_told_and_the_others_go_on(tmp_path: Path, monkeypatch: pytest.MonkeyPatch):
    monkeypatch.setattr(sys.modules["simulator.experiments.sweep"], "try_points", lambda _: None)
    design = read_design(DESIGNS / "partly-impossible.yaml")
    done = sweep(design, tmp_path)
    impossible = {number for number, point in enumerate(design.points) if point["pemanasan"] >= point["hari"]}
    assert 5 < len(impossible) < 40
    assert done.failed.keys() == impossible
    assert all(why.startswith("SCN029 horizon.warm_up_days: ") for why in done.failed.values())
    n = done.table["waiting_time_mean.n"]
    assert set(n[list(impossible)]) == {0}
    assert set(n.drop(list(impossible))) == {2}
    assert np.isnan(done.table["waiting_time_mean.mean"][list(impossible)]).all()
    again = sweep(design, tmp_path, resume=True)
    assert again.failed == done.failed
    assert len(finished(tmp_path)) == 60


def test_a_lost_process_keeps_what_is_done(design: Design, undisturbed: Sweep, tmp_path: Path):
    def kill_workers(done: int, _: int) -> None:
        if done == 3:
            for child in Path(f"/proc/{os.getpid()}/task").glob("*/children"):
                for pid in child.read_text(encoding="utf-8").split():
                    if b"spawn_main" in Path(f"/proc/{pid}/cmdline").read_bytes():
                        os.kill(int(pid), signal.SIGKILL)

    with pytest.raises(ExecutorError, match="a worker process was lost"):
        sweep(design, tmp_path, "processes", workers=2, progress=kill_workers)
    assert 3 <= len(finished(tmp_path)) < 40
    sweep(design, tmp_path, resume=True)
    assert_same(tmp_path, undisturbed)


def test_a_full_disk_keeps_what_is_done(design: Design, undisturbed: Sweep, tmp_path: Path):
    """A limit on the size of files stands for the end of a disk."""

    def fill(done: int, _: int) -> None:
        if done == 7:
            resource.setrlimit(resource.RLIMIT_FSIZE, (1_000, limits[1]))

    limits = resource.getrlimit(resource.RLIMIT_FSIZE)
    before = signal.signal(signal.SIGXFSZ, signal.SIG_IGN)
    try:
        with pytest.raises(StorageError, match="cannot be written: File too large; what is finished is kept"):
            sweep(design, tmp_path, progress=fill)
    finally:
        resource.setrlimit(resource.RLIMIT_FSIZE, limits)
        signal.signal(signal.SIGXFSZ, before)
    assert len(finished(tmp_path)) == 7
    sweep(design, tmp_path, resume=True)
    assert_same(tmp_path, undisturbed)


@pytest.mark.parametrize("kills", [2, pytest.param(20, marks=pytest.mark.verify)])
def test_killed_at_any_moment_and_started_again_it_loses_nothing(
    undisturbed: Sweep, tmp_path: Path, seed: int, kills: int
):
    """Real processes, killed without a chance to say good-bye; the fractions of a second are drawn anew by each seed."""
    dice = random.Random(seed)
    kept: list[int] = []
    for kill in range(kills):
        with command(tmp_path) as process:
            goal = len(kept) + dice.randint(0, 2 * (40 - len(kept)) // (kills - kill + 1))
            wait_for(lambda goal=goal: len(finished(tmp_path)) >= goal and (tmp_path / "study.json").exists(), process)
            time.sleep(dice.uniform(0, 0.06))
            process.kill()
        now = finished(tmp_path)
        assert now[: len(kept)] == kept, "a finished point was lost"
        kept = now
    with command(tmp_path) as process:
        assert process.wait(120) == 0
    assert finished(tmp_path)[: len(kept)] == kept
    assert len(kept) > 0
    assert_same(tmp_path, undisturbed)


def command(out: Path) -> subprocess.Popen[bytes]:
    options = ["--out", str(out), "--resume", "--workers", "1"]
    program = [sys.executable, "-m", "simulator.cli", "sweep", str(DESIGNS / "many.yaml"), *options]
    environment = {**os.environ, "PYTHONPATH": os.pathsep.join(path for path in sys.path if path)}
    return subprocess.Popen(program, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL, env=environment)


def wait_for(is_so: Callable[[], bool], process: subprocess.Popen[bytes]) -> None:
    deadline = time.monotonic() + 60
    while not is_so() and process.poll() is None:
        assert time.monotonic() < deadline
        time.sleep(0.002)


@pytest.fixture(autouse=True)
def no_children() -> Iterator[None]:
    """No test leaves a process behind."""
    yield
    children = [
        pid for task in Path(f"/proc/{os.getpid()}/task").glob("*/children") for pid in task.read_text().split()
    ]
    running = [pid for pid in children if b"spawn_main" in Path(f"/proc/{pid}/cmdline").read_bytes()]
    assert running == []
