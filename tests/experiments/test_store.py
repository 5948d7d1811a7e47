"""The folder of a study: nothing finished is lost, nothing half written counts, nobody else's folder is touched."""

import json
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path
from typing import Any

import numpy as np
import pandas as pd
import pytest

from simulator.experiments import store as module
from simulator.experiments.store import FolderError, StorageError, open_store, stored_values, table_bytes
from simulator.experiments.tasks import Failure, Outcome

STUDY = {"study": "test", "seed": 7, "versions": {"numpy": "2.0", "python": "3.11"}}
LEVELS = {"loket": 2, "pemohon": 0.1 + 0.2, "patch": "none", "daring": True}


def outcome(number: int = 0) -> Outcome:
    index = pd.Index(range(3), name="replication")
    values = pd.DataFrame({"a": [number, 0.1, np.nan], "a[b]": [1 / 3, 2.0, 1e300]}, index)
    return Outcome(values, f"hash-{number}", 0.25)


def filled(folder: Path, points: int = 3) -> Path:
    with open_store(folder, STUDY) as store:
        for number in range(points):
            store.add(number, LEVELS, outcome(number))
    return folder


def numbers(folder: Path) -> list[int]:
    """What a study that goes on finds finished."""
    with open_store(folder, STUDY, resume=True) as store:
        return sorted(store.entries)


def refused(folder: Path, resume: bool = True, **other: object) -> str:
    with pytest.raises(FolderError) as caught, open_store(folder, {**STUDY, **other}, resume=resume):
        pass
    (line,) = str(caught.value).splitlines()
    return line


def test_what_is_kept_comes_back_to_the_bit(tmp_path: Path):
    filled(tmp_path / "a" / "b")
    with open_store(tmp_path / "a" / "b", STUDY, resume=True) as store:
        for number in range(3):
            found, expected = store.get(number, LEVELS), outcome(number)
            assert isinstance(found, Outcome)
            pd.testing.assert_frame_equal(found.values, expected.values, check_exact=True)
            assert (found.scenario_hash, found.wall_seconds) == (expected.scenario_hash, expected.wall_seconds)


def test_other_levels_are_another_point(tmp_path: Path):
    with open_store(filled(tmp_path), STUDY, resume=True) as store:
        assert store.get(1, {**LEVELS, "loket": 3}) is None
        assert store.get(3, LEVELS) is None


def test_a_point_that_is_not_possible_is_finished_too(tmp_path: Path):
    with open_store(tmp_path, STUDY) as store:
        store.add(0, LEVELS, Failure("not possible"))
    with open_store(tmp_path, STUDY, resume=True) as store:
        assert store.get(0, LEVELS) == Failure("not possible")


def test_the_same_table_has_the_same_bytes():
    frames = [pd.DataFrame({"point": range(3), "x": [0.1, np.nan, 3.0], "patch": list("abc")}) for _ in range(2)]
    one, other = map(table_bytes, frames)
    assert one == other


def cut(file: Path) -> None:
    file.write_bytes(file.read_bytes()[:-40])


def change(file: Path) -> None:
    contents = bytearray(file.read_bytes())
    contents[len(contents) // 2] ^= 1
    file.write_bytes(bytes(contents))


@pytest.mark.parametrize("spoil", [cut, change, Path.unlink])
def test_a_spoilt_file_is_made_again(tmp_path: Path, spoil: Callable[[Path], None]):
    filled(tmp_path)
    spoil(tmp_path / "points" / "000001.parquet")
    assert numbers(tmp_path) == [0, 2]
    with open_store(tmp_path, STUDY, resume=True) as store:
        store.add(1, LEVELS, outcome(1))
    assert numbers(tmp_path) == [0, 1, 2]
    assert len((tmp_path / "index.jsonl").read_bytes().splitlines()) == 3


@pytest.mark.parametrize("left", [0, 1, 60, -1])
def test_a_torn_line_is_forgotten_and_the_next_one_is_not_glued_to_it(tmp_path: Path, left: int):
    filled(tmp_path)
    index = tmp_path / "index.jsonl"
    *whole, last = index.read_bytes().splitlines(keepends=True)
    index.write_bytes(b"".join([*whole, last[:left]]))
    with open_store(tmp_path, STUDY, resume=True) as store:
        assert sorted(store.entries) == [0, 1]
        store.add(2, LEVELS, outcome(2))
    assert numbers(tmp_path) == [0, 1, 2]


def test_a_file_without_its_line_does_not_count(tmp_path: Path):
    filled(tmp_path)
    (tmp_path / "index.jsonl").unlink()
    assert numbers(tmp_path) == []


def test_half_written_files_are_cleared_away(tmp_path: Path):
    filled(tmp_path)
    part = tmp_path / "points" / "000007.parquet.part"
    part.write_bytes(b"PAR1")
    assert numbers(tmp_path) == [0, 1, 2]
    assert not part.exists()


def test_a_study_that_stopped_before_its_first_point_goes_on(tmp_path: Path):
    with open_store(tmp_path, STUDY, resume=True):
        pass
    (tmp_path / "study.json").rename(tmp_path / "study.json.part")
    (tmp_path / "points").rmdir()
    assert numbers(tmp_path) == []


def test_results_are_not_written_over(tmp_path: Path):
    said = refused(filled(tmp_path), resume=False)
    assert said == f"{tmp_path} holds results of this study; add --resume to go on, or name another folder"


@pytest.mark.parametrize(
    ("other", "said"),
    [
        ({"seed": 8}, "its seed is 7, here it is 8"),
        ({"versions": {"numpy": "2.1", "python": "3.11"}}, "its versions is numpy 2.0, here it is numpy 2.1"),
        ({"contents": "0" * 64}, f"its contents is None, here it is {'0' * 12}…"),
    ],
)
@pytest.mark.parametrize("resume", [True, False])
def test_another_study_is_refused(tmp_path: Path, other: dict[str, Any], said: str, resume: bool):
    before = contents(filled(tmp_path))
    assert refused(tmp_path, resume, **other) == f"{tmp_path} holds another study: {said}; name another folder"
    assert contents(tmp_path) == before


def contents(folder: Path) -> dict[str, bytes]:
    return {str(file): file.read_bytes() for file in folder.rglob("*") if file.is_file() and file.name != ".lock"}


@pytest.mark.parametrize("resume", [True, False])
def test_somebodys_folder_is_left_alone(tmp_path: Path, resume: bool):
    (tmp_path / "surat.docx").write_text("mine")
    assert refused(tmp_path, resume) == f"{tmp_path} holds other things (surat.docx); name an empty folder or a new one"
    assert [file.name for file in tmp_path.iterdir()] == ["surat.docx"]


def test_a_file_in_place_of_the_folder_is_refused(tmp_path: Path):
    (tmp_path / "hasil").write_text("mine")
    assert refused(tmp_path / "hasil") == f"{tmp_path / 'hasil'}: this is a file; name a folder"


@pytest.mark.parametrize("text", ["", "{", "[]", "null", "\x00"])
def test_a_study_file_that_cannot_be_read_is_another_study(tmp_path: Path, text: str):
    filled(tmp_path)
    (tmp_path / "study.json").write_text(text)
    assert "study.json cannot be read; name another folder" in refused(tmp_path)


def test_the_folder_says_what_made_it(tmp_path: Path):
    with open_store(tmp_path, STUDY, origin="simptsp sweep design.yaml"):
        pass
    assert json.loads((tmp_path / "study.json").read_text()) == {**STUDY, "origin": "simptsp sweep design.yaml"}


HOLDER = """
import sys, time
from simulator.experiments.store import open_store
with open_store(sys.argv[1], {"study": "test"}):
    print("open", flush=True)
    time.sleep(60)
"""


def test_two_processes_cannot_work_in_one_folder_and_a_killed_one_leaves_it_free(tmp_path: Path):
    command = [sys.executable, "-c", HOLDER, str(tmp_path)]
    with subprocess.Popen(command, stdout=subprocess.PIPE, text=True) as holder:
        assert holder.stdout.readline() == "open\n"
        second = pytest.raises(FolderError, match=r"another process works in .*; wait for it, or name another folder")
        with second, open_store(tmp_path, {"study": "test"}, resume=True):
            pass
        holder.kill()
    with open_store(tmp_path, {"study": "test"}, resume=True) as store:
        assert store.entries == {}


def test_a_point_that_cannot_be_written_loses_no_other(tmp_path: Path, monkeypatch: pytest.MonkeyPatch):
    with open_store(tmp_path, STUDY) as store:
        store.add(0, LEVELS, outcome(0))
        for place in ("os.replace", "os.fsync"):
            with monkeypatch.context() as patch:
                patch.setattr(f"simulator.experiments.store.{place}", full_disk)
                with pytest.raises(StorageError, match="No space left on device; what is finished is kept"):
                    store.add(1, LEVELS, outcome(1))
    assert numbers(tmp_path) == [0]


def full_disk(*_: object) -> None:
    raise OSError(28, "No space left on device")


def test_a_line_follows_its_file(tmp_path: Path, monkeypatch: pytest.MonkeyPatch):
    """Whoever reads the index finds every file that it names."""
    order: list[str] = []
    write, to_disk = module._write, module._to_disk
    monkeypatch.setattr(module, "_write", lambda file, data: (write(file, data), order.append(file.suffix)))
    monkeypatch.setattr(
        module, "_to_disk", lambda stream: (to_disk(stream), order.append(f"sync {Path(stream.name).suffix}"))
    )
    with open_store(tmp_path, STUDY) as store:
        order.clear()
        store.add(0, LEVELS, outcome())
    assert order == ["sync .part", ".parquet", "sync .jsonl"]


def test_values_need_no_open_store(tmp_path: Path):
    filled(tmp_path)
    pd.testing.assert_frame_equal(stored_values(tmp_path, 2), outcome(2).values)
