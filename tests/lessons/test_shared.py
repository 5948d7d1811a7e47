"""What one page of a class has computed the others read, to the last bit; a folder that fails is done without."""

from concurrent.futures import ThreadPoolExecutor

import numpy as np
import pytest

import simulator as sim
from simulator.teaching.lab import Lab, of_run
from simulator.teaching.shared import FOLDER, values_once

VALUES = {"wait": np.array([1.0, np.nan, 1 / 3])}


@pytest.fixture
def folder(tmp_path, monkeypatch):
    monkeypatch.setenv(FOLDER, str(tmp_path))
    return tmp_path


def forbidden():
    raise AssertionError("it was computed again")


def test_what_was_computed_is_read_by_the_next_to_the_last_bit(folder):
    values_once(("office", 3), lambda: VALUES)
    again = values_once(("office", 3), forbidden)
    assert again["wait"].tobytes() == VALUES["wait"].tobytes()
    with pytest.raises(AssertionError):
        values_once(("office", 4), forbidden)


def test_without_a_folder_each_page_computes(monkeypatch):
    monkeypatch.delenv(FOLDER, raising=False)
    values_once(("office", 3), lambda: VALUES)
    with pytest.raises(AssertionError):
        values_once(("office", 3), forbidden)


def test_those_who_come_at_the_same_moment_compute_once(folder):
    done = []

    def compute():
        done.append(1)
        return VALUES

    with ThreadPoolExecutor(8) as pool:
        list(pool.map(lambda _: values_once(("office",), compute), range(24)))
    assert len(done) == 1


@pytest.mark.parametrize("content", [b"", b"PK", b"no zip at all"])
def test_a_damaged_file_is_computed_anew(folder, content):
    values_once(("office",), lambda: VALUES)
    (file,) = folder.glob("*.npz")
    file.write_bytes(content)
    assert values_once(("office",), lambda: VALUES)["wait"].tobytes() == VALUES["wait"].tobytes()
    assert values_once(("office",), forbidden)["wait"][2] == 1 / 3


def test_a_folder_that_is_gone_is_done_without(monkeypatch, tmp_path):
    monkeypatch.setenv(FOLDER, str(tmp_path / "gone"))
    assert values_once(("office",), lambda: VALUES) is VALUES


def test_a_page_reads_what_another_page_simulated(folder, monkeypatch):
    office = sim.load_scenario("meja-verifikasi").with_({"horizon.days": 2, "horizon.warm_up_days": 1})
    wait = of_run("waiting_time_mean", "wait", "min")
    mine = Lab(3, 4, 2, name="01").values(office, wait)
    other, seed, lesson = Lab(3, 4, 2, name="01"), Lab(4, 4, 2, name="01"), Lab(3, 4, 2, name="02")
    for lab in (other, seed, lesson):
        monkeypatch.setattr(lab, "run", lambda *_: forbidden())
    assert other.values(office, wait).tobytes() == mine.tobytes()
    for lab in (seed, lesson):
        with pytest.raises(AssertionError):
            lab.values(office, wait)
